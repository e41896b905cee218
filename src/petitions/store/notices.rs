//! What petitioners are told by post, and how what was told electronically fared.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::sql,
    prelude::*,
    sql_query,
    sql_types::{Bool, Jsonb, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{PetitionRow, sight};
use crate::{
    access::{door::Unit, policy::Scope},
    kernel::{id::TypedId, problem::Problem, sql::prepared},
    petitions::{PetitionNoticeId, parts::NoticeKind, schema::petitions as p},
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
    pub text: Option<String>,
    pub until: Option<DateTime<Utc>>,
    pub asking_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub posted_at: Option<DateTime<Utc>>,
    pub posted_how: Option<String>,
    /// Whether it stands among those that go by post.
    pub postal: bool,
    pub document_id: Option<Uuid>,
    pub letter_number: Option<String>,
    pub drawn_at: Option<DateTime<Utc>>,
}

impl NoticeFacts {
    /// Whether its petitioner may know of it.
    pub fn is_theirs(&self) -> bool {
        self.kind != NoticeKind::PassedOn.code()
    }

    /// Whether it waits for the post: no electronic way leads to the petitioner, or it did not arrive.
    pub fn to_post(&self) -> bool {
        self.posted_at.is_none() && (self.state.is_none() || self.undelivered)
    }
}

const NOTICES: &str = concat!(
    "(select coalesce(jsonb_agg(to_jsonb(x) order by x.created_at, x.id), '[]') from (
  select coalesce(p.id, n.id) as id,
         coalesce(p.kind, substr(n.template, 9)) as kind,
         n.state, n.state_reason as reason, coalesce(n.state in ('Failed', 'Expired', 'Declined'), false) as undelivered,
         p.text, p.until, p.asking_id, coalesce(n.created_at, p.created_at) as created_at, p.posted_at, p.posted_how,
         p.id is not null as postal, p.document_id, p.letter_number, p.drawn_at
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

/// Whether the notice of an asking still waits for the post.
pub fn waits_for_post(unit: &mut Unit<'_>, petition: Uuid, asking: Uuid) -> Result<bool, Problem> {
    let waits = sql::<Bool>("exists (select from petition_notices where posted_at is null and petition_id = ")
        .bind::<SqlUuid, _>(petition)
        .sql(" and asking_id = ")
        .bind::<SqlUuid, _>(asking)
        .sql(")");
    Ok(diesel::select(waits).get_result(unit.conn)?)
}

/// Whether a notice of a kind waits for the post.
pub fn waits(unit: &mut Unit<'_>, petition: Uuid, kind: NoticeKind) -> Result<bool, Problem> {
    let waits = sql::<Bool>("exists (select from petition_notices where posted_at is null and petition_id = ")
        .bind::<SqlUuid, _>(petition)
        .sql(" and kind = ")
        .bind::<Text, _>(kind.code())
        .sql(")");
    Ok(diesel::select(waits).get_result(unit.conn)?)
}

const DRAWN: &str = "
insert into petition_notices as p (id, created_at, updated_at, petition_id, kind, document_id, letter_number, drawn_at)
values ($1, $2, $2, $3, $4, $5, $6, $2)
on conflict (id) do update set document_id = excluded.document_id, letter_number = excluded.letter_number, drawn_at = excluded.drawn_at
  where p.posted_at is null";

/// The letter of a notice was drawn up.
pub fn drawn(unit: &mut Unit<'_>, petition: Uuid, notice: &NoticeFacts, document: Uuid, number: &str) -> Result<(), Problem> {
    let written = sql_query(DRAWN)
        .bind::<SqlUuid, _>(notice.id)
        .bind::<Timestamptz, _>(unit.now)
        .bind::<SqlUuid, _>(petition)
        .bind::<Text, _>(&notice.kind)
        .bind::<SqlUuid, _>(document)
        .bind::<Text, _>(number);
    prepared(written).execute(unit.conn)?;
    unit.wrote("PetitionNotice", PetitionNoticeId::from_uuid(notice.id));
    Ok(())
}

const POST: &str = "
insert into petition_notices as p (id, created_at, updated_at, petition_id, kind, posted_at, posted_how, posted_by)
values ($1, $2, $2, $3, $4, $5, $6, $7)
on conflict (id) do update set posted_at = excluded.posted_at, posted_how = excluded.posted_how, posted_by = excluded.posted_by
  where p.posted_at is null";

/// A notice was posted; false where it had been.
pub fn posted(unit: &mut Unit<'_>, petition: Uuid, notice: &NoticeFacts, at: DateTime<Utc>, how: &str) -> Result<bool, Problem> {
    let written = sql_query(POST)
        .bind::<SqlUuid, _>(notice.id)
        .bind::<Timestamptz, _>(unit.now)
        .bind::<SqlUuid, _>(petition)
        .bind::<Text, _>(&notice.kind)
        .bind::<Timestamptz, _>(at)
        .bind::<Text, _>(how)
        .bind::<SqlUuid, _>(unit.caller.account);
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
