//! Classifiers: controlled, dated lists of codes with their names in three languages (C-10.7).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tariff::Dated;
use crate::kernel::text::Text;

/// A controlled list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Classifier {
    /// Its code.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60, examples("countries"))]
    pub code: String,
    /// Its name.
    pub title: Text,
    /// Where its content comes from.
    #[schema(min_length = 1, max_length = 1000)]
    pub source: String,
    /// An example, to be replaced before the system is used in earnest.
    #[serde(default)]
    pub sample: bool,
    /// Its entries.
    #[schema(min_items = 1, max_items = 5000)]
    pub entries: Vec<ClassifierEntry>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClassifierEntry {
    /// What is kept.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length = 60, examples("MDA"))]
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
    pub attributes: BTreeMap<String, String>,
    /// Marks, such as `former` of a state that is no more or `undisclosed` of a legal ground withheld from the person.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    #[schema(max_items = 10)]
    pub flags: BTreeSet<String>,
}

impl Dated for ClassifierEntry {
    fn period(&self) -> (NaiveDate, Option<NaiveDate>) {
        (self.valid_from.unwrap_or(NaiveDate::MIN), self.valid_to)
    }
}

/// All classifiers, found by code.
#[derive(Debug, Clone, Default)]
pub struct Classifiers(BTreeMap<String, Indexed>);

#[derive(Debug, Clone)]
struct Indexed {
    list: Classifier,
    at: HashMap<String, usize>,
}

impl Classifiers {
    /// Of these lists; of two with one code, the later.
    pub fn new(lists: impl IntoIterator<Item = Classifier>) -> Self {
        let indexed = |list: Classifier| {
            let at = list.entries.iter().enumerate().map(|(at, entry)| (entry.code.clone(), at)).collect();
            (list.code.clone(), Indexed { list, at })
        };
        Self(lists.into_iter().map(indexed).collect())
    }

    /// A list.
    pub fn get(&self, classifier: &str) -> Option<&Classifier> {
        self.0.get(classifier).map(|indexed| &indexed.list)
    }

    /// Every list.
    pub fn iter(&self) -> impl Iterator<Item = &Classifier> {
        self.0.values().map(|indexed| &indexed.list)
    }

    /// An entry, in force or not.
    pub fn entry(&self, classifier: &str, code: &str) -> Option<&ClassifierEntry> {
        let indexed = self.0.get(classifier)?;
        indexed.at.get(code).and_then(|at| indexed.list.entries.get(*at))
    }

    /// Whether the list has the code, in force on this day.
    pub fn in_force(&self, classifier: &str, code: &str, day: NaiveDate) -> bool {
        self.entry(classifier, code).is_some_and(|entry| entry.in_force(day))
    }

    /// Whether the code can be given as a country. Former states are those marked `former`; codes that are no country, `special`.
    pub fn is_country(&self, code: &str, former: bool, special: bool, day: NaiveDate) -> bool {
        self.entry(COUNTRIES, code).is_some_and(|entry| {
            if entry.flags.contains("former") {
                former
            } else {
                entry.in_force(day) && (special || !entry.flags.contains("special"))
            }
        })
    }

    /// The codes of a list in force on this day, in its order.
    pub fn codes(&self, classifier: &str, day: NaiveDate) -> Vec<&str> {
        let entries = self.get(classifier).map(|list| list.entries.as_slice()).unwrap_or_default();
        entries.iter().filter(|entry| entry.in_force(day)).map(|entry| entry.code.as_str()).collect()
    }
}

/// Code of the classifier of countries.
pub const COUNTRIES: &str = "countries";
/// Code of the classifier of templates of issued documents.
pub const TEMPLATES: &str = "document-templates";
/// Code of the classifier of kinds of relation.
pub const RELATIONS: &str = "relations";
