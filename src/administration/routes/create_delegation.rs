use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::{AccountId, Allowed, SubdivisionId},
        door::Door,
        permissions::DelegationsMake,
        store::delegations::{self, NewDelegation},
    },
    administration::{
        settings,
        wire::delegation::{Delegation, DelegationId},
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// A delegation about to be made.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DelegationInput {
    /// The deputy head who is to exercise the power.
    pub to_account_id: AccountId,
    /// The subdivision that the caller heads.
    pub subdivision_id: SubdivisionId,
    /// The order behind it.
    #[schema(min_length = 1, max_length = 60, examples("45-P"))]
    pub order_number: String,
    /// From when.
    #[schema(examples("2026-11-23T06:00:00Z"))]
    pub valid_from: DateTime<Utc>,
    /// Until when.
    #[schema(examples("2026-12-04T22:00:00Z"))]
    pub valid_to: DateTime<Utc>,
}

/// Delegate the power of a head.
///
/// The deputy has the head's rights in that subdivision for the period, under a recorded order; nothing more, and not before.
/// Delegated power cannot be delegated on. Two delegations to one deputy never overlap (409).
#[utoipa::path(post, path = "/api/v1/delegations", tag = "Administration",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-37", "C-16.6"]))))]
pub async fn create_delegation(
    allowed: Allowed<DelegationsMake>,
    _: Asked<NoQuery>,
    act: Act<DelegationInput>,
    door: Door,
) -> Result<Created<Delegation>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let subdivision = input.subdivision_id.uuid();
        if !delegations::headed_by(unit.conn, unit.now, unit.caller.account)?.contains(&subdivision) {
            return Err(Problem::new(Kind::FORBIDDEN).detail(Text::new(
                "Delegați numai competența pe care o dețineți dumneavoastră.",
                "Делегировать можно только собственные полномочия.",
                "Only power that is one's own can be delegated.",
            )));
        }
        check_period(&input, unit.now, settings::integer(unit.conn, "delegations.longestDays", unit.now)?)?;
        let wanted = NewDelegation {
            to: input.to_account_id.uuid(),
            subdivision,
            order_number: &input.order_number,
            valid_from: input.valid_from,
            valid_to: input.valid_to,
        };
        if wanted.to == unit.caller.account || !delegations::is_deputy(unit, wanted.to, subdivision)? {
            return Err(Problem::violation(
                "/toAccountId",
                "not-a-deputy",
                Text::new(
                    "Nu este șef adjunct al acestei subdiviziuni.",
                    "Это не заместитель начальника этого подразделения.",
                    "Not a deputy head of this subdivision.",
                ),
            ));
        }
        if let Some(other) = delegations::overlapping(unit, &wanted)? {
            let other = DelegationId::from_uuid(other).to_string();
            return Err(Problem::new(Kind::ALREADY_EXISTS).with("delegationId", other));
        }
        let row = delegations::insert(unit, &wanted)?;
        let (id, version) = (DelegationId::from_uuid(row.id), row.version);
        unit.wrote("Delegation", id);
        Ok(Reply::record(version, &Delegation::at(row, unit.now))?.at(format!("/api/v1/delegations/{id}")))
    })
    .await
}

fn check_period(input: &DelegationInput, now: DateTime<Utc>, longest: i64) -> Result<(), Problem> {
    let wrong =
        |pointer: &str, code, ro: String, ru: String, en: String| Err(Problem::violation(pointer, code, Text::new(ro, ru, en)));
    if input.valid_to <= input.valid_from {
        return wrong(
            "/validTo",
            "ends-before-it-begins",
            "Sfârșitul trebuie să fie după început.".into(),
            "Конец должен быть после начала.".into(),
            "The end must come after the beginning.".into(),
        );
    }
    if input.valid_to <= now {
        return wrong(
            "/validTo",
            "in-the-past",
            "Perioada s-a încheiat deja.".into(),
            "Период уже закончился.".into(),
            "The period is over already.".into(),
        );
    }
    if input.valid_to - input.valid_from > Duration::days(longest) {
        return wrong(
            "/validTo",
            "too-long",
            format!("O delegare durează cel mult {longest} de zile."),
            format!("Делегирование — не более чем на {longest} дней."),
            format!("A delegation lasts at most {longest} days."),
        );
    }
    Ok(())
}
