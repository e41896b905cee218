//! Domicile and residence over time (concept, paragraphs 11.a.9 and 25.1, group 10).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{AddressId, wording::Findings};

/// What a registered address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AddressKind {
    /// Where the person lives permanently (domiciliu).
    Domicile,
    /// Where the person lives for a time (reședință).
    Residence,
}

impl AddressKind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Domicile => "Domicile",
            Self::Residence => "Residence",
        }
    }
}

/// An address to be put on record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({
    "kind": "Residence", "country": "MDA", "region": "Chișinău", "locality": "Chișinău", "sector": "Botanica",
    "street": "bd. Dacia", "house": "16", "block": "2", "apartment": "45", "validFrom": "2026-09-01",
    "basis": "Contract de locațiune din 28.08.2026",
})))]
pub struct NewAddress {
    /// Domicile or residence.
    pub kind: AddressKind,
    /// Country: ISO 3166 alpha-3.
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("MDA"))]
    pub country: String,
    /// District, county or region.
    #[schema(min_length = 1, max_length = 100, examples("Chișinău"))]
    pub region: Option<String>,
    /// Town or village.
    #[schema(min_length = 1, max_length = 100, examples("Chișinău"))]
    pub locality: Option<String>,
    /// Sector of the town.
    #[schema(min_length = 1, max_length = 100, examples("Botanica"))]
    pub sector: Option<String>,
    /// Street.
    #[schema(min_length = 1, max_length = 150, examples("bd. Dacia"))]
    pub street: Option<String>,
    /// Number of the house.
    #[schema(min_length = 1, max_length = 20, examples("16"))]
    pub house: Option<String>,
    /// Block.
    #[schema(min_length = 1, max_length = 20, examples("2"))]
    pub block: Option<String>,
    /// Apartment.
    #[schema(min_length = 1, max_length = 20, examples("45"))]
    pub apartment: Option<String>,
    /// Postal code.
    #[schema(min_length = 1, max_length = 12, examples("MD-2038"))]
    pub postal_code: Option<String>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The day on which it no longer holds; absent while it lasts.
    pub valid_to: Option<NaiveDate>,
    /// What it rests on (a lease, a title, a host's consent).
    #[schema(min_length = 1, max_length = 200, examples("Contract de locațiune din 28.08.2026"))]
    pub basis: Option<String>,
    /// Why it is put on record, for the history.
    #[schema(min_length = 1, max_length = 500, examples("Cerere la ghișeu"))]
    pub reason: Option<String>,
}

impl NewAddress {
    /// What is wrong beyond the shape.
    pub fn faults(&self, at: &str, found: &mut Findings) {
        for (name, text) in [
            ("region", &self.region),
            ("locality", &self.locality),
            ("sector", &self.sector),
            ("street", &self.street),
            ("house", &self.house),
            ("block", &self.block),
            ("apartment", &self.apartment),
            ("postalCode", &self.postal_code),
            ("basis", &self.basis),
            ("reason", &self.reason),
        ] {
            found.text(&format!("{at}/{name}"), text.as_ref());
        }
        if self.valid_to.is_some_and(|to| to <= self.valid_from) {
            found.in_order(&format!("{at}/validTo"), Some(self.valid_from), self.valid_to.and_then(|day| day.pred_opt()));
        }
    }
}

/// A registered address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PersonAddress)]
pub struct Address {
    /// Its id.
    pub address_id: AddressId,
    /// Domicile or residence.
    pub kind: AddressKind,
    /// Country.
    #[schema(examples("MDA"))]
    pub country: String,
    /// District, county or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Town or village.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// Sector of the town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Number of the house.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub house: Option<String>,
    /// Block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<String>,
    /// Apartment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apartment: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The day on which it no longer holds; absent while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

impl Address {
    /// On one line, as acts write it.
    pub fn line(&self) -> String {
        let numbered = |word: &str, number: &Option<String>| number.as_ref().map(|number| format!("{word} {number}"));
        [
            self.street.clone(),
            self.house.clone(),
            numbered("bl.", &self.block),
            numbered("ap.", &self.apartment),
            self.sector.as_ref().map(|sector| format!("sect. {sector}")),
            self.locality.clone(),
            self.region.clone().filter(|region| Some(region) != self.locality.as_ref()),
            (self.country != "MDA").then(|| self.country.clone()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
    }
}
