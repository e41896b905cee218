//! One entry a unit of work, written by its last statement together with the outbox and the stored answer.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection,
    pg::Pg,
    query_builder::{BoxedSqlQuery, SqlQuery},
    sql_types::{Array, Binary, Bool, Jsonb, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kernel::{
    http::reply::Stored,
    nudge,
    problem::Problem,
    sql::{Written, prepared},
};

/// How a unit of work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// Committed.
    #[default]
    Done,
    /// Refused; nothing was changed.
    Refused,
}

/// An entry as it grows during the work.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// The unit of work.
    pub work: Uuid,
    /// Person, Officer or System.
    pub actor_kind: &'static str,
    /// The account.
    pub actor: Option<Uuid>,
    /// As it is shown to the person whose data was read.
    pub actor_name: String,
    /// The session.
    pub session: Option<Uuid>,
    /// The role used.
    pub role: Option<String>,
    /// The subdivision acted for.
    pub office: Option<Uuid>,
    /// The contract's operationId.
    pub operation: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The kind of problem, when refused.
    pub problem: Option<&'static str>,
    /// Legal ground.
    pub basis: Option<String>,
    /// Reason in words.
    pub reason: Option<String>,
    /// Whether it is withheld from the persons until lifted.
    pub undisclosed: bool,
    /// Whose data was read or written.
    pub persons: Vec<Uuid>,
    /// What was read or written.
    pub objects: Vec<Touched>,
    /// Quoted in answers.
    pub trace: String,
}

/// A record that was read or written.
#[derive(Debug, Clone, Serialize)]
pub struct Touched {
    /// `Read` or `Write`.
    access: &'static str,
    /// What it is, in the contract's words.
    kind: &'static str,
    /// Its id, as the contract writes it.
    id: String,
}

impl Entry {
    /// Something was read or written.
    pub fn touched(&mut self, access: &'static str, kind: &'static str, id: impl std::fmt::Display) {
        // A list of 200 is told by its rows; more than that would make an entry nobody reads.
        if self.objects.len() < 250 {
            self.objects.push(Touched { access, kind, id: id.to_string() });
        }
    }

    /// It was about this person.
    pub fn about(&mut self, person: Uuid) {
        if !self.persons.contains(&person) {
            self.persons.push(person);
        }
    }
}

/// Something that must happen outside, once, under a stable key.
#[derive(Debug, Clone)]
pub struct Message {
    /// Who carries it out.
    pub kind: &'static str,
    /// Stable: the same key is one message, however often it is written.
    pub key: String,
    /// What the carrier needs. Ids rather than personal data.
    pub payload: Value,
    /// Not before this instant.
    pub not_before: Option<DateTime<Utc>>,
}

/// The answer kept for a retry.
pub struct Kept<'a> {
    /// Who called.
    pub caller: Uuid,
    /// The key.
    pub key: &'a str,
    /// Digest of path and body.
    pub digest: &'a [u8],
    /// The answer.
    pub stored: &'a Stored,
}

/// The last statement of a unit of work.
pub struct Closing<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Messages for the outbox.
    pub messages: &'a [Message],
    /// The answer to keep.
    pub kept: Option<Kept<'a>>,
    /// Rows of other tables that nothing in this unit reads again.
    pub rows: &'a [Later],
}

/// A row that is written with the closing statement, which saves a statement of its own.
#[derive(Debug, Clone)]
pub struct Later {
    /// The table.
    pub relation: &'static str,
    /// Columns and values; what is not named gets its default.
    pub row: Value,
}

macro_rules! entry {
    () => {
        "insert into journal.entries (id, at, actor_kind, actor_id, actor_name, session_id, role, office_id, operation, outcome, problem,
                                      legal_basis, legal_reason, undisclosed, persons, objects, trace_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
    };
}

/// What a reading leaves: the entry alone, which is most of what there is to write.
const ENTRY: &str = entry!();

const CLOSE: &str = concat!(
    "with entry as (",
    entry!(),
    "), sent as (
  insert into outbox (id, kind, key, payload, not_before, created_at)
  select m.id, m.kind, m.key, m.payload, coalesce(m.not_before, $2), $2
    from jsonb_to_recordset($18) as m (id uuid, kind text, key text, payload jsonb, not_before timestamptz)
  on conflict (key) do nothing
), kept as (
  insert into idempotency_keys (caller_id, operation, key, digest, status, etag, location, body, created_at)
  select $19, $9, $20, $21, $22, $23, $24, $25, $2 where $20 is not null
)"
);

/// Rows of one table.
struct Table {
    relation: &'static str,
    columns: Vec<String>,
    rows: Vec<Value>,
}

/// The rows by table and columns: names of ours, so that there are few different statements.
fn tables(rows: &[Later]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for Later { relation, row } in rows {
        let columns: Vec<String> = row.as_object().into_iter().flat_map(|row| row.keys().cloned()).collect();
        match tables.iter_mut().find(|table| table.relation == *relation && table.columns == columns) {
            Some(table) => table.rows.push(row.clone()),
            None => tables.push(Table { relation, columns, rows: vec![row.clone()] }),
        }
    }
    tables
}

/// The rows as common table expressions, whose values are the parameters from `first` on.
fn inserts(tables: &[Table], first: usize) -> String {
    let insert = |(index, Table { relation, columns, .. }): (usize, &Table)| {
        let columns = columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
        let rows = first + index;
        format!(
            "later{index} as (insert into {relation} ({columns}) \
             select {columns} from jsonb_populate_recordset(null::{relation}, ${rows}))"
        )
    };
    tables.iter().enumerate().map(insert).collect::<Vec<_>>().join(", ")
}

/// Writes rows of several tables in one statement.
pub fn write_rows(conn: &mut PgConnection, rows: &[Later]) -> Result<(), Problem> {
    let tables = tables(rows);
    if tables.is_empty() {
        return Ok(());
    }
    let mut writing = diesel::sql_query(format!("with {} select 1", inserts(&tables, 1))).into_boxed();
    for table in tables {
        writing = writing.bind::<Jsonb, _>(Value::Array(table.rows));
    }
    prepared(writing).execute(conn)?;
    Ok(())
}

impl Closing<'_> {
    /// Writes entry, messages and answer in one statement.
    pub fn write(&self, conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), Problem> {
        if self.messages.is_empty() && self.kept.is_none() && self.rows.is_empty() {
            prepared(self.entry_in(diesel::sql_query(ENTRY), now)).execute(conn)?;
            return Ok(());
        }
        let messages: Vec<Value> = self
            .messages
            .iter()
            .map(|message| {
                json!({ "id": Uuid::now_v7(), "kind": message.kind, "key": message.key, "payload": message.payload,
                        "not_before": message.not_before })
            })
            .collect();
        if self.messages.iter().any(|message| message.not_before.is_none_or(|instant| instant <= now)) {
            nudge::wanted();
        }
        let kept = self.kept.as_ref();
        let tables = tables(self.rows);
        let comma = if tables.is_empty() { "" } else { "," };
        // Few different texts: relations and columns are names of ours.
        let text = format!("{CLOSE}{comma} {} select 1", inserts(&tables, 26));
        let mut closing = self
            .entry_in(diesel::sql_query(text), now)
            .bind::<Jsonb, _>(Value::Array(messages))
            .bind::<Nullable<SqlUuid>, _>(kept.map(|kept| kept.caller))
            .bind::<Nullable<Text>, _>(kept.map(|kept| kept.key))
            .bind::<Nullable<Binary>, _>(kept.map(|kept| kept.digest))
            .bind::<Nullable<SmallInt>, _>(kept.map(|kept| kept.stored.status as i16))
            .bind::<Nullable<Text>, _>(kept.and_then(|kept| kept.stored.etag.as_deref()))
            .bind::<Nullable<Text>, _>(kept.and_then(|kept| kept.stored.location.as_deref()))
            .bind::<Nullable<Binary>, _>(kept.map(|kept| kept.stored.body.as_slice()));
        for table in tables {
            closing = closing.bind::<Jsonb, _>(Value::Array(table.rows));
        }
        prepared(closing).execute(conn).map_err(|error| match error {
            // Two calls with one key at the same instant: the later one starts over and finds the earlier one's answer.
            diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, about)
                if about.constraint_name() == Some("idempotency_keys_pkey") =>
            {
                Problem::race_lost()
            }
            other => other.into(),
        })?;
        Ok(())
    }

    /// The entry's values, `$1` to `$17`.
    fn entry_in(&self, query: SqlQuery, now: DateTime<Utc>) -> BoxedSqlQuery<'_, Pg, SqlQuery> {
        let entry = self.entry;
        let outcome = match entry.outcome {
            Outcome::Done => "Done",
            Outcome::Refused => "Refused",
        };
        query
            .into_boxed::<Pg>()
            .bind::<SqlUuid, _>(entry.work)
            .bind::<Timestamptz, _>(now)
            .bind::<Text, _>(entry.actor_kind)
            .bind::<Nullable<SqlUuid>, _>(entry.actor)
            .bind::<Nullable<Text>, _>(Some(&entry.actor_name))
            .bind::<Nullable<SqlUuid>, _>(entry.session)
            .bind::<Nullable<Text>, _>(entry.role.as_deref())
            .bind::<Nullable<SqlUuid>, _>(entry.office)
            .bind::<Text, _>(&entry.operation)
            .bind::<Text, _>(outcome)
            .bind::<Nullable<Text>, _>(entry.problem)
            .bind::<Nullable<Text>, _>(entry.basis.as_deref())
            .bind::<Nullable<Text>, _>(entry.reason.as_deref())
            .bind::<Bool, _>(entry.undisclosed)
            .bind::<Array<SqlUuid>, _>(&entry.persons)
            .bind::<Jsonb, _>(Written(&entry.objects))
            .bind::<Text, _>(&entry.trace)
    }
}
