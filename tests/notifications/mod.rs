//! Notifications: what is told, how it reaches people, that nothing is told twice and nothing is lost.

mod messages;
mod mnotify;
mod own_channels;
mod profile;
pub mod requests;
mod sender_space;
mod smtp;
mod suspensions;
pub mod templates;

use migratie::{
    kernel::problem::Problem,
    notifications::{self, Addressee, NotificationId, Telling},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::TestApp;

/// The account of a persona.
pub fn account(app: &TestApp, login: &str) -> Uuid {
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        id: Uuid,
    }
    let found: Vec<Found> = app.query(&format!("select id from accounts where login = '{login}'"));
    found[0].id
}

/// Says something as the rooms above do.
pub async fn told(app: &TestApp, to: Addressee, number: &str) -> Result<NotificationId, Problem> {
    telling(app, to, "RequestDecided", json!({ "number": number })).await
}

pub async fn telling(app: &TestApp, to: Addressee, template: &'static str, variables: Value) -> Result<NotificationId, Problem> {
    app.platform
        .door
        .by_system("test", move |unit| {
            let telling = Telling { to: to.clone(), template, variables: variables.clone(), about: None, language: None };
            notifications::tell(unit, &telling)
        })
        .await
}

/// What the stand-in of MNotify was given, oldest first.
pub async fn at_mnotify(app: &TestApp) -> Vec<Value> {
    let sent = reqwest::get(stand_in(app, "mnotify/sent")).await.expect("an answer").json::<Value>().await.expect("json");
    sent["sent"].as_array().expect("a list").iter().map(|kept| kept["notification"].clone()).collect()
}

/// An address under the stand-ins.
pub fn stand_in(app: &TestApp, path: &str) -> String {
    format!("http://{}/sandbox/{path}", app.platform.settings.sandbox_listen)
}

/// Makes a stand-in misbehave.
pub async fn misbehave(app: &TestApp, partner: &str, how: Value) {
    let url = stand_in(app, &format!("control/{partner}"));
    let answer = reqwest::Client::new().put(url).json(&how).send().await.expect("an answer");
    assert!(answer.status().is_success());
}

/// Sets a setting, as the administrator does.
pub async fn set(app: &TestApp, key: &str, value: Value) {
    let body = json!({ "key": key, "value": value, "reason": "Ordinul nr. 1" });
    app.persona("administrator").await.post("/api/v1/settings", &body).await.expect(201);
}

/// What a stand-in was given, oldest first.
pub async fn sent(app: &TestApp, partner: &str) -> Vec<Value> {
    let sent =
        reqwest::get(stand_in(app, &format!("{partner}/sent"))).await.expect("an answer").json::<Value>().await.expect("json");
    sent["sent"].as_array().expect("a list").clone()
}

/// Lets time go by in steps of a minute, the workers working.
pub async fn minutes(app: &TestApp, count: u32) {
    for _ in 0..count {
        app.clock.advance(chrono::Duration::minutes(1));
        app.work_off().await;
    }
}
