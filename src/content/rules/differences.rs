//! What changed between two versions: the places of the texts and fields, with what stood there before and after.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::kernel::violation::below;

/// One place that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// JSON pointer into the content.
    pub pointer: String,
    /// What stood there; none where nothing did.
    pub before: Option<Value>,
    /// What stands there now; none where nothing does.
    pub after: Option<Value>,
}

/// The places where two contents differ, in their order.
pub fn between(before: &Value, after: &Value) -> Vec<Difference> {
    let (old, new) = (leaves(before), leaves(after));
    let mut places: Vec<&String> = old.keys().chain(new.keys()).collect();
    places.sort_unstable();
    places.dedup();
    places
        .into_iter()
        .filter(|place| old.get(*place) != new.get(*place))
        .map(|place| Difference { pointer: place.clone(), before: old.get(place).cloned(), after: new.get(place).cloned() })
        .collect()
}

/// Every value that is no object and no list, by its place; an empty object or list stands for itself.
fn leaves(value: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    gather(value, String::new(), &mut found);
    found
}

fn gather(value: &Value, at: String, found: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            members.iter().for_each(|(name, value)| gather(value, below(&at, name), found));
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().enumerate().for_each(|(index, item)| gather(item, below(&at, index), found));
        }
        Value::Object(_) | Value::Array(_) if at.matches('/').count() <= 1 => {}
        leaf => {
            found.insert(at, leaf.clone());
        }
    }
}

/// The beginnings of the places, as people name them (`title`, `body`, `fields`).
pub fn parts(differences: &[Difference]) -> Vec<String> {
    let mut parts: Vec<String> = differences.iter().filter_map(|one| one.pointer.split('/').nth(1)).map(str::to_owned).collect();
    parts.dedup();
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn changed_added_and_removed_places_are_told() {
        let before = json!({ "title": { "ro": "a", "ru": "б" }, "fields": { "year": 2025 }, "attachments": [] });
        let after = json!({ "title": { "ro": "b", "ru": "б" }, "fields": {}, "lead": { "ro": "c" }, "attachments": [] });
        let found = between(&before, &after);
        let places: Vec<_> = found.iter().map(|one| one.pointer.as_str()).collect();
        assert_eq!(places, ["/fields/year", "/lead/ro", "/title/ro"]);
        assert_eq!(found[2].before, Some(json!("a")));
        assert_eq!(found[0].after, None);
        assert_eq!(parts(&found), ["fields", "lead", "title"]);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![any::<i32>().prop_map(Value::from), "[a-z]{0,4}".prop_map(Value::from)];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z]{1,3}", inner, 1..4).prop_map(|members| members.into_iter().collect::<Value>()),
            ]
        })
    }

    proptest! {
        /// Nothing differs from itself, and a difference read backwards is the difference the other way.
        #[test]
        fn a_difference_has_two_sides(one in any_json(), two in any_json()) {
            prop_assert!(between(&one, &one).is_empty());
            let there = between(&one, &two);
            let back = between(&two, &one);
            prop_assert_eq!(there.len(), back.len());
            for (a, b) in there.iter().zip(&back) {
                prop_assert_eq!((&a.pointer, &a.before, &a.after), (&b.pointer, &b.after, &b.before));
            }
        }
    }
}
