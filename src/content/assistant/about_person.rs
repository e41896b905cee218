//! Whether a question is about a person: then it is not answered at all, whatever is published (R-44, Law 133/2011). Told by the form of
//! identifiers, by asking where somebody's case stands, and by names.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::content::{rules::restricted, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    cases: Vec<String>,
    states: Vec<String>,
    whose: Vec<String>,
    how: Vec<String>,
    titles: Vec<String>,
    whereabouts: Vec<String>,
}

static LISTS: LazyLock<Result<Lists, String>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("about_person.yaml")).map_err(|error| error.to_string()));

/// A word as it was written, and folded.
struct Word<'a> {
    written: &'a str,
    folded: String,
}

/// Whether a question is about a person. `is_known` says of a folded word whether anything published holds it: a name does not.
pub fn is_about_person(question: &str, is_known: impl Fn(&str) -> bool) -> bool {
    let Ok(lists) = LISTS.as_ref() else { return true };
    if !restricted::find(question).is_empty() || has_long_number(question) {
        return true;
    }
    let split = question.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<Word<'_>> =
        split.map(|written| Word { written, folded: words::words(written).into_iter().next().unwrap_or_default() }).collect();
    let begins = |list: &[String]| words.iter().any(|word| list.iter().any(|start| word.folded.starts_with(start.as_str())));
    let holds = |list: &[String]| words.iter().any(|word| list.contains(&word.folded));
    if holds(&lists.whereabouts) {
        return true;
    }
    // A name: a capital letter and small ones, or capitals alone, as passports write surnames; and nothing that is published knows the word.
    let name = |word: &Word<'_>| {
        let mut letters = word.written.chars();
        let begins = letters.next().is_some_and(char::is_uppercase);
        let small = letters.clone().count() >= 1 && letters.clone().all(char::is_lowercase);
        let capitals = letters.clone().count() >= 2 && letters.all(char::is_uppercase);
        begins && (small || capitals) && !is_known(&word.folded)
    };
    if words.windows(2).any(|pair| name(&pair[0]) && name(&pair[1])) {
        return true;
    }
    if words.windows(2).any(|pair| lists.titles.contains(&pair[0].folded) && name(&pair[1])) {
        return true;
    }
    let asks_how = holds(&lists.how);
    begins(&lists.states) && begins(&lists.cases) && !asks_how && (holds(&lists.whose) || words.iter().skip(1).any(name))
}

/// Thirteen digits are meant as an IDNP, whatever the check digit; and a registration number is somebody's.
fn has_long_number(question: &str) -> bool {
    let runs = question.split(|letter: char| !letter.is_ascii_digit() && letter != '-' && letter != '/');
    let mut runs = runs.map(|run| run.chars().filter(char::is_ascii_digit).count());
    runs.any(|digits| digits >= 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(question: &str) -> bool {
        let known = ["moldova", "republica", "chisinau", "general", "migratie", "ukraine", "молдове", "украины"];
        is_about_person(question, |word| known.contains(&word))
    }

    #[test]
    fn questions_about_a_case_or_a_person_are_recognised() {
        for question in [
            "2004000123455",
            "ce decizie s-a luat, IDNP 2004000123456",
            "cererea INV-2026-0000123",
            "care e stadiul dosarului sotiei mele",
            "is my application approved?",
            "статус дела моей жены",
            "unde locuiește Ion",
            "adresa lui Emre Yilmaz",
            "has Mr. Smith a permit",
            "what is the status of Ivan's request",
            "adresa lui URSU Nicolae",
            "dl POPESCU are permis?",
            "телефон ИВАНОВА Пётр",
            "has SMITH John a permit",
        ] {
            assert!(about(question), "{question}");
        }
    }

    #[test]
    fn questions_about_the_law_are_not() {
        for question in [
            "Cum obțin statut de apatrid?",
            "cum aflu stadiul cererii mele",
            "how do I check the status of my application",
            "lost my permit what now",
            "Republica Moldova permis de sedere",
            "extend my visa",
            "как узнать статус заявления",
            "0800 01527",
            "legea 200/2010",
            "unde e biroul IGM",
            "работает ли BMA в субботу",
        ] {
            assert!(!about(question), "{question}");
        }
    }
}
