//! The typesetter: nothing in the data is markup, the same input gives the same bytes, the result is archival.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{CODES, TEMPLATES, TYPESETTER, files, instant, load, sample, text};
use migratie_typesetting::{Language, TemplateError, TypesetError, Typesetter};
use proptest::prelude::*;
use serde_json::{Value, json};

const HOSTILE: &str =
    r##""] #eval("1+1") #panic("x") *b* _i_ $x^2$ #read("/etc/passwd") \u{41} // c /* d */ = T <l> @r `raw` ${y} --- ~"##;

fn plain(template: &str, data: &Value) -> Result<Vec<u8>, TypesetError> {
    TYPESETTER.typeset(template, &[], data, "Probă", Language::Ro, instant())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Members that hold free texts; every template has one.
const FREE: [&str; 8] = ["surname", "value", "text", "name", "findings", "paragraphs", "assessment", "applicant"];

/// Puts the hostile text in the place of every free text of a sample.
fn poison(data: &mut Value, at: &str) {
    match data {
        Value::Object(members) => members.iter_mut().for_each(|(name, member)| poison(member, name)),
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, at)),
        Value::String(value) if FREE.contains(&at) => {
            *value = HOSTILE.chars().take(120).collect();
        }
        _ => {}
    }
}

#[test]
fn what_a_person_writes_is_printed_as_written() {
    let pdf = plain(r#"#set page(width: 40cm); #let data = json("data.json"); #data.name"#, &json!({ "name": HOSTILE })).unwrap();
    assert!(squeezed(&text(&pdf)).contains(&squeezed(HOSTILE)), "{}", text(&pdf));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_name_is_printed_as_it_is(name in "[ -~ăâîșțĂÂÎȘȚğışç„”–]{1,80}") {
        let pdf = plain(r#"#set page(width: 90cm); #json("data.json").name"#, &json!({ "name": name })).unwrap();
        prop_assert_eq!(squeezed(&text(&pdf)), squeezed(&name));
    }
}

#[test]
fn no_template_takes_data_for_markup() {
    for code in CODES {
        let mut data = sample(code);
        poison(&mut data, "");
        let pdf = TEMPLATES.typeset(&TYPESETTER, code, &data, instant()).unwrap();
        let written = squeezed(&text(&pdf)).to_lowercase();
        assert!(written.contains(&squeezed(r##"#eval("1+1")#panic("x")*b*_i_$x^2$"##)), "{code}: {written}");
    }
    for (name, content) in files().iter().filter(|(name, _)| name.ends_with(".typ")) {
        let source = String::from_utf8_lossy(content);
        assert!(!source.contains("eval("), "{name} evaluates");
    }
}

#[test]
fn a_template_reaches_no_disk_and_no_package() {
    for template in [r#"#read("/etc/hostname")"#, r#"#read("../secret")"#, r#"#import "@preview/tablex:0.0.8": *"#] {
        assert!(matches!(plain(template, &json!({})), Err(TypesetError::Template(_))), "{template}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let other = Typesetter::new().unwrap();
    let again = load(&files());
    for code in CODES {
        let first = TEMPLATES.typeset(&TYPESETTER, code, &sample(code), instant()).unwrap();
        let second = again.typeset(&other, code, &sample(code), instant()).unwrap();
        assert!(first == second, "{code} differs");
        let later = again.typeset(&other, code, &sample(code), instant() + chrono::TimeDelta::seconds(1)).unwrap();
        assert!(first != later, "{code} does not carry its instant");
    }
}

#[test]
fn every_act_says_that_it_is_archival_accessible_titled_and_in_romanian() {
    for code in CODES {
        let pdf = TEMPLATES.typeset(&TYPESETTER, code, &sample(code), instant()).unwrap();
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let catalog = document.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"ro", "{code}");
        assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"OutputIntents"), "{code}");
        let metadata = document.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.as_stream().unwrap();
        let metadata = String::from_utf8(metadata.content.clone()).unwrap();
        let number = sample(code)["number"].as_str().unwrap().to_owned();
        for part in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "2026-11-22T08:15:00", &number] {
            assert!(metadata.contains(part), "{code}: {part} is missing in {metadata}");
        }
    }
}

#[test]
fn characters_without_a_typeface_are_named_or_replaced_never_dropped() {
    let data = json!({ "name": "王 Li\u{202E}", "list": ["Ștefan", "☃\u{0}"] });
    let error = plain(r#"#json("data.json").name"#, &data).unwrap_err();
    let TypesetError::Unprintable(found) = &error else { panic!("{error}") };
    assert!(found.is_superset(&BTreeSet::from(['王', '\u{202E}', '\u{0}'])), "{found:?}");
    assert!(error.to_string().contains("U+738B") && !error.to_string().contains('王'));
    let legible = TYPESETTER.legible(&data);
    assert_eq!(legible["name"], "\u{FFFD} Li\u{FFFD}");
    assert_eq!(legible["list"][0], "Ștefan");
    plain(r#"#json("data.json").name"#, &legible).unwrap();
}

#[test]
fn names_of_many_peoples_are_printed() {
    let names = "Șțăâî Ğışç Łódź Nguyễn Đỗ Þór Иванова Ґалаґан Αθήνα Երևան საქართველო";
    let pdf =
        plain(r#"#set text(font: ("Libertinus Serif", "DejaVu Sans Mono")); #json("data.json").name"#, &json!({ "name": names }))
            .unwrap();
    assert_eq!(squeezed(&text(&pdf)), squeezed(names));
}

#[test]
fn errors_of_a_template_name_the_place_and_not_the_person() {
    let data = json!({ "surname": "Probă-Secretă" });
    let missing = plain("#let data = json(\"data.json\")\n\n#data.name", &data).unwrap_err().to_string();
    assert!(missing.contains("main.typ:3") && missing.contains("\"name\""), "{missing}");
    let wrong = plain("#let data = json(\"data.json\")\n#int(data.surname)", &data).unwrap_err().to_string();
    assert!(wrong.contains("main.typ:2") && !wrong.contains("Secret"), "{wrong}");
}

#[test]
fn a_folder_that_is_not_whole_is_refused() {
    type Files = BTreeMap<String, Vec<u8>>;
    let refused = |change: &dyn Fn(&mut Files)| {
        let mut files = files();
        change(&mut files);
        let files = files.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
        migratie_typesetting::Templates::load(files).err().map(|error: TemplateError| error.to_string()).unwrap_or_default()
    };
    assert!(refused(&|files| drop(files.remove("invoice.typ"))).contains("invoice.yaml"));
    assert!(refused(&|files| drop(files.remove("letterhead.yaml"))).contains("letterhead.yaml"));
    assert!(refused(&|files| drop(files.insert("invoice.yaml".into(), b"code: bill".to_vec()))).contains("invoice.yaml"));
    assert!(
        refused(&|files| {
            let text = String::from_utf8(files["invoice.yaml"].clone()).unwrap().replace("code: invoice", "code: bill");
            files.insert("invoice.yaml".into(), text.into_bytes());
        })
        .contains("bill")
    );
}
