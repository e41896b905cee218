use actix_web::web;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Open, door::Door},
    content::{
        reading::Publications,
        routes::answer_questionnaire::closing,
        rules::{
            content::Content,
            questions::{self, For, Kind as QuestionKind, LEAST, tally},
        },
        store::answers,
        wire::{texts::ContentTitle, visitor::QuestionnairePath},
    },
    kernel::{
        http::{
            kept::{FromMemory, Kept, Media},
            params::{Asked, At, NoQuery},
        },
        problem::{Kind, Problem},
        text::Text,
    },
};

/// How often something was chosen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuestionnaireCell {
    /// The code of the choice, the mark, `true` or `false`.
    #[schema(max_length = 40, examples("online"))]
    pub code: String,
    /// What the choice says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<ContentTitle>,
    /// How many chose it; absent where so few did that they could be found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, examples(42))]
    pub count: Option<u32>,
}

/// What all answers to a question say.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuestionResults {
    /// The question's code.
    #[schema(max_length = 40, examples("channel"))]
    pub code: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What it asks.
    pub text: ContentTitle,
    /// How many answered it; absent where they are too few to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, examples(120))]
    pub answered: Option<u32>,
    /// How often each was chosen; none for words.
    #[schema(max_items = 30)]
    pub cells: Vec<QuestionnaireCell>,
    /// The average mark, where nothing is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 5, examples(4.2))]
    pub average: Option<f64>,
}

/// The results of a questionnaire.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuestionnaireResults {
    /// Until when it takes answers.
    pub closes_at: DateTime<Utc>,
    /// Counts below this are hidden, and those from which they would follow; 0 where nothing is, for editors.
    #[schema(minimum = 0, maximum = 100, examples(5))]
    pub hidden_below: u32,
    /// The questions in their order.
    #[schema(max_items = 50)]
    pub questions: Vec<QuestionResults>,
}

/// Read the results of a questionnaire.
///
/// Public once it is closed, where it says so, and answered from memory. Small counts are hidden, and with them whatever would give them away.
#[utoipa::path(get, path = "/api/v1/questionnaires/{questionnaireSlug}/results", tag = "Content",
    extensions(("x-audience" = json!(["public"])), ("x-requirements" = json!(["R-7.5", "C-18.1"])), ("x-statuses" = json!([404, 409]))))]
pub async fn read_questionnaire_results(
    _: Open,
    At(at): At<QuestionnairePath>,
    _: Asked<NoQuery>,
    door: Door,
    publications: web::Data<Publications>,
) -> Result<FromMemory<QuestionnaireResults>, Problem> {
    publications.up_to_date().await;
    let found = publications.of_kind(&at.questionnaire_slug, "questionnaire");
    let shown = found.filter(|(.., content)| content.fields.get("resultsPublic") == Some(&Value::Bool(true)));
    let (item, version, content) = shown.ok_or_else(Problem::not_found)?;
    let closes_at = closing(&content)?;
    if publications.now() < closes_at {
        return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("closesAt", closes_at.to_rfc3339()).detail(Text::new(
            "Rezultatele se publică după închiderea chestionarului.",
            "Результаты публикуются после завершения опроса.",
            "The results are public once the questionnaire is closed.",
        )));
    }
    // Nothing is answered any more, so that they are counted once and not each time that somebody looks.
    let asked = format!("results {version}");
    let kept = match publications.known(&asked) {
        Some(kept) => kept,
        None => {
            let results = door.open(move |conn, _| results(conn, item, &content, For::Public)).await?;
            publications.keep(asked, Kept::new(&results)?)
        }
    };
    Ok(FromMemory::from(kept).until_change_in(publications.seconds_to_change()))
}

impl Media for QuestionnaireResults {}

/// What all answers to a questionnaire say.
pub fn results(conn: &mut PgConnection, item: Uuid, content: &Content, told: For) -> Result<QuestionnaireResults, Problem> {
    let questions = questions::of_fields(&content.fields);
    let words: Vec<String> =
        questions.iter().filter(|question| question.kind == QuestionKind::Text).map(|question| question.code.clone()).collect();
    let counted = answers::counted(conn, item, &words)?;
    let of = |code: &str| {
        let mine = counted.iter().filter(move |one| one.question == code);
        mine.flat_map(|one| std::iter::repeat_n(&one.answer, usize::try_from(one.times).unwrap_or(0))).collect::<Vec<_>>()
    };
    let shown = |question: questions::Question| {
        let counted = tally(&question, of(&question.code).into_iter(), told);
        let text =
            |code: &str| question.choices.iter().find(|choice| choice.code == code).map(|choice| choice.text.clone().into());
        QuestionResults {
            cells: counted
                .cells
                .into_iter()
                .map(|cell| QuestionnaireCell { text: text(&cell.code), code: cell.code, count: cell.count })
                .collect(),
            answered: counted.answered,
            average: counted.average,
            code: question.code,
            kind: question.kind,
            text: question.text.into(),
        }
    };
    Ok(QuestionnaireResults {
        closes_at: closing(content)?,
        hidden_below: if told == For::Public { LEAST } else { 0 },
        questions: questions.into_iter().map(shown).collect(),
    })
}
