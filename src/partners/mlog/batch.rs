//! Events packed into messages that MLog takes: lines of JSON, no message over its limit.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{Event, event::MESSAGE_LIMIT};
use crate::partners::PartnerError;

/// One message to MLog: at least one line, within the limit. Only [`Batch::pack`] makes one.
#[derive(Clone, PartialEq, Eq)]
pub struct Batch {
    lines: Vec<(String, String)>,
    bytes: usize,
}

impl std::fmt::Debug for Batch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Batch({} lines, {} bytes)", self.lines.len(), self.bytes)
    }
}

/// What packing gave.
#[derive(Debug, Default)]
pub struct Packed {
    /// In the order of the events. An event is registered once every batch that names it is.
    pub batches: Vec<Batch>,
    /// Events that can never be registered as they are, by `event_id`.
    pub refused: Vec<(String, PartnerError)>,
}

impl Batch {
    /// Packs events, as many a message as fit.
    pub fn pack(events: impl IntoIterator<Item = Event>) -> Packed {
        let mut packed = Packed::default();
        for event in events {
            let id = event.event_id.clone();
            match event.lines() {
                Ok(lines) => lines.into_iter().for_each(|line| packed.add(&id, line)),
                Err(error) => packed.refused.push((id, error)),
            }
        }
        packed
    }

    /// The `event_id`s in it, once each.
    pub fn event_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.lines.iter().map(|(id, _)| id.as_str()).collect();
        ids.dedup();
        ids
    }

    /// `event_id` and instant of its last line, as MLog has them.
    pub fn last(&self) -> Option<(String, DateTime<Utc>)> {
        #[derive(Deserialize)]
        struct Line {
            event_id: String,
            event_time: DateTime<Utc>,
        }
        let (_, line) = self.lines.last()?;
        serde_json::from_str(line).ok().map(|Line { event_id, event_time }| (event_id, event_time))
    }

    /// The message: one event a line.
    pub fn body(&self) -> String {
        self.lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The same events a message each: after a refusal, to find the one that is refused and let the others through.
    pub fn singly(self) -> Vec<Self> {
        self.lines.into_iter().map(|(id, line)| Self { bytes: line.len(), lines: vec![(id, line)] }).collect()
    }
}

impl Packed {
    fn add(&mut self, id: &str, line: String) {
        match self.batches.last_mut() {
            Some(batch) if batch.bytes + 1 + line.len() <= MESSAGE_LIMIT => {
                batch.bytes += 1 + line.len();
                batch.lines.push((id.to_owned(), line));
            }
            _ => self.batches.push(Batch { bytes: line.len(), lines: vec![(id.to_owned(), line)] }),
        }
    }
}
