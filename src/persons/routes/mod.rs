//! The doors of this room.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;

use super::PersonId;
use crate::{
    kernel::{http::routes::Routes, problem::Problem, text::Text},
    operations,
};

pub mod add_address;
pub mod add_family_link;
pub mod add_foreign_document;
pub mod change_person;
pub mod list_accesses_to_current_person;
pub mod list_accesses_to_person;
pub mod list_addresses;
pub mod list_changes_of_person;
pub mod list_duplicates_of_person;
pub mod list_family_links;
pub mod list_foreign_documents;
pub mod merge_persons;
pub mod read_current_person;
pub mod read_person;
pub mod read_person_file_content;
pub mod register_person;
pub mod search_persons;
pub mod set_photo;
pub mod strike_off_person;

/// The path of a person.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct PersonPath {
    /// The person.
    #[param(inline)]
    pub person_id: PersonId,
}

/// The instant as of which a record is read.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct AsOf {
    /// Read the record as it stood at this instant (RFC 3339, UTC); absent for its present state.
    #[param(format = DateTime, max_length = 40, example = "2026-11-16T08:00:00Z", required = false)]
    pub as_of: Option<DateTime<Utc>>,
}

impl AsOf {
    /// Nobody knows the state of a record in the future.
    pub fn until(self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Problem> {
        match self.as_of {
            Some(instant) if instant > now => Err(Problem::violation(
                "asOf",
                "in-the-future",
                Text::new("Momentul este în viitor.", "Момент в будущем.", "The instant is in the future."),
            )),
            instant => Ok(instant),
        }
    }
}

/// Registers the operations. Fixed paths come before the one with a person's id.
pub fn register(routes: &mut Routes) {
    operations!(
        routes,
        register_person,
        search_persons,
        read_current_person,
        list_accesses_to_current_person,
        read_person,
        change_person,
        list_changes_of_person,
        list_duplicates_of_person,
        list_accesses_to_person,
        merge_persons,
        strike_off_person,
        set_photo,
        read_person_file_content,
        add_foreign_document,
        list_foreign_documents,
        add_address,
        list_addresses,
        add_family_link,
        list_family_links,
    );
}
