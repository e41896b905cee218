use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::AdministrationChange,
        store::frontends::{self, FrontendChange},
    },
    administration::wire::client::{self, Client, ClientPath},
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// What is to change of a client; absent stays.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "active": false })))]
pub struct ClientPatch {
    /// Its name.
    #[schema(value_type = String, required = false, min_length = 1, max_length = 100)]
    pub name: Option<String>,
    /// Addresses that a sign-in may return to; they replace all earlier ones.
    #[validate(custom(function = "client::addresses"))]
    #[schema(value_type = Vec<client::ReturnAddress>, required = false, min_items = 1, max_items = 10)]
    pub redirect_uris: Option<Vec<String>>,
    /// Origins that may call from a browser; they replace all earlier ones.
    #[validate(custom(function = "client::origins"))]
    #[schema(value_type = Vec<client::Origin>, required = false, max_items = 10)]
    pub origins: Option<Vec<String>>,
    /// Whether it may be used.
    #[schema(value_type = bool, required = false)]
    pub active: Option<bool>,
}

/// Change a client.
///
/// One that is not active signs nobody in; sessions that began there go on until they end.
#[utoipa::path(patch, path = "/api/v1/clients/{clientId}", tag = "Administration", params(ClientPath),
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6"]))))]
pub async fn change_client(
    allowed: Allowed<AdministrationChange>,
    At(at): At<ClientPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    Patch(patch): Patch<ClientPatch>,
    door: Door,
) -> Result<Reply<Client>, Problem> {
    door.run(&allowed, move |unit| {
        let id = at.client_id.uuid();
        seen.check(frontends::find_for_change(unit.conn, id)?.version)?;
        let change = FrontendChange {
            name: patch.name.clone(),
            redirect_uris: patch.redirect_uris.clone(),
            origins: patch.origins.clone(),
            active: patch.active,
        };
        let row = frontends::change(unit, id, &change)?;
        unit.wrote("Client", at.client_id);
        Reply::record(row.version, &Client::from(row))
    })
    .await
}
