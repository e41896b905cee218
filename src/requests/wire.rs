//! Requests as the contract shows them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Schema,
        schema::{AdditionalProperties, Type},
    },
};
use uuid::Uuid;

use super::{
    AttachmentId, RegisterCheckId, RequestId,
    available::{Reach, Standing},
    rules::lifecycle::{Action, State},
    step::available,
    store::{RequestRow, attachments::AttachmentRow, checks::CheckRow, events::EventRow, list::ListedRow},
};
use crate::{
    access::{
        caller::{AccountId, Caller, SubdivisionId},
        door::Unit,
    },
    documents::DocumentId,
    files::FileId,
    kernel::{id::TypedId, problem::Problem, term::TermStatus},
    persons::PersonId,
    services::rules::{
        course::ResultOutcome,
        definition::{Channel, Filer},
        tariff::Priority,
    },
};

/// Which request.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct RequestPath {
    /// The request.
    #[param(value_type = RequestId, inline)]
    pub request_id: RequestId,
}

/// How a decision ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RequestOutcome)]
pub enum Outcome {
    /// What was asked for is given.
    Favourable,
    /// It is refused.
    Unfavourable,
}

impl Outcome {
    /// As the database writes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Favourable => "Favourable",
            Self::Unfavourable => "Unfavourable",
        }
    }

    /// As services write it.
    pub fn of_service(self) -> ResultOutcome {
        match self {
            Self::Favourable => ResultOutcome::Favourable,
            Self::Unfavourable => ResultOutcome::Unfavourable,
        }
    }

    /// As it was written.
    pub fn read(code: &str) -> Option<Self> {
        match code {
            "Favourable" => Some(Self::Favourable),
            "Unfavourable" => Some(Self::Unfavourable),
            _ => None,
        }
    }
}

/// A request of a service.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// The request.
    pub request_id: RequestId,
    /// Registration number, once registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("SP-GR-2026-000001"))]
    pub number: Option<String>,
    /// The service asked for.
    #[schema(max_length = 60, examples("provisional-stay-work-grant"))]
    pub service_code: String,
    /// The version it stays on.
    #[schema(minimum = 1, examples(1))]
    pub service_version: i32,
    /// Where it stands.
    pub state: State,
    /// How quickly it was asked for.
    pub priority: Priority,
    /// How it came.
    pub channel: Channel,
    /// Who filed it.
    pub filed_by: Filer,
    /// The office that examines it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// Whom it is for, once known. Whoever files for somebody else without their power is not told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beneficiary_id: Option<PersonId>,
    /// The legal entity that files it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 13, examples("1018600000127"))]
    pub legal_entity_idno: Option<String>,
    /// The answers to the service's form.
    pub answers: BTreeMap<String, Value>,
    /// In whose hands it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_to_id: Option<AccountId>,
    /// How its legal term stands, once it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<TermStatus>,
    /// Whether an automatic decision was left to an officer.
    pub referred: bool,
    /// The outcome, once decided; whoever filed is told of it once the decision is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The decision; whoever filed is told of it once it is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_document_id: Option<DocumentId>,
    /// What the caller can do now.
    #[schema(max_items = 30)]
    pub available_actions: Vec<Action>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it was registered; its term starts then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_at: Option<DateTime<Utc>>,
    /// When the decision reached the applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub served_at: Option<DateTime<Utc>>,
    /// When the file was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
}

/// A request in a list: without its answers.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestSummary {
    /// The request.
    pub request_id: RequestId,
    /// Registration number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("SP-GR-2026-000001"))]
    pub number: Option<String>,
    /// The service.
    #[schema(max_length = 60, examples("invitation"))]
    pub service_code: String,
    /// Where it stands.
    pub state: State,
    /// How quickly it was asked for.
    pub priority: Priority,
    /// The office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// Whom it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beneficiary_id: Option<PersonId>,
    /// In whose hands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_to_id: Option<AccountId>,
    /// When its term ends; absent while it stands still.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The outcome; whoever filed is told of it once the decision is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What the caller can do now.
    #[schema(max_items = 30)]
    pub available_actions: Vec<Action>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_at: Option<DateTime<Utc>>,
}

fn read<T: for<'de> Deserialize<'de>>(code: &str) -> Result<T, Problem> {
    serde_json::from_value(Value::String(code.to_owned())).map_err(Problem::internal)
}

/// Whom it is for, as the caller may know it. Whoever files for somebody whom they may not act for (a company, an inviter) writes down who it
/// is and is never told on which record that was found, nor since when there is one: an identifier of ours says both.
fn known_beneficiary(caller: &Caller, applicant: Uuid, filed_by: &str, person: Option<Uuid>) -> Option<PersonId> {
    let for_another =
        !caller.is_institutional() && applicant == caller.account && !matches!(filed_by, "Beneficiary" | "Representative");
    person.filter(|_| !for_another || person == caller.person).map(PersonId::from_uuid)
}

/// Whether the caller may know what was decided. A decision is none until it is signed (it may still be given up, and taken otherwise): whoever
/// awaits it is told nothing of it before.
fn knows_decision(caller: &Caller, state: State) -> bool {
    caller.is_institutional() || state != State::AwaitingSignature
}

/// A request as its reader sees it.
pub fn request(unit: &mut Unit<'_>, row: &RequestRow, term: Option<TermStatus>) -> Result<Request, Problem> {
    let answers = match &row.answers {
        Value::Object(answers) => answers.clone().into_iter().collect(),
        _ => BTreeMap::new(),
    };
    let state = row.state()?;
    let available_actions = available(unit, row)?;
    let decided = knows_decision(&unit.caller, state);
    Ok(Request {
        request_id: RequestId::from_uuid(row.id),
        number: row.number.clone(),
        service_code: row.service_code.clone(),
        service_version: row.service_version,
        state,
        priority: read(&row.priority)?,
        channel: read(&row.channel)?,
        filed_by: read(&row.filed_by)?,
        subdivision_id: row.subdivision_id.map(SubdivisionId::from_uuid),
        beneficiary_id: known_beneficiary(&unit.caller, row.applicant_account_id, &row.filed_by, row.beneficiary_id),
        legal_entity_idno: row.legal_entity_idno.clone(),
        answers,
        assigned_to_id: row.assigned_to.map(AccountId::from_uuid),
        term,
        referred: row.referred,
        outcome: row.outcome.as_deref().filter(|_| decided).and_then(Outcome::read),
        decision_document_id: row.decision_document_id.filter(|_| decided).map(DocumentId::from_uuid),
        available_actions,
        created_at: row.created_at,
        updated_at: row.updated_at,
        submitted_at: row.submitted_at,
        registered_at: row.registered_at,
        served_at: row.served_at,
        closed_at: row.closed_at,
    })
}

/// A request in a list, and what the caller can do with it.
fn summary(reach: &Reach<'_>, row: &ListedRow) -> Result<RequestSummary, Problem> {
    let state = read(&row.state)?;
    let decided = knows_decision(reach.caller, state);
    Ok(RequestSummary {
        request_id: RequestId::from_uuid(row.id),
        number: row.number.clone(),
        service_code: row.service_code.clone(),
        state,
        priority: read(&row.priority)?,
        subdivision_id: row.subdivision_id.map(SubdivisionId::from_uuid),
        beneficiary_id: known_beneficiary(reach.caller, row.applicant_account_id, &row.filed_by, row.beneficiary_id),
        assigned_to_id: row.assigned_to.map(AccountId::from_uuid),
        due_at: row.due_at,
        outcome: row.outcome.as_deref().filter(|_| decided).and_then(Outcome::read),
        available_actions: reach.actions(&Standing::listed(row)?),
        created_at: row.created_at,
        registered_at: row.registered_at,
    })
}

/// A page of requests.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestList {
    /// The requests.
    #[schema(max_items = 200)]
    pub requests: Vec<RequestSummary>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// A page of requests as its reader sees them; the journal learns whose they are.
pub fn list(unit: &mut Unit<'_>, rows: &[ListedRow], next_cursor: Option<String>) -> Result<RequestList, Problem> {
    for row in rows {
        row.beneficiary_id.into_iter().for_each(|person| unit.about(person));
        unit.read("Request", RequestId::from_uuid(row.id));
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let reach = Reach::of(unit, &ids)?;
    Ok(RequestList { requests: rows.iter().map(|row| summary(&reach, row)).collect::<Result<_, _>>()?, next_cursor })
}

/// A file attached to a request.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// The attachment.
    pub attachment_id: AttachmentId,
    /// Which document of the service it is.
    #[schema(max_length = 60, examples("travel-document"))]
    pub document_code: String,
    /// The file.
    pub file_id: FileId,
    /// The document's name.
    #[schema(max_length = 200, examples("Pașaport"))]
    pub name: String,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, examples("U12345678"))]
    pub number: Option<String>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    /// Its issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("Nüfus Müdürlüğü"))]
    pub issuer: Option<String>,
    /// When it was attached.
    pub attached_at: DateTime<Utc>,
}

impl From<AttachmentRow> for Attachment {
    fn from(row: AttachmentRow) -> Self {
        Self {
            attachment_id: AttachmentId::from_uuid(row.id),
            document_code: row.document_code,
            file_id: FileId::from_uuid(row.file_id),
            name: row.name,
            number: row.number,
            issued_on: row.issued_on,
            issuer: row.issuer,
            attached_at: row.created_at,
        }
    }
}

/// One thing that happened to a request.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub action: Action,
    /// From which state.
    pub from_state: State,
    /// To which state.
    pub to_state: State,
    /// Who; officers are shown to the public by their office only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("LUNGU Andrei"))]
    pub actor: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000, examples("Lipsește traducerea cazierului."))]
    pub note: Option<String>,
}

impl TimelineEvent {
    /// An event as its reader sees it.
    pub fn of(row: EventRow) -> Result<Self, Problem> {
        Ok(Self {
            at: row.at,
            action: read(&row.action)?,
            from_state: read(&row.from_state)?,
            to_state: read(&row.to_state)?,
            actor: Some(row.actor_name),
            note: row.note,
        })
    }
}

/// How a question to a register stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum CheckStatus {
    /// Asked; no answer yet.
    Asked,
    /// Answered.
    Answered,
    /// The register did not answer; it can be asked again.
    Failed,
}

/// What an answer amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum CheckVerdict {
    /// Nothing stands against it.
    Clear,
    /// Something does.
    Adverse,
    /// The register knows nothing.
    NotFound,
}

/// A question to a state register with its answer (interpelare; C-25.2, attribute 11).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RequestRegisterCheck)]
pub struct RegisterCheck {
    /// The question.
    pub register_check_id: RegisterCheckId,
    /// Its code in the service.
    #[schema(max_length = 60, examples("border"))]
    pub code: String,
    /// The register.
    #[schema(max_length = 60, examples("SIIPF"))]
    pub register: String,
    /// How it stands.
    pub status: CheckStatus,
    /// What the answer amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<CheckVerdict>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// When the register issued the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<DateTime<Utc>>,
    /// When the answer came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<DateTime<Utc>>,
    /// The data set received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<BTreeMap<String, Value>>,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("TimedOut"))]
    pub failure: Option<String>,
}

impl RegisterCheck {
    /// A question as its reader sees it.
    pub fn of(row: CheckRow) -> Result<Self, Problem> {
        Ok(Self {
            register_check_id: RegisterCheckId::from_uuid(row.id),
            code: row.code,
            register: row.register,
            status: read(&row.status)?,
            verdict: row.verdict.as_deref().map(read).transpose()?,
            asked_at: row.asked_at,
            issued_at: row.issued_at,
            received_at: row.received_at,
            data: row.data.and_then(|data| data.as_object().cloned()).map(|data| data.into_iter().collect()),
            failure: row.failure,
        })
    }
}

/// The answers to a service's form, by the field's code; the form (`GET /services/{serviceCode}/form`) says what each may be.
pub struct FormAnswers;

impl PartialSchema for FormAnswers {
    fn schema() -> RefOr<Schema> {
        let code = ObjectBuilder::new().schema_type(Type::String).max_length(Some(60));
        ObjectBuilder::new()
            .description(Some("The answers to the service's form, by the field's code. A patch removes an answer by null."))
            .property_names(Some(code))
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)))
            .max_properties(Some(300))
            .examples([serde_json::json!({ "occupation": "Inginer" })])
            .into()
    }
}

impl ToSchema for FormAnswers {}
