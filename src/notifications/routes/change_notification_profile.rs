use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::NotificationsProfile,
    },
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        id,
        problem::Problem,
        text::{Language, Text},
        violation::Violation,
    },
    notifications::{
        OwnChannels,
        store::profiles::{self, ChoiceRow, ProfileRow},
        tell::language_code,
        topics,
        wire::{
            profile::{self, ChosenChannel, NotificationProfile, QuietHoursWire},
            removable,
        },
    },
};

/// What is to change of a topic; absent stays.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicChoicePatch {
    /// The topic's code.
    #[schema(pattern = "^[A-Z][A-Za-z]*$", max_length = 40, examples("Reminders"))]
    pub topic: String,
    /// Whether it comes; only optional topics can be done without.
    #[schema(value_type = bool, required = false)]
    pub subscribed: Option<bool>,
    /// Over which channels; empty: as for everything.
    #[schema(value_type = Vec<ChosenChannel>, required = false, max_items = 5)]
    pub channels: Option<Vec<ChosenChannel>>,
}

/// What is to change of the caller's profile; absent stays, null removes.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationProfilePatch {
    /// In which language.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<Language>)]
    pub language: Option<Option<Language>>,
    /// When to be left in peace.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<QuietHoursWire>)]
    pub quiet_hours: Option<Option<QuietHoursWire>>,
    /// Over which channels.
    #[schema(value_type = Vec<ChosenChannel>, required = false, max_items = 5)]
    pub channels: Option<Vec<ChosenChannel>>,
    /// Topics to choose anew; the others stay.
    #[schema(value_type = Vec<TopicChoicePatch>, required = false, max_items = 100)]
    pub topics: Option<Vec<TopicChoicePatch>>,
}

/// Change my notification profile.
///
/// Topics that the law or a procedure demands cannot be switched off; channels can be chosen for them all the same.
#[utoipa::path(patch, path = "/api/v1/notification-profile", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-11.1", "N-17.2", "N-27", "N-35"]))))]
pub async fn change_notification_profile(
    allowed: Allowed<NotificationsProfile>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    Patch(patch): Patch<NotificationProfilePatch>,
    door: Door,
    own: web::Data<OwnChannels>,
) -> Result<Reply<NotificationProfile>, Problem> {
    let faults = faults(&patch);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    door.run(&allowed, move |unit| {
        let (account, now) = (unit.caller.account, unit.now);
        profiles::hold(unit, account)?;
        let mut row = profiles::of(unit, account)?.unwrap_or_else(|| ProfileRow::unsaid(account, now));
        seen.check(row.version)?;
        if let Some(language) = patch.language {
            row.language = language.map(|language| language_code(language).to_owned());
        }
        if let Some(quiet) = &patch.quiet_hours {
            let times = quiet.as_ref().and_then(QuietHoursWire::times);
            (row.quiet_from, row.quiet_to) = (times.map(|times| times.0), times.map(|times| times.1));
        }
        if let Some(channels) = &patch.channels {
            row.channels = names(channels);
        }
        let row = profiles::keep(unit, &row)?;
        if let Some(topics) = patch.topics.as_ref().filter(|topics| !topics.is_empty()) {
            choose(unit, account, topics)?;
        }
        unit.wrote("NotificationProfile", id::write("npr", row.id));
        let (version, whole) = profile::of(unit, account, &own)?;
        Reply::record(version, &whole)
    })
    .await
}

fn names(channels: &[ChosenChannel]) -> Vec<String> {
    let mut names: Vec<String> = channels.iter().map(|channel| channel.name()).collect();
    names.sort();
    names.dedup();
    names
}

fn choose(unit: &mut Unit<'_>, account: Uuid, wanted: &[TopicChoicePatch]) -> Result<(), Problem> {
    let before = profiles::choices(unit, account)?;
    let rows: Vec<ChoiceRow> = wanted
        .iter()
        .map(|wanted| {
            let before = before.iter().find(|row| row.topic == wanted.topic);
            ChoiceRow {
                id: Uuid::now_v7(),
                version: 1,
                created_at: unit.now,
                updated_at: unit.now,
                account_id: account,
                topic: wanted.topic.clone(),
                subscribed: wanted.subscribed.or(before.map(|row| row.subscribed)).unwrap_or(true),
                channels: wanted
                    .channels
                    .as_deref()
                    .map(names)
                    .or_else(|| before.map(|row| row.channels.clone()))
                    .unwrap_or_default(),
            }
        })
        .collect();
    profiles::choose(unit, &rows)
}

fn faults(patch: &NotificationProfilePatch) -> Vec<Violation> {
    let mut faults = Vec::new();
    if let Some(Some(quiet)) = &patch.quiet_hours
        && quiet.times().is_none()
    {
        faults.push(Violation::new(
            "/quietHours/to",
            "same-as-from",
            Text::new(
                "Orele de liniște nu pot începe și se termina în același minut.",
                "Тихие часы не могут начинаться и заканчиваться в одну минуту.",
                "Quiet hours cannot begin and end in the same minute.",
            ),
        ));
    }
    let wanted = patch.topics.as_deref().unwrap_or_default();
    for (place, choice) in wanted.iter().enumerate() {
        let at = |field: &str| format!("/topics/{place}/{field}");
        match topics::find(&choice.topic) {
            None => faults.push(Violation::new(
                at("topic"),
                "unknown-topic",
                Text::new("Nu există o asemenea temă.", "Такой темы нет.", "There is no such topic."),
            )),
            Some(topic) if !topic.optional && choice.subscribed == Some(false) => faults.push(Violation::new(
                at("subscribed"),
                "not-optional",
                Text::new(
                    "La această temă nu se poate renunța.",
                    "От этой темы нельзя отказаться.",
                    "This topic cannot be done without.",
                ),
            )),
            Some(_) if wanted[..place].iter().any(|other| other.topic == choice.topic) => faults.push(Violation::new(
                at("topic"),
                "twice",
                Text::new("Tema apare de două ori.", "Тема указана дважды.", "The topic is there twice."),
            )),
            Some(_) => {}
        }
    }
    faults
}
