//! Topics: the kinds of notification that a recipient subscribes to (Annex 2, 17.2). A file, checked when it is read.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::kernel::text::Text;

/// A kind of notification that a recipient subscribes to.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Topic {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Whether a recipient may do without it.
    pub optional: bool,
    /// Whether senders may use it; the others are the system's own.
    pub for_senders: bool,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| serde_saphyr::from_str(include_str!("topics.yaml")).unwrap_or_default());

/// All of them.
pub fn all() -> &'static [Topic] {
    &TOPICS
}

/// One by its code.
pub fn find(code: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.code == code)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_topics_are_read_and_none_is_there_twice() {
        let codes: std::collections::BTreeSet<_> = super::all().iter().map(|topic| &topic.code).collect();
        assert!(codes.len() >= 8);
        assert_eq!(codes.len(), super::all().len());
    }
}
