//! Versions of semantic assets.

use chrono::NaiveDate;
use diesel::{OptionalExtension, PgConnection, prelude::*};

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    statistics::{rdf::RdfFormat, schema::semantic_asset_versions as t},
};

/// A version without what it says.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = crate::statistics::schema::semantic_asset_versions, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "the columns")]
pub struct AssetVersion {
    pub code: String,
    pub number: i32,
    pub issued_on: NaiveDate,
    pub sha256: Vec<u8>,
}

/// A version to be written.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns")]
pub struct NewVersion {
    pub of: AssetVersion,
    pub json_ld: String,
    pub turtle: String,
    pub schema: Option<String>,
}

/// What a version says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// As it is given out.
    Whole(String),
    /// The statements (JSON-LD) and the number of a version, from which the schema of its codes follows.
    Codes(String, i32),
}

/// The form in which a version is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub enum AssetFormat {
    /// JSON-LD.
    #[default]
    #[serde(rename = "jsonld")]
    JsonLd,
    /// Turtle.
    #[serde(rename = "turtle")]
    Turtle,
    /// JSON Schema.
    #[serde(rename = "schema")]
    Schema,
}

impl AssetFormat {
    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::JsonLd => RdfFormat::JsonLd.media(),
            Self::Turtle => RdfFormat::Turtle.media(),
            Self::Schema => "application/schema+json",
        }
    }
}

/// The latest version of every asset.
pub fn latest(conn: &mut PgConnection) -> Result<Vec<AssetVersion>, Problem> {
    Ok(t::table.distinct_on(t::code).order((t::code, t::number.desc())).select(AssetVersion::as_select()).load(conn)?)
}

/// What a version says, the latest unless a number is given; none where there is no such version.
pub fn content(conn: &mut PgConnection, code: &str, number: Option<i32>, form: AssetFormat) -> Result<Option<Said>, Problem> {
    let mut of = t::table.filter(t::code.eq(code)).order(t::number.desc()).into_boxed();
    if let Some(number) = number {
        of = of.filter(t::number.eq(number));
    }
    Ok(match form {
        AssetFormat::JsonLd => of.select(t::json_ld).first(conn).optional()?.map(Said::Whole),
        AssetFormat::Turtle => of.select(t::turtle).first(conn).optional()?.map(Said::Whole),
        AssetFormat::Schema => {
            let found: Option<(i32, Option<String>, String)> =
                of.select((t::number, t::schema, t::json_ld)).first(conn).optional()?;
            found.map(|(number, schema, statements)| schema.map_or(Said::Codes(statements, number), Said::Whole))
        }
    })
}

/// Writes a version, unless another copy was quicker.
pub fn insert(unit: &mut Unit<'_>, new: &NewVersion) -> Result<(), Problem> {
    let of = &new.of;
    let written = diesel::insert_into(t::table)
        .values((
            t::code.eq(&of.code),
            t::number.eq(of.number),
            t::issued_on.eq(of.issued_on),
            t::sha256.eq(&of.sha256),
            t::json_ld.eq(&new.json_ld),
            t::turtle.eq(&new.turtle),
            t::schema.eq(&new.schema),
        ))
        .on_conflict_do_nothing()
        .execute(unit.conn)?;
    if written > 0 {
        unit.wrote("SemanticAsset", format!("{}/{}", of.code, of.number));
    }
    Ok(())
}
