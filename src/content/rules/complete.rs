//! Whether what an item says fits its type: a draft by its shape, what is submitted also by its completeness.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use super::{
    address::{self, NotALink},
    content::Content,
    labels::resolved,
    structure::{ItemType, Need},
};
use crate::kernel::{text::Text, violation::Violation};

/// Codes that a draft may still have: something is not there yet.
const UNFINISHED: [&str; 2] = ["required", "too-few"];

/// What is wrong with a draft: everything but what is not there yet.
pub fn of_draft(kind: &ItemType, content: &Content) -> Vec<Violation> {
    of_submission(kind, content).into_iter().filter(|violation| !UNFINISHED.contains(&violation.code)).collect()
}

/// Everything that stands in the way of a publication.
pub fn of_submission(kind: &ItemType, content: &Content) -> Vec<Violation> {
    let mut found = kind.shape.violations(&Value::Object(content.fields.clone()), "/fields");
    for (need, text, place) in [(kind.lead, &content.lead, "/lead"), (kind.body, &content.body, "/body")] {
        if need == Need::Required && text.is_none() {
            found.push(Violation::new(
                place,
                "required",
                Text::new("Câmpul este obligatoriu.", "Поле обязательно.", "The field is required."),
            ));
        }
    }
    let files = &kind.files;
    for (at, file) in content.attachments.iter().enumerate() {
        if !files.kinds.is_empty() && !files.kinds.contains(&file.content_type) {
            let kinds = files.kinds.join(", ");
            found.push(Violation::new(
                format!("/attachments/{at}"),
                "file-type-not-accepted",
                Text::new(
                    format!("Se acceptă numai fișiere {kinds}."),
                    format!("Принимаются только файлы {kinds}."),
                    format!("Only files of type {kinds} are accepted."),
                ),
            ));
        }
    }
    if content.attachments.len() > files.most {
        found.push(Violation::new(
            "/attachments",
            "too-many",
            Text::new(
                format!("Cel mult {} fișiere.", files.most),
                format!("Не более {} файлов.", files.most),
                format!("At most {} files.", files.most),
            ),
        ));
    }
    if content.attachments.len() < files.least {
        found.push(Violation::new(
            "/attachments",
            "too-few",
            Text::new(
                format!("Cel puțin {} fișiere.", files.least),
                format!("Не менее {} файлов.", files.least),
                format!("At least {} files.", files.least),
            ),
        ));
    }
    found.extend(of_links(&content.fields, &kind.fields));
    found.extend(of_periods(&content.fields));
    found.extend(of_questions(&content.fields));
    found.extend(of_contest(kind, &content.fields));
    found
}

/// What is said to have happened by the day of its publication: the head of the inspectorate has authorised a profile before anybody reads it
///
pub fn of_days(kind: &ItemType, fields: &serde_json::Map<String, Value>, today: NaiveDate) -> Option<Violation> {
    let day = fields.get("authorisation").filter(|_| kind.code == "social-profile")?["date"].as_str()?;
    (day.parse::<NaiveDate>().ok()? > today).then(|| {
        Violation::new(
            "/fields/authorisation/date",
            "in-the-future",
            Text::new("Data este în viitor.", "Дата в будущем.", "The date is in the future."),
        )
    })
}

/// Fields that are addresses lead where links of a text may lead: to the public internet, and with nobody's password.
fn of_links(fields: &serde_json::Map<String, Value>, whole: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut waiting: Vec<(&Value, &Value, String)> =
        fields.iter().map(|(name, value)| (value, &whole["properties"][name.as_str()], format!("/fields/{name}"))).collect();
    while let Some((value, schema, place)) = waiting.pop() {
        let (schema, _) = resolved(schema, whole);
        match value {
            Value::String(text) if schema["format"] == "uri" => {
                found.extend(address::read(text).err().and_then(|why| refused(why, &place)));
            }
            Value::Object(members) => waiting.extend(
                members.iter().map(|(name, value)| (value, &schema["properties"][name.as_str()], format!("{place}/{name}"))),
            ),
            Value::Array(items) => {
                waiting.extend(items.iter().enumerate().map(|(at, item)| (item, &schema["items"], format!("{place}/{at}"))));
            }
            _ => {}
        }
    }
    found.sort_unstable_by(|one, other| one.pointer.cmp(&other.pointer));
    found
}

/// What a link of a text is refused for (`sanitise`); that it is an address at all, the schema of the field says.
fn refused(why: NotALink, place: &str) -> Option<Violation> {
    let (code, text) = match why {
        NotALink::Private => (
            "link-to-private-address",
            Text::new(
                "Adresa duce într-o rețea internă.",
                "Адрес ведёт во внутреннюю сеть.",
                "The address leads into a private network.",
            ),
        ),
        NotALink::Credentials => (
            "link-with-credentials",
            Text::new(
                "Adresa conține un nume și o parolă.",
                "Адрес содержит имя и пароль.",
                "The address holds a name and a password.",
            ),
        ),
        NotALink::Malformed | NotALink::Scheme => return None,
    };
    Some(Violation::new(place, code, text))
}

/// A contest beyond its announcement is nothing without its list: of those admitted to it, who passed, who won.
fn of_contest(kind: &ItemType, fields: &serde_json::Map<String, Value>) -> Option<Violation> {
    let needs_list = kind.code == "vacancy" && matches!(fields.get("stage")?.as_str(), Some("Admitted" | "Passed" | "Won"));
    let listed = fields.get("candidates").and_then(Value::as_array).is_some_and(|list| !list.is_empty());
    (needs_list && !listed).then(|| {
        Violation::new(
            "/fields/candidates",
            "required",
            Text::new(
                "Lista candidaților acestei etape este obligatorie.",
                "Список кандидатов этого этапа обязателен.",
                "The list of candidates of this stage is required.",
            ),
        )
    })
}

/// What begins does not end before it began.
fn of_periods(fields: &serde_json::Map<String, Value>) -> Vec<Violation> {
    let pairs = [("from", "to"), ("startsAt", "endsAt")];
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let instant = |text: &str| chrono::DateTime::parse_from_rfc3339(text).map(|at| at.timestamp_micros()).ok();
    let reversed = |from: &str, to: &str| match (instant(from), instant(to)) {
        (Some(from), Some(to)) => to < from,
        // Days are written so that their order is that of their texts.
        _ => from.len() == to.len() && to < from,
    };
    pairs
        .into_iter()
        .filter(|(from, to)| text(from).zip(text(to)).is_some_and(|(from, to)| reversed(from, to)))
        .map(|(_, to)| {
            Violation::new(
                format!("/fields/{to}"),
                "before-its-beginning",
                Text::new("Sfârșitul precedă începutul.", "Конец раньше начала.", "It ends before it begins."),
            )
        })
        .collect()
}

/// Questions have codes of their own; those of choice have choices, and no others have.
fn of_questions(fields: &serde_json::Map<String, Value>) -> Vec<Violation> {
    let (mut found, mut codes) = (Vec::new(), BTreeSet::new());
    let questions = fields.get("questions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (at, question) in questions.iter().enumerate() {
        let twice = || Text::new("Codul apare de două ori.", "Код встречается дважды.", "The code is there twice.");
        if question["code"].as_str().is_some_and(|code| !codes.insert(code)) {
            found.push(Violation::new(format!("/fields/questions/{at}/code"), "given-twice", twice()));
        }
        let of_choice = matches!(question["kind"].as_str(), Some("SingleChoice" | "MultipleChoice"));
        let choices = question["choices"].as_array();
        if of_choice != choices.is_some() {
            found.push(Violation::new(
                format!("/fields/questions/{at}/choices"),
                "wrong-for-kind",
                Text::new(
                    "Variantele sunt numai ale întrebărilor cu alegere, care le au întotdeauna.",
                    "Варианты есть только у вопросов с выбором, и у них — всегда.",
                    "Questions of choice have choices, and no others have.",
                ),
            ));
        }
        let mut of_question = BTreeSet::new();
        for (place, choice) in choices.into_iter().flatten().enumerate() {
            if choice["code"].as_str().is_some_and(|code| !of_question.insert(code)) {
                found.push(Violation::new(format!("/fields/questions/{at}/choices/{place}/code"), "given-twice", twice()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::content::rules::structure::Structure;

    fn faults(kind: &str, fields: Value) -> Vec<(String, &'static str)> {
        let structure = Structure::shipped().expect("the structure");
        let Value::Object(fields) = fields else { panic!("fields are an object") };
        let content = Content { fields, ..Content::default() };
        of_submission(structure.item_type(kind).expect("a type"), &content)
            .into_iter()
            .map(|fault| (fault.pointer, fault.code))
            .collect()
    }

    #[test]
    fn a_draft_may_be_unfinished_but_not_wrong() {
        let structure = Structure::shipped().expect("the structure");
        let event = structure.item_type("event").expect("a type");
        assert!(of_draft(event, &Content::default()).is_empty());
        assert!(of_submission(event, &Content::default()).len() >= 5);
        let fields = json!({ "kind": "Party", "surprise": 1 }).as_object().cloned().unwrap_or_default();
        let codes: Vec<_> =
            of_draft(event, &Content { fields, ..Content::default() }).into_iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["not-a-choice", "unknown-field"]);
    }

    #[test]
    fn a_visit_does_not_end_before_it_begins() {
        let found = faults("visit", json!({ "from": "2026-11-20", "to": "2026-11-18" }));
        assert!(found.contains(&("/fields/to".into(), "before-its-beginning")));
    }

    #[test]
    fn a_field_leads_neither_inside_nor_with_a_password() {
        let found =
            faults("page", json!({ "related": ["https://igm.gov.md/", "https://10.0.0.1/a", "https://a:b@igm.gov.md/"] }));
        assert_eq!(
            found[..2],
            [("/fields/related/1".into(), "link-to-private-address"), ("/fields/related/2".into(), "link-with-credentials"),]
        );
        for (kind, field) in [("link", "address"), ("news", "video"), ("law", "address"), ("social-profile", "address")] {
            let found = faults(kind, json!({ field: "https://localhost/x" }));
            assert!(found.contains(&(format!("/fields/{field}"), "link-to-private-address")), "{kind}: {found:?}");
        }
    }

    #[test]
    fn a_stage_of_a_contest_has_its_list() {
        let missing = ("/fields/candidates".to_owned(), "required");
        for stage in ["Admitted", "Passed", "Won"] {
            assert!(faults("vacancy", json!({ "stage": stage })).contains(&missing), "{stage}");
            assert!(faults("vacancy", json!({ "stage": stage, "candidates": [] })).contains(&missing), "{stage}");
            assert!(!faults("vacancy", json!({ "stage": stage, "candidates": ["17/2026"] })).contains(&missing), "{stage}");
        }
        for stage in ["Announced", "Cancelled"] {
            assert!(!faults("vacancy", json!({ "stage": stage })).contains(&missing), "{stage}");
        }
    }

    #[test]
    fn questions_are_sound() {
        let text = json!({ "ro": "?" });
        let choice = |code: &str| json!({ "code": code, "text": { "ro": "a" } });
        let found = faults(
            "questionnaire",
            json!({ "closesAt": "2026-12-01T00:00:00Z", "questions": [
                { "code": "a", "kind": "YesNo", "text": text, "choices": [choice("x"), choice("y")] },
                { "code": "a", "kind": "SingleChoice", "text": text, "choices": [choice("x"), choice("x")] },
                { "code": "b", "kind": "MultipleChoice", "text": text } ] }),
        );
        for wanted in [
            ("/fields/questions/0/choices", "wrong-for-kind"),
            ("/fields/questions/1/code", "given-twice"),
            ("/fields/questions/1/choices/1/code", "given-twice"),
            ("/fields/questions/2/choices", "wrong-for-kind"),
        ] {
            assert!(found.contains(&(wanted.0.into(), wanted.1)), "{wanted:?} in {found:?}");
        }
    }

    #[test]
    fn a_social_profile_bears_the_exact_name_and_an_authorisation() {
        let found = faults("social-profile", json!({ "network": "Telegram", "address": "https://t.me/igm", "name": "IGM" }));
        assert!(found.contains(&("/fields/name".into(), "invalid")));
        assert!(found.contains(&("/fields/authorisation".into(), "required")));
        assert!(found.contains(&("/attachments".into(), "too-few")), "its logo");
        let structure = Structure::shipped().expect("the structure");
        let profile = structure.item_type("social-profile").expect("a type");
        let on = |day: &str| {
            let fields = json!({ "authorisation": { "number": "12", "date": day } }).as_object().cloned().unwrap_or_default();
            of_days(profile, &fields, "2026-11-16".parse().expect("a day")).map(|fault| fault.code)
        };
        assert_eq!((on("2026-11-16"), on("2026-11-17")), (None, Some("in-the-future")));
    }

    #[test]
    fn a_logo_is_a_picture() {
        let structure = Structure::shipped().expect("the structure");
        let file = |kind: &str| json!({ "fileId": uuid::Uuid::nil(), "title": { "ro": "Logo" }, "name": "logo", "contentType": kind, "size": 1, "sha256": "" });
        let refused = |code: &str, kind: &str| {
            let content = json!({ "title": { "ro": "a" }, "attachments": [file(kind)] });
            let content: Content = serde_json::from_value(content).expect("content");
            let found = of_draft(structure.item_type(code).expect("a type"), &content);
            found.into_iter().map(|fault| (fault.pointer, fault.code)).collect::<Vec<_>>()
        };
        assert_eq!(refused("social-profile", "application/pdf"), [("/attachments/0".into(), "file-type-not-accepted")]);
        assert_eq!((refused("social-profile", "image/png"), refused("page", "application/pdf")), (vec![], vec![]));
    }
}
