//! On which line of a YAML file each value stands, so that an error can name it.

use std::{collections::HashMap, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::kernel::violation::below;

/// The line of every value of a file, by JSON pointer.
#[derive(Debug, Default)]
pub struct Lines(HashMap<String, u64>);

impl Lines {
    /// Reads the lines of a file; empty where it is no YAML.
    pub fn of(yaml: &str) -> Self {
        let mut lines = HashMap::from([(String::new(), 1)]);
        if let Ok(root) = serde_saphyr::from_str::<Node>(yaml) {
            root.record("", &mut lines);
        }
        Self(lines)
    }

    /// The line of a pointer, or that of the nearest value around it.
    pub fn at(&self, pointer: &str) -> u64 {
        let mut pointer = pointer;
        loop {
            match (self.0.get(pointer), pointer.rfind('/')) {
                (Some(line), _) => return *line,
                (None, Some(slash)) => pointer = pointer.get(..slash).unwrap_or_default(),
                (None, None) => return 1,
            }
        }
    }
}

/// A value with nothing but its shape.
enum Node {
    Object(Vec<(Spanned<String>, Node)>),
    Array(Vec<Spanned<Node>>),
    Plain,
}

impl Node {
    fn record(&self, pointer: &str, lines: &mut HashMap<String, u64>) {
        match self {
            Self::Object(members) => {
                for (name, node) in members {
                    let at = below(pointer, &name.value);
                    node.record(&at, lines);
                    lines.insert(at, name.referenced.line());
                }
            }
            Self::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let at = below(pointer, index);
                    item.value.record(&at, lines);
                    lines.insert(at, item.referenced.line());
                }
            }
            Self::Plain => {}
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shape;
        impl<'de> Visitor<'de> for Shape {
            type Value = Node;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("any value")
            }
            fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
                Ok(Node::Plain)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
                Ok(Node::Plain)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
                Ok(Node::Plain)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
                Ok(Node::Plain)
            }
            fn visit_str<E>(self, _: &str) -> Result<Node, E> {
                Ok(Node::Plain)
            }
            fn visit_unit<E>(self) -> Result<Node, E> {
                Ok(Node::Plain)
            }
            fn visit_none<E>(self) -> Result<Node, E> {
                Ok(Node::Plain)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
                Node::deserialize(deserializer)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
                let mut nodes = Vec::new();
                while let Some(item) = items.next_element()? {
                    nodes.push(item);
                }
                Ok(Node::Array(nodes))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
                let mut nodes = Vec::new();
                while let Some(name) = members.next_key()? {
                    nodes.push((name, members.next_value()?));
                }
                Ok(Node::Object(nodes))
            }
        }
        deserializer.deserialize_any(Shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_line() {
        let lines = Lines::of("# a comment\ncode: x\nlist:\n  - a: 1\n    b: {c: 2, d/e: 3}\n  - plain\n\nlast: >-\n  folded\n");
        for (pointer, line) in
            [("/code", 2), ("/list", 3), ("/list/0", 4), ("/list/0/a", 4), ("/list/0/b/c", 5), ("/list/0/b/d~1e", 5)]
        {
            assert_eq!(lines.at(pointer), line, "{pointer}");
        }
        assert_eq!(lines.at("/list/1"), 6);
        assert_eq!(lines.at("/last"), 8);
        assert_eq!(lines.at("/list/0/b/absent/deeper"), 5, "the nearest value around it");
        assert_eq!(lines.at("/nowhere"), 1);
    }
}
