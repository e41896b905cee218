//! Semantic assets (G-SEM): the classifiers, the services and the dimensions of statistics as SKOS, with addresses that stay; and the system's own
//! passport for the register of state information systems (G-RSI).

mod services;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use aws_lc_rs::digest::{SHA256, digest};
use chrono::NaiveDate;
use serde_json::Value;

use super::{
    Figures, labels,
    open::locked,
    rdf::{Graph, Object},
    rules::fact::{Dimension, Subject},
    store::assets::{self, AssetVersion, NewVersion},
};
use crate::{
    kernel::{problem::Problem, text::Text},
    services::{Catalogue, rules::classifier::Classifiers},
};

/// The version of the program.
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

/// The dimensions that have values by themselves, each a scheme of its own.
fn of_values() -> impl Iterator<Item = (String, Dimension)> {
    let own = dimensions().into_iter().filter(|dimension| !labels::own(*dimension).is_empty());
    own.filter_map(|dimension| labels::asset(dimension).map(|code| (code, dimension)))
}

fn title_of_dimensions() -> Text {
    Text::new("Dimensiunile statisticii", "Измерения статистики", "Dimensions of statistics")
}

/// Everything that is offered, by code.
pub fn all(catalogue: &Catalogue) -> Vec<Asset> {
    let lists = catalogue.classifiers();
    let mut assets: Vec<Asset> = lists
        .iter()
        .map(|list| Asset { code: list.code.clone(), title: list.title.clone(), concepts: list.entries.len() })
        .collect();
    assets.extend(of_values().map(|(code, dimension)| Asset {
        code,
        title: labels::dimension(dimension),
        concepts: labels::own(dimension).len(),
    }));
    assets.push(Asset { code: services::CODE.into(), title: services::title(), concepts: catalogue.latest().len() });
    assets.push(Asset { code: DIMENSIONS.into(), title: title_of_dimensions(), concepts: dimensions().len() });
    assets.sort_by(|one, other| one.code.cmp(&other.code));
    assets
}

impl Figures {
    /// Writes further versions of the assets that say something else than their last ones. Looks only when the classifiers were
    /// read anew, or the services.
    pub async fn issue_assets(&self) -> Result<(), Problem> {
        let (lists, stamp) = (self.catalogue.classifiers(), self.catalogue.stamp());
        if locked(&self.kept.issued).as_ref().is_some_and(|(issued, at)| Arc::ptr_eq(issued, &lists) && *at == stamp) {
            return Ok(());
        }
        let known: BTreeMap<String, AssetVersion> = self
            .door
            .open(|conn, _| assets::latest(conn))
            .await?
            .into_iter()
            .map(|version| (version.code.clone(), version))
            .collect();
        let today = self.today();
        let mut new = Vec::new();
        for Asset { code, .. } in all(&self.catalogue) {
            let says = |version| one(self, &lists, &code, version).map(|graph| graph.turtle());
            let sha256 = digest(&SHA256, says(None).unwrap_or_default().as_bytes()).as_ref().to_vec();
            let last = known.get(&code);
            if last.is_some_and(|last| last.sha256 == sha256) {
                continue;
            }
            let number = last.map_or(1, |last| last.number + 1);
            let Some(graph) = one(self, &lists, &code, Some((number, today))) else { continue };
            let of = AssetVersion { code: code.clone(), number, issued_on: today, sha256 };
            new.push(NewVersion { of, json_ld: graph.json_ld().to_string(), turtle: graph.turtle() });
        }
        if !new.is_empty() {
            self.door
                .by_system("issueSemanticAssets", move |unit| new.iter().try_for_each(|new| assets::insert(unit, new)))
                .await?;
        }
        // What was kept of them may be of the version before.
        self.kept.memory.clear();
        *locked(&self.kept.issued) = Some((lists, stamp));
        Ok(())
    }
}

/// One asset as a concept scheme, with its number and its day if it has them already.
pub fn one(figures: &Figures, lists: &Classifiers, code: &str, version: Option<(i32, NaiveDate)>) -> Option<Graph> {
    let scheme = figures.address(&format!("semantic-assets/{code}"));
    let mut graph = Graph::default();
    let begin = |graph: &mut Graph, title: &Text, source: &str| {
        graph
            .thing(&scheme, "skos:ConceptScheme")
            .says("rdf:type", Object::Word("adms:Asset"))
            .text("dct:title", title)
            .says("dct:source", Object::Plain(source.to_owned()))
            .points("dct:publisher", "https://igm.gov.md/")
            .points("dct:license", super::datasets::LICENCE);
        if let Some((number, issued_on)) = version {
            graph
                .says("owl:versionInfo", Object::Plain(number.to_string()))
                .says("dct:issued", Object::Typed(issued_on.to_string(), "xsd:date"));
            if number > 1 {
                graph.points("adms:prev", format!("{scheme}?version={}", number - 1));
            }
        }
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
            if let Some(list) = labels::asset(dimension) {
                graph.points("dct:conformsTo", figures.address(&format!("semantic-assets/{list}")));
            }
        }
        return Some(graph);
    }
    if code == services::CODE {
        begin(&mut graph, &services::title(), services::SOURCE);
        services::concepts(&mut graph, figures, &figures.catalogue, &scheme);
        return Some(graph);
    }
    if let Some((_, dimension)) = of_values().find(|(known, _)| known == code) {
        begin(&mut graph, &labels::dimension(dimension), "Concept, par. 2; facts 6.3");
        for value in labels::own(dimension) {
            graph
                .thing(format!("{scheme}#{}", value.replace('+', "-and-over")), "skos:Concept")
                .points("skos:inScheme", &scheme)
                .points("skos:topConceptOf", &scheme)
                .says("skos:notation", Object::Plain(value.clone()))
                .text("skos:prefLabel", &labels::own_value(value));
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
