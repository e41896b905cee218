//! The program in production mode, as a process: what it refuses, and that it starts where nothing is wrong.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
};

use chrono::{Duration, Utc};
use migratie::kernel::database::migrate;
use migratie_typesetting::seal::issue_identity;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tempfile::TempDir;

use crate::support::{EmptyDatabase, TestApp, owner_url_of, program_url, superuser_url_of};

/// Partners that nobody reaches.
const PARTNERS: &str = r#"
mlog: { http: { base_url: "https://mlog.invalid:8443" } }
mpass:
  sign_in_url: "https://mpass.invalid/login/saml"
  logout_url: "https://mpass.invalid/logout/saml"
  identity_provider: "https://mpass.invalid"
  issuer: "https://migratie.invalid"
  assertion_consumer_url: "https://migratie.invalid/partners/mpass/acs"
  single_logout_url: "https://migratie.invalid/partners/mpass/slo"
  key: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
mpay:
  http: { base_url: "https://mpay.invalid:8443" }
  browser_url: "https://mpay.invalid"
  service_id: IGM01
  key: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
msign: { http: { base_url: "https://msign.invalid:8443" }, browser_url: "https://msign.invalid" }
mpower: { http: { base_url: "https://mpower.invalid:8443" } }
mnotify: { http: { base_url: "https://mnotify.invalid:8443" } }
registers: { http: { base_url: "https://mconnect.invalid:8443" } }
scanner: { kind: Clamd, address: "clamd.invalid:3310" }
epetitii: { http: { base_url: "https://epetitii.invalid/" }, responsible_idnp: "2004000123455" }
msupport: { http: { base_url: "https://msupport.invalid:8443" } }
"#;

/// An installation with everything that production asks for.
struct Installation {
    folder: TempDir,
    database: EmptyDatabase,
}

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = EmptyDatabase::new();
        migrate::migrate(&owner_url_of(&database.0)).expect("migrations");
        fs::write(folder.path().join("partners.yaml"), PARTNERS).expect("the partners");
        let now = Utc::now();
        let seal =
            issue_identity("Sigiliu de probă", "Exemplu", now - Duration::days(1), now + Duration::days(1)).expect("a seal");
        fs::write(folder.path().join("seal.crt"), seal.certificate_pem).expect("a certificate");
        fs::write(folder.path().join("seal.key"), seal.key_pem).expect("a key");
        let made = bare().args(["keys", "generate", "--keys-dir"]).arg(folder.path().join("keys")).status().expect("the program");
        assert!(made.success());
        Self { folder, database }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// `migratie serve` there, with these settings changed; an empty value takes a setting away.
    fn command(&self, changes: &[(&str, &str)]) -> Command {
        let mut command = bare();
        command
            .arg("serve")
            .env("DATABASE_URL", program_url(&self.database.0))
            .env("MIGRATIE_PUBLIC_URL", "https://migratie.invalid/")
            .env("MIGRATIE_KEYS_DIR", self.path("keys"))
            .env("MIGRATIE_FILES_URL", format!("file://{}", self.path("files")))
            .env("MIGRATIE_PARTNERS", self.path("partners.yaml"))
            .env("MIGRATIE_SEAL_CERTIFICATE", self.path("seal.crt"))
            .env("MIGRATIE_SEAL_KEY", self.path("seal.key"))
            .env("MIGRATIE_INSTITUTION_IDNO", "1006601000255")
            .env("MIGRATIE_WORKERS", "false")
            .env("MIGRATIE_DRAIN_SECONDS", "0")
            .envs(changes.iter().copied());
        command
    }

    /// What it says when it does not start.
    fn refusal(&self, changes: &[(&str, &str)]) -> String {
        refusal(self.command(changes))
    }
}

/// The program with nothing of this process's own settings.
fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migratie"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MIGRATIE_") || name.starts_with("DATABASE_")) {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

fn refusal(mut command: Command) -> String {
    let output = command.output().expect("the program");
    assert_eq!(output.status.code(), Some(1), "it started");
    String::from_utf8(output.stderr).expect("text")
}

fn says(told: &str, lines: &[&str]) {
    for line in lines {
        assert!(told.contains(line), "{line:?} is missing in: {told}");
    }
}

#[actix_web::test]
async fn settings_that_are_missing_or_of_development_are_all_told_at_once() {
    let mut nothing = bare();
    nothing.arg("serve");
    says(
        &refusal(nothing),
        &[
            "DATABASE_URL: must be set in production",
            "MIGRATIE_PUBLIC_URL: must be set in production",
            "MIGRATIE_KEYS_DIR: must be set in production",
            "MIGRATIE_FILES_URL: must be set in production",
            "MIGRATIE_INSTITUTION_IDNO: must be set in production",
        ],
    );
    let installation = Installation::new();
    says(
        &installation.refusal(&[
            ("MIGRATIE_PUBLIC_URL", "http://migratie.invalid/"),
            ("MIGRATIE_SANDBOX_URL", "http://127.0.0.1:8082/sandbox"),
            ("MIGRATIE_CRASH_AT", "before-commit:1"),
            ("MIGRATIE_INSTITUTION_IDNO", "1018600000127"),
        ]),
        &[
            "MIGRATIE_PUBLIC_URL: must be https in production",
            "MIGRATIE_SANDBOX_URL: is for development only",
            "MIGRATIE_CRASH_AT: is for tests only",
            "MIGRATIE_INSTITUTION_IDNO: is the synthetic number of development",
        ],
    );
}

#[actix_web::test]
async fn what_development_has_used_is_refused_all_at_once() {
    let installation = Installation::new();
    let development = TestApp::start().await;
    let partners = PARTNERS
        .replace("https://mlog.invalid:8443", "http://127.0.0.1:8082/sandbox/mlog")
        .replace("https://mpass.invalid/login/saml", "https://test.example/sandbox/mpass");
    fs::write(installation.path("stand-ins.yaml"), partners).expect("the partners");
    let keys = installation.path("development-keys");
    migratie::kernel::keys::KeyRing::generate(Path::new(&keys), migratie::kernel::keys::Origin::Development).expect("keys");
    let told = installation.refusal(&[
        ("DATABASE_URL", &owner_url_of(&development.database)),
        ("MIGRATIE_KEYS_DIR", &keys),
        ("MIGRATIE_PARTNERS", &installation.path("stand-ins.yaml")),
        ("MIGRATIE_SEAL_KEY", ""),
    ]);
    says(
        &told,
        &[
            "the program's role owns or may delete from: ",
            "the database holds accounts of demo personas (19)",
            "MIGRATIE_KEYS_DIR holds development keys",
            "partners.mlog.http.base_url: is a stand-in's address",
            "partners.mpass.sign_in_url: is a stand-in's address",
            "MIGRATIE_SEAL_CERTIFICATE, MIGRATIE_SEAL_KEY",
        ],
    );
    assert!(!told.contains("2015000000011"), "no number of anybody: {told}");
    let told = installation.refusal(&[("MIGRATIE_PARTNERS", "")]);
    says(&told, &["MIGRATIE_PARTNERS must name the partners' settings in production"]);
    assert_eq!(told.lines().count(), 2, "and nothing else is wrong: {told}");
}

#[actix_web::test]
async fn an_empty_database_and_one_that_knows_the_published_key_are_refused() {
    let installation = Installation::new();
    let empty = EmptyDatabase::new();
    says(&installation.refusal(&[("DATABASE_URL", &program_url(&empty.0))]), &["the database is empty; `migratie migrate`"]);
    // The key of the demo partner under a name of its own.
    diesel::connection::SimpleConnection::batch_execute(
        &mut <diesel::PgConnection as diesel::Connection>::establish(&superuser_url_of(&installation.database.0))
            .expect("superuser"),
        &format!(
            "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', now()::text, false);
             insert into accounts (id, created_at, updated_at, kind, login, display_name, jwks)
             values (gen_random_uuid(), now(), now(), 'System', 'some-partner', 'Partener', '{}')",
            migratie::sandbox::partner::jwks()
        ),
    )
    .expect("an account");
    says(&installation.refusal(&[]), &["the database holds accounts of demo personas (1), whose keys are published"]);
}

/// The program while it runs.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ports below those that the system lends to calls going out.
fn free_ports<const N: usize>() -> [SocketAddr; N] {
    let begin = 10_000 + u16::try_from(std::process::id() % 9_000).expect("below 9 000");
    let mut found = (begin..20_000).filter_map(|port| TcpListener::bind(("127.0.0.1", port)).ok()).map(|port| port.local_addr());
    [(); N].map(|()| found.next().expect("a free port").expect("an address"))
}

#[actix_web::test]
async fn production_starts_where_nothing_is_wrong_and_has_no_sandbox() {
    let installation = Installation::new();
    let [api, management, sandbox] = free_ports::<3>();
    let child = installation
        .command(&[
            ("MIGRATIE_LISTEN", &api.to_string()),
            ("MIGRATIE_MANAGEMENT_LISTEN", &management.to_string()),
            ("MIGRATIE_SANDBOX_LISTEN", &sandbox.to_string()),
        ])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut running = Running(child);
    let announced: Vec<String> = BufReader::new(running.0.stdout.take().expect("its output"))
        .lines()
        .map(|line| line.expect("text"))
        .take_while(|line| !line.contains("/ready"))
        .collect();
    assert!(announced.iter().any(|line| line.ends_with("serves at https://migratie.invalid")), "{announced:?}");
    let client = reqwest::Client::new();
    let services = client.get(format!("http://{api}/api/v1/services")).send().await.expect("an answer");
    assert_eq!(services.status(), 200);
    let ready = client.get(format!("http://{management}/ready")).send().await.expect("an answer");
    assert_eq!(ready.status(), 200);
    let session = client.post(format!("http://{api}/sandbox/sessions")).json(&json!({ "persona": "administrator" })).send().await;
    assert_eq!(session.expect("an answer").status(), 404);
    assert!(TcpStream::connect(sandbox).is_err(), "no stand-in listens");
    kill_process(Pid::from_child(&running.0), Signal::TERM).expect("it runs");
    assert!(running.0.wait().expect("its end").success());
}
