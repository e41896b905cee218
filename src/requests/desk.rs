//! What the room of requests works with beside the database.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{
    step::{concerns, on_ground_of},
    store::{self, RequestRow},
    wire::{self, Request},
};
use crate::{
    access::door::Unit,
    administration::calendar::{Calendars, calendar, calendar_of_office},
    kernel::{
        calendar::Calendar,
        http::{
            describe::{Describe, Description},
            reply::Reply,
        },
        local_time::legal_day,
        problem::Problem,
        text::Text,
    },
    services::{Catalogue, Published},
};

/// The catalogue.
#[derive(Clone)]
pub struct Desk {
    /// Services as data.
    pub catalogue: Catalogue,
    /// Calendars, to show how terms stand.
    pub calendars: Calendars,
}

impl Desk {
    /// The version of a service that can be filed today.
    pub fn open_service(&self, code: &str, now: DateTime<Utc>) -> Result<Arc<Published>, Problem> {
        self.catalogue.current(code, legal_day(now)).ok_or_else(|| {
            Problem::violation(
                "/serviceCode",
                "service-not-open",
                Text::new(
                    "Acest serviciu nu există sau nu poate fi solicitat acum.",
                    "Такой услуги нет или её нельзя запросить сейчас.",
                    "There is no such service, or it cannot be asked for now.",
                ),
            )
        })
    }

    /// The version that a request stays on.
    pub fn service_of(&self, row: &RequestRow) -> Result<Arc<Published>, Problem> {
        let version = u32::try_from(row.service_version).map_err(Problem::internal)?;
        self.catalogue
            .version(&row.service_code, version)
            .ok_or_else(|| Problem::internal(format!("the version {version} of {} is gone", row.service_code)))
    }

    /// A request that is read, and with it what a sub-select over the request `r` says; the journal learns whose it is and on which ground.
    pub fn read_with<T: DeserializeOwned>(
        &self,
        unit: &mut Unit<'_>,
        id: Uuid,
        more: &'static str,
    ) -> Result<(RequestRow, T), Problem> {
        let (row, told) = store::find_with(unit, id, more)?;
        concerns(unit, &row)?;
        on_ground_of(unit, self.service_of(&row)?.as_ref());
        Ok((row, told))
    }

    /// A request as its reader sees it, with its ETag.
    pub fn show<const STATUS: u16>(&self, unit: &mut Unit<'_>, row: &RequestRow) -> Result<Reply<Request, STATUS>, Problem> {
        let term = match row.term()? {
            Some(term) => Some(term.status(unit.now, &self.calendars.shown(unit.conn, row.subdivision_id)?)),
            None => None,
        };
        Reply::record(row.version, &wire::request(unit, row, term)?)
    }
}

/// The working days by which a request's terms are counted: those of the town of its office, as the administrators set them.
pub fn calendar_of(unit: &mut Unit<'_>, row: &RequestRow) -> Result<Calendar, Problem> {
    match row.subdivision_id {
        Some(office) => calendar_of_office(unit.conn, office),
        None => calendar(unit.conn),
    }
}

impl Describe for Desk {
    fn describe(_: &mut Description) {}
}

impl actix_web::FromRequest for Desk {
    type Error = Problem;
    type Future = futures_util::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        let desk = request.app_data::<actix_web::web::Data<Desk>>().map(|desk| desk.as_ref().clone());
        futures_util::future::ready(desk.ok_or_else(|| Problem::internal("no desk")))
    }
}

/// A violation list as the answer to a submission: everything that is wrong, under `/answers` and `/documents`.
pub fn refuse(violations: Vec<crate::kernel::violation::Violation>) -> Result<(), Problem> {
    if violations.is_empty() { Ok(()) } else { Err(Problem::bad_input(violations)) }
}
