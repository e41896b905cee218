//! JSON in one form only (RFC 8785): members sorted, no spaces. What is hashed and signed can so be written again by anybody.

use serde_json::Value;

/// The canonical text. Numbers are those of the journal: integers; others keep the shortest form that reads back the same.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
            // RFC 8785, 3.2.3: by UTF-16 code units.
            sorted.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            out.push('{');
            for (index, (name, value)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_text(name, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::String(text) => write_text(text, out),
        other => out.push_str(&other.to_string()),
    }
}

/// serde_json escapes exactly what RFC 8785 asks for: quote, backslash, and controls in their shortest form.
fn write_text(text: &str, out: &mut String) {
    out.push_str(&Value::from(text).to_string());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// The examples of RFC 8785, without its floating-point numbers.
    #[test]
    fn the_form_is_that_of_the_rfc() {
        let value = json!({ "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew", "1": "One",
                            "\u{1f600}": "Emoji", "\u{80}": "Control", "\u{f6}": "Latin" });
        let expected = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"\u{f6}\":\"Latin\",\
                        \"\u{20ac}\":\"Euro Sign\",\"\u{1f600}\":\"Emoji\",\"\u{fb33}\":\"Hebrew\"}";
        assert_eq!(text(&value), expected);
        assert_eq!(text(&json!("\u{20ac}$\u{f}\nA'B\"\\\\\"/")), "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
        assert_eq!(
            text(&json!({ "literals": [null, true, false], "a": 9_007_199_254_740_991_u64 })),
            "{\"a\":9007199254740991,\"literals\":[null,true,false]}"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(members in prop::collection::hash_map("\\PC{0,8}", "\\PC{0,20}", 0..6)) {
            let value = json!(members);
            let written = text(&value);
            prop_assert_eq!(&serde_json::from_str::<Value>(&written).unwrap(), &value);
            prop_assert_eq!(text(&serde_json::from_str::<Value>(&written).unwrap()), written);
        }
    }
}
