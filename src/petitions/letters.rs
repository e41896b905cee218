//! Letters that go by post: what a petitioner is told whom no electronic way reaches (par. 36, 40), as a document of the house under its
//! seal, in the words of the notification that the others get. And the covering letter to the authority to which a petition goes (Administrative
//! Code, art. 74, 76).

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    answering::paragraphs,
    authorities::authority,
    parts::{EndingReason, NoticeKind},
    step::concerns,
    store::{
        self, Found, PetitionRow,
        notices::{self, NoticeFacts, Said},
    },
    telling::{self, Told},
};
use crate::{
    access::door::Unit,
    documents::{self, Act, Signing},
    kernel::{
        local_time::legal_day,
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

/// The same once what letters print was corrected: those that were drawn up before are none until then. The petition is held by the caller,
/// so that a drawing under way is before the correction or after it.
pub fn order_anew(unit: &mut Unit<'_>, petition: Uuid, cause: impl std::fmt::Display) -> Result<(), Problem> {
    notices::outdate(unit, petition)?;
    order(unit, petition, cause);
    Ok(())
}

/// What was told is told anew: the letters that were drawn up for it are withdrawn.
pub fn replace(unit: &mut Unit<'_>, petition: Uuid, kind: NoticeKind) -> Result<(), Problem> {
    for letter in notices::replace(unit, petition, kind)? {
        documents::withdraw(unit, letter, "Petiționarul a fost înștiințat din nou.")?;
    }
    Ok(())
}

/// Draws up the letters of a petition that wait for the post and are not drawn up.
pub fn draw_waiting(unit: &mut Unit<'_>, petition: Uuid) -> Result<(), Problem> {
    // Held: of two messages about one petition the second finds the letters of the first.
    if store::held(unit, petition)?.is_none() {
        return Ok(());
    }
    let scope = unit.scope.clone();
    let found = store::find(unit, &scope, petition)?;
    concerns(unit, &found.row);
    let (_, all) = notices::of(unit, &scope, petition)?;
    for notice in all.iter().filter(|notice| notice.postal && notice.to_post() && notice.drawn_at.is_none()) {
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
    if let Some(former) = notice.former_id {
        documents::withdraw(unit, former, "Scrisoarea a fost întocmită din nou.")?;
    }
    let data = match kind {
        NoticeKind::PassedOn => to_authority(found, notice)?,
        _ => to_petitioner(row, kind, notice)?,
    };
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
    if let Some(address) = petitioner.postal_address() {
        addressee["address"] = address.into();
    }
    Ok(json!({ "addressee": addressee, "subject": short(&subject.ro), "paragraphs": written }))
}

/// A petition that goes to another authority waits for the post with its covering letter; so does one whose threats go to law enforcement.
/// `reason`: why, as the authority reads it.
pub fn cover(unit: &mut Unit<'_>, row: &PetitionRow, reason: &str) -> Result<(), Problem> {
    let notice = notices::to_post(unit, row.id, NoticeKind::PassedOn, Said { text: Some(reason.to_owned()), ..Said::default() })?;
    order(unit, row.id, notice);
    Ok(())
}

/// The covering letter: what goes, on what ground, who wrote it and where the answer goes, and the papers that lie with it.
fn to_authority(found: &Found, notice: &NoticeFacts) -> Result<Value, Problem> {
    let row = &found.row;
    let ending = row.ending()?.ok_or_else(|| Problem::internal("a petition that was passed on and has not ended"))?;
    let code = ending.authority_code.unwrap_or_default();
    let name = authority(&code, false).map_or(code, |name| name.ro);
    let petitioner = row.petitioner()?;
    let is_petition = row.kind()?.is_petition();
    let number = row.number.clone().unwrap_or_default();
    let day = legal_day(row.registered_at.unwrap_or(row.received_at)).format("%d.%m.%Y");
    let what = format!("{} nr. {number} din {day}", if is_petition { "petiția" } else { "cererea de informații" });
    let (ground, to_do) = match (ending.reason, is_petition) {
        (EndingReason::Threat, true) => ("În temeiul art. 76 din Codul administrativ nr. 116/2018", "care conține amenințări"),
        (EndingReason::Threat, false) => ("Potrivit competenței", "care conține amenințări"),
        (_, true) => ("În temeiul art. 74 din Codul administrativ nr. 116/2018", "spre examinare, potrivit competenței"),
        (_, false) => ("Potrivit Legii nr. 148/2023", "spre examinare, potrivit competenței"),
    };
    let mut written = vec![
        format!("{ground}, vă transmitem {what}, {to_do}."),
        format!("Petiționarul: {}. Obiectul: {}.", petitioner.name, row.object.trim_end_matches('.')),
    ];
    let reach = [petitioner.postal_address(), petitioner.email.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("; ");
    if !reach.is_empty() {
        written.push(format!("Adresa petiționarului: {reach}."));
    }
    written.extend(paragraphs(notice.text.as_deref().unwrap_or_default()));
    if ending.reason != EndingReason::Threat {
        written.push("Petiționarul este informat despre transmitere.".to_owned());
    }
    let attached = found.with.attachments.iter().map(|file| short(&file.name));
    let annexes: Vec<String> = std::iter::once(what.clone()).chain(attached).take(MOST_PARAGRAPHS).collect();
    let subject = format!("transmiterea: {what}");
    Ok(json!({ "addressee": { "name": name }, "subject": subject, "paragraphs": written, "annexes": annexes }))
}

/// What a notice says: what was told electronically, in the words in which it was told; what goes by post, as it is kept. A receipt is worded
/// anew, for the number may be another since.
fn words(row: &PetitionRow, kind: NoticeKind, notice: &NoticeFacts) -> Result<(Text, Text), Problem> {
    if let (Some(subject), Some(body)) = (&notice.subject, &notice.body)
        && kind != NoticeKind::Received
    {
        return Ok((subject.clone(), body.clone()));
    }
    let said = notice.text.clone().unwrap_or_default();
    let until = notice.until.unwrap_or(notice.created_at);
    let code = row.ending()?.and_then(|ending| ending.authority_code);
    let to = code.and_then(|code| authority(&code, false).ok());
    let to = to.unwrap_or_else(|| Text::new(said.as_str(), said.as_str(), said.as_str()));
    let told = match kind {
        NoticeKind::CompletionAsked => Told::Asked(&said, until),
        NoticeKind::Extended => Told::Extended(until, &said),
        NoticeKind::Transferred => Told::Transferred(&to),
        NoticeKind::Ended => Told::Ended(&said),
        NoticeKind::SignatureRefused => Told::SignatureRefused,
        NoticeKind::Lapsed => Told::Lapsed,
        // The answer is a document of its own, and the covering letter is no notice.
        NoticeKind::Received | NoticeKind::Answered | NoticeKind::PassedOn => Told::Received,
    };
    let (template, variables) = telling::worded(row, &told);
    notifications::words(template, &variables)
}

fn short(text: &str) -> String {
    text.chars().take(SHORT).collect()
}
