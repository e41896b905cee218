//! The room's controlled lists: authorities to which petitions go, competences by which they are assigned. Checked when loaded.

use std::{collections::BTreeMap, sync::LazyLock};

use include_dir::{Dir, include_dir};

use crate::{
    administration::classifiers::{Item, List},
    kernel::{problem::Problem, text::Text},
};

/// Shown with the other classifiers.
pub static CLASSIFIERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/petitions/classifiers");

/// Marks the authorities to which threats are passed.
const LAW_ENFORCEMENT: &str = "lawEnforcement";

fn read(name: &str) -> Result<BTreeMap<String, Item>, String> {
    let file = CLASSIFIERS.get_file(name).and_then(|file| file.contents_utf8()).ok_or_else(|| format!("{name} is not there"))?;
    let list: List = serde_saphyr::from_str(file).map_err(|error| format!("{name}: {error}"))?;
    Ok(list.entries.into_iter().map(|entry| (entry.code.clone(), entry)).collect())
}

static AUTHORITIES: LazyLock<Result<BTreeMap<String, Item>, String>> = LazyLock::new(|| read("authorities.yaml"));
static COMPETENCES: LazyLock<Result<BTreeMap<String, Item>, String>> = LazyLock::new(|| {
    let list = read("petition-competences.yaml")?;
    match list.values().find(|item| !item.attributes.contains_key("lead")) {
        Some(item) => Err(format!("petition-competences.yaml: {} names no lead", item.code)),
        None => Ok(list),
    }
});

/// Who examines petitions of a competence: codes of subdivisions.
#[derive(Debug, Clone)]
pub struct Competence {
    /// Leads.
    pub lead: String,
    /// Contributes.
    pub contributor: Option<String>,
}

/// A competence by its code.
pub fn competence(code: &str) -> Result<Competence, Problem> {
    let list = COMPETENCES.as_ref().map_err(Problem::internal)?;
    let item = list.get(code).ok_or_else(|| not_in_list("/competenceCode"))?;
    let named = |name: &str| item.attributes.get(name).cloned();
    Ok(Competence { lead: named("lead").unwrap_or_default(), contributor: named("contributor") })
}

/// The name of an authority to which a petition may go; `threat`: only law enforcement.
pub fn authority(code: &str, threat: bool) -> Result<Text, Problem> {
    let list = AUTHORITIES.as_ref().map_err(Problem::internal)?;
    let item = list.get(code).ok_or_else(|| not_in_list("/authorityCode"))?;
    if threat && !item.flags.contains(LAW_ENFORCEMENT) {
        return Err(Problem::violation(
            "/authorityCode",
            "not-law-enforcement",
            Text::new(
                "Amenințările se transmit unui organ de drept.",
                "Угрозы передаются правоохранительному органу.",
                "Threats are passed to law enforcement.",
            ),
        ));
    }
    Ok(item.label.clone())
}

fn not_in_list(pointer: &str) -> Problem {
    Problem::violation(
        pointer,
        "not-a-choice",
        Text::new("Nu figurează în clasificator.", "Нет в классификаторе.", "Not in the classifier."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_whole_and_name_subdivisions_that_there_are() {
        let subdivisions = include_str!("../access/subdivisions.yaml");
        for code in COMPETENCES.as_ref().expect("competences").keys() {
            let competence = competence(code).expect("a competence");
            for subdivision in [Some(competence.lead), competence.contributor].into_iter().flatten() {
                assert!(subdivisions.contains(&format!("code: {subdivision},")), "{code}: {subdivision}");
            }
        }
        assert!(authority("IGP", true).is_ok() && authority("ASP", true).is_err() && authority("none", false).is_err());
    }
}
