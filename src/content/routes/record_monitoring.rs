use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentAdminister, policy::Role},
    content::{
        MonitoringId, notices,
        store::{
            answers::MonitoringRow,
            items::{self, Sight},
        },
        wire::item::ContentItemPath,
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// What was found on a profile (Regulation, 51, 52).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum MonitoringFinding {
    /// Everything is as it should be.
    Conforming,
    /// Name or logo are not the exact ones (52.2).
    NameOrLogo,
    /// Something is out of date (52.3).
    Outdated,
    /// Something false or unfit was spread (51).
    FalseInformation,
    /// Something restricted was shown (52.5).
    RestrictedInformation,
    /// Questions of users were left without an answer (52.4).
    Unanswered,
    /// Somebody else got hold of it (52.5).
    Compromised,
}

impl MonitoringFinding {
    /// For people.
    fn named(self) -> Text {
        match self {
            Self::Conforming => Text::new("totul este în regulă", "всё в порядке", "all is well"),
            Self::NameOrLogo => Text::new("denumire sau logo greșit", "неверное название или логотип", "wrong name or logo"),
            Self::Outdated => Text::new("informație depășită", "устаревшая информация", "outdated information"),
            Self::FalseInformation => Text::new("informație falsă", "ложная информация", "false information"),
            Self::RestrictedInformation => {
                Text::new("informație cu acces limitat", "информация ограниченного доступа", "restricted information")
            }
            Self::Unanswered => Text::new("întrebări fără răspuns", "вопросы без ответа", "unanswered questions"),
            Self::Compromised => Text::new("profil compromis", "профиль взломан", "compromised profile"),
        }
    }
}

/// What was seen of a profile.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "finding": "Conforming" })))]
pub struct MonitoringInput {
    /// What was found.
    pub finding: MonitoringFinding,
    /// In words; asked for unless all is well.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 2000, examples("Programul afișat este cel vechi."))]
    pub note: Option<String>,
}

/// What was seen of a profile once.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Monitoring {
    /// Its identifier.
    pub monitoring_id: MonitoringId,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    #[schema(max_length = 200, examples("SÎRBU Diana"))]
    pub by_name: String,
    /// What was found.
    pub finding: MonitoringFinding,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// A row as it is shown.
pub fn shown(row: MonitoringRow) -> Result<Monitoring, Problem> {
    Ok(Monitoring {
        monitoring_id: MonitoringId::from_uuid(row.id),
        at: row.at,
        by_name: row.by_name,
        finding: serde_json::from_value(row.finding.into()).map_err(Problem::internal)?,
        note: row.note,
    })
}

/// Record what was seen of a social media profile.
///
/// By the administrators of its section: whether name, logo and what is posted are right. Those who answer for the profile are told of what
/// is not (Regulation, 51-53).
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/monitorings", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-49"])), ("x-statuses" = json!([409]))))]
pub async fn record_monitoring(
    allowed: Allowed<ContentAdminister>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    act: Act<MonitoringInput>,
    door: Door,
) -> Result<Created<Monitoring>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (item, section) = items::find(unit, at.content_item_id.uuid())?;
        if !Sight::of(unit).administers.contains(&section.administrator_id) {
            return Err(Problem::new(Kind::FORBIDDEN).with("permission", "content.administer"));
        }
        if item.kind != "social-profile" || item.latest.is_none() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(
                "Se monitorizează numai profilurile de socializare publicate.",
                "Проверяются только опубликованные профили социальных сетей.",
                "Only social media profiles that are published are watched.",
            )));
        }
        if input.finding != MonitoringFinding::Conforming && input.note.is_none() {
            return Err(Problem::violation(
                "/note",
                "required",
                Text::new("Indicați ce este greșit.", "Укажите, что неверно.", "Say what is wrong."),
            ));
        }
        let row = MonitoringRow {
            id: Uuid::now_v7(),
            item_id: item.id,
            at: unit.now,
            by_id: unit.caller.account,
            by_name: unit.caller.name.clone(),
            finding: format!("{:?}", input.finding),
            note: input.note.clone(),
        };
        unit.later("content_monitorings", &row)?;
        if input.finding != MonitoringFinding::Conforming {
            let note = notices::paragraphs(input.note.as_deref().unwrap_or_default());
            let variables = json!({ "finding": input.finding.named(), "note": note });
            let answerable = [
                (Role::ContentProvider, item.subdivision_id),
                (Role::ContentAdministrator, item.subdivision_id),
                (Role::ContentAdministrator, section.administrator_id),
            ];
            notices::about_item_to(unit, &answerable, "ContentProfileFaulty", &item, &variables)?;
        }
        unit.wrote("ContentItem", at.content_item_id);
        Ok(Reply::plain(&shown(row)?)?.at(format!("/api/v1/content-items/{}/monitorings", at.content_item_id)))
    })
    .await
}
