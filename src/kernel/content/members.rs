//! The members of a PDF's object stream. The parser reads each from its offset to its end, so members that lie within one
//! another make it read the same bytes over and over: 300 000 members that all begin one large array fill any memory.

/// Arrays and dictionaries within one another; as deep as the parser itself goes.
const DEEPEST: usize = 100;

/// Whether the members named by the index stand one after another, as ISO 32000-1, 7.5.7 asks, and are not nested too deeply.
pub fn stand_apart(content: &[u8], first: usize) -> bool {
    let Some((index, members)) = content.split_at_checked(first) else { return false };
    let Ok(index) = std::str::from_utf8(index) else { return false };
    // As the parser reads it: a comment is white space.
    let numbers = index.split(['\r', '\n']).flat_map(|line| line.split('%').next().unwrap_or_default().split_whitespace());
    let offsets = numbers.skip(1).step_by(2).map(|number| number.parse::<usize>().unwrap_or(usize::MAX));

    let mut lexer = Lexer { bytes: members, at: 0, depth: 0 };
    let mut former = None;
    for offset in offsets {
        if former.is_some_and(|former| offset <= former) {
            return false;
        }
        if offset >= members.len() {
            return true;
        }
        if !lexer.reaches(offset) {
            return false;
        }
        former = Some(offset);
    }
    lexer.reaches(members.len())
}

struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
}

impl Lexer<'_> {
    /// Goes on to `target`; `false` if that is within an array, a dictionary or a string, or past too deep a place.
    /// What is open at the very end does no harm.
    fn reaches(&mut self, target: usize) -> bool {
        while self.at < target && self.depth <= DEEPEST {
            self.step();
        }
        let to_the_end = target == self.bytes.len() && self.depth <= DEEPEST;
        to_the_end || self.at == target && self.depth == 0
    }

    fn step(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += match rest {
            [b'<', b'<', ..] => {
                self.depth += 1;
                2
            }
            [b'>', b'>', ..] => {
                self.depth = self.depth.saturating_sub(1);
                2
            }
            [b'[', ..] => {
                self.depth += 1;
                1
            }
            [b']', ..] => {
                self.depth = self.depth.saturating_sub(1);
                1
            }
            [b'<', ..] => to(rest, |byte| byte == b'>') + 1,
            [b'%', ..] => to(rest, |byte| byte == b'\r' || byte == b'\n'),
            [b'(', ..] => string(rest),
            _ => 1,
        };
    }
}

fn to(bytes: &[u8], end: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| end(byte)).unwrap_or(bytes.len())
}

/// The length of a literal string: brackets in pairs, and escapes.
fn string(bytes: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::stand_apart;

    fn apart(index: &str, members: &str) -> bool {
        stand_apart(format!("{index}{members}").as_bytes(), index.len())
    }

    #[test]
    fn members_one_after_another_pass_and_others_do_not() {
        assert!(apart("1 0 2 9 ", "<</A[1]>>(a\\)]b(c)) "));
        assert!(apart("1 0 2 5 3 12 ", "[0 0]<aabb> 12 "));
        assert!(!apart("1 0 2 0 ", "[0 0 0]"));
        assert!(!apart("1 0 2 1 ", "[[0 0]]"));
        assert!(!apart("1 0 2 3 ", "(ab[0]cd)"));
        assert!(!apart("1 5 2 0 ", "[0 0][1]"));
        assert!(!apart("1 0 2 8 ", "[(]] \\)) [0 0 0]]"));
        assert!(!apart("1 0 ", &"[".repeat(101)));
        assert!(apart("1 0 ", &format!("{}{}", "[".repeat(100), "]".repeat(100))));
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(content: Vec<u8>, text in "[0-9 %\n]{0,20}[\\[\\]<>()\\\\ 0-9]{0,60}", first in 0..80_usize) {
            stand_apart(&content, first);
            stand_apart(text.as_bytes(), first);
        }
    }
}
