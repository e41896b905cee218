use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::AdministrationChange,
        store::frontends::{self, NewFrontend},
    },
    administration::wire::client::{self, Client, ClientId},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::Problem,
    },
};

/// A client about to be registered.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "code": "kiosk", "name": "Info-chioșc", "redirectUris": ["https://chiosc.igm.example/signed-in"],
    "origins": ["https://chiosc.igm.example"] })))]
pub struct ClientInput {
    /// Its code.
    #[schema(pattern = "^[a-z][a-z0-9-]{1,39}$", max_length = 40)]
    pub code: String,
    /// Its name.
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// Addresses that a sign-in may return to.
    #[validate(custom(function = "client::addresses"))]
    #[schema(value_type = Vec<client::ReturnAddress>, min_items = 1, max_items = 10)]
    pub redirect_uris: Vec<String>,
    /// Origins that may call from a browser.
    #[validate(custom(function = "client::origins"))]
    #[schema(value_type = Vec<client::Origin>, max_items = 10)]
    pub origins: Vec<String>,
}

/// Register a client.
///
/// Browsers on its origins may call at most half a minute later, at every copy of the program.
#[utoipa::path(post, path = "/api/v1/clients", tag = "Administration",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6"]))))]
pub async fn create_client(
    allowed: Allowed<AdministrationChange>,
    _: Asked<NoQuery>,
    act: Act<ClientInput>,
    door: Door,
) -> Result<Created<Client>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let new = NewFrontend {
            code: input.code.clone(),
            name: input.name.clone(),
            redirect_uris: input.redirect_uris.clone(),
            origins: input.origins.clone(),
        };
        let row = frontends::insert(unit.conn, unit.now, &new)?;
        let id = ClientId::from_uuid(row.id);
        unit.wrote("Client", id);
        Ok(Reply::record(row.version, &Client::from(row))?.at(format!("/api/v1/clients/{id}")))
    })
    .await
}
