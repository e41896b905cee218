//! JPEG and PNG: complete, decodable, within bounds.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, metadata::Orientation};

use super::{ContentProblem, ContentType, Limits, Photo, kind::refuse_dangerous_tail};

/// Progressive images have about ten scans; each costs a pass over the whole image.
const MOST_SCANS: usize = 100;

/// The size of the image as it is shown.
pub fn check(bytes: &[u8], found: ContentType, limits: &Limits) -> Result<(u32, u32), ContentProblem> {
    let format = if found == ContentType::Png {
        if end_of_png(bytes).ok_or(ContentProblem::Truncated)? < bytes.len() {
            return Err(ContentProblem::Polyglot { with: "something after the end of the image" });
        }
        ImageFormat::Png
    } else {
        refuse_dangerous_tail(&bytes[end_of_jpeg(bytes)?..])?;
        ImageFormat::Jpeg
    };
    // The decoders are safe Rust and refuse with errors; a panic in them would be a bug, and must not end a request.
    let decoded = catch_unwind(AssertUnwindSafe(|| decode(bytes, format, limits.max_pixels)));
    let (width, height) = decoded.unwrap_or(Err(ContentProblem::Damaged))?;
    if let Some(photo) = limits.photo {
        check_photo(width, height, photo)?;
    }
    Ok((width, height))
}

fn decode(bytes: &[u8], format: ImageFormat, limit: u64) -> Result<(u32, u32), ContentProblem> {
    let problem = |error| match error {
        ImageError::Limits(_) => ContentProblem::TooComplex,
        _ => ContentProblem::Damaged,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut bounds = image::Limits::no_limits();
    // Up to 16 bits in 4 channels a pixel, and what the decoder needs for itself.
    bounds.max_alloc = Some(limit.saturating_mul(8).saturating_add(64 << 20));
    reader.limits(bounds);
    let mut decoder = reader.into_decoder().map_err(problem)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limit {
        return Err(ContentProblem::TooManyPixels { width, height, limit });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    DynamicImage::from_decoder(decoder).map_err(problem)?;
    Ok(match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        _ => (width, height),
    })
}

fn check_photo(width: u32, height: u32, photo: Photo) -> Result<(), ContentProblem> {
    let Photo { aspect, tolerance, min_width, min_height } = photo;
    if width < min_width || height < min_height {
        return Err(ContentProblem::TooFewPixels { width, height, min_width, min_height });
    }
    let (across, down) = (u64::from(width) * u64::from(aspect.1), u64::from(height) * u64::from(aspect.0));
    let fits = across.abs_diff(down) * 100 <= down * u64::from(tolerance);
    if fits { Ok(()) } else { Err(ContentProblem::OtherAspect { width, height, aspect }) }
}

/// Where the chunk `IEND` ends; `None` where there is none.
fn end_of_png(bytes: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let name = bytes.get(at + 4..at + 8)?;
        let end = at + 12 + length;
        bytes.get(..end)?;
        if name == b"IEND" {
            return Some(end);
        }
        at = end;
    }
}

/// Where the marker "end of image" ends, going from segment to segment (ITU-T T.81, annex B).
fn end_of_jpeg(bytes: &[u8]) -> Result<usize, ContentProblem> {
    let (mut at, mut scans) = (2, 0);
    let byte = |at: usize| bytes.get(at).copied().ok_or(ContentProblem::Truncated);
    loop {
        if byte(at)? != 0xff {
            return Err(ContentProblem::Damaged);
        }
        while byte(at)? == 0xff {
            at += 1;
        }
        let marker = byte(at)?;
        at += 1;
        match marker {
            0xd9 => return Ok(at),
            0x01 | 0xd0..=0xd7 => continue,
            _ => {}
        }
        let length = usize::from(byte(at)?) << 8 | usize::from(byte(at + 1)?);
        if length < 2 {
            return Err(ContentProblem::Damaged);
        }
        at += length;
        if marker == 0xda {
            scans += 1;
            if scans > MOST_SCANS {
                return Err(ContentProblem::TooComplex);
            }
            // Compressed data: up to a marker that is neither a stuffed zero nor a restart.
            while byte(at)? != 0xff || matches!(byte(at + 1)?, 0x00 | 0xd0..=0xd7) {
                at += 1;
            }
        }
    }
}
