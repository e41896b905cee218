//! What dimensions and their values are called.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Figures,
    rules::fact::{Dimension, NONE, UNKNOWN},
};
use crate::{kernel::text::Text, services::Catalogue};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Labels {
    dimensions: BTreeMap<Dimension, Text>,
    classifiers: BTreeMap<Dimension, String>,
    own: BTreeMap<Dimension, Vec<String>>,
    values: BTreeMap<String, Text>,
}

/// A dimension by its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DimensionNames {
    /// The dimension.
    pub dimension: Dimension,
    /// What it is called.
    pub title: Text,
    /// The semantic asset whose codes its values are.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("https://migratie.gov.md/api/v1/semantic-assets/countries"))]
    pub asset: Option<String>,
    /// What its values are called: in a table those that it has, of an indicator those that the dimension has by itself.
    #[schema(max_items = 5000)]
    pub values: Vec<ValueName>,
}

/// A value by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ValueName {
    /// As figures have it.
    #[schema(examples("TUR"))]
    pub code: String,
    /// What it is called.
    pub title: Text,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| serde_saphyr::from_str(include_str!("labels.yaml")).unwrap_or_default());

fn itself(code: &str) -> Text {
    Text::new(code, code, code)
}

/// What a dimension is called.
pub fn dimension(dimension: Dimension) -> Text {
    LABELS.dimensions.get(&dimension).cloned().unwrap_or_else(|| itself(dimension.name()))
}

/// The classifier whose codes a dimension's values are.
pub fn classifier(dimension: Dimension) -> Option<&'static str> {
    LABELS.classifiers.get(&dimension).map(String::as_str)
}

/// What a value is called; its code where nothing is known of it.
pub fn value(catalogue: &Catalogue, dimension: Dimension, code: &str) -> Text {
    let listed = || {
        let lists = catalogue.classifiers();
        classifier(dimension).and_then(|list| lists.entry(list, code).map(|entry| entry.label.clone()))
    };
    let service = || {
        let current = catalogue.current(code, catalogue.today()).or_else(|| catalogue.version(code, 1));
        current.filter(|_| dimension == Dimension::Service).map(|service| service.definition.texts.title.clone())
    };
    listed().or_else(service).or_else(|| LABELS.values.get(code).cloned()).unwrap_or_else(|| itself(code))
}

/// The values that a dimension has by itself; none where they are codes of a classifier or of the catalogue.
pub fn own(dimension: Dimension) -> &'static [String] {
    LABELS.own.get(&dimension).map(Vec::as_slice).unwrap_or_default()
}

/// What a value is called that a dimension has by itself.
pub fn own_value(code: &str) -> Text {
    LABELS.values.get(code).cloned().unwrap_or_else(|| itself(code))
}

/// The semantic asset whose codes a dimension's values are.
pub fn asset(dimension: Dimension) -> Option<String> {
    // `strikeOffReason` is `strike-off-reason` in addresses.
    let kebab = || -> String {
        let apart =
            |letter: char| if letter.is_ascii_uppercase() { format!("-{}", letter.to_ascii_lowercase()) } else { letter.into() };
        dimension.name().chars().map(apart).collect()
    };
    if dimension == Dimension::Service {
        return Some("services".to_owned());
    }
    let own = (!own(dimension).is_empty()).then(|| format!("statistical-{}", kebab()));
    classifier(dimension).map(str::to_owned).or(own)
}

/// Whether a dimension can have a value.
pub fn can_have(catalogue: &Catalogue, dimension: Dimension, code: &str) -> bool {
    if let Some(list) = classifier(dimension) {
        return [UNKNOWN, NONE].contains(&code) || catalogue.classifiers().entry(list, code).is_some();
    }
    if dimension == Dimension::Service {
        return catalogue.version(code, 1).is_some() || catalogue.current(code, catalogue.today()).is_some();
    }
    own(dimension).iter().any(|known| known == code)
}

impl Figures {
    /// Dimensions by their names: with the names of these values, or of those that they have by themselves.
    pub fn names(&self, dimensions: &[Dimension], found: Option<&[BTreeSet<&str>]>) -> Vec<DimensionNames> {
        let one = |(at, dimension): (usize, &Dimension)| {
            let codes: Vec<&str> = match found {
                Some(found) => found.get(at).into_iter().flatten().copied().collect(),
                None => own(*dimension).iter().map(String::as_str).collect(),
            };
            let name = |code: &str| ValueName { code: code.to_owned(), title: value(&self.catalogue, *dimension, code) };
            DimensionNames {
                dimension: *dimension,
                title: self::dimension(*dimension),
                asset: asset(*dimension).map(|code| self.address(&format!("semantic-assets/{code}"))),
                values: codes.into_iter().map(name).collect(),
            }
        };
        dimensions.iter().enumerate().map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{requests::rules::lifecycle::State, statistics::rules::fact::Subject};

    #[test]
    fn every_dimension_and_every_state_has_a_name_in_three_languages() {
        let labels: Labels = serde_saphyr::from_str(include_str!("labels.yaml")).expect("labels");
        for dimension in Subject::ALL.into_iter().flat_map(Subject::dimensions) {
            assert!(labels.dimensions.contains_key(dimension), "{}", dimension.name());
        }
        for dimension in Subject::ALL.into_iter().flat_map(Subject::dimensions) {
            let listed = labels.classifiers.contains_key(dimension) || *dimension == Dimension::Service;
            assert_ne!(listed, labels.own.contains_key(dimension), "{}: in one place", dimension.name());
        }
        for value in labels.own.values().flatten() {
            assert!(labels.values.contains_key(value), "{value}");
        }
        for state in State::ALL.into_iter().filter(|state| *state != State::Draft) {
            assert!(labels.own[&Dimension::State].iter().any(|code| code == state.code()), "{}", state.code());
        }
        assert_eq!(asset(Dimension::StrikeOffReason).as_deref(), Some("statistical-strike-off-reason"));
        assert_eq!(asset(Dimension::Service).as_deref(), Some("services"));
        assert_eq!(asset(Dimension::Citizenship).as_deref(), Some("countries"));
    }
}
