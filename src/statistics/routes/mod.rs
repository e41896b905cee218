//! The doors of this room: open figures for everybody, exact ones for those who may see them, indicators for statisticians.

use crate::{kernel::http::routes::Routes, operations};

pub mod asked;
pub mod datasets;
pub mod reports;
pub mod wire;

pub mod create_indicator;
pub mod create_indicator_version;
pub mod create_report;
pub mod list_dataset_releases;
pub mod list_datasets;
pub mod list_indicator_revisions;
pub mod list_indicator_versions;
pub mod list_indicators;
pub mod list_release_changes;
pub mod list_releases;
pub mod list_reports;
pub mod list_semantic_assets;
pub mod read_dataset;
pub mod read_dataset_content;
pub mod read_dataset_schema;
pub mod read_exact_figures;
pub mod read_indicator;
pub mod read_indicator_figures;
pub mod read_indicator_version;
pub mod read_monitoring_report;
pub mod read_open_data_catalog;
pub mod read_report;
pub mod read_report_content;
pub mod read_semantic_asset;
pub mod read_system_passport;
pub mod withdraw_indicator_version;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_indicators, read_indicator, read_indicator_figures, read_exact_figures, list_indicator_revisions);
    operations!(routes, create_indicator, create_indicator_version, list_indicator_versions, read_indicator_version);
    operations!(routes, withdraw_indicator_version);
    operations!(routes, create_report, list_reports, read_report, read_report_content);
    operations!(routes, list_datasets, read_dataset, read_dataset_content, read_dataset_schema, list_dataset_releases);
    operations!(routes, list_releases, list_release_changes);
    operations!(routes, read_open_data_catalog, list_semantic_assets, read_semantic_asset, read_system_passport);
    operations!(routes, read_monitoring_report);
}
