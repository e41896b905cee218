use serde::{Deserialize, Serialize};
use serde_json::Map;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsExamine},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Accepted,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
        text::Text,
        violation::Violation,
    },
    requests::{
        desk::{Desk, refuse},
        registers,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::{Changes, checks},
        wire::{RegisterCheck, RequestPath},
    },
    services::rules::{definition::CatalogueCode, values::whole},
};

/// Which of the service's registers to ask; none named means all that apply.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterChecksAsked {
    /// Codes of the service's register checks.
    #[serde(default)]
    #[schema(value_type = Vec<CatalogueCode>, max_items = 40, required = false)]
    pub codes: Vec<String>,
}

/// The questions of a request with their answers.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterCheckList {
    /// The newest question of each kind.
    #[schema(max_items = 40)]
    pub register_checks: Vec<RegisterCheck>,
}

/// Ask the state registers.
///
/// Sends the service's questions to the state registers over MConnect, each on its own legal ground. The answers come by themselves and are
/// kept with the request; a register that is down stops nothing else and can be asked again.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/register-checks", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])),
        ("x-requirements" = json!(["C-28.1", "C-28.3", "C-28.4", "C-28.6", "C-28.7", "C-28.8", "C-28.12", "C-16.8", "C-25.2"]))))]
pub async fn run_register_checks(
    allowed: Allowed<RequestsExamine>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<RegisterChecksAsked>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Accepted<RegisterCheckList>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::CheckRegisters)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        let known = |code: &String| service.definition.register_checks.iter().any(|check| check.code == *code);
        let unknown = wanted.codes.iter().enumerate().filter(|(_, code)| !known(code)).map(|(index, _)| {
            Violation::new(
                format!("/codes/{index}"),
                "not-a-choice",
                Text::new(
                    "Serviciul nu prevede această interpelare.",
                    "Услуга не предусматривает этого запроса.",
                    "The service knows no such register check.",
                ),
            )
        });
        refuse(unknown.collect())?;
        let none = Map::new();
        let classifiers = desk.catalogue.classifiers();
        let scope = whole(step.row.answers.as_object().unwrap_or(&none), &classifiers, legal_day(unit.now));
        let officer = unit.caller.account;
        let chosen = |check: &crate::services::rules::course::RegisterCheck| {
            registers::applies(check, &scope) && (wanted.codes.is_empty() || wanted.codes.contains(&check.code))
        };
        registers::ask(unit, &service, &step.row, chosen, Some(officer))?;
        let row = step.finish(unit, Changes::default(), None)?;
        let list = checks::latest(unit, row.id)?.into_iter().map(RegisterCheck::of).collect::<Result<_, _>>()?;
        Accepted::record(row.version, &RegisterCheckList { register_checks: list })
    })
    .await
}
