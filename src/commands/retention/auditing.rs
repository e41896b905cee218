//! Findings of unusual reading: who was suspected, of reading whom, and what an auditor wrote of it. How many there were of which kind, with
//! which score and conclusion, stays.

use super::{Kind, by_day, record};

/// One that nobody has concluded about stays open and whole. The account of a finding that names nobody is the finding itself.
pub(super) const FINDINGS: Kind = Kind {
    object: "BehaviourFinding",
    prefix: "bfi",
    years: |terms| terms.finding_years,
    due: concat!(
        "select id from behaviour_findings where state = 'Reviewed' and account_id <> id and id > $3 and id <> all($4) and ",
        by_day!("reviewed_at"),
        " order by id limit $2"
    ),
    overwritten: &[&[record(
        "behaviour_findings",
        "select unnest($1)",
        "account_id = id, person_id = null, entries = array[id], note = case when note is null then null else '-' end",
    )]],
    deleted: None,
    kept: None,
};

/// Watches that ended.
pub(super) const WATCHES: Kind = Kind {
    object: "WatchedPerson",
    prefix: "wat",
    years: |terms| terms.finding_years,
    due: concat!(
        "select id from watched_persons where reason <> '-' and id > $3 and id <> all($4) and ",
        by_day!("ended_at"),
        " order by id limit $2"
    ),
    overwritten: &[&[record("watched_persons", "select unnest($1)", "person_id = id, reason = '-'")]],
    deleted: None,
    kept: None,
};
