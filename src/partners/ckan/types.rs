//! CKAN's own types, as far as we use them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::partners::settings::HttpSettings;

/// How the portal is reached.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CkanSettings {
    /// The address under which `api/3/action` lies, for example `https://date.gov.md/ckan`.
    pub http: HttpSettings,
    /// The key of our account there.
    pub api_key: String,
    /// The name or id of our organisation there.
    pub organisation: String,
}

impl std::fmt::Debug for CkanSettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("CkanSettings").field("organisation", &self.organisation).finish_non_exhaustive()
    }
}

/// The state of a package that everybody sees.
pub const ACTIVE: &str = "active";
/// The state of one that was taken away: it has its name still, and comes back by being made active.
pub const DELETED: &str = "deleted";

/// A data set at the portal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "CKAN's words")]
pub struct Package {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub name: String,
    pub title: String,
    pub notes: String,
    pub owner_org: String,
    pub author: String,
    pub author_email: String,
    pub license_id: String,
    pub version: String,
    pub url: String,
    pub private: bool,
    pub state: String,
    pub tags: Vec<Tag>,
    pub extras: Vec<Extra>,
    pub resources: Vec<Resource>,
}

impl Package {
    /// Whether nothing has to be patched. Ids, order of tags and what the portal adds do not count; the organisation may be named by its id.
    pub fn says_the_same_as(&self, wanted: &Self) -> bool {
        let words = |one: &Self| {
            [&one.title, &one.notes, &one.author, &one.author_email, &one.license_id, &one.version, &one.url].map(Clone::clone)
        };
        words(self) == words(wanted)
            && self.private == wanted.private
            && self.state == wanted.state
            && wanted.tags.iter().all(|tag| self.tags.iter().any(|known| known.name == tag.name))
            && wanted.extras.iter().all(|extra| self.extras.contains(extra))
    }

    /// Itself with the keywords and the further facts that others gave to the one that is there: a patch replaces whole lists.
    #[must_use]
    pub fn beside(&self, there: &Self) -> Self {
        let mut merged = self.clone();
        merged.tags = there.tags.clone();
        merged.tags.extend(self.tags.iter().filter(|tag| there.tags.iter().all(|known| known.name != tag.name)).cloned());
        let others = there.extras.iter().filter(|extra| self.extras.iter().all(|own| own.key != extra.key));
        merged.extras = others.chain(&self.extras).cloned().collect();
        merged
    }
}

/// A keyword.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "CKAN's words")]
pub struct Tag {
    pub name: String,
    /// What else the portal has of it, such as its vocabulary: sent back as it came.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Tag {
    /// A free keyword.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), more: Map::new() }
    }
}

/// A further fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "CKAN's words")]
pub struct Extra {
    pub key: String,
    pub value: String,
}

/// A file of a data set: an address of ours.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "CKAN's words")]
pub struct Resource {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub name: String,
    pub url: String,
    pub format: String,
    pub mimetype: String,
    pub description: String,
    pub hash: String,
    pub last_modified: String,
}

impl Resource {
    /// Whether nothing has to be patched.
    pub fn says_the_same_as(&self, wanted: &Self) -> bool {
        let words = |one: &Self| [&one.name, &one.url, &one.format, &one.mimetype, &one.description, &one.hash].map(Clone::clone);
        words(self) == words(wanted)
    }
}
