use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::{AccountId, PersonId},
        store::conflicts,
    },
    kernel::{id::TypedId, problem::Problem},
    typed_id,
};

typed_id!(InterestId, "int", "a declared interest");

/// Of what kind an interest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum InterestKind {
    /// A relative or a member of the household.
    Family,
    /// Property, debts, a business together.
    Property,
    /// Present or former work for one another.
    Employment,
    /// Anything else that would make others doubt.
    Other,
}

/// An officer's declared conflict of interest: whatever concerns the person is not theirs to work on.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Interest {
    /// The declaration.
    pub interest_id: InterestId,
    /// The officer.
    pub account_id: AccountId,
    /// The person.
    pub person_id: PersonId,
    /// Of what kind it is.
    pub kind: InterestKind,
    /// When it was declared.
    pub declared_at: DateTime<Utc>,
    /// When it ended; absent while it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

impl TryFrom<conflicts::Interest> for Interest {
    type Error = Problem;

    fn try_from(row: conflicts::Interest) -> Result<Self, Problem> {
        Ok(Self {
            interest_id: InterestId::from_uuid(row.id),
            account_id: AccountId::from_uuid(row.account_id),
            person_id: PersonId::from_uuid(row.person_id),
            kind: serde_json::from_value(row.kind.into()).map_err(Problem::internal)?,
            declared_at: row.created_at,
            ended_at: row.ended_at,
        })
    }
}

/// The path of one declaration.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct InterestPath {
    /// The declaration.
    #[param(inline)]
    pub interest_id: InterestId,
}
