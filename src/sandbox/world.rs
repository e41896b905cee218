//! The people of the demo world: synthetic persons with documents, addresses and families; some are personas.

use std::collections::HashMap;

use serde::Deserialize;
use uuid::Uuid;

use super::personas;
use crate::{
    access::{door::Unit, store},
    kernel::{id::TypedId, problem::Problem},
    persons::{
        self, PersonId, PersonRegistration,
        family::{NewFamilyLink, are_linked, link},
        rules::family::FamilyLink,
    },
    petitions::{self, demo::DemoPetition},
};

/// One of the people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct DemoPerson {
    /// What they are called here.
    pub key: String,
    /// The persona whose account they are.
    pub persona: Option<String>,
    /// Relatives further up.
    #[serde(default)]
    pub family: Vec<DemoLink>,
    /// The registration, as the API takes it.
    pub registration: PersonRegistration,
}

/// A relative: what they are to the person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoLink {
    /// The relative's key.
    pub to: String,
    /// What the relative is.
    pub link: FamilyLink,
}

/// All of them, in their order.
pub fn all() -> Result<Vec<DemoPerson>, Problem> {
    // By way of JSON, so that what is read here is exactly what the API would read.
    let people: serde_json::Value = serde_saphyr::from_str(include_str!("world.yaml")).map_err(Problem::internal)?;
    serde_json::from_value(people).map_err(Problem::internal)
}

/// Puts everybody on record who is not yet; to load again changes nothing.
pub fn load(unit: &mut Unit<'_>) -> Result<(), Problem> {
    let mut known: HashMap<String, Uuid> = HashMap::new();
    for person in all()? {
        let id = persons::ensure(unit, &person.registration)?.id;
        for relative in &person.family {
            let other = *known.get(&relative.to).ok_or_else(|| Problem::internal("a relative who is not further up"))?;
            if !are_linked(unit, id, other)? {
                link(unit, id, &new_link(other, relative.link))?;
            }
        }
        if let Some(persona) = person.persona.as_deref().and_then(personas::find) {
            let account = personas::account(unit.conn, unit.now, persona)?;
            store::account_is_person(unit.conn, account, id)?;
        }
        known.insert(person.key, id);
    }
    petitions::demo::load(unit, petitions)
}

/// A petition of the demo world.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPetition {
    by: String,
    #[serde(default)]
    online: bool,
    kind: petitions::parts::PetitionKind,
    channel: petitions::parts::Channel,
    signature: petitions::parts::Signature,
    lead: Option<String>,
    object: String,
    reasons: String,
}

fn petitions(unit: &mut Unit<'_>) -> Result<Vec<DemoPetition>, Problem> {
    let written: Vec<WrittenPetition> = serde_saphyr::from_str(include_str!("petitions.yaml")).map_err(Problem::internal)?;
    let demo = |unit: &mut Unit<'_>, one: WrittenPetition| {
        let persona = personas::find(&one.by).ok_or_else(|| Problem::internal("a petition of nobody"))?;
        let account = personas::account(unit.conn, unit.now, persona)?;
        let lead = one.lead.map(|code| store::subdivision_by_code(unit.conn, &code)).transpose()?.flatten();
        Ok(DemoPetition {
            kind: one.kind,
            channel: one.channel,
            signature: one.signature,
            petitioner: (
                persona.name.clone(),
                persona.login.clone(),
                format!("{}@example.org", one.by),
                one.online.then_some(account),
            ),
            object: one.object,
            reasons: one.reasons,
            lead,
        })
    };
    written.into_iter().map(|one| demo(unit, one)).collect()
}

fn new_link(relative: Uuid, link: FamilyLink) -> NewFamilyLink {
    NewFamilyLink { relative_id: PersonId::from_uuid(relative), link, since: None, until: None, basis: None, reason: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_people_are_read_and_the_personas_are_among_them() {
        let people = all().expect("people");
        assert!(people.len() >= 25);
        for persona in ["applicant", "representative", "employer"] {
            let person = people.iter().find(|person| person.persona.as_deref() == Some(persona)).expect(persona);
            let idnp = person.registration.attributes.idnp.expect("an IDNP");
            assert_eq!(idnp.expose(), personas::find(persona).expect(persona).login);
        }
    }
}
