//! Verification codes: 128 random bits in Crockford base 32. Whoever holds the paper has the code; nobody guesses one.

use aws_lc_rs::rand;
use ulid::Ulid;

use crate::kernel::problem::Problem;

/// A verification code, as stored: 26 characters, upper case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A new one.
    pub fn random() -> Result<Self, Problem> {
        let mut bits = [0; 16];
        rand::fill(&mut bits).map_err(|_| Problem::internal("no randomness"))?;
        Ok(Self(Ulid::from(u128::from_be_bytes(bits)).to_string()))
    }

    /// As somebody typed it: in either case, with or without hyphens, `O` for `0`, `I` or `L` for `1`.
    pub fn read(typed: &str) -> Option<Self> {
        let plain: String = typed
            .chars()
            .filter(|letter| !matches!(letter, '-' | ' '))
            .map(|letter| match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let read = Ulid::from_string(&plain).ok()?;
        (plain.len() == 26 && read.to_string() == plain).then_some(Self(plain))
    }

    /// As stored, and as it stands in the address.
    pub fn plain(&self) -> &str {
        &self.0
    }

    /// As printed: in groups of four.
    pub fn grouped(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_read_however_it_is_typed(lower in any::<bool>(), spaced in any::<bool>()) {
            let code = Code::random().expect("a code");
            let mut typed = code.grouped();
            if lower { typed = typed.to_lowercase(); }
            if spaced { typed = typed.replace('-', " "); }
            prop_assert_eq!(Code::read(&typed), Some(code.clone()));
            prop_assert_eq!(Code::read(&typed.replace('0', "o").replace('1', "l")), Some(code));
        }

        #[test]
        fn nothing_else_is_a_code(typed in "\\PC{0,40}") {
            if let Some(code) = Code::read(&typed) {
                prop_assert!(code.plain().len() == 26 && code.plain().bytes().all(|byte| byte.is_ascii_alphanumeric()));
            }
        }
    }

    #[test]
    fn it_is_printed_in_groups_that_people_can_read() {
        let code = Code::read("7KQ2M9XW4TB8HN3DCV5RZE6JPA").expect("a code");
        assert_eq!(code.grouped(), "7KQ2-M9XW-4TB8-HN3D-CV5R-ZE6J-PA");
        assert_eq!(Code::read("8ZZZZZZZZZZZZZZZZZZZZZZZZZ"), None, "more than 128 bits");
    }
}
