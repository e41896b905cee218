use serde_json::json;

use crate::publications::with_what_is_shipped;

const PATH: &str = "/api/v1/assistant/questions";

#[actix_web::test]
async fn every_sentence_is_word_for_word_what_its_source_says() {
    let app = with_what_is_shipped(&[]).await;
    let anyone = app.anyone();
    for (question, language) in [("cum prelungesc viza", "ro"), ("как продлить визу", "ru"), ("extend my visa", "en")]
    {
        let answer = anyone.post(PATH, &json!({ "question": question })).await.expect(200).body;
        assert_eq!((answer["outcome"].as_str(), answer["language"].as_str()), (Some("Answered"), Some(language)));
        for sentence in answer["sentences"].as_array().expect("sentences") {
            assert_eq!(sentence["source"]["id"], "visa-extension");
            let source = anyone.get(sentence["source"]["link"].as_str().expect("a link")).await.expect(200).body;
            assert_eq!(sentence["source"]["title"], source["title"]["text"]);
            let body = source["body"]["text"].as_str().expect("a body");
            assert!(body.contains(sentence["text"].as_str().expect("a text")), "{sentence} is not in {body}");
        }
    }
}

#[actix_web::test]
async fn the_visitor_is_steered_to_the_service_that_is_meant() {
    let app = with_what_is_shipped(&[]).await;
    let answer = app.anyone().post(PATH, &json!({ "question": "cum invit un prieten", "language": "en" })).await.expect(200).body;
    assert_eq!(answer["language"], "en");
    assert_eq!(answer["next"]["kind"], "Service");
    assert_eq!(answer["next"]["title"], "Invitation for foreigners");
    app.anyone().get(answer["next"]["link"].as_str().expect("a link")).await.expect(200);
}

#[actix_web::test]
async fn who_asks_about_a_person_is_steered_to_signing_in() {
    let app = with_what_is_shipped(&[]).await;
    let asked = json!({ "question": "Care este statutul cererii lui Ion, IDNP 2004000123455?" });
    let answer = app.anyone().post(PATH, &asked).await.expect(200).body;
    assert_eq!(answer["outcome"], "AboutPerson");
    assert_eq!(answer["sentences"], json!([]));
    assert_eq!(answer["next"]["kind"], "SignIn");
    assert!(!answer.to_string().contains("2004000123455"));
}

#[actix_web::test]
async fn what_is_not_known_is_not_made_up() {
    let app = with_what_is_shipped(&[]).await;
    let answer = app.anyone().post(PATH, &json!({ "question": "reteta de sarmale" })).await.expect(200).body;
    assert_eq!(answer["outcome"], "Unknown");
    assert_eq!(answer["next"]["kind"], "Contact");
    assert!(answer["message"].as_str().is_some_and(|text| text.starts_with("Nu știu")));
    app.anyone().get(answer["next"]["link"].as_str().expect("a link")).await.expect(200);
}

#[actix_web::test]
async fn questions_are_counted_and_kept_nowhere() {
    let app = with_what_is_shipped(&[]).await;
    let count =
        "select (select count(*) from journal.entries) + (select count(*) from outbox) + (select count(*) from idempotency_keys)";
    let before = app.number(count);
    app.anyone().post(PATH, &json!({ "question": "cit costa invitatia" })).await.expect(200);
    app.anyone().post(PATH, &json!({ "question": "статус дела Ивана Петрова" })).await.expect(200);
    assert_eq!(app.number(count), before);
}

#[actix_web::test]
async fn a_question_that_is_none_is_told_why() {
    let app = with_what_is_shipped(&[]).await;
    let wrong =
        app.anyone().post(PATH, &json!({ "question": "?", "language": "fr", "who": "me" })).await.refused(400, "bad-input");
    let mut found = wrong.violations();
    found.sort_unstable();
    assert_eq!(found, [("/language", "not-a-choice"), ("/question", "too-short"), ("/who", "unknown-field")]);
    let marks = app.anyone().post(PATH, &json!({ "question": "?!... & | :* '" })).await.expect(200).body;
    assert_eq!(marks["outcome"], "Unknown");
}

#[actix_web::test]
async fn whoever_asks_without_end_is_asked_to_wait() {
    let app = with_what_is_shipped(&[("MIGRATIE_WRITES_PER_MINUTE", "2")]).await;
    let asked = json!({ "question": "invitatie" });
    for _ in 0..2 {
        app.anyone().post(PATH, &asked).await.expect(200);
    }
    let refused = app.anyone().post(PATH, &asked).await.refused(429, "too-many-calls");
    assert!(!refused.header("retry-after").is_empty());
}
