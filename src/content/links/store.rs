//! Links, their uses and what was found of them.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Array, BigInt, Bool, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use super::{Finding, found::links_of};
use crate::{
    content::rules::content::Content,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// A worker that died with links in hand gives them back after so long.
const LEASE: Duration = Duration::minutes(5);
/// A link that works is asked again after so long,
const MONTHLY: Duration = Duration::days(30);
/// one that is broken after so long,
const DAILY: Duration = Duration::days(1);
/// one that failed, but may have been unlucky, after so long;
const SOON: Duration = Duration::hours(1);
/// after so many failures in a row it is broken.
const FAILURES: i32 = 3;

#[derive(diesel::QueryableByName)]
struct Unscanned {
    #[diesel(sql_type = SqlUuid)]
    version_id: Uuid,
    #[diesel(sql_type = Jsonb)]
    content: Value,
}

/// Takes down the links of versions that have not been read yet; says how many versions there were.
pub(super) fn take_down(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Problem> {
    let asked = sql("select v.id as version_id, v.content from content_versions v
                      where (v.live_until is null or v.live_until > $1)
                        and not exists (select from content_link_scans s where s.version_id = v.id)
                      order by v.id limit 200");
    let rows: Vec<Unscanned> = prepared(asked.bind::<Timestamptz, _>(now)).load(conn)?;
    let (mut ids, mut addresses, mut versions) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let content: Content = serde_json::from_value(row.content.clone()).map_err(Problem::internal)?;
        for link in links_of(&content) {
            ids.push(Uuid::now_v7());
            addresses.push(link);
            versions.push(row.version_id);
        }
    }
    let scanned: Vec<Uuid> = rows.iter().map(|row| row.version_id).collect();
    if scanned.is_empty() {
        return Ok(0);
    }
    let written = sql("
        with taken as (select * from unnest($1, $2, $3) t (id, address, version_id)),
        made as (insert into content_links (id, created_at, address, due_at)
                 select distinct on (address) id, $5, address, $5 from taken order by address, id
                 on conflict (address) do update set address = excluded.address returning id, address),
        used as (insert into content_link_uses (link_id, version_id)
                 select distinct m.id, t.version_id from taken t join made m using (address) on conflict do nothing)
        insert into content_link_scans (version_id, at) select unnest($4), $5 on conflict do nothing");
    prepared(
        written
            .bind::<Array<SqlUuid>, _>(ids)
            .bind::<Array<Text>, _>(addresses)
            .bind::<Array<SqlUuid>, _>(versions)
            .bind::<Array<SqlUuid>, _>(&scanned)
            .bind::<Timestamptz, _>(now),
    )
    .execute(conn)?;
    Ok(scanned.len())
}

/// A link in a worker's hands.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub(super) struct Leased {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub address: String,
    #[diesel(sql_type = Timestamptz)]
    pub lease_until: DateTime<Utc>,
}

/// Takes a lease of links that are due and still used.
pub(super) fn claim(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> Result<Vec<Leased>, Problem> {
    let asked = sql("
        update content_links set lease_until = $2
         where id in (select l.id from content_links l
                       where l.due_at <= $1 and (l.lease_until is null or l.lease_until <= $1)
                         and exists (select from content_link_uses u join content_versions v on v.id = u.version_id
                                      where u.link_id = l.id and (v.live_until is null or v.live_until > $1))
                       order by l.due_at, l.id limit $3 for update skip locked)
        returning id, address, lease_until");
    let asked = asked.bind::<Timestamptz, _>(now).bind::<Timestamptz, _>(now + LEASE).bind::<BigInt, _>(at_most);
    Ok(prepared(asked).load(conn)?)
}

/// Records what was found, unless the lease went to another worker meanwhile.
pub(super) fn record(conn: &mut PgConnection, now: DateTime<Utc>, link: &Leased, finding: Finding) -> Result<(), Problem> {
    let works = matches!(finding, Finding::Answered(_));
    let recorded = sql("
        with found as (update content_links set checked_at = $2, status = $3, finding = $4, lease_until = null,
               failures = case when $5 then 0 else failures + 1 end,
               state = case when $5 then 'Works' when $6 or failures + 1 >= $7 then 'Broken' else 'Doubtful' end,
               broken_since = case when $5 then null when $6 or failures + 1 >= $7 then coalesce(broken_since, $2) end,
               due_at = case when $5 then $8 when $6 or failures + 1 >= $7 then $9 else $10 end
         where id = $1 and lease_until = $11 returning id)
        -- What works again and breaks once more is told of once more.
        update content_link_uses u set told_at = null from found f where $5 and u.link_id = f.id and u.told_at is not null");
    prepared(
        recorded
            .bind::<SqlUuid, _>(link.id)
            .bind::<Timestamptz, _>(now)
            .bind::<Nullable<Int4>, _>(finding.status().map(i32::from))
            .bind::<Text, _>(finding.code())
            .bind::<Bool, _>(works)
            .bind::<Bool, _>(finding.is_final())
            .bind::<Int4, _>(FAILURES)
            // Our own pages are asked of memory, and others withdraw them.
            .bind::<Timestamptz, _>(now + if link.address.starts_with('/') { DAILY } else { MONTHLY })
            .bind::<Timestamptz, _>(now + DAILY)
            .bind::<Timestamptz, _>(now + SOON)
            .bind::<Timestamptz, _>(link.lease_until),
    )
    .execute(conn)?;
    Ok(())
}

/// A broken link of which the subdivision responsible has not been told.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub(super) struct Untold {
    #[diesel(sql_type = SqlUuid)]
    pub link_id: Uuid,
    #[diesel(sql_type = Text)]
    pub address: String,
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = SqlUuid)]
    pub subdivision_id: Uuid,
}

/// Whether there is any.
pub(super) fn is_untold(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<bool, Problem> {
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = Bool)]
        is_there: bool,
    }
    let asked = sql("
        select exists (select from content_links l join content_link_uses u on u.link_id = l.id and u.told_at is null
          join content_versions v on v.id = u.version_id and v.live_from <= $1 and (v.live_until is null or v.live_until > $1)
         where l.state = 'Broken') as is_there");
    Ok(prepared(asked.bind::<Timestamptz, _>(now)).get_result::<Found>(conn)?.is_there)
}

/// Those in what is live, marked as told of; whoever marks them tells. A subdivision that was told of a link in one version is not told of
/// it again in the next.
pub(super) fn to_tell(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Untold>, Problem> {
    let asked = sql("
        with open as (
          select u.link_id, u.version_id, l.address, v.item_id, v.subdivision_id
            from content_links l join content_link_uses u on u.link_id = l.id and u.told_at is null
            join content_versions v on v.id = u.version_id and v.live_from <= $1 and (v.live_until is null or v.live_until > $1)
           where l.state = 'Broken'),
        marked as (
          update content_link_uses u set told_at = $1 from open o
           where u.link_id = o.link_id and u.version_id = o.version_id and u.told_at is null returning u.link_id, u.version_id)
        select o.link_id, o.address, i.slug, o.subdivision_id
          from marked m join open o using (link_id, version_id) join content_items i on i.id = o.item_id
         where not exists (select from content_link_uses b join content_versions w on w.id = b.version_id
                            where b.link_id = o.link_id and b.told_at is not null and w.subdivision_id = o.subdivision_id)
         order by o.subdivision_id, o.address, i.slug");
    Ok(prepared(asked.bind::<Timestamptz, _>(now)).load(conn)?)
}

/// A link as it is told of.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub(super) struct LinkRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub address: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub finding: Option<String>,
    #[diesel(sql_type = Nullable<Int4>)]
    pub status: Option<i32>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub checked_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub broken_since: Option<DateTime<Utc>>,
    #[diesel(sql_type = Timestamptz)]
    pub due_at: DateTime<Utc>,
    #[diesel(sql_type = Jsonb)]
    pub uses: Value,
}

/// A page of links that something live uses, of these subdivisions or of all, with the first twenty of those uses.
pub(super) fn page(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    state: Option<&str>,
    offices: Option<&[Uuid]>,
    after: Option<Uuid>,
    rows: i64,
) -> Result<Vec<LinkRow>, Problem> {
    let asked = sql("
        select l.id, l.address, l.state, l.finding, l.status, l.checked_at, l.broken_since, l.due_at, u.uses
          from content_links l
          cross join lateral (
            select jsonb_agg(jsonb_build_object('item', w.item_id, 'slug', w.slug, 'subdivision', w.code)) as uses
              from (select distinct i.id as item_id, i.slug, o.code
                      from content_link_uses u
                      join content_versions v on v.id = u.version_id and (v.live_until is null or v.live_until > $1)
                      join content_items i on i.id = v.item_id
                      join subdivisions o on o.id = v.subdivision_id
                     where u.link_id = l.id and ($5::uuid[] is null or v.subdivision_id = any($5)) order by i.slug limit 20) w) u
         where u.uses is not null and ($2::text is null or l.state = $2) and ($3::uuid is null or l.id < $3)
         order by l.id desc limit $4");
    let asked = asked
        .bind::<Timestamptz, _>(now)
        .bind::<Nullable<Text>, _>(state)
        .bind::<Nullable<SqlUuid>, _>(after)
        .bind::<BigInt, _>(rows)
        .bind::<Nullable<Array<SqlUuid>>, _>(offices.map(<[Uuid]>::to_vec));
    Ok(prepared(asked).load(conn)?)
}

/// Has links asked now: these, or all of them, of these subdivisions or of all; says how many.
pub(super) fn make_due(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    these: Option<&[Uuid]>,
    offices: Option<&[Uuid]>,
) -> Result<usize, Problem> {
    let asked = sql("update content_links l set due_at = $1 where ($2::uuid[] is null or l.id = any($2))
                       and ($3::uuid[] is null or exists (
                         select from content_link_uses u join content_versions v on v.id = u.version_id
                          where u.link_id = l.id and v.subdivision_id = any($3) and (v.live_until is null or v.live_until > $1)))");
    let asked = asked
        .bind::<Timestamptz, _>(now)
        .bind::<Nullable<Array<SqlUuid>>, _>(these.map(<[Uuid]>::to_vec))
        .bind::<Nullable<Array<SqlUuid>>, _>(offices.map(<[Uuid]>::to_vec));
    Ok(prepared(asked).affected(conn)?)
}
