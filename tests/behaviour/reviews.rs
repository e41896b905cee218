use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{FINDINGS, a_finding, account};
use crate::support::TestApp;

fn path(finding: &Value) -> String {
    format!("{FINDINGS}/{}", finding["findingId"].as_str().expect("an id"))
}

#[actix_web::test]
async fn an_auditor_concludes_once_and_what_is_unclear_again() {
    let app = TestApp::start().await;
    let path = path(&a_finding(&app).await);
    let auditor = app.persona("auditor").await;
    let read = auditor.get(&path).await.expect(200);
    let reviews = format!("{path}/reviews");
    let unclear = json!({ "conclusion": "Unclear", "note": "Se așteaptă explicația." });
    auditor.post(&reviews, &unclear).await.refused(428, "if-match-missing");
    let key = [("Idempotency-Key", "review-00001"), ("If-Match", read.etag())];
    let first = auditor.post_with(&reviews, &unclear, &key).await.expect(200);
    assert_eq!((first.text("/state"), first.text("/conclusion")), ("Open".into(), "Unclear".into()));
    assert_eq!(super::found(&app, "&state=Open&conclusion=Unclear").await.len(), 1, "somebody is to look at it again");
    assert_eq!(auditor.post_with(&reviews, &unclear, &key).await.expect(200).body, first.body);
    let breach = json!({ "conclusion": "Breach", "note": "Nu exista niciun motiv de serviciu." });
    auditor.act(&reviews, read.etag(), &breach).await.refused(412, "stale-etag");
    let second = auditor.act(&reviews, first.etag(), &breach).await.expect(200);
    assert_eq!(second.text("/note"), "Nu exista niciun motiv de serviciu.");
    assert!(second.body["reviewedByName"].is_string());
    // The breaches found, and what was concluded before.
    assert_eq!(super::found(&app, "&conclusion=Breach&kind=OwnRelative&role=Examiner").await.len(), 1);
    assert_eq!(super::found(&app, "&conclusion=Justified").await.len(), 0);
    let detail = auditor.get(&path).await.expect(200);
    let reviews_of = |at: usize| (detail.text(&format!("/reviews/{at}/conclusion")), detail.text(&format!("/reviews/{at}/note")));
    assert_eq!(reviews_of(0), ("Unclear".into(), "Se așteaptă explicația.".into()));
    assert_eq!(reviews_of(1), ("Breach".into(), "Nu exista niciun motiv de serviciu.".into()));
    assert_eq!(detail.body["reviews"].as_array().map(Vec::len), Some(2));
    auditor.act(&reviews, second.etag(), &breach).await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from history.behaviour_findings"), 3);
    let entries =
        "select count(*) from journal.entries where operation = 'reviewBehaviourFinding' and outcome = 'Done' and undisclosed";
    assert_eq!(app.number(entries), 2);
    assert_eq!(super::found(&app, "&state=Open").await.len(), 0);
}

#[actix_web::test]
async fn of_two_who_conclude_at_once_one_does() {
    let app = TestApp::start().await;
    let path = path(&a_finding(&app).await);
    let auditor = app.persona("auditor").await;
    let etag = auditor.get(&path).await.expect(200).etag().to_owned();
    let (reviews, input) = (format!("{path}/reviews"), json!({ "conclusion": "Justified", "note": "Dosar predat." }));
    let done = join_all((0..4).map(|_| auditor.act(&reviews, &etag, &input))).await;
    assert_eq!(done.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(done.iter().filter(|answer| answer.status == 412).count(), 3);
}

#[actix_web::test]
async fn nobody_concludes_about_themselves_nor_who_is_no_auditor_nor_without_words() {
    let app = TestApp::start().await;
    let path = path(&a_finding(&app).await);
    let reviews = format!("{path}/reviews");
    let input = json!({ "conclusion": "Justified", "note": "Dosar predat." });
    let etag = app.persona("auditor").await.get(&path).await.expect(200).etag().to_owned();
    for persona in ["examiner-chisinau", "head", "administrator", "applicant"] {
        app.persona(persona).await.act(&reviews, &etag, &input).await.refused(403, "forbidden");
    }
    let auditor = app.persona("auditor").await;
    let wrong =
        auditor.act(&reviews, &etag, &json!({ "conclusion": "Maybe", "note": "", "by": "me" })).await.refused(400, "bad-input");
    let mut pointers: Vec<&str> = wrong.violations().iter().map(|violation| violation.0).collect();
    pointers.sort_unstable();
    pointers.dedup();
    assert_eq!(pointers, ["/by", "/conclusion", "/note"]);
    // The same finding, were it about the auditor.
    let own = account(&app, "2015000000114");
    app.tamper(&format!(
        "set session_replication_role = replica; update behaviour_findings set account_id = '{own}', version = version"
    ));
    let etag = auditor.get(&path).await.expect(200).etag().to_owned();
    auditor.act(&reviews, &etag, &input).await.refused(403, "conflict-of-interest");
    let missing = format!("{FINDINGS}/bfi_01ja4ttz8ze3ks9nvd5efz1s8d/reviews");
    auditor.act(&missing, &etag, &input).await.refused(404, "not-found");
}
