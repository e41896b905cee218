//! Findings and their reviews.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    auditing::behaviour::{analysis::AsRole, rules::Kind, schema::behaviour_findings as findings},
    journal::record::Record,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// So many entries are kept behind a finding.
pub const KEPT: usize = 500;

/// A finding on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = findings)]
pub struct Found {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub analysis_id: Uuid,
    pub account_id: Uuid,
    pub role: String,
    pub day: NaiveDate,
    pub kind: String,
    pub score: f64,
    pub seen: f64,
    pub usual_of_role: Option<f64>,
    pub usual_own: Option<f64>,
    pub limit_at: f64,
    pub person_id: Option<Uuid>,
    pub entries: Vec<Uuid>,
    pub entry_count: i32,
    pub state: String,
    pub conclusion: Option<String>,
    pub note: Option<String>,
    pub reviewed_by: Option<Uuid>,
    pub reviewed_at: Option<DateTime<Utc>>,
}

impl Found {
    /// Those in it who have names.
    pub fn named(&self) -> impl Iterator<Item = Uuid> {
        [Some(self.account_id), self.person_id, self.reviewed_by].into_iter().flatten()
    }
}

/// A review on record.
#[derive(Debug, Clone, QueryableByName)]
pub struct Reviewed {
    #[diesel(sql_type = Text)]
    pub conclusion: String,
    #[diesel(sql_type = Text)]
    pub note: String,
    #[diesel(sql_type = SqlUuid)]
    pub reviewed_by: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub reviewed_at: DateTime<Utc>,
}

/// Which findings.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub kind: Option<String>,
    pub state: Option<String>,
    pub conclusion: Option<String>,
    pub role: Option<String>,
    pub person: Option<Uuid>,
    pub account: Option<Uuid>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// Writes the findings of a day with the journal's entry. `entries` are all that are behind a finding, those first that are to be kept.
pub fn insert(
    unit: &mut Unit<'_>,
    analysis: Uuid,
    day: &crate::auditing::behaviour::rules::Day,
    finding: &crate::auditing::behaviour::rules::Finding,
    entries: &[Uuid],
) -> Result<(), Problem> {
    let id = Uuid::now_v7();
    let figures = finding.figures;
    let row: Value = json!({
        "id": id, "version": 1, "created_at": unit.now, "updated_at": unit.now, "analysis_id": analysis, "account_id": day.account,
        "role": day.role, "day": day.date, "kind": format!("{:?}", finding.kind), "score": finding.score, "seen": figures.seen,
        "usual_of_role": figures.role, "usual_own": figures.own, "limit_at": figures.limit, "person_id": finding.person,
        "entry_count": entries.len(), "entries": entries.iter().take(KEPT).collect::<Vec<_>>(), "state": "Open",
    });
    unit.later("behaviour_findings", &row)?;
    unit.wrote("BehaviourFinding", crate::kernel::id::write("bfi", id));
    Ok(())
}

/// The last slow collection found of each account in each role since a day.
pub fn last_drips(conn: &mut PgConnection, since: NaiveDate) -> Result<HashMap<AsRole, NaiveDate>, Problem> {
    let told: Vec<(Uuid, String, NaiveDate)> = findings::table
        .filter(findings::kind.eq(format!("{:?}", Kind::SlowCollection)))
        .filter(findings::day.gt(since))
        .order(findings::day.asc())
        .select((findings::account_id, findings::role, findings::day))
        .load(conn)?;
    Ok(told.into_iter().map(|(account, role, day)| ((account, role), day)).collect())
}

/// After which row a page begins, in which order.
#[derive(Debug, Clone, Copy)]
pub enum After {
    /// The latest first, after an id.
    Latest(Option<Uuid>),
    /// The most unusual first, after a score and an id.
    Score(Option<(f64, Uuid)>),
}

/// A page in its order.
pub fn page(conn: &mut PgConnection, wanted: &Wanted, after: After, limit: i64) -> Result<Vec<Found>, Problem> {
    let mut query = findings::table.into_boxed();
    query = match after {
        After::Latest(None) => query.order(findings::id.desc()),
        After::Latest(Some(id)) => query.filter(findings::id.lt(id)).order(findings::id.desc()),
        After::Score(None) => query.order((findings::score.desc(), findings::id.desc())),
        After::Score(Some((score, id))) => query
            .filter(findings::score.lt(score).or(findings::score.eq(score).and(findings::id.lt(id))))
            .order((findings::score.desc(), findings::id.desc())),
    };
    if let Some(kind) = &wanted.kind {
        query = query.filter(findings::kind.eq(kind.clone()));
    }
    if let Some(state) = &wanted.state {
        query = query.filter(findings::state.eq(state.clone()));
    }
    if let Some(conclusion) = &wanted.conclusion {
        query = query.filter(findings::conclusion.eq(conclusion.clone()));
    }
    if let Some(role) = &wanted.role {
        query = query.filter(findings::role.eq(role.clone()));
    }
    if let Some(person) = wanted.person {
        query = query.filter(findings::person_id.eq(person));
    }
    if let Some(account) = wanted.account {
        query = query.filter(findings::account_id.eq(account));
    }
    if let Some(from) = wanted.from {
        query = query.filter(findings::day.ge(from));
    }
    if let Some(to) = wanted.to {
        query = query.filter(findings::day.le(to));
    }
    Ok(query.limit(limit).select(Found::as_select()).load(conn)?)
}

/// How many findings there are of a kind and in a state.
#[derive(Debug, Clone, QueryableByName)]
pub struct Counted {
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = BigInt)]
    pub findings: i64,
}

/// How many of those wanted there are, by kind and state.
pub fn counts(conn: &mut PgConnection, wanted: &Wanted) -> Result<Vec<Counted>, Problem> {
    let text = "select kind, state, count(*) as findings from behaviour_findings
                 where ($1 is null or kind = $1) and ($2 is null or state = $2) and ($3 is null or conclusion = $3) and ($4 is null or role = $4)
                   and ($5 is null or person_id = $5) and ($6 is null or account_id = $6) and ($7 is null or day >= $7)
                   and ($8 is null or day <= $8)
                 group by kind, state order by kind, state";
    let asked = sql(text)
        .bind::<Nullable<Text>, _>(wanted.kind.clone())
        .bind::<Nullable<Text>, _>(wanted.state.clone())
        .bind::<Nullable<Text>, _>(wanted.conclusion.clone())
        .bind::<Nullable<Text>, _>(wanted.role.clone())
        .bind::<Nullable<SqlUuid>, _>(wanted.person)
        .bind::<Nullable<SqlUuid>, _>(wanted.account)
        .bind::<Nullable<Date>, _>(wanted.from)
        .bind::<Nullable<Date>, _>(wanted.to);
    Ok(prepared(asked).load(conn)?)
}

/// One.
pub fn find(conn: &mut PgConnection, id: Uuid) -> Result<Found, Problem> {
    Ok(findings::table.find(id).select(Found::as_select()).first(conn)?)
}

/// One, held until the end of the unit of work.
pub fn find_for_change(conn: &mut PgConnection, id: Uuid) -> Result<Found, Problem> {
    Ok(findings::table.find(id).for_update().select(Found::as_select()).first(conn)?)
}

/// Entries behind a finding, in the order of time and after a place, without what they wrote.
pub fn entries(
    conn: &mut PgConnection,
    ids: &[Uuid],
    after: Option<(DateTime<Utc>, Uuid)>,
    at_most: i64,
) -> Result<Vec<Record>, Problem> {
    let (at, id) = after.unwrap_or((DateTime::UNIX_EPOCH, Uuid::nil()));
    Ok(prepared(
        sql("select * from journal.entries where id = any($1) and (at, id) > ($2, $3) order by at, id limit $4")
            .bind::<Array<SqlUuid>, _>(ids)
            .bind::<Timestamptz, _>(at)
            .bind::<SqlUuid, _>(id)
            .bind::<BigInt, _>(at_most),
    )
    .load(conn)?)
}

/// Every review of a finding, in order: the record's versions, each of which since the first is a review, or what retention left of one.
pub fn reviews(conn: &mut PgConnection, id: Uuid) -> Result<Vec<Reviewed>, Problem> {
    Ok(prepared(
        sql("select conclusion, note, reviewed_by, reviewed_at from history.behaviour_findings
              where id = $1 and conclusion is not null
              group by conclusion, note, reviewed_by, reviewed_at order by min(version) limit 100")
        .bind::<SqlUuid, _>(id),
    )
    .load(conn)?)
}

/// Records a conclusion.
pub fn review(unit: &mut Unit<'_>, id: Uuid, conclusion: &str, note: &str) -> Result<Found, Problem> {
    Ok(diesel::update(findings::table.find(id))
        .set((
            findings::state.eq(if conclusion == "Unclear" { "Open" } else { "Reviewed" }),
            findings::conclusion.eq(conclusion),
            findings::note.eq(note),
            findings::reviewed_by.eq(unit.caller.account),
            findings::reviewed_at.eq(unit.now),
        ))
        .returning(Found::as_returning())
        .get_result(unit.conn)?)
}
