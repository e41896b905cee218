use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{
        caller::{AccountId, Allowed, PersonId},
        door::{Door, Unit},
        permissions::BehaviourRead,
    },
    auditing::behaviour::{
        rules::Kind,
        store::{
            findings::{self, After, Wanted},
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
    /// In which order; the latest first where it is absent.
    #[param(inline, required = false)]
    pub order: Option<BehaviourFindingOrder>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// The order of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub enum BehaviourFindingOrder {
    /// The latest first.
    #[default]
    Latest,
    /// The most unusual first.
    Score,
}

/// How many findings there are of a kind, in a state.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourFindingCount {
    /// Of which kind.
    pub kind: Kind,
    /// In which state.
    pub state: BehaviourFindingState,
    /// How many.
    #[schema(minimum = 1, examples(3))]
    pub count: i64,
}

/// Findings in their order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourFindingList {
    /// The findings.
    #[schema(max_items = 200)]
    pub findings: Vec<BehaviourFinding>,
    /// How many there are in all, of those that were asked for, by kind and state; on the first page alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 20)]
    pub counts: Option<Vec<BehaviourFindingCount>>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List what was found unusual.
///
/// Each with the numbers that show why, the latest or the most unusual first; with how many there are of each kind and state. The breaches
/// found: `conclusion=Breach`.
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
        let order = asked.order.unwrap_or_default();
        let binding = (unit.caller.account, asked.kind, asked.state, asked.conclusion, of_whom, asked.from, asked.to, order);
        // The bits of the score: as it is, not as it would be read from its digits.
        let page: Page<(u64, Uuid)> =
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
        let after = match order {
            BehaviourFindingOrder::Latest => After::Latest(page.after.map(|(_, id)| id)),
            BehaviourFindingOrder::Score => After::Score(page.after.map(|(score, id)| (f64::from_bits(score), id))),
        };
        let found = findings::page(unit.conn, &wanted, after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| (row.score.to_bits(), row.id))?;
        let counts = if asked.cursor.is_none() { Some(counts(unit, &wanted)?) } else { None };
        let names = names::of(unit.conn, found.iter().flat_map(|row| row.named()))?;
        let findings: Vec<BehaviourFinding> =
            found.iter().map(|row| BehaviourFinding::of(row, &names)).collect::<Result<_, _>>()?;
        // Whom an auditor looks into is not told to the persons concerned.
        unit.entry.undisclosed = true;
        for (row, finding) in found.iter().zip(&findings) {
            unit.read("BehaviourFinding", finding.finding_id);
            row.person_id.into_iter().for_each(|person| unit.about(person));
        }
        Reply::plain(&BehaviourFindingList { findings, counts, next_cursor })
    })
    .await
}

fn counts(unit: &mut Unit<'_>, wanted: &Wanted) -> Result<Vec<BehaviourFindingCount>, Problem> {
    let read = |row: findings::Counted| {
        Ok(BehaviourFindingCount {
            kind: serde_json::from_value(row.kind.into()).map_err(Problem::internal)?,
            state: serde_json::from_value(row.state.into()).map_err(Problem::internal)?,
            count: row.findings,
        })
    };
    findings::counts(unit.conn, wanted)?.into_iter().map(read).collect()
}
