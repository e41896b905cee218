//! The documents that a service asks for (Concept, par. 22).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{condition::Condition, tariff::Span};
use crate::kernel::text::Text;

/// A document asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentRule {
    /// Its code, unique in the service.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60)]
    pub code: String,
    /// Its name.
    pub label: Text,
    /// What it must show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Which of the Concept's input documents it is.
    pub kind: InputDocument,
    /// Must be attached to file.
    #[serde(default)]
    pub required: bool,
    /// Must be attached when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_when: Option<Condition>,
    /// Types of content accepted, told by the content and not by the name.
    #[schema(min_items = 1, max_items = 3)]
    pub content_types: Vec<ContentType>,
    /// Largest file, in bytes; never above 10 MB.
    #[schema(minimum = 1, maximum = 10485760)]
    pub max_bytes: u64,
    /// Most pages of a PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 500)]
    pub max_pages: Option<u32>,
    /// Most pixels of an image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 100000000)]
    pub max_pixels: Option<u64>,
    /// Most files.
    #[schema(minimum = 1, maximum = 50)]
    pub max_files: u32,
    /// Translated into the state language.
    #[serde(default)]
    pub translation: bool,
    /// Legalised or apostilled.
    #[serde(default)]
    pub apostille: bool,
    /// Authenticated by a notary or a consul.
    #[serde(default)]
    pub notarised: bool,
    /// How old the original may be on the filing day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_not_older: Option<Span>,
    /// The picture's own rule, for a photograph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<PhotoRule>,
}

/// The Concept's input documents (par. 22, 1 to 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum InputDocument {
    /// 1: standard application.
    Application,
    /// 2: travel document with border stamps.
    TravelDocument,
    /// 3: birth, marriage or divorce certificate.
    CivilStatus,
    /// 4: birth or death certificate of a relative.
    RelativeCivilStatus,
    /// 5: certificate of not holding Moldovan citizenship.
    NonCitizenship,
    /// 6: criminal record of the country of origin.
    CriminalRecord,
    /// 7: ownership or use of a dwelling.
    Dwelling,
    /// 8: other documents particular to the service.
    Other,
    /// 9: colour photograph 3x4.
    Photo,
}

/// A type of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ContentType {
    /// PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// JPEG.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG.
    #[serde(rename = "image/png")]
    Png,
}

/// What a photograph must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhotoRule {
    /// Width in parts of the ratio: 3 of 3x4.
    #[schema(minimum = 1, maximum = 100)]
    pub ratio_width: u32,
    /// Height in parts of the ratio: 4 of 3x4.
    #[schema(minimum = 1, maximum = 100)]
    pub ratio_height: u32,
    /// How far the ratio may be off, in per cent.
    #[schema(maximum = 20)]
    pub tolerance_percent: u32,
    /// Least width, pixels.
    #[schema(minimum = 1, maximum = 10000)]
    pub min_width: u32,
    /// Least height, pixels.
    #[schema(minimum = 1, maximum = 10000)]
    pub min_height: u32,
    /// In colour.
    pub colour: bool,
}

impl PhotoRule {
    /// Whether a picture of this size is large enough and has the right ratio.
    pub fn fits(&self, width: u32, height: u32) -> bool {
        let across = u64::from(width) * u64::from(self.ratio_height);
        let down = u64::from(height) * u64::from(self.ratio_width);
        width >= self.min_width
            && height >= self.min_height
            && across.abs_diff(down) * 100 <= down * u64::from(self.tolerance_percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_three_to_four_and_large_enough() {
        let rule =
            PhotoRule { ratio_width: 3, ratio_height: 4, tolerance_percent: 3, min_width: 354, min_height: 472, colour: true };
        for (width, height, expected) in [
            (354, 472, true),
            (900, 1200, true),
            (920, 1200, true),
            (940, 1200, false),
            (1200, 900, false),
            (300, 400, false),
            (0, 0, false),
            (u32::MAX, u32::MAX, false),
        ] {
            assert_eq!(rule.fits(width, height), expected, "{width}x{height}");
        }
    }
}
