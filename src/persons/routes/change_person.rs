use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsChange},
    files::Purpose,
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
    },
    persons::{
        attached,
        attributes::Remembered,
        patch::PersonPatch,
        person::Person,
        store::{read, write},
    },
};

/// Change a person's attributes.
///
/// A merge patch of `attributes`: what is absent stays, null removes, groups are changed member by member, arrays are replaced.
/// The reason stands in the history. A name that is changed stays among the other names as a former one, by which the person is still found,
/// unless `namesCorrected` says that it was an error. Nothing is lost: the earlier state can be read with `asOf`. A declared conflict of interest
/// is 403; a record that leads to another one is 409.
#[utoipa::path(patch, path = "/api/v1/persons/{personId}", tag = "Persons",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["C-25.1", "C-10.9"])),
        ("x-legal-basis" = json!("HG nr. 333/2002; Legea nr. 200/2010"))))]
pub async fn change_person(
    allowed: Allowed<PersonsChange>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    patch: Patch<PersonPatch>,
    door: Door,
) -> Result<Reply<Person>, Problem> {
    door.run(&allowed, move |unit| {
        let today = legal_day(unit.now);
        let [row] = read::for_change(unit, [at.0.person_id.uuid()])?;
        seen.check(row.version)?;
        let before = row.attributes()?;
        let mut after = patch.0.attributes.apply(&before)?;
        let remembered = if patch.0.names_corrected { Remembered::NothingNew } else { after.remember(&before.names) };
        let mut found = after.faults("/attributes", today);
        if remembered == Remembered::NoRoom {
            found.add(
                "/attributes/otherNames",
                "too-many",
                "Nu mai este loc pentru numele anterior: renunțați la unul dintre celelalte nume.",
                "Нет места для прежнего имени: уберите одно из других имён.",
                "There is no room for the former name: give up one of the other names.",
            );
        }
        found.text("/reason", Some(&patch.0.reason));
        found.done()?;
        let signature = after.signature.as_ref().filter(|_| after.signature != before.signature).map(|specimen| specimen.file_id);
        attached::check(unit, "/attributes/signature/fileId", signature, Purpose::Attachment)?;
        let (keys, keys_before) = (after.keys(), before.keys());
        let mut row = row.with(&after, today)?;
        row.change_reason = Some(patch.0.reason.clone());
        write::update(unit, &row, (keys != keys_before).then_some(keys.as_slice()))?;
        read::person(unit, row.id, None)?.reply()
    })
    .await
}
