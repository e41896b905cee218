//! The invoice of an order (nota de plată, C-23.11): sealed, drawn up right after the order is opened; what is owed never changes after that.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    OrderId,
    expire::order_of,
    row::{LineRow, OrderRow},
    schema::orders,
    store,
};
use crate::{
    access::door::{Door, Unit},
    documents::{self, Act, Signing},
    kernel::{
        local_time::legal_day,
        money::Money,
        outbox::{Carried, Carrier, Carrying},
        problem::Problem,
    },
};

/// The kind of its messages.
const KIND: &str = "payments.invoice";

/// Orders the invoice of an order that is being opened.
pub(super) fn order(unit: &mut Unit<'_>, id: OrderId) {
    unit.send(KIND, format!("{KIND}/{id}"), json!({ "orderId": id }));
}

/// Draws up the invoices that were ordered.
pub struct DrawInvoice(Door);

impl DrawInvoice {
    /// Over the door.
    pub const fn new(door: Door) -> Self {
        Self(door)
    }
}

impl Carrier for DrawInvoice {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let order = order_of(&message.payload)?;
            self.0.by_system("drawOrderInvoice", move |unit| draw(unit, order)).await?;
            Ok(())
        })
    }
}

/// Freezes the invoice, once however often it is carried.
fn draw(unit: &mut Unit<'_>, order: Uuid) -> Result<(), Problem> {
    let row = store::lock(unit.conn, order)?;
    if row.invoice_document_id.is_some() {
        return Ok(());
    }
    let lines = store::lines(unit.conn, order)?;
    let act = Act {
        template: "invoice".into(),
        request: Some(row.request_id),
        person: Some(row.person_id),
        applicant: Some(row.applicant_account_id),
        subdivision: Some(row.subdivision_id),
        // It must be made whatever a payer is called.
        data: documents::legible(&data(&row, &lines))?,
        reason: row.reason.clone(),
        valid_until: None,
        signing: Signing::Seal,
    };
    let invoice = documents::freeze(unit, &act)?.id;
    diesel::update(orders::table.find(order)).set(orders::invoice_document_id.eq(invoice)).execute(unit.conn)?;
    row.tell(unit, "Write");
    Ok(())
}

fn data(order: &OrderRow, lines: &[LineRow]) -> Value {
    let label = if order.customer_type == "Organization" { "IDNO" } else { "IDNP" };
    let mut named = json!({ "name": short(&order.customer_name) });
    if let Some(id) = &order.customer_id {
        named["identifier"] = format!("{label} {id}").into();
    }
    let line = |line: &LineRow| {
        let amount = Money::from_bani(line.amount_bani).to_string();
        json!({ "name": short(&line.reason), "quantity": 1, "price": amount, "amount": amount })
    };
    json!({
        "service": short(&order.reason),
        "payer": named,
        "lines": lines.iter().map(line).collect::<Vec<_>>(),
        "total": Money::from_bani(order.total_bani).to_string(),
        "dueDate": legal_day(order.due_at).to_string(),
        "instructions": [
            format!("Accesați mpay.gov.md și indicați codul comenzii {}, sau alegeți „Achită” în cabinetul personal.", order.order_key),
            "Plata se confirmă automat; nu este necesară prezentarea bonului.",
        ],
    })
}

/// As long as a field of the template may be.
fn short(text: &str) -> String {
    let cut: String = text.chars().take(400).collect();
    if cut.is_empty() { "—".into() } else { cut }
}
