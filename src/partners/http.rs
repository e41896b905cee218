//! One way to speak HTTP to a partner: time limits, mutual TLS by setting, no redirects, bounded answers, errors by meaning.

use std::time::{Duration, Instant};

use reqwest::{Certificate, Client, Identity, Method, RequestBuilder, redirect};
use url::Url;

use super::{
    Calls, Partner, PartnerError, SettingError,
    settings::{HttpSettings, TlsSettings},
};
use crate::kernel::failpoint;

/// The largest answer read from any partner (a signed PDF in base64 fits).
const LARGEST_ANSWER: usize = 48 * 1024 * 1024;

/// A partner behind HTTP. Neither URLs (they may hold identifiers) nor bodies ever reach the log.
#[derive(Clone)]
pub struct HttpPartner {
    partner: Partner,
    base: Url,
    client: Client,
    calls: Calls,
}

/// So long an idle connection is kept for the next call: shorter than servers keep theirs (Apache five seconds), because of a call on one that
/// the partner closes at that moment nobody knows whether it arrived.
const IDLE: Duration = Duration::from_secs(4);

/// What came back, whatever the status.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body, whole.
    pub body: Vec<u8>,
}

impl HttpPartner {
    /// A client for one partner; certificates are read once, here.
    pub fn new(partner: Partner, settings: &HttpSettings) -> Result<Self, SettingError> {
        let mut builder = Client::builder()
            .user_agent(concat!("migratie/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .pool_idle_timeout(IDLE)
            .connect_timeout(Duration::from_millis(settings.connect_timeout_ms))
            .timeout(Duration::from_millis(settings.answer_timeout_ms));
        if let Some(tls) = &settings.tls {
            builder = with_tls(partner, builder, tls)?;
        }
        let client =
            builder.build().map_err(|_| SettingError::new(partner, "tls", "the certificate and key do not fit together"))?;
        let mut base = settings.base_url.clone();
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        Ok(Self { partner, base, client, calls: Calls::default() })
    }

    /// Counting there how calls end.
    #[must_use]
    pub fn counted(self, calls: &Calls) -> Self {
        Self { calls: calls.clone(), ..self }
    }

    /// Whom this speaks to.
    pub const fn partner(&self) -> Partner {
        self.partner
    }

    /// A request to a path under the base address. Segments that hold identifiers go through `query` or the body, not here.
    pub fn request(&self, method: Method, path: &str) -> Result<RequestBuilder, PartnerError> {
        let url = self
            .base
            .join(path.trim_start_matches('/'))
            .ok()
            .filter(|url| url.as_str().starts_with(self.base.as_str()))
            .ok_or(PartnerError::Invalid { partner: self.partner, what: "the path leaves the base address" })?;
        Ok(self.client.request(method, url))
    }

    /// Sends and reads the answer, whatever its status. `operation` names the call in logs and metrics.
    pub async fn exchange(&self, operation: &'static str, request: RequestBuilder) -> Result<Answer, PartnerError> {
        let begun = Instant::now();
        failpoint::here("before-call");
        let outcome = self.carry(request).await;
        failpoint::here("after-call");
        match &outcome {
            Ok(answer) => self.calls.ended(self.partner, answer.status < 500 && answer.status != 429),
            Err(error) => self.calls.outcome::<()>(self.partner, Err(error)),
        }
        let seconds = begun.elapsed().as_secs_f64();
        let (status, word) = match &outcome {
            Ok(answer) => (answer.status, if answer.status < 400 { "answered" } else { "error" }),
            Err(error) => (0, error.code()),
        };
        metrics::histogram!("migratie_partner_call_seconds", "partner" => self.partner.name(), "operation" => operation, "outcome" => word)
            .record(seconds);
        tracing::debug!(partner = self.partner.name(), operation, status, outcome = word, seconds, "partner call");
        outcome
    }

    /// Sends and gives the body of a 2xx answer; any other status is an error by meaning.
    pub async fn send(&self, operation: &'static str, request: RequestBuilder) -> Result<Vec<u8>, PartnerError> {
        let answer = self.exchange(operation, request).await?;
        self.accept(answer)
    }

    /// Sends and reads a JSON answer.
    pub async fn json<T: serde::de::DeserializeOwned>(
        &self,
        operation: &'static str,
        request: RequestBuilder,
    ) -> Result<T, PartnerError> {
        self.read_json(&self.send(operation, request).await?)
    }

    /// Reads JSON of this partner; what cannot be read is told without its content.
    pub fn read_json<T: serde::de::DeserializeOwned>(&self, body: &[u8]) -> Result<T, PartnerError> {
        serde_json::from_slice(body)
            .map_err(|_| PartnerError::Nonsense { partner: self.partner, what: "the body is not the JSON that was agreed" })
    }

    /// The meaning of a status.
    pub fn accept(&self, answer: Answer) -> Result<Vec<u8>, PartnerError> {
        let (partner, status) = (self.partner, answer.status);
        match status {
            200..=299 => Ok(answer.body),
            404 => Err(PartnerError::NotFound { partner }),
            429 | 500..=599 => Err(PartnerError::Failed { partner, status }),
            400..=499 => Err(PartnerError::Refused { partner, status, code: None }),
            _ => Err(PartnerError::Nonsense { partner, what: "a status outside the contract" }),
        }
    }

    async fn carry(&self, request: RequestBuilder) -> Result<Answer, PartnerError> {
        let partner = self.partner;
        let mut response = request.send().await.map_err(|error| self.meaning(&error))?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.meaning(&error))? {
            if body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(PartnerError::Nonsense { partner, what: "the answer is too large" });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, body })
    }

    fn meaning(&self, error: &reqwest::Error) -> PartnerError {
        let partner = self.partner;
        match (error.is_builder(), error.is_connect(), error.is_timeout()) {
            (true, ..) => PartnerError::Invalid { partner, what: "the request cannot be written" },
            (_, true, true) => PartnerError::TimedOut { partner, may_have_arrived: false },
            (_, true, false) => PartnerError::Unreachable { partner },
            (_, false, true) => PartnerError::TimedOut { partner, may_have_arrived: true },
            (_, false, false) => PartnerError::AnswerLost { partner },
        }
    }
}

fn with_tls(
    partner: Partner,
    builder: reqwest::ClientBuilder,
    tls: &TlsSettings,
) -> Result<reqwest::ClientBuilder, SettingError> {
    let read = |setting: &str, path: &std::path::Path| {
        std::fs::read(path).map_err(|_| SettingError::new(partner, &format!("tls.{setting}"), "the file cannot be read"))
    };
    // The partner's ingress wants the leaf, the intermediates, and the key: reqwest takes them as one PEM.
    let mut pem = read("certificate", &tls.certificate)?;
    if let Some(chain) = &tls.chain {
        pem.push(b'\n');
        pem.extend(read("chain", chain)?);
    }
    pem.push(b'\n');
    pem.extend(read("key", &tls.key)?);
    let identity = Identity::from_pem(&pem)
        .map_err(|_| SettingError::new(partner, "tls.certificate", "not a PEM certificate with a PEM key"))?;
    let mut builder = builder.identity(identity);
    if let Some(path) = &tls.pinned_ca {
        let authorities = Certificate::from_pem_bundle(&read("pinned_ca", path)?)
            .ok()
            .filter(|certificates| !certificates.is_empty())
            .ok_or_else(|| SettingError::new(partner, "tls.pinned_ca", "not PEM certificates"))?;
        builder = builder.tls_certs_only(authorities);
    }
    Ok(builder)
}

#[cfg(test)]
mod tests;
