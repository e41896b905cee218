use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        rules::differences::{Difference, between},
        store::{items, versions},
        wire::item::ContentItemPath,
    },
    kernel::{
        http::{
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Which two.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct ContentDifferencesQuery {
    /// The number of the earlier version.
    #[param(minimum = 1, maximum = 100000)]
    pub from: i32,
    /// The number of the later version; the working copy where it is absent.
    #[param(minimum = 1, maximum = 100000)]
    pub to: Option<i32>,
}

/// A place that differs.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentDifference {
    /// JSON pointer into what the item says.
    #[schema(max_length = 500, examples("/title/ro"))]
    pub pointer: String,
    /// What stood there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60000)]
    pub before: Option<String>,
    /// What stands there now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60000)]
    pub after: Option<String>,
}

/// What changed between two versions.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentDifferenceList {
    /// The places that differ, in their order.
    #[schema(max_items = 10000)]
    pub differences: Vec<ContentDifference>,
}

/// Compare two versions of an item.
///
/// Or a version with the working copy: the places that differ, with what stood there before and after.
#[utoipa::path(get, path = "/api/v1/content-items/{contentItemId}/differences", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-25"]))))]
pub async fn compare_content_versions(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    Asked(query): Asked<ContentDifferencesQuery>,
    door: Door,
) -> Result<Reply<ContentDifferenceList>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, _) = items::find(unit, at.content_item_id.uuid())?;
        unit.read("ContentItem", at.content_item_id);
        let numbers: Vec<i32> = [Some(query.from), query.to].into_iter().flatten().collect();
        let found = versions::some(unit.conn, row.id, &numbers)?;
        let content = |number: i32| {
            let version = found.iter().find(|version| version.number == number).map(|version| version.content.clone());
            version.ok_or_else(Problem::not_found)
        };
        let (before, after) = (content(query.from)?, query.to.map_or_else(|| Ok(row.content.clone()), content)?);
        Reply::plain(&ContentDifferenceList { differences: between(&before, &after).into_iter().map(shown).collect() })
    })
    .await
}

fn shown(difference: Difference) -> ContentDifference {
    let text = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    ContentDifference { pointer: difference.pointer, before: difference.before.map(text), after: difference.after.map(text) }
}
