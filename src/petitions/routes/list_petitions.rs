use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::Door,
        permissions::PetitionsRead,
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
    petitions::{
        parts::{Channel, PetitionKind},
        rules::lifecycle::State,
        step::concerns,
        store::list::{Deadline, Narrowed, Order, Place, page},
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
    /// Only due before this instant.
    pub due_before: Option<DateTime<Utc>>,
    /// Only those that stand so to their term: the rows behind the counts of the report.
    #[param(inline)]
    pub deadline: Option<Deadline>,
    /// Only in the caller's hands (true), or in nobody's (false).
    pub mine: Option<bool>,
    /// The one with this registration number.
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
            state: query.state,
            channel: query.channel,
            subdivision: query.subdivision_id.map(TypedId::uuid),
            due_before: query.due_before,
            deadline: query.deadline,
            mine: query.mine,
            number: query.number.clone(),
        };
        let order = query.order.unwrap_or_default();
        let bound = (&narrowed, order, unit.caller.account);
        let place: Page<Place> = Page::read(keys.cursors(), "listPetitions", &bound, query.limit, query.cursor.as_deref())?;
        let rows = page(unit, &narrowed, order, place.after, place.wanted())?;
        let (rows, next_cursor) = place.cut(keys.cursors(), rows, |row| (row.due_at, row.id))?;
        rows.iter().for_each(|row| concerns(unit, row));
        let officer = unit.caller.is_institutional();
        let petitions = rows.iter().map(|row| summary(row, officer)).collect::<Result<_, _>>()?;
        Reply::plain(&PetitionList { petitions, next_cursor })
    })
    .await
}
