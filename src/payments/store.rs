//! The queries. Whoever reads for a caller goes through [`visible`].

use diesel::{
    BoxableExpression, PgConnection,
    dsl::sql,
    expression::AsExpression,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Jsonb},
};
use serde_json::{Value, from_value};
use uuid::Uuid;

use super::{
    row::{LineRow, OrderRow, PaymentRow, Whole},
    rules::ledger::{Ledger, OrderStatus},
    schema::{order_lines, orders, payments, refunds},
};
use crate::{
    access::door::Unit,
    kernel::{local_time::legal_day, money::Money, problem::Problem},
    persons::records,
};

type OfOrders = Box<dyn BoxableExpression<orders::table, Pg, SqlType = Bool>>;

/// What the caller may see of orders; the one place that says so.
pub fn visible(unit: &Unit<'_>) -> OfOrders {
    let scope = unit.scope.clone();
    if scope.any {
        return Box::new(AsExpression::<Bool>::as_expression(true));
    }
    let mut seen: OfOrders = Box::new(orders::subdivision_id.eq_any(scope.offices));
    if scope.own {
        // Orders of what was filed on another's behalf are seen as long as the power for them lasts.
        let powerful = sql::<Bool>("not exists (select from requests_without_power n where n.request_id = orders.request_id)");
        seen = Box::new(seen.or(orders::applicant_account_id.eq(unit.caller.account).and(powerful)));
        if let Some(person) = unit.caller.person {
            seen = Box::new(seen.or(records::of_person("orders.person_id", person)));
        }
    }
    if scope.represented {
        let represented = records::of_represented("orders", unit.caller.account, legal_day(unit.now));
        seen = Box::new(seen.or(represented));
    }
    seen
}

/// An order that the caller may see; what they may not see is not there.
pub fn read(unit: &mut Unit<'_>, id: Uuid) -> Result<OrderRow, Problem> {
    let visible = visible(unit);
    Ok(orders::table.filter(orders::id.eq(id)).filter(visible).select(OrderRow::as_select()).first(unit.conn)?)
}

/// The same with its lines and refunds, in one statement.
pub fn read_whole(unit: &mut Unit<'_>, id: Uuid) -> Result<Whole, Problem> {
    let visible = visible(unit);
    let (order, lines, refunds): (OrderRow, Value, Value) = orders::table
        .filter(orders::id.eq(id))
        .filter(visible)
        .select((OrderRow::as_select(), sql::<Jsonb>(LINES), sql::<Jsonb>(REFUNDS)))
        .first(unit.conn)?;
    Ok(Whole { order, lines: from_value(lines).map_err(unreadable)?, refunds: from_value(refunds).map_err(unreadable)? })
}

const LINES: &str =
    "(select coalesce(jsonb_agg(to_jsonb(l) order by l.position), '[]') from order_lines l where l.order_id = orders.id)";
const REFUNDS: &str = "(select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]') from refunds r where r.order_id = orders.id)";

/// Serde's texts may hold values; only that it failed is told.
fn unreadable(_: serde_json::Error) -> Problem {
    Problem::internal("lines or refunds of an order cannot be read")
}

/// One page of the orders that the caller may see, newest first.
pub fn list(unit: &mut Unit<'_>, request: Option<Uuid>, before: Option<Uuid>, limit: i64) -> Result<Vec<OrderRow>, Problem> {
    let visible = visible(unit);
    let mut query =
        orders::table.filter(visible).select(OrderRow::as_select()).order(orders::id.desc()).limit(limit).into_boxed();
    if let Some(request) = request {
        query = query.filter(orders::request_id.eq(request));
    }
    if let Some(before) = before {
        query = query.filter(orders::id.lt(before));
    }
    Ok(query.load(unit.conn)?)
}

/// Orders of a request, oldest first; for rooms above, which have asked whether it may be seen.
pub fn of_request(conn: &mut PgConnection, request: Uuid) -> Result<Vec<OrderRow>, Problem> {
    Ok(orders::table.filter(orders::request_id.eq(request)).select(OrderRow::as_select()).order(orders::id).load(conn)?)
}

/// An order by the key that MPay knows, and nothing done to it until this transaction ends.
pub fn lock_by_key(conn: &mut PgConnection, key: &str) -> Result<Option<OrderRow>, Problem> {
    Ok(orders::table
        .filter(orders::order_key.eq(key))
        .select(OrderRow::as_select())
        .for_no_key_update()
        .first(conn)
        .optional()?)
}

/// The same, only to read.
pub fn by_key(conn: &mut PgConnection, key: &str) -> Result<Option<OrderRow>, Problem> {
    Ok(orders::table.filter(orders::order_key.eq(key)).select(OrderRow::as_select()).first(conn).optional()?)
}

/// An order by its id, whoever asks; for the program's own work.
pub fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<OrderRow, Problem> {
    Ok(orders::table.find(id).select(OrderRow::as_select()).first(conn)?)
}

/// Locks an order.
pub fn lock(conn: &mut PgConnection, id: Uuid) -> Result<OrderRow, Problem> {
    Ok(orders::table.find(id).select(OrderRow::as_select()).for_no_key_update().first(conn)?)
}

/// Locks the orders of a request, in the order of their ids.
pub fn lock_of_request(conn: &mut PgConnection, request: Uuid) -> Result<Vec<OrderRow>, Problem> {
    Ok(orders::table
        .filter(orders::request_id.eq(request))
        .select(OrderRow::as_select())
        .order(orders::id)
        .for_no_key_update()
        .load(conn)?)
}

/// Lines of an order, as they were ordered.
pub fn lines(conn: &mut PgConnection, order: Uuid) -> Result<Vec<LineRow>, Problem> {
    Ok(order_lines::table
        .filter(order_lines::order_id.eq(order))
        .select(LineRow::as_select())
        .order(order_lines::position)
        .load(conn)?)
}

/// One page of the payments of an order that the caller may see, oldest first.
pub fn payments_of(conn: &mut PgConnection, order: Uuid, after: Option<Uuid>, limit: i64) -> Result<Vec<PaymentRow>, Problem> {
    let mut query = payments::table
        .filter(payments::order_id.eq(order))
        .select(PaymentRow::as_select())
        .order(payments::id)
        .limit(limit)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(payments::id.gt(after));
    }
    Ok(query.load(conn)?)
}

/// A payment by MPay's id.
pub fn payment(conn: &mut PgConnection, payment_id: &str) -> Result<Option<PaymentRow>, Problem> {
    Ok(payments::table.filter(payments::payment_id.eq(payment_id)).select(PaymentRow::as_select()).first(conn).optional()?)
}

/// Writes what became of an order's ledger; says which version it has now.
pub fn keep(unit: &mut Unit<'_>, row: &OrderRow, ledger: &Ledger) -> Result<i32, Problem> {
    let dated = |known: Option<_>, fact: bool| known.or(fact.then_some(unit.now));
    Ok(diesel::update(orders::table.find(row.id))
        .set((
            orders::status.eq(ledger.status().name()),
            orders::received_bani.eq(ledger.received.bani()),
            orders::refund_ordered_bani.eq(ledger.refund_ordered.bani()),
            orders::fee_refund_bani.eq(ledger.fee_refund.bani()),
            orders::refunded_bani.eq(ledger.refunded.bani()),
            orders::expired_at.eq(dated(row.expired_at, ledger.status() == OrderStatus::Expired)),
            orders::cancelled_at.eq(dated(row.cancelled_at, ledger.cancelled)),
            orders::completed_at.eq(dated(row.completed_at, ledger.completed)),
            orders::unconfirmed_invoices.eq(&row.unconfirmed_invoices),
        ))
        .returning(orders::version)
        .get_result(unit.conn)?)
}

/// Writes an ordered refund.
pub fn add_refund(unit: &mut Unit<'_>, order: Uuid, id: Uuid, amount: Money, reason: &str) -> Result<(), Problem> {
    diesel::insert_into(refunds::table)
        .values((
            refunds::id.eq(id),
            refunds::created_at.eq(unit.now),
            refunds::updated_at.eq(unit.now),
            refunds::order_id.eq(order),
            refunds::amount_bani.eq(amount.bani()),
            refunds::reason.eq(reason),
            refunds::state.eq("Ordered"),
            refunds::ordered_by.eq(unit.caller.account),
        ))
        .execute(unit.conn)?;
    Ok(())
}

/// A refund of an order: how much, and whether it still waits for its transfer.
pub fn refund(conn: &mut PgConnection, order: Uuid, id: Uuid) -> Result<(Money, bool), Problem> {
    let (bani, state): (i64, String) = refunds::table
        .filter(refunds::id.eq(id))
        .filter(refunds::order_id.eq(order))
        .select((refunds::amount_bani, refunds::state))
        .first(conn)?;
    Ok((Money::from_bani(bani), state == "Ordered"))
}

/// Writes that a refund was transferred.
pub fn refund_done(unit: &mut Unit<'_>, id: Uuid, reference: &str) -> Result<(), Problem> {
    diesel::update(refunds::table.find(id))
        .set((
            refunds::state.eq("Done"),
            refunds::reference.eq(reference),
            refunds::done_by.eq(unit.caller.account),
            refunds::done_at.eq(unit.now),
        ))
        .execute(unit.conn)?;
    Ok(())
}
