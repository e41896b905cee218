//! Lists: keyset pages of what the caller may see.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    dsl::sql,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Jsonb, Text, Timestamptz},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    PetitionRow,
    notices::{came_back, of_petitioner, to_be_posted},
    sight, words,
};
use crate::{
    access::door::Unit,
    kernel::{self, problem::Problem},
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
    /// Neither answered nor ended otherwise.
    Running,
    /// Transferred, joined, withdrawn, left unexamined.
    OtherwiseEnded,
    /// Its petitioner was not told yet that it was received.
    WithoutReceipt,
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
            Self::Running => "(answered_at is null and ended_at is null)",
            Self::OtherwiseEnded => "(ended_at is not null and answered_at is null)",
            // ePetitii itself shows its petitioners that theirs was registered.
            Self::WithoutReceipt => "(receipt_at is null and (channel <> 'EPetitii' or petitioner->>'email' is not null))",
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
    /// Any of these; all where there is none.
    pub states: Vec<State>,
    pub channel: Option<Channel>,
    /// Of those that lead or contribute.
    pub subdivision: Option<Uuid>,
    pub lead: Option<Uuid>,
    /// Nobody leads it yet.
    pub unassigned: bool,
    pub due_before: Option<DateTime<Utc>>,
    /// From, and before.
    pub registered: (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    pub deadline: Option<Deadline>,
    pub mine: Option<bool>,
    pub number: Option<String>,
    /// Something waits for the post, or did not arrive.
    pub untold: bool,
    pub by: By,
}

/// Who wrote, and about what: asked for in a body, never in an address.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct By {
    pub words: Option<String>,
    pub idnp: Option<String>,
    pub email: Option<String>,
    pub external_number: Option<String>,
}

/// What waits for the post, and what did not arrive and was not posted since.
const UNTOLD: (&str, &str) = (
    concat!(
        "(petitions.id in (select n.petition_id from petition_notices n where ",
        to_be_posted!(),
        " and (n.kind <> 'PassedOn' or "
    ),
    concat!(
        "))
  or petitions.id in (select n.about_id from notifications n where n.about_kind = 'Petition'
       and ",
        came_back!(),
        " and ",
        of_petitioner!(),
        " and not exists (select from petition_notices posted where posted.id = n.id)))"
    ),
);

/// Who leads and who has it in hand, by name, and its number in the other register: a list is shown without a call a row.
pub const NAMES: &str = "(select jsonb_build_object(
  'lead', (select jsonb_build_object('ro', s.name_ro, 'ru', s.name_ru, 'en', s.name_en) from subdivisions s
            where s.id = petitions.lead_subdivision_id),
  'holder', (select a.display_name from accounts a where a.id = petitions.assigned_to),
  'former', (select n.number from petition_numbers n where n.petition_id = petitions.id and n.number <> petitions.number)))";

/// The names of [`NAMES`].
#[derive(Debug, Clone, Default, Deserialize)]
#[allow(missing_docs)]
pub struct Names {
    pub lead: Option<kernel::text::Text>,
    pub holder: Option<String>,
    pub former: Option<String>,
}

/// A petition in a list.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Listed {
    pub row: PetitionRow,
    pub names: Names,
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
) -> Result<Vec<Listed>, Problem> {
    let mut query = p::table.filter(sight::seen(&unit.scope, &unit.caller)).into_boxed::<Pg>();
    if let Some(kind) = narrowed.kind {
        query = query.filter(p::kind.eq(kind.code()));
    }
    query = match narrowed.information {
        Some(true) => query.filter(p::kind.eq(PetitionKind::InformationRequest.code())),
        Some(false) => query.filter(p::kind.ne(PetitionKind::InformationRequest.code())),
        None => query,
    };
    if !narrowed.states.is_empty() {
        query = query.filter(p::state.eq_any(narrowed.states.iter().map(|state| state.code()).collect::<Vec<_>>()));
    }
    if let Some(channel) = narrowed.channel {
        query = query.filter(p::channel.eq(channel.code()));
    }
    if let Some(subdivision) = narrowed.subdivision {
        let theirs = a::table.filter(a::subdivision_id.eq(subdivision)).filter(a::ended_at.is_null()).select(a::petition_id);
        query = query.filter(p::id.eq_any(theirs));
    }
    if let Some(lead) = narrowed.lead {
        query = query.filter(p::lead_subdivision_id.eq(lead));
    }
    if narrowed.unassigned {
        query = query.filter(p::lead_subdivision_id.is_null());
    }
    if let Some(from) = narrowed.registered.0 {
        query = query.filter(p::registered_at.ge(from));
    }
    if let Some(before) = narrowed.registered.1 {
        query = query.filter(p::registered_at.lt(before));
    }
    if narrowed.untold {
        // Of a covering letter its petitioner knows nothing.
        let all = unit.caller.is_institutional();
        query = query.filter(sql::<Bool>(UNTOLD.0).bind::<Bool, _>(all).sql(UNTOLD.1));
    }
    if let Some(asked) = &narrowed.by.words {
        query = query.filter(words::saying(asked));
    }
    if let Some(idnp) = &narrowed.by.idnp {
        // The key of who gave an IDNP is the IDNP.
        query = query.filter(p::petitioner_key.eq(format!("idnp:{idnp}")));
    }
    if let Some(email) = &narrowed.by.email {
        query = query.filter(sql::<Bool>("lower(petitioner->>'email') = ").bind::<Text, _>(email.to_lowercase()));
    }
    if let Some(number) = &narrowed.by.external_number {
        query = query.filter(p::external_number.eq(number.clone()));
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
        // One set: an alternative beside the list would have every petition read.
        let either = sql::<Bool>("petitions.id in (select q.id from petitions q where q.number = ")
            .bind::<Text, _>(number.clone())
            .sql(" union select n.petition_id from petition_numbers n where n.number = ")
            .bind::<Text, _>(number.clone())
            .sql(")");
        query = query.filter(either);
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
    let rows: Vec<(PetitionRow, Value)> =
        query.limit(wanted).select((PetitionRow::as_select(), sql::<Jsonb>(NAMES))).load(unit.conn)?;
    let named = |(row, names): (PetitionRow, Value)| Ok(Listed { row, names: serde_json::from_value(names)? });
    rows.into_iter().map(named).collect::<Result<_, serde_json::Error>>().map_err(Problem::internal)
}
