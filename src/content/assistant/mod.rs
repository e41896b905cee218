//! The assistant: answers from what is published, in the visitor's language, each sentence with its source; steers to the right
//! service; says when it does not know; and never answers about a person.
//!
//! It is a search, not an author: nothing is said that is not written in a publication or in the catalogue of services. What was asked is
//! kept nowhere: no journal, no log; only how many questions ended how is counted.

mod about_person;
mod answer;
mod ranking;
pub mod routes;
mod sentences;
mod services;
mod synonyms;
mod wire;

pub use services::ServiceTexts;
