//! What petitioners are told by post, and how what was told electronically fared.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::sql,
    prelude::*,
    sql_query,
    sql_types::{Bool, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{PetitionRow, sight};
use crate::{
    access::{door::Unit, policy::Scope},
    kernel::{id::TypedId, problem::Problem, sql::prepared, text},
    petitions::{
        PetitionNoticeId,
        parts::{Asked, NoticeKind},
        schema::petitions as p,
    },
};

/// What petitioners are told, by its template; each is named after the kind of notice. Officers are told of petitions too (reminders of their
/// terms): that is no notice to who wrote.
macro_rules! of_petitioner {
    () => {
        "n.template in ('PetitionReceived', 'PetitionCompletionAsked', 'PetitionExtended', 'PetitionTransferred', 'PetitionAnswered',
          'PetitionEnded', 'PetitionSignatureRefused', 'PetitionLapsed')"
    };
}
pub(super) use of_petitioner;

/// Of a notification: it did not arrive.
macro_rules! came_back {
    () => {
        "n.state in ('Failed', 'Expired', 'Declined')"
    };
}
pub(super) use came_back;

/// Of a notice by post: it is neither posted nor told anew.
macro_rules! to_be_posted {
    () => {
        "n.posted_at is null and n.replaced_at is null"
    };
}
pub(super) use to_be_posted;

/// A notice that goes by post.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct NoticeRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub petition_id: Uuid,
    pub kind: &'static str,
    pub text: Option<String>,
    pub until: Option<DateTime<Utc>>,
    pub asking_id: Option<Uuid>,
    pub posted_at: Option<DateTime<Utc>>,
    pub posted_how: Option<String>,
    pub posted_by: Option<Uuid>,
    pub document_id: Option<Uuid>,
    pub letter_number: Option<String>,
    pub drawn_at: Option<DateTime<Utc>>,
}

/// What a notice says.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// What is missing, why, to whom it went.
    pub text: Option<String>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    /// The asking of which it tells.
    pub asking: Option<Uuid>,
}

/// A notice is to go by post. Written at the end of the unit.
pub fn to_post(unit: &mut Unit<'_>, petition: Uuid, kind: NoticeKind, said: Said) -> Result<PetitionNoticeId, Problem> {
    let row = NoticeRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        petition_id: petition,
        kind: kind.code(),
        text: said.text,
        until: said.until,
        asking_id: said.asking,
        posted_at: None,
        posted_how: None,
        posted_by: None,
        document_id: None,
        letter_number: None,
        drawn_at: None,
    };
    unit.later("petition_notices", &row)?;
    let id = PetitionNoticeId::from_uuid(row.id);
    unit.wrote("PetitionNotice", id);
    Ok(id)
}

/// A notice as it is listed: by post, or electronically.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct NoticeFacts {
    pub id: Uuid,
    pub kind: String,
    /// How an electronic one stands; none of one that goes by post.
    pub state: Option<String>,
    pub reason: Option<String>,
    pub undelivered: bool,
    /// The words in which it was told electronically, of what can go by post.
    pub subject: Option<text::Text>,
    pub body: Option<text::Text>,
    pub text: Option<String>,
    pub until: Option<DateTime<Utc>>,
    pub asking_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub posted_at: Option<DateTime<Utc>>,
    pub posted_how: Option<String>,
    /// Whether it stands among those that go by post.
    pub postal: bool,
    /// It was told anew: nothing of it is to be posted.
    pub replaced: bool,
    /// Its letter, while that says what is right.
    pub document_id: Option<Uuid>,
    pub letter_number: Option<String>,
    pub drawn_at: Option<DateTime<Utc>>,
    /// The letter that it had last.
    pub former_id: Option<Uuid>,
}

impl NoticeFacts {
    /// Whether its petitioner may know of it.
    pub fn is_theirs(&self) -> bool {
        self.kind != NoticeKind::PassedOn.code()
    }

    /// Whether it waits for the post: no electronic way leads to the petitioner, or it did not arrive; or it has a letter because it did not,
    /// whatever was heard of it since.
    pub fn to_post(&self) -> bool {
        self.posted_at.is_none() && !self.replaced && (self.postal || self.undelivered)
    }
}

/// What was asked for electronically is the asking of the same unit of work, so of the same instant.
const NOTICES: &str = concat!(
    "(select coalesce(jsonb_agg(to_jsonb(x) order by x.created_at, x.id), '[]') from (
  select coalesce(p.id, n.id) as id,
         coalesce(p.kind, substr(n.template, 9)) as kind,
         n.state, n.state_reason as reason, coalesce(",
    came_back!(),
    ", false) as undelivered,
         case when p.id is not null or ",
    came_back!(),
    " then n.subject end as subject, case when p.id is not null or ",
    came_back!(),
    " then n.body end as body,
         p.text, p.until,
         coalesce(p.asking_id, case when n.template = 'PetitionCompletionAsked' and n.created_at = (petitions.asked->>'askedAt')::timestamptz
                                    then (petitions.asked->>'id')::uuid end) as asking_id,
         coalesce(n.created_at, p.created_at) as created_at, p.posted_at, p.posted_how,
         p.id is not null as postal, p.replaced_at is not null as replaced, p.document_id as former_id, p.drawn_at,
         case when p.drawn_at is not null then p.document_id end as document_id,
         case when p.drawn_at is not null then p.letter_number end as letter_number
    from (select * from petition_notices where petition_id = petitions.id) p
    full join (select * from notifications n where n.about_kind = 'Petition' and n.about_id = petitions.id and ",
    of_petitioner!(),
    ") n on n.id = p.id
   order by created_at, id limit 200) x)"
);

/// A petition with all its notices, oldest first; 404 where the caller does not see it.
pub fn of(unit: &mut Unit<'_>, scope: &Scope, petition: Uuid) -> Result<(PetitionRow, Vec<NoticeFacts>), Problem> {
    let (row, notices): (PetitionRow, Value) = p::table
        .filter(p::id.eq(petition))
        .filter(sight::seen(scope, &unit.caller))
        .select((PetitionRow::as_select(), sql::<Jsonb>(NOTICES)))
        .first(unit.conn)?;
    Ok((row, serde_json::from_value(notices).map_err(Problem::internal)?))
}

#[derive(QueryableByName)]
struct Waits {
    #[diesel(sql_type = Bool)]
    waits: bool,
}

// Of an asking that went electronically: whoever was reached by one way was told.
const ASKING_WAITS: &str = concat!(
    "
select exists (select from petition_notices n where n.petition_id = $1 and n.asking_id = $2 and ",
    to_be_posted!(),
    ") or coalesce((
  select bool_and(",
    came_back!(),
    " and l.posted_at is null and l.replaced_at is null)
    from notifications n left join petition_notices l on l.id = n.id
   where n.about_kind = 'Petition' and n.about_id = $1 and n.template = 'PetitionCompletionAsked' and n.created_at = $3), false) as waits"
);

/// Whether the notice of an asking still waits for the post.
pub fn waits_for_post(unit: &mut Unit<'_>, petition: Uuid, asked: &Asked) -> Result<bool, Problem> {
    let found: Waits = prepared(
        sql_query(ASKING_WAITS).bind::<SqlUuid, _>(petition).bind::<SqlUuid, _>(asked.id).bind::<Timestamptz, _>(asked.asked_at),
    )
    .get_result(unit.conn)?;
    Ok(found.waits)
}

/// Whether a notice of a kind waits for the post.
pub fn waits(unit: &mut Unit<'_>, petition: Uuid, kind: NoticeKind) -> Result<bool, Problem> {
    let waits = sql::<Bool>(concat!("exists (select from petition_notices n where ", to_be_posted!(), " and n.petition_id = "))
        .bind::<SqlUuid, _>(petition)
        .sql(" and n.kind = ")
        .bind::<Text, _>(kind.code())
        .sql(")");
    Ok(diesel::select(waits).get_result(unit.conn)?)
}

#[derive(QueryableByName)]
struct Replaced {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    document_id: Option<Uuid>,
}

const REPLACE: &str = concat!(
    "
with gone as (
  update petition_notices n set replaced_at = $3, drawn_at = null where n.petition_id = $1 and n.kind = $2 and ",
    to_be_posted!(),
    " returning n.id, n.document_id),
told as (
  insert into petition_notices (id, created_at, updated_at, petition_id, kind, replaced_at)
  select n.id, n.created_at, $3, $1, $2, $3 from notifications n
   where n.about_kind = 'Petition' and n.about_id = $1 and n.template = 'Petition' || $2
     and not exists (select from petition_notices l where l.id = n.id)
  returning id)
select id, document_id from gone union all select id, null from told"
);

/// What was told of a kind is told anew: nothing of it is to be posted any more, even if it comes back later. The letters that it had.
pub fn replace(unit: &mut Unit<'_>, petition: Uuid, kind: NoticeKind) -> Result<Vec<Uuid>, Problem> {
    let query = sql_query(REPLACE).bind::<SqlUuid, _>(petition).bind::<Text, _>(kind.code()).bind::<Timestamptz, _>(unit.now);
    let gone: Vec<Replaced> = prepared(query).load(unit.conn)?;
    gone.iter().for_each(|one| unit.wrote("PetitionNotice", PetitionNoticeId::from_uuid(one.id)));
    Ok(gone.into_iter().filter_map(|one| one.document_id).collect())
}

const OUTDATE: &str = concat!(
    "update petition_notices n set drawn_at = null where n.petition_id = $1 and n.drawn_at is not null and ",
    to_be_posted!()
);

/// What letters print was corrected: those that wait for the post are none any more until they are drawn up anew.
pub fn outdate(unit: &mut Unit<'_>, petition: Uuid) -> Result<(), Problem> {
    Ok(prepared(sql_query(OUTDATE).bind::<SqlUuid, _>(petition)).execute(unit.conn)?)
}

// An electronic notice waits since it was told.
const DRAWN: &str = "
insert into petition_notices as n (id, created_at, updated_at, petition_id, kind, document_id, letter_number, drawn_at)
values ($1, $2, $7, $3, $4, $5, $6, $7)
on conflict (id) do update set document_id = excluded.document_id, letter_number = excluded.letter_number, drawn_at = excluded.drawn_at
  where n.posted_at is null and n.replaced_at is null";

/// The letter of a notice was drawn up.
pub fn drawn(unit: &mut Unit<'_>, petition: Uuid, notice: &NoticeFacts, document: Uuid, number: &str) -> Result<(), Problem> {
    let written = sql_query(DRAWN)
        .bind::<SqlUuid, _>(notice.id)
        .bind::<Timestamptz, _>(notice.created_at)
        .bind::<SqlUuid, _>(petition)
        .bind::<Text, _>(&notice.kind)
        .bind::<SqlUuid, _>(document)
        .bind::<Text, _>(number)
        .bind::<Timestamptz, _>(unit.now);
    prepared(written).execute(unit.conn)?;
    unit.wrote("PetitionNotice", PetitionNoticeId::from_uuid(notice.id));
    Ok(())
}

const POST: &str = "
insert into petition_notices as n (id, created_at, updated_at, petition_id, kind, posted_at, posted_how, posted_by)
values ($1, $2, $8, $3, $4, $5, $6, $7)
on conflict (id) do update set posted_at = excluded.posted_at, posted_how = excluded.posted_how, posted_by = excluded.posted_by
  where n.posted_at is null and n.replaced_at is null";

/// A notice was posted; false where it had been.
pub fn posted(unit: &mut Unit<'_>, petition: Uuid, notice: &NoticeFacts, at: DateTime<Utc>, how: &str) -> Result<bool, Problem> {
    let written = sql_query(POST)
        .bind::<SqlUuid, _>(notice.id)
        .bind::<Timestamptz, _>(notice.created_at)
        .bind::<SqlUuid, _>(petition)
        .bind::<Text, _>(&notice.kind)
        .bind::<Timestamptz, _>(at)
        .bind::<Text, _>(how)
        .bind::<SqlUuid, _>(unit.caller.account)
        .bind::<Timestamptz, _>(unit.now);
    let done = prepared(written).affected(unit.conn)?;
    unit.wrote("PetitionNotice", PetitionNoticeId::from_uuid(notice.id));
    Ok(done == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifications::templates;

    #[test]
    fn what_petitioners_are_told_are_the_kinds_of_notices_and_each_has_its_template() {
        let told: Vec<&str> = of_petitioner!().split('\'').skip(1).step_by(2).collect();
        assert!(told.iter().all(|code| templates::find(code).is_some()), "{told:?}");
        let kinds: Vec<NoticeKind> = told.iter().map(|code| NoticeKind::read(&code[8..]).expect("a kind")).collect();
        use NoticeKind as K;
        // The covering letter is no notification.
        let all =
            [K::Received, K::CompletionAsked, K::Extended, K::Transferred, K::Answered, K::Ended, K::SignatureRefused, K::Lapsed];
        assert_eq!(kinds, all);
    }
}
