use migratie::access::policy::Role;
use serde_json::json;

use super::{registered, search};
use crate::support::{TestApp, officers};

#[actix_web::test]
async fn whoever_is_struck_off_stays_on_record_with_reason_and_act() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let head = app.persona("head").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}/strike-offs");
    let off = json!({ "reason": "DeclaredUndesirable", "legalAct": "Decizia IGM nr. 45 din 12.11.2026" });
    examiner.act(&path, &etag, &off).await.refused(403, "forbidden");
    head.post(&path, &off).await.refused(428, "if-match-missing");
    let done = head.act(&path, &etag, &off).await.expect(200);
    assert_eq!(done.text("/status"), "StruckOff");
    assert_eq!(
        done.body["struckOff"],
        json!({ "reason": "DeclaredUndesirable", "legalAct": off["legalAct"], "on": "2026-11-16" })
    );
    let again = head.act(&path, done.etag(), &off).await.refused(409, "not-in-this-state");
    assert_eq!(again.body["recordStatus"], "StruckOff");
    let found = search(&app, json!({ "name": "Georgieva Radka" })).await;
    assert_eq!(found.text("/persons/0/person/status"), "StruckOff");
    assert_eq!(app.number("select count(*) from persons where surname = 'Georgieva'"), 1);
    let refused = head.act(&path, &etag, &json!({ "reason": "Because", "legalAct": "" })).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/legalAct", "too-short"), ("/reason", "not-a-choice")]);
}

#[actix_web::test]
async fn the_journal_tells_as_what_somebody_with_two_roles_acted() {
    let app = TestApp::start().await;
    officers::give(&app, "head-and-examiner", Role::Head, "BAL");
    let both = officers::officer(&app, "head-and-examiner", Role::Examiner, "CHI").examining();
    let (id, etag) = registered(&both, "Georgieva", "Radka", "1990-05-17").await;
    let off = json!({ "reason": "DeclaredUndesirable", "legalAct": "Decizia IGM nr. 45 din 12.11.2026" });
    both.act(&format!("/api/v1/persons/{id}/strike-offs"), &etag, &off).await.expect(200);
    for (operation, role, office) in [("registerPerson", "Examiner", "CHI"), ("strikeOffPerson", "Head", "BAL")] {
        let told = format!(
            "select count(*) from journal.entries e join subdivisions s on s.id = e.office_id
              where e.operation = '{operation}' and e.role = '{role}' and s.code = '{office}'"
        );
        assert_eq!(app.number(&told), 1, "{operation}");
    }
}

#[actix_web::test]
async fn a_strike_off_entered_late_counts_from_the_date_of_its_act() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let examiner = app.persona("examiner-chisinau").await.examining();
    let head = app.persona("head").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}/strike-offs");
    let off = json!({ "reason": "LegalStayEnded", "legalAct": "Decizia IGM nr. 45", "on": "2026-11-17" });
    let refused = head.act(&path, &etag, &off).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/on", "in-the-future")]);
    let off = json!({ "reason": "LegalStayEnded", "legalAct": "Decizia IGM nr. 45 din 28.10.2026", "on": "2026-10-28" });
    assert_eq!(head.act(&path, &etag, &off).await.expect(200).text("/struckOff/on"), "2026-10-28");
    // October had not known of it: a late entry.
    let statistician = app.persona("statistician").await;
    let revisions = "/api/v1/indicators/persons-struck-off/revisions?from=2026-10&rows=strikeOffReason&knownOn=2026-10-31";
    let revised = statistician.get(revisions).await.expect(200);
    assert_eq!(
        (revised.body["revisions"][0]["values"].clone(), revised.body["revisions"][0]["reasons"].clone()),
        (json!(["LegalStayEnded"]), json!([{ "reason": "LateEntry", "by": 1 }]))
    );
}

#[actix_web::test]
async fn the_program_cannot_delete_a_person() {
    let app = TestApp::start().await;
    for relation in ["persons", "addresses", "foreign_documents", "family_links", "history.persons"] {
        let may = app.number(&format!("case when has_table_privilege('migratie_app', '{relation}', 'DELETE') then 1 else 0 end"));
        assert_eq!(may, 0, "{relation}");
    }
}
