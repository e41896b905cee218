//! What access asks of the rooms above it, inside the present unit of work. `app.rs` hands the functions over, so that no `use` points
//! upwards: persons know who is on record, files know what was received.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{caller::PersonId, door::Unit};
use crate::kernel::{identifiers::Idnp, problem::Problem};

/// Who is represented, as the representative can name them: by the platform's own id, by IDNP, or by names, birth date and document.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "surname": "YILMAZ", "givenName": "Emre", "birthDate": "1990-05-17",
    "document": { "country": "TUR", "number": "U12345678" } })))]
pub struct BeneficiaryInput {
    /// Where the representative knows it.
    pub person_id: Option<PersonId>,
    /// Where there is one.
    pub idnp: Option<Idnp>,
    /// As the document has it.
    #[schema(min_length = 1, max_length = 100)]
    pub surname: Option<String>,
    /// As the document has it.
    #[schema(min_length = 1, max_length = 100)]
    pub given_name: Option<String>,
    /// As the document has it.
    pub birth_date: Option<NaiveDate>,
    /// Their travel or identity document.
    pub document: Option<BeneficiaryDocument>,
}

/// A document by which somebody is known.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BeneficiaryDocument {
    /// Who issued it (ISO 3166-1 alpha-3, or a code of ICAO 9303).
    #[schema(pattern = "^[A-Z]{1,3}$", max_length = 3, examples("TUR"))]
    pub country: String,
    /// Its number.
    #[schema(pattern = "^[A-Z0-9]{3,20}$", max_length = 20, examples("U12345678"))]
    pub number: String,
}

impl BeneficiaryInput {
    /// Somebody known by IDNP alone (MPower names people so), with the name that came along.
    pub fn of_idnp(idnp: Idnp, name: &str) -> Self {
        // MPower writes given names first.
        let (given, surname) = name.trim().rsplit_once(' ').map_or((None, name.trim()), |(given, surname)| (Some(given), surname));
        let named = |text: &str| Some(text.trim().chars().take(100).collect::<String>()).filter(|text| !text.is_empty());
        Self {
            person_id: None,
            idnp: Some(idnp),
            surname: named(surname),
            given_name: given.and_then(named),
            birth_date: None,
            document: None,
        }
    }

    /// Whether it names somebody at all.
    pub fn is_enough(&self) -> bool {
        let described = self.surname.is_some() && self.birth_date.is_some() && self.document.is_some();
        self.person_id.is_some() || self.idnp.is_some() || described
    }
}

/// The functions of the rooms above.
#[derive(Clone, Copy)]
pub struct Reactions {
    /// Refuses (404) a person who is not on record.
    pub person_stands: fn(&mut Unit<'_>, Uuid) -> Result<(), Problem>,
    /// The person on record with a number, if there is one.
    pub person_of: fn(&mut Unit<'_>, &Idnp) -> Result<Option<Uuid>, Problem>,
    /// The person of a description: found, or registered.
    pub beneficiary_of: fn(&mut Unit<'_>, &BeneficiaryInput) -> Result<Uuid, Problem>,
    /// Refuses (404) a file that is not complete, or that the caller did not upload.
    pub file_stands: fn(&mut Unit<'_>, Uuid) -> Result<(), Problem>,
}
