//! The catalogue of public services: every service as versioned data (C-16.3, C-16.4, C-31.1).
//!
//! `catalogue/` holds the services and classifiers that are shipped, as YAML; `rules` reads, checks and applies them.

pub mod rules;
