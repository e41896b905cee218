//! Profiles: what recipients said of how they want to be told.

use chrono::{DateTime, NaiveTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

use super::{channels::OWN_CHANNELS, contacts::ContactRow};
use crate::{
    access::door::Unit,
    administration::settings,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    notifications::{
        rules::{channel::Channel, quiet::QuietHours},
        schema::{notification_choices as c, notification_profiles as t},
    },
};

/// A profile.
#[derive(Debug, Clone, Serialize, Deserialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = t, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct ProfileRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub account_id: Uuid,
    pub language: Option<String>,
    pub quiet_from: Option<NaiveTime>,
    pub quiet_to: Option<NaiveTime>,
    pub channels: Vec<String>,
}

impl ProfileRow {
    /// Of somebody who has said nothing yet.
    pub fn unsaid(account: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::now_v7(),
            version: 0,
            created_at: now,
            updated_at: now,
            account_id: account,
            language: None,
            quiet_from: None,
            quiet_to: None,
            channels: Vec::new(),
        }
    }

    /// When they want to be left in peace.
    pub fn quiet(&self) -> Option<QuietHours> {
        Some(QuietHours { from: self.quiet_from?, to: self.quiet_to? })
    }
}

/// What somebody chose for a topic.
#[derive(Debug, Clone, Serialize, Deserialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = c, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct ChoiceRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub account_id: Uuid,
    pub topic: String,
    pub subscribed: bool,
    pub channels: Vec<String>,
}

/// Channels as rows write them.
pub fn channels(names: &[String]) -> Vec<Channel> {
    names.iter().filter_map(|name| Channel::of_name(name)).collect()
}

/// The profile of an account; nothing while they have said nothing.
pub fn of(unit: &mut Unit<'_>, account: Uuid) -> Result<Option<ProfileRow>, Problem> {
    Ok(t::table.filter(t::account_id.eq(account)).select(ProfileRow::as_select()).first(unit.conn).optional()?)
}

/// What an account said, in one statement: the profile, the topics, the contacts that were not taken off.
pub struct Said {
    /// The profile, where there is one.
    pub profile: Option<ProfileRow>,
    /// Topic by topic.
    pub choices: Vec<ChoiceRow>,
    /// The contacts.
    pub contacts: Vec<ContactRow>,
    /// Whether channels of our own may be used today.
    pub own_allowed: bool,
}

#[derive(QueryableByName)]
struct Whole {
    #[diesel(sql_type = Nullable<Jsonb>)]
    profile: Option<Value>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    choices: Option<Value>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    contacts: Option<Value>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    own_channels: Option<Value>,
}

const SAID: &str = "
select (select to_jsonb(p) from notification_profiles p where p.account_id = $1) as profile,
       (select jsonb_agg(to_jsonb(c) order by c.topic) from notification_choices c where c.account_id = $1) as choices,
       (select jsonb_agg(to_jsonb(k) order by k.id) from notification_contacts k where k.account_id = $1 and k.state <> 'Removed') as contacts,
       (select s.value from settings s where s.key = $2 and s.valid_from <= $3 order by s.valid_from desc limit 1) as own_channels";

/// What an account said.
pub fn said(unit: &mut Unit<'_>, account: Uuid) -> Result<Said, Problem> {
    fn read<T: DeserializeOwned>(value: Option<Value>) -> Result<Option<T>, Problem> {
        value.map(serde_json::from_value).transpose().map_err(Problem::internal)
    }
    let asked = sql(SAID).bind::<SqlUuid, _>(account).bind::<Text, _>(OWN_CHANNELS).bind::<Timestamptz, _>(unit.now);
    let whole: Whole = prepared(asked).get_result(unit.conn)?;
    let own_allowed = match whole.own_channels {
        Some(value) => value,
        None => settings::default(OWN_CHANNELS)?,
    };
    Ok(Said {
        profile: read(whole.profile)?,
        choices: read(whole.choices)?.unwrap_or_default(),
        contacts: read(whole.contacts)?.unwrap_or_default(),
        own_allowed: own_allowed.as_bool().unwrap_or(false),
    })
}

/// One writer of a profile at a time, also of one that is not there yet.
pub fn hold(unit: &mut Unit<'_>, account: Uuid) -> Result<(), Problem> {
    let lock = sql("select pg_advisory_xact_lock(hashtextextended('notification profile ' || $1::text, 0))");
    prepared(lock.bind::<SqlUuid, _>(account)).execute(unit.conn)?;
    Ok(())
}

/// What an account chose, topic by topic.
pub fn choices(unit: &mut Unit<'_>, account: Uuid) -> Result<Vec<ChoiceRow>, Problem> {
    Ok(c::table.filter(c::account_id.eq(account)).order(c::topic).select(ChoiceRow::as_select()).load(unit.conn)?)
}

/// What an account chose for one topic.
pub fn choice(unit: &mut Unit<'_>, account: Uuid, topic: &str) -> Result<Option<ChoiceRow>, Problem> {
    let found = c::table.filter(c::account_id.eq(account)).filter(c::topic.eq(topic));
    Ok(found.select(ChoiceRow::as_select()).first(unit.conn).optional()?)
}

/// Writes a profile; a new one gets version 1.
pub fn keep(unit: &mut Unit<'_>, row: &ProfileRow) -> Result<ProfileRow, Problem> {
    if row.version == 0 {
        let row = ProfileRow { version: 1, updated_at: unit.now, ..row.clone() };
        return Ok(diesel::insert_into(t::table).values(&row).returning(ProfileRow::as_returning()).get_result(unit.conn)?);
    }
    Ok(diesel::update(t::table.find(row.id))
        .set((
            t::language.eq(&row.language),
            t::quiet_from.eq(row.quiet_from),
            t::quiet_to.eq(row.quiet_to),
            t::channels.eq(&row.channels),
        ))
        .returning(ProfileRow::as_returning())
        .get_result(unit.conn)?)
}

/// Writes choices, each topic's over what was chosen before, in one statement.
pub fn choose(unit: &mut Unit<'_>, rows: &[ChoiceRow]) -> Result<(), Problem> {
    use diesel::upsert::excluded;
    diesel::insert_into(c::table)
        .values(rows)
        .on_conflict((c::account_id, c::topic))
        .do_update()
        .set((c::subscribed.eq(excluded(c::subscribed)), c::channels.eq(excluded(c::channels))))
        .execute(unit.conn)?;
    Ok(())
}
