use std::collections::BTreeSet;

use migratie::{
    content::{
        Structure,
        rules::content::{AttachedFile, Content, Texts},
        shipped::{self, Shipped},
    },
    sandbox,
};
use serde_json::{Value, json};

use super::{PUBLICATIONS, slugs, uploaded, with_what_is_shipped};
use crate::support::TestApp;

/// A platform on which a material of every kind is published that the regulation names, those with files included.
async fn with_every_kind() -> TestApp {
    let app = with_what_is_shipped(&[]).await;
    app.platform.door.by_system_here("loadDemoContent", sandbox::content::load).expect("the demo world");
    uploaded(&app.persona("content-provider").await).await;
    let with_files = [
        ("procurement-plan", "procurement", json!({ "year": 2026, "amount": { "amount": "1500000.00", "currency": "MDL" } })),
        ("procurement-report", "procurement", json!({ "from": "2026-01-01", "to": "2026-06-30", "contracts": 12 })),
        ("budget", "budget", json!({ "year": 2026, "kind": "Executed" })),
        ("report", "reports", json!({ "kind": "AnnualReport", "year": 2025 })),
        ("report", "strategies", json!({ "kind": "Strategy" })),
        ("report", "statistics", json!({ "kind": "Statistics", "year": 2025 })),
        ("report", "analyses", json!({ "kind": "Analysis" })),
    ];
    app.platform
        .door
        .by_system_here("publishWithFiles", |unit| {
            for (place, (kind, section, fields)) in with_files.iter().enumerate() {
                let item = json!([{ "slug": format!("cu-fisier-{place}"), "type": kind, "section": section, "fields": fields, "title": { "ro": kind } }]);
                let item: Shipped = shipped::read(&item.to_string()).expect("an item").remove(0);
                publish_with_file(unit, &item)?;
            }
            Ok(())
        })
        .expect("with files");
    app.platform.publications.refresh_here().expect("what is published");
    app
}

fn publish_with_file(
    unit: &mut migratie::access::door::Unit<'_>,
    item: &Shipped,
) -> Result<(), migratie::kernel::problem::Problem> {
    let file = AttachedFile {
        file_id: uuid::Uuid::nil(),
        title: Texts { ro: "Documentul".into(), ..Texts::default() },
        name: "document.pdf".into(),
        content_type: "application/pdf".into(),
        size: 595,
        sha256: "00".repeat(32),
    };
    let content = Content { attachments: vec![file], ..item.content() };
    shipped::publish(unit, item, content, None, unit.now).map(drop)
}

#[actix_web::test]
async fn every_kind_of_material_that_the_regulation_names_is_published_and_read() {
    let app = with_every_kind().await;
    let structure = Structure::shipped().expect("the structure");
    let mut read = BTreeSet::new();
    for kind in &structure.types {
        let list = app.anyone().get(&format!("{PUBLICATIONS}?type={}&limit=200", kind.code)).await.expect(200).body;
        for slug in slugs(&list) {
            let item = app.anyone().get(&format!("{PUBLICATIONS}/{slug}")).await.expect(200).body;
            // publication, last update, source.
            assert!(item["publishedAt"].is_string() && item["updatedAt"].is_string() && item["source"]["code"].is_string());
            read.insert((kind.code.as_str(), item["sectionCode"].as_str().expect("a section").to_owned()));
        }
    }
    let kinds: BTreeSet<&str> = read.iter().map(|(kind, _)| *kind).collect();
    // A profile of a social network needs its logo and its authorisation; the editorial side has its tests.
    let missing: Vec<&str> = structure
        .types
        .iter()
        .map(|kind| kind.code.as_str())
        .filter(|kind| !kinds.contains(kind) && *kind != "social-profile")
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    // Each paragraph of the regulation has a section where it is published.
    let paragraphs: BTreeSet<&str> = structure.sections.iter().map(|section| section.paragraph.as_str()).collect();
    for paragraph in
        ["7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "7.8", "7.9", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "8.7"]
    {
        assert!(paragraphs.contains(paragraph), "{paragraph}");
    }
}

#[actix_web::test]
async fn what_a_kind_asks_for_is_there_to_be_read() {
    let app = with_every_kind().await;
    let fields = async |slug: &str| app.anyone().get(&format!("{PUBLICATIONS}/{slug}")).await.expect(200).body["fields"].take();
    let event = fields("demo-event").await;
    assert!(event["decisions"][0]["text"]["ro"].as_str().is_some_and(|text| text.starts_with("Se aprobă")), "R-7.9");
    let visit = fields("demo-visit").await;
    assert_eq!((&visit["cost"]["amount"], &visit["funding"]["ro"]), (&json!("18400.00"), &json!("Bugetul de stat")), "R-8.1");
    let project = fields("demo-project").await;
    for field in ["aims", "beneficiaries", "executors", "results", "amount", "funding"] {
        assert!(!project[field].is_null(), "R-8.3: {field}");
    }
    let vacancy = fields("demo-vacancy").await;
    assert_eq!((vacancy["stage"].as_str(), vacancy["documents"].as_array().map(Vec::len)), (Some("Announced"), Some(2)), "R-8.6");
    let office = fields("demo-office").await;
    assert_eq!(office["desk"]["monday"]["breakFrom"], "12:00", "R-7.2");
    let audience = app.anyone().get(&format!("{PUBLICATIONS}?sectionCode=audience")).await.expect(200).body;
    assert_eq!(slugs(&audience), ["information-request", "petition-how"], "R-8.2");
    let portals = app.anyone().get(&format!("{PUBLICATIONS}?sectionCode=portals&limit=200")).await.expect(200).body;
    assert_eq!(slugs(&portals).len(), 9, "R-8.5");
    let systems = app.anyone().get(&format!("{PUBLICATIONS}?sectionCode=systems")).await.expect(200).body;
    let addresses: Vec<&Value> = systems["publications"].as_array().expect("links").iter().map(|link| &link["slug"]).collect();
    assert_eq!(addresses, [&json!("temporary-protection-site"), &json!("e-migrare")], "R-7.6");
}
