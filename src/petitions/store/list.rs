//! Lists: keyset pages of what the caller may see.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    dsl::sql,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Timestamptz},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{PetitionRow, sight};
use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    petitions::{
        parts::{Channel, PetitionKind},
        rules::{lifecycle::State, terms},
        schema::{petition_assignments as a, petitions as p},
    },
};

/// How a petition stands to its term: the classes of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionDeadline)]
pub enum Deadline {
    /// Answered before its term ended.
    AnsweredInTime,
    /// Answered after it.
    AnsweredLate,
    /// Not ended, and its term soon does.
    RunningOut,
    /// Not ended, and its term has.
    Overdue,
    /// Its term was extended.
    Extended,
}

impl Deadline {
    /// The class as a condition; `{now}` is the present instant, `{soon}` the end of what runs out soon. List and report share the words.
    pub const fn condition(self) -> &'static str {
        match self {
            Self::AnsweredInTime => "(answered_at <= due_at)",
            Self::AnsweredLate => "(answered_at > due_at)",
            Self::RunningOut => "(answered_at is null and ended_at is null and due_at >= {now} and due_at < {soon})",
            Self::Overdue => "(answered_at is null and ended_at is null and due_at < {now})",
            Self::Extended => "(jsonb_array_length(coalesce(term->'extensions', '[]')) > 0)",
        }
    }

    /// The class as a filter of the list.
    fn holds(self, now: DateTime<Utc>) -> Result<sight::Condition, Problem> {
        let soon = soon(now)?;
        let text = self.condition();
        Ok(match text.split_once("{now}") {
            None => Box::new(sql::<Bool>(text)),
            Some((head, tail)) => match tail.split_once("{soon}") {
                None => Box::new(sql::<Bool>(head).bind::<Timestamptz, _>(now).sql(tail)),
                Some((between, end)) => {
                    Box::new(sql::<Bool>(head).bind::<Timestamptz, _>(now).sql(between).bind::<Timestamptz, _>(soon).sql(end))
                }
            },
        })
    }
}

/// Before this instant, what runs out soon ends.
pub fn soon(now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
    Ok(now + Duration::days(i64::from(terms::running_out()?)))
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionOrder)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// What is due first comes first; what has no term comes last.
    DueFirst,
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Narrowed {
    pub kind: Option<PetitionKind>,
    pub information: Option<bool>,
    pub state: Option<State>,
    pub channel: Option<Channel>,
    pub subdivision: Option<Uuid>,
    pub due_before: Option<DateTime<Utc>>,
    pub deadline: Option<Deadline>,
    pub mine: Option<bool>,
    pub number: Option<String>,
}

/// The place of a row in a list.
pub type Place = (Option<DateTime<Utc>>, Uuid);

/// A page.
pub fn page(
    unit: &mut Unit<'_>,
    narrowed: &Narrowed,
    order: Order,
    after: Option<Place>,
    wanted: i64,
) -> Result<Vec<PetitionRow>, Problem> {
    let mut query = p::table.filter(sight::seen(&unit.scope, &unit.caller)).into_boxed::<Pg>();
    if let Some(kind) = narrowed.kind {
        query = query.filter(p::kind.eq(kind.code()));
    }
    query = match narrowed.information {
        Some(true) => query.filter(p::kind.eq(PetitionKind::InformationRequest.code())),
        Some(false) => query.filter(p::kind.ne(PetitionKind::InformationRequest.code())),
        None => query,
    };
    if let Some(state) = narrowed.state {
        query = query.filter(p::state.eq(state.code()));
    }
    if let Some(channel) = narrowed.channel {
        query = query.filter(p::channel.eq(channel.code()));
    }
    if let Some(subdivision) = narrowed.subdivision {
        let theirs = a::table.filter(a::subdivision_id.eq(subdivision)).filter(a::ended_at.is_null()).select(a::petition_id);
        query = query.filter(p::id.eq_any(theirs));
    }
    if let Some(due) = narrowed.due_before {
        query = query.filter(p::due_at.lt(due));
    }
    if let Some(deadline) = narrowed.deadline {
        query = query.filter(deadline.holds(unit.now)?);
    }
    query = match narrowed.mine {
        Some(true) => query.filter(p::assigned_to.eq(unit.caller.account)),
        Some(false) => query.filter(p::assigned_to.is_null()),
        None => query,
    };
    if let Some(number) = &narrowed.number {
        query = query.filter(p::number.eq(number.clone()));
    }
    query = match (order, after) {
        (Order::Newest, Some((_, id))) => query.filter(p::id.lt(id)),
        (Order::DueFirst, Some((Some(due), id))) => {
            query.filter(p::due_at.gt(due).or(p::due_at.eq(due).and(p::id.gt(id))).or(p::due_at.is_null().nullable()))
        }
        (Order::DueFirst, Some((None, id))) => query.filter(p::due_at.is_null().and(p::id.gt(id))),
        (_, None) => query,
    };
    query = match order {
        Order::Newest => query.order(p::id.desc()),
        Order::DueFirst => query.order((p::due_at.asc().nulls_last(), p::id.asc())),
    };
    Ok(query.limit(wanted).select(PetitionRow::as_select()).load(unit.conn)?)
}
