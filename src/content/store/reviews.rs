//! Quarterly reviews.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde_json::Value;
use uuid::Uuid;

use super::sections::SectionRow;
use crate::{
    access::door::Unit,
    content::schema::{content_items, content_review_answers, content_reviews, content_sections},
    kernel::problem::{Kind, Problem},
};

/// A campaign.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = content_reviews)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct ReviewRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub quarter: String,
    pub opened_by: Option<Uuid>,
    pub due_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    pub reminded_at: Option<DateTime<Utc>>,
}

/// What a section's subdivision answered.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = content_review_answers)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)]
pub struct AnswerRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub review_id: Uuid,
    pub section_id: Uuid,
    pub subdivision_id: Uuid,
    pub state: String,
    pub stale: Value,
    pub note: Option<String>,
    pub answered_by: Option<Uuid>,
    pub answered_at: Option<DateTime<Utc>>,
}

/// Whether the review of a quarter was opened, whatever became of it.
pub fn is_open_or_was(conn: &mut PgConnection, quarter: &str) -> Result<bool, Problem> {
    let one = content_reviews::table.filter(content_reviews::quarter.eq(quarter));
    Ok(diesel::select(diesel::dsl::exists(one)).get_result(conn)?)
}

/// Opens a campaign with a question to each section's subdivision. One a quarter: the table itself refuses a second.
pub fn open(unit: &mut Unit<'_>, row: &ReviewRow, sections: &[SectionRow]) -> Result<Vec<(AnswerRow, String)>, Problem> {
    diesel::insert_into(content_reviews::table).values(row).execute(unit.conn)?;
    let waiting: Vec<AnswerRow> = sections
        .iter()
        .map(|section| AnswerRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            review_id: row.id,
            section_id: section.id,
            subdivision_id: section.subdivision_id,
            state: "Waiting".into(),
            stale: Value::Array(Vec::new()),
            note: None,
            answered_by: None,
            answered_at: None,
        })
        .collect();
    diesel::insert_into(content_review_answers::table).values(&waiting).execute(unit.conn)?;
    Ok(waiting.into_iter().zip(sections).map(|(answer, section)| (answer, section.code.clone())).collect())
}

/// A page of campaigns, the latest first.
pub fn page(conn: &mut PgConnection, after: Option<String>, rows: i64) -> Result<Vec<ReviewRow>, Problem> {
    let mut query = content_reviews::table.into_boxed();
    if let Some(after) = after {
        query = query.filter(content_reviews::quarter.lt(after));
    }
    Ok(query.order(content_reviews::quarter.desc()).limit(rows).select(ReviewRow::as_select()).load(conn)?)
}

/// A campaign with its answers, by their sections' codes. Every campaign has some.
pub fn whole(conn: &mut PgConnection, id: Uuid) -> Result<(ReviewRow, Vec<(AnswerRow, String)>), Problem> {
    let found: Vec<(ReviewRow, AnswerRow, String)> = content_review_answers::table
        .inner_join(content_sections::table)
        .inner_join(content_reviews::table.on(content_review_answers::review_id.eq(content_reviews::id)))
        .filter(content_reviews::id.eq(id))
        .order(content_sections::code)
        .select((ReviewRow::as_select(), AnswerRow::as_select(), content_sections::code))
        .load(conn)?;
    let row = found.first().map(|(row, ..)| row.clone()).ok_or_else(Problem::not_found)?;
    Ok((row, found.into_iter().map(|(_, answer, section)| (answer, section)).collect()))
}

/// One campaign.
pub fn find(conn: &mut PgConnection, id: Uuid) -> Result<ReviewRow, Problem> {
    Ok(content_reviews::table.find(id).select(ReviewRow::as_select()).first(conn)?)
}

/// The answers of a campaign, with their sections' codes.
pub fn answers(conn: &mut PgConnection, review: Uuid) -> Result<Vec<(AnswerRow, String)>, Problem> {
    Ok(content_review_answers::table
        .inner_join(content_sections::table)
        .filter(content_review_answers::review_id.eq(review))
        .order(content_sections::code)
        .select((AnswerRow::as_select(), content_sections::code))
        .load(conn)?)
}

/// Answers for a section; answering again says something else instead, and both are kept in its history.
pub fn answer(unit: &mut Unit<'_>, id: Uuid, stale: &Value, note: Option<&str>) -> Result<(), Problem> {
    let nothing = stale.as_array().is_none_or(Vec::is_empty) && note.is_none();
    diesel::update(content_review_answers::table.find(id))
        .set((
            content_review_answers::state.eq(if nothing { "Confirmed" } else { "Stale" }),
            content_review_answers::stale.eq(stale),
            content_review_answers::note.eq(note),
            content_review_answers::answered_by.eq((!unit.caller.account.is_nil()).then_some(unit.caller.account)),
            content_review_answers::answered_at.eq(unit.now),
            content_review_answers::updated_at.eq(unit.now),
        ))
        .execute(unit.conn)?;
    Ok(())
}

/// Notes that those who have not answered are reminded now; false where they were before, or where the campaign is closed.
pub fn remind(unit: &mut Unit<'_>, id: Uuid) -> Result<bool, Problem> {
    let one = content_reviews::table
        .find(id)
        .filter(content_reviews::reminded_at.is_null())
        .filter(content_reviews::closed_at.is_null());
    let noted = diesel::update(one).set((content_reviews::reminded_at.eq(unit.now), content_reviews::updated_at.eq(unit.now)));
    Ok(noted.execute(unit.conn)? > 0)
}

/// Which of these items are in a section.
pub fn in_section(conn: &mut PgConnection, section: Uuid, items: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    let some = content_items::table.filter(content_items::section_id.eq(section)).filter(content_items::id.eq_any(items));
    Ok(some.select(content_items::id).load(conn)?)
}

/// Closes a campaign that still stands as it was read.
pub fn close(unit: &mut Unit<'_>, row: &ReviewRow) -> Result<ReviewRow, Problem> {
    let one = content_reviews::table.filter(content_reviews::id.eq(row.id)).filter(content_reviews::version.eq(row.version));
    diesel::update(one)
        .set((content_reviews::closed_at.eq(unit.now), content_reviews::updated_at.eq(unit.now)))
        .returning(ReviewRow::as_returning())
        .get_result(unit.conn)
        .optional()?
        .ok_or_else(|| Problem::new(Kind::GONE_STALE))
}
