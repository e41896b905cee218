//! A request's papers and findings, read together: what its acts tell.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Jsonb};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    attachments::{AttachmentRow, attachments_of_r},
    checks::{CheckRow, checks_of_r},
    opinions::{OpinionRow, opinions_of_r},
    proposals::ProposalRow,
};
use crate::{
    access::door::Unit,
    kernel::{problem::Problem, sql::prepared},
};

/// What an act says beside the request itself.
#[derive(Debug, Default, Deserialize)]
pub struct Dossier {
    /// Name of the office.
    pub office: Option<String>,
    /// The attached files.
    pub attachments: Vec<AttachmentRow>,
    /// The newest question of each kind to the registers.
    pub checks: Vec<CheckRow>,
    /// Opinions asked for and given.
    pub opinions: Vec<OpinionRow>,
    /// The proposal that stands.
    pub proposal: Option<ProposalRow>,
}

/// A dossier as a sub-select over the request `r`.
pub const DOSSIER: &str = concat!(
    "jsonb_build_object(
  'office', (select s.name_ro from subdivisions s where s.id = r.subdivision_id),
  'attachments', ",
    attachments_of_r!(),
    ",
  'checks', ",
    checks_of_r!(),
    ",
  'opinions', ",
    opinions_of_r!(),
    ",
  'proposal', (select to_jsonb(p) from proposals p where p.request_id = r.id and p.returned_at is null))"
);

/// The dossier of a request that is at hand already.
pub fn of(unit: &mut Unit<'_>, request: Uuid) -> Result<Dossier, Problem> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Jsonb)]
        dossier: Value,
    }
    let query = sql_query(format!("select {DOSSIER} as dossier from requests r where r.id = $1"));
    let found: Found = prepared(query.bind::<diesel::sql_types::Uuid, _>(request)).get_result(unit.conn)?;
    serde_json::from_value(found.dossier).map_err(Problem::internal)
}
