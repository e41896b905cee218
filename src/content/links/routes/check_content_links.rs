use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentLinks},
    content::links::{ContentLinkId, store},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Accepted,
        },
        id::TypedId,
        problem::Problem,
        text::Text,
    },
};

/// Which links to check.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({})))]
pub struct ContentLinkCheckInput {
    /// These; all of them unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_items = 1, max_items = 100)]
    content_link_ids: Option<Vec<ContentLinkId>>,
}

/// A check that was begun.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentLinkCheck {
    /// How many links are asked now.
    #[schema(examples(12))]
    links: usize,
}

/// Check links now.
///
/// Has the links asked at once instead of when their month is over; a provider those of what their subdivision supplies. They are asked one after another by the workers; the list tells what
/// was found.
#[utoipa::path(post, path = "/api/v1/content-links/checks", tag = "Content",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["R-23.11"])),
        ("x-legal-basis" = json!("Regulamentul de publicare pe site-ul web oficial al IGM, pct. 23.11"))))]
pub async fn check_content_links(
    allowed: Allowed<ContentLinks>,
    _: Asked<NoQuery>,
    act: Act<ContentLinkCheckInput>,
    door: Door,
) -> Result<Accepted<ContentLinkCheck>, Problem> {
    let these: Option<Vec<_>> = act.body.content_link_ids.map(|ids| ids.into_iter().map(TypedId::uuid).collect());
    door.act(&allowed, act.key, move |unit| {
        let offices = (!unit.scope.any).then(|| unit.scope.offices.clone());
        store::take_down(unit.conn, unit.now)?;
        let links = store::make_due(unit.conn, unit.now, these.as_deref(), offices.as_deref())?;
        if these.as_ref().is_some_and(|these| these.len() != links) {
            let text = Text::new("Nu există o astfel de legătură.", "Такой ссылки нет.", "There is no such link.");
            return Err(Problem::violation("/contentLinkIds", "no-such-thing", text));
        }
        unit.wrote("ContentLinks", links);
        Accepted::plain(&ContentLinkCheck { links })
    })
    .await
}
