//! The report on deadlines: counts by subdivision, in one statement.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::list::{Deadline, soon};
use crate::{
    access::door::Unit,
    kernel::{problem::Problem, sql::prepared},
};

/// The counts of one subdivision; of none: what is not assigned yet.
#[derive(Debug, Clone, QueryableByName)]
#[allow(missing_docs)]
pub struct CountRow {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub subdivision_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub ro: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub ru: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub en: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub registered: i64,
    #[diesel(sql_type = BigInt)]
    pub answered_in_time: i64,
    #[diesel(sql_type = BigInt)]
    pub answered_late: i64,
    #[diesel(sql_type = BigInt)]
    pub running: i64,
    #[diesel(sql_type = BigInt)]
    pub running_out: i64,
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
    #[diesel(sql_type = BigInt)]
    pub extended: i64,
    #[diesel(sql_type = BigInt)]
    pub otherwise_ended: i64,
    #[diesel(sql_type = BigInt)]
    pub without_receipt: i64,
}

/// Counts what was registered in a period, by the subdivision that leads the examination.
pub fn counts(unit: &mut Unit<'_>, from: DateTime<Utc>, to: DateTime<Utc>, information: bool) -> Result<Vec<CountRow>, Problem> {
    let count = |deadline: Deadline| -> Result<String, Problem> {
        // The words of the list, with the instants as places.
        let condition = deadline.condition().replace("{now}", "$3").replace("{soon}", "$4");
        Ok(format!("count(*) filter (where {condition})"))
    };
    let text = format!(
        "select p.lead_subdivision_id as subdivision_id, s.name_ro as ro, s.name_ru as ru, s.name_en as en,
                count(*) as registered, {} as answered_in_time, {} as answered_late,
                {} as running, {} as running_out, {} as overdue, {} as extended, {} as otherwise_ended, {} as without_receipt
           from petitions p left join subdivisions s on s.id = p.lead_subdivision_id
          where p.registered_at >= $1 and p.registered_at < $2 and (p.kind = 'InformationRequest') = $5
            and ($6 or p.lead_subdivision_id = any($7))
          group by p.lead_subdivision_id, s.name_ro, s.name_ru, s.name_en
          order by s.name_ro nulls last",
        count(Deadline::AnsweredInTime)?,
        count(Deadline::AnsweredLate)?,
        count(Deadline::Running)?,
        count(Deadline::RunningOut)?,
        count(Deadline::Overdue)?,
        count(Deadline::Extended)?,
        count(Deadline::OtherwiseEnded)?,
        count(Deadline::WithoutReceipt)?,
    );
    let soon = soon(unit.now)?;
    let asked = sql_query(text)
        .bind::<Timestamptz, _>(from)
        .bind::<Timestamptz, _>(to)
        .bind::<Timestamptz, _>(unit.now)
        .bind::<Timestamptz, _>(soon)
        .bind::<Bool, _>(information)
        .bind::<Bool, _>(unit.scope.any)
        .bind::<Array<SqlUuid>, _>(unit.scope.offices.clone());
    Ok(prepared(asked).load(unit.conn)?)
}
