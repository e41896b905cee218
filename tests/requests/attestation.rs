use serde_json::{Value, json};

use super::{act, attestation, attested, begin, journey, path, registered};
use crate::{
    documents::content::text,
    support::{Answer, Caller, TestApp},
};

#[actix_web::test]
async fn an_attestation_is_decided_and_sealed_without_a_human() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let decided = applicant.get(&attested(&app, &applicant).await).await.expect(200);
    assert!(decided.text("/number").starts_with("ADEV-2026-"));
    assert_eq!((&decided.body["state"], &decided.body["outcome"]), (&json!("Decided"), &json!("Favourable")), "{}", decided.body);
    let document = decided.text("/decisionDocumentId");
    let pdf = applicant.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    let seals = migratie_typesetting::seal::verify(&pdf.bytes).expect("a PDF");
    assert!(seals.len() == 1 && seals[0].valid && seals[0].covers_whole_file);
    let messages = applicant.get("/api/v1/messages").await.expect(200);
    assert_eq!(messages.body["messages"][0]["kind"], "RequestDecided");
}

#[actix_web::test]
async fn whoever_is_not_certain_goes_to_an_officer() {
    let app = TestApp::start().await;
    let employer = app.persona("employer").await;
    let draft = begin(&employer, "legal-status-attestation", "Beneficiary", &attestation("2015000000033")).await.expect(201);
    act(&employer, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let read = employer.get(&path(&draft)).await.expect(200);
    assert_ne!(read.body["outcome"], "Favourable", "{}", read.body);
}

/// What somebody who is on nobody's record writes of themselves.
fn of_ana(idnp: &str) -> Value {
    let mut answers = attestation(idnp);
    for (field, answer) in [("surname", "Exemplu"), ("givenName", "Ana"), ("birthDate", "1985-04-12")] {
        answers[field] = json!(answer);
    }
    answers["citizenships"] = json!(["ROU"]);
    answers
}

#[actix_web::test]
async fn who_is_not_on_record_gets_a_sealed_refusal_without_a_human() {
    let app = TestApp::start().await;
    let stranger = app.signed_in_as("2004000123455");
    let draft = begin(&stranger, "legal-status-attestation", "Beneficiary", &of_ana("2004000123455")).await.expect(201);
    act(&stranger, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let decided = stranger.get(&path(&draft)).await.expect(200);
    assert_eq!((decided.text("/state"), decided.text("/outcome")), ("Decided".into(), "Unfavourable".into()), "{}", decided.body);
    assert_eq!(decided.body["referred"], false);
    let document = decided.text("/decisionDocumentId");
    let read = stranger.get(&format!("/api/v1/documents/{document}")).await.expect(200);
    assert_eq!((read.text("/documentType"), read.text("/authentication")), ("RefusalDecision".into(), "Seal".into()));
    assert!(read.text("/number").starts_with("RA-2026-"));
    let pdf = stranger.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    let seals = migratie_typesetting::seal::verify(&pdf.bytes).expect("a PDF");
    assert!(seals.len() == 1 && seals[0].valid && seals[0].covers_whole_file);
    let text = text(&pdf.bytes);
    for part in ["Persoana nu este în evidența inspectoratului.", "EXEMPLU", "Judecătoria Chișinău", "30 de zile"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let appeal = json!({ "body": "Judecătoria Chișinău", "filedOn": "2026-11-16" });
    assert_eq!(act(&stranger, &path(&draft), "appeals", &appeal).await.expect(200).body["state"], "Appealed");
}

#[actix_web::test]
async fn whoever_writes_another_s_number_does_not_become_them_and_learns_nothing() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let stranger = app.signed_in_as("2004000123455");
    let draft = begin(&stranger, "legal-status-attestation", "Beneficiary", &attestation("2015000000011")).await.expect(201);
    act(&stranger, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let decided = stranger.get(&path(&draft)).await.expect(200);
    assert_eq!((decided.text("/state"), decided.text("/outcome")), ("Decided".into(), "Unfavourable".into()), "{}", decided.body);
    assert_eq!(app.number("select count(*) from accounts where login = '2004000123455' and person_id is not null"), 0);
    stranger.get("/api/v1/persons/current").await.refused(404, "not-found");
    let document = decided.text("/decisionDocumentId");
    let pdf = stranger.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    let text = text(&pdf.bytes);
    assert!(text.contains("Solicitantul nu este persoana despre care se cere adeverința."), "{text}");
    for recorded in ["2015000000011", "Dacia", "21456703"] {
        assert!(!text.contains(recorded), "{recorded} is on record only: {text}");
    }
}

#[actix_web::test]
async fn what_a_person_must_judge_goes_to_an_officer_even_beside_what_would_be_refused() {
    let app = TestApp::start().await;
    let stranger = app.signed_in_as("2004000123455");
    let mut asked = of_ana("2004000123455");
    asked["attested"] = json!(["LegalStatus"]);
    let draft = begin(&stranger, "legal-status-attestation", "Beneficiary", &asked).await.expect(201);
    act(&stranger, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let read = stranger.get(&path(&draft)).await.expect(200);
    assert_eq!((&read.body["state"], &read.body["referred"]), (&json!("InExamination"), &json!(true)), "{}", read.body);
    assert_eq!(app.number("select count(*) from issued_documents where document_type = 'RefusalDecision'"), 0);
    // Of an attestation no term is public: what is missing is asked for and supplied all the same.
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path(&draft), "claims", &Value::Null).await.expect(200);
    let asked = json!({ "text": "Precizați scopul.", "dueOn": "2026-12-01", "documentCodes": [], "fields": ["addressee"] });
    let waiting = act(&examiner, &path(&draft), "completion-requests", &asked).await.expect(200);
    assert_eq!((waiting.text("/state"), waiting.body.get("term")), ("AwaitingCompletion".into(), None));
    let supplied = act(&stranger, &path(&draft), "completions", &json!({ "answers": {} })).await.expect(200);
    assert_eq!((supplied.text("/state"), supplied.body.get("term")), ("InExamination".into(), None));
}

/// An attestation of these contents that the applicant asks for; how it stands when the system has done what it can.
async fn asked_for(app: &TestApp, applicant: &Caller<'_>, contents: &[&str], on: Option<&str>) -> Answer {
    let mut answers = attestation("2015000000011");
    answers["attested"] = json!(contents);
    if let Some(day) = on {
        answers["onDay"] = json!(day);
    }
    let path = path(&begin(applicant, "legal-status-attestation", "Beneficiary", &answers).await.expect(201));
    act(applicant, &path, "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    applicant.get(&path).await.expect(200)
}

/// What the attestation of a decided request prints.
async fn printed(applicant: &Caller<'_>, decided: &Answer) -> String {
    assert_eq!(decided.text("/outcome"), "Favourable", "{}", decided.body);
    let document = decided.text("/decisionDocumentId");
    text(&applicant.get(&format!("/api/v1/documents/{document}/content")).await.expect(200).bytes)
}

/// What the attestation prints that an examiner proposes with these facts and the head signs.
async fn found_by_officers(app: &TestApp, applicant: &Caller<'_>, request: &str, facts: &str) -> String {
    let examiner = journey::checked(app, request).await;
    let proposal = json!({ "outcome": "Favourable", "facts": facts, "reasons": "Datele arhivei." });
    act(&examiner, request, "proposals", &proposal).await.expect(200);
    journey::decided(app, request, "Favourable").await;
    printed(applicant, &applicant.get(request).await.expect(200)).await
}

#[actix_web::test]
async fn an_attestation_states_what_was_chosen_and_nothing_else() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let number = printed(&applicant, &asked_for(&app, &applicant, &["IdnpAssignment"], None).await).await;
    assert!(number.contains("i-a fost atribuit: 2015000000011") && number.contains("la o bancă"), "{number}");
    for private in ["bd. Dacia", "Domiciliul", "Ayşe", "Statutul juridic"] {
        assert!(!number.contains(private), "{private} in {number}");
    }
    let contents = ["Domicile", "FamilyComposition"];
    let home = printed(&applicant, &asked_for(&app, &applicant, &contents, None).await).await;
    // He lives in İzmir by his domicile and has a temporary residence here.
    for stated in [
        "nu este înregistrat în Republica Moldova",
        "Reședința temporară",
        "bd. Dacia",
        "Soț/soție",
        "Yılmaz Ayşe",
        "Copil",
        "19.08.2016",
    ] {
        assert!(home.contains(stated), "{stated} in {home}");
    }
    assert!(!home.contains("i-a fost atribuit"), "{home}");
}

#[actix_web::test]
async fn an_attestation_states_what_stood_on_the_day_that_was_asked_for() {
    let app = TestApp::start().await;
    let person = crate::persons::known(&app, json!({ "idnp": "2015000000011" })).await;
    app.clock.advance(chrono::Duration::days(4));
    let moved = json!({ "kind": "Domicile", "country": "MDA", "locality": "Bălți", "street": "str. Pildei", "house": "3", "validFrom": "2026-11-19" });
    let examiner = app.persona("examiner-chisinau").await.examining();
    examiner.post(&format!("/api/v1/persons/{person}/addresses"), &moved).await.expect(201);
    let applicant = app.persona("applicant").await;
    let before = printed(&applicant, &asked_for(&app, &applicant, &["Domicile"], Some("2026-11-18")).await).await;
    assert!(before.contains("18 noiembrie 2026") && before.contains("nu este înregistrat în Republica Moldova"), "{before}");
    let today = printed(&applicant, &asked_for(&app, &applicant, &["Domicile"], None).await).await;
    assert!(today.contains("20 noiembrie 2026") && today.contains("str. Pildei, 3, Bălți"), "{today}");
    // Of a day before the record began an officer must find out.
    let long_ago = asked_for(&app, &applicant, &["Domicile"], Some("2019-11-18")).await;
    assert_eq!((&long_ago.body["state"], &long_ago.body["referred"]), (&json!("InExamination"), &json!(true)));
}

#[actix_web::test]
async fn a_legal_status_is_attested_by_the_system_where_one_decision_gave_it() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    app.clock.advance(chrono::Duration::minutes(1));
    let unknown = asked_for(&app, &applicant, &["LegalStatus"], None).await;
    assert_eq!(unknown.body["referred"], true, "{}", unknown.body);

    let stay = registered(&app).await;
    journey::proposed(&app, &stay, "Favourable").await;
    let decision = journey::decided(&app, &stay, "Favourable").await;
    app.tamper(
        "set session_replication_role = replica;
         update issued_documents set person_id = (select id from persons where idnp = '2015000000011') where document_type = 'Decision'",
    );
    let known = printed(&applicant, &asked_for(&app, &applicant, &["LegalStatus"], None).await).await;
    for stated in ["drept de ședere provizorie (la muncă)", "valabil până la 31.12.2027", "Statutul juridic"] {
        assert!(known.contains(stated), "{stated} in {known}");
    }
    let head = app.persona("head").await;
    let decision = format!("/api/v1/documents/{decision}");
    let etag = head.get(&decision).await.expect(200).etag().to_owned();
    head.act(&format!("{decision}/annulments"), &etag, &json!({ "reason": "Eroare." })).await.expect(200);
    let annulled = asked_for(&app, &applicant, &["LegalStatus"], None).await;
    assert_eq!(annulled.body["referred"], true, "{}", annulled.body);
}

#[actix_web::test]
async fn what_the_record_cannot_tell_is_found_by_an_officer_and_stands_in_the_attestation() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let referred = asked_for(&app, &applicant, &["CardIssued", "IdnpAssignment"], None).await;
    assert_eq!(referred.body["referred"], true, "{}", referred.body);
    let decided = found_by_officers(&app, &applicant, &path(&referred), "Nu a fost documentat cu act de identitate.").await;
    for stated in [
        "Șef al Direcției regionale Centru",
        "Constatat la examinare",
        "Nu a fost documentat cu act de identitate.",
        "i-a fost atribuit: 2015000000011",
    ] {
        assert!(decided.contains(stated), "{stated} in {decided}");
    }
}

#[actix_web::test]
async fn of_a_past_day_only_what_is_certain_to_have_stood_then_is_sealed() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::days(4));
    let applicant = app.persona("applicant").await;
    let past = Some("2026-11-17");
    let dated = printed(&applicant, &asked_for(&app, &applicant, &["IdnpAssignment"], past).await).await;
    assert!(dated.contains("17 noiembrie 2026") && dated.contains("i-a fost atribuit"), "{dated}");
    // Since when Ayşe is his wife is not on record.
    let wife = asked_for(&app, &applicant, &["FamilyComposition"], past).await;
    assert_eq!(wife.body["referred"], true, "{}", wife.body);
    app.tamper(
        "set session_replication_role = replica;
         update family_links set since = '2014-06-21' where link = 'Spouse';
         update persons set birth_date = '2026-11-19' where given_names = 'Can'",
    );
    let family = printed(&applicant, &asked_for(&app, &applicant, &["FamilyComposition"], past).await).await;
    assert!(family.contains("Soț/soție") && !family.contains("Copil"), "the child was not born: {family}");
    // A number that was written down later, or otherwise, is no number of that day.
    app.tamper(
        "set session_replication_role = replica;
         update history.persons h set idnp = null from persons p where p.id = h.id and p.idnp = '2015000000011'",
    );
    let later = asked_for(&app, &applicant, &["IdnpAssignment"], past).await;
    assert_eq!(later.body["referred"], true, "{}", later.body);
}

#[actix_web::test]
async fn of_a_day_outside_the_record_the_act_says_what_an_officer_found_and_nothing_else() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let mut answers = attestation("2015000000011");
    (answers["attested"], answers["onDay"]) = (json!(["Domicile"]), json!("2019-11-18"));
    (answers["addressee"], answers["addresseeName"]) = (json!("ForeignAuthority"), json!("中国银行"));
    let request = path(&begin(&applicant, "legal-status-attestation", "Beneficiary", &answers).await.expect(201));
    act(&applicant, &request, "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    assert_eq!(
        applicant.get(&request).await.expect(200).body["referred"],
        true,
        "nothing waits for ever for what cannot be printed"
    );
    // As long as a proposal may be, in more lines than a paper has points.
    let facts = format!("Era înregistrat la Bălți.\n{}sfârșit.", "Constatat din arhivă.\n".repeat(250));
    let decided = found_by_officers(&app, &applicant, &request, &facts).await;
    assert!(decided.contains("sfârșit."), "nothing is cut off: {decided}");
    assert!(decided.contains("Era înregistrat la Bălți.") && decided.contains("18 noiembrie 2019"), "{decided}");
    for untold in ["în evidență din", "nu este înregistrat", "pentru a fi prezentată"] {
        assert!(!decided.contains(untold), "{untold} in {decided}");
    }
}
