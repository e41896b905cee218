//! The partners' stand-ins in this process: what they know survives the program.

use std::{net::TcpListener, sync::Arc, time::Duration};

use actix_web::{App, HttpServer, dev::ServerHandle, web};
use migratie::{
    platform,
    sandbox::{self, SandboxSettings, SandboxState},
};
use serde_json::Value;
use url::Url;

pub struct StandIns {
    pub url: String,
    server: ServerHandle,
    client: reqwest::Client,
}

impl StandIns {
    /// Of a program that partners call at this address.
    pub fn start(program: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let url = format!("http://{}/sandbox", listener.local_addr().expect("an address"));
        let at = |path: &str| Url::parse(&format!("{program}{path}")).expect("an address");
        let settings = SandboxSettings {
            public_url: Url::parse(&url).expect("an address"),
            assertion_consumer_url: at("/partners/mpass/acs"),
            single_logout_url: at("/partners/mpass/slo"),
            provider_url: at("/partners/mpay"),
            issuer: "migratie".into(),
            service_id: "IGM-TEST".into(),
            slow: Duration::from_secs(5),
        };
        let state = SandboxState::new(settings, platform::signing_of_persons()).expect("stand-ins");
        let state = web::Data::from(Arc::new(state));
        let server = HttpServer::new(move || App::new().configure(|config| sandbox::configure(config, state.clone())))
            .workers(1)
            // Longer than this side keeps them: no call is sent on a connection that ends at that moment.
            .keep_alive(Duration::from_secs(600))
            .disable_signals()
            .listen(listener)
            .expect("the port")
            .run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self { url, server: handle, client: reqwest::Client::new() }
    }

    pub async fn get(&self, path: &str) -> Value {
        self.client.get(format!("{}{path}", self.url)).send().await.expect("a stand-in").json().await.expect("JSON")
    }

    /// Status and body.
    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let answer = self.client.post(format!("{}{path}", self.url)).json(body).send().await.expect("a stand-in");
        (answer.status().as_u16(), answer.json().await.unwrap_or(Value::Null))
    }
}

impl Drop for StandIns {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}
