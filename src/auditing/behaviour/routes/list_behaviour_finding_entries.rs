use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::read_behaviour_finding::BehaviourFindingPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourRead},
    auditing::{behaviour::store::findings, wire::JournalEntry},
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// Entries behind a finding, in the order of time.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourFindingEntries {
    /// The entries.
    #[schema(max_items = 200)]
    pub entries: Vec<JournalEntry>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List the entries behind what was found.
///
/// In the order of time, 500 at most: those of the day itself, and the latest before it. It is a reading of all persons whom they name.
#[utoipa::path(get, path = "/api/v1/behaviour-findings/{findingId}/entries", tag = "Behaviour", params(BehaviourFindingPath, PageQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"]))))]
pub async fn list_behaviour_finding_entries(
    allowed: Allowed<BehaviourRead>,
    At(at): At<BehaviourFindingPath>,
    Asked(asked): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<BehaviourFindingEntries>, Problem> {
    door.run(&allowed, move |unit| {
        let binding = (unit.caller.account, at.finding_id);
        let page: Page<(DateTime<Utc>, Uuid)> =
            Page::read(keys.cursors(), "listBehaviourFindingEntries", &binding, asked.limit, asked.cursor.as_deref())?;
        let row = findings::find(unit.conn, at.finding_id.uuid())?;
        let records = findings::entries(unit.conn, &row.entries, page.after, page.wanted())?;
        let (records, next_cursor) = page.cut(keys.cursors(), records, |record| (record.at, record.id))?;
        unit.entry.undisclosed = true;
        unit.read("BehaviourFinding", at.finding_id);
        records.iter().flat_map(|record| record.persons.iter().flatten()).for_each(|person| unit.about(*person));
        Reply::plain(&BehaviourFindingEntries { entries: records.iter().map(JournalEntry::from).collect(), next_cursor })
    })
    .await
}
