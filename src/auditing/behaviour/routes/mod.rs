//! The doors of the analysis of reading.

use crate::{kernel::http::routes::Routes, operations};

pub mod create_behaviour_analysis;
pub mod end_watch;
pub mod list_behaviour_analyses;
pub mod list_behaviour_finding_entries;
pub mod list_behaviour_findings;
pub mod list_data_accesses;
pub mod list_watched_persons;
pub mod read_behaviour_analysis;
pub mod read_behaviour_finding;
pub mod read_data_accesses_content;
pub mod read_watched_person;
pub mod review_behaviour_finding;
pub mod watch_person;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, create_behaviour_analysis, list_behaviour_analyses, read_behaviour_analysis);
    operations!(
        routes,
        list_behaviour_findings,
        read_behaviour_finding,
        list_behaviour_finding_entries,
        review_behaviour_finding
    );
    operations!(routes, watch_person, list_watched_persons, read_watched_person, end_watch);
    operations!(routes, list_data_accesses, read_data_accesses_content);
}
