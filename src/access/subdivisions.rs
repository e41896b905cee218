//! The inspectorate's subdivisions as reference data: loaded where missing, edited afterwards over the API.

use chrono::{DateTime, Utc};
use diesel::{OptionalExtension, PgConnection, prelude::*};
use serde::Deserialize;
use uuid::Uuid;

use super::schema::subdivisions;
use crate::kernel::problem::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    code: String,
    parent: Option<String>,
    #[serde(default)]
    public: bool,
    ro: String,
    ru: String,
    en: String,
    locality: Option<String>,
    address: Option<String>,
}

/// Loads the subdivisions that the database does not have yet. Parents stand before their children.
pub fn load(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), Problem> {
    let lines: Vec<Line> = serde_saphyr::from_str(include_str!("subdivisions.yaml")).map_err(Problem::internal)?;
    for line in lines {
        let id_of = |conn: &mut PgConnection, code: &str| {
            subdivisions::table.filter(subdivisions::code.eq(code)).select(subdivisions::id).first::<Uuid>(conn).optional()
        };
        if id_of(conn, &line.code)?.is_some() {
            continue;
        }
        let parent = match &line.parent {
            Some(code) => id_of(conn, code)?,
            None => None,
        };
        diesel::insert_into(subdivisions::table)
            .values((
                subdivisions::id.eq(Uuid::now_v7()),
                subdivisions::created_at.eq(now),
                subdivisions::updated_at.eq(now),
                subdivisions::code.eq(line.code),
                subdivisions::name_ro.eq(line.ro),
                subdivisions::name_ru.eq(line.ru),
                subdivisions::name_en.eq(line.en),
                subdivisions::parent_id.eq(parent),
                subdivisions::serves_public.eq(line.public),
                subdivisions::locality.eq(line.locality),
                subdivisions::address.eq(line.address),
            ))
            .execute(conn)?;
    }
    Ok(())
}
