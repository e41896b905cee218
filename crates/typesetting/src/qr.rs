//! A web address as a QR code.

use qrcode::{EcLevel, QrCode, render::svg};

/// The text is too long for a QR code.
#[derive(Debug, thiserror::Error)]
#[error("the address is too long for a QR code")]
pub struct TooLong;

/// Draws `address` as an SVG picture: black on white, error correction M (15 %), with the quiet zone that scanners need.
///
/// # Errors
/// [`TooLong`] beyond about 2300 bytes.
pub fn svg(address: &str) -> Result<String, TooLong> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(|_| TooLong)?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(200, 200).quiet_zone(true).build())
}
