//! What every resource stands on; not one word of the domain in it.

pub mod blobs;
pub mod calendar;
pub mod clock;
pub mod content;
pub mod cursor;
pub mod database;
pub mod failpoint;
pub mod http;
pub mod id;
pub mod identifiers;
pub mod keys;
pub mod listen;
pub mod local_time;
pub mod measures;
pub mod merkle;
pub mod money;
pub mod nudge;
pub mod outbox;
pub mod problem;
pub mod sql;
pub mod statements;
pub mod telemetry;
pub mod term;
pub mod text;
pub mod violation;
pub mod work;
