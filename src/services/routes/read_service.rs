use std::sync::Arc;

use actix_web::web;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use super::wire::{PublicService, ServicePath};
use crate::{
    access::caller::Open,
    kernel::{
        http::params::{Asked, At},
        problem::Problem,
    },
    services::{
        Catalogue,
        catalogue::Snapshot,
        kept::{FromMemory, Kept, Media},
    },
};

/// As of when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct ServiceAsked {
    /// The day whose version, fees and terms are shown; today unless said.
    as_of: Option<NaiveDate>,
}

impl Media for PublicService {}

/// Read a public service.
///
/// The official description: what it is, who may file it and where, documents, fees and terms in force, legal basis. Answered from memory.
#[utoipa::path(get, path = "/api/v1/services/{serviceCode}", tag = "Services",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])),
        ("x-requirements" = json!(["R-7.3", "C-29.10", "C-18.1", "C-16.3", "C-16.4"])),
        ("x-links" = json!({"readServiceForm": {"operationId": "readServiceForm", "parameters": {"serviceCode": "$response.body#/code"}}}))))]
pub async fn read_service(
    _: Open,
    At(at): At<ServicePath>,
    Asked(asked): Asked<ServiceAsked>,
    catalogue: web::Data<Catalogue>,
) -> Result<FromMemory<PublicService>, Problem> {
    let code = at.service_code;
    let make = |snapshot: &Snapshot, day: NaiveDate| {
        let version = snapshot.current(&code, day).ok_or_else(Problem::not_found)?;
        Kept::new(&PublicService::of(version, &snapshot.classifiers, day))
    };
    match asked.as_of.filter(|day| *day != catalogue.today()) {
        Some(day) => make(&catalogue.snapshot(), day).map(|made| Arc::new(made).into()),
        None => catalogue.kept(format!("service {code}"), make).map(Into::into),
    }
}
