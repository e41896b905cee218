//! Classifiers (C-10.7): controlled lists of codes, read from folders of YAML when the program starts and answered from memory.
//! Each answer is made once and has its strong ETag, so that a client who has it pays one comparison.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::grounds,
    kernel::{
        http::reply::{Reply, Stored},
        problem::Problem,
        text::Text,
    },
};

/// The lists of this room.
pub static OWN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/administration/classifiers");
/// The list to which the grounds that the door accepts belong.
const LEGAL_GROUNDS: &str = "legal-grounds";

/// A classifier with its entries.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ClassifierDocument)]
pub struct List {
    /// Its code.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60, examples("countries"))]
    pub code: String,
    /// Its name.
    pub title: Text,
    /// Where its content comes from.
    #[schema(max_length = 1000, examples("ISO 3166-1 alpha-3"))]
    pub source: String,
    /// An example, to be replaced before the system is used in earnest.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub sample: bool,
    /// Its entries, in the order in which people expect them.
    #[schema(max_items = 5000)]
    pub entries: Vec<Item>,
}

/// An entry of a classifier.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ClassifierItem)]
pub struct Item {
    /// What is kept.
    #[schema(max_length = 64, examples("MDA"))]
    pub code: String,
    /// What people see.
    pub label: Text,
    /// First day; none is always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// Last day; none is still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Other codes and facts, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    pub attributes: BTreeMap<String, String>,
    /// Marks, such as `former` of a state that is no more.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    #[schema(required = false, max_items = 10)]
    pub flags: BTreeSet<String>,
}

/// All classifiers, without their entries.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClassifierList {
    /// The classifiers.
    #[schema(max_items = 200)]
    pub classifiers: Vec<ClassifierSummary>,
}

/// A classifier without its entries.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClassifierSummary {
    /// Its code.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60, examples("countries"))]
    pub code: String,
    /// Its name.
    pub title: Text,
    /// How many entries it has.
    #[schema(minimum = 0, maximum = 5000, examples(249))]
    pub entries: usize,
}

/// Why the classifiers cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ClassifierFault {
    /// Not the shape that is expected.
    #[error("{0}: {1}")]
    Unreadable(String, String),
    /// A code that stands twice, as a list or inside one.
    #[error("{0}: {1} is there twice")]
    Twice(String, String),
    /// The answers cannot be written.
    #[error("the classifiers cannot be written")]
    Unwritable,
}

/// The answers, ready.
pub struct Classifiers {
    all: Stored,
    by_code: BTreeMap<String, Stored>,
}

impl Classifiers {
    /// Reads the lists of these folders.
    pub fn read(folders: &[&Dir<'_>]) -> Result<Self, ClassifierFault> {
        let mut lists: BTreeMap<String, List> = BTreeMap::new();
        for file in folders.iter().flat_map(|folder| folder.files()) {
            let name = file.path().display().to_string();
            if !name.ends_with(".yaml") {
                continue;
            }
            let unreadable = |why: String| ClassifierFault::Unreadable(name.clone(), why);
            let text = file.contents_utf8().ok_or_else(|| unreadable("is not UTF-8".into()))?;
            let mut list: List = serde_saphyr::from_str(text).map_err(|error| unreadable(error.to_string()))?;
            if list.code == LEGAL_GROUNDS {
                with_accepted_grounds(&mut list);
            }
            let mut codes = BTreeSet::new();
            if let Some(twice) = list.entries.iter().find(|entry| !codes.insert(&entry.code)) {
                return Err(ClassifierFault::Twice(name, twice.code.clone()));
            }
            if let Some(other) = lists.insert(list.code.clone(), list) {
                return Err(ClassifierFault::Twice(name, other.code));
            }
        }
        let summaries = lists.values().map(|list| ClassifierSummary {
            code: list.code.clone(),
            title: list.title.clone(),
            entries: list.entries.len(),
        });
        let all = ready(&ClassifierList { classifiers: summaries.collect() })?;
        let by_code = lists.iter().map(|(code, list)| Ok((code.clone(), ready(list)?))).collect::<Result<_, _>>()?;
        Ok(Self { all, by_code })
    }

    /// The answer that lists them.
    pub fn all(&self) -> Reply<ClassifierList> {
        Reply::again(self.all.clone())
    }

    /// The answer that gives one.
    pub fn one(&self, code: &str) -> Result<Reply<List>, Problem> {
        self.by_code.get(code).cloned().map(Reply::again).ok_or_else(Problem::not_found)
    }
}

fn ready<T: Serialize>(body: &T) -> Result<Stored, ClassifierFault> {
    Reply::<T>::plain(body).map(|reply| reply.stored().clone()).map_err(|_| ClassifierFault::Unwritable)
}

/// What the door accepts as a legal ground is what the list shows.
fn with_accepted_grounds(list: &mut List) {
    for ground in grounds::all() {
        if !list.entries.iter().any(|entry| entry.code == ground.code) {
            list.entries.push(Item {
                code: ground.code.clone(),
                label: ground.text.clone(),
                valid_from: None,
                valid_to: None,
                attributes: [("act".to_owned(), ground.act.clone())].into(),
                flags: ground.undisclosed.then(|| "undisclosed".to_owned()).into_iter().collect(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::policy::Role;

    #[test]
    fn every_role_has_a_name_and_every_name_a_role() {
        let list: List = serde_saphyr::from_str(include_str!("classifiers/roles.yaml")).expect("roles");
        for entry in &list.entries {
            serde_json::from_value::<Role>(entry.code.clone().into()).unwrap_or_else(|_| panic!("{} is no role", entry.code));
        }
        let schema = serde_json::to_value(<Role as utoipa::PartialSchema>::schema()).expect("a schema");
        assert_eq!(schema["enum"].as_array().map(Vec::len), Some(list.entries.len()));
    }

    #[test]
    fn a_folder_with_one_list_twice_is_refused() {
        assert!(matches!(Classifiers::read(&[&OWN, &OWN]), Err(ClassifierFault::Twice(..))));
    }
}
