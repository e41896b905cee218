//! What the room of petitions works with beside the database.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{
    PetitionId,
    rules::terms::terms_of,
    store::{PetitionRow, With},
    wire::{self, Petition},
};
use crate::{
    access::door::Unit,
    administration::calendar::{Calendars, calendar, calendar_of_office},
    documents::Documents,
    files::Files,
    kernel::{
        calendar::Calendar,
        http::{
            describe::{Describe, Description},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    partners::{epetitii::EPetitii, msign::MSign, msupport::MSupport},
};

/// One a process, shared.
#[derive(Clone)]
pub struct PetitionsDesk {
    /// Calendars, to show how terms stand.
    pub calendars: Calendars,
    /// Issued documents.
    pub documents: Documents,
    /// Received files.
    pub files: Files,
    /// Judges certificates.
    pub msign: Arc<dyn MSign>,
    /// The government's petitions.
    pub epetitii: Arc<dyn EPetitii>,
    /// The government's support.
    pub msupport: Arc<dyn MSupport>,
}

impl PetitionsDesk {
    /// The working days by which a petition's terms are counted: those of the town of its lead, else of the country.
    pub fn calendar_of(&self, unit: &mut Unit<'_>, row: &PetitionRow) -> Result<Calendar, Problem> {
        match row.lead_subdivision_id {
            Some(office) => calendar_of_office(unit.conn, office),
            None => calendar(unit.conn),
        }
    }

    /// A petition as its reader sees it, with its ETag.
    pub fn show<const STATUS: u16>(
        &self,
        unit: &mut Unit<'_>,
        row: &PetitionRow,
        with: &With,
    ) -> Result<Reply<Petition, STATUS>, Problem> {
        let calendar = self.calendars.shown(unit.conn, row.lead_subdivision_id)?;
        let terms = terms_of(row.kind()?.is_petition())?;
        let until = |ends: Result<DateTime<Utc>, Problem>| ends.map(Some);
        let shown = wire::Terms {
            examination: row.term()?.map(|term| term.status(unit.now, &calendar)),
            receipt_ends_at: row.registered_at.map_or(Ok(None), |at| until(terms.receipt_ends(at, &calendar)))?,
            transfer_ends_at: row.registered_at.map_or(Ok(None), |at| until(terms.transfer_ends(at, &calendar)))?,
        };
        Reply::record(row.version, &wire::petition(unit, row, with, shown)?)
    }

    /// The same of something that was made, at its address.
    pub fn show_created(&self, unit: &mut Unit<'_>, row: &PetitionRow, with: &With) -> Result<Reply<Petition, 201>, Problem> {
        Ok(self.show::<201>(unit, row, with)?.at(format!("/api/v1/petitions/{}", PetitionId::from_uuid(row.id))))
    }
}

impl Describe for PetitionsDesk {
    fn describe(_: &mut Description) {}
}

impl actix_web::FromRequest for PetitionsDesk {
    type Error = Problem;
    type Future = futures_util::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        let desk = request.app_data::<actix_web::web::Data<Self>>().map(|desk| desk.as_ref().clone());
        futures_util::future::ready(desk.ok_or_else(|| Problem::internal("no desk of petitions")))
    }
}
