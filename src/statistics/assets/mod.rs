//! Semantic assets (G-SEM): the classifiers, the services and the dimensions of statistics as SKOS, and the data structures, with addresses that
//! stay; and the system's own passport for the register of state information systems (G-RSI).

mod services;
mod structures;

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
    /// How many concepts it has, or types.
    pub concepts: usize,
    /// Whether it is a data structure.
    pub structure: bool,
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
        .map(|list| Asset { code: list.code.clone(), title: list.title.clone(), concepts: list.entries.len(), structure: false })
        .collect();
    assets.extend(of_values().map(|(code, dimension)| Asset {
        code,
        title: labels::dimension(dimension),
        concepts: labels::own(dimension).len(),
        structure: false,
    }));
    assets.push(Asset {
        code: services::CODE.into(),
        title: services::title(),
        concepts: catalogue.latest().len(),
        structure: false,
    });
    assets.push(Asset { code: DIMENSIONS.into(), title: title_of_dimensions(), concepts: dimensions().len(), structure: false });
    assets.extend(structures::all().iter().map(|structure| Asset {
        code: structure.code.into(),
        title: structure.title.clone(),
        concepts: structure.types(),
        structure: true,
    }));
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
            let says = one(self, &lists, &code, None).map(|graph| graph.turtle()).unwrap_or_default();
            let schema = self.schema_of_structure(&code, None).unwrap_or_default();
            let sha256 = digest(&SHA256, [says, schema].concat().as_bytes()).as_ref().to_vec();
            let last = known.get(&code);
            if last.is_some_and(|last| last.sha256 == sha256) {
                continue;
            }
            let number = last.map_or(1, |last| last.number + 1);
            let Some(graph) = one(self, &lists, &code, Some((number, today))) else { continue };
            let of = AssetVersion { code: code.clone(), number, issued_on: today, sha256 };
            let schema = self.schema_of_structure(&code, Some(number));
            new.push(NewVersion { of, json_ld: graph.json_ld().to_string(), turtle: graph.turtle(), schema });
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

impl Figures {
    /// The JSON Schema of a data structure; none of what is none.
    fn schema_of_structure(&self, code: &str, version: Option<i32>) -> Option<String> {
        Some(structures::of(code)?.schema(&address_of_schema(self, code, version)).to_string())
    }
}

fn address_of_schema(figures: &Figures, code: &str, version: Option<i32>) -> String {
    let version = version.map(|number| format!("&version={number}")).unwrap_or_default();
    figures.address(&format!("semantic-assets/{code}?format=schema{version}"))
}

/// The JSON Schema of a scheme's codes, out of the statements of a version.
pub fn schema_of_codes(figures: &Figures, code: &str, version: i32, statements: &str) -> Result<String, Problem> {
    let statements = serde_json::from_str(statements).map_err(Problem::internal)?;
    Ok(structures::schema_of_codes(&statements, &address_of_schema(figures, code, Some(version))).to_string())
}

/// One asset as a concept scheme or a structure, with its number and its day if it has them already.
pub fn one(figures: &Figures, lists: &Classifiers, code: &str, version: Option<(i32, NaiveDate)>) -> Option<Graph> {
    let scheme = figures.address(&format!("semantic-assets/{code}"));
    let mut graph = Graph::default();
    let begin = |graph: &mut Graph, title: &Text, source: &str| {
        match structures::of(code) {
            Some(_) => graph.thing(&scheme, "adms:Asset"),
            None => graph.thing(&scheme, "skos:ConceptScheme").says("rdf:type", Object::Word("adms:Asset")),
        };
        graph
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
    if let Some(structure) = structures::of(code) {
        begin(&mut graph, &structure.title, structures::SOURCE);
        structure.statements(&mut graph, &scheme);
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
