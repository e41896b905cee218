use chrono::Duration;

use crate::support::TestApp;

async fn strict() -> TestApp {
    TestApp::start_with(&[("MIGRATIE_READS_PER_MINUTE", "3"), ("MIGRATIE_WRITES_PER_MINUTE", "2")]).await
}

#[actix_web::test]
async fn reads_and_writes_have_quotas_of_their_own_and_come_back() {
    let app = strict().await;
    let caller = app.persona("applicant").await;
    for left in (0..3).rev() {
        let answer = caller.get("/api/v1/sessions/current").await.expect(200);
        assert_eq!(answer.header("ratelimit-policy"), "\"reads\";q=3;w=60");
        assert!(answer.header("ratelimit").starts_with(&format!("\"reads\";r={left};t=")), "{}", answer.header("ratelimit"));
    }
    let refused = caller.get("/api/v1/sessions/current").await.refused(429, "too-many-calls");
    assert_eq!((refused.header("retry-after"), refused.header("ratelimit")), ("20", "\"reads\";r=0;t=60"));
    caller.post("/api/v1/sessions/current/tokens", &serde_json::Value::Null).await.expect(201);
    app.clock.advance(Duration::seconds(20));
    caller.get("/api/v1/sessions/current").await.expect(200);
}

#[actix_web::test]
async fn one_caller_does_not_use_up_another_s_quota() {
    let app = strict().await;
    let (one, other) = (app.persona("applicant").await, app.persona("representative").await);
    for _ in 0..4 {
        one.get("/api/v1/sessions/current").await;
    }
    one.get("/api/v1/sessions/current").await.refused(429, "too-many-calls");
    other.get("/api/v1/sessions/current").await.expect(200);
    app.persona("applicant").await.get("/api/v1/sessions/current").await.refused(429, "too-many-calls");
}

#[actix_web::test]
async fn without_a_token_the_address_counts_as_the_trusted_proxy_saw_it() {
    let trusting = [("MIGRATIE_READS_PER_MINUTE", "1"), ("MIGRATIE_TRUSTED_PROXIES", "1")];
    let app = TestApp::start_with(&trusting).await;
    let from = |address: &'static str| {
        let app = &app;
        async move { app.anyone().call("GET", "/api/v1/classifiers", &[("X-Forwarded-For", address)], None).await.status }
    };
    assert_eq!(from("203.0.113.7").await, 200);
    assert_eq!(from("203.0.113.7").await, 429);
    assert_eq!(from("198.51.100.1, 203.0.113.7").await, 429, "what the caller wrote before the proxy's entry counts for nothing");
    assert_eq!(from("203.0.113.8").await, 200);
    assert_eq!((from("2001:db8::1").await, from("2001:db8::2").await), (200, 429), "one /64 is one caller");
    let plain = TestApp::start_with(&[("MIGRATIE_READS_PER_MINUTE", "1")]).await;
    for (address, status) in [("203.0.113.7", 200), ("203.0.113.8", 429)] {
        let answer = plain.anyone().call("GET", "/api/v1/classifiers", &[("X-Forwarded-For", address)], None).await;
        assert_eq!(answer.status, status, "without a trusted proxy the header is nobody's word");
    }
}

#[actix_web::test]
async fn pages_for_people_have_a_quota_too() {
    let app = TestApp::start_with(&[("MIGRATIE_READS_PER_MINUTE", "2")]).await;
    let page = "/v/7DXG-NEJ3-DEGQ-0TA9-0EPR-22SJ-18";
    let answers = [app.anyone().get(page).await.status, app.anyone().get("/feed.xml").await.status];
    assert!(!answers.contains(&429), "{answers:?}");
    app.anyone().get(page).await.refused(429, "too-many-calls");
    app.anyone().get("/health").await.expect(200);
}

#[actix_web::test]
async fn every_answer_of_the_api_tells_the_quota_and_the_trace() {
    let app = TestApp::start().await;
    for path in ["/api/v1/classifiers", "/api/v1/sessions/current", "/api/v1/nothing-here", "/api/v1/classifiers?x=1"] {
        let answer = app.anyone().get(path).await;
        assert!(
            !answer.header("ratelimit").is_empty() && !answer.header("ratelimit-policy").is_empty(),
            "{path} {}",
            answer.status
        );
        assert_eq!(answer.header("trace-id").len(), 32);
        if answer.status >= 400 {
            assert_eq!(answer.body["traceId"], answer.header("trace-id"));
        }
    }
    assert_eq!(app.anyone().get("/health").await.header("ratelimit"), "");
}
