use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::{Door, Unit},
        permissions::PetitionsManage,
        store::subdivisions_by_code,
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
        text::Text,
        violation::Violation,
    },
    petitions::{
        authorities::competence,
        desk::PetitionsDesk,
        parts::Assignment,
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, assignments, events::Note},
        wire::{Petition, PetitionPath},
    },
};

/// Who examines it: by a competence, by subdivisions named one by one, or both (what is named holds over the competence).
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionAssignmentInput {
    /// A code of the classifier `petition-competences`, which names who leads and who contributes.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 64, pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", examples("stay-centre"))]
    pub competence_code: Option<String>,
    /// The subdivision that leads.
    #[serde(default)]
    pub lead_subdivision_id: Option<SubdivisionId>,
    /// Subdivisions that contribute.
    #[serde(default)]
    #[schema(max_items = 10, required = false, examples(json!([])))]
    pub contributor_ids: Vec<SubdivisionId>,
    /// A remark for those who examine.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 2000, examples("A se verifica și dosarul de azil."))]
    pub note: Option<String>,
}

/// Who leads and who contributes, each once; and the name of the lead.
type Wanted = (Vec<(Uuid, Assignment)>, String);

fn wanted_by(unit: &mut Unit<'_>, wanted: &PetitionAssignmentInput) -> Result<Wanted, Problem> {
    let known = subdivisions_by_code(unit.conn)?;
    let named = wanted.competence_code.as_deref().map(competence).transpose()?;
    // A competence may name a subdivision that was closed since: who is to examine is then named one by one.
    let by_code = |code: &str| {
        let found = known.iter().find(|one| one.code == code);
        let found = found.ok_or_else(|| Problem::internal(format!("no subdivision is called {code}")))?;
        if found.active { Ok(found.id) } else { Err(Problem::bad_input(vec![closed("/competenceCode".into())])) }
    };
    let lead = match (wanted.lead_subdivision_id, &named) {
        (Some(lead), _) => lead.uuid(),
        (None, Some(named)) => by_code(&named.lead)?,
        (None, None) => {
            return Err(Problem::violation(
                "/leadSubdivisionId",
                "required",
                Text::new(
                    "Indicați competența sau subdiviziunea care examinează.",
                    "Укажите компетенцию или рассматривающее подразделение.",
                    "Give a competence, or the subdivision that examines.",
                ),
            ));
        }
    };
    let mut contributors: Vec<Uuid> = wanted.contributor_ids.iter().map(|id| id.uuid()).collect();
    let wrong_at = |id: Uuid, place: String| match known.iter().find(|one| one.id == id) {
        None => Some(no_such(place)),
        Some(one) => (!one.active).then(|| closed(place)),
    };
    let mut wrong: Vec<Violation> = wrong_at(lead, "/leadSubdivisionId".into()).into_iter().collect();
    wrong.extend(contributors.iter().enumerate().filter_map(|(at, id)| wrong_at(*id, format!("/contributorIds/{at}"))));
    if !wrong.is_empty() {
        return Err(Problem::bad_input(wrong));
    }
    if let Some(code) = named.and_then(|named| named.contributor) {
        contributors.push(by_code(&code)?);
    }
    let mut seen = HashSet::from([lead]);
    contributors.retain(|one| seen.insert(*one));
    let name = known.iter().find(|one| one.id == lead).map(|one| one.name.clone()).unwrap_or_default();
    let all = std::iter::once((lead, Assignment::Lead)).chain(contributors.into_iter().map(|one| (one, Assignment::Contributor)));
    Ok((all.collect(), name))
}

/// Assign a petition.
///
/// The clerk gives it, by competence, to the subdivision that examines it and to those that contribute; given again, those that are not
/// named any more see it no longer. An unsigned petition is not examined: its shortcoming is told first.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/assignments", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37", "R-41"]))))]
pub async fn assign_petition(
    allowed: Allowed<PetitionsManage>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionAssignmentInput>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::Assign)?;
        let (subdivisions, name) = wanted_by(unit, &wanted)?;
        let lead = subdivisions.first().map(|(lead, _)| *lead).unwrap_or_default();
        let standing = assignments::set(unit, step.row.id, &step.with.assignments, &subdivisions)?;
        let moved = step.row.lead_subdivision_id != Some(lead);
        let mut changes = Changes { lead_subdivision_id: Some(lead), assigned_to: moved.then_some(None), ..Changes::default() };
        if let (true, Some(term)) = (moved, step.row.term()?) {
            // A term is counted by the working days of the town that examines; its feast may move the end.
            changes.due_at = Some(term.end(&desk.calendars.shown(unit.conn, Some(lead))?));
        }
        let note = wanted.note.as_ref().map_or_else(|| name.clone(), |note| format!("{name}: {note}"));
        let (row, mut with) = step.finish(unit, changes, Note::Inside(&note))?;
        with.assignments = standing;
        desk.show(unit, &row, &with)
    })
    .await
}

fn no_such(pointer: String) -> Violation {
    let text = Text::new("Nu există o astfel de subdiviziune.", "Такого подразделения нет.", "There is no such subdivision.");
    Violation::new(pointer, "no-such-thing", text)
}

fn closed(pointer: String) -> Violation {
    let text =
        Text::new("Subdiviziunea nu mai activează.", "Подразделение больше не действует.", "The subdivision works no longer.");
    Violation::new(pointer, "not-active", text)
}
