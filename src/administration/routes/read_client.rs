use crate::{
    access::{caller::Allowed, door::Door, permissions::AdministrationRead, store::frontends},
    administration::wire::client::{Client, ClientPath},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read a client.
#[utoipa::path(get, path = "/api/v1/clients/{clientId}", tag = "Administration", params(ClientPath),
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6"]))))]
pub async fn read_client(
    allowed: Allowed<AdministrationRead>,
    At(at): At<ClientPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Client>, Problem> {
    door.run(&allowed, move |unit| {
        let row = frontends::find(unit.conn, at.client_id.uuid())?;
        Reply::record(row.version, &Client::from(row))
    })
    .await
}
