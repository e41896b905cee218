//! A legal entity files through whoever holds its power or administers it, and learns nothing of the person it files for.

use serde_json::{Value, json};

use super::{DOCUMENTS, STAY, act, attach, engineer, journey, path, pay};
use crate::{
    support::{Answer, Caller, TestApp},
    uploads,
};

const COMPANY: &str = "1018600000127";
/// Another company, which nobody administers in the demo world.
const ANOTHER: &str = "1020600000454";

async fn file(caller: &Caller<'_>, idno: &str, answers: &Value) -> Answer {
    let body = json!({ "serviceCode": STAY, "filedBy": "LegalEntity", "legalEntityIdno": idno, "answers": answers });
    caller.post("/api/v1/requests", &body).await
}

/// A paper power of a company, as its holder asks for it.
pub async fn paper_of(caller: &Caller<'_>, idno: &str) -> Answer {
    let pdf = uploads::samples::pdf(1, 0);
    let file = uploads::send(caller, "Attachment", "power.pdf", "application/pdf", &pdf).await.expect(201).text("/fileId");
    let body = json!({ "source": "Upload", "fileId": file, "legalEntityIdno": idno, "validFrom": "2026-01-01", "validTo": "2027-12-31" });
    caller.post("/api/v1/representations", &body).await.expect(201)
}

#[actix_web::test]
async fn nobody_files_in_the_name_of_a_company_that_they_neither_administer_nor_hold_a_power_of() {
    let app = TestApp::start().await;
    let (stranger, officer) = (app.persona("representative").await, app.persona("counter-operator").await);
    for idno in [COMPANY, ANOTHER] {
        let refused = file(&stranger, idno, &json!({})).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/legalEntityIdno", "not-represented")]);
    }
    let refused = file(&stranger, "1018600000128", &json!({})).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/legalEntityIdno", "check-digit")]);

    // MPass says whose administrator the employer is; the session tells it.
    let employer = app.persona("employer").await;
    assert_eq!(employer.get("/api/v1/sessions/current").await.expect(200).body["administers"], json!([COMPANY]));
    let draft = file(&employer, COMPANY, &json!({})).await.expect(201);
    assert_eq!(draft.text("/legalEntityIdno"), COMPANY);
    file(&employer, ANOTHER, &json!({})).await.refused(400, "bad-input");

    // A paper counts from when an officer has accepted it.
    let asked = paper_of(&stranger, ANOTHER).await;
    assert_eq!((asked.text("/state"), asked.text("/legalEntityIdno")), ("Pending".into(), ANOTHER.into()));
    file(&stranger, ANOTHER, &json!({})).await.refused(400, "bad-input");
    let place = asked.header("location");
    officer.act(&format!("{place}/acceptances"), asked.etag(), &Value::Null).await.expect(200);
    file(&stranger, ANOTHER, &json!({})).await.expect(201);
    file(&stranger, COMPANY, &json!({})).await.refused(400, "bad-input");
    assert_eq!(app.number("select count(*) from requests"), 2);
}

#[actix_web::test]
async fn a_company_is_named_by_a_company_alone_and_nobody_on_record_by_whoever_has_no_power_of_theirs() {
    let app = TestApp::start().await;
    let employer = app.persona("employer").await;
    let body = json!({ "serviceCode": STAY, "filedBy": "Beneficiary", "legalEntityIdno": COMPANY, "answers": {} });
    let refused = employer.post("/api/v1/requests", &body).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/legalEntityIdno", "not-asked")]);
    let somebody = crate::persons::known(&app, json!({ "idnp": "2015000000011" })).await;
    let body = json!({ "serviceCode": STAY, "filedBy": "LegalEntity", "legalEntityIdno": COMPANY, "beneficiaryId": somebody, "answers": {} });
    let refused = employer.post("/api/v1/requests", &body).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/beneficiaryId", "not-represented")]);
}

#[actix_web::test]
async fn a_company_that_types_somebody_s_document_is_told_nothing_that_is_on_record() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let employer = app.persona("employer").await;
    // Emre Yılmaz is on record, with this passport and a number; the company knows neither his name nor that.
    let mut answers = engineer("LegalEntity");
    answers["documentNumber"] = json!("U21456703");
    answers["birthDate"] = json!("1988-03-14");
    let request = path(&file(&employer, COMPANY, &answers).await.expect(201));
    for code in DOCUMENTS {
        attach(&employer, &request, code).await.expect(201);
    }
    let submitted = act(&employer, &request, "submissions", &Value::Null).await.expect(200);
    assert_eq!(submitted.body.get("beneficiaryId"), None, "on whose record it was found is not the company's to know");
    pay(&app, &employer, &request).await;
    app.work_off().await;
    let listed = employer.get("/api/v1/requests").await.expect(200);
    assert_eq!(listed.body["requests"][0].get("beneficiaryId"), None, "{}", listed.body);

    // The person sees what was filed for them, the officer whom it is for.
    let person = app.persona("applicant").await.get(&request).await.expect(200);
    let officer = app.persona("examiner-chisinau").await.get(&request).await.expect(200);
    assert_eq!(person.text("/beneficiaryId"), officer.text("/beneficiaryId"));

    journey::proposed(&app, &request, "Unfavourable").await;
    let decision = journey::decided(&app, &request, "Unfavourable").await;
    let read = employer.get(&format!("/api/v1/documents/{decision}")).await.expect(200);
    assert_eq!(read.body.get("personId"), None, "{}", read.body);
    let pdf = employer.get(&format!("/api/v1/documents/{decision}/content")).await.expect(200);
    let text = crate::documents::content::text(&pdf.bytes);
    assert!(text.contains("Kaya") || text.contains("KAYA"), "what the company wrote: {text}");
    for told in ["Yılmaz", "YILMAZ", "2015000000011", "Dacia"] {
        assert!(!text.contains(told), "{told} in {text}");
    }
}

#[actix_web::test]
async fn a_company_files_for_itself_and_not_for_another_that_it_names_in_the_answers() {
    let app = TestApp::start().await;
    let employer = app.persona("employer").await;
    let mut answers = engineer("LegalEntity");
    answers["employer"] = json!({ "idno": ANOTHER, "name": "Altul SRL" });
    let request = path(&file(&employer, COMPANY, &answers).await.expect(201));
    for code in DOCUMENTS {
        attach(&employer, &request, code).await.expect(201);
    }
    let refused = act(&employer, &request, "submissions", &Value::Null).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/answers/employer", "not-represented")]);
    let seen = employer.get(&request).await.expect(200);
    let own = json!({ "answers": { "employer": { "idno": COMPANY, "name": "Exemplu SRL" } } });
    employer.patch(&request, seen.etag(), &own).await.expect(200);
    act(&employer, &request, "submissions", &Value::Null).await.expect(200);
    // At the desk the operator sees the paper, and whoever files for themselves names whom they work for.
    let operator = app.persona("counter-operator").await;
    let body = json!({ "serviceCode": STAY, "filedBy": "LegalEntity", "legalEntityIdno": COMPANY, "answers": answers });
    let at_desk = path(&operator.post("/api/v1/requests", &body).await.expect(201));
    answers["filedBy"] = json!("Beneficiary");
    let own = path(&super::begin(&app.persona("applicant").await, STAY, "Beneficiary", &answers).await.expect(201));
    for (caller, request) in [(operator, at_desk), (app.persona("applicant").await, own)] {
        let found = caller.post(&format!("{request}/validations"), &Value::Null).await.expect(200);
        assert!(!found.body.to_string().contains("not-represented"), "{}", found.body);
    }
}

#[actix_web::test]
async fn whom_a_company_or_another_person_files_for_is_found_by_the_form_whoever_else_is_named() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let representative = app.persona("representative").await;
    let person = super::representatives::empowered(&app, &representative).await;
    let asked = paper_of(&representative, COMPANY).await;
    let place = format!("{}/acceptances", asked.header("location"));
    app.persona("counter-operator").await.act(&place, asked.etag(), &Value::Null).await.expect(200);
    // The person themselves, and whoever holds their power: both may name them, and neither is the one in the form.
    let principal = app.persona("applicant").await;
    let invitee = super::invitation::invitee("Deshmukh", "Z0000001", "IND");
    for caller in [&representative, &principal] {
        let mut body = json!({ "serviceCode": "invitation", "filedBy": "OtherPerson", "beneficiaryId": person,
            "answers": super::invitation::answers(std::slice::from_ref(&invitee)) });
        let request = path(&caller.post("/api/v1/requests", &body).await.expect(201));
        if std::ptr::eq(caller, &representative) {
            (body["serviceCode"], body["filedBy"]) = (json!(STAY), json!("LegalEntity"));
            (body["legalEntityIdno"], body["answers"]) = (json!(COMPANY), json!({}));
            caller.post("/api/v1/requests", &body).await.expect(201);
        }
        assert_eq!(app.number("select count(*) from requests where beneficiary_id is not null and state = 'Draft'"), 0);
        for code in ["inviter-identity", "invitee-travel-document", "declaration"] {
            attach(caller, &request, code).await.expect(201);
        }
        act(caller, &request, "submissions", &Value::Null).await.expect(200);
    }
    let for_invitee = "select count(*) from requests r join persons p on p.id = r.beneficiary_id where p.surname = 'Deshmukh'";
    assert_eq!(app.number(for_invitee), 2);
}

#[actix_web::test]
async fn a_company_whose_power_has_ended_sees_and_does_nothing_more() {
    let app = TestApp::start().await;
    let (holder, officer) = (app.persona("representative").await, app.persona("counter-operator").await);
    let asked = paper_of(&holder, COMPANY).await;
    let place = asked.header("location").to_owned();
    let accepted = officer.act(&format!("{place}/acceptances"), asked.etag(), &Value::Null).await.expect(200);
    let draft = file(&holder, COMPANY, &json!({})).await.expect(201);
    holder.get(&path(&draft)).await.expect(200);
    // The company ends it: whoever administers it is the other side of the power.
    let employer = app.persona("employer").await;
    employer.act(&format!("{place}/endings"), accepted.etag(), &Value::Null).await.expect(200);
    holder.get(&path(&draft)).await.refused(404, "not-found");
    assert_eq!(holder.get("/api/v1/requests").await.expect(200).body["requests"], json!([]));
    holder.patch(&path(&draft), draft.etag(), &json!({ "answers": { "phone": "+37360000001" } })).await.refused(404, "not-found");
    holder.act(&format!("{}/withdrawals", path(&draft)), draft.etag(), &json!({})).await.refused(404, "not-found");
}
