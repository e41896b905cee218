//! What the rooms above do with orders, inside their own units of work.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Timestamptz},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    OrderId, ask, expire, invoice,
    rules::{
        asking,
        ledger::{Ledger, OrderStatus},
    },
    store,
};
use crate::{
    access::door::Unit,
    kernel::{
        id::TypedId,
        money::Money,
        problem::Problem,
        sql::{prepared, sql},
    },
    partners::mpay::OrderKey,
    services::rules::{fees, tariff::FeeKind},
};

/// Who pays.
#[derive(Debug, Clone)]
pub struct Customer {
    /// Whether a legal entity pays.
    pub organization: bool,
    /// IDNP or IDNO, 13 digits, where there is one.
    pub id: Option<String>,
    /// Name.
    pub name: String,
}

/// A line to be paid: the state fee and the tariff of the service are lines of their own.
#[derive(Debug, Clone)]
pub struct NewLine {
    /// The fee's code in the catalogue.
    pub code: String,
    /// Whom it goes to.
    pub kind: FeeKind,
    /// The reason in Romanian.
    pub reason: String,
    /// How much, above zero.
    pub amount: Money,
    /// The configuration agreed with MPay that says into which account it goes (36 characters at most).
    pub account_code: String,
}

/// The accounts' configurations as agreed with MPay, by what the line is: the state fee goes to the budget, tariffs to the inspectorate.
const fn account_code(kind: FeeKind) -> &'static str {
    match kind {
        FeeKind::StateFee => "IGM-STATE-FEE",
        FeeKind::ServiceTariff => "IGM-SERVICE-TARIFF",
    }
}

impl From<&fees::OrderLine> for NewLine {
    fn from(line: &fees::OrderLine) -> Self {
        let times = if line.quantity > 1 { format!(" × {}", line.quantity) } else { String::new() };
        Self {
            code: line.code.clone(),
            kind: line.kind,
            reason: format!("{}{times}", line.reason.ro),
            amount: line.sum(),
            account_code: account_code(line.kind).to_owned(),
        }
    }
}

/// An order to be opened.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// The request it is for.
    pub request: Uuid,
    /// The person the request is about.
    pub person: Uuid,
    /// The account that filed it.
    pub applicant: Uuid,
    /// The subdivision that works on it.
    pub subdivision: Uuid,
    /// Who pays.
    pub customer: Customer,
    /// What for, in Romanian: the service's name.
    pub reason: String,
    /// The request's legal ground: a code of the LegalGround classifier.
    pub legal_basis: String,
    /// What is owed. An order without lines has nothing to wait for: do not open one.
    pub lines: Vec<NewLine>,
    /// Until when.
    pub due_at: DateTime<Utc>,
    /// Whether MPay may offer to pay a part.
    pub allow_partial: bool,
}

/// What the rooms above may know of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFacts {
    /// Its id.
    pub id: Uuid,
    /// Where it stands.
    pub status: OrderStatus,
    /// What is owed in all.
    pub total: Money,
    /// What is still due.
    pub due: Money,
    /// What came in too much and has not been ordered back.
    pub refund_due: Money,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

/// Opens an order, whose invoice follows at once; the applicant can pay it. A request that waits for another order is `already-exists`.
pub fn open(unit: &mut Unit<'_>, new: &NewOrder) -> Result<Uuid, Problem> {
    if new.lines.is_empty() {
        return Err(Problem::internal("an order without lines"));
    }
    let (id, key) = (OrderId::new(), OrderKey::random());
    let total: Money = new.lines.iter().map(|line| line.amount).sum();
    unit.later(
        "orders",
        &json!({
            "id": id.uuid(),
            "created_at": unit.now,
            "updated_at": unit.now,
            "order_key": key.as_str(),
            "request_id": new.request,
            "person_id": new.person,
            "applicant_account_id": new.applicant,
            "subdivision_id": new.subdivision,
            "customer_type": if new.customer.organization { "Organization" } else { "Person" },
            "customer_id": new.customer.id,
            "customer_name": new.customer.name,
            "reason": new.reason,
            "legal_basis": new.legal_basis,
            "status": Ledger::owing(total).status().name(),
            "due_at": new.due_at,
            "allow_partial": new.allow_partial,
            "total_bani": total.bani(),
        }),
    )?;
    for (position, line) in (1i16..).zip(&new.lines) {
        unit.later(
            "order_lines",
            &json!({
                "id": Uuid::now_v7(),
                "created_at": unit.now,
                "updated_at": unit.now,
                "order_id": id.uuid(),
                "position": position,
                "code": line.code,
                "kind": kind_name(line.kind),
                "reason": line.reason,
                "amount_bani": line.amount.bani(),
                "account_code": line.account_code,
            }),
        )?;
    }
    unit.wrote("Order", id);
    unit.about(new.person);
    invoice::order(unit, id);
    let payload = json!({ "orderId": id });
    unit.send_at(expire::KIND, format!("{}/{id}", expire::KIND), payload.clone(), new.due_at + TimeDelta::seconds(1));
    unit.send_at(ask::KIND, format!("{}/{id}", ask::KIND), payload, unit.now + asking::FIRST);
    Ok(id.uuid())
}

/// What is still due for a request; zero lets it be registered, so free services pass.
pub fn amount_due(unit: &mut Unit<'_>, request: Uuid) -> Result<Money, Problem> {
    Ok(orders_of(unit, request)?.iter().map(|order| order.due).sum())
}

#[derive(diesel::QueryableByName)]
struct Waiting {
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    request_id: Uuid,
}

/// Requests whose orders expired unpaid so long ago that a payment made in time would have been told of by now, told or asked for
/// ([`asking::GRACE`]). The room above lets them lapse and cancels the order; money that comes even later is due back.
pub fn given_up(conn: &mut PgConnection, now: DateTime<Utc>, most: i64) -> Result<Vec<Uuid>, Problem> {
    let waiting = sql(
        "select request_id from orders where status in ('Active', 'PartiallyPaid', 'Expired') and due_at < $1 order by due_at limit $2",
    );
    let found: Vec<Waiting> = prepared(waiting.bind::<Timestamptz, _>(now - asking::GRACE).bind::<BigInt, _>(most)).load(conn)?;
    Ok(found.into_iter().map(|order| order.request_id).collect())
}

/// The orders of a request, oldest first.
pub fn orders_of(unit: &mut Unit<'_>, request: Uuid) -> Result<Vec<OrderFacts>, Problem> {
    let rows = store::of_request(unit.conn, request)?;
    Ok(rows
        .iter()
        .map(|row| {
            let ledger = row.ledger(unit.now);
            OrderFacts {
                id: row.id,
                status: ledger.status(),
                total: ledger.total,
                due: ledger.due(),
                refund_due: ledger.refund_due(),
                due_at: row.due_at,
            }
        })
        .collect())
}

/// The request waits no more: what is unpaid is cancelled, and money that came in or still comes is due back. Paid orders stay paid.
pub fn cancel(unit: &mut Unit<'_>, request: Uuid) -> Result<(), Problem> {
    change(unit, request, Ledger::cancel)
}

/// Holds what a request owes until the transaction ends.
pub fn hold(unit: &mut Unit<'_>, request: Uuid) -> Result<(), Problem> {
    store::lock_of_request(unit.conn, request).map(drop)
}

/// What was paid for is done.
pub fn complete(unit: &mut Unit<'_>, request: Uuid) -> Result<(), Problem> {
    change(unit, request, |ledger| {
        let paid = ledger.status() == OrderStatus::Paid;
        ledger.completed |= paid;
        paid
    })
}

fn change(unit: &mut Unit<'_>, request: Uuid, change: fn(&mut Ledger) -> bool) -> Result<(), Problem> {
    for row in store::lock_of_request(unit.conn, request)? {
        let mut ledger = row.ledger(unit.now);
        if change(&mut ledger) {
            store::keep(unit, &row, &ledger)?;
            row.tell(unit, "Write");
        }
    }
    Ok(())
}

/// As it is stored.
pub const fn kind_name(kind: FeeKind) -> &'static str {
    match kind {
        FeeKind::StateFee => "StateFee",
        FeeKind::ServiceTariff => "ServiceTariff",
    }
}
