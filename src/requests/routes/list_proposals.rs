use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::propose_decision::ConditionNotMet;
use crate::{
    access::{
        caller::{AccountId, Allowed},
        door::Door,
        permissions::RequestsProposals,
    },
    documents::DocumentId,
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    requests::{
        desk::Desk,
        store::proposals::{self, ProposalRow},
        wire::{Outcome, RequestPath},
    },
};

/// An examiner's reasoned proposal.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// What is proposed.
    pub outcome: Outcome,
    /// The facts found.
    #[schema(max_length = 8000, examples("Solicitantul deține un contract individual de muncă."))]
    pub facts: String,
    /// The reasons in law.
    #[schema(max_length = 8000, examples("Condițiile art. 36 sunt îndeplinite."))]
    pub reasons: String,
    /// The legal conditions that are not met.
    #[schema(value_type = Vec<ConditionNotMet>, max_items = 30)]
    pub conditions_not_met: Vec<String>,
    /// Until when the right would last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("2027-11-15"))]
    pub valid_until: Option<NaiveDate>,
    /// Who proposes; they cannot decide.
    pub proposed_by_id: AccountId,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// The conclusion as a document, once it is drawn up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_id: Option<DocumentId>,
    /// When the head sent it back; absent while it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<DateTime<Utc>>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000, examples("Verificați din nou contractul."))]
    pub return_reason: Option<String>,
}

impl Proposal {
    fn of(row: ProposalRow) -> Result<Self, Problem> {
        Ok(Self {
            outcome: Outcome::read(&row.outcome).ok_or_else(|| Problem::internal("an unknown outcome"))?,
            facts: row.facts,
            reasons: row.reasons,
            conditions_not_met: row.conditions_not_met,
            valid_until: row.valid_until,
            proposed_by_id: AccountId::from_uuid(row.proposed_by),
            proposed_at: row.created_at,
            document_id: row.document_id.map(DocumentId::from_uuid),
            returned_at: row.returned_at,
            return_reason: row.return_reason,
        })
    }
}

/// The proposals on a request, the earliest first; at most the last of them stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalList {
    /// The proposals.
    #[schema(max_items = 100)]
    pub proposals: Vec<Proposal>,
}

/// List proposals.
///
/// What examiners proposed, with facts and reasons, and why it was sent back: what the head decides on.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}/proposals", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-23.2", "C-23.6"]))))]
pub async fn list_proposals(
    allowed: Allowed<RequestsProposals>,
    At(at): At<RequestPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<ProposalList>, Problem> {
    door.run(&allowed, move |unit| {
        let (_, found): (_, Vec<ProposalRow>) = desk.read_with(unit, at.request_id.uuid(), proposals::OF_REQUEST)?;
        Reply::plain(&ProposalList { proposals: found.into_iter().map(Proposal::of).collect::<Result<_, _>>()? })
    })
    .await
}
