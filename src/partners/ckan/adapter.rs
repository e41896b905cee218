//! CKAN's action API over HTTP.

use async_trait::async_trait;
use reqwest::{Method, RequestBuilder, header::AUTHORIZATION};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{Ckan, Package, Resource};
use crate::partners::{HttpPartner, Partner, PartnerError};

/// CKAN's action API.
pub struct CkanAdapter {
    http: HttpPartner,
    key: String,
}

#[derive(Deserialize)]
struct Envelope {
    success: bool,
    #[serde(default)]
    result: Value,
    #[serde(default)]
    error: Value,
}

impl CkanAdapter {
    /// Over a client, with the key of our account.
    pub const fn new(http: HttpPartner, key: String) -> Self {
        Self { http, key }
    }

    fn action(&self, method: Method, action: &str) -> Result<RequestBuilder, PartnerError> {
        Ok(self.http.request(method, &format!("api/3/action/{action}"))?.header(AUTHORIZATION, &self.key))
    }

    async fn ask<T: DeserializeOwned>(&self, operation: &'static str, request: RequestBuilder) -> Result<T, PartnerError> {
        let partner = Partner::Ckan;
        let answer = self.http.exchange(operation, request).await?;
        let status = answer.status;
        if status == 429 || status >= 500 {
            return Err(PartnerError::Failed { partner, status });
        }
        // Refusals come in the envelope too; what is none comes from something before the portal.
        let envelope: Envelope = match (self.http.read_json(&answer.body), status) {
            (Ok(envelope), _) => envelope,
            (Err(_), 404) => return Err(PartnerError::NotFound { partner }),
            (Err(_), 400..=499) => return Err(PartnerError::Refused { partner, status, code: None }),
            (Err(error), _) => return Err(error),
        };
        if envelope.success && status < 300 {
            return serde_json::from_value(envelope.result)
                .map_err(|_| PartnerError::Nonsense { partner, what: "the result is not what the action gives" });
        }
        let kind = envelope.error["__type"].as_str().unwrap_or_default();
        if status == 404 || kind == "Not Found Error" {
            return Err(PartnerError::NotFound { partner });
        }
        // Letters only: "Validation Error", "Authorization Error".
        let code: String = kind.chars().filter(char::is_ascii_alphabetic).take(40).collect();
        Err(PartnerError::Refused { partner, status, code: (!code.is_empty()).then_some(code) })
    }
}

#[async_trait]
impl Ckan for CkanAdapter {
    async fn package_show(&self, name: &str) -> Result<Option<Package>, PartnerError> {
        let request = self.action(Method::GET, "package_show")?.query(&[("id", name)]);
        match self.ask("package_show", request).await {
            Ok(package) => Ok(Some(package)),
            Err(PartnerError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn package_create(&self, package: &Package) -> Result<Package, PartnerError> {
        let request = self.action(Method::POST, "package_create")?.json(package);
        self.ask("package_create", request).await
    }

    async fn package_patch(&self, package: &Package) -> Result<Package, PartnerError> {
        let mut body = serde_json::to_value(package).unwrap_or_default();
        // Resources have actions of their own; named here they would be replaced, and lose their ids.
        if let Some(members) = body.as_object_mut() {
            members.remove("resources");
        }
        body["id"] = json!(package.name);
        let request = self.action(Method::POST, "package_patch")?.json(&body);
        self.ask("package_patch", request).await
    }

    async fn package_delete(&self, name: &str) -> Result<(), PartnerError> {
        let request = self.action(Method::POST, "package_delete")?.json(&json!({ "id": name }));
        self.ask::<Value>("package_delete", request).await.map(drop)
    }

    async fn resource_create(&self, package: &str, resource: &Resource) -> Result<Resource, PartnerError> {
        let mut body = serde_json::to_value(resource).unwrap_or_default();
        body["package_id"] = json!(package);
        let request = self.action(Method::POST, "resource_create")?.json(&body);
        self.ask("resource_create", request).await
    }

    async fn resource_patch(&self, resource: &Resource) -> Result<Resource, PartnerError> {
        if resource.id.is_none() {
            return Err(PartnerError::Invalid { partner: Partner::Ckan, what: "a resource is patched by its id" });
        }
        let request = self.action(Method::POST, "resource_patch")?.json(resource);
        self.ask("resource_patch", request).await
    }
}
