use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Open,
        door::{Door, Unit},
    },
    content::{
        ContentItemId,
        rules::{content::Content, questions},
        store::{answers, items, versions},
        wire::visitor::{QuestionnairePath, VisitorAnswers, digest_of_token, short},
    },
    kernel::{
        http::{
            input::Input,
            params::{Asked, At, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// A visitor's answers.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "token": "b7e23ec29af22b0b4e41da31e868d572", "answers": { "clarity": 5 } })))]
pub struct QuestionnaireAnswersInput {
    /// Random, made by the visitor's own program and kept there: one token answers once, and sending the same again changes nothing.
    #[schema(pattern = "^[A-Za-z0-9_-]{22,64}$", max_length = 64)]
    pub token: String,
    /// The answers.
    #[validate(custom(function = "short"))]
    #[schema(value_type = VisitorAnswers)]
    pub answers: Map<String, Value>,
}

/// That the answers were taken.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuestionnaireReceipt {
    /// When.
    pub answered_at: DateTime<Utc>,
    /// Until when the questionnaire takes answers.
    pub closes_at: DateTime<Utc>,
}

/// Answer a questionnaire.
///
/// Anybody, without a name: nothing is kept but the answers and a digest of the token. Until its closing date.
#[utoipa::path(post, path = "/api/v1/questionnaires/{questionnaireSlug}/answers", tag = "Content",
    extensions(("x-audience" = json!(["public"])), ("x-requirements" = json!(["R-7.5", "C-18.1"])), ("x-statuses" = json!([404, 409])),
        ("x-links" = json!({"results": {"operationId": "readQuestionnaireResults", "parameters": {"questionnaireSlug": "$request.path.questionnaireSlug"}}}))))]
pub async fn answer_questionnaire(
    _: Open,
    At(at): At<QuestionnairePath>,
    _: Asked<NoQuery>,
    Input(input): Input<QuestionnaireAnswersInput>,
    door: Door,
) -> Result<Created<QuestionnaireReceipt>, Problem> {
    let slug = at.questionnaire_slug.clone();
    let receipt = door.by_system("answerQuestionnaire", move |unit| take(unit, &slug, &input)).await?;
    Ok(Reply::plain(&receipt)?.at(format!("/api/v1/questionnaires/{}/results", at.questionnaire_slug)))
}

fn take(unit: &mut Unit<'_>, slug: &str, input: &QuestionnaireAnswersInput) -> Result<QuestionnaireReceipt, Problem> {
    let (item, number, content) = public(unit, slug, "questionnaire")?;
    let closes_at = closing(&content)?;
    let token = digest_of_token(&input.token);
    if let Some(before) = answers::by_token(unit.conn, item, &token)? {
        let same = before.answers == Value::Object(input.answers.clone());
        return if same { Ok(QuestionnaireReceipt { answered_at: before.at, closes_at }) } else { Err(answered_otherwise()) };
    }
    if closes_at <= unit.now {
        return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("closedAt", closes_at.to_rfc3339()).detail(Text::new(
            "Chestionarul s-a închis.",
            "Опрос завершён.",
            "The questionnaire is closed.",
        )));
    }
    let faults = questions::faults(&questions::of_fields(&content.fields), &input.answers);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    answers::insert(unit, item, number, &token, &Value::Object(input.answers.clone()))?;
    unit.wrote("ContentItem", ContentItemId::from_uuid(item));
    Ok(QuestionnaireReceipt { answered_at: unit.now, closes_at })
}

fn answered_otherwise() -> Problem {
    Problem::new(Kind::ALREADY_EXISTS).detail(Text::new(
        "Ați răspuns deja, cu alte răspunsuri.",
        "Вы уже ответили, иначе.",
        "You have answered already, otherwise.",
    ))
}

/// What the public sees of an item of a type, by its name: its id, the version's number and what it says.
pub fn public(unit: &mut Unit<'_>, slug: &str, kind: &str) -> Result<(uuid::Uuid, i32, Content), Problem> {
    let (item, _) = items::by_slug(unit.conn, slug)?;
    let live = versions::live(unit.conn, item.id, unit.now)?.filter(|_| item.kind == kind).ok_or_else(Problem::not_found)?;
    let content = serde_json::from_value(live.content).map_err(Problem::internal)?;
    Ok((item.id, live.number, content))
}

/// Until when a questionnaire takes answers.
pub fn closing(content: &Content) -> Result<DateTime<Utc>, Problem> {
    let written = content.fields.get("closesAt").and_then(Value::as_str).and_then(|at| at.parse().ok());
    written.ok_or_else(|| Problem::internal("a questionnaire without an end"))
}
