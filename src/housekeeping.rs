//! What nobody needs any more, taken away by one copy of the program at a time: abandoned uploads and their contents, keys of answered
//! calls, messages carried, sessions that are over. Only work in hand; records stay (settled.md, "Database"). What falls due each night is
//! asked for here too.

use std::time::Duration;

use chrono::NaiveDate;
use diesel::{PgConnection, sql_types::Timestamptz};
use metrics::{counter, gauge};

use crate::{
    auditing, commands, content, documents,
    files::{self, KnownBlobs},
    kernel::{
        local_time::legal_day,
        problem::Problem,
        sql::{prepared, sql},
    },
    petitions,
    platform::Platform,
    requests,
};

/// Who holds it keeps house; it is let go with its connection, also when the program dies.
const LOCK: i64 = 0x6d69_6772_486f_7573;
/// How often.
pub const PAUSE: Duration = Duration::from_secs(3600);
/// The rooms that keep contents.
const ROOMS: &[KnownBlobs] = &[files::known_blobs, documents::known_blobs];

// A few at a time, so that nobody waits for a lock; $1 is the present instant. A carried message stays a month: its key keeps the same
// message from being sent twice.
const PURGES: [(&str, &str); 8] = [
    (
        "idempotency-keys",
        "delete from idempotency_keys where ctid = any(array(
           select ctid from idempotency_keys where created_at < $1 - interval '7 days' limit 5000))",
    ),
    (
        "messages",
        "delete from outbox where id = any(array(
           select id from outbox where state = 'Done' and done_at < $1 - interval '30 days' limit 5000))",
    ),
    (
        "sessions",
        "delete from sessions where id = any(array(select id from sessions where expires_at < $1 - interval '1 day' limit 5000))",
    ),
    (
        "sign-ins",
        "delete from sign_ins where id = any(array(select id from sign_ins where created_at < $1 - interval '1 day' limit 5000))",
    ),
    (
        "calls",
        "delete from statistics.partner_calls where ctid = any(array(
           select ctid from statistics.partner_calls where hour < $1 - interval '400 days' limit 5000))",
    ),
    (
        "codes-sent",
        "delete from notification_codes_sent where id = any(array(
           select id from notification_codes_sent where sent_at < $1 - interval '2 days' limit 5000))",
    ),
    (
        "reminders",
        "delete from term_reminders where id = any(array(
           select id from term_reminders where due_at < $1 - interval '90 days' limit 5000))",
    ),
    (
        "assertions",
        "delete from assertions_seen where ctid = any(array(select ctid from assertions_seen where expires_at < $1 limit 5000))",
    ),
];

/// Keeps house once: what was removed, by kind; none where another copy is at it. What fails is said, and keeps nothing else from being done.
pub async fn once(platform: &Platform) -> Result<Option<Vec<(&'static str, usize)>>, Problem> {
    platform.door.work().alone(LOCK, tidied(platform)).await?.transpose()
}

async fn tidied(platform: &Platform) -> Result<Vec<(&'static str, usize)>, Problem> {
    // Yesterday is over: what was read on it is analysed (C-38). First, since it is no tidying that can wait.
    let asked = auditing::behaviour::carriers::ask_for_missing(&platform.door).await;
    let mut failed = asked.map(drop).map_err(|problem| waits("analyses", problem)).err();
    // Nor can terms that near their end, or are over.
    let kept = [
        ("section-updates", content::reminders::of_updates(&platform.door).await),
        ("undone-content", content::undone::tell_of_it(&platform.door).await),
        ("petition-terms", petitions::reminders::of_terms(&platform.door).await),
        ("lapsing", requests::lapse::of_time(&platform.door, &platform.desk).await),
    ];
    for (chore, kept) in kept {
        failed = kept.map(drop).map_err(|problem| waits(chore, problem)).err().or(failed);
    }
    let mut removed = Vec::new();
    for (what, statement) in PURGES {
        match purged_all(platform, statement).await {
            Ok(count) => removed.push((what, count)),
            Err(problem) => failed = Some(waits(what, problem)),
        }
    }
    match files::sweep(&platform.door, &platform.files.blobs, ROOMS).await {
        Ok(swept) => removed.extend([("uploads", swept.uploads), ("objects", swept.objects)]),
        Err(problem) => failed = Some(waits("objects", problem)),
    }
    for (what, count) in &removed {
        counter!("migratie_housekeeping_removed_total", "what" => *what).increment(*count as u64);
    }
    failed.map_or(Ok(removed), Err)
}

fn waits(chore: &'static str, problem: Problem) -> Problem {
    tracing::warn!(chore, code = problem.code(), "a chore waits for the next time");
    problem
}

async fn purged_all(platform: &Platform, statement: &'static str) -> Result<usize, Problem> {
    let mut count = 0;
    loop {
        let gone = platform.door.open(move |conn, now| purged(conn, statement, now)).await?;
        count += gone;
        if gone == 0 {
            return Ok(count);
        }
    }
}

fn purged(conn: &mut PgConnection, statement: &'static str, now: chrono::DateTime<chrono::Utc>) -> Result<usize, Problem> {
    Ok(prepared(sql(statement).bind::<Timestamptz, _>(now)).affected(conn)?)
}

/// Whether what is published is what was published: how much is not, which is told to whoever watches the program.
pub async fn verify_content(platform: &Platform) -> Result<usize, Problem> {
    let found = commands::content::verified(platform).await?;
    gauge!("migratie_content_faults").set(found.faults.len() as f64);
    for fault in &found.faults {
        tracing::error!(fault, "published content is not what was published");
    }
    Ok(found.faults.len())
}

/// Keeps house for ever.
pub async fn run(platform: Platform) {
    let mut verified = None;
    loop {
        tokio::time::sleep(PAUSE).await;
        verified = round(&platform, verified).await;
    }
}

/// Keeps house, and looks at what is published once a day, whatever became of the chores. Given and answered: the day on which it was last
/// looked at.
pub async fn round(platform: &Platform, verified: Option<NaiveDate>) -> Option<NaiveDate> {
    match once(platform).await {
        Ok(Some(removed)) => tracing::info!(?removed, "housekeeping"),
        // Another copy that keeps house looks itself.
        Ok(None) => return verified,
        Err(problem) => tracing::warn!(code = problem.code(), "housekeeping waits for the next time"),
    }
    let today = Some(legal_day(platform.door.clock().now()));
    if verified == today {
        return verified;
    }
    match verify_content(platform).await {
        Ok(_) => today,
        Err(problem) => {
            waits("content", problem);
            verified
        }
    }
}
