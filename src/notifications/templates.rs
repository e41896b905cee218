//! The system's own templates: one file a text under `templates/`, checked when read. A fault names file and place, and the program does not
//! start with one.

use std::{collections::BTreeMap, sync::LazyLock};

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::{
    rules::template::{Priority, Variables, Wording, check},
    topics,
};
use crate::kernel::text::Text;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/notifications/templates");

/// A template of the system.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its code, which is also the kind of the message in the cabinet.
    pub code: String,
    /// What recipients subscribe to.
    pub topic: String,
    /// How much it matters.
    pub priority: Priority,
    /// What it wants to know.
    pub variables: Variables,
    /// What it says.
    pub wording: Wording,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    code: String,
    topic: String,
    #[serde(default)]
    priority: Priority,
    #[serde(default)]
    variables: Variables,
    subject: Text,
    body: Text,
    short: Text,
}

/// Why the templates cannot be used: file and fault.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("notifications/templates/{file}: {fault}")]
pub struct TemplateFault {
    /// Which file.
    pub file: String,
    /// What is wrong in it.
    pub fault: String,
}

/// By code.
type Known = BTreeMap<String, Template>;

static KNOWN: LazyLock<Result<Known, Vec<TemplateFault>>> = LazyLock::new(|| {
    let files = FILES.files().map(|file| (file.path().display().to_string(), file.contents_utf8().unwrap_or("\u{0}")));
    read(files)
});

/// Everything wrong with the shipped templates; asked when the program starts.
pub fn checked() -> Result<&'static Known, &'static [TemplateFault]> {
    KNOWN.as_ref().map_err(Vec::as_slice)
}

/// One by its code.
pub fn find(code: &str) -> Option<&'static Template> {
    KNOWN.as_ref().ok()?.get(code)
}

fn read<'a>(files: impl Iterator<Item = (String, &'a str)>) -> Result<Known, Vec<TemplateFault>> {
    let (mut known, mut faults) = (Known::new(), Vec::new());
    for (file, yaml) in files {
        let written: Written = match serde_saphyr::from_str(yaml) {
            Ok(written) => written,
            Err(error) => {
                faults.push(TemplateFault { file, fault: error.to_string() });
                continue;
            }
        };
        let wording = Wording { subject: written.subject, body: written.body, short: written.short };
        let told = |fault: String| TemplateFault { file: file.clone(), fault };
        faults.extend(
            check(&wording, &written.variables)
                .into_iter()
                .map(|wrong| told(format!("{} {}: {}", wrong.pointer, wrong.code, wrong.message.en))),
        );
        if topics::find(&written.topic).is_none() {
            faults.push(told(format!("/topic unknown-topic: {}", written.topic)));
        }
        let code = written.code;
        let template = Template {
            code: code.clone(),
            topic: written.topic,
            priority: written.priority,
            variables: written.variables,
            wording,
        };
        if known.insert(code.clone(), template).is_some() {
            faults.push(TemplateFault { file, fault: format!("/code already-exists: {code}") });
        }
    }
    if faults.is_empty() { Ok(known) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "
code: A
topic: Requests
variables: { number: { kind: Text, about: x } }
subject: { ro: \"{{number}}\", ru: \"{{number}}\", en: \"{{number}}\" }
body: { ro: a, ru: b, en: c }
short: { ro: a, ru: b, en: c }
";

    fn faults(files: &[(&str, &str)]) -> Vec<String> {
        let files = files.iter().map(|(file, yaml)| ((*file).to_owned(), *yaml));
        read(files).expect_err("faults").iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_shipped_templates_have_no_fault() {
        assert_eq!(checked().err(), None);
        for template in checked().expect("checked").values() {
            assert!(template.code.chars().next().is_some_and(|first| first.is_ascii_uppercase()), "{}", template.code);
        }
    }

    #[test]
    fn a_fault_names_its_file_and_place() {
        assert!(read([("a.yaml".to_owned(), GOOD)].into_iter()).is_ok());
        assert_eq!(faults(&[("a.yaml", GOOD), ("b.yaml", GOOD)]), ["notifications/templates/b.yaml: /code already-exists: A"]);
        let wrong = GOOD.replace("en: \"{{number}}\"", "en: \"{{nubmer}}\"").replace("Requests", "Nothing");
        assert_eq!(
            faults(&[("c.yaml", &wrong)]),
            [
                "notifications/templates/c.yaml: /subject/en unknown-variable: The variable nubmer is not declared.",
                "notifications/templates/c.yaml: /subject languages-differ: The texts of the three languages do not use the same variables.",
                "notifications/templates/c.yaml: /topic unknown-topic: Nothing",
            ]
        );
        let misspelt = faults(&[("d.yaml", &GOOD.replace("short:", "shrot:"))]);
        assert!(misspelt[0].starts_with("notifications/templates/d.yaml: ") && misspelt[0].contains("shrot"), "{misspelt:?}");
    }
}
