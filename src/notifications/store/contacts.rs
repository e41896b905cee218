//! Contacts, and the codes on their way to them.

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable, Text as SqlText, Timestamptz, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    notifications::{
        rules::{
            channel::Channel,
            contact::{ContactState, GOOD_FOR},
        },
        schema::{notification_codes as k, notification_codes_sent as s, notification_contacts as t},
    },
};

/// A contact.
#[derive(Debug, Clone, Serialize, Deserialize, Queryable, Selectable)]
#[diesel(table_name = t, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct ContactRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub account_id: Uuid,
    pub channel: String,
    pub value: String,
    pub state: String,
    pub state_at: DateTime<Utc>,
}

impl ContactRow {
    /// Its channel.
    pub fn channel(&self) -> Result<Channel, Problem> {
        Channel::of_name(&self.channel).ok_or_else(|| Problem::internal("a contact of no channel"))
    }
}

/// A code on its way.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = k, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct CodeRow {
    pub contact_id: Uuid,
    pub code: String,
    pub attempts: i32,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// How many codes went out.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct CodesSent {
    /// To the address.
    #[diesel(sql_type = BigInt)]
    pub there: i64,
    /// The last of them.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub last_there: Option<DateTime<Utc>>,
    /// By the account.
    #[diesel(sql_type = BigInt)]
    pub by_account: i64,
}

/// The contacts of an account that were not taken off, oldest first.
pub fn of(unit: &mut Unit<'_>, account: Uuid) -> Result<Vec<ContactRow>, Problem> {
    Ok(t::table
        .filter(t::account_id.eq(account))
        .filter(t::state.ne(ContactState::Removed.name()))
        .order(t::id)
        .select(ContactRow::as_select())
        .load(unit.conn)?)
}

/// The caller's own contact, held until the end of the unit of work.
pub fn mine(unit: &mut Unit<'_>, id: Uuid) -> Result<ContactRow, Problem> {
    Ok(t::table
        .find(id)
        .filter(t::account_id.eq(unit.caller.account))
        .filter(t::state.ne(ContactState::Removed.name()))
        .for_update()
        .select(ContactRow::as_select())
        .first(unit.conn)?)
}

/// A contact, whosever it is; for carriers.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<Option<ContactRow>, Problem> {
    Ok(t::table.find(id).select(ContactRow::as_select()).first(unit.conn).optional()?)
}

/// Puts a contact on record, to be verified.
pub fn insert(unit: &mut Unit<'_>, channel: Channel, value: &str) -> Result<ContactRow, Problem> {
    Ok(diesel::insert_into(t::table)
        .values((
            t::id.eq(Uuid::now_v7()),
            t::version.eq(1),
            t::created_at.eq(unit.now),
            t::updated_at.eq(unit.now),
            t::account_id.eq(unit.caller.account),
            t::channel.eq(channel.name()),
            t::value.eq(value),
            t::state.eq(ContactState::Pending.name()),
            t::state_at.eq(unit.now),
        ))
        .returning(ContactRow::as_returning())
        .get_result(unit.conn)?)
}

/// A contact stands so now.
pub fn moved(unit: &mut Unit<'_>, id: Uuid, state: ContactState) -> Result<ContactRow, Problem> {
    Ok(diesel::update(t::table.find(id))
        .set((t::state.eq(state.name()), t::state_at.eq(unit.now)))
        .returning(ContactRow::as_returning())
        .get_result(unit.conn)?)
}

/// The code came back: a contact that waits for it has no such address; one that was verified or taken off meanwhile stays as it is.
pub fn code_bounced(unit: &mut Unit<'_>, id: Uuid) -> Result<bool, Problem> {
    let bounced = diesel::update(t::table.find(id).filter(t::state.eq(ContactState::Pending.name())))
        .set((t::state.eq(ContactState::Bounced.name()), t::state_at.eq(unit.now)))
        .execute(unit.conn)?;
    Ok(bounced > 0)
}

/// The contact whose code a message of the outbox carried; messages are kept for a month.
pub fn of_code_message(unit: &mut Unit<'_>, message: Uuid) -> Result<Option<Uuid>, Problem> {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = SqlUuid)]
        contact: Uuid,
    }
    let asked =
        sql("select c.id as contact from outbox o join notification_contacts c on c.id = (o.payload ->> 'contact')::uuid \
                     where o.id = $1 and o.kind = 'notifications.code'");
    let found: Option<Named> = prepared(asked.bind::<SqlUuid, _>(message)).get_result(unit.conn).optional()?;
    Ok(found.map(|named| named.contact))
}

/// What was sent to an address came back: whoever verified it is not reached there any more.
pub fn bounced(unit: &mut Unit<'_>, channel: &str, value: &str) -> Result<(), Problem> {
    diesel::update(t::table.filter(t::channel.eq(channel)).filter(t::value.eq(value)).filter(t::state.eq("Verified")))
        .set((t::state.eq(ContactState::Bounced.name()), t::state_at.eq(unit.now)))
        .execute(unit.conn)?;
    Ok(())
}

/// The code on its way to a contact, held.
pub fn code_of(unit: &mut Unit<'_>, contact: Uuid) -> Result<Option<CodeRow>, Problem> {
    Ok(k::table.find(contact).for_update().select(CodeRow::as_select()).first(unit.conn).optional()?)
}

/// A new code takes the place of the one before.
pub fn send_code(unit: &mut Unit<'_>, contact: Uuid, code: &str) -> Result<(), Problem> {
    let row =
        CodeRow { contact_id: contact, code: code.to_owned(), attempts: 0, sent_at: unit.now, expires_at: unit.now + GOOD_FOR };
    diesel::insert_into(k::table)
        .values(&row)
        .on_conflict(k::contact_id)
        .do_update()
        .set((k::code.eq(&row.code), k::attempts.eq(0), k::sent_at.eq(row.sent_at), k::expires_at.eq(row.expires_at)))
        .execute(unit.conn)?;
    Ok(())
}

const CODES_SENT: &str = "
select count(*) filter (where address_digest = $3 and channel = $2) as there,
       max(sent_at) filter (where address_digest = $3 and channel = $2) as last_there,
       count(*) filter (where account_id = $1) as by_account
  from notification_codes_sent
 where sent_at >= $4 and (account_id = $1 or (channel = $2 and address_digest = $3))";

/// The codes sent since an instant to an address, whoever asked, and by the caller. The address is held until the end of the unit of work.
pub fn codes_sent(unit: &mut Unit<'_>, channel: Channel, value: &str, since: DateTime<Utc>) -> Result<CodesSent, Problem> {
    let address = address_digest(value);
    let held = format!("notification code {} {address}", channel.name());
    prepared(sql("select pg_advisory_xact_lock(hashtextextended($1, 0))").bind::<SqlText, _>(held)).execute(unit.conn)?;
    let asked = sql(CODES_SENT)
        .bind::<SqlUuid, _>(unit.caller.account)
        .bind::<SqlText, _>(channel.name())
        .bind::<SqlText, _>(address)
        .bind::<Timestamptz, _>(since);
    Ok(prepared(asked).get_result(unit.conn)?)
}

/// Counts a code that is sent.
pub fn count_code(unit: &mut Unit<'_>, channel: Channel, value: &str) -> Result<(), Problem> {
    diesel::insert_into(s::table)
        .values((
            s::id.eq(Uuid::now_v7()),
            s::account_id.eq(unit.caller.account),
            s::channel.eq(channel.name()),
            s::address_digest.eq(address_digest(value)),
            s::sent_at.eq(unit.now),
        ))
        .execute(unit.conn)?;
    Ok(())
}

/// Mail addresses differ in capitals only for whoever wants to be counted anew.
fn address_digest(value: &str) -> String {
    hex::encode(digest(&SHA256, value.to_lowercase().as_bytes()).as_ref())
}

/// It was said wrongly once more.
pub fn said_wrongly(unit: &mut Unit<'_>, contact: Uuid) -> Result<(), Problem> {
    diesel::update(k::table.find(contact)).set(k::attempts.eq(k::attempts + 1)).execute(unit.conn)?;
    Ok(())
}

/// It was said, or the contact is gone: nobody needs it any more.
pub fn forget_code(unit: &mut Unit<'_>, contact: Uuid) -> Result<(), Problem> {
    diesel::delete(k::table.find(contact)).execute(unit.conn)?;
    Ok(())
}
