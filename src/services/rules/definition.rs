//! A public service as data: everything that a request of it needs, in one versioned record.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    course::{ConsultationRule, Decision, GrantedRight, RegisterCheck, ResultDocument, ServiceStage},
    document::DocumentRule,
    field::{AnswerType, FormField, FormSection},
    tariff::{FeeLine, PriorityOffer, Setting, TermRule},
};
use crate::kernel::text::Text;

/// One version of a public service. A request stays on the version it began with; a change is a new version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceDefinition {
    /// The service's code; the same over its versions.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60, examples("invitation"))]
    pub code: String,
    /// Its number in the government's catalogue of services, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9]{9}$", max_length = 9, examples("000000110"))]
    pub public_code: Option<String>,
    /// The inspectorate's short code, which registration numbers begin with.
    #[schema(pattern = "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", max_length = 20, examples("INV"))]
    pub domain_code: String,
    /// Version; each is above the one before.
    #[schema(minimum = 1, maximum = 100000)]
    pub version: u32,
    /// Still being written: nobody can file against it.
    #[serde(default)]
    pub concept: bool,
    /// The first day on which requests are filed against it; every published version has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// The last day, where the service ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// What people read about it.
    pub texts: ServiceTexts,
    /// The law it rests on.
    #[schema(min_items = 1, max_items = 50)]
    pub legal_basis: Vec<LegalBasis>,
    /// Who may file it, and where.
    pub filing: FilingRule,
    /// Who it is for.
    pub beneficiary: BeneficiaryKind,
    /// A dossier is kept, with register answers, opinions, proposal and decision.
    pub dossier: bool,
    /// The speeds offered.
    #[schema(min_items = 1, max_items = 2)]
    pub priorities: Vec<PriorityOffer>,
    /// The offices where it is given, codes of the classifier `offices`.
    #[schema(value_type = Vec<CatalogueCode>, min_items = 1, max_items = 50)]
    pub offices: Vec<String>,
    /// The form.
    #[schema(min_items = 1, max_items = 40)]
    pub form: Vec<FormSection>,
    /// The documents asked for.
    #[serde(default)]
    #[schema(max_items = 60)]
    pub documents: Vec<DocumentRule>,
    /// What it costs.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub fees: Vec<FeeLine>,
    /// How long it may take.
    #[schema(min_items = 1, max_items = 50)]
    pub terms: Vec<TermRule>,
    /// Figures that the form depends on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 50)]
    pub settings: Vec<Setting>,
    /// The stages that its requests go through.
    #[schema(min_items = 1, max_items = 12)]
    pub stages: Vec<ServiceStage>,
    /// The state registers asked.
    #[serde(default)]
    #[schema(max_items = 40)]
    pub register_checks: Vec<RegisterCheck>,
    /// The bodies consulted.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub consultations: Vec<ConsultationRule>,
    /// Who decides.
    pub decision: Decision,
    /// The documents it yields.
    #[schema(min_items = 1, max_items = 40)]
    pub results: Vec<ResultDocument>,
    /// The right that a favourable decision gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grants: Option<GrantedRight>,
}

/// A code inside the catalogue: of a classifier's entry, or of a field of the form.
#[derive(ToSchema)]
#[schema(min_length = 1, max_length = 60, pattern = "^[A-Za-z0-9][A-Za-z0-9.-]*$", examples("CHI"))]
#[allow(dead_code, reason = "a schema for strings")]
pub struct CatalogueCode(String);

/// What people read about a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceTexts {
    /// Name.
    pub title: Text,
    /// What it is and for whom.
    pub description: Text,
    /// What one gets.
    pub what_you_get: Text,
    /// How it goes, step by step.
    pub how: Text,
}

/// An act that a service rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LegalBasis {
    /// The act, as cited: "Legea nr. 200/2010".
    #[schema(min_length = 1, max_length = 200)]
    pub act: String,
    /// Its articles, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200)]
    pub article: Option<String>,
    /// What it says of the service.
    pub text: Text,
    /// The code that `Legal-Basis` headers use for it, from the classifier `legal-grounds`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60)]
    pub legal_ground: Option<String>,
}

/// Who may file a service, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FilingRule {
    /// Where.
    #[schema(min_items = 1, max_items = 4)]
    pub channels: Vec<Channel>,
    /// Who.
    #[schema(min_items = 1, max_items = 4)]
    pub by: Vec<Filer>,
    /// The types of MPower's powers under which it is filed for somebody else, as MPower names them; none: every type. A power on paper has no
    /// type: the officer who accepts it reads what it was given for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<PowerType>, max_items = 20)]
    pub powers: Vec<String>,
    /// What else to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Text>,
}

impl FilingRule {
    /// Whether a power of this type, or one on paper, covers the service.
    pub fn covered_by(&self, power_type: Option<&str>) -> bool {
        power_type.is_none_or(|held| self.powers.is_empty() || self.powers.iter().any(|named| named == held))
    }
}

/// A type of power, as MPower names it.
#[derive(ToSchema)]
#[schema(pattern = "^AT-[0-9]{7}$", max_length = 10, examples("AT-2100025"))]
#[allow(dead_code, reason = "for the contract alone")]
pub struct PowerType(String);

/// Where a request is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = FilingChannel)]
pub enum Channel {
    /// Online, by the applicant.
    #[serde(rename = "EFiling")]
    EFiling,
    /// At the one-stop desk (GUDS).
    Counter,
    /// By post.
    Post,
    /// By e-mail, entered by the desk.
    Email,
}

/// Who files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Filer {
    /// The person the service is for.
    Beneficiary,
    /// A person who acts for them under a power (MPower).
    Representative,
    /// Another natural person, in their own name: an inviter.
    OtherPerson,
    /// A legal entity, by its IDNO.
    LegalEntity,
}

/// Who a service is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[allow(missing_docs, reason = "the glossary's words")]
pub enum BeneficiaryKind {
    Foreigner,
    StatelessPerson,
    ProtectionBeneficiary,
    AsylumSeeker,
    LegalEntity,
}

impl ServiceDefinition {
    /// Whether requests can be filed against this version on this day.
    pub fn open_on(&self, day: NaiveDate) -> bool {
        !self.concept && self.valid_from.is_some_and(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The fields of the form's top level, in order.
    pub fn fields(&self) -> impl Iterator<Item = &FormField> {
        self.form.iter().flat_map(|section| &section.fields)
    }

    /// A field of the top level.
    pub fn field(&self, code: &str) -> Option<&FormField> {
        self.fields().find(|field| field.code == code)
    }

    /// The fields of a repeated group.
    pub fn group(&self, code: &str) -> Option<&[FormField]> {
        match &self.field(code)?.answer {
            AnswerType::Group { fields, .. } => Some(fields),
            _ => None,
        }
    }
}
