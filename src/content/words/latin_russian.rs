//! Russian as it is typed where there is no Cyrillic keyboard: `prodlit vizu` is `продлит визу`. What comes out need not be spelled well:
//! the vocabulary sets it right.

/// The longest first.
const LETTERS: [(&str, &str); 38] = [
    ("shch", "щ"),
    ("sch", "щ"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ju", "ю"),
    ("ya", "я"),
    ("ja", "я"),
    ("ye", "е"),
    ("yo", "е"),
    ("iy", "ий"),
    ("a", "а"),
    ("b", "б"),
    ("v", "в"),
    ("g", "г"),
    ("d", "д"),
    ("e", "е"),
    ("z", "з"),
    ("i", "и"),
    ("y", "ы"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("h", "х"),
    ("c", "ц"),
    ("j", "ж"),
    ("w", "ш"),
];

/// A word in Cyrillic letters; what is no Latin letter stays.
pub fn cyrillic(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        match LETTERS.iter().find(|(latin, _)| rest.starts_with(latin)) {
            Some((latin, letters)) => {
                out.push_str(letters);
                rest = &rest[latin.len()..];
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::cyrillic;

    #[test]
    fn words_are_written_in_cyrillic_letters() {
        for (latin, russian) in [
            ("vizu", "визу"),
            ("zayavlenie", "заявление"),
            ("ubezhische", "убежище"),
            ("rassmatrivayut", "рассматривают"),
            ("90", "90"),
        ] {
            assert_eq!(cyrillic(latin), russian);
        }
    }
}
