//! The course of a request: its stages, the registers asked, the bodies consulted, the decision and what comes of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{condition::Condition, condition::Scalar, definition::CatalogueCode, tariff::Span};
use crate::kernel::text::Text;

/// A stage that requests of this service go through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceStage {
    /// Which.
    pub stage: StageCode,
    /// Who does it.
    pub actor: StageActor,
    /// Only some requests go through it.
    #[serde(default)]
    pub optional: bool,
}

/// The stages of a request, in their order (slide "Depunerea online a cererilor"; Concept, par. 16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[allow(missing_docs, reason = "the names say it")]
pub enum StageCode {
    Filing,
    Payment,
    Registration,
    Completion,
    Consultation,
    Proposal,
    Decision,
    Notification,
    Biometrics,
    DocumentProduction,
    Delivery,
    Closing,
}

/// Who does a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum StageActor {
    /// Whoever files.
    Applicant,
    /// The desk that receives.
    Registrar,
    /// The officer who examines.
    Examiner,
    /// A body that gives its opinion.
    ConsultedBody,
    /// The head who signs.
    Head,
    /// The officer at the biometric station.
    BiometricOperator,
    /// The agency that makes the card.
    CardMaker,
    /// The system itself.
    System,
}

/// A state register asked about a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterCheck {
    /// Its code, unique in the service.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60)]
    pub code: String,
    /// The register's code in the classifier `registers`.
    #[schema(max_length = 60)]
    pub register: String,
    /// The stage at which it is asked.
    pub stage: StageCode,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// The fields whose answers are asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<CatalogueCode>, max_items = 20)]
    pub about: Vec<String>,
    /// What for, as the person sees it in the history of who read their data.
    pub purpose: Text,
    /// Code of the legal ground.
    #[schema(max_length = 60)]
    pub legal_ground: String,
    /// Whether the decision waits for the answer.
    pub necessity: Necessity,
}

/// Whether something can be done without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Necessity {
    /// No decision without it.
    Required,
    /// Helps; its absence is noted.
    Advisory,
}

/// A body consulted on a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConsultationRule {
    /// Its code, unique in the service.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60)]
    pub code: String,
    /// The body's code in the classifier `consulted-bodies`.
    #[schema(max_length = 60)]
    pub body: String,
    /// Consulted only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What for.
    pub purpose: Text,
    /// Code of the legal ground.
    #[schema(max_length = 60)]
    pub legal_ground: String,
    /// Within what the opinion is due; absent where no public source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_within: Option<Span>,
    /// Whether the decision waits for the opinion.
    pub necessity: Necessity,
}

/// Who decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "by", deny_unknown_fields)]
#[schema(as = DecisionRule)]
pub enum Decision {
    /// A person.
    #[serde(rename_all = "camelCase")]
    Official {
        /// Who signs.
        decided_by: StageActor,
    },
    /// The system, by a table of conditions over register answers and facts on record.
    #[serde(rename_all = "camelCase")]
    Automatic {
        /// The table; every row must hold for a favourable outcome.
        #[schema(min_items = 1, max_items = 50)]
        conditions: Vec<AutomaticCondition>,
    },
}

/// A row of the table by which the system decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AutomaticCondition {
    /// Its code, unique in the table.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60)]
    pub code: String,
    /// The fact's code in the classifier `decision-facts`.
    #[schema(max_length = 60)]
    pub fact: String,
    /// The values that satisfy the row.
    #[schema(min_items = 1, max_items = 20)]
    pub one_of: Vec<Scalar>,
    /// Looked at only when this holds of the answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when the fact has another value. A fact that is not known always goes to an officer.
    pub otherwise: Otherwise,
    /// The reason given then.
    pub reason: Text,
}

/// What happens when a row of the table does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Otherwise {
    /// The outcome is unfavourable.
    Refuse,
    /// An officer looks at it.
    ReferToOfficer,
}

/// A document that the service yields (Concept, par. 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResultDocument {
    /// Its code, unique in the service.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60)]
    pub code: String,
    /// When it is made.
    pub outcome: ResultOutcome,
    /// The template's code in the classifier `document-templates`.
    #[schema(max_length = 60)]
    pub template: String,
    /// How it is made authentic.
    pub authentication: Authentication,
    /// How long it is valid, from its issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Span>,
    /// One for each item of this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60)]
    pub per_item_of: Option<String>,
}

/// When a document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ResultOutcome {
    /// On a favourable decision.
    Favourable,
    /// On an unfavourable decision.
    Unfavourable,
    /// On the way to either.
    Any,
}

/// How a document is made authentic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Authentication {
    /// Signed by a person (MSign).
    Signed,
    /// Sealed by the inspectorate's electronic seal: acts decided without a human.
    Sealed,
}

/// The right that a favourable decision gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantedRight {
    /// The kind of right.
    pub right: RightKind,
    /// The purpose, a code of the classifier `stay-purposes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60)]
    pub purpose: Option<String>,
    /// The longest time it may last.
    pub at_most: Span,
    /// It ends no later than the dates in these fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<CatalogueCode>, max_items = 10)]
    pub not_beyond: Vec<String>,
    /// The source.
    pub basis: Text,
}

/// A right or a form of protection that the inspectorate grants. Political asylum is the President's to grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum RightKind {
    /// Drept de ședere provizorie.
    ProvisionalStay,
    /// Drept de ședere permanentă.
    PermanentStay,
    /// Drept de aflare.
    Presence,
    /// Statut de refugiat (Law 270/2008).
    RefugeeStatus,
    /// Protecție umanitară (Law 270/2008).
    HumanitarianProtection,
    /// Protecție temporară (Law 270/2008; HG 21/2023).
    TemporaryProtection,
}

impl RightKind {
    /// As definitions write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProvisionalStay => "ProvisionalStay",
            Self::PermanentStay => "PermanentStay",
            Self::Presence => "Presence",
            Self::RefugeeStatus => "RefugeeStatus",
            Self::HumanitarianProtection => "HumanitarianProtection",
            Self::TemporaryProtection => "TemporaryProtection",
        }
    }

    /// As acts say it.
    pub const fn ro(self) -> &'static str {
        match self {
            Self::ProvisionalStay => "drept de ședere provizorie",
            Self::PermanentStay => "drept de ședere permanentă",
            Self::Presence => "drept de aflare",
            Self::RefugeeStatus => "statut de refugiat",
            Self::HumanitarianProtection => "protecție umanitară",
            Self::TemporaryProtection => "protecție temporară",
        }
    }
}
