//! The demo personas and their small world: synthetic people, one a role.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::{
        policy::Role,
        store::{self, AccountDraft},
        subdivisions,
    },
    kernel::{database::guard::Published, identifiers::Idno, problem::Problem},
};

/// One persona.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// What it is called in documentation and tests.
    pub persona: String,
    /// What MPass gives: an IDNP; or a client id.
    pub login: String,
    /// Person, Officer or System.
    pub kind: String,
    /// Surname and given name.
    pub name: String,
    /// Roles with the subdivision's code.
    #[serde(default)]
    pub roles: Vec<PersonaRole>,
    /// Legal entities that MPass would say they administer.
    #[serde(default)]
    pub administers: Vec<Idno>,
}

/// A role of a persona.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonaRole {
    /// The role.
    pub role: Role,
    /// The subdivision's code.
    pub subdivision: Option<String>,
}

static PERSONAS: LazyLock<Vec<Persona>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("personas.yaml")).unwrap_or_default());

/// All personas.
pub fn all() -> &'static [Persona] {
    &PERSONAS
}

/// One persona by its name.
pub fn find(name: &str) -> Option<&'static Persona> {
    PERSONAS.iter().find(|persona| persona.persona == name)
}

/// By what production knows a database that development has used.
pub fn published() -> Published<'static> {
    Published { logins: all().iter().map(|persona| persona.login.as_str()).collect(), keys: vec![super::partner::PUBLIC_KEY] }
}

/// Makes the accounts of all personas where they are missing.
pub fn load(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), Problem> {
    subdivisions::load(conn, now)?;
    for persona in all() {
        account(conn, now, persona)?;
    }
    Ok(())
}

/// The account of a persona.
pub fn account(conn: &mut PgConnection, now: DateTime<Utc>, persona: &Persona) -> Result<Uuid, Problem> {
    let jwks = (persona.persona == "partner-demo").then(super::partner::jwks);
    let draft = AccountDraft { kind: &persona.kind, login: &persona.login, display_name: &persona.name, person: None, jwks };
    let account = store::account_of(conn, now, &draft)?;
    store::powers::set_administered(conn, account, &persona.administers)?;
    for held in &persona.roles {
        let subdivision = match &held.subdivision {
            Some(code) => store::subdivision_by_code(conn, code)?,
            None => None,
        };
        store::give_role(conn, now, account, held.role, subdivision)?;
    }
    Ok(account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::identifiers::Idnp;

    #[test]
    fn every_persona_is_there_and_has_a_number_that_passes_its_check() {
        assert_eq!(all().len(), 19);
        for persona in all().iter().filter(|persona| persona.kind != "System") {
            persona.login.parse::<Idnp>().unwrap_or_else(|error| panic!("{}: {error:?}", persona.persona));
        }
    }
}
