//! PostgreSQL: migrations, the rights of the program's role, the private cluster of development and tests.

pub mod cluster;
pub mod guard;
pub mod migrate;
