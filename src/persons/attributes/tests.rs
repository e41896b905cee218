use serde_json::json;

use super::*;

fn attributes(change: impl FnOnce(&mut serde_json::Value)) -> PersonAttributes {
    let mut value = json!({
        "names": { "surname": "Țurcan", "givenNames": "Iulia", "patronymic": "Ion" },
        "sex": "Female", "birthDate": "1990-05-17", "citizenships": [{ "country": "UKR" }], "source": "ForeignDocument",
    });
    change(&mut value);
    serde_json::from_value(value).expect("attributes")
}

fn codes(attributes: &PersonAttributes) -> Vec<(String, &'static str)> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day");
    attributes.faults("", today).0.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

#[test]
fn a_missing_name_says_why() {
    assert_eq!(codes(&attributes(|_| {})), []);
    let missing = attributes(|value| value["names"] = json!({ "givenNames": "Suharto" }));
    assert_eq!(codes(&missing), [("/names/surname".to_owned(), "required")]);
    let mononym = attributes(|value| value["names"] = json!({ "givenNames": "Suharto", "surnameAbsent": "None" }));
    assert_eq!(codes(&mononym), []);
    let both = attributes(|value| value["names"]["surnameAbsent"] = json!("None"));
    assert_eq!(codes(&both), [("/names/surnameAbsent".to_owned(), "contradicts")]);
}

#[test]
fn latin_is_latin_and_the_dead_were_born() {
    let wrong = attributes(|value| {
        value["names"]["latin"] = json!({ "surname": "Цуркан", "givenNames": "IULIA" });
        value["death"] = json!({ "on": "1989-01-01" });
    });
    assert_eq!(
        codes(&wrong),
        [("/names/latin/surname".to_owned(), "not-latin"), ("/death/on".to_owned(), "ends-before-it-begins")]
    );
}

#[test]
fn every_spelling_has_its_key() {
    let keys = attributes(|value| {
        value["names"]["latin"] = json!({ "surname": "TSURCAN", "givenNames": "IULIA" });
        value["otherNames"] = json!([{ "kind": "Birth", "surname": "Munteanu", "givenNames": "Iulia" }]);
    })
    .keys();
    assert!(keys.len() >= 3 && keys.is_sorted_by(|one, other| one.key < other.key), "{keys:?}");
}
