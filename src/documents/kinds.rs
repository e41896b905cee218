//! Kinds and states of issued documents.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of document it is (classifier of issued documents, C-23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum DocumentType {
    /// The application as filed (cerere-tip, C-23.1).
    Application,
    /// The examiner's reasoned proposal (încheiere; C-23.2). For the inspectorate alone.
    Proposal,
    /// An officer's report on the case (raport, C-23.3). For the inspectorate alone.
    Report,
    /// A certificate that a request is registered (certificat de confirmare, C-23.4).
    Confirmation,
    /// A foreigner's record sheet (fișă de evidență, C-23.5). For the inspectorate alone.
    RecordSheet,
    /// A decision (decizie, C-23.6).
    Decision,
    /// A decision finding that the legal conditions are not met (C-23.7).
    RefusalDecision,
    /// An invitation (invitație, C-23.8).
    Invitation,
    /// An attestation (adeverință, C-23.9).
    Attestation,
    /// A notice letter (scrisoare de înștiințare, C-23.10).
    NoticeLetter,
    /// An invoice (notă de plată, C-23.11).
    Invoice,
    /// A petition as its petitioner signs it (petiție, R-39).
    Petition,
    /// The answer to a petition (răspuns la petiție, R-43).
    PetitionAnswer,
}

impl DocumentType {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Application,
        Self::Proposal,
        Self::Report,
        Self::Confirmation,
        Self::RecordSheet,
        Self::Decision,
        Self::RefusalDecision,
        Self::Invitation,
        Self::Attestation,
        Self::NoticeLetter,
        Self::Invoice,
        Self::Petition,
        Self::PetitionAnswer,
    ];

    /// Kinds drawn up for the inspectorate alone: never shown to the person, nor verified by the public.
    pub const INTERNAL: [&'static str; 3] = ["Proposal", "Report", "RecordSheet"];

    /// As templates and rows write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Application => "Application",
            Self::Proposal => "Proposal",
            Self::Report => "Report",
            Self::Confirmation => "Confirmation",
            Self::RecordSheet => "RecordSheet",
            Self::Decision => "Decision",
            Self::RefusalDecision => "RefusalDecision",
            Self::Invitation => "Invitation",
            Self::Attestation => "Attestation",
            Self::NoticeLetter => "NoticeLetter",
            Self::Invoice => "Invoice",
            Self::Petition => "Petition",
            Self::PetitionAnswer => "PetitionAnswer",
        }
    }

    /// Read back.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Where a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum DocumentStatus {
    /// Its number is given and its text fixed; it is being made, or waits for a signature.
    Frozen,
    /// Its signer is at the signature service.
    Signing,
    /// In force.
    Issued,
    /// Was issued; its validity is over. Never stored: it follows from the day.
    Expired,
    /// Was issued; withdrawn, with the reason.
    Annulled,
    /// Never issued; its number stays listed as annulled.
    Abandoned,
}

impl DocumentStatus {
    /// What a stored status is on a day.
    pub fn on(stored: &str, valid_until: Option<chrono::NaiveDate>, today: chrono::NaiveDate) -> Self {
        match stored {
            "Issued" if valid_until.is_some_and(|last| last < today) => Self::Expired,
            "Issued" => Self::Issued,
            "Signing" => Self::Signing,
            "Annulled" => Self::Annulled,
            "Abandoned" => Self::Abandoned,
            _ => Self::Frozen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_document_is_valid_on_its_last_day_and_not_the_day_after() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let on = |today| DocumentStatus::on("Issued", day(16), day(today).expect("a day"));
        assert_eq!((on(16), on(17)), (DocumentStatus::Issued, DocumentStatus::Expired));
        assert_eq!(DocumentStatus::on("Annulled", day(1), day(17).expect("a day")), DocumentStatus::Annulled);
    }

    #[test]
    fn names_are_those_of_the_contract() {
        for kind in DocumentType::ALL {
            assert_eq!(serde_json::to_value(kind).expect("json"), kind.name());
            assert_eq!(DocumentType::of_name(kind.name()), Some(kind));
        }
        assert!(DocumentType::INTERNAL.iter().all(|name| DocumentType::of_name(name).is_some()));
    }
}
