//! The queries. Views of the rooms below are read, tables of this room alone are written.

pub mod ages;
pub mod assets;
pub mod cells;
pub mod facts;
pub mod indicators;
pub mod marks;
pub mod releases;
pub mod reports;
pub mod subjects;
