//! Links from what was made to where it is read (OpenAPI links), read off the paths: a stateful tester walks along them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Gives every 201 without links of its own one to the operation that reads what was made: the record below the path, else the list at
/// the path, else the record above it.
pub fn link(paths: &mut BTreeMap<String, Map<String, Value>>, components: &BTreeMap<String, Value>) {
    let found: Vec<(String, Value)> = paths
        .iter()
        .filter_map(|(path, item)| {
            let made = item.get("post")?["responses"].get("201")?;
            made.get("links").is_none().then(|| reader(paths, components, path, made))?.map(|link| (path.clone(), link))
        })
        .collect();
    for (path, link) in found {
        if let Some(made) = paths.get_mut(&path).and_then(|item| item.get_mut("post")) {
            made["responses"]["201"]["links"] = json!({ "read": link });
        }
    }
}

fn reader(
    paths: &BTreeMap<String, Map<String, Value>>,
    components: &BTreeMap<String, Value>,
    path: &str,
    made: &Value,
) -> Option<Value> {
    let id_of = |path: &str| paths.get(path)?.get("get")?["operationId"].as_str().map(str::to_owned);
    let own: Map<String, Value> =
        parameters(path).map(|name| (name.to_owned(), format!("$request.path.{name}").into())).collect();
    let below = paths.keys().find_map(|other| {
        let name = other.strip_prefix(path)?.strip_prefix("/{")?.strip_suffix('}')?;
        let member = [name, "id", "code"].into_iter().find(|member| has_member(made, member, components))?;
        Some((id_of(other)?, name, member))
    });
    if let Some((id, name, member)) = below {
        let mut given = own;
        given.insert(name.to_owned(), format!("$response.body#/{member}").into());
        return Some(json!({ "operationId": id, "parameters": given }));
    }
    let parent = path.rsplit_once('/').map(|(parent, _)| parent).unwrap_or_default();
    let id = id_of(path).or_else(|| id_of(parent))?;
    Some(if own.is_empty() { json!({ "operationId": id }) } else { json!({ "operationId": id, "parameters": own }) })
}

fn parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn has_member(made: &Value, member: &str, components: &BTreeMap<String, Value>) -> bool {
    let schema = &made["content"]["application/json"]["schema"];
    let name = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next());
    name.and_then(|name| components.get(name)).is_some_and(|schema| !schema["properties"][member].is_null())
}
