//! Who is calling, on which legal ground, and what they may do. Users, roles, sessions, delegations and powers live here.

pub mod assertions;
pub mod caller;
pub mod carriers;
pub mod door;
pub mod grounds;
pub mod limits;
pub mod origins;
pub mod permissions;
pub mod policy;
pub mod reactions;
mod remembered;
pub mod routes;
pub mod rules;
pub mod saml;
mod schema;
mod session;
pub mod store;
pub mod subdivisions;
pub mod tokens;
pub mod wire;
