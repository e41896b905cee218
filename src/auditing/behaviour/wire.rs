//! What auditors see.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    explain::{Numbers, explained},
    rules::Kind,
    store::{
        accesses::Accessed,
        analyses::Analysis,
        findings::{Found, Reviewed},
        names::Names,
        watched::Watch,
    },
};
use crate::{
    access::caller::{AccountId, PersonId},
    auditing::wire::JournalEntry,
    kernel::{id::TypedId, local_time::legal_day, problem::Problem, text::Text},
    typed_id,
};

typed_id!(BehaviourAnalysisId, "ban", "an analysis of reading");
typed_id!(BehaviourFindingId, "bfi", "something unusual about reading");
typed_id!(WatchId, "wat", "a watch over the reading of a person");

/// How far an analysis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum BehaviourAnalysisState {
    /// No day of it is analysed yet.
    Waiting,
    /// Some days are.
    Running,
    /// All are.
    Done,
}

/// Days of reading, looked through for what is unusual. A day is analysed once, however often it is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourAnalysis {
    /// The analysis.
    pub analysis_id: BehaviourAnalysisId,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// By whom; absent where the program asked itself for the day before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<AccountId>,
    /// The first legal day.
    #[schema(examples("2026-11-14"))]
    pub from: NaiveDate,
    /// The last.
    #[schema(examples("2026-11-15"))]
    pub to: NaiveDate,
    /// How far it is.
    pub state: BehaviourAnalysisState,
    /// Days in it.
    #[schema(minimum = 1, maximum = 31, examples(2))]
    pub days: i64,
    /// Days of it that are analysed, by this analysis or an earlier one.
    #[schema(minimum = 0, maximum = 31, examples(2))]
    pub days_analysed: i64,
    /// Findings of these days.
    #[schema(minimum = 0, examples(1))]
    pub findings: i64,
}

impl From<Analysis> for BehaviourAnalysis {
    fn from(row: Analysis) -> Self {
        let days = (row.to_day - row.from_day).num_days() + 1;
        let state = match row.analysed {
            0 => BehaviourAnalysisState::Waiting,
            analysed if analysed < days => BehaviourAnalysisState::Running,
            _ => BehaviourAnalysisState::Done,
        };
        Self {
            analysis_id: BehaviourAnalysisId::from_uuid(row.id),
            asked_at: row.created_at,
            asked_by: row.asked_by.map(AccountId::from_uuid),
            from: row.from_day,
            to: row.to_day,
            state,
            days,
            days_analysed: row.analysed,
            findings: row.findings,
        }
    }
}

/// Whether somebody concluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum BehaviourFindingState {
    /// Nobody did, or it could not be told: somebody is to look at it, or to look again.
    Open,
    /// An auditor did: justified, or a breach.
    Reviewed,
}

/// What an auditor concluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum BehaviourConclusion {
    /// There was a reason to read.
    Justified,
    /// There was none: a breach.
    Breach,
    /// It cannot be told yet: the finding stays open, and is reviewed again.
    Unclear,
}

/// Something unusual about an account's reading on a day, with the numbers that show why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourFinding {
    /// The finding.
    pub finding_id: BehaviourFindingId,
    /// The analysis that found it.
    pub analysis_id: BehaviourAnalysisId,
    /// Who read.
    pub account_id: AccountId,
    /// By name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("LUNGU Andrei"))]
    pub account_name: Option<String>,
    /// In which role.
    #[schema(max_length = 40, examples("Examiner"))]
    pub role: String,
    /// The legal day.
    #[schema(examples("2026-11-15"))]
    pub day: NaiveDate,
    /// What is unusual.
    pub kind: Kind,
    /// How far above the limit: 1 is on it.
    #[schema(minimum = 1, examples(2.7))]
    pub score: f64,
    /// What was seen: persons, readings or days, as the kind counts.
    #[schema(minimum = 0, examples(240))]
    pub seen: f64,
    /// What is usual for the role.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, examples(21.6))]
    pub usual_of_role: Option<f64>,
    /// What is usual for the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, examples(18.2))]
    pub usual_of_account: Option<f64>,
    /// From which number on it is a finding: with one less, everything else as it was, it would be none.
    #[schema(minimum = 0, examples(88))]
    pub limit: f64,
    /// The person, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_id: Option<PersonId>,
    /// By name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500, examples("Georgieva Elena"))]
    pub person_name: Option<String>,
    /// Entries of the journal behind it.
    #[schema(minimum = 1, examples(240))]
    pub entry_count: i32,
    /// Why, in words.
    pub explanation: Text,
    /// Whether somebody concluded.
    pub state: BehaviourFindingState,
    /// What was concluded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<BehaviourConclusion>,
    /// In the auditor's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000, examples("Verificat cu șeful direcției."))]
    pub note: Option<String>,
    /// Who concluded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<AccountId>,
    /// By name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("ȚURCANU Maria"))]
    pub reviewed_by_name: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_at: Option<DateTime<Utc>>,
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_value(text.into()).map_err(Problem::internal)
}

impl BehaviourFinding {
    /// A finding as it is shown.
    pub fn of(row: &Found, names: &Names) -> Result<Self, Problem> {
        let kind: Kind = read(&row.kind)?;
        let numbers = Numbers { seen: row.seen, role: row.usual_of_role, own: row.usual_own, limit: row.limit_at };
        Ok(Self {
            finding_id: BehaviourFindingId::from_uuid(row.id),
            analysis_id: BehaviourAnalysisId::from_uuid(row.analysis_id),
            account_id: AccountId::from_uuid(row.account_id),
            account_name: names.get(row.account_id),
            role: row.role.clone(),
            day: row.day,
            kind,
            score: row.score,
            seen: row.seen,
            usual_of_role: row.usual_of_role.map(|usual| usual.max(0.0)),
            usual_of_account: row.usual_own.map(|usual| usual.max(0.0)),
            limit: row.limit_at,
            person_id: row.person_id.map(PersonId::from_uuid),
            person_name: row.person_id.and_then(|person| names.get(person)),
            entry_count: row.entry_count,
            explanation: explained(kind, &numbers),
            state: read(&row.state)?,
            conclusion: row.conclusion.as_deref().map(read).transpose()?,
            note: row.note.clone(),
            reviewed_by: row.reviewed_by.map(AccountId::from_uuid),
            reviewed_by_name: row.reviewed_by.and_then(|account| names.get(account)),
            reviewed_at: row.reviewed_at,
        })
    }
}

/// What an auditor concluded about a finding.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourReview {
    /// The conclusion.
    pub conclusion: BehaviourConclusion,
    /// In the auditor's words.
    #[schema(max_length = 2000, examples("Se așteaptă explicația șefului direcției."))]
    pub note: String,
    /// Who concluded.
    pub reviewed_by: AccountId,
    /// By name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("ȚURCANU Maria"))]
    pub reviewed_by_name: Option<String>,
    /// When.
    pub reviewed_at: DateTime<Utc>,
}

impl BehaviourReview {
    /// A review as it is shown.
    pub fn of(row: &Reviewed, names: &Names) -> Result<Self, Problem> {
        Ok(Self {
            conclusion: read(&row.conclusion)?,
            note: row.note.clone(),
            reviewed_by: AccountId::from_uuid(row.reviewed_by),
            reviewed_by_name: names.get(row.reviewed_by),
            reviewed_at: row.reviewed_at,
        })
    }
}

/// A finding with its reviews and the entries of the journal behind it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourFindingDetail {
    /// The finding.
    #[serde(flatten)]
    pub finding: BehaviourFinding,
    /// Everything that was concluded about it, the first review first.
    #[schema(max_items = 100)]
    pub reviews: Vec<BehaviourReview>,
    /// The first 200 entries behind it, in the order of time; all that are kept: `/entries`.
    #[schema(max_items = 200)]
    pub entries: Vec<JournalEntry>,
}

/// A person whose reading is watched. The person is not told.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WatchedPerson {
    /// The watch.
    pub watch_id: WatchId,
    /// The person.
    pub person_id: PersonId,
    /// By name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500, examples("Georgieva Elena"))]
    pub person_name: Option<String>,
    /// Why.
    #[schema(max_length = 500, examples("Persoană expusă public; sesizare privind divulgarea datelor."))]
    pub reason: String,
    /// Who began it.
    pub begun_by: AccountId,
    /// By name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("ȚURCANU Maria"))]
    pub begun_by_name: Option<String>,
    /// When.
    pub begun_at: DateTime<Utc>,
    /// Who ended it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<AccountId>,
    /// By name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("ȚURCANU Maria"))]
    pub ended_by_name: Option<String>,
    /// When; absent while it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

impl WatchedPerson {
    /// A watch as it is shown.
    pub fn of(row: &Watch, names: &Names) -> Self {
        Self {
            watch_id: WatchId::from_uuid(row.id),
            person_id: PersonId::from_uuid(row.person_id),
            person_name: names.get(row.person_id),
            reason: row.reason.clone(),
            begun_by: AccountId::from_uuid(row.begun_by),
            begun_by_name: names.get(row.begun_by),
            begun_at: row.created_at,
            ended_by: row.ended_by.map(AccountId::from_uuid),
            ended_by_name: row.ended_by.and_then(|account| names.get(account)),
            ended_at: row.ended_at,
        }
    }
}

/// What an account accessed in a role by an operation.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DataAccess {
    /// Who.
    pub account_id: AccountId,
    /// By name.
    #[schema(max_length = 200, examples("LUNGU Andrei"))]
    pub account_name: String,
    /// In which role.
    #[schema(max_length = 40, examples("Examiner"))]
    pub role: String,
    /// The operation of this contract.
    #[schema(max_length = 100, examples("readPerson"))]
    pub operation: String,
    /// How often a person's data was accessed; an answer with three persons counts three.
    #[schema(minimum = 1, examples(52))]
    pub accesses: i64,
    /// How many different persons.
    #[schema(minimum = 1, examples(40))]
    pub persons: i64,
    /// How many of them had no case in the account's office or hands.
    #[schema(minimum = 0, examples(3))]
    pub persons_without_case: i64,
    /// The first legal day on which it happened.
    #[schema(examples("2026-11-14"))]
    pub first_day: NaiveDate,
    /// The last.
    #[schema(examples("2026-11-15"))]
    pub last_day: NaiveDate,
}

impl From<&Accessed> for DataAccess {
    fn from(row: &Accessed) -> Self {
        Self {
            account_id: AccountId::from_uuid(row.account_id),
            account_name: row.account_name.clone(),
            role: row.role.clone(),
            operation: row.operation.clone(),
            accesses: row.readings,
            persons: row.persons,
            persons_without_case: row.without_case,
            first_day: row.first_day,
            last_day: row.last_day,
        }
    }
}

/// Which accesses.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct DataAccessesQuery {
    /// The first legal day; without it, 30 days before the last.
    #[param(format = Date, max_length = 10, example = "2026-11-01")]
    pub from: Option<NaiveDate>,
    /// The last, at most 31 days in all; without it, today.
    #[param(format = Date, max_length = 10, example = "2026-11-22")]
    pub to: Option<NaiveDate>,
    /// Only of this account.
    #[param(inline)]
    pub account_id: Option<AccountId>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// The days of a report: those asked for, else the 31 days until today; checked.
pub fn days_of_report(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<(NaiveDate, NaiveDate), Problem> {
    let to = to.unwrap_or_else(|| legal_day(now));
    let from = from.unwrap_or_else(|| super::analysis::days_before(to, super::carriers::LONGEST - 1));
    check_days(from, to, "to")?;
    Ok((from, to))
}

/// The days of a question, checked: in order, and at most 31 of them.
pub fn check_days(from: NaiveDate, to: NaiveDate, at: &'static str) -> Result<(), Problem> {
    let days = (to - from).num_days() + 1;
    if days < 1 {
        return Err(Problem::violation(
            at,
            "before-from",
            Text::new(
                "Ultima zi nu poate fi înaintea primei.",
                "Последний день не может быть раньше первого.",
                "The last day cannot be before the first.",
            ),
        ));
    }
    if days > i64::from(super::carriers::LONGEST) {
        return Err(Problem::violation(
            at,
            "period-too-long",
            Text::new("Perioada are cel mult 31 de zile.", "Период — не более 31 дня.", "The period has at most 31 days."),
        ));
    }
    Ok(())
}

/// Days that are over can be analysed.
pub fn check_over(to: NaiveDate, now: DateTime<Utc>) -> Result<(), Problem> {
    if to < legal_day(now) {
        return Ok(());
    }
    Err(Problem::violation(
        "/to",
        "not-over",
        Text::new(
            "Se analizează numai zilele încheiate.",
            "Анализируются только закончившиеся дни.",
            "Only days that are over are analysed.",
        ),
    ))
}
