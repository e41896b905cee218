use std::{
    future::Future,
    io,
    net::{IpAddr, Ipv4Addr},
    pin::Pin,
    sync::Arc,
};

use migratie::content::{
    links::{Asking, Checker, Names},
    rules::address,
};
use serde_json::{Value, json};

use super::{page, published, withdrawn};
use crate::support::TestApp;

const LINKS: &str = "/api/v1/content-links";

/// Names of the test's own world: `works.example.md` is this machine, `inside.example.md` an inner network, no other exists.
struct TestNames;

impl Names for TestNames {
    fn look_up(&self, name: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>> {
        Box::pin(async move {
            match name.as_str() {
                "works.example.md" => Ok(vec![Ipv4Addr::LOCALHOST.into()]),
                "inside.example.md" => Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv4Addr::new(10, 1, 2, 3).into()]),
                _ => Err(io::Error::other("no such name")),
            }
        })
    }
}

fn checker(app: &TestApp) -> Checker {
    let may = |address: IpAddr| address.is_loopback() || address::is_public(address);
    let asking = Asking::reaching(Arc::new(TestNames), may).expect("a client");
    Checker::new(app.platform.door.clone(), asking, app.platform.publications.clone())
}

async fn publish_links(app: &TestApp, slug: &str, addresses: &[String]) -> String {
    let links: String = addresses.iter().map(|address| format!("<a href=\"{address}\">x</a> ")).collect();
    published(app, &page(slug, "Legături", &format!("<p>{links}</p>")), None).await
}

/// State and finding of each link, by its path.
async fn found(app: &TestApp) -> Vec<(String, String, String)> {
    let list = app.persona("content-administrator").await.get(&format!("{LINKS}?limit=200")).await.expect(200).body;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let links = list["links"].as_array().expect("links").iter();
    let path = |link: &Value| text(&link["address"]).splitn(4, '/').nth(3).unwrap_or_default().to_owned();
    let mut found: Vec<_> = links.map(|link| (path(link), text(&link["state"]), text(&link["finding"]))).collect();
    found.sort_unstable();
    found
}

#[actix_web::test]
async fn every_link_of_what_is_published_is_asked_and_told_of() {
    let app = TestApp::start().await;
    let mut server = mockito::Server::new_async().await;
    let port = server.socket_address().port();
    let works = |path: &str| format!("http://works.example.md:{port}/{path}");
    server.mock("HEAD", "/ok").with_status(200).expect(1).create_async().await;
    server.mock("HEAD", "/no-head").with_status(405).create_async().await;
    server.mock("GET", "/no-head").with_status(200).create_async().await;
    for method in ["HEAD", "GET"] {
        server.mock(method, "/gone").with_status(404).create_async().await;
        server.mock(method, "/ill").with_status(500).create_async().await;
    }
    server.mock("HEAD", "/to-metadata").with_status(302).with_header("location", "http://169.254.169.254/x").create_async().await;
    let inside = format!("http://inside.example.md:{port}/reached");
    server.mock("HEAD", "/to-inside").with_status(302).with_header("location", &inside).create_async().await;
    let never = server.mock("HEAD", "/reached").expect(0).create_async().await;
    let mut addresses: Vec<String> = ["ok", "no-head", "gone", "ill", "to-metadata", "to-inside"].map(works).to_vec();
    addresses.push(format!("http://inside.example.md:{port}/direct"));
    addresses.push("https://nobody.example.md/unknown".into());
    publish_links(&app, "legaturi", &addresses).await;

    let round = checker(&app).round().await.expect("a round");
    assert_eq!((round.versions, round.asked), (1, 8));
    let row = |path: &str, state: &str, finding: &str| (path.to_owned(), state.to_owned(), finding.to_owned());
    assert_eq!(
        found(&app).await,
        [
            row("direct", "Broken", "PrivateAddress"),
            row("gone", "Broken", "Status"),
            row("ill", "Doubtful", "Status"),
            row("no-head", "Works", "Answered"),
            row("ok", "Works", "Answered"),
            row("to-inside", "Broken", "PrivateAddress"),
            row("to-metadata", "Broken", "PrivateAddress"),
            row("unknown", "Doubtful", "NoSuchName"),
        ]
    );
    never.assert_async().await;
    // Those who supply the content are told once, of all of them together.
    assert_eq!(round.told, 1);
    let messages = app.persona("content-provider").await.get("/api/v1/messages").await.expect(200).body;
    assert!(messages.to_string().contains("Legături care nu mai funcționează"), "{messages}");
    let again = checker(&app).round().await.expect("a round");
    assert_eq!((again.versions, again.asked, again.told), (0, 0, 0), "nothing is due");
    let told = app.number("select count(*) from journal.entries where operation = 'tellOfBrokenLinks'");
    assert_eq!(told, 1, "the journal hears of it where there was something to tell");

    // What failed is asked again in an hour, and broken after the third time.
    for _ in 0..2 {
        app.clock.advance(chrono::Duration::hours(1));
        assert_eq!(checker(&app).round().await.expect("a round").asked, 2);
    }
    assert!(found(&app).await.contains(&row("ill", "Broken", "Status")));
    // What works is asked again in a month.
    app.clock.advance(chrono::Duration::days(31));
    assert_eq!(checker(&app).round().await.expect("a round").asked, 8);
}

#[actix_web::test]
async fn a_field_that_leads_inside_is_refused_where_it_is_written() {
    let app = TestApp::start().await;
    let provider = app.persona("content-provider").await;
    let mut body = page("inauntru", "Legături", "<p>Pagina.</p>");
    body["fields"] = json!({ "related": ["https://igm.gov.md/", "https://10.0.0.1/inside", "https://ion:parola@igm.gov.md/"] });
    let refused = provider.post("/api/v1/content-items", &body).await.refused(400, "bad-input");
    let faults = [("/fields/related/1", "link-to-private-address"), ("/fields/related/2", "link-with-credentials")];
    assert_eq!(refused.violations(), faults);
    body["fields"] = json!({ "related": ["https://igm.gov.md/"] });
    let place = provider.post("/api/v1/content-items", &body).await.expect(201).header("location").to_owned();
    let seen = provider.get(&place).await.expect(200);
    let inside = json!({ "fields": { "related": ["https://[::ffff:192.168.1.1]/"] } });
    let refused = provider.patch(&place, seen.etag(), &inside).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/fields/related/0", "link-to-private-address")]);
}

#[actix_web::test]
async fn what_was_broken_before_it_is_public_is_told_of_when_it_is() {
    let app = TestApp::start().await;
    let broken = "https://inside.example.md/";
    let mut later = page("tarziu", "Legături", "<p>Pagina.</p>");
    later["fields"] = json!({ "related": [broken] });
    published(&app, &later, Some("2026-11-17T09:00:00Z")).await;
    let round = checker(&app).round().await.expect("a round");
    assert_eq!((round.asked, round.told), (1, 0), "it is asked before it is public");
    let at: chrono::DateTime<chrono::Utc> = "2026-11-17T09:00:00Z".parse().expect("an instant");
    app.clock.advance(at - app.clock.now());
    assert_eq!(checker(&app).round().await.expect("a round").told, 1);
    // Another publication of the same subdivision holds the same link, of which it knows; another subdivision does not.
    later["slug"] = "inca-una".into();
    published(&app, &later, None).await;
    assert_eq!(checker(&app).round().await.expect("a round").told, 0);
    let administrator = app.persona("content-administrator").await;
    let other = json!({ "type": "page", "sectionCode": "services", "slug": "alta", "title": { "ro": "Alta" }, "body": { "ro": "<p>a</p>" },
        "fields": { "related": [broken] } });
    let place = administrator.post("/api/v1/content-items", &other).await.expect(201).header("location").to_owned();
    super::step(&administrator, &place, "submissions", &json!({})).await.expect(200);
    super::step(&administrator, &place, "publications", &json!({})).await.expect(200);
    crate::content::holder(&app, migratie::access::policy::Role::ContentProvider, "REL");
    assert_eq!(checker(&app).round().await.expect("a round").told, 1, "another subdivision is told too");
}

#[actix_web::test]
async fn a_link_to_our_own_page_is_broken_once_that_is_withdrawn() {
    let app = TestApp::start().await;
    let target = published(&app, &page("tinta", "Ținta", "<p>a</p>"), None).await;
    publish_links(&app, "cu-legaturi", &["/pages/tinta?lang=ro".into(), "/api/v1/publications/nimic".into()]).await;
    let row = |path: &str, state: &str, finding: &str| (path.to_owned(), state.to_owned(), finding.to_owned());
    let own = async || {
        let list = app.persona("content-administrator").await.get(&format!("{LINKS}?limit=200")).await.expect(200).body;
        let links = list["links"].as_array().expect("links").clone();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut found: Vec<_> =
            links.iter().map(|link| (text(&link["address"]), text(&link["state"]), text(&link["finding"]))).collect();
        found.sort_unstable();
        found
    };
    checker(&app).round().await.expect("a round");
    let broken = row("/api/v1/publications/nimic", "Broken", "Status");
    assert_eq!(own().await, [broken.clone(), row("/pages/tinta", "Works", "Answered")]);
    withdrawn(&app, &target).await;
    app.clock.advance(chrono::Duration::days(1));
    checker(&app).round().await.expect("a round");
    assert_eq!(own().await, [broken, row("/pages/tinta", "Broken", "Status")]);
}

#[actix_web::test]
async fn a_provider_sees_and_checks_the_links_of_their_own_subdivision() {
    let app = TestApp::start().await;
    publish_links(&app, "a-lor", &["https://nobody.example.md/a".into()]).await;
    checker(&app).round().await.expect("a round");
    let provider = app.persona("content-provider").await;
    let own = provider.get(LINKS).await.expect(200);
    assert_eq!((own.body["links"].as_array().map(Vec::len), own.text("/links/0/uses/0/slug")), (Some(1), "a-lor".into()));
    assert_eq!(provider.post(&format!("{LINKS}/checks"), &json!({})).await.expect(202).body["links"], 1);
    let other = crate::content::holder(&app, migratie::access::policy::Role::ContentProvider, "BAL");
    assert_eq!(other.get(LINKS).await.expect(200).body["links"], json!([]));
    let one = json!({ "contentLinkIds": [own.body["links"][0]["contentLinkId"]] });
    let refused = other.post(&format!("{LINKS}/checks"), &one).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/contentLinkIds", "no-such-thing")]);
    let administrator = app.persona("content-administrator").await;
    let offices = app.anyone().get("/api/v1/subdivisions?limit=200").await.expect(200);
    let id = |code: &str| {
        let offices = offices.body["subdivisions"].as_array().expect("subdivisions").iter();
        offices.clone().find(|one| one["code"] == code).expect("an office")["subdivisionId"].as_str().expect("an id").to_owned()
    };
    for (code, links) in [("CHI", 1), ("BAL", 0)] {
        let listed = administrator.get(&format!("{LINKS}?subdivisionId={}", id(code))).await.expect(200);
        assert_eq!(listed.body["links"].as_array().map(Vec::len), Some(links), "{code}");
    }
}

#[actix_web::test]
async fn a_link_is_asked_by_one_worker_alone() {
    let app = TestApp::start().await;
    let mut server = mockito::Server::new_async().await;
    let port = server.socket_address().port();
    let once = server.mock("HEAD", mockito::Matcher::Regex("^/[0-9]+$".into())).with_status(200).expect(12).create_async().await;
    let addresses: Vec<String> = (0..12).map(|number| format!("http://works.example.md:{port}/{number}")).collect();
    publish_links(&app, "multe", &addresses).await;
    let (one, other) = (checker(&app), checker(&app));
    let (one, other) = futures_util::future::join(one.round(), other.round()).await;
    assert_eq!(one.expect("a round").asked + other.expect("a round").asked, 12);
    once.assert_async().await;
}

#[actix_web::test]
async fn links_are_checked_when_somebody_asks() {
    let app = TestApp::start().await;
    let place = publish_links(&app, "una", &["https://nobody.example.md/a".into(), "https://nobody.example.md/b".into()]).await;
    let administrator = app.persona("content-administrator").await;
    let all = administrator.post(&format!("{LINKS}/checks"), &json!({})).await.expect(202);
    assert_eq!(all.body["links"], 2);
    checker(&app).round().await.expect("a round");
    let list = administrator.get(&format!("{LINKS}?state=Doubtful&limit=1")).await.expect(200);
    let link = list.text("/links/0/contentLinkId");
    assert!(list.body["nextCursor"].is_string());
    assert_eq!(list.body["links"][0]["uses"][0]["slug"], "una");
    let one = json!({ "contentLinkIds": [link] });
    let key = [("Idempotency-Key", "a-check-of-one-link")];
    let path = format!("{LINKS}/checks");
    let begun = administrator.post_with(&path, &one, &key).await.expect(202);
    let again = administrator.post_with(&path, &one, &key).await.expect(202);
    assert_eq!(begun.body, again.body);
    administrator.post_with(&path, &json!({}), &key).await.refused(422, "idempotency-key-reused");
    assert_eq!(checker(&app).round().await.expect("a round").asked, 1);

    let wrong = json!({ "contentLinkIds": ["lnk_00000000000000000000000000"] });
    let wrong = administrator.post(&path, &wrong).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("/contentLinkIds", "no-such-thing")]);
    administrator.post(&path, &json!({ "contentLinkIds": [], "x": 1 })).await.refused(400, "bad-input");
    administrator.get(&format!("{LINKS}?state=Lost")).await.refused(400, "bad-input");
    app.persona("examiner-chisinau").await.get(LINKS).await.refused(403, "forbidden");
    app.anyone().get(LINKS).await.refused(401, "not-signed-in");
    // What is withdrawn is asked no more, and listed no more.
    withdrawn(&app, &place).await;
    assert_eq!(administrator.get(LINKS).await.expect(200).body["links"], json!([]));
    app.clock.advance(chrono::Duration::days(2));
    assert_eq!(checker(&app).round().await.expect("a round").asked, 0);
}
