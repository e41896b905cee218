use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::PersonPath;
use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        grounds,
        permissions::PersonsAccesses,
    },
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
        text::Text,
    },
    persons::store::accesses::{self, AccessRow, Place},
};

/// One occasion on which a person's data was read or written.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonAccess {
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// What was done: an operation of this contract, or a work of the program itself.
    #[schema(examples("readPerson"))]
    pub operation: String,
    /// Whether data was written too.
    pub wrote: bool,
    /// What kind of account: Person, Officer or System.
    #[schema(examples("Officer"))]
    pub actor_kind: String,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("LUNGU Andrei"))]
    pub actor_name: Option<String>,
    /// In which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Examiner"))]
    pub role: Option<String>,
    /// For which office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Text>,
    /// The legal ground: a code of the classifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("LAW-200-2010-EXAMINATION"))]
    pub legal_basis: Option<String>,
    /// The legal ground for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis_text: Option<Text>,
    /// The act and article.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Legea nr. 200/2010, art. 31-43"))]
    pub legal_act: Option<String>,
    /// The reason that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("verificarea dosarului"))]
    pub reason: Option<String>,
    /// Withheld from the person until lifted; only auditors see such an entry.
    pub undisclosed: bool,
}

/// A page of accesses, the latest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonAccessPage {
    /// The accesses.
    pub accesses: Vec<PersonAccess>,
    /// Where the next page begins; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl From<AccessRow> for PersonAccess {
    fn from(row: AccessRow) -> Self {
        let ground = row.legal_basis.as_deref().and_then(grounds::find);
        Self {
            at: row.at,
            operation: row.operation,
            wrote: row.wrote,
            actor_kind: row.actor_kind,
            actor_name: row.actor_name,
            role: row.role,
            office: office(row.office_ro, row.office_ru, row.office_en),
            legal_basis_text: ground.map(|ground| ground.text.clone()),
            legal_act: ground.map(|ground| ground.act.clone()),
            legal_basis: row.legal_basis,
            reason: row.legal_reason,
            undisclosed: row.undisclosed,
        }
    }
}

/// The name of an office in three languages, where there is one.
pub(super) fn office(ro: Option<String>, ru: Option<String>, en: Option<String>) -> Option<Text> {
    Some(Text::new(ro?, ru?, en?))
}

/// A page of the accesses to one person.
pub(super) fn page_of(
    unit: &mut Unit<'_>,
    person: Uuid,
    keys: &KeyRing,
    asked: &PageQuery,
) -> Result<Reply<PersonAccessPage>, Problem> {
    let filters = (unit.caller.account, person);
    let page = Page::<Place>::read(keys.cursors(), "accesses", &filters, asked.limit, asked.cursor.as_deref())?;
    let rows = accesses::list(unit, person, &page)?;
    let (rows, next_cursor) = page.cut(keys.cursors(), rows, AccessRow::place)?;
    Reply::plain(&PersonAccessPage { accesses: rows.into_iter().map(Into::into).collect(), next_cursor })
}

/// List who saw a person's data.
///
/// Every occasion on which data of this person was read or written: who, for which office, when, by which operation, on which
/// legal ground and for what reason. Entries under a ground marked undisclosed are withheld from the person; auditors see all.
#[utoipa::path(get, path = "/api/v1/persons/{personId}/accesses", tag = "Persons",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-11.42", "G-MCAB"])),
        ("x-legal-basis" = json!("Legea nr. 195/2024"))))]
pub async fn list_accesses_to_person(
    allowed: Allowed<PersonsAccesses>,
    at: At<PersonPath>,
    asked: Asked<PageQuery>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<PersonAccessPage>, Problem> {
    let keys: Arc<KeyRing> = keys.into_inner();
    door.run(&allowed, move |unit| page_of(unit, at.0.person_id.uuid(), &keys, &asked.0)).await
}
