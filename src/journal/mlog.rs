//! The second audit trail (HG 708/2014): what the journal sealed is registered in MLog, seal by seal, with the signed root itself.
//!
//! MLog wants the national numbers of who acted and whom it concerned; the journal has ids only. [`Identities`] turns the one into the
//! other where the message is made, so that no number lies in the journal or the outbox.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

use diesel::PgConnection;
use serde::Deserialize;
use uuid::Uuid;

use super::{record::Record, seal::Seal, store};
use crate::{
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
        work::{Isolation, Work},
    },
    partners::mlog::{Batch, Catalogue, Event, EventQuery, EventType, MLog, PersonalDataAction, QueryGround, Values},
};

/// The kind of message in the outbox; its key ends in the seal's number.
pub const KIND: &str = "mlog.batch";

/// What MLog gets for the ground of a reading that stated none. It shows in MLog as the omission that it is.
const NO_GROUND: &str = "nedeclarat";

/// On which ground MLog is asked what it has of ours (HG 708/2014, the service itself).
const OWN_RECORDS: &str = "HG-708-2014";

/// Who people are outside this system.
pub trait Identities: Send + Sync {
    /// National numbers (or system names) of accounts; those that have none are left out.
    fn users(&self, conn: &mut PgConnection, accounts: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem>;
    /// National numbers of persons; those that have none are left out.
    fn subjects(&self, conn: &mut PgConnection, persons: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem>;
}

/// Gives nobody's number away: MLog gets our ids.
pub struct IdsOnly;

impl Identities for IdsOnly {
    fn users(&self, _: &mut PgConnection, _: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
        Ok(HashMap::new())
    }
    fn subjects(&self, _: &mut PgConnection, _: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
        Ok(HashMap::new())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    operations: BTreeMap<String, String>,
    writes: BTreeMap<String, String>,
}

static TABLE: LazyLock<Option<Written>> = LazyLock::new(|| serde_saphyr::from_str(include_str!("mlog.yaml")).ok());

fn named(name: &str) -> Option<EventType> {
    Catalogue::shipped().ok()?.event_type(name)
}

/// The operations and the kinds of things that have an event of their own.
pub fn mapped() -> impl Iterator<Item = &'static str> {
    TABLE.iter().flat_map(|table| table.operations.keys().chain(table.writes.keys())).map(String::as_str)
}

/// The event of an operation, or of the first thing it wrote.
fn operation_event(record: &Record) -> Option<EventType> {
    let table = TABLE.as_ref()?;
    let by_operation = table.operations.get(&record.operation);
    let wrote = || {
        let objects = record.objects.as_array()?;
        let written = objects.iter().find(|object| object["access"] == "Write")?;
        table.writes.get(written["kind"].as_str()?)
    };
    named(by_operation.or_else(wrote)?)
}

/// What was done with personal data, if any was touched.
fn data_action(record: &Record) -> Option<PersonalDataAction> {
    if record.persons.is_empty() {
        return None;
    }
    let operation = record.operation.as_str();
    Some(if operation.starts_with("search") || operation.starts_with("list") {
        PersonalDataAction::Search
    } else if operation.contains("Export") || operation.contains("Content") || operation.contains("Print") {
        PersonalDataAction::Export
    } else if record.role.as_deref() == Some("PartnerSystem") {
        PersonalDataAction::Transfer
    } else {
        PersonalDataAction::Access
    })
}

/// Numbers of those who appear in a batch.
#[derive(Debug, Default)]
pub struct Known {
    /// Of accounts.
    pub users: HashMap<Uuid, String>,
    /// Of persons.
    pub subjects: HashMap<Uuid, String>,
    /// IDNO of the institution that answers for the events.
    pub legal_entity: Option<String>,
}

/// The events of one entry: what was done, and, where personal data were touched, what was done with them. Ids are stable.
pub fn events_of(record: &Record, known: &Known) -> Vec<Event> {
    let mut events = Vec::new();
    if record.outcome == "Refused" {
        if let Some(refused) = named("IGM.Migratie.Access.Refused") {
            events.push(Event { event_message: record.problem.clone(), ..event(refused, "refused", record, known) });
        }
        return events;
    }
    let operation = operation_event(record);
    if let Some(event_type) = operation {
        events.push(event(event_type, "done", record, known));
    }
    let reads = record.objects.as_array().into_iter().flatten().any(|object| object["access"] != "Write");
    if let Some(action) = data_action(record)
        && (reads || operation.is_none())
    {
        let ground = record.legal_basis.clone().unwrap_or_else(|| own_ground(record).to_owned());
        let reason = record.legal_reason.clone().unwrap_or_else(|| record.operation.clone());
        let event = event(action.event_type(), "data", record, known);
        events.push(Event { legal_basis: Some(ground), legal_reason: Some(reason), ..event });
    }
    events
}

/// A person who looks at what is their own needs no other ground than that.
fn own_ground(record: &Record) -> &'static str {
    if record.actor_kind == "Person" { "LAW-195-2024-ACCESS" } else { NO_GROUND }
}

fn event(event_type: EventType, part: &str, record: &Record, known: &Known) -> Event {
    let number = |id: &Uuid, numbers: &HashMap<Uuid, String>| numbers.get(id).cloned().unwrap_or_else(|| id.to_string());
    let objects = || record.objects.as_array().into_iter().flatten();
    let mut kinds: Vec<&str> = objects().filter_map(|object| object["kind"].as_str()).collect();
    kinds.dedup();
    let mut own =
        BTreeMap::from([("operation".to_owned(), record.operation.clone()), ("journal_entry".to_owned(), record.id.to_string())]);
    own.extend(record.role.clone().map(|role| ("role".to_owned(), role)));
    Event {
        event_correlation: Some(record.trace_id.clone()).filter(|trace| !trace.is_empty()),
        event_source: Some("SI Migrație".into()),
        legal_entity: known.legal_entity.clone(),
        legal_basis: record.legal_basis.clone(),
        legal_reason: record.legal_reason.clone(),
        user: Some(record.actor_id.as_ref().map_or_else(|| "system".to_owned(), |id| number(id, &known.users))),
        user_session: record.session_id.map(|id| id.to_string()),
        subject: record.persons.iter().flatten().map(|id| number(id, &known.subjects)).collect::<Values>(),
        subject_type: (!record.persons.is_empty()).then(|| "Person".to_owned()),
        object: objects().filter_map(|object| object["id"].as_str()).collect::<Values>(),
        object_type: kinds.first().filter(|_| kinds.len() == 1).map(|kind| (*kind).to_owned()),
        own,
        ..Event::new(event_type, format!("{}.{part}", record.id), record.at)
    }
}

/// The event of the seal itself: its line, signature included, from which the chain can be proved against us.
pub fn event_of_seal(seal: &Seal, known: &Known) -> Option<Event> {
    Some(Event {
        event_source: Some("SI Migrație".into()),
        event_details: Some(seal.line()),
        legal_entity: known.legal_entity.clone(),
        user: Some("system".into()),
        object: hex::encode(&seal.root).into(),
        object_type: Some("Seal".into()),
        object_name: Some(seal.number.to_string()),
        ..Event::new(named("IGM.Migratie.Journal.Sealed")?, format!("seal.{}", seal.number), seal.sealed_at)
    })
}

/// Carries seals to MLog.
pub struct MLogCarrier {
    work: Work,
    mlog: Arc<dyn MLog>,
    identities: Arc<dyn Identities>,
    legal_entity: Option<String>,
}

impl MLogCarrier {
    /// Over the pool; `legal_entity` is the inspectorate's IDNO.
    pub fn new(work: Work, mlog: Arc<dyn MLog>, identities: Arc<dyn Identities>, legal_entity: Option<String>) -> Self {
        Self { work, mlog, identities, legal_entity }
    }

    async fn events(&self, number: i64) -> Result<Vec<Event>, Problem> {
        let (identities, legal_entity) = (self.identities.clone(), self.legal_entity.clone());
        self.work
            .run(Isolation::ReadCommitted, move |conn, _| {
                let Some(seal) = store::seals_after(conn, number - 1, 1)?.into_iter().next() else { return Ok(Vec::new()) };
                let members = store::members(conn, number, number)?;
                let ids: Vec<Uuid> = members.iter().map(|member| member.entry_id).collect();
                let mut records: Vec<Record> = store::records(conn, &ids)?.into_values().collect();
                records.sort_unstable_by_key(|record| (record.at, record.id));
                let accounts: Vec<Uuid> = distinct(records.iter().filter_map(|record| record.actor_id));
                let persons: Vec<Uuid> = distinct(records.iter().flat_map(|record| record.persons.iter().flatten().copied()));
                let known = Known {
                    users: identities.users(conn, &accounts)?,
                    subjects: identities.subjects(conn, &persons)?,
                    legal_entity: legal_entity.clone(),
                };
                let events = records.iter().flat_map(|record| events_of(record, &known));
                Ok(events.chain(event_of_seal(&seal, &known)).collect())
            })
            .await
    }
}

impl MLogCarrier {
    /// Whether MLog has a batch: it takes one whole or not at all, so that its last event tells.
    async fn is_known(&self, batch: &Batch) -> Result<bool, NotDone> {
        let Some((last, at)) = batch.last() else { return Ok(true) };
        let query = EventQuery {
            from: at - chrono::Duration::seconds(1),
            to: at + chrono::Duration::seconds(1),
            ground: QueryGround {
                legal_basis: OWN_RECORDS.into(),
                legal_reason: Some("verificarea înregistrării evenimentelor proprii".into()),
                user: Some("system".into()),
                user_address: None,
                legal_entity: self.legal_entity.clone(),
            },
            filter: vec![("event_id".into(), last)],
            page: 0,
            page_size: 1,
        };
        let found = self.mlog.query(&query).await.map_err(|error| NotDone::Later(error.code().to_owned()))?;
        Ok(!found.result.is_empty())
    }
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Carrier for MLogCarrier {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let number = message.payload["seal"].as_i64().ok_or_else(|| NotDone::Never("no seal in the message".into()))?;
            let packed = Batch::pack(self.events(number).await?);
            for batch in &packed.batches {
                // A lease that was lost, or an answer: what was taken then is not registered a second time.
                if message.attempts > 1 && self.is_known(batch).await? {
                    continue;
                }
                self.mlog.register(batch).await.map_err(|error| {
                    let why = error.code().to_owned();
                    if error.is_worth_another_try() { NotDone::Later(why) } else { NotDone::Never(why) }
                })?;
            }
            // Everything that fits has been registered; what can never be is told, and stays visible as a dead message.
            match packed.refused.first() {
                None => Ok(()),
                Some((event, error)) => Err(NotDone::Never(format!("{event}: {}", error.code()))),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::record::tests::sample;

    #[test]
    fn every_event_that_is_named_is_in_the_catalogue() {
        let table = TABLE.as_ref().unwrap();
        for name in table.operations.values().chain(table.writes.values()) {
            assert!(named(name).is_some(), "{name}");
        }
        assert!(named("IGM.Migratie.Access.Refused").is_some() && named("IGM.Migratie.Journal.Sealed").is_some());
    }

    #[test]
    fn a_reading_of_personal_data_says_who_whose_why_and_nothing_is_refused_by_mlogs_rules() {
        let record = sample(1);
        let known = Known {
            users: HashMap::from([(Uuid::from_u128(7), "2015000000055".into())]),
            subjects: HashMap::from([(Uuid::from_u128(9), "2015000000011".into())]),
            legal_entity: Some("1006601000185".into()),
        };
        let events = events_of(&record, &known);
        let [event] = events.as_slice() else { panic!("one event, not {}", events.len()) };
        assert_eq!(event.event_type.name(), "IGM.PersonalData.Access");
        assert_eq!(event.user.as_deref(), Some("2015000000055"));
        assert_eq!(event.subject.as_slice(), ["2015000000011"]);
        assert_eq!(event.event_id, format!("{}.data", record.id));
        let packed = Batch::pack(events);
        assert!(packed.refused.is_empty() && packed.batches.len() == 1);
    }

    #[test]
    fn entries_become_the_events_that_mlog_knows() {
        let kinds = |record: &Record| -> Vec<&'static str> {
            let events = events_of(record, &Known::default());
            assert!(Batch::pack(events.clone()).refused.is_empty());
            events.iter().map(|event| event.event_type.name()).collect()
        };
        let base = sample(1);
        let search = Record { operation: "searchPersons".into(), ..base.clone() };
        assert_eq!(kinds(&search), ["IGM.PersonalData.Search"]);
        let partner = Record {
            actor_kind: "System".into(),
            role: Some("PartnerSystem".into()),
            legal_basis: None,
            legal_reason: None,
            ..base.clone()
        };
        assert_eq!(kinds(&partner), ["IGM.PersonalData.Transfer"], "also where no ground was stated");
        let refused = Record { outcome: "Refused".into(), problem: Some("forbidden".into()), persons: vec![], ..base.clone() };
        assert_eq!(kinds(&refused), ["IGM.Migratie.Access.Refused"]);
        let written = serde_json::json!([{ "access": "Write", "kind": "Person", "id": "per_1" }]);
        assert_eq!(
            kinds(&Record { operation: "changePerson".into(), objects: written, ..base.clone() }),
            ["IGM.Migratie.Person.Changed"]
        );
        let silent = Record { operation: "readCurrentSession".into(), objects: serde_json::json!([]), persons: vec![], ..base };
        assert_eq!(kinds(&silent), [""; 0]);
    }
}
