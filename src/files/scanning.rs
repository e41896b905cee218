//! Scanning through the partners' port (clamd).

use std::sync::Arc;

use super::scanner::{Scanner, ScannerSilent, Scanning, Verdict};
use crate::partners::scanner::{Scanner as Port, Verdict as Found};

/// The scanner of this installation.
pub struct ThroughPort(pub Arc<dyn Port>);

impl Scanner for ThroughPort {
    fn scan<'a>(&'a self, bytes: &'a [u8]) -> Scanning<'a> {
        Box::pin(async move {
            match self.0.scan(bytes).await {
                Ok(Found::Clean) => Ok(Verdict::Clean),
                Ok(Found::Infected { signature }) => Ok(Verdict::Infected { signature }),
                Ok(Found::NotScanned) => Ok(Verdict::NotScanned),
                Err(error) => Err(ScannerSilent(error.to_string())),
            }
        })
    }
}
