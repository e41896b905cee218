//! MPower over REST.

use async_trait::async_trait;
use reqwest::Method;
use serde::{Deserialize, de::DeserializeOwned};

use super::{Authorization, AuthorizationFile, AuthorizationQuery, MPower, types::Envelope};
use crate::partners::{HttpPartner, Partner, PartnerError, wire::is_identification_number};

/// MPower's clients' interface.
pub struct MPowerAdapter {
    http: HttpPartner,
}

impl MPowerAdapter {
    /// Over a client; the base address ends in `/clients-api`.
    pub const fn new(http: HttpPartner) -> Self {
        Self { http }
    }

    /// The data of a successful answer; nothing where MPower knows nothing. `success: false` in a 200 is a refusal.
    async fn get<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Option<T>, PartnerError> {
        let request = self.http.request(Method::GET, path)?.query(query);
        match self.http.json::<Envelope<T>>(operation, request).await {
            Ok(Envelope { data, success: true }) => Ok(data),
            Ok(_) => Err(PartnerError::Refused { partner: Partner::MPower, status: 200, code: None }),
            Err(PartnerError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Valid {
    authorization_code: Option<String>,
    is_valid: bool,
}

/// The list's shape is not in the guide: an array, or an array under `items`.
#[derive(Deserialize)]
#[serde(untagged)]
enum List {
    Plain(Vec<Authorization>),
    Paged { items: Vec<Authorization> },
}

#[async_trait]
impl MPower for MPowerAdapter {
    async fn is_valid(&self, authorization_code: &str) -> Result<bool, PartnerError> {
        let query = [("AuthorizationCode", code(authorization_code)?)];
        Ok(self.get("is-valid", "api/Authorization/check/Code-True-One", &query).await?.unwrap_or(false))
    }

    async fn details(&self, authorization_code: &str) -> Result<Option<Authorization>, PartnerError> {
        let query = [("AuthorizationCode", code(authorization_code)?)];
        self.get("details", "api/Authorization/check/Code-Details-One", &query).await
    }

    async fn held(&self, type_code: &str, authorizing_idn: &str, authorized_idn: &str) -> Result<Option<String>, PartnerError> {
        let query = [
            ("AuthorizationTypeCode", kind(type_code)?),
            ("AuthorizingIdn", idn(authorizing_idn)?),
            ("AuthorizedIdn", idn(authorized_idn)?),
        ];
        let valid: Option<Valid> = self.get("held", "api/Authorization/check/TypeCode-Valid-One", &query).await?;
        Ok(valid.filter(|valid| valid.is_valid).and_then(|valid| valid.authorization_code))
    }

    async fn list(&self, query: &AuthorizationQuery) -> Result<Vec<Authorization>, PartnerError> {
        let mut parameters = vec![("IDN", idn(&query.idn)?)];
        let status = query.status.map(|status| (status as u8).to_string());
        parameters.extend(status.as_deref().map(|status| ("Status", status)));
        if let Some(type_code) = &query.type_code {
            parameters.push(("AuthorizationTypeCode", kind(type_code)?));
        }
        for (name, party) in [("GrantedByIdn", &query.granted_by), ("GrantedToIdn", &query.granted_to)] {
            if let Some(party) = party {
                parameters.push((name, idn(party)?));
            }
        }
        Ok(match self.get("list", "api/Authorization/check/Idn-Details-List", &parameters).await? {
            Some(List::Plain(items) | List::Paged { items }) => items,
            None => Vec::new(),
        })
    }

    async fn file(&self, authorization_code: &str) -> Result<Option<AuthorizationFile>, PartnerError> {
        let query = [("AuthorizationCode", code(authorization_code)?)];
        self.get("file", "api/Authorization/file", &query).await
    }
}

fn code(text: &str) -> Result<&str, PartnerError> {
    (text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(text)
        .ok_or(invalid("an authorization code is 16 digits"))
}

fn kind(text: &str) -> Result<&str, PartnerError> {
    text.strip_prefix("AT-")
        .filter(|digits| digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .map(|_| text)
        .ok_or(invalid("a type code is AT- and 7 digits"))
}

fn idn(text: &str) -> Result<&str, PartnerError> {
    is_identification_number(text).then_some(text).ok_or(invalid("not an IDNP or IDNO"))
}

const fn invalid(what: &'static str) -> PartnerError {
    PartnerError::Invalid { partner: Partner::MPower, what }
}
