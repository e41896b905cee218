//! Finding the final recipients through the state registers (N-26.3, N-28): a person or an organisation must exist; behind a vehicle, a
//! property or an organisation stand those who hold it.

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    notifications::rules::state::{GIVEN_UP, NotificationState},
    notifications::store::{notifications, requests},
    partners::{
        CallContext, PartnerError,
        registers::{AnswerStatus, Held, HolderKind, HolderRole, HoldersQuery, Register, RegisterCode, RegisterQuery, Subject},
    },
};

/// Somebody whom MNotify knows by this number or address.
pub type Identity = (&'static str, String);

/// What is to be asked before a notification can go out.
pub enum Question {
    /// Nothing: it is over, was cancelled, or has expired.
    Over,
    /// Nothing: the recipient is who is named.
    Named,
    /// Whether the recipient exists.
    Exists(Box<RegisterQuery>, Identity),
    /// Who holds a thing.
    Holders(Box<HoldersQuery>),
}

/// What the registers said.
pub enum Found {
    /// The recipient is who is named.
    Named,
    /// These are the final recipients.
    These(Vec<Identity>),
    /// Nobody knows the recipient.
    Unknown,
}

/// What to ask about a notification; its request begins with it.
pub fn question(unit: &mut Unit<'_>, id: uuid::Uuid, entity: &str) -> Result<Question, Problem> {
    let mut row = notifications::find(unit, id)?;
    // Given up once, and its message was put into the queue again.
    if row.state == NotificationState::Failed.name() && row.state_reason.as_deref() == Some(GIVEN_UP) {
        notifications::moved(unit, id, NotificationState::Waiting, None)?;
        row = notifications::find(unit, id)?;
    }
    if row.state != NotificationState::Waiting.name() {
        return Ok(Question::Over);
    }
    let Some(request) = row.notification_request_id else { return Ok(Question::Named) };
    if !requests::begun(unit, request)? {
        return Ok(Question::Over);
    }
    if row.valid_until.is_some_and(|until| until <= unit.now) {
        notifications::moved(unit, id, NotificationState::Expired, Some("validity-ended"))?;
        return Ok(Question::Over);
    }
    let value = row.recipient_value.clone().unwrap_or_default();
    let named = Named { id: row.id.to_string(), kind: &row.recipient_type, direction: row.direction.as_deref(), value };
    Ok(about(unit, named, entity))
}

/// How a recipient is named; `id` is ours, under which the registers know the question.
pub struct Named<'a> {
    /// Stable where the question is asked again.
    pub id: String,
    /// By what.
    pub kind: &'a str,
    /// Which holder of a thing.
    pub direction: Option<&'a str>,
    /// The number, plate or cadastral number.
    pub value: String,
}

/// What to ask about who is named so, on the ground that it is asked on.
pub fn about(unit: &mut Unit<'_>, named: Named<'_>, entity: &str) -> Question {
    let Named { id, kind, direction, value } = named;
    let role = match direction {
        Some("Administrator") => HolderRole::Administrator,
        Some("Founder") => HolderRole::Founder,
        _ => HolderRole::Owner,
    };
    let reason = "Stabilirea destinatarului final al unei notificări";
    unit.on_ground("LAW-142-2018-EXCHANGE", reason);
    let context = CallContext {
        calling_user: None,
        calling_entity: entity.to_owned(),
        call_basis: "HG MNotify, anexa 1, pct. 26.3".to_owned(),
        call_reason: reason.to_owned(),
    };
    let issued_at = unit.now;
    let exists = |id, context, register, subject, identity: Identity| {
        let query = RegisterQuery { id, register, context, subject, as_of: None, issued_at };
        Question::Exists(Box::new(query), identity)
    };
    let holders = |id, context, held| Question::Holders(Box::new(HoldersQuery { id, context, held, role, issued_at }));
    match (kind, direction) {
        ("Idnp", _) => exists(id, context, RegisterCode::Population, Subject::Idnp(value.clone()), ("IDNP", value)),
        ("Idno", None) => exists(id, context, RegisterCode::LegalEntities, Subject::Idno(value.clone()), ("IDNO", value)),
        ("Idno", Some(_)) => holders(id, context, Held::Entity(value)),
        ("Plate", _) => holders(id, context, Held::Vehicle(value)),
        ("CadastralNumber", _) => holders(id, context, Held::Property(value)),
        _ => Question::Named,
    }
}

/// Asks; an error is worth another try.
pub async fn ask(registers: &dyn Register, question: Question) -> Result<Option<Found>, PartnerError> {
    Ok(Some(match question {
        Question::Over => return Ok(None),
        Question::Named => Found::Named,
        Question::Exists(query, identity) => match registers.query(&query).await?.status {
            AnswerStatus::Found => Found::These(vec![identity]),
            AnswerStatus::NotFound => Found::Unknown,
        },
        Question::Holders(query) => match registers.holders(&query).await? {
            Some(holders) if !holders.is_empty() => Found::These(
                holders
                    .into_iter()
                    .map(|holder| (if holder.kind == HolderKind::Idnp { "IDNP" } else { "IDNO" }, holder.value))
                    .collect(),
            ),
            _ => Found::Unknown,
        },
    }))
}
