//! Protection: asked for, decided and in force, by its form (C-2.c).

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    figures::{by_values, told},
    world::{self, STAY},
};
use crate::{services::new_service, support::TestApp};

const REFUGEE: &str = "refugee-status-grant";
pub const TEMPORARY: &str = "temporary-protection-grant";

/// An administrator publishes services that give protection; nothing is built for it.
pub async fn protecting(app: &TestApp) {
    let admin = app.persona("administrator").await;
    for (code, short, right) in [(REFUGEE, "REF", "RefugeeStatus"), (TEMPORARY, "PRT", "TemporaryProtection")] {
        let mut service = new_service();
        service["code"] = code.into();
        service["domainCode"] = short.into();
        service["grants"] = json!({
            "right": right, "atMost": { "amount": 12, "unit": "Months" },
            "basis": { "ro": "Legea nr. 270/2008", "ru": "Закон № 270/2008", "en": "Law 270/2008" },
        });
        let made = admin.post("/api/v1/services", &service).await.expect(201);
        let publication = format!("{}/publications", made.header("location"));
        admin.act(&publication, made.etag(), &json!({ "validFrom": "2026-11-16" })).await.expect(201);
    }
}

async fn asked(app: &TestApp, code: &str, query: &str) -> Vec<(String, i64)> {
    let path = format!("/api/v1/indicators/{code}/exact-figures?{query}");
    by_values(&app.persona("statistician").await.get(&path).await.expect(200))
}

fn filed(app: &TestApp, service: &str, citizenship: &str, born: &str) -> (Uuid, Uuid) {
    let about = world::person(app, citizenship, "Female", born);
    (world::request(app, service, "CHI", about), about)
}

#[actix_web::test]
async fn protection_is_told_by_its_form_as_it_is_asked_for_decided_and_in_force() {
    let app = TestApp::start().await;
    protecting(&app).await;
    app.platform.figures.catch_up().await.expect("figures");
    // Two of a family and a third are under temporary protection, the third for a fortnight; of two refugees one is refused; and a stay for work.
    for (citizenship, born, days) in [("UKR", "1990-05-17", 365), ("UKR", "2018-05-17", 365), ("UKR", "1990-05-17", 13)] {
        let (request, about) = filed(&app, TEMPORARY, citizenship, born);
        world::decide(&app, request, "Favourable");
        world::issue(&app, request, "Decision", about, Some(days));
    }
    let (granted, about) = filed(&app, REFUGEE, "SYR", "1990-05-17");
    world::decide(&app, granted, "Favourable");
    let act = world::issue(&app, granted, "Decision", about, None);
    let (refused, about) = filed(&app, REFUGEE, "AFG", "1990-05-17");
    world::decide(&app, refused, "Unfavourable");
    world::issue(&app, refused, "RefusalDecision", about, None);
    let (work, about) = filed(&app, STAY, "TUR", "1990-05-17");
    world::decide(&app, work, "Favourable");
    world::issue(&app, work, "Decision", about, Some(365));
    app.clock.advance(Duration::days(20));
    world::annul(&app, act);
    app.clock.advance(Duration::days(30));
    for folded in [false, true] {
        if folded {
            app.platform.figures.catch_up().await.expect("figures");
        }
        let requests = asked(&app, "protection-requests", "from=2026-11&rows=citizenship&columns=right").await;
        let expected = [("AFG RefugeeStatus", 1), ("SYR RefugeeStatus", 1), ("UKR TemporaryProtection", 3)];
        assert_eq!(requests, told(&expected), "{folded}");
        let of_age = asked(&app, "protection-requests", "from=2026-11&rows=right&columns=ageGroup").await;
        assert!(of_age.contains(&("TemporaryProtection 0-13".to_owned(), 1)), "minors apart: {of_age:?}");
        let decisions = asked(&app, "protection-decisions", "from=2026-11&rows=right&columns=outcome").await;
        let expected =
            [("RefugeeStatus Favourable", 1), ("RefugeeStatus Unfavourable", 1), ("TemporaryProtection Favourable", 3)];
        assert_eq!(decisions, told(&expected), "{folded}");
        // Protection is no right of stay, whatever the service is called.
        assert_eq!(asked(&app, "stay-grants", "from=2026-11&rows=right").await, told(&[("ProvisionalStay", 1)]), "{folded}");
        let in_force = async |month: &str| asked(&app, "protection-in-force", &format!("from={month}&rows=right")).await;
        assert_eq!(in_force("2026-11").await, told(&[("RefugeeStatus", 1), ("TemporaryProtection", 2)]), "{folded}");
        assert_eq!(in_force("2026-12").await, told(&[("TemporaryProtection", 2)]), "{folded}");
    }
    let path = "/api/v1/indicators/protection-requests/exact-figures?from=2026-11&rows=right";
    let told = app.persona("statistician").await.get(path).await.expect(200);
    let names: Vec<&Value> =
        told.body["names"][0]["values"].as_array().expect("values").iter().map(|value| &value["title"]["en"]).collect();
    assert_eq!(names, ["refugee status", "temporary protection"]);
    app.anyone().get("/api/v1/indicators/protection-requests").await.refused(404, "not-found");
}

/// What was counted by a program that did not know of rights is counted anew by the one that does, and moves on from there.
#[actix_web::test]
async fn what_was_counted_before_requests_had_a_right_is_told_by_it_once_an_indicator_asks() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let (request, about) = filed(&app, STAY, "TUR", "1990-05-17");
    filed(&app, STAY, "TUR", "1990-05-17");
    app.platform.figures.catch_up().await.expect("figures");
    let without = r#"(,null)*,"ProvisionalStay"\],\["#;
    world::write(&app, |unit| {
        let text =
            format!("update statistics.facts set fact = regexp_replace(fact, '{without}', '],[') where subject = 'Request'");
        assert_eq!(diesel::RunQueryDsl::execute(diesel::sql_query(text), unit.conn)?, 2);
        Ok(())
    });
    assert_eq!(
        app.number("select count(*) from statistics.facts where subject = 'Request' and fact like '%ProvisionalStay%'"),
        0
    );
    let statistician = app.persona("statistician").await;
    let known = statistician.get("/api/v1/indicator-versions?indicatorCode=requests-pending").await.expect(200);
    let mut by_right = known.body["indicatorVersions"][0]["definition"].clone();
    by_right["code"] = "requests-pending-by-right".into();
    by_right["dimensions"] = json!(["right"]);
    by_right["tables"] = json!([]);
    statistician.post("/api/v1/indicators", &by_right).await.expect(201);
    app.platform.figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(16));
    world::decide(&app, request, "Favourable");
    world::correct(&app, about, "ISR", "Female");
    app.clock.advance(Duration::days(31));
    app.platform.figures.catch_up().await.expect("figures");
    for (month, pending) in [("2026-11", 2), ("2026-12", 1)] {
        let query = format!("from={month}&rows=right");
        assert_eq!(asked(&app, "requests-pending-by-right", &query).await, told(&[("ProvisionalStay", pending)]), "{month}");
        let all = asked(&app, "requests-pending", &format!("from={month}&rows=service")).await;
        assert_eq!(all, told(&[(STAY, pending)]), "{month}");
    }
}
