//! PostgreSQL: migrations, the private cluster of development and tests.
//! PostgreSQL: where every record lives.

pub mod cluster;
pub mod migrate;
