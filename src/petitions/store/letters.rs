//! What the office has to post, of all petitions.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use super::notices::{came_back, of_petitioner, to_be_posted};
use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// A letter that waits for the post.
#[derive(Debug, Clone, QueryableByName)]
#[allow(missing_docs)]
pub struct LetterRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub petition_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub notice_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Bool)]
    pub undelivered: bool,
    #[diesel(sql_type = Timestamptz)]
    pub since: DateTime<Utc>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub document_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub letter_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub petition_number: Option<String>,
    #[diesel(sql_type = Jsonb)]
    pub petitioner: Value,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub person_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub authority_code: Option<String>,
}

/// Notices to be posted; electronic ones that came back and have no letter yet; signed answers to what came by post.
const WAITING: &str = concat!(
    "
select x.id, x.petition_id, x.notice_id, x.kind, x.undelivered, x.since, x.document_id, x.letter_number,
       p.number as petition_number, p.petitioner, p.petitioner_person_id as person_id, p.ending->>'authorityCode' as authority_code
  from (select w.id, w.petition_id, w.id as notice_id, w.kind, exists (select from notifications n where n.id = w.id and ",
    came_back!(),
    ") as undelivered,
               w.created_at as since, case when w.drawn_at is not null then w.document_id end as document_id,
               case when w.drawn_at is not null then w.letter_number end as letter_number
          from (select * from petition_notices n where ",
    to_be_posted!(),
    ") w
        union all
        select n.id, n.about_id, n.id, substr(n.template, 9), true, n.created_at, null, null
          from notifications n
         where n.about_kind = 'Petition' and ",
    came_back!(),
    " and ",
    of_petitioner!(),
    "
           and not exists (select from petition_notices l where l.id = n.id)
        union all
        select a.id, a.id, null, 'Answered', false, a.answered_at, a.answer_document_id, a.answer->>'number'
          from petitions a where a.state = 'Answered' and a.channel in ('Paper', 'Verbal', 'Fax')) x
  join petitions p on p.id = x.petition_id
 where p.registered_at is not null and $1 and ($2::timestamptz is null or (x.since, x.id) > ($2, $3))
 order by x.since, x.id limit $4"
);

/// Those that wait longest first, of those whose petitions the caller manages: all, or none.
pub fn waiting(unit: &mut Unit<'_>, after: Option<(DateTime<Utc>, Uuid)>, wanted: i64) -> Result<Vec<LetterRow>, Problem> {
    let asked = sql(WAITING)
        .bind::<Bool, _>(unit.scope.any)
        .bind::<Nullable<Timestamptz>, _>(after.map(|(since, _)| since))
        .bind::<Nullable<SqlUuid>, _>(after.map(|(_, id)| id))
        .bind::<BigInt, _>(wanted);
    Ok(prepared(asked).load(unit.conn)?)
}
