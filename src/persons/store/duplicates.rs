//! Who else may be the same person.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{Array, Date, Jsonb, Nullable, Text, Uuid as SqlUuid},
};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::row::{birth_date, idnp, stored};
use crate::{
    access::door::Unit,
    kernel::{
        identifiers::Idnp,
        problem::Problem,
        sql::{prepared, sql},
    },
    persons::rules::{
        duplicates::{DocumentReference, Duplicate, PersonSummary, compare},
        names::NameKey,
        sex::Sex,
    },
};

/// Those with the same number or a document in common, and of those with a near name the fifty that fit best.
const CANDIDATES: &str = "
with found as (
  select id from persons where idnp = $2 and status <> 'Merged'
  union select d.person_id from foreign_documents d join unnest($3, $4) as u (issuer, number_key)
           on u.issuer = d.issuer and u.number_key = d.number_key
  union (select n.person_id from unnest($5) as k cross join lateral persons_named(k, string_to_array(k, ' ')) n
           join persons q on q.id = n.person_id
          group by n.person_id, q.birth_date, q.birth_precision
          order by (q.birth_date between $6 and $7) desc nulls last, max(n.rank) desc, n.person_id limit 50)
)
select p.id, p.idnp, p.sex, p.birth_date, p.birth_precision, p.citizenships, p.distinct_from,
       array(select k.key from person_name_keys k where k.person_id = p.id) as keys,
       (select coalesce(jsonb_agg(jsonb_build_object('issuer', d.issuer, 'number_key', d.number_key)), '[]')
          from foreign_documents d where d.person_id = p.id) as documents
  from found f join persons p on p.id = f.id
 where p.status <> 'Merged' and p.id is distinct from $1";

#[derive(QueryableByName)]
struct Candidate {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    idnp: Option<String>,
    #[diesel(sql_type = Text)]
    sex: String,
    #[diesel(sql_type = Nullable<Date>)]
    birth_date: Option<NaiveDate>,
    #[diesel(sql_type = Text)]
    birth_precision: String,
    #[diesel(sql_type = Array<Text>)]
    citizenships: Vec<String>,
    #[diesel(sql_type = Array<SqlUuid>)]
    distinct_from: Vec<Uuid>,
    #[diesel(sql_type = Array<Text>)]
    keys: Vec<String>,
    #[diesel(sql_type = Jsonb)]
    documents: Value,
}

#[derive(Deserialize)]
struct Reference {
    issuer: String,
    number_key: String,
}

impl Candidate {
    fn summary(&self) -> Result<PersonSummary, Problem> {
        let documents: Vec<Reference> = Vec::deserialize(&self.documents).map_err(Problem::internal)?;
        let tokens = |key: &String| key.split(' ').map(str::to_owned).collect();
        Ok(PersonSummary {
            names: self.keys.iter().map(|key| NameKey { key: key.clone(), tokens: tokens(key) }).collect(),
            birth_date: birth_date(self.birth_date, &self.birth_precision)?,
            sex: stored::<Sex>(&self.sex).map(Some)?,
            citizenships: self.citizenships.clone(),
            documents: documents
                .into_iter()
                .map(|document| DocumentReference { issuer: document.issuer, number_key: document.number_key })
                .collect(),
            idnp: idnp(self.idnp.as_deref())?,
        })
    }
}

/// Somebody who may be the same person.
pub struct PossibleDuplicate {
    /// Who.
    pub person: Uuid,
    /// Their IDNP, where it is known.
    pub idnp: Option<Idnp>,
    /// How likely and why.
    pub found: Duplicate,
}

/// Everyone on record who may be `subject`, the likeliest first. `id` is the subject's own record, if there is one; those
/// who were found to be somebody else are left out.
pub fn find(
    unit: &mut Unit<'_>,
    id: Option<Uuid>,
    subject: &PersonSummary,
    distinct: &[Uuid],
) -> Result<Vec<PossibleDuplicate>, Problem> {
    let (issuers, numbers): (Vec<String>, Vec<String>) =
        subject.documents.iter().map(|document| (document.issuer.clone(), document.number_key.clone())).unzip();
    let candidates: Vec<Candidate> = prepared(
        sql(CANDIDATES)
            .into_boxed()
            .bind::<Nullable<SqlUuid>, _>(id)
            .bind::<Nullable<Text>, _>(subject.idnp.map(|idnp| idnp.expose().to_owned()))
            .bind::<Array<Text>, _>(issuers)
            .bind::<Array<Text>, _>(numbers)
            .bind::<Array<Text>, _>(subject.names.iter().map(|name| name.key.clone()).collect::<Vec<_>>())
            .bind::<Nullable<Date>, _>(subject.birth_date.earliest())
            .bind::<Nullable<Date>, _>(subject.birth_date.latest()),
    )
    .load(unit.conn)?;
    let mut found = Vec::new();
    for candidate in candidates {
        let known_apart = distinct.contains(&candidate.id) || id.is_some_and(|id| candidate.distinct_from.contains(&id));
        let summary = candidate.summary()?;
        if !known_apart && let Some(duplicate) = compare(subject, &summary) {
            found.push(PossibleDuplicate { person: candidate.id, idnp: summary.idnp, found: duplicate });
        }
    }
    found.sort_by(|one, other| other.found.score.total_cmp(&one.found.score).then(one.person.cmp(&other.person)));
    found.truncate(20);
    Ok(found)
}

const SUBJECT: &str = concat!(
    "select p.id, p.idnp, p.sex, p.birth_date, p.birth_precision, p.citizenships, p.distinct_from,
            array(select k.key from person_name_keys k where k.person_id = p.id) as keys,
            (select coalesce(jsonb_agg(jsonb_build_object('issuer', d.issuer, 'number_key', d.number_key)), '[]')
               from foreign_documents d where d.person_id = p.id) as documents
       from persons p where p.id = $1 and ",
    visible!()
);

/// Everyone on record who may be the same as a person whom the caller may see.
pub fn of_person(unit: &mut Unit<'_>, id: Uuid) -> Result<Vec<PossibleDuplicate>, Problem> {
    let query = super::visible::of_person(SUBJECT, id, &super::visible::Visible::of(unit));
    let subject: Candidate = prepared(query).get_result(unit.conn).optional()?.ok_or_else(Problem::not_found)?;
    find(unit, Some(id), &subject.summary()?, &subject.distinct_from)
}

/// Whether somebody else on record is likely the same person; for rooms above, who ask before they decide.
pub fn has_likely(unit: &mut Unit<'_>, id: Uuid) -> Result<bool, Problem> {
    Ok(of_person(unit, id)?
        .iter()
        .any(|possible| possible.found.level != crate::persons::rules::duplicates::DuplicateLevel::Possible))
}
