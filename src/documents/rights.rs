//! Which decisions gave a person something on a day.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{Date, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::freeze::written;
use crate::{
    access::door::Unit,
    kernel::{
        local_time::{day_after, start_of_day},
        problem::Problem,
        sql::{prepared, sql},
    },
    persons::records,
};

/// A decision that gives something from a day (`validFrom`, which it prints) to another.
#[derive(Debug, Clone)]
pub struct Giving {
    /// The request that it answers.
    pub request: Option<Uuid>,
    /// Its number as written.
    pub number: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// The last day of what it gives.
    pub until: Option<NaiveDate>,
}

static GIVING: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select d.request_id, d.series, d.year, d.number, d.issued_at, d.valid_until from issued_documents d
          where d.person_id in ({}) and d.document_type = 'Decision'
            and (d.status = 'Issued' or d.status = 'Annulled' and d.status_at >= $3)
            and (d.data ->> 'validFrom')::date <= $2 and (d.valid_until is null or d.valid_until >= $2)
          order by d.issued_at, d.id",
        records::of("(values ($1::uuid)) p (person_id)")
    )
});

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    request_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    series: String,
    #[diesel(sql_type = Int4)]
    year: i32,
    #[diesel(sql_type = Int4)]
    number: i32,
    #[diesel(sql_type = Timestamptz)]
    issued_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Date>)]
    valid_until: Option<NaiveDate>,
}

/// The decisions by which a person held something on a day, the oldest first; one that was annulled counts for the days before. For rooms above,
/// which know what each gave.
pub fn giving_on(unit: &mut Unit<'_>, person: Uuid, day: NaiveDate) -> Result<Vec<Giving>, Problem> {
    let over = start_of_day(day_after(day, 1));
    let asked = sql(&GIVING).bind::<SqlUuid, _>(person).bind::<Date, _>(day).bind::<Timestamptz, _>(over);
    let rows: Vec<Row> = prepared(asked).load(unit.conn)?;
    let giving = rows.into_iter().map(|row| Giving {
        request: row.request_id,
        number: written(&row.series, row.year, row.number),
        issued_at: row.issued_at,
        until: row.valid_until,
    });
    Ok(giving.collect())
}
