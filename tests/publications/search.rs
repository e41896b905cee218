use serde_json::{Value, json};

use super::{SEARCHES, page, published, with_what_is_shipped, withdrawn};
use crate::support::TestApp;

async fn found(app: &TestApp, asked: Value) -> Vec<String> {
    let answer = app.anyone().post(SEARCHES, &asked).await.expect(200).body;
    let rows = answer["publications"].as_array().expect("publications").iter();
    rows.filter_map(|row| row["publication"]["slug"].as_str()).map(str::to_owned).collect()
}

#[actix_web::test]
async fn diacritics_are_folded_however_they_are_typed() {
    let app = TestApp::start().await;
    published(&app, &page("sedere", "Dreptul de ședere în țară", "<p>Se acordă pentru ședere îndelungată.</p>"), None).await;
    for text in ["ședere", "şedere", "sedere", "ŞEDERE", "s\u{326}edere", "țară sedere", "ţara", "tara"] {
        assert_eq!(found(&app, json!({ "text": text })).await, ["sedere"], "{text}");
    }
    assert!(found(&app, json!({ "text": "ședere muncă" })).await.is_empty(), "every word must be there");
}

#[actix_web::test]
async fn mistyped_words_find_what_was_meant_in_three_languages() {
    let app = with_what_is_shipped(&[]).await;
    for (text, language, slug) in [
        ("prelungire viza", "ro", "visa-extension"),
        ("invitatea valabila", "ro", "invitation-validity"),
        ("продление визы", "ru", "visa-extension"),
        ("временая защита уехать", "ru", "temporary-protection-absence"),
        ("extend visa", "en", "visa-extension"),
        ("apostile translation", "en", "foreign-documents"),
    ] {
        let found = found(&app, json!({ "text": text, "language": language })).await;
        assert_eq!(found.first().map(String::as_str), Some(slug), "{text}: {found:?}");
    }
}

#[actix_web::test]
async fn what_was_found_is_marked_and_everything_else_escaped() {
    let app = TestApp::start().await;
    published(&app, &page("semne", "Semne", "<p>Dacă taxa &lt; 50 lei &amp; plătită, viza se dă.</p>"), None).await;
    let answer = app.anyone().post(SEARCHES, &json!({ "text": "VIZA" })).await.expect(200).body;
    let snippet = answer["publications"][0]["snippet"].as_str().expect("a snippet");
    assert!(snippet.contains("<mark>viza</mark>") && snippet.contains("taxa &lt; 50 lei &amp; plătită"), "{snippet}");
}

#[actix_web::test]
async fn pages_of_matches_follow_each_other() {
    let app = with_what_is_shipped(&[]).await;
    let whole = found(&app, json!({ "text": "taxa", "limit": 50 })).await;
    assert!(whole.len() > 6, "{whole:?}");
    let (mut walked, mut asked) = (Vec::new(), json!({ "text": "taxa", "limit": 3 }));
    loop {
        let answer = app.anyone().post(SEARCHES, &asked).await.expect(200).body;
        let rows = answer["publications"].as_array().expect("publications").iter();
        walked.extend(rows.filter_map(|row| row["publication"]["slug"].as_str()).map(str::to_owned));
        let Some(cursor) = answer["nextCursor"].as_str() else { break };
        asked["cursor"] = cursor.into();
    }
    assert_eq!(walked, whole);
    let mut other = asked.clone();
    other["text"] = "viza".into();
    app.anyone().post(SEARCHES, &other).await.refused(400, "foreign-cursor");
}

#[actix_web::test]
async fn only_what_is_live_is_found_from_the_transaction_on_that_published_it() {
    let app = TestApp::start().await;
    let body = page("maine", "Zarzavat", "<p>Zarzavat proaspăt</p>");
    let place = published(&app, &body, Some("2026-11-16T09:00:00Z")).await;
    assert!(found(&app, json!({ "text": "zarzavat" })).await.is_empty());
    app.clock.advance(chrono::Duration::hours(1));
    assert_eq!(found(&app, json!({ "text": "zarzavat" })).await, ["maine"]);
    assert_eq!(found(&app, json!({ "text": "zarzavat", "language": "ru" })).await, ["maine"], "Romanian where not translated");
    assert_eq!(found(&app, json!({ "text": "zarzavat", "sectionCode": "services", "type": "page" })).await, ["maine"]);
    assert!(found(&app, json!({ "text": "zarzavat", "type": "news" })).await.is_empty());
    assert!(found(&app, json!({ "text": "zarzavat", "sectionCode": "about" })).await.is_empty());
    withdrawn(&app, &place).await;
    assert!(found(&app, json!({ "text": "zarzavat" })).await.is_empty());
}

#[actix_web::test]
async fn a_search_takes_two_statements_and_keeps_nothing() {
    let app = with_what_is_shipped(&[]).await;
    let kept = "select (select count(*) from journal.entries) + (select count(*) from outbox)";
    let (before, rows) = (app.platform.door.work().statements(), app.number(kept));
    found(&app, json!({ "text": "prelungire viza" })).await;
    // BEGIN and COMMIT are counted apart.
    assert!(app.platform.door.work().statements() - before <= 2 + 2);
    assert_eq!(app.number(kept), rows);
}

#[actix_web::test]
async fn the_indexes_serve_words_and_their_spelling() {
    let app = with_what_is_shipped(&[]).await;
    #[derive(diesel::QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text)]
        line: String,
    }
    // As many words as a site of many years has; among few the planner needs no index.
    app.tamper(
        "insert into content_words select 'ro', translate(md5(n::text), '0123456789', 'ghijklmnop') from generate_series(1, 60000) n;
         analyze content_words",
    );
    let plan = |query: &str| {
        let explained = format!(
            "create or replace function pg_temp.plan() returns setof text language plpgsql as $p$ begin
               set local enable_seqscan = off; return query execute $q$ explain {query} $q$; end $p$"
        );
        // One connection: a temporary function is gone with it.
        use diesel::{Connection, RunQueryDsl, connection::SimpleConnection};
        let mut conn = diesel::PgConnection::establish(&crate::support::superuser_url_of(&app.database)).expect("superuser");
        conn.batch_execute(&explained).expect("a function");
        let lines: Vec<Line> = diesel::sql_query("select plan as line from pg_temp.plan()").load(&mut conn).expect("a plan");
        lines.into_iter().map(|row| row.line).collect::<Vec<_>>().join("\n")
    };
    let words = plan("select from content_search s where s.language = 'ro' and s.document @@ to_tsquery('content_ro', 'viza')");
    assert!(words.contains("content_search_document"), "{words}");
    let spelling = plan("select from content_words w where w.word % 'invitatea'");
    assert!(spelling.contains("content_words_trigrams"), "{spelling}");
}

#[actix_web::test]
async fn what_cannot_be_searched_for_is_told() {
    let app = TestApp::start().await;
    let wrong =
        app.anyone().post(SEARCHES, &json!({ "text": "?!", "sectionCode": "x", "type": "y" })).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("/text", "no-words"), ("/sectionCode", "no-such-thing"), ("/type", "no-such-thing")]);
    let wrong = app.anyone().post(SEARCHES, &json!({ "text": "", "limit": 201, "who": 1 })).await.refused(400, "bad-input");
    assert_eq!(wrong.violations().len(), 3);
    // Signs that a query language would read as its own are no words.
    assert!(found(&app, json!({ "text": "a:* & (b | !c) <-> 'd'" })).await.is_empty());
}
