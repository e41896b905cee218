mod demo;
mod housekeeping;
mod keeping;
mod outbox;
mod production;
mod retention;

use migratie::commands::administrator;

use crate::support::TestApp;

#[actix_web::test]
async fn the_first_administrator_is_named_once() {
    let app = TestApp::start().await;
    let platform = app.platform.clone();
    let add = move |idnp: &'static str| {
        let platform = platform.clone();
        std::thread::spawn(move || administrator::add(&platform, idnp, "EXEMPLU Ana").map_err(|error| error.to_string()))
            .join()
            .expect("a thread")
    };
    assert!(add("2004000123455").expect_err("the demo world has one").contains("already"));
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', now()::text, false);
         update account_roles set valid_to = valid_from where role = 'Administrator'",
    );
    assert!(add("2004000123456").expect_err("a wrong digit").contains("check digit"));
    add("2004000123455").expect("the first");
    let session = app.signed_in_as("2004000123455").get("/api/v1/sessions/current").await.expect(200);
    assert_eq!(session.body["roles"][0]["role"], "Administrator");
    assert!(add("2001002003006").expect_err("there is one now").contains("already"));
}
