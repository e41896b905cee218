//! What rooms above use.

use migratie::{
    kernel::{id::TypedId, problem::Problem},
    persons::{self, PersonId, PersonRegistration},
};
use serde_json::json;

use super::somebody;
use crate::support::TestApp;

fn registration(body: serde_json::Value) -> PersonRegistration {
    serde_json::from_value(body).expect("a registration")
}

#[actix_web::test]
async fn somebody_is_found_by_number_or_document_and_registered_otherwise() {
    let app = TestApp::start().await;
    let door = &app.platform.door;
    let ensure = |body: serde_json::Value| {
        let registration = registration(body);
        door.by_system_here("ensurePerson", |unit| Ok(persons::ensure(unit, &registration)?.id))
    };
    let mut body = somebody("Georgieva", "Radka", "1990-05-17");
    body["attributes"]["idnp"] = json!("2004000123455");
    body["foreignDocuments"] = json!([{ "kind": "Passport", "issuer": "BGR", "number": "38 1" }]);
    let first = ensure(body.clone()).expect("registered");
    assert_eq!(ensure(body).expect("found by number"), first);
    let mut by_document = somebody("Гeоргиева", "Р", "1990");
    by_document["foreignDocuments"] = json!([{ "kind": "Passport", "issuer": "BGR", "number": "38-1" }]);
    assert_eq!(ensure(by_document.clone()).expect("found by document"), first);
    by_document["attributes"]["birthDate"] = json!("2015-01-01");
    assert_ne!(ensure(by_document).expect("a child in the passport of a parent"), first);
    let wrong = ensure(somebody("4", "4", "2050")).expect_err("a violation");
    assert_eq!(wrong.status(), 400);
    let idnp = "2004000123455".parse().expect("an IDNP");
    let found = door.by_system_here("findPerson", |unit| persons::find_by_idnp(unit, &idnp)).expect("found");
    assert_eq!(found, Some(first));
}

#[actix_web::test]
async fn summaries_of_many_come_in_one_query() {
    let app = TestApp::start().await;
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        id: uuid::Uuid,
    }
    let ids: Vec<uuid::Uuid> = app.query::<Row>("select id from persons").into_iter().map(|row| row.id).collect();
    let (found, statements) = app
        .platform
        .door
        .by_system_here("summaries", |unit| {
            let before = app.platform.door.work().statements();
            let found = persons::summaries(unit.conn, &ids)?;
            Ok::<_, Problem>((found, app.platform.door.work().statements() - before))
        })
        .expect("summaries");
    assert_eq!((found.len(), statements), (ids.len(), 1));
    let one = app.platform.door.by_system_here("summary", |unit| persons::summary(unit, ids[0])).expect("a summary");
    assert_eq!(one, found[&ids[0]]);
    assert_eq!(one.person_id, PersonId::from_uuid(ids[0]));
    let nobody = app.platform.door.by_system_here("summary", |unit| persons::summary(unit, uuid::Uuid::now_v7()));
    assert_eq!(nobody.map(|_| ()).map_err(|problem| problem.status()), Err(404));
}

#[actix_web::test]
async fn the_demo_world_can_be_loaded_again_without_a_change() {
    let app = TestApp::start().await;
    let count = "(select count(*) from history.persons) + (select count(*) from history.family_links) + (select count(*) from history.accounts)";
    let before = app.number(count);
    assert!(app.number("select count(*) from persons") >= 25);
    migratie::serve::load_reference_data(&app.platform).expect("again");
    assert_eq!(app.number(count), before);
}
