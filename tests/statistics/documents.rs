//! Acts issued on requests: how many were issued and annulled, and which rights of stay are in force.

use chrono::Duration;
use serde_json::json;

use super::{
    figures::{by_values, told},
    world::{self, INVITATION, STAY},
};
use crate::{
    requests::attested,
    support::{Answer, TestApp},
};

async fn asked(app: &TestApp, code: &str, query: &str) -> Answer {
    let path = format!("/api/v1/indicators/{code}/exact-figures?{query}");
    app.persona("statistician").await.get(&path).await.expect(200)
}

#[actix_web::test]
async fn an_attestation_counts_from_its_seal_to_its_annulment() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let before = by_values(&asked(&app, "documents-issued", "from=2026-11&rows=documentType").await);
    attested(&app, &applicant).await;
    let issued = by_values(&asked(&app, "documents-issued", "from=2026-11&rows=documentType&columns=office").await);
    let attestations: Vec<_> = issued.iter().filter(|(values, _)| values.starts_with("Attestation")).collect();
    assert_eq!((before.len(), attestations.len(), attestations[0].1), (0, 1, 1), "{issued:?}");
    let documents = applicant.get("/api/v1/documents?documentType=Attestation").await.expect(200);
    let path = format!("/api/v1/documents/{}", documents.text("/documents/0/documentId"));
    let head = app.persona("head").await;
    let read = head.get(&path).await.expect(200);
    let reason = json!({ "reason": "Emis din eroare." });
    head.act(&format!("{path}/annulments"), read.etag(), &reason).await.expect(200);
    let annulled = by_values(&asked(&app, "documents-annulled", "from=2026-11&rows=documentType").await);
    assert_eq!(annulled, told(&[("Attestation", 1)]));
    let issued = by_values(&asked(&app, "documents-issued", "from=2026-11&rows=documentType").await);
    assert_eq!(issued, told(&[("Attestation", 1)]), "it was issued all the same");
}

/// Four Turks and a Ukrainian are granted stay, one is refused, two are invited.
#[actix_web::test]
async fn rights_of_stay_are_in_force_until_they_end_or_are_annulled() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let person = |citizenship: &str| world::person(&app, citizenship, "Male", "1990-05-17");
    let decided = |citizenship: &str, kind: &str, days: Option<i64>| {
        let about = person(citizenship);
        world::issue(&app, world::request(&app, STAY, "CHI", about), kind, about, days)
    };
    // From 16 November: to 30 November, to 1 December, to 15 February, without an end.
    decided("TUR", "Decision", Some(14));
    decided("TUR", "Decision", Some(15));
    let taken_back = decided("TUR", "Decision", Some(91));
    decided("TUR", "Decision", None);
    decided("UKR", "Decision", Some(400));
    decided("UKR", "RefusalDecision", None);
    let host = person("MDA");
    let invited = world::request(&app, INVITATION, "BAL", host);
    for citizenship in ["IND", "IND"] {
        world::issue(&app, invited, "Invitation", person(citizenship), Some(90));
    }
    app.clock.advance(Duration::days(35));
    world::annul(&app, taken_back);
    app.clock.advance(Duration::days(70));
    for folded in [false, true] {
        if folded {
            app.platform.figures.catch_up().await.expect("figures");
        }
        let in_force = |query: &'static str| asked(&app, "stay-rights-in-force", query);
        let by_citizenship = |tur: i64| told(&[("TUR", tur), ("UKR", 1)]);
        // The last day of a right belongs to it: who may stay to the 30th may stay when November ends, but not in December.
        assert_eq!(by_values(&in_force("from=2026-11&rows=citizenship").await), by_citizenship(4), "{folded}");
        assert_eq!(by_values(&in_force("from=2026-12&rows=citizenship").await), by_citizenship(1), "{folded}");
        assert_eq!(by_values(&in_force("from=2026-11&rows=right&columns=sex").await), told(&[("ProvisionalStay Male", 5)]));
        assert_eq!(by_values(&in_force("from=2026-11&rows=purpose&asKnownOn=2026-12-10").await), told(&[("WORK", 5)]));
        let issued = asked(&app, "documents-issued", "from=2026-11&rows=documentType&columns=office").await;
        assert_eq!(
            by_values(&issued),
            told(&[("Decision CHI", 5), ("Invitation BAL", 2), ("RefusalDecision CHI", 1)]),
            "{folded}"
        );
        // Each who is invited has an invitation of their own, and counts by their own citizenship, not by the host's.
        let invitations = asked(&app, "invitations-issued", "from=2026-Q4&rows=citizenship").await;
        assert_eq!(by_values(&invitations), told(&[("IND", 2)]), "{folded}");
        let annulled = asked(&app, "documents-annulled", "from=2026-12&rows=office").await;
        assert_eq!(by_values(&annulled), told(&[("CHI", 1)]), "{folded}");
    }
}

#[actix_web::test]
async fn what_is_corrected_of_a_person_moves_their_documents_too() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let (one, other) = (world::person(&app, "TUR", "Male", "1990-05-17"), world::person(&app, "ISR", "Male", "1990-05-17"));
    world::issue(&app, world::request(&app, STAY, "CHI", one), "Decision", one, Some(365));
    app.platform.figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(1));
    world::merge(&app, one, other);
    let merged = by_values(&asked(&app, "documents-issued", "from=2026-11&rows=citizenship").await);
    assert_eq!(merged, told(&[("ISR", 1)]));
    app.platform.figures.catch_up().await.expect("figures");
    world::correct(&app, other, "UKR", "Female");
    app.platform.figures.catch_up().await.expect("figures");
    let corrected = by_values(&asked(&app, "documents-issued", "from=2026-11&rows=citizenship").await);
    assert_eq!(corrected, told(&[("UKR", 1)]));
}

#[actix_web::test]
async fn applications_and_letters_are_no_acts_and_leave_no_mark() {
    let app = TestApp::start().await;
    let about = world::person(&app, "TUR", "Male", "1990-05-17");
    let request = world::request(&app, STAY, "CHI", about);
    app.platform.figures.catch_up().await.expect("figures");
    for kind in ["Application", "Confirmation", "Proposal", "NoticeLetter", "Invoice", "PetitionAnswer"] {
        world::issue(&app, request, kind, about, None);
    }
    assert_eq!(app.number("select count(*) from statistics.changes"), 0);
    // The kinds that are marked are those that the dimension has, and all of them.
    for kind in ["Decision", "RefusalDecision", "Invitation", "Attestation"] {
        world::issue(&app, request, kind, about, None);
    }
    assert_eq!(app.number("select count(*) from statistics.changes where subject = 'Document'"), 4);
    let counted = asked(&app, "documents-issued", "from=2026-11&rows=documentType").await;
    assert_eq!(by_values(&counted), told(&[("Attestation", 1), ("Decision", 1), ("Invitation", 1), ("RefusalDecision", 1)]));
    let values = counted.body["names"][0]["values"].as_array().expect("values");
    let named: Vec<_> = values.iter().map(|value| value["title"]["en"].as_str().unwrap_or_default()).collect();
    assert_eq!(named, ["attestation", "decision", "invitation", "decision of refusal"], "each has a name");
}
