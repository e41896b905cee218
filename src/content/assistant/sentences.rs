//! A text cut into its sentences.

/// Abbreviations after which a sentence goes on.
const GO_ON: [&str; 18] =
    ["bd", "str", "art", "nr", "alin", "pct", "lit", "ул", "бул", "ст", "п", "пр", "г", "no", "e.g", "i.e", "mr", "st"];

/// The sentences of a text whose blocks are lines.
pub fn of(text: &str) -> Vec<String> {
    text.lines().flat_map(of_line).collect()
}

fn of_line(line: &str) -> Vec<String> {
    let (mut found, mut current) = (Vec::new(), String::new());
    for word in line.split_whitespace() {
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
        let stem = word.trim_end_matches(['.', '!', '?', '…']).to_lowercase();
        let stem = stem.trim_start_matches(['(', '„', '«', '"']);
        let ends = word.ends_with(['.', '!', '?', '…']) && !(word.ends_with('.') && GO_ON.contains(&stem));
        if ends {
            found.push(std::mem::take(&mut current));
        }
    }
    if !current.is_empty() {
        found.push(current);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(
            of("Cererea se depune la bd. Ștefan cel Mare 124. Taxa e 450 lei!\nLegea nr. 200/2010, art. 31."),
            ["Cererea se depune la bd. Ștefan cel Mare 124.", "Taxa e 450 lei!", "Legea nr. 200/2010, art. 31."]
        );
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[a-zăș .!?\n]{0,120}") {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&of(&text).join(" ")), words(&text));
        }
    }
}
