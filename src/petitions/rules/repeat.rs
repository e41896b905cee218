//! Whether a petition repeats an earlier one: the same petitioner, the same object (facts 5.1, "Repeat"). The clerk decides; this only
//! puts the likely ones first.

use std::collections::BTreeSet;

/// Words of a text, without diacritics, case and the short ones that every text has.
fn words(text: &str) -> BTreeSet<String> {
    any_ascii::any_ascii(text)
        .to_lowercase()
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| word.len() > 3)
        .map(str::to_owned)
        .collect()
}

/// How much two objects have in common, 0 to 100: words in both, of the words in either.
pub fn alike(one: &str, other: &str) -> u8 {
    let (one, other) = (words(one), words(other));
    let either = one.union(&other).count();
    if either == 0 {
        return 0;
    }
    u8::try_from(one.intersection(&other).count() * 100 / either).unwrap_or(100)
}

/// What tells that two petitions are of one petitioner: the IDNP, or name and address as far as they are written alike.
pub fn petitioner_key(idnp: Option<&str>, name: &str, email: Option<&str>, address: Option<&str>) -> String {
    let plain = |text: &str| {
        let letters = any_ascii::any_ascii(text).to_lowercase();
        letters
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    match idnp {
        Some(idnp) => format!("idnp:{idnp}"),
        None => {
            format!("name:{}|{}", plain(name), email.map(str::to_lowercase).or_else(|| address.map(plain)).unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_object_is_known_whatever_its_diacritics() {
        assert_eq!(alike("Întârzierea permisului de ședere", "intarzierea PERMISULUI de sedere"), 100);
        assert!(alike("Întârzierea permisului de ședere", "Programul ghișeului din Bălți") < 20);
        assert_eq!(alike("", "de la"), 0);
    }

    #[test]
    fn a_petitioner_is_known_by_number_or_else_by_name_and_address() {
        let by_name = |name, email| petitioner_key(None, name, Some(email), None);
        assert_eq!(by_name("CEBAN  Mihai", "M@x.md"), by_name("Ceban Mihai", "m@x.md"));
        assert_ne!(by_name("Ceban Mihai", "m@x.md"), by_name("Ceban Mihai", "n@x.md"));
        assert_eq!(
            petitioner_key(Some("2015000000011"), "A", None, None),
            petitioner_key(Some("2015000000011"), "B", None, None)
        );
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_bounded(one in "\\PC{0,60}", other in "\\PC{0,60}") {
            prop_assert_eq!(alike(&one, &other), alike(&other, &one));
            prop_assert!(alike(&one, &other) <= 100);
        }
    }
}
