use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::record_petition_posting::PetitionPosting;
use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::PetitionsManage,
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
    petitions::{
        PetitionId, PetitionNoticeId, carriers,
        desk::PetitionsDesk,
        parts::NoticeKind,
        rules::{lifecycle::Action, terms::asked_again},
        step::{concerns, is_interested},
        store::{
            self, Changes, Found, PetitionRow,
            events::{self, Note},
            kept,
            notices::{self, NoticeFacts},
        },
        wire::Petition,
    },
};

/// Which notice.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct NoticePath {
    /// The petition.
    #[param(value_type = PetitionId, inline)]
    pub petition_id: PetitionId,
    /// The notice.
    #[param(value_type = PetitionNoticeId, inline)]
    pub notice_id: PetitionNoticeId,
}

/// Record that a notice was posted.
///
/// A notice that no electronic way brings to the petitioner, or that did not arrive: written, posted, recorded here, whatever state the
/// petition has come to. The time to supply what was asked for counts from this posting; a receipt is given by it.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/notices/{noticeId}/mailings", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-36", "R-40"]))))]
pub async fn record_petition_notice_posting(
    allowed: Allowed<PetitionsManage>,
    At(at): At<NoticePath>,
    seen: IfMatch,
    act: Act<PetitionPosting>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (Found { row, with }, notice) = notice_to_post(unit, &at, seen)?;
        let posted_at = wanted.posted_at(notice.created_at, unit.now)?;
        if !notices::posted(unit, row.id, &notice, posted_at, &wanted.how)? {
            return Err(nothing_to_post());
        }
        let changes = follows(unit, &desk, &row, &notice, posted_at)?;
        let row = store::change(unit, &row, changes)?;
        let state = row.state()?;
        let note = if notice.is_theirs() { Note::Open(&wanted.how) } else { Note::Inside(&wanted.how) };
        events::add(unit, row.id, Action::RecordPosting, state, state, note)?;
        unit.wrote("Petition", PetitionId::from_uuid(row.id));
        desk.show(unit, &row, &with)
    })
    .await
}

/// What counts from the posting.
fn follows(
    unit: &mut Unit<'_>,
    desk: &PetitionsDesk,
    row: &PetitionRow,
    notice: &NoticeFacts,
    posted_at: DateTime<Utc>,
) -> Result<Changes, Problem> {
    if notice.kind == NoticeKind::Received.code() && row.receipt_at.is_none() {
        return Ok(Changes { receipt_at: Some(Some(posted_at)), ..Changes::default() });
    }
    let Some(asked) = row.asked()?.filter(|asked| Some(asked.id) == notice.asking_id) else { return Ok(Changes::default()) };
    let asked = asked_again(&asked, posted_at, row.due_at, &desk.calendar_of(unit, row)?);
    let payload = json!({ "petition": row.id, "asking": asked.id });
    let key = format!("{}/{}/{}", carriers::WAITING_ENDS, asked.id, notice.id);
    unit.send_at(carriers::WAITING_ENDS, key, payload, asked.due_at.max(unit.now));
    Ok(Changes { asked: Some(Some(kept(&asked)?)), ..Changes::default() })
}

/// A notice that waits for the post, with its petition: 404 where the caller does not see it, 412 where they saw another version, 409 where
/// there is nothing of it to post.
pub fn notice_to_post(unit: &mut Unit<'_>, at: &NoticePath, seen: IfMatch) -> Result<(Found, NoticeFacts), Problem> {
    let scope = unit.scope.clone();
    let found = store::find(unit, &scope, at.petition_id.uuid())?;
    concerns(unit, &found.row);
    seen.check(found.row.version)?;
    if is_interested(&unit.caller, &found.row) {
        return Err(Problem::new(Kind::CONFLICT_OF_INTEREST));
    }
    let (_, all) = notices::of(unit, &scope, found.row.id)?;
    let notice = all.into_iter().find(|one| one.id == at.notice_id.uuid()).ok_or_else(Problem::not_found)?;
    if notice.to_post() { Ok((found, notice)) } else { Err(nothing_to_post()) }
}

/// 409: there is nothing of it to post.
fn nothing_to_post() -> Problem {
    Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(
        "Înștiințarea a fost expediată sau a ajuns electronic.",
        "Извещение уже отправлено или доставлено в электронном виде.",
        "The notice was posted already, or goes electronically.",
    ))
}
