//! Powers of representation (C-29.4): who may act for whom, by MPower or by a paper that an officer accepted.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    dsl::sql,
    prelude::*,
    sql_types::{Bool, Date, Nullable, Text, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    access::{
        door::Unit,
        rules::representation::State,
        schema::{accounts, representations},
    },
    kernel::{identifiers::Idno, problem::Problem, sql::prepared},
};

/// A power on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = representations)]
pub struct Power {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// Who represents.
    pub account_id: Uuid,
    /// Who is represented; none until MPower has answered.
    pub person_id: Option<Uuid>,
    /// The legal entity that is represented, instead of a person.
    pub legal_entity_idno: Option<String>,
    /// MPower or Upload.
    pub source: String,
    /// MPower's code.
    pub power_code: Option<String>,
    /// The scanned paper.
    pub file_id: Option<Uuid>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
    /// Where it stands.
    pub state: String,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was refused or ended.
    pub reason: Option<String>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// MPower's type; none of a paper, nor before MPower has answered.
    pub power_type: Option<String>,
}

impl Power {
    /// Where it stands.
    pub fn state(&self) -> Result<State, Problem> {
        serde_json::from_value(self.state.clone().into()).map_err(Problem::internal)
    }
}

/// A power about to be recorded, pending.
pub struct NewPower {
    /// Who is represented, where that is known.
    pub person: Option<Uuid>,
    /// The legal entity that is represented, instead of a person.
    pub entity: Option<Idno>,
    /// MPower or Upload.
    pub source: &'static str,
    /// MPower's code.
    pub power_code: Option<String>,
    /// The scanned paper.
    pub file: Option<Uuid>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
}

/// What changes with a decision; none leaves as it is.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = representations)]
pub struct PowerChange {
    /// Where it stands now.
    pub state: Option<String>,
    /// Who is represented.
    pub person_id: Option<Uuid>,
    /// The legal entity that is represented.
    pub legal_entity_idno: Option<Idno>,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<Option<NaiveDate>>,
    /// Who decided.
    pub decided_by: Option<Uuid>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// MPower's type.
    pub power_type: Option<String>,
}

/// Records the caller's power, pending.
pub fn insert(unit: &mut Unit<'_>, new: &NewPower) -> Result<Power, Problem> {
    Ok(diesel::insert_into(representations::table)
        .values((
            representations::id.eq(Uuid::now_v7()),
            representations::created_at.eq(unit.now),
            representations::updated_at.eq(unit.now),
            representations::account_id.eq(unit.caller.account),
            representations::person_id.eq(new.person),
            representations::legal_entity_idno.eq(new.entity),
            representations::source.eq(new.source),
            representations::power_code.eq(&new.power_code),
            representations::file_id.eq(new.file),
            representations::valid_from.eq(new.valid_from),
            representations::valid_to.eq(new.valid_to),
            representations::state.eq("Pending"),
        ))
        .returning(Power::as_returning())
        .get_result(unit.conn)?)
}

/// What the caller may see: all, or their own powers and those by which they themselves, or a legal entity they administer, are represented.
fn visible(unit: &Unit<'_>) -> representations::BoxedQuery<'static, diesel::pg::Pg> {
    let query = representations::table.into_boxed();
    if unit.scope.any {
        return query;
    }
    let administered =
        sql::<Bool>("(representations.legal_entity_idno in (select unnest(a.administers) from accounts a where a.id = ")
            .bind::<SqlUuid, _>(unit.caller.account)
            .sql("))");
    let mine = representations::account_id.eq(unit.caller.account).or(administered);
    match unit.caller.person {
        Some(me) => query.filter(mine.or(representations::person_id.assume_not_null().eq(me))),
        None => query.filter(mine),
    }
}

/// A page of powers that the caller may see, in one state if asked; the newest first.
pub fn page(unit: &mut Unit<'_>, state: Option<State>, after: Option<Uuid>, rows: i64) -> Result<Vec<Power>, Problem> {
    let mut query = visible(unit);
    if let Some(state) = state {
        query = query.filter(representations::state.eq(format!("{state:?}")));
    }
    if let Some(after) = after {
        query = query.filter(representations::id.lt(after));
    }
    Ok(query.order(representations::id.desc()).limit(rows).select(Power::as_select()).load(unit.conn)?)
}

/// One power that the caller may see.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<Power, Problem> {
    Ok(visible(unit).filter(representations::id.eq(id)).select(Power::as_select()).first(unit.conn)?)
}

/// One that the caller may see, held until the end of the unit of work.
pub fn find_for_change(unit: &mut Unit<'_>, id: Uuid) -> Result<Power, Problem> {
    let row: Power = representations::table.find(id).for_update().select(Power::as_select()).first(unit.conn)?;
    let theirs = row.account_id == unit.caller.account || (row.person_id.is_some() && row.person_id == unit.caller.person);
    let of_entity = |unit: &mut Unit<'_>| match &row.legal_entity_idno {
        Some(idno) => administered(unit.conn, unit.caller.account).map(|all| all.contains(idno)),
        None => Ok(false),
    };
    if unit.scope.any || theirs || of_entity(unit)? { Ok(row) } else { Err(Problem::not_found()) }
}

/// The legal entities that an account administers, as MPass said when it last signed in.
pub fn administered(conn: &mut PgConnection, account: Uuid) -> Result<Vec<String>, Problem> {
    Ok(accounts::table.find(account).select(accounts::administers).first::<Option<Vec<String>>>(conn)?.unwrap_or_default())
}

/// MPass says at each sign-in which legal entities somebody administers; what it said before holds no more.
pub fn set_administered(conn: &mut PgConnection, account: Uuid, entities: &[Idno]) -> Result<(), Problem> {
    let mut said: Vec<String> = entities.iter().map(|idno| idno.expose().to_owned()).collect();
    said.sort_unstable();
    said.dedup();
    let said = Some(said).filter(|said| !said.is_empty());
    diesel::update(accounts::table.find(account).filter(accounts::administers.is_distinct_from(said.clone())))
        .set(accounts::administers.eq(said))
        .execute(conn)?;
    Ok(())
}

/// For whom somebody acts.
#[derive(Debug, Clone, Copy)]
pub enum For<'a> {
    /// A person on record.
    Person(Uuid),
    /// A legal entity.
    Entity(&'a Idno),
}

/// By what an account may act for somebody on a day: MPower's type of each power that was accepted and runs, none of one on paper; and none
/// where it administers the legal entity, which is no less.
pub fn held(conn: &mut PgConnection, account: Uuid, of: For<'_>, day: NaiveDate) -> Result<Vec<Option<String>>, Problem> {
    #[derive(QueryableByName)]
    struct Held {
        #[diesel(sql_type = Nullable<Text>)]
        power_type: Option<String>,
    }
    let (person, entity) = match of {
        For::Person(person) => (Some(person), None),
        For::Entity(idno) => (None, Some(idno)),
    };
    let asked = diesel::sql_query(
        "select p.power_type from powers_held p
          where p.account_id = $1 and (p.person_id = $2 or p.legal_entity_idno = $3)
            and p.valid_from <= $4 and (p.valid_to is null or p.valid_to >= $4)
         union all
         select null from accounts a where a.id = $1 and $3 = any (a.administers)",
    )
    .bind::<SqlUuid, _>(account)
    .bind::<Nullable<SqlUuid>, _>(person)
    .bind::<Nullable<Text>, _>(entity)
    .bind::<Date, _>(day);
    Ok(prepared(asked).load::<Held>(conn)?.into_iter().map(|held| held.power_type).collect())
}

/// Changes a power.
pub fn change(unit: &mut Unit<'_>, id: Uuid, change: &PowerChange) -> Result<Power, Problem> {
    Ok(diesel::update(representations::table.find(id)).set(change).returning(Power::as_returning()).get_result(unit.conn)?)
}

/// For the question to MPower: state, its code, and the login (an IDNP) of who claims it.
pub fn claim(conn: &mut PgConnection, id: Uuid) -> Result<(String, Option<String>, String), Problem> {
    Ok(representations::table
        .inner_join(accounts::table.on(accounts::id.eq(representations::account_id)))
        .filter(representations::id.eq(id))
        .select((representations::state, representations::power_code, accounts::login))
        .first(conn)?)
}
