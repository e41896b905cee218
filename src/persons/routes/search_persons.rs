use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsSearch},
    kernel::{
        http::{
            input::Input,
            page::Page,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        identifiers::Idnp,
        keys::KeyRing,
        problem::Problem,
    },
    persons::{
        person::PersonSummary,
        rules::{
            birth_date::{BirthDate, Precision},
            document_number::DocumentNumber,
            names::name_key,
        },
        store::search::{self, Place, Wanted},
        wording::Findings,
    },
};

/// Whom to look for. At least one of name, birth date, document and IDNP; all that is given must fit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "name": "Юлия Цуркан", "citizenship": "UKR", "limit": 10 })))]
pub struct PersonSearch {
    /// Surname and given names in any script, spelling and order; one of them is enough.
    #[schema(min_length = 1, max_length = 200, examples("Юлия Цуркан"))]
    pub name: Option<String>,
    /// Birth date as far as it is known; finds those that can be the same.
    pub birth_date: Option<BirthDate>,
    /// A document of another state.
    pub document: Option<DocumentSearch>,
    /// State identification number.
    pub idnp: Option<Idnp>,
    /// A citizenship that holds; narrows, and cannot stand alone.
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("UKR"))]
    pub citizenship: Option<String>,
    /// Rows at most.
    #[schema(minimum = 1, maximum = 200, default = 25, examples(10))]
    pub limit: Option<u32>,
    /// Where the page before ended: its `nextCursor`.
    #[schema(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// A document by which to look.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentSearch {
    /// Series and number; spaces, signs and the alphabet of look-alike letters do not matter.
    pub number: DocumentNumber,
    /// Who issued it.
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("UKR"))]
    pub issuer: Option<String>,
}

/// Somebody who fits.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonMatch {
    /// How near the name is, from 0 to 1; absent where no name was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1)]
    pub score: Option<f64>,
    /// The person in short.
    pub person: PersonSummary,
}

/// A page of those who fit, the nearest name first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonMatches {
    /// Who fits.
    pub persons: Vec<PersonMatch>,
    /// Where the next page begins; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl PersonSearch {
    fn wanted(&self) -> Result<Wanted, Problem> {
        let mut found = Findings::default();
        let name = self.name.as_deref().map(|name| name_key(&[name]));
        if name.as_ref().is_some_and(|name| name.is_empty()) {
            found.add("/name", "not-a-name", "Numele nu poate fi citit.", "Имя не читается.", "The name cannot be read.");
        }
        if self.birth_date.is_some_and(|date| date.precision() == Precision::Unknown) {
            found.add(
                "/birthDate",
                "not-a-choice",
                "O dată necunoscută nu poate fi căutată.",
                "Неизвестную дату нельзя искать.",
                "An unknown date cannot be looked for.",
            );
        }
        if name.is_none() && self.birth_date.is_none() && self.document.is_none() && self.idnp.is_none() {
            found.add(
                "",
                "nothing-to-search-by",
                "Indicați numele, data nașterii, documentul sau IDNP.",
                "Укажите имя, дату рождения, документ или IDNP.",
                "Give a name, a birth date, a document or an IDNP.",
            );
        }
        found.done()?;
        Ok(Wanted {
            name,
            birth_date: self.birth_date,
            document: self.document.as_ref().map(|document| (document.number.clone(), document.issuer.clone())),
            idnp: self.idnp,
            citizenship: self.citizenship.clone(),
        })
    }
}

/// Search persons.
///
/// By name (in any script, spelling and order), birth date, document, IDNP and citizenship, alone or together. Names are compared
/// by similarity of keys that fold scripts and spellings; a short surname (Li, Ng) fits as a whole word. The nearest come first.
/// Records that lead to another one are not shown: their names are found at the one to which they lead. A search is a reading of
/// personal data: whoever is shown can see that.
#[utoipa::path(post, path = "/api/v1/persons/searches", tag = "Persons",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["C-25.1", "C-11.42", "C-20.4"])),
        ("x-links" = json!({
            "first": { "operationId": "readPerson", "parameters": { "personId": "$response.body#/persons/0/person/personId" } },
        }))))]
pub async fn search_persons(
    allowed: Allowed<PersonsSearch>,
    _: Asked<NoQuery>,
    input: Input<PersonSearch>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<PersonMatches>, Problem> {
    let Input(asked) = input;
    let wanted = asked.wanted()?;
    let keys: Arc<KeyRing> = keys.into_inner();
    door.run(&allowed, move |unit| {
        let filters = (unit.caller.account, &asked.name, asked.birth_date, &asked.document, asked.idnp, &asked.citizenship);
        let page = Page::<Place>::read(keys.cursors(), "searchPersons", &filters, asked.limit, asked.cursor.as_deref())?;
        let found = search::search(unit, &wanted, &page)?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |(_, place)| *place)?;
        for (person, _) in &found {
            unit.about(person.person_id.uuid());
            unit.read("Person", person.person_id);
        }
        let named = wanted.name.is_some();
        let persons =
            found.into_iter().map(|(person, place)| PersonMatch { score: named.then(|| place.score()), person }).collect();
        Reply::plain(&PersonMatches { persons, next_cursor })
    })
    .await
}
