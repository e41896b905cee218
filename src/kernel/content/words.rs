//! The words of a PDF that was accepted, page by page, for searches in what is to be published; within bounds.
//!
//! What is drawn letter by letter is put together again, and what stands apart stays apart. Scans have no words, nor have texts in forms that
//! are drawn into a page from elsewhere, or in fonts that do not say which letters their glyphs are.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, content::Content};

use super::pdf::whole;

/// Bytes that a page or a font's table may unpack to.
const MOST_UNPACKED: usize = 8 << 20;
/// Bytes of words in all.
const MOST_WORDS: usize = 8 << 20;
const PATIENCE: Duration = Duration::from_secs(10);
/// A gap in thousandths of the font's size that readers take for a space.
const GAP: f32 = -200.0;

/// The words of each page; none where the file cannot be read whole. Work for the processor: call it on a blocking thread.
pub fn words(bytes: &[u8]) -> Option<Vec<String>> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let document = whole(bytes).ok()?;
        let (until, mut left) = (Instant::now() + PATIENCE, MOST_WORDS);
        let page = |page| {
            let words = words_of_page(&document, page, until)?;
            left = left.checked_sub(words.len())?;
            Some(words)
        };
        document.page_iter().map(page).collect()
    }));
    read.ok().flatten()
}

fn words_of_page(document: &Document, page: ObjectId, until: Instant) -> Option<String> {
    let fonts = document.get_page_fonts(page).ok()?;
    let mut encodings: BTreeMap<&[u8], Encoding<'_>> = BTreeMap::new();
    for (name, font) in &fonts {
        encodings.insert(name, encoding(document, font)?);
    }
    let content = document.get_page_content_with_limit(page, MOST_UNPACKED).ok()?;
    let (mut written, mut font) = (Written::default(), None);
    for operation in Content::decode_iter(&content) {
        // What follows a fault in a page is not shown by readers either.
        let Ok(operation) = operation else { break };
        if Instant::now() > until || written.text.len() > MOST_WORDS {
            return None;
        }
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "Tf" => font = operands.first().and_then(|name| encodings.get(name.as_name().ok()?)),
            "Td" | "TD" | "Tm" | "BT" => written.moved(),
            "T*" => written.line(),
            "Tj" | "TJ" => written.show(operands, font?)?,
            "'" | "\"" => {
                written.line();
                written.show(operands.last().map(std::slice::from_ref).unwrap_or_default(), font?)?;
            }
            _ => {}
        }
    }
    Some(written.text)
}

fn encoding<'a>(document: &'a Document, font: &'a Dictionary) -> Option<Encoding<'a>> {
    font.get_font_encoding_with_limit(document, MOST_UNPACKED).ok()
}

/// What was shown so far.
#[derive(Default)]
struct Written {
    text: String,
    /// Letters since the place last moved.
    since: usize,
}

impl Written {
    /// Programs that place each letter by itself move after each; any other move goes to another word or line.
    fn moved(&mut self) {
        if self.since > 1 {
            self.line();
        }
        self.since = 0;
    }

    fn line(&mut self) {
        self.since = 0;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn show(&mut self, operands: &[Object], encoding: &Encoding<'_>) -> Option<()> {
        for operand in operands {
            match operand {
                Object::String(bytes, _) => {
                    let before = self.text.len();
                    encoding.write_to_string(bytes, &mut self.text).ok()?;
                    self.since += self.text[before..].chars().count();
                }
                Object::Array(pieces) => self.show(pieces, encoding)?,
                gap if gap.as_float().is_ok_and(|gap| gap < GAP) => self.text.push(' '),
                _ => {}
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    fn pdf(contents: &[&str]) -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let (tree, mut kids) = (document.new_object_id(), Vec::new());
        let font = document.add_object(
            dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" },
        );
        for content in contents {
            let mut stream = Stream::new(dictionary! {}, content.as_bytes().to_vec());
            stream.compress().expect("a stream");
            let content = document.add_object(stream);
            kids.push(Object::Reference(document.add_object(dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content,
                "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            })));
        }
        let pages = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
        document.objects.insert(tree, Object::Dictionary(pages));
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("a PDF");
        bytes
    }

    #[test]
    fn words_are_read_page_by_page() {
        let two = pdf(&[
            "BT /F1 12 Tf 72 700 Td (1. EXEMPLU) Tj 0 -14 Td [(2004) -20 (000123455)] TJ ET",
            "BT /F1 9 Tf (B) Tj T* (C) Tj ET",
        ]);
        assert_eq!(words(&two), Some(vec!["1. EXEMPLU\n2004000123455".into(), "B\nC".into()]));
    }

    #[test]
    fn letters_that_are_placed_one_by_one_are_one_word() {
        let drawn: String = "2004000123455".chars().map(|digit| format!("({digit}) Tj 6 0 Td ")).collect();
        assert_eq!(words(&pdf(&[&format!("BT /F1 12 Tf {drawn} ET")])), Some(vec!["2004000123455".into()]));
        let row = "BT /F1 9 Tf (17) Tj 40 0 Td (2004000123455) Tj 40 0 Td (18) Tj [(a) -600 (b)] TJ ET";
        assert_eq!(words(&pdf(&[row])), Some(vec!["17\n2004000123455\n18a b".into()]));
    }

    #[test]
    fn what_unpacks_to_too_much_and_what_is_no_pdf_have_no_words() {
        assert_eq!(words(&pdf(&[&" ".repeat(MOST_UNPACKED + 1)])), None);
        assert_eq!(words(b"%PDF-1.7 nothing"), None);
        assert_eq!(words(&pdf(&[""])), Some(vec![String::new()]));
    }
}
