//! The parts of a petition as they are kept and shown: kinds, channels, the petitioner, the answer, the ending.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::kernel::{problem::Problem, text::Language};

macro_rules! codes {
    ($name:ident: $($variant:ident),*) => {
        impl $name {
            /// As the database writes it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }

            /// As it was written; nothing else is in the database (a constraint holds it).
            pub fn read(code: &str) -> Result<Self, Problem> {
                [$(Self::$variant),*].into_iter().find(|one| one.code() == code).ok_or_else(|| Problem::internal("an unknown code"))
            }
        }
    };
}

/// What kind of petition it is (Administrative Code 116/2018); a request for information is none (Law 148/2023) and is kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum PetitionKind {
    /// Asks for something (cerere).
    Application,
    /// Tells of a wrong (sesizare).
    Complaint,
    /// Proposes something (propunere).
    Proposal,
    /// A request for information of public interest.
    InformationRequest,
}
codes!(PetitionKind: Application, Complaint, Proposal, InformationRequest);

impl PetitionKind {
    /// Whether it is a petition in the sense of the Administrative Code.
    pub fn is_petition(self) -> bool {
        self != Self::InformationRequest
    }
}

/// How it came; the answer goes back the same way (par. 43).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionChannel)]
pub enum Channel {
    /// Filed here by a signed-in person.
    Online,
    /// By e-mail to the inspectorate's address.
    Email,
    /// On paper, by post or brought in.
    Paper,
    /// Spoken, and put into minutes.
    Verbal,
    /// By fax.
    Fax,
    /// Through the government's ePetitii.
    EPetitii,
}
codes!(Channel: Online, Email, Paper, Verbal, Fax, EPetitii);

impl Channel {
    /// Whether the answer is printed and posted by hand (par. 43).
    pub fn is_posted(self) -> bool {
        matches!(self, Self::Paper | Self::Verbal | Self::Fax)
    }

    /// Whether the system itself took it, and no clerk entered how it came.
    pub fn is_recorded_by_system(self) -> bool {
        matches!(self, Self::Online | Self::EPetitii)
    }
}

/// How it is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionSignature)]
pub enum Signature {
    /// Not at all: a shortcoming to be mended.
    None,
    /// No signature is asked for (a request for information).
    NotNeeded,
    /// By hand, on paper.
    Handwritten,
    /// Electronically; the certificate is being checked.
    Pending,
    /// Electronically, and found good.
    Valid,
    /// Electronically, and found bad.
    Refused,
}
codes!(Signature: None, NotNeeded, Handwritten, Pending, Valid, Refused);

impl Signature {
    /// Whether the petition can be examined with it.
    pub fn suffices(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Handwritten | Self::Valid)
    }
}

/// How a petition ended for the petitioner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum PetitionOutcome {
    /// What was asked for is done.
    Satisfied,
    /// It is not done, with the reasons.
    Rejected,
    /// It was explained what the law says.
    Explained,
}

/// What a subdivision does with a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionAssignmentRole)]
pub enum Assignment {
    /// Examines it and drafts the answer.
    Lead,
    /// Contributes what it knows.
    Contributor,
}
codes!(Assignment: Lead, Contributor);

/// What a petitioner is told; and the covering letter to the authority to which a petition goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionNoticeKind)]
pub enum NoticeKind {
    /// That it was received and registered (par. 36).
    Received,
    /// What is missing, and until when.
    CompletionAsked,
    /// That its term is longer.
    Extended,
    /// That it went to another authority.
    Transferred,
    /// That it was answered, and where the answer is read.
    Answered,
    /// That it ended without an answer.
    Ended,
    /// That its signature is not good.
    SignatureRefused,
    /// That it was not signed in time.
    Lapsed,
    /// The covering letter to the authority to which the petition, or its threats, went. For officers alone.
    PassedOn,
}
codes!(NoticeKind: Received, CompletionAsked, Extended, Transferred, Answered, Ended, SignatureRefused, Lapsed, PassedOn);

/// Who writes, and where the answer goes.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Petitioner {
    /// Name and surname, or the name of the organisation.
    pub name: String,
    /// IDNP, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idnp: Option<String>,
    /// Where the answer goes electronically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where the answer goes on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The language in which they are told things; acts are in Romanian.
    #[serde(default)]
    pub language: Language,
}

/// What stands for the address of who gave none at ePetitii: the answer goes back through it.
pub const THROUGH_EPETITII: &str = "prin ePetiții";

impl Petitioner {
    /// Where a letter can be posted.
    pub fn postal_address(&self) -> Option<&str> {
        self.address.as_deref().filter(|address| *address != THROUGH_EPETITII)
    }
}

/// Why the petitioner is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionAskingReason)]
pub enum Asking {
    /// The petition lacks what the law demands (par. 40): the term runs from its completion, and without it the petition is not examined.
    Shortcomings,
    /// The examination needs more (par. 42): it goes on and so does the term, and without an answer it is examined as it is.
    MoreDocuments,
}

/// What the petitioner was asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// Names this asking, so that a late wake-up of another does nothing.
    pub id: Uuid,
    /// Why.
    pub reason: Asking,
    /// What is missing, as the petitioner reads it.
    pub text: String,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

/// The answer on its way.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// How it ends for the petitioner.
    pub outcome: PetitionOutcome,
    /// Its text.
    pub paragraphs: Vec<String>,
    /// What it rests on.
    #[serde(default)]
    pub legal_basis: Vec<String>,
    /// Who drafted it.
    pub drafted_by: Uuid,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Why the head sent an earlier draft back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<String>,
    /// Who approved it and signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Uuid>,
    /// Its number, once frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
    /// How it was sent, in words or by a postal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_how: Option<String>,
}

/// Why a petition ended without an answer of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionEndingReason)]
pub enum EndingReason {
    /// What was missing did not come in time.
    NotMended,
    /// Its language is offensive (Administrative Code, art. 76).
    Offensive,
    /// It holds threats, which went to law enforcement (art. 76).
    Threat,
    /// Another authority is competent.
    OtherCompetence,
    /// It repeats what was answered.
    Repeated,
    /// The petitioner withdrew it.
    Withdrawn,
    /// Its signature is not good.
    SignatureRefused,
    /// It was not signed in time.
    NotSigned,
}

/// How it ended without an answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ending {
    /// Why.
    pub reason: EndingReason,
    /// In words.
    pub text: String,
    /// To whom it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority_code: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epetitii_is_no_place_to_post_to() {
        let of = |address: Option<&str>| Petitioner {
            name: "CEBAN Mihai".into(),
            idnp: None,
            email: None,
            address: address.map(str::to_owned),
            language: Language::Ro,
        };
        assert_eq!(of(Some("mun. Bălți, str. Moscovei, 9")).postal_address(), Some("mun. Bălți, str. Moscovei, 9"));
        assert_eq!(of(Some(THROUGH_EPETITII)).postal_address(), None);
        assert_eq!(of(None).postal_address(), None);
    }
}
