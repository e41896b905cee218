//! Answers to questionnaires, and what was seen of profiles: rows that are only ever added.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Binary, Bool, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    content::store::items::Sight,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// One visitor's answers.
#[derive(Debug, Clone, QueryableByName)]
#[allow(missing_docs)]
pub struct AnswersRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Int4)]
    pub number: i32,
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    #[diesel(sql_type = Jsonb)]
    pub answers: Value,
}

/// What a token answered before.
pub fn by_token(conn: &mut PgConnection, item: Uuid, token: &[u8]) -> Result<Option<AnswersRow>, Problem> {
    let text = "select id, number, at, answers from content_answers where item_id = $1 and token_digest = $2";
    Ok(prepared(sql(text).bind::<SqlUuid, _>(item).bind::<Binary, _>(token)).get_result(conn).optional()?)
}

/// Adds a visitor's answers; the table itself lets a token answer once.
pub fn insert(unit: &mut Unit<'_>, item: Uuid, number: i32, token: &[u8], answers: &Value) -> Result<(), Problem> {
    let text = "insert into content_answers (id, item_id, number, at, token_digest, answers) values ($1, $2, $3, $4, $5, $6)";
    prepared(
        sql(text)
            .bind::<SqlUuid, _>(Uuid::now_v7())
            .bind::<SqlUuid, _>(item)
            .bind::<Int4, _>(number)
            .bind::<Timestamptz, _>(unit.now)
            .bind::<Binary, _>(token)
            .bind::<Jsonb, _>(answers),
    )
    .execute(unit.conn)?;
    Ok(())
}

/// A page of the answers to a questionnaire that the caller may see, newest first.
pub fn page(unit: &mut Unit<'_>, item: Uuid, after: Option<Uuid>, rows: i64) -> Result<Vec<AnswersRow>, Problem> {
    let sight = Sight::of(unit);
    let text = "select a.id, a.number, a.at, a.answers
                  from content_answers a join content_items i on i.id = a.item_id join content_sections s on s.id = i.section_id
                 where a.item_id = $1 and ($2 is null or a.id < $2)
                   and ($4 or i.subdivision_id = any($5) or s.administrator_id = any($6)
                        or i.live_section_id in (select l.id from content_sections l where l.administrator_id = any($6))) order by a.id desc limit $3";
    Ok(prepared(
        sql(text)
            .bind::<SqlUuid, _>(item)
            .bind::<Nullable<SqlUuid>, _>(after)
            .bind::<BigInt, _>(rows)
            .bind::<Bool, _>(sight.all)
            .bind::<Array<SqlUuid>, _>(sight.provides)
            .bind::<Array<SqlUuid>, _>(sight.administers),
    )
    .load(unit.conn)?)
}

/// All answers to one question and how often each was given, the same answer counted once a row: words are not read.
#[derive(Debug, QueryableByName)]
#[allow(missing_docs)]
pub struct Counted {
    #[diesel(sql_type = Text)]
    pub question: String,
    #[diesel(sql_type = Jsonb)]
    pub answer: Value,
    #[diesel(sql_type = BigInt)]
    pub times: i64,
}

/// Every answer to a questionnaire with how often it was given; of answers in words only that there was one.
pub fn counted(conn: &mut PgConnection, item: Uuid, words: &[String]) -> Result<Vec<Counted>, Problem> {
    let text = "select a.key as question, case when a.key = any($2) then to_jsonb('x'::text) else a.value end as answer, count(*) as times
                  from content_answers c, jsonb_each(c.answers) a where c.item_id = $1 group by 1, 2";
    Ok(prepared(sql(text).bind::<SqlUuid, _>(item).bind::<Array<Text>, _>(words)).load(conn)?)
}

/// How many visitors answered.
pub fn count(conn: &mut PgConnection, item: Uuid) -> Result<i64, Problem> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let one = sql("select count(*) as n from content_answers where item_id = $1").bind::<SqlUuid, _>(item);
    Ok(prepared(one).get_result::<Count>(conn)?.n)
}

/// What was seen of a profile once.
#[derive(Debug, Clone, QueryableByName, serde::Serialize)]
#[allow(missing_docs)]
pub struct MonitoringRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub item_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    pub by_id: Uuid,
    #[diesel(sql_type = Text)]
    pub by_name: String,
    #[diesel(sql_type = Text)]
    pub finding: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub note: Option<String>,
}

/// A page of what was seen of a profile that the caller may see, newest first.
pub fn monitorings(
    unit: &mut Unit<'_>,
    item: Uuid,
    after: Option<(DateTime<Utc>, Uuid)>,
    rows: i64,
) -> Result<Vec<MonitoringRow>, Problem> {
    let sight = Sight::of(unit);
    let (at, id) = after.unzip();
    let text = "select m.* from content_monitorings m join content_items i on i.id = m.item_id join content_sections s on s.id = i.section_id
                 where m.item_id = $1 and ($2 is null or (m.at, m.id) < ($2, $3))
                   and ($5 or i.subdivision_id = any($6) or s.administrator_id = any($7)
                        or i.live_section_id in (select l.id from content_sections l where l.administrator_id = any($7))) order by m.at desc, m.id desc limit $4";
    Ok(prepared(
        sql(text)
            .bind::<SqlUuid, _>(item)
            .bind::<Nullable<Timestamptz>, _>(at)
            .bind::<Nullable<SqlUuid>, _>(id)
            .bind::<BigInt, _>(rows)
            .bind::<Bool, _>(sight.all)
            .bind::<Array<SqlUuid>, _>(sight.provides)
            .bind::<Array<SqlUuid>, _>(sight.administers),
    )
    .load(unit.conn)?)
}
