//! The acts themselves: each template with its sample.

#![allow(clippy::unwrap_used)]

mod common;

use common::{CODES, TEMPLATES, TYPESETTER, instant, sample, text, typeset};
use migratie_typesetting::{Authentication, TemplateError};

#[test]
fn every_template_has_a_sample_and_is_known() {
    let codes: Vec<&str> = TEMPLATES.manifests().map(|manifest| manifest.code.as_str()).collect();
    assert_eq!(codes, CODES);
}

#[test]
fn every_act_is_drawn_with_its_number_and_verification_address() {
    for code in CODES {
        let data = sample(code);
        let written = text(&typeset(code, &data));
        for member in ["/number", "/verification/code", "/verification/url"] {
            let expected = data.pointer(member).unwrap().as_str().unwrap();
            assert!(written.contains(expected), "{code}: {expected} is missing in: {written}");
        }
    }
}

#[test]
fn romanian_letters_are_written_with_comma_below() {
    let mut all = String::new();
    for code in CODES {
        all.push_str(&text(&typeset(code, &sample(code))));
    }
    for letter in "șțăâîȘȚĂÂÎ".chars() {
        assert!(all.contains(letter), "{letter} is missing");
    }
    for cedilla in "şţŞŢ".chars().filter(|letter| *letter != 'ş') {
        assert!(!all.contains(cedilla), "{cedilla} has a cedilla");
    }
    // A Turkish name keeps its cedilla.
    assert!(all.contains("Ayşe"));
    assert!(all.contains("Șerbănescu"));
}

#[test]
fn decisions_print_the_body_and_the_term_of_appeal() {
    for manifest in TEMPLATES.manifests().filter(|manifest| manifest.appeal.is_some()) {
        let appeal = manifest.appeal.clone().unwrap();
        let written = text(&typeset(&manifest.code, &sample(&manifest.code)));
        assert!(written.contains("Judecătoria Chișinău"), "{}: {written}", manifest.code);
        assert!(written.contains(&appeal.term.in_romanian()), "{}: {written}", manifest.code);
    }
}

#[test]
fn an_act_may_carry_another_wording_of_the_appeal() {
    let mut data = sample("decision-refusal");
    data["appeal"] = serde_json::json!({
        "body": "Comisia de soluționare", "term": "15 zile lucrătoare",
        "wording": ["Înainte de acțiune se depune o cerere prealabilă."],
    });
    let written = text(&TEMPLATES.typeset(&TYPESETTER, "decision-refusal", &data, instant()).unwrap());
    assert!(written.contains("Comisia de soluționare"));
    assert!(written.contains("15 zile lucrătoare"));
    assert!(written.contains("cerere prealabilă"));
    assert!(!written.contains("Judecătoria"));
}

#[test]
fn an_answer_speaks_of_repeated_petitions_and_a_request_for_information_is_none() {
    let mut data = sample("petition-answer");
    let repeated = "se anexează la dosar fără a fi examinată repetat";
    let plain = |data: &serde_json::Value| text(&TEMPLATES.typeset(&TYPESETTER, "petition-answer", data, instant()).unwrap());
    assert!(plain(&data).contains(repeated), "{}", plain(&data));
    data["isPetition"] = false.into();
    assert!(!plain(&data).contains("repetat"), "{}", plain(&data));
}

#[test]
fn what_decides_or_answers_a_petition_has_an_appeal_and_is_signed_by_a_person_unless_no_human_decided() {
    for manifest in TEMPLATES.manifests() {
        let (decision, refusal) = (manifest.code.starts_with("decision-"), manifest.code.ends_with("-refusal"));
        let answer = manifest.code == "petition-answer";
        assert_eq!(manifest.appeal.is_some(), decision || refusal || answer, "{}", manifest.code);
        if decision {
            assert_eq!(manifest.authentication, Authentication::Person, "{}", manifest.code);
        }
        assert!(!manifest.basis.is_empty(), "{} answers to no requirement", manifest.code);
    }
    let automatic = TEMPLATES.manifest("attestation-refusal").unwrap();
    assert_eq!(automatic.authentication, Authentication::Seal);
}

#[test]
fn missing_and_wrong_data_are_named_all_at_once_and_not_shown() {
    let mut data = sample("decision-grant");
    data.as_object_mut().unwrap().remove("purpose");
    data["holder"].as_object_mut().unwrap().remove("citizenship");
    data["holder"]["idnp"] = "0980501".into();
    data["validUntil"] = "31 februarie".into();
    data["remark"] = "nobody asked".into();
    let error = TEMPLATES.typeset(&TYPESETTER, "decision-grant", &data, instant()).unwrap_err();
    let shown = error.to_string();
    let TemplateError::Data(violations) = error else { panic!("another error: {shown}") };
    let fields: Vec<&str> = violations.iter().map(|violation| violation.field.as_str()).collect();
    for field in ["/purpose", "/holder/citizenship", "/holder/idnp", "/validUntil"] {
        assert!(fields.contains(&field), "{field} is not named in {fields:?}");
    }
    assert_eq!(violations.len(), 5, "{violations:?}");
    assert!(!shown.contains("0980501") && !shown.contains("februarie") && !shown.contains("nobody asked"), "{shown}");
}

#[test]
fn a_form_of_many_pages_is_numbered_throughout() {
    let mut data = sample("application");
    let section = data["sections"][3].clone();
    data["sections"].as_array_mut().unwrap().extend(std::iter::repeat_n(section, 40));
    let pdf = TEMPLATES.typeset(&TYPESETTER, "application", &data, instant()).unwrap();
    let pages = lopdf::Document::load_mem(&pdf).unwrap().get_pages().len();
    assert!(pages > 4, "{pages}");
    assert!(text(&pdf).contains(&format!("pagina {pages} din {pages}")));
}
