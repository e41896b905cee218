//! What visitors can do, without signing in.

use crate::{kernel::http::routes::Routes, operations};

pub mod list_publication_sections;
pub mod list_publications;
pub mod read_publication;
pub mod read_publication_file;
pub mod read_publication_section;
pub mod search_publications;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_publications, search_publications, read_publication, read_publication_file);
    operations!(routes, list_publication_sections, read_publication_section);
}
