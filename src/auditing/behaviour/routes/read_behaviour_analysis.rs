use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourRead},
    auditing::behaviour::{
        store::analyses,
        wire::{BehaviourAnalysis, BehaviourAnalysisId},
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// The path of one analysis.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct BehaviourAnalysisPath {
    /// The analysis.
    #[param(inline)]
    pub analysis_id: BehaviourAnalysisId,
}

/// Read an analysis of reading.
///
/// How many of its days are analysed, and how much was found on them.
#[utoipa::path(get, path = "/api/v1/behaviour-analyses/{analysisId}", tag = "Behaviour", params(BehaviourAnalysisPath),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"]))))]
pub async fn read_behaviour_analysis(
    allowed: Allowed<BehaviourRead>,
    At(at): At<BehaviourAnalysisPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<BehaviourAnalysis>, Problem> {
    door.run(&allowed, move |unit| {
        let found = analyses::find(unit.conn, at.analysis_id.uuid())?;
        unit.read("BehaviourAnalysis", at.analysis_id);
        Reply::plain(&BehaviourAnalysis::from(found))
    })
    .await
}
