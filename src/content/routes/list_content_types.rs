use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::caller::Open,
    content::wire::section::{ContentItemType, item_type, structure},
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// The types of items.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentItemTypeList {
    /// The types in their order.
    #[schema(max_items = 100)]
    pub types: Vec<ContentItemType>,
}

/// List the types of items.
///
/// What can be published, with the JSON Schema of each type's fields, what they are called, and its publication terms (4 hours; 1 hour for news and announcements;
/// one working day for the results of events; 5 days for vacancies).
#[utoipa::path(get, path = "/api/v1/content-types", tag = "Content",
    extensions(("x-audience" = json!(["public", "efiling", "intranet"])), ("x-requirements" = json!(["R-13", "R-29", "R-8"]))))]
pub async fn list_content_types(_: Open, _: Asked<NoQuery>) -> Result<Reply<ContentItemTypeList>, Problem> {
    Reply::plain(&ContentItemTypeList { types: structure()?.types.iter().map(item_type).collect() })
}
