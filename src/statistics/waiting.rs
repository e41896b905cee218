//! What people wait for, over all rooms (C-24.3).

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    content,
    kernel::{problem::Problem, waiting::Pile},
    petitions, requests,
};

/// What kind of file waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum WaitingFile {
    /// A request.
    Request,
    /// A petition or a request for information.
    Petition,
    /// Content that was submitted for publication.
    Publication,
    /// A visitor's question.
    Inquiry,
}

/// Files that wait at one office in one stage.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WaitingFiles {
    /// What they are.
    kind: WaitingFile,
    /// The office, by its code; absent where no subdivision has them yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("CHI"))]
    office: Option<String>,
    /// Their state; `Unassigned` where they would be worked on and nobody has taken them.
    #[schema(examples("Unassigned"))]
    stage: String,
    /// How many.
    #[schema(examples(14))]
    count: i64,
    /// For how many days the oldest has waited since it was registered or submitted.
    #[schema(examples(41))]
    oldest_days: i32,
    /// The same of the middle one: half of them have waited no longer.
    #[schema(examples(9))]
    median_days: i32,
    /// How many are beyond their term; a term that stands still is not over.
    #[schema(examples(2))]
    overdue: i64,
}

impl WaitingFiles {
    fn of(kind: WaitingFile, pile: Pile) -> Self {
        Self {
            kind,
            office: pile.place,
            stage: pile.stage,
            count: pile.count,
            oldest_days: pile.oldest,
            median_days: pile.middle,
            overdue: pile.overdue,
        }
    }
}

/// Everything that waits now.
pub fn all(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<WaitingFiles>, Problem> {
    let piles = [
        (WaitingFile::Request, requests::waiting::piles(conn, now)?),
        (WaitingFile::Petition, petitions::waiting::piles(conn, now)?),
        (WaitingFile::Publication, content::waiting::publications(conn, now)?),
        (WaitingFile::Inquiry, content::waiting::inquiries(conn, now)?),
    ];
    Ok(piles.into_iter().flat_map(|(kind, piles)| piles.into_iter().map(move |pile| WaitingFiles::of(kind, pile))).collect())
}
