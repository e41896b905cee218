use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourRead},
    auditing::{
        behaviour::{
            store::{findings, names},
            wire::{BehaviourFinding, BehaviourFindingDetail, BehaviourFindingId, BehaviourReview},
        },
        wire::JournalEntry,
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// The path of one finding.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct BehaviourFindingPath {
    /// The finding.
    #[param(inline)]
    pub finding_id: BehaviourFindingId,
}

/// So many entries are shown with a finding.
const SHOWN: usize = 200;

/// Read what was found, with the entries behind it.
///
/// The explanation is made of the numbers; the entries are those of the journal, each provable by itself. With every review, also one that
/// another replaced. It is a reading of all persons whom the entries name.
#[utoipa::path(get, path = "/api/v1/behaviour-findings/{findingId}", tag = "Behaviour", params(BehaviourFindingPath),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"]))))]
pub async fn read_behaviour_finding(
    allowed: Allowed<BehaviourRead>,
    At(at): At<BehaviourFindingPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<BehaviourFindingDetail>, Problem> {
    door.run(&allowed, move |unit| {
        let row = findings::find(unit.conn, at.finding_id.uuid())?;
        let records = findings::entries(unit.conn, &row.entries[..row.entries.len().min(SHOWN)], None, SHOWN as i64)?;
        let reviewed = findings::reviews(unit.conn, row.id)?;
        let names = names::of(unit.conn, row.named().chain(reviewed.iter().map(|review| review.reviewed_by)))?;
        unit.entry.undisclosed = true;
        unit.read("BehaviourFinding", at.finding_id);
        row.person_id.into_iter().for_each(|person| unit.about(person));
        records.iter().flat_map(|record| record.persons.iter().flatten()).for_each(|person| unit.about(*person));
        let entries = records.iter().map(JournalEntry::from).collect();
        let reviews = reviewed.iter().map(|review| BehaviourReview::of(review, &names)).collect::<Result<_, _>>()?;
        let finding = BehaviourFinding::of(&row, &names)?;
        Reply::record(row.version, &BehaviourFindingDetail { finding, reviews, entries })
    })
    .await
}
