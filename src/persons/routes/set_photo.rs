use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsChange},
    files::{FileId, Purpose},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
    },
    persons::{
        attached,
        person::Person,
        store::{read, write},
        wording::Findings,
    },
};

/// A photograph of a person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPhoto {
    /// The file that was uploaded.
    pub file_id: FileId,
    /// When it was taken.
    pub taken_on: Option<NaiveDate>,
    /// Why it is put on record, for the history.
    #[schema(min_length = 1, max_length = 500, examples("Captare biometrică la ghișeu"))]
    pub reason: Option<String>,
}

/// Set a person's photograph.
///
/// The photograph that holds from now on; the earlier ones stay in the history. The file was sent by the caller with the purpose
/// `Photo`, by which its size and form were checked.
#[utoipa::path(post, path = "/api/v1/persons/{personId}/photos", tag = "Persons",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-25.1"]))))]
pub async fn set_photo(
    allowed: Allowed<PersonsChange>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<NewPhoto>,
    door: Door,
) -> Result<Reply<Person>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let mut found = Findings::default();
        found.not_after("/takenOn", act.body.taken_on, legal_day(unit.now));
        found.text("/reason", act.body.reason.as_ref());
        found.done()?;
        attached::check(unit, "/fileId", Some(act.body.file_id), Purpose::Photo)?;
        let [mut row] = read::for_change(unit, [at.0.person_id.uuid()])?;
        seen.check(row.version)?;
        row.photo_file_id = Some(act.body.file_id.uuid());
        row.photo_taken_on = act.body.taken_on;
        row.change_reason = act.body.reason.clone();
        write::update(unit, &row, None)?;
        read::person(unit, row.id, None)?.reply()
    })
    .await
}
