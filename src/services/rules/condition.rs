//! When something of a service applies: a small closed language over the answers, no free expressions.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema, schema::Type},
};

use super::{classifier::Classifiers, values};

/// A condition over the answers of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(no_recursion, examples(json!({"equals": {"field": "hasPreviousNames", "value": true}})))]
pub enum Condition {
    /// The field has this value; of a list, one of its items has.
    Equals {
        /// The field's code.
        #[schema(min_length = 1, max_length = 60)]
        field: String,
        /// The value.
        value: Scalar,
    },
    /// The field has one of these values.
    In {
        /// The field's code.
        #[schema(min_length = 1, max_length = 60)]
        field: String,
        /// The values.
        #[schema(min_items = 1, max_items = 100)]
        values: Vec<Scalar>,
    },
    /// The field's value stands in this classifier, in force on the filing day.
    Listed {
        /// The field's code.
        #[schema(min_length = 1, max_length = 60)]
        field: String,
        /// The classifier's code.
        #[schema(min_length = 1, max_length = 60)]
        classifier: String,
    },
    /// The person born on the date in this field has reached this age on the filing day.
    AgeAtLeast {
        /// The field's code; a date.
        #[schema(min_length = 1, max_length = 60)]
        field: String,
        /// Whole years.
        #[schema(maximum = 150)]
        years: u32,
    },
    /// The field is answered.
    Present {
        /// The field's code.
        #[schema(min_length = 1, max_length = 60)]
        field: String,
    },
    /// Every one of these.
    All(Several),
    /// At least one of these.
    Any(Several),
    /// Not this.
    Not(Box<Condition>),
}

/// From one to twenty conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Several(pub Vec<Condition>);

impl PartialSchema for Several {
    fn schema() -> RefOr<Schema> {
        let condition = Ref::from_schema_name("Condition");
        ArrayBuilder::new().items(condition).min_items(Some(1)).max_items(Some(20)).into()
    }
}

impl ToSchema for Several {
    fn name() -> Cow<'static, str> {
        "Conditions".into()
    }
}

impl PartialSchema for Scalar {
    fn schema() -> RefOr<Schema> {
        let whole = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(-1_000_000_000)).maximum(Some(1_000_000_000));
        OneOfBuilder::new()
            .item(ObjectBuilder::new().schema_type(Type::Boolean))
            .item(whole)
            .item(ObjectBuilder::new().schema_type(Type::String).max_length(Some(200)))
            .into()
    }
}

impl ToSchema for Scalar {}

/// A value to compare an answer with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text or a code.
    Text(String),
}

impl Scalar {
    /// The same value as JSON.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Flag(flag) => Value::from(*flag),
            Self::Number(number) => Value::from(*number),
            Self::Text(text) => Value::from(text.as_str()),
        }
    }

    fn is(&self, answer: &Value) -> bool {
        match self {
            Self::Flag(flag) => answer.as_bool() == Some(*flag),
            Self::Number(number) => answer.as_i64() == Some(*number),
            Self::Text(text) => answer.as_str() == Some(text),
        }
    }
}

/// Where a condition looks for answers: first in the item of a repeated group, then in the whole form.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The item of the group in which the condition stands.
    pub item: Option<&'a Map<String, Value>>,
    /// All the answers.
    pub answers: &'a Map<String, Value>,
    /// The controlled lists.
    pub classifiers: &'a Classifiers,
    /// The filing day, Europe/Chisinau.
    pub day: NaiveDate,
}

impl<'a> Scope<'a> {
    /// The answer to a field; an explicit null is no answer.
    pub fn answer(&self, field: &str) -> Option<&'a Value> {
        self.item.and_then(|item| item.get(field)).or_else(|| self.answers.get(field)).filter(|value| !value.is_null())
    }
}

impl Condition {
    /// Whether the condition holds; a field without an answer makes every comparison false.
    pub fn holds(&self, scope: &Scope<'_>) -> bool {
        let one_of = |field: &str, test: &dyn Fn(&Value) -> bool| match scope.answer(field) {
            Some(Value::Array(items)) => items.iter().any(test),
            Some(value) => test(value),
            None => false,
        };
        match self {
            Self::Equals { field, value } => one_of(field, &|answer| value.is(answer)),
            Self::In { field, values } => one_of(field, &|answer| values.iter().any(|value| value.is(answer))),
            Self::Listed { field, classifier } => one_of(field, &|answer| {
                answer.as_str().is_some_and(|code| scope.classifiers.in_force(classifier, code, scope.day))
            }),
            Self::AgeAtLeast { field, years } => scope
                .answer(field)
                .and_then(Value::as_str)
                .and_then(values::latest_day)
                .and_then(|born| scope.day.years_since(born))
                .is_some_and(|age| age >= *years),
            Self::Present { field } => scope.answer(field).is_some(),
            Self::All(Several(all)) => all.iter().all(|condition| condition.holds(scope)),
            Self::Any(Several(any)) => any.iter().any(|condition| condition.holds(scope)),
            Self::Not(other) => !other.holds(scope),
        }
    }

    /// Every field that the condition looks at.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Equals { field, .. }
            | Self::In { field, .. }
            | Self::Listed { field, .. }
            | Self::AgeAtLeast { field, .. }
            | Self::Present { field } => vec![field],
            Self::All(Several(several)) | Self::Any(Several(several)) => several.iter().flat_map(Self::fields).collect(),
            Self::Not(other) => other.fields(),
        }
    }

    /// The comparisons that the condition is made of.
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(Several(several)) | Self::Any(Several(several)) => several.iter().flat_map(Self::leaves).collect(),
            Self::Not(other) => other.leaves(),
            leaf => vec![leaf],
        }
    }
}
