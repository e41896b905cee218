use std::time::Duration;

use chrono::TimeZone as _;
use mockito::Matcher;
use proptest::prelude::*;
use serde_json::{Value, json};
use url::Url;

use super::{
    event::{MESSAGE_LIMIT, STRING_LIMIT},
    *,
};
use crate::partners::{HttpPartner, Partner, settings::HttpSettings};

fn adapter(url: &str) -> MLogAdapter {
    waiting(url, 20_000)
}

fn waiting(url: &str, answer_timeout_ms: u64) -> MLogAdapter {
    let settings = HttpSettings { answer_timeout_ms, ..HttpSettings::at(Url::parse(url).unwrap()) };
    MLogAdapter::new(HttpPartner::new(Partner::MLog, &settings).unwrap())
}

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).unwrap()
}

fn event(id: &str) -> Event {
    let registered = Catalogue::shipped().unwrap().event_type("IGM.Migratie.Request.Registered").unwrap();
    Event {
        object: "018f".into(),
        object_type: Some("Request".into()),
        user: Some("2004000123455".into()),
        ..Event::new(registered, id, at())
    }
}

fn access(id: &str, subjects: Values) -> Event {
    Event {
        subject: subjects,
        user: Some("2004000123455".into()),
        legal_basis: Some("Legea 200/2010".into()),
        legal_reason: Some("Examinarea cererii".into()),
        ..Event::new(PersonalDataAction::Access.event_type(), id, at())
    }
}

fn one(event: Event) -> Batch {
    Batch::pack([event]).batches.remove(0)
}

#[test]
fn an_event_is_written_with_mlogs_own_names() {
    let line = event("m-1").lines().unwrap().remove(0);
    assert_eq!(
        serde_json::from_str::<Value>(&line).unwrap(),
        json!({
            "event_time": "2026-03-02T09:30:00.000Z", "event_type": "IGM.Migratie.Request.Registered", "event_id": "m-1",
            "event_level": "medium", "object": "018f", "object_type": "Request", "user": "2004000123455"
        })
    );
}

#[test]
fn an_event_rests_in_the_outbox_as_json_and_comes_back() {
    let mut event = access("m-2", ["2004000123455", "2015000987657"].into_iter().collect());
    event.own.insert("subdivision".into(), "Chișinău".into());
    let stored = serde_json::to_value(&event).unwrap();
    assert_eq!(stored["subject"], json!(["2004000123455", "2015000987657"]));
    assert_eq!(serde_json::from_value::<Event>(stored.clone()).unwrap(), event);
    let mut unknown = stored;
    unknown["event_type"] = json!("IGM.Migratie.Not.InCatalogue");
    assert!(serde_json::from_value::<Event>(unknown).is_err());
}

#[test]
fn personal_data_is_never_registered_without_its_ground() {
    let groundless = Event { legal_basis: None, ..access("m-3", "2004000123455".into()) };
    assert_eq!(Batch::pack([groundless]).refused.len(), 1);
}

#[test]
fn names_that_mlog_keeps_for_itself_are_refused() {
    for name in ["_id", "@timestamp", "event_more", "subject2", "", "white space"] {
        let mut event = event("m-4");
        event.own.insert(name.into(), "x".into());
        assert!(event.lines().is_err(), "{name}");
    }
}

#[test]
fn long_text_is_cut_in_bytes_and_identifiers_are_not() {
    let long = Event { event_message: Some("ș".repeat(40_000)), ..event("m-5") };
    let line: Value = serde_json::from_str(&long.lines().unwrap()[0]).unwrap();
    let message = line["event_message"].as_str().unwrap();
    assert!(message.len() <= STRING_LIMIT && message.len() > STRING_LIMIT - 8 && message.ends_with('…'));
    assert!(Event { user: Some("1".repeat(5_000)), ..event("m-6") }.lines().is_err());
}

#[test]
fn an_event_over_the_limit_without_anything_to_split_loses_details_only() {
    let mut event = Event { event_details: Some("d".repeat(32_000)), event_message: Some("m".repeat(32_000)), ..event("m-7") };
    for n in 0..7 {
        event.own.insert(format!("note_{n}"), "\u{1}".repeat(5_300));
    }
    let line = event.clone().lines().unwrap().remove(0);
    assert!(line.len() <= MESSAGE_LIMIT);
    let line: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["event_message"].as_str().unwrap().len(), 32_000);
    assert!(line["event_details"].as_str().unwrap_or_default().len() < 32_000);
    event.event_details = None;
    event.own.insert("note_8".into(), "\u{1}".repeat(5_300));
    assert!(event.lines().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_subject_is_registered_once_and_every_message_fits(subjects in 1usize..60_000, others in 0usize..40) {
        let names: Vec<String> = (0..subjects).map(|n| format!("{n:013}")).collect();
        let events = std::iter::once(access("big", names.iter().cloned().collect())).chain((0..others).map(|n| event(&format!("m-{n}"))));
        let packed = Batch::pack(events);
        prop_assert!(packed.refused.is_empty());
        let mut seen = Vec::new();
        let mut ids = std::collections::BTreeSet::new();
        for batch in &packed.batches {
            let body = batch.body();
            prop_assert!(body.len() <= MESSAGE_LIMIT);
            for line in body.lines() {
                let event: Event = serde_json::from_str(line).unwrap();
                seen.extend(event.subject.as_slice().to_vec());
                prop_assert!(ids.insert(event.event_id), "an id twice");
            }
        }
        prop_assert_eq!(seen, names);
    }
}

#[tokio::test]
async fn a_batch_goes_out_as_lines_and_is_acknowledged() {
    let mut server = mockito::Server::new_async().await;
    let packed = Batch::pack([event("m-1"), event("m-2")]);
    let batch = &packed.batches[0];
    assert_eq!((packed.batches.len(), batch.event_ids()), (1, vec!["m-1", "m-2"]));
    let register = server
        .mock("POST", "/register")
        .match_header("content-type", "application/json")
        .match_request(|request| {
            request.utf8_lossy_body().unwrap().lines().filter(|line| line.starts_with("{\"event_time\":")).count() == 2
        })
        .with_body(r#"{"status":"OK","message":"accepted","timestamp":"2026-03-02T09:30:01Z","UID":"AX-1"}"#)
        .create_async()
        .await;
    let receipt = adapter(&server.url()).register(batch).await.unwrap();
    assert_eq!(receipt, Receipt { uids: vec!["AX-1".into()], timestamp: Some("2026-03-02T09:30:01Z".into()) });
    register.assert_async().await;
}

#[tokio::test]
async fn a_refusal_a_failure_and_nonsense_are_told_apart() {
    let mut server = mockito::Server::new_async().await;
    let partner = Partner::MLog;
    for (status, body, expected) in [
        (400, "{}", PartnerError::Refused { partner, status: 400, code: None }),
        (401, "{}", PartnerError::Refused { partner, status: 401, code: None }),
        (413, "{}", PartnerError::Refused { partner, status: 413, code: None }),
        (500, "{}", PartnerError::Failed { partner, status: 500 }),
        (200, "<html>", PartnerError::Nonsense { partner, what: "the body is not the JSON that was agreed" }),
    ] {
        server.mock("POST", "/register").with_status(status).with_body(body).create_async().await;
        assert_eq!(adapter(&server.url()).register(&one(event("m-1"))).await.unwrap_err(), expected);
        server.reset();
    }
    assert_eq!(Batch::pack([event("m-1"), event("m-2")]).batches.remove(0).singly().len(), 2);
}

#[tokio::test]
async fn a_slow_mlog_times_out_and_may_have_it() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("POST", "/register")
        .with_chunked_body(|out| {
            std::thread::sleep(Duration::from_millis(600));
            out.write_all(b"{}")
        })
        .create_async()
        .await;
    let error = waiting(&server.url(), 200).register(&one(event("m-1"))).await.unwrap_err();
    assert_eq!(error, PartnerError::TimedOut { partner: Partner::MLog, may_have_arrived: true });
}

fn query_ground() -> QueryGround {
    QueryGround {
        legal_basis: "HG 708/2014".into(),
        legal_reason: Some("Control".into()),
        user: Some("2004000123455".into()),
        user_address: None,
        legal_entity: None,
    }
}

#[tokio::test]
async fn events_are_read_by_uid_and_by_period_with_a_legal_basis() {
    let mut server = mockito::Server::new_async().await;
    let ground = |name: &str, value: &str| Matcher::UrlEncoded(name.into(), value.into());
    server
        .mock("GET", "/query/AX-1")
        .match_query(Matcher::AllOf(vec![ground("legal_basis", "HG 708/2014"), ground("legal_reason", "Control")]))
        .with_body(r#"{"event_id":"m-1"}"#)
        .create_async()
        .await;
    server.mock("GET", "/query/AX-2").match_query(Matcher::Any).with_status(404).create_async().await;
    server
        .mock("GET", "/query")
        .match_query(Matcher::AllOf(vec![
            ground("event_time_from", "2026-03-02T09:30:00.000Z"),
            ground("event_time_to", "2026-03-02T10:30:00.000Z"),
            ground("filter", "event_type=IGM.Migratie.Request.Registered,user=2004000123455"),
            ground("page", "2"),
            ground("page_size", "50"),
        ]))
        .with_body(r#"{"result":[{"event_id":"m-1"}],"pagination":{"page":2}}"#)
        .create_async()
        .await;

    let mlog = adapter(&server.url());
    assert_eq!(mlog.event("AX-1", &query_ground()).await.unwrap().unwrap()["event_id"], "m-1");
    assert_eq!(mlog.event("AX-2", &query_ground()).await.unwrap(), None);
    assert!(mlog.event("../register", &query_ground()).await.is_err());
    let query = EventQuery {
        from: at(),
        to: at() + chrono::TimeDelta::hours(1),
        ground: query_ground(),
        filter: vec![("event_type".into(), "IGM.Migratie.Request.Registered".into()), ("user".into(), "2004000123455".into())],
        page: 2,
        page_size: 50,
    };
    assert_eq!(mlog.query(&query).await.unwrap().result.len(), 1);
    assert!(mlog.query(&EventQuery { page: 201, ..query.clone() }).await.is_err());
    assert!(mlog.query(&EventQuery { filter: vec![("user".into(), "1,legal_entity=2".into())], ..query }).await.is_err());
}
