use chrono::{DateTime, Utc};
use serde_json::json;

use super::{World, hidden};
use crate::{
    kernel::text::Language,
    partners::{
        BrowserForm,
        mpass::{Identity, LogoutStart, Rejection, SignInStart, Status},
    },
};

const REQUEST: &str = "_0123456789abcdef";
const PERSON: &str = "2010005566771";

fn form(world: &World) -> BrowserForm {
    let start = SignInStart {
        request_id: REQUEST.into(),
        relay_state: "r\"><script>".into(),
        language: Language::Ro,
        force_authn: false,
        now: Utc::now(),
    };
    world.partners.mpass.begin_sign_in(&start).unwrap()
}

fn read(world: &World, message: &str, now: DateTime<Utc>) -> Result<Identity, Rejection> {
    let mpass = &world.partners.mpass;
    mpass.read_sign_in(message)?.check(&mpass.expectation(REQUEST, now))
}

async fn sign_in(world: &World, defect: &str) -> Result<Identity, Rejection> {
    let request = &form(world).fields[0].1;
    let (status, made) = world
        .post("mpass/sign-ins", json!({"samlRequest": request, "relayState": "r", "persona": PERSON, "defect": defect}))
        .await;
    assert_eq!((status, &made["relayState"]), (200, &json!("r")));
    assert_eq!(made["action"], world.settings.mpass.assertion_consumer_url.as_str());
    read(world, made["samlResponse"].as_str().unwrap(), Utc::now())
}

#[actix_web::test]
async fn a_person_signs_in_with_their_companies_and_every_defect_is_refused() {
    let world = World::start(None);
    let identity = sign_in(&world, "None").await.unwrap();
    assert_eq!(identity.idnp.as_deref(), Some(PERSON));
    assert_eq!(identity.administers.len(), 2);
    for (defect, reason) in [
        ("Unsigned", Rejection::Unreadable),
        ("WrongKey", Rejection::Forged),
        ("Expired", Rejection::Expired),
        ("LocalTime", Rejection::OutsideWindow),
        ("NoDestination", Rejection::WrongDestination),
        ("NoInResponseTo", Rejection::WrongRequest),
        ("WrongInResponseTo", Rejection::WrongRequest),
        ("WrongAudience", Rejection::WrongAudience),
        ("Cancelled", Rejection::NotSuccess(Status::Requester)),
    ] {
        assert_eq!(sign_in(&world, defect).await.unwrap_err(), reason, "{defect}");
    }
}

#[actix_web::test]
async fn a_person_signs_in_by_the_page_with_a_post_or_a_link() {
    let world = World::start(None);
    let form = form(&world);
    let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let by_form = world.submit(form.action.as_str(), &fields).await.text().await.unwrap();
    let by_link = world.http.get(form.as_redirect()).send().await.unwrap().text().await.unwrap();
    for page in [&by_form, &by_link] {
        assert!(page.contains("Maria Reprezentant"));
        assert!(!page.contains("<script>"), "what was brought is escaped");
        assert_eq!(hidden(page, "RelayState")[0], "r\"><script>");
    }

    let choice = world.state.at("mpass/login/saml/choice");
    let chosen = |persona: &'static str| [fields[0], ("RelayState", "r"), ("persona", persona)];
    let page = world.submit(choice.as_str(), &chosen(PERSON)).await.text().await.unwrap();
    assert!(page.contains(&format!("action=\"{}\"", world.settings.mpass.assertion_consumer_url)));
    assert_eq!(hidden(&page, "RelayState"), ["r"]);
    assert!(read(&world, &hidden(&page, "SAMLResponse")[0], Utc::now()).is_ok());
    let page = world.submit(choice.as_str(), &chosen("")).await.text().await.unwrap();
    assert!(matches!(read(&world, &hidden(&page, "SAMLResponse")[0], Utc::now()), Err(Rejection::NotSuccess(_))));
}

#[actix_web::test]
async fn a_stranger_to_mpass_is_turned_away() {
    let world = World::start(None);
    for message in ["", "bm9uc2Vuc2U=", "not base64"] {
        let answer =
            world.submit(world.state.at("mpass/login/saml").as_str(), &[("SAMLRequest", message), ("RelayState", "")]).await;
        assert_eq!(answer.status(), 400);
    }
}

#[actix_web::test]
async fn sessions_end_from_either_side() {
    let world = World::start(None);
    let mpass = &world.partners.mpass;
    let session = sign_in(&world, "None").await.unwrap();
    let start = LogoutStart {
        request_id: "_fedcba9876543210".into(),
        relay_state: "bye".into(),
        name_id: session.name_id,
        session_index: session.session_index.clone(),
        now: Utc::now(),
    };
    let form = mpass.begin_logout(&start).unwrap();
    let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = world.submit(form.action.as_str(), &fields).await.text().await.unwrap();
    assert_eq!(hidden(&page, "RelayState"), ["bye"]);
    let answer = &hidden(&page, "SAMLResponse")[0];
    assert_eq!(mpass.read_logout_response(answer, &start.request_id, Utc::now()), Ok(true));
    assert_eq!(mpass.read_logout_response(answer, "_another_request", Utc::now()), Err(Rejection::WrongRequest));
    assert_eq!(world.post("mpass/logouts", json!({"sessionIndex": session.session_index})).await.0, 404);

    let session = sign_in(&world, "None").await.unwrap();
    let (_, made) = world.post("mpass/logouts", json!({"sessionIndex": session.session_index})).await;
    let request = mpass.read_logout_request(made["samlRequest"].as_str().unwrap(), Utc::now()).unwrap();
    assert_eq!(request.session_index, Some(session.session_index));
    let form = mpass.answer_logout(&request, "_our_answer_0123456", made["relayState"].as_str().unwrap(), Utc::now()).unwrap();
    let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(world.submit(form.action.as_str(), &fields).await.text().await.unwrap().contains("Signed out"));
}
