use actix_web::web;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::Door,
        permissions::NotificationsSend,
    },
    files::FileId,
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        problem::Problem,
        text::{Language, Text},
        violation::Violation,
    },
    notifications::{
        NotificationRequestId,
        carriers::{AskedOf, KnownRecipients},
        rules::{
            recipient::{Direction, RecipientType},
            template::Priority,
        },
        sending,
        wire::request::{NotificationRequestTaken, NotificationText, TemplateValues},
    },
};

/// A recipient of a request.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "reference": "2026-11/0042", "type": "Idnp", "value": "2004000123455", "variables": { "day": "2026-12-31" } })))]
pub struct NotificationRecipientInput {
    /// The sender's own name of this item: sent again under the same reference, it is the same notification.
    #[schema(pattern = "^[A-Za-z0-9._:/-]+$", min_length = 1, max_length = 64, examples("2026-11/0042"))]
    pub reference: String,
    /// What the recipient is named by.
    #[serde(rename = "type")]
    pub kind: RecipientType,
    /// The number, address, plate or cadastral number.
    #[schema(min_length = 3, max_length = 254, examples("2004000123455"))]
    pub value: String,
    /// Which holder of a thing (the owner, unless said otherwise), or who of an organisation (itself, unless said otherwise).
    pub direction: Option<Direction>,
    /// As a letter greets them.
    #[schema(min_length = 1, max_length = 120, examples("EXEMPLU Ana"))]
    pub name: Option<String>,
    /// In which language; absent: the recipient's own.
    pub language: Option<Language>,
    /// Values of the template's variables.
    #[serde(default)]
    #[schema(value_type = TemplateValues, required = false)]
    pub variables: Map<String, Value>,
}

/// A notification request.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({
    "text": { "subject": { "ro": "Anunț", "ru": "Объявление", "en": "Announcement" },
              "body": { "ro": "Oficiul este închis luni.", "ru": "В понедельник офис закрыт.", "en": "The office is closed on Monday." },
              "short": { "ro": "Închis luni.", "ru": "Пн закрыто.", "en": "Closed on Monday." } },
    "topic": "Announcements",
    "recipients": [{ "reference": "2026-11/0042", "type": "Idnp", "value": "2004000123455" }] })))]
pub struct NotificationRequestInput {
    /// For which subdivision; needed only by those who send for several.
    pub subdivision_id: Option<SubdivisionId>,
    /// A published template of the sender; otherwise `text`.
    #[schema(pattern = "^[A-Z][A-Za-z0-9]{2,59}$", min_length = 3, max_length = 60, examples("DeadlineNear"))]
    pub template_code: Option<String>,
    /// The words themselves; otherwise `templateCode`.
    pub text: Option<NotificationText>,
    /// The topic of a text; a template has its own.
    #[schema(pattern = "^[A-Z][A-Za-z]*$", max_length = 40, examples("Announcements"))]
    pub topic: Option<String>,
    /// How much it matters. `High` passes quiet hours and the choice of channels at MNotify; not for topics that can be done without.
    #[serde(default)]
    #[schema(required = false)]
    pub priority: Priority,
    /// From when it is sent; absent: at once. Not in the past.
    pub valid_from: Option<DateTime<Utc>>,
    /// Until when it may be sent; what is not sent by then is not sent.
    pub valid_until: Option<DateTime<Utc>>,
    /// Whether recipients may reply in the cabinet.
    #[serde(default)]
    #[schema(required = false)]
    pub replies_allowed: bool,
    /// Files that the sender has uploaded: 10 MB together.
    #[serde(default)]
    #[schema(required = false, max_items = 5)]
    pub file_ids: Vec<FileId>,
    /// To whom.
    #[schema(min_items = 1, max_items = 500)]
    pub recipients: Vec<NotificationRecipientInput>,
}

/// Send notifications.
///
/// To one recipient or to many, with a template or with words of its own. The answer confirms receipt item by item: an item with faults is
/// refused alone, the others are sent; an item that was sent before under the same reference is told as known and not sent again. Where no
/// item can be taken, nothing is registered and the answer is 400 with every fault. Final recipients are found through the state registers: up
/// to three are looked for before the answer, and one whom a register does not know is refused (`recipient-unknown`); of more, and where a
/// register is silent, the item says so afterwards.
#[utoipa::path(post, path = "/api/v1/notification-requests", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])),
        ("x-requirements" = json!(["C-29.5", "N-11.2", "N-11.3", "N-17", "N-20", "N-26.1", "N-26.3", "N-28", "N-35"])), ("x-statuses" = json!([409]))))]
pub async fn create_notification_request(
    allowed: Allowed<NotificationsSend>,
    _: Asked<NoQuery>,
    act: Act<NotificationRequestInput>,
    door: Door,
    known: web::Data<KnownRecipients>,
) -> Result<Created<NotificationRequestTaken>, Problem> {
    let input = act.body;
    let mut wrong = shape(&input);
    wrong.extend(window(&input, door.clock().now()));
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let asked_of = input.recipients.iter().map(|to| AskedOf { kind: to.kind, value: to.value.clone(), direction: to.direction });
    let unknown = known.unknown(&door, &allowed, asked_of.collect()).await?;
    door.act(&allowed, act.key, move |unit| {
        let (version, taken) = sending::take(unit, &input, &unknown)?;
        let id: NotificationRequestId = taken.request.notification_request_id;
        unit.wrote("NotificationRequest", id);
        Ok(Reply::record(version, &taken)?.at(format!("/api/v1/notification-requests/{id}")))
    })
    .await
}

/// A template or a text with its topic, never both.
fn shape(input: &NotificationRequestInput) -> Vec<Violation> {
    let told = |pointer: &str, code| {
        let text = Text::new(
            "Se indică templateCode, sau text împreună cu topic.",
            "Указывается templateCode либо text вместе с topic.",
            "Either templateCode, or text together with topic.",
        );
        Violation::new(pointer, code, text)
    };
    match (&input.template_code, &input.text, &input.topic) {
        (Some(_), None, None) | (None, Some(_), Some(_)) => Vec::new(),
        (None, None, _) => vec![told("/templateCode", "required")],
        (Some(_), Some(_), _) => vec![told("/text", "not-both")],
        (Some(_), None, Some(_)) => vec![told("/topic", "not-both")],
        (None, Some(_), None) => vec![told("/topic", "required")],
    }
}

/// Not in the past, and in the right order.
fn window(input: &NotificationRequestInput, now: DateTime<Utc>) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if input.valid_from.is_some_and(|from| from < now - Duration::minutes(5)) {
        wrong.push(Violation::new(
            "/validFrom",
            "in-the-past",
            Text::new("Nu se trimite în trecut.", "Нельзя отправить в прошлое.", "Nothing is sent in the past."),
        ));
    }
    if input.valid_until.is_some_and(|until| until <= input.valid_from.unwrap_or(now)) {
        wrong.push(Violation::new(
            "/validUntil",
            "window-ended",
            Text::new(
                "Fereastra de valabilitate s-a încheiat sau se încheie înainte de a începe.",
                "Срок действия истёк или заканчивается до начала.",
                "The validity window is over, or ends before it begins.",
            ),
        ));
    }
    wrong
}
