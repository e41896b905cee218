//! What a journey leaves on record, counted, so that one that was interrupted can be compared with one that was not.

use std::collections::{BTreeMap, BTreeSet};

use crate::{case::Case, until};

/// Counted by kind: a thing done twice, or not at all, is another number.
const COUNTED: [&str; 18] = [
    "select concat_ws(' ', 'request', state, outcome, count(*)) from requests group by state, outcome",
    "select concat_ws(' ', 'numbered', count(distinct number), 'of', (select sum(last) from request_series)) from requests",
    "select concat_ws(' ', 'event', action, count(*)) from request_events group by action",
    "select concat_ws(' ', 'message', kind, count(*)) from messages group by kind",
    "select concat_ws(' ', 'notification', template, count(*)) from notifications group by template",
    "select concat_ws(' ', 'delivery', channel, count(*)) from notification_deliveries group by channel",
    "select concat_ws(' ', 'document', template, status, count(*)) from issued_documents group by template, status",
    "select concat_ws(' ', 'document numbers', sum(last)) from number_series",
    "select concat_ws(' ', 'content', count(*)) from document_files",
    "select concat_ws(' ', 'signing', state, count(*)) from document_signings group by state",
    "select concat_ws(' ', 'order', count(*), sum(amount_bani)) from order_lines",
    "select concat_ws(' ', 'payment', outcome, count(*), sum(amount_bani)) from payments group by outcome",
    "select concat_ws(' ', 'check', code, status, count(*)) from register_checks group by code, status",
    "select concat_ws(' ', 'file', purpose, count(*)) from files group by purpose",
    "select concat_ws(' ', 'attachment', document_code, count(*)) from request_attachments group by document_code",
    "select concat_ws(' ', 'proposal', outcome, count(*)) from proposals group by outcome",
    "select concat_ws(' ', 'persons', count(*)) from persons",
    // Seals and releases have a time of their own.
    "select concat_ws(' ', 'message to carry', kind, count(*)) from outbox
      where kind not in ('mlog.batch', 'statistics.push') group by kind",
];

/// What is on record.
pub fn of(case: &Case) -> BTreeSet<String> {
    COUNTED.iter().flat_map(|sql| case.rows(sql)).collect()
}

/// Waits until everything that is due has been carried and sealed, then proves that nothing is lost, wrong or told twice.
pub async fn settled(case: &Case) {
    const DUE: &str = "select concat_ws(' ', kind, state, last_error) from outbox
                        where state = 'Dead' or (state = 'Waiting' and not_before <= clock_timestamp() + interval '2 seconds')
                       union all select 'unsealed ' || entry_id from journal.unsealed";
    until("the outbox and the sealer", async || {
        let due = case.rows(DUE);
        assert!(!due.iter().any(|message| message.contains("Dead")), "given up: {due:?}");
        due.is_empty().then_some(())
    })
    .await;
    assert_eq!(case.findings(), None, "`migratie journal verify`");
    told_once(case).await;
    notified_once(case).await;
}

/// MLog is told of every seal, and of every entry about persons, once. What was sealed since the outbox was empty is still to be told.
async fn told_once(case: &Case) {
    until("what MLog is to be told", async || {
        let expected = case.rows("select 'seal.' || number from journal.seals");
        let about = case.rows("select id::text from journal.entries where outcome = 'Done' and persons <> '{}'");
        let events = case.stand_ins.get("/mlog/events").await;
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        let mut entries: BTreeSet<&str> = BTreeSet::new();
        for event in events["events"].as_array().expect("events") {
            *times.entry(event["event_id"].as_str().expect("an id")).or_default() += 1;
            entries.extend(event["journal_entry"].as_str());
        }
        let twice: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
        assert!(twice.is_empty(), "told twice: {twice:?}");
        let told =
            expected.iter().all(|id| times.contains_key(id.as_str())) && about.iter().all(|id| entries.contains(id.as_str()));
        told.then_some(())
    })
    .await;
}

/// MNotify has what is due to it, each once, when nothing is in doubt any more.
async fn notified_once(case: &Case) {
    const DUE: &str =
        "from notification_deliveries d join notifications n on n.id = d.notification_id where d.channel = 'MNotify'";
    until("what MNotify is to be given", async || {
        case.rows(&format!("select d.id::text {DUE} and d.state in ('Waiting', 'Sending')")).is_empty().then_some(())
    })
    .await;
    let due = counted(case.rows(&format!("select concat_ws(' ', d.address, n.subject ->> 'ro') {DUE}")));
    let sent = case.stand_ins.get("/mnotify/sent").await;
    let taken = sent["sent"].as_array().expect("a list").iter().map(|kept| {
        let notification = &kept["notification"];
        let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
        format!("{} {}", text(&notification["recipients"][0]["value"]), text(&notification["subject"]["ro"]))
    });
    assert_eq!(counted(taken), due, "what MNotify took, and what was due to it");
    // What has failed or was given up has no id of theirs.
    let unsaid = case.rows(&format!("select concat_ws(' ', d.state, d.reason) {DUE} and d.channel_id is null"));
    assert_eq!(unsaid, Vec::<String>::new(), "we say of each that MNotify has it");
}

fn counted(all: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    all.into_iter().fold(BTreeMap::new(), |mut counted, one| {
        *counted.entry(one).or_default() += 1;
        counted
    })
}

/// Every request has each of its things once.
pub fn each_once(case: &Case) {
    for sql in [
        "select 'document of ' || request_id || ' ' || template from issued_documents group by request_id, template having count(*) > 1",
        "select 'message about ' || request_id || ' ' || kind from messages group by request_id, kind having count(*) > 1",
        "select 'event of ' || request_id || ' ' || action from request_events where action <> 'Attach' group by request_id, action having count(*) > 1",
        "select 'check of ' || request_id || ' ' || code from register_checks group by request_id, code having count(*) > 1",
        "select 'gap or repetition in ' || series from (
           select split_part(number, '-2', 1) as series, count(distinct number) as given,
                  max(right(number, 6)::integer) as last from requests where number is not null group by 1) n where given <> last",
    ] {
        assert_eq!(case.rows(sql), Vec::<String>::new());
    }
}
