//! A template: texts in three languages with declared variables. A variable that is missing, unknown, undeclared, unused or left out of one
//! language is an error that names it, when the template is written or when it is filled in, never a hole in somebody's letter.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::variable::{LANGUAGES, Variable, VariableKind, written};
use crate::kernel::{
    text::{Language, Text},
    violation::{Violation, below},
};

/// The longest text of each part: mail shows about 41 characters of a subject, a short message holds about 300.
pub const LONGEST: [(&str, usize); 3] = [("subject", 120), ("body", 4000), ("short", 300)];

/// How much it matters; `High` passes quiet hours and, at MNotify, the citizen's choice of channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = NotificationPriority)]
pub enum Priority {
    /// Little.
    Low,
    /// As usual.
    #[default]
    Medium,
    /// Urgent.
    High,
}

impl Priority {
    /// As rows write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }

    /// Read back; what is not known is as usual.
    pub fn of_name(name: &str) -> Self {
        match name {
            "Low" => Self::Low,
            "High" => Self::High,
            _ => Self::Medium,
        }
    }
}

/// The texts of a template, or of a notification once the variables stand in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Subject, one line.
    pub subject: Text,
    /// The whole text; blank lines part paragraphs.
    pub body: Text,
    /// For short messages, chats and devices.
    pub short: Text,
}

impl Wording {
    fn parts(&self) -> [(&'static str, &Text); 3] {
        [("subject", &self.subject), ("body", &self.body), ("short", &self.short)]
    }

    fn each(&self, written: impl Fn(&str, Language) -> String) -> Self {
        let each = |text: &Text| {
            let [ro, ru, en] = LANGUAGES.map(|language| written(text.in_language(language), language));
            Text::new(ro, ru, en)
        };
        Self { subject: each(&self.subject), body: each(&self.body), short: each(&self.short) }
    }
}

/// What variables a template declares, by name.
pub type Variables = BTreeMap<String, Variable>;

/// The names between double braces, in the order of the text; a brace that opens and does not close is an error.
fn placeholders(text: &str) -> Result<Vec<&str>, ()> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let inside = &rest[at + 2..];
        let end = inside.find("}}").ok_or(())?;
        let name = &inside[..end];
        if !is_name(name) {
            return Err(());
        }
        names.push(name);
        rest = &inside[end + 2..];
    }
    if rest.contains("}}") { Err(()) } else { Ok(names) }
}

/// A letter, then letters and digits.
pub fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first.is_ascii_lowercase())
        && name.len() <= 40
        && letters.all(|letter| letter.is_ascii_alphanumeric())
}

/// Everything that is wrong with a template.
pub fn check(wording: &Wording, variables: &Variables) -> Vec<Violation> {
    let mut faults = Vec::new();
    for name in variables.keys().filter(|name| !is_name(name)) {
        faults.push(fault(below("/variables", name), "bad-name"));
    }
    let mut used = BTreeSet::new();
    for ((part, text), (_, longest)) in wording.parts().into_iter().zip(LONGEST) {
        let mut each: Vec<BTreeSet<&str>> = Vec::new();
        for language in LANGUAGES {
            let at = format!("/{part}/{}", code(language));
            let text = text.in_language(language);
            if text.trim().is_empty() {
                faults.push(fault(&at, "required"));
            }
            if text.chars().count() > longest {
                faults.push(fault(&at, "too-long"));
            }
            if text.chars().any(|letter| letter.is_control() && (letter != '\n' || part == "subject")) {
                faults.push(fault(&at, "bad-characters"));
            }
            let Ok(names) = placeholders(text) else {
                faults.push(fault(at, "bad-placeholder"));
                continue;
            };
            let names: BTreeSet<&str> = names.into_iter().collect();
            faults.extend(names.iter().filter(|name| !variables.contains_key(**name)).map(|name| undeclared(&at, name)));
            let paragraphs = |name: &&str| variables.get(*name).is_some_and(|variable| variable.kind == VariableKind::Paragraphs);
            if part != "body" && names.iter().any(paragraphs) {
                faults.push(fault(&at, "paragraphs-in-a-line"));
            }
            used.extend(names.iter().copied());
            each.push(names);
        }
        if each.windows(2).any(|pair| pair[0] != pair[1]) {
            faults.push(fault(format!("/{part}"), "languages-differ"));
        }
    }
    for name in variables.keys().filter(|name| !used.contains(name.as_str())) {
        faults.push(fault(below("/variables", name), "unused-variable"));
    }
    faults
}

/// The texts with the values in their places; otherwise every variable that is missing, unknown or of another kind.
pub fn fill(wording: &Wording, variables: &Variables, values: &Map<String, Value>) -> Result<Wording, Vec<Violation>> {
    let mut faults = Vec::new();
    let mut texts: BTreeMap<&str, Text> = BTreeMap::new();
    for (name, variable) in variables {
        match values.get(name) {
            None | Some(Value::Null) => faults.push(fault(below("", name), "missing-variable")),
            Some(value) => match written(variable.kind, value) {
                Some(text) => {
                    texts.insert(name, text);
                }
                None => faults.push(fault(below("", name), "wrong-kind")),
            },
        }
    }
    for name in values.keys().filter(|name| !variables.contains_key(*name)) {
        faults.push(fault(below("", name), "unknown-variable"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(wording.each(|text, language| put(text, &texts, language)))
}

/// Every part that is too long once it is filled in. A template that fits may bring a value that does not: a short message in dozens of
/// parts, a subject that no mail program shows.
pub fn too_long(filled: &Wording) -> Vec<Violation> {
    let long =
        |text: &Text, longest: usize| LANGUAGES.iter().any(|language| text.in_language(*language).chars().count() > longest);
    let parts = filled.parts().into_iter().zip(LONGEST);
    parts
        .filter(|((_, text), (_, longest))| long(text, *longest))
        .map(|((part, _), _)| fault(format!("/{part}"), "too-long-when-filled"))
        .collect()
}

/// The same words with a subject and a short text that fit, ended by an ellipsis; the whole text is never cut. For what the system itself
/// tells: a name that is too long for a line must not keep a decision from being told.
pub fn shortened(filled: Wording) -> Wording {
    let fit = |text: &str, longest: usize| {
        if text.chars().count() <= longest { text.to_owned() } else { text.chars().take(longest - 1).chain(['…']).collect() }
    };
    let each = |text: &Text, longest| Text::new(fit(&text.ro, longest), fit(&text.ru, longest), fit(&text.en, longest));
    Wording { subject: each(&filled.subject, LONGEST[0].1), short: each(&filled.short, LONGEST[2].1), body: filled.body }
}

/// Values stand as they are: a value with braces is refused before, so nothing is filled in twice.
fn put(text: &str, values: &BTreeMap<&str, Text>, language: Language) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("{{") {
        done.push_str(before);
        let Some((name, after)) = inside.split_once("}}") else { break };
        if let Some(value) = values.get(name) {
            done.push_str(value.in_language(language));
        }
        rest = after;
    }
    done.push_str(rest);
    done
}

const fn code(language: Language) -> &'static str {
    match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    }
}

fn undeclared(pointer: &str, name: &str) -> Violation {
    let text = Text::new(
        format!("Variabila {name} nu este declarată."),
        format!("Переменная {name} не объявлена."),
        format!("The variable {name} is not declared."),
    );
    Violation::new(pointer, "unknown-variable", text)
}

fn fault(pointer: impl Into<String>, code: &'static str) -> Violation {
    let (ro, ru, en) = match code {
        "missing-variable" => {
            ("Șablonul cere această variabilă.", "Шаблон требует эту переменную.", "The template asks for this variable.")
        }
        "unknown-variable" => (
            "Șablonul nu cunoaște această variabilă.",
            "Шаблон не знает этой переменной.",
            "The template knows no such variable.",
        ),
        "wrong-kind" => (
            "Valoarea nu este de felul declarat al variabilei.",
            "Значение не того вида, который объявлен для переменной.",
            "The value is not of the variable's declared kind.",
        ),
        "unused-variable" => (
            "Variabila este declarată, dar niciun text nu o folosește.",
            "Переменная объявлена, но ни один текст её не использует.",
            "The variable is declared, but no text uses it.",
        ),
        "languages-differ" => (
            "Textele celor trei limbi nu folosesc aceleași variabile.",
            "Тексты на трёх языках используют разные переменные.",
            "The texts of the three languages do not use the same variables.",
        ),
        "bad-placeholder" => ("O variabilă se scrie {{nume}}.", "Переменная пишется {{имя}}.", "A variable is written {{name}}."),
        "bad-name" => (
            "Numele unei variabile începe cu literă mică și are numai litere și cifre.",
            "Имя переменной начинается со строчной буквы и состоит из букв и цифр.",
            "A variable's name begins with a small letter and has letters and digits only.",
        ),
        "bad-characters" => (
            "Textul conține caractere de control.",
            "Текст содержит управляющие символы.",
            "The text contains control characters.",
        ),
        "paragraphs-in-a-line" => (
            "O variabilă de felul Paragraphs stă numai în textul întreg (body).",
            "Переменная вида Paragraphs стоит только в полном тексте (body).",
            "A variable of the kind Paragraphs stands in the whole text (body) only.",
        ),
        "too-long-when-filled" => (
            "Cu aceste valori, subiectul are peste 120 de caractere, textul scurt peste 300 sau textul întreg peste 4000.",
            "С этими значениями тема длиннее 120 знаков, короткий текст длиннее 300 или полный текст длиннее 4000.",
            "With these values the subject is over 120 characters, the short text over 300, or the whole text over 4000.",
        ),
        "too-long" => ("Textul este prea lung.", "Текст слишком длинный.", "The text is too long."),
        _ => ("Textul lipsește.", "Текст отсутствует.", "The text is missing."),
    };
    Violation::new(pointer, code, Text::new(ro, ru, en))
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;
