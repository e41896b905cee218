use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::Open,
        door::{Door, Unit},
        policy::Role,
        reactions::named,
        store::users,
    },
    content::{
        InquiryId,
        inquiries::{officers, tell_of},
        routes::answer_questionnaire::public,
        rules::{inquiry::State, questions},
        store::{
            inquiries::{self, InquiryRow},
            items,
        },
        wire::{
            inquiry::code,
            visitor::{VisitorAnswers, digest_of_token, short},
        },
    },
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Language,
    },
};

/// A visitor's question.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "formSlug": "intrebati-ne", "token": "b7e23ec29af22b0b4e41da31e868d572", "language": "ro",
    "question": "Ce program are ghișeul din Bălți?", "email": "emre@example.md" })))]
pub struct InquiryInput {
    /// The name in addresses of the interactive form.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 1, max_length = 120)]
    pub form_slug: String,
    /// Random, made by the visitor's own program: with it the visitor follows the question, and sending the same again changes nothing.
    #[schema(pattern = "^[A-Za-z0-9_-]{22,64}$", max_length = 64)]
    pub token: String,
    /// In which language they want to be answered.
    pub language: Language,
    /// Their name, if they want to give it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 100)]
    pub name: Option<String>,
    /// Where they want to be answered; otherwise they look with their token.
    #[serde(default)]
    #[schema(pattern = r"^[^@\s\x00]{1,64}@[^@\s\x00]{1,180}$", max_length = 250)]
    pub email: Option<String>,
    /// What they ask.
    #[schema(min_length = 10, max_length = 4000)]
    pub question: String,
    /// Answers to the form's own questions.
    #[serde(default)]
    #[validate(custom(function = "short"))]
    #[schema(value_type = VisitorAnswers, required = false)]
    pub answers: Map<String, Value>,
}

/// That a question has come.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InquiryReceipt {
    /// The question.
    pub inquiry_id: InquiryId,
    /// Where it stands.
    pub state: State,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// Send a question.
///
/// Through an interactive form, by anybody. It goes to the owner of the form's section; the answer comes by e-mail, or is looked up with the
/// token. This is no petition: those are signed and have a term of their own.
#[utoipa::path(post, path = "/api/v1/content-inquiries", tag = "Content",
    extensions(("x-audience" = json!(["public"])), ("x-requirements" = json!(["R-19.7", "C-18.1"])), ("x-statuses" = json!([409]))))]
pub async fn send_inquiry(
    _: Open,
    _: Asked<NoQuery>,
    Input(input): Input<InquiryInput>,
    door: Door,
) -> Result<Created<InquiryReceipt>, Problem> {
    let receipt = door.by_system("sendInquiry", move |unit| take(unit, &input)).await?;
    Ok(Reply::plain(&receipt)?.at("/api/v1/content-inquiries/searches"))
}

fn take(unit: &mut Unit<'_>, input: &InquiryInput) -> Result<InquiryReceipt, Problem> {
    let token = digest_of_token(&input.token);
    if let Some(before) = inquiries::by_token(unit.conn, &token)? {
        return if before.question == input.question { receipt(&before) } else { Err(Problem::new(Kind::ALREADY_EXISTS)) };
    }
    let (item, _, content) = named("/formSlug", public(unit, &input.form_slug, "form"))?;
    if content.fields.get("interactive") != Some(&Value::Bool(true)) {
        return named("/formSlug", Err(Problem::not_found()));
    }
    let faults = questions::faults(&questions::of_fields(&content.fields), &input.answers);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let (_, section) = items::by_id(unit.conn, item)?;
    let row = InquiryRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        item_id: item,
        section_id: section.id,
        subdivision_id: section.subdivision_id,
        token_digest: token,
        state: State::Received.code().into(),
        language: code(input.language).into(),
        name: input.name.clone(),
        email: input.email.clone(),
        question: input.question.clone(),
        answers: Value::Object(input.answers.clone()),
        assigned_to: None,
        answer: None,
        answered_by: None,
        answered_at: None,
        closing_reason: None,
    };
    inquiries::insert(unit.conn, &row)?;
    unit.wrote("Inquiry", InquiryId::from_uuid(row.id));
    // Those who supply the section are told; where nobody does, those who administer it.
    let mut told = users::with_role(unit.conn, unit.now, Role::ContentProvider, section.subdivision_id)?;
    if told.is_empty() {
        told = users::with_role(unit.conn, unit.now, Role::ContentAdministrator, section.administrator_id)?;
    }
    tell_of(unit, &row, officers(told), "ContentInquiryReceived", json!({}))?;
    receipt(&row)
}

fn receipt(row: &InquiryRow) -> Result<InquiryReceipt, Problem> {
    Ok(InquiryReceipt { inquiry_id: InquiryId::from_uuid(row.id), state: row.state()?, received_at: row.created_at })
}
