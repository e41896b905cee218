//! Whoever verifies a document learns of its holder no more than the initials.

use serde_json::Value;

/// The initials of whom the document is for, from its frozen data.
pub fn of(data: &Value) -> Option<String> {
    let person = ["/holder", "/invitees/0"].iter().find_map(|place| data.pointer(place));
    let named = ["/addressee/name", "/payer/name"].iter().find_map(|place| data.pointer(place)?.as_str());
    let written = match (person, named) {
        (Some(person), _) => {
            let part = |name: &str| person[name].as_str().map(initial).unwrap_or_default();
            [part("givenName"), part("surname")].concat()
        }
        (None, Some(name)) => name.split_whitespace().take(3).map(initial).collect(),
        (None, None) => String::new(),
    };
    let written = written.trim().to_owned();
    (!written.is_empty()).then_some(written)
}

/// `Ayşe Țuțea` as `A. `: the first letter alone, so that not even the number of names is told.
fn initial(name: &str) -> String {
    name.chars().find(|letter| letter.is_alphabetic()).map(|letter| letter.to_uppercase().to_string() + ". ").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_more_than_initials() {
        assert_eq!(
            of(&json!({ "holder": { "surname": "Yılmaz-Șerbănescu", "givenName": "Ayşe Țuțea" } })).as_deref(),
            Some("A. Y.")
        );
        assert_eq!(of(&json!({ "invitees": [{ "surname": "șerban" }] })).as_deref(), Some("Ș."));
        assert_eq!(of(&json!({ "payer": { "name": "Exemplu Grup SRL" } })).as_deref(), Some("E. G. S."));
        assert_eq!(of(&json!({ "sections": [] })), None);
    }
}
