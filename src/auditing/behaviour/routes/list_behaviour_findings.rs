use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{
        caller::{AccountId, Allowed, PersonId},
        door::Door,
        permissions::BehaviourRead,
    },
    auditing::behaviour::{
        rules::Kind,
        store::{
            findings::{self, Wanted},
            names,
        },
        wire::{BehaviourConclusion, BehaviourFinding, BehaviourFindingState},
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// Which findings.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct BehaviourFindingsQuery {
    /// Only of this kind.
    #[param(inline)]
    pub kind: Option<Kind>,
    /// Only in this state.
    #[param(inline)]
    pub state: Option<BehaviourFindingState>,
    /// Only those of which this is the last conclusion.
    #[param(inline)]
    pub conclusion: Option<BehaviourConclusion>,
    /// Only about reading in this role.
    #[param(min_length = 1, max_length = 40, pattern = "^[A-Za-z]+$", example = "Examiner")]
    pub role: Option<String>,
    /// Only about this person.
    #[param(inline)]
    pub person_id: Option<PersonId>,
    /// Only about this account.
    #[param(inline)]
    pub account_id: Option<AccountId>,
    /// Only from this legal day on.
    #[param(format = Date, max_length = 10, example = "2026-11-01")]
    pub from: Option<NaiveDate>,
    /// Only until this legal day, included.
    #[param(format = Date, max_length = 10, example = "2026-11-30")]
    pub to: Option<NaiveDate>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Findings, the latest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourFindingList {
    /// The findings.
    #[schema(max_items = 200)]
    pub findings: Vec<BehaviourFinding>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List what was found unusual.
///
/// Each with the numbers that show why, the latest first. The breaches found: `conclusion=Breach`.
#[utoipa::path(get, path = "/api/v1/behaviour-findings", tag = "Behaviour", params(BehaviourFindingsQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"]))))]
pub async fn list_behaviour_findings(
    allowed: Allowed<BehaviourRead>,
    Asked(asked): Asked<BehaviourFindingsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<BehaviourFindingList>, Problem> {
    door.run(&allowed, move |unit| {
        let of_whom = (asked.account_id, &asked.role, asked.person_id);
        let binding = (unit.caller.account, asked.kind, asked.state, asked.conclusion, of_whom, asked.from, asked.to);
        let page: Page<Uuid> =
            Page::read(keys.cursors(), "listBehaviourFindings", &binding, asked.limit, asked.cursor.as_deref())?;
        let wanted = Wanted {
            kind: asked.kind.map(|kind| format!("{kind:?}")),
            state: asked.state.map(|state| format!("{state:?}")),
            conclusion: asked.conclusion.map(|conclusion| format!("{conclusion:?}")),
            role: asked.role.clone(),
            person: asked.person_id.map(TypedId::uuid),
            account: asked.account_id.map(TypedId::uuid),
            from: asked.from,
            to: asked.to,
        };
        let found = findings::page(unit.conn, &wanted, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.id)?;
        let names = names::of(unit.conn, found.iter().flat_map(|row| row.named()))?;
        let findings: Vec<BehaviourFinding> =
            found.iter().map(|row| BehaviourFinding::of(row, &names)).collect::<Result<_, _>>()?;
        // Whom an auditor looks into is not told to the persons concerned.
        unit.entry.undisclosed = true;
        for (row, finding) in found.iter().zip(&findings) {
            unit.read("BehaviourFinding", finding.finding_id);
            row.person_id.into_iter().for_each(|person| unit.about(person));
        }
        Reply::plain(&BehaviourFindingList { findings, next_cursor })
    })
    .await
}
