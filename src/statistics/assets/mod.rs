//! Semantic assets (G-SEM): the classifiers and the dimensions of statistics as SKOS, with addresses that stay; and the system's own
//! passport for the register of state information systems (G-RSI).

use std::{collections::BTreeSet, sync::LazyLock};

use serde_json::Value;

use super::{
    Figures, labels,
    rdf::{Graph, Object},
    rules::fact::{Dimension, Subject},
};
use crate::{kernel::text::Text, services::rules::classifier::Classifiers};

/// The version of what is offered: it changes with the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The scheme of the dimensions of statistics.
const DIMENSIONS: &str = "statistical-dimensions";

static PASSPORT: LazyLock<Result<Value, String>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("passport.yaml")).map_err(|error| error.to_string()));

/// The system's passport.
pub fn passport() -> Result<&'static Value, String> {
    PASSPORT.as_ref().map_err(Clone::clone)
}

/// An asset that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: Text,
    /// How many concepts it has.
    pub concepts: usize,
}

fn dimensions() -> BTreeSet<Dimension> {
    Subject::ALL.into_iter().flat_map(Subject::dimensions).copied().collect()
}

fn title_of_dimensions() -> Text {
    Text::new("Dimensiunile statisticii", "Измерения статистики", "Dimensions of statistics")
}

/// Everything that is offered, by code.
pub fn all(lists: &Classifiers) -> Vec<Asset> {
    let mut assets: Vec<Asset> = lists
        .iter()
        .map(|list| Asset { code: list.code.clone(), title: list.title.clone(), concepts: list.entries.len() })
        .collect();
    assets.push(Asset { code: DIMENSIONS.into(), title: title_of_dimensions(), concepts: dimensions().len() });
    assets.sort_by(|one, other| one.code.cmp(&other.code));
    assets
}

/// One asset as a concept scheme.
pub fn one(figures: &Figures, lists: &Classifiers, code: &str) -> Option<Graph> {
    let scheme = figures.address(&format!("semantic-assets/{code}"));
    let mut graph = Graph::default();
    let begin = |graph: &mut Graph, title: &Text, source: &str| {
        graph
            .thing(&scheme, "skos:ConceptScheme")
            .says("rdf:type", Object::Word("adms:Asset"))
            .text("dct:title", title)
            .says("dct:source", Object::Plain(source.to_owned()))
            .says("owl:versionInfo", Object::Plain(VERSION.to_owned()))
            .points("dct:publisher", "https://igm.gov.md/")
            .points("dct:license", super::datasets::LICENCE);
    };
    if code == DIMENSIONS {
        begin(&mut graph, &title_of_dimensions(), "Concept, par. 2; facts 6.3");
        for dimension in dimensions() {
            graph
                .thing(format!("{scheme}#{}", dimension.name()), "skos:Concept")
                .points("skos:inScheme", &scheme)
                .points("skos:topConceptOf", &scheme)
                .says("skos:notation", Object::Plain(dimension.name().to_owned()))
                .text("skos:prefLabel", &labels::dimension(dimension));
            if let Some(list) = labels::classifier(dimension) {
                graph.points("dct:conformsTo", figures.address(&format!("semantic-assets/{list}")));
            }
        }
        return Some(graph);
    }
    let list = lists.get(code)?;
    begin(&mut graph, &list.title, &list.source);
    for entry in &list.entries {
        graph
            .thing(format!("{scheme}#{}", entry.code), "skos:Concept")
            .points("skos:inScheme", &scheme)
            .points("skos:topConceptOf", &scheme)
            .says("skos:notation", Object::Plain(entry.code.clone()))
            .text("skos:prefLabel", &entry.label);
        if let Some(day) = entry.valid_from {
            graph.says(
                "dct:valid",
                Object::Plain(format!("{day}/{}", entry.valid_to.map_or_else(|| "..".into(), |day| day.to_string()))),
            );
        }
        for (name, value) in &entry.attributes {
            graph.says("skos:note", Object::Plain(format!("{name}: {value}")));
        }
        if entry.flags.contains("former") {
            graph.says("owl:deprecated", Object::Typed("true".into(), "xsd:boolean"));
        }
    }
    Some(graph)
}
