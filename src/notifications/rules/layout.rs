//! Plain texts as HTML: every character of a text stays what it is.

use crate::kernel::text::Text;

/// A text as HTML text: nothing in it begins a tag or ends an attribute.
pub fn escaped(text: &str) -> String {
    let mut done = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => done.push_str("&amp;"),
            '<' => done.push_str("&lt;"),
            '>' => done.push_str("&gt;"),
            '"' => done.push_str("&quot;"),
            '\'' => done.push_str("&#39;"),
            letter => done.push(letter),
        }
    }
    done
}

/// A text as paragraphs: a blank line parts them, a line break stays one.
pub fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| format!("<p>{}</p>", escaped(part).replace('\n', "<br>")))
        .collect()
}

/// The same in each language.
pub fn paragraphs_of(text: &Text) -> Text {
    Text::new(paragraphs(&text.ro), paragraphs(&text.ru), paragraphs(&text.en))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_brings_a_tag_of_its_own(text in ".{0,200}") {
            let html = paragraphs(&text).replace("<p>", "").replace("</p>", "").replace("<br>", "");
            prop_assert!(!html.contains('<') && !html.contains('>') && !html.contains('"'));
        }
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(paragraphs("A & b\nc\n\n<d>"), "<p>A &amp; b<br>c</p><p>&lt;d&gt;</p>");
    }
}
