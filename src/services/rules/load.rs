//! Reads the catalogue's files, or a definition sent over the API, and admits only what is sound.
//! Every error is returned at once and names its file and line.

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::Path,
    sync::{Arc, LazyLock},
};

use chrono::NaiveDate;
use include_dir::{Dir, include_dir};
use serde_json::Value;

use super::{
    check::{self, Fault},
    classifier::{Classifier, Classifiers},
    definition::ServiceDefinition,
    lines::Lines,
    schema,
};

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/services/catalogue");

/// A file of the catalogue. Those under `classifiers/` are classifiers, all others services.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path inside the catalogue.
    pub file: String,
    /// Its content.
    pub yaml: String,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LoadError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// Where in its data: a JSON pointer.
    pub pointer: String,
    /// What.
    pub message: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {} ({})", self.file, self.line, self.message, self.pointer)
    }
}

/// The catalogue: every version of every service, and the classifiers they use.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The controlled lists.
    pub classifiers: Classifiers,
    services: BTreeMap<String, Vec<Arc<ServiceDefinition>>>,
}

impl Catalogue {
    /// Every version of every service, by code and version.
    pub fn versions(&self) -> impl Iterator<Item = &Arc<ServiceDefinition>> {
        self.services.values().flatten()
    }

    /// One version of a service.
    pub fn version(&self, code: &str, version: u32) -> Option<&Arc<ServiceDefinition>> {
        self.services.get(code)?.iter().find(|definition| definition.version == version)
    }

    /// The version against which requests are filed on this day: the highest that is published and open.
    pub fn open_on(&self, code: &str, day: NaiveDate) -> Option<&Arc<ServiceDefinition>> {
        self.services.get(code)?.iter().rev().find(|definition| definition.open_on(day))
    }
}

/// The catalogue that is shipped inside the program.
pub fn shipped() -> Result<Catalogue, Vec<LoadError>> {
    let mut sources = Vec::new();
    collect(&SHIPPED, &mut sources);
    load(&sources)
}

fn collect(folder: &Dir<'_>, sources: &mut Vec<Source>) {
    for file in folder.files().filter(|file| is_yaml(file.path())) {
        let yaml = file.contents_utf8().unwrap_or("\u{0}").to_owned();
        sources.push(Source { file: file.path().display().to_string(), yaml });
    }
    folder.dirs().for_each(|inner| collect(inner, sources));
}

/// The files of a folder and of its `classifiers` folder.
pub fn folder(root: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    if !root.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "there is no such folder"));
    }
    for folder in [root.to_owned(), root.join("classifiers")].into_iter().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if is_yaml(&path) {
                let file = path.strip_prefix(root).unwrap_or(&path).display().to_string();
                sources.push(Source { file, yaml: fs::read_to_string(&path)? });
            }
        }
    }
    sources.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(sources)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Reads and checks a whole catalogue.
pub fn load(sources: &[Source]) -> Result<Catalogue, Vec<LoadError>> {
    let mut errors = Vec::new();
    let (lists, services): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.file.starts_with("classifiers"));
    let lists: Vec<Read<'_, Classifier>> = lists.into_iter().filter_map(|source| read(source, &mut errors, classifier)).collect();
    no_list_twice(&lists, &mut errors);
    let classifiers = Classifiers::new(lists.into_iter().map(|read| read.value));
    let mut services: Vec<Read<'_, ServiceDefinition>> =
        services.into_iter().filter_map(|source| read(source, &mut errors, |value| definition(value, &classifiers))).collect();
    services.sort_by(|one, other| (&one.value.code, one.value.version).cmp(&(&other.value.code, other.value.version)));
    versions_follow(&services, &mut errors);
    if !errors.is_empty() {
        errors.sort();
        return Err(errors);
    }
    let mut catalogue = Catalogue { classifiers, services: BTreeMap::new() };
    for service in services {
        catalogue.services.entry(service.value.code.clone()).or_default().push(Arc::new(service.value));
    }
    Ok(catalogue)
}

/// Admits a definition given as JSON: by its schema, its types, and the checks. The administration API uses it too.
pub fn definition(value: &Value, classifiers: &Classifiers) -> Result<ServiceDefinition, Vec<Fault>> {
    static SCHEMA: LazyLock<Option<jsonschema::Validator>> = LazyLock::new(schema::validator::<ServiceDefinition>);
    let definition = schema::admitted(value, SCHEMA.as_ref())?;
    let mut faults = check::texts(value);
    faults.append(&mut check::definition(&definition, classifiers));
    if faults.is_empty() { Ok(definition) } else { Err(faults) }
}

/// What the schema cannot say of a definition that its types admit.
pub fn faults(definition: &ServiceDefinition, classifiers: &Classifiers) -> Vec<Fault> {
    let mut faults = serde_json::to_value(definition).map(|value| check::texts(&value)).unwrap_or_default();
    faults.append(&mut check::definition(definition, classifiers));
    faults
}

/// Admits a definition given as text, YAML or JSON (which is YAML too); faults name their line.
pub fn text(text: &str, classifiers: &Classifiers) -> Result<ServiceDefinition, Vec<LoadError>> {
    let source = Source { file: String::new(), yaml: text.to_owned() };
    let mut errors = Vec::new();
    let read = read(&source, &mut errors, |value| definition(value, classifiers));
    errors.sort();
    read.map(|read| read.value).ok_or(errors)
}

/// The line of a value in a definition given as text.
pub fn line_of(text: &str, pointer: &str) -> u64 {
    Lines::of(text).at(pointer)
}

/// Checks a folder; classifiers that it does not have are those that are shipped.
pub fn check_folder(root: &Path) -> io::Result<Vec<LoadError>> {
    let mut sources = folder(root)?;
    let mut shipped = Vec::new();
    collect(&SHIPPED, &mut shipped);
    shipped.retain(|source| source.file.starts_with("classifiers") && !sources.iter().any(|known| known.file == source.file));
    sources.append(&mut shipped);
    Ok(load(&sources).err().unwrap_or_default())
}

/// Admits a classifier given as JSON.
pub fn classifier(value: &Value) -> Result<Classifier, Vec<Fault>> {
    static SCHEMA: LazyLock<Option<jsonschema::Validator>> = LazyLock::new(schema::validator::<Classifier>);
    let list: Classifier = schema::admitted(value, SCHEMA.as_ref())?;
    let mut faults = check::texts(value);
    let mut seen = std::collections::BTreeSet::new();
    for (index, entry) in list.entries.iter().enumerate() {
        if !seen.insert(&entry.code) {
            faults.push(Fault { pointer: format!("/entries/{index}/code"), message: format!("`{}` is given twice", entry.code) });
        }
        if let (Some(from), Some(to)) = (entry.valid_from, entry.valid_to)
            && to < from
        {
            faults
                .push(Fault { pointer: format!("/entries/{index}/validTo"), message: "the entry ends before it begins".into() });
        }
    }
    if faults.is_empty() { Ok(list) } else { Err(faults) }
}

/// A file read.
struct Read<'a, T> {
    file: &'a str,
    lines: Lines,
    value: T,
}

fn read<'a, T>(
    source: &'a Source,
    errors: &mut Vec<LoadError>,
    admit: impl Fn(&Value) -> Result<T, Vec<Fault>>,
) -> Option<Read<'a, T>> {
    let file = source.file.as_str();
    let value: Value = match serde_saphyr::from_str(&source.yaml) {
        Ok(value) => value,
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line().max(1));
            let message = error.without_snippet().to_string();
            errors.push(LoadError { file: file.to_owned(), line, pointer: String::new(), message });
            return None;
        }
    };
    let lines = Lines::of(&source.yaml);
    match admit(&value) {
        Ok(value) => Some(Read { file, lines, value }),
        Err(faults) => {
            errors.extend(faults.into_iter().map(|fault| at(file, &lines, fault)));
            None
        }
    }
}

fn at(file: &str, lines: &Lines, Fault { pointer, message }: Fault) -> LoadError {
    LoadError { file: file.to_owned(), line: lines.at(&pointer), pointer, message }
}

impl<T> Read<'_, T> {
    fn error(&self, pointer: &str, message: String) -> LoadError {
        at(self.file, &self.lines, Fault { pointer: pointer.to_owned(), message })
    }
}

fn no_list_twice(lists: &[Read<'_, Classifier>], errors: &mut Vec<LoadError>) {
    for (index, list) in lists.iter().enumerate() {
        if let Some(first) = lists.iter().take(index).find(|first| first.value.code == list.value.code) {
            errors.push(list.error("/code", format!("`{}` is already the code of {}", list.value.code, first.file)));
        }
    }
}

/// Of services sorted by code and version: no version twice, each later one valid later, no short code of two services.
fn versions_follow(services: &[Read<'_, ServiceDefinition>], errors: &mut Vec<LoadError>) {
    for (index, service) in services.iter().enumerate() {
        let this = &service.value;
        for earlier in services.iter().take(index) {
            let that = &earlier.value;
            if that.code != this.code {
                if that.domain_code == this.domain_code {
                    errors.push(
                        service.error(
                            "/domainCode",
                            format!("`{}` is already the short code of {}", this.domain_code, earlier.file),
                        ),
                    );
                }
            } else if that.version == this.version {
                errors.push(service.error("/version", format!("version {} is already in {}", this.version, earlier.file)));
            } else if let (Some(before), Some(from)) = (that.valid_from, this.valid_from)
                && from <= before
            {
                let message =
                    format!("version {} is not valid later than version {} in {}", this.version, that.version, earlier.file);
                errors.push(service.error("/validFrom", message));
            }
        }
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
