//! Public content (web content regulation, R-3..R-33, R-46..R-53; C-18.1, C-18.3): sections and types as data, items with their editorial
//! flow, and every published version.
//!
//! `sections.yaml` and `types.yaml` are the structure; `rules` are pure; an item's working copy is in `content_items`, what the public
//! reads in `content_versions`, shown by the view `published_content` (its readers compare `live_from` and `live_until` with their clock).

use crate::typed_id;

pub mod assistant;
pub mod reading;
pub mod rules;
mod schema;
pub mod shipped;
pub mod store;
pub mod words;

pub use rules::structure::Structure;

typed_id!(ContentItemId, "cit", "an item of public content");
typed_id!(ContentVersionId, "civ", "a published version of an item");

/// Until the room loads its sections itself.
pub fn load_sections_for_now(unit: &mut crate::access::door::Unit<'_>) -> Result<(), crate::kernel::problem::Problem> {
    use diesel::RunQueryDsl;
    for section in &Structure::shipped().map_err(|_| crate::kernel::problem::Problem::internal("structure"))?.sections {
        diesel::sql_query("insert into content_sections (id, created_at, updated_at, code, subdivision_id, administrator_id, update_count, update_unit, reason)
            select gen_random_uuid(), $1, $1, $2, o.id, a.id, $5, $6, '-' from subdivisions o, subdivisions a where o.code = $3 and a.code = $4 on conflict do nothing")
            .bind::<diesel::sql_types::Timestamptz, _>(unit.now)
            .bind::<diesel::sql_types::Text, _>(&section.code)
            .bind::<diesel::sql_types::Text, _>(&section.owner)
            .bind::<diesel::sql_types::Text, _>(&section.administrator)
            .bind::<diesel::sql_types::Int4, _>(section.term.count as i32)
            .bind::<diesel::sql_types::Text, _>(format!("{:?}", section.term.unit))
            .execute(unit.conn)?;
    }
    Ok(())
}
