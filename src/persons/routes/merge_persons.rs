use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsMerge},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::{Kind, Problem},
        text::Text,
    },
    persons::{
        PersonId,
        joining::join,
        person::Person,
        rules::merge::{Attribute, Contradiction},
        store::{merging, read, write},
        wording::Findings,
    },
};

/// Which record is given up, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "mergedPersonId": "per_01ja4ttz8ze3ks9nvd5efz1s8d", "reason": "Aceeași persoană: același pașaport" })))]
pub struct PersonMerge {
    /// The record that is given up and will lead to this one.
    pub merged_person_id: PersonId,
    /// Why, for the history.
    #[schema(min_length = 3, max_length = 500, examples("Aceeași persoană: același pașaport"))]
    pub reason: String,
}

/// Two records made one.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MergedPersons {
    /// The record that stays, as it now is.
    pub person: Person,
    /// The record that was given up; it can still be read and leads here.
    pub merged_person_id: PersonId,
    /// What the two said differently: what holds and what stepped back. For the officer to look at.
    pub contradictions: Vec<Contradiction>,
}

/// Merge another record into this one.
///
/// For two records of one person. The other record gets the status `Merged` and leads to this one for ever; its number is never
/// given again. Statements of both are kept: what holds is what the more trusted source says, then the more recent; names and
/// citizenships of both stay, and documents, addresses, family links, accounts and powers come over. Nothing is erased: both
/// records can be read as they were, with `asOf`. Two different IDNPs stand in the way (409): the population register must say
/// first which one holds.
#[utoipa::path(post, path = "/api/v1/persons/{personId}/merges", tag = "Persons",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-25.1", "C-26"]))))]
pub async fn merge_persons(
    allowed: Allowed<PersonsMerge>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<PersonMerge>,
    door: Door,
) -> Result<Reply<MergedPersons>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let today = legal_day(unit.now);
        let (survivor, other) = (at.0.person_id.uuid(), act.body.merged_person_id.uuid());
        let mut found = Findings::default();
        found.text("/reason", Some(&act.body.reason));
        if survivor == other {
            found.add(
                "/mergedPersonId",
                "same-record",
                "Este aceeași înregistrare.",
                "Это та же самая запись.",
                "It is the same record.",
            );
        }
        found.done()?;
        let [row, mut given_up] = read::for_change(unit, [survivor, other])?;
        seen.check(row.version)?;
        let joined = join(&row, &given_up)?;
        if joined.contradictions.iter().any(|contradiction| contradiction.blocks) {
            let blocking = |contradiction: &Contradiction| contradiction.blocks.then_some(contradiction.attribute);
            let attributes: Vec<Attribute> = joined.contradictions.iter().filter_map(blocking).collect();
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE)
                .detail(Text::new(
                    "Cele două înregistrări au IDNP diferite; registrul populației trebuie să confirme care este valabil.",
                    "У двух записей разные IDNP; регистр населения должен подтвердить, какой действителен.",
                    "The two records have different IDNPs; the population register must confirm which one holds.",
                ))
                .with("contradictions", serde_json::to_value(attributes).unwrap_or_default()));
        }
        given_up.status = "Merged".into();
        given_up.merged_into = Some(survivor);
        given_up.change_reason = Some(act.body.reason.clone());
        write::update(unit, &given_up, Some(&[]))?;
        merging::hand_over(unit, survivor, other, &act.body.reason)?;
        let mut row = row.with(&joined.attributes, today)?;
        row.photo_taken_on = row.photo_file_id.map_or(given_up.photo_taken_on, |_| row.photo_taken_on);
        row.photo_file_id = row.photo_file_id.or(given_up.photo_file_id);
        row.change_reason = Some(act.body.reason.clone());
        write::update(unit, &row, Some(&joined.attributes.keys()))?;
        let read = read::person(unit, survivor, None)?;
        let merged = MergedPersons {
            person: read.person,
            merged_person_id: act.body.merged_person_id,
            contradictions: joined.contradictions,
        };
        Reply::record(read.version, &merged)
    })
    .await
}
