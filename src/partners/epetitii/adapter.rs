//! ePetitii over REST.

use std::time::{SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::{Method, RequestBuilder};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{AttachmentInfo, Closing, Content, EPetitii, EPetitiiSettings, Listed, Petition, Registration};
use crate::partners::{HttpPartner, Partner, PartnerError, SettingError};

/// A token lives so long: a call and some difference of clocks.
const TOKEN_SECONDS: u64 = 120;

/// The authority's interface.
pub struct EPetitiiAdapter {
    http: HttpPartner,
    token: Option<(EncodingKey, String)>,
}

/// Lists come plain, or under a name.
#[derive(Deserialize)]
#[serde(untagged)]
enum List<T> {
    Plain(Vec<T>),
    Named {
        #[serde(alias = "petitions", alias = "attachments", alias = "data")]
        items: Vec<T>,
    },
}

impl List<Value> {
    /// Entry by entry: one that cannot be read is counted and keeps no other back.
    fn listed<T: DeserializeOwned>(self) -> Listed<T> {
        let (Self::Plain(items) | Self::Named { items }) = self;
        let all = items.len();
        let items: Vec<T> = items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect();
        Listed { unreadable: all - items.len(), items }
    }
}

impl EPetitiiAdapter {
    /// Over a client; the base address ends in `/petitie`.
    pub fn new(http: HttpPartner, settings: &EPetitiiSettings) -> Result<Self, SettingError> {
        let token = settings.token.as_ref().map(|token| {
            let wrong = |problem| SettingError::named("partners.epetitii.token.key", problem);
            let pem = std::fs::read(&token.key).map_err(|_| wrong("the file cannot be read"))?;
            let key = EncodingKey::from_rsa_pem(&pem).map_err(|_| wrong("not a PEM of an RSA key"))?;
            Ok((key, token.idno.clone()))
        });
        Ok(Self { http, token: token.transpose()? })
    }

    fn request(&self, method: Method, path: &str) -> Result<RequestBuilder, PartnerError> {
        let request = self.http.request(method, path)?;
        let Some((key, idno)) = &self.token else { return Ok(request) };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let claims = json!({ "data": { "idno": idno }, "iat": now, "exp": now + TOKEN_SECONDS });
        let token = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims, key)
            .map_err(|_| invalid("the token cannot be made"))?;
        Ok(request.bearer_auth(token))
    }
}

#[async_trait]
impl EPetitii for EPetitiiAdapter {
    async fn petitions(&self) -> Result<Listed<Petition>, PartnerError> {
        let request = self.request(Method::GET, "authority/petitions")?;
        Ok(self.http.json::<List<Value>>("petitions", request).await?.listed())
    }

    async fn pdf(&self, number: &str) -> Result<Content, PartnerError> {
        let request = self.request(Method::GET, &format!("authority/petitions/{}/pdf", part(number)?))?;
        Ok(Content { bytes: self.http.send("pdf", request).await? })
    }

    async fn attachments(&self, number: &str) -> Result<Listed<AttachmentInfo>, PartnerError> {
        let request = self.request(Method::GET, &format!("authority/petitions/{}/attachments", part(number)?))?;
        match self.http.json::<List<Value>>("attachments", request).await {
            Ok(list) => Ok(list.listed()),
            Err(PartnerError::NotFound { .. }) => Ok(Listed { items: Vec::new(), unreadable: 0 }),
            Err(error) => Err(error),
        }
    }

    async fn attachment(&self, number: &str, id: &str) -> Result<Content, PartnerError> {
        let path = format!("authority/petitions/{}/attachments/{}", part(number)?, part(id)?);
        let request = self.request(Method::GET, &path)?;
        Ok(Content { bytes: self.http.send("attachment", request).await? })
    }

    async fn register(&self, registration: &Registration) -> Result<(), PartnerError> {
        let request = self.request(Method::POST, "authority/petitions/register")?.json(registration);
        self.http.send("register", request).await.map(drop)
    }

    async fn close(&self, closing: &Closing) -> Result<(), PartnerError> {
        let request = self.request(Method::POST, "authority/petitions/close")?.json(closing);
        self.http.send("close", request).await.map(drop)
    }
}

/// A part of a path: theirs, so it is looked at before it is written into an address.
fn part(text: &str) -> Result<&str, PartnerError> {
    let fits = (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && !text.bytes().all(|byte| byte == b'.');
    fits.then_some(text).ok_or(invalid("not a number of a petition or a file"))
}

const fn invalid(what: &'static str) -> PartnerError {
    PartnerError::Invalid { partner: Partner::EPetitii, what }
}
