//! What follows from what happens elsewhere: a document was signed, a time has come, a signature was judged.

use serde_json::json;
use uuid::Uuid;

use super::{
    answering, carriers,
    ending::{self, End},
    parts::{Asking, EndingReason, Signature},
    registering,
    rules::{
        correction::state_after,
        lifecycle::{Action, State},
    },
    step::begin_by_system,
    store::{self, Changes, PetitionRow, events::Note},
    telling::Told,
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
        let bad = End {
            told: Some(Told::SignatureRefused),
            changes: Changes { signature: Some(Signature::Refused.code().into()), ..Changes::default() },
            ..End::told(EndingReason::SignatureRefused, "Semnătura electronică nu este valabilă.")
        };
        ending::end(unit, step, bad)?;
        return Ok(());
    }
    // Registered by a clerk: the clerk sees what became of it and asks the petitioner to mend it.
    let Some(step) = begin_by_system(row, Action::NoteSignature)? else { return Ok(()) };
    let signature = if valid { Signature::Valid } else { Signature::Refused };
    let mut changes = Changes { signature: Some(signature.code().into()), ..Changes::default() };
    if !valid {
        // The term counts from completeness: what is not signed has none.
        (changes.term, changes.due_at) = (Some(None), Some(None));
    }
    let to = state_after(step.state, signature);
    step.finish_in(unit, to, changes, Note::Inside(signature.code()))?;
    Ok(())
}

/// Nobody signed what was drawn up.
pub fn on_signing_ended(unit: &mut Unit<'_>, petition: Uuid) -> Result<(), Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(()) };
    row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
    let document = row.document_id;
    let Some(step) = begin_by_system(row, Action::Lapse)? else { return Ok(()) };
    let text = "Petiția nu a fost semnată în termen.";
    if let Some(document) = document {
        documents::abandon(unit, document, text)?;
    }
    ending::end(unit, step, End { told: Some(Told::Lapsed), ..End::told(EndingReason::NotSigned, text) })?;
    Ok(())
}

/// What the petitioner was asked for did not come in time: with shortcomings the petition is not examined (par. 40); without the further
/// documents it is examined as it is.
pub fn on_waiting_ended(unit: &mut Unit<'_>, petition: Uuid, asking: Uuid) -> Result<(), Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(()) };
    let Some(asked) = row.asked()?.filter(|asked| asked.id == asking) else { return Ok(()) };
    // A wake-up that came too early is not the end; nor is one while the petitioner has not even been written to: the posting of the
    // notice gives the time anew.
    if asked.due_at > unit.now || store::notices::waits_for_post(unit, petition, &asked)? {
        return Ok(());
    }
    row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
    if asked.reason == Asking::MoreDocuments {
        let Some(step) = begin_by_system(row, Action::GiveUpDocuments)? else { return Ok(()) };
        let nothing_awaited = Changes { asked: Some(None), ..Changes::default() };
        step.finish(unit, nothing_awaited, Note::Open("Documentele cerute nu au fost prezentate în termen."))?;
        return Ok(());
    }
    let Some(step) = begin_by_system(row, Action::EndWaiting)? else { return Ok(()) };
    let text = format!("Neajunsurile nu au fost remediate în termen: {}", asked.text);
    ending::end(unit, step, End::told(EndingReason::NotMended, &text))?;
    Ok(())
}

/// Where a petition goes on when nothing is awaited any more.
pub fn back_to(row: &PetitionRow) -> State {
    if row.lead_subdivision_id.is_some() { State::InExamination } else { State::Registered }
}

/// ePetitii learns how it ended.
pub fn close_at_epetitii(unit: &mut Unit<'_>, row: &PetitionRow) {
    if row.external_number.is_some() {
        let payload = json!({ "petition": row.id });
        unit.send(carriers::TELL_CLOSED, format!("{}/{}", carriers::TELL_CLOSED, row.id), payload);
    }
}
