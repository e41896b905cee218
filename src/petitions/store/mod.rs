//! Queries over petitions. Whatever the caller may not see is not found.

pub mod assignments;
pub mod attachments;
pub mod earlier;
pub mod events;
pub mod letters;
pub mod list;
pub mod notices;
pub mod numbers;
pub mod report;
pub mod sight;
pub mod words;

use chrono::{DateTime, Utc};
use diesel::{dsl::sql, pg::Pg, prelude::*, sql_types::Jsonb};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    parts::{Answer, Asked, Channel, Ending, PetitionKind, Petitioner},
    rules::lifecycle::State,
    schema::petitions,
};
use crate::{
    access::{door::Unit, policy::Scope},
    kernel::{
        problem::{Kind, Problem},
        term::Term,
    },
};

/// A petition as the database keeps it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = petitions)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct PetitionRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub kind: String,
    pub state: String,
    pub number: Option<String>,
    pub channel: String,
    pub external_number: Option<String>,
    pub petitioner: Value,
    pub petitioner_key: String,
    pub petitioner_account_id: Option<Uuid>,
    pub petitioner_person_id: Option<Uuid>,
    pub object: String,
    pub reasons: String,
    pub signature: String,
    pub document_id: Option<Uuid>,
    pub file_id: Option<Uuid>,
    pub received_at: DateTime<Utc>,
    pub registered_at: Option<DateTime<Utc>>,
    pub receipt_at: Option<DateTime<Utc>>,
    pub term: Option<Value>,
    pub due_at: Option<DateTime<Utc>>,
    pub lead_subdivision_id: Option<Uuid>,
    pub assigned_to: Option<Uuid>,
    pub asked: Option<Value>,
    pub answer: Option<Value>,
    pub answer_document_id: Option<Uuid>,
    pub answered_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub ending: Option<Value>,
    pub joined_to_id: Option<Uuid>,
}

fn parsed<T: serde::de::DeserializeOwned>(value: &Option<Value>) -> Result<Option<T>, Problem> {
    value.clone().map(serde_json::from_value).transpose().map_err(Problem::internal)
}

/// A part as its column keeps it.
pub fn kept(part: &impl Serialize) -> Result<Value, Problem> {
    serde_json::to_value(part).map_err(Problem::internal)
}

impl PetitionRow {
    /// Where it stands.
    pub fn state(&self) -> Result<State, Problem> {
        State::read(&self.state).ok_or_else(|| Problem::internal("an unknown state"))
    }

    /// What kind it is.
    pub fn kind(&self) -> Result<PetitionKind, Problem> {
        PetitionKind::read(&self.kind)
    }

    /// How it came.
    pub fn channel(&self) -> Result<Channel, Problem> {
        Channel::read(&self.channel)
    }

    /// Who writes.
    pub fn petitioner(&self) -> Result<Petitioner, Problem> {
        serde_json::from_value(self.petitioner.clone()).map_err(Problem::internal)
    }

    /// Its term of examination, once it runs.
    pub fn term(&self) -> Result<Option<Term>, Problem> {
        parsed(&self.term)
    }

    /// What the petitioner was asked for.
    pub fn asked(&self) -> Result<Option<Asked>, Problem> {
        parsed(&self.asked)
    }

    /// Its answer, as far as there is one.
    pub fn answer(&self) -> Result<Option<Answer>, Problem> {
        parsed(&self.answer)
    }

    /// Why it ended without an answer.
    pub fn ending(&self) -> Result<Option<Ending>, Problem> {
        parsed(&self.ending)
    }
}

/// What a step changes; `None` leaves a column as it is.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = petitions)]
#[allow(missing_docs)]
pub struct Changes {
    pub kind: Option<String>,
    pub state: Option<String>,
    pub number: Option<String>,
    pub channel: Option<String>,
    pub petitioner: Option<Value>,
    pub petitioner_key: Option<String>,
    pub petitioner_person_id: Option<Option<Uuid>>,
    pub object: Option<String>,
    pub reasons: Option<String>,
    pub received_at: Option<DateTime<Utc>>,
    pub signature: Option<String>,
    pub document_id: Option<Uuid>,
    pub file_id: Option<Uuid>,
    pub registered_at: Option<DateTime<Utc>>,
    pub receipt_at: Option<Option<DateTime<Utc>>>,
    pub term: Option<Option<Value>>,
    pub due_at: Option<Option<DateTime<Utc>>>,
    pub lead_subdivision_id: Option<Uuid>,
    pub assigned_to: Option<Option<Uuid>>,
    pub asked: Option<Option<Value>>,
    pub answer: Option<Option<Value>>,
    pub answer_document_id: Option<Option<Uuid>>,
    pub answered_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub ending: Option<Value>,
    pub joined_to_id: Option<Uuid>,
    pub updated_at: Option<DateTime<Utc>>,
}

/// A petition with what is read in the same statement.
#[derive(Debug, Clone)]
pub struct Found {
    /// The petition.
    pub row: PetitionRow,
    /// Its files and subdivisions.
    pub with: With,
}

/// Files and subdivisions of a petition.
#[derive(Debug, Clone, Default, Deserialize)]
#[allow(missing_docs)]
pub struct With {
    pub attachments: Vec<attachments::Attached>,
    pub assignments: Vec<assignments::Assigned>,
    /// What subdivisions contributed that are not involved any more.
    #[serde(default)]
    pub past: Vec<assignments::Assigned>,
    /// Its number in the other register.
    #[serde(default)]
    pub former_number: Option<String>,
}

const WITH: &str = "(select jsonb_build_object(
  'former_number', (select n.number from petition_numbers n where n.petition_id = petitions.id and n.number <> petitions.number),
  'attachments', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'file', a.file_id, 'purpose', a.purpose, 'name', a.name,
      'content_type', a.content_type, 'size', a.size, 'at', a.created_at) order by a.id), '[]')
    from petition_attachments a where a.petition_id = petitions.id),
  'assignments', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'subdivision', s.subdivision_id, 'role', s.role,
      'at', s.created_at, 'contribution', s.contribution, 'contributed_at', s.contributed_at) order by s.role desc, s.id), '[]')
    from petition_assignments s where s.petition_id = petitions.id and s.ended_at is null),
  'past', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'subdivision', s.subdivision_id, 'role', s.role, 'at', s.created_at,
      'contribution', s.contribution, 'contributed_at', s.contributed_at, 'ended_at', s.ended_at) order by s.id), '[]')
    from (select * from petition_assignments s where s.petition_id = petitions.id and s.ended_at is not null and s.contribution is not null
           order by s.id limit 20) s)))";

/// One petition that a reach includes.
pub fn find(unit: &mut Unit<'_>, scope: &Scope, id: Uuid) -> Result<Found, Problem> {
    let seen = sight::seen(scope, &unit.caller);
    let (row, with): (PetitionRow, Value) = petitions::table
        .filter(petitions::id.eq(id))
        .filter(seen)
        .select((PetitionRow::as_select(), sql::<Jsonb>(WITH)))
        .first(unit.conn)?;
    Ok(Found { row, with: serde_json::from_value(with).map_err(Problem::internal)? })
}

/// One petition, whoever asks, held until the transaction ends: for the program's own work.
pub fn held(unit: &mut Unit<'_>, id: Uuid) -> Result<Option<PetitionRow>, Problem> {
    Ok(petitions::table.find(id).select(PetitionRow::as_select()).for_no_key_update().first(unit.conn).optional()?)
}

/// The petition of which a document is the petition itself or the answer, held; most documents belong to none.
pub fn held_of_document(unit: &mut Unit<'_>, document: Uuid) -> Result<Option<PetitionRow>, Problem> {
    Ok(petitions::table
        .filter(petitions::document_id.eq(document).or(petitions::answer_document_id.eq(document)))
        .select(PetitionRow::as_select())
        .for_no_key_update()
        .first(unit.conn)
        .optional()?)
}

/// The petition to which a document is the answer.
pub fn of_answer(unit: &mut Unit<'_>, document: Uuid) -> Result<Option<PetitionRow>, Problem> {
    let found = petitions::table.filter(petitions::answer_document_id.eq(document)).select(PetitionRow::as_select());
    Ok(found.first(unit.conn).optional()?)
}

/// Whether ePetitii's petition of this number is here already.
pub fn is_known(unit: &mut Unit<'_>, external_number: &str) -> Result<bool, Problem> {
    let found = diesel::select(diesel::dsl::exists(petitions::table.filter(petitions::external_number.eq(external_number))));
    Ok(found.get_result(unit.conn)?)
}

/// A new petition; false where one with its external number is there already.
pub fn insert(unit: &mut Unit<'_>, row: &PetitionRow) -> Result<bool, Problem> {
    let done = diesel::insert_into(petitions::table)
        .values(row)
        .on_conflict(petitions::external_number)
        .do_nothing()
        .execute(unit.conn)?;
    Ok(done == 1)
}

/// Changes a petition that still stands as it was read; otherwise another step was quicker.
pub fn change(unit: &mut Unit<'_>, row: &PetitionRow, mut changes: Changes) -> Result<PetitionRow, Problem> {
    // A change always writes, so that its version moves even where a step changes nothing else.
    changes.updated_at = Some(unit.now);
    diesel::update(petitions::table.filter(petitions::id.eq(row.id)).filter(petitions::version.eq(row.version)))
        .set(changes)
        .returning(PetitionRow::as_select())
        .get_result(unit.conn)
        .optional()?
        .ok_or_else(|| if unit.caller.account.is_nil() { Problem::race_lost() } else { Problem::new(Kind::GONE_STALE) })
}
