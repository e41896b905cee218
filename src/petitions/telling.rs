//! What petitioners are told, through the one way of the house: at the e-mail address they gave (par. 36, 43), and in the cabinet of those
//! who have one.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    letters,
    parts::NoticeKind,
    store::{
        PetitionRow,
        notices::{self, Said},
    },
    support::{TicketRow, TicketStateShown},
};
use crate::{
    access::door::Unit,
    kernel::{local_time::legal_day, problem::Problem, text::Text},
    notifications::{Addressee, Telling, paragraphs, tell},
};

/// What is told.
#[derive(Debug, Clone)]
pub enum Told<'a> {
    /// It was received and registered.
    Received,
    /// Something is missing: what, and until when.
    Asked(&'a str, chrono::DateTime<chrono::Utc>),
    /// The term is longer: until when, and why.
    Extended(chrono::DateTime<chrono::Utc>, &'a str),
    /// It went to another authority.
    Transferred(&'a Text),
    /// The answer is there: its number and where it can be read.
    Answered(&'a str, &'a str),
    /// It ended without an answer: why.
    Ended(&'a str),
    /// Its signature is not good.
    SignatureRefused,
    /// It was not signed in time, and never registered.
    Lapsed,
}

/// Tells the petitioner; whether anybody could be told. Who gave a postal address alone is written to on paper: a notice waits for the post,
/// its letter is drawn up, and the clerk records that it went.
pub fn petitioner(unit: &mut Unit<'_>, row: &PetitionRow, told: &Told<'_>) -> Result<bool, Problem> {
    let petitioner = row.petitioner()?;
    let (template, variables) = worded(row, told);
    let mut reached = false;
    let account = row.petitioner_account_id.map(Addressee::Account);
    let email = petitioner.email.map(|address| Addressee::Email { address, name: Some(petitioner.name) });
    for to in [account, email].into_iter().flatten() {
        say(unit, to, template, &variables, row.id, Some(petitioner.language))?;
        reached = true;
    }
    if !reached {
        on_paper(unit, row, told)?;
    }
    Ok(reached)
}

/// The template of what is told, and its variables.
pub fn worded(row: &PetitionRow, told: &Told<'_>) -> (&'static str, Value) {
    let number = row.number.clone().unwrap_or_else(|| "—".into());
    let day = |at: &chrono::DateTime<chrono::Utc>| json!(legal_day(*at).to_string());
    let line = |text: &str| json!(one_line(text));
    let (template, mut variables) = match told {
        Told::Received => ("PetitionReceived", json!({ "object": line(&row.object) })),
        Told::Asked(text, due) => ("PetitionCompletionAsked", json!({ "missing": paragraphs(text), "until": day(due) })),
        Told::Extended(until, why) => ("PetitionExtended", json!({ "reason": paragraphs(why), "until": day(until) })),
        Told::Transferred(to) => ("PetitionTransferred", json!({ "authority": to })),
        Told::Answered(answer, at) => ("PetitionAnswered", json!({ "answer": answer, "address": at })),
        Told::Ended(why) => ("PetitionEnded", json!({ "reason": paragraphs(why) })),
        Told::SignatureRefused => ("PetitionSignatureRefused", json!({ "object": line(&row.object) })),
        Told::Lapsed => ("PetitionLapsed", json!({ "object": line(&row.object) })),
    };
    if !matches!(told, Told::SignatureRefused | Told::Lapsed) {
        variables["number"] = json!(number);
    }
    (template, variables)
}

/// What ePetitii shows its petitioners itself is told them there.
fn on_paper(unit: &mut Unit<'_>, row: &PetitionRow, told: &Told<'_>) -> Result<(), Problem> {
    let said = |text: &str| Said { text: Some(text.to_owned()), ..Said::default() };
    let (kind, said) = match told {
        Told::Received => (NoticeKind::Received, Said::default()),
        Told::Asked(text, due) => {
            let asking = row.asked()?.map(|asked| asked.id);
            (NoticeKind::CompletionAsked, Said { until: Some(*due), asking, ..said(text) })
        }
        Told::Extended(until, why) => (NoticeKind::Extended, Said { until: Some(*until), ..said(why) }),
        Told::Transferred(to) => (NoticeKind::Transferred, said(&to.ro)),
        Told::Answered(..) => (NoticeKind::Answered, Said::default()),
        Told::Ended(why) => (NoticeKind::Ended, said(why)),
        Told::SignatureRefused => (NoticeKind::SignatureRefused, Said::default()),
        Told::Lapsed => (NoticeKind::Lapsed, Said::default()),
    };
    let shown_there = row.external_number.is_some() && !matches!(kind, NoticeKind::CompletionAsked | NoticeKind::Extended);
    if !shown_there {
        let notice = notices::to_post(unit, row.id, kind, said)?;
        letters::order(unit, row.id, notice);
    }
    Ok(())
}

fn say(
    unit: &mut Unit<'_>,
    to: Addressee,
    template: &'static str,
    variables: &Value,
    petition: Uuid,
    language: Option<crate::kernel::text::Language>,
) -> Result<(), Problem> {
    let telling = Telling { to, template, variables: variables.clone(), about: Some(("Petition", petition)), language };
    tell(unit, &telling)?;
    Ok(())
}

/// Tells whoever raised a ticket how it ended: answered, closed without an answer that can be read here, not taken at all.
pub fn ticket_ended(unit: &mut Unit<'_>, row: &TicketRow, state: TicketStateShown) -> Result<(), Problem> {
    let mut variables = json!({ "subject": one_line(&row.subject) });
    let template = match (state, &row.reference, &row.answer) {
        // A closed ticket may bring an answer all the same.
        (TicketStateShown::Answered | TicketStateShown::Closed, Some(reference), Some(_)) => {
            variables["reference"] = json!(reference);
            "SupportTicketAnswered"
        }
        (TicketStateShown::Answered | TicketStateShown::Closed, Some(reference), None) => {
            variables["reference"] = json!(reference);
            "SupportTicketClosed"
        }
        (TicketStateShown::Refused, ..) => "SupportTicketRefused",
        _ => return Ok(()),
    };
    let telling = Telling {
        to: Addressee::Account(row.account_id),
        template,
        variables,
        about: Some(("SupportTicket", row.id)),
        language: None,
    };
    tell(unit, &telling)?;
    Ok(())
}

/// A text as one line that a letter takes: no control characters, no braces, at most 900 characters.
fn one_line(text: &str) -> String {
    let told: String = text.chars().filter(|letter| letter.is_whitespace() || !letter.is_control()).collect();
    // Two braces would begin a variable.
    let line = told.replace('{', "{ ").split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().take(900).collect();
    if line.trim().is_empty() { "—".into() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_was_written_becomes_one_line_that_a_letter_takes(text in "\\PC{0,2000}|[\\x00-\\x20{]{0,40}") {
            let line = one_line(&text);
            prop_assert!(!line.trim().is_empty() && line.chars().count() <= 1000);
            prop_assert!(!line.contains("{{") && !line.chars().any(char::is_control));
        }
    }
}
