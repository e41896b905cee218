use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::CabinetRead},
    kernel::{
        http::{
            act::Act,
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    notifications::{MessageId, store::messages, wire::message::Message},
};

/// Which message.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct MessagePath {
    /// The message.
    #[param(inline)]
    pub message_id: MessageId,
}

/// Mark a message as read.
///
/// Records when the message was first read; reading it again changes nothing.
#[utoipa::path(post, path = "/api/v1/messages/{messageId}/readings", tag = "Cabinet",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-18.2", "N-17", "N-26.6"]))))]
pub async fn read_message(
    allowed: Allowed<CabinetRead>,
    At(at): At<MessagePath>,
    act: Act<Nothing>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Message>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = messages::read(unit, at.message_id.uuid())?;
        unit.wrote("Message", at.message_id);
        Reply::record(row.0.version, &Message::of(row)?)
    })
    .await
}
