use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsFile},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
        text::Text,
    },
    requests::{
        desk::Desk,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::{
            Changes,
            opinions::{self, AppealRow},
        },
        wire::{Request, RequestPath},
    },
};

/// Where and when the decision was appealed against.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAppeal {
    /// The body or court.
    #[schema(min_length = 1, max_length = 200, examples("Judecătoria Chișinău"))]
    pub body: String,
    /// The case's number.
    #[serde(default)]
    #[schema(max_length = 60, examples("3-1234/2026"))]
    pub number: Option<String>,
    /// The day on which it was filed.
    #[schema(examples("2026-11-16"))]
    pub filed_on: NaiveDate,
}

/// Record an appeal.
///
/// Records that the decision was appealed against: where, when, and the case's number where it is known.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/appeals", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-23.7"]))))]
pub async fn appeal_decision(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<NewAppeal>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Appeal)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let today = legal_day(unit.now);
        if wanted.filed_on > today {
            return Err(Problem::violation(
                "/filedOn",
                "in-the-future",
                Text::new("Data este în viitor.", "Дата в будущем.", "The date is in the future."),
            ));
        }
        let appeal = AppealRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            request_id: step.row.id,
            body: wanted.body.clone(),
            number: wanted.number.clone(),
            filed_on: wanted.filed_on,
            recorded_by: unit.caller.account,
            result: None,
            settled_at: None,
        };
        opinions::appeal(unit, &appeal)?;
        let row = step.finish(unit, Changes::default(), Some(&wanted.body))?;
        desk.show(unit, &row)
    })
    .await
}
