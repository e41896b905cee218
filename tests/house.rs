//! The rules of the house, asked of the database's own catalogue and of the source.

mod lifecycles;
mod migrations;
mod rooms;
mod routes;
mod tables;
