//! The services of the catalogue as a scheme of concepts that are public services too (CPSV-AP): every one that was ever published, as its latest
//! version says it, so that the codes in old figures have their names.

use crate::{
    kernel::text::Text,
    services::Catalogue,
    statistics::{
        Figures,
        rdf::{Graph, INSPECTORATE, Object},
    },
};

/// The code of the asset.
pub const CODE: &str = "services";
/// Where codes and names are from.
pub const SOURCE: &str = "The system's catalogue of services";

/// Its name.
pub fn title() -> Text {
    Text::new("Serviciile publice", "Публичные услуги", "Public services")
}

/// A concept for each service.
pub fn concepts(graph: &mut Graph, figures: &Figures, catalogue: &Catalogue, scheme: &str) {
    for service in catalogue.latest() {
        let texts = &service.definition.texts;
        graph
            .thing(format!("{scheme}#{}", service.code), "skos:Concept")
            .says("rdf:type", Object::Word("cpsv:PublicService"))
            .points("skos:inScheme", scheme)
            .points("skos:topConceptOf", scheme)
            .says("skos:notation", Object::Plain(service.code.clone()))
            .text("skos:prefLabel", &texts.title)
            .says("dct:identifier", Object::Plain(service.code.clone()))
            .text("dct:title", &texts.title)
            .text("dct:description", &texts.description)
            .points("cv:hasCompetentAuthority", INSPECTORATE)
            .points("foaf:page", figures.address(&format!("services/{}", service.code)))
            .says("owl:versionInfo", Object::Plain(service.version.to_string()));
        if service.withdrawn_at.is_some() {
            graph.says("owl:deprecated", Object::Typed("true".into(), "xsd:boolean"));
        }
    }
}
