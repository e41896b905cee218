//! The catalogue of open data in the vocabulary of portals (DCAT-AP 3).

use super::{DatasetFormat, LICENCE};
use crate::{
    kernel::text::Text,
    statistics::{
        Figures,
        open::Opened,
        rdf::{Graph, Object},
    },
};

const PUBLISHER: &str = "https://igm.gov.md/";
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// Everything that is offered, with the newest release of each data set.
pub fn catalog(figures: &Figures, offered: &[&Opened]) -> Graph {
    let mut graph = Graph::default();
    let own = figures.address("open-data-catalog");
    graph
        .thing(&own, "dcat:Catalog")
        .text("dct:title", &Text::new("Date deschise privind migrația", "Открытые данные о миграции", "Open data on migration"))
        .text(
            "dct:description",
            &Text::new(
                "Datele statistice ale Inspectoratului General pentru Migrație; valorile mici sunt protejate.",
                "Статистические данные Генерального инспектората по миграции; малые значения защищены.",
                "Statistics of the General Inspectorate for Migration; small numbers are protected.",
            ),
        )
        .points("dct:publisher", PUBLISHER)
        .points("dct:license", LICENCE)
        .points("foaf:homepage", PUBLISHER);
    for opened in offered {
        graph.points("dcat:dataset", dataset(figures, opened));
    }
    graph.thing(PUBLISHER, "foaf:Agent").text(
        "foaf:name",
        &Text::new(
            "Inspectoratul General pentru Migrație",
            "Генеральный инспекторат по миграции",
            "General Inspectorate for Migration",
        ),
    );
    let contact = format!("{own}#contact");
    graph
        .thing(&contact, "vcard:Organization")
        .says("vcard:fn", Object::Plain("Inspectoratul General pentru Migrație".into()))
        .points("vcard:hasEmail", "mailto:migratie@mai.gov.md");
    for opened in offered {
        one(&mut graph, figures, opened, &contact);
    }
    graph
}

fn dataset(figures: &Figures, opened: &Opened) -> String {
    figures.address(&format!("datasets/{}", opened.indicator().code))
}

fn one(graph: &mut Graph, figures: &Figures, opened: &Opened, contact: &str) {
    let (indicator, release, address) = (opened.indicator(), &opened.release, dataset(figures, opened));
    graph
        .thing(&address, "dcat:Dataset")
        .text("dct:title", &indicator.title)
        .text("dct:description", &indicator.definition)
        .says("dct:identifier", Object::Plain(indicator.code.clone()))
        .points("dct:publisher", PUBLISHER)
        .points("dcat:contactPoint", contact)
        .points("dct:accessRights", format!("{AUTHORITY}/access-right/PUBLIC"))
        .points("dct:accrualPeriodicity", format!("{AUTHORITY}/frequency/WEEKLY"))
        .points("dcat:theme", format!("{AUTHORITY}/data-theme/SOCI"))
        .points("dct:language", format!("{AUTHORITY}/language/RON"))
        .points("dct:spatial", format!("{AUTHORITY}/country/MDA"))
        .points("dct:conformsTo", format!("{address}/schema"))
        .says("dct:modified", Object::Typed(release.created_at.to_rfc3339(), "xsd:dateTime"))
        .says("dcat:version", Object::Plain(release.number.to_string()));
    for (word, language) in [("migrație", "ro"), ("миграция", "ru"), ("migration", "en")] {
        graph.says("dcat:keyword", Object::Said(word.into(), language));
    }
    for format in DatasetFormat::ALL {
        graph.points("dcat:distribution", format!("{address}#{}", format.code()));
    }
    for format in DatasetFormat::ALL {
        let content = format!("{address}/content?format={}", format.code());
        graph
            .thing(format!("{address}#{}", format.code()), "dcat:Distribution")
            .says("dct:title", Object::Plain(format!("{} ({})", indicator.title.ro, format.name())))
            .points("dcat:accessURL", &content)
            .points("dcat:downloadURL", &content)
            .points("dct:format", format!("{AUTHORITY}/file-type/{}", if format == DatasetFormat::Csv { "CSV" } else { "JSON" }))
            .points("dct:license", LICENCE)
            .points("dct:conformsTo", format!("{address}/schema"));
        // JSON lines are registered nowhere: there is no address for their media type.
        if format != DatasetFormat::Ndjson {
            graph.points("dcat:mediaType", format!("https://www.iana.org/assignments/media-types/{}", format.media()));
        }
    }
}
