//! The examiner's reasoned proposals (C-23.2, C-23.3).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::opinions::of_r;
use crate::{access::door::Unit, kernel::problem::Problem, requests::schema::proposals as t};

/// A proposal.
#[derive(Debug, Clone, Queryable, Selectable, Serialize, Deserialize)]
#[diesel(table_name = t)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct ProposalRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub request_id: Uuid,
    pub proposed_by: Uuid,
    pub outcome: String,
    pub facts: String,
    pub reasons: String,
    pub conditions_not_met: Vec<String>,
    pub valid_until: Option<NaiveDate>,
    pub document_id: Option<Uuid>,
    pub returned_by: Option<Uuid>,
    pub returned_at: Option<DateTime<Utc>>,
    pub return_reason: Option<String>,
}

/// Every proposal on the request `r`, also those that were sent back; read with the request itself.
pub const OF_REQUEST: &str = of_r!("proposals");

/// Writes a proposal.
pub fn insert(unit: &mut Unit<'_>, row: &ProposalRow) -> Result<(), Problem> {
    unit.later("proposals", row)
}

/// The proposal that stands.
pub fn standing(unit: &mut Unit<'_>, request: Uuid) -> Result<Option<ProposalRow>, Problem> {
    Ok(t::table
        .filter(t::request_id.eq(request))
        .filter(t::returned_at.is_null())
        .select(ProposalRow::as_select())
        .first(unit.conn)
        .optional()?)
}

/// Sends the standing proposal back.
pub fn returned(unit: &mut Unit<'_>, id: Uuid, reason: &str) -> Result<(), Problem> {
    diesel::update(t::table.find(id))
        .set((t::returned_by.eq(unit.caller.account), t::returned_at.eq(unit.now), t::return_reason.eq(reason)))
        .execute(unit.conn)?;
    Ok(())
}
