//! Notification requests.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{AsSelect, sql as literal},
    expression::SqlLiteral,
    prelude::*,
    sql_types::{Array, Bool, Jsonb, Nullable, Text, Uuid as SqlUuid},
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::notifications::NotificationRow;
use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    notifications::{
        rules::state::NotificationState,
        schema::{notification_requests as t, notifications as n},
        space::{self, in_spaces},
    },
};

/// A notification request.
#[derive(Debug, Clone, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = t, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct NotificationRequestRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub sender_id: Uuid,
    pub template_id: Option<Uuid>,
    pub template_number: Option<i32>,
    pub topic: String,
    pub priority: String,
    pub valid_from: DateTime<Utc>,
    pub valid_until: Option<DateTime<Utc>>,
    pub replies_allowed: bool,
    pub file_ids: Vec<Uuid>,
    pub state: String,
    pub state_at: DateTime<Utc>,
    pub wording: Option<Value>,
    pub office_id: Option<Uuid>,
}

/// A request with what stands beside it.
#[derive(Debug, Queryable)]
pub struct Counted {
    /// The request.
    pub row: NotificationRequestRow,
    /// How many of its notifications stand where.
    pub counts: Option<Value>,
    /// Who sent it.
    pub sent_by: String,
}

type Beside = (AsSelect<NotificationRequestRow, diesel::pg::Pg>, SqlLiteral<Nullable<Jsonb>>, SqlLiteral<Text>);

fn counted() -> Beside {
    (NotificationRequestRow::as_select(), literal(COUNTS), literal(SENT_BY))
}

const SENT_BY: &str = "(select a.display_name from accounts a where a.id = notification_requests.sender_id)";

const COUNTS: &str = "(select jsonb_object_agg(s.state, s.n) from (select state, count(*) as n from notifications
   where notification_request_id = notification_requests.id group by state) s)";

/// Puts a request on record.
pub fn insert(unit: &mut Unit<'_>, row: &NotificationRequestRow) -> Result<(), Problem> {
    diesel::insert_into(t::table).values(row).execute(unit.conn)?;
    Ok(())
}

/// A request of the caller's space.
pub fn mine(unit: &mut Unit<'_>, id: Uuid) -> Result<Counted, Problem> {
    let own = t::table.find(id).filter(in_spaces!("notification_requests", space::seen(unit)));
    Ok(own.select(counted()).first(unit.conn)?)
}

/// The same, held until the end of the unit of work.
pub fn mine_held(unit: &mut Unit<'_>, id: Uuid) -> Result<NotificationRequestRow, Problem> {
    let own = t::table.find(id).filter(in_spaces!("notification_requests", space::seen(unit)));
    Ok(own.for_update().select(NotificationRequestRow::as_select()).first(unit.conn)?)
}

/// What a list of requests is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    /// Only with this template.
    pub template: Option<Uuid>,
    /// Only under this topic.
    pub topic: Option<String>,
    /// Only of this priority.
    pub priority: Option<&'static str>,
    /// Only registered since an instant,
    pub from: Option<DateTime<Utc>>,
    /// and before one.
    pub before: Option<DateTime<Utc>>,
    /// Only with a recipient who stands so.
    pub recipient_state: Option<&'static str>,
    /// Only those that this account sent.
    pub sender: Option<Uuid>,
}

/// The requests of the caller's space, the newest first.
pub fn page(unit: &mut Unit<'_>, narrowed: &Narrowed, after: Option<Uuid>, rows: i64) -> Result<Vec<Counted>, Problem> {
    let mut query = t::table.into_boxed().filter(in_spaces!("notification_requests", space::seen(unit)));
    if let Some(sender) = narrowed.sender {
        query = query.filter(t::sender_id.eq(sender));
    }
    if let Some(template) = narrowed.template {
        query = query.filter(t::template_id.eq(template));
    }
    if let Some(topic) = &narrowed.topic {
        query = query.filter(t::topic.eq(topic.clone()));
    }
    if let Some(priority) = narrowed.priority {
        query = query.filter(t::priority.eq(priority));
    }
    if let Some(from) = narrowed.from {
        query = query.filter(t::created_at.ge(from));
    }
    if let Some(before) = narrowed.before {
        query = query.filter(t::created_at.lt(before));
    }
    if let Some(state) = narrowed.recipient_state {
        let some = literal::<Bool>(
            "exists (select from notifications s where s.notification_request_id = notification_requests.id and s.state = ",
        );
        query = query.filter(some.bind::<Text, _>(state).sql(")"));
    }
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    Ok(query.order(t::id.desc()).limit(rows).select(counted()).load(unit.conn)?)
}

/// Its processing begins, unless it was cancelled: whether it may go on.
pub fn begun(unit: &mut Unit<'_>, id: Uuid) -> Result<bool, Problem> {
    let state: String = t::table.find(id).select(t::state).first(unit.conn)?;
    if state == "Waiting" {
        let begun = diesel::update(t::table.find(id).filter(t::state.eq("Waiting")))
            .set((t::state.eq("Begun"), t::state_at.eq(unit.now)))
            .execute(unit.conn)?;
        if begun == 0 {
            // Another worker began, or the sender was quicker.
            return Ok(t::table.find(id).select(t::state).first::<String>(unit.conn)? == "Begun");
        }
        return Ok(true);
    }
    Ok(state == "Begun")
}

/// It was cancelled, and with it everything that it would have sent. The row is held by the caller.
pub fn cancel(unit: &mut Unit<'_>, id: Uuid) -> Result<NotificationRequestRow, Problem> {
    let row = diesel::update(t::table.find(id))
        .set((t::state.eq("Cancelled"), t::state_at.eq(unit.now)))
        .returning(NotificationRequestRow::as_returning())
        .get_result(unit.conn)?;
    diesel::update(n::table.filter(n::notification_request_id.eq(id)))
        .set((n::state.eq(NotificationState::Cancelled.name()), n::state_reason.eq("by-sender")))
        .execute(unit.conn)?;
    Ok(row)
}

/// What the caller or their subdivision sent under these references before: the reference, what it was, and what came of it; the
/// subdivision's last, which holds where both did.
pub fn known(
    unit: &mut Unit<'_>,
    office: Option<Uuid>,
    references: &[String],
) -> Result<Vec<(String, Option<String>, Uuid)>, Problem> {
    Ok(n::table
        .filter(in_spaces!("notifications", space::written_in(unit, office)))
        .filter(n::reference.eq_any(references))
        .order(n::office_id.asc().nulls_first())
        .select((n::reference.assume_not_null(), n::digest, n::id))
        .load(unit.conn)?)
}

const WAYS: &str = "(select jsonb_agg(jsonb_build_object('channel', d.channel, 'state', d.state, 'reason', d.reason,
     'attempts', d.attempts, 'sentAt', d.sent_at, 'deliveredAt', d.delivered_at, 'readAt', d.read_at, 'round', d.round) order by d.id)
   from notification_deliveries d where d.notification_id = notifications.id)";

/// What a list of a request's recipients is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Recipients {
    /// Only those that stand so.
    pub state: Option<&'static str>,
    /// Only those named by such a thing.
    pub kind: Option<String>,
    /// Only the one under this reference.
    pub reference: Option<String>,
    /// Only those with a delivery over this channel,
    pub channel: Option<&'static str>,
    /// or one that stands so; with a channel, over that.
    pub delivery_state: Option<&'static str>,
}

/// Notifications of a request of the caller's space with their deliveries, in the order of the request.
pub fn notifications(
    unit: &mut Unit<'_>,
    request: Uuid,
    narrowed: &Recipients,
    after: Option<Uuid>,
    rows: i64,
) -> Result<Vec<(NotificationRow, Option<Value>)>, Problem> {
    let mut query = n::table
        .into_boxed()
        .filter(n::notification_request_id.eq(request))
        .filter(in_spaces!("notifications", space::seen(unit)));
    if let Some(state) = narrowed.state {
        query = query.filter(n::state.eq(state));
    }
    if let Some(kind) = &narrowed.kind {
        query = query.filter(n::recipient_type.eq(kind.clone()));
    }
    if let Some(reference) = &narrowed.reference {
        query = query.filter(n::reference.eq(reference.clone()));
    }
    if narrowed.channel.is_some() || narrowed.delivery_state.is_some() {
        let (channel, state) = (narrowed.channel, narrowed.delivery_state);
        let ways =
            literal::<Bool>("exists (select from notification_deliveries d where d.notification_id = notifications.id and (")
                .bind::<Nullable<Text>, _>(channel)
                .sql(" is null or d.channel = ")
                .bind::<Nullable<Text>, _>(channel)
                .sql(") and (")
                .bind::<Nullable<Text>, _>(state)
                .sql(" is null or d.state = ")
                .bind::<Nullable<Text>, _>(state)
                .sql("))");
        query = query.filter(ways);
    }
    if let Some(after) = after {
        query = query.filter(n::id.gt(after));
    }
    let shown = (NotificationRow::as_select(), literal::<Nullable<Jsonb>>(WAYS));
    Ok(query.order(n::id).limit(rows).select(shown).load(unit.conn)?)
}

/// One notification of a request of the caller's space with its deliveries.
pub fn notification(unit: &mut Unit<'_>, request: Uuid, id: Uuid) -> Result<(NotificationRow, Option<Value>), Problem> {
    Ok(n::table
        .find(id)
        .filter(n::notification_request_id.eq(request))
        .filter(in_spaces!("notifications", space::seen(unit)))
        .select((NotificationRow::as_select(), literal::<Nullable<Jsonb>>(WAYS)))
        .first(unit.conn)?)
}

#[derive(QueryableByName)]
struct Again {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = diesel::sql_types::Int4)]
    round: i32,
}

const AGAIN: &str = "
update notifications set state = 'Waiting', state_reason = null, round = round + 1
 where notification_request_id = $1 and state = 'Failed' and ($2 is null or id = any($2))
   -- Of what retention overwrote nothing is left to send.
   and body ->> 'ro' <> '-'
returning id, round";

/// What failed begins another round: all of it, or those that are named.
pub fn again(unit: &mut Unit<'_>, request: Uuid, only: Option<&[Uuid]>) -> Result<Vec<(Uuid, i32)>, Problem> {
    let asked = sql(AGAIN).bind::<SqlUuid, _>(request).bind::<Nullable<Array<SqlUuid>>, _>(only);
    let found: Vec<Again> = prepared(asked).load(unit.conn)?;
    Ok(found.into_iter().map(|row| (row.id, row.round)).collect())
}

/// The request of a notification, for carriers.
pub fn of_notification(unit: &mut Unit<'_>, notification: Uuid) -> Result<Option<NotificationRequestRow>, Problem> {
    Ok(n::table
        .inner_join(t::table.on(t::id.nullable().eq(n::notification_request_id)))
        .filter(n::id.eq(notification))
        .select(NotificationRequestRow::as_select())
        .first(unit.conn)
        .optional()?)
}
