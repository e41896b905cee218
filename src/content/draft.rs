//! What providers and administrators write, judged and put into the form in which it is kept.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    rules::{
        complete,
        content::{AttachedFile, Content, Texts},
        labels::resolved,
        restricted::{self, Classification},
        sanitise::{plain, sanitise},
        structure::ItemType,
        translations::{self, Translated},
    },
    store::items::{ItemChange, ItemRow},
    wire::texts::ContentTitle,
};
use crate::{
    access::door::Unit,
    files::{self, FileId},
    kernel::{
        id::TypedId,
        problem::Problem,
        text::{Language, Text},
        violation::Violation,
    },
};

/// A file to go with an item: one that the caller has uploaded, or that goes with it already.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContentAttachmentInput {
    /// The received file.
    pub file_id: FileId,
    /// What it is, for people.
    pub title: ContentTitle,
}

/// The files as they go with the item: of each the facts at this time, its digest among them. One statement, however many.
pub fn attached(
    unit: &mut Unit<'_>,
    wanted: &[ContentAttachmentInput],
    before: &[AttachedFile],
) -> Result<Vec<AttachedFile>, Problem> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = wanted.iter().map(|file| file.file_id.uuid()).collect();
    let known = files::find_all(unit, &ids)?;
    let (mut attached, mut faults): (Vec<AttachedFile>, Vec<Violation>) = (Vec::new(), Vec::new());
    for (at, file) in wanted.iter().enumerate() {
        let id = file.file_id.uuid();
        let stays = before.iter().any(|one| one.file_id == id);
        let place = format!("/attachments/{at}/fileId");
        match known.iter().find(|facts| facts.id == file.file_id && (stays || facts.uploaded_by == unit.caller.account)) {
            Some(_) if attached.iter().any(|one| one.file_id == id) => faults.push(Violation::new(
                place,
                "given-twice",
                Text::new("Fișierul apare de două ori.", "Файл указан дважды.", "The file is there twice."),
            )),
            Some(facts) => attached.push(AttachedFile {
                file_id: id,
                title: file.title.clone().into(),
                name: facts.name.clone(),
                content_type: facts.content_type.clone(),
                size: facts.size,
                sha256: hex::encode(&facts.sha256),
            }),
            None => faults.push(Violation::new(
                place,
                "no-such-thing",
                Text::new(
                    "Nu ați încărcat un astfel de fișier.",
                    "Вы не загружали такого файла.",
                    "You have uploaded no such file.",
                ),
            )),
        }
    }
    if faults.is_empty() { Ok(attached) } else { Err(faults.into()) }
}

/// Rich text in its one form; whatever is wrong with a draft, all at once.
pub fn judged(kind: &ItemType, mut content: Content) -> Result<Content, Problem> {
    let mut faults = complete::of_draft(kind, &content);
    if let Some(body) = &mut content.body {
        let texts = [("ro", Some(&mut body.ro)), ("ru", body.ru.as_mut()), ("en", body.en.as_mut())];
        for (code, text) in texts.into_iter().filter_map(|(code, text)| Some((code, text?))) {
            match sanitise(text, &format!("/body/{code}")) {
                Ok(clean) => *text = clean,
                Err(refused) => faults.extend(refused),
            }
        }
    }
    let texts = [("/title", Some(&content.title)), ("/lead", content.lead.as_ref()), ("/body", content.body.as_ref())];
    for (place, text) in texts.into_iter().chain([("/notes", content.notes.as_ref())]) {
        for (code, text) in text.into_iter().flat_map(Texts::each) {
            let words = if place == "/body" { plain(text) } else { text.to_owned() };
            if words.trim().is_empty() {
                faults.push(blank(place, code));
            }
        }
    }
    if faults.is_empty() { Ok(content) } else { Err(faults.into()) }
}

/// A translation comes to a Romanian text, never instead of it; and blanks translate nothing.
fn blank(place: &str, code: &str) -> Violation {
    let message = if code == "ro" {
        Text::new("Textul în română este obligatoriu.", "Румынский текст обязателен.", "The Romanian text is required.")
    } else {
        Text::new("Traducerea nu are text.", "В переводе нет текста.", "There is no text in the translation.")
    };
    Violation::new(format!("{place}/{code}"), "required", message)
}

/// Everything that stands in the way of publishing it: what is missing, and what may not be published, wherever a visitor would read
/// it: in texts and plain fields, in titles and names of files, in the address.
pub fn refusals(kind: &ItemType, slug: &str, content: &Content, classification: Classification) -> Vec<Violation> {
    let mut faults = complete::of_submission(kind, content);
    faults.extend(classification.refusal("/classification"));
    let texts = [("/title", Some(&content.title)), ("/lead", content.lead.as_ref()), ("/notes", content.notes.as_ref())];
    for (place, text) in texts {
        faults.extend(in_texts(text, place, str::to_owned));
    }
    faults.extend(in_texts(content.body.as_ref(), "/body", plain));
    faults.extend(restricted::violations(slug, "/slug"));
    for (name, value) in &content.fields {
        in_field(value, &kind.fields["properties"][name.as_str()], &kind.fields, &format!("/fields/{name}"), &mut faults);
    }
    for (at, file) in content.attachments.iter().enumerate() {
        faults.extend(in_texts(Some(&file.title), &format!("/attachments/{at}/title"), str::to_owned));
        faults.extend(restricted::violations(&file.name, &format!("/attachments/{at}/name")));
    }
    faults
}

fn in_texts(texts: Option<&Texts>, place: &str, read: impl Fn(&str) -> String) -> Vec<Violation> {
    let each = texts.into_iter().flat_map(Texts::each);
    each.flat_map(|(code, text)| restricted::violations(&read(text), &format!("{place}/{code}"))).collect()
}

/// Strings that are no texts: telephones and mailboxes that a type asks for are those of offices and officials; sums are numbers.
const NO_TEXTS: [&str; 3] = ["phone", "email", "money"];

/// A field of a type: every string in it but those whose schema says that it is something else (a date, a link).
fn in_field(value: &Value, schema: &Value, whole: &Value, place: &str, faults: &mut Vec<Violation>) {
    let (schema, named) = resolved(schema, whole);
    if named.is_some_and(|named| NO_TEXTS.contains(&named)) || schema.get("format").is_some() {
        return;
    }
    match value {
        Value::String(text) => faults.extend(restricted::violations(text, place)),
        Value::Object(members) => {
            for (name, value) in members {
                in_field(value, &schema["properties"][name.as_str()], whole, &format!("{place}/{name}"), faults);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                in_field(item, &schema["items"], whole, &format!("{place}/{at}"), faults);
            }
        }
        _ => {}
    }
}

/// What an item is to say from now on, as its columns.
pub fn written(content: &Content, translated: &Translated) -> Result<ItemChange, Problem> {
    let status = |code| Some(translations::status(content, translated, code).code().to_owned());
    Ok(ItemChange {
        content: Some(serde_json::to_value(content).map_err(Problem::internal)?),
        translated: Some(json!(translated)),
        ru_status: status("ru"),
        en_status: status("en"),
        ..ItemChange::default()
    })
}

/// The same after a change of what it said.
pub fn rewritten(row: &ItemRow, content: &Content, confirmed: &[Language]) -> Result<ItemChange, Problem> {
    let (before, translated) = (row.content()?, row.translated()?);
    written(content, &translations::settle(Some((&before, &translated)), content, confirmed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::place;

    fn found(kind: &str, slug: &str, content: Value) -> Vec<(String, &'static str)> {
        let content: Content = serde_json::from_value(content).expect("content");
        let kind = place::kind(kind).expect("a type");
        let of_persons = refusals(kind, slug, &content, Classification::Public).into_iter();
        let of_persons = of_persons.filter(|fault| fault.code.starts_with("personal-"));
        of_persons.map(|fault| (fault.pointer.clone(), fault.code)).collect()
    }

    #[test]
    fn persons_are_found_wherever_a_visitor_would_read_them() {
        let file = json!({ "fileId": Uuid::nil(), "title": { "ro": "Lista: 2004000123455" }, "name": "2004000123455.pdf",
            "contentType": "application/pdf", "size": 1, "sha256": "" });
        let vacancy = json!({ "title": { "ro": "Concurs" }, "attachments": [file], "fields": {
            "candidates": ["17/2026", "2004000123455"], "deadline": "2026-12-10T15:00:00.069123456Z",
            "contact": { "name": "Secția, 069 123 456", "phone": "069 123 456", "email": "igm@gmail.com" } } });
        let idnp = |place: &str| (place.to_owned(), "personal-idnp");
        assert_eq!(
            found("vacancy", "concurs-2004000123455", vacancy),
            [
                idnp("/slug"),
                idnp("/fields/candidates/1"),
                ("/fields/contact/name".into(), "personal-phone"),
                idnp("/attachments/0/title/ro"),
                idnp("/attachments/0/name"),
            ]
        );
    }

    #[test]
    fn contact_data_of_offices_dates_links_and_sums_are_not() {
        let office = json!({ "title": { "ro": "Bălți" }, "fields": { "subdivision": "BAL", "phones": ["069 123 456"],
            "email": "oficiu@mail.md", "address": { "ro": "str. Ștefan cel Mare 1" } } });
        assert_eq!(found("office", "oficiul-balti", office), []);
        let visit = json!({ "title": { "ro": "Viena" }, "fields": { "country": "AUT", "from": "2026-11-20",
            "cost": { "amount": "20040001234.55", "currency": "EUR" } } });
        assert_eq!(found("visit", "viena", visit), []);
        let profile = json!({ "title": { "ro": "Facebook" }, "fields": { "address": "https://www.facebook.com/2004000123455" } });
        assert_eq!(found("social-profile", "facebook", profile), []);
    }
}
