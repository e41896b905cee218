//! Finding the final recipients through the state registers (N-26.3, N-28): a person or an organisation must exist; behind a vehicle, a
//! property or an organisation stand those who hold it.

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    notifications::rules::state::{GIVEN_UP, NotificationState},
    notifications::store::{
        notifications::{self, NotificationRow},
        requests,
    },
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
    let basis = "HG MNotify, anexa 1, pct. 26.3";
    let reason = "Stabilirea destinatarului final al unei notificări";
    unit.on_ground("LAW-142-2018-EXCHANGE", reason);
    let context = CallContext {
        calling_user: None,
        calling_entity: entity.to_owned(),
        call_basis: basis.to_owned(),
        call_reason: reason.to_owned(),
    };
    Ok(asked(unit, &row, context))
}

fn asked(unit: &Unit<'_>, row: &NotificationRow, context: CallContext) -> Question {
    let value = row.recipient_value.clone().unwrap_or_default();
    let role = match row.direction.as_deref() {
        Some("Administrator") => HolderRole::Administrator,
        Some("Founder") => HolderRole::Founder,
        _ => HolderRole::Owner,
    };
    let exists = |register, subject, identity: Identity| {
        let (id, context) = (row.id.to_string(), context.clone());
        let query = RegisterQuery { id, register, context, subject, as_of: None, issued_at: unit.now };
        Question::Exists(Box::new(query), identity)
    };
    let holders = |held| {
        let (id, context) = (row.id.to_string(), context.clone());
        Question::Holders(Box::new(HoldersQuery { id, context, held, role, issued_at: unit.now }))
    };
    match (row.recipient_type.as_str(), &row.direction) {
        ("Idnp", _) => exists(RegisterCode::Population, Subject::Idnp(value.clone()), ("IDNP", value.clone())),
        ("Idno", None) => exists(RegisterCode::LegalEntities, Subject::Idno(value.clone()), ("IDNO", value.clone())),
        ("Idno", Some(_)) => holders(Held::Entity(value.clone())),
        ("Plate", _) => holders(Held::Vehicle(value.clone())),
        ("CadastralNumber", _) => holders(Held::Property(value.clone())),
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
