//! CKAN's own types, as far as we use them.

use serde::{Deserialize, Serialize};

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
            && wanted.tags.iter().all(|tag| self.tags.contains(tag))
            && wanted.extras.iter().all(|extra| self.extras.contains(extra))
    }
}

/// A keyword.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "CKAN's words")]
pub struct Tag {
    pub name: String,
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
