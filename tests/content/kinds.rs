//! Types of items as their providers write them, from the draft to what the public reads, with the files that go along.

use serde_json::{Value, json};

use super::{ITEMS, step, uploaded};
use crate::{
    support::{Caller, TestApp},
    uploads::send,
};

const PUBLICATIONS: &str = "/api/v1/publications";

fn text(words: &str) -> Value {
    json!({ "ro": words, "ru": words, "en": words })
}

/// Writes, submits and publishes; the answer of the public reading.
async fn through(app: &TestApp, writer: &Caller<'_>, administrator: &Caller<'_>, item: &Value) -> Value {
    let place = writer.post(ITEMS, item).await.expect(201).header("location").to_owned();
    step(writer, &place, "submissions", &json!({})).await.expect(200);
    step(administrator, &place, "publications", &json!({})).await.expect(200);
    let slug = administrator.get(&place).await.expect(200).text("/slug");
    app.anyone().get(&format!("{PUBLICATIONS}/{slug}")).await.expect(200).body
}

#[actix_web::test]
async fn each_type_that_the_regulation_asks_for_is_written_over_the_api() {
    let app = TestApp::start().await;
    // An administrator supplies every section that they administer.
    let writer = app.persona("content-administrator").await;
    let sum = json!({ "amount": "1250000.00", "currency": "MDL" });
    let day = json!({ "opens": "08:00", "closes": "17:00", "breakFrom": "12:00", "breakTo": "13:00" });
    let cases = [
        ("procurement-plan", "procurement", json!({ "year": 2027, "amount": sum }), true),
        (
            "procurement-report",
            "procurement",
            json!({ "from": "2026-07-01", "to": "2026-09-30", "contracts": 14, "amount": sum }),
            true,
        ),
        ("budget", "budget", json!({ "year": 2027, "kind": "Planned", "amount": sum }), true),
        (
            "visit",
            "visits",
            json!({ "country": "AUT", "from": "2026-11-20", "to": "2026-11-22", "delegation": text("Doi ofițeri"), "cost": sum, "funding": text("Bugetul de stat") }),
            false,
        ),
        (
            "project",
            "projects",
            json!({ "aims": text("Integrare"), "beneficiaries": text("Străini"), "executors": text("IGM"), "from": "2026-01-01", "to": "2027-12-31",
                "results": text("Cursuri"), "amount": sum, "funding": text("UE") }),
            false,
        ),
        (
            "office",
            "contacts",
            json!({ "subdivision": "BAL", "address": text("str. Ștefan cel Mare 1, Bălți"), "phones": ["0231 20 007"], "email": "balti@igm.gov.md",
                "desk": { "monday": day }, "audience": { "friday": day }, "issuing": { "wednesday": day } }),
            false,
        ),
    ];
    let known = app.anyone().get("/api/v1/publication-sections").await.expect(200);
    for (kind, section, fields, with_file) in cases {
        let takes = known.body["sections"].as_array().expect("sections").iter().find(|one| one["code"] == section);
        assert!(
            takes.is_some_and(|one| one["types"].as_array().expect("types").contains(&kind.into())),
            "{section} takes {kind}"
        );
        let mut item = json!({ "type": kind, "sectionCode": section, "title": text(kind), "fields": fields });
        if kind == "visit" {
            item["lead"] = text("Pe scurt.");
        }
        if with_file {
            let bare = writer.post(ITEMS, &item).await.expect(201).header("location").to_owned();
            let refused = step(&writer, &bare, "submissions", &json!({})).await.refused(400, "bad-input");
            assert_eq!(refused.violations(), [("/attachments", "too-few")], "{kind}");
            item["attachments"] = json!([{ "fileId": uploaded(&writer).await, "title": text("Documentul") }]);
        }
        let read = through(&app, &writer, &writer, &item).await;
        assert_eq!((&read["type"], &read["sectionCode"]), (&json!(kind), &json!(section)));
        for (name, value) in fields.as_object().expect("fields") {
            assert!(!read["fields"][name].is_null(), "{kind}: {name} = {value} is not read back");
        }
        assert_eq!(read["attachments"].as_array().map_or(0, Vec::len), usize::from(with_file), "{kind}");
        if with_file {
            let (slug, file) =
                (read["slug"].as_str().expect("a slug"), read["attachments"][0]["fileId"].as_str().expect("a file"));
            let content = app.anyone().get(&format!("{PUBLICATIONS}/{slug}/files/{file}")).await.expect(200);
            assert_eq!(content.bytes, std::fs::read("postman/files/document.pdf").expect("a PDF"), "{kind}");
        }
    }
}

fn vacancy() -> Value {
    json!({ "type": "vacancy", "sectionCode": "vacancies", "title": { "ro": "Specialist principal" }, "body": { "ro": "<p>Concurs.</p>" },
        "fields": { "position": text("Specialist"), "requirements": text("Studii superioare"), "documents": [text("CV")],
                    "deadline": "2026-12-10T15:00:00Z", "contact": { "name": "Secția resurse umane", "phone": "022 820 007" }, "stage": "Announced" } })
}

#[actix_web::test]
async fn a_contest_goes_from_its_announcement_to_its_winner_with_the_list_of_each_stage() {
    let app = TestApp::start().await;
    let administrator = app.persona("content-administrator").await;
    let place = administrator.post(ITEMS, &vacancy()).await.expect(201).header("location").to_owned();
    step(&administrator, &place, "submissions", &json!({})).await.expect(200);
    step(&administrator, &place, "publications", &json!({})).await.expect(200);
    let slug = administrator.get(&place).await.expect(200).text("/slug");
    for (stage, candidates) in [
        ("Admitted", json!(["17/2026", "18/2026", "21/2026"])),
        ("Passed", json!(["17/2026", "21/2026"])),
        ("Won", json!(["21/2026"])),
    ] {
        step(&administrator, &place, "revisions", &json!(null)).await.expect(200);
        let seen = administrator.get(&place).await.expect(200);
        let bare = json!({ "fields": { "stage": stage, "candidates": null } });
        administrator.patch(&place, seen.etag(), &bare).await.expect(200);
        let refused = step(&administrator, &place, "submissions", &json!({})).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/fields/candidates", "required")], "{stage}");
        let seen = administrator.get(&place).await.expect(200);
        administrator.patch(&place, seen.etag(), &json!({ "fields": { "candidates": candidates } })).await.expect(200);
        step(&administrator, &place, "submissions", &json!({})).await.expect(200);
        step(&administrator, &place, "publications", &json!({})).await.expect(200);
        let read = app.anyone().get(&format!("{PUBLICATIONS}/{slug}")).await.expect(200);
        assert_eq!((read.text("/fields/stage"), &read.body["fields"]["candidates"]), (stage.into(), &candidates));
    }
    assert_eq!(
        administrator.get(&format!("{place}/versions")).await.expect(200).body["versions"].as_array().map(Vec::len),
        Some(4)
    );
}

/// A PDF of one page a text.
fn paper(pages: &[&str]) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.7");
    let (tree, mut kids) = (document.new_object_id(), Vec::new());
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" };
    let font = document.add_object(font);
    for words in pages {
        let shown = format!("BT /F1 12 Tf 72 700 Td (Lista:) Tj 0 -14 Td ({words}) Tj ET");
        let mut content = Stream::new(dictionary! {}, shown.into_bytes());
        content.compress().expect("a stream");
        let content = document.add_object(content);
        kids.push(Object::Reference(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        })));
    }
    let pages = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
    document.objects.insert(tree, Object::Dictionary(pages));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

#[actix_web::test]
async fn a_list_that_names_persons_by_their_number_is_not_published() {
    let app = TestApp::start().await;
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    let file = async |who: &Caller<'_>, pages: &[&str]| {
        send(who, "Attachment", "lista.pdf", "application/pdf", &paper(pages)).await.expect(201).text("/fileId")
    };
    let with = |file: &str| json!([{ "fileId": file, "title": { "ro": "Lista celor admisi" } }]);
    let mut page =
        json!({ "type": "page", "sectionCode": "services", "title": { "ro": "Lista" }, "body": { "ro": "<p>Lista.</p>" } });
    page["attachments"] = with(&file(&provider, &["17/2026", "EXEMPLU Ana, 2004000123455"]).await);
    let place = provider.post(ITEMS, &page).await.expect(201).header("location").to_owned();
    // For whoever may not take the step nothing is read.
    let seen = provider.get(&place).await.expect(200);
    for (who, what) in [("examiner-chisinau", "submissions"), ("content-provider", "publications")] {
        let caller = app.persona(who).await;
        caller.act(&format!("{place}/{what}"), seen.etag(), &json!({})).await.refused(403, "forbidden");
    }
    assert_eq!(app.number("select count(*) from content_file_words"), 0);
    for _ in 0..2 {
        let refused = step(&provider, &place, "submissions", &json!({})).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/attachments/0", "personal-idnp")]);
        let told = refused.body.to_string();
        assert!(told.contains("Pagina 2") && !told.contains("2004000123455"), "{told}");
    }
    assert_eq!(app.number("select count(*) from content_file_words where read and pages = '{2}'"), 1, "it is read once");
    // One that names nobody goes on; the administrator's correction of it is looked at as well.
    let seen = provider.get(&place).await.expect(200);
    let clean = with(&file(&provider, &["17/2026"]).await);
    provider.patch(&place, seen.etag(), &json!({ "attachments": clean })).await.expect(200);
    step(&provider, &place, "submissions", &json!({})).await.expect(200);
    let seen = administrator.get(&place).await.expect(200);
    let named = with(&file(&administrator, &["2004000123455"]).await);
    administrator.patch(&place, seen.etag(), &json!({ "attachments": named })).await.expect(200);
    let refused = step(&administrator, &place, "publications", &json!({})).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/attachments/0", "personal-idnp")]);
    assert_eq!(app.number("select count(*) from content_versions"), 0, "nothing half-written");
    let seen = administrator.get(&place).await.expect(200);
    let clean = with(&file(&administrator, &["18/2026"]).await);
    administrator.patch(&place, seen.etag(), &json!({ "attachments": clean })).await.expect(200);
    step(&administrator, &place, "publications", &json!({})).await.expect(200);
}
