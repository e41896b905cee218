//! E-mail against a real mail server that is none of ours (aiosmtpd), with TLS begun by STARTTLS, with TLS from the first byte, and without.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use migratie::{
    kernel::{outbox::Outbox, text::Language},
    notifications::carriers,
    partners::{
        PartnerError,
        smtp::{EnclosedFile, Letter, Mail, MailError, MailSecurity, MailSettings, SmtpMail},
    },
};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use serde_json::json;

use super::requests::{PATH, text};
use crate::support::TestApp;

/// A mail server of this machine; what it takes lies in a folder.
struct Server {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn python() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".venv/bin/python");
    std::env::var_os("MIGRATIE_TEST_PYTHON").map_or(own, PathBuf::from)
}

impl Server {
    fn start(security: MailSecurity) -> Self {
        let (certificate, key) = match security {
            MailSecurity::StartTls => ("--tlscert", "--tlskey"),
            MailSecurity::Tls => ("--smtpscert", "--smtpskey"),
            MailSecurity::Plain => ("", ""),
        };
        Self::run(|port| {
            let mut command = Command::new(python());
            command.args(["-m", "aiosmtpd", "-n", "-l", &format!("localhost:{port}")]);
            if !certificate.is_empty() {
                command.args([certificate, "certificate.pem", key, "key.pem"]);
            }
            command.args(["-c", "aiosmtpd.handlers.Mailbox", "letters"]);
            command
        })
    }

    /// One that asks who sends, and does not have every mailbox.
    fn asking() -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notifications/mail_server.py");
        let server = Self::run(|port| {
            let mut command = Command::new(python());
            command.arg(program).arg(port.to_string());
            command
        });
        fs::write(server.folder.path().join("password"), "parola\n").expect("a file");
        server
    }

    fn run(command: impl FnOnce(u16) -> Command) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        fs::write(folder.path().join("certificate.pem"), cert.pem()).expect("a file");
        fs::write(folder.path().join("key.pem"), signing_key.serialize_pem()).expect("a file");
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let child = command(port)
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("aiosmtpd; scripts/tools.sh installs it, MIGRATIE_TEST_PYTHON names another Python that has it");
        let server = Self { child, port, folder };
        let begun = Instant::now();
        while std::net::TcpStream::connect(("localhost", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "the mail server does not start: is aiosmtpd installed?");
            std::thread::yield_now();
        }
        server
    }

    fn settings(&self, security: MailSecurity) -> MailSettings {
        MailSettings {
            host: "localhost".into(),
            security,
            pinned_ca: Some(self.folder.path().join("certificate.pem")),
            ..MailSettings::on_this_machine(self.port, "Migrație <nu-raspunde@igm.example>")
        }
    }

    /// As the account that the asking server knows.
    fn signed(&self) -> MailSettings {
        MailSettings {
            user: Some("igm".into()),
            password_file: Some(self.folder.path().join("password")),
            ..self.settings(MailSecurity::StartTls)
        }
    }

    fn letters(&self) -> Vec<String> {
        let Ok(files) = fs::read_dir(self.folder.path().join("letters/new")) else { return Vec::new() };
        files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("a letter")).collect()
    }
}

fn letter() -> Letter {
    Letter {
        reference: "dlv_01kaxyz".into(),
        address: "ana@example.md".into(),
        name: Some("EXEMPLU Ștefania".into()),
        language: Language::Ro,
        subject: "Solicitarea este înregistrată".into(),
        text: "Bună ziua,\n.\nȘedere, țară, și așa mai departe".into(),
        html: "<p>Bună ziua</p>".into(),
        files: vec![EnclosedFile {
            name: "anunț.pdf".into(),
            content_type: "application/pdf".into(),
            bytes: b"%PDF-1.7".to_vec(),
        }],
        written_at: "2026-11-22T08:00:00Z".parse().expect("an instant"),
    }
}

#[actix_web::test]
async fn a_real_mail_server_takes_a_letter_over_each_kind_of_connection() {
    for security in [MailSecurity::Plain, MailSecurity::StartTls, MailSecurity::Tls] {
        let server = Server::start(security);
        let mail = SmtpMail::new(&server.settings(security)).expect("settings");
        mail.send(&letter()).await.unwrap_or_else(|error| panic!("{security:?}: {error}"));
        let letters = server.letters();
        assert_eq!(letters.len(), 1, "{security:?}");
        for part in [
            "Message-ID: <dlv_01kaxyz@igm.example>",
            "Content-Language: ro",
            "Auto-Submitted: auto-generated",
            "Date: Sun, 22 Nov 2026 08:00:00 +0000",
            "multipart/mixed",
            "multipart/alternative",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "Content-Type: application/pdf",
            "X-MailFrom: nu-raspunde@igm.example",
            "X-RcptTo: ana@example.md",
        ] {
            assert!(letters[0].contains(part), "{part} in {}", letters[0]);
        }
    }
}

#[actix_web::test]
async fn a_server_without_starttls_is_told_nothing() {
    let server = Server::start(MailSecurity::Plain);
    let mail = SmtpMail::new(&server.settings(MailSecurity::StartTls)).expect("settings");
    mail.send(&letter()).await.expect_err("nothing is said in the clear");
    assert!(server.letters().is_empty());
}

#[actix_web::test]
async fn a_server_whose_certificate_is_not_trusted_is_told_nothing() {
    let (server, other) = (Server::start(MailSecurity::StartTls), Server::start(MailSecurity::Plain));
    let settings =
        MailSettings { pinned_ca: Some(other.folder.path().join("certificate.pem")), ..server.settings(MailSecurity::StartTls) };
    SmtpMail::new(&settings).expect("settings").send(&letter()).await.expect_err("another's certificate");
    assert!(server.letters().is_empty());
}

#[actix_web::test]
async fn a_server_that_asks_who_sends_takes_a_letter_of_ours_and_no_stranger_s() {
    let server = Server::asking();
    SmtpMail::new(&server.signed()).expect("settings").send(&letter()).await.expect("taken");
    assert_eq!(server.letters().len(), 1);
    fs::write(server.folder.path().join("password"), "alta").expect("a file");
    let refused = SmtpMail::new(&server.signed()).expect("settings").send(&letter()).await.expect_err("a wrong password");
    // Whatever the mail server says of us, it says nothing of the addressee.
    assert!(matches!(refused, MailError::Partner(PartnerError::Refused { .. })), "{refused:?}");
    let unnamed = MailSettings { user: None, password_file: None, ..server.signed() };
    let refused = SmtpMail::new(&unnamed).expect("settings").send(&letter()).await.expect_err("nobody");
    assert!(matches!(refused, MailError::Partner(PartnerError::Refused { .. })), "{refused:?}");
    assert_eq!(server.letters().len(), 1);
}

#[actix_web::test]
async fn a_mailbox_that_a_real_server_does_not_have_bounces() {
    let server = Server::asking();
    let nobody = Letter { address: "nobody@example.md".into(), ..letter() };
    let bounced = SmtpMail::new(&server.signed()).expect("settings").send(&nobody).await.expect_err("no such mailbox");
    assert!(matches!(bounced, MailError::Bounced { code: 550 }), "{bounced:?}");
    assert!(server.letters().is_empty());
}

#[actix_web::test]
async fn a_notice_goes_through_the_outbox_to_a_real_server_once() {
    let app = TestApp::start().await;
    super::set(&app, "notifications.ownChannels", json!(true)).await;
    let server = Server::asking();
    let mut partners = app.platform.partners.clone();
    partners.mail = Some(Arc::new(SmtpMail::new(&server.signed()).expect("settings")));
    let (door, site) = (&app.platform.door, &app.platform.settings.public_url);
    let doubt = app.platform.settings.mnotify_doubt;
    let carriers = carriers::all(door, &partners, &app.platform.files.blobs, site, "1018600000127", doubt);
    let outbox = Outbox::new(door.work().clone(), carriers);
    let sender = app.persona("notification-sender").await;
    let two = json!([
        { "reference": "1", "type": "Email", "value": "ana@example.md", "name": "EXEMPLU Ana" },
        { "reference": "2", "type": "Email", "value": "nobody@example.md" },
    ]);
    sender.post(PATH, &text(two)).await.expect(201);
    for _ in 0..3 {
        while outbox.carry_due().await.expect("the outbox") > 0 {}
        app.clock.advance(chrono::Duration::minutes(1));
    }
    let letters = server.letters();
    assert_eq!(letters.len(), 1, "once, and to nobody who is not there");
    assert!(letters[0].contains("X-RcptTo: ana@example.md") && letters[0].contains("Subject:"), "{}", letters[0]);
    let states = "select count(*) from notification_deliveries where channel = 'Email' and state";
    assert_eq!((app.number(&format!("{states} = 'Sent'")), app.number(&format!("{states} = 'Bounced'"))), (1, 1));
}
