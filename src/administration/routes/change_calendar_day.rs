use actix_web::web;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::AdministrationChange},
    administration::calendar::{self, Calendars},
    kernel::{
        calendar::{CalendarDay, DayKind, DayOverride},
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id,
        local_time::legal_day,
        problem::Problem,
        text::Text,
    },
};

/// A day that is to be other than weekday and holiday say.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "date": "2027-01-04", "kind": "NonWorking", "reason": {
    "ro": "Zi de odihnă transferată prin hotărâre a Guvernului", "ru": "Выходной перенесён постановлением Правительства",
    "en": "Day off transferred by Government decision" } })))]
pub struct CalendarDayInput {
    /// The day; not one that is past, since terms were counted by it.
    pub date: NaiveDate,
    /// What it becomes.
    pub kind: DayKind,
    /// The decision behind it.
    pub reason: Text,
    /// The only town in which it holds; everywhere, if absent.
    #[schema(min_length = 1, max_length = 60)]
    pub locality: Option<String>,
}

/// Change a day of the working calendar.
///
/// The Government transfers days of rest by decision. Where a day is changed twice, the later change holds; all stay on record.
/// Terms counted from now on go by it, in every copy of the program, and the ends of terms that run are counted again.
#[utoipa::path(post, path = "/api/v1/calendar-days", tag = "Administration",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6"])),
        ("x-legal-basis" = json!("Codul muncii nr. 154/2003, art. 111 alin. (5)"))))]
pub async fn change_calendar_day(
    allowed: Allowed<AdministrationChange>,
    _: Asked<NoQuery>,
    act: Act<CalendarDayInput>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Created<CalendarDay>, Problem> {
    let input = act.body;
    let changed = door.act(&allowed, act.key, move |unit| {
        let year = input.date.year();
        if input.date < legal_day(unit.now) || year > 2100 {
            return Err(Problem::violation(
                "/date",
                "out-of-range",
                Text::new(
                    "Ziua trebuie să fie de azi încolo, până în anul 2100.",
                    "День должен быть не раньше сегодняшнего и не позже 2100 года.",
                    "The day must lie between today and the year 2100.",
                ),
            ));
        }
        let day = DayOverride {
            date: input.date,
            kind: input.kind,
            reason: input.reason.clone(),
            locality: input.locality.as_deref().map(calendar::plain),
        };
        let made = calendar::change_day(unit, &day)?;
        unit.wrote("CalendarDay", id::write("day", made));
        let DayOverride { date, kind, reason, locality } = day;
        let day = CalendarDay { date, kind, reason, holiday: None, locality };
        Ok(Reply::plain(&day)?.at(format!("/api/v1/calendars/{year}")))
    });
    let changed = changed.await;
    calendars.forget();
    changed
}
