//! The invoice of an order (nota de plată, C-23.11): sealed, frozen when the order is opened, so that it says what was asked for then.

use serde_json::{Value, json};
use uuid::Uuid;

use super::NewOrder;
use crate::{
    access::door::Unit,
    documents::{self, Act, Signing},
    kernel::{local_time::legal_day, money::Money, problem::Problem},
    partners::mpay::OrderKey,
};

/// Freezes the invoice of an order that is being opened.
pub(super) fn freeze(unit: &mut Unit<'_>, new: &NewOrder, key: &OrderKey) -> Result<Uuid, Problem> {
    let act = Act {
        template: "invoice".into(),
        request: Some(new.request),
        person: Some(new.person),
        applicant: Some(new.applicant),
        subdivision: Some(new.subdivision),
        // It must be made whatever a payer is called.
        data: documents::legible(&data(new, key))?,
        reason: new.reason.clone(),
        valid_until: None,
        signing: Signing::Seal,
    };
    Ok(documents::freeze(unit, &act)?.id)
}

fn data(new: &NewOrder, key: &OrderKey) -> Value {
    let payer = &new.customer;
    let label = if payer.organization { "IDNO" } else { "IDNP" };
    let mut named = json!({ "name": short(&payer.name) });
    if let Some(id) = &payer.id {
        named["identifier"] = format!("{label} {id}").into();
    }
    let line = |line: &super::NewLine| {
        let amount = line.amount.to_string();
        json!({ "name": short(&line.reason), "quantity": 1, "price": amount, "amount": amount })
    };
    let total: Money = new.lines.iter().map(|line| line.amount).sum();
    json!({
        "service": short(&new.reason),
        "payer": named,
        "lines": new.lines.iter().map(line).collect::<Vec<_>>(),
        "total": total.to_string(),
        "dueDate": legal_day(new.due_at).to_string(),
        "instructions": [
            format!("Accesați mpay.gov.md și indicați codul comenzii {}, sau alegeți „Achită” în cabinetul personal.", key.as_str()),
            "Plata se confirmă automat; nu este necesară prezentarea bonului.",
        ],
    })
}

/// As long as a field of the template may be.
fn short(text: &str) -> String {
    let cut: String = text.chars().take(400).collect();
    if cut.is_empty() { "—".into() } else { cut }
}
