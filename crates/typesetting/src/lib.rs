//! Acts on paper: a Typst template and data become an archival, accessible PDF (PDF/A-2a and PDF/UA-1), which is then
//! signed or sealed (PAdES baseline B-B). The crate knows nothing of migration, of the database or of HTTP.
//!
//! - [`Typesetter`] turns one template and its data into a PDF.
//! - [`Templates`] is a folder of templates, each with its [`Manifest`], checked when loaded; data are checked before use.
//! - [`qr::svg`] draws a web address as a QR code.
//! - [`seal`] signs a PDF, verifies signatures, and issues development identities.

pub mod fonts;
mod manifest;
pub mod qr;
pub mod seal;
mod templates;
mod typesetter;
mod world;

pub use manifest::{Appeal, Authentication, Language, Manifest, Names, Term, TermUnit};
pub use templates::{TemplateError, Templates, Violation};
pub use typesetter::{TypesetError, Typesetter};
