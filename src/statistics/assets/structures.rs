//! The data structures in which the system gives out what it keeps (G-SEM): each with its members as statements and as a JSON Schema, out of
//! the very types that the contract publishes.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::{
    documents::routes::IssuedDocument,
    kernel::{http::shape::components_of, text::Text},
    payments::view::Order,
    persons::person::Person,
    petitions::wire::Petition,
    requests::wire::Request,
    services::rules::definition::ServiceDefinition,
    statistics::{
        rdf::{Graph, Object},
        rules::indicator::Indicator,
    },
};

/// Where structures are from.
pub const SOURCE: &str = "The system's contract (OpenAPI); Concept, par. 25";

/// A data structure.
pub struct Structure {
    /// The code of the asset.
    pub code: &'static str,
    /// Its name.
    pub title: Text,
    /// The type that it begins with.
    root: String,
    /// It and all that it refers to, by name.
    parts: BTreeMap<String, Value>,
}

static ALL: LazyLock<Vec<Arc<Structure>>> = LazyLock::new(|| {
    let of = |code, ro, ru, en, (root, parts): (String, BTreeMap<String, Value>)| {
        Arc::new(Structure { code, title: Text::new(ro, ru, en), root, parts })
    };
    vec![
        of(
            "structure-indicator",
            "Indicator statistic",
            "Статистический показатель",
            "Statistical indicator",
            parts::<Indicator>(),
        ),
        of("structure-issued-document", "Document emis", "Выданный документ", "Issued document", parts::<IssuedDocument>()),
        of("structure-order", "Notă de plată", "Платёжное поручение", "Order of fees", parts::<Order>()),
        of("structure-person", "Persoană în evidență", "Лицо на учёте", "Person on record", parts::<Person>()),
        of("structure-petition", "Petiție", "Петиция", "Petition", parts::<Petition>()),
        of("structure-request", "Cerere de serviciu", "Обращение за услугой", "Service request", parts::<Request>()),
        of("structure-service", "Serviciu public", "Публичная услуга", "Public service", parts::<ServiceDefinition>()),
    ]
});

fn parts<T: ToSchema>() -> (String, BTreeMap<String, Value>) {
    (T::name().into_owned(), components_of::<T>())
}

/// All, by code.
pub fn all() -> &'static [Arc<Structure>] {
    &ALL
}

/// The one of a code.
pub fn of(code: &str) -> Option<&'static Structure> {
    ALL.iter().find(|structure| structure.code == code).map(Arc::as_ref)
}

impl Structure {
    /// How many types it is made of.
    pub fn types(&self) -> usize {
        self.parts.len()
    }

    /// As a JSON Schema (2020-12) that stands by itself under this address.
    pub fn schema(&self, address: &str) -> Value {
        let mut parts = json!(self.parts);
        turn_references(&mut parts);
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address,
            "title": self.title.ro, "description": self.title.en,
            "$ref": format!("#/$defs/{}", self.root), "$defs": parts,
        })
    }

    /// Its types and their members, each under an address.
    pub fn statements(&self, graph: &mut Graph, scheme: &str) {
        let at = |name: &str| format!("{scheme}#{name}");
        graph.points("dct:subject", at(&self.root));
        for (name, schema) in &self.parts {
            graph
                .thing(at(name), "rdfs:Class")
                .points("rdfs:isDefinedBy", scheme)
                .says("rdfs:label", Object::Plain(name.clone()));
            comment(graph, schema);
            for code in codes(schema) {
                graph.says("skos:notation", Object::Plain(code.to_owned()));
            }
            for (member, of_member) in schema["properties"].as_object().into_iter().flatten() {
                graph
                    .thing(at(&format!("{name}.{member}")), "rdf:Property")
                    .points("rdfs:isDefinedBy", scheme)
                    .points("rdfs:domain", at(name))
                    .says("rdfs:label", Object::Plain(member.clone()));
                comment(graph, of_member);
                match range(of_member) {
                    Some(Range::Type(name)) => graph.points("rdfs:range", at(name)),
                    Some(Range::Value(word)) => graph.says("rdfs:range", Object::Word(word)),
                    None => graph,
                };
            }
        }
    }
}

fn comment(graph: &mut Graph, schema: &Value) {
    if let Some(said) = schema["description"].as_str() {
        graph.says("rdfs:comment", Object::Said(said.to_owned(), "en"));
    }
}

/// The codes of an enumeration.
fn codes(schema: &Value) -> impl Iterator<Item = &str> {
    let listed = schema["enum"].as_array().into_iter().flatten();
    listed
        .chain(schema["oneOf"].as_array().into_iter().flatten().flat_map(|one| one["enum"].as_array().into_iter().flatten()))
        .filter_map(Value::as_str)
}

enum Range<'a> {
    Type(&'a str),
    Value(&'static str),
}

/// What a member holds: a type of the structure or a value; of many, what each is.
fn range(schema: &Value) -> Option<Range<'_>> {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        return Some(Range::Type(name));
    }
    match schema["type"].as_str() {
        Some("array") => range(&schema["items"]),
        Some("boolean") => Some(Range::Value("xsd:boolean")),
        Some("integer") => Some(Range::Value("xsd:integer")),
        Some("number") => Some(Range::Value("xsd:decimal")),
        Some("string") => Some(Range::Value(match schema["format"].as_str() {
            Some("date") => "xsd:date",
            Some("date-time") => "xsd:dateTime",
            Some("uri") => "xsd:anyURI",
            _ => "xsd:string",
        })),
        _ => schema["allOf"].as_array().and_then(|all| all.first()).and_then(range),
    }
}

/// References point into the schema itself.
fn turn_references(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                match member {
                    Value::String(to) if name == "$ref" => *to = to.replace("#/components/schemas/", "#/$defs/"),
                    other => turn_references(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(turn_references),
        _ => {}
    }
}

/// The codes of a scheme of concepts as a JSON Schema, out of its statements: each code with its name in Romanian and in English.
pub fn schema_of_codes(scheme: &Value, address: &str) -> Value {
    let graph = scheme["@graph"].as_array().map(Vec::as_slice).unwrap_or_default();
    let said = |node: &Value, property: &str, language: &str| {
        let texts = node[property].as_array().into_iter().flatten();
        texts.filter(|text| text["@language"] == language).find_map(|text| text["@value"].as_str().map(str::to_owned))
    };
    let concepts = graph.iter().filter_map(|node| {
        let code = node["skos:notation"][0].as_str()?;
        let mut one = Map::from_iter([("const".to_owned(), json!(code))]);
        for (member, language) in [("title", "ro"), ("description", "en")] {
            one.extend(said(node, "skos:prefLabel", language).map(|text| (member.to_owned(), json!(text))));
        }
        if node.get("owl:deprecated").is_some() {
            one.insert("deprecated".into(), json!(true));
        }
        Some(Value::Object(one))
    });
    let title = graph.first().and_then(|scheme| said(scheme, "dct:title", "ro")).unwrap_or_default();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address,
        "title": title, "type": "string", "oneOf": concepts.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_structure_stands_by_itself() {
        for structure in all() {
            let schema = structure.schema("https://migratie.invalid/x");
            let text = schema.to_string();
            assert!(!text.contains("#/components/"), "{}", structure.code);
            for reference in text.split("\"$ref\":\"#/$defs/").skip(1) {
                let name = reference.split('"').next().expect("a name");
                assert!(schema["$defs"].get(name).is_some(), "{name} of {}", structure.code);
            }
            crate::kernel::http::shape::Shape::of(&schema).unwrap_or_else(|fault| panic!("{}: {fault}", structure.code));
        }
        assert!(all().is_sorted_by_key(|structure| structure.code));
    }

    #[test]
    fn a_schema_takes_what_it_describes_and_refuses_what_it_does_not() {
        let schema = of("structure-issued-document").expect("a structure").schema("https://migratie.invalid/x");
        let shape = crate::kernel::http::shape::Shape::of(&schema).expect("a schema");
        let example = schema["$defs"]["IssuedDocument"]["required"].as_array().expect("members").len();
        assert_eq!(shape.violations(&json!({}), "").len(), example, "each required member is missed");
        let codes = json!({ "@graph": [{ "dct:title": [{ "@value": "Sex", "@language": "ro" }] }, { "skos:notation": ["M"] }] });
        let codes =
            crate::kernel::http::shape::Shape::of(&schema_of_codes(&codes, "https://migratie.invalid/y")).expect("a schema");
        assert!(codes.violations(&json!("M"), "").is_empty() && !codes.violations(&json!("Q"), "").is_empty());
    }
}
