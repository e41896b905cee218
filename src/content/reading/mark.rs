//! Snippets of plain text with what was found marked, as HTML that is safe to show.

/// Letters for private use, which no text has: where a mark begins and ends.
pub const BEGIN: char = '\u{e000}';
/// Where it ends.
pub const END: char = '\u{e001}';

/// Text as HTML shows it.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|letter| put(letter, &mut out));
    out
}

fn put(letter: char, out: &mut String) {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        other => out.push(other),
    }
}

/// The snippet as HTML: everything escaped, what was found inside `<mark>`.
pub fn html(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len() + 32);
    let mut open = false;
    for letter in snippet.chars() {
        match letter {
            BEGIN if !open => {
                out.push_str("<mark>");
                open = true;
            }
            END if open => {
                out.push_str("</mark>");
                open = false;
            }
            BEGIN | END => {}
            '\n' => out.push(' '),
            other => put(other, &mut out),
        }
    }
    if open {
        out.push_str("</mark>");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_the_marks_is_escaped() {
        assert_eq!(html("a <b>\u{e000}viză\u{e001} & \"c\"\nd"), "a &lt;b&gt;<mark>viză</mark> &amp; &quot;c&quot; d");
        assert_eq!(html("\u{e001}x\u{e000}y"), "x<mark>y</mark>");
    }
}
