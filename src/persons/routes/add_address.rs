use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsChange},
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        id::TypedId,
        problem::Problem,
    },
    persons::{
        addresses::{Address, NewAddress},
        store::{addresses, read},
        wording::Findings,
    },
};

/// Put an address on record.
///
/// Domicile (domiciliu) or residence (reședință). One that lasts ends the one before it on the day on which it begins. There is
/// never more than one of a kind on a day (409 `already-exists`).
#[utoipa::path(post, path = "/api/v1/persons/{personId}/addresses", tag = "Persons",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["C-11.09", "C-25.1"])),
        ("x-legal-basis" = json!("Legea nr. 200/2010; HG nr. 125/2013"))))]
pub async fn add_address(
    allowed: Allowed<PersonsChange>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    act: Act<NewAddress>,
    door: Door,
) -> Result<Created<Address>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let mut found = Findings::default();
        act.body.faults("", &mut found);
        found.done()?;
        let [row] = read::for_change(unit, [at.0.person_id.uuid()])?;
        let added = addresses::add(unit, row.id, &act.body)?;
        Ok(Created::record(1, &added)?.at(format!("/api/v1/persons/{}/addresses", at.0.person_id)))
    })
    .await
}
