//! Rows in the text form of PostgreSQL's COPY.

use std::io::Write;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

/// Rows of one table, ready to be sent.
#[derive(Default)]
pub struct Rows(Vec<u8>);

/// Adds a row: `row!(rows; id, name, Some(day), None::<Uuid>)`.
macro_rules! row {
    ($rows:expr; $first:expr $(, $cell:expr)* $(,)?) => {{
        let out = $rows.out();
        $crate::commands::demo::copy::Cell::write(&$first, out);
        $( out.push(b'\t'); $crate::commands::demo::copy::Cell::write(&$cell, out); )*
        out.push(b'\n');
    }};
}
pub(super) use row;

impl Rows {
    /// Where cells are written.
    pub fn out(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }

    /// All of it.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// What can stand in a cell.
pub trait Cell {
    /// Writes itself.
    fn write(&self, out: &mut Vec<u8>);
}

impl Cell for str {
    fn write(&self, out: &mut Vec<u8>) {
        for byte in self.bytes() {
            match byte {
                b'\\' => out.extend(b"\\\\"),
                b'\t' => out.extend(b"\\t"),
                b'\n' => out.extend(b"\\n"),
                b'\r' => out.extend(b"\\r"),
                byte => out.push(byte),
            }
        }
    }
}

impl Cell for String {
    fn write(&self, out: &mut Vec<u8>) {
        self.as_str().write(out);
    }
}

impl<T: Cell + ?Sized> Cell for &T {
    fn write(&self, out: &mut Vec<u8>) {
        (**self).write(out);
    }
}

impl<T: Cell> Cell for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(out),
            None => out.extend(b"\\N"),
        }
    }
}

impl Cell for Value {
    fn write(&self, out: &mut Vec<u8>) {
        self.to_string().write(out);
    }
}

macro_rules! displayed {
    ($($kind:ty),+) => {
        $(impl Cell for $kind {
            fn write(&self, out: &mut Vec<u8>) {
                // Writing to memory does not fail.
                let _ = write!(out, "{self}");
            }
        })+
    };
}
displayed!(i32, i64, u64, bool, Uuid, NaiveDate);

impl Cell for DateTime<Utc> {
    fn write(&self, out: &mut Vec<u8>) {
        let _ = write!(out, "{}", self.format("%Y-%m-%d %H:%M:%S%.6f+00"));
    }
}

/// An array of words without quotes or commas.
pub struct Words<'a>(pub &'a [&'a str]);

impl Cell for Words<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        let _ = write!(out, "{{{}}}", self.0.join(","));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_copy_reads_them() {
        let mut rows = Rows::default();
        let at: DateTime<Utc> = "2024-05-06T07:08:09.5Z".parse().expect("an instant");
        row!(rows; 7, "a\tb\\c", None::<Uuid>, Some(at), Words(&["UKR", "MDA"]), serde_json::json!({ "a": "\n" }));
        let written = String::from_utf8(rows.bytes().to_vec()).expect("text");
        assert_eq!(written, "7\ta\\tb\\\\c\t\\N\t2024-05-06 07:08:09.500000+00\t{UKR,MDA}\t{\"a\":\"\\\\n\"}\n");
    }
}
