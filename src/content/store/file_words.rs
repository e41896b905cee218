//! What was found in the words of attached files.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Bool, Int4, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::kernel::{
    problem::Problem,
    sql::{prepared, sql},
};

/// What was found in a file.
#[derive(Debug, Clone, QueryableByName)]
pub struct FileWords {
    /// The file.
    #[diesel(sql_type = SqlUuid)]
    pub file_id: Uuid,
    /// The pages that name a person, from 1.
    #[diesel(sql_type = Array<Int4>)]
    pub pages: Vec<i32>,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// The PDFs that go with an item's working copy and were not read yet.
pub fn unread(conn: &mut PgConnection, item: Uuid) -> Result<Vec<Uuid>, Problem> {
    let asked =
        "select (f ->> 'fileId')::uuid as id from content_items i cross join jsonb_array_elements(i.content -> 'attachments') f
                  where i.id = $1 and f ->> 'contentType' = 'application/pdf'
                    and not exists (select from content_file_words w where w.file_id = (f ->> 'fileId')::uuid)";
    let found: Vec<Id> = prepared(sql(asked).bind::<SqlUuid, _>(item)).load(conn)?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// Notes on which pages persons are named, and whether all could be read.
pub fn note(conn: &mut PgConnection, now: DateTime<Utc>, file: Uuid, whole: bool, pages: &[i32]) -> Result<(), Problem> {
    let written =
        sql("insert into content_file_words (file_id, created_at, read, pages) values ($1, $2, $3, $4) on conflict do nothing")
            .bind::<SqlUuid, _>(file)
            .bind::<Timestamptz, _>(now)
            .bind::<Bool, _>(whole)
            .bind::<Array<Int4>, _>(pages);
    prepared(written).execute(conn)?;
    Ok(())
}

/// Those of these files that name persons.
pub fn naming_persons(conn: &mut PgConnection, files: &[Uuid]) -> Result<Vec<FileWords>, Problem> {
    let asked = sql("select file_id, pages from content_file_words where file_id = any($1) and pages <> '{}'");
    Ok(prepared(asked.bind::<Array<SqlUuid>, _>(files)).load(conn)?)
}
