//! When something of a service applies: a small closed language over the answers, no free expressions.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ArrayBuilder, Object, ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema,
        schema::{AdditionalProperties, Type},
    },
};

use super::{classifier::Classifiers, values};

/// A condition over the answers of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Condition {
    /// The field has this value; of a list, one of its items has.
    Equals {
        /// The field's code.
        field: String,
        /// The value.
        value: Scalar,
    },
    /// The field has one of these values.
    In {
        /// The field's code.
        field: String,
        /// The values.
        values: Vec<Scalar>,
    },
    /// The field's value stands in this classifier, in force on the filing day.
    Listed {
        /// The field's code.
        field: String,
        /// The classifier's code.
        classifier: String,
    },
    /// The person born on the date in this field has reached this age on the filing day.
    AgeAtLeast {
        /// The field's code; a date.
        field: String,
        /// Whole years.
        years: u32,
    },
    /// The field is answered.
    Present {
        /// The field's code.
        field: String,
    },
    /// Every one of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

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

impl PartialSchema for Condition {
    /// Written by hand, as the derived one leaves the variants open.
    fn schema() -> RefOr<Schema> {
        let code = || RefOr::from(ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(60)));
        let years = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(150));
        let values = ArrayBuilder::new().items(Scalar::schema()).min_items(Some(1)).max_items(Some(100));
        let this = || RefOr::from(Ref::from_schema_name(Self::name()));
        let several = || RefOr::from(ArrayBuilder::new().items(this()).min_items(Some(1)).max_items(Some(20)));
        let looks_at = |others: Vec<(&str, RefOr<Schema>)>| {
            let members = [("field", code())].into_iter().chain(others).collect();
            RefOr::from(closed(members))
        };
        let operators = [
            ("equals", looks_at(vec![("value", Scalar::schema())])),
            ("in", looks_at(vec![("values", values.into())])),
            ("listed", looks_at(vec![("classifier", code())])),
            ("ageAtLeast", looks_at(vec![("years", years.into())])),
            ("present", looks_at(Vec::new())),
            ("all", several()),
            ("any", several()),
            ("not", this()),
        ];
        let one = operators.into_iter().fold(OneOfBuilder::new(), |one, (name, of)| one.item(closed(vec![(name, of)])));
        one.description(Some("A condition over the answers of a request: exactly one operator."))
            .examples([serde_json::json!({"equals": {"field": "hasPreviousNames", "value": true}})])
            .into()
    }
}

impl ToSchema for Condition {}

/// An object with exactly these members.
fn closed(members: Vec<(&str, RefOr<Schema>)>) -> Object {
    let object = ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(false)));
    members.into_iter().fold(object, |object, (name, member)| object.property(name, member).required(name)).build()
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

/// Where a condition looks for answers: first in the item of a repeated group, then in the whole form. A condition that
/// stands outside the form (of a document, a fee, a consultation) looks into groups too, and holds if it does for any item.
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

    /// The answers to a field: one, or those of every item of the group that it is in (codes are unique in a form).
    fn every_answer(&self, field: &str) -> Vec<&'a Value> {
        match (self.answer(field), self.item) {
            (Some(answer), _) => vec![answer],
            (None, Some(_)) => Vec::new(),
            (None, None) => {
                let items = self.answers.values().filter_map(Value::as_array).flatten();
                items.filter_map(|item| item.get(field)).filter(|value| !value.is_null()).collect()
            }
        }
    }
}

impl Condition {
    /// Whether the condition holds; a field without an answer makes every comparison false.
    pub fn holds(&self, scope: &Scope<'_>) -> bool {
        let some = |field: &str, test: &dyn Fn(&Value) -> bool| {
            scope.every_answer(field).into_iter().any(|answer| match answer {
                Value::Array(items) => items.iter().any(test),
                value => test(value),
            })
        };
        match self {
            Self::Equals { field, value } => some(field, &|answer| value.is(answer)),
            Self::In { field, values } => some(field, &|answer| values.iter().any(|value| value.is(answer))),
            Self::Listed { field, classifier } => {
                some(field, &|answer| answer.as_str().is_some_and(|code| scope.classifiers.in_force(classifier, code, scope.day)))
            }
            Self::AgeAtLeast { field, years } => some(field, &|answer| {
                let born = answer.as_str().and_then(values::latest_day);
                born.and_then(|born| scope.day.years_since(born)).is_some_and(|age| age >= *years)
            }),
            Self::Present { field } => !scope.every_answer(field).is_empty(),
            Self::All(all) => all.iter().all(|condition| condition.holds(scope)),
            Self::Any(any) => any.iter().any(|condition| condition.holds(scope)),
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
            Self::All(several) | Self::Any(several) => several.iter().flat_map(Self::fields).collect(),
            Self::Not(other) => other.fields(),
        }
    }

    /// The comparisons that the condition is made of.
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(several) | Self::Any(several) => several.iter().flat_map(Self::leaves).collect(),
            Self::Not(other) => other.leaves(),
            leaf => vec![leaf],
        }
    }
}
