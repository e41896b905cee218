use serde_json::json;

use crate::support::TestApp;

fn day(date: &str, kind: &str) -> serde_json::Value {
    json!({ "date": date, "kind": kind, "reason": { "ro": "Hotărârea Guvernului nr. 1", "ru": "Постановление № 1", "en": "Decision 1" } })
}

#[actix_web::test]
async fn anyone_reads_the_year_and_its_holidays() {
    let app = TestApp::start().await;
    let year = app.anyone().get("/api/v1/calendars/2026").await.expect(200);
    let days = year.body["days"].as_array().expect("days");
    assert!(days.iter().any(|day| day["date"] == "2026-08-27" && day["holiday"] == "IndependenceDay"));
    assert!(!days.iter().any(|day| day["date"] == "2026-10-14"), "the feast of Chișinău is not the country's");
    let town = app.anyone().get("/api/v1/calendars/2026?locality=Chi%C8%99in%C4%83u").await.expect(200);
    assert!(town.body["days"].as_array().expect("days").iter().any(|day| day["date"] == "2026-10-14"));
    let unchanged = app.anyone().call("GET", "/api/v1/calendars/2026", &[("If-None-Match", year.etag())], None).await;
    assert_eq!(unchanged.status, 304);
    app.anyone().get("/api/v1/calendars/1900").await.refused(400, "bad-input");
}

#[actix_web::test]
async fn a_changed_day_holds_at_once_and_the_later_change_over_the_earlier() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let before = app.anyone().get("/api/v1/calendars/2027").await.expect(200);
    for kind in ["NonWorking", "Working"] {
        let made = administrator.post("/api/v1/calendar-days", &day("2027-01-04", kind)).await.expect(201);
        assert_eq!(made.header("location"), "/api/v1/calendars/2027");
        let year = app.anyone().get(made.header("location")).await.expect(200);
        let changed =
            year.body["days"].as_array().expect("days").iter().find(|day| day["date"] == "2027-01-04").expect("the day");
        assert_eq!(changed["kind"], kind);
        assert_ne!(year.etag(), before.etag());
    }
    assert_eq!(app.number("select count(*) from calendar_days"), 2);
}

#[actix_web::test]
async fn a_change_for_one_town_is_not_the_country_s() {
    let app = TestApp::start().await;
    let mut feast = day("2026-12-21", "NonWorking");
    feast["locality"] = "Bălți".into();
    app.persona("administrator").await.post("/api/v1/calendar-days", &feast).await.expect(201);
    for (place, there) in [("", false), ("?locality=B%C4%83l%C8%9Bi", true), ("?locality=Cahul", false)] {
        let year = app.anyone().get(&format!("/api/v1/calendars/2026{place}")).await.expect(200);
        assert_eq!(year.body.to_string().contains("2026-12-21"), there, "{place}");
    }
}

#[actix_web::test]
async fn the_past_is_not_changed_and_not_by_everyone() {
    let app = TestApp::start().await;
    let answer = app.persona("administrator").await.post("/api/v1/calendar-days", &day("2026-11-15", "Working")).await;
    assert_eq!(answer.refused(400, "bad-input").violations(), [("/date", "out-of-range")]);
    app.persona("head").await.post("/api/v1/calendar-days", &day("2027-01-04", "NonWorking")).await.refused(403, "forbidden");
}
