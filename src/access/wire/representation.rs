use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::{AccountId, Caller, PersonId},
        rules::representation::{Source, State},
        store::powers::Power,
    },
    kernel::{id::TypedId, identifiers::Idno, problem::Problem},
    typed_id,
};

typed_id!(RepresentationId, "rpr", "a power of representation");
typed_id!(FileId, "fil", "a received file");

/// A power by which one person acts for another, or for a legal entity.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Representation {
    /// The power.
    pub representation_id: RepresentationId,
    /// Who represents.
    pub account_id: AccountId,
    /// Who is represented; absent until MPower has answered, and for whoever asks until it is accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_id: Option<PersonId>,
    /// The legal entity that is represented, instead of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_entity_idno: Option<Idno>,
    /// Who vouches for it.
    pub source: Source,
    /// MPower's type of it: services say which types they are filed under. Absent of a paper, and until MPower has answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^AT-[0-9]{7}$", max_length = 10, examples("AT-2100025"))]
    pub power_type: Option<String>,
    /// The scanned paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_id: Option<FileId>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Where it stands.
    pub state: State,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was refused or ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500, examples("Împuternicirea nu este semnată."))]
    pub reason: Option<String>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

impl Representation {
    /// A power as the caller may know it. Whoever asks for one names whom they mean, by a document or a number; on which record that is they
    /// learn once the power is accepted.
    pub fn of(caller: &Caller, row: Power) -> Result<Self, Problem> {
        let state = row.state()?;
        let known = caller.is_institutional() || state == State::Accepted || row.account_id != caller.account;
        Ok(Self {
            state,
            source: source_of(&row),
            representation_id: RepresentationId::from_uuid(row.id),
            account_id: AccountId::from_uuid(row.account_id),
            person_id: row.person_id.filter(|_| known).map(PersonId::from_uuid),
            legal_entity_idno: row.legal_entity_idno.as_deref().map(Idno::parse).transpose().map_err(Problem::internal)?,
            power_type: row.power_type,
            file_id: row.file_id.map(FileId::from_uuid),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            asked_at: row.created_at,
            decided_at: row.decided_at,
            reason: row.reason,
            ended_at: row.ended_at,
        })
    }
}

/// Who vouches for a power on record.
pub fn source_of(row: &Power) -> Source {
    if row.source == "MPower" { Source::MPower } else { Source::Upload }
}

/// The path of one power.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct RepresentationPath {
    /// The power.
    #[param(inline)]
    pub representation_id: RepresentationId,
}
