//! Those who work in the offices of the synthetic world: more examiners than the personas, so that worklists are spread as they would be.

use anyhow::Context;
use uuid::Uuid;

use super::dossiers::{Office, Officer};
use crate::{
    access::{
        door::Unit,
        policy::Role,
        store::{self, AccountDraft},
    },
    kernel::{identifiers::Idnp, problem::Problem},
    platform::Platform,
    sandbox::personas,
};

/// The offices with their shares; a persona stands first where there is one.
const OFFICES: [(&str, u64, u64); 4] = [("CHI", 55, 24), ("BAL", 20, 10), ("COM", 13, 6), ("CAH", 12, 6)];
/// Numbers of officers begin here.
const FIRST_SERIAL: u64 = 20_000_000_000;

/// The offices, with officers made where they are missing; journalled, as everything that goes through the door.
pub fn offices(platform: &Platform) -> anyhow::Result<Vec<Office>> {
    platform.door.by_system_here("loadDemoOffices", load).context("the officers of the demo world")
}

/// The account of the persona who files.
pub fn applicant(platform: &Platform) -> anyhow::Result<Option<Uuid>> {
    let Some(persona) = personas::find("applicant") else { return Ok(None) };
    let found = platform.door.by_system_here("loadDemoOffices", |unit| personas::account(unit.conn, unit.now, persona));
    Ok(Some(found.context("the demo world's applicant")?))
}

fn load(unit: &mut Unit<'_>) -> Result<Vec<Office>, Problem> {
    let mut serial = FIRST_SERIAL;
    OFFICES
        .iter()
        .map(|(code, weight, examiners)| {
            let id = store::subdivision_by_code(unit.conn, code)?.ok_or_else(|| Problem::internal("a subdivision is missing"))?;
            let mut officer = |unit: &mut Unit<'_>, role: Role| {
                serial += 1;
                let login = Idnp::synthetic(serial);
                let persona = personas::all()
                    .iter()
                    .find(|one| one.roles.iter().any(|held| held.role == role && held.subdivision.as_deref() == Some(code)))
                    .filter(|_| role != Role::Examiner || serial % 100 == 2);
                let name = persona.map_or_else(|| format!("{role:?} {code} {}", serial % 100), |persona| persona.name.clone());
                let login = persona.map_or_else(|| login.expose().to_owned(), |persona| persona.login.clone());
                let draft = AccountDraft { kind: "Officer", login: &login, display_name: &name, person: None, jwks: None };
                let account = store::account_of(unit.conn, unit.now, &draft)?;
                store::give_role(unit.conn, unit.now, account, role, Some(id))?;
                unit.wrote("Account", crate::kernel::id::write("acc", account));
                Ok::<Officer, Problem>(Officer { account, name })
            };
            let registrar = officer(unit, Role::Registrar)?;
            let examiners = (0..*examiners).map(|_| officer(unit, Role::Examiner)).collect::<Result<Vec<_>, _>>()?;
            let head = officer(unit, Role::Head)?;
            Ok(Office { id, weight: *weight, registrar, examiners, head })
        })
        .collect()
}
