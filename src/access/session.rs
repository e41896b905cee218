//! Sessions: confirmed by the first statement of every unit of work, which also tells PostgreSQL who acts.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Interval, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::{
    caller::{AccountKind, Caller},
    policy::{Grant, Role},
    remembered::Remembered,
    tokens::Claims,
};
use crate::kernel::{
    http::act::IdempotencyKey,
    problem::{Kind, Problem},
    sql::{Of, prepared, sql},
};

#[derive(QueryableByName)]
struct Confirmed {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    display_name: String,
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    person_id: Option<Uuid>,
    #[diesel(sql_type = Timestamptz)]
    last_active_at: DateTime<Utc>,
    #[diesel(sql_type = Jsonb)]
    grants: Of<Vec<Grant>>,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    scopes: Option<Vec<String>>,
    #[diesel(sql_type = Array<SqlUuid>)]
    interests: Vec<Uuid>,
    #[diesel(embed)]
    remembered: Remembered,
}

/// The call that is confirmed.
pub struct Confirming<'a> {
    /// The unit of work.
    pub work: Uuid,
    /// The contract's operationId.
    pub operation: &'a str,
    /// Its idempotency key, where it has one; the key is held until the transaction ends.
    pub key: Option<&'a IdempotencyKey>,
}

// A deputy's delegation counts as the delegated role, in the delegated subdivision, while it lasts. Interests are officers' alone.
const CONFIRM: &str = "
select a.kind, a.display_name, a.login, a.person_id, a.scopes, s.last_active_at,
       coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'subdivision', r.subdivision_id)) from (
         select role, subdivision_id from account_roles
          where account_id = a.id and valid_from <= $3 and (valid_to is null or valid_to > $3)
         union
         select role, subdivision_id from delegations
          where to_account_id = a.id and valid_from <= $3 and valid_to > $3 and revoked_at is null) r), '[]') as grants,
       case when a.kind = 'Officer' then array(
         select k.id from interests i, lateral (select i.person_id union all select m.id from merged_persons m where m.merged_into = i.person_id) k (id)
          where i.account_id = a.id and i.ended_at is null) else '{}' end as interests,
       coalesce(pg_try_advisory_xact_lock(hashtextextended($2::text || '/' || $6 || '/' || $7, 0)), true) as locked,
       k.digest, k.status, k.etag, k.location, k.body
  from sessions s join accounts a on a.id = s.account_id
  left join idempotency_keys k on k.caller_id = s.account_id and k.operation = $6 and k.key = $7,
       lateral (select set_config('migratie.work', $4::text, true), set_config('migratie.actor', a.id::text, true),
                       set_config('migratie.now', $3::text, true)) told
 where s.id = $1 and s.account_id = $2 and a.status = 'Active'
   and s.ended_at is null and s.expires_at > $3 and s.last_active_at > $3 - $5";

/// The caller behind a token, if the session still lives, and what is known of the call's key.
pub fn confirm(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    call: &Confirming<'_>,
    claims: &Claims,
    inactivity: Duration,
) -> Result<(Caller, Remembered), Problem> {
    let limit = diesel::data_types::PgInterval::from_microseconds(i64::try_from(inactivity.as_micros()).unwrap_or(i64::MAX));
    let confirmed: Confirmed = prepared(
        sql(CONFIRM)
            .bind::<SqlUuid, _>(claims.sid)
            .bind::<SqlUuid, _>(claims.sub)
            .bind::<Timestamptz, _>(now)
            .bind::<SqlUuid, _>(call.work)
            .bind::<Interval, _>(limit)
            .bind::<Text, _>(call.operation)
            .bind::<Nullable<Text>, _>(call.key.map(|key| key.key.as_str())),
    )
    .get_result(conn)
    .optional()?
    .ok_or_else(|| Problem::new(Kind::SESSION_ENDED))?;
    // Written at most once a minute: a call costs no write for it.
    if now - confirmed.last_active_at > chrono::Duration::minutes(1) {
        prepared(
            sql("update sessions set last_active_at = $2 where id = $1")
                .bind::<SqlUuid, _>(claims.sid)
                .bind::<Timestamptz, _>(now),
        )
        .execute(conn)?;
    }
    let kind = match confirmed.kind.as_str() {
        "Officer" => AccountKind::Officer,
        "System" => AccountKind::System,
        _ => AccountKind::Person,
    };
    let mut grants = confirmed.grants.0;
    if kind == AccountKind::Person {
        // Whoever signs in may file for themselves and for those they represent (C-18.2).
        grants.extend([Role::Applicant, Role::Representative].map(|role| Grant { role, subdivision: None }));
    }
    grants.sort_by_key(|grant| grant.role);
    let caller = Caller {
        account: claims.sub,
        kind,
        session: Some(claims.sid),
        name: confirmed.display_name,
        login: confirmed.login,
        person: confirmed.person_id,
        grants,
        scopes: confirmed.scopes,
        interests: confirmed.interests,
    };
    Ok((caller, confirmed.remembered))
}

/// Tells PostgreSQL that the program itself acts.
pub fn announce(conn: &mut PgConnection, now: DateTime<Utc>, work: Uuid) -> Result<(), Problem> {
    prepared(
        sql("select set_config('migratie.work', $1::text, true), set_config('migratie.actor', '', true), \
             set_config('migratie.now', $2::text, true)")
        .bind::<SqlUuid, _>(work)
        .bind::<Timestamptz, _>(now),
    )
    .execute(conn)?;
    Ok(())
}
