//! The adapters against the stand-ins, over real HTTP.

mod faults;
mod mpass;
mod mpay;
mod msign;
mod registers;
mod rest;

use std::{net::TcpListener, sync::Arc, time::Duration};

use actix_web::{App, HttpServer, rt, web};
use serde_json::Value;
use url::Url;

use super::*;
use crate::partners::{Partners, PartnersSettings, mpay::MPayProvider, mpay::provisional};

/// The stand-ins, our own address that MPay calls, and the adapters.
struct World {
    state: web::Data<SandboxState>,
    settings: PartnersSettings,
    partners: Partners,
    http: reqwest::Client,
}

impl World {
    /// Starts everything on free ports.
    fn start(provider: Option<Arc<dyn MPayProvider>>) -> Self {
        let (ours, theirs) = (free(), free());
        let url = |listener: &TcpListener, path: &str| {
            Url::parse(&format!("http://127.0.0.1:{}{path}", listener.local_addr().unwrap().port())).unwrap()
        };
        let settings = SandboxSettings {
            public_url: url(&theirs, "/sandbox"),
            assertion_consumer_url: url(&ours, "/mpass/acs"),
            single_logout_url: url(&ours, "/mpass/slo"),
            provider_url: url(&ours, "/mpay"),
            issuer: "https://migratie.example".into(),
            service_id: "IGM-TEST".into(),
            slow: Duration::from_millis(700),
        };
        let sign: SignPdf = Arc::new(|pdf, signer| {
            if pdf.ends_with(b"unsignable") {
                return Err("no".into());
            }
            Ok([pdf, b"\n% signed by ", signer.name.as_bytes()].concat())
        });
        let state = web::Data::new(SandboxState::new(settings, sign).unwrap());
        let shared = state.clone();
        serve(theirs, move |cfg| configure(cfg, shared.clone()));
        if let Some(provider) = provider {
            let key = web::Data::new((provider, state.mpay_key.public()));
            serve(ours, move |cfg| {
                cfg.app_data(key.clone()).route("/mpay/{operation}", web::post().to(called_by_mpay));
            });
        }
        let mut settings = state.partners();
        for http in [&mut settings.registers.http, &mut settings.mlog.http, &mut settings.mnotify.http] {
            http.answer_timeout_ms = 350;
        }
        let partners = Partners::connect(&settings).unwrap();
        Self {
            state,
            settings,
            partners,
            http: reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap(),
        }
    }

    /// Tells a stand-in to misbehave.
    async fn tell(&self, partner: &str, body: Value) {
        let answer = self.http.put(self.state.at(&format!("control/{partner}"))).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 204);
    }

    async fn get(&self, path: &str) -> Value {
        self.http.get(self.state.at(path)).send().await.unwrap().json().await.unwrap()
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let answer = self.http.post(self.state.at(path)).json(&body).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    /// Posts a form as a browser does.
    async fn submit(&self, action: &str, fields: &[(&str, &str)]) -> reqwest::Response {
        self.http.post(action).form(fields).send().await.unwrap()
    }
}

/// The route that the payments room will have.
async fn called_by_mpay(
    operation: web::Path<String>,
    body: String,
    room: web::Data<(Arc<dyn MPayProvider>, crate::partners::sealed::PartnerKey)>,
) -> actix_web::HttpResponse {
    let operation = provisional::Operation::named(&operation).unwrap();
    let side = provisional::Side { provider: room.0.as_ref(), key: &room.1, service_id: "IGM-TEST" };
    let reply = provisional::answer(&side, operation, &body, chrono::Utc::now()).await;
    actix_web::HttpResponse::build(reply.status.try_into().unwrap()).content_type("application/json").body(reply.body)
}

fn free() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").unwrap()
}

fn serve(listener: TcpListener, routes: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static) {
    let server =
        HttpServer::new(move || App::new().configure(routes.clone())).workers(1).disable_signals().listen(listener).unwrap();
    rt::spawn(server.run());
}

/// The values of a page's hidden fields, by name.
fn hidden(page: &str, name: &str) -> Vec<String> {
    page.split(&format!("name=\"{name}\" value=\""))
        .skip(1)
        .map(|rest| {
            rest.split('"')
                .next()
                .unwrap()
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
        })
        .collect()
}

/// Every identification number in a data file is one.
#[test]
fn every_synthetic_number_has_a_right_check_digit() {
    let files = [include_str!("../people.yaml"), include_str!("../powers.yaml")].join("\n");
    let numbers: Vec<&str> = files.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 13).collect();
    assert!(numbers.len() > 20);
    for number in numbers {
        let sum: u32 = number.bytes().take(12).zip([7, 3, 1].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum();
        assert_eq!(sum % 10, u32::from(number.as_bytes()[12] - b'0'), "{number}");
    }
}

#[actix_web::test]
async fn production_refuses_the_stand_ins_by_name() {
    let world = World::start(None);
    let mut refused: Vec<String> = world.settings.unfit_for_production().into_iter().map(|error| error.setting).collect();
    refused.sort_unstable();
    let spoken_to =
        ["chat", "ckan", "epetitii", "mlog", "mnotify", "mpay", "mpower", "msign", "msupport", "push", "registers", "sms"];
    let mut expected: Vec<String> = spoken_to.map(|partner| format!("partners.{partner}.http.base_url")).into();
    let others =
        ["mail.host", "mpass.key", "mpass.logout_url", "mpass.sign_in_url", "mpay.browser_url", "mpay.key", "msign.browser_url"];
    expected.extend(others.map(|setting| format!("partners.{setting}")));
    expected.sort_unstable();
    assert_eq!(refused, expected);
    assert!(world.settings.check().is_ok());
}

#[actix_web::test]
async fn the_first_page_lists_the_people() {
    let world = World::start(None);
    let page = world.http.get(world.state.at("").as_str().trim_end_matches('/')).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Oleksandr Zrazok") && page.contains("stand-in"));
}
