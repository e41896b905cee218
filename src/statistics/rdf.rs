//! Statements about things with addresses (RDF), written as JSON-LD and as Turtle: the same statements in either form.

use std::{collections::BTreeMap, fmt::Write};

use serde_json::{Map, Value, json};

use crate::kernel::text::Text;

/// The inspectorate, by the address that stands for it: who publishes, and who gives the services.
pub const INSPECTORATE: &str = "https://igm.gov.md/#igm";

/// Prefixes of the vocabularies used here.
const PREFIXES: [(&str, &str); 10] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Prefixes that stand only where they are used: what was published without them stays byte for byte.
const RARE: [(&str, &str); 3] = [
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
];

/// The end of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// Something with an address.
    Thing(String),
    /// A word of a vocabulary, with its prefix.
    Word(&'static str),
    /// A text in a language.
    Said(String, &'static str),
    /// A value of a type.
    Typed(String, &'static str),
    /// A plain text.
    Plain(String),
}

/// Statements, by what they are about.
#[derive(Debug, Default)]
pub struct Graph {
    things: Vec<(String, Vec<(&'static str, Object)>)>,
}

impl Graph {
    /// Begins to speak of something: what kind of thing it is.
    pub fn thing(&mut self, address: impl Into<String>, kind: &'static str) -> &mut Self {
        self.things.push((address.into(), vec![("rdf:type", Object::Word(kind))]));
        self
    }

    /// Says something of the last thing.
    pub fn says(&mut self, property: &'static str, object: Object) -> &mut Self {
        if let Some((_, said)) = self.things.last_mut() {
            said.push((property, object));
        }
        self
    }

    /// Says a text in the three languages.
    pub fn text(&mut self, property: &'static str, text: &Text) -> &mut Self {
        for (said, language) in [(&text.ro, "ro"), (&text.ru, "ru"), (&text.en, "en")] {
            self.says(property, Object::Said(said.clone(), language));
        }
        self
    }

    /// Points at another thing.
    pub fn points(&mut self, property: &'static str, address: impl Into<String>) -> &mut Self {
        self.says(property, Object::Thing(address.into()))
    }

    /// The prefixes that it has.
    fn prefixes(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let words = || {
            self.things.iter().flat_map(|(_, said)| said).flat_map(|(property, object)| match object {
                Object::Word(word) => [*property, *word],
                _ => [*property, ""],
            })
        };
        let used = move |name: &str| words().any(|word| word.split_once(':').is_some_and(|(prefix, _)| prefix == name));
        PREFIXES.into_iter().chain(RARE.into_iter().filter(move |(name, _)| used(name)))
    }

    /// As JSON-LD 1.1, with prefixes.
    pub fn json_ld(&self) -> Value {
        let mut context: Map<String, Value> = self.prefixes().map(|(name, at)| (name.to_owned(), json!(at))).collect();
        // What a thing is has a word of its own here (`@type`).
        if !self
            .things
            .iter()
            .flat_map(|(_, said)| said)
            .any(|(_, object)| matches!(object, Object::Word(word) if word.starts_with("rdf:")))
        {
            context.remove("rdf");
        }
        let graph: Vec<Value> = self.things.iter().map(|(address, said)| node(address, said)).collect();
        json!({ "@context": context, "@graph": graph })
    }

    /// As Turtle.
    pub fn turtle(&self) -> String {
        let mut out = String::new();
        // Writing to a String cannot fail.
        for (name, at) in self.prefixes() {
            let _ = writeln!(out, "@prefix {name}: <{at}> .");
        }
        for (address, said) in &self.things {
            let _ = write!(out, "\n<{address}>");
            for (at, (property, object)) in said.iter().enumerate() {
                let property = if *property == "rdf:type" { "a" } else { property };
                let end = if at + 1 == said.len() { " ." } else { " ;" };
                let _ = write!(out, "\n  {property} {}{end}", in_turtle(object));
            }
            out.push('\n');
        }
        out
    }
}

fn node(address: &str, said: &[(&'static str, Object)]) -> Value {
    let mut members: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut kinds = Vec::new();
    for (property, object) in said {
        let value = match object {
            Object::Word(word) if *property == "rdf:type" => {
                kinds.push(json!(word));
                continue;
            }
            Object::Thing(address) => json!({ "@id": address }),
            Object::Word(word) => json!({ "@id": word }),
            Object::Said(text, language) => json!({ "@value": text, "@language": language }),
            Object::Typed(text, kind) => json!({ "@value": text, "@type": kind }),
            Object::Plain(text) => json!(text),
        };
        members.entry(property).or_default().push(value);
    }
    let mut node = Map::from_iter([("@id".to_owned(), json!(address)), ("@type".to_owned(), json!(kinds))]);
    node.extend(members.into_iter().map(|(property, values)| (property.to_owned(), json!(values))));
    Value::Object(node)
}

fn in_turtle(object: &Object) -> String {
    match object {
        Object::Thing(address) => format!("<{address}>"),
        Object::Word(word) => (*word).to_owned(),
        Object::Said(text, language) => format!("{}@{language}", quoted(text)),
        Object::Typed(text, kind) => format!("{}^^{kind}", quoted(text)),
        Object::Plain(text) => quoted(text),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// The form in which statements are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub enum RdfFormat {
    /// JSON-LD.
    #[default]
    #[serde(rename = "jsonld")]
    JsonLd,
    /// Turtle.
    #[serde(rename = "turtle")]
    Turtle,
}

impl RdfFormat {
    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::JsonLd => "application/ld+json",
            Self::Turtle => "text/turtle",
        }
    }

    /// Statements in this form.
    pub fn write(self, graph: &Graph) -> Vec<u8> {
        match self {
            Self::JsonLd => graph.json_ld().to_string().into_bytes(),
            Self::Turtle => graph.turtle().into_bytes(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_say_the_same_and_quote_what_must_be() {
        let mut graph = Graph::default();
        graph.thing("https://x/a", "skos:Concept").text("skos:prefLabel", &Text::new("zis „așa\"", "б\\в", "c\nd"));
        graph.points("skos:inScheme", "https://x/");
        let turtle = graph.turtle();
        assert!(turtle.contains("<https://x/a>\n  a skos:Concept ;\n  skos:prefLabel \"zis „așa\\\"\"@ro ;"), "{turtle}");
        assert!(turtle.contains("\"б\\\\в\"@ru") && turtle.contains("\"c\\nd\"@en") && turtle.ends_with("<https://x/> .\n"));
        let json = graph.json_ld();
        assert_eq!(json["@graph"][0]["@type"], json!(["skos:Concept"]));
        assert_eq!(json["@graph"][0]["skos:inScheme"], json!([{ "@id": "https://x/" }]));
        assert_eq!(json["@graph"][0]["skos:prefLabel"][0], json!({ "@value": "zis „așa\"", "@language": "ro" }));
    }
}
