//! The working calendar with the days that administrators changed (Labour Code 154/2003, art. 111 (5)).
//!
//! The calendar is put together once for a given set of changed days and kept in the process. Every use asks the database
//! first, in one short statement, which set holds now; so a change is seen by the next unit of work, of whatever process.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
    time::{Duration, Instant},
};

use arc_swap::ArcSwap;
use chrono::NaiveDate;
use diesel::{PgConnection, prelude::*, sql_types};
use serde_json::json;
use uuid::Uuid;

use super::schema::calendar_days;
use crate::{
    access::door::Unit,
    kernel::{
        calendar::{Calendar, DayKind, DayOverride},
        problem::Problem,
        sql::{prepared, sql},
        text::Text,
    },
};

/// A set of changed days, by its fingerprint, and the calendar made of it.
static KEPT: LazyLock<ArcSwap<Option<(String, Calendar)>>> = LazyLock::new(Default::default);

#[derive(QueryableByName)]
struct Standing {
    #[diesel(sql_type = sql_types::Text)]
    fingerprint: String,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    town: Option<String>,
}

/// Which set of changed days holds now, and the town of an office.
const STANDING: &str = "select coalesce(md5(string_agg(id::text || version, ',' order by id)), '') as fingerprint,
  (select s.locality from subdivisions s where s.id = $1) as town from calendar_days";

/// The calendar of the whole country, as it stands now.
pub fn calendar(conn: &mut PgConnection) -> Result<Calendar, Problem> {
    Ok(standing(conn, None)?.0)
}

/// The calendar of an office: with the feast and the changed days of its town.
pub fn calendar_of_office(conn: &mut PgConnection, subdivision: Uuid) -> Result<Calendar, Problem> {
    let (calendar, town) = standing(conn, Some(subdivision))?;
    Ok(town.map_or(calendar.clone(), |town| calendar.in_locality(&plain(&town))))
}

fn standing(conn: &mut PgConnection, subdivision: Option<Uuid>) -> Result<(Calendar, Option<String>), Problem> {
    let asked = sql(STANDING).bind::<sql_types::Nullable<sql_types::Uuid>, _>(subdivision);
    let Standing { fingerprint, town } = prepared(asked).get_result(conn)?;
    if let Some((known, calendar)) = KEPT.load().as_ref()
        && *known == fingerprint
    {
        return Ok((calendar.clone(), town));
    }
    let calendar = Calendar::new(changed_days(conn)?).map_err(Problem::internal)?;
    KEPT.store(Some((fingerprint, calendar.clone())).into());
    Ok((calendar, town))
}

/// Calendars of offices as they were a minute ago at most: for showing how a term stands, at no statement. What computes a term asks the
/// database.
#[derive(Debug, Clone, Default)]
pub struct Calendars(Arc<RwLock<Shown>>);

/// By office (none: the whole country), since when.
type Shown = HashMap<Option<Uuid>, (Instant, Calendar)>;

impl Calendars {
    /// For so long a calendar is shown without asking.
    const SHOWN: Duration = Duration::from_secs(60);

    /// The calendar of an office, or of the country.
    pub fn shown(&self, conn: &mut PgConnection, office: Option<Uuid>) -> Result<Calendar, Problem> {
        if let Some((at, calendar)) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&office)
            && at.elapsed() < Self::SHOWN
        {
            return Ok(calendar.clone());
        }
        let calendar = match office {
            Some(office) => calendar_of_office(conn, office)?,
            None => calendar(conn)?,
        };
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(office, (Instant::now(), calendar.clone()));
        Ok(calendar)
    }

    /// A day changed: this process shows it at once.
    pub fn forget(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// A town as the calendar names it: without diacritics (`Chisinau`).
pub fn plain(town: &str) -> String {
    any_ascii::any_ascii(town.trim())
}

fn changed_days(conn: &mut PgConnection) -> Result<Vec<DayOverride>, Problem> {
    type Row = (NaiveDate, String, String, String, String, Option<String>);
    let rows: Vec<Row> = calendar_days::table
        .order(calendar_days::id)
        .select((
            calendar_days::day,
            calendar_days::kind,
            calendar_days::reason_ro,
            calendar_days::reason_ru,
            calendar_days::reason_en,
            calendar_days::locality,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(date, kind, ro, ru, en, locality)| DayOverride {
            date,
            kind: if kind == "Working" { DayKind::Working } else { DayKind::NonWorking },
            reason: Text::new(ro, ru, en),
            locality,
        })
        .collect())
}

/// The message that follows a changed day: rooms above count again what they have counted.
pub const CHANGED: &str = "administration.calendar-changed";

/// Changes a day.
pub fn change_day(unit: &mut Unit<'_>, day: &DayOverride) -> Result<Uuid, Problem> {
    let id = Uuid::now_v7();
    diesel::insert_into(calendar_days::table)
        .values((
            calendar_days::id.eq(id),
            calendar_days::created_at.eq(unit.now),
            calendar_days::updated_at.eq(unit.now),
            calendar_days::day.eq(day.date),
            calendar_days::kind.eq(format!("{:?}", day.kind)),
            calendar_days::reason_ro.eq(&day.reason.ro),
            calendar_days::reason_ru.eq(&day.reason.ru),
            calendar_days::reason_en.eq(&day.reason.en),
            calendar_days::locality.eq(&day.locality),
        ))
        .execute(unit.conn)?;
    unit.send(CHANGED, format!("{CHANGED}/{id}"), json!({ "day": day.date }));
    Ok(id)
}
