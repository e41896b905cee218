//! Requests with their timelines and decisions: as old as they are, so far they have come.

use chrono::{DateTime, Datelike, Duration, Utc};
use serde_json::{Value, json};
use ulid::Ulid;
use uuid::Uuid;

use super::{
    copy::row,
    dice::{Dice, Kind, id},
    people::People,
    tables::Batch,
};
use crate::kernel::local_time::legal_day;

/// An office with those who work there.
#[derive(Debug, Clone)]
pub struct Office {
    /// The subdivision.
    pub id: Uuid,
    /// How many of a hundred requests come to it.
    pub weight: u64,
    /// Registers what comes in at the counter.
    pub registrar: Officer,
    /// Those who examine.
    pub examiners: Vec<Officer>,
    /// Decides.
    pub head: Officer,
}

/// An officer as acts name them.
#[derive(Debug, Clone)]
pub struct Officer {
    /// The account.
    pub account: Uuid,
    /// The name.
    pub name: String,
}

/// Services of the catalogue with the share of each and the days of the legal term.
const SERVICES: [(&str, u64, u32); 3] =
    [("provisional-stay-work-grant", 60, 30), ("invitation", 25, 15), ("legal-status-attestation", 15, 10)];
/// From this age on, in days, only registration and end of a dossier came over from the system before.
const TAKEN_OVER: i64 = 730;

/// The requests of the world.
#[derive(Debug, Clone)]
pub struct Dossiers {
    /// How many.
    pub count: u64,
    /// About whom.
    pub people: People,
    /// Where.
    pub offices: Vec<Office>,
    /// A persona who filed a few of the latest, so that an applicant's list has something in every world.
    pub applicant: Option<Uuid>,
}

/// How far a request has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Draft,
    AwaitingPayment,
    Unassigned,
    Assigned,
    AwaitingCompletion,
    InConsultation,
    Proposed,
    AwaitingSignature,
    Decided,
    Served,
    Appealed,
    Closed,
    Withdrawn,
    LeftUnexamined,
    Lapsed,
}

impl Stage {
    fn state(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::AwaitingPayment => "AwaitingPayment",
            Self::Unassigned | Self::Assigned => "InExamination",
            Self::AwaitingCompletion => "AwaitingCompletion",
            Self::InConsultation => "InConsultation",
            Self::Proposed => "Proposed",
            Self::AwaitingSignature => "AwaitingSignature",
            Self::Decided => "Decided",
            Self::Served => "Served",
            Self::Appealed => "Appealed",
            Self::Closed => "Closed",
            Self::Withdrawn => "Withdrawn",
            Self::LeftUnexamined => "LeftUnexamined",
            Self::Lapsed => "Lapsed",
        }
    }

    fn registered(self) -> bool {
        !matches!(self, Self::Draft | Self::AwaitingPayment | Self::Lapsed)
    }

    fn decided(self) -> bool {
        matches!(self, Self::Decided | Self::Served | Self::Appealed | Self::Closed)
    }

    /// In somebody's hands, now or at the end.
    fn assigned(self) -> bool {
        self.registered() && !matches!(self, Self::Unassigned | Self::Withdrawn)
    }
}

/// Where a request of this age stands, and in how many days it is or will be decided.
fn stage(dice: &mut Dice, age: i64) -> (Stage, i64) {
    let takes = 5 + dice.below(28) as i64 + if dice.percent(12) { dice.below(40) as i64 } else { 0 };
    let stage = match dice.below(100) {
        0..=3 if age < 30 => Stage::Draft,
        4 if age < 5 => Stage::AwaitingPayment,
        0..=4 => Stage::Lapsed,
        5..=7 if age > 3 => Stage::Withdrawn,
        8..=9 if age > 45 => Stage::LeftUnexamined,
        _ if age < takes => match age * 100 / takes {
            0..=19 => Stage::Unassigned,
            20..=59 => Stage::Assigned,
            60..=69 => Stage::AwaitingCompletion,
            70..=79 => Stage::InConsultation,
            80..=91 => Stage::Proposed,
            _ => Stage::AwaitingSignature,
        },
        _ if age < takes + 6 => Stage::Decided,
        _ if age < takes + 30 => Stage::Served,
        _ if dice.percent(1) => Stage::Appealed,
        _ => Stage::Closed,
    };
    (stage, takes)
}

impl Dossiers {
    /// When a request was begun.
    pub fn begun(&self, number: u64) -> DateTime<Utc> {
        self.people.span.instant(number, self.count)
    }

    /// A request's id.
    pub fn request(&self, number: u64) -> Uuid {
        id(Kind::Request, self.begun(number), number)
    }

    /// Writes a request with its timeline and, where it is decided, its decision.
    pub fn write(&self, number: u64, batch: &mut Batch) {
        let mut dice = Dice::of(Kind::Request, number);
        let (begun, request, now) = (self.begun(number), self.request(number), self.people.span.now);
        let (stage, takes) = stage(&mut dice, (now - begun).num_days());
        let office = dice.weighted(&self.offices, |office| office.weight);
        let examiner = &office.examiners[dice.below(office.examiners.len() as u64) as usize];
        let (service, _, days) = *dice.weighted(&SERVICES, |service| service.1);
        // Whoever asks was on record by then.
        let whom = dice.below((self.people.count * number / self.count.max(1)).max(1));
        let (applicant, channel) = match self.people.account(whom) {
            Some(account) => (account, "EFiling"),
            None => (office.registrar.account, "Counter"),
        };
        let latest = self.count - number <= 120 && number.is_multiple_of(3);
        let applicant = self.applicant.filter(|_| latest && channel == "EFiling").unwrap_or(applicant);
        let later = |after: Duration| (begun + after).min(now);
        let registered = stage.registered().then(|| later(Duration::hours(2)));
        let taken = stage.assigned().then(|| later(Duration::hours(26)));
        let decided = stage.decided().then(|| later(Duration::days(takes)));
        let served = matches!(stage, Stage::Served | Stage::Appealed | Stage::Closed).then(|| later(Duration::days(takes + 5)));
        let closed = (stage == Stage::Closed).then(|| later(Duration::days(takes + 30)));
        let favourable = dice.percent(91);
        let finished =
            decided.or_else(|| matches!(stage, Stage::Withdrawn | Stage::LeftUnexamined).then(|| later(Duration::days(takes))));
        let changed = closed.or(served).or(finished).or(taken).or(registered).unwrap_or(begun);
        let runs = registered.is_some() && finished.is_none() && stage != Stage::AwaitingCompletion;
        let due = registered.filter(|_| runs).map(|at| at + Duration::days(i64::from(days)));
        let paused = (stage == Stage::AwaitingCompletion).then_some(changed);
        let proposed = stage.decided() || matches!(stage, Stage::Proposed | Stage::AwaitingSignature);
        let decision = decided.map(|at| id(Kind::Document, at, number));
        let outcome = decided.map(|_| if favourable { "Favourable" } else { "Unfavourable" });
        let version = 1 + i32::from(registered.is_some()) + i32::from(taken.is_some()) + 2 * i32::from(decided.is_some());
        row!(batch.requests; request, version, begun, changed, registered.map(|at| format!("DM-{}-{number:09}", at.year())), service,
            1, stage.state(), if dice.percent(8) { "Urgent" } else { "Normal" }, channel, "Beneficiary",
            (stage.registered() || channel == "Counter").then_some(office.id), applicant, self.people.person(whom),
            answers(&mut dice, service), registered.map(|_| "Cerere demonstrativă"), taken.map(|_| examiner.account), taken,
            (stage != Stage::Draft).then_some(later(Duration::hours(1))), registered, registered.map(|at| term(at, days, u32::from(service == "invitation"), paused, finished)),
            due, outcome, proposed.then_some(examiner.account), decided.map(|_| office.head.account), decision, served, closed);
        let events = Events { dossiers: self, number, request, old: (now - begun).num_days() > TAKEN_OVER };
        events.write(stage, takes, office, examiner, applicant, batch);
        if let (Some(decision), Some(at)) = (decision, decided) {
            let numbered = i32::try_from(number + 1).unwrap_or(i32::MAX);
            let code = Ulid::from(Uuid::from_u128((u128::from(dice.bits()) << 64 | u128::from(dice.bits())) >> 3)).to_string();
            let (template, kind, valid_for) = match service {
                _ if !favourable => ("decision-refusal", "RefusalDecision", None),
                "invitation" => ("invitation", "Invitation", None),
                "legal-status-attestation" => ("attestation", "Attestation", None),
                // A right of stay for a year, as is usual.
                _ => ("decision-grant", "Decision", Some(Duration::days(365))),
            };
            let valid_until = valid_for.map(|span| legal_day(at) + span);
            row!(batch.issued_documents; decision, at, at, template, kind, title(), "DM", at.year(), numbered, code, "Issued",
                "Plain", None::<&str>, json!({}), "Date demonstrative", self.people.person(whom), request, applicant, office.id,
                office.head.account, office.head.name, at, valid_until, "\\x0000000000000000000000000000000000000000000000000000000000000000", at);
        }
    }
}

fn title() -> Value {
    json!({ "ro": "Decizie", "ru": "Решение", "en": "Decision" })
}

fn term(
    started: DateTime<Utc>,
    days: u32,
    extensions: u32,
    paused: Option<DateTime<Utc>>,
    finished: Option<DateTime<Utc>>,
) -> Value {
    let pauses: Vec<Value> =
        paused.iter().map(|from| json!({ "from": from, "to": null, "reason": "Se completează dosarul." })).collect();
    json!({ "length": { "count": days, "unit": "CalendarDays" }, "startedAt": started, "pauses": pauses, "extensions": [],
            "extensionsLeft": extensions, "finishedAt": finished })
}

fn answers(dice: &mut Dice, service: &str) -> Value {
    let mut answers = json!({
        "filedBy": "Beneficiary", "contactLanguage": dice.pick(&["ro", "ru", "en"]), "office": "CHI", "delivery": "Personal",
        "phone": format!("+3736{:07}", dice.below(10_000_000)), "declaresTrue": true, "knowsDataProcessing": true,
    });
    if service == "provisional-stay-work-grant" {
        answers["employer"] = json!({ "idno": "1018600000127", "name": "Exemplu SRL" });
        answers["jobTitle"] = json!(dice.pick(&["inginer mecanic", "programator", "bucătar", "sudor", "medic"]));
        answers["weeklyHours"] = json!(40);
        answers["monthlySalary"] = json!({ "amount": format!("{}.00", 12_000 + dice.below(40) * 500), "currency": "MDL" });
        answers["addressInMoldova"] = json!({ "country": "MDA", "locality": "Chișinău", "street": "bd. Dacia", "house": "16" });
    }
    answers
}

/// The timeline of one request.
struct Events<'a> {
    dossiers: &'a Dossiers,
    number: u64,
    request: Uuid,
    old: bool,
}

impl Events<'_> {
    fn write(&self, stage: Stage, takes: i64, office: &Office, examiner: &Officer, applicant: Uuid, batch: &mut Batch) {
        let (hours, days) = (Duration::hours, Duration::days);
        let whoever = Officer { account: applicant, name: "Solicitant".into() };
        let system: Option<&Officer> = None;
        let mut steps: Vec<(Duration, &str, &str, &str, Option<&Officer>)> = Vec::with_capacity(9);
        if stage != Stage::Draft {
            steps.push((hours(1), "Submit", "Draft", "AwaitingPayment", Some(&whoever)));
        }
        if stage.registered() {
            steps.push((hours(2), "Register", "AwaitingPayment", "InExamination", system));
        }
        if stage.assigned() {
            steps.push((hours(26), "Claim", "InExamination", "InExamination", Some(examiner)));
        }
        match stage {
            Stage::AwaitingCompletion | Stage::LeftUnexamined => {
                steps.push((hours(27), "AskCompletion", "InExamination", "AwaitingCompletion", Some(examiner)));
            }
            Stage::InConsultation => steps.push((hours(27), "Consult", "InExamination", "InConsultation", Some(examiner))),
            Stage::Withdrawn => steps.push((days(takes), "Withdraw", "InExamination", "Withdrawn", Some(&whoever))),
            _ => {}
        }
        if stage == Stage::LeftUnexamined {
            steps.push((days(takes), "LeaveUnexamined", "AwaitingCompletion", "LeftUnexamined", system));
        }
        if stage.decided() || matches!(stage, Stage::Proposed | Stage::AwaitingSignature) {
            steps.push((days(takes) - hours(30), "Propose", "InExamination", "Proposed", Some(examiner)));
        }
        if stage.decided() || stage == Stage::AwaitingSignature {
            steps.push((days(takes) - hours(2), "Decide", "Proposed", "AwaitingSignature", Some(&office.head)));
        }
        if stage.decided() {
            steps.push((days(takes), "Issue", "AwaitingSignature", "Decided", system));
        }
        if matches!(stage, Stage::Served | Stage::Appealed | Stage::Closed) {
            steps.push((days(takes + 5), "Serve", "Decided", "Served", Some(&office.registrar)));
        }
        match stage {
            Stage::Appealed => steps.push((days(takes + 20), "Appeal", "Served", "Appealed", Some(&office.registrar))),
            Stage::Closed => steps.push((days(takes + 30), "Close", "Served", "Closed", Some(&office.registrar))),
            Stage::Lapsed => steps.push((days(30), "Lapse", "AwaitingPayment", "Lapsed", system)),
            _ => {}
        }
        let last = steps.len().saturating_sub(1);
        for (nth, (after, action, from, to, by)) in steps.into_iter().enumerate() {
            if self.old && nth != last && action != "Register" {
                continue;
            }
            let at = (self.dossiers.begun(self.number) + after).min(self.dossiers.people.span.now);
            let event = id(Kind::Event, at, self.number * 16 + nth as u64);
            row!(batch.request_events; event, self.request, at, action, from, to, by.map(|by| by.account),
                by.map_or("SI Migrație", |by| by.name.as_str()));
        }
    }
}
