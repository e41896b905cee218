use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{list_notification_replies::NotificationReply, read_message::MessagePath};
use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::CabinetRead,
        policy::Role,
        store::users,
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
    notifications::{
        Addressee, NotificationReplyId, Telling,
        store::replies::{self, Answerable},
        tell,
    },
};

/// So often somebody may reply to one message.
const MOST: i64 = 10;

/// A reply.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationReplyInput {
    /// What it says.
    #[schema(min_length = 1, max_length = 4000, examples("Am înțeles, mulțumesc."))]
    pub text: String,
}

/// Reply to a message.
///
/// Where its sender allows it; otherwise 409 says so. The sender is told: all who send for the subdivision for which it was sent.
#[utoipa::path(post, path = "/api/v1/messages/{messageId}/replies", tag = "Cabinet",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-26.9", "N-11.3", "N-20"])), ("x-statuses" = json!([409]))))]
pub async fn reply_to_message(
    allowed: Allowed<CabinetRead>,
    At(at): At<MessagePath>,
    _: Asked<NoQuery>,
    act: Act<NotificationReplyInput>,
    door: Door,
) -> Result<Created<NotificationReply>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let found = replies::answerable(unit, at.message_id.uuid())?;
        let Some(Answerable { notification, request: Some(request), sender: Some(sender), office, allowed: true }) = found else {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("repliesAllowed", false).detail(Text::new(
                "La acest mesaj nu se răspunde.",
                "На это сообщение не отвечают.",
                "This message takes no replies.",
            )));
        };
        if replies::count(unit, notification)? >= MOST {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("most", MOST).detail(Text::new(
                "Ați răspuns deja de zece ori.",
                "Вы уже ответили десять раз.",
                "You have replied ten times already.",
            )));
        }
        let row = replies::insert(unit, notification, &input.text)?;
        unit.wrote("NotificationReply", NotificationReplyId::from(row.id));
        for sender in senders(unit, sender, office)? {
            let telling = Telling {
                to: Addressee::Account(sender),
                template: "ReplyReceived",
                variables: json!({}),
                about: Some(("NotificationRequest", request)),
                language: None,
            };
            tell(unit, &telling)?;
        }
        Ok(Reply::record(row.version, &NotificationReply::of(row, None))?.at(format!("/api/v1/messages/{}", at.message_id)))
    })
    .await
}

/// Who is told of a reply: whoever sends for the subdivision now; where nobody does, and of a partner's system, the account that sent.
fn senders(unit: &mut Unit<'_>, sender: Uuid, office: Option<Uuid>) -> Result<Vec<Uuid>, Problem> {
    let Some(office) = office else { return Ok(vec![sender]) };
    let those = users::with_role(unit.conn, unit.now, Role::NotificationSender, office)?;
    Ok(if those.is_empty() { vec![sender] } else { those })
}
