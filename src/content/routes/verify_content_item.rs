use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentProvide, reactions::named},
    administration::calendar::Calendars,
    content::{
        notices,
        rules::lifecycle::Action,
        step::begin,
        store::{events::Told, items::ItemChange, versions},
        wire::{
            item::{ContentItem, ContentItemPath, answer},
            version::ContentVerification,
        },
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// What the provider found.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContentVerificationInput {
    /// The number of the version that they looked at.
    #[schema(minimum = 1, maximum = 100000, examples(1))]
    pub version_number: i32,
    /// What they found.
    pub verification: ContentVerification,
    /// What is wrong with it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 1000, examples("Este ca în materialul prezentat."))]
    pub note: Option<String>,
}

/// Verify what was published.
///
/// The provider looks at what is public and confirms it, or says what is wrong with it; then its administrator is told (Regulation, 32).
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/verifications", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-31"])), ("x-statuses" = json!([409]))))]
pub async fn verify_content_item(
    allowed: Allowed<ContentProvide>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ContentVerificationInput>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItem>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.content_item_id.uuid(), seen, Action::Verify)?;
        let found = versions::find(unit.conn, step.item.id, input.version_number);
        let version = named("/versionNumber", found)?;
        if !version.is_live(unit.now) {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("live", false).detail(Text::new(
                "Această versiune nu este publică.",
                "Эта версия не опубликована.",
                "This version is not public.",
            )));
        }
        let faulty = input.verification == ContentVerification::Faulty;
        if faulty && input.note.is_none() {
            return Err(Problem::violation(
                "/note",
                "required",
                Text::new("Indicați ce este greșit.", "Укажите, что неверно.", "Say what is wrong."),
            ));
        }
        let told = Told { number: Some(version.number), note: input.note.as_deref() };
        let done = step.finish(unit, ItemChange::default(), false, told)?;
        versions::verify(unit, version.id, if faulty { "Faulty" } else { "Correct" }, input.note.as_deref())?;
        if let (true, Some(note)) = (faulty, &input.note) {
            notices::about_item(
                unit,
                version.published_by,
                "ContentFaulty",
                &done.0,
                json!({ "note": notices::paragraphs(note) }),
            )?;
        }
        answer(unit, done, &calendars)
    })
    .await
}
