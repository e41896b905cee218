//! Sections and types as data, checked when loaded; a fault names its file and line.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::labels::{self, Label};
use crate::{
    kernel::{
        content::ContentType,
        http::shape::Shape,
        term::{LONGEST, TermLength},
        text::Text,
    },
    services::rules::lines::Lines,
};

/// A section of what is published.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its code.
    pub code: String,
    /// The section it is part of.
    pub parent: Option<String>,
    /// The paragraph of the regulation that asks for it.
    pub paragraph: String,
    /// Its name.
    pub name: Text,
    /// Who supplies, at first: a subdivision's code.
    pub owner: String,
    /// Whose administrators publish, at first.
    pub administrator: String,
    /// Whether every subdivision may supply.
    pub open: bool,
    /// How often it is to be brought up to date, at first.
    pub term: TermLength,
    /// The types of items that it takes.
    pub types: Vec<String>,
}

/// Whether a text belongs to a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Need {
    /// It is asked for.
    Required,
    /// It may be there.
    #[default]
    Optional,
}

/// Since when and for how long a publication term runs.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TermRule {
    /// Holds only where this field is there.
    pub when: Option<String>,
    /// The field with the instant from which it runs; the publication request otherwise.
    pub from: Option<String>,
    #[serde(flatten)]
    length: Length,
}

/// `TermLength` refuses unknown members, which `flatten` cannot have.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Length {
    count: u32,
    unit: crate::kernel::term::TermUnit,
}

impl TermRule {
    /// How long.
    pub fn length(&self) -> TermLength {
        TermLength::new(self.length.count, self.length.unit)
    }
}

/// How many files an item of a type has, and of which kinds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// At least.
    #[serde(default)]
    pub least: usize,
    /// At most.
    pub most: usize,
    /// Their media types; any that can be uploaded, where none is said.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// A type of items.
pub struct ItemType {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The paragraphs that ask for it.
    pub paragraphs: String,
    /// Whether it has a lead.
    pub lead: Need,
    /// Whether it has a body.
    pub body: Need,
    /// Its files.
    pub files: Files,
    /// Its publication terms; the first that applies holds, and the last always applies.
    pub terms: Vec<TermRule>,
    /// The JSON Schema of its own fields, with everything it refers to.
    pub fields: Value,
    /// The same, compiled.
    pub shape: Shape,
    /// What its fields and their choices are called.
    pub labels: Vec<Label>,
}

impl ItemType {
    /// What a field is called, or one of its choices.
    pub fn label(&self, path: &str, choice: Option<&str>) -> Option<&Text> {
        self.labels.iter().find(|label| label.path == path && label.choice.as_deref() == choice).map(|label| &label.text)
    }
}

/// What is wrong with the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct StructureFault {
    /// The file.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u64,
    /// What.
    pub message: String,
}

/// The structure of what is published.
pub struct Structure {
    /// Sections in their order.
    pub sections: Vec<Section>,
    /// Types in their order.
    pub types: Vec<ItemType>,
    by_section: HashMap<String, usize>,
    by_type: HashMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionLine {
    code: String,
    parent: Option<String>,
    paragraph: String,
    ro: String,
    ru: String,
    en: String,
    owner: String,
    #[serde(default = "public_relations")]
    administrator: String,
    #[serde(default)]
    open: bool,
    term: TermLength,
    types: Vec<String>,
}

/// The administrator of content is the public relations service.
fn public_relations() -> String {
    "REL".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypesFile {
    #[serde(rename = "$defs")]
    definitions: Map<String, Value>,
    types: Vec<TypeLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeLine {
    code: String,
    from: String,
    ro: String,
    ru: String,
    en: String,
    #[serde(default)]
    lead: Need,
    #[serde(default)]
    body: Need,
    attachments: Files,
    terms: Vec<TermRule>,
    fields: Map<String, Value>,
}

const SECTIONS: &str = "src/content/sections.yaml";
const TYPES: &str = "src/content/types.yaml";

static SHIPPED: LazyLock<Result<Structure, Vec<StructureFault>>> =
    LazyLock::new(|| Structure::read(include_str!("../sections.yaml"), include_str!("../types.yaml")));

impl Structure {
    /// The structure that the program carries.
    pub fn shipped() -> Result<&'static Self, &'static [StructureFault]> {
        SHIPPED.as_ref().map_err(Vec::as_slice)
    }

    /// Reads and checks the two files.
    pub fn read(sections: &str, types: &str) -> Result<Self, Vec<StructureFault>> {
        let read_types = read_types(types);
        let known: Vec<String> = read_types.iter().flatten().map(|kind| kind.code.clone()).collect();
        let read_sections = read_sections(sections, &known);
        match (read_sections, read_types) {
            (Ok(sections), Ok(types)) => {
                let by_section = sections.iter().enumerate().map(|(at, section)| (section.code.clone(), at)).collect();
                let by_type = types.iter().enumerate().map(|(at, kind)| (kind.code.clone(), at)).collect();
                Ok(Self { sections, types, by_section, by_type })
            }
            (sections, types) => Err([sections.err(), types.err()].into_iter().flatten().flatten().collect()),
        }
    }

    /// A section by its code.
    pub fn section(&self, code: &str) -> Option<&Section> {
        self.by_section.get(code).map(|at| &self.sections[*at])
    }

    /// A type by its code.
    pub fn item_type(&self, code: &str) -> Option<&ItemType> {
        self.by_type.get(code).map(|at| &self.types[*at])
    }
}

fn is_code(code: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    code.len() <= 40 && code.split('-').all(part)
}

/// Faults of one file, each at its line.
struct Faults {
    file: &'static str,
    lines: Lines,
    found: Vec<StructureFault>,
}

impl Faults {
    fn in_file(file: &'static str, text: &str) -> Self {
        Self { file, lines: Lines::of(text), found: Vec::new() }
    }

    fn at(&mut self, pointer: &str, message: impl Into<String>) {
        self.found.push(StructureFault { file: self.file, line: self.lines.at(pointer), message: message.into() });
    }

    /// The parser's own message says line and column.
    fn unreadable(file: &'static str, error: &serde_saphyr::Error) -> Vec<StructureFault> {
        let line = error.location().map_or(1, |place| place.line());
        vec![StructureFault { file, line, message: error.to_string() }]
    }
}

fn read_sections(text: &str, types: &[String]) -> Result<Vec<Section>, Vec<StructureFault>> {
    let lines: Vec<SectionLine> = serde_saphyr::from_str(text).map_err(|error| Faults::unreadable(SECTIONS, &error))?;
    let mut faults = Faults::in_file(SECTIONS, text);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        if !is_code(&line.code) || !seen.insert(&line.code) {
            faults.at(&format!("/{at}/code"), "not a code, or there twice");
        }
        if line.parent.as_ref().is_some_and(|parent| *parent == line.code || !seen.contains(parent.as_str())) {
            faults.at(&format!("/{at}/parent"), "no section before it has this code");
        }
        if !(1..=LONGEST).contains(&line.term.count) {
            faults.at(&format!("/{at}/term"), "a term has between 1 and 3660 units");
        }
        for (place, code) in line.types.iter().enumerate().filter(|(_, code)| !types.contains(code)) {
            faults.at(&format!("/{at}/types/{place}"), format!("no type is called {code}"));
        }
        if line.types.is_empty() {
            faults.at(&format!("/{at}/types"), "a section takes at least one type");
        }
    }
    if !faults.found.is_empty() {
        return Err(faults.found);
    }
    Ok(lines
        .into_iter()
        .map(|line| Section {
            code: line.code,
            parent: line.parent,
            paragraph: line.paragraph,
            name: Text::new(line.ro, line.ru, line.en),
            owner: line.owner,
            administrator: line.administrator,
            open: line.open,
            term: line.term,
            types: line.types,
        })
        .collect())
}

fn read_types(text: &str) -> Result<Vec<ItemType>, Vec<StructureFault>> {
    let file: TypesFile = serde_saphyr::from_str(text).map_err(|error| Faults::unreadable(TYPES, &error))?;
    let mut faults = Faults::in_file(TYPES, text);
    let (mut types, mut seen) = (Vec::new(), BTreeSet::new());
    for (at, line) in file.types.into_iter().enumerate() {
        if !is_code(&line.code) || !seen.insert(line.code.clone()) {
            faults.at(&format!("/types/{at}/code"), "not a code, or there twice");
        }
        let fields = Value::Object(line.fields);
        let has = |name: &String| fields["properties"].get(name).is_some();
        for (place, rule) in line.terms.iter().enumerate() {
            if ![&rule.when, &rule.from].into_iter().flatten().all(has) {
                faults.at(&format!("/types/{at}/terms/{place}"), "names a field that the type does not have");
            }
            if !(1..=LONGEST).contains(&rule.length.count) {
                faults.at(&format!("/types/{at}/terms/{place}/count"), "a term has between 1 and 3660 units");
            }
        }
        if line.terms.last().is_none_or(|last| last.when.is_some() || last.from.is_some()) {
            faults.at(&format!("/types/{at}/terms"), "the last term must hold for every item");
        }
        if line.attachments.least > line.attachments.most {
            faults.at(&format!("/types/{at}/attachments"), "more files at least than at most");
        }
        for (place, kind) in
            line.attachments.kinds.iter().enumerate().filter(|(_, kind)| ContentType::from_media_type(kind).is_none())
        {
            faults.at(&format!("/types/{at}/attachments/kinds/{place}"), format!("{kind} cannot be uploaded"));
        }
        let mut whole = fields;
        if whole["additionalProperties"] != json!(false) {
            faults.at(&format!("/types/{at}/fields"), "must say additionalProperties: false");
        }
        whole["$defs"] = Value::Object(file.definitions.clone());
        let labels = labels::of_type(&line.code, &whole).unwrap_or_else(|missing| {
            faults.at(&format!("/types/{at}/fields"), format!("src/content/labels.yaml has no label for {}", missing.join(", ")));
            Vec::new()
        });
        match Shape::of(&whole) {
            Ok(shape) => types.push(ItemType {
                code: line.code,
                name: Text::new(line.ro, line.ru, line.en),
                paragraphs: line.from,
                lead: line.lead,
                body: line.body,
                files: line.attachments,
                terms: line.terms,
                fields: whole,
                shape,
                labels,
            }),
            Err(message) => faults.at(&format!("/types/{at}/fields"), message),
        }
    }
    if faults.found.is_empty() { Ok(types) } else { Err(faults.found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "$defs: {}\ntypes:\n  - code: page\n    from: x\n    ro: a\n    ru: b\n    en: c\n    attachments: { most: 1 }\n    \
                        terms: [{ count: 4, unit: Hours }]\n    fields: { type: object, additionalProperties: false, properties: {} }\n";

    fn faults(sections: &str, types: &str) -> Vec<String> {
        Structure::read(sections, types).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_shipped_is_sound_and_every_type_has_a_section() {
        let structure = Structure::shipped().unwrap_or_else(|faults| panic!("{faults:?}"));
        assert!(structure.sections.len() >= 30 && structure.types.len() >= 19);
        for kind in &structure.types {
            assert!(structure.sections.iter().any(|section| section.types.contains(&kind.code)), "{} fits nowhere", kind.code);
        }
        for paragraph in ["7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "7.8", "7.9", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6"]
        {
            assert!(structure.sections.iter().any(|section| section.paragraph == paragraph), "nothing for paragraph {paragraph}");
        }
    }

    #[test]
    fn a_fault_names_file_and_line() {
        let line = |code: &str, kind: &str| {
            format!(
                "- code: {code}\n  paragraph: \"1\"\n  ro: a\n  ru: b\n  en: c\n  owner: IGM\n  term: {{ count: 1, unit: Hours }}\n  types: [{kind}]\n"
            )
        };
        assert_eq!(faults(&line("a", "page"), TYPE), Vec::<String>::new());
        let twice = faults(&format!("{}{}", line("a", "page"), line("a", "page")), TYPE);
        assert_eq!(twice, ["src/content/sections.yaml:9: not a code, or there twice"]);
        let unknown = faults(&line("a", "pages"), TYPE);
        assert_eq!(unknown, ["src/content/sections.yaml:8: no type is called pages"]);
    }

    #[test]
    fn a_type_whose_last_term_is_conditional_is_refused() {
        let types = TYPE.replace("[{ count: 4, unit: Hours }]", "[{ from: nothing, count: 4, unit: Hours }]");
        let found = faults("[]", &types);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|fault| fault.starts_with("src/content/types.yaml:9:")), "{found:?}");
    }
}
