use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::read_behaviour_finding::BehaviourFindingPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourReview},
    auditing::behaviour::{
        store::{findings, names},
        wire::{BehaviourConclusion, BehaviourFinding},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
};

/// What an auditor concludes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "conclusion": "Justified", "note": "Verificat cu șeful direcției: zi de recuperare." })))]
pub struct BehaviourReviewInput {
    /// The conclusion.
    pub conclusion: BehaviourConclusion,
    /// What was looked at and why it leads to the conclusion.
    #[schema(min_length = 1, max_length = 2000, pattern = r"\S", examples("Verificat cu șeful direcției: zi de recuperare."))]
    pub note: String,
}

/// Conclude about what was found.
///
/// Justified, a breach, or unclear; what is unclear stays open and is reviewed again, and each review stays on record. Nobody concludes about
/// their own reading.
#[utoipa::path(post, path = "/api/v1/behaviour-findings/{findingId}/reviews", tag = "Behaviour", params(BehaviourFindingPath),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"])),
        ("x-legal-basis" = json!("Legea nr. 195/2024; HG nr. 201/2017"))))]
pub async fn review_behaviour_finding(
    allowed: Allowed<BehaviourReview>,
    At(at): At<BehaviourFindingPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<BehaviourReviewInput>,
    door: Door,
) -> Result<Reply<BehaviourFinding>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let row = findings::find_for_change(unit.conn, at.finding_id.uuid())?;
        seen.check(row.version)?;
        if row.account_id == unit.caller.account {
            return Err(Problem::new(Kind::CONFLICT_OF_INTEREST));
        }
        if row.conclusion.as_deref().is_some_and(|conclusion| conclusion != "Unclear") {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE));
        }
        let row = findings::review(unit, row.id, &format!("{:?}", input.conclusion), &input.note)?;
        unit.entry.undisclosed = true;
        unit.wrote("BehaviourFinding", at.finding_id);
        row.person_id.into_iter().for_each(|person| unit.about(person));
        let names = names::of(unit.conn, row.named())?;
        Reply::record(row.version, &BehaviourFinding::of(&row, &names)?)
    })
    .await
}
