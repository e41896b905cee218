//! What visitors send: answers and questions, with a token that their own program made.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Map, Value};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type, schema::AdditionalProperties},
};
use validator::ValidationError;

/// The path of a questionnaire or form, by its name in addresses.
#[derive(Debug, Clone, serde::Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase", parameter_in = Path)]
pub struct QuestionnairePath {
    /// Its name in addresses.
    #[param(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 1, max_length = 120, example = "opinia-despre-servicii")]
    pub questionnaire_slug: String,
}

/// Answers by the question's code.
pub struct VisitorAnswers;

impl PartialSchema for VisitorAnswers {
    fn schema() -> RefOr<Schema> {
        let code = ObjectBuilder::new().schema_type(Type::String).max_length(Some(64));
        ObjectBuilder::new()
            .description(Some(
                "The answers by the question's code: the code of a choice, a list of them, a mark from 1 to 5, true or false, or words.",
            ))
            .property_names(Some(code))
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)))
            .max_properties(Some(50))
            .examples([serde_json::json!({ "clarity": 5, "channel": "online" })])
            .into()
    }
}

impl ToSchema for VisitorAnswers {}

/// Answers hold short values only.
pub fn short(answers: &Map<String, Value>) -> Result<(), ValidationError> {
    if Value::Object(answers.clone()).to_string().len() <= 64 * 1024 { Ok(()) } else { Err(ValidationError::new("too-large")) }
}

/// What is kept of a token.
pub fn digest_of_token(token: &str) -> Vec<u8> {
    digest(&SHA256, token.as_bytes()).as_ref().to_vec()
}
