//! The words of a PDF that was accepted, page by page, for searches in what is to be published; within bounds.
//!
//! What is drawn letter by letter is put together again, and what stands apart stays apart. Scans have no words, nor have texts in forms that
//! are drawn into a page from elsewhere, or in fonts that do not say which letters their glyphs are.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::LazyLock,
    time::{Duration, Instant},
};

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, content::Content};
use regex::Regex;

use super::pdf::whole;

/// Bytes that a page may unpack to.
const MOST_UNPACKED: usize = 8 << 20;
/// Bytes that a font's table of letters may unpack to: those of whole alphabets have some tens of thousands.
const MOST_OF_TABLE: usize = 512 << 10;
/// Letters that a table may name: as many as there are codes of two bytes.
const MOST_LETTERS: u64 = 65_536;
/// Tables that a file may have.
const MOST_TABLES: usize = 500;
/// Bytes of one piece of text.
const MOST_PIECE: usize = 32 << 10;
/// Bytes of words of a page.
const MOST_WORDS: usize = 4 << 20;
const PATIENCE: Duration = Duration::from_secs(10);
/// A gap in thousandths of the font's size that readers take for a space.
const GAP: f32 = -200.0;
/// A way to the next letter that is longer than so many times the font's size leads to another cell.
const STRIDE: f32 = 3.0;

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words of each page; none of one that cannot be read.
    pub pages: Vec<Option<String>>,
    /// The time was over before all was read: another try may read more.
    pub hurried: bool,
}

/// The words of a file; none where it is no PDF that can be taken apart. Work for the processor: call it on a blocking thread.
pub fn words(bytes: &[u8]) -> Option<Words> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let document = whole(bytes).ok()?;
        let mut fonts = Fonts { document: &document, known: HashMap::new(), until: Instant::now() + PATIENCE };
        let pages = document.page_iter().map(|page| fonts.words_of(page)).collect();
        Some(Words { pages, hurried: fonts.is_late() })
    }));
    read.ok().flatten()
}

/// The fonts of a document, each read once, until the time is over.
struct Fonts<'a> {
    document: &'a Document,
    known: HashMap<*const Dictionary, Option<Rc<Encoding<'a>>>>,
    until: Instant,
}

impl<'a> Fonts<'a> {
    fn is_late(&self) -> bool {
        Instant::now() > self.until
    }

    fn encoding(&mut self, font: &'a Dictionary) -> Option<Rc<Encoding<'a>>> {
        let key = std::ptr::from_ref(font);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let read = (self.known.len() < MOST_TABLES && !self.is_late()).then(|| table(self.document, font)).flatten().map(Rc::new);
        self.known.insert(key, read.clone());
        read
    }

    fn words_of(&mut self, page: ObjectId) -> Option<String> {
        if self.is_late() {
            return None;
        }
        let fonts = self.document.get_page_fonts(page).ok()?;
        let content = self.document.get_page_content_with_limit(page, MOST_UNPACKED).ok()?;
        let (mut written, mut font, mut kept) = (Written::default(), None, Vec::new());
        for operation in Content::decode_iter(&content) {
            // What follows a fault in a page is not shown by readers either.
            let Ok(operation) = operation else { break };
            if self.is_late() {
                return None;
            }
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "q" if kept.len() < 100 => kept.push((font.clone(), written.size)),
                "Q" => (font, written.size) = kept.pop().unwrap_or((font, written.size)),
                "Tf" => {
                    let named = operands.first().and_then(|name| fonts.get(name.as_name().ok()?)).copied();
                    font = named.and_then(|font| self.encoding(font));
                    written.size = number(operands, 1);
                }
                "Td" | "TD" => written.moved(number(operands, 0), number(operands, 1)),
                "Tm" => written.placed(number(operands, 4), number(operands, 5)),
                "BT" => written.moved(0.0, 0.0),
                "T*" => written.line(),
                "Tj" | "TJ" => written.show(operands, font.as_deref()?)?,
                "'" | "\"" => {
                    written.line();
                    written.show(operands.last().map(std::slice::from_ref).unwrap_or_default(), font.as_deref()?)?;
                }
                _ => {}
            }
        }
        Some(written.text)
    }
}

fn number(operands: &[Object], at: usize) -> f32 {
    operands.get(at).and_then(|operand| operand.as_float().ok()).unwrap_or_default()
}

/// Which letters a font's codes are; none where its table says more than a font can need: each letter that a table names takes room, and a
/// file of a few bytes can name them by the thousand million.
fn table<'a>(document: &'a Document, font: &'a Dictionary) -> Option<Encoding<'a>> {
    static PAIR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>").ok());
    for name in [b"ToUnicode".as_slice(), b"Encoding"] {
        let Ok(stream) = font.get_deref(name, document).and_then(Object::as_stream) else { continue };
        let unpacked = stream.get_plain_content_with_limit(MOST_OF_TABLE).ok()?;
        let (mut letters, text) = (0u64, String::from_utf8_lossy(&unpacked));
        // Twice: the pairs of a line of three begin at its first and at its second.
        let code = |digits: &str| -> Option<u64> {
            let digits: String = digits.split_whitespace().collect();
            // What stands for one code is short; ligatures have a few letters.
            (digits.len() <= 64).then(|| u64::from_str_radix(&digits, 16).unwrap_or(u64::MAX))
        };
        let mut from = 0;
        while let Some(pair) = PAIR.as_ref()?.captures_at(&text, from) {
            let first = pair.get(1)?;
            let (low, high) = (code(first.as_str())?, code(pair.get(2)?.as_str())?);
            // A range that is written backwards has no letters; of a single code and its letter the difference says nothing.
            letters = letters.saturating_add(if in_ranges(&text, first.start()) {
                high.saturating_sub(low).saturating_add(1)
            } else {
                1
            });
            if letters > 4 * MOST_LETTERS {
                return None;
            }
            from = first.end() + 1;
        }
    }
    font.get_font_encoding_with_limit(document, MOST_OF_TABLE).ok()
}

/// Whether a place of a table is among its ranges.
fn in_ranges(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.rfind("beginbfrange").or_else(|| before.rfind("begincidrange")) > before.rfind("beginbfchar")
}

/// What was shown so far.
#[derive(Default)]
struct Written {
    text: String,
    /// Letters since the place last moved.
    since: usize,
    /// The font's size.
    size: f32,
    /// Where a text was placed last.
    place: (f32, f32),
}

impl Written {
    /// Programs that place each letter by itself move a little along the line after each; any other move goes to another word or line.
    fn moved(&mut self, along: f32, down: f32) {
        if self.since > 1 || down.abs() > 0.01 || along.abs() > STRIDE * self.size.abs().max(1.0) {
            self.line();
        }
        self.since = 0;
    }

    fn placed(&mut self, along: f32, up: f32) {
        let (before, height) = std::mem::replace(&mut self.place, (along, up));
        self.moved(along - before, up - height);
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
                    if bytes.len() > MOST_PIECE || self.text.len() > MOST_WORDS {
                        return None;
                    }
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

    fn read(bytes: &[u8]) -> Option<Vec<String>> {
        words(bytes)?.pages.into_iter().collect()
    }

    #[test]
    fn words_are_read_page_by_page() {
        let two = pdf(&[
            "BT /F1 12 Tf 72 700 Td (1. EXEMPLU) Tj 0 -14 Td [(2004) -20 (000123455)] TJ ET",
            "BT /F1 9 Tf (B) Tj T* (C) Tj ET",
        ]);
        assert_eq!(read(&two), Some(vec!["1. EXEMPLU\n2004000123455".into(), "B\nC".into()]));
    }

    #[test]
    fn letters_that_are_placed_one_by_one_are_one_word() {
        let drawn: String = "2004000123455".chars().map(|digit| format!("({digit}) Tj 6 0 Td ")).collect();
        assert_eq!(read(&pdf(&[&format!("BT /F1 12 Tf {drawn} ET")])), Some(vec!["2004000123455".into()]));
        let row = "BT /F1 9 Tf (17) Tj 40 0 Td (2004000123455) Tj 40 0 Td (18) Tj [(a) -600 (b)] TJ ET";
        assert_eq!(read(&pdf(&[row])), Some(vec!["17\n2004000123455\n18a b".into()]));
    }

    #[test]
    fn a_column_drawn_letter_by_letter_is_no_one_number() {
        let number: String = "2004000123455".chars().map(|digit| format!("({digit}) Tj 5 0 Td ")).collect();
        let rows = format!("BT /F1 9 Tf (1) Tj 5 0 Td (7) Tj 40 0 Td {number} -105 -14 Td (1) Tj 5 0 Td (8) Tj ET");
        assert_eq!(read(&pdf(&[&rows])), Some(vec!["17\n2004000123455\n18".into()]));
    }

    #[test]
    fn a_table_that_names_more_letters_than_there_are_is_not_read() {
        let table = |ranges: &str| -> Option<()> {
            let mut document = Document::with_version("1.7");
            let text = format!(
                "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
                                {ranges} endcmap"
            );
            let stream = document.add_object(Stream::new(dictionary! {}, text.into_bytes()));
            let font = dictionary! { "Type" => "Font", "Subtype" => "Type0", "ToUnicode" => stream };
            super::table(&document, &font).map(drop)
        };
        assert_eq!(table("2 beginbfrange <0003> <0010> <0020> <0011> <00FF> <0041> endbfrange"), Some(()));
        assert_eq!(table("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"), None);
        assert_eq!(table("1 beginbfrange<00000000><FFFFFFFF><0041>endbfrange"), None);
        assert_eq!(table(&format!("1 beginbfchar <0003> <{}> endbfchar", "0041".repeat(5000))), None);
        assert_eq!(table(&"5 beginbfrange <0000> <FFFF> <0041> endbfrange\n".repeat(9)), None);
    }

    #[test]
    fn what_unpacks_to_too_much_and_what_is_no_pdf_have_no_words() {
        assert_eq!(read(&pdf(&[&" ".repeat(MOST_UNPACKED + 1)])), None);
        // A page that cannot be read hides no other one.
        let two = words(&pdf(&["BT /F1 9 Tf (2004000123455) Tj ET", "BT (no font) Tj ET"])).expect("a PDF");
        assert_eq!(two, Words { pages: vec![Some("2004000123455".into()), None], hurried: false });
        assert_eq!(read(b"%PDF-1.7 nothing"), None);
        assert_eq!(read(&pdf(&[""])), Some(vec![String::new()]));
    }
}
