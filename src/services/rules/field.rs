//! The form of a service: sections of typed fields.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::condition::Condition;
use crate::kernel::{money::Money, text::Text};

/// A part of the form under one heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FormSection {
    /// Its code, unique in the form.
    #[schema(pattern = "^[a-z][A-Za-z0-9]*$", max_length = 60)]
    pub code: String,
    /// Heading.
    pub title: Text,
    /// What to know before filling it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Its fields, in the order in which they are asked.
    #[schema(min_items = 1, max_items = 60)]
    pub fields: Vec<FormField>,
}

/// One question of the form. Its code is the name of the answer; codes are unique in the whole form, groups included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FormField {
    /// Name of the answer.
    #[schema(pattern = "^[a-z][A-Za-z0-9]*$", max_length = 60)]
    pub code: String,
    /// The question.
    pub label: Text,
    /// How to answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Must be answered whenever it is asked.
    #[serde(default)]
    pub required: bool,
    /// Must be answered when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_when: Option<Condition>,
    /// Is asked only when this holds; an answer to a question that was not asked is refused, so that no datum is kept without need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Condition>,
    /// Which attribute of the request or of its beneficiary the answer is (Concept, par. 25).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<Attribute>,
    /// What an answer is.
    pub answer: AnswerType,
}

/// The attributes of the objects "person" and "service request" that an answer can carry (Concept, par. 25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[schema(as = FieldAttribute)]
#[allow(missing_docs, reason = "the names are those of the attributes")]
pub enum Attribute {
    BeneficiaryIdnp,
    BeneficiarySurname,
    BeneficiaryGivenName,
    BeneficiaryPatronymic,
    BeneficiarySex,
    BeneficiaryBirthDate,
    BeneficiaryBirthCountry,
    BeneficiaryCitizenship,
    BeneficiaryCivilStatus,
    BeneficiaryEducation,
    BeneficiaryTravelDocument,
    BeneficiaryAddress,
    Beneficiaries,
    RepresentativeIdnp,
    RelativeIdnp,
    Relatives,
    EntityIdno,
    Office,
    Email,
    Phone,
}

/// What an answer is, and its bounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", deny_unknown_fields)]
#[schema(examples(json!({"type": "Text", "maxLength": 60, "format": "LatinName"})))]
pub enum AnswerType {
    /// A text. The answer is a string.
    #[serde(rename_all = "camelCase")]
    Text {
        /// Least number of characters; 1 unless said.
        #[serde(default = "one")]
        #[schema(minimum = 1, maximum = 4000)]
        min_length: u32,
        /// Most characters.
        #[schema(minimum = 1, maximum = 4000)]
        max_length: u32,
        /// What the text looks like.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<TextFormat>,
    },
    /// A date, `YYYY-MM-DD`.
    #[serde(rename_all = "camelCase")]
    Date {
        /// Earliest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<DateBound>,
        /// Latest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_after: Option<DateBound>,
        /// Also `YYYY-MM` and `YYYY`: a birth date of which the day or the month is unknown.
        #[serde(default)]
        partial: bool,
    },
    /// A country: ISO 3166-1 alpha-3, from the classifier `countries`.
    #[serde(rename_all = "camelCase")]
    Country {
        /// Also states that are no more (a birth place).
        #[serde(default)]
        former: bool,
        /// Also the ICAO 9303 codes that are no country (stateless, refugee, unspecified).
        #[serde(default)]
        special: bool,
        /// How many can be given: 1 is a string, more an array.
        #[serde(default = "one")]
        #[schema(minimum = 1, maximum = 10)]
        max_items: u32,
    },
    /// One option, or several. The answer is a code, or an array of codes where `maxItems` is above 1.
    #[serde(rename_all = "camelCase")]
    Choice {
        /// The options, where they are this service's own.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(max_items = 100)]
        options: Vec<ChoiceOption>,
        /// The classifier they come from, otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(max_length = 60)]
        classifier: Option<String>,
        /// How many can be chosen.
        #[serde(default = "one")]
        #[schema(minimum = 1, maximum = 50)]
        max_items: u32,
    },
    /// One of the offices where the service is given.
    Office {},
    /// Yes or no.
    #[serde(rename_all = "camelCase")]
    Boolean {
        /// A declaration without which the request cannot be filed.
        #[serde(default)]
        must_be_true: bool,
    },
    /// A whole number.
    #[serde(rename_all = "camelCase")]
    Integer {
        /// Smallest.
        #[schema(minimum = -1000000000, maximum = 1000000000)]
        min: i64,
        /// Largest.
        #[schema(minimum = -1000000000, maximum = 1000000000)]
        max: i64,
    },
    /// An amount of money, `{amount, currency}`.
    #[serde(rename_all = "camelCase")]
    Money {
        /// Smallest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Money>,
        /// Largest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Money>,
        /// Not under the value of this setting on the filing day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(max_length = 60)]
        not_under: Option<String>,
    },
    /// A postal address: country, district, locality, sector, street, house, block, flat (Concept, par. 25, attribute 10).
    #[serde(rename_all = "camelCase")]
    Address {
        /// Where it may be.
        place: AddressPlace,
    },
    /// Another person: names, birth date, citizenship, IDNP where there is one, how related.
    #[serde(rename_all = "camelCase")]
    Person {
        /// The relation must be given, from the classifier `relations`.
        #[serde(default)]
        relation: bool,
    },
    /// A legal entity: IDNO and name.
    LegalEntity {},
    /// A state identification number of a person (IDNP).
    Idnp {},
    /// The same fields several times. The answer is an array of objects.
    #[serde(rename_all = "camelCase")]
    Group {
        /// Least number of items.
        #[serde(default)]
        #[schema(maximum = 50)]
        min_items: u32,
        /// Most items.
        #[schema(minimum = 1, maximum = 50)]
        max_items: u32,
        /// What is asked of each; no groups within groups.
        #[schema(no_recursion, min_items = 1, max_items = 40)]
        fields: Vec<FormField>,
    },
}

fn one() -> u32 {
    1
}

/// Where an address may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AddressPlace {
    /// In the Republic of Moldova.
    Moldova,
    /// In another country.
    Abroad,
    /// Anywhere.
    Any,
}

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum TextFormat {
    /// A name in any script.
    Name,
    /// A name in Latin letters, as on a travel document.
    LatinName,
    /// Series and number of a document: capital letters and digits. Foreign formats are free, so nothing stricter.
    DocumentNumber,
    /// An e-mail address.
    Email,
    /// A telephone number, with the country's code.
    Phone,
    /// A code of the classifier of occupations of the Republic of Moldova (CORM): four or six digits.
    Occupation,
    /// A text of several lines.
    Multiline,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChoiceOption {
    /// What is kept.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9-]*$", max_length = 60)]
    pub code: String,
    /// What people see.
    pub label: Text,
}

/// A bound of a date: a distance from the filing day, from another date of the form, or from a fixed day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DateBound {
    /// From the date in this earlier field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60)]
    pub field: Option<String>,
    /// From this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Years after it; negative is before.
    #[serde(default)]
    #[schema(minimum = -200, maximum = 200)]
    pub years: i32,
    /// And months.
    #[serde(default)]
    #[schema(minimum = -1200, maximum = 1200)]
    pub months: i32,
    /// And days.
    #[serde(default)]
    #[schema(minimum = -3660, maximum = 3660)]
    pub days: i32,
}

impl DateBound {
    /// The day itself, counted from the day that the bound is relative to. None only outside the calendar.
    pub fn from(&self, start: NaiveDate) -> Option<NaiveDate> {
        let months = i64::from(self.years) * 12 + i64::from(self.months);
        let far = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        let moved = if months < 0 { start.checked_sub_months(far) } else { start.checked_add_months(far) }?;
        let far = Days::new(u64::from(self.days.unsigned_abs()));
        if self.days < 0 { moved.checked_sub_days(far) } else { moved.checked_add_days(far) }
    }
}
