use std::time::Duration;

use serde_json::json;

use super::{PUBLICATIONS, page, published, slugs, submitted, uploaded, with_what_is_shipped, withdrawn};
use crate::support::TestApp;

#[actix_web::test]
async fn everybody_reads_what_is_published_and_nothing_else() {
    let app = with_what_is_shipped(&[]).await;
    let anyone = app.anyone();
    let list = anyone.get(PUBLICATIONS).await.expect(200);
    assert_eq!(slugs(&list.body).len(), 25);
    assert_eq!(list.header("cache-control"), "public, max-age=60");
    let item = anyone.get(&format!("{PUBLICATIONS}/visa-extension?language=ru")).await.expect(200).body;
    assert_eq!(item["title"], json!({ "language": "ru", "text": "Как продлить визу?" }));
    assert_eq!(item["languages"], json!(["ro", "ru", "en"]));
    assert_eq!((item["type"].as_str(), item["sectionCode"].as_str()), (Some("faq"), Some("services")));
    assert_eq!(item["source"]["code"], "CHI");
    assert!(item["publishedAt"].is_string() && item["updatedAt"].is_string());
    assert!(item["body"]["text"].as_str().is_some_and(|text| text.starts_with("<p>")));
    let same =
        anyone.get(&format!("{PUBLICATIONS}/{}?language=ru", item["contentItemId"].as_str().expect("an id"))).await.expect(200);
    assert_eq!(same.body, item);
    submitted(&app, &page("ciorna", "Ciornă", "<p>x</p>")).await;
    anyone.get(&format!("{PUBLICATIONS}/ciorna")).await.refused(404, "not-found");
    anyone.get(&format!("{PUBLICATIONS}/Ciorna!")).await.refused(400, "bad-input");
    anyone.get(&format!("{PUBLICATIONS}/cit_00000000000000000000000000")).await.refused(404, "not-found");
}

#[actix_web::test]
async fn lists_are_narrowed_by_section_type_language_and_period() {
    let app = with_what_is_shipped(&[]).await;
    published(&app, &page("numai-in-romana", "Numai în română", "<p>x</p>"), None).await;
    let anyone = app.anyone();
    let list = async |query: &str| anyone.get(&format!("{PUBLICATIONS}?limit=200&{query}")).await.expect(200).body;
    let pages = list("type=page&sectionCode=services").await;
    assert_eq!(slugs(&pages), ["numai-in-romana", "fees"]);
    assert_eq!(slugs(&list("type=page&sectionCode=services&language=ru&translated=true").await), ["fees"]);
    let below = list("sectionCode=protection").await;
    assert!(slugs(&below).contains(&"temporary-protection-who"), "a section holds those below it");
    assert_eq!(slugs(&list("publishedFrom=2026-11-17").await).len(), 0);
    assert_eq!(slugs(&list("publishedTo=2026-11-15").await).len(), 0);
    assert!(slugs(&list("publishedFrom=2026-11-16&publishedTo=2026-11-16").await).len() > 45);
    let wrong = anyone.get(&format!("{PUBLICATIONS}?sectionCode=x&type=y&publishedFrom=2026-02-02&publishedTo=2026-01-01")).await;
    let wrong = wrong.refused(400, "bad-input");
    assert_eq!(
        wrong.violations(),
        [("sectionCode", "no-such-thing"), ("type", "no-such-thing"), ("publishedTo", "before-beginning")]
    );
    let wrong = anyone.get(&format!("{PUBLICATIONS}?language=fr&limit=0&colour=blue")).await.refused(400, "bad-input");
    assert_eq!(wrong.violations().len(), 3);
}

#[actix_web::test]
async fn pages_follow_each_other_without_gap_or_double() {
    let app = with_what_is_shipped(&[]).await;
    let whole = app.anyone().get(&format!("{PUBLICATIONS}?limit=200")).await.expect(200).body;
    let (mut found, mut path) = (Vec::new(), format!("{PUBLICATIONS}?limit=7"));
    loop {
        let page = app.anyone().get(&path).await.expect(200).body;
        found.extend(slugs(&page).into_iter().map(str::to_owned));
        let Some(cursor) = page["nextCursor"].as_str() else { break };
        path = format!("{PUBLICATIONS}?limit=7&cursor={cursor}");
    }
    assert_eq!(found, slugs(&whole));
    let cursor = app.anyone().get(&format!("{PUBLICATIONS}?limit=7")).await.text("/nextCursor");
    app.anyone().get(&format!("{PUBLICATIONS}?type=faq&cursor={cursor}")).await.refused(400, "foreign-cursor");
}

#[actix_web::test]
async fn what_is_not_translated_is_given_in_romanian_and_says_so() {
    let app = TestApp::start().await;
    let mut body = page("anunt", "Titlu", "<p>Textul</p>");
    body["title"]["en"] = "A title".into();
    published(&app, &body, None).await;
    let item = app.anyone().get(&format!("{PUBLICATIONS}/anunt?language=en")).await.expect(200).body;
    assert_eq!(item["title"], json!({ "language": "en", "text": "A title" }));
    assert_eq!(item["body"], json!({ "language": "ro", "text": "<p>Textul</p>" }));
    let item = app.anyone().get(&format!("{PUBLICATIONS}/anunt?language=ru")).await.expect(200).body;
    assert_eq!(item["title"], json!({ "language": "ro", "text": "Titlu" }));
    assert_eq!(item["languages"], json!(["ro", "en"]));
}

#[actix_web::test]
async fn a_scheduled_publication_appears_and_a_withdrawn_one_goes_to_the_second() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let path = format!("{PUBLICATIONS}/de-la-ora-10");
    let place = published(&app, &page("de-la-ora-10", "De la ora 10", "<p>x</p>"), Some("2026-11-16T08:00:30Z")).await;
    anyone.get(&path).await.refused(404, "not-found");
    let before = anyone.get(PUBLICATIONS).await.expect(200);
    assert_eq!(slugs(&before.body).len(), 0);
    assert_eq!(before.header("cache-control"), "public, max-age=30", "nobody keeps it beyond the change");
    app.clock.advance(chrono::Duration::seconds(29));
    anyone.get(&path).await.refused(404, "not-found");
    assert_eq!(anyone.get(PUBLICATIONS).await.expect(200).header("cache-control"), "public, max-age=1");
    app.clock.advance(chrono::Duration::seconds(1));
    anyone.get(&path).await.expect(200);
    let after = anyone.get(PUBLICATIONS).await.expect(200);
    assert_eq!(slugs(&after.body), ["de-la-ora-10"]);
    assert_ne!(after.etag(), before.etag());
    withdrawn(&app, &place).await;
    anyone.get(&path).await.refused(404, "not-found");
    assert_eq!(slugs(&anyone.get(PUBLICATIONS).await.expect(200).body).len(), 0);
}

#[actix_web::test]
async fn what_has_not_changed_is_not_sent_again_and_the_database_is_asked_nothing() {
    let app = with_what_is_shipped(&[]).await;
    let anyone = app.anyone();
    let paths = [
        PUBLICATIONS.to_owned(),
        format!("{PUBLICATIONS}?type=faq&sectionCode=services&language=en"),
        format!("{PUBLICATIONS}/visa-extension"),
        "/api/v1/publication-sections".into(),
        "/api/v1/publication-sections/services".into(),
        "/feed.xml?lang=ru".into(),
        "/sitemap.xml".into(),
        "/pages/visa-extension?lang=en".into(),
    ];
    let before = app.platform.door.work().statements();
    for path in &paths {
        let first = anyone.get(path).await.expect(200);
        let again = anyone.call("GET", path, &[("If-None-Match", first.etag())], None).await.expect(304);
        assert!(again.bytes.is_empty() && again.etag() == first.etag(), "{path}");
    }
    assert_eq!(app.platform.door.work().statements(), before);
    // The database is gone; the answers are there.
    app.forbid_connections();
    for path in &paths {
        anyone.get(path).await.expect(200);
    }
}

#[actix_web::test]
async fn every_copy_of_the_program_hears_of_a_publication() {
    let app = TestApp::start().await;
    let copy = app.second_copy().await;
    let heard = copy.platform.door.work().listen("content_published");
    // Listening has begun.
    heard.next().await;
    published(&app, &page("peste-tot", "Peste tot", "<p>x</p>"), None).await;
    tokio::time::timeout(Duration::from_secs(10), heard.next()).await.expect("a notice comes with the commit");
    assert!(copy.platform.publications.refresh().await.expect("what is published"));
    copy.anyone().get(&format!("{PUBLICATIONS}/peste-tot")).await.expect(200);
    assert!(!copy.platform.publications.refresh().await.expect("what is published"), "nothing changed since");
}

#[actix_web::test]
async fn sections_say_who_supplies_them_and_what_they_hold() {
    let app = with_what_is_shipped(&[]).await;
    let sections = app.anyone().get("/api/v1/publication-sections").await.expect(200).body;
    let sections = sections["sections"].as_array().expect("sections");
    assert!(sections.len() > 25);
    let services = app.anyone().get("/api/v1/publication-sections/services").await.expect(200).body;
    assert!(sections.contains(&services));
    assert_eq!((services["source"]["code"].as_str(), services["paragraph"].as_str()), (Some("CHI"), Some("7.3")));
    assert!(services["publications"].as_u64().is_some_and(|count| count > 10));
    app.anyone().get("/api/v1/publication-sections/nowhere").await.refused(404, "not-found");
    app.anyone().get("/api/v1/publication-sections/Nowhere").await.refused(400, "bad-input");
}

#[actix_web::test]
async fn a_subdivision_that_is_called_otherwise_is_shown_so_at_once() {
    let app = TestApp::start().await;
    published(&app, &page("prima", "Prima", "<p>a</p>"), None).await;
    let place = format!("{PUBLICATIONS}/prima");
    let before = app.anyone().get(&place).await.expect(200);
    let administrator = app.persona("administrator").await;
    let offices = app.anyone().get("/api/v1/subdivisions?limit=200").await.expect(200);
    let offices = offices.body["subdivisions"].as_array().expect("subdivisions").clone();
    let office =
        offices.iter().find(|one| one["code"] == "CHI").expect("CHI")["subdivisionId"].as_str().expect("an id").to_owned();
    let office = format!("/api/v1/subdivisions/{office}");
    let seen = administrator.get(&office).await.expect(200);
    let name = json!({ "ro": "Direcția Centru", "ru": "Управление Центр", "en": "Centre Directorate" });
    administrator.patch(&office, seen.etag(), &json!({ "name": name })).await.expect(200);
    // What the notice of the database brings about.
    assert!(app.platform.publications.refresh().await.expect("what is published"));
    let after = app.anyone().get(&place).await.expect(200);
    assert_eq!(after.body["source"]["name"], name);
    assert_ne!(after.etag(), before.etag());
    let sections = app.anyone().get("/api/v1/publication-sections/services").await.expect(200);
    assert_eq!(sections.body["source"]["name"], name);
    assert!(!app.platform.publications.refresh().await.expect("what is published"), "and nothing is read twice");
}

/// Publishes as the public relations service, at once.
async fn brought_out(app: &TestApp, body: &serde_json::Value) {
    let administrator = app.persona("content-administrator").await;
    let place = administrator.post("/api/v1/content-items", body).await.expect(201).header("location").to_owned();
    super::step(&administrator, &place, "submissions", &json!({})).await.expect(200);
    super::step(&administrator, &place, "publications", &json!({})).await.expect(200);
}

#[actix_web::test]
async fn lists_show_what_a_type_has_of_its_own_in_the_order_of_its_editors_or_of_its_dates() {
    let app = TestApp::start().await;
    for (slug, order, service) in [("doua", Some(2), "invitation"), ("una", Some(1), "invitation"), ("fara", None, "stay")] {
        let mut body = json!({ "type": "faq", "sectionCode": "guides", "slug": slug, "title": { "ro": slug }, "body": { "ro": "<p>a</p>" },
            "fields": { "service": service } });
        if let Some(order) = order {
            body["fields"]["order"] = order.into();
        }
        brought_out(&app, &body).await;
    }
    for (slug, from, to) in
        [("tarziu", "2026-12-10", "2026-12-11"), ("trecut", "2026-11-10", "2026-11-11"), ("curand", "2026-11-20", "2026-11-21")]
    {
        let body = json!({ "type": "event", "sectionCode": "events", "slug": slug, "title": { "ro": slug }, "lead": { "ro": "a" },
            "fields": { "kind": "Meeting", "startsAt": format!("{from}T08:00:00Z"), "endsAt": format!("{to}T08:00:00Z"), "place": { "ro": "Chișinău" } } });
        brought_out(&app, &body).await;
    }
    let anyone = app.anyone();
    let list = async |query: &str| anyone.get(&format!("{PUBLICATIONS}?{query}")).await.expect(200).body;
    let own = list("type=faq&order=Own").await;
    assert_eq!(slugs(&own), ["una", "doua", "fara"]);
    assert_eq!(own["publications"][0]["fields"], json!({ "service": "invitation", "order": 1 }));
    assert_eq!(slugs(&list("type=faq&service=invitation&order=Own").await), ["una", "doua"]);
    assert_eq!(slugs(&list("type=event&order=Date").await), ["trecut", "curand", "tarziu"]);
    assert_eq!(slugs(&list("type=event&order=DateDescending").await), ["tarziu", "curand", "trecut"]);
    assert_eq!(slugs(&list("type=event&order=Date&open=true").await), ["curand", "tarziu"]);
    assert_eq!(slugs(&list("type=event&year=2026&limit=1").await).len(), 1);
    assert!(slugs(&list("type=event&year=2025").await).is_empty());
    let shown = anyone.get("/pages/curand?lang=en").await.expect(200);
    let shown = String::from_utf8(shown.bytes.to_vec()).expect("text");
    assert!(shown.contains("<dt>Start</dt><dd>20.11.2026, 10:00</dd>"), "{shown}");
    // Page by page in any order.
    let first = list("type=event&order=Date&limit=2").await;
    let next = first["nextCursor"].as_str().expect("a second page");
    assert_eq!(slugs(&list(&format!("type=event&order=Date&limit=2&cursor={next}")).await), ["tarziu"]);
    anyone.get(&format!("{PUBLICATIONS}?type=event&order=Own&limit=2&cursor={next}")).await.refused(400, "foreign-cursor");
    anyone.get(&format!("{PUBLICATIONS}?order=Best&year=1")).await.refused(400, "bad-input");
}

#[actix_web::test]
async fn nothing_is_kept_beyond_the_next_change_in_any_form() {
    let app = TestApp::start().await;
    let file = uploaded(&app.persona("content-provider").await).await;
    let mut body = page("cu-fisier", "Cu fișier", "<p>x</p>");
    body["attachments"] = json!([{ "fileId": file, "title": { "ro": "Ghid" } }]);
    published(&app, &body, None).await;
    let forms = [
        "/pages/cu-fisier".to_owned(),
        "/feed.xml".to_owned(),
        "/sitemap.xml".to_owned(),
        PUBLICATIONS.to_owned(),
        format!("{PUBLICATIONS}/cu-fisier/files/{file}"),
    ];
    for form in &forms {
        assert_eq!(app.anyone().get(form).await.expect(200).header("cache-control"), "public, max-age=60", "{form}");
    }
    published(&app, &page("curand", "Curând", "<p>x</p>"), Some("2026-11-16T08:00:30Z")).await;
    for form in &forms {
        assert_eq!(app.anyone().get(form).await.expect(200).header("cache-control"), "public, max-age=30", "{form}");
    }
    // What is not there yet is kept by nobody, lest it be missed when it is.
    for form in ["/pages/curand".to_owned(), format!("{PUBLICATIONS}/curand")] {
        assert_eq!(app.anyone().get(&form).await.expect(404).header("cache-control"), "no-store", "{form}");
    }
    app.clock.advance(chrono::Duration::seconds(30));
    app.anyone().get("/pages/curand").await.expect(200);
}

#[actix_web::test]
async fn files_are_read_whole_or_in_a_range_while_they_are_published() {
    let app = TestApp::start().await;
    let file = uploaded(&app.persona("content-provider").await).await;
    let mut body = page("cu-fisier", "Cu fișier", "<p>x</p>");
    body["attachments"] = json!([{ "fileId": file, "title": { "ro": "Ghid", "en": "A guide" } }]);
    let place = published(&app, &body, None).await;
    let item = app.anyone().get(&format!("{PUBLICATIONS}/cu-fisier?language=en")).await.expect(200).body;
    assert_eq!(item["attachments"][0]["title"]["text"], "A guide");
    let path = format!("{PUBLICATIONS}/cu-fisier/files/{file}");
    let whole = app.anyone().get(&path).await.expect(200);
    assert_eq!((whole.header("content-type"), whole.header("cache-control")), ("application/pdf", "public, max-age=60"));
    assert_eq!(whole.bytes, std::fs::read("postman/files/document.pdf").expect("a PDF"));
    let part = app.anyone().call("GET", &path, &[("Range", "bytes=0-3")], None).await.expect(206);
    assert_eq!(part.bytes, b"%PDF");
    app.anyone().call("GET", &path, &[("Range", "bytes=9999999-")], None).await.refused(416, "range-not-satisfiable");
    app.anyone().call("GET", &path, &[("If-None-Match", whole.etag())], None).await.expect(304);
    let other = format!("{PUBLICATIONS}/cu-fisier/files/fil_00000000000000000000000000");
    app.anyone().get(&other).await.refused(404, "not-found");
    withdrawn(&app, &place).await;
    app.anyone().get(&path).await.refused(404, "not-found");
}
