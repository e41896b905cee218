use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSuspend},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        problem::Problem,
        text::Text,
        violation::Violation,
    },
    notifications::{
        SuspensionId, senders,
        store::suspensions::{self, SuspensionRow},
        wire::{
            profile::ChosenChannel,
            suspension::{NotificationSuspension, SuspensionCause},
        },
    },
};

/// A suspension about to begin.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationSuspensionInput {
    /// Which channel; absent: all.
    pub channel: Option<ChosenChannel>,
    /// Why.
    pub cause: SuspensionCause,
    /// In words.
    #[schema(min_length = 3, max_length = 400, examples("Înlocuirea certificatului de sistem"))]
    pub reason: String,
    /// From when; absent: now. Not in the past.
    pub begins_at: Option<DateTime<Utc>>,
    /// When it is expected to end; absent: not known.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Suspend sending.
///
/// For a stated cause (Annex 2, 41). What is to be sent waits until the suspension ends; the cabinet goes on, and the senders are told:
/// now, and when it ends.
#[utoipa::path(post, path = "/api/v1/notification-suspensions", tag = "Notifications",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["N-41"]))))]
pub async fn suspend_notifications(
    allowed: Allowed<NotificationsSuspend>,
    _: Asked<NoQuery>,
    act: Act<NotificationSuspensionInput>,
    door: Door,
) -> Result<Created<NotificationSuspension>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let begins_at = input.begins_at.unwrap_or(unit.now);
        let faults = faults(&input, begins_at, unit.now);
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let row = SuspensionRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            channel: input.channel.map(ChosenChannel::name),
            cause: input.cause.name(),
            reason: input.reason.clone(),
            begins_at,
            ends_at: input.ends_at,
            suspended_by: unit.caller.account,
            ended_at: None,
            ended_by: None,
        };
        suspensions::insert(unit, &row)?;
        let id = SuspensionId::from(row.id);
        senders::suspended(unit, &row)?;
        unit.wrote("NotificationSuspension", id);
        Ok(Reply::record(row.version, &NotificationSuspension::from(&row))?.at(format!("/api/v1/notification-suspensions/{id}")))
    })
    .await
}

fn faults(input: &NotificationSuspensionInput, begins_at: DateTime<Utc>, now: DateTime<Utc>) -> Vec<Violation> {
    let mut faults = Vec::new();
    if begins_at < now - Duration::minutes(5) {
        faults.push(Violation::new(
            "/beginsAt",
            "in-the-past",
            Text::new("Nu se suspendă în trecut.", "Нельзя приостановить в прошлом.", "Nothing is suspended in the past."),
        ));
    }
    if input.ends_at.is_some_and(|end| end <= begins_at) {
        faults.push(Violation::new(
            "/endsAt",
            "not-after-begin",
            Text::new("Sfârșitul este după început.", "Конец наступает после начала.", "The end comes after the beginning."),
        ));
    }
    faults
}
