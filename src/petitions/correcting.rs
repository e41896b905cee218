//! What was registered wrong is put right: the register, the object, who writes and where the answer goes. The former entry stands in the
//! history, that it was corrected in the course of the petition.

use chrono::{DateTime, Datelike, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    carriers,
    desk::PetitionsDesk,
    effects::back_to,
    letters,
    parts::{Asked, Channel, NoticeKind, PetitionKind, Petitioner, Signature},
    rules::{
        correction::{Before, Borne, Said, signature_after, state_after, term_after},
        lifecycle::State,
        repeat::petitioner_key,
        terms::{asked_again, terms_of},
    },
    step::Step,
    store::{self, Changes, PetitionRow, With, events::Note, kept, notices, numbers, words},
    telling::{self, Told},
};
use crate::{
    access::door::Unit,
    documents,
    kernel::{
        identifiers::Idnp,
        local_time::legal_day,
        problem::Problem,
        text::{Language, Text},
        violation::Violation,
    },
    persons,
};

/// What is put right; `None` stays as it is.
#[derive(Default)]
pub struct Correction {
    /// Why.
    pub reason: String,
    /// What kind it is.
    pub kind: Option<PetitionKind>,
    /// How it came.
    pub channel: Option<Channel>,
    /// What it is about.
    pub object: Option<String>,
    /// Who writes, and where the answer goes.
    pub petitioner: Petitioning,
    /// Whether a paper bears a signature by hand.
    pub signed_by_hand: Option<bool>,
    /// The petitioner was told of shortcomings by error.
    pub nothing_is_missing: bool,
    /// Its text, as the clerk wrote it down.
    pub reasons: Option<String>,
    /// When it reached the inspectorate.
    pub received_at: Option<DateTime<Utc>>,
}

/// What is put right of who writes.
#[derive(Default)]
pub struct Petitioning {
    /// Name and surname.
    pub name: Option<String>,
    /// IDNP; `Some(None)` takes a wrong one away.
    pub idnp: Option<Option<Idnp>>,
    /// E-mail and postal address, both anew.
    pub answer_to: Option<(Option<String>, Option<String>)>,
    /// The language in which they are told things.
    pub language: Option<Language>,
}

/// The petition as it is to stand, and what of it is new.
struct Corrected {
    row: PetitionRow,
    by: Petitioner,
    what: Vec<String>,
    contact: bool,
    identity: bool,
}

/// Puts the entry right: number and term follow the register, the petitioner is told anew where the number or the address is another.
/// `bears`: whether the file of the petition bears a signature of who writes that can be checked.
pub fn correct(
    unit: &mut Unit<'_>,
    desk: &PetitionsDesk,
    mut step: Step,
    wanted: &Correction,
    bears: bool,
) -> Result<(PetitionRow, With), Problem> {
    let fixed = violations(&step.row, wanted)?;
    if !fixed.is_empty() {
        return Err(Problem::bad_input(fixed));
    }
    // A letter that is being drawn up is drawn up before the correction, or after it with what is right.
    store::held(unit, step.row.id)?;
    let mut new = entry(unit, &step.row, wanted)?;
    let other_register = new.row.kind()?.is_petition() != step.row.kind()?.is_petition();
    let said = Said { by_hand: wanted.signed_by_hand, borne: borne(&step.row, bears)?, identity: new.identity };
    let signature = signature_after(Signature::read(&step.row.signature)?, new.row.kind()?, new.row.channel()?, said);
    if signature.code() != step.row.signature {
        new.what.push("semnătura".into());
        new.row.signature = signature.code().into();
    }
    if wanted.nothing_is_missing {
        is_not_missing(step.state, signature)?;
        new.what.push("neajunsurile comunicate din greșeală".into());
    }
    if new.what.is_empty() {
        return Err(nothing_to_correct());
    }
    if other_register {
        step.with.former_number = renumber(unit, &mut new, step.with.former_number.take())?;
    }
    if new.by.name != step.row.petitioner()?.name || new.row.object != step.row.object {
        words::change(unit, step.row.id, &new.by.name, &new.row.object)?;
    }
    let mut changes = changes_of(&step.row, &new)?;
    let before = Before {
        term: step.row.term()?,
        registered_at: step.row.registered_at.unwrap_or(step.row.received_at),
        awaiting: step.state == State::AwaitingCompletion && !wanted.nothing_is_missing,
        other_register,
    };
    let term = term_after(terms_of(new.row.kind()?.is_petition())?, before, signature)?;
    let kept_term = term.as_ref().map(kept).transpose()?;
    if kept_term != step.row.term {
        changes.due_at = Some(match &term {
            Some(term) => term.end(&desk.calendar_of(unit, &step.row)?),
            None => None,
        });
        changes.term = Some(kept_term);
    }
    changes.receipt_at = receipt(unit, &step.row, &new, other_register)?;
    let due_at = changes.due_at.unwrap_or(step.row.due_at);
    if wanted.nothing_is_missing {
        letters::replace(unit, step.row.id, NoticeKind::CompletionAsked)?;
        changes.asked = Some(None);
    } else if new.contact {
        changes.asked = asked_anew(unit, desk, &new.row, due_at)?;
    }
    if new.contact
        && let (Some(until), Some(granted)) = (due_at, term.as_ref().and_then(|term| term.extensions().last()))
    {
        tell_anew(unit, &new.row, NoticeKind::Extended, &Told::Extended(until, &granted.reason))?;
    }
    if let (Signature::Pending, Some(file)) = (signature, step.row.file_id.filter(|_| step.row.signature != "Pending")) {
        let key = format!("{}/{}/{file}/{}", carriers::CHECK_SIGNATURE, step.row.id, step.row.version);
        unit.send(carriers::CHECK_SIGNATURE, key, json!({ "petition": step.row.id }));
    }
    if new.row.petitioner != step.row.petitioner || new.row.object != step.row.object || other_register {
        letters::order_anew(unit, step.row.id, format!("{}/{}", step.row.id, step.row.version))?;
    }
    // Whose it was and whose it is: both learn of it.
    new.row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
    let note = format!("S-a corectat: {}. Motivul: {}", new.what.join(", "), wanted.reason);
    let to = if wanted.nothing_is_missing { back_to(&step.row) } else { state_after(step.state, signature) };
    step.finish_in(unit, to, changes, Note::Inside(&note))
}

/// What is known of its electronic signature. What was drawn up here and registered was signed through MSign; ePetitii takes only what is
/// signed, and its paper need not bear the signature.
fn borne(row: &PetitionRow, bears: bool) -> Result<Borne, Problem> {
    let good = row.document_id.is_some() || (!bears && row.channel()? == Channel::EPetitii && row.file_id.is_some());
    Ok(if good {
        Borne::Good
    } else if bears {
        Borne::ToBeChecked
    } else {
        Borne::Nothing
    })
}

/// The entry with the corrections in it.
fn entry(unit: &mut Unit<'_>, present: &PetitionRow, wanted: &Correction) -> Result<Corrected, Problem> {
    let (mut row, was) = (present.clone(), present.petitioner()?);
    let (mut by, mut what) = (present.petitioner()?, Vec::new());
    if let Some(kind) = wanted.kind.filter(|kind| kind.code() != present.kind) {
        row.kind = kind.code().into();
        what.push("felul".to_owned());
    }
    if let Some(channel) = wanted.channel.filter(|channel| channel.code() != present.channel) {
        row.channel = channel.code().into();
        what.push("calea".to_owned());
    }
    if let Some(object) = wanted.object.as_ref().filter(|object| **object != present.object) {
        row.object.clone_from(object);
        what.push("obiectul".to_owned());
    }
    if let Some(reasons) = wanted.reasons.as_ref().filter(|reasons| **reasons != present.reasons) {
        row.reasons.clone_from(reasons);
        what.push("textul".to_owned());
    }
    if let Some(received_at) = wanted.received_at.filter(|at| *at != present.received_at) {
        row.received_at = received_at;
        what.push("ziua primirii".to_owned());
    }
    if let Some(language) = wanted.petitioner.language.filter(|language| *language != was.language) {
        by.language = language;
        what.push("limba".to_owned());
    }
    if let Some(name) = wanted.petitioner.name.as_deref().map(str::trim).filter(|name| *name != was.name) {
        by.name = name.to_owned();
        what.push("numele".to_owned());
    }
    if let Some(idnp) = &wanted.petitioner.idnp
        && idnp.as_ref().map(Idnp::expose) != was.idnp.as_deref()
    {
        by.idnp = idnp.as_ref().map(|idnp| idnp.expose().to_owned());
        row.petitioner_person_id = match idnp {
            Some(idnp) => persons::find_by_idnp(unit, idnp)?,
            None => None,
        };
        what.push("IDNP".to_owned());
    }
    if let Some((email, address)) = &wanted.petitioner.answer_to
        && (*email != was.email || *address != was.address)
    {
        (by.email, by.address) = (email.clone(), address.clone());
        what.push("adresa pentru răspuns".to_owned());
    }
    let identity = by.name != was.name || by.idnp != was.idnp;
    // By post it is the postal address that counts; the e-mail address goes before it.
    let contact = by.email != was.email || (by.email.is_none() && by.address != was.address);
    let stranger = present.petitioner_key.starts_with("petition:") && by.idnp.is_none() && by.name == was.name;
    if !stranger {
        row.petitioner_key = petitioner_key(by.idnp.as_deref(), &by.name, by.email.as_deref(), by.address.as_deref());
    }
    row.petitioner = kept(&by)?;
    Ok(Corrected { row, by, what, contact, identity })
}

/// A number of the right register; its own again where it comes back. Gives the number that it had.
fn renumber(unit: &mut Unit<'_>, new: &mut Corrected, former: Option<String>) -> Result<Option<String>, Problem> {
    let left = new.row.number.clone().ok_or_else(|| Problem::internal("a registered petition without a number"))?;
    let number = match former {
        Some(former) => former,
        None => {
            let terms = terms_of(new.row.kind()?.is_petition())?;
            let number = documents::take_number(unit, &terms.series, legal_day(unit.now).year())?;
            let left_at = new.row.registered_at.unwrap_or(new.row.received_at);
            numbers::keep(unit, new.row.id, (&left, left_at), &number)?;
            number
        }
    };
    new.what.push(format!("registrul ({left} → {number})"));
    new.row.number = Some(number);
    Ok(Some(left))
}

/// The petitioner reads the receipt with the right number, at the right address: told where it was wrong, they were not told (par. 36).
fn receipt(
    unit: &mut Unit<'_>,
    present: &PetitionRow,
    new: &Corrected,
    renumbered: bool,
) -> Result<Option<Option<DateTime<Utc>>>, Problem> {
    if !new.contact && !renumbered {
        return Ok(None);
    }
    let told = tell_anew(unit, &new.row, NoticeKind::Received, &Told::Received)?.unwrap_or_default();
    // Who has a cabinet was told there.
    let anew = new.contact && present.petitioner_account_id.is_none();
    Ok((anew || (told && present.receipt_at.is_none())).then(|| told.then_some(unit.now)))
}

/// Tells the petitioner again what they were told; what was told before is not posted any more. Whether they were reached electronically;
/// `None` where a letter of it was not posted yet: that is the one that goes, drawn up anew.
fn tell_anew(unit: &mut Unit<'_>, row: &PetitionRow, kind: NoticeKind, told: &Told<'_>) -> Result<Option<bool>, Problem> {
    let by_post = row.petitioner_account_id.is_none() && row.petitioner()?.email.is_none();
    if by_post && notices::waits(unit, row.id, kind)? {
        return Ok(None);
    }
    letters::replace(unit, row.id, kind)?;
    telling::petitioner(unit, row, told).map(Some)
}

/// What is asked for and went to a wrong address is asked again, with as many days as it gave: nobody loses what they never read of (par. 40).
fn asked_anew(
    unit: &mut Unit<'_>,
    desk: &PetitionsDesk,
    row: &PetitionRow,
    term_ends: Option<DateTime<Utc>>,
) -> Result<Option<Option<Value>>, Problem> {
    let Some(former) = row.asked()? else { return Ok(None) };
    let again = asked_again(&former, unit.now, term_ends, &desk.calendar_of(unit, row)?);
    // Another asking: what wakes up for the former does nothing.
    let asked = Asked { id: Uuid::now_v7(), ..again };
    let row = PetitionRow { asked: Some(kept(&asked)?), ..row.clone() };
    if tell_anew(unit, &row, NoticeKind::CompletionAsked, &Told::Asked(&asked.text, asked.due_at))?.is_none() {
        return Ok(None);
    }
    let payload = json!({ "petition": row.id, "asking": asked.id });
    unit.send_at(carriers::WAITING_ENDS, format!("{}/{}", carriers::WAITING_ENDS, asked.id), payload, asked.due_at);
    Ok(Some(row.asked))
}

fn changes_of(present: &PetitionRow, new: &Corrected) -> Result<Changes, Problem> {
    let row = &new.row;
    let changed = |old: &String, new: &String| (old != new).then(|| new.clone());
    Ok(Changes {
        kind: changed(&present.kind, &row.kind),
        channel: changed(&present.channel, &row.channel),
        object: changed(&present.object, &row.object),
        reasons: changed(&present.reasons, &row.reasons),
        received_at: (row.received_at != present.received_at).then_some(row.received_at),
        signature: changed(&present.signature, &row.signature),
        number: row.number.clone().filter(|_| row.number != present.number),
        petitioner: (row.petitioner != present.petitioner).then(|| row.petitioner.clone()),
        petitioner_key: changed(&present.petitioner_key, &row.petitioner_key),
        petitioner_person_id: (row.petitioner_person_id != present.petitioner_person_id).then_some(row.petitioner_person_id),
        ..Changes::default()
    })
}

/// What cannot be put right, or not so.
fn violations(row: &PetitionRow, wanted: &Correction) -> Result<Vec<Violation>, Problem> {
    let mut wrong = Vec::new();
    let present = row.channel()?;
    if present.is_recorded_by_system() {
        let entered = [
            ("/channel", wanted.channel.is_some_and(|channel| channel != present)),
            ("/reasons", wanted.reasons.is_some()),
            ("/receivedAt", wanted.received_at.is_some()),
        ];
        wrong.extend(entered.into_iter().filter(|(_, given)| *given).map(|(place, _)| {
            violation(
                place,
                "not-entered-by-a-clerk",
                "A fost înregistrat de sistem, nu de un funcționar.",
                "Зарегистрировано системой, а не служащим.",
                "It was recorded by the system, not by a clerk.",
            )
        }));
    }
    if wanted.received_at.is_some_and(|at| row.registered_at.is_some_and(|registered| at > registered)) {
        wrong.push(violation(
            "/receivedAt",
            "after-registration",
            "Petiția nu putea fi primită după ce a fost înregistrată.",
            "Петиция не могла быть получена после регистрации.",
            "It cannot have come after it was registered.",
        ));
    }
    if row.petitioner_account_id.is_some() {
        let identity = [
            ("/petitionerName", wanted.petitioner.name.is_some()),
            ("/petitionerIdnp", matches!(wanted.petitioner.idnp, Some(Some(_)))),
            ("/withoutIdnp", matches!(wanted.petitioner.idnp, Some(None))),
            ("/language", wanted.petitioner.language.is_some()),
        ];
        wrong.extend(identity.into_iter().filter(|(_, given)| *given).map(|(place, _)| {
            violation(
                place,
                "signed-in",
                "Petiționarul s-a autentificat; identitatea și limba lui nu se corectează aici.",
                "Заявитель вошёл в систему; его личность и язык здесь не исправляются.",
                "The petitioner signed in; who they are, and their language, are not corrected here.",
            )
        }));
    }
    let channel = wanted.channel.unwrap_or(present);
    if wanted.signed_by_hand == Some(true) && !channel.is_posted() {
        wrong.push(violation(
            "/signedByHand",
            "not-by-hand",
            "Petiția electronică se semnează electronic.",
            "Электронная петиция подписывается электронной подписью.",
            "An electronic petition is signed electronically.",
        ));
    }
    let email = match &wanted.petitioner.answer_to {
        Some((email, _)) => email.is_some(),
        None => row.petitioner()?.email.is_some(),
    };
    if channel == Channel::Email && !email {
        wrong.push(violation(
            "/answerTo",
            "email-required",
            "Răspunsul la o petiție primită prin e-mail se trimite la adresa electronică: indicați-o.",
            "Ответ на петицию, полученную по e-mail, отправляется на электронный адрес: укажите его.",
            "A petition that came by e-mail is answered by e-mail: give the address.",
        ));
    }
    Ok(wrong)
}

fn violation(place: &str, code: &'static str, ro: &str, ru: &str, en: &str) -> Violation {
    Violation::new(place, code, Text::new(ro, ru, en))
}

/// What was asked for can be taken back only while it is awaited, and only where it is there: a signature that is none is missing.
fn is_not_missing(state: State, signature: Signature) -> Result<(), Problem> {
    let wrong =
        |code, ro: &str, ru: &str, en: &str| Err(Problem::bad_input(vec![violation("/nothingIsMissing", code, ro, ru, en)]));
    match signature {
        _ if state != State::AwaitingCompletion => wrong(
            "nothing-awaited",
            "De la petiționar nu se așteaptă remedierea neajunsurilor.",
            "От заявителя не ожидается устранения недостатков.",
            "No mending of shortcomings is awaited from the petitioner.",
        ),
        Signature::None | Signature::Refused => wrong(
            "still-unsigned",
            "Petiția nu este încă semnată.",
            "Петиция ещё не подписана.",
            "The petition is not signed yet.",
        ),
        _ => Ok(()),
    }
}

fn nothing_to_correct() -> Problem {
    Problem::bad_input(vec![violation(
        "",
        "nothing-to-correct",
        "Înregistrarea conține deja aceste date.",
        "Запись уже содержит эти данные.",
        "The entry says this already.",
    )])
}
