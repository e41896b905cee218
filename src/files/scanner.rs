//! The port of the malware scanner. What was not scanned is never said to be clean.

use std::{future::Future, pin::Pin};

/// What a scan found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Clean,
    /// Malware, by the scanner's name for it.
    Infected {
        /// The signature's name.
        signature: String,
    },
    /// There is no scanner.
    NotScanned,
}

/// The scanner did not answer; nothing is taken unscanned where there is one.
#[derive(Debug, thiserror::Error)]
#[error("the malware scanner does not answer: {0}")]
pub struct ScannerSilent(pub String);

/// A scan under way.
pub type Scanning<'a> = Pin<Box<dyn Future<Output = Result<Verdict, ScannerSilent>> + Send + 'a>>;

/// The port.
pub trait Scanner: Send + Sync {
    /// Scans a file.
    fn scan<'a>(&'a self, bytes: &'a [u8]) -> Scanning<'a>;
}

/// An installation without a scanner, knowingly.
pub struct Off;

impl Scanner for Off {
    fn scan<'a>(&'a self, _: &'a [u8]) -> Scanning<'a> {
        Box::pin(async { Ok(Verdict::NotScanned) })
    }
}
