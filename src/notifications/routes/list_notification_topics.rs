use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::caller::Open,
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
        text::Text,
    },
    notifications::topics,
};

/// A kind of notification that recipients subscribe to.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationTopic {
    /// Its code.
    #[schema(max_length = 40, examples("Reminders"))]
    pub topic: String,
    /// Its name.
    pub name: Text,
    /// Whether a recipient may do without it.
    pub optional: bool,
    /// Whether senders may use it.
    pub for_senders: bool,
}

/// The topics.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationTopicList {
    /// All of them.
    #[schema(max_items = 100)]
    pub topics: Vec<NotificationTopic>,
}

/// List the topics.
///
/// The kinds of notification that recipients subscribe to.
#[utoipa::path(get, path = "/api/v1/notification-topics", tag = "Notifications",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])), ("x-requirements" = json!(["N-17.2"]))))]
pub async fn list_notification_topics(_: Open, _: Asked<NoQuery>) -> Result<Reply<NotificationTopicList>, Problem> {
    let wire = |topic: &topics::Topic| NotificationTopic {
        topic: topic.code.clone(),
        name: topic.name.clone(),
        optional: topic.optional,
        for_senders: topic.for_senders,
    };
    Reply::plain(&NotificationTopicList { topics: topics::all().iter().map(wire).collect() })
}
