use migratie::content::shipped;
use quick_xml::{Reader, events::Event};
use serde_json::json;

use super::{page, published, with_what_is_shipped, withdrawn};
use crate::support::TestApp;

/// The texts of every element of this name; reading it all shows that it is well formed.
fn texts(xml: &[u8], name: &str) -> Vec<String> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = true;
    let (mut inside, mut found, mut buffer) = (false, Vec::new(), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).expect("well-formed XML") {
            Event::Start(start) => {
                inside = start.name().as_ref() == name;
                if inside {
                    found.push(String::new());
                }
            }
            Event::Text(text) if inside => {
                found.last_mut().expect("an element").push_str(&text);
            }
            Event::End(_) => inside = false,
            Event::Eof => return found,
            _ => {}
        }
        buffer.clear();
    }
}

#[actix_web::test]
async fn a_feed_holds_the_latest_publications_in_its_language() {
    let app = with_what_is_shipped(&[]).await;
    let feed = app.anyone().get("/feed.xml?lang=ru&section=services").await.expect(200);
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    let titles = texts(&feed.bytes, "title");
    assert_eq!(titles[0], "Генеральный инспекторат по миграции: Услуги для иностранцев");
    assert!(titles.contains(&"Как продлить визу?".to_owned()));
    let ids = texts(&feed.bytes, "id");
    assert_eq!(ids.len(), titles.len());
    assert!(ids[1..].iter().all(|id| id.starts_with("urn:uuid:")));
    assert_eq!(texts(&feed.bytes, "updated").len(), ids.len());
    app.anyone().get("/feed.xml?section=nowhere").await.refused(404, "not-found");
    let refused = app.anyone().get("/feed.xml?lang=fr&language=ro").await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("lang", "not-a-choice"), ("language", "unknown-parameter")]);
    let nothing = app.anyone().get("/feed.xml?type=vacancy").await.expect(200);
    assert_eq!(texts(&nothing.bytes, "updated"), ["2023-02-19T00:00:00Z"], "valid, though empty");
}

#[actix_web::test]
async fn what_a_title_holds_is_never_markup() {
    let app = TestApp::start().await;
    let mut body = page("semne", "Taxe < 50 & \"altele\" <b>", "<p>Text &amp; text</p>");
    body["notes"] = json!({ "ro": "<script>alert(1)</script>" });
    let place = published(&app, &body, None).await;
    let feed = app.anyone().get("/feed.xml").await.expect(200);
    assert!(String::from_utf8_lossy(&feed.bytes).contains("Taxe &lt; 50 &amp; &quot;altele&quot; &lt;b&gt;"));
    let shown = app.anyone().get("/pages/semne").await.expect(200);
    let html = String::from_utf8_lossy(&shown.bytes).into_owned();
    assert!(
        !html.contains("<script>") && html.contains("&lt;script&gt;") && html.contains("Taxe &lt; 50 &amp; &quot;altele&quot;")
    );
    assert!(shown.header("content-security-policy").starts_with("default-src 'none'; object-src 'none'; style-src 'sha256-"));
    withdrawn(&app, &place).await;
    let gone = app.anyone().get("/pages/semne").await.expect(404);
    assert!(gone.header("content-type").starts_with("text/html"));
    assert!(!String::from_utf8_lossy(&app.anyone().get("/feed.xml").await.expect(200).bytes).contains("semne"));
}

#[actix_web::test]
async fn the_site_map_names_every_page_in_each_of_its_languages() {
    let app = with_what_is_shipped(&[]).await;
    let map = app.anyone().get("/sitemap.xml").await.expect(200);
    let pages = texts(&map.bytes, "loc");
    assert_eq!(pages.len(), 3 * shipped::all().expect("what is shipped").len(), "each publication in three languages");
    assert_eq!(texts(&map.bytes, "lastmod").len(), pages.len());
    let text = String::from_utf8_lossy(&map.bytes).into_owned();
    assert!(text.contains("hreflang=\"en\""));
    let page = pages.iter().find(|page| page.ends_with("/pages/visa-extension?lang=en")).expect("the page");
    let shown = app.anyone().get(page.trim_start_matches(app.address())).await.expect(200);
    assert!(String::from_utf8_lossy(&shown.bytes).contains("<h1 lang=\"en\">How do I extend my visa?</h1>"));
    let robots = app.anyone().get("/robots.txt").await.expect(200);
    assert!(String::from_utf8_lossy(&robots.bytes).contains("/sitemap.xml"));
}

/// Whether a search engine may read a path: the longest rule that fits counts (RFC 9309, 2.2.2).
fn open_to_robots(rules: &str, path: &str) -> bool {
    let fits = |pattern: &str| {
        let mut rest = path;
        pattern.split('*').enumerate().all(|(at, piece)| {
            let found = if at == 0 { rest.starts_with(piece).then_some(0) } else { rest.find(piece) };
            found.is_some_and(|found| {
                rest = &rest[found + piece.len()..];
                true
            })
        })
    };
    let rules = rules.lines().filter_map(|line| line.split_once(": ")).filter(|(name, _)| ["Allow", "Disallow"].contains(name));
    let best = rules.filter(|(_, pattern)| fits(pattern)).max_by_key(|(name, pattern)| (pattern.len(), *name == "Allow"));
    best.is_none_or(|(name, _)| name == "Allow")
}

#[actix_web::test]
async fn search_engines_may_read_what_they_are_led_to_and_nothing_else() {
    let app = with_what_is_shipped(&[]).await;
    let file = super::uploaded(&app.persona("content-provider").await).await;
    let mut body = page("cu-fisier", "Cu fișier", "<p>x</p>");
    body["attachments"] = json!([{ "fileId": file, "title": { "ro": "Ghid" } }]);
    published(&app, &body, None).await;
    let rules = String::from_utf8(app.anyone().get("/robots.txt").await.expect(200).bytes.to_vec()).expect("text");
    let map = rules.lines().find_map(|line| line.strip_prefix("Sitemap: ")).expect("a site map");
    let mut led_to = texts(&app.anyone().get("/sitemap.xml").await.expect(200).bytes, "loc");
    assert!(led_to.len() > 100);
    led_to.extend([map.to_owned(), "/feed.xml?lang=ro".to_owned()]);
    let shown = String::from_utf8(app.anyone().get("/pages/cu-fisier").await.expect(200).bytes.to_vec()).expect("text");
    let links = shown.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned);
    led_to.extend(links);
    assert!(led_to.iter().any(|address| address.contains("/files/")), "the file is linked to");
    for address in led_to {
        let path = address.trim_start_matches(app.address());
        assert!(open_to_robots(&rules, path), "{path} is shut");
    }
    for shut in ["/api/v1/publications", "/api/v1/petitions", "/docs/", "/v/7KQ2M9XW4TB8HN3DCV5RZE6JPA"] {
        assert!(!open_to_robots(&rules, shut), "{shut} is open");
    }
}

#[actix_web::test]
async fn a_page_says_which_languages_there_are_and_passes_over_what_others_add_to_its_address() {
    let app = TestApp::start().await;
    published(&app, &page("adresa", "Adresă", "<p>x</p>"), None).await;
    for path in ["/pages/adresa?lang=fr", "/v?lang=fr", "/v/7KQ2M9XW4TB8HN3DCV5RZE6JPA?lang=de"] {
        let refused = app.anyone().get(path).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("lang", "not-a-choice")], "{path}");
    }
    app.anyone().get("/pages/adresa?lang=en&fbclid=1").await.expect(200);
}
