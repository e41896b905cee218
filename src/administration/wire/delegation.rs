use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::{AccountId, SubdivisionId},
        store::delegations,
    },
    kernel::id::TypedId,
    typed_id,
};

typed_id!(DelegationId, "del", "a delegation");

/// Where a delegation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum DelegationState {
    /// It begins later.
    Awaited,
    /// The deputy has the head's rights.
    InForce,
    /// Its period is over.
    Over,
    /// It was taken back.
    Revoked,
}

/// A head's power, exercised by a deputy for a period.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Delegation {
    /// The delegation.
    pub delegation_id: DelegationId,
    /// The head.
    pub from_account_id: AccountId,
    /// The deputy.
    pub to_account_id: AccountId,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// The order behind it.
    #[schema(max_length = 60, examples("45-P"))]
    pub order_number: String,
    /// From when.
    pub valid_from: DateTime<Utc>,
    /// Until when.
    pub valid_to: DateTime<Utc>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<DateTime<Utc>>,
    /// Where it stands at the moment of the answer.
    pub state: DelegationState,
}

impl Delegation {
    /// As it stands at an instant.
    pub fn at(row: delegations::Delegation, now: DateTime<Utc>) -> Self {
        let state = match row.revoked_at {
            Some(_) => DelegationState::Revoked,
            None if now < row.valid_from => DelegationState::Awaited,
            None if now < row.valid_to => DelegationState::InForce,
            None => DelegationState::Over,
        };
        Self {
            delegation_id: DelegationId::from_uuid(row.id),
            from_account_id: AccountId::from_uuid(row.from_account_id),
            to_account_id: AccountId::from_uuid(row.to_account_id),
            subdivision_id: row.subdivision_id.map(SubdivisionId::from_uuid),
            order_number: row.order_number,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            revoked_at: row.revoked_at,
            state,
        }
    }
}

/// The path of one delegation.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct DelegationPath {
    /// The delegation.
    #[param(inline)]
    pub delegation_id: DelegationId,
}
