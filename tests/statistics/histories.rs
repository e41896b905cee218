//! Random histories of the records, as the program could write them and a little beyond: what comes in is registered now or late, or begun as
//! a draft; goes through the states, back again by an appeal or a reopening; changes its office, priority, channel, beneficiary, term; persons
//! are corrected (citizenship, sex, birth), merged, struck off and put back; petitions are registered, given to an office, moved to the other
//! register, extended, answered, withdrawn; documents are issued, to them or to others, annulled, their validity corrected.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use diesel::{
    RunQueryDsl, sql_query,
    sql_types::{Int4, Text, Timestamptz, Uuid as SqlUuid},
};
use migratie::kernel::local_time::legal_day;
use uuid::Uuid;

use super::{
    asylum::TEMPORARY,
    world::{self, INVITATION, STAY},
};
use crate::support::TestApp;

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }

    pub fn of<T: Copy>(&mut self, many: &[T]) -> T {
        many[self.below(many.len())]
    }
}

pub const STATES: [&str; 4] = ["TUR", "UKR", "ROU", "ISR"];
const SEXES: [&str; 2] = ["Female", "Male"];
const OFFICES: [&str; 3] = ["CHI", "BAL", "COM"];
const BIRTHS: [&str; 4] = ["1990-05-17", "2011-02-03", "2009-01-20", "1958-11-30"];

/// What becomes of a request: `$1` is its id, `$2` the present instant, `$3` some days.
const STEPS: [(&str, &str); 15] = [
    ("served", "state = 'Served', served_at = $2 where id = $1 and state = 'Decided'"),
    ("appealed", "state = 'Appealed' where id = $1 and state in ('Decided', 'Served')"),
    (
        "annulled",
        "state = 'InExamination', outcome = null, decision_document_id = null, served_at = null, term = term - 'finishedAt',
         due_at = $2 + $3 * interval '1 day' where id = $1 and state = 'Appealed'",
    ),
    ("appeal refused", "state = 'Closed', closed_at = $2 where id = $1 and state = 'Appealed'"),
    ("closed", "state = 'Closed', closed_at = $2 where id = $1 and state = 'Served'"),
    ("withdrawn", "state = 'Withdrawn', closed_at = $2, due_at = null where id = $1 and state in ('InExamination', 'Proposed')"),
    ("withdrawn late", "state = 'Withdrawn', closed_at = $2 where id = $1 and state = 'InExamination' and due_at < $2"),
    (
        "left unexamined",
        "state = 'LeftUnexamined', closed_at = $2, due_at = null where id = $1 and state = 'AwaitingCompletion'",
    ),
    ("paused", "state = 'AwaitingCompletion', due_at = null where id = $1 and state = 'InExamination'"),
    (
        "resumed",
        "state = 'InExamination', due_at = $2 + $3 * interval '1 day' where id = $1 and state = 'AwaitingCompletion'",
    ),
    ("extended", "due_at = due_at + $3 * interval '1 day' where id = $1 and due_at > $2"),
    ("urgent", "priority = case priority when 'Urgent' then 'Normal' else 'Urgent' end where id = $1 and $3 > 0"),
    ("channel corrected", "channel = 'Counter' where id = $1"),
    (
        "date corrected",
        "registered_at = registered_at - $3 * interval '1 day', submitted_at = submitted_at - $3 * interval '1 day'
         where id = $1 and registered_at is not null",
    ),
    (
        "submitted",
        "state = 'InExamination', submitted_at = $2, registered_at = $2, number = 'T-' || id::text, due_at = $2 + interval '30 days',
         term = jsonb_build_object('length', jsonb_build_object('count', 30, 'unit', 'CalendarDays'), 'startedAt', $2::timestamptz,
                                   'pauses', '[]'::jsonb, 'extensions', '[]'::jsonb) where id = $1 and state = 'Draft'",
    ),
];

/// What becomes of a petition.
const OF_PETITIONS: [(&str, &str); 6] = [
    (
        "assigned",
        "state = 'InExamination', lead_subdivision_id = (select id from subdivisions where code = 'BAL') where id = $1 and ended_at is null",
    ),
    (
        "reassigned",
        "lead_subdivision_id = (select id from subdivisions where code = 'CHI') where id = $1 and lead_subdivision_id is not null",
    ),
    (
        "to the other register",
        "kind = case kind when 'InformationRequest' then 'Application' else 'InformationRequest' end,
         due_at = registered_at + $3 * interval '1 day' where id = $1 and answered_at is null and ended_at is null",
    ),
    ("petition extended", "due_at = due_at + $3 * interval '1 day' where id = $1 and answered_at is null and ended_at is null"),
    ("answered", "state = 'AwaitingAnswerSignature', answered_at = $2 where id = $1 and state = 'InExamination'"),
    ("petition withdrawn", "state = 'Withdrawn', ended_at = $2 where id = $1 and answered_at is null and ended_at is null"),
];

/// What becomes of a document.
const OF_DOCUMENTS: [(&str, &str); 2] = [
    ("document annulled", "status = 'Annulled', status_reason = 'test', status_at = $2 where id = $1 and status = 'Issued'"),
    ("validity corrected", "valid_until = valid_until + $3 where id = $1"),
];

/// What happens at random to persons, requests, petitions and documents.
#[derive(Default)]
pub struct History {
    persons: Vec<Uuid>,
    requests: Vec<Uuid>,
    petitions: Vec<Uuid>,
    documents: Vec<Uuid>,
    /// What has happened at least once.
    happened: BTreeSet<&'static str>,
}

impl History {
    pub fn goes_on(&mut self, app: &TestApp, dice: &mut Dice) {
        if self.persons.len() < 3 {
            self.persons.push(world::person(app, dice.of(&STATES), dice.of(&SEXES), dice.of(&BIRTHS)));
        }
        let person = dice.of(&self.persons);
        let known = (!self.requests.is_empty()).then(|| dice.of(&self.requests));
        match (dice.below(32), known) {
            (0, _) => self.persons.push(world::person(app, dice.of(&STATES), dice.of(&SEXES), dice.of(&BIRTHS))),
            (1..=4, _) | (_, None) => self.files(app, dice, person),
            (5..=7, Some(request)) => {
                self.happened.insert("decided");
                world::decide(app, request, dice.of(&["Favourable", "Unfavourable"]));
            }
            (8, Some(request)) => world::reopen(app, request),
            (9, Some(request)) => {
                let office = dice.of(&OFFICES);
                world::change(app, request, &format!("subdivision_id = (select id from subdivisions where code = '{office}')"));
            }
            (10, Some(request)) => {
                self.happened.insert("another beneficiary");
                world::change(app, request, &format!("beneficiary_id = '{person}'"));
            }
            (11 | 12, _) => world::correct(app, person, dice.of(&STATES), dice.of(&SEXES)),
            (13, _) => {
                let born = dice.of(&BIRTHS);
                let text = format!(
                    "update persons set birth_date = '{born}' where id = $1 and status <> 'Merged' and $2 > '1900-01-01' and $3 >= 0"
                );
                let _ = self.step(app, dice, person, "born otherwise", &text);
            }
            (14, _) => {
                // Records that were not merged yet.
                let into = dice.of(&self.persons);
                if into != person {
                    self.persons.retain(|one| *one != person);
                    world::merge(app, person, into);
                    self.happened.insert("merged");
                }
            }
            (15, _) => {
                let days = dice.below(60) as i64;
                world::strike_off(app, person, Some(legal_day(app.clock.now() - Duration::days(days))));
                self.happened.insert("struck off");
            }
            (16, _) => {
                let text = "update persons set status = 'OnRecord', struck_off_reason = null, struck_off_act = null, struck_off_on = null
                             where id = $1 and status = 'StruckOff' and $2 > '1900-01-01' and $3 >= 0";
                let _ = self.step(app, dice, person, "put back", text);
            }
            (17, _) => self.petitions.push(petition(app, dice)),
            (21 | 22, Some(request)) => {
                // For whom the request is, or for somebody who is invited.
                let kind = dice.of(&["Decision", "Decision", "RefusalDecision", "Invitation", "Attestation"]);
                let days = dice.of(&[None, Some(20), Some(365)]);
                self.documents.push(world::issue(app, request, kind, person, days));
                self.happened.insert("issued");
            }
            (23, _) => {
                for _ in 0..3.min(self.documents.len()) {
                    let (document, (name, change)) = (dice.of(&self.documents), dice.of(&OF_DOCUMENTS));
                    let text = format!("update issued_documents set {change} and $2 > '1900-01-01' and $3 >= 0");
                    if self.step(app, dice, document, name, &text) {
                        break;
                    }
                }
            }
            (18..=20, _) if !self.petitions.is_empty() => {
                // Something that can become of one of them.
                for _ in 0..6 {
                    let (petition, (name, change)) = (dice.of(&self.petitions), dice.of(&OF_PETITIONS));
                    let text = format!("update petitions set {change} and $2 > '1900-01-01' and $3 >= 0");
                    if self.step(app, dice, petition, name, &text) {
                        break;
                    }
                }
            }
            _ => {
                for _ in 0..10 {
                    let (request, (name, change)) = (dice.of(&self.requests), dice.of(&STEPS));
                    let text = format!("update requests set {change} and $2 > '1900-01-01' and $3 >= 0");
                    if self.step(app, dice, request, name, &text) {
                        break;
                    }
                }
            }
        }
    }

    /// A request: registered now, entered late, or begun.
    fn files(&mut self, app: &TestApp, dice: &mut Dice, person: Uuid) {
        let request = world::request(app, dice.of(&[STAY, INVITATION, TEMPORARY]), dice.of(&OFFICES), person);
        self.requests.push(request);
        match dice.below(6) {
            0 => {
                let days = 1 + dice.below(70);
                let late = format!(
                    "registered_at = registered_at - interval '{days} days', submitted_at = submitted_at - interval '{days} days',
                     due_at = due_at - interval '{days} days'"
                );
                world::change(app, request, &late);
                self.happened.insert("entered late");
            }
            1 => {
                world::change(
                    app,
                    request,
                    "state = 'Draft', number = null, registered_at = null, submitted_at = null, term = null, due_at = null",
                );
            }
            _ => {}
        }
    }

    fn step(&mut self, app: &TestApp, dice: &mut Dice, id: Uuid, name: &'static str, text: &str) -> bool {
        let days = 1 + dice.below(40) as i32;
        let moved = std::cell::Cell::new(0);
        world::write(app, |unit| {
            let now: DateTime<Utc> = unit.now;
            let query = sql_query(text).bind::<SqlUuid, _>(id).bind::<Timestamptz, _>(now).bind::<Int4, _>(days);
            moved.set(query.execute(unit.conn)?);
            Ok(())
        });
        if moved.get() > 0 {
            self.happened.insert(name);
        }
        moved.get() > 0
    }

    /// Whatever can happen did.
    pub fn has_everything(&self) {
        let can = STEPS.iter().chain(&OF_PETITIONS).chain(&OF_DOCUMENTS).map(|(name, _)| *name).chain([
            "decided",
            "another beneficiary",
            "born otherwise",
            "merged",
            "struck off",
            "put back",
            "entered late",
            "issued",
        ]);
        let never: Vec<_> = can.filter(|name| !self.happened.contains(name)).collect();
        assert!(never.len() <= 8, "never happened: {never:?}");
    }
}

/// A petition registered now or some days ago, of either register, in nobody's hands.
fn petition(app: &TestApp, dice: &mut Dice) -> Uuid {
    let id = Uuid::now_v7();
    let (kind, channel) = (dice.of(&["Complaint", "Application", "InformationRequest"]), dice.of(&["Paper", "Email"]));
    let days = dice.of(&[0, 0, 20]);
    world::write(app, |unit| {
        sql_query(
            "insert into petitions (id, created_at, updated_at, kind, state, number, channel, petitioner, petitioner_key, object, reasons,
                                    signature, received_at, registered_at, due_at)
             values ($1, $2, $2, $3, 'Registered', 'P-' || $1::text, $4, '{\"name\": \"Exemplu\", \"address\": \"-\"}', 'k', 'o', 'r',
                     'Handwritten', $2, $2 - $5 * interval '1 day', $2 + interval '30 days' - $5 * interval '1 day')",
        )
        .bind::<SqlUuid, _>(id)
        .bind::<Timestamptz, _>(unit.now)
        .bind::<Text, _>(kind)
        .bind::<Text, _>(channel)
        .bind::<Int4, _>(days)
        .execute(unit.conn)?;
        Ok(())
    });
    id
}
