//! What follows from a step: the effects that the table names, registration, automatic decisions.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    RequestId,
    desk::{Desk, calendar_of},
    papers::{self, Paper},
    rules::lifecycle::{Action, Effect, Guard, State, Telling},
    step::{Step, begin_by_system},
    store::{
        self, Changes, RequestRow,
        attachments::{self, AttachmentRow},
        checks, proposals,
    },
    subject::Answers,
};
use crate::{
    access::door::Unit,
    documents::{self, DocumentFacts, DocumentStatus},
    kernel::{
        calendar::Calendar,
        id::TypedId,
        local_time::legal_day,
        problem::{Kind, Problem},
        term::{Extension, Term, TermError},
        text::Text,
        violation::Violation,
    },
    notifications, payments,
    services::{
        Published,
        rules::{
            answers::{Filing, check_complete},
            course::{Decision, StageCode},
            fees::{OrderLine, order_lines},
            field::Attribute,
            tariff::{ExtensionRule, Priority, Span},
            terms::term_on,
        },
    },
};

/// What an effect of the table changes before a step is written.
pub fn before(effect: Effect, unit: &mut Unit<'_>, row: &RequestRow, changes: &mut Changes) -> Result<(), Problem> {
    match effect {
        Effect::TermPauses => {
            let calendar = calendar_of(unit, row)?;
            let overdue = |_| Problem::new(Kind::NOT_IN_THIS_STATE).detail(overdue("suspendat", "приостановить", "paused"));
            with_term(row, changes, |term| term.pause(unit.now, "completion", &calendar).map_err(overdue))?;
            changes.due_at = Some(None);
        }
        Effect::TermResumes => {
            let term = with_term(row, changes, |term| term.resume(unit.now).map_err(Problem::internal))?;
            let calendar = calendar_of(unit, row)?;
            changes.due_at = Some(term.and_then(|term| term.end(&calendar)));
        }
        Effect::TermEnds => {
            with_term(row, changes, |term| {
                if term.is_paused() {
                    term.resume(unit.now).map_err(Problem::internal)?;
                }
                term.finish(unit.now).map_err(Problem::internal)
            })?;
            changes.due_at = Some(None);
        }
        Effect::OrderCancelled if row.state()? == State::AwaitingPayment => payments::cancel(unit, row.id)?,
        Effect::ConclusionGivenUp if row.state()? == State::Proposed => give_up_conclusion(unit, row.id)?,
        Effect::FileCloses => changes.closed_at = Some(unit.now),
        Effect::OrderCancelled | Effect::ConclusionGivenUp | Effect::ApplicantTold(_) | Effect::OfficerTold => {}
    }
    Ok(())
}

/// What an effect of the table does once a step is written, with what was noted.
pub fn after(effect: Effect, unit: &mut Unit<'_>, row: &RequestRow, note: Option<&str>) -> Result<(), Problem> {
    match effect {
        Effect::ApplicantTold(telling) => tell_applicant(unit, row, telling, note),
        Effect::OfficerTold => tell_officer(unit, row),
        _ => Ok(()),
    }
}

fn overdue(ro: &str, ru: &str, en: &str) -> Text {
    Text::new(
        format!("Termenul legal a expirat: nu mai poate fi {ro}."),
        format!("Законный срок истёк: его нельзя {ru}."),
        format!("The legal term has ended: it cannot be {en} any more."),
    )
}

/// 409: more time is given before the end.
pub fn too_late_to_extend() -> Problem {
    Problem::new(Kind::NOT_IN_THIS_STATE).detail(overdue("prelungit", "продлить", "extended"))
}

/// The legal term as it is after a change of it. Of some services no term is public: then there is nothing to change.
fn with_term(
    row: &RequestRow,
    changes: &mut Changes,
    change: impl FnOnce(&mut Term) -> Result<(), Problem>,
) -> Result<Option<Term>, Problem> {
    let Some(mut term) = row.term()? else { return Ok(None) };
    change(&mut term)?;
    changes.term = Some(serde_json::to_value(&term).map_err(Problem::internal)?);
    Ok(Some(term))
}

/// More time by a rule of the service; only while the term runs.
pub fn extend(unit: &mut Unit<'_>, row: &RequestRow, rule: &ExtensionRule) -> Result<Changes, Problem> {
    let calendar = calendar_of(unit, row)?;
    let more = rule.by.as_term();
    let extension = Extension { by: more.count, unit: Some(more.unit), granted_at: unit.now, reason: rule.ground.ro.clone() };
    let mut changes = Changes::default();
    let term = with_term(row, &mut changes, |term| {
        term.extend(extension, &calendar).map_err(|error| match error {
            TermError::TooLate => too_late_to_extend(),
            other => Problem::internal(other),
        })
    })?;
    changes.due_at = Some(term.and_then(|term| term.end(&calendar)));
    Ok(changes)
}

/// The examiner's conclusion, if it is not signed yet, is not signed any more; what they did sign stays what they concluded.
fn give_up_conclusion(unit: &mut Unit<'_>, request: Uuid) -> Result<(), Problem> {
    let Some(conclusion) = proposals::standing(unit, request)?.and_then(|proposal| proposal.document_id) else { return Ok(()) };
    match documents::facts(unit, conclusion)?.status {
        DocumentStatus::Frozen | DocumentStatus::Signing => documents::abandon(unit, conclusion, "Solicitarea a fost retrasă."),
        _ => Ok(()),
    }
}

impl Telling {
    const fn template(self) -> &'static str {
        match self {
            Self::Registered => "RequestRegistered",
            Self::CompletionAsked => "CompletionAsked",
            Self::TermExtended => "RequestTermExtended",
            Self::Decided => "RequestDecided",
            Self::LeftUnexamined => "RequestLeftUnexamined",
        }
    }
}

/// Whoever filed is told; where their power has ended, whom they had represented.
fn tell_applicant(unit: &mut Unit<'_>, row: &RequestRow, telling: Telling, note: Option<&str>) -> Result<(), Problem> {
    let Some(account) = store::whom_to_tell(unit.conn, row)? else { return Ok(()) };
    let mut variables = json!({ "number": named(row) });
    if let (Telling::TermExtended, Some(why), Some(until)) = (telling, note, row.due_at) {
        variables["reason"] = json!(notifications::paragraphs(why));
        variables["until"] = json!(legal_day(until).to_string());
    }
    tell_with(unit, row, account, telling.template(), variables)
}

/// The officer who has it in hand is told, if anybody.
fn tell_officer(unit: &mut Unit<'_>, row: &RequestRow) -> Result<(), Problem> {
    row.assigned_to.map_or(Ok(()), |officer| tell(unit, row, officer, "RequestChanged"))
}

/// The head who decided is told, unless it is they who act.
pub fn tell_head(unit: &mut Unit<'_>, row: &RequestRow, head: Uuid) -> Result<(), Problem> {
    if head == unit.caller.account { Ok(()) } else { tell(unit, row, head, "RequestChanged") }
}

/// The officer to whom the head has given it is told, and the one from whom it was taken; not who did it.
pub fn tell_assigned(unit: &mut Unit<'_>, row: &RequestRow, before: Option<Uuid>) -> Result<(), Problem> {
    if row.assigned_to == before {
        return Ok(());
    }
    for (officer, template) in [(row.assigned_to, "RequestAssigned"), (before, "RequestChanged")] {
        if let Some(officer) = officer.filter(|officer| *officer != unit.caller.account) {
            tell(unit, row, officer, template)?;
        }
    }
    Ok(())
}

fn tell(unit: &mut Unit<'_>, row: &RequestRow, account: Uuid, template: &'static str) -> Result<(), Problem> {
    tell_with(unit, row, account, template, json!({ "number": named(row) }))
}

/// Its number, once it has one.
fn named(row: &RequestRow) -> String {
    row.number.clone().unwrap_or_else(|| RequestId::from_uuid(row.id).to_string())
}

fn tell_with(
    unit: &mut Unit<'_>,
    row: &RequestRow,
    account: Uuid,
    template: &'static str,
    variables: Value,
) -> Result<(), Problem> {
    let telling = notifications::Telling {
        to: notifications::Addressee::Account(account),
        template,
        variables,
        about: Some(("Request", row.id)),
        language: None,
    };
    notifications::tell(unit, &telling).map(drop)
}

/// Somebody is told of a request that has no number: by the service that was asked for.
pub fn tell_of_service(
    unit: &mut Unit<'_>,
    row: &RequestRow,
    service: &Published,
    account: Uuid,
    template: &'static str,
) -> Result<(), Problem> {
    let title = serde_json::to_value(&service.definition.texts.title).map_err(Problem::internal)?;
    tell_with(unit, row, account, template, json!({ "service": title }))
}

/// The priority of a request.
pub fn priority_of(row: &RequestRow) -> Priority {
    if row.priority == "Urgent" { Priority::Urgent } else { Priority::Normal }
}

/// Everything that keeps a request from being complete.
pub fn completeness(
    desk: &Desk,
    service: &Published,
    row: &RequestRow,
    answers: &Map<String, Value>,
    attached: &[AttachmentRow],
    now: DateTime<Utc>,
) -> Result<Vec<Violation>, Problem> {
    let counts = attachments::counts(attached);
    let filing = Filing { answers, attached: &counts, priority: priority_of(row) };
    let mut faults = check_complete(&service.definition, &filing, &desk.catalogue.classifiers(), legal_day(now));
    faults.extend(of_another_entity(service, row, answers));
    Ok(faults)
}

/// Online the legal entity that the answers name is the one that files: a power is checked for that one alone (C-29.4). Who files for
/// themselves, or for a person, may name whom they work for.
fn of_another_entity(service: &Published, row: &RequestRow, answers: &Map<String, Value>) -> Option<Violation> {
    if row.channel != "EFiling" || !["LegalEntity", "OtherPerson"].contains(&row.filed_by.as_str()) {
        return None;
    }
    let field = service.definition.fields().find(|field| field.attribute == Some(Attribute::EntityIdno))?;
    let answer = answers.get(&field.code).filter(|answer| !answer.is_null())?;
    let named = answer.as_str().or_else(|| answer["idno"].as_str())?;
    let text = Text::new(
        "Persoana juridică numită nu este cea care depune solicitarea.",
        "Названное юридическое лицо — не то, которое подаёт заявление.",
        "The legal entity that is named is not the one that files.",
    );
    (row.legal_entity_idno.as_deref() != Some(named)).then(|| Violation::new(format!("/{}", field.code), "not-represented", text))
}

/// What the request costs today.
pub fn lines_of(desk: &Desk, service: &Published, row: &RequestRow, now: DateTime<Utc>) -> Vec<OrderLine> {
    let none = Map::new();
    let answers = row.answers.as_object().unwrap_or(&none);
    order_lines(&service.definition, answers, priority_of(row), &desk.catalogue.classifiers(), legal_day(now))
}

/// The office that the applicant chose, or that the counter operator sits in; `offices` are the subdivisions by their codes.
pub fn office_of(offices: &BTreeMap<String, Uuid>, service: &Published, row: &RequestRow) -> Option<Uuid> {
    let chosen = || Answers::of(service, row).text(Attribute::Office).and_then(|code| offices.get(code).copied());
    row.subdivision_id.or_else(chosen)
}

/// Registers a request on which nothing is due any more: it gets its number, its person is on record, its legal term starts.
pub fn register(unit: &mut Unit<'_>, desk: &Desk, step: Step) -> Result<RequestRow, Problem> {
    let service = desk.service_of(&step.row)?;
    let today = legal_day(unit.now);
    if let Some(person) = step.row.beneficiary_id {
        unit.about(person);
    }
    let number = store::next_number(unit.conn, &service.definition.domain_code, today.year())?;
    let rule = term_on(&service.definition, priority_of(&step.row), today);
    let term = rule.and_then(|rule| rule.length.map(|length| (length, rule.extensions_in_all())));
    let term = term
        .map(|(length, times)| Term::new(unit.now, length.as_term()).map(|term| term.extensible(times)))
        .transpose()
        .map_err(Problem::internal)?;
    let calendar = calendar_of(unit, &step.row)?;
    let changes = Changes {
        number: Some(number),
        registered_at: Some(unit.now),
        registration_reason: Some(service.definition.texts.title.ro.clone()),
        due_at: Some(term.as_ref().and_then(|term| term.end(&calendar))),
        term: term.map(|term| serde_json::to_value(term).map_err(Problem::internal)).transpose()?,
        ..Changes::default()
    };
    let row = step.finish(unit, changes, None)?;
    papers::order(unit, &service, &row, Paper::Confirmation);
    if matches!(service.definition.decision, Decision::Automatic { .. }) {
        let asked = super::registers::ask(unit, &service, &row, |check| check.stage == StageCode::Registration, None)?;
        // Otherwise the last answer decides.
        if asked.is_empty() {
            super::automatic::decide_if_known(unit, desk, &service, row.id)?;
            return store::by_id(unit.conn, row.id);
        }
    }
    Ok(row)
}

/// When a span that begins now is over.
pub fn end_of(span: Span, now: DateTime<Utc>, calendar: &Calendar) -> Result<Option<DateTime<Utc>>, Problem> {
    Ok(Term::new(now, span.as_term()).map_err(Problem::internal)?.end(calendar))
}

/// The order of a request was settled: it is registered.
pub fn on_settled(unit: &mut Unit<'_>, desk: &Desk, request: Uuid) -> Result<(), Problem> {
    let row = store::by_id(unit.conn, request)?;
    if let Some(step) = begin_by_system(row, Action::Register, &[Guard::NothingDue])? {
        register(unit, desk, step)?;
    }
    Ok(())
}

/// A document was issued. Once all acts of the decision are (an invitation for each invitee), they count, and the request is decided.
pub fn on_issued(unit: &mut Unit<'_>, document: Uuid) -> Result<(), Problem> {
    let issued = documents::facts(unit, document)?;
    let Some(request) = issued.request else { return Ok(()) };
    // Held, so that of two acts issued at once the later sees the earlier.
    let Some(row) = store::held(unit.conn, request)? else { return Ok(()) };
    let Some(decision) = row.decision_document_id else { return Ok(()) };
    let kind = documents::facts(unit, decision)?.document_type;
    let waits = |facts: &DocumentFacts| {
        facts.document_type == kind && matches!(facts.status, DocumentStatus::Frozen | DocumentStatus::Signing)
    };
    if issued.document_type != kind || row.state != State::AwaitingSignature.code() {
        return Ok(());
    }
    if documents::of_request(unit, request)?.iter().any(waits) {
        return documents::withhold(unit, document);
    }
    documents::release(unit, request)?;
    let Some(step) = begin_by_system(row, Action::Issue, &[Guard::ActsSigned])? else { return Ok(()) };
    if let Some(person) = step.row.beneficiary_id {
        unit.about(person);
    }
    step.finish(unit, Changes::default(), None).map(drop)
}

/// What was missing did not come in time: the request is left unexamined.
pub fn on_completion_due(unit: &mut Unit<'_>, request: Uuid) -> Result<(), Problem> {
    let row = store::by_id(unit.conn, request)?;
    let Some(asked) = store::opinions::open_completion(unit, request)? else { return Ok(()) };
    if asked.due_at > unit.now {
        return Ok(());
    }
    let Some(step) = begin_by_system(row, Action::LeaveUnexamined, &[Guard::TimeOver])? else { return Ok(()) };
    store::opinions::completed(unit, asked.id)?;
    step.finish(unit, Changes::default(), Some(&asked.text)).map(drop)
}

/// Answers of the registers that a request has, by their code in the service.
pub fn answered(unit: &mut Unit<'_>, request: Uuid) -> Result<Vec<checks::CheckRow>, Problem> {
    checks::latest(unit, request)
}

/// The payload of a message about a request.
pub fn about(request: Uuid) -> Value {
    json!({ "request": request })
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;
    use crate::services::rules::tariff::SpanUnit;

    #[test]
    fn an_opinion_is_due_at_the_end_of_the_last_working_day() {
        let calendar = Calendar::new([]).expect("holidays");
        let friday = Utc.with_ymd_and_hms(2026, 11, 20, 9, 0, 0).single().expect("an instant");
        let due = |amount, unit| end_of(Span { amount, unit }, friday, &calendar).expect("a term");
        let until = |day| Utc.with_ymd_and_hms(2026, 11, day, 21, 59, 59).single();
        assert_eq!(due(1, SpanUnit::WorkingDays), until(23));
        assert_eq!(due(5, SpanUnit::WorkingDays), until(27));
    }
}
