//! PostgreSQL: migrations, the private cluster of development and tests.

pub mod migrate;
