//! What a test stands on: one throw-away cluster for the run, a database of its own for each test, a server on a port of its own.

mod answer;
mod cluster;
pub mod contract;
mod folder;
pub mod officers;
pub mod sessions;

use std::{net::TcpListener, sync::Arc, time::Duration};

pub use answer::Answer;
use chrono::{DateTime, Utc};
pub use cluster::{EmptyDatabase, database_of_its_own, keeper_url, owner_url_of, program_url, run_folder, superuser_url_of};
use migratie::{
    app,
    config::{Settings, Source},
    kernel::{clock::Clock, keys::KeyRing},
    platform::{self, Platform},
    sandbox, serve,
};
use serde_json::{Value, json};

/// Monday 16 November 2026, 10:00 in Chisinau.
pub fn a_monday_morning() -> DateTime<Utc> {
    "2026-11-16T08:00:00Z".parse().expect("an instant")
}

/// A running platform with a database of its own.
pub struct TestApp {
    base: String,
    client: reqwest::Client,
    pub clock: Clock,
    pub platform: Platform,
    pub database: String,
    servers: Vec<actix_web::dev::ServerHandle>,
    /// A second copy of the program leaves the database to the first.
    is_copy: bool,
}

/// Somebody who calls.
pub struct Caller<'a> {
    app: &'a TestApp,
    token: Option<String>,
    ground: Option<(&'static str, &'static str)>,
}

fn keys() -> Arc<KeyRing> {
    static KEYS: std::sync::OnceLock<Arc<KeyRing>> = std::sync::OnceLock::new();
    KEYS.get_or_init(|| {
        let folder = cluster::run_folder().join("keys");
        Arc::new(KeyRing::generate(&folder, migratie::kernel::keys::Origin::Development).expect("keys"))
    })
    .clone()
}

fn free_port() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).expect("a free port")
}

impl TestApp {
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    pub async fn start_with(changes: &[(&str, &str)]) -> Self {
        Self::start_on(database_of_its_own(), Clock::standing_at(a_monday_morning()), changes, false)
    }

    /// A second copy of the program over the same database, with the same clock.
    pub async fn second_copy(&self) -> Self {
        Self::start_on(self.database.clone(), self.clock.clone(), &[], true)
    }

    fn start_on(database: String, clock: Clock, changes: &[(&str, &str)], is_copy: bool) -> Self {
        let (listener, stand_ins) = (free_port(), free_port());
        let address = |listener: &TcpListener| listener.local_addr().expect("an address").to_string();
        let base = format!("http://{}", address(&listener));
        let mut source = Source::of([
            ("MIGRATIE_PUBLIC_URL", base.clone()),
            ("MIGRATIE_SANDBOX_LISTEN", address(&stand_ins)),
            ("MIGRATIE_MODE", "development".to_owned()),
            ("MIGRATIE_POOL_SIZE", "4".to_owned()),
            ("MIGRATIE_DATA_DIR", cluster::run_folder().join(&database).display().to_string()),
            ("MIGRATIE_READS_PER_MINUTE", "1000000".to_owned()),
            ("MIGRATIE_WRITES_PER_MINUTE", "1000000".to_owned()),
        ]);
        for (name, value) in changes {
            source.set(name, *value);
        }
        let settings = Settings::read(source).expect("test settings");
        let url = cluster::program_url(&database);
        let platform = platform::assemble(&settings, &url, clock.clone(), keys()).expect("platform");
        serve::warm_up(&platform).expect("what is answered from memory");
        let for_server = platform.clone();
        let server = actix_web::HttpServer::new(move || app::application(for_server.clone()))
            .workers(1)
            .keep_alive(app::KEEP_ALIVE)
            .client_request_timeout(app::HEAD_WITHIN)
            .disable_signals()
            .listen(listener)
            .expect("the port")
            .run();
        let mut handles = vec![server.handle()];
        actix_web::rt::spawn(server);
        if let Some(state) = platform.sandbox.clone() {
            let outside = actix_web::HttpServer::new(move || {
                actix_web::App::new().configure(|config| sandbox::configure(config, state.clone()))
            })
            .workers(1)
            .disable_signals()
            .listen(stand_ins)
            .expect("the port")
            .run();
            handles.push(outside.handle());
            actix_web::rt::spawn(outside);
        }
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("client");
        Self { base, client, clock, platform, database, servers: handles, is_copy }
    }

    /// Nobody in particular: no token.
    pub fn anyone(&self) -> Caller<'_> {
        Caller { app: self, token: None, ground: None }
    }

    /// A caller with this token.
    pub fn with_token(&self, token: &str) -> Caller<'_> {
        Caller { app: self, token: Some(token.to_owned()), ground: None }
    }

    /// A demo persona who has just signed in.
    pub async fn persona(&self, persona: &str) -> Caller<'_> {
        let given = self.anyone().post("/sandbox/sessions", &json!({ "persona": persona })).await;
        let token = given.body["accessToken"].as_str().unwrap_or_else(|| panic!("no token for {persona}: {:?}", given.body));
        self.with_token(token)
    }

    /// Where the server listens, for what the harness does not do.
    pub fn address(&self) -> &str {
        &self.base
    }

    /// From now on the database answers nobody.
    pub fn forbid_connections(&self) {
        cluster::cut_off(&self.database);
    }

    /// Whoever has this login, signed in; the account must be there.
    pub fn signed_in_as(&self, login: &str) -> Caller<'_> {
        let token = sessions::token_of(&self.platform, login);
        self.with_token(&token)
    }

    /// Lets the workers carry everything that is due.
    pub async fn work_off(&self) {
        while self.platform.outbox.carry_due().await.expect("the outbox") > 0 {}
    }

    /// Seals what waits in the journal, however many batches it takes.
    pub async fn seal(&self) -> usize {
        self.platform.sealer.seal_waiting().await.expect("the sealer")
    }

    /// Rows of a query, seen by the superuser; for what no door shows.
    pub fn query<T>(&self, sql: &str) -> Vec<T>
    where
        T: diesel::deserialize::QueryableByName<diesel::pg::Pg> + 'static,
    {
        use diesel::{Connection, RunQueryDsl};
        let mut conn = diesel::PgConnection::establish(&superuser_url_of(&self.database)).expect("superuser");
        diesel::sql_query(sql).load(&mut conn).expect("query")
    }

    /// One number from the database.
    pub fn number(&self, sql: &str) -> i64 {
        #[derive(diesel::QueryableByName)]
        struct Number {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        self.query::<Number>(&format!("select ({sql})::bigint as n"))[0].n
    }

    /// How PostgreSQL goes about a statement that it has met often, as a connection's statements are; its parameters are `types` and
    /// `given` (`(text[])` and `(array['x'])`), or nothing. Tables of few rows are read through, unless `by_index` asks for the indexes.
    pub fn plan_of(&self, statement: &str, (types, given): (&str, &str), by_index: bool) -> String {
        use diesel::{Connection, RunQueryDsl, connection::SimpleConnection};
        #[derive(diesel::QueryableByName)]
        struct Line {
            #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
            line: String,
        }
        let mut conn = diesel::PgConnection::establish(&superuser_url_of(&self.database)).expect("superuser");
        let seqscan = if by_index { "off" } else { "on" };
        conn.batch_execute(&format!("set enable_seqscan = {seqscan}; prepare asked{types} as {statement}")).expect("a statement");
        let mut plan =
            || -> Vec<Line> { diesel::sql_query(format!("explain execute asked{given}")).load(&mut conn).expect("a plan") };
        // After five the planner may settle for a plan that knows none of the parameters.
        let lines = (0..7).map(|_| plan()).last().unwrap_or_default();
        lines.into_iter().map(|line| line.line + "\n").collect()
    }

    /// Runs a statement as the superuser; for tampering.
    pub fn tamper(&self, sql: &str) {
        use diesel::{Connection, connection::SimpleConnection};
        let mut conn = diesel::PgConnection::establish(&superuser_url_of(&self.database)).expect("superuser");
        conn.batch_execute(sql).expect("tampering");
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        for server in &self.servers {
            drop(server.stop(false));
        }
        if !self.is_copy {
            cluster::drop_later(&self.database);
        }
    }
}

impl Caller<'_> {
    /// States a legal ground with every call.
    pub fn on_ground(mut self, basis: &'static str, reason: &'static str) -> Self {
        self.ground = Some((basis, reason));
        self
    }

    /// The usual ground of an examiner.
    pub fn examining(self) -> Self {
        self.on_ground("LAW-200-2010-EXAMINATION", "verificarea%20dosarului")
    }

    /// A call in full.
    pub async fn call(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<(&str, Vec<u8>)>) -> Answer {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("method");
        let mut request = self.app.client.request(method.clone(), format!("{}{path}", self.app.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some((basis, reason)) = self.ground {
            request = request.header("Legal-Basis", basis).header("Legal-Reason", reason);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some((kind, bytes)) = body {
            request = request.header("content-type", kind).body(bytes);
        }
        let answer = Answer::read(request.send().await.expect("an answer")).await;
        contract::check(method.as_str(), path, &answer);
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, &[], None).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call("DELETE", path, &[], None).await
    }

    /// A POST under an idempotency key of its own.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, body, &[]).await
    }

    /// A POST with headers of its own; a key is made unless one is given.
    pub async fn post_with(&self, path: &str, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let key = uuid::Uuid::new_v4().to_string();
        let mut all: Vec<(&str, &str)> = headers.to_vec();
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("idempotency-key")) {
            all.push(("Idempotency-Key", &key));
        }
        let body = if body.is_null() { None } else { Some(("application/json", body.to_string().into_bytes())) };
        self.call("POST", path, &all, body).await
    }

    /// An act over an existing record, under its ETag.
    pub async fn act(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.post_with(path, body, &[("If-Match", etag)]).await
    }

    pub async fn patch(&self, path: &str, etag: &str, body: &Value) -> Answer {
        let body = Some(("application/merge-patch+json", body.to_string().into_bytes()));
        self.call("PATCH", path, &[("If-Match", etag)], body).await
    }
}
