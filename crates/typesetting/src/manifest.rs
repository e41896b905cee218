//! What a template says of itself: the YAML file beside it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The language an act is written in (ISO 639-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Romanian.
    #[default]
    Ro,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// A title in the three languages of the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Romanian; printed on the act.
    pub ro: String,
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

/// What makes the act authentic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Authentication {
    /// A person signs it, through MSign.
    Person,
    /// The inspectorate's electronic seal: decided without a human.
    Seal,
    /// Nothing: a copy for information.
    Plain,
}

/// How the days of a term are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TermUnit {
    /// Days of the calendar.
    Days,
    /// Working days.
    WorkingDays,
}

/// A length of time given by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// How many, 1 to 3650.
    pub length: u16,
    /// Of what.
    pub unit: TermUnit,
}

impl Term {
    /// As written in an act: `o zi`, `15 zile`, `30 de zile`, `10 zile lucrătoare`.
    pub fn in_romanian(self) -> String {
        let working = match self.unit {
            TermUnit::Days => "",
            TermUnit::WorkingDays => " lucrătoare",
        };
        match self.length {
            1 => format!("o zi{}", working),
            length if (1..20).contains(&(length % 100)) => format!("{length} zile{working}"),
            length => format!("{length} de zile{working}"),
        }
    }
}

/// Where and until when a decision can be contested. Starting values: law changes, so whoever issues an act may give
/// others in its data, under `appeal`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// The body that hears the appeal, as printed.
    pub body: String,
    /// The term, counted from the day the act was served.
    pub term: Term,
    /// The paragraphs printed on the act, prior petition included where the law asks for one.
    pub wording: Vec<String>,
}

/// What a template is, who authenticates its acts, and which data it needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Manifest {
    /// The template's code, which is also its file name.
    pub code: String,
    /// The code of the kind of document in the classifier of issued documents.
    pub document_type: String,
    /// The title, printed and in the document's properties.
    pub title: Names,
    /// The language the act is written in.
    pub language: Language,
    /// The series its numbers come from.
    pub series: String,
    /// What makes it authentic.
    pub authentication: Authentication,
    /// For decisions only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
    /// The rows of the requirements register it answers to.
    pub basis: Vec<String>,
    /// JSON Schema of its data; the shared members of `letterhead.yaml` are added when it is loaded.
    pub data: Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_read_as_romanian() {
        let written = |length, unit| Term { length, unit }.in_romanian();
        assert_eq!(written(1, TermUnit::Days), "o zi");
        assert_eq!(written(15, TermUnit::Days), "15 zile");
        assert_eq!(written(20, TermUnit::Days), "20 de zile");
        assert_eq!(written(30, TermUnit::Days), "30 de zile");
        assert_eq!(written(115, TermUnit::Days), "115 zile");
        assert_eq!(written(10, TermUnit::WorkingDays), "10 zile lucrătoare");
        assert_eq!(written(30, TermUnit::WorkingDays), "30 de zile lucrătoare");
    }
}
