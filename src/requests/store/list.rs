//! Lists and worklists: keyset pages of what the caller may see.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Jsonb},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    sight::{self, Reason, seen},
    statement::{Value, Values, one_by_one},
};
use crate::{
    access::door::Unit,
    kernel::{local_time::legal_day, problem::Problem, sql::Of},
    requests::{rules::lifecycle::State, schema::requests},
};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Narrowed {
    /// Only these states.
    pub states: Vec<State>,
    /// Only this service.
    pub service: Option<String>,
    /// Only due before this instant.
    pub due_before: Option<DateTime<Utc>>,
    /// Only about this person.
    pub beneficiary: Option<Uuid>,
    /// Only in these hands: the caller's own (`Some(true)`) or nobody's (`Some(false)`).
    pub mine: Option<bool>,
}

impl Narrowed {
    /// Everything but the states, as conditions over `r`.
    fn conditions(&self, values: &mut Values, account: Uuid) -> String {
        let mut all = String::new();
        let mut add = |condition: String| all.push_str(&format!(" and {condition}"));
        if let Some(service) = &self.service {
            add(format!("r.service_code = {}", values.place(Value::Text(service.clone()))));
        }
        if let Some(due) = self.due_before {
            add(format!("r.due_at < {}", values.place(Value::Instant(due))));
        }
        if let Some(person) = self.beneficiary {
            add(format!("r.beneficiary_id = {}", values.place(Value::Id(person))));
        }
        match self.mine {
            Some(true) => add(format!("r.assigned_to = {}", values.place(Value::Id(account)))),
            Some(false) => add("r.assigned_to is null".into()),
            None => {}
        }
        all
    }

    fn states(&self) -> Value {
        Value::Texts(self.states.iter().map(|state| state.code().to_owned()).collect())
    }
}

/// A request as lists show it; its answers stay where they are.
#[derive(Debug, Clone, QueryableByName)]
#[diesel(table_name = requests)]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct ListedRow {
    pub id: Uuid,
    pub created_at: DateTime<Utc>,
    pub number: Option<String>,
    pub service_code: String,
    pub state: String,
    pub priority: String,
    pub filed_by: String,
    pub subdivision_id: Option<Uuid>,
    pub applicant_account_id: Uuid,
    pub beneficiary_id: Option<Uuid>,
    pub assigned_to: Option<Uuid>,
    pub registered_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = BigInt)]
    extensions_left: i64,
    pub outcome: Option<String>,
    pub proposed_by: Option<Uuid>,
    pub decided_by: Option<Uuid>,
}

impl ListedRow {
    /// How often its legal term may still be extended.
    pub const fn extensions_left(&self) -> i64 {
        self.extensions_left
    }
}

macro_rules! plain {
    () => {
        "r.id, r.created_at, r.number, r.service_code, r.state, r.priority, r.filed_by, r.subdivision_id, \
         r.applicant_account_id, r.beneficiary_id, r.assigned_to, r.registered_at, r.due_at, r.outcome, r.proposed_by, r.decided_by"
    };
}

/// What a row shows of a request.
const LISTED: &str = concat!(plain!(), ", coalesce((r.term ->> 'extensionsLeft')::bigint, 0) as extensions_left");

/// The same of a row.
const AGAIN: &str = concat!(plain!(), ", r.extensions_left");

/// How many rows a part of a page has at most. A constant of the text, so that PostgreSQL knows it when it plans: one of five.
fn at_most(limit: i64) -> i64 {
    [11, 26, 51, 101].into_iter().find(|most| limit <= *most).unwrap_or(limit.max(201))
}

/// A page of each part, put together: each part by its own index, no more rows than a page has.
struct Parts<'a> {
    order: &'a str,
    most: i64,
    /// Whether a row can be in two parts. Where it cannot, the parts are rows already; otherwise they are ids, each taken once.
    overlap: bool,
    texts: Vec<String>,
}

impl<'a> Parts<'a> {
    fn new(order: &'a str, limit: i64, reasons: &[Reason]) -> Self {
        Self { order, most: at_most(limit), overlap: reasons.len() > 1, texts: Vec::new() }
    }

    fn columns(&self) -> &'static str {
        if self.overlap { "r.id, r.due_at" } else { LISTED }
    }

    /// For a reason and, where they are gone through, each state.
    fn add(&mut self, reason: &Reason, states: Option<&str>, conditions: &str) {
        let columns = self.columns();
        let (source, within) = reason.each.as_ref().map_or((None, &reason.holds), |(source, within)| (Some(source), within));
        let of_state = states.map(|_| "r.state = s.state and ").unwrap_or_default();
        let page = format!(
            "(select {columns} from requests r where {of_state}{within}{conditions} order by {} limit {})",
            self.order, self.most
        );
        let states = states.map(|states| format!("{states} s (state)"));
        let through = [source.cloned(), states].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let again = if self.overlap { columns } else { AGAIN };
        self.texts.push(if through.is_empty() { page } else { format!("select {again} from {through}, lateral {page} r") });
    }

    fn statement(&self, limit: &str) -> String {
        let order = self.order;
        if self.texts.is_empty() {
            return format!("select {LISTED} from requests r where false");
        }
        if !self.overlap {
            return format!("select {AGAIN} from ({}) r order by {order} limit {limit}", self.texts.join(" union all "));
        }
        let ids = self.texts.join(" union ");
        format!(
            "select {LISTED} from (select r.id from ({ids}) r order by {order} limit {limit}) page \
             join requests r on r.id = page.id order by {order}"
        )
    }
}

/// A list ordered by id, newest first, after a place.
pub fn newest_first(
    unit: &mut Unit<'_>,
    narrowed: &Narrowed,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<ListedRow>, Problem> {
    let mut values = Values::default();
    let reasons = sight::reasons(&mut values, &unit.scope, &unit.caller, legal_day(unit.now));
    let mut conditions = narrowed.conditions(&mut values, unit.caller.account);
    if !narrowed.states.is_empty() {
        conditions.push_str(&format!(" and r.state = any({})", values.place(narrowed.states())));
    }
    if let Some(after) = after {
        conditions.push_str(&format!(" and r.id < {}", values.place(Value::Id(after))));
    }
    let mut parts = Parts::new("r.id desc", limit, &reasons);
    reasons.iter().for_each(|reason| parts.add(reason, None, &conditions));
    let text = parts.statement(&values.place(Value::Number(limit)));
    Ok(values.load(unit.conn, text)?)
}

/// The place of a row in a worklist: what is due first comes first; paused terms come last.
pub type DuePlace = (Option<DateTime<Utc>>, Uuid);

/// A worklist, what is due first. Each state is a part of its own: within it, the index has the rows in their order.
pub fn due_first(
    unit: &mut Unit<'_>,
    narrowed: &Narrowed,
    after: Option<DuePlace>,
    limit: i64,
) -> Result<Vec<ListedRow>, Problem> {
    let mut values = Values::default();
    let reasons = sight::reasons(&mut values, &unit.scope, &unit.caller, legal_day(unit.now));
    let conditions = narrowed.conditions(&mut values, unit.caller.account);
    let states = narrowed.states.iter().map(|state| values.place(Value::Text(state.code().to_owned())));
    let states = Some(one_by_one(states)).filter(|_| !narrowed.states.is_empty());
    // What follows a row with a date: later dates, and then all without one; by two conditions, since an index serves each.
    let places = match after {
        None => vec![String::new()],
        Some((due, id)) => {
            let id = values.place(Value::Id(id));
            match due {
                None => vec![format!(" and r.due_at is null and r.id > {id}")],
                Some(due) => {
                    let due = values.place(Value::Instant(due));
                    vec![format!(" and (r.due_at, r.id) > ({due}, {id})"), " and r.due_at is null".into()]
                }
            }
        }
    };
    let mut parts = Parts::new("r.due_at, r.id", limit, &reasons);
    for place in places {
        reasons.iter().for_each(|reason| parts.add(reason, states.as_deref(), &format!("{conditions}{place}")));
    }
    let text = parts.statement(&values.place(Value::Number(limit)));
    Ok(values.load(unit.conn, text)?)
}

/// How many requests are in each of several worklists, counted in one statement.
pub fn counts(unit: &mut Unit<'_>, narrowed: &[Narrowed]) -> Result<Vec<i64>, Problem> {
    #[derive(QueryableByName)]
    struct Counts {
        #[diesel(sql_type = Jsonb)]
        counts: Of<Vec<i64>>,
    }
    let mut values = Values::default();
    let reasons = sight::reasons(&mut values, &unit.scope, &unit.caller, legal_day(unit.now));
    let counted: Vec<String> = narrowed
        .iter()
        .map(|one| {
            let states = values.place(one.states());
            let conditions = one.conditions(&mut values, unit.caller.account);
            format!("count(*) filter (where r.state = any({states}){conditions})")
        })
        .collect();
    let all = Narrowed { states: narrowed.iter().flat_map(|one| one.states.clone()).collect(), ..Narrowed::default() };
    let text = format!(
        "select jsonb_build_array({}) as counts from requests r where r.state = any({}) and {}",
        counted.join(", "),
        values.place(all.states()),
        seen(&reasons)
    );
    let found: Vec<Counts> = values.load(unit.conn, text)?;
    Ok(found.into_iter().next().map(|found| found.counts.0).unwrap_or_default())
}
