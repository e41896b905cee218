use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AsOf, PersonPath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsRead},
    kernel::{
        http::{
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    persons::{documents::ForeignDocument, store::documents},
};

/// All documents of other states of a person, those issued last first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ForeignDocuments {
    /// The documents.
    pub foreign_documents: Vec<ForeignDocument>,
}

/// List a person's documents of other states.
///
/// All of them, those issued last first; now, or as they stood at an instant.
#[utoipa::path(get, path = "/api/v1/persons/{personId}/foreign-documents", tag = "Persons",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-25.1", "C-10.9"]))))]
pub async fn list_foreign_documents(
    allowed: Allowed<PersonsRead>,
    at: At<PersonPath>,
    asked: Asked<AsOf>,
    door: Door,
) -> Result<Reply<ForeignDocuments>, Problem> {
    door.run(&allowed, move |unit| {
        let as_of = asked.0.until(unit.now)?;
        let foreign_documents = documents::list(unit, at.0.person_id.uuid(), as_of)?;
        unit.about(at.0.person_id.uuid());
        unit.read("ForeignDocuments", at.0.person_id);
        Reply::plain(&ForeignDocuments { foreign_documents })
    })
    .await
}
