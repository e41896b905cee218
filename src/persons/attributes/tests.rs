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

#[test]
fn a_name_that_was_borne_is_remembered_once_and_one_that_only_looks_otherwise_is_not() {
    let before = attributes(|_| {});
    let with = |surname: &str| {
        let mut after = before.clone();
        after.names.surname = Some(surname.to_owned());
        after
    };
    let mut married = with("Petkova");
    assert_eq!(married.remember(&before.names), Remembered::Former);
    let former = married.other_names.last().expect("a former name").clone();
    assert_eq!(
        (former.kind, &former.surname, &former.given_names),
        (OtherNameKind::Former, &before.names.surname, &before.names.given_names)
    );
    assert!(before.keys().iter().all(|key| married.keys().contains(key)), "found as before");
    // Back to the name of before: the married one is the former now, and hers is not there twice.
    let mut divorced = married.clone();
    divorced.names = before.names.clone();
    assert_eq!(divorced.remember(&married.names), Remembered::Former);
    let mut again = divorced.clone();
    again.names = married.names.clone();
    assert_eq!((again.remember(&divorced.names), again.other_names.len()), (Remembered::NothingNew, 2));
    let mut latin = before.clone();
    latin.names.latin = Some(LatinNames { surname: Some("TSURCAN".into()), ..LatinNames::default() });
    latin.names.patronymic = Some("Ion".into());
    assert_eq!((latin.remember(&before.names), latin.other_names.len()), (Remembered::NothingNew, before.other_names.len()));
    let mut full = with("Petkova");
    full.other_names = (0..20).map(|n| OtherName { surname: Some(format!("Nume{n}")), ..former.clone() }).collect();
    assert_eq!((full.remember(&before.names), full.other_names.len()), (Remembered::NoRoom, 20));
}
