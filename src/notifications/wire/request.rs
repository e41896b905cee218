//! Notification requests on the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, PartialSchema, ToSchema};

use super::words::{NotificationBody, NotificationShort, NotificationSubject};
use crate::{
    access::caller::SubdivisionId,
    files::FileId,
    kernel::{id::TypedId, problem::Problem, text::Text},
    notifications::{
        NotificationId, NotificationRequestId, NotificationTemplateId,
        rules::{
            channel::Channel,
            recipient::RecipientType,
            state::{DeliveryState, NotificationState},
            template::Priority,
        },
        store::{
            notifications::NotificationRow,
            requests::{Counted, NotificationRequestRow},
        },
    },
};

/// Which notification request.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct NotificationRequestPath {
    /// The notification request.
    #[param(inline)]
    pub notification_request_id: NotificationRequestId,
}

/// Values of a template's variables, by name.
#[derive(Debug, Serialize, Deserialize)]
pub struct TemplateValues;

impl PartialSchema for TemplateValues {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::{ObjectBuilder, schema::AdditionalProperties};
        ObjectBuilder::new()
            .description(Some("Values of a template's variables, by name; each of the kind that the template declares."))
            .additional_properties(Some(AdditionalProperties::FreeForm(true)))
            .max_properties(Some(30))
            .examples([serde_json::json!({ "day": "2026-12-31" })])
            .into()
    }
}

impl ToSchema for TemplateValues {}

/// The words of a request that uses no template; in three languages, without variables.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationText {
    /// Subject: one line.
    #[schema(value_type = NotificationSubject)]
    pub subject: Text,
    /// The whole text.
    #[schema(value_type = NotificationBody)]
    pub body: Text,
    /// For short messages.
    #[schema(value_type = NotificationShort)]
    pub short: Text,
}

/// Where a notification request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum NotificationRequestState {
    /// Nothing was done with it yet; it can be cancelled.
    Waiting,
    /// It is being processed.
    InProgress,
    /// Every recipient was reached, as far as the channels say.
    Completed,
    /// Nothing is under way any more, but some recipients were not reached.
    Incomplete,
    /// Taken back before processing began.
    Cancelled,
}

/// How many notifications of a request stand where.
pub type Counts = BTreeMap<String, i64>;

/// What a request makes of its notifications.
pub fn state_of(row: &NotificationRequestRow, counts: &Counts) -> NotificationRequestState {
    let count = |states: &[NotificationState]| states.iter().filter_map(|state| counts.get(state.name())).sum::<i64>();
    use NotificationState as S;
    match row.state.as_str() {
        "Waiting" => NotificationRequestState::Waiting,
        "Cancelled" => NotificationRequestState::Cancelled,
        _ if count(&[S::Waiting, S::Processing]) > 0 => NotificationRequestState::InProgress,
        _ if count(&[S::Failed, S::Expired]) > 0 => NotificationRequestState::Incomplete,
        _ => NotificationRequestState::Completed,
    }
}

/// How many recipients stand where.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationCount {
    /// Where.
    pub state: NotificationState,
    /// How many.
    #[schema(minimum = 1)]
    pub count: i64,
}

/// A notification request of the caller.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationRequest {
    /// The notification request.
    pub notification_request_id: NotificationRequestId,
    /// For which subdivision; absent: a partner system's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// Who sent it.
    #[schema(max_length = 200, examples("CEBOTARI Ludmila"))]
    pub sent_by: String,
    /// Where it stands.
    pub state: NotificationRequestState,
    /// With which template; absent: with a text of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<NotificationTemplateId>,
    /// Which version of it: `readNotificationTemplateVersion` shows its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    pub template_version: Option<i32>,
    /// Its own words, where it used no template; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<NotificationText>,
    /// The topic.
    #[schema(max_length = 40, examples("Reminders"))]
    pub topic: String,
    /// How much it matters.
    pub priority: Priority,
    /// From when it is sent.
    pub valid_from: DateTime<Utc>,
    /// Until when it may be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime<Utc>>,
    /// Whether recipients may reply.
    pub replies_allowed: bool,
    /// Files that go along.
    #[schema(max_items = 5)]
    pub file_ids: Vec<FileId>,
    /// How many recipients stand where.
    #[schema(max_items = 9)]
    pub counts: Vec<NotificationCount>,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
}

impl NotificationRequest {
    /// A row with what stands beside it.
    pub fn of(Counted { row, counts, sent_by }: &Counted) -> Result<Self, Problem> {
        let counts: Option<Counts> = counts.clone().map(serde_json::from_value).transpose().map_err(Problem::internal)?;
        let counts = counts.unwrap_or_default();
        Ok(Self {
            notification_request_id: row.id.into(),
            subdivision_id: row.office_id.map(TypedId::from_uuid),
            sent_by: sent_by.clone(),
            state: state_of(row, &counts),
            template_id: row.template_id.map(Into::into),
            template_version: row.template_number,
            text: row.wording.clone().map(serde_json::from_value).transpose().map_err(Problem::internal)?,
            topic: row.topic.clone(),
            priority: Priority::of_name(&row.priority),
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            replies_allowed: row.replies_allowed,
            file_ids: row.file_ids.iter().copied().map(Into::into).collect(),
            counts: counts
                .into_iter()
                .filter_map(|(state, count)| Some(NotificationCount { state: NotificationState::of_name(&state)?, count }))
                .collect(),
            created_at: row.created_at,
        })
    }
}

/// What became of an item of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ItemOutcome {
    /// It is registered and will be sent.
    Accepted,
    /// It was registered before under the same reference: it is not sent again.
    Known,
    /// It has faults; nothing is sent to this recipient.
    Refused,
}

/// One fault of an item.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ItemFault {
    /// Where, in the request's body.
    #[schema(max_length = 200, examples("/recipients/0/variables/day"))]
    pub pointer: String,
    /// Which rule.
    #[schema(max_length = 60, examples("missing-variable"))]
    pub code: String,
    /// For people.
    pub message: Text,
}

/// An item of a request, as it was taken.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ItemTaken {
    /// The sender's reference.
    #[schema(max_length = 64, examples("2026-11/0042"))]
    pub reference: String,
    /// What became of it.
    pub outcome: ItemOutcome,
    /// The notification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification_id: Option<NotificationId>,
    /// What is wrong with it.
    #[schema(max_items = 50)]
    pub faults: Vec<ItemFault>,
}

/// A request as it was registered: the confirmation of receipt, item by item.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationRequestTaken {
    /// The request.
    #[serde(flatten)]
    pub request: NotificationRequest,
    /// Its items, in their order.
    #[schema(max_items = 500)]
    pub items: Vec<ItemTaken>,
}

/// One channel's delivery of a notification.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryStatus {
    /// The channel.
    pub channel: Channel,
    /// Where it stands.
    pub state: DeliveryState,
    /// Why, where it did not arrive. `in-doubt`: MNotify did not say within a day whether it has it; `forgotten`: the channel took it and
    /// knows nothing of it any more; both can be sent again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, examples("no-such-address"))]
    pub reason: Option<String>,
    /// How often it was tried.
    #[schema(minimum = 0)]
    pub attempts: i32,
    /// Of which round; sending again begins the next.
    #[schema(minimum = 1)]
    pub round: i32,
    /// When the channel took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
    /// When it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<DateTime<Utc>>,
}

/// A notification of a request: one recipient, as the request named them, and the channels.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationStatus {
    /// The notification.
    pub notification_id: NotificationId,
    /// The sender's reference.
    #[schema(max_length = 64, examples("2026-11/0042"))]
    pub reference: String,
    /// What the recipient was named by; the value itself is the sender's to know.
    pub recipient_type: RecipientType,
    /// Where it stands.
    pub state: NotificationState,
    /// Why, where it was not sent (`recipient-unknown`, `no-way`, `not-subscribed`, `validity-ended`, `given-up`).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, examples("recipient-unknown"))]
    pub reason: Option<String>,
    /// Each channel's delivery.
    #[schema(max_items = 50)]
    pub deliveries: Vec<DeliveryStatus>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl NotificationStatus {
    /// A row with its deliveries.
    pub fn of(row: &NotificationRow, ways: Option<Value>) -> Result<Self, Problem> {
        let deliveries = ways.map(serde_json::from_value).transpose().map_err(Problem::internal)?.unwrap_or_default();
        let recipient_type: RecipientType =
            serde_json::from_value(Value::from(row.recipient_type.clone())).map_err(Problem::internal)?;
        Ok(Self {
            notification_id: row.id.into(),
            reference: row.reference.clone().unwrap_or_default(),
            recipient_type,
            state: NotificationState::of_name(&row.state).ok_or_else(|| Problem::internal("a notification stands nowhere"))?,
            reason: row.state_reason.clone(),
            deliveries,
            updated_at: row.updated_at,
        })
    }
}
