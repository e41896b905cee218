use serde_json::json;
use uuid::Uuid;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::NotificationsProfile,
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::{legal_day, start_of_day},
        problem::{Kind, Problem},
        text::Text,
    },
    notifications::{
        ContactId,
        carriers::CODE,
        rules::{
            channel::Channel,
            contact::{ContactState, code, wait_for_code},
        },
        store::contacts,
        wire::contact::{ContactPath, NotificationContact},
    },
};

/// Send another code to a contact.
///
/// Not before a minute has passed, five times a day to one address and twenty times a day in all (429). The code before counts no more.
#[utoipa::path(post, path = "/api/v1/notification-contacts/{contactId}/codes", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-11.1"])), ("x-statuses" = json!([409]))))]
pub async fn send_contact_code(
    allowed: Allowed<NotificationsProfile>,
    At(at): At<ContactPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<NotificationContact>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = contacts::mine(unit, at.contact_id.uuid())?;
        seen.check(row.version)?;
        if row.state == ContactState::Verified.name() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", row.state));
        }
        send(unit, row.id, row.channel()?, &row.value)?;
        unit.wrote("NotificationContact", at.contact_id);
        Reply::record(row.version, &NotificationContact::try_from(&row)?)
    })
    .await
}

fn too_many(seconds: u32) -> Problem {
    Problem::new(Kind::TOO_MANY_CALLS).retry_after(seconds.max(1)).detail(Text::new(
        "S-au trimis deja coduri; așteptați puțin.",
        "Коды уже отправлены; подождите немного.",
        "Codes were sent already; please wait a little.",
    ))
}

/// A new code, and its carrier; 429 where too many went there, or the caller sent too many.
pub(super) fn send(unit: &mut Unit<'_>, contact: Uuid, channel: Channel, value: &str) -> Result<(), Problem> {
    let today = start_of_day(legal_day(unit.now));
    let sent = contacts::codes_sent(unit, channel, value, today)?;
    if let Some(seconds) = wait_for_code(sent.there, sent.last_there, sent.by_account, unit.now) {
        return Err(too_many(seconds));
    }
    let mut random = [0; 8];
    aws_lc_rs::rand::fill(&mut random).map_err(Problem::internal)?;
    contacts::send_code(unit, contact, &code(u64::from_be_bytes(random)))?;
    contacts::count_code(unit, channel, value)?;
    let key = format!("{CODE}/{contact}/{}", Uuid::now_v7());
    unit.send(CODE, key, json!({ "contact": contact }));
    unit.read("NotificationContact", ContactId::from(contact));
    Ok(())
}
