use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::AdministrationRead, store::frontends},
    administration::wire::client::Client,
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// All clients.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClientList {
    /// The clients, by code.
    #[schema(max_items = 200)]
    pub clients: Vec<Client>,
}

/// List the clients.
///
/// The frontends that may sign people in and call from browsers.
#[utoipa::path(get, path = "/api/v1/clients", tag = "Administration",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6", "C-15.1", "C-15.2"]))))]
pub async fn list_clients(allowed: Allowed<AdministrationRead>, _: Asked<NoQuery>, door: Door) -> Result<Reply<ClientList>, Problem> {
    door.run(&allowed, |unit| {
        let clients = frontends::all(unit.conn)?.into_iter().map(Client::from).collect();
        Reply::plain(&ClientList { clients })
    })
    .await
}
