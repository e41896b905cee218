//! Unusual reading: found from the journal, explained, reviewed; watches; the data accessed.

mod accesses;
mod analyses;
mod findings;
mod reviews;
mod watches;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use migratie::{
    access::store::account_is_person,
    journal::{Closing, Entry},
    kernel::id,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Caller, TestApp};

pub const ANALYSES: &str = "/api/v1/behaviour-analyses";
pub const FINDINGS: &str = "/api/v1/behaviour-findings";
pub const WATCHES: &str = "/api/v1/watched-persons";

/// The account of a login.
pub fn account(app: &TestApp, login: &str) -> Uuid {
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        id: Uuid,
    }
    app.query::<Found>(&format!("select id from accounts where login = '{login}'"))[0].id
}

/// A person's own key behind `per_...`.
pub fn uuid_of(person: &str) -> Uuid {
    id::read("per", person).expect("a person")
}

/// Entries of the journal, written as the house writes them: an examiner saw these persons one after the other.
pub fn sees(app: &TestApp, account: Uuid, begin: DateTime<Utc>, persons: &[Uuid]) {
    let written = app.platform.door.work().run_here(|conn, _| {
        for (minute, person) in persons.iter().enumerate() {
            let entry = Entry {
                work: Uuid::now_v7(),
                actor_kind: "Officer",
                actor: Some(account),
                actor_name: "EXEMPLU Ion".into(),
                role: Some("Examiner".into()),
                operation: "readPerson".into(),
                persons: vec![*person],
                ..Entry::default()
            };
            let at = begin + Duration::minutes(minute as i64);
            Closing { entry: &entry, messages: &[], kept: None, rows: &[] }.write(conn, at)?;
        }
        Ok(())
    });
    written.expect("entries");
}

/// Persons whom nobody knows.
pub fn strangers(count: usize) -> Vec<Uuid> {
    (0..count).map(|_| Uuid::now_v7()).collect()
}

/// Days of honest work of five examiners before a day: so many persons each, at ten.
pub fn honest_days(app: &TestApp, before: DateTime<Utc>, days: i64, persons: usize) -> Vec<Uuid> {
    let examiners = strangers(5);
    for back in 1..=days {
        let day = before - Duration::days(back);
        if app.platform.settings.is_development()
            && !matches!(chrono::Datelike::weekday(&day), chrono::Weekday::Sat | chrono::Weekday::Sun)
        {
            for examiner in &examiners {
                sees(app, *examiner, day, &strangers(persons));
            }
        }
    }
    examiners
}

/// The officer of a login is a person on record.
pub fn is_on_record(app: &TestApp, login: &str, person: Uuid) {
    let account = account(app, login);
    let linked = app.platform.door.by_system_here("testLink", |unit| account_is_person(unit.conn, account, person));
    linked.expect("an account");
}

/// Somebody who is on record and has no case.
pub async fn registered(examiner: &Caller<'_>, surname: &str, born: &str) -> String {
    let body = json!({ "attributes": {
        "names": { "surname": surname, "givenNames": "Exemplu" }, "sex": "Female", "birthDate": born,
        "citizenships": [{ "country": "BGR" }], "source": "ForeignDocument",
    } });
    examiner.post("/api/v1/persons", &body).await.expect(201).text("/personId")
}

/// Asks for days to be analysed and lets it be done.
pub async fn analysed(app: &TestApp, from: NaiveDate, to: NaiveDate) -> Answer {
    let auditor = app.persona("auditor").await;
    let asked = auditor.post(ANALYSES, &json!({ "from": from, "to": to })).await.expect(201);
    app.work_off().await;
    app.persona("auditor").await.get(asked.header("location")).await.expect(200)
}

/// All findings that a filter lets through.
pub async fn found(app: &TestApp, filter: &str) -> Vec<Value> {
    let page = app.persona("auditor").await.get(&format!("{FINDINGS}?limit=200{filter}")).await.expect(200);
    page.body["findings"].as_array().expect("findings").clone()
}

/// The day of the test's clock.
pub fn today(app: &TestApp) -> NaiveDate {
    migratie::kernel::local_time::legal_day(app.clock.now())
}

/// One finding about the examiner of Chisinau, who declared an interest in somebody and read them: who, and the finding.
pub async fn a_finding(app: &TestApp) -> Value {
    let examiner = app.persona("examiner-chisinau").await.examining();
    let person = registered(&examiner, "Georgieva", "1970-05-17").await;
    examiner.post("/api/v1/interests", &json!({ "personId": person, "kind": "Family" })).await.expect(201);
    examiner.get(&format!("/api/v1/persons/{person}")).await.expect(200);
    let day = today(app);
    app.clock.advance(Duration::days(1));
    analysed(app, day, day).await;
    let relatives = found(app, "&kind=OwnRelative").await;
    assert_eq!(relatives.len(), 1, "{relatives:?}");
    relatives[0].clone()
}
