//! Reports as they are kept.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use diesel::{OptionalExtension, PgConnection, prelude::*, sql_types::Int4};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::{
        ReportId,
        reports::{
            ReportContent, ReportKind,
            produce::{KIND, Wanted},
        },
        routes::wire::FigureView,
        schema::statistical_reports as t,
    },
};

/// How far a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ReportState {
    /// Asked for.
    Waiting,
    /// Being made.
    Running,
    /// It can be read.
    Ready,
    /// It could not be made.
    Failed,
}

/// A report.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = crate::statistics::schema::statistical_reports, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "the columns")]
pub struct ReportRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub number: String,
    kind: String,
    pub period: String,
    view: String,
    pub known_on: NaiveDate,
    state: String,
    pub done: i32,
    pub steps: i32,
    pub sha256: Option<Vec<u8>>,
}

impl ReportRow {
    /// What kind.
    pub fn kind(&self) -> ReportKind {
        ReportKind::read(&self.kind)
    }

    /// For whom.
    pub fn view(&self) -> FigureView {
        if self.view == "Open" { FigureView::Open } else { FigureView::Authorised }
    }

    /// How far.
    pub fn state(&self) -> ReportState {
        match self.state.as_str() {
            "Waiting" => ReportState::Waiting,
            "Running" => ReportState::Running,
            "Ready" => ReportState::Ready,
            _ => ReportState::Failed,
        }
    }

    /// Nothing happens to it any more.
    pub fn is_over(&self) -> bool {
        matches!(self.state(), ReportState::Ready | ReportState::Failed)
    }
}

#[derive(QueryableByName)]
struct Given {
    #[diesel(sql_type = Int4)]
    last: i32,
}

/// A report that is asked for: numbered, and its making sent on its way.
pub fn insert(unit: &mut Unit<'_>, wanted: &Wanted) -> Result<ReportRow, Problem> {
    let year = legal_day(unit.now).year();
    let given: Given = prepared(
        sql("insert into statistics.report_series (year, last) values ($1, 1)
             on conflict (year) do update set last = report_series.last + 1 returning last")
        .bind::<Int4, _>(year),
    )
    .get_result(unit.conn)?;
    let id = Uuid::now_v7();
    let row = diesel::insert_into(t::table)
        .values((
            t::id.eq(id),
            t::created_at.eq(unit.now),
            t::updated_at.eq(unit.now),
            t::number.eq(format!("RS-{year}-{:04}", given.last)),
            t::kind.eq(wanted.kind.code()),
            t::period.eq(wanted.period.to_string()),
            t::view.eq(wanted.view.code()),
            t::known_on.eq(wanted.known_on),
            t::state.eq("Waiting"),
            t::done.eq(0),
            t::steps.eq(0),
            t::asked_by.eq(unit.caller.account),
        ))
        .returning(ReportRow::as_returning())
        .get_result(unit.conn)?;
    unit.wrote("StatisticalReport", ReportId::from_uuid(id));
    unit.send(KIND, format!("report/{id}"), serde_json::json!({ "report": id }));
    Ok(row)
}

/// One report.
pub fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<Option<ReportRow>, Problem> {
    Ok(t::table.find(id).select(ReportRow::as_select()).first(conn).optional()?)
}

/// What a report says, once it is ready.
pub fn content(conn: &mut PgConnection, id: Uuid) -> Result<Option<ReportContent>, Problem> {
    let content: Option<Option<Value>> = t::table.find(id).select(t::content).first(conn).optional()?;
    content.flatten().map(serde_json::from_value).transpose().map_err(Problem::internal)
}

/// Reports, the newest first.
pub fn latest(conn: &mut PgConnection, after: Option<Uuid>, wanted: i64) -> Result<Vec<ReportRow>, Problem> {
    let mut query = t::table.order(t::id.desc()).limit(wanted).select(ReportRow::as_select()).into_boxed();
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    Ok(query.load(conn)?)
}

/// So many of its tables are made.
pub fn advance(unit: &mut Unit<'_>, id: Uuid, done: i32, steps: i32) -> Result<(), Problem> {
    diesel::update(t::table.find(id).filter(t::state.ne("Ready")))
        .set((t::state.eq("Running"), t::done.eq(done), t::steps.eq(steps)))
        .execute(unit.conn)?;
    unit.wrote("StatisticalReport", ReportId::from_uuid(id));
    Ok(())
}

/// It is made.
pub fn finish(unit: &mut Unit<'_>, id: Uuid, content: &ReportContent, sha256: &[u8]) -> Result<(), Problem> {
    diesel::update(t::table.find(id).filter(t::state.ne("Ready")))
        .set((
            t::state.eq("Ready"),
            t::done.eq(t::steps),
            t::content.eq(serde_json::to_value(content).map_err(Problem::internal)?),
            t::sha256.eq(sha256),
        ))
        .execute(unit.conn)?;
    unit.wrote("StatisticalReport", ReportId::from_uuid(id));
    Ok(())
}
