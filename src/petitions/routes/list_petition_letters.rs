use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::list_petition_notices::NoticeState;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsManage},
    documents::DocumentId,
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
    petitions::{
        PetitionId, PetitionNoticeId,
        authorities::authority,
        parts::{NoticeKind, Petitioner},
        store::letters::{self, LetterRow},
    },
};

/// A letter that is to be posted.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionLetter {
    /// Of which petition.
    pub petition_id: PetitionId,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("PT-2026-000001"))]
    pub petition_number: Option<String>,
    /// The notice that it brings; absent of the answer itself, whose posting is recorded by `recordPetitionPosting`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_id: Option<PetitionNoticeId>,
    /// What it tells.
    pub kind: NoticeKind,
    /// `ToPost`, or `Undelivered`: what went electronically and came back.
    pub state: NoticeState,
    /// To whom it goes.
    #[schema(max_length = 400, examples("CEBAN Mihai"))]
    pub addressee: String,
    /// Where; absent where no postal address is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 400, examples("mun. Bălți, str. Moscovei, 9"))]
    pub address: Option<String>,
    /// The letter as a document; absent until it is drawn up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_id: Option<DocumentId>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("SI-2026-000001"))]
    pub letter_number: Option<String>,
    /// Since when it waits.
    pub waiting_since: DateTime<Utc>,
}

impl PetitionLetter {
    fn of(row: LetterRow) -> Result<Self, Problem> {
        let kind = NoticeKind::read(&row.kind)?;
        let petitioner: Petitioner = serde_json::from_value(row.petitioner).map_err(Problem::internal)?;
        let (addressee, address) = match (kind, row.authority_code) {
            (NoticeKind::PassedOn, Some(code)) => (authority(&code, false).map_or(code, |name| name.ro), None),
            _ => {
                let address = petitioner.postal_address().map(str::to_owned);
                (petitioner.name, address)
            }
        };
        Ok(Self {
            petition_id: PetitionId::from_uuid(row.petition_id),
            petition_number: row.petition_number,
            notice_id: row.notice_id.map(PetitionNoticeId::from_uuid),
            kind,
            state: if row.undelivered { NoticeState::Undelivered } else { NoticeState::ToPost },
            addressee,
            address,
            document_id: row.document_id.map(DocumentId::from_uuid),
            letter_number: row.letter_number,
            waiting_since: row.since,
        })
    }
}

/// A page of letters, those that wait longest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionLetterList {
    /// The letters.
    #[schema(max_items = 200)]
    pub letters: Vec<PetitionLetter>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List letters to be posted.
///
/// For clerks: what petitioners are told by post, what went electronically and did not arrive, signed answers to what came on paper, and
/// covering letters to other authorities; over all petitions. A letter is read by `GET /petitions/{petitionId}/notices/{noticeId}/content` (an answer by
/// `GET /petitions/{petitionId}/answer/content`), and leaves the list once its posting is recorded or what it tells is told anew.
#[utoipa::path(get, path = "/api/v1/petition-letters", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-36", "R-40", "R-43"]))))]
pub async fn list_petition_letters(
    allowed: Allowed<PetitionsManage>,
    Asked(query): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<PetitionLetterList>, Problem> {
    door.run(&allowed, move |unit| {
        let (operation, caller) = ("listPetitionLetters", unit.caller.account);
        let page: Page<(DateTime<Utc>, Uuid)> =
            Page::read(keys.cursors(), operation, &caller, query.limit, query.cursor.as_deref())?;
        let rows = letters::waiting(unit, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| (row.since, row.id))?;
        for row in &rows {
            row.person_id.into_iter().for_each(|person| unit.about(person));
            unit.read("Petition", PetitionId::from_uuid(row.petition_id));
        }
        let letters = rows.into_iter().map(PetitionLetter::of).collect::<Result<_, _>>()?;
        Reply::plain(&PetitionLetterList { letters, next_cursor })
    })
    .await
}
