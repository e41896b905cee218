use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsChange},
    files::Purpose,
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
    },
    persons::{
        attached,
        documents::{ForeignDocument, NewForeignDocument},
        store::{documents, read},
        wording::Findings,
    },
};

/// Put a document of another state on record.
///
/// With the text of its machine-readable zone all check digits are verified (ICAO Doc 9303), and issuer, number and expiry are
/// taken from it. What differs from the person on record is told in `findings`, for an officer to judge. A document is on record
/// of a person once (409 `already-exists`).
#[utoipa::path(post, path = "/api/v1/persons/{personId}/foreign-documents", tag = "Persons",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["C-25.1"]))))]
pub async fn add_foreign_document(
    allowed: Allowed<PersonsChange>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    act: Act<NewForeignDocument>,
    door: Door,
) -> Result<Created<ForeignDocument>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let today = legal_day(unit.now);
        let mut found = Findings::default();
        let checked = act.body.check("", today, &mut found);
        found.done()?;
        let checked = checked.ok_or_else(|| Problem::internal("a document without a finding that does not pass"))?;
        attached::check(unit, "/fileId", act.body.file_id, Purpose::Attachment)?;
        let [row] = read::for_change(unit, [at.0.person_id.uuid()])?;
        let findings = checked.findings(&row.attributes()?, today);
        let added = documents::insert(unit, row.id, &[(checked, findings)])?.remove(0);
        Ok(Created::record(1, &added)?.at(format!("/api/v1/persons/{}/foreign-documents", at.0.person_id)))
    })
    .await
}
