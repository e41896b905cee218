//! What a received file really is: judged by its content, not by its name or by what its sender says.
//!
//! Only PDF, JPEG and PNG are known; everything else is refused, with the reason that helps the sender most. Images are
//! decoded whole and PDFs are parsed, both within bounds. This is no malware scanner: that is a port of its own.
//!
//! [`inspect`] is work for the processor (up to seconds for hostile files): call it on a blocking thread.

mod image;
mod kind;
mod members;
mod pdf;
#[cfg(test)]
mod tests;
mod words;

use aws_lc_rs::digest::{SHA256, digest};

pub use words::words;

/// The kinds of files that the system can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContentType {
    /// `application/pdf`
    Pdf,
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

impl ContentType {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The kind that a media type names; parameters and case do not matter.
    pub fn from_media_type(text: &str) -> Option<Self> {
        match text.split(';').next()?.trim().to_ascii_lowercase().as_str() {
            "application/pdf" => Some(Self::Pdf),
            "image/jpeg" | "image/jpg" => Some(Self::Jpeg),
            "image/png" => Some(Self::Png),
            _ => None,
        }
    }
}

impl std::fmt::Display for ContentType {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.media_type())
    }
}

/// What may be sent.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The kinds taken here.
    pub accepted: Vec<ContentType>,
    /// Of the file.
    pub max_bytes: usize,
    /// Width times height, of an image and of each image in a PDF.
    pub max_pixels: u64,
    /// Of a PDF.
    pub max_pages: u32,
    /// Where the file is a photograph of a face; `None` for all others.
    pub photo: Option<Photo>,
}

/// The shape of a photograph, after its orientation has been applied.
#[derive(Debug, Clone, Copy)]
pub struct Photo {
    /// Width to height.
    pub aspect: (u32, u32),
    /// How far the shape may be off, in percent.
    pub tolerance: u32,
    /// In pixels.
    pub min_width: u32,
    /// In pixels.
    pub min_height: u32,
}

/// What was found in a file that may be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// What it is.
    pub content_type: ContentType,
    /// Of a PDF.
    pub pages: Option<u32>,
    /// Width and height of an image, after its orientation has been applied.
    pub pixels: Option<(u32, u32)>,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
}

/// Why a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContentProblem {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// Too large.
    #[error("the file has {size} bytes, more than {limit}")]
    TooManyBytes {
        /// In bytes.
        size: usize,
        /// In bytes.
        limit: usize,
    },
    /// A program.
    #[error("the file is a program")]
    Program,
    /// A ZIP, an office document, a RAR and the like.
    #[error("the file is an archive or an office document, not a PDF or an image")]
    Archive,
    /// HTML, SVG, a shell script, PHP.
    #[error("the file is a script or a web page")]
    Script,
    /// None of the kinds known.
    #[error("the file is neither a PDF nor a JPEG nor a PNG")]
    Unrecognised,
    /// A kind known, but not taken here.
    #[error("a file of type {found} is not taken here")]
    NotAccepted {
        /// By content.
        found: ContentType,
    },
    /// The sender says it is something else.
    #[error("the file is declared as another type, but its content is {found}")]
    DeclaredOtherwise {
        /// By content.
        found: ContentType,
    },
    /// It can be taken for a file of another kind too.
    #[error("the file also holds {with}")]
    Polyglot {
        /// The other kind, with its article.
        with: &'static str,
    },
    /// Its end is missing.
    #[error("the file is cut off")]
    Truncated,
    /// It cannot be read.
    #[error("the file is damaged")]
    Damaged,
    /// A PDF that needs a password, or forbids printing or copying.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// A PDF that runs code.
    #[error("the PDF contains JavaScript")]
    JavaScript,
    /// A PDF that starts programs.
    #[error("the PDF contains an action that starts a program")]
    LaunchAction,
    /// A PDF with files in it.
    #[error("the PDF contains embedded files")]
    EmbeddedFile,
    /// A PDF with XFA forms, media, or actions that send or fetch data.
    #[error("the PDF contains active content (XFA forms, media, or actions that send or fetch data)")]
    ActiveContent,
    /// A PDF without pages.
    #[error("the PDF has no pages")]
    NoPages,
    /// Too long.
    #[error("the PDF has more than {limit} pages")]
    TooManyPages {
        /// In pages.
        limit: u32,
    },
    /// Nesting too deep, too many objects, or small data that unpacks to very large: a bomb, or not made by a usual program.
    #[error("the file is nested too deeply or unpacks to too much data")]
    TooComplex,
    /// Too large an image.
    #[error("an image has {width} x {height} pixels, more than {limit} in all")]
    TooManyPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// Width times height.
        limit: u64,
    },
    /// Too small a photograph.
    #[error("the photograph has {width} x {height} pixels, fewer than {min_width} x {min_height}")]
    TooFewPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// In pixels.
        min_width: u32,
        /// In pixels.
        min_height: u32,
    },
    /// A photograph of another shape.
    #[error("the photograph has {width} x {height} pixels; its sides must be as {} to {}", aspect.0, aspect.1)]
    OtherAspect {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// Width to height.
        aspect: (u32, u32),
    },
}

impl ContentProblem {
    /// A stable code for the list of violations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "file-empty",
            Self::TooManyBytes { .. } => "file-too-large",
            Self::Program => "file-is-program",
            Self::Archive => "file-is-archive",
            Self::Script => "file-is-script",
            Self::Unrecognised => "file-type-unrecognised",
            Self::NotAccepted { .. } => "file-type-not-accepted",
            Self::DeclaredOtherwise { .. } => "file-type-differs",
            Self::Polyglot { .. } => "file-polyglot",
            Self::Truncated => "file-truncated",
            Self::Damaged => "file-damaged",
            Self::Encrypted => "pdf-encrypted",
            Self::JavaScript => "pdf-javascript",
            Self::LaunchAction => "pdf-launch-action",
            Self::EmbeddedFile => "pdf-embedded-file",
            Self::ActiveContent => "pdf-active-content",
            Self::NoPages => "pdf-no-pages",
            Self::TooManyPages { .. } => "pdf-too-many-pages",
            Self::TooComplex => "file-too-complex",
            Self::TooManyPixels { .. } => "image-too-large",
            Self::TooFewPixels { .. } => "photo-too-small",
            Self::OtherAspect { .. } => "photo-aspect",
        }
    }
}

/// Checks a file. `declared` is the media type given by the sender, if any; `application/octet-stream` declares nothing.
pub fn inspect(bytes: &[u8], declared: Option<&str>, limits: &Limits) -> Result<Inspected, ContentProblem> {
    if bytes.is_empty() {
        return Err(ContentProblem::Empty);
    }
    if bytes.len() > limits.max_bytes {
        return Err(ContentProblem::TooManyBytes { size: bytes.len(), limit: limits.max_bytes });
    }
    let found = kind::recognise(bytes)?;
    let declared = declared.filter(|declared| !declared.trim().eq_ignore_ascii_case("application/octet-stream"));
    if declared.is_some_and(|declared| ContentType::from_media_type(declared) != Some(found)) {
        return Err(ContentProblem::DeclaredOtherwise { found });
    }
    if !limits.accepted.contains(&found) {
        return Err(ContentProblem::NotAccepted { found });
    }
    kind::refuse_polyglots(bytes, found)?;
    let (pages, pixels) = match found {
        ContentType::Pdf => (Some(pdf::check(bytes, limits)?), None),
        ContentType::Jpeg | ContentType::Png => (None, Some(image::check(bytes, found, limits)?)),
    };
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, bytes).as_ref());
    Ok(Inspected { content_type: found, pages, pixels, sha256 })
}

/// Where `needle` first stands.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
