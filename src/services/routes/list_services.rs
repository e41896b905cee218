use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::ServiceSummary;
use crate::{
    access::caller::Open,
    kernel::{
        http::{page::Page, params::Asked},
        keys::KeyRing,
        problem::Problem,
    },
    services::{
        Catalogue,
        kept::{FromMemory, Kept, Media},
        rules::definition::{BeneficiaryKind, Channel},
    },
};

/// Which services.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct ServicesAsked {
    /// Only those for these people.
    #[param(inline)]
    audience: Option<BeneficiaryKind>,
    /// Only those that are filed there.
    #[param(inline)]
    channel: Option<Channel>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// The services that can be asked for today.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Services {
    /// By code.
    services: Vec<ServiceSummary>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

impl Media for Services {}

/// List the public services.
///
/// Every service against which requests can be filed today, with what it costs at least and how long it may take. Answered from memory.
#[utoipa::path(get, path = "/api/v1/services", tag = "Services",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])),
        ("x-requirements" = json!(["R-7.3", "C-29.10", "C-18.1", "G-FOD"])),
        ("x-links" = json!({"readService": {"operationId": "readService", "parameters": {"serviceCode": "$response.body#/services/0/code"}}}))))]
pub async fn list_services(
    _: Open,
    Asked(asked): Asked<ServicesAsked>,
    catalogue: web::Data<Catalogue>,
    keys: web::Data<KeyRing>,
) -> Result<FromMemory<Services>, Problem> {
    let filters = (asked.audience, asked.channel);
    let whole = asked.limit.is_none() && asked.cursor.is_none();
    let page = Page::<String>::read(keys.cursors(), "listServices", &filters, asked.limit, asked.cursor.as_deref())?;
    let make = |snapshot: &crate::services::catalogue::Snapshot, day| {
        let chosen = snapshot.open_on(day).filter(|version| {
            let definition = &version.definition;
            asked.audience.is_none_or(|audience| definition.beneficiary == audience)
                && asked.channel.is_none_or(|channel| definition.filing.channels.contains(&channel))
                && page.after.as_ref().is_none_or(|after| version.code > *after)
        });
        let rows = chosen.take(page.limit as usize + 1).map(|version| ServiceSummary::of(version, day)).collect();
        let (services, next_cursor) = page.cut(keys.cursors(), rows, |row: &ServiceSummary| row.code.clone())?;
        Kept::new(&Services { services, next_cursor })
    };
    // Only what everybody asks for is worth keeping; a page of one's own is made on the spot.
    if whole {
        catalogue.kept(format!("services {filters:?}"), make).map(Into::into)
    } else {
        make(&catalogue.snapshot(), catalogue.today()).map(|made| std::sync::Arc::new(made).into())
    }
}
