//! PDF: readable without a password, without anything that acts, within bounds.
//!
//! The parser (`lopdf`) loads all objects at once, and a file can make it read the same bytes many times. So: what stands
//! between objects is looked at before ([`dense`]); each object is seen once loaded ([`keep`]), is charged against a budget
//! and gives up its stream; object streams are unpacked up to a limit and must be in order ([`stand_apart`]). Where the
//! budget ends, the parser is left by unwinding, as it offers no other way; a panic of its own is caught as well.

use std::{
    any::Any,
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    time::{Duration, Instant},
};

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId};

use super::{ContentProblem, Limits, find, members::stand_apart};

/// Bytes that one object stream may unpack to; usual ones have a hundred small objects.
const MOST_UNPACKED: usize = 2 << 20;
/// Object streams in one file.
const MOST_OBJECT_STREAMS: u32 = 1000;
/// Bytes of one object without its stream. In memory they are a hundred times as many.
const LONGEST_OBJECT: usize = 1 << 20;
/// Arrays and dictionaries opened without anything else between them.
const MOST_OPEN: usize = 200;
/// What a loaded object costs besides its bytes.
const COST_OF_OBJECT: usize = 100;
const PATIENCE: Duration = Duration::from_secs(10);
/// Readers look for `%%EOF` in so many last bytes.
const END_REACH: usize = 1024;

/// The number of pages.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<u32, ContentProblem> {
    if find(&bytes[bytes.len().saturating_sub(END_REACH)..], b"%%EOF").is_none() {
        return Err(match bytes.windows(5).rposition(|window| window == b"%%EOF") {
            Some(_) => ContentProblem::Polyglot { with: "something after the end of the PDF" },
            None => ContentProblem::Truncated,
        });
    }
    refuse_names(bytes)?;
    if dense(bytes) {
        return Err(ContentProblem::TooComplex);
    }
    let inspected = catch_unwind(AssertUnwindSafe(|| {
        let document = load(bytes)?;
        check_document(&document, limits)
    }));
    BUDGET.set(None);
    inspected.unwrap_or_else(|cause: Box<dyn Any + Send>| {
        Err(if cause.is::<Exhausted>() { ContentProblem::TooComplex } else { ContentProblem::Damaged })
    })
}

/// What is left for the file that this thread looks at.
#[derive(Clone, Copy)]
struct Budget {
    bytes: usize,
    object_streams: u32,
    until: Instant,
}

thread_local! {
    static BUDGET: Cell<Option<Budget>> = const { Cell::new(None) };
}

type Filter = fn(ObjectId, &mut Object) -> Option<(ObjectId, Object)>;

/// Carried by the unwinding that ends the parser's work.
struct Exhausted;

fn load(bytes: &[u8]) -> Result<Document, ContentProblem> {
    load_through(bytes, keep)
}

fn load_through(bytes: &[u8], filter: Filter) -> Result<Document, ContentProblem> {
    let budget = bytes.len().saturating_mul(8).saturating_add(64 << 20);
    BUDGET.set(Some(Budget { bytes: budget, object_streams: MOST_OBJECT_STREAMS, until: Instant::now() + PATIENCE }));
    let options = LoadOptions { filter: Some(filter), max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => ContentProblem::TooComplex,
        _ => ContentProblem::Damaged,
    })
}

/// A file that was accepted, read again with its streams; as dear as the first time at most.
pub(super) fn whole(bytes: &[u8]) -> Result<Document, ContentProblem> {
    let read = catch_unwind(AssertUnwindSafe(|| load_through(bytes, keep_whole)));
    BUDGET.set(None);
    read.unwrap_or(Err(ContentProblem::TooComplex))
}

fn keep_whole(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    charge(object);
    Some((id, object.clone()))
}

/// Takes an object off the budget; where that ends, the parser's work does.
fn charge(object: &Object) -> bool {
    let Some(mut budget) = BUDGET.get() else { resume_unwind(Box::new(Exhausted)) };
    let object_stream = matches!(object, Object::Stream(stream) if stream.dict.has_type(b"ObjStm"));
    let left = budget.bytes.checked_sub(cost(object));
    let streams_left = budget.object_streams.checked_sub(u32::from(object_stream));
    let (Some(left), Some(streams_left)) = (left, streams_left) else { resume_unwind(Box::new(Exhausted)) };
    if Instant::now() > budget.until {
        resume_unwind(Box::new(Exhausted));
    }
    (budget.bytes, budget.object_streams) = (left, streams_left);
    BUDGET.set(Some(budget));
    object_stream
}

/// Called by the parser with every object it has read; what it must not keep is taken out.
fn keep(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let object_stream = charge(object);
    if let Object::Stream(stream) = object {
        if !object_stream {
            *object = Object::Dictionary(std::mem::take(&mut stream.dict));
        } else if let Ok(content) = stream.get_plain_content_with_limit(MOST_UNPACKED) {
            let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
            if !first.is_some_and(|first| stand_apart(&content, first)) {
                resume_unwind(Box::new(Exhausted));
            }
            // The parser goes on with the stream in place and keeps what is in place.
            return Some((id, Object::Null));
        }
    }
    Some((id, object.clone()))
}

fn cost(object: &Object) -> usize {
    let of_dictionary = |dictionary: &Dictionary| dictionary.iter().map(|(key, value)| key.len() + cost(value)).sum();
    COST_OF_OBJECT
        + match object {
            Object::Name(bytes) | Object::String(bytes, _) => bytes.len(),
            Object::Array(items) => items.iter().map(cost).sum(),
            Object::Dictionary(dictionary) => of_dictionary(dictionary),
            Object::Stream(stream) => stream.content.len() + of_dictionary(&stream.dict),
            _ => 0,
        }
}

/// Whether any object is longer without its stream than objects are, or begins too many arrays at once.
fn dense(bytes: &[u8]) -> bool {
    let (mut since, mut open) = (None, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'[' | b'<' => open += 1,
            _ if byte.is_ascii_whitespace() => {}
            _ => open = 0,
        }
        if open > MOST_OPEN || since.is_some_and(|since| at - since > LONGEST_OBJECT) {
            return true;
        }
        match byte {
            b'e' if bytes[at..].starts_with(b"endobj") => since = None,
            b's' if bytes[at..].starts_with(b"stream") || bytes[at..].starts_with(b"startxref") => since = None,
            b't' if bytes[at..].starts_with(b"trailer") => since = Some(at),
            b'o' if begins_object(bytes, at) => since = Some(at),
            _ => {}
        }
    }
    false
}

/// `obj` after a number or white space and before something that can be long; in compressed data that hardly occurs.
fn begins_object(bytes: &[u8], at: usize) -> bool {
    let Some(rest) = bytes[at..].strip_prefix(b"obj") else { return false };
    let before = at.checked_sub(1).map_or(b' ', |at| bytes[at]);
    let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
    (before.is_ascii_whitespace() || before.is_ascii_digit()) && next.is_some_and(|next| b"[<(%".contains(next))
}

/// Looks for forbidden things in the bytes themselves: the parser skips what it cannot read and what the
/// cross-reference table does not name, while other readers find it. (What is packed in object streams is seen later.)
fn refuse_names(bytes: &[u8]) -> Result<(), ContentProblem> {
    let mut former: (Vec<u8>, usize) = Default::default();
    let mut at = 0;
    while let Some(slash) = bytes[at..].iter().position(|&byte| byte == b'/') {
        let start = at + slash;
        let (name, end) = name(bytes, start + 1);
        let next = bytes[end..].iter().find(|byte| !byte.is_ascii_whitespace());
        if name == b"Encrypt" && next.is_some_and(|&next| next == b'<' || next.is_ascii_digit()) {
            return Err(ContentProblem::Encrypted);
        }
        if former.1 > 0 && bytes[former.1..start].iter().all(u8::is_ascii_whitespace) {
            refuse_pair(&former.0, &name)?;
        }
        former = (name, end);
        at = end;
    }
    Ok(())
}

/// A name from after its slash, and where it ends; only so much of it as any name of interest has.
fn name(bytes: &[u8], start: usize) -> (Vec<u8>, usize) {
    let (mut name, mut at) = (Vec::new(), start);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() || byte == 0 || b"()<>[]{}/%".contains(&byte) || name.len() >= 32 {
            break;
        }
        let escaped = bytes.get(at + 1..at + 3).filter(|_| byte == b'#');
        let escaped = escaped.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        name.push(escaped.unwrap_or(byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    (name, at)
}

/// A key and the name that is its value.
fn refuse_pair(key: &[u8], value: &[u8]) -> Result<(), ContentProblem> {
    match (key, value) {
        (b"S", b"JavaScript") => Err(ContentProblem::JavaScript),
        (b"S", b"Launch") => Err(ContentProblem::LaunchAction),
        (b"S", b"GoToE") | (b"Type", b"EmbeddedFile") | (b"Subtype", b"FileAttachment") => Err(ContentProblem::EmbeddedFile),
        (b"S", b"SubmitForm" | b"ImportData" | b"Rendition" | b"Movie" | b"Sound" | b"GoTo3DView" | b"RichMediaExecute")
        | (b"Subtype", b"RichMedia" | b"Movie" | b"Screen" | b"Sound" | b"3D") => Err(ContentProblem::ActiveContent),
        _ => Ok(()),
    }
}

fn check_document(document: &Document, limits: &Limits) -> Result<u32, ContentProblem> {
    if document.is_encrypted() {
        return Err(ContentProblem::Encrypted);
    }
    let check = Check { document, limits };
    check.dictionary(&document.trailer)?;
    document.objects.values().try_for_each(|object| check.object(object))?;
    let pages = document.page_iter().take(limits.max_pages as usize + 1).count() as u32;
    match pages {
        0 => Err(ContentProblem::NoPages),
        _ if pages > limits.max_pages => Err(ContentProblem::TooManyPages { limit: limits.max_pages }),
        _ => Ok(pages),
    }
}

struct Check<'a> {
    document: &'a Document,
    limits: &'a Limits,
}

impl Check<'_> {
    /// As deep as the parser goes: a hundred.
    fn object(&self, object: &Object) -> Result<(), ContentProblem> {
        match object {
            Object::Array(items) => items.iter().try_for_each(|item| self.object(item)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            Object::Stream(stream) => self.dictionary(&stream.dict),
            _ => Ok(()),
        }
    }

    fn dictionary(&self, dictionary: &Dictionary) -> Result<(), ContentProblem> {
        for (key, value) in dictionary {
            match key.as_slice() {
                b"JS" | b"JavaScript" => return Err(ContentProblem::JavaScript),
                b"EmbeddedFiles" | b"EF" => return Err(ContentProblem::EmbeddedFile),
                b"XFA" => return Err(ContentProblem::ActiveContent),
                _ => {}
            }
            match self.document.dereference(value) {
                Ok((_, Object::Name(name))) => refuse_pair(key, name)?,
                // What is referred to has its own turn.
                _ => self.object(value)?,
            }
        }
        let limit = self.limits.max_pixels;
        match (self.side(dictionary, b"Width"), self.side(dictionary, b"Height")) {
            (Some(width), Some(height)) if u64::from(width) * u64::from(height) > limit => {
                Err(ContentProblem::TooManyPixels { width, height, limit })
            }
            _ => Ok(()),
        }
    }

    fn side(&self, dictionary: &Dictionary, key: &[u8]) -> Option<u32> {
        let side = dictionary.get_deref(key, self.document).and_then(Object::as_i64).ok()?;
        u32::try_from(side).ok()
    }
}
