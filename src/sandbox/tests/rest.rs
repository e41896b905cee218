//! MLog, MPower, MNotify.

use chrono::{TimeDelta, Utc};
use serde_json::json;

use super::World;
use crate::{
    kernel::text::Text,
    partners::{
        PartnerError,
        mlog::{Batch, Catalogue, Event, EventQuery, PersonalDataAction, QueryGround},
        mnotify::{Content, Notification, NotificationStatus, Priority, Recipient, RecipientType},
        mpower::{AuthorizationQuery, AuthorizationStatus},
    },
};

fn ground() -> QueryGround {
    QueryGround {
        legal_basis: "HG 708/2014".into(),
        legal_reason: Some("Audit intern, ședința 3".into()),
        user: Some("2002011122337".into()),
        user_address: None,
        legal_entity: None,
    }
}

#[actix_web::test]
async fn events_registered_in_a_batch_are_found_again() {
    let world = World::start(None);
    let now = Utc::now();
    let registered = Catalogue::shipped().unwrap().event_type("IGM.Migratie.Request.Registered").unwrap();
    let search = Event {
        user: Some("2004000123455".into()),
        legal_basis: Some("Legea 200/2010".into()),
        legal_reason: Some("Căutare".into()),
        subject: ["0980501000018", "2003004455669"].into_iter().collect(),
        ..Event::new(PersonalDataAction::Search.event_type(), "e-1", now)
    };
    let packed = Batch::pack([search, Event::new(registered, "e-2", now)]);
    let receipt = world.partners.mlog.register(&packed.batches[0]).await.unwrap();
    assert_eq!(receipt.uids.len(), 2);

    let found = world.partners.mlog.event(&receipt.uids[1], &ground()).await.unwrap().unwrap();
    assert_eq!(found["event_id"], "e-2");
    assert_eq!(world.partners.mlog.event("none", &ground()).await.unwrap(), None);

    let query = EventQuery {
        from: now - TimeDelta::minutes(1),
        to: now + TimeDelta::minutes(1),
        ground: ground(),
        filter: vec![("subject".into(), "2003004455669".into())],
        page: 0,
        page_size: 10,
    };
    let page = world.partners.mlog.query(&query).await.unwrap();
    assert_eq!((page.result.len(), &page.result[0]["event_id"]), (1, &json!("e-1")));
    let earlier = EventQuery { to: now - TimeDelta::seconds(1), ..query };
    assert!(world.partners.mlog.query(&earlier).await.unwrap().result.is_empty());
}

#[actix_web::test]
async fn the_stand_in_of_mlog_refuses_what_mlog_would() {
    let world = World::start(None);
    let post =
        async |body: String| world.http.post(world.state.at("mlog/register")).body(body).send().await.unwrap().status().as_u16();
    assert_eq!(post("not json".into()).await, 400);
    assert_eq!(post(r#"{"event_time":"2026-03-02T09:30:00Z"}"#.into()).await, 400);
    assert_eq!(post(r#"{"event_time":"2026-03-02T09:30:00Z","event_type":"A.B.C","_x":"1"}"#.into()).await, 400);
    let long = "x".repeat(32_767);
    assert_eq!(
        post(format!(r#"{{"event_time":"2026-03-02T09:30:00Z","event_type":"A.B.C","event_message":"{long}"}}"#)).await,
        400
    );
    assert_eq!(post("x".repeat(256 * 1024 + 1)).await, 413);
}

#[actix_web::test]
async fn powers_are_looked_up_in_every_way() {
    let mpower = &World::start(None).partners.mpower;
    assert!(mpower.is_valid("0200935852951597").await.unwrap());
    assert!(!mpower.is_valid("0200935852951598").await.unwrap(), "a suspended power does not hold");
    assert!(!mpower.is_valid("9999999999999999").await.unwrap());
    let power = mpower.details("0200935852951599").await.unwrap().unwrap();
    assert_eq!(power.authorizing_idn, "1018600000127");
    let held = mpower.held("AT-2100025", "0980501000018", "2010005566771").await.unwrap();
    assert_eq!(held.as_deref(), Some("0200935852951597"));
    assert_eq!(mpower.held("AT-2100025", "2003004455669", "2010005566771").await.unwrap(), None);
    let all = AuthorizationQuery { idn: "2010005566771".into(), ..Default::default() };
    assert_eq!(mpower.list(&all).await.unwrap().len(), 3);
    let valid = AuthorizationQuery { status: Some(AuthorizationStatus::Valid), granted_by: Some("1018600000127".into()), ..all };
    assert_eq!(mpower.list(&valid).await.unwrap().len(), 1);
    assert!(mpower.file("0200935852951597").await.unwrap().unwrap().content.starts_with(b"%PDF-"));
    assert_eq!(mpower.file("9999999999999999").await.unwrap(), None);
}

fn notification(priority: Priority) -> Notification {
    let text = || Content::from(Text::new("Cererea a fost înregistrată", "Заявление зарегистрировано", "Registered"));
    Notification {
        user_id: None,
        subject: text(),
        body: text(),
        body_short: text(),
        priority,
        recipients: vec![Recipient { kind: RecipientType::Idnp, value: "0980501000018".into() }],
        template: None,
        attachments: vec![],
    }
}

#[actix_web::test]
async fn a_notification_is_sent_followed_and_taken_back_while_it_can_be() {
    let world = World::start(None);
    let mnotify = &world.partners.mnotify;
    let id = mnotify.send(&notification(Priority::Medium)).await.unwrap();
    let state = mnotify.state(&id).await.unwrap().unwrap();
    assert_eq!(state.status, NotificationStatus::Delivered);
    assert_eq!(state.recipients[0].messages[0].subject, "Cererea a fost înregistrată");
    assert!(matches!(mnotify.cancel(&id).await, Err(PartnerError::Refused { status: 409, .. })));

    let waiting = mnotify.send(&notification(Priority::Low)).await.unwrap();
    mnotify.cancel(&waiting).await.unwrap();
    assert_eq!(mnotify.state(&waiting).await.unwrap().unwrap().status, NotificationStatus::Cancelled);
    assert!(mnotify.state("3f2504e0-4f89-41d3-9a0c-0305e82c3301").await.unwrap().is_none());
}

#[actix_web::test]
async fn after_a_lost_answer_the_notification_is_found_and_not_sent_twice() {
    let world = World::start(None);
    let before = Utc::now();
    world.tell("mnotify", json!({"mode": "LoseAnswer", "times": 1})).await;
    let error = world.partners.mnotify.send(&notification(Priority::Medium)).await.unwrap_err();
    assert!(error.may_have_arrived());
    assert_eq!(world.partners.mnotify.between(before, before + chrono::Duration::days(1)).await.unwrap().len(), 1);
    assert_eq!(world.get("mnotify/sent").await["sent"][0]["notification"]["recipients"][0]["type"], "IDNP");
}
