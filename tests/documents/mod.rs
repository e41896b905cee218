mod annulments;
pub mod content;
mod numbers;
mod reading;
mod signings;

use migratie::{
    access,
    documents::{self, Act, Frozen, Signing},
    kernel::{id::TypedId, problem::Problem},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Caller, TestApp};

/// What is frozen, with what the tests change.
pub struct Draft {
    pub act: Act,
    pub office: &'static str,
}

/// An attestation under the seal.
pub fn attestation() -> Draft {
    let data = json!({
        "holder": { "surname": "Yılmaz-Șerbănescu", "givenName": "Ayşe Țuțea", "birthDate": "1991-04-17", "citizenship": "Türkiye" },
        "statements": [{ "label": "Statutul juridic", "value": "titular al dreptului de ședere provizorie" }],
    });
    draft("attestation", data, Signing::Seal)
}

/// A refusal that the head must sign.
pub fn refusal() -> Draft {
    let data = json!({
        "request": { "number": "SP-2026-000001", "date": "2026-10-19" },
        "holder": { "surname": "Yılmaz", "givenName": "Ayşe", "citizenship": "Türkiye" },
        "legalBasis": ["art. 43 din Legea nr. 200/2010;"],
        "findings": ["Solicitanta nu a prezentat dovada mijloacelor de întreținere."],
        "unmet": [{ "condition": "mijloace de întreținere", "provision": "art. 32 alin. (2) lit. e)", "reason": "nu au fost dovedite" }],
        "outcome": "acordarea dreptului de ședere provizorie",
        "signature": { "position": "Șef de direcție", "name": "CIOBANU Victor" },
    });
    draft("decision-refusal", data, Signing::Person { idnp: "2015000000077".into(), name: "CIOBANU Victor".into() })
}

fn draft(template: &str, data: Value, signing: Signing) -> Draft {
    let act = Act {
        template: template.into(),
        request: Some(Uuid::now_v7()),
        person: Some(Uuid::now_v7()),
        applicant: None,
        subdivision: None,
        data,
        reason: "Cererea SP-2026-000001".into(),
        valid_until: None,
        signing,
    };
    Draft { act, office: "CHI" }
}

/// Freezes as a room above would.
pub fn try_freeze(app: &TestApp, draft: &Draft) -> Result<Frozen, Problem> {
    app.platform.door.by_system_here("freezeForTest", |unit| {
        let subdivision = access::store::subdivision_by_code(unit.conn, draft.office)?;
        documents::freeze(unit, &Act { subdivision, ..draft.act.clone() })
    })
}

pub fn freeze(app: &TestApp, draft: &Draft) -> Frozen {
    try_freeze(app, draft).expect("a frozen document")
}

/// Freezes and lets the workers make it.
pub async fn issue(app: &TestApp, draft: &Draft) -> Frozen {
    let frozen = freeze(app, draft);
    app.work_off().await;
    frozen
}

/// The document's address.
pub fn path(frozen: &Frozen) -> String {
    format!("/api/v1/documents/{}", documents::DocumentId::from_uuid(frozen.id))
}

/// The account behind a caller.
pub async fn account(caller: &Caller<'_>) -> Uuid {
    let id = caller.get("/api/v1/sessions/current").await.expect(200).text("/accountId");
    id.parse::<access::caller::AccountId>().expect("an account").uuid()
}
