//! What the fields of types and their choices are called, in three languages: for editors' forms and for visitors.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use serde_json::Value;

use crate::kernel::text::Text;

/// What a field is called, or one of its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The field: its name, below those of the fields that it is part of (`decisions/number`). Lists do not count.
    pub path: String,
    /// The choice, where it is one that is called so.
    pub choice: Option<String>,
    /// What it is called.
    pub text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    fields: BTreeMap<String, [String; 3]>,
    choices: BTreeMap<String, [String; 3]>,
}

static KNOWN: LazyLock<Result<Known, String>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("../labels.yaml")).map_err(|error| error.to_string()));

/// The schema that a schema refers to, with its name; itself where it refers to none.
pub fn resolved<'a>(schema: &'a Value, whole: &'a Value) -> (&'a Value, Option<&'a str>) {
    let named = schema["$ref"].as_str().and_then(|named| named.strip_prefix("#/$defs/"));
    (named.map_or(schema, |named| &whole["$defs"][named]), named)
}

/// Everything in a type's fields with what it is called; or what is called nothing, by name.
pub fn of_type(kind: &str, fields: &Value) -> Result<Vec<Label>, Vec<String>> {
    let known = KNOWN.as_ref().map_err(|error| vec![format!("src/content/labels.yaml: {error}")])?;
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    walk(&Walk { kind, known, whole: fields }, fields, "", &mut found, &mut missing);
    if missing.is_empty() { Ok(found) } else { Err(missing) }
}

struct Walk<'a> {
    kind: &'a str,
    known: &'a Known,
    whole: &'a Value,
}

/// By type and path, otherwise by the name alone.
fn called(names: &BTreeMap<String, [String; 3]>, kind: &str, path: &str) -> Option<Text> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let [ro, ru, en] = names.get(&format!("{kind}/{path}")).or_else(|| names.get(name))?;
    Some(Text::new(ro, ru, en))
}

fn walk(walk_of: &Walk<'_>, schema: &Value, path: &str, found: &mut Vec<Label>, missing: &mut Vec<String>) {
    let (schema, named) = resolved(schema, walk_of.whole);
    // A text's members are its languages.
    if named == Some("text") {
        return;
    }
    for choice in schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        match called(&walk_of.known.choices, walk_of.kind, &format!("{path}/{choice}")) {
            Some(text) => found.push(Label { path: path.to_owned(), choice: Some(choice.to_owned()), text }),
            None => missing.push(format!("{path}/{choice}")),
        }
    }
    if schema["items"].is_object() {
        walk(walk_of, &schema["items"], path, found, missing);
    }
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        match called(&walk_of.known.fields, walk_of.kind, &path) {
            Some(text) => found.push(Label { path: path.clone(), choice: None, text }),
            None => missing.push(path.clone()),
        }
        walk(walk_of, field, &path, found, missing);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::content::rules::structure::Structure;

    #[test]
    fn fields_and_choices_are_called_by_their_place_and_every_label_is_used() {
        let structure = Structure::shipped().unwrap_or_else(|faults| panic!("{faults:?}"));
        let label = |kind: &str, path: &str, choice: Option<&str>| {
            structure.item_type(kind).and_then(|kind| kind.label(path, choice)).map(|text| text.en.clone()).expect("a label")
        };
        assert_eq!(label("event", "decisions/number", None), "Number");
        assert_eq!(label("event", "kind", Some("PressConference")), "Press conference");
        assert_eq!(
            (label("leader", "name", None), label("project", "results", None)),
            ("Name".into(), "Expected results".into())
        );
        let known = KNOWN.as_ref().expect("the labels");
        let used = |name: &str, choice: bool| {
            let last = name.rsplit('/').next().unwrap_or(name);
            structure.types.iter().flat_map(|kind| &kind.labels).any(|label| {
                if choice { label.choice.as_deref() == Some(last) } else { label.path.rsplit('/').next() == Some(last) }
            })
        };
        let unused: Vec<&String> = known.fields.keys().filter(|name| !used(name, false)).collect();
        assert_eq!(unused, Vec::<&String>::new());
        let unused: Vec<&String> = known.choices.keys().filter(|name| !used(name, true)).collect();
        assert_eq!(unused, Vec::<&String>::new());
    }

    #[test]
    fn what_is_called_nothing_is_told() {
        let fields = json!({ "properties": { "year": {}, "nameless": { "enum": ["Strange"] } } });
        assert_eq!(of_type("page", &fields), Err(vec!["nameless".into(), "nameless/Strange".into()]));
    }
}
