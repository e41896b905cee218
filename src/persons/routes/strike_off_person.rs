use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsStrikeOff},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::{Kind, Problem},
        text::Text,
    },
    persons::{
        person::Person,
        rules::struck_off::StruckOffReason,
        store::{read, write},
        wording::Findings,
    },
};

/// Why a person is struck off the record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "reason": "LegalStayEnded", "legalAct": "Decizia IGM nr. 45 din 12.11.2026" })))]
pub struct StrikeOff {
    /// The ground.
    pub reason: StruckOffReason,
    /// The act on which it rests.
    #[schema(min_length = 3, max_length = 200, examples("Decizia IGM nr. 45 din 12.11.2026"))]
    pub legal_act: String,
    /// The date of the act, from which the strike-off counts; today unless said, never in the future.
    #[schema(examples("2026-11-12"))]
    pub on: Option<NaiveDate>,
    /// Anything to add, for the history.
    #[schema(min_length = 1, max_length = 500, examples("A părăsit țara la 10.11.2026."))]
    pub note: Option<String>,
}

/// Strike a person off the record.
///
/// Sets the status `StruckOff` with its ground and act (radiere din evidență). The record and its number stay; nothing is erased.
/// It counts from the date of its act, which may be entered later. Only a person on record can be struck off (409). Of the death, `attributes.death` says when and by which act.
#[utoipa::path(post, path = "/api/v1/persons/{personId}/strike-offs", tag = "Persons",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-25.1", "C-26"])),
        ("x-legal-basis" = json!("Legea nr. 200/2010"))))]
pub async fn strike_off_person(
    allowed: Allowed<PersonsStrikeOff>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<StrikeOff>,
    door: Door,
) -> Result<Reply<Person>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let mut found = Findings::default();
        found.text("/legalAct", Some(&act.body.legal_act));
        found.text("/note", act.body.note.as_ref());
        let today = legal_day(unit.now);
        found.not_after("/on", act.body.on, today);
        found.done()?;
        let [mut row] = read::for_change(unit, [at.0.person_id.uuid()])?;
        seen.check(row.version)?;
        if row.status != "OnRecord" {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE)
                .detail(Text::new(
                    "Persoana este deja radiată din evidență.",
                    "Лицо уже снято с учёта.",
                    "The person is struck off already.",
                ))
                .with("recordStatus", row.status.clone()));
        }
        row.status = "StruckOff".into();
        row.struck_off_reason = Some(format!("{:?}", act.body.reason));
        row.struck_off_act = Some(act.body.legal_act.clone());
        row.struck_off_on = act.body.on.or(Some(today));
        row.change_reason = act.body.note.clone().or_else(|| Some(act.body.legal_act.clone()));
        write::update(unit, &row, None)?;
        read::person(unit, row.id, None)?.reply()
    })
    .await
}
