use crate::support::TestApp;

#[actix_web::test]
async fn anyone_reads_the_lists_and_keeps_them_by_etag() {
    let app = TestApp::start().await;
    let all = app.anyone().get("/api/v1/classifiers").await.expect(200);
    for classifier in all.body["classifiers"].as_array().expect("a list") {
        let place = format!("/api/v1/classifiers/{}", classifier["code"].as_str().expect("a code"));
        let read = app.anyone().get(&place).await.expect(200);
        assert_eq!(read.body["entries"].as_array().map(Vec::len), classifier["entries"].as_u64().map(|count| count as usize));
        assert_eq!(app.anyone().call("GET", &place, &[("If-None-Match", read.etag())], None).await.status, 304);
    }
    app.anyone().get("/api/v1/classifiers/planets").await.refused(404, "not-found");
}

#[actix_web::test]
async fn the_grounds_that_are_listed_are_those_that_are_accepted() {
    let app = TestApp::start().await;
    let read = app.anyone().get("/api/v1/classifiers/legal-grounds").await.expect(200);
    let examiner = app.persona("examiner-chisinau").await;
    for entry in read.body["entries"].as_array().expect("entries") {
        let code = entry["code"].as_str().expect("a code");
        examiner.call("GET", "/api/v1/sessions/current", &[("Legal-Basis", code)], None).await.expect(200);
    }
    let unknown = examiner.call("GET", "/api/v1/sessions/current", &[("Legal-Basis", "LAW-0-0000")], None).await;
    unknown.refused(400, "legal-ground-unknown");
}
