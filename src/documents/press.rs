//! What makes a document: the carried templates, the address printed on it, the inspectorate's seal.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use chrono::{DateTime, TimeZone, Utc};
use include_dir::{Dir, include_dir};
use migratie_typesetting::{
    TemplateError, Templates, Typesetter,
    seal::{self, Identity, SealError},
};
use serde_json::{Value, json};
use url::Url;

use super::Code;
use crate::kernel::problem::Problem;

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/documents/templates");

/// What is carried in the program itself, loaded once.
pub(super) struct Paper {
    pub typesetter: Typesetter,
    pub templates: Templates,
}

static PAPER: LazyLock<Result<Paper, String>> = LazyLock::new(|| {
    let files = FOLDER.files().filter_map(|file| Some((file.path().to_str()?, file.contents())));
    let templates = Templates::load(files).map_err(|fault| fault.to_string())?;
    let typesetter = Typesetter::new().map_err(|fault| fault.to_string())?;
    Ok(Paper { typesetter, templates })
});

/// The data with every character that cannot be printed shown as `�`: for papers that must be made whatever a person wrote.
pub fn legible(data: &Value) -> Result<Value, Problem> {
    Ok(paper()?.typesetter.legible(data))
}

/// Whether there is such a template.
pub fn prints(template: &str) -> bool {
    PAPER.as_ref().is_ok_and(|paper| paper.templates.manifest(template).is_some())
}

pub(super) fn paper() -> Result<&'static Paper, Problem> {
    PAPER.as_ref().map_err(Problem::internal)
}

/// Makes and seals documents. One a process, shared.
pub struct Press {
    public_url: Url,
    seal: Identity,
}

/// Why there is no press, or no seal for it. Names files, never what is in them.
#[derive(Debug, thiserror::Error)]
pub enum PressFault {
    /// The carried templates or typefaces are damaged.
    #[error("the templates of documents: {0}")]
    Paper(String),
    /// The seal's identity cannot be used.
    #[error("the seal: {0}")]
    Seal(#[from] SealError),
    /// A file of the seal cannot be read or written.
    #[error("the seal: {path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Production makes no seal of its own.
    #[error("MIGRATIE_SEAL_CERTIFICATE and MIGRATIE_SEAL_KEY must be set in production")]
    NoSeal,
}

impl Press {
    /// Over the seal's identity; `public_url` is where the public verifies.
    pub fn new(public_url: Url, seal: Identity) -> Result<Self, PressFault> {
        PAPER.as_ref().map_err(|fault| PressFault::Paper(fault.clone()))?;
        Ok(Self { public_url, seal })
    }

    /// The public address of the platform.
    pub fn public_url(&self) -> &Url {
        &self.public_url
    }

    /// Where anyone verifies the document of a code.
    pub fn verification_url(&self, code: &Code) -> String {
        address(&self.public_url, code)
    }

    /// The document as a PDF. The same arguments give the same bytes. Takes a second or so: call it on a blocking thread.
    pub(super) fn typeset(
        &self,
        template: &str,
        data: &Value,
        code: &Code,
        instant: DateTime<Utc>,
    ) -> Result<Vec<u8>, TemplateError> {
        let mut data = data.clone();
        data["verification"] = json!({ "code": code.grouped(), "url": self.verification_url(code) });
        let paper =
            PAPER.as_ref().map_err(|fault| TemplateError::Unusable { file: template.to_owned(), reason: fault.clone() })?;
        paper.templates.typeset(&paper.typesetter, template, &data, instant)
    }

    /// The document under the inspectorate's electronic seal.
    pub(super) fn seal(&self, pdf: &[u8], instant: DateTime<Utc>) -> Result<Vec<u8>, SealError> {
        let signing = seal::Signing { instant, reason: Some("Sigiliu electronic"), location: Some("Chișinău") };
        seal::sign(pdf, &self.seal, &signing)
    }
}

/// The address of a code.
pub(super) fn address(public_url: &Url, code: &Code) -> String {
    format!("{}/v/{}", public_url.as_str().trim_end_matches('/'), code.plain())
}

/// The seal's identity from its two PEM files; in development, where none are named, one of its own, made in `development`.
pub fn seal_identity(certificate: Option<&Path>, key: Option<&Path>, development: Option<&Path>) -> Result<Identity, PressFault> {
    match (certificate, key, development) {
        (Some(certificate), Some(key), _) => Ok(Identity::from_pem(&(read(key)? + "\n" + &read(certificate)?))?),
        (None, None, Some(folder)) => development_identity(folder),
        _ => Err(PressFault::NoSeal),
    }
}

fn read(path: &Path) -> Result<String, PressFault> {
    fs::read_to_string(path).map_err(|source| PressFault::Io { path: path.to_owned(), source })
}

/// A self-signed identity that no one outside trusts, kept in one file so that copies that start at once see all of it or none.
fn development_identity(folder: &Path) -> Result<Identity, PressFault> {
    let path = folder.join("seal.pem");
    let trouble = |source| PressFault::Io { path: path.clone(), source };
    if !path.exists() {
        let year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().unwrap_or_default();
        let name = "Inspectoratul General pentru Migrație (sigiliu de probă)";
        let issued = seal::issue_identity(name, "Inspectoratul General pentru Migrație", year(2020), year(2049))?;
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(trouble)?;
        let draft = folder.join(format!("seal-{}.pem", uuid::Uuid::new_v4()));
        let mut options = fs::OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(&draft);
        file.and_then(|mut file| io::Write::write_all(&mut file, (issued.key_pem + &issued.certificate_pem).as_bytes()))
            .map_err(trouble)?;
        // Whoever is first stays; the others read what is there.
        let _ = fs::hard_link(&draft, &path);
        fs::remove_file(&draft).map_err(trouble)?;
    }
    Ok(Identity::from_pem(&read(&path)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::DocumentType;

    #[test]
    fn every_template_is_of_a_kind_that_the_contract_knows() {
        let paper = paper().expect("paper");
        for manifest in paper.templates.manifests() {
            assert!(DocumentType::of_name(&manifest.document_type).is_some(), "{}", manifest.document_type);
        }
        for kind in DocumentType::ALL {
            assert!(
                paper.templates.manifests().any(|manifest| manifest.document_type == kind.name()),
                "{kind:?} has no template"
            );
        }
    }

    #[test]
    fn a_seal_of_development_is_made_once_and_production_makes_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = seal_identity(None, None, Some(folder.path())).expect("a seal");
        let second = seal_identity(None, None, Some(folder.path())).expect("a seal");
        assert_eq!(first.certificate_der().expect("der"), second.certificate_der().expect("der"));
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
        assert!(matches!(seal_identity(None, None, None), Err(PressFault::NoSeal)));
    }
}
