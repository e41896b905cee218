use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::send_contact_code::send;
use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsProfile},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        problem::{Kind, Problem},
        text::Text,
    },
    notifications::{
        ContactId, OwnChannels,
        rules::contact::{MOST, is_address},
        store::{contacts, profiles},
        wire::contact::{ContactChannel, NotificationContact},
    },
};

/// A contact to be added.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "channel": "Email", "value": "ana@example.md" })))]
pub struct NotificationContactInput {
    /// Its channel.
    pub channel: ContactChannel,
    /// A mail address; a telephone number (`+37369123456`); a chat's service and name (`viber:+37369123456`); a device's token.
    #[schema(min_length = 3, max_length = 300, examples("ana@example.md"))]
    pub value: String,
}

fn not_here() -> Text {
    Text::new(
        "Acest canal nu există aici; profilul spune care există.",
        "Такого канала здесь нет; профиль показывает, какие есть.",
        "There is no such channel here; the profile says which there are.",
    )
}

/// Add a contact.
///
/// Of a channel that the profile names as available; otherwise `channel-not-available`.
/// A code is sent there; the contact is used once the code was said (`verifyNotificationContact`). At most ten contacts;
/// codes are counted as `sendContactCode` counts them, also of contacts that were taken off (429).
#[utoipa::path(post, path = "/api/v1/notification-contacts", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-11.1", "N-27"])), ("x-statuses" = json!([409]))))]
pub async fn add_notification_contact(
    allowed: Allowed<NotificationsProfile>,
    _: Asked<NoQuery>,
    act: Act<NotificationContactInput>,
    door: Door,
    own: web::Data<OwnChannels>,
) -> Result<Created<NotificationContact>, Problem> {
    let input = act.body;
    let channel = input.channel.into();
    if !own.0.contains(&channel) {
        return Err(Problem::violation("/channel", "channel-not-available", not_here()));
    }
    if !is_address(channel, &input.value) {
        return Err(Problem::violation(
            "/value",
            "wrong-format",
            Text::new(
                "Nu este o adresă a acestui canal.",
                "Это не адрес данного канала.",
                "It is not an address of this channel.",
            ),
        ));
    }
    door.act(&allowed, act.key, move |unit| {
        let account = unit.caller.account;
        profiles::hold(unit, account)?;
        if contacts::of(unit, account)?.len() >= MOST {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("most", MOST as u64).detail(Text::new(
                "Sunt deja zece contacte; scoateți unul.",
                "Контактов уже десять; удалите один.",
                "There are ten contacts already; take one off first.",
            )));
        }
        let row = contacts::insert(unit, channel, &input.value)?;
        send(unit, row.id, channel, &input.value)?;
        let id = ContactId::from(row.id);
        unit.wrote("NotificationContact", id);
        Ok(Reply::record(row.version, &NotificationContact::try_from(&row)?)?.at(format!("/api/v1/notification-contacts/{id}")))
    })
    .await
}
