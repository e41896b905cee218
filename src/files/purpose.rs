//! What a file is sent for, and what may be sent for it. Services narrow this further where they attach a file.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernel::content::{ContentType, Limits, Photo};

/// 10 MB a file (design/settled.md, "Calls"), counted as the catalogue of services counts it.
const LARGEST: usize = 10 * 1024 * 1024;

/// What a file is sent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum Purpose {
    /// A scan or document that a request, petition or person's file refers to (C-22): PDF, JPEG or PNG.
    Attachment,
    /// A colour photograph 3x4 of a face (C-22.9): JPEG or PNG, at least 354 x 472 pixels (300 dpi).
    Photo,
    /// A power of attorney (C-29.4): PDF, JPEG or PNG.
    Power,
}

impl Purpose {
    /// As it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attachment => "Attachment",
            Self::Photo => "Photo",
            Self::Power => "Power",
        }
    }

    /// Read back.
    pub(super) fn of_name(name: &str) -> Self {
        match name {
            "Photo" => Self::Photo,
            "Power" => Self::Power,
            _ => Self::Attachment,
        }
    }

    /// What may be sent for it.
    pub fn limits(self) -> Limits {
        let images = [ContentType::Jpeg, ContentType::Png];
        match self {
            Self::Attachment | Self::Power => Limits {
                accepted: [&images[..], &[ContentType::Pdf]].concat(),
                max_bytes: LARGEST,
                max_pixels: 40_000_000,
                max_pages: if self == Self::Power { 50 } else { 200 },
                photo: None,
            },
            Self::Photo => Limits {
                accepted: images.to_vec(),
                max_bytes: LARGEST,
                max_pixels: 40_000_000,
                max_pages: 0,
                photo: Some(Photo { aspect: (3, 4), tolerance: 3, min_width: 354, min_height: 472 }),
            },
        }
    }
}
