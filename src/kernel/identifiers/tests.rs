use proptest::prelude::*;

use super::*;

#[test]
fn known_numbers_are_read() {
    for number in ["2004000123455", "2015000987657", "0980501000018", "2006022048426", "2002027065619", "2005042155206"] {
        assert_eq!(Idnp::parse(number).expect(number).expose(), number);
    }
    for number in ["1010600034203", "1008600038413", "1009600026622", "1018600049308", "1003600034203", "1006601000255"] {
        assert_eq!(Idno::parse(number).expect(number).expose(), number);
    }
}

#[test]
fn each_fault_has_its_own_name() {
    assert_eq!(Idnp::parse("200400012345"), Err(NotAnIdentifier::Length));
    assert_eq!(Idnp::parse(""), Err(NotAnIdentifier::Length));
    assert_eq!(Idnp::parse("200400012345a"), Err(NotAnIdentifier::Characters));
    assert_eq!(Idnp::parse("٢٠٠٤٠٠٠١٢٣٤٥٥"), Err(NotAnIdentifier::Characters), "digits of another script");
    assert_eq!(Idnp::parse("1018600000127"), Err(NotAnIdentifier::FirstDigit { allowed: "2,0" }), "an organisation's");
    assert_eq!(Idno::parse("2004000123455"), Err(NotAnIdentifier::FirstDigit { allowed: "1" }), "a person's");
    for dummy in ["2001003328546", "2000009011288", "2134567890123", "2222222222222"] {
        assert_eq!(Idnp::parse(dummy), Err(NotAnIdentifier::CheckDigit), "{dummy}");
    }
    assert_eq!(Idno::parse("1008600038412"), Err(NotAnIdentifier::CheckDigit));
}

#[test]
fn a_comma_is_no_first_digit() {
    assert_eq!(Idnp::parse(",004000123455"), Err(NotAnIdentifier::Characters));
}

#[test]
fn debug_masks_and_errors_do_not_repeat_the_number() {
    assert_eq!(format!("{:?}", Idnp::parse("2004000123455")), "Ok(2*********455)");
    let error = serde_json::from_str::<Idnp>("2004000123456").expect_err("a number").to_string();
    assert!(!error.contains("2004000"), "{error}");
    let error = serde_json::from_str::<Idnp>("\"2004000123456\"").expect_err("a wrong one").to_string();
    assert!(!error.contains("2004000"), "{error}");
}

#[test]
fn the_schema_says_what_is_enforced() {
    let schema = serde_json::to_value(Idnp::schema()).expect("a schema");
    assert_eq!(schema["pattern"], "^[02][0-9]{12}$");
    assert_eq!(schema["maxLength"], 13);
    let example = schema["examples"][0].as_str().expect("an example");
    assert!(Idnp::parse(example).is_ok());
}

fn replace(number: &str, place: usize, digit: u8) -> String {
    let mut bytes = number.as_bytes().to_vec();
    bytes[place] = digit + b'0';
    String::from_utf8(bytes).expect("digits")
}

proptest! {
    #[test]
    fn what_is_made_is_read(serial in any::<u64>()) {
        let idnp = Idnp::synthetic(serial);
        prop_assert_eq!(Idnp::parse(idnp.expose()), Ok(idnp));
        let idno = Idno::synthetic(serial);
        prop_assert_eq!(Idno::parse(idno.expose()), Ok(idno));
        let json = serde_json::to_string(&idnp).expect("json");
        prop_assert_eq!(serde_json::from_str::<Idnp>(&json).expect("an idnp"), idnp);
    }

    /// 7, 3 and 1 have no factor in common with 10, so that every single wrong digit shows.
    #[test]
    fn one_wrong_digit_is_always_found(serial in any::<u64>(), place in 1usize..13, by in 1u8..10) {
        let idnp = Idnp::synthetic(serial);
        let digit = (idnp.expose().as_bytes()[place] - b'0' + by) % 10;
        prop_assert_eq!(Idnp::parse(&replace(idnp.expose(), place, digit)), Err(NotAnIdentifier::CheckDigit));
    }

    /// Neighbours weigh 7-3, 3-1 or 1-7: their differences 4, 2 and 6 times 5 are multiples of 10, so that swapped
    /// neighbours show unless they differ by 0 or 5.
    #[test]
    fn swapped_neighbours_are_found_unless_they_differ_by_five(serial in any::<u64>(), place in 1usize..11) {
        let idnp = Idnp::synthetic(serial);
        let (left, right) = (idnp.expose().as_bytes()[place], idnp.expose().as_bytes()[place + 1]);
        let swapped = replace(&replace(idnp.expose(), place, right - b'0'), place + 1, left - b'0');
        prop_assert_eq!(Idnp::parse(&swapped).is_ok(), left.abs_diff(right) % 5 == 0);
    }

    #[test]
    fn nothing_panics(text in any::<String>()) {
        let _ = (Idnp::parse(&text), Idno::parse(&text));
    }
}

#[test]
fn in_a_check_of_every_kind_texts_are_there() {
    for fault in [
        NotAnIdentifier::Length,
        NotAnIdentifier::Characters,
        NotAnIdentifier::FirstDigit { allowed: "1" },
        NotAnIdentifier::CheckDigit,
    ] {
        let text = fault.text();
        assert!(!text.ro.is_empty() && !text.ru.is_empty() && !text.en.is_empty());
        assert!(!fault.code().is_empty());
    }
}

#[test]
fn what_serde_tells_of_a_number_is_known_again() {
    let wrong = Idnp::synthetic(1).expose().to_owned();
    let last = wrong.as_bytes()[12] - b'0';
    let told = serde_json::from_value::<Idnp>(replace(&wrong, 12, (last + 1) % 10).into()).expect_err("a wrong digit");
    assert_eq!(NotAnIdentifier::told_by(&told.to_string()), Some(NotAnIdentifier::CheckDigit));
    assert_eq!(NotAnIdentifier::told_by("missing field `surname`"), None);
}
