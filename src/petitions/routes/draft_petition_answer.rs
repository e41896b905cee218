use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsExamine},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    petitions::{
        answering::{paragraphs, printable},
        desk::PetitionsDesk,
        parts::{Answer, PetitionOutcome},
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, events::Note, kept},
        wire::{Petition, PetitionPath},
    },
};

/// The answer as it is drafted.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionAnswerDraft {
    /// How it ends for the petitioner.
    pub outcome: PetitionOutcome,
    /// Its text, in Romanian; a line a paragraph.
    #[schema(
        min_length = 10,
        max_length = 20_000,
        pattern = "\\S",
        examples("Permisul de ședere a fost emis la 12 noiembrie și poate fi ridicat.")
    )]
    pub text: String,
    /// What it rests on, a line each.
    #[serde(default)]
    #[schema(max_items = 20, required = false, examples(json!(["art. 36 din Legea nr. 200/2010"])))]
    pub legal_basis: Vec<LegalBasisLine>,
}

/// A provision, as printed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, min_length = 3, max_length = 400, pattern = "\\S", examples("art. 36 din Legea nr. 200/2010"))]
pub struct LegalBasisLine(pub String);

/// Draft the answer.
///
/// By the examiner who has the petition in hand. Drafted again, it replaces the draft before it. The head of the subdivision approves and
/// signs it.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/answer-drafts", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37"]))))]
pub async fn draft_petition_answer(
    allowed: Allowed<PetitionsExamine>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionAnswerDraft>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::DraftAnswer)?;
        let paragraphs = paragraphs(&wanted.text);
        let text = paragraphs.join("\n");
        let lines = wanted.legal_basis.iter().enumerate().map(|(index, line)| (format!("/legalBasis/{index}"), line.0.as_str()));
        printable(&std::iter::once(("/text".to_owned(), text.as_str())).chain(lines).collect::<Vec<_>>())?;
        let answer = Answer {
            outcome: wanted.outcome,
            paragraphs,
            legal_basis: wanted.legal_basis.iter().map(|line| line.0.clone()).collect(),
            drafted_by: unit.caller.account,
            drafted_at: unit.now,
            returned: None,
            approved_by: None,
            number: None,
            sent_at: None,
            sent_how: None,
        };
        let changes = Changes { answer: Some(Some(kept(&answer)?)), ..Changes::default() };
        let (row, with) = step.finish(unit, changes, Note::None)?;
        desk.show(unit, &row, &with)
    })
    .await
}
