//! The malware scanner: a port in clamd's protocol. An installation without one says so (`kind: Off`), and what was not
//! scanned is never said to be clean.

pub mod clamd;
pub mod off;

use async_trait::async_trait;
use serde::Deserialize;

use super::{PartnerError, SettingError};

/// The port.
#[async_trait]
pub trait Scanner: Send + Sync {
    /// Scans a file.
    async fn scan(&self, bytes: &[u8]) -> Result<Verdict, PartnerError>;
}

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

/// Whether and where there is a scanner.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind")]
pub enum ScannerSettings {
    /// None, knowingly.
    Off,
    /// clamd over TCP.
    Clamd(clamd::ClamdSettings),
}

impl ScannerSettings {
    pub(super) fn check(&self, errors: &mut Vec<SettingError>) {
        if let Self::Clamd(clamd) = self {
            if clamd.address.rsplit_once(':').is_none_or(|(host, port)| host.is_empty() || port.parse::<u16>().is_err()) {
                errors.push(SettingError::named("partners.scanner.address", "must be host:port"));
            }
            if !(1..=300_000).contains(&clamd.timeout_ms) {
                errors.push(SettingError::named("partners.scanner.timeout_ms", "must be 1 to 300000"));
            }
        }
    }
}
