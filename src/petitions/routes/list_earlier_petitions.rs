use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsManage},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    petitions::{
        rules::repeat::alike,
        step::concerns,
        store::earlier,
        wire::{PetitionPath, PetitionSummary, summary},
    },
};

/// An earlier petition of the same petitioner.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EarlierPetition {
    /// The petition.
    pub petition: PetitionSummary,
    /// How much the objects have in common, 0 to 100.
    #[schema(minimum = 0, maximum = 100, examples(80))]
    pub likeness: u8,
}

/// Earlier petitions, the most alike first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EarlierPetitionList {
    /// The petitions.
    #[schema(max_items = 100)]
    pub petitions: Vec<EarlierPetition>,
}

/// List earlier petitions of the same petitioner.
///
/// Those that were answered before this one came, the most alike first: whether it repeats one of them is for the clerk to decide.
#[utoipa::path(get, path = "/api/v1/petitions/{petitionId}/earlier-petitions", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 76"))))]
pub async fn list_earlier_petitions(
    allowed: Allowed<PetitionsManage>,
    At(at): At<PetitionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<EarlierPetitionList>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, earlier) = earlier::with_earlier(unit, at.petition_id.uuid())?;
        concerns(unit, &row);
        let mut petitions = Vec::new();
        for earlier in earlier {
            concerns(unit, &earlier.row);
            petitions.push(EarlierPetition {
                likeness: alike(&row.object, &earlier.row.object),
                petition: summary(&earlier.row, &earlier.names, true)?,
            });
        }
        petitions.sort_by_key(|earlier| std::cmp::Reverse(earlier.likeness));
        Reply::plain(&EarlierPetitionList { petitions })
    })
    .await
}
