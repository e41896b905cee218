//! What follows from what happens elsewhere: a document was signed, a time has come, a signature was judged.

use serde_json::json;
use uuid::Uuid;

use super::{
    answering, carriers,
    parts::{Asking, Ending, EndingReason, Signature},
    registering,
    rules::lifecycle::{Action, State},
    step::begin_by_system,
    store::{self, Changes, PetitionRow, events::Note, kept},
    telling::{self, Told},
};
use crate::{access::door::Unit, documents, kernel::problem::Problem};

/// A document was issued: the petition that its petitioner signed is registered; the answer that its head signed goes out.
pub fn on_issued(unit: &mut Unit<'_>, document: Uuid) -> Result<(), Problem> {
    let Some(row) = store::held_of_document(unit, document)? else { return Ok(()) };
    row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
    if row.document_id == Some(document) {
        if let Some(step) = begin_by_system(row, Action::Sign)? {
            registering::register(unit, step)?;
        }
        return Ok(());
    }
    answering::issued(unit, row)
}

/// What MSign said of the signature of a petition that came as a signed file.
pub fn on_judged(unit: &mut Unit<'_>, petition: Uuid, valid: bool) -> Result<(), Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(()) };
    if row.signature != Signature::Pending.code() {
        return Ok(());
    }
    row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
    let filed_here = row.state == State::CheckingSignature.code();
    if filed_here && valid {
        if let Some(step) = begin_by_system(row, Action::AcceptSignature)? {
            registering::register(unit, step)?;
        }
        return Ok(());
    }
    if filed_here {
        let Some(step) = begin_by_system(row, Action::RefuseSignature)? else { return Ok(()) };
        let ending = Ending {
            reason: EndingReason::SignatureRefused,
            text: "Semnătura electronică nu este valabilă.".into(),
            authority_code: None,
        };
        let changes =
            Changes { signature: Some(Signature::Refused.code().into()), ending: Some(kept(&ending)?), ..Changes::default() };
        let (row, _) = step.finish(unit, changes, Note::Open(&ending.text))?;
        telling::petitioner(unit, &row, &Told::SignatureRefused)?;
        return Ok(());
    }
    // Registered by a clerk: the clerk sees what became of it and asks the petitioner to mend it.
    let Some(step) = begin_by_system(row, Action::NoteSignature)? else { return Ok(()) };
    let signature = if valid { Signature::Valid } else { Signature::Refused };
    let changes = Changes { signature: Some(signature.code().into()), ..Changes::default() };
    step.finish(unit, changes, Note::Inside(signature.code()))?;
    Ok(())
}

/// Nobody signed what was drawn up.
pub fn on_signing_ended(unit: &mut Unit<'_>, petition: Uuid) -> Result<(), Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(()) };
    let document = row.document_id;
    let Some(step) = begin_by_system(row, Action::Lapse)? else { return Ok(()) };
    let text = "Petiția nu a fost semnată în termen.";
    if let Some(document) = document {
        documents::abandon(unit, document, text)?;
    }
    let ending = Ending { reason: EndingReason::NotSigned, text: text.into(), authority_code: None };
    step.finish(unit, Changes { ending: Some(kept(&ending)?), ..Changes::default() }, Note::Open(text))?;
    Ok(())
}

/// What the petitioner was asked for did not come in time: with shortcomings the petition is not examined (par. 40); without the further
/// documents it is examined as it is.
pub fn on_waiting_ended(unit: &mut Unit<'_>, petition: Uuid, asking: Uuid) -> Result<(), Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(()) };
    let Some(asked) = row.asked()?.filter(|asked| asked.id == asking) else { return Ok(()) };
    // A wake-up that came too early is not the end.
    if asked.due_at > unit.now {
        return Ok(());
    }
    row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
    let Some(step) = begin_by_system(row, Action::EndWaiting)? else { return Ok(()) };
    if asked.reason == Asking::MoreDocuments {
        let back = Changes { asked: Some(None), ..Changes::default() };
        let to = back_to(&step.row);
        step.finish_in(unit, to, back, Note::Open("Documentele cerute nu au fost prezentate în termen."))?;
        return Ok(());
    }
    let text = format!("Neajunsurile nu au fost remediate în termen: {}", asked.text);
    let ending = Ending { reason: EndingReason::NotMended, text: text.clone(), authority_code: None };
    let changes = Changes { asked: Some(None), ending: Some(kept(&ending)?), ..Changes::default() };
    let (row, _) = step.finish(unit, changes, Note::Open(&text))?;
    ended(unit, &row, &text)
}

/// Where a petition goes on when nothing is awaited any more.
pub fn back_to(row: &PetitionRow) -> State {
    if row.lead_subdivision_id.is_some() { State::InExamination } else { State::Registered }
}

/// It ended without an answer: the petitioner is told, and ePetitii where it came from there.
pub fn ended(unit: &mut Unit<'_>, row: &PetitionRow, text: &str) -> Result<(), Problem> {
    telling::petitioner(unit, row, &Told::Ended(text))?;
    close_at_epetitii(unit, row);
    Ok(())
}

/// ePetitii learns how it ended.
pub fn close_at_epetitii(unit: &mut Unit<'_>, row: &PetitionRow) {
    if row.external_number.is_some() {
        let payload = json!({ "petition": row.id });
        unit.send(carriers::TELL_CLOSED, format!("{}/{}", carriers::TELL_CLOSED, row.id), payload);
    }
}
