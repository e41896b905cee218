use actix_web::web;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::{Door, Unit},
        permissions::PetitionsRead,
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        local_time::{day_after, start_of_day},
        problem::Problem,
    },
    petitions::{
        parts::{Channel, PetitionKind},
        rules::lifecycle::State,
        step::concerns,
        store::list::{By, Deadline, Narrowed, Order, Place, page},
        wire::{PetitionSummary, summary},
    },
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct PetitionsQuery {
    /// Only of this kind.
    #[param(inline)]
    pub kind: Option<PetitionKind>,
    /// Only requests for information (true), or only petitions (false): the two registers are kept apart.
    pub information: Option<bool>,
    /// Only in this state.
    #[param(inline)]
    pub state: Option<State>,
    /// Only those that came this way.
    #[param(inline)]
    pub channel: Option<Channel>,
    /// Only those that this subdivision examines or contributes to.
    #[param(inline)]
    pub subdivision_id: Option<SubdivisionId>,
    /// Only those that this subdivision leads: those of its row in the report.
    #[param(inline)]
    pub lead_subdivision_id: Option<SubdivisionId>,
    /// Only those that no subdivision leads yet.
    pub unassigned: Option<bool>,
    /// Only due before this instant.
    #[param(format = DateTime, max_length = 40, example = "2026-12-01T00:00:00Z", required = false)]
    pub due_before: Option<DateTime<Utc>>,
    /// Only registered from this day on.
    pub registered_from: Option<NaiveDate>,
    /// Only registered up to this day.
    pub registered_to: Option<NaiveDate>,
    /// Only those that stand so to their term: the rows behind the counts of the report.
    #[param(inline)]
    pub deadline: Option<Deadline>,
    /// Only in the caller's hands (true), or in nobody's (false).
    pub mine: Option<bool>,
    /// Only those with something that waits for the post or did not reach the petitioner.
    pub untold: Option<bool>,
    /// The one with this registration number, or that had it before it went to the other register.
    #[param(min_length = 9, max_length = 40, pattern = "^[A-Z]{1,8}-[0-9]{4}-[0-9]{6}$")]
    pub number: Option<String>,
    /// The order.
    #[param(inline)]
    pub order: Option<Order>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// A page of petitions.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionList {
    /// The petitions.
    #[schema(max_items = 200)]
    pub petitions: Vec<PetitionSummary>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// One page of what the caller sees; `operation` binds its cursors.
pub fn page_of(
    unit: &mut Unit<'_>,
    keys: &KeyRing,
    operation: &'static str,
    narrowed: &Narrowed,
    order: Order,
    (limit, cursor): (Option<u32>, Option<&str>),
) -> Result<Reply<PetitionList>, Problem> {
    let bound = (narrowed, order, unit.caller.account);
    let place: Page<Place> = Page::read(keys.cursors(), operation, &bound, limit, cursor)?;
    let rows = page(unit, narrowed, order, place.after, place.wanted())?;
    let (rows, next_cursor) = place.cut(keys.cursors(), rows, |listed| (listed.row.due_at, listed.row.id))?;
    rows.iter().for_each(|listed| concerns(unit, &listed.row));
    let officer = unit.caller.is_institutional();
    let petitions = rows.iter().map(|listed| summary(&listed.row, &listed.names, officer)).collect::<Result<_, _>>()?;
    Reply::plain(&PetitionList { petitions, next_cursor })
}

/// Days of registration as instants: from, and before.
pub fn registered_within(from: Option<NaiveDate>, to: Option<NaiveDate>) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    (from.map(start_of_day), to.map(|day| start_of_day(day_after(day, 1))))
}

/// List petitions.
///
/// What the caller may see: petitioners their own; clerks all that are registered; officers those that their subdivision examines or
/// contributes to. With filters it is the worklist of each.
#[utoipa::path(get, path = "/api/v1/petitions", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-34", "R-37", "R-44"]))))]
pub async fn list_petitions(
    allowed: Allowed<PetitionsRead>,
    Asked(query): Asked<PetitionsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<PetitionList>, Problem> {
    door.run(&allowed, move |unit| {
        let narrowed = Narrowed {
            kind: query.kind,
            information: query.information,
            states: query.state.into_iter().collect(),
            channel: query.channel,
            subdivision: query.subdivision_id.map(TypedId::uuid),
            lead: query.lead_subdivision_id.map(TypedId::uuid),
            unassigned: query.unassigned.unwrap_or(false),
            due_before: query.due_before,
            registered: registered_within(query.registered_from, query.registered_to),
            deadline: query.deadline,
            mine: query.mine,
            number: query.number.clone(),
            untold: query.untold.unwrap_or(false),
            by: By::default(),
        };
        let place = (query.limit, query.cursor.as_deref());
        page_of(unit, &keys, "listPetitions", &narrowed, query.order.unwrap_or_default(), place)
    })
    .await
}
