use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::{AccountId, Allowed, SubdivisionId},
        door::Door,
        permissions::ContentProvide,
        store::users,
    },
    content::{
        inquiries::{officers, step, tell_of},
        rules::inquiry::Action,
        store::inquiries::InquiryChange,
        wire::inquiry::{Inquiry, InquiryPath, inquiry},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
        text::Text,
    },
};

/// To whom a question goes.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({})))]
pub struct InquiryAssignmentInput {
    /// The subdivision that is to answer; the present one where it is absent.
    #[serde(default)]
    pub subdivision_id: Option<SubdivisionId>,
    /// The officer, who supplies content for that subdivision.
    #[serde(default)]
    pub account_id: Option<AccountId>,
}

/// Assign a visitor's question.
///
/// To another subdivision, whose providers are told, or to an officer of the one that is to answer it, who is told.
#[utoipa::path(post, path = "/api/v1/content-inquiries/{inquiryId}/assignments", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-19.7"])), ("x-statuses" = json!([409]))))]
pub async fn assign_inquiry(
    allowed: Allowed<ContentProvide>,
    At(at): At<InquiryPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<InquiryAssignmentInput>,
    door: Door,
) -> Result<Reply<Inquiry>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let officer = input.account_id.map(TypedId::uuid);
        let mut waiting = Vec::new();
        let row = step(unit, at.inquiry_id, seen, Action::Assign, |unit, row| {
            let subdivision = input.subdivision_id.map_or(row.subdivision_id, TypedId::uuid);
            let holders = users::at_offices(unit.conn, unit.now, &["ContentProvider", "ContentAdministrator"], &[subdivision])?;
            if officer.is_some_and(|officer| holders.iter().all(|holder| holder.0 != officer)) {
                return Err(not_theirs("/accountId"));
            }
            if subdivision != row.subdivision_id && holders.is_empty() {
                return Err(not_theirs("/subdivisionId"));
            }
            if subdivision != row.subdivision_id && officer.is_none() {
                waiting = holders.into_iter().map(|(account, _)| account).collect();
            }
            Ok(InquiryChange { subdivision_id: Some(subdivision), assigned_to: Some(officer), ..InquiryChange::default() })
        })?;
        tell_of(unit, &row, officers(officer), "ContentInquiryAssigned", json!({}))?;
        tell_of(unit, &row, officers(waiting), "ContentInquiryReceived", json!({}))?;
        Reply::record(row.version, &inquiry(&row)?)
    })
    .await
}

fn not_theirs(pointer: &str) -> Problem {
    Problem::violation(
        pointer,
        "no-such-thing",
        Text::new(
            "Nimeni de acolo nu răspunde la întrebări.",
            "Там никто не отвечает на вопросы.",
            "Nobody there answers questions.",
        ),
    )
}
