use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::NotificationsProfile,
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
    notifications::{
        rules::contact::{ContactState, Said, judge},
        store::contacts,
        wire::contact::{ContactPath, NotificationContact},
    },
};

/// The code that came.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactCodeInput {
    /// Six digits.
    #[schema(pattern = "^[0-9]{6}$", min_length = 6, max_length = 6, examples("042137"))]
    pub code: String,
}

/// Verify a contact.
///
/// With the code that was sent there. It is good for fifteen minutes and can be said wrongly five times; each try counts, also beside others.
#[utoipa::path(post, path = "/api/v1/notification-contacts/{contactId}/verifications", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-11.1"])), ("x-statuses" = json!([409]))))]
pub async fn verify_notification_contact(
    allowed: Allowed<NotificationsProfile>,
    At(at): At<ContactPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ContactCodeInput>,
    door: Door,
) -> Result<Reply<NotificationContact>, Problem> {
    let (contact, said) = (at.contact_id, act.body.code);
    // A wrong code is counted whatever is answered: in a unit of work of its own.
    let tried = door.run(&allowed, move |unit| tried(unit, contact.uuid(), &said, seen)).await?;
    match tried {
        Some(Said::Wrong(left)) => {
            let wrong = Text::new("Codul nu este acesta.", "Код неверен.", "It is another code.");
            return Err(Problem::violation("/code", "wrong-code", wrong).with("attemptsLeft", left));
        }
        Some(Said::Over) => {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", "CodeOver").detail(Text::new(
                "Codul nu mai este valabil; cereți altul.",
                "Код больше не действует; запросите другой.",
                "The code is good no more; ask for another.",
            )));
        }
        Some(Said::Right) | None => {}
    }
    door.act(&allowed, act.key, move |unit| {
        let row = contacts::mine(unit, contact.uuid())?;
        seen.check(row.version)?;
        if row.state == ContactState::Verified.name() || contacts::code_of(unit, row.id)?.is_none() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", row.state));
        }
        let row = contacts::moved(unit, row.id, ContactState::Verified)?;
        contacts::forget_code(unit, row.id)?;
        unit.wrote("NotificationContact", contact);
        Reply::record(row.version, &NotificationContact::try_from(&row)?)
    })
    .await
}

/// Judges what was said; nothing where no code is on its way (it was said before: the stored answer is given again).
fn tried(unit: &mut Unit<'_>, contact: uuid::Uuid, said: &str, seen: IfMatch) -> Result<Option<Said>, Problem> {
    let row = contacts::mine(unit, contact)?;
    let Some(code) = contacts::code_of(unit, contact)? else { return Ok(None) };
    seen.check(row.version)?;
    let verdict = judge(&code.code, said, code.attempts, code.expires_at, unit.now);
    if matches!(verdict, Said::Wrong(_)) {
        contacts::said_wrongly(unit, contact)?;
    }
    Ok(Some(verdict))
}
