//! Names as documents give them, and what can be wrong with them (group 2).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::required;
use crate::persons::wording::Findings;

/// Names as the person's own document gives them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonNames {
    /// Surname (numele) in its original script.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Țurcan"))]
    pub surname: Option<String>,
    /// Why there is no surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname_absent: Option<NameAbsence>,
    /// Given names (prenumele) in their original script.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Iulia"))]
    pub given_names: Option<String>,
    /// Why there are no given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_names_absent: Option<NameAbsence>,
    /// Patronymic (prenumele tatălui).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Ion"))]
    pub patronymic: Option<String>,
    /// The same in Latin script, as travel documents print it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latin: Option<LatinNames>,
}

/// Names in Latin script.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LatinNames {
    /// Surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("TURCAN"))]
    pub surname: Option<String>,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("IULIA"))]
    pub given_names: Option<String>,
    /// Patronymic.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("ION"))]
    pub patronymic: Option<String>,
}

/// Why a part of the name is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum NameAbsence {
    /// The person has none (mononym).
    None,
    /// The document does not state it.
    NotStated,
    /// It is not known yet.
    Unknown,
}

/// What another name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OtherNameKind {
    /// Name at birth.
    Birth,
    /// Borne formerly.
    Former,
    /// Used beside the official one.
    Alias,
    /// The same name in another spelling.
    Spelling,
}

/// A name of another time or in another spelling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OtherName {
    /// What it is.
    pub kind: OtherNameKind,
    /// Surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Цуркан"))]
    pub surname: Option<String>,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Юлия"))]
    pub given_names: Option<String>,
    /// Patronymic.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Ивановна"))]
    pub patronymic: Option<String>,
}

impl PersonNames {
    pub(super) fn faults(&self, at: &str, found: &mut Findings) {
        let latin = self.latin.clone().unwrap_or_default();
        for (name, text) in [
            ("surname", &self.surname),
            ("givenNames", &self.given_names),
            ("patronymic", &self.patronymic),
            ("latin/surname", &latin.surname),
            ("latin/givenNames", &latin.given_names),
            ("latin/patronymic", &latin.patronymic),
        ] {
            found.name(&format!("{at}/{name}"), text.as_ref());
            let foreign = |sign: char| {
                sign.is_alphabetic() && !matches!(sign, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
            };
            if name.starts_with("latin/") && text.as_ref().is_some_and(|text| text.chars().any(foreign)) {
                found.add(
                    format!("{at}/{name}"),
                    "not-latin",
                    "Se admit numai litere latine.",
                    "Допускаются только латинские буквы.",
                    "Only Latin letters are allowed.",
                );
            }
        }
        for (name, part, absence) in
            [("surname", &self.surname, self.surname_absent), ("givenNames", &self.given_names, self.given_names_absent)]
        {
            match (part, absence) {
                (None, None) => required(found, format!("{at}/{name}")),
                (Some(_), Some(_)) => found.add(
                    format!("{at}/{name}Absent"),
                    "contradicts",
                    "Numele este indicat, deci nu poate lipsi.",
                    "Имя указано, значит, оно не отсутствует.",
                    "The name is given, so it cannot be absent.",
                ),
                _ => {}
            }
        }
        if self.surname.is_none()
            && self.given_names.is_none()
            && self.surname_absent.is_some()
            && self.given_names_absent.is_some()
        {
            found.add(
                format!("{at}/surname"),
                "no-name",
                "Cel puțin numele sau prenumele este obligatoriu.",
                "Обязательна хотя бы фамилия или имя.",
                "At least a surname or given names are required.",
            );
        }
    }
}
