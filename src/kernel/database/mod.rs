//! PostgreSQL: where every record lives.

pub mod cluster;
