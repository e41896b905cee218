//! The one way in which the system speaks to people: the notification, its message in the cabinet, and the errand to the world outside are
//! written in the transaction of their cause. Nothing is asked of the database.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    NotificationId, RequestId,
    rules::{
        channel::Channel,
        state::{DeliveryState, NotificationState},
        template::{Wording, fill, shortened},
    },
    store::{
        deliveries::DeliveryRow,
        messages::MessageRow,
        notifications::{About, NotificationRow},
    },
    templates::{self, Template},
};
use crate::{
    access::door::Unit,
    kernel::{
        id::TypedId,
        identifiers::Idnp,
        problem::Problem,
        text::{Language, Text},
    },
};

/// The message of the outbox that finds out how a notification reaches its recipient.
pub(super) const DISPATCH: &str = "notifications.dispatch";

/// To whom.
#[derive(Debug, Clone)]
pub enum Addressee {
    /// Somebody who has an account: told in the cabinet at once, and by the channels of their profile.
    Account(Uuid),
    /// A person by their number; in the cabinet too if they turn out to have an account.
    Idnp(Idnp),
    /// An address and nothing else.
    Email {
        /// The address.
        address: String,
        /// As the letter greets them.
        name: Option<String>,
    },
}

/// What is told, to whom.
#[derive(Debug, Clone)]
pub struct Telling {
    /// To whom.
    pub to: Addressee,
    /// The code of a template under `templates/`.
    pub template: &'static str,
    /// A value for each of its variables, and no more.
    pub variables: Value,
    /// What it is about: the kind of thing (`Request`) and its row.
    pub about: Option<(&'static str, Uuid)>,
    /// In which language; absent: the recipient's own.
    pub language: Option<Language>,
}

/// Tells somebody something. A template that is not there, and a variable that is missing or unknown, are faults of the program and end the
/// unit of work; the fault names the template and the variable. A subject or a short text that its values make too long ends with an
/// ellipsis; the whole text is never cut.
pub fn tell(unit: &mut Unit<'_>, telling: &Telling) -> Result<NotificationId, Problem> {
    tell_until(unit, telling, None)
}

/// The same; what has not gone out by an instant stays in the cabinet alone.
pub(super) fn tell_until(
    unit: &mut Unit<'_>,
    telling: &Telling,
    valid_until: Option<DateTime<Utc>>,
) -> Result<NotificationId, Problem> {
    let (template, wording) = filled(telling.template, &telling.variables)?;
    let (kind, value, name, account) = match &telling.to {
        Addressee::Account(account) => ("Account", None, None, Some(*account)),
        Addressee::Idnp(idnp) => ("Idnp", Some(idnp.expose().to_owned()), None, None),
        Addressee::Email { address, name } => ("Email", Some(address.clone()), name.clone(), None),
    };
    let row = NotificationRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        template: template.code.clone(),
        topic: template.topic.clone(),
        about_kind: telling.about.map(|(kind, _)| kind.to_owned()),
        about_id: telling.about.map(|(_, id)| id),
        recipient_type: kind.to_owned(),
        recipient_value: value,
        recipient_name: name,
        account_id: account,
        language: telling.language.map(|language| language_code(language).to_owned()),
        subject: json!(wording.subject),
        body: json!(wording.body),
        short: json!(wording.short),
        priority: template.priority.name().to_owned(),
        state: NotificationState::Waiting.name().to_owned(),
        state_reason: None,
        round: 1,
        notification_request_id: None,
        sender_id: None,
        reference: None,
        digest: None,
        direction: None,
        valid_until,
        replies_allowed: false,
        office_id: None,
    };
    unit.later("notifications", &row)?;
    if let Some(account) = account {
        put_in_cabinet(unit, &row, &wording, account)?;
    }
    unit.send(DISPATCH, format!("{DISPATCH}/{}/1", row.id), json!({ "notification": row.id }));
    Ok(NotificationId::from_uuid(row.id))
}

fn filled(code: &str, variables: &Value) -> Result<(&'static Template, Wording), Problem> {
    let template =
        templates::find(code).ok_or_else(|| Problem::internal(format!("there is no template of notifications called {code}")))?;
    let none = Map::new();
    let values = variables.as_object().unwrap_or(&none);
    let wording = fill(&template.wording, &template.variables, values).map_err(|faults| {
        let named: Vec<String> = faults.iter().map(|fault| format!("{} {}", fault.pointer, fault.code)).collect();
        Problem::internal(format!("the template {} cannot be filled in: {}", template.code, named.join(", ")))
    })?;
    Ok((template, shortened(wording)))
}

/// Subject and text of what would be told, for whom it is told on paper.
pub fn words(template: &str, variables: &Value) -> Result<(Text, Text), Problem> {
    let (_, wording) = filled(template, variables)?;
    Ok((wording.subject, wording.body))
}

/// The message in the cabinet, and that it arrived there.
pub(super) fn put_in_cabinet(
    unit: &mut Unit<'_>,
    row: &NotificationRow,
    wording: &Wording,
    account: Uuid,
) -> Result<(), Problem> {
    let about = About::of(row);
    let message = MessageRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        account_id: account,
        request_id: about.as_ref().and_then(About::request).map(RequestId::uuid),
        kind: row.template.clone(),
        title: json!(wording.subject),
        text: json!(wording.body),
        read_at: None,
        notification_id: Some(row.id),
        about_kind: row.about_kind.clone(),
        about_id: row.about_id,
    };
    unit.later("messages", &message)?;
    let delivery = DeliveryRow {
        state: DeliveryState::Delivered.name().to_owned(),
        sent_at: Some(unit.now),
        delivered_at: Some(unit.now),
        // Of several holders of a thing, each has a message of their own.
        address_type: Some("Account".to_owned()),
        address: Some(account.to_string()),
        account_id: Some(account),
        ..DeliveryRow::new(unit.now, row, Channel::Cabinet)
    };
    unit.later("notification_deliveries", &delivery)
}

/// As rows and the wire write it (ISO 639-1).
pub(super) const fn language_code(language: Language) -> &'static str {
    match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    }
}
