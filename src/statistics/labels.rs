//! What dimensions and their values are called.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::rules::fact::Dimension;
use crate::{kernel::text::Text, services::Catalogue};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Labels {
    dimensions: BTreeMap<Dimension, Text>,
    classifiers: BTreeMap<Dimension, String>,
    values: BTreeMap<String, Text>,
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

/// The values that a dimension has by itself, with their names; none where they are codes of a classifier or of the catalogue.
pub fn known(code: &str) -> Option<Text> {
    LABELS.values.get(code).cloned()
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
        for state in State::ALL.into_iter().filter(|state| *state != State::Draft) {
            assert!(labels.values.contains_key(state.code()), "{}", state.code());
        }
    }
}
