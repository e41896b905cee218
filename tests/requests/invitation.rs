//! The service of invitations, from a submission to the invitations issued: one for each person invited.

use serde_json::{Value, json};

use super::{
    act, attach, begin,
    journey::{self, sign, verified, verifying},
    path, pay,
    representatives::empowered,
};
use crate::{
    documents::content::text,
    persons::known,
    support::{Answer, Caller, TestApp},
};

fn home() -> Value {
    json!({ "country": "MDA", "locality": "Chișinău", "street": "str. Exemplului", "house": "1" })
}

pub fn invitee(surname: &str, number: &str, citizenship: &str) -> Value {
    json!({
        "inviteeSurname": surname, "inviteeGivenName": "Asha", "inviteeSex": "F", "inviteeBirthDate": "1985-12-31",
        "inviteeBirthCountry": citizenship, "inviteeCitizenships": [citizenship], "inviteeDocumentKind": "Passport",
        "inviteeDocumentNumber": number, "inviteeDocumentCountry": citizenship, "inviteeDocumentIssuedOn": "2021-01-01",
        "inviteeDocumentExpiresOn": "2031-01-01", "inviteeAddress": { "country": citizenship, "locality": "Pune" },
        "relation": "Friend", "visitedBefore": false,
    })
}

pub fn answers(invitees: &[Value]) -> Value {
    json!({
        "inviterKind": "Citizen", "inviterIdnp": "2015000000033", "inviterSurname": "Munteanu", "inviterGivenName": "Elena",
        "inviterDocument": "B00000001", "byRepresentative": false, "inviterAddress": home(), "phone": "+37360000000",
        "email": "elena@example.org", "visitPurpose": "PrivateVisit", "visitDetails": "vizită la prieteni",
        "visitFrom": "2027-04-01", "visitTo": "2027-04-20", "entries": "Single", "visaPlace": "Ankara", "lodging": home(),
        "costsBorneBy": "Inviter", "invitees": invitees, "earlierInviteesLeft": true, "answersForDeparture": true,
        "declaresTrue": true, "knowsDataProcessing": true, "office": "CHI", "delivery": "Personal",
    })
}

/// An inviter's request for these invitees, submitted and paid.
pub async fn registered(app: &TestApp, inviter: &Caller<'_>, invitees: &[Value]) -> String {
    let path = path(&begin(inviter, "invitation", "OtherPerson", &answers(invitees)).await.expect(201));
    for code in ["inviter-identity", "invitee-travel-document", "declaration"] {
        attach(inviter, &path, code).await.expect(201);
    }
    let submitted = act(inviter, &path, "submissions", &Value::Null).await.expect(200);
    assert_eq!(submitted.body["state"], "AwaitingPayment");
    pay(app, inviter, &path).await;
    path
}

async fn checked(app: &TestApp, path: &str) -> Answer {
    let examiner = journey::checked(app, path).await;
    examiner.get(&format!("{path}/register-checks")).await.expect(200)
}

fn proposal(outcome: &str, conditions: &Value) -> Value {
    json!({ "outcome": outcome, "facts": "Cel care invită este identificat.", "reasons": "Hotărârea Guvernului nr. 331/2011.",
        "conditionsNotMet": conditions })
}

/// Checked, proposed and decided favourably: the acts wait for the signature of the head who is given back.
async fn to_be_signed<'a>(app: &'a TestApp, path: &str) -> Caller<'a> {
    checked(app, path).await;
    act(&app.persona("examiner-chisinau").await, path, "proposals", &proposal("Favourable", &json!([]))).await.expect(200);
    let head = app.persona("head").await;
    let decision = json!({ "outcome": "Favourable", "position": "Șef al Direcției regionale Centru" });
    act(&head, path, "decisions", &decision).await.expect(202);
    app.work_off().await;
    head
}

fn id(document: &Value) -> &str {
    document["documentId"].as_str().expect("an id")
}

async fn invitations(caller: &Caller<'_>, path: &str) -> Vec<Value> {
    let id = path.rsplit('/').next().expect("an id");
    let list = caller.get(&format!("/api/v1/documents?requestId={id}&documentType=Invitation")).await.expect(200);
    list.body["documents"].as_array().expect("documents").clone()
}

#[actix_web::test]
async fn an_officer_with_an_interest_in_any_of_the_invitees_takes_no_step() {
    let app = TestApp::start().await;
    let inviter = app.persona("employer").await;
    let path =
        registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND"), invitee("Varghese", "Z0000002", "IND")]).await;
    let examiner = app.persona("examiner-chisinau").await;
    let second = known(&app, json!({ "name": "Varghese Asha" })).await;
    assert_eq!(examiner.get(&path).await.expect(200).body["availableActions"], json!(["Claim"]));
    examiner.post("/api/v1/interests", &json!({ "personId": second, "kind": "Family" })).await.expect(201);
    act(&examiner, &path, "claims", &Value::Null).await.refused(403, "conflict-of-interest");
    // What would be refused is not offered, neither alone nor in a list.
    assert_eq!(examiner.get(&path).await.expect(200).body["availableActions"], json!([]));
    for list in ["/api/v1/requests", "/api/v1/worklists/Unassigned/requests"] {
        let listed = examiner.get(list).await.expect(200).body["requests"].clone();
        let rows = listed.as_array().expect("requests").iter();
        let ours: Vec<&Value> = rows.filter(|row| path.ends_with(row["requestId"].as_str().expect("an id"))).collect();
        assert_eq!(ours.len(), 1, "{list}");
        assert_eq!(ours[0]["availableActions"], json!([]), "{list}");
    }
}

#[actix_web::test]
async fn from_a_submission_to_an_invitation_for_each_invitee() {
    let app = TestApp::start().await;
    let inviter = app.persona("employer").await;
    let path =
        registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND"), invitee("Varghese", "Z0000002", "IND")]).await;
    let registered = inviter.get(&path).await.expect(200);
    assert_eq!((registered.text("/state"), registered.text("/number")), ("InExamination".into(), "INV-2026-000001".into()));
    // Ten working days from Monday 16 November; 30 November, the feast of Saint Andrew, is worked.
    assert_eq!(registered.text("/term/endsAt"), "2026-11-30T21:59:59Z");
    assert_eq!(app.number("select total_bani from orders"), 40_000, "the fee is owed for each invitee");
    assert_eq!(app.number("select count(*) from persons where surname in ('Deshmukh', 'Varghese')"), 2, "each is on record");
    assert_eq!(app.number("select count(*) from request_beneficiaries"), 2);

    let checks = checked(&app, &path).await;
    let mut codes: Vec<&str> =
        checks.body["registerChecks"].as_array().expect("checks").iter().filter_map(|check| check["code"].as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["border", "border-2", "inviter", "visas", "visas-2"], "each invitee is asked about, and the inviter");

    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "proposals", &proposal("Favourable", &json!([]))).await.expect(200);
    let head = app.persona("head").await;
    let decision = json!({ "outcome": "Favourable", "position": "Șef al Direcției regionale Centru" });
    let waiting = act(&head, &path, "decisions", &decision).await.expect(202);
    assert_eq!(waiting.body["state"], "AwaitingSignature");
    app.work_off().await;
    let to_sign = invitations(&head, &path).await;
    assert_eq!(to_sign.len(), 2);
    sign(&app, &head, id(&to_sign[0])).await;
    assert_eq!(head.get(&path).await.expect(200).body["state"], "AwaitingSignature", "one still waits for its signature");
    // The one that is signed is the officers' still: nobody knows how the whole will end.
    let signed = id(&to_sign[0]);
    assert_eq!(head.get(&format!("/api/v1/documents/{signed}")).await.expect(200).body["status"], "Issued");
    assert_eq!(invitations(&inviter, &path).await, Vec::<Value>::new());
    inviter.get(&format!("/api/v1/documents/{signed}/content")).await.refused(404, "not-found");
    verifying(&app, &head, signed).await.refused(404, "not-found");
    sign(&app, &head, id(&to_sign[1])).await;
    let decided = inviter.get(&path).await.expect(200);
    assert_eq!((decided.text("/state"), decided.text("/outcome")), ("Decided".into(), "Favourable".into()));

    let issued = invitations(&inviter, &path).await;
    assert_eq!(issued.len(), 2);
    let mut printed = String::new();
    for document in &issued {
        assert_eq!((&document["status"], &document["authentication"]), (&json!("Issued"), &json!("Person")));
        assert_eq!(document["validUntil"], "2027-02-14", "ninety days");
        let pdf = inviter.get(&format!("/api/v1/documents/{}/content", id(document))).await.expect(200);
        let signatures = migratie_typesetting::seal::verify(&pdf.bytes).expect("a PDF");
        assert!(signatures.len() == 1 && signatures[0].valid && signatures[0].covers_whole_file);
        printed.push_str(&text(&pdf.bytes));
    }
    for part in ["DESHMUKH", "VARGHESE", "India", "Vizită particulară", "MUNTEANU Elena", "IDNP 2015000000033", "20 de zile"] {
        assert!(printed.contains(part), "{part} in {printed}");
    }
    assert_eq!(verified(&app, &inviter, id(&issued[0])).await.body["status"], "Valid");
    assert_eq!(app.number("select count(*) from requests where state = 'Decided' and due_at is null"), 1);
}

#[actix_web::test]
async fn a_decision_of_which_a_part_is_signed_is_given_up_as_a_whole() {
    let app = TestApp::start().await;
    let inviter = app.persona("employer").await;
    let path =
        registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND"), invitee("Varghese", "Z0000002", "IND")]).await;
    let head = to_be_signed(&app, &path).await;
    let first = id(&invitations(&head, &path).await[0]).to_owned();
    sign(&app, &head, &first).await;
    let reason = json!({ "reason": "Un nume este scris greșit." });
    let again = act(&head, &path, "signing-abandonments", &reason).await.expect(200);
    assert_eq!(again.body["state"], "Proposed");
    for document in invitations(&head, &path).await {
        let expected = if document["documentId"] == first.as_str() { "Annulled" } else { "Abandoned" };
        assert_eq!((&document["status"], &document["statusReason"]), (&json!(expected), &reason["reason"]));
    }
    assert_eq!(verified(&app, &head, &first).await.body["status"], "Annulled");
    assert_eq!(invitations(&inviter, &path).await, Vec::<Value>::new(), "what never stood is not told");
    inviter.get(&format!("/api/v1/documents/{first}")).await.refused(404, "not-found");
    // What is decided anew is seen, and is all that is.
    let decision = json!({ "outcome": "Favourable", "position": "Șef al Direcției regionale Centru" });
    act(&head, &path, "decisions", &decision).await.expect(202);
    app.work_off().await;
    let frozen = |document: &&Value| document["status"] == "Signing" || document["status"] == "Frozen";
    let to_sign: Vec<Value> = invitations(&head, &path).await.iter().filter(frozen).cloned().collect();
    assert_eq!(to_sign.len(), 2);
    for document in &to_sign {
        sign(&app, &head, id(document)).await;
    }
    assert_eq!(inviter.get(&path).await.expect(200).body["state"], "Decided");
    let seen = invitations(&inviter, &path).await;
    assert!(seen.len() == 2 && seen.iter().all(|document| document["status"] == "Issued"), "{seen:?}");
}

#[actix_web::test]
async fn whoever_holds_the_power_of_a_second_invitee_sees_their_invitation_and_no_more() {
    let app = TestApp::start().await;
    let representative = app.persona("representative").await;
    empowered(&app, &representative).await;
    let inviter = app.persona("employer").await;
    let path =
        registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND"), invitee("Varghese", "Z0000002", "IND")]).await;
    let head = to_be_signed(&app, &path).await;
    for document in invitations(&head, &path).await {
        sign(&app, &head, id(&document)).await;
    }
    assert_eq!(invitations(&representative, &path).await, Vec::<Value>::new());
    app.tamper(
        "set session_replication_role = replica;
         update representations set person_id = (select id from persons where surname = 'Varghese')",
    );
    let seen = invitations(&representative, &path).await;
    assert_eq!(seen.len(), 1, "{seen:?}");
    let pdf = representative.get(&format!("/api/v1/documents/{}/content", id(&seen[0]))).await.expect(200);
    assert!(text(&pdf.bytes).contains("VARGHESE"));
    representative.get(&path).await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_refusal_of_an_invitation_is_signed_and_can_be_contested() {
    let app = TestApp::start().await;
    let inviter = app.persona("employer").await;
    let path = registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND")]).await;
    checked(&app, &path).await;
    let examiner = app.persona("examiner-chisinau").await;
    let conditions = json!(["Un străin invitat anterior nu a plecat la timp."]);
    act(&examiner, &path, "proposals", &proposal("Unfavourable", &conditions)).await.expect(200);
    let head = app.persona("head").await;
    let decision = json!({ "outcome": "Unfavourable", "position": "Șef al Direcției regionale Centru" });
    let document = act(&head, &path, "decisions", &decision).await.expect(202).text("/decisionDocumentId");
    app.work_off().await;
    sign(&app, &head, &document).await;
    let decided = inviter.get(&path).await.expect(200);
    assert_eq!((decided.text("/state"), decided.text("/outcome")), ("Decided".into(), "Unfavourable".into()));
    let pdf = inviter.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    assert!(text(&pdf.bytes).contains("Judecătoria Chișinău"));
}

#[actix_web::test]
async fn nothing_is_proposed_before_every_invitee_was_asked_about() {
    let app = TestApp::start().await;
    let inviter = app.persona("employer").await;
    let path = registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND"), invitee("Haddad", "S0000001", "SYR")]).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    let refused = act(&examiner, &path, "proposals", &proposal("Favourable", &json!([]))).await.refused(409, "not-in-this-state");
    // The second is of a country of the standard operating procedure: the Security Service is asked.
    assert_eq!(refused.body["missing"], json!(["inviter", "border", "border-2", "sis"]));
}

const MORE: &str = "Organul competent cere încă verificări.";

#[actix_web::test]
async fn the_term_of_an_invitation_is_extended_once_and_the_inviter_is_told_until_when_and_why() {
    let app = TestApp::start().await;
    let inviter = app.persona("employer").await;
    let path = registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND")]).await;
    let (head, examiner) = (app.persona("head").await, app.persona("examiner-chisinau").await);
    // Alone and in lists alike.
    let offered = async |who: &Caller<'_>| {
        let id = path.rsplit('/').next().expect("an id");
        let alone = who.get(&path).await.expect(200).body["availableActions"].clone();
        let listed = who.get("/api/v1/requests").await.expect(200).body["requests"].clone();
        let row = listed.as_array().expect("requests").iter().find(|row| row["requestId"] == id).expect("the request");
        assert_eq!(row["availableActions"], alone);
        alone.to_string().contains("ExtendTerm")
    };
    assert!(offered(&head).await && !offered(&examiner).await && !offered(&inviter).await);
    act(&head, &path, "extensions", &json!({ "reason": " \n" })).await.refused(400, "bad-input");
    act(&examiner, &path, "extensions", &json!({ "reason": MORE })).await.refused(403, "forbidden");
    let extended = act(&head, &path, "extensions", &json!({ "reason": MORE })).await.expect(200);
    // Ten working days from Monday 16 November end on the 30th; ten calendar days more on 10 December.
    assert_eq!((extended.text("/state"), extended.text("/term/endsAt")), ("InExamination".into(), "2026-12-10T21:59:59Z".into()));
    assert!(!offered(&head).await, "the law gives it once");
    act(&head, &path, "extensions", &json!({ "reason": MORE })).await.refused(409, "not-in-this-state");
    let worklist = examiner.get("/api/v1/worklists/Unassigned/requests").await.expect(200);
    assert_eq!(worklist.text("/requests/0/dueAt"), "2026-12-10T21:59:59Z");

    let told = inviter.get("/api/v1/messages").await.expect(200);
    assert_eq!(told.text("/messages/0/title/ro"), "Termenul solicitării INV-2026-000001 a fost prelungit");
    let text = told.text("/messages/0/text/ro");
    assert!(text.contains("10.12.2026") && text.contains(MORE), "{text}");
    let timeline = inviter.get(&format!("{path}/timeline")).await.expect(200);
    let events = timeline.body["events"].as_array().expect("events");
    assert!(events.iter().any(|event| event["action"] == "ExtendTerm" && event["note"] == MORE), "{events:?}");
}

#[actix_web::test]
async fn a_term_is_not_extended_after_its_end_nor_while_it_stands_still_nor_where_the_service_says_nothing_of_it() {
    let app = TestApp::start().await;
    let head = app.persona("head").await;
    let stay = super::registered(&app).await;
    act(&head, &stay, "extensions", &json!({ "reason": MORE })).await.refused(409, "not-in-this-state");

    let inviter = app.persona("employer").await;
    let path = registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND")]).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    act(&examiner, &path, "completion-requests", &json!({ "text": "Lipsește ceva.", "dueOn": "2026-11-23" })).await.expect(200);
    act(&head, &path, "extensions", &json!({ "reason": MORE })).await.refused(409, "not-in-this-state");
    act(&inviter, &path, "completions", &json!({})).await.expect(200);
    app.clock.advance(chrono::Duration::days(15));
    let head = app.persona("head").await;
    let offered = head.get(&path).await.expect(200).body["availableActions"].to_string();
    assert!(!offered.contains("ExtendTerm"), "{offered}");
    let late = act(&head, &path, "extensions", &json!({ "reason": MORE })).await.expect(409);
    assert!(late.text("/detail").contains("nu mai poate fi prelungit"), "{}", late.body);
}

#[actix_web::test]
async fn of_two_heads_who_extend_at_once_one_does() {
    let app = TestApp::start().await;
    let inviter = app.persona("employer").await;
    let path = registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND")]).await;
    let (head, deputy) = (app.persona("head").await, app.persona("head").await);
    let etag = head.get(&path).await.expect(200).etag().to_owned();
    let (place, reason) = (format!("{path}/extensions"), json!({ "reason": MORE }));
    let (one, other) = futures_util::join!(head.act(&place, &etag, &reason), deputy.act(&place, &etag, &reason));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(app.number("select jsonb_array_length(term -> 'extensions') from requests"), 1);
    assert_eq!(app.number("select count(*) from request_events where action = 'ExtendTerm'"), 1);
}
