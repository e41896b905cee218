//! A folder of templates: `CODE.typ` and `CODE.yaml` each, and what they share (`letterhead.typ`, `letterhead.yaml`,
//! pictures). Checked when loaded; the data of an act are checked before it is drawn.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use jsonschema::{Validator, error::ValidationErrorKind};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{Manifest, TypesetError, Typesetter, qr};

/// The file with the schema of the members that every act has.
const SHARED_SCHEMA: &str = "letterhead.yaml";
const QR: &str = "qr.svg";

/// One datum that is missing or wrong. Says which, never what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// JSON pointer of the datum, such as `/applicant/surname`; of the missing one, when it is missing.
    pub field: String,
    /// What is wrong, in English.
    pub problem: String,
}

/// Why a template cannot be loaded or an act cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// No template has this code.
    #[error("there is no template `{0}`")]
    Unknown(String),
    /// A file of the folder is wrong or missing.
    #[error("template file `{file}`: {reason}")]
    Unusable {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The data are not what the template needs.
    #[error("wrong data: {}", .0.iter().map(|it| format!("{}: {}", it.field, it.problem)).collect::<Vec<_>>().join("; "))]
    Data(Vec<Violation>),
    /// The verification address does not fit a QR code.
    #[error(transparent)]
    Address(#[from] qr::TooLong),
    /// The act could not be typeset.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
}

struct Template {
    manifest: Manifest,
    source: String,
    validator: Validator,
}

/// The templates, by code, with the files they share.
pub struct Templates {
    templates: BTreeMap<String, Template>,
    shared: Vec<(String, Vec<u8>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    properties: Map<String, Value>,
    required: Vec<Value>,
    #[serde(rename = "$defs")]
    shapes: Map<String, Value>,
}

impl Templates {
    /// Reads a folder's files, given as (name, content).
    ///
    /// # Errors
    /// [`TemplateError::Unusable`] for a manifest without template, a manifest that does not parse or whose code is not
    /// its name, a schema that is not one.
    pub fn load<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Self, TemplateError> {
        let files: BTreeMap<&str, &[u8]> = files.into_iter().collect();
        let common: Shared = yaml(SHARED_SCHEMA, files.get(SHARED_SCHEMA).copied().unwrap_or_default())?;
        let mut templates = BTreeMap::new();
        let mut shared = Vec::new();
        for (name, content) in &files {
            match name.rsplit_once('.') {
                _ if *name == SHARED_SCHEMA => {}
                Some((code, "yaml")) => {
                    templates.insert(code.to_owned(), Template::read(code, content, &files, &common)?);
                }
                Some((code, "typ")) if files.contains_key(format!("{code}.yaml").as_str()) && code != "letterhead" => {}
                _ => shared.push(((*name).to_owned(), content.to_vec())),
            }
        }
        Ok(Self { templates, shared })
    }

    /// What each template says of itself, ordered by code. The schema in `data` holds the shared members too.
    pub fn manifests(&self) -> impl Iterator<Item = &Manifest> {
        self.templates.values().map(|template| &template.manifest)
    }

    /// What one template says of itself.
    pub fn manifest(&self, code: &str) -> Option<&Manifest> {
        self.templates.get(code).map(|template| &template.manifest)
    }

    /// Checks the data of an act `code` without drawing it, so that wrong data stop whoever freezes them.
    ///
    /// # Errors
    /// [`TemplateError::Unknown`] and [`TemplateError::Data`], with all that is wrong.
    pub fn check(&self, code: &str, data: &Value) -> Result<(), TemplateError> {
        let template = self.templates.get(code).ok_or_else(|| TemplateError::Unknown(code.to_owned()))?;
        template.check(&template.manifest.completed(data))
    }

    /// Makes the act `code` from `data` as of `instant`.
    ///
    /// Where the template is of a decision and `data` has no `appeal`, the manifest's is printed. The QR code is drawn
    /// from `data.verification.url`.
    ///
    /// # Errors
    /// [`TemplateError`]; wrong data are all named at once.
    pub fn typeset(
        &self,
        typesetter: &Typesetter,
        code: &str,
        data: &Value,
        instant: DateTime<Utc>,
    ) -> Result<Vec<u8>, TemplateError> {
        let template = self.templates.get(code).ok_or_else(|| TemplateError::Unknown(code.to_owned()))?;
        let manifest = &template.manifest;
        let data = manifest.completed(data);
        template.check(&data)?;

        let picture = match data.pointer("/verification/url").and_then(Value::as_str) {
            Some(address) => qr::svg(address)?,
            None => String::new(),
        };
        let mut files: Vec<(&str, &[u8])> =
            self.shared.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        files.push((QR, picture.as_bytes()));

        let number = data.pointer("/number").and_then(Value::as_str).unwrap_or_default();
        let title = format!("{} nr. {number}", manifest.title_as_written());
        Ok(typesetter.typeset(&template.source, &files, &data, &title, manifest.language, instant)?)
    }
}

impl Template {
    fn read(code: &str, content: &[u8], files: &BTreeMap<&str, &[u8]>, common: &Shared) -> Result<Self, TemplateError> {
        let file = format!("{code}.yaml");
        let unusable = |reason: String| TemplateError::Unusable { file: file.clone(), reason };
        let mut manifest: Manifest = yaml(&file, content)?;
        if manifest.code != code {
            return Err(unusable(format!("its code is `{}`", manifest.code)));
        }
        let source = files.get(format!("{code}.typ").as_str()).ok_or_else(|| unusable("has no template".to_owned()))?;
        let source = String::from_utf8(source.to_vec()).map_err(|reason| unusable(reason.to_string()))?;
        common.join(&mut manifest.data).ok_or_else(|| unusable("`data` is not the schema of an object".to_owned()))?;
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .build(&manifest.data)
            .map_err(|reason| unusable(reason.to_string()))?;
        Ok(Self { manifest, source, validator })
    }

    fn check(&self, data: &Value) -> Result<(), TemplateError> {
        let violations: Vec<Violation> = self.validator.iter_errors(data).map(|error| violation(&error)).collect();
        if violations.is_empty() { Ok(()) } else { Err(TemplateError::Data(violations)) }
    }
}

impl Shared {
    /// Adds the members that every act has to the schema of one.
    fn join(&self, schema: &mut Value) -> Option<()> {
        let schema = schema.as_object_mut()?;
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("additionalProperties".to_owned(), json!(false));
        schema.insert("$defs".to_owned(), self.shapes.clone().into());
        let properties = schema.entry("properties").or_insert_with(|| json!({})).as_object_mut()?;
        for (name, member) in &self.properties {
            properties.entry(name.clone()).or_insert_with(|| member.clone());
        }
        let required = schema.entry("required").or_insert_with(|| json!([])).as_array_mut()?;
        required.extend(self.required.iter().cloned());
        Some(())
    }
}

impl Manifest {
    fn title_as_written(&self) -> &str {
        match self.language {
            crate::Language::Ro => &self.title.ro,
            crate::Language::Ru => &self.title.ru,
            crate::Language::En => &self.title.en,
        }
    }

    /// The data with the manifest's appeal, where they have none of their own.
    pub fn completed(&self, data: &Value) -> Value {
        let mut data = data.clone();
        if let (Some(members), Some(appeal)) = (data.as_object_mut(), &self.appeal) {
            members
                .entry("appeal")
                .or_insert_with(|| json!({ "body": appeal.body, "term": appeal.term.in_romanian(), "wording": appeal.wording }));
        }
        data
    }
}

fn violation(error: &jsonschema::ValidationError<'_>) -> Violation {
    let at = error.instance_path().to_string();
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            Violation { field: format!("{at}/{}", property.as_str().unwrap_or_default()), problem: "is missing".to_owned() }
        }
        _ => Violation { field: at, problem: error.masked().to_string() },
    }
}

fn yaml<T: for<'de> Deserialize<'de>>(file: &str, content: &[u8]) -> Result<T, TemplateError> {
    let unusable = |reason: String| TemplateError::Unusable { file: file.to_owned(), reason };
    let text = std::str::from_utf8(content).map_err(|reason| unusable(reason.to_string()))?;
    serde_saphyr::from_str(text).map_err(|reason| unusable(reason.to_string()))
}
