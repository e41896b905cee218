//! Petitions as the contract shows them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    PetitionAttachmentId, PetitionId,
    parts::{Asking, Assignment, Channel, EndingReason, PetitionKind, PetitionOutcome, Signature},
    rules::lifecycle::{Action, State},
    step::available,
    store::{PetitionRow, With, attachments::Attached, events::EventRow, list::Names},
};
use crate::{
    access::{
        caller::{AccountId, SubdivisionId},
        door::Unit,
    },
    documents::DocumentId,
    kernel::{
        id::TypedId,
        problem::Problem,
        term::TermStatus,
        text::{Language, Text},
    },
};

/// Which petition.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct PetitionPath {
    /// The petition.
    #[param(value_type = PetitionId, inline)]
    pub petition_id: PetitionId,
}

/// Who writes, and where the answer goes.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PetitionerShown)]
pub struct PetitionerShown {
    /// Name and surname.
    #[schema(max_length = 200, examples("YILMAZ Emre"))]
    pub name: String,
    /// IDNP, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 13, max_length = 13, pattern = "^[0-9]{13}$", examples("2015000000011"))]
    pub idnp: Option<String>,
    /// Where the answer goes electronically.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 254, examples("emre.yilmaz@example.org"))]
    pub email: Option<String>,
    /// Where the answer goes on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 400, examples("mun. Chișinău, bd. Dacia, 16, ap. 45"))]
    pub address: Option<String>,
    /// The language in which they are told things.
    pub language: Language,
}

/// A file of a petition.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionAttachment {
    /// The file, as the petition names it.
    pub petition_attachment_id: PetitionAttachmentId,
    /// What for: `Supporting`, `Completion` (supplied because it was asked for), or `Withdrawal` (by which it was withdrawn).
    #[schema(max_length = 20, examples("Supporting"))]
    pub purpose: String,
    /// As its sender named it.
    #[schema(max_length = 255, examples("contract.pdf"))]
    pub name: String,
    /// Media type, by content.
    #[schema(max_length = 100, examples("application/pdf"))]
    pub content_type: String,
    /// Bytes.
    #[schema(minimum = 1, examples(48_211))]
    pub size: i64,
    /// When it was attached.
    pub attached_at: DateTime<Utc>,
}

impl From<&Attached> for PetitionAttachment {
    fn from(row: &Attached) -> Self {
        Self {
            petition_attachment_id: PetitionAttachmentId::from_uuid(row.id),
            purpose: row.purpose.clone(),
            name: row.name.clone(),
            content_type: row.content_type.clone(),
            size: row.size,
            attached_at: row.at,
        }
    }
}

/// A subdivision that examines a petition.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionAssignment {
    /// The subdivision.
    pub subdivision_id: SubdivisionId,
    /// What it does.
    pub role: Assignment,
    /// Since when.
    pub assigned_at: DateTime<Utc>,
    /// What it contributed. For officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 10_000, examples("Dosarul a fost verificat; permisul este la emitere."))]
    pub contribution: Option<String>,
    /// When it contributed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributed_at: Option<DateTime<Utc>>,
    /// When it was given up, of one that contributed and is not involved any more. For officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

/// What the petitioner was asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionAsked {
    /// Why.
    pub reason: Asking,
    /// What is missing.
    #[schema(max_length = 4000, examples("Petiția nu este semnată."))]
    pub text: String,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

/// The answer, as far as there is one.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionAnswer {
    /// How it ends for the petitioner.
    pub outcome: PetitionOutcome,
    /// Its text; for the petitioner once it is signed.
    #[schema(max_items = 50)]
    pub paragraphs: Vec<String>,
    /// Why the head sent an earlier draft back. For officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000, examples("Lipsește temeiul legal."))]
    pub returned: Option<String>,
    /// Its number, once approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("RP-2026-000001"))]
    pub number: Option<String>,
    /// The document, once approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_id: Option<DocumentId>,
    /// When it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
    /// How it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 400, examples("RR123456789MD"))]
    pub sent_how: Option<String>,
}

/// How a petition ended without an answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionEnding {
    /// Why.
    pub reason: EndingReason,
    /// In words.
    #[schema(max_length = 4000, examples("Competența aparține altei autorități."))]
    pub text: String,
    /// To which authority it went (classifier `authorities`).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64, examples("ASP"))]
    pub authority_code: Option<String>,
    /// The petition to which it was joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined_to_id: Option<PetitionId>,
}

/// A petition, or a request for information.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Petition {
    /// The petition.
    pub petition_id: PetitionId,
    /// What kind.
    pub kind: PetitionKind,
    /// Where it stands.
    pub state: State,
    /// Registration number, once registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("PT-2026-000001"))]
    pub number: Option<String>,
    /// Its number in the other register, where it ever stood there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("CI-2026-000001"))]
    pub former_number: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// Its number at ePetitii.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64, examples("EP-2026-001204"))]
    pub external_number: Option<String>,
    /// Who writes.
    pub petitioner: PetitionerShown,
    /// What it is about.
    #[schema(max_length = 300, examples("Întârzierea permisului de ședere"))]
    pub object: String,
    /// Its text.
    #[schema(max_length = 10_000, examples("Cererea a fost depusă la 1 septembrie și nu a primit răspuns."))]
    pub reasons: String,
    /// How it is signed.
    pub signature: Signature,
    /// The petition drawn up for signing: the petitioner signs it by `POST /documents/{documentId}/signings`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_id: Option<DocumentId>,
    /// Its files.
    #[schema(max_items = 50)]
    pub attachments: Vec<PetitionAttachment>,
    /// The subdivisions that examine it, the lead first.
    #[schema(max_items = 50)]
    pub assignments: Vec<PetitionAssignment>,
    /// In whose hands it is. For officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_to_id: Option<AccountId>,
    /// What the petitioner is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<PetitionAsked>,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<PetitionAnswer>,
    /// How it ended without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ending: Option<PetitionEnding>,
    /// How its term stands, once it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<TermStatus>,
    /// Until when the petitioner must have been told that it was received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_ends_at: Option<DateTime<Utc>>,
    /// When they were told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_at: Option<DateTime<Utc>>,
    /// Until when it can be passed to another authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer_ends_at: Option<DateTime<Utc>>,
    /// What the caller can do now.
    #[schema(max_items = 30)]
    pub available_actions: Vec<Action>,
    /// When it reached the inspectorate.
    pub received_at: DateTime<Utc>,
    /// When it was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_at: Option<DateTime<Utc>>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

/// A petition in a list: without its text.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionSummary {
    /// The petition.
    pub petition_id: PetitionId,
    /// What kind.
    pub kind: PetitionKind,
    /// Where it stands.
    pub state: State,
    /// Registration number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("PT-2026-000001"))]
    pub number: Option<String>,
    /// Its number in the other register, where it ever stood there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("CI-2026-000001"))]
    pub former_number: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// Who writes.
    #[schema(max_length = 200, examples("YILMAZ Emre"))]
    pub petitioner_name: String,
    /// What it is about.
    #[schema(max_length = 300, examples("Întârzierea permisului de ședere"))]
    pub object: String,
    /// The subdivision that leads its examination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_subdivision_id: Option<SubdivisionId>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_subdivision_name: Option<Text>,
    /// In whose hands. For officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_to_id: Option<AccountId>,
    /// Their name. For officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("LUNGU Andrei"))]
    pub assigned_to_name: Option<String>,
    /// What the petitioner is asked for, and until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<PetitionAsked>,
    /// When its term ends; absent where none runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// When it reached the inspectorate.
    pub received_at: DateTime<Utc>,
    /// When it was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_at: Option<DateTime<Utc>>,
    /// When it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
}

/// Something that happened to a petition.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub action: Action,
    /// From which state.
    pub from: State,
    /// To which.
    pub to: State,
    /// By whom; the public reads only their own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("POPA Tatiana"))]
    pub actor: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000, examples("Petiția nu este semnată."))]
    pub note: Option<String>,
}

/// How the terms of a petition stand.
pub struct Terms {
    /// Of its examination.
    pub examination: Option<TermStatus>,
    /// Of the receipt.
    pub receipt_ends_at: Option<DateTime<Utc>>,
    /// Of passing it on.
    pub transfer_ends_at: Option<DateTime<Utc>>,
}

fn code<T: for<'de> Deserialize<'de>>(code: &str) -> Result<T, Problem> {
    serde_json::from_value(code.into()).map_err(Problem::internal)
}

/// A petition as its reader sees it: drafts, contributions and officers are for officers.
pub fn petition(unit: &Unit<'_>, row: &PetitionRow, with: &With, terms: Terms) -> Result<Petition, Problem> {
    let officer = unit.caller.is_institutional();
    let petitioner = row.petitioner()?;
    let past = with.past.iter().filter(|_| officer);
    let assignments = with.assignments.iter().chain(past).map(|one| PetitionAssignment {
        subdivision_id: SubdivisionId::from_uuid(one.subdivision),
        role: one.role,
        assigned_at: one.at,
        contribution: one.contribution.clone().filter(|_| officer),
        contributed_at: one.contributed_at.filter(|_| officer),
        ended_at: one.ended_at,
    });
    let answer = row.answer()?.filter(|_| officer || row.answered_at.is_some()).map(|answer| PetitionAnswer {
        outcome: answer.outcome,
        paragraphs: answer.paragraphs,
        returned: answer.returned.filter(|_| officer),
        number: answer.number,
        document_id: row.answer_document_id.map(DocumentId::from_uuid),
        answered_at: row.answered_at,
        sent_at: answer.sent_at,
        sent_how: answer.sent_how,
    });
    let asked = shown_asking(row)?;
    let ending = row.ending()?.map(|ending| PetitionEnding {
        reason: ending.reason,
        text: ending.text,
        authority_code: ending.authority_code,
        joined_to_id: row.joined_to_id.map(PetitionId::from_uuid),
    });
    Ok(Petition {
        petition_id: PetitionId::from_uuid(row.id),
        kind: row.kind()?,
        state: row.state()?,
        number: row.number.clone(),
        former_number: with.former_number.clone(),
        channel: row.channel()?,
        external_number: row.external_number.clone(),
        petitioner: PetitionerShown {
            name: petitioner.name,
            idnp: petitioner.idnp,
            email: petitioner.email,
            address: petitioner.address,
            language: petitioner.language,
        },
        object: row.object.clone(),
        reasons: row.reasons.clone(),
        signature: Signature::read(&row.signature)?,
        document_id: row.document_id.map(DocumentId::from_uuid),
        attachments: with.attachments.iter().map(PetitionAttachment::from).collect(),
        assignments: assignments.collect(),
        assigned_to_id: row.assigned_to.filter(|_| officer).map(AccountId::from_uuid),
        asked,
        answer,
        ending,
        term: terms.examination,
        receipt_ends_at: terms.receipt_ends_at,
        receipt_at: row.receipt_at,
        transfer_ends_at: terms.transfer_ends_at,
        available_actions: available(unit, row, with, terms.transfer_ends_at)?,
        received_at: row.received_at,
        registered_at: row.registered_at,
        ended_at: row.ended_at,
    })
}

fn shown_asking(row: &PetitionRow) -> Result<Option<PetitionAsked>, Problem> {
    Ok(row.asked()?.map(|asked| PetitionAsked { reason: asked.reason, text: asked.text, due_at: asked.due_at }))
}

/// A petition in a list.
pub fn summary(row: &PetitionRow, names: &Names, officer: bool) -> Result<PetitionSummary, Problem> {
    Ok(PetitionSummary {
        petition_id: PetitionId::from_uuid(row.id),
        kind: row.kind()?,
        state: row.state()?,
        number: row.number.clone(),
        former_number: names.former.clone(),
        channel: row.channel()?,
        petitioner_name: row.petitioner()?.name,
        object: row.object.clone(),
        lead_subdivision_id: row.lead_subdivision_id.map(SubdivisionId::from_uuid),
        lead_subdivision_name: names.lead.clone(),
        assigned_to_id: row.assigned_to.filter(|_| officer).map(AccountId::from_uuid),
        assigned_to_name: names.holder.clone().filter(|_| officer),
        asked: shown_asking(row)?,
        due_at: row.due_at,
        received_at: row.received_at,
        registered_at: row.registered_at,
        answered_at: row.answered_at,
    })
}

impl PetitionEvent {
    /// An event as its reader sees it.
    pub fn of(event: EventRow, unit: &Unit<'_>) -> Result<Self, Problem> {
        let officer = unit.caller.is_institutional();
        let own = event.actor_id == Some(unit.caller.account);
        Ok(Self {
            at: event.at,
            action: code(&event.action)?,
            from: code(&event.from_state)?,
            to: code(&event.to_state)?,
            actor: Some(event.actor_name).filter(|_| officer || own),
            note: event.note.filter(|_| officer || event.open),
        })
    }
}
