//! The catalogue of open data in the vocabulary of portals (DCAT-AP 3).

use super::{DatasetFormat, LICENCE};
use crate::{
    kernel::text::Text,
    statistics::{
        Figures, labels,
        open::Opened,
        rdf::{Graph, INSPECTORATE, Object},
    },
};

const HOMEPAGE: &str = "https://igm.gov.md/";
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types";
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
        .points("dct:publisher", INSPECTORATE)
        .points("dct:license", LICENCE)
        .points("foaf:homepage", HOMEPAGE);
    for opened in offered {
        graph.points("dcat:dataset", dataset(figures, opened));
    }
    graph.thing(INSPECTORATE, "foaf:Agent").text(
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
    referred_to(&mut graph);
    graph
}

/// What the addresses of others stand for: the profile asks for the class of each, and not every portal loads the vocabularies.
fn referred_to(graph: &mut Graph) {
    graph.thing(LICENCE, "dct:LicenseDocument").thing(HOMEPAGE, "foaf:Document");
    for (word, class) in [
        ("access-right/PUBLIC", "dct:RightsStatement"),
        ("frequency/WEEKLY", "dct:Frequency"),
        ("language/RON", "dct:LinguisticSystem"),
        ("country/MDA", "dct:Location"),
        ("file-type/CSV", "dct:MediaTypeOrExtent"),
        ("file-type/JSON", "dct:MediaTypeOrExtent"),
    ] {
        graph.thing(format!("{AUTHORITY}/{word}"), class);
    }
    graph
        .thing(format!("{AUTHORITY}/data-theme/SOCI"), "skos:Concept")
        .text("skos:prefLabel", &Text::new("Populație și societate", "Население и общество", "Population and society"));
    for format in DatasetFormat::ALL {
        if let Some(registered) = media_type(format) {
            graph.thing(registered, "dct:MediaType");
        }
    }
}

/// The address of a format's media type; JSON lines are registered nowhere.
fn media_type(format: DatasetFormat) -> Option<String> {
    (format != DatasetFormat::Ndjson).then(|| format!("{MEDIA_TYPES}/{}", format.media()))
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
        .points("dct:publisher", INSPECTORATE)
        .points("dcat:contactPoint", contact)
        .points("dct:accessRights", format!("{AUTHORITY}/access-right/PUBLIC"))
        .points("dct:accrualPeriodicity", format!("{AUTHORITY}/frequency/WEEKLY"))
        .points("dcat:theme", format!("{AUTHORITY}/data-theme/SOCI"))
        .points("dct:language", format!("{AUTHORITY}/language/RON"))
        .points("dct:spatial", format!("{AUTHORITY}/country/MDA"))
        .points("dct:conformsTo", format!("{address}/schema"))
        .says("dct:modified", Object::Typed(release.created_at.to_rfc3339(), "xsd:dateTime"))
        .says("dcat:version", Object::Plain(release.number.to_string()))
        .text(
            "adms:versionNotes",
            &Text::new(
                format!(
                    "Cifrele cunoscute la {}: {} rânduri adăugate, {} eliminate, {} schimbate",
                    release.known_on, release.added, release.removed, release.changed
                ),
                format!(
                    "Данные, известные на {}: строк добавлено {}, удалено {}, изменено {}",
                    release.known_on, release.added, release.removed, release.changed
                ),
                format!(
                    "Figures as known on {}: {} rows added, {} removed, {} changed",
                    release.known_on, release.added, release.removed, release.changed
                ),
            ),
        );
    let subjects = indicator.open_dimensions();
    let words = subjects.iter().map(|dimension| labels::dimension(*dimension));
    for word in words.chain([Text::new("migrație", "миграция", "migration")]) {
        graph.text("dcat:keyword", &word);
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
            .points("dct:conformsTo", format!("{address}/schema"))
            .says("dct:modified", Object::Typed(release.created_at.to_rfc3339(), "xsd:dateTime"));
        if let Some(registered) = media_type(format) {
            graph.points("dcat:mediaType", registered);
        }
    }
    graph.thing(format!("{address}/schema"), "dct:Standard").text("dct:title", &indicator.title);
}
