//! One step of a visitor's question: found, checked against its version and the table, written, journalled.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    InquiryId, notices,
    rules::inquiry::{Action, after, possible},
    store::{
        inquiries::{self, InquiryChange, InquiryRow},
        items,
    },
    wire::inquiry::language,
};
use crate::{
    access::door::Unit,
    kernel::{
        http::act::IfMatch,
        id::TypedId,
        problem::{Kind, Problem},
    },
    notifications::{Addressee, Telling, tell},
};

/// Takes the step: 404 where the caller may not see the question, 412 where they saw another version, 409 where it cannot be done any more.
pub fn step(
    unit: &mut Unit<'_>,
    at: InquiryId,
    seen: IfMatch,
    action: Action,
    changes: impl FnOnce(&mut Unit<'_>, &InquiryRow) -> Result<InquiryChange, Problem>,
) -> Result<InquiryRow, Problem> {
    let row = inquiries::find(unit, at.uuid())?;
    seen.check(row.version)?;
    let state = row.state()?;
    let to = after(action, state).ok_or_else(|| {
        let possible: Vec<Action> = possible(state).collect();
        Problem::new(Kind::NOT_IN_THIS_STATE).with("state", state.code()).with("availableActions", json!(possible))
    })?;
    let changes = InquiryChange { state: Some(to.code().into()), ..changes(unit, &row)? };
    let row = inquiries::change(unit, &row, changes)?;
    unit.wrote("Inquiry", at);
    Ok(row)
}

/// Tells somebody of a question: `form` in every template is the title of the form through which it came.
pub fn tell_of(
    unit: &mut Unit<'_>,
    row: &InquiryRow,
    to: Vec<Addressee>,
    template: &'static str,
    mut variables: Value,
) -> Result<(), Problem> {
    if to.is_empty() {
        return Ok(());
    }
    let (form, _) = items::by_id(unit.conn, row.item_id)?;
    variables["form"] = notices::words(&form.content()?.title);
    for to in to {
        let language = matches!(to, Addressee::Email { .. }).then(|| language(&row.language));
        let telling = Telling { to, template, variables: variables.clone(), about: Some(("Inquiry", row.id)), language };
        tell(unit, &telling)?;
    }
    Ok(())
}

/// The visitor, where they gave an address.
pub fn visitor(row: &InquiryRow) -> Vec<Addressee> {
    let address = row.email.clone().into_iter();
    address.map(|address| Addressee::Email { address, name: row.name.clone() }).collect()
}

/// Officers, by their accounts.
pub fn officers(accounts: impl IntoIterator<Item = Uuid>) -> Vec<Addressee> {
    accounts.into_iter().map(Addressee::Account).collect()
}
