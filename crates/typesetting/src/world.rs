//! What a template can reach while it is compiled: its own files, the data, the carried typefaces. No disk, no network,
//! no packages, no clock.

use std::collections::HashMap;

use typst::{
    Library, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::fonts::Fonts;

/// The world of one compilation.
pub(crate) struct Desk<'a> {
    pub(crate) library: LazyHash<Library>,
    pub(crate) fonts: &'a Fonts,
    pub(crate) main: FileId,
    pub(crate) files: HashMap<FileId, Bytes>,
    pub(crate) today: Option<Datetime>,
}

/// The identity of a file at a path such as `letterhead.typ`; none if the path leaves the folder.
///
/// Typst remembers every path for ever, so paths come from templates, never from people.
pub(crate) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Desk<'_> {
    /// A message of the compiler without the quoted texts that do not stand in a template: those come from the data.
    pub(crate) fn discreet(&self, message: &str) -> String {
        let is_source = |id: &FileId| id.get().vpath().extension() == Some("typ");
        let sources: Vec<&str> =
            self.files.iter().filter(|(id, _)| is_source(id)).filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok()).collect();
        let parts = message.split('"').enumerate().map(|(index, part)| {
            let quoted = index % 2 == 1;
            if quoted && !sources.iter().any(|source| source.contains(part)) { "…" } else { part }
        });
        parts.collect::<Vec<_>>().join("\"")
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let bytes = self.file(id)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| FileError::NotFound(id.get().vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
