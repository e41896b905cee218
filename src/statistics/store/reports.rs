//! Reports as they are kept.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use diesel::{
    OptionalExtension, PgConnection,
    prelude::*,
    sql_types::{Binary, Int4, Text, Uuid as SqlUuid},
};
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
        text::Language,
    },
    statistics::{
        ReportId,
        reports::{
            ReportContent, ReportFormat, ReportKind,
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
    /// It could not be made; it can be asked for again.
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
    pub failure: Option<String>,
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

/// So many of its tables are made; one that had failed is being made again.
pub fn advance(unit: &mut Unit<'_>, id: Uuid, done: i32, steps: i32) -> Result<(), Problem> {
    diesel::update(t::table.find(id).filter(t::state.ne("Ready")))
        .set((t::state.eq("Running"), t::failure.eq(None::<String>), t::done.eq(done), t::steps.eq(steps)))
        .execute(unit.conn)?;
    unit.wrote("StatisticalReport", ReportId::from_uuid(id));
    Ok(())
}

/// It is made.
pub fn finish(unit: &mut Unit<'_>, id: Uuid, content: &ReportContent, sha256: &[u8]) -> Result<(), Problem> {
    diesel::update(t::table.find(id).filter(t::state.ne("Ready")))
        .set((
            t::state.eq("Ready"),
            t::failure.eq(None::<String>),
            t::done.eq(t::steps),
            t::content.eq(serde_json::to_value(content).map_err(Problem::internal)?),
            t::sha256.eq(sha256),
        ))
        .execute(unit.conn)?;
    unit.wrote("StatisticalReport", ReportId::from_uuid(id));
    Ok(())
}

/// It could not be made, for this reason.
pub fn fail(unit: &mut Unit<'_>, id: Uuid, why: &str) -> Result<(), Problem> {
    let failed = diesel::update(t::table.find(id).filter(t::state.ne("Ready")))
        .set((t::state.eq("Failed"), t::failure.eq(why)))
        .execute(unit.conn)?;
    if failed > 0 {
        unit.wrote("StatisticalReport", ReportId::from_uuid(id));
    }
    Ok(())
}

const fn code(language: Language) -> &'static str {
    match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    }
}

#[derive(QueryableByName)]
struct FileRow {
    #[diesel(sql_type = Binary)]
    content: Vec<u8>,
}

/// A report as a file, as it was kept.
pub fn file(conn: &mut PgConnection, id: Uuid, format: ReportFormat, language: Language) -> Result<Option<Vec<u8>>, Problem> {
    let found: Option<FileRow> = prepared(
        sql("select content from statistics.report_files where report_id = $1 and format = $2 and language = $3")
            .bind::<SqlUuid, _>(id)
            .bind::<Text, _>(format.extension())
            .bind::<Text, _>(code(format.said_in(language))),
    )
    .get_result(conn)
    .optional()?;
    Ok(found.map(|file| file.content))
}

/// Keeps a report as a file; what is kept already stays.
pub fn keep_file(
    conn: &mut PgConnection,
    id: Uuid,
    format: ReportFormat,
    language: Language,
    content: &[u8],
) -> Result<(), Problem> {
    prepared(
        sql("insert into statistics.report_files (report_id, format, language, content) values ($1, $2, $3, $4) on conflict do nothing")
            .bind::<SqlUuid, _>(id)
            .bind::<Text, _>(format.extension())
            .bind::<Text, _>(code(format.said_in(language)))
            .bind::<Binary, _>(content),
    )
    .execute(conn)?;
    Ok(())
}
