use serde_json::{Value, json};

use super::super::{
    form::json_schema,
    samples::{CATALOGUE, complete, day, service},
};
use crate::kernel::text::Language;

fn schema(code: &str, language: Language) -> Value {
    json_schema(service(code), language, &CATALOGUE.classifiers, day())
}

fn refused(code: &str, answers: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(&schema(code, Language::En)).unwrap();
    validator.iter_errors(answers).map(|error| error.instance_path().to_string()).collect()
}

#[test]
fn every_form_is_a_valid_schema_that_accepts_complete_answers() {
    for code in ["provisional-stay-work-grant", "invitation", "legal-status-attestation"] {
        assert!(jsonschema::meta::is_valid(&schema(code, Language::Ro)), "{code}");
        assert_eq!(refused(code, &Value::Object(complete(code).0)), Vec::<String>::new(), "{code}");
    }
}

#[test]
fn titles_follow_the_language_and_labels_give_all_three() {
    let romanian = schema("invitation", Language::Ro);
    let russian = schema("invitation", Language::Ru);
    assert_eq!(romanian["properties"]["phone"]["title"], "Telefonul");
    assert_eq!(russian["properties"]["phone"]["title"], "Телефон");
    assert_eq!(romanian["properties"]["phone"]["x-label"], russian["properties"]["phone"]["x-label"]);
    assert_eq!(romanian["properties"]["phone"]["x-label"]["en"], "Telephone");
    assert_eq!(romanian["x-sections"][0]["code"], "inviter");
}

#[test]
fn conditional_requirements_are_in_the_schema() {
    let mut answers = Value::Object(complete("provisional-stay-work-grant").0);
    answers["hasVisa"] = json!(false);
    assert!(refused("provisional-stay-work-grant", &answers).contains(&"/visaNumber".to_owned()), "not asked");
    let mut answers = Value::Object(complete("provisional-stay-work-grant").0);
    answers["hasPreviousNames"] = json!(true);
    assert_eq!(refused("provisional-stay-work-grant", &answers), [""], "previousNames is missing");
    answers["previousNames"] = json!([{"previousSurname": "Alt", "nameChangeReason": "Marriage"}]);
    assert_eq!(refused("provisional-stay-work-grant", &answers), Vec::<String>::new());
}

#[test]
fn a_condition_on_the_whole_form_reaches_into_a_group() {
    let mut answers = Value::Object(complete("invitation").0);
    answers["visitPurpose"] = json!("Study");
    assert_eq!(refused("invitation", &answers), ["/invitees/0", "/invitees/1"]);
    for invitee in answers["invitees"].as_array_mut().unwrap() {
        invitee["studyInstitution"] = json!({"idno": "1018600000127"});
    }
    assert_eq!(refused("invitation", &answers), Vec::<String>::new());
    answers["visitPurpose"] = json!("Business");
    assert_eq!(refused("invitation", &answers), ["/invitees/0/studyInstitution", "/invitees/1/studyInstitution"]);
}

#[test]
fn a_condition_inside_a_group_looks_at_its_own_item() {
    let mut answers = Value::Object(complete("invitation").0);
    answers["invitees"][1]["relation"] = json!("OtherRelation");
    assert_eq!(refused("invitation", &answers), ["/invitees/1"]);
}

#[test]
fn the_form_is_closed_everywhere() {
    fn open(at: &str, value: &Value, found: &mut Vec<String>) {
        if value["type"] == "object" && value["additionalProperties"] != false {
            found.push(at.to_owned());
        }
        for (name, member) in value.as_object().into_iter().flatten() {
            open(&format!("{at}/{name}"), member, found);
        }
    }
    for code in ["provisional-stay-work-grant", "invitation", "legal-status-attestation"] {
        let mut found = Vec::new();
        open(code, &schema(code, Language::Ro), &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}
