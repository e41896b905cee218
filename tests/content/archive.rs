use migratie::{commands::content, platform::Platform};
use serde_json::{Value, json};

use super::{ITEMS, faq, published, seen_by_the_public, step, uploaded};
use crate::support::TestApp;

/// Commands run on a thread of their own, as they do outside.
fn on_a_thread<T: Send + 'static>(platform: &Platform, work: impl FnOnce(&Platform) -> T + Send + 'static) -> T {
    let platform = platform.clone();
    std::thread::spawn(move || work(&platform)).join().expect("a thread")
}

fn copy_of(app: &TestApp) -> String {
    let lines = on_a_thread(&app.platform, content::export).expect("a copy");
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn read_into(app: &TestApp, text: String) -> Result<String, String> {
    on_a_thread(&app.platform, move |platform| content::import(platform, &text).map_err(|error| error.to_string()))
}

/// A published report with a file.
async fn report(app: &TestApp) -> String {
    let administrator = app.persona("content-administrator").await;
    let file = uploaded(&administrator).await;
    let body = json!({ "type": "report", "sectionCode": "public-interest", "title": { "ro": "Raport" }, "fields": { "kind": "Other" },
        "attachments": [{ "fileId": file, "title": { "ro": "Raport" } }] });
    let place = administrator.post(ITEMS, &body).await.expect(201).header("location").to_owned();
    step(&administrator, &place, "submissions", &json!({})).await.expect(200);
    step(&administrator, &place, "publications", &json!({})).await.expect(200);
    place
}

#[actix_web::test]
async fn what_is_kept_is_what_was_published_and_a_change_behind_its_back_is_found() {
    let app = TestApp::start().await;
    published(&app, &faq()).await;
    report(&app).await;
    let said = content::verify(&app.platform).await.expect("all is well");
    assert_eq!(said, "2 versions and 1 files are what was published");
    app.tamper(
        "alter table content_versions disable trigger all;
         update content_versions set content = jsonb_set(content, '{title,ro}', '\"Altceva\"') where type = 'faq'",
    );
    let fault = content::verify(&app.platform).await.expect_err("a fault").to_string();
    assert!(fault.contains("is not what was published") && fault.ends_with("1 faults in 2 versions and 1 files"), "{fault}");
    // Nobody need start it by hand.
    assert_eq!(migratie::housekeeping::verify_content(&app.platform).await.expect("a look"), 1);
}

#[actix_web::test]
async fn all_content_is_copied_into_an_empty_system() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    report(&app).await;
    super::begun(&app, &faq()).await;
    let waiting = super::submitted(&app, &faq()).await;
    let copy = copy_of(&app);
    assert!(copy.lines().any(|line| line.contains("\"Attachment\"") && line.contains("ghid.pdf")));
    assert!(read_into(&app, copy.clone()).expect_err("not empty").contains("empty system"));
    let other = TestApp::start().await;
    let said = read_into(&other, copy).expect("a copy");
    assert!(said.starts_with("4 items with 2 versions read; files to be restored: fil_"), "{said}");
    assert_eq!(seen_by_the_public(&other), 2);
    let administrator = other.persona("content-administrator").await;
    let seen = administrator.get(&place).await.expect(200);
    assert_eq!((seen.text("/state"), seen.text("/title/ro")), ("Published".into(), "Cum obțin o invitație?".into()));
    // The editorial flow goes on.
    step(&administrator, &waiting, "publications", &json!({})).await.expect(200);
    // Accounts are not copied: whoever asks for the next publication is its provider, and is told what comes of it.
    let provider = other.persona("content-provider").await;
    step(&provider, &place, "revisions", &Value::Null).await.expect(200);
    let asked = step(&provider, &place, "submissions", &json!({})).await.expect(200);
    assert_eq!(asked.text("/providerId"), provider.get("/api/v1/sessions/current").await.expect(200).text("/accountId"));
    step(&administrator, &place, "returns", &json!({ "reason": "Lipsește termenul." })).await.expect(200);
    assert_eq!(other.number("select count(*) from notifications where template = 'ContentReturned'"), 1);
    let fault = content::verify(&other.platform).await.expect_err("the files' store was not restored").to_string();
    assert!(fault.contains("is not there") && fault.contains("1 faults"), "{fault}");
}

#[actix_web::test]
async fn a_damaged_copy_is_refused_by_line_and_nothing_is_written() {
    let app = TestApp::start().await;
    published(&app, &faq()).await;
    let copy = copy_of(&app);
    let other = TestApp::start().await;
    let version = copy.lines().position(|line| line.contains("\"Version\"")).expect("a version") + 1;
    for (damaged, fault) in [
        (copy.replacen("10 zile", "11 zile", 2), format!("line {version}: version 1 of")),
        (copy.replace("\"reason\":\"Regulament, pct. 7.1\"", "\"reason\":\"x\""), "are not those that were written".into()),
        (copy.lines().take(3).map(|line| format!("{line}\n")).collect(), "the copy has no end".into()),
        (copy.replacen("migratie-content", "something-else", 1), "line 1: something-else 1 is not read".into()),
        ("{}\n".into(), "line 1: ".into()),
    ] {
        let told = read_into(&other, damaged).expect_err("damaged");
        assert!(told.contains(&fault), "{told} instead of {fault}");
    }
    assert_eq!(other.number("select count(*) from content_items"), 0);
}

#[actix_web::test]
async fn a_new_installation_gets_what_the_program_carries_when_an_administrator_of_content_decides_so() {
    let app = TestApp::start().await;
    let load = |login: &'static str| {
        on_a_thread(&app.platform, move |platform| content::load_shipped(platform, login).map_err(|error| error.to_string()))
    };
    assert!(load("nobody").expect_err("no account").contains("no account"));
    load("2015000000147").expect_err("a provider publishes nothing");
    assert_eq!(app.number("select count(*) from content_items"), 0);
    let said = load("2015000000136").expect("the administrator of content");
    let items = app.number("select count(*) from content_versions where published_by is not null");
    assert!(items >= 45 && said == format!("{items} items published"), "{said}");
    assert_eq!(load("2015000000136").expect("again"), "0 items published");
}
