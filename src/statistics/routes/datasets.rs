//! Data sets as they are told.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    kernel::text::Text,
    statistics::{
        Figures,
        datasets::{DatasetFormat, LICENCE},
        open::Opened,
        rules::{fact::Dimension, period::PeriodKind},
        store::releases::ReleaseRow,
    },
};

/// Which data set.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct DatasetPath {
    /// The data set's code, which is its indicator's.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "requests-registered")]
    pub dataset_code: String,
}

/// Which release of which data set.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct ReleasePath {
    /// The data set's code, which is its indicator's.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "requests-registered")]
    pub dataset_code: String,
    /// The release's number.
    #[param(minimum = 1, maximum = 100000, example = 3)]
    pub release_number: i32,
}

/// A data set.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Dataset {
    /// Its code.
    #[schema(examples("requests-registered"))]
    pub code: String,
    /// Its name.
    pub title: Text,
    /// What it counts.
    pub description: Text,
    /// How sure it is.
    pub quality: Text,
    /// The licence.
    #[schema(examples("https://creativecommons.org/licenses/by/4.0/"))]
    pub licence: String,
    /// The length of its periods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_kind: Option<PeriodKind>,
    /// Its dimensions, in the order of the columns.
    pub dimensions: Vec<Dimension>,
    /// The newest release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<DatasetRelease>,
    /// Where its forms lie.
    pub distributions: Vec<DatasetDistribution>,
}

/// A form of a data set.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatasetDistribution {
    /// The form.
    pub format: DatasetFormat,
    /// Its media type.
    #[schema(examples("text/csv"))]
    pub media_type: String,
    /// Its address.
    #[schema(examples("https://migratie.gov.md/api/v1/datasets/requests-registered/content?format=csv"))]
    pub address: String,
}

/// A release of a data set.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatasetRelease {
    /// The data set.
    #[schema(examples("requests-registered"))]
    pub dataset_code: String,
    /// Its number, from 1.
    #[schema(examples(3))]
    pub number: i32,
    /// The version of the indicator.
    #[schema(examples(1))]
    pub indicator_version: i32,
    /// The day at whose end its figures were known.
    pub known_on: NaiveDate,
    /// When it was released.
    pub released_at: DateTime<Utc>,
    /// Its rows.
    #[schema(examples(214))]
    pub rows: i32,
    /// Rows that were not in the release before.
    #[schema(examples(40))]
    pub added: i32,
    /// Rows of the release before that are not in it.
    #[schema(examples(0))]
    pub removed: i32,
    /// Rows whose figure is another one.
    #[schema(examples(2))]
    pub changed: i32,
    /// Digest of its CSV.
    #[schema(examples("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))]
    pub sha256: String,
}

impl DatasetRelease {
    /// A release as it is kept.
    pub fn of(row: &ReleaseRow) -> Self {
        Self {
            dataset_code: row.code.clone(),
            number: row.number,
            indicator_version: row.indicator_version,
            known_on: row.known_on,
            released_at: row.created_at,
            rows: row.rows,
            added: row.added,
            removed: row.removed,
            changed: row.changed,
            sha256: hex::encode(&row.sha256),
        }
    }
}

impl Dataset {
    /// An indicator as a data set.
    pub fn of(figures: &Figures, opened: &Opened) -> Self {
        let one = opened.indicator();
        Self {
            code: one.code.clone(),
            title: one.title.clone(),
            description: one.definition.clone(),
            quality: one.quality.clone(),
            licence: LICENCE.into(),
            period_kind: one.open_period,
            dimensions: one.open_dimensions(),
            release: Some(DatasetRelease::of(&opened.release)),
            distributions: DatasetFormat::ALL
                .into_iter()
                .map(|format| DatasetDistribution {
                    format,
                    media_type: format.media().into(),
                    address: figures.address(&format!("datasets/{}/content?format={}", one.code, format.code())),
                })
                .collect(),
        }
    }
}
