use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::ValidationError;

use crate::{access::store::frontends::Frontend, kernel::id::TypedId, typed_id};

typed_id!(ClientId, "cli", "a client");

/// A client: a frontend (eFiling, intranet) that signs people in and calls from browsers.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// The client.
    pub client_id: ClientId,
    /// Its code.
    #[schema(max_length = 40, examples("efiling"))]
    pub code: String,
    /// Its name.
    #[schema(max_length = 100, examples("eFiling"))]
    pub name: String,
    /// Addresses that a sign-in may return to, compared letter by letter.
    #[schema(value_type = Vec<ReturnAddress>, max_items = 10)]
    pub redirect_uris: Vec<String>,
    /// Origins that may call from a browser.
    #[schema(value_type = Vec<Origin>, max_items = 10)]
    pub origins: Vec<String>,
    /// Whether it may be used.
    pub active: bool,
}

impl From<Frontend> for Client {
    fn from(row: Frontend) -> Self {
        Self {
            client_id: ClientId::from_uuid(row.id),
            code: row.code,
            name: row.name,
            redirect_uris: row.redirect_uris,
            origins: row.origins,
            active: row.active,
        }
    }
}

/// The path of one client.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct ClientPath {
    /// The client.
    #[param(inline)]
    pub client_id: ClientId,
}

/// An address that a sign-in may return to.
#[derive(ToSchema)]
#[schema(min_length = 1, max_length = 2000, examples("https://efiling.example.md/signed-in"))]
#[allow(dead_code, reason = "a schema for strings")]
pub struct ReturnAddress(String);

/// A scheme, a host and a port.
#[derive(ToSchema)]
#[schema(min_length = 1, max_length = 300, examples("https://efiling.example.md"))]
#[allow(dead_code, reason = "a schema for strings")]
pub struct Origin(String);

fn is_safe(address: &str) -> Option<url::Url> {
    let url = url::Url::parse(address).ok()?;
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let safe = url.scheme() == "https" || (url.scheme() == "http" && here);
    (safe && url.fragment().is_none() && url.username().is_empty() && url.password().is_none()).then_some(url)
}

fn told(code: &'static str, ro: &'static str, ru: &'static str, en: &'static str) -> ValidationError {
    let mut error = ValidationError::new(code);
    error.add_param("ro".into(), &ro);
    error.add_param("ru".into(), &ru);
    error.add_param("en".into(), &en);
    error
}

/// Addresses are https (http on this machine only), without fragment or credentials (RFC 9700, 4.1).
pub fn addresses(addresses: &[String]) -> Result<(), ValidationError> {
    if addresses.iter().all(|address| is_safe(address).is_some()) {
        return Ok(());
    }
    Err(told(
        "unsafe-address",
        "Adresele sunt https, fără fragment și fără date de autentificare.",
        "Адреса — https, без фрагмента и учётных данных.",
        "Addresses are https, without fragment or credentials.",
    ))
}

/// Origins are a scheme, a host and a port, as browsers write them.
pub fn origins(origins: &[String]) -> Result<(), ValidationError> {
    if origins.iter().all(|origin| is_safe(origin).is_some_and(|url| url.origin().ascii_serialization() == *origin)) {
        return Ok(());
    }
    Err(told(
        "not-an-origin",
        "O origine are schemă, gazdă și port, fără cale.",
        "Источник — схема, хост и порт, без пути.",
        "An origin is scheme, host and port, without a path.",
    ))
}
