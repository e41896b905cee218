//! How a petition begins: filed here, brought in by a clerk, fetched from ePetitii; and how it is registered.

use chrono::{DateTime, Datelike, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    PetitionId, carriers,
    desk::PetitionsDesk,
    parts::{Channel, PetitionKind, Petitioner, Signature},
    rules::{
        lifecycle::{Action, State},
        repeat::petitioner_key,
        terms::{signing_ends, terms_of},
    },
    step::Step,
    store::{
        self, Changes, PetitionRow, With, attachments,
        events::{self, Note},
        kept, words,
    },
    telling::{self, Told},
};
use crate::{
    access::door::Unit,
    administration::calendar::calendar,
    documents,
    files::{FileFacts, FileId},
    kernel::{id::TypedId, local_time::legal_day, problem::Problem, term::Term},
};

/// A petition that begins.
pub struct NewPetition {
    /// What kind.
    pub kind: PetitionKind,
    /// How it came.
    pub channel: Channel,
    /// Who writes.
    pub petitioner: Petitioner,
    /// Their account, where they filed here.
    pub account: Option<Uuid>,
    /// Who they are on record.
    pub person: Option<Uuid>,
    /// What it is about.
    pub object: String,
    /// Its text.
    pub reasons: String,
    /// How it is signed.
    pub signature: Signature,
    /// Drawn up for signing.
    pub document: Option<Uuid>,
    /// As it came.
    pub file: Option<FileFacts>,
    /// Its files.
    pub attachments: Vec<FileFacts>,
    /// Its number at ePetitii.
    pub external_number: Option<String>,
    /// Nothing tells who writes: it is nobody's second petition.
    pub stranger: bool,
    /// What officers must know of how it came.
    pub note: Option<String>,
    /// When it reached us.
    pub received_at: DateTime<Utc>,
}

/// A number and a term.
struct Registered {
    number: String,
    term: Option<Term>,
    due_at: Option<DateTime<Utc>>,
}

/// Begins a petition in a state: drawn up, being checked, or registered at once.
pub fn begin(unit: &mut Unit<'_>, new: NewPetition, state: State) -> Result<(PetitionRow, With), Problem> {
    let registered = match state {
        State::Registered => Some(number(unit, new.kind, new.signature != Signature::None)?),
        _ => None,
    };
    let id = Uuid::now_v7();
    let key = match (new.stranger, &new.petitioner) {
        (true, _) => format!("petition:{id}"),
        (false, by) => petitioner_key(by.idnp.as_deref(), &by.name, by.email.as_deref(), by.address.as_deref()),
    };
    let term = registered.as_ref().and_then(|registered| registered.term.as_ref()).map(kept).transpose()?;
    let mut row = PetitionRow {
        id,
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        kind: new.kind.code().into(),
        state: state.code().into(),
        number: registered.as_ref().map(|registered| registered.number.clone()),
        channel: new.channel.code().into(),
        external_number: new.external_number,
        petitioner: kept(&new.petitioner)?,
        petitioner_key: key,
        petitioner_account_id: new.account,
        petitioner_person_id: new.person,
        object: new.object,
        reasons: new.reasons,
        signature: new.signature.code().into(),
        document_id: new.document,
        file_id: new.file.as_ref().map(|file| file.id.uuid()),
        received_at: new.received_at,
        registered_at: registered.as_ref().map(|_| unit.now),
        receipt_at: None,
        term,
        due_at: registered.as_ref().and_then(|registered| registered.due_at),
        lead_subdivision_id: None,
        assigned_to: None,
        asked: None,
        answer: None,
        answer_document_id: None,
        answered_at: None,
        ended_at: None,
        ending: None,
        joined_to_id: None,
    };
    // The receipt is told in the same transaction (par. 36); whether anybody can be told is known before the row is written.
    if registered.is_some() && telling::petitioner(unit, &row, &Told::Received)? {
        row.receipt_at = Some(unit.now);
    }
    // Another copy registered ePetitii's number in this moment: the unit runs again and finds it.
    if !store::insert(unit, &row)? {
        return Err(Problem::race_lost());
    }
    words::add(unit, row.id, &new.petitioner.name, &row.object)?;
    let mut with = With::default();
    for file in &new.attachments {
        with.attachments.push(attachments::add(unit, row.id, "Supporting", file)?);
    }
    row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
    unit.wrote("Petition", PetitionId::from_uuid(row.id));
    events::add(unit, row.id, Action::File, state, state, new.note.as_deref().map_or(Note::None, Note::Inside))?;
    follow_up(unit, &row, state)?;
    Ok((row, with))
}

/// What wakes up later.
fn follow_up(unit: &mut Unit<'_>, row: &PetitionRow, state: State) -> Result<(), Problem> {
    let payload = json!({ "petition": row.id });
    if state == State::AwaitingSignature {
        let ends = signing_ends(unit.now, &calendar(unit.conn)?)?;
        unit.send_at(carriers::SIGNING_ENDS, format!("{}/{}", carriers::SIGNING_ENDS, row.id), payload.clone(), ends);
    }
    if let (true, Some(file)) = (row.signature == Signature::Pending.code(), row.file_id) {
        ask_msign(unit, row.id, FileId::from_uuid(file));
    }
    if state == State::Registered && row.external_number.is_some() {
        unit.send(carriers::TELL_REGISTERED, format!("{}/{}", carriers::TELL_REGISTERED, row.id), payload);
    }
    Ok(())
}

/// MSign is asked about a signed file of a petition.
pub fn ask_msign(unit: &mut Unit<'_>, petition: Uuid, file: FileId) {
    let key = format!("{}/{petition}/{file}", carriers::CHECK_SIGNATURE);
    unit.send(carriers::CHECK_SIGNATURE, key, json!({ "petition": petition }));
}

/// A registration number of the year, without gaps; and the term, if the petition is complete.
fn number(unit: &mut Unit<'_>, kind: PetitionKind, complete: bool) -> Result<Registered, Problem> {
    let terms = terms_of(kind.is_petition())?;
    let number = documents::take_number(unit, &terms.series, legal_day(unit.now).year())?;
    let (term, due_at) = match complete.then(|| terms.begin(unit.now)).transpose()? {
        Some(term) => {
            let due_at = term.end(&calendar(unit.conn)?);
            (Some(term), due_at)
        }
        None => (None, None),
    };
    Ok(Registered { number, term, due_at })
}

/// Registers what was signed.
pub fn register(unit: &mut Unit<'_>, step: Step) -> Result<PetitionRow, Problem> {
    let registered = number(unit, step.row.kind()?, true)?;
    let mut changes = Changes {
        number: Some(registered.number.clone()),
        registered_at: Some(unit.now),
        signature: Some(Signature::Valid.code().into()),
        term: Some(registered.term.as_ref().map(kept).transpose()?),
        due_at: Some(registered.due_at),
        ..Changes::default()
    };
    let told = PetitionRow { number: Some(registered.number), ..step.row.clone() };
    if telling::petitioner(unit, &told, &Told::Received)? {
        changes.receipt_at = Some(Some(unit.now));
    }
    Ok(step.finish(unit, changes, Note::None)?.0)
}

/// The term begins, because the petition is complete now.
pub fn complete(unit: &mut Unit<'_>, desk: &PetitionsDesk, row: &PetitionRow) -> Result<Changes, Problem> {
    let term = terms_of(row.kind()?.is_petition())?.begin(unit.now)?;
    let due_at = term.end(&desk.calendar_of(unit, row)?);
    Ok(Changes { term: Some(Some(kept(&term)?)), due_at: Some(due_at), asked: Some(None), ..Changes::default() })
}
