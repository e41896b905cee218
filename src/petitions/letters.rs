//! Letters that go by post: what a petitioner is told whom no electronic way reaches (par. 36, 40), as a document of the house under its
//! seal, in the words of the notification that the others get.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    answering::paragraphs,
    authorities::authority,
    parts::NoticeKind,
    step::concerns,
    store::{
        self, Found, PetitionRow,
        notices::{self, NoticeFacts},
    },
    telling::{self, Told},
};
use crate::{
    access::door::Unit,
    documents::{self, Act, Signing},
    kernel::{
        problem::Problem,
        text::{Language, Text},
    },
    notifications,
};

/// The message of the outbox that draws up what waits for the post.
pub const DRAW: &str = "petitions.draw-letters";
/// The template of letters.
const TEMPLATE: &str = "notice-letter";
/// Paragraphs that a document takes.
const MOST_PARAGRAPHS: usize = 50;
/// What a document calls short.
const SHORT: usize = 400;

/// The letters of a petition are drawn up soon, outside this step.
pub fn order(unit: &mut Unit<'_>, petition: Uuid, cause: impl std::fmt::Display) {
    unit.send(DRAW, format!("{DRAW}/{cause}"), json!({ "petition": petition }));
}

/// The same once what letters print was corrected: also those that were drawn up before.
pub fn order_anew(unit: &mut Unit<'_>, petition: Uuid, cause: impl std::fmt::Display) {
    let payload = json!({ "petition": petition, "correctedAt": unit.now });
    unit.send(DRAW, format!("{DRAW}/{cause}"), payload);
}

/// Draws up the letters of a petition that wait for the post and are not drawn up, or were before it was corrected.
pub fn draw_waiting(unit: &mut Unit<'_>, petition: Uuid, corrected_at: Option<DateTime<Utc>>) -> Result<(), Problem> {
    // Held: of two messages about one petition the second finds the letters of the first.
    if store::held(unit, petition)?.is_none() {
        return Ok(());
    }
    let scope = unit.scope.clone();
    let found = store::find(unit, &scope, petition)?;
    concerns(unit, &found.row);
    let (_, all) = notices::of(unit, &scope, petition)?;
    let outdated = |notice: &NoticeFacts| notice.drawn_at.is_none_or(|drawn| corrected_at.is_some_and(|at| drawn <= at));
    for notice in all.iter().filter(|notice| notice.postal && notice.posted_at.is_none() && outdated(notice)) {
        draw(unit, &found, notice)?;
    }
    Ok(())
}

/// Draws up the letter of a notice; one that was drawn up before is withdrawn.
pub fn draw(unit: &mut Unit<'_>, found: &Found, notice: &NoticeFacts) -> Result<(), Problem> {
    let row = &found.row;
    let kind = NoticeKind::read(&notice.kind)?;
    if let (NoticeKind::Answered, Some(document)) = (kind, row.answer_document_id) {
        // What is posted is the answer itself.
        let number = documents::facts(unit, document)?.number;
        return notices::drawn(unit, row.id, notice, document, &number);
    }
    if let Some(former) = notice.document_id {
        documents::withdraw(unit, former, "Scrisoarea a fost întocmită din nou.")?;
    }
    let data = to_petitioner(row, kind, notice)?;
    let act = Act {
        template: TEMPLATE.into(),
        request: None,
        // Confidential (par. 44): seen through the petition alone, as its answer is.
        person: None,
        applicant: None,
        subdivision: None,
        // Whatever a person wrote, the letter is made.
        data: documents::legible(&data)?,
        reason: format!("Petiția {}", row.number.clone().unwrap_or_default()),
        valid_until: None,
        signing: Signing::Seal,
    };
    let letter = documents::freeze(unit, &act)?;
    notices::drawn(unit, row.id, notice, letter.id, &letter.number)
}

/// The notice as a letter: in Romanian, and below in the language in which the petitioner is told things.
fn to_petitioner(row: &PetitionRow, kind: NoticeKind, notice: &NoticeFacts) -> Result<Value, Problem> {
    let petitioner = row.petitioner()?;
    let (subject, body) = words(row, kind, notice)?;
    let mut written = paragraphs(&body.ro);
    if petitioner.language != Language::Ro {
        let more = paragraphs(body.in_language(petitioner.language));
        if written.len() + more.len() <= MOST_PARAGRAPHS {
            written.extend(more);
        }
    }
    let mut addressee = json!({ "name": petitioner.name });
    if let Some(address) = petitioner.address {
        addressee["address"] = address.into();
    }
    Ok(json!({ "addressee": addressee, "subject": short(&subject.ro), "paragraphs": written }))
}

/// What a notice says, as it is kept; of an electronic one that came back, as the petition has it.
fn words(row: &PetitionRow, kind: NoticeKind, notice: &NoticeFacts) -> Result<(Text, Text), Problem> {
    let asked = row.asked()?;
    let ending = row.ending()?;
    let granted = row.term()?.and_then(|term| term.extensions().last().map(|more| more.reason.clone()));
    let text = |other: Option<String>| notice.text.clone().or(other).unwrap_or_default();
    let until = |other: Option<DateTime<Utc>>| notice.until.or(other).unwrap_or(notice.created_at);
    let to = ending.as_ref().and_then(|ending| ending.authority_code.as_deref()).and_then(|code| authority(code, false).ok());
    let said = match kind {
        NoticeKind::CompletionAsked => text(asked.as_ref().map(|asked| asked.text.clone())),
        NoticeKind::Extended => text(granted),
        _ => text(ending.map(|ending| ending.text)),
    };
    let to = to.unwrap_or_else(|| Text::new(said.as_str(), said.as_str(), said.as_str()));
    let told = match kind {
        NoticeKind::CompletionAsked => Told::Asked(&said, until(asked.map(|asked| asked.due_at))),
        NoticeKind::Extended => Told::Extended(until(row.due_at), &said),
        NoticeKind::Transferred => Told::Transferred(&to),
        NoticeKind::Ended => Told::Ended(&said),
        NoticeKind::SignatureRefused => Told::SignatureRefused,
        NoticeKind::Lapsed => Told::Lapsed,
        NoticeKind::Received | NoticeKind::Answered => Told::Received,
    };
    let (template, variables) = telling::worded(row, &told);
    notifications::words(template, &variables)
}

fn short(text: &str) -> String {
    text.chars().take(SHORT).collect()
}
