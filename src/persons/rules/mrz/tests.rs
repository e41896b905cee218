use proptest::prelude::*;

use super::*;

const TD3: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const TD1: &str = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
const TD2: &str = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
const MRV_A: &str = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<";
const MRV_B: &str = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<";
const LONG_NUMBER: &str = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 15).expect("a day")
}

fn read(text: &str) -> Mrz {
    parse(text, today()).expect("a zone")
}

/// The specimens that Doc 9303 prints.
#[test]
fn the_specimens_of_the_standard_are_read() {
    for (text, format) in
        [(TD1, MrzFormat::Td1), (TD2, MrzFormat::Td2), (TD3, MrzFormat::Td3), (MRV_A, MrzFormat::MrvA), (MRV_B, MrzFormat::MrvB)]
    {
        let mrz = read(text);
        assert_eq!(mrz.format, format);
        assert_eq!((mrz.surname.as_deref(), mrz.given_names.as_deref()), (Some("ERIKSSON"), Some("ANNA MARIA")));
        assert_eq!((mrz.issuing_state.as_str(), mrz.sex, mrz.names_may_be_cut), ("UTO", Sex::Female, false));
        let in_one_line: String = text.split_whitespace().collect();
        assert_eq!(parse(&in_one_line.to_lowercase(), today()), Ok(mrz));
    }
    let passport = read(TD3);
    assert_eq!(passport.document_number, "L898902C3");
    assert_eq!(passport.birth_date, BirthDate::parse("1974-08-12").expect("a date"));
    assert_eq!(passport.expires_on, NaiveDate::from_ymd_opt(2012, 4, 15));
    assert_eq!(passport.optional_data, ["ZE184226B"]);
    let visa = read(MRV_A);
    assert_eq!((visa.nationality.as_str(), visa.expires_on), ("XXX", NaiveDate::from_ymd_opt(1996, 12, 10)));
}

#[test]
fn a_long_number_goes_on_in_the_optional_data() {
    let card = read(LONG_NUMBER);
    assert_eq!(card.document_number, "D23145890734");
    assert!(card.optional_data.is_empty());
    assert_eq!(
        parse(&LONG_NUMBER.replace("7349", "7348"), today()),
        Err(MrzError::CheckDigits(vec![MrzField::DocumentNumber, MrzField::Composite]))
    );
}

#[test]
fn every_wrong_check_digit_is_named() {
    let birth_wrong = TD3.replace("7408122F", "7408123F");
    assert_eq!(parse(&birth_wrong, today()), Err(MrzError::CheckDigits(vec![MrzField::BirthDate, MrzField::Composite])));
    let all_wrong = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C37UTO7408123F1204158ZE184226B<<<<<26";
    let fields =
        vec![MrzField::DocumentNumber, MrzField::BirthDate, MrzField::ExpiryDate, MrzField::OptionalData, MrzField::Composite];
    assert_eq!(parse(all_wrong, today()), Err(MrzError::CheckDigits(fields)));
}

#[test]
fn what_is_not_a_zone_is_told_apart() {
    assert_eq!(parse("", today()), Err(MrzError::Size));
    assert_eq!(parse(&TD3[1..], today()), Err(MrzError::Size));
    assert_eq!(parse(&TD3.replacen("ANNA", "ÄNNA", 1), today()), Err(MrzError::Character { line: 1, column: 16 }));
    assert_eq!(parse(&TD3.replacen("L898", "L-98", 1), today()), Err(MrzError::Character { line: 2, column: 2 }));
    assert_eq!(parse(&TD3.replacen("P<UTO", "X<UTO", 1), today()), Err(MrzError::Field(MrzField::DocumentCode)));
    assert_eq!(parse(&TD3.replacen("P<UTO", "P<U1O", 1), today()), Err(MrzError::Field(MrzField::IssuingState)));
    assert_eq!(parse(&TD3.replacen("ANNA", "4NNA", 1), today()), Err(MrzError::Field(MrzField::Names)));
    assert_eq!(parse(&TD3.replace("2F12", "2Q12"), today()), Err(MrzError::Field(MrzField::Sex)));
    assert_eq!(parse(&TD3.replace("740812", "741332"), today()), Err(MrzError::Field(MrzField::BirthDate)));
}

#[test]
fn germany_has_one_letter() {
    let text = TD3.replacen("P<UTO", "P<D<<", 1).replacen("UTO", "D<<", 1);
    let mrz = read(&text);
    assert_eq!((mrz.issuing_state.as_str(), mrz.nationality.as_str()), ("DEU", "DEU"));
}

/// Puts a birth date into the passport, with check digits that fit.
fn with_birth(birth: &str) -> String {
    let digit =
        |field: &str| (b'0'..=b'9').map(char::from).find(|digit| layout::fits(field, &digit.to_string())).expect("a digit");
    let (first, second) = TD3.split_once('\n').expect("two lines");
    let mut second = second.to_owned();
    second.replace_range(13..19, birth);
    second.replace_range(19..20, &digit(birth).to_string());
    let covered = format!("{}{}{}", &second[0..10], &second[13..20], &second[21..43]);
    second.replace_range(43..44, &digit(&covered).to_string());
    format!("{first}\n{second}")
}

#[test]
fn unknown_parts_of_a_birth_date_and_its_century() {
    for (zone, expected) in [
        ("74<<<<", "1974"),
        ("7408<<", "1974-08"),
        ("<<<<<<", "unknown"),
        ("260615", "2026-06-15"),
        ("260616", "1926-06-16"),
        ("000229", "2000-02-29"),
    ] {
        assert_eq!(read(&with_birth(zone)).birth_date.to_string(), expected, "{zone}");
    }
    assert_eq!(parse(&with_birth("74<<12"), today()), Err(MrzError::Field(MrzField::BirthDate)));
    assert_eq!(parse(&with_birth("<<0812"), today()), Err(MrzError::Field(MrzField::BirthDate)));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = parse(&text, today());
    }

    #[test]
    fn no_zone_makes_it_panic(
        text in "[PVIAC][A-Z<][A-Z0-9<]{70}|[PVIAC][A-Z<][A-Z0-9<]{86}|[PVIAC][A-Z0-9<]{89}|[A-Zа-я0-9<\n ]{72,92}",
    ) {
        let _ = parse(&text, today());
    }

    /// One character misread for another digit or letter is found by a check digit wherever one covers it.
    #[test]
    fn one_misread_digit_is_found(at in 0usize..42, by in 1u8..10) {
        let (first, second) = TD3.split_once('\n').expect("two lines");
        let old = second.as_bytes()[at];
        prop_assume!(old.is_ascii_digit() && at != 20);
        let new = (old - b'0' + by) % 10 + b'0';
        let mut bytes = second.as_bytes().to_vec();
        bytes[at] = new;
        let text = format!("{first}\n{}", String::from_utf8(bytes).expect("ascii"));
        prop_assert!(parse(&text, today()).is_err());
    }
}
