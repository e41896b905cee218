//! HTTP as this platform speaks it: closed inputs, stored answers, a contract read off the handlers.

pub mod act;
pub mod bounds;
pub mod browsers;
pub mod contract;
pub mod describe;
pub mod examples;
pub mod input;
pub mod kept;
pub mod language;
pub mod links;
pub mod page;
pub mod params;
pub mod reply;
pub mod routes;
pub mod shape;
pub mod unique;
