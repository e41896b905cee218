//! Operations on senders' templates share these checks.

use crate::{
    kernel::{
        problem::{Kind, Problem},
        text::Text,
        violation::Violation,
    },
    notifications::{
        rules::template::check,
        store::templates::{TemplateRow, Written},
        topics,
    },
};

/// Every fault of a draft, below a place of the body.
pub(super) fn faults(below: &str, written: &Written) -> Vec<Violation> {
    check(&written.wording, &written.variables)
        .into_iter()
        .map(|fault| Violation { pointer: format!("{below}{}", fault.pointer), ..fault })
        .collect()
}

/// A topic that senders may use.
pub(super) fn topic_faults(topic: &str) -> Option<Violation> {
    let usable = topics::find(topic).is_some_and(|topic| topic.for_senders);
    (!usable).then(|| {
        Violation::new(
            "/topic",
            "unknown-topic",
            Text::new("Expeditorii nu au o asemenea temă.", "У отправителей нет такой темы.", "Senders have no such topic."),
        )
    })
}

/// A template that was withdrawn stays so.
pub(super) fn stands(row: &TemplateRow) -> Result<(), Problem> {
    match row.withdrawn_at {
        Some(_) => Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", "Withdrawn")),
        None => Ok(()),
    }
}
