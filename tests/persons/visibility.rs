use serde_json::json;

use super::known;
use crate::support::TestApp;

const PARTS: [&str; 4] = ["", "/foreign-documents", "/addresses", "/family-links"];

/// Wife and son of the applicant Emre Yılmaz.
async fn ayse(app: &TestApp) -> String {
    known(app, json!({ "document": { "number": "u21456790", "issuer": "TUR" } })).await
}

#[actix_web::test]
async fn an_applicant_sees_nobody_else() {
    let app = TestApp::start().await;
    let ayse = ayse(&app).await;
    let applicant = app.persona("applicant").await;
    for part in PARTS {
        applicant.get(&format!("/api/v1/persons/{ayse}{part}")).await.refused(404, "not-found");
    }
    applicant.get(&format!("/api/v1/persons/{ayse}/accesses")).await.refused(404, "not-found");
    applicant.get(&format!("/api/v1/persons/{ayse}/changes")).await.refused(403, "forbidden");
    applicant.search(&json!({ "name": "Yılmaz" })).await.refused(403, "forbidden");
    applicant.get("/api/v1/persons/per_01ja4ttz8ze3ks9nvd5efz1s8d").await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_representative_sees_whom_they_may_act_for_while_they_may() {
    let app = TestApp::start().await;
    let ayse = ayse(&app).await;
    let representative = app.persona("representative").await;
    let path = format!("/api/v1/persons/{ayse}");
    representative.get(&path).await.refused(404, "not-found");
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', '2026-11-16 08:00:00+00', false);
         insert into representations (id, created_at, updated_at, account_id, person_id, source, valid_from, valid_to, state)
         select gen_random_uuid(), house.instant(), house.instant(), a.id, p.id, 'Upload', '2026-11-01', '2026-11-16', 'Accepted'
           from accounts a, persons p where a.login = '2015000000022' and p.given_names = 'Ayşe'",
    );
    for part in PARTS {
        representative.get(&format!("{path}{part}")).await.expect(200);
    }
    representative.get("/api/v1/persons/current").await.expect(200);
    app.clock.advance(chrono::Duration::days(1));
    let representative = app.persona("representative").await;
    for part in PARTS {
        representative.get(&format!("{path}{part}")).await.refused(404, "not-found");
    }
}

#[actix_web::test]
async fn a_reviewer_sees_only_those_about_whom_the_service_was_asked() {
    let app = TestApp::start().await;
    let ayse = ayse(&app).await;
    let reviewer = app.persona("sis-reviewer").await.on_ground("LAW-753-1999-SECURITY", "aviz");
    for part in PARTS {
        reviewer.get(&format!("/api/v1/persons/{ayse}{part}")).await.refused(404, "not-found");
    }
    app.tamper("create or replace view consulted_persons as select id as person_id from persons where given_names = 'Ayşe'");
    for part in PARTS {
        reviewer.get(&format!("/api/v1/persons/{ayse}{part}")).await.expect(200);
    }
    let other = known(&app, json!({ "idnp": "2015000000011" })).await;
    reviewer.get(&format!("/api/v1/persons/{other}")).await.refused(404, "not-found");
}

#[actix_web::test]
async fn officers_without_a_need_are_refused() {
    let app = TestApp::start().await;
    let ayse = ayse(&app).await;
    for persona in ["statistician", "content-administrator", "petition-clerk", "administrator"] {
        app.persona(persona).await.examining().get(&format!("/api/v1/persons/{ayse}")).await.refused(403, "forbidden");
    }
    for persona in ["counter-operator", "examiner-balti", "head", "deputy-head", "border-officer", "partner-demo"] {
        app.persona(persona).await.examining().get(&format!("/api/v1/persons/{ayse}")).await.expect(200);
    }
}
