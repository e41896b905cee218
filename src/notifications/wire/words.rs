//! How long the words of a notification may be, for the contract.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Schema,
        schema::{AdditionalProperties, Type},
    },
};

use crate::notifications::rules::template::LONGEST;

fn words(about: &str, longest: usize) -> RefOr<Schema> {
    let languages = [("ro", "Romanian."), ("ru", "Russian."), ("en", "English.")];
    let each = |about: &str| {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(about))
            .min_length(Some(1))
            .max_length(Some(longest))
            .build()
    };
    languages
        .into_iter()
        .fold(ObjectBuilder::new().description(Some(about)), |all, (code, name)| all.property(code, each(name)).required(code))
        .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
        .examples([serde_json::json!({ "ro": "Anunț", "ru": "Объявление", "en": "Announcement" })])
        .into()
}

macro_rules! words {
    ($($name:ident $place:literal $about:literal)+) => {$(
        #[doc = $about]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                words($about, LONGEST[$place].1)
            }
        }

        impl ToSchema for $name {}
    )+};
}

words! {
    NotificationSubject 0 "A subject in Romanian, Russian and English; all three are present."
    NotificationBody 1 "A whole text in Romanian, Russian and English; all three are present."
    NotificationShort 2 "A short message in Romanian, Russian and English; all three are present."
}
