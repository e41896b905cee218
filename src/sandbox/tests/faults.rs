use chrono::Utc;
use serde_json::json;

use super::World;
use crate::partners::{
    Partner, PartnerError,
    mlog::{Batch, Event, PersonalDataAction},
};

fn batch(id: &str) -> Batch {
    let event = Event {
        user: Some("2004000123455".into()),
        legal_basis: Some("Legea 200/2010".into()),
        legal_reason: Some("Examinare".into()),
        ..Event::new(PersonalDataAction::Access.event_type(), id, Utc::now())
    };
    Batch::pack([event]).batches.remove(0)
}

async fn arrived(world: &World, id: &str) -> usize {
    let events = world.get("mlog/events").await;
    events["events"].as_array().unwrap().iter().filter(|event| event["event_id"] == id).count()
}

#[actix_web::test]
async fn each_misbehaviour_is_told_apart_and_says_whether_the_call_may_have_arrived() {
    let world = World::start(None);
    let mlog = &world.partners.mlog;
    let partner = Partner::MLog;

    world.tell("mlog", json!({"mode": "Down", "times": 1})).await;
    assert_eq!(mlog.register(&batch("down")).await.unwrap_err(), PartnerError::Failed { partner, status: 503 });
    assert_eq!(arrived(&world, "down").await, 0);

    world.tell("mlog", json!({"mode": "Nonsense", "times": 1})).await;
    assert!(matches!(mlog.register(&batch("nonsense")).await.unwrap_err(), PartnerError::Nonsense { .. }));
    assert_eq!(arrived(&world, "nonsense").await, 0);

    world.tell("mlog", json!({"mode": "LoseAnswer", "times": 1})).await;
    let error = mlog.register(&batch("lost")).await.unwrap_err();
    assert_eq!(error, PartnerError::AnswerLost { partner });
    assert!(error.may_have_arrived() && error.is_worth_another_try());
    assert_eq!(arrived(&world, "lost").await, 1);

    world.tell("mlog", json!({"mode": "Slow", "times": 1, "delayMs": 5000})).await;
    let error = mlog.register(&batch("slow")).await.unwrap_err();
    assert_eq!(error, PartnerError::TimedOut { partner, may_have_arrived: true });

    assert_eq!(mlog.register(&batch("normal again")).await.unwrap().uids.len(), 1);
}

#[actix_web::test]
async fn one_that_is_down_stays_so_until_told_otherwise_and_the_others_do_not_mind() {
    let world = World::start(None);
    world.tell("mlog", json!({"mode": "Down"})).await;
    for _ in 0..3 {
        assert!(world.partners.mlog.register(&batch("x")).await.is_err());
    }
    assert!(world.partners.mpower.is_valid("0200935852951597").await.unwrap());
    assert_eq!(world.get("control").await, json!({"mlog": {"mode": "Down"}}));
    world.tell("mlog", json!({"mode": "Normal"})).await;
    assert!(world.partners.mlog.register(&batch("x")).await.is_ok());
    assert_eq!(world.http.delete(world.state.at("control")).send().await.unwrap().status(), 204);
    assert_eq!(arrived(&world, "x").await, 0);
    assert_eq!(
        world.http.put(world.state.at("control/nobody")).json(&json!({"mode": "Down"})).send().await.unwrap().status(),
        404
    );
}
