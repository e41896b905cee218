//! Reminders that a term nears its end: of each end of each term once, in the transaction that tells it. A crash before the commit reminds
//! nobody and is done again; after it, and by another copy of the program, nobody is reminded twice.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// Whose term it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermOf {
    /// A request to publish an item.
    Publication,
    /// A section that is to be brought up to date.
    SectionUpdate,
    /// The examination of a petition.
    Petition,
    /// The opening of a quarter's review of content.
    Review,
    /// A publication that its provider is to look at.
    Verification,
    /// A visitor's question.
    Inquiry,
}

/// What ended longer ago is told of by the worklists alone: nobody is flooded when the program stood still, or begins.
pub const STALE: Duration = Duration::days(1);

/// When a term that began at an instant is told of: a quarter of it before its end, at most so long before.
pub fn time_to_remind(since: DateTime<Utc>, due_at: DateTime<Utc>, at_most: Duration) -> DateTime<Utc> {
    due_at - ((due_at - since) / 4).min(at_most).max(Duration::zero())
}

/// Notes that this end is told of now; false where it was before.
pub fn first_time(unit: &mut Unit<'_>, of: TermOf, subject: Uuid, due_at: DateTime<Utc>) -> Result<bool, Problem> {
    let text = "insert into term_reminders (id, created_at, kind, subject_id, due_at) values ($1, $2, $3, $4, $5) on conflict do nothing";
    let noted = sql(text)
        .bind::<SqlUuid, _>(Uuid::now_v7())
        .bind::<Timestamptz, _>(unit.now)
        .bind::<Text, _>(format!("{of:?}"))
        .bind::<SqlUuid, _>(subject)
        .bind::<Timestamptz, _>(due_at);
    Ok(prepared(noted).affected(unit.conn)? > 0)
}

/// The ends since an instant of which somebody was reminded.
pub fn known(conn: &mut PgConnection, of: TermOf, from: DateTime<Utc>) -> Result<Vec<(Uuid, DateTime<Utc>)>, Problem> {
    #[derive(QueryableByName)]
    struct Known {
        #[diesel(sql_type = SqlUuid)]
        subject_id: Uuid,
        #[diesel(sql_type = Timestamptz)]
        due_at: DateTime<Utc>,
    }
    let text = "select subject_id, due_at from term_reminders where kind = $1 and due_at >= $2";
    let found: Vec<Known> = prepared(sql(text).bind::<Text, _>(format!("{of:?}")).bind::<Timestamptz, _>(from)).load(conn)?;
    Ok(found.into_iter().map(|known| (known.subject_id, known.due_at)).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Nobody is reminded before a term began, after it ended, or earlier than is said.
        #[test]
        fn a_reminder_lies_within_its_term(minutes in 0i64..600_000, at_most in 0i64..10_000) {
            let since: DateTime<Utc> = "2026-11-16T08:00:00Z".parse().expect("an instant");
            let due = since + Duration::minutes(minutes);
            let at = time_to_remind(since, due, Duration::minutes(at_most));
            prop_assert!(since <= at && at <= due && due - at <= Duration::minutes(at_most));
        }
    }

    #[test]
    fn an_hour_is_told_of_a_quarter_before_it_ends_and_thirty_days_three_days_before() {
        let since: DateTime<Utc> = "2026-11-16T08:00:00Z".parse().expect("an instant");
        let before = |term: Duration| (since + term) - time_to_remind(since, since + term, Duration::days(3));
        assert_eq!(before(Duration::hours(1)), Duration::minutes(15));
        assert_eq!(before(Duration::days(30)), Duration::days(3));
        assert_eq!(before(-Duration::hours(1)), Duration::zero(), "a term that ended before it was asked for");
    }
}
