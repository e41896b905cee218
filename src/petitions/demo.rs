//! A few petitions of the demo world, so that a newcomer sees some: nothing is told to anybody about them.

use chrono::{DateTime, Datelike, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::{
    parts::{Assignment, Channel, PetitionKind, Petitioner, Signature},
    rules::{
        lifecycle::{Action, State},
        repeat::petitioner_key,
        terms::terms_of,
    },
    schema::petitions,
    store::{self, PetitionRow, assignments, events, events::Note, kept, words},
};
use crate::{
    access::door::Unit,
    administration::calendar::calendar,
    documents,
    kernel::{local_time::legal_day, problem::Problem, text::Language},
};

/// A petition of the demo world.
pub struct DemoPetition {
    /// What kind.
    pub kind: PetitionKind,
    /// How it came.
    pub channel: Channel,
    /// How it is signed.
    pub signature: Signature,
    /// Who writes: name, IDNP, e-mail, account.
    pub petitioner: (String, String, String, Option<Uuid>),
    /// What it is about.
    pub object: String,
    /// Its text.
    pub reasons: String,
    /// The subdivision that examines it.
    pub lead: Option<Uuid>,
}

/// Puts them on record, unless there are petitions already; to load again changes nothing.
pub fn load(unit: &mut Unit<'_>, all: impl FnOnce(&mut Unit<'_>) -> Result<Vec<DemoPetition>, Problem>) -> Result<(), Problem> {
    if diesel::select(diesel::dsl::exists(petitions::table.select(petitions::id))).get_result::<bool>(unit.conn)? {
        return Ok(());
    }
    for demo in all(unit)? {
        let state = if demo.lead.is_some() { State::InExamination } else { State::Registered };
        let row = row(unit, &demo, state)?;
        store::insert(unit, &row)?;
        words::add(unit, row.id, &demo.petitioner.0, &demo.object)?;
        events::add(unit, row.id, Action::File, State::Registered, State::Registered, Note::None)?;
        if let Some(lead) = demo.lead {
            assignments::set(unit, row.id, &[], &[(lead, Assignment::Lead)])?;
            events::add(unit, row.id, Action::Assign, State::Registered, State::InExamination, Note::None)?;
        }
    }
    Ok(())
}

fn row(unit: &mut Unit<'_>, demo: &DemoPetition, state: State) -> Result<PetitionRow, Problem> {
    let now: DateTime<Utc> = unit.now;
    let (name, idnp, email, account) = &demo.petitioner;
    let terms = terms_of(demo.kind.is_petition())?;
    let number = documents::take_number(unit, &terms.series, legal_day(now).year())?;
    let term = terms.begin(now)?;
    let due_at = term.end(&calendar(unit.conn)?);
    let petitioner = Petitioner {
        name: name.clone(),
        idnp: Some(idnp.clone()),
        email: Some(email.clone()),
        address: None,
        language: Language::Ro,
    };
    Ok(PetitionRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: now,
        updated_at: now,
        kind: demo.kind.code().into(),
        state: state.code().into(),
        number: Some(number),
        channel: demo.channel.code().into(),
        external_number: None,
        petitioner_key: petitioner_key(Some(idnp), name, Some(email), None),
        petitioner: kept(&petitioner)?,
        petitioner_account_id: *account,
        petitioner_person_id: None,
        object: demo.object.clone(),
        reasons: demo.reasons.clone(),
        signature: demo.signature.code().into(),
        document_id: None,
        file_id: None,
        received_at: now,
        registered_at: Some(now),
        receipt_at: Some(now),
        term: Some(kept(&term)?),
        due_at,
        lead_subdivision_id: demo.lead,
        assigned_to: None,
        asked: None,
        answer: None,
        answer_document_id: None,
        answered_at: None,
        ended_at: None,
        ending: None,
        joined_to_id: None,
    })
}
