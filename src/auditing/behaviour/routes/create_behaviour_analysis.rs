use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourRead},
    auditing::behaviour::{
        carriers,
        store::analyses,
        wire::{BehaviourAnalysis, check_days, check_over},
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::Problem,
    },
};

/// The days to analyse.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "from": "2026-11-14", "to": "2026-11-15" })))]
pub struct NewBehaviourAnalysis {
    /// The first legal day.
    #[schema(max_length = 10, examples("2026-11-14"))]
    pub from: NaiveDate,
    /// The last; over, and at most 31 days in all.
    #[schema(max_length = 10, examples("2026-11-15"))]
    pub to: NaiveDate,
}

/// Analyse days of reading.
///
/// Looks through everything that officers read on these days for what is unusual: very much beside what the role and the account usually
/// read, a little each day, odd hours, persons without a case, the same person again and again, own relatives, colleagues, watched
/// persons. It is done by itself a moment later; a day that is analysed already is not analysed again. Each night the program analyses the
/// day before.
#[utoipa::path(post, path = "/api/v1/behaviour-analyses", tag = "Behaviour",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"])),
        ("x-legal-basis" = json!("Legea nr. 195/2024; HG nr. 201/2017")),
        ("x-links" = json!({ "analysis": { "operationId": "readBehaviourAnalysis",
            "parameters": { "analysisId": "$response.body#/analysisId" } } }))))]
pub async fn create_behaviour_analysis(
    allowed: Allowed<BehaviourRead>,
    _: Asked<NoQuery>,
    act: Act<NewBehaviourAnalysis>,
    door: Door,
) -> Result<Created<BehaviourAnalysis>, Problem> {
    let NewBehaviourAnalysis { from, to } = act.body;
    check_days(from, to, "/to")?;
    door.act(&allowed, act.key, move |unit| {
        check_over(to, unit.now)?;
        let by = unit.caller.account;
        let id = carriers::ask(unit, Some(by), from, to)?.ok_or_else(|| Problem::internal("an analysis was not kept"))?;
        let body = BehaviourAnalysis::from(analyses::find(unit.conn, id)?);
        let location = format!("/api/v1/behaviour-analyses/{}", body.analysis_id);
        Ok(Created::plain(&body)?.at(location))
    })
    .await
}
