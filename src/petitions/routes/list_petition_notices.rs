use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRead},
    documents::DocumentId,
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    petitions::{
        PetitionNoticeId,
        parts::NoticeKind,
        step::concerns,
        store::notices::{self, NoticeFacts},
        wire::PetitionPath,
    },
};

/// How far a notice has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionNoticeState)]
pub enum NoticeState {
    /// No electronic way leads to the petitioner: it waits for the post.
    ToPost,
    /// It is on its way electronically, or arrived there.
    Sent,
    /// It did not arrive electronically: it is to be posted.
    Undelivered,
    /// It was posted.
    Posted,
    /// It was told anew, because it had gone to a wrong address or under a wrong number: nothing of it is to be posted.
    Replaced,
}

/// Something a petitioner is told; or, for officers, the covering letter to an authority (`PassedOn`).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionNotice {
    /// The notice.
    pub notice_id: PetitionNoticeId,
    /// What is told.
    pub kind: NoticeKind,
    /// How far it has come.
    pub state: NoticeState,
    /// What a letter has to say: what is missing, why, to whom the petition went.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000, examples("Petiția nu este semnată."))]
    pub text: Option<String>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// When it was to be told.
    pub created_at: DateTime<Utc>,
    /// How an electronic one stands at its channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 20, examples("Delivered"))]
    pub delivery: Option<String>,
    /// Why it did not arrive, as a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("bounced"))]
    pub reason: Option<String>,
    /// When it was posted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted_at: Option<DateTime<Utc>>,
    /// The postal number, or how it was handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 400, examples("RR123456789MD"))]
    pub posted_how: Option<String>,
    /// Its letter, once that is drawn up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_id: Option<DocumentId>,
    /// The number of the letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("SI-2026-000001"))]
    pub letter_number: Option<String>,
}

impl PetitionNotice {
    fn of(facts: NoticeFacts) -> Result<Self, Problem> {
        let state = match (facts.posted_at, facts.to_post(), &facts.state) {
            (Some(_), ..) => NoticeState::Posted,
            (None, true, _) if facts.undelivered => NoticeState::Undelivered,
            (None, true, _) => NoticeState::ToPost,
            (None, false, Some(_)) if !facts.undelivered => NoticeState::Sent,
            (None, false, _) => NoticeState::Replaced,
        };
        Ok(Self {
            notice_id: PetitionNoticeId::from_uuid(facts.id),
            kind: NoticeKind::read(&facts.kind)?,
            state,
            text: facts.text,
            until: facts.until,
            created_at: facts.created_at,
            delivery: facts.state,
            reason: facts.reason,
            posted_at: facts.posted_at,
            posted_how: facts.posted_how,
            document_id: facts.document_id.map(DocumentId::from_uuid),
            letter_number: facts.letter_number,
        })
    }
}

/// What a petitioner is told, oldest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionNoticeList {
    /// The notices.
    #[schema(max_items = 200)]
    pub notices: Vec<PetitionNotice>,
}

/// List what a petitioner was told.
///
/// Receipt, questions, extension, transfer, answer, end, and for officers the covering letter to another authority: what went electronically, with how it fares, and what is to go by post because no
/// electronic way leads to the petitioner or because it did not arrive. Petitions with something left to post: `GET /petitions?untold=true`.
#[utoipa::path(get, path = "/api/v1/petitions/{petitionId}/notices", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-36", "R-40", "R-43"]))))]
pub async fn list_petition_notices(
    allowed: Allowed<PetitionsRead>,
    At(at): At<PetitionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<PetitionNoticeList>, Problem> {
    door.run(&allowed, move |unit| {
        let scope = unit.scope.clone();
        let (row, notices) = notices::of(unit, &scope, at.petition_id.uuid())?;
        concerns(unit, &row);
        let officer = unit.caller.is_institutional();
        let shown = notices.into_iter().filter(|notice| officer || notice.is_theirs());
        let notices = shown.map(PetitionNotice::of).collect::<Result<_, _>>()?;
        Reply::plain(&PetitionNoticeList { notices })
    })
    .await
}
