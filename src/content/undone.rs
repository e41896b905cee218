//! What stays undone is told once to those who are to do it, by housekeeping: a quarter's review that nobody opened, a publication that its
//! provider did not look at, a visitor's question that nobody answered.

use chrono::{DateTime, Datelike, Duration, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Text as SqlText, Timestamptz, Uuid as SqlUuid},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    inquiries::{officers, tell_of},
    notices,
    routes::open_review::quarter_of,
    store::{inquiries, items, reviews, sections, versions},
};
use crate::{
    access::{
        door::{Door, Unit},
        store::users,
    },
    administration::calendar::calendar,
    kernel::{
        calendar::Calendar,
        local_time::{legal_day, start_of_day},
        problem::Problem,
        sql::{prepared, sql},
        term::{Term, TermLength, TermUnit},
    },
    notifications::{
        Addressee, Telling,
        reminders::{TermOf, first_time},
        tell,
    },
};

/// So long nobody is reminded. No source says how long; the terms of publication are of hours and days.
const PATIENCE: TermLength = TermLength::new(3, TermUnit::WorkingDays);
/// What is undone for longer is found in the worklists: nobody is flooded by a program that begins to remind.
const LONGEST: Duration = Duration::days(30);

/// Something undone, and since when.
#[derive(QueryableByName)]
struct Undone {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    since: DateTime<Utc>,
}

// What was put right meanwhile, replaced or withdrawn is not told of.
const UNVERIFIED: &str = "
select v.id, v.live_from as since from content_versions v
 where v.live_from > $1 and v.live_from <= $2 and (v.live_until is null or v.live_until > $2)
   and v.verified_at is null and v.provider_id is not null
   and not exists (select from term_reminders r where r.kind = $3 and r.subject_id = v.id)
 order by v.live_from limit 200";

const UNANSWERED: &str = "
select i.id, i.created_at as since from content_inquiries i
 where i.created_at > $1 and i.created_at <= $2 and i.state in ('Received', 'InWork')
   and not exists (select from term_reminders r where r.kind = $3 and r.subject_id = i.id)
 order by i.created_at limit 200";

/// Tells of everything that is undone for too long; how much there was.
pub async fn tell_of_it(door: &Door) -> Result<usize, Problem> {
    let mut count = usize::from(of_review(door).await?);
    for (of, asked) in [(TermOf::Verification, UNVERIFIED), (TermOf::Inquiry, UNANSWERED)] {
        let late = door.open(move |conn, now| late(conn, now, of, asked)).await?;
        if !late.is_empty() {
            count += late.len();
            door.by_system("remindOfContent", move |unit| {
                late.iter()
                    .try_for_each(|(id, due)| if first_time(unit, of, *id, *due)? { remind(unit, of, *id) } else { Ok(()) })
            })
            .await?;
        }
    }
    Ok(count)
}

fn late(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    of: TermOf,
    asked: &'static str,
) -> Result<Vec<(Uuid, DateTime<Utc>)>, Problem> {
    let found: Vec<Undone> = prepared(
        sql(asked).bind::<Timestamptz, _>(now - LONGEST).bind::<Timestamptz, _>(now).bind::<SqlText, _>(format!("{of:?}")),
    )
    .load(conn)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let calendar = calendar(conn)?;
    let due = |undone: Undone| Some((undone.id, end(undone.since, &calendar)?));
    Ok(found.into_iter().filter_map(due).filter(|(_, due)| *due < now).collect())
}

fn end(since: DateTime<Utc>, calendar: &Calendar) -> Option<DateTime<Utc>> {
    Term::new(since, PATIENCE).ok()?.end(calendar)
}

fn remind(unit: &mut Unit<'_>, of: TermOf, id: Uuid) -> Result<(), Problem> {
    if of == TermOf::Inquiry {
        return unanswered(unit, id);
    }
    let version = versions::by_id(unit.conn, id)?;
    let (item, _) = items::by_id(unit.conn, version.item_id)?;
    for account in notices::at_hand(unit, version.provider_id, item.subdivision_id, item.section_id)? {
        notices::about_item(unit, Some(account), "ContentUnverified", &item, json!({ "at": version.live_from }))?;
    }
    Ok(())
}

fn unanswered(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Problem> {
    let row = inquiries::by_id(unit.conn, id)?;
    let told = notices::at_hand(unit, row.assigned_to, row.subdivision_id, row.section_id)?;
    tell_of(unit, &row, officers(told), "ContentInquiryWaiting", json!({ "since": row.created_at }))
}

/// In the first month of a quarter, on its first working day: its administrators are to open its review.
async fn of_review(door: &Door) -> Result<bool, Problem> {
    let quarter = door
        .open(|conn, now| {
            let today = legal_day(now);
            let waits = today.month0().is_multiple_of(3)
                && calendar(conn)?.is_working_day(today)
                && !reviews::is_open_or_was(conn, &quarter_of(today))?;
            Ok(waits.then_some(today))
        })
        .await?;
    let Some(today) = quarter else { return Ok(false) };
    door.by_system("remindOfReview", move |unit| {
        let begins = start_of_day(today.with_day(1).unwrap_or(today));
        if !first_time(unit, TermOf::Review, Uuid::nil(), begins)? {
            return Ok(false);
        }
        let offices: Vec<Uuid> = sections::all(unit.conn)?.into_iter().map(|section| section.administrator_id).collect();
        let mut told: Vec<Uuid> = users::at_offices(unit.conn, unit.now, &["ContentAdministrator"], &offices)?
            .into_iter()
            .map(|(account, _)| account)
            .collect();
        told.dedup();
        for account in told {
            let to = Addressee::Account(account);
            let variables = json!({ "quarter": quarter_of(today) });
            tell(unit, &Telling { to, template: "ContentReviewDue", variables, about: None, language: None })?;
        }
        Ok(true)
    })
    .await
}
