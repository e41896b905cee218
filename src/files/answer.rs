//! Content as an answer: streamed as it is decrypted, whole or in one range (RFC 9110, 14), never shown inside a page of ours.

use std::ops::Range;

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    body::SizedStream,
    dev::Payload,
    http::{
        StatusCode,
        header::{
            self, Charset, ContentDisposition, ContentEncoding, DispositionParam, DispositionType, ExtendedValue, HeaderMap,
        },
    },
    web::Bytes,
};
use futures_util::{
    StreamExt,
    future::{Ready, ready},
    stream,
};
use serde_json::json;

use super::{Files, Opened};
use crate::kernel::{
    blobs::{BlobError, BlobRef, BlobStore},
    http::describe::{Describe, Description},
    problem::{Kind, Problem},
    text::Text,
};

const LONGEST_RANGE: usize = 200;

/// What the reader asked for: a range, or only what has changed.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    range: Option<String>,
    if_range: Option<String>,
    if_none_match: Option<String>,
}

impl FromRequest for Wanted {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(request.headers()))
    }
}

impl Describe for Wanted {
    fn describe(description: &mut Description) {
        description.header(
            "Range",
            false,
            "One range of bytes (RFC 9110). What cannot be understood is passed over and the whole content given.",
            json!({ "type": "string", "maxLength": LONGEST_RANGE }),
            "bytes=0-1023",
        );
        description.statuses.extend([400, 404, 206, 416]);
    }
}

impl Wanted {
    fn read(headers: &HeaderMap) -> Result<Self, Problem> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let range = text(header::RANGE);
        if range.as_ref().is_some_and(|range| range.len() > LONGEST_RANGE) {
            let text = Text::new("Cel mult 200 de caractere.", "Не более 200 символов.", "At most 200 characters.");
            return Err(Problem::violation("Range", "too-long", text));
        }
        Ok(Self { range, if_range: text(header::IF_RANGE), if_none_match: text(header::IF_NONE_MATCH) })
    }

    fn unchanged(&self, etag: &str) -> bool {
        let same = |seen: &str| seen.trim().trim_start_matches("W/") == etag;
        self.if_none_match.as_deref().is_some_and(|seen| seen.trim() == "*" || seen.split(',').any(same))
    }

    /// The range to give; `None` for the whole content.
    fn range(&self, size: u64, etag: &str) -> Result<Option<Range<u64>>, Problem> {
        let fresh = self.if_range.as_deref().is_none_or(|seen| seen.trim() == etag);
        let Some(asked) = self.range.as_deref().filter(|_| fresh).and_then(Asked::read) else { return Ok(None) };
        asked.within(size).map(Some).ok_or_else(|| Problem::new(Kind::RANGE_NOT_SATISFIABLE).with("size", size))
    }
}

/// One range as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// `first-last` or `first-`.
    From(u64, Option<u64>),
    /// `-length`.
    Last(u64),
}

impl Asked {
    /// `None` for what is no range of bytes, and for several ranges at once.
    fn read(header: &str) -> Option<Self> {
        let (first, last) = header.trim().strip_prefix("bytes=")?.split_once('-')?;
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
        match (first.trim(), last.trim()) {
            ("", last) => number(last).map(Self::Last),
            (first, "") => number(first).map(|first| Self::From(first, None)),
            (first, last) => {
                let (first, last) = (number(first)?, number(last)?);
                (first <= last).then_some(Self::From(first, Some(last)))
            }
        }
    }

    fn within(self, size: u64) -> Option<Range<u64>> {
        match self {
            Self::From(first, _) if first >= size => None,
            Self::From(first, last) => Some(first..last.map_or(size, |last| last.saturating_add(1).min(size))),
            Self::Last(0) => None,
            Self::Last(_) if size == 0 => None,
            Self::Last(length) => Some(size.saturating_sub(length)..size),
        }
    }
}

/// How content is called and what it is.
#[derive(Debug, Clone)]
pub struct Named<'a> {
    /// Media type.
    pub content_type: &'a str,
    /// The name it is saved under.
    pub name: &'a str,
}

/// Answers with content, or the part of it that was asked for. The strong tag is the content's SHA-256.
pub async fn answer(blobs: &BlobStore, blob: &BlobRef, named: &Named<'_>, wanted: &Wanted) -> Result<HttpResponse, Problem> {
    let etag = format!("\"{}\"", hex::encode(&blob.sha256[..16]));
    if wanted.unchanged(&etag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, etag)).finish());
    }
    let range = wanted.range(blob.size, &etag)?;
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let given = range.clone().unwrap_or(0..blob.size);
    let mut pieces = Box::pin(blobs.read(blob, given.clone()).map_err(|error| problem_of(&error))?);
    // The first piece is opened before anything is promised.
    let first = pieces.next().await.unwrap_or_else(|| Ok(Bytes::new())).map_err(|error| problem_of(&error))?;
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::ETAG, etag))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
        ))
        // Compressed content would have other ranges and another tag.
        .insert_header(ContentEncoding::Identity)
        .insert_header(saved_as(&with_its_ending(named)))
        .content_type(named.content_type);
    if let Some(range) = range {
        answer.insert_header((header::CONTENT_RANGE, format!("bytes {}-{}/{}", range.start, range.end - 1, blob.size)));
    }
    let body = stream::iter([Ok(first)]).chain(pieces);
    Ok(answer.body(SizedStream::new(given.end - given.start, body)))
}

/// Answers with a received file that may be read.
pub async fn of_file(files: &Files, opened: &Opened, wanted: &Wanted) -> Result<HttpResponse, Problem> {
    let named = Named { content_type: &opened.facts.content_type, name: &opened.facts.name };
    answer(&files.blobs, &opened.blob, &named, wanted).await
}

/// The name with an ending that says what the content is: whoever opens a saved file by its name opens what was judged, and a PDF that calls
/// itself a web page is shown by no browser.
fn with_its_ending(named: &Named<'_>) -> String {
    let essence = named.content_type.split(';').next().unwrap_or_default().trim();
    let endings = mime_guess::get_mime_extensions_str(essence).unwrap_or_default();
    let told = named.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match (endings.first(), told) {
        (Some(_), Some(told)) if endings.contains(&told.as_str()) => named.name.to_owned(),
        (Some(_), _) => format!("{}.{}", named.name, usual(essence).unwrap_or(endings[0])),
        (None, _) => named.name.to_owned(),
    }
}

/// The ending that people expect where a type has several.
fn usual(essence: &str) -> Option<&'static str> {
    match essence {
        "image/jpeg" => Some("jpg"),
        "image/tiff" => Some("tiff"),
        "text/plain" => Some("txt"),
        _ => None,
    }
}

/// A plain name as it is; any other as RFC 8187 writes it.
fn saved_as(name: &str) -> ContentDisposition {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b' '));
    let parameter = if plain {
        DispositionParam::Filename(name.to_owned())
    } else {
        let value = name.as_bytes().to_vec();
        DispositionParam::FilenameExt(ExtendedValue { charset: Charset::Ext("UTF-8".into()), language_tag: None, value })
    };
    ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![parameter] }
}

/// What a failure of the store is to the caller.
pub fn problem_of(error: &BlobError) -> Problem {
    match error {
        BlobError::Erased(_) => Problem::not_found(),
        BlobError::OutOfRange { size } => Problem::new(Kind::RANGE_NOT_SATISFIABLE).with("size", *size),
        BlobError::TooLarge { limit } => Problem::new(Kind::TOO_LARGE).with("largest", *limit),
        BlobError::Store { .. } | BlobError::Listing(_) => {
            tracing::warn!(cause = %error, "the object store failed");
            Problem::unavailable()
        }
        other => Problem::internal(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_saved_is_called_what_it_is() {
        for (content_type, name, saved) in [
            ("application/pdf", "cazier.pdf", "cazier.pdf"),
            ("application/pdf", "Cazier.PDF", "Cazier.PDF"),
            ("application/pdf", "cazier.html", "cazier.html.pdf"),
            ("application/pdf", "cazier", "cazier.pdf"),
            ("image/jpeg", "photo.jpeg", "photo.jpeg"),
            ("image/jpeg", "photo.png", "photo.png.jpg"),
            ("text/csv; charset=utf-8", "figures.csv", "figures.csv"),
            ("application/x-nobody-knows", "it.exe", "it.exe"),
        ] {
            assert_eq!(with_its_ending(&Named { content_type, name }), saved);
        }
    }

    #[test]
    fn ranges_are_read_as_the_standard_writes_them() {
        let within = |header: &str| Asked::read(header).map(|asked| asked.within(100));
        assert_eq!(within("bytes=0-9"), Some(Some(0..10)));
        assert_eq!(within("bytes=90-"), Some(Some(90..100)));
        assert_eq!(within("bytes=-10"), Some(Some(90..100)));
        assert_eq!(within("bytes=-1000"), Some(Some(0..100)));
        assert_eq!(within("bytes=50-1000"), Some(Some(50..100)));
        assert_eq!(within("bytes=100-"), Some(None));
        assert_eq!(within("bytes=-0"), Some(None));
        for passed_over in ["bytes=9-0", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes", "bytes=-", "bytes=+1-2"] {
            assert_eq!(Asked::read(passed_over), None, "{passed_over}");
        }
    }

    proptest! {
        #[test]
        fn a_range_never_leaves_the_content(header in "bytes=[0-9]{0,20}-[0-9]{0,20}", size in 0u64..10_000) {
            if let Some(range) = Asked::read(&header).and_then(|asked| asked.within(size)) {
                prop_assert!(range.start < range.end && range.end <= size, "{range:?}");
            }
        }
    }
}
