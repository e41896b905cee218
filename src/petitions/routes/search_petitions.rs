use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::list_petitions::{PetitionList, page_of, registered_within};
use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsManage},
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        identifiers::Idnp,
        keys::KeyRing,
        problem::Problem,
        text::Text,
    },
    petitions::{
        rules::lifecycle::State,
        store::list::{By, Narrowed, Order},
    },
};

/// Whose petitions, and about what. At least one of words, IDNP, e-mail and ePetitii's number; all that is given must fit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "words": "Yılmaz permis", "states": ["Registered", "InExamination"], "limit": 10 })))]
pub struct PetitionSearch {
    /// Words of the petitioner's name and of the object, or their beginnings, in any order, spelling and alphabet (`Юлия Цуркан` finds
    /// `Iulia Țurcan`); or parts of them as they are written, in this order.
    #[schema(min_length = 3, max_length = 200, pattern = "\\S", examples("Yılmaz"))]
    pub words: Option<String>,
    /// IDNP of who writes.
    #[schema(value_type = Option<String>, min_length = 13, max_length = 13, pattern = "^[0-9]{13}$", examples("2015000000011"))]
    pub idnp: Option<Idnp>,
    /// The e-mail address that the petitioner gave.
    #[schema(min_length = 6, max_length = 254, pattern = "^[^@\\s\\x00]+@[^@\\s\\x00]+$", examples("emre.yilmaz@example.org"))]
    pub email: Option<String>,
    /// Its number at ePetitii.
    #[schema(min_length = 1, max_length = 64, pattern = "^[0-9A-Za-z._-]+$", examples("EP-2026-001204"))]
    pub external_number: Option<String>,
    /// In one of these states; narrows, and cannot stand alone.
    #[serde(default)]
    #[schema(max_items = 15, required = false, examples(json!(["Registered"])))]
    pub states: Vec<State>,
    /// Registered from this day on; narrows.
    pub registered_from: Option<NaiveDate>,
    /// Registered up to this day; narrows.
    pub registered_to: Option<NaiveDate>,
    /// Rows at most.
    #[schema(minimum = 1, maximum = 200, default = 25, examples(10))]
    pub limit: Option<u32>,
    /// Where the page before ended: its `nextCursor`.
    #[schema(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Search petitions.
///
/// For clerks: by who wrote them, by words of the object, by ePetitii's number; the newest first. What is looked for stands in the body: it is
/// personal data. A search is a reading of it, and whoever is shown can see that.
#[utoipa::path(post, path = "/api/v1/petitions/searches", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37", "R-44"])),
        ("x-links" = json!({
            "first": { "operationId": "readPetition", "parameters": { "petitionId": "$response.body#/petitions/0/petitionId" } },
        }))))]
pub async fn search_petitions(
    allowed: Allowed<PetitionsManage>,
    _: Asked<NoQuery>,
    input: Input<PetitionSearch>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<PetitionList>, Problem> {
    let Input(asked) = input;
    let by = By {
        words: asked.words.clone(),
        idnp: asked.idnp.map(|idnp| idnp.expose().to_owned()),
        email: asked.email.clone(),
        external_number: asked.external_number.clone(),
    };
    if by.words.is_none() && by.idnp.is_none() && by.email.is_none() && by.external_number.is_none() {
        return Err(nothing_to_search_by());
    }
    door.run(&allowed, move |unit| {
        let narrowed = Narrowed {
            states: asked.states.clone(),
            registered: registered_within(asked.registered_from, asked.registered_to),
            by: by.clone(),
            ..Narrowed::default()
        };
        page_of(unit, &keys, "searchPetitions", &narrowed, Order::Newest, (asked.limit, asked.cursor.as_deref()))
    })
    .await
}

fn nothing_to_search_by() -> Problem {
    let text = Text::new(
        "Indicați cuvinte, IDNP, adresa electronică sau numărul din ePetiții.",
        "Укажите слова, IDNP, электронный адрес или номер в ePetiții.",
        "Give words, an IDNP, an e-mail address or the number at ePetitii.",
    );
    Problem::violation("", "nothing-to-search-by", text)
}
