//! The answer: from its approval to its way back (par. 43): on paper with number and date, body and term of appeal, signed by the head.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    effects,
    parts::{Answer, Channel, PetitionOutcome},
    rules::lifecycle::{Action, State},
    step::begin_by_system,
    store::{self, Changes, PetitionRow, events::Note, kept},
    telling::{self, Told},
};
use crate::{
    access::door::Unit,
    documents::{self, Act, Frozen, Signing},
    kernel::{local_time::legal_day, problem::Problem, text::Text, violation::Violation},
};

/// The message of the outbox that sends an answer electronically.
pub const SEND: &str = "petitions.send-answer";
/// The template of the answer.
const TEMPLATE: &str = "petition-answer";

/// Gives the answer its number and fixes its text; the caller is who must sign it.
pub fn freeze(
    unit: &mut Unit<'_>,
    row: &PetitionRow,
    answer: &Answer,
    subdivision: &str,
    position: &str,
) -> Result<Frozen, Problem> {
    let petitioner = row.petitioner()?;
    let mut addressee = json!({ "name": petitioner.name });
    if let Some(address) = petitioner.address {
        addressee["address"] = address.into();
    }
    if let Some(email) = petitioner.email.filter(|email| is_plain_address(email)) {
        addressee["email"] = email.into();
    }
    // What the petitioner wrote is printed as far as it can be: they may write in any script, and nobody here can correct it.
    let given = documents::legible(&json!({ "addressee": addressee, "object": row.object }))?;
    let received = legal_day(row.registered_at.unwrap_or(row.received_at));
    let mut data = json!({
        "subdivision": subdivision,
        "addressee": given["addressee"],
        "petition": { "number": row.number, "date": received.to_string(), "object": given["object"] },
        "isPetition": row.kind()?.is_petition(),
        "paragraphs": answer.paragraphs,
        "conclusion": conclusion(answer.outcome),
        "signature": { "position": position, "name": unit.caller.name },
    });
    if !answer.legal_basis.is_empty() {
        data["legalBasis"] = json!(answer.legal_basis);
    }
    let act = Act {
        template: TEMPLATE.into(),
        request: None,
        // Confidential (par. 44): seen through the petition alone, never through the documents of an office or of a represented person.
        person: None,
        applicant: row.petitioner_account_id,
        subdivision: None,
        data,
        reason: format!("Petiția {}", row.number.clone().unwrap_or_default()),
        valid_until: None,
        signing: Signing::Person { idnp: unit.caller.login.clone(), name: unit.caller.name.clone() },
    };
    documents::freeze(unit, &act)
}

/// Whether an address can be printed as one: looser ones are written to, and left out on paper.
fn is_plain_address(email: &str) -> bool {
    let plain = |text: &str, signs: &[u8]| {
        let label =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || signs.contains(&byte));
        text.split('.').all(label)
    };
    let domain = |domain: &str| {
        plain(domain, b"-")
            && domain.contains('.')
            && domain.split('.').all(|part| part.len() <= 63 && !part.starts_with('-') && !part.ends_with('-'))
    };
    email.len() <= 254 && email.split_once('@').is_some_and(|(who, at)| who.len() <= 64 && plain(who, b"_%+-") && domain(at))
}

/// What officers wrote for the answer must be printable: told at its places of the body.
pub fn printable(written: &[(String, &str)]) -> Result<(), Problem> {
    let mut wrong = Vec::new();
    for (place, text) in written {
        if documents::legible(&json!(text))? != json!(text) {
            let told = Text::new(
                "Conține caractere care nu pot fi tipărite.",
                "Содержит символы, которые нельзя напечатать.",
                "Holds characters that cannot be printed.",
            );
            wrong.push(Violation::new(place.clone(), "unprintable", told));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Problem::bad_input(wrong)) }
}

const fn conclusion(outcome: PetitionOutcome) -> &'static str {
    match outcome {
        PetitionOutcome::Satisfied => "Petiția a fost soluționată pozitiv.",
        PetitionOutcome::Rejected => "Petiția a fost respinsă, pentru motivele arătate mai sus.",
        PetitionOutcome::Explained => "Au fost date explicațiile cuvenite.",
    }
}

/// The answer is signed: its term is kept, and it goes back the way the petition came. What goes on paper waits for its posting.
pub fn issued(unit: &mut Unit<'_>, row: PetitionRow) -> Result<(), Problem> {
    let Some(step) = begin_by_system(row, Action::IssueAnswer)? else { return Ok(()) };
    let term = match step.row.term()? {
        Some(mut term) => {
            term.finish(unit.now).map_err(Problem::internal)?;
            Some(kept(&term)?)
        }
        None => None,
    };
    let changes = Changes { term: Some(term), answered_at: Some(unit.now), ..Changes::default() };
    let (row, _) = step.finish(unit, changes, Note::None)?;
    match row.channel()? {
        Channel::EPetitii => {
            effects::close_at_epetitii(unit, &row);
            Ok(())
        }
        Channel::Online | Channel::Email => {
            unit.send(SEND, format!("{SEND}/{}", row.id), json!({ "petition": row.id }));
            Ok(())
        }
        Channel::Paper | Channel::Verbal | Channel::Fax => Ok(()),
    }
}

/// Where whoever has the letter reads the signed answer: under the code printed on it.
fn reading_address(unit: &mut Unit<'_>, document: Uuid, public_url: &str) -> Result<String, Problem> {
    let code = documents::code_of(unit, document)?;
    Ok(format!("{}/api/v1/petition-answers/{}/content", public_url.trim_end_matches('/'), code.plain()))
}

/// The answer went out: the petitioner is told, the petition is closed.
fn sent(unit: &mut Unit<'_>, row: PetitionRow, address: &str, how: &str) -> Result<(), Problem> {
    let mut answer = row.answer()?.ok_or_else(|| Problem::internal("an answered petition without an answer"))?;
    let number = answer.number.clone().unwrap_or_default();
    let Some(step) = begin_by_system(row, Action::Send)? else { return Ok(()) };
    telling::petitioner(unit, &step.row, &Told::Answered(&number, address))?;
    answer.sent_at = Some(unit.now);
    answer.sent_how = Some(how.to_owned());
    step.finish(unit, Changes { answer: Some(Some(kept(&answer)?)), ..Changes::default() }, Note::Open(how))?;
    Ok(())
}

/// The signed answer goes to the petitioner, unless it went already.
pub fn send(unit: &mut Unit<'_>, petition: Uuid, public_url: &str, how: &str) -> Result<(), Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(()) };
    match (row.state()?, row.answer_document_id) {
        (State::Answered, Some(document)) => {
            let address = reading_address(unit, document, public_url)?;
            row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
            sent(unit, row, &address, how)
        }
        _ => Ok(()),
    }
}

/// The text of an answer as paragraphs that a document takes.
pub fn paragraphs(text: &str) -> Vec<String> {
    const LONGEST: usize = 4000;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    // More lines than a document takes paragraphs are put together by few, each still a line.
    let together = lines.len().div_ceil(45).max(1);
    let lines: Vec<String> = lines.chunks(together).map(|few| few.join("\n")).collect();
    let letters = |line: String| line.chars().collect::<Vec<_>>();
    lines
        .into_iter()
        .flat_map(|line| letters(line).chunks(LONGEST).map(|piece| piece.iter().collect()).collect::<Vec<String>>())
        .collect()
}

/// The petition as its petitioner signs it.
pub fn petition_paper(row: &PetitionPaper<'_>) -> Value {
    let mut data = json!({
        "petitioner": row.petitioner,
        "kind": row.kind,
        "object": row.object,
        "paragraphs": paragraphs(row.reasons),
        "filedAt": row.filed_at,
    });
    if !row.attachments.is_empty() {
        data["attachments"] = json!(row.attachments);
    }
    data
}

/// What a drawn-up petition says.
pub struct PetitionPaper<'a> {
    /// Who writes, and where the answer goes.
    pub petitioner: Value,
    /// What kind, in words.
    pub kind: &'static str,
    /// What it is about.
    pub object: &'a str,
    /// Its text.
    pub reasons: &'a str,
    /// Day and hour, as printed.
    pub filed_at: String,
    /// Names of its files.
    pub attachments: Vec<String>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_a_plain_address_is_printed() {
        for good in ["emre.yilmaz@example.org", "a+b_c-1%@x-y.md"] {
            assert!(is_plain_address(good), "{good}");
        }
        for bad in ["a..b@x.md", ".a@x.md", "a@x", "a@-x.md", "a b@x.md", "é@x.md", "a@x..md", "a@b@c.md", "@x.md"] {
            assert!(!is_plain_address(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_text_of_any_shape_fits_the_paper_and_loses_no_word(text in "[a-z \\n]{0,12000}") {
            let made = paragraphs(&text);
            prop_assert!(made.len() <= 50 && made.iter().all(|one| one.chars().count() <= 4000));
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
            prop_assert!(made.iter().map(|one| one.lines().count()).sum::<usize>() >= lines, "a line stays a line");
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&made.concat()), letters(&text));
        }
    }
}
