//! Putting a person on record: at the counter, where possible duplicates are offered first, and by the program itself.

use aws_lc_rs::digest::{SHA256, digest};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{
    PersonId,
    addresses::{AddressKind, NewAddress},
    attached,
    attributes::PersonAttributes,
    documents::{CheckedDocument, NewForeignDocument},
    rules::duplicates::{DocumentReference, DuplicateLevel, DuplicateReason, PersonSummary, Reason},
    store::{addresses, documents, duplicates, duplicates::PossibleDuplicate, row::PersonRow, write},
    wording::Findings,
};
use crate::{
    access::door::Unit,
    files::Purpose,
    kernel::{
        id::TypedId,
        identifiers::Idnp,
        local_time::legal_day,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// A person to be put on record, with documents and addresses, in one act.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonRegistration {
    /// The groups of attributes.
    pub attributes: PersonAttributes,
    /// Documents of other states.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub foreign_documents: Vec<NewForeignDocument>,
    /// Domicile and residence.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub addresses: Vec<NewAddress>,
    /// Persons who were looked at and found to be somebody else.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub confirmed_not_duplicate_of: Vec<PersonId>,
    /// Why the person is put on record, for the history.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 500, examples("Cerere depusă la ghișeu"))]
    pub reason: Option<String>,
}

/// Why two records may be of one person, with the reason in words.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateGround {
    /// What was found.
    pub code: DuplicateReason,
    /// What it adds to the score; negative if it speaks against.
    #[schema(minimum = -1, maximum = 1)]
    pub weight: f64,
    /// The same for people.
    pub text: Text,
}

/// Somebody on record who may be the same person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateCandidate {
    /// Who.
    pub person_id: PersonId,
    /// From 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub score: f64,
    /// How sure it is.
    pub level: DuplicateLevel,
    /// Why, what counts most first.
    pub reasons: Vec<DuplicateGround>,
}

impl From<&PossibleDuplicate> for DuplicateCandidate {
    fn from(possible: &PossibleDuplicate) -> Self {
        let ground = |reason: &Reason| DuplicateGround { code: reason.code, weight: reason.weight, text: reason.code.text() };
        Self {
            person_id: PersonId::from_uuid(possible.person),
            score: possible.found.score,
            level: possible.found.level,
            reasons: possible.found.reasons.iter().map(ground).collect(),
        }
    }
}

/// A registration that has passed its checks.
struct Checked {
    documents: Vec<CheckedDocument>,
    subject: PersonSummary,
}

impl PersonRegistration {
    fn check(&self, today: NaiveDate) -> Result<Checked, Problem> {
        let mut found: Findings = self.attributes.faults("/attributes", today);
        let documents: Vec<CheckedDocument> = self
            .foreign_documents
            .iter()
            .enumerate()
            .filter_map(|(index, document)| document.check(&format!("/foreignDocuments/{index}"), today, &mut found))
            .collect();
        for (index, address) in self.addresses.iter().enumerate() {
            address.faults(&format!("/addresses/{index}"), &mut found);
        }
        for kind in [AddressKind::Domicile, AddressKind::Residence] {
            let lasting = |address: &&NewAddress| address.kind == kind && address.valid_to.is_none();
            if self.addresses.iter().filter(lasting).count() > 1 {
                found.add(
                    "/addresses",
                    "two-at-a-time",
                    "Poate exista o singură adresă actuală de același fel.",
                    "Может быть только один действующий адрес каждого вида.",
                    "There can be one present address of each kind.",
                );
            }
        }
        found.text("/reason", self.reason.as_ref());
        if self.attributes.keys().is_empty() && found.0.is_empty() {
            found.add(
                "/attributes/names",
                "not-a-name",
                "Numele nu poate fi citit.",
                "Имя не читается.",
                "The name cannot be read.",
            );
        }
        found.done()?;
        let subject = PersonSummary {
            names: self.attributes.keys(),
            birth_date: self.attributes.birth_date,
            sex: Some(self.attributes.sex),
            citizenships: self.attributes.citizenships_on(today),
            documents: documents
                .iter()
                .map(|document| DocumentReference {
                    issuer: document.issuer.clone(),
                    number_key: document.number.key().to_owned(),
                })
                .collect(),
            idnp: self.attributes.idnp,
        };
        Ok(Checked { documents, subject })
    }
}

/// What two registrations of one person have in common, as numbers to wait by.
fn marks(subject: &PersonSummary) -> Vec<i64> {
    let idnp = subject.idnp.map(|idnp| format!("idnp {}", idnp.expose()));
    let birth = subject.birth_date.earliest().map(|day| format!("born {day}"));
    let documents = subject.documents.iter().map(|document| format!("document {} {}", document.issuer, document.number_key));
    let names = subject.names.iter().map(|name| format!("name {}", name.key));
    idnp.into_iter()
        .chain(birth)
        .chain(documents)
        .chain(names)
        .map(|mark| {
            digest(&SHA256, mark.as_bytes()).as_ref().iter().take(8).fold(0i64, |sum, byte| (sum << 8) | i64::from(*byte))
        })
        .collect()
}

/// Registers a person. Whoever may be the same is offered first, until the caller has confirmed that they are not.
pub fn register(unit: &mut Unit<'_>, registration: &PersonRegistration) -> Result<Uuid, Problem> {
    let checked = registration.check(legal_day(unit.now))?;
    write::wait_for_twins(unit, marks(&checked.subject))?;
    let confirmed: Vec<Uuid> = registration.confirmed_not_duplicate_of.iter().map(|id| id.uuid()).collect();
    let found = duplicates::find(unit, None, &checked.subject, &[])?;
    let same_number =
        |possible: &&PossibleDuplicate| possible.found.reasons.iter().any(|reason| reason.code == DuplicateReason::SameIdnp);
    if let Some(same) = found.iter().find(same_number) {
        return Err(Problem::new(Kind::ALREADY_EXISTS)
            .detail(Text::new(
                "O persoană cu acest IDNP este deja la evidență.",
                "Лицо с этим IDNP уже состоит на учёте.",
                "A person with this IDNP is on record already.",
            ))
            .with("personId", PersonId::from_uuid(same.person).to_string()));
    }
    let open: Vec<&PossibleDuplicate> = found.iter().filter(|possible| !confirmed.contains(&possible.person)).collect();
    if !open.is_empty() {
        return Err(possible_duplicates(&open));
    }
    let looked_at = found.iter().map(|possible| possible.person).collect();
    put_on_record(unit, registration, &checked, looked_at)
}

fn possible_duplicates(open: &[&PossibleDuplicate]) -> Problem {
    let candidates: Vec<DuplicateCandidate> = open.iter().map(|possible| DuplicateCandidate::from(*possible)).collect();
    let ids: Vec<String> = candidates.iter().map(|candidate| candidate.person_id.to_string()).collect();
    Problem::new(Kind::POSSIBLE_DUPLICATES)
        .detail(Text::new(
            "Citiți înregistrările indicate. Dacă este aceeași persoană, lucrați cu acea înregistrare; dacă nu, repetați cu \
             confirmedNotDuplicateOf.",
            "Прочтите указанные записи. Если это то же лицо, работайте с той записью; если нет, повторите с \
             confirmedNotDuplicateOf.",
            "Read the records named. If it is the same person, work on that record; if not, repeat with confirmedNotDuplicateOf.",
        ))
        .with("candidates", serde_json::to_value(&candidates).unwrap_or(Value::Null))
        .with(
            "next",
            json!([
                { "when": "SamePerson", "operation": "readPerson", "personId": ids.first() },
                { "when": "AnotherPerson", "operation": "registerPerson", "confirmedNotDuplicateOf": ids },
            ]),
        )
}

fn put_on_record(
    unit: &mut Unit<'_>,
    registration: &PersonRegistration,
    checked: &Checked,
    looked_at: Vec<Uuid>,
) -> Result<Uuid, Problem> {
    let today = legal_day(unit.now);
    let signature = registration.attributes.signature.as_ref().map(|specimen| specimen.file_id);
    attached::check(unit, "/attributes/signature/fileId", signature, Purpose::Attachment)?;
    for (index, document) in registration.foreign_documents.iter().enumerate() {
        attached::check(unit, &format!("/foreignDocuments/{index}/fileId"), document.file_id, Purpose::Attachment)?;
    }
    let mut row = PersonRow::new(&registration.attributes, unit.now, today)?;
    row.distinct_from = looked_at;
    row.change_reason = registration.reason.clone();
    write::insert(unit, &row, &checked.subject.names)?;
    let found: Vec<_> =
        checked.documents.iter().map(|document| (document.clone(), document.findings(&registration.attributes, today))).collect();
    documents::insert(unit, row.id, &found)?;
    unit.write_rows()?;
    addresses::insert(unit, row.id, &registration.addresses)?;
    Ok(row.id)
}

/// Somebody who is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnRecord {
    /// Their id.
    pub id: Uuid,
    /// Their IDNP, where it is known.
    pub idnp: Option<Idnp>,
}

/// Finds a person by IDNP, or by a document where the birth dates do not contradict; otherwise puts them on record. For rooms
/// above and for the program itself: nobody is there to be offered possible duplicates, they are found later.
pub fn ensure(unit: &mut Unit<'_>, registration: &PersonRegistration) -> Result<OnRecord, Problem> {
    let checked = registration.check(legal_day(unit.now))?;
    write::wait_for_twins(unit, marks(&checked.subject))?;
    let found = duplicates::find(unit, None, &checked.subject, &[])?;
    let has = |possible: &PossibleDuplicate, code| possible.found.reasons.iter().any(|reason| reason.code == code);
    let by_number = found.iter().find(|possible| has(possible, DuplicateReason::SameIdnp));
    let by_document = || {
        found.iter().find(|possible| {
            has(possible, DuplicateReason::SameDocument)
                && !has(possible, DuplicateReason::DifferentBirthDate)
                && !has(possible, DuplicateReason::SwappedBirthDate)
                && !has(possible, DuplicateReason::DifferentIdnp)
        })
    };
    match by_number.or_else(by_document) {
        Some(known) => {
            unit.about(known.person);
            Ok(OnRecord { id: known.person, idnp: known.idnp })
        }
        None => {
            let id = put_on_record(unit, registration, &checked, Vec::new())?;
            Ok(OnRecord { id, idnp: checked.subject.idnp })
        }
    }
}
