//! One template and its data in, one archival PDF out.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde_json::Value;
use typst::{
    Library, LibraryExt, World as _, WorldExt, comemo,
    diag::{SourceDiagnostic, Warned},
    foundations::{Bytes, Datetime, Smart},
    text::{Lang, Locale, TextElem},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{
    fonts::Fonts,
    manifest::Language,
    world::{Desk, file_id},
};

const MAIN: &str = "main.typ";
const DATA: &str = "data.json";

/// How many compilations an unused intermediate result is remembered; bounds the memory of a long-running program.
const REMEMBERED: usize = 8;

/// Why a document was not made. No text here carries what a person wrote.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// The data hold characters that no carried typeface has; see [`Typesetter::legible`].
    #[error("no typeface has {}", names(.0))]
    Unprintable(BTreeSet<char>),
    /// A file's path is not a plain relative path.
    #[error("`{0}` is not a path of a template file")]
    Path(String),
    /// The instant lies outside the years that a PDF can carry.
    #[error("the instant is out of range")]
    Instant,
    /// The template does not compile, or asks for a member that the data do not have.
    #[error("the template failed: {0}")]
    Template(String),
    /// What the template draws is not allowed in an archival document.
    #[error("not an archival document: {0}")]
    Archival(String),
}

/// The typesetter. Built once (it loads the typefaces), shared by all threads.
pub struct Typesetter {
    fonts: Fonts,
    library: Library,
    standards: PdfStandards,
}

impl Typesetter {
    /// Loads the carried typefaces and the standard library of Typst.
    ///
    /// # Errors
    /// [`TypesetError::Archival`] if the linked Typst cannot write PDF/A-2a together with PDF/UA-1.
    pub fn new() -> Result<Self, TypesetError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|reason| TypesetError::Archival(reason.message().to_string()))?;
        Ok(Self { fonts: Fonts::load(), library: Library::default(), standards })
    }

    /// Compiles `template` (Typst source) to PDF/A-2a, tagged (PDF/UA-1), titled and dated. The same arguments give the
    /// same bytes.
    ///
    /// `files` are what the template may import or show (`letterhead.typ`, `emblem.svg`, `qr.svg`), by relative path.
    /// `data` reaches it as the file `data.json` only: it is never part of the source, so nothing in it is ever markup.
    ///
    /// # Errors
    /// [`TypesetError`]; its text names the place in the template, never the data.
    pub fn typeset(
        &self,
        template: &str,
        files: &[(&str, &[u8])],
        data: &Value,
        title: &str,
        language: Language,
        instant: DateTime<Utc>,
    ) -> Result<Vec<u8>, TypesetError> {
        let unprintable = self.fonts.unprintable(data);
        if !unprintable.is_empty() {
            return Err(TypesetError::Unprintable(unprintable));
        }
        let created = moment(instant).ok_or(TypesetError::Instant)?;
        let desk = self.desk(template, files, data, language, created)?;

        let Warned { output, .. } = typst::compile::<PagedDocument>(&desk);
        let mut document = output.map_err(|faults| TypesetError::Template(describe(&desk, &faults)))?;
        let info = document.info_mut();
        info.title = Some(title.into());
        info.date = Smart::Auto;
        info.locale = Smart::Custom(Locale::new(lang(language), None));

        let options = PdfOptions {
            creator: Smart::Custom(Some("Migrație".into())),
            timestamp: Some(Timestamp::new_utc(created)),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|faults| TypesetError::Archival(describe(&desk, &faults)));
        comemo::evict(REMEMBERED);
        pdf
    }

    /// The same data with every character that cannot be put on paper shown as `�`, for documents that must be made
    /// whatever a person wrote, such as an application as filed.
    pub fn legible(&self, data: &Value) -> Value {
        self.fonts.legible(data)
    }

    fn desk(
        &self,
        template: &str,
        files: &[(&str, &[u8])],
        data: &Value,
        language: Language,
        today: Datetime,
    ) -> Result<Desk<'_>, TypesetError> {
        let id = |path: &str| file_id(path).ok_or_else(|| TypesetError::Path(path.to_owned()));
        let mut library = self.library.clone();
        library.styles.set(TextElem::lang, lang(language));
        let mut known = HashMap::new();
        for (path, bytes) in files {
            known.insert(id(path)?, Bytes::new(bytes.to_vec()));
        }
        known.insert(id(MAIN)?, Bytes::new(template.as_bytes().to_vec()));
        known.insert(id(DATA)?, Bytes::new(data.to_string().into_bytes()));
        Ok(Desk { library: LazyHash::new(library), fonts: &self.fonts, main: id(MAIN)?, files: known, today: Some(today) })
    }
}

fn lang(language: Language) -> Lang {
    match language {
        Language::Ro => Lang::ROMANIAN,
        Language::Ru => Lang::RUSSIAN,
        Language::En => Lang::ENGLISH,
    }
}

fn moment(instant: DateTime<Utc>) -> Option<Datetime> {
    let small = |number: u32| u8::try_from(number).ok();
    Datetime::from_ymd_hms(
        instant.year(),
        small(instant.month())?,
        small(instant.day())?,
        small(instant.hour())?,
        small(instant.minute())?,
        small(instant.second())?,
    )
}

/// Where and what went wrong. Quoted texts that do not stand in the template are left out: they may be a person's.
fn describe(desk: &Desk<'_>, faults: &[SourceDiagnostic]) -> String {
    let describe = |fault: &SourceDiagnostic| {
        let place = fault.span.id().zip(desk.range(fault.span)).and_then(|(id, range)| {
            let line = desk.source(id).ok()?.lines().byte_to_line(range.start)? + 1;
            Some(format!("{}:{line}: ", id.get().vpath().get_without_slash()))
        });
        format!("{}{}", place.unwrap_or_default(), desk.discreet(&fault.message))
    };
    faults.iter().map(describe).collect::<Vec<_>>().join("; ")
}

fn names(characters: &BTreeSet<char>) -> String {
    characters.iter().map(|character| format!("U+{:04X}", u32::from(*character))).collect::<Vec<_>>().join(", ")
}
