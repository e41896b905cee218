//! What is said of services to everybody, and of their versions to administrators.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    kernel::{money::Money, problem::Problem, text::Text, violation::Violation},
    services::{
        catalogue::Published,
        rules::{
            check::Fault,
            classifier::Classifiers,
            definition::{BeneficiaryKind, Channel, FilingRule, LegalBasis, ServiceDefinition},
            document::DocumentRule,
            tariff::{Dated, FeeLine, Priority, PriorityOffer, Span, TermRule},
        },
        store::{ServiceVersionState, VersionRow},
    },
};

/// Which service.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct ServicePath {
    /// The service's code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "invitation")]
    pub service_code: String,
}

/// Which version of which service.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct ServiceVersionPath {
    /// The service's code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "invitation")]
    pub service_code: String,
    /// The version's number.
    #[param(minimum = 1, maximum = 100000, example = 1)]
    pub version: i32,
}

/// A service as a list shows it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceSummary {
    /// Its code.
    #[schema(examples("invitation"))]
    pub code: String,
    /// The version in force.
    #[schema(examples(1))]
    pub version: u32,
    /// Its number in the government's catalogue of services, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("000000110"))]
    pub public_code: Option<String>,
    /// The short code that registration numbers begin with.
    #[schema(examples("INV"))]
    pub domain_code: String,
    /// Its name.
    pub title: Text,
    /// What it is and for whom.
    pub description: Text,
    /// Who it is for.
    pub beneficiary: BeneficiaryKind,
    /// Where it is filed.
    pub channels: Vec<Channel>,
    /// The least that it costs today; absent where no amount is public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_from: Option<Money>,
    /// How long it may take, a line for each speed.
    pub terms: Vec<ServiceTermSummary>,
}

/// How long a service may take.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceTermSummary {
    /// The speed.
    pub priority: Priority,
    /// The legal term; absent where it is decided at once or no term is public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Span>,
    /// Decided at once, by the system itself.
    pub automatic: bool,
}

impl ServiceSummary {
    /// Of a version, as it stands on a day.
    pub fn of(version: &Published, day: NaiveDate) -> Self {
        let definition = &version.definition;
        Self {
            code: version.code.clone(),
            version: version.version,
            public_code: definition.public_code.clone(),
            domain_code: definition.domain_code.clone(),
            title: definition.texts.title.clone(),
            description: definition.texts.description.clone(),
            beneficiary: definition.beneficiary,
            channels: definition.filing.channels.clone(),
            fees_from: fees_from(definition, day),
            terms: definition.terms.iter().filter(|term| term.in_force(day)).map(ServiceTermSummary::of).collect(),
        }
    }
}

impl ServiceTermSummary {
    /// Of a term.
    pub fn of(term: &TermRule) -> Self {
        Self { priority: term.priority, length: term.length, automatic: term.automatic }
    }
}

/// The least that is owed in any case: what carries no condition, at the cheapest speed; where everything depends on the answers, the
/// smallest amount.
fn fees_from(definition: &ServiceDefinition, day: NaiveDate) -> Option<Money> {
    let lines: Vec<&FeeLine> = definition.fees.iter().filter(|line| line.in_force(day)).collect();
    if !lines.is_empty() && lines.iter().all(|line| line.amount.is_none()) {
        return None;
    }
    let owed = |priority: Priority| {
        let lines = lines.iter().filter(|line| line.priorities.contains(&priority));
        let (always, sometimes): (Vec<&FeeLine>, Vec<&FeeLine>) = lines.partition(|line| line.when.is_none());
        let sum: Money = always.iter().filter_map(|line| line.amount).sum();
        if always.is_empty() { sometimes.iter().filter_map(|line| line.amount).min().unwrap_or(sum) } else { sum }
    };
    Some(definition.priorities.iter().map(|offer| owed(offer.priority)).min().unwrap_or_default())
}

/// A service in full, as everybody may read it: the official description.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicService {
    /// Its code.
    #[schema(examples("invitation"))]
    pub code: String,
    /// The version in force on the day.
    #[schema(examples(1))]
    pub version: u32,
    /// Its number in the government's catalogue of services, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("000000110"))]
    pub public_code: Option<String>,
    /// The short code that registration numbers begin with.
    #[schema(examples("INV"))]
    pub domain_code: String,
    /// The first day of this version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// The last day, where the service ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// The day that fees and terms are shown for.
    pub as_of: NaiveDate,
    /// Name.
    pub title: Text,
    /// What it is and for whom.
    pub description: Text,
    /// What one gets.
    pub what_you_get: Text,
    /// How it goes, step by step.
    pub how: Text,
    /// The law it rests on.
    pub legal_basis: Vec<LegalBasis>,
    /// Who may file it, and where.
    pub filing: FilingRule,
    /// Who it is for.
    pub beneficiary: BeneficiaryKind,
    /// The speeds offered.
    pub priorities: Vec<PriorityOffer>,
    /// The offices where it is given.
    pub offices: Vec<ServiceOffice>,
    /// The documents asked for.
    pub documents: Vec<DocumentRule>,
    /// What it costs on the day. A line without an amount is not public, and nothing is asked for.
    pub fees: Vec<FeeLine>,
    /// How long it may take, on the day.
    pub terms: Vec<TermRule>,
}

/// An office where a service is given.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceOffice {
    /// Its code in the classifier `offices`.
    #[schema(examples("CHI"))]
    pub code: String,
    /// Its name.
    pub label: Text,
}

impl PublicService {
    /// Of a version, as it stands on a day.
    pub fn of(version: &Published, classifiers: &Classifiers, day: NaiveDate) -> Self {
        let definition = version.definition.clone();
        let office = |code: String| {
            let label = classifiers.entry("offices", &code).map(|entry| entry.label.clone());
            ServiceOffice { label: label.unwrap_or_else(|| Text::new(&*code, &*code, &*code)), code }
        };
        Self {
            code: definition.code,
            version: definition.version,
            public_code: definition.public_code,
            domain_code: definition.domain_code,
            valid_from: definition.valid_from,
            valid_to: definition.valid_to,
            as_of: day,
            title: definition.texts.title,
            description: definition.texts.description,
            what_you_get: definition.texts.what_you_get,
            how: definition.texts.how,
            legal_basis: definition.legal_basis,
            filing: definition.filing,
            beneficiary: definition.beneficiary,
            priorities: definition.priorities,
            offices: definition.offices.into_iter().map(office).collect(),
            documents: definition.documents,
            fees: definition.fees.into_iter().filter(|line| line.in_force(day)).collect(),
            terms: definition.terms.into_iter().filter(|line| line.in_force(day)).collect(),
        }
    }
}

/// A version of a service, as administrators see it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceVersion {
    /// The service.
    #[schema(examples("invitation"))]
    pub code: String,
    /// The version's number.
    #[schema(examples(2))]
    pub version: i32,
    /// What has become of it.
    pub state: ServiceVersionState,
    /// The first day on which requests are filed against it; a concept has none yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// The last day, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// When it was first kept.
    pub created_at: DateTime<Utc>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// When it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Why it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Tariful a fost indicat greșit."))]
    pub withdrawal_reason: Option<String>,
    /// What it says.
    pub definition: ServiceDefinition,
}

impl ServiceVersion {
    /// Of a row.
    pub fn of(row: &VersionRow) -> Result<Self, Problem> {
        Ok(Self {
            code: row.code.clone(),
            version: row.number,
            state: row.state(),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            created_at: row.created_at,
            published_at: row.published_at,
            withdrawn_at: row.withdrawn_at,
            withdrawal_reason: row.withdrawal_reason.clone(),
            definition: row.definition()?,
        })
    }

    /// Where it is read.
    pub fn location(row: &VersionRow) -> String {
        format!("/api/v1/services/{}/versions/{}", row.code, row.number)
    }
}

/// Faults of a definition as violations of the body that it came in, below this place.
pub fn violations(place: &str, faults: &[Fault]) -> Vec<Violation> {
    let below = |mut violation: Violation| {
        violation.pointer.insert_str(0, place);
        violation
    };
    faults.iter().map(Fault::violation).map(below).collect()
}
