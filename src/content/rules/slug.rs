//! The name of an item in an address: from its Romanian title.

/// At most so long.
pub const LONGEST: usize = 100;

/// Lower-case letters, digits and hyphens; `item` where the title has none.
pub fn of(title: &str) -> String {
    let mut slug = String::new();
    for letter in any_ascii::any_ascii(title).chars() {
        if slug.len() >= LONGEST {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "item".into() } else { slug.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn diacritics_and_cedillas_give_one_name() {
        assert_eq!(of("Știri: ședința „Țara” (2026)"), "stiri-sedinta-tara-2026");
        assert_eq!(of("Ştiri: şedinţa „Ţara” (2026)"), "stiri-sedinta-tara-2026");
        assert_eq!(of("…"), "item");
    }

    proptest! {
        #[test]
        fn every_title_has_a_name_that_fits(title in any::<String>()) {
            let slug = of(&title);
            prop_assert!(!slug.is_empty() && slug.len() <= LONGEST + 1);
            prop_assert!(slug.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())), "{}", slug);
        }
    }
}
