use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{PersonPath, list_accesses_to_person::office};
use crate::{
    access::{
        caller::{AccountId, Allowed},
        door::Door,
        permissions::PersonsHistory,
    },
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::{Asked, At},
            reply::Reply,
        },
        id::{self, TypedId},
        keys::KeyRing,
        problem::Problem,
        text::Text,
    },
    persons::{
        differences::{FieldChange, differences},
        store::changes::{self, Place, VersionRow},
    },
};

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ChangedThing {
    /// The person's own record.
    Person,
    /// An address.
    Address,
    /// A document of another state.
    ForeignDocument,
    /// A family link.
    FamilyLink,
}

/// Who made a change, as the journal has it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangeAuthor {
    /// The account; absent for the program itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<AccountId>,
    /// What kind of account: Person, Officer or System.
    #[schema(examples("Officer"))]
    pub kind: String,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("LUNGU Andrei"))]
    pub name: Option<String>,
    /// In which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Examiner"))]
    pub role: Option<String>,
    /// For which office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Text>,
}

/// One change of a person, or of something that is the person's.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonChange {
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// What was changed.
    pub thing: ChangedThing,
    /// Which one.
    #[schema(examples("per_01ja4ttz8ze3ks9nvd5efz1s8d"))]
    pub object_id: String,
    /// The version that was written.
    #[schema(minimum = 1, examples(2))]
    pub version: i32,
    /// Each field that has another value than before; all that were filled, for the first version.
    pub fields: Vec<FieldChange>,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<ChangeAuthor>,
    /// By which operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("changePerson"))]
    pub operation: Option<String>,
    /// Why, in the words of whoever changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Pașaport nou prezentat la ghișeu"))]
    pub reason: Option<String>,
    /// The legal ground: a code of the classifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("LAW-200-2010-EXAMINATION"))]
    pub legal_basis: Option<String>,
    /// The purpose that was given with the ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("verificarea dosarului"))]
    pub legal_reason: Option<String>,
}

/// A page of changes, the latest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonChanges {
    /// The changes.
    pub changes: Vec<PersonChange>,
    /// Where the next page begins; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

fn shown(row: VersionRow) -> Result<PersonChange, Problem> {
    let (thing, prefix) = match row.kind.as_str() {
        "Address" => (ChangedThing::Address, "adr"),
        "ForeignDocument" => (ChangedThing::ForeignDocument, "fdo"),
        "FamilyLink" => (ChangedThing::FamilyLink, "fam"),
        _ => (ChangedThing::Person, "per"),
    };
    Ok(PersonChange {
        at: row.at,
        thing,
        object_id: id::write(prefix, row.object),
        version: row.version,
        fields: differences(thing, row.before.as_ref().unwrap_or(&Value::Null), &row.value)?,
        by: row.actor_kind.map(|kind| ChangeAuthor {
            account_id: row.actor_id.map(AccountId::from_uuid),
            kind,
            name: row.actor_name,
            role: row.role,
            office: office(row.office_ro, row.office_ru, row.office_en),
        }),
        operation: row.operation,
        reason: row.change_reason,
        legal_basis: row.legal_basis,
        legal_reason: row.legal_reason,
    })
}

/// List the changes of a person.
///
/// The history as a list of changes, the latest first: which fields had which value before and after, who changed them, when, by
/// which operation, for what reason and on which legal ground. Addresses, documents and family links are part of it.
#[utoipa::path(get, path = "/api/v1/persons/{personId}/changes", tag = "Persons",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-10.9", "C-38"]))))]
pub async fn list_changes_of_person(
    allowed: Allowed<PersonsHistory>,
    at: At<PersonPath>,
    asked: Asked<PageQuery>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<PersonChanges>, Problem> {
    let keys: Arc<KeyRing> = keys.into_inner();
    door.run(&allowed, move |unit| {
        let person = at.0.person_id.uuid();
        let filters = (unit.caller.account, person);
        let page = Page::<Place>::read(keys.cursors(), "changes", &filters, asked.0.limit, asked.0.cursor.as_deref())?;
        let rows = changes::list(unit, person, &page)?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, VersionRow::place)?;
        Reply::plain(&PersonChanges { changes: rows.into_iter().map(shown).collect::<Result<_, _>>()?, next_cursor })
    })
    .await
}
