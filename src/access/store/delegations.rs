//! Delegations: a head's power, exercised by a deputy for a period, under a recorded order (settled.md, "Identity").

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    access::{
        door::Unit,
        policy::Role,
        schema::{account_roles, accounts, delegations},
    },
    kernel::problem::Problem,
};

/// A delegation on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = delegations)]
pub struct Delegation {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// Whose power.
    pub from_account_id: Uuid,
    /// Who exercises it.
    pub to_account_id: Uuid,
    /// Where.
    pub subdivision_id: Option<Uuid>,
    /// The order behind it.
    pub order_number: String,
    /// From when.
    pub valid_from: DateTime<Utc>,
    /// Until when.
    pub valid_to: DateTime<Utc>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A delegation about to be made.
pub struct NewDelegation<'a> {
    /// Who is to exercise it.
    pub to: Uuid,
    /// Where.
    pub subdivision: Uuid,
    /// The order behind it.
    pub order_number: &'a str,
    /// From when.
    pub valid_from: DateTime<Utc>,
    /// Until when.
    pub valid_to: DateTime<Utc>,
}

/// The subdivisions in which an account is head by its own right: power that was delegated cannot be delegated on.
pub fn headed_by(conn: &mut PgConnection, now: DateTime<Utc>, account: Uuid) -> Result<Vec<Uuid>, Problem> {
    let held: Vec<Option<Uuid>> = account_roles::table
        .filter(account_roles::account_id.eq(account))
        .filter(account_roles::role.eq(format!("{:?}", Role::Head)))
        .filter(account_roles::valid_from.le(now))
        .filter(account_roles::valid_to.is_null().or(account_roles::valid_to.gt(now)))
        .select(account_roles::subdivision_id)
        .load(conn)?;
    Ok(held.into_iter().flatten().collect())
}

/// Whether an account is an active officer and deputy head there. Its row is held until the end of the unit of work, so that
/// of two delegations to one deputy the second sees the first.
pub fn is_deputy(unit: &mut Unit<'_>, account: Uuid, subdivision: Uuid) -> Result<bool, Problem> {
    let active: Option<String> = accounts::table
        .find(account)
        .filter(accounts::kind.eq("Officer"))
        .filter(accounts::status.eq("Active"))
        .select(accounts::status)
        .for_update()
        .first(unit.conn)
        .optional()?;
    if active.is_none() {
        return Ok(false);
    }
    Ok(diesel::select(diesel::dsl::exists(
        account_roles::table
            .filter(account_roles::account_id.eq(account))
            .filter(account_roles::role.eq(format!("{:?}", Role::DeputyHead)))
            .filter(account_roles::subdivision_id.eq(subdivision))
            .filter(account_roles::valid_from.le(unit.now))
            .filter(account_roles::valid_to.is_null().or(account_roles::valid_to.gt(unit.now))),
    ))
    .get_result(unit.conn)?)
}

/// A delegation to the same deputy, of the same subdivision, whose period meets this one.
pub fn overlapping(unit: &mut Unit<'_>, wanted: &NewDelegation<'_>) -> Result<Option<Uuid>, Problem> {
    Ok(delegations::table
        .filter(delegations::to_account_id.eq(wanted.to))
        .filter(delegations::subdivision_id.eq(wanted.subdivision))
        .filter(delegations::revoked_at.is_null())
        .filter(delegations::valid_from.lt(wanted.valid_to))
        .filter(delegations::valid_to.gt(wanted.valid_from))
        .select(delegations::id)
        .first(unit.conn)
        .optional()?)
}

/// Records a delegation of the caller's power.
pub fn insert(unit: &mut Unit<'_>, wanted: &NewDelegation<'_>) -> Result<Delegation, Problem> {
    Ok(diesel::insert_into(delegations::table)
        .values((
            delegations::id.eq(Uuid::now_v7()),
            delegations::created_at.eq(unit.now),
            delegations::updated_at.eq(unit.now),
            delegations::from_account_id.eq(unit.caller.account),
            delegations::to_account_id.eq(wanted.to),
            delegations::role.eq(format!("{:?}", Role::Head)),
            delegations::subdivision_id.eq(wanted.subdivision),
            delegations::order_number.eq(wanted.order_number),
            delegations::valid_from.eq(wanted.valid_from),
            delegations::valid_to.eq(wanted.valid_to),
        ))
        .returning(Delegation::as_returning())
        .get_result(unit.conn)?)
}

/// What the caller may see: all, or those made by or to them.
fn visible(unit: &Unit<'_>) -> delegations::BoxedQuery<'static, diesel::pg::Pg> {
    let query = delegations::table.into_boxed();
    if unit.scope.any {
        return query;
    }
    let me = unit.caller.account;
    query.filter(delegations::from_account_id.eq(me).or(delegations::to_account_id.eq(me)))
}

/// One delegation that the caller may see.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<Delegation, Problem> {
    let found = visible(unit).filter(delegations::id.eq(id)).select(Delegation::as_select());
    Ok(found.first(unit.conn)?)
}

/// A page of them, the newest first.
pub fn page(unit: &mut Unit<'_>, after: Option<Uuid>, wanted: i64) -> Result<Vec<Delegation>, Problem> {
    let mut query = visible(unit);
    if let Some(after) = after {
        query = query.filter(delegations::id.lt(after));
    }
    Ok(query.order(delegations::id.desc()).limit(wanted).select(Delegation::as_select()).load(unit.conn)?)
}

/// Takes a delegation back, at once. The caller's is theirs to take back; an administrator may take back any.
pub fn revoke(unit: &mut Unit<'_>, id: Uuid) -> Result<Delegation, Problem> {
    Ok(diesel::update(delegations::table.find(id))
        .set(delegations::revoked_at.eq(unit.now))
        .returning(Delegation::as_returning())
        .get_result(unit.conn)?)
}

/// The row, held until the end of the unit of work; for those who may change it.
pub fn find_for_change(unit: &mut Unit<'_>, id: Uuid) -> Result<Delegation, Problem> {
    let row = delegations::table.find(id).for_update().select(Delegation::as_select()).first(unit.conn)?;
    if unit.scope.any || row.from_account_id == unit.caller.account { Ok(row) } else { Err(Problem::not_found()) }
}
