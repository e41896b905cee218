//! Where each field stands (Doc 9303, parts 4 to 7), and the check digits (part 3, 4.9).

use std::ops::Range;

use super::{MrzError, MrzFormat};
use crate::kernel::identifiers::check_digit;

/// Line, first character, length; all from 0.
pub type Place = (usize, usize, usize);

const NONE: Place = (0, 0, 0);

/// The places of one format.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub format: MrzFormat,
    lines: usize,
    width: usize,
    pub code: Place,
    pub issuer: Place,
    pub names: Place,
    pub number: Place,
    pub number_check: Place,
    pub nationality: Place,
    pub birth: Place,
    pub birth_check: Place,
    pub sex: Place,
    pub expiry: Place,
    pub expiry_check: Place,
    /// The first may go on with a long document number; the second is TD1's only.
    pub optional: [Place; 2],
    pub optional_check: Option<Place>,
    /// The places that the composite check digit covers, in order.
    composite: [Place; 4],
    pub composite_check: Option<Place>,
}

/// Two lines, the names in the first: passports, TD2 cards and visas.
const TWO_LINES: Layout = Layout {
    format: MrzFormat::Td3,
    lines: 2,
    width: 44,
    code: (0, 0, 2),
    issuer: (0, 2, 3),
    names: (0, 5, 39),
    number: (1, 0, 9),
    number_check: (1, 9, 1),
    nationality: (1, 10, 3),
    birth: (1, 13, 6),
    birth_check: (1, 19, 1),
    sex: (1, 20, 1),
    expiry: (1, 21, 6),
    expiry_check: (1, 27, 1),
    optional: [(1, 28, 14), NONE],
    optional_check: Some((1, 42, 1)),
    composite: [(1, 0, 10), (1, 13, 7), (1, 21, 22), NONE],
    composite_check: Some((1, 43, 1)),
};

const TD3: Layout = TWO_LINES;

const TD2: Layout = Layout {
    format: MrzFormat::Td2,
    width: 36,
    names: (0, 5, 31),
    optional: [(1, 28, 7), NONE],
    optional_check: None,
    composite: [(1, 0, 10), (1, 13, 7), (1, 21, 14), NONE],
    composite_check: Some((1, 35, 1)),
    ..TWO_LINES
};

const MRV_A: Layout =
    Layout { format: MrzFormat::MrvA, optional: [(1, 28, 16), NONE], optional_check: None, composite_check: None, ..TWO_LINES };

const MRV_B: Layout = Layout { format: MrzFormat::MrvB, width: 36, names: (0, 5, 31), optional: [(1, 28, 8), NONE], ..MRV_A };

const TD1: Layout = Layout {
    format: MrzFormat::Td1,
    lines: 3,
    width: 30,
    names: (2, 0, 30),
    number: (0, 5, 9),
    number_check: (0, 14, 1),
    nationality: (1, 15, 3),
    birth: (1, 0, 6),
    birth_check: (1, 6, 1),
    sex: (1, 7, 1),
    expiry: (1, 8, 6),
    expiry_check: (1, 14, 1),
    optional: [(0, 15, 15), (1, 18, 11)],
    optional_check: None,
    composite: [(0, 5, 25), (1, 0, 7), (1, 8, 7), (1, 18, 11)],
    composite_check: Some((1, 29, 1)),
    ..TWO_LINES
};

/// The characters of a zone and where its fields are.
pub struct Zone {
    text: String,
    layout: Layout,
}

impl Zone {
    /// Takes the lines apart and finds the format by their number and width.
    pub fn read(text: &str) -> Result<Self, MrzError> {
        let lines: Vec<&str> = text.split_whitespace().collect();
        let whole: String = lines.concat();
        let count = whole.chars().count();
        let visa = whole.starts_with(['V', 'v']);
        let layout = match (count, visa) {
            (90, _) => TD1,
            (72, false) => TD2,
            (72, true) => MRV_B,
            (88, false) => TD3,
            (88, true) => MRV_A,
            _ => return Err(MrzError::Size),
        };
        let as_printed = lines.len() == layout.lines && lines.iter().all(|line| line.chars().count() == layout.width);
        if lines.len() != 1 && !as_printed {
            return Err(MrzError::Size);
        }
        let text = whole.to_ascii_uppercase();
        let strange = text.chars().position(|sign| !(sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '<'));
        match strange {
            Some(at) => Err(MrzError::Character { line: at / layout.width + 1, column: at % layout.width + 1 }),
            None => Ok(Self { text, layout }),
        }
    }

    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What stands at a place.
    pub fn get(&self, place: Place) -> &str {
        let (line, from, length) = place;
        let from = line * self.layout.width + from;
        let range: Range<usize> = from..from + length;
        self.text.get(range).unwrap_or_default()
    }

    /// All that the composite check digit covers.
    pub fn composite(&self) -> String {
        self.layout.composite.iter().map(|place| self.get(*place)).collect()
    }
}

/// Whether a digit is the check digit of a field: letters count from A = 10, the filler as 0.
pub fn fits(field: &str, digit: &str) -> bool {
    let value = |sign: u8| match sign {
        b'0'..=b'9' => sign - b'0',
        b'A'..=b'Z' => sign - b'A' + 10,
        _ => 0,
    };
    let expected = check_digit(field.bytes().map(value));
    // An empty field may have a filler in place of its 0.
    digit.as_bytes() == [b'0' + expected] || (digit == "<" && field.bytes().all(|byte| byte == b'<'))
}
