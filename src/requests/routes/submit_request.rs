use std::collections::BTreeMap;

use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsFile},
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        money::Money,
        problem::Problem,
    },
    payments::{self, Customer, NewLine, NewOrder},
    requests::{
        desk::{Desk, refuse},
        effects::{completeness, lines_of, office_of, register},
        papers::{self, Paper},
        people::ensure,
        rules::lifecycle::{Action, Guard},
        step::{begin_with, on_ground_of},
        store::{
            Changes,
            attachments::{AttachmentRow, attachments_of_r},
        },
        wire::{Request, RequestPath},
    },
    services::rules::fees::OrderLine,
};

use super::create_request::below_answers;

/// An order is to be paid within this many days. Then it expires, and once no payment made in time can be on its way any more, its request
/// lapses (`requests::lapse`).
const DAYS_TO_PAY: i64 = 30;

/// What is read with the request in one statement.
#[derive(Deserialize)]
struct Filed {
    attachments: Vec<AttachmentRow>,
    /// Ids of the subdivisions by their codes.
    offices: BTreeMap<String, Uuid>,
}

const FILED: &str = concat!(
    "jsonb_build_object('offices', (select jsonb_object_agg(s.code, s.id) from subdivisions s), 'attachments', ",
    attachments_of_r!(),
    ")"
);

/// Submit a request.
///
/// Checks that nothing is missing and tells everything that is. An order with the real fee lines is made; once nothing is due the request
/// gets its registration number and its legal term starts. A service that costs nothing is registered at once. What is not paid within thirty
/// days, nor in the three days after in which a payment may still be told of, lapses; money that comes even later is due back.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/submissions", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])),
        ("x-requirements" = json!(["C-15.2", "C-25.2", "C-29.6", "C-23.1", "P-4"]))))]
pub async fn submit_request(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Nothing>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let (step, Filed { attachments: attached, offices }) =
            begin_with(unit, at.request_id.uuid(), seen, Action::Submit, FILED)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        let answers = step.row.answers.as_object().cloned().unwrap_or_default();
        refuse(below_answers(completeness(&desk, &service, &step.row, &answers, &attached, unit.now)?))?;
        let office = office_of(&offices, &service, &step.row);
        let lines = lines_of(&desk, &service, &step.row, unit.now);
        let due: Money = lines.iter().map(OrderLine::sum).sum();
        // The person comes on record with their first request (C-25.1.a).
        let person = match step.row.beneficiary_id {
            Some(person) => person,
            None => ensure(unit, &service, &step.row)?,
        };
        unit.about(person);
        let changes =
            Changes { submitted_at: Some(unit.now), subdivision_id: office, beneficiary_id: Some(person), ..Changes::default() };
        papers::order(unit, &service, &step.row, Paper::Application);
        if due > Money::ZERO {
            let row = step.finish(unit, changes, None)?;
            let (Some(person), Some(subdivision)) = (row.beneficiary_id, row.subdivision_id) else {
                return Err(Problem::internal("a submitted request without its person or office"));
            };
            let basis = service.definition.legal_basis.iter().find_map(|basis| basis.legal_ground.clone());
            let order = NewOrder {
                request: row.id,
                person,
                applicant: row.applicant_account_id,
                subdivision,
                customer: Customer {
                    organization: row.legal_entity_idno.is_some(),
                    id: row
                        .legal_entity_idno
                        .clone()
                        .or_else(|| Some(unit.caller.login.clone()).filter(|login| login.len() == 13)),
                    name: unit.caller.name.clone(),
                },
                reason: service.definition.texts.title.ro.clone(),
                legal_basis: basis.unwrap_or_default(),
                lines: lines.iter().map(NewLine::from).collect(),
                due_at: unit.now + chrono::Duration::days(DAYS_TO_PAY),
                allow_partial: false,
            };
            payments::open(unit, &order)?;
            return desk.show(unit, &row);
        }
        let step = step.and_then(unit, changes, Action::Register, &[Guard::NothingDue])?;
        let row = register(unit, &desk, step)?;
        desk.show(unit, &row)
    })
    .await
}
