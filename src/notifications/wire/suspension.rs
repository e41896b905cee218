//! Suspensions on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::profile::ChosenChannel;
use crate::{
    kernel::text::Text,
    notifications::{SuspensionId, store::suspensions::SuspensionRow},
};

/// Which suspension.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct SuspensionPath {
    /// The suspension.
    #[param(inline)]
    pub suspension_id: SuspensionId,
}

/// Why sending may be suspended (Annex 2, 41).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = NotificationSuspensionCause)]
pub enum SuspensionCause {
    /// Preventive works.
    Maintenance,
    /// Force majeure.
    ForceMajeure,
    /// A breach of security that endangers the service.
    SecurityBreach,
    /// Technical difficulties.
    TechnicalDifficulty,
    /// The owner asked for it in writing.
    OwnersRequest,
}

impl SuspensionCause {
    /// As rows write it.
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// For people.
    pub fn words(self) -> Text {
        match self {
            Self::Maintenance => Text::new("lucrări profilactice", "профилактические работы", "preventive works"),
            Self::ForceMajeure => Text::new("forță majoră", "обстоятельства непреодолимой силы", "force majeure"),
            Self::SecurityBreach => {
                Text::new("încălcarea securității informației", "нарушение информационной безопасности", "a breach of security")
            }
            Self::TechnicalDifficulty => Text::new("dificultăți tehnice", "технические трудности", "technical difficulties"),
            Self::OwnersRequest => {
                Text::new("cererea scrisă a posesorului", "письменное требование владельца", "the owner's written request")
            }
        }
    }
}

/// A suspension of sending. What was to be sent waits; nothing is lost.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationSuspension {
    /// The suspension.
    pub suspension_id: SuspensionId,
    /// Which channel; absent: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<ChosenChannel>,
    /// Why.
    pub cause: SuspensionCause,
    /// In words.
    #[schema(max_length = 400, examples("Înlocuirea certificatului de sistem"))]
    pub reason: String,
    /// From when.
    pub begins_at: DateTime<Utc>,
    /// When it is expected to end; absent: not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<DateTime<Utc>>,
    /// When it was ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

impl From<&SuspensionRow> for NotificationSuspension {
    fn from(row: &SuspensionRow) -> Self {
        let cause = match row.cause.as_str() {
            "Maintenance" => SuspensionCause::Maintenance,
            "ForceMajeure" => SuspensionCause::ForceMajeure,
            "SecurityBreach" => SuspensionCause::SecurityBreach,
            "OwnersRequest" => SuspensionCause::OwnersRequest,
            _ => SuspensionCause::TechnicalDifficulty,
        };
        Self {
            suspension_id: SuspensionId::from(row.id),
            channel: row.channel.iter().flat_map(|name| super::profile::channels(std::slice::from_ref(name))).next(),
            cause,
            reason: row.reason.clone(),
            begins_at: row.begins_at,
            ends_at: row.ends_at,
            ended_at: row.ended_at,
        }
    }
}
