//! What browsers are told with every answer.

use crate::support::{Answer, TestApp};

const EVERYWHERE: [(&str, &str); 3] =
    [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("cross-origin-opener-policy", "same-origin")];

fn policy(answer: &Answer) -> Vec<String> {
    answer.header("content-security-policy").split(';').map(|part| part.trim().to_owned()).collect()
}

#[actix_web::test]
async fn nothing_in_an_answer_is_run_framed_or_told_to_others() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    for path in [
        "/api/v1/services",
        "/api/v1/nothing",
        "/api/v1/sessions/current",
        "/api/v1/openapi.json",
        "/health",
        "/docs",
        "/docs/",
        "/docs/swagger-ui.css",
        "/nowhere",
        "/v/7DXG-NEJ3-DEGQ-0TA9-0EPR-22SJ-18",
        "/pages/no-such-page",
        "/feed.xml",
        "/robots.txt",
    ] {
        let answer = anyone.get(path).await;
        for (header, expected) in EVERYWHERE {
            assert_eq!(answer.header(header), expected, "{header} of {path}");
        }
        let policy = policy(&answer);
        for part in ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.iter().any(|told| told == part), "{part} of {path}: {policy:?}");
        }
        assert!(!policy.iter().any(|told| told.starts_with("script-src") && told.contains("unsafe")), "{path}: {policy:?}");
        // The address of these tests is asked without TLS: a browser that was told to use nothing else could never come back.
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
}

#[actix_web::test]
async fn what_is_about_somebody_is_kept_by_no_browser() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    for path in ["/api/v1/sessions/current", "/api/v1/requests", "/api/v1/messages", "/api/v1/documents"] {
        let answer = applicant.get(path).await.expect(200);
        assert_eq!(answer.header("cache-control"), "private, no-store", "{path}");
    }
    // Whoever keeps a copy themselves still asks whether it is the newest.
    let read = applicant.get("/api/v1/sessions/current").await.expect(200);
    assert!(!read.etag().is_empty());
}

#[actix_web::test]
async fn every_text_says_how_it_is_written() {
    let app = TestApp::start().await;
    for (path, kind) in [
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/docs/swagger-ui.css", "text/css; charset=utf-8"),
        ("/api/v1/open-data-catalog?format=turtle", "text/turtle; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/health", "application/json"),
    ] {
        assert_eq!(app.anyone().get(path).await.expect(200).header("content-type"), kind, "{path}");
    }
}
