use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::{
    access::{
        caller::Allowed,
        carriers,
        door::Door,
        permissions::RepresentationsAsk,
        reactions::{BeneficiaryInput, Reactions, named},
        rules::representation::Source,
        store::powers::{self, NewPower},
        wire::representation::{FileId, Representation, RepresentationId},
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        identifiers::Idno,
        local_time::legal_day,
        problem::Problem,
        text::Text,
    },
};

/// A power to be recognised: of MPower, by its code; or a paper, uploaded, with who is represented and for how long.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[validate(schema(function = "complete_for_its_source"))]
#[schema(examples(json!({ "source": "MPower", "powerCode": "0200935852951597" })))]
pub struct RepresentationInput {
    /// Who vouches for it.
    pub source: Source,
    /// MPower's authorisation code.
    #[schema(pattern = "^[0-9]{16}$", min_length = 16, max_length = 16)]
    pub power_code: Option<String>,
    /// The scanned paper.
    pub file_id: Option<FileId>,
    /// Who is represented; MPower's power says it itself.
    pub beneficiary: Option<BeneficiaryInput>,
    /// The legal entity that is represented, instead of a person; MPower's power says it itself.
    pub legal_entity_idno: Option<Idno>,
    /// First day of the paper.
    pub valid_from: Option<NaiveDate>,
    /// Last day of the paper.
    pub valid_to: Option<NaiveDate>,
}

fn complete_for_its_source(input: &RepresentationInput) -> Result<(), ValidationError> {
    let fits = match input.source {
        Source::MPower => {
            input.power_code.is_some()
                && input.file_id.is_none()
                && input.beneficiary.is_none()
                && input.legal_entity_idno.is_none()
                && input.valid_from.is_none()
                && input.valid_to.is_none()
        }
        Source::Upload => {
            input.power_code.is_none()
                && input.file_id.is_some()
                && input.beneficiary.as_ref().is_none_or(BeneficiaryInput::is_enough)
                && input.beneficiary.is_some() != input.legal_entity_idno.is_some()
                && input.valid_from.is_some()
                && input.valid_from.zip(input.valid_to).is_none_or(|(from, to)| from <= to)
        }
    };
    if fits {
        return Ok(());
    }
    let mut error = ValidationError::new("incomplete-for-source");
    error.add_param(
        "ro".into(),
        &"MPower cere numai powerCode; un act încărcat cere fileId, beneficiary sau legalEntityIdno, validFrom și un termen corect.",
    );
    error.add_param(
        "ru".into(),
        &"Для MPower нужен только powerCode; для загруженного акта — fileId, beneficiary или legalEntityIdno, validFrom и верный срок.",
    );
    error.add_param(
        "en".into(),
        &"MPower needs powerCode alone; an uploaded paper needs fileId, beneficiary or legalEntityIdno, validFrom and a period that is one.",
    );
    Err(error)
}

/// Ask for a power of representation to be recognised.
///
/// MPower is asked in the background: the power is Pending until it has answered, then Accepted or Refused; while it counts, MPower is
/// asked again every day. A paper is Pending until an officer has looked at it.
#[utoipa::path(post, path = "/api/v1/representations", tag = "Representations",
    extensions(("x-audience" = json!(["efiling"])), ("x-requirements" = json!(["C-29.4"])),
        ("x-legal-basis" = json!("Codul civil nr. 1107/2002, reprezentarea; HG nr. 375/2020 (MPower)"))))]
pub async fn ask_representation(
    allowed: Allowed<RepresentationsAsk>,
    _: Asked<NoQuery>,
    act: Act<RepresentationInput>,
    door: Door,
    above: web::Data<Reactions>,
) -> Result<Created<Representation>, Problem> {
    let (input, above) = (act.body, *above.into_inner());
    door.act(&allowed, act.key, move |unit| {
        let today = legal_day(unit.now);
        if input.valid_to.is_some_and(|last| last < today) {
            return Err(Problem::violation(
                "/validTo",
                "in-the-past",
                Text::new("Împuternicirea a expirat.", "Срок доверенности истёк.", "The power has expired."),
            ));
        }
        let person = match &input.beneficiary {
            Some(beneficiary) => Some(named("/beneficiary", (above.beneficiary_of)(unit, beneficiary))?),
            None => None,
        };
        if let Some(file) = input.file_id {
            named("/fileId", (above.file_stands)(unit, file.uuid()))?;
        }
        let new = NewPower {
            person,
            entity: input.legal_entity_idno,
            source: if input.source == Source::MPower { "MPower" } else { "Upload" },
            power_code: input.power_code.clone(),
            file: input.file_id.map(TypedId::uuid),
            valid_from: input.valid_from.unwrap_or(today),
            valid_to: input.valid_to,
        };
        let row = powers::insert(unit, &new)?;
        if input.source == Source::MPower {
            let now = unit.now;
            carriers::ask(unit, row.id, now);
        }
        if let Some(person) = person {
            unit.about(person);
        }
        let (id, version) = (RepresentationId::from_uuid(row.id), row.version);
        unit.wrote("Representation", id);
        Ok(Reply::record(version, &Representation::of(&unit.caller, row)?)?.at(format!("/api/v1/representations/{id}")))
    })
    .await
}
