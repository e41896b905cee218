use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::{AccountKind, Allowed},
        door::{Door, Unit},
        permissions::RequestsFile,
        policy::Role,
        store::powers::{For, held},
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        id::TypedId,
        identifiers::Idno,
        local_time::legal_day,
        problem::Problem,
        text::Text,
        violation::Violation,
    },
    persons::PersonId,
    requests::{
        RequestId,
        desk::{Desk, refuse},
        rules::lifecycle::{Action, State},
        step::on_ground_of,
        store::{self, RequestRow, events},
        wire::{FormAnswers, Request},
    },
    services::{
        Published,
        rules::{
            answers::check_types,
            definition::{Channel, Filer},
            tariff::Priority,
        },
    },
};

/// What is asked for, by whom, for whom.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewRequest {
    /// The service.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60, examples("legal-status-attestation"))]
    pub service_code: String,
    /// How quickly.
    #[serde(default = "normal")]
    #[schema(required = false)]
    pub priority: Priority,
    /// Who files it.
    pub filed_by: Filer,
    /// Whom it is for, where a representative files it: somebody the caller may act for.
    #[serde(default)]
    pub beneficiary_id: Option<PersonId>,
    /// The legal entity that files it: one for which the caller holds an accepted power, or which MPass says they administer.
    #[serde(default)]
    #[schema(pattern = "^1[0-9]{12}$", max_length = 13, examples("1018600000127"))]
    pub legal_entity_idno: Option<String>,
    /// First answers to the service's form; they are checked for types only until it is submitted.
    #[serde(default)]
    #[schema(value_type = FormAnswers, required = false)]
    pub answers: Map<String, Value>,
}

fn normal() -> Priority {
    Priority::Normal
}

/// Begin a request.
///
/// Saves a draft of a service request. The request stays on the version of the service that is open today. A draft's answers are checked
/// for types when they are saved and for completeness when it is submitted.
#[utoipa::path(post, path = "/api/v1/requests", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-15.2", "C-18.2", "C-22.1", "G-CUPS"])),
        ("x-legal-basis" = json!("Legea nr. 234/2021 cu privire la serviciile publice"))))]
pub async fn create_request(
    allowed: Allowed<RequestsFile>,
    act: Act<NewRequest>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Created<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let service = desk.open_service(&wanted.service_code, unit.now)?;
        on_ground_of(unit, &service);
        let channel = channel_of(unit);
        let beneficiary = beneficiary(unit, &service, &wanted)?;
        refuse(filing_faults(&service, &wanted, channel))?;
        may_act_for_entity(unit, &service, &wanted)?;
        let faults = check_types(&service.definition, &wanted.answers, &desk.catalogue.classifiers(), legal_day(unit.now));
        refuse(below_answers(faults))?;
        let row = draft(unit, &service, &wanted, channel, beneficiary);
        store::insert(unit.conn, &row)?;
        events::add(unit, row.id, Action::Edit, State::Draft, State::Draft, None)?;
        let id = RequestId::from_uuid(row.id);
        unit.wrote("Request", id);
        beneficiary.into_iter().for_each(|person| unit.about(person));
        Ok(desk.show::<201>(unit, &row)?.at(format!("/api/v1/requests/{id}")))
    })
    .await
}

/// Violations of answers, placed under `/answers`; those of documents and priority stay where they are.
pub fn below_answers(mut faults: Vec<Violation>) -> Vec<Violation> {
    for fault in &mut faults {
        if !fault.pointer.starts_with("/documents/") && fault.pointer != "/priority" {
            fault.pointer.insert_str(0, "/answers");
        }
    }
    faults
}

fn channel_of(unit: &Unit<'_>) -> Channel {
    if unit.caller.kind == AccountKind::Officer { Channel::Counter } else { Channel::EFiling }
}

/// Whom it is for: oneself, or somebody represented. At the counter the person is registered when the request is.
fn beneficiary(unit: &mut Unit<'_>, service: &Published, wanted: &NewRequest) -> Result<Option<Uuid>, Problem> {
    let given = wanted.beneficiary_id.map(TypedId::uuid);
    if unit.caller.has(Role::Registrar) {
        return Ok(given);
    }
    match (wanted.filed_by, given) {
        (Filer::Beneficiary, None) => Ok(unit.caller.person),
        (Filer::Beneficiary, Some(person)) if Some(person) == unit.caller.person => Ok(Some(person)),
        // Whom another person or a company files for is found by what the form says, and so checked on what is decided.
        (Filer::OtherPerson | Filer::LegalEntity, None) => Ok(None),
        (Filer::OtherPerson | Filer::LegalEntity, Some(person)) if Some(person) == unit.caller.person => Ok(None),
        // Nobody names somebody on record whom they may not act for.
        (Filer::Representative | Filer::OtherPerson | Filer::LegalEntity, Some(person)) => {
            may_act_for(unit, service, For::Person(person), "/beneficiaryId", not_represented)?;
            Ok((wanted.filed_by == Filer::Representative).then_some(person))
        }
        (Filer::Representative, None) => Err(Problem::violation(
            "/beneficiaryId",
            "required",
            Text::new("Indicați persoana reprezentată.", "Укажите представляемое лицо.", "Say whom you represent."),
        )),
        (Filer::Beneficiary, Some(_)) => Err(not_represented()),
    }
}

fn not_represented() -> Problem {
    Problem::violation(
        "/beneficiaryId",
        "not-represented",
        Text::new(
            "Nu aveți o împuternicire acceptată pentru această persoană.",
            "У вас нет принятого полномочия представлять это лицо.",
            "You hold no accepted power for this person.",
        ),
    )
}

/// Online a legal entity is spoken for by whoever holds its power or administers it (C-29.4); at the desk the operator sees the paper.
fn may_act_for_entity(unit: &mut Unit<'_>, service: &Published, wanted: &NewRequest) -> Result<(), Problem> {
    let (Filer::LegalEntity, Some(idno)) = (wanted.filed_by, &wanted.legal_entity_idno) else { return Ok(()) };
    let idno = Idno::parse(idno).map_err(Problem::internal)?;
    if unit.caller.has(Role::Registrar) {
        return Ok(());
    }
    may_act_for(unit, service, For::Entity(&idno), "/legalEntityIdno", entity_not_represented)
}

fn entity_not_represented() -> Problem {
    Problem::violation(
        "/legalEntityIdno",
        "not-represented",
        Text::new(
            "Nu aveți o împuternicire acceptată pentru această persoană juridică și nu o administrați.",
            "У вас нет принятого полномочия представлять это юридическое лицо, и вы им не управляете.",
            "You hold no accepted power for this legal entity, nor do you administer it.",
        ),
    )
}

/// Under a power that was accepted, runs and covers the service.
fn may_act_for(
    unit: &mut Unit<'_>,
    service: &Published,
    whom: For<'_>,
    pointer: &'static str,
    without_any: fn() -> Problem,
) -> Result<(), Problem> {
    let held = held(unit.conn, unit.caller.account, whom, legal_day(unit.now))?;
    if held.is_empty() {
        return Err(without_any());
    }
    if held.iter().any(|held| service.definition.filing.covered_by(held.as_deref())) {
        return Ok(());
    }
    Err(Problem::violation(
        pointer,
        "not-covered-by-power",
        Text::new(
            "Împuternicirea pe care o aveți nu cuprinde acest serviciu.",
            "Ваше полномочие не распространяется на эту услугу.",
            "The power that you hold does not cover this service.",
        ),
    ))
}

fn filing_faults(service: &Published, wanted: &NewRequest, channel: Channel) -> Vec<Violation> {
    let filing = &service.definition.filing;
    let mut faults = Vec::new();
    if !filing.by.contains(&wanted.filed_by) {
        faults.push(Violation::new(
            "/filedBy",
            "not-a-choice",
            Text::new(
                "Serviciul nu poate fi solicitat în această calitate.",
                "Услугу нельзя запросить в этом качестве.",
                "The service cannot be filed in this capacity.",
            ),
        ));
    }
    if !filing.channels.contains(&channel) {
        faults.push(Violation::new(
            "/serviceCode",
            "channel-not-offered",
            Text::new(
                "Serviciul nu este oferit pe acest canal.",
                "Услуга не предоставляется через этот канал.",
                "The service is not offered through this channel.",
            ),
        ));
    }
    if wanted.filed_by != Filer::LegalEntity && wanted.legal_entity_idno.is_some() {
        faults.push(Violation::new(
            "/legalEntityIdno",
            "not-asked",
            Text::new(
                "Se indică numai dacă depune persoana juridică.",
                "Указывается, только если подаёт юридическое лицо.",
                "Given only where the legal entity files.",
            ),
        ));
    }
    if wanted.filed_by == Filer::LegalEntity && wanted.legal_entity_idno.as_deref().is_none_or(|idno| Idno::parse(idno).is_err())
    {
        faults.push(Violation::new(
            "/legalEntityIdno",
            "check-digit",
            Text::new(
                "Indicați un IDNO valid al persoanei juridice.",
                "Укажите действительный IDNO юридического лица.",
                "Give a valid IDNO of the legal entity.",
            ),
        ));
    }
    faults
}

fn draft(unit: &Unit<'_>, service: &Published, wanted: &NewRequest, channel: Channel, beneficiary: Option<Uuid>) -> RequestRow {
    RequestRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        number: None,
        service_code: service.code.clone(),
        service_version: i32::try_from(service.version).unwrap_or(i32::MAX),
        state: State::Draft.code().into(),
        priority: format!("{:?}", wanted.priority),
        channel: format!("{channel:?}"),
        filed_by: format!("{:?}", wanted.filed_by),
        subdivision_id: unit.caller.office().filter(|_| channel == Channel::Counter),
        applicant_account_id: unit.caller.account,
        beneficiary_id: beneficiary,
        legal_entity_idno: wanted.legal_entity_idno.clone(),
        answers: Value::Object(wanted.answers.clone()),
        registration_reason: None,
        rectification_reason: None,
        rectified_at: None,
        assigned_to: None,
        assigned_at: None,
        submitted_at: None,
        registered_at: None,
        term: None,
        due_at: None,
        referred: false,
        outcome: None,
        proposed_by: None,
        decided_by: None,
        decision_document_id: None,
        served_at: None,
        closed_at: None,
    }
}
