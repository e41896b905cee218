//! SMTP through the mail server that the settings name.

use std::{path::PathBuf, time::Duration};

use async_trait::async_trait;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header},
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, CertificateStore, Tls, TlsParameters},
        extension::ClientId,
    },
};
use serde::Deserialize;

use super::{Letter, Mail, MailError};
use crate::{
    kernel::failpoint,
    partners::{Partner, PartnerError, SettingError},
};

const PARTNER: Partner = Partner::Mail;

/// How the conversation is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum MailSecurity {
    /// TLS from the first byte (port 465).
    Tls,
    /// TLS after STARTTLS; without it, nothing is said (port 587).
    StartTls,
    /// None: to a server on this machine only.
    Plain,
}

/// The mail server.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the conversation is kept from others.
    pub security: MailSecurity,
    /// Our account there, where it asks for one.
    #[serde(default)]
    pub user: Option<String>,
    /// The file with its password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// Who writes: `Migrație <nu-raspunde@igm.gov.md>`.
    pub from: String,
    /// The name that we greet with; absent: the domain of `from`.
    #[serde(default)]
    pub hello_name: Option<String>,
    /// PEM file of the only authorities trusted for the server's certificate; absent: the machine's own.
    #[serde(default)]
    pub pinned_ca: Option<PathBuf>,
    /// Longest wait for an answer, 1 to 300 000 ms.
    #[serde(default = "MailSettings::default_timeout")]
    pub timeout_ms: u64,
}

impl MailSettings {
    const fn default_timeout() -> u64 {
        30_000
    }

    /// A server on this machine, without TLS.
    pub fn on_this_machine(port: u16, from: &str) -> Self {
        Self {
            host: "127.0.0.1".into(),
            port,
            security: MailSecurity::Plain,
            user: None,
            password_file: None,
            from: from.to_owned(),
            hello_name: None,
            pinned_ca: None,
            timeout_ms: Self::default_timeout(),
        }
    }

    /// Whether it is on this machine.
    pub fn is_this_machine(&self) -> bool {
        matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1")
    }

    /// Every wrong setting.
    pub fn check(&self, errors: &mut Vec<SettingError>) {
        let wrong = |setting: &str, problem: &str| SettingError::named(&format!("partners.mail.{setting}"), problem);
        if self.security == MailSecurity::Plain && !self.is_this_machine() {
            errors.push(wrong("security", "must be Tls or StartTls outside this machine"));
        }
        if self.host.is_empty() {
            errors.push(wrong("host", "must be named"));
        }
        if self.from.parse::<Mailbox>().is_err() {
            errors.push(wrong("from", "must be a mailbox"));
        }
        if self.user.is_some() != self.password_file.is_some() {
            errors.push(wrong("password_file", "goes together with user"));
        }
        if !(1..=300_000).contains(&self.timeout_ms) {
            errors.push(wrong("timeout_ms", "must be 1 to 300000"));
        }
    }
}

/// Our side of a mail server.
pub struct SmtpMail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMail {
    /// With these settings; certificates and the password are read once, here.
    pub fn new(settings: &MailSettings) -> Result<Self, SettingError> {
        let wrong = |setting: &str, problem: &str| SettingError::named(&format!("partners.mail.{setting}"), problem);
        let from: Mailbox = settings.from.parse().map_err(|_| wrong("from", "must be a mailbox"))?;
        let read = |setting: &str, path: &PathBuf| std::fs::read(path).map_err(|_| wrong(setting, "the file cannot be read"));
        let tls = || {
            let mut parameters = TlsParameters::builder(settings.host.clone());
            if let Some(path) = &settings.pinned_ca {
                let authority =
                    Certificate::from_pem(&read("pinned_ca", path)?).map_err(|_| wrong("pinned_ca", "not PEM certificates"))?;
                parameters = parameters.certificate_store(CertificateStore::None).add_root_certificate(authority);
            }
            parameters.build_rustls().map_err(|_| wrong("pinned_ca", "cannot be worked with"))
        };
        let tls = match settings.security {
            MailSecurity::Tls => Tls::Wrapper(tls()?),
            MailSecurity::StartTls => Tls::Required(tls()?),
            MailSecurity::Plain => Tls::None,
        };
        let hello = settings.hello_name.clone().unwrap_or_else(|| from.email.domain().to_owned());
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(tls)
            .hello_name(ClientId::Domain(hello))
            .timeout(Some(Duration::from_millis(settings.timeout_ms)));
        if let (Some(user), Some(path)) = (&settings.user, &settings.password_file) {
            let password = String::from_utf8_lossy(&read("password_file", path)?).trim().to_owned();
            transport = transport.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self { transport: transport.build(), from })
    }

    /// The letter as it goes out.
    fn written(&self, letter: &Letter) -> Result<Message, PartnerError> {
        let invalid = |what| PartnerError::Invalid { partner: PARTNER, what };
        let address: Address = letter.address.parse().map_err(|_| invalid("the address"))?;
        let body = MultiPart::alternative()
            .singlepart(SinglePart::plain(letter.text.clone()))
            .singlepart(SinglePart::html(letter.html.clone()));
        let mut whole = MultiPart::mixed().multipart(body.clone());
        for file in &letter.files {
            let kind = header::ContentType::parse(&file.content_type).map_err(|_| invalid("the type of a file"))?;
            whole = whole.singlepart(Attachment::new(file.name.clone()).body(file.bytes.clone(), kind));
        }
        Message::builder()
            .message_id(Some(format!("<{}@{}>", letter.reference, self.from.email.domain())))
            .date(letter.written_at.into())
            .from(self.from.clone())
            .to(Mailbox::new(letter.name.clone(), address))
            .subject(letter.subject.clone())
            .raw_header(language(letter)?)
            .raw_header(automatic()?)
            .multipart(if letter.files.is_empty() { body } else { whole })
            .map_err(|_| invalid("the letter"))
    }
}

fn named(name: &'static str, value: &str) -> Result<header::HeaderValue, PartnerError> {
    let name = header::HeaderName::new_from_ascii(name.to_owned())
        .map_err(|_| PartnerError::Invalid { partner: PARTNER, what: "a header" })?;
    Ok(header::HeaderValue::new(name, value.to_owned()))
}

fn language(letter: &Letter) -> Result<header::HeaderValue, PartnerError> {
    use crate::kernel::text::Language;
    let code = match letter.language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    };
    named("Content-Language", code)
}

/// No machine answers it (RFC 3834).
fn automatic() -> Result<header::HeaderValue, PartnerError> {
    named("Auto-Submitted", "auto-generated")
}

#[async_trait]
impl Mail for SmtpMail {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = self.written(letter)?;
        failpoint::here("before-call");
        let sent = self.transport.send(message).await;
        failpoint::here("after-call");
        let outcome = if sent.is_ok() { "answered" } else { "error" };
        metrics::counter!("migratie_mail_sent_total", "outcome" => outcome).increment(1);
        sent.map(drop).map_err(|error| meaning(&error))
    }
}

/// What an error means. Replies name the address, so nothing of their text is kept.
fn meaning(error: &lettre::transport::smtp::Error) -> MailError {
    let text = error.to_string();
    match error.status().map(u16::from) {
        Some(status @ 500..=599) if is_about_us(status, &text) => {
            PartnerError::Refused { partner: PARTNER, status: NOT_US, code: None }.into()
        }
        Some(code @ 500..=599) if is_about_the_address(code, &text) => MailError::Bounced { code },
        Some(status @ 500..=599) => PartnerError::Refused { partner: PARTNER, status, code: None }.into(),
        // "Not now" (4xx): it surely was not taken.
        Some(_) => PartnerError::Unreachable { partner: PARTNER }.into(),
        None if text.starts_with("Connection error") => PartnerError::Unreachable { partner: PARTNER }.into(),
        None if error.is_timeout() => PartnerError::TimedOut { partner: PARTNER, may_have_arrived: true }.into(),
        None if error.is_tls() => PartnerError::Unreachable { partner: PARTNER }.into(),
        None if error.is_response() => PartnerError::Nonsense { partner: PARTNER, what: "a reply of the mail server" }.into(),
        None => PartnerError::AnswerLost { partner: PARTNER }.into(),
    }
}

/// "Authentication required" (RFC 4954, 6): what every refusal of us is told as.
const NOT_US: u16 = 530;

/// The enhanced status (RFC 3463) in a reply, where there is one.
fn enhanced(text: &str) -> Option<&str> {
    let word = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.').find(|word| word.starts_with("5."))?;
    Some(word.trim_end_matches('.'))
}

/// Our account, our right to send (X.7: security or policy), or our own address (X.1.7, X.1.8): nothing the addressee can help.
fn is_about_us(code: u16, text: &str) -> bool {
    match enhanced(text) {
        Some(status) => status.starts_with("5.7.") || matches!(status, "5.1.7" | "5.1.8"),
        None => matches!(code, 530 | 534 | 535 | 538),
    }
}

/// RFC 3463: X.1 is about addresses, X.2 about mailboxes; RFC 5321: 550, 551 and 553 without more are too.
fn is_about_the_address(code: u16, text: &str) -> bool {
    match enhanced(text) {
        Some(status) => status.starts_with("5.1.") || status.starts_with("5.2."),
        None => matches!(code, 550 | 551 | 553),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_us_is_told_from_an_address_that_takes_nothing() {
        let replies = [
            (550, "permanent error (550): 5.1.1 no such mailbox", (false, true)),
            (552, "permanent error (552): 5.2.2 mailbox full", (false, true)),
            (550, "permanent error (550): nobody here", (false, true)),
            (550, "permanent error (550): 5.7.1 relaying denied", (true, false)),
            (553, "permanent error (553): 5.1.8 the sender's domain does not exist", (true, true)),
            (550, "permanent error (550): 5.1.7 bad sender", (true, true)),
            (535, "permanent error (535): 5.7.8 wrong password", (true, false)),
            (535, "permanent error (535): wrong password", (true, false)),
            (530, "permanent error (530): sign in first", (true, false)),
            (554, "permanent error (554): 5.6.0 the letter cannot be read", (false, false)),
        ];
        for (code, text, told) in replies {
            // Whether it is about us is asked first.
            assert_eq!((is_about_us(code, text), is_about_the_address(code, text)), told, "{text}");
        }
    }
}
