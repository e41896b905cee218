//! Taking a notification request: every item is judged, each good one becomes a notification with an errand of its own.

use std::collections::{BTreeMap, BTreeSet};

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::json;
use uuid::Uuid;

use super::{
    NotificationId,
    routes::create_notification_request::{NotificationRecipientInput, NotificationRequestInput},
    rules::{
        recipient,
        state::NotificationState,
        template::{Priority, Variables, Wording, check, fill, too_long},
    },
    space,
    store::{
        notifications::NotificationRow,
        requests::{self, Counted, NotificationRequestRow},
        templates::{self, TemplateChange, Written},
    },
    tell::{DISPATCH, language_code},
    topics,
    wire::request::{ItemFault, ItemOutcome, ItemTaken, NotificationRequest, NotificationRequestTaken},
};
use crate::{
    access::door::Unit,
    files,
    kernel::{
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
        violation::{Violation, below, interned},
    },
};

/// MNotify takes so much together (partner's contract).
const LARGEST_FILES: i64 = 10 * 1024 * 1024;
/// What a text of the sender's own is called where a template's code stands.
const OWN_TEXT: &str = "OwnText";

/// With what a request is sent.
struct Means {
    template: Option<(Uuid, i32)>,
    code: String,
    topic: String,
    written: Written,
}

/// A published template of the caller's space, unless one of that code is there.
pub fn offer(unit: &mut Unit<'_>, code: &str, topic: &str, written: &Written) -> Result<(), Problem> {
    let office = space::office(unit, None)?;
    if templates::by_code(unit, office, code)?.is_some() {
        return Ok(());
    }
    let row = templates::insert(unit, office, code, topic, written)?;
    templates::publish(unit, row.id, 1, &serde_json::to_value(written).map_err(Problem::internal)?)?;
    let change =
        TemplateChange { draft: Some(None), published: Some(1), published_at: Some(unit.now), ..TemplateChange::default() };
    templates::change(unit, row.id, &change).map(drop)
}

/// Registers a request; it comes with its version. The caller's input has passed the checks of its shape; `unknown` are the places of recipients
/// whom no register knows.
pub fn take(
    unit: &mut Unit<'_>,
    input: &NotificationRequestInput,
    unknown: &BTreeSet<usize>,
) -> Result<(i32, NotificationRequestTaken), Problem> {
    let office = space::office(unit, input.subdivision_id)?;
    let means = means(unit, office, input)?;
    // What people may do without is not urgent: `High` passes their quiet hours and, at MNotify, their choice of channels.
    if input.priority == Priority::High && topics::find(&means.topic).is_some_and(|topic| topic.optional) {
        let text = Text::new(
            "O temă la care se poate renunța nu este urgentă.",
            "Тема, от которой можно отказаться, не срочная.",
            "A topic that can be done without is not urgent.",
        );
        return Err(Problem::violation("/priority", "not-urgent", text));
    }
    files_fit(unit, input)?;
    let row = NotificationRequestRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        sender_id: unit.caller.account,
        template_id: means.template.map(|(id, _)| id),
        template_number: means.template.map(|(_, number)| number),
        topic: means.topic.clone(),
        priority: input.priority.name().to_owned(),
        valid_from: input.valid_from.unwrap_or(unit.now),
        valid_until: input.valid_until,
        replies_allowed: input.replies_allowed,
        file_ids: input.file_ids.iter().map(|file| file.uuid()).collect(),
        state: "Waiting".to_owned(),
        state_at: unit.now,
        wording: means.template.is_none().then(|| json!(means.written.wording)),
        office_id: office,
    };
    let references: Vec<String> = input.recipients.iter().map(|item| item.reference.clone()).collect();
    let before: BTreeMap<String, (Option<String>, Uuid)> = requests::known(unit, office, &references)?
        .into_iter()
        .map(|(reference, digest, id)| (reference, (digest, id)))
        .collect();
    let (mut seen, mut items, mut taken) = (BTreeSet::new(), Vec::new(), Vec::new());
    for (place, item) in input.recipients.iter().enumerate() {
        let at = format!("/recipients/{place}");
        let digest = digest_of(&means, item);
        let mut faults = faults_of(&at, &means, item);
        if !seen.insert(&item.reference) {
            faults.push(Violation::new(format!("{at}/reference"), "twice", twice()));
        }
        let known = before.get(&item.reference).filter(|_| faults.is_empty());
        if known.is_some_and(|(before, _)| before.as_deref() != Some(&digest)) {
            faults.push(Violation::new(format!("{at}/reference"), "reference-used-otherwise", used_otherwise()));
        }
        // What was sent already is told as known, whatever the registers say today.
        if known.is_none() && unknown.contains(&place) {
            faults.push(Violation::new(format!("{at}/value"), "recipient-unknown", nobody()));
        }
        items.push(match (faults.is_empty(), known) {
            (false, _) => refused(item, faults),
            (true, Some((_, id))) => told(item, ItemOutcome::Known, *id),
            (true, None) => {
                let notification = notification(unit, &row, &means, item, digest)?;
                let id = notification.id;
                taken.push(notification);
                told(item, ItemOutcome::Accepted, id)
            }
        });
    }
    if items.iter().all(|item| item.outcome == ItemOutcome::Refused) {
        let all = items.into_iter().flat_map(|item| item.faults);
        let violations = all.map(|fault| Violation::new(fault.pointer, interned(&fault.code), fault.message)).collect();
        return Err(Problem::bad_input(violations));
    }
    // All of it was sent before: the request is the one that it was sent with.
    let known = items.iter().find_map(|item| item.notification_id).filter(|_| taken.is_empty());
    if let Some(known) = known
        && let Some(before) = requests::of_notification(unit, known.uuid())?
    {
        let before = requests::mine(unit, before.id)?;
        return Ok((before.row.version, NotificationRequestTaken { request: NotificationRequest::of(&before)?, items }));
    }
    requests::insert(unit, &row)?;
    for notification in &taken {
        unit.later("notifications", notification)?;
        let key = format!("{DISPATCH}/{}/1", notification.id);
        unit.send_at(DISPATCH, key, json!({ "notification": notification.id }), row.valid_from);
    }
    let counts = (!taken.is_empty()).then(|| json!({ NotificationState::Waiting.name(): taken.len() }));
    let taken = Counted { row, counts, sent_by: unit.caller.name.clone() };
    Ok((taken.row.version, NotificationRequestTaken { request: NotificationRequest::of(&taken)?, items }))
}

/// The published template, or the request's own words.
fn means(unit: &mut Unit<'_>, office: Option<Uuid>, input: &NotificationRequestInput) -> Result<Means, Problem> {
    if let Some(code) = &input.template_code {
        let unknown = || {
            let text = Text::new(
                "Expeditorul nu are un șablon publicat cu acest cod.",
                "У отправителя нет опубликованного шаблона с таким кодом.",
                "The sender has no published template of this code.",
            );
            Problem::violation("/templateCode", "unknown-template", text)
        };
        let row = templates::by_code(unit, office, code)?
            .filter(|row| row.published > 0 && row.withdrawn_at.is_none())
            .ok_or_else(unknown)?;
        let written = templates::version(unit, row.id, row.published)?.ok_or_else(unknown)?;
        return Ok(Means { template: Some((row.id, row.published)), code: row.code, topic: row.topic, written });
    }
    let (Some(text), Some(topic)) = (&input.text, &input.topic) else {
        return Err(Problem::internal("a request with neither template nor text"));
    };
    let wording = Wording { subject: text.subject.clone(), body: text.body.clone(), short: text.short.clone() };
    let variables = Variables::new();
    let mut wrong: Vec<Violation> = check(&wording, &variables)
        .into_iter()
        .map(|fault| Violation { pointer: format!("/text{}", fault.pointer), ..fault })
        .collect();
    if !topics::find(topic).is_some_and(|topic| topic.for_senders) {
        let text =
            Text::new("Expeditorii nu au o asemenea temă.", "У отправителей нет такой темы.", "Senders have no such topic.");
        wrong.push(Violation::new("/topic", "unknown-topic", text));
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    Ok(Means {
        template: None,
        code: OWN_TEXT.to_owned(),
        topic: topic.clone(),
        written: Written { wording, variables, topic: None },
    })
}

/// The sender's own complete files, 10 MB together.
fn files_fit(unit: &mut Unit<'_>, input: &NotificationRequestInput) -> Result<(), Problem> {
    let mut size = 0;
    for (place, file) in input.file_ids.iter().enumerate() {
        let facts = files::find(unit, *file).ok().filter(|facts| facts.uploaded_by == unit.caller.account);
        let Some(facts) = facts else {
            let text = Text::new("Nu există un asemenea fișier.", "Такого файла нет.", "There is no such file.");
            return Err(Problem::violation(format!("/fileIds/{place}"), "no-such-file", text));
        };
        size += facts.size;
    }
    if size > LARGEST_FILES {
        return Err(Problem::new(Kind::TOO_LARGE).with("largest", LARGEST_FILES));
    }
    Ok(())
}

fn faults_of(at: &str, means: &Means, item: &NotificationRecipientInput) -> Vec<Violation> {
    let mut faults: Vec<Violation> = recipient::fault(item.kind, &item.value, item.direction)
        .map(|(field, code, text)| Violation::new(format!("{at}/{field}"), code, text))
        .into_iter()
        .collect();
    let variables = below(at, "variables");
    match fill(&means.written.wording, &means.written.variables, &item.variables) {
        Ok(filled) => faults.extend(too_long(&filled).into_iter().map(|fault| Violation { pointer: variables.clone(), ..fault })),
        Err(wrong) => {
            faults.extend(wrong.into_iter().map(|fault| Violation { pointer: format!("{variables}{}", fault.pointer), ..fault }));
        }
    }
    faults
}

/// What was asked for under a reference: the same again is the same notification.
fn digest_of(means: &Means, item: &NotificationRecipientInput) -> String {
    let template = means.template.map(|_| &means.code);
    let own = means.template.is_none().then_some(&means.written.wording);
    let asked = json!({ "template": template, "text": own, "item": item });
    hex::encode(digest(&SHA256, asked.to_string().as_bytes()).as_ref())
}

fn notification(
    unit: &Unit<'_>,
    row: &NotificationRequestRow,
    means: &Means,
    item: &NotificationRecipientInput,
    digest: String,
) -> Result<NotificationRow, Problem> {
    let wording = fill(&means.written.wording, &means.written.variables, &item.variables)?;
    Ok(NotificationRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        template: means.code.clone(),
        topic: means.topic.clone(),
        about_kind: None,
        about_id: None,
        recipient_type: item.kind.name(),
        recipient_value: Some(item.value.clone()),
        recipient_name: item.name.clone(),
        account_id: None,
        language: item.language.map(|language| language_code(language).to_owned()),
        subject: json!(wording.subject),
        body: json!(wording.body),
        short: json!(wording.short),
        priority: row.priority.clone(),
        state: NotificationState::Waiting.name().to_owned(),
        state_reason: None,
        round: 1,
        notification_request_id: Some(row.id),
        sender_id: Some(row.sender_id),
        reference: Some(item.reference.clone()),
        digest: Some(digest),
        direction: item.direction.map(|direction| direction.name()),
        valid_until: row.valid_until,
        replies_allowed: row.replies_allowed,
        office_id: row.office_id,
    })
}

fn told(item: &NotificationRecipientInput, outcome: ItemOutcome, id: Uuid) -> ItemTaken {
    let notification_id = Some(NotificationId::from_uuid(id));
    ItemTaken { reference: item.reference.clone(), outcome, notification_id, faults: Vec::new() }
}

fn refused(item: &NotificationRecipientInput, faults: Vec<Violation>) -> ItemTaken {
    let wire = |fault: Violation| ItemFault { pointer: fault.pointer, code: fault.code.to_owned(), message: fault.message };
    ItemTaken {
        reference: item.reference.clone(),
        outcome: ItemOutcome::Refused,
        notification_id: None,
        faults: faults.into_iter().take(50).map(wire).collect(),
    }
}

fn nobody() -> Text {
    Text::new(
        "Niciun registru nu cunoaște un asemenea destinatar.",
        "Ни один регистр не знает такого получателя.",
        "No register knows such a recipient.",
    )
}

fn twice() -> Text {
    Text::new(
        "Referința apare de două ori în aceeași solicitare.",
        "Ссылка встречается в запросе дважды.",
        "The reference is in the request twice.",
    )
}

fn used_otherwise() -> Text {
    Text::new(
        "Referința a fost folosită pentru altă notificare.",
        "Ссылка уже использована для другого уведомления.",
        "The reference was used for another notification.",
    )
}
