//! Tickets to the government's MSupport (G-MSUP): raised here, handed over, followed until they are answered, shown to who raised them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{SupportTicketId, schema::support_tickets as t, telling};
use crate::{
    access::door::{Door, Unit},
    kernel::{
        id::TypedId,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    partners::{
        PartnerError,
        msupport::{MSupport, Ticket, TicketKind, TicketState, TicketStatus},
    },
};

/// The message of the outbox that hands a ticket over and follows it.
const FOLLOW: &str = "petitions.follow-ticket";
/// How often an open ticket is asked about.
const PAUSE: Duration = Duration::from_secs(900);
/// A ticket that was just handed over may not be found there yet.
const UNFOUND: chrono::Duration = chrono::Duration::days(3);
/// After so long nobody asks any more.
const LONGEST: chrono::Duration = chrono::Duration::days(90);

/// What a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SupportTicketKind)]
pub enum TicketKindInput {
    /// Something does not work.
    Incident,
    /// A complaint about a service.
    Complaint,
    /// A question.
    Question,
    /// A recommendation.
    Suggestion,
}

impl TicketKindInput {
    const fn code(self) -> &'static str {
        match self {
            Self::Incident => "Incident",
            Self::Complaint => "Complaint",
            Self::Question => "Question",
            Self::Suggestion => "Suggestion",
        }
    }
}

/// Where a ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SupportTicketState)]
pub enum TicketStateShown {
    /// It is being handed over.
    Waiting,
    /// MSupport works on it.
    Open,
    /// It was answered.
    Answered,
    /// Closed without an answer of its own.
    Closed,
    /// MSupport did not take it.
    Refused,
}

impl TicketStateShown {
    const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Open => "Open",
            Self::Answered => "Answered",
            Self::Closed => "Closed",
            Self::Refused => "Refused",
        }
    }
}

/// A ticket as the database keeps it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = t, check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct TicketRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub account_id: Uuid,
    pub kind: String,
    pub subject: String,
    pub text: String,
    pub service_code: Option<String>,
    pub trace_id: Option<String>,
    pub email: Option<String>,
    pub state: String,
    pub reference: Option<String>,
    pub answer: Option<String>,
    pub handed_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// A ticket of support.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SupportTicket {
    /// The ticket.
    pub support_ticket_id: SupportTicketId,
    /// What it is.
    pub kind: TicketKindInput,
    /// In short.
    #[schema(max_length = 200, examples("Plata nu se confirmă"))]
    pub subject: String,
    /// In full.
    #[schema(max_length = 8000, examples("După plată pagina rămâne goală."))]
    pub text: String,
    /// The service it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, examples("invitation"))]
    pub service_code: Option<String>,
    /// The trace id that was shown with an error.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64, examples("4bf92f3577b34da6a3ce929d0e0e4736"))]
    pub trace_id: Option<String>,
    /// Where the answer is wanted, beside the cabinet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 254, examples("emre.yilmaz@example.org"))]
    pub email: Option<String>,
    /// Where it stands.
    pub state: TicketStateShown,
    /// Its number at MSupport.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64, examples("MS-2026-000123"))]
    pub reference: Option<String>,
    /// MSupport's answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 20_000, examples("Defecțiunea a fost înlăturată."))]
    pub answer: Option<String>,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// When MSupport took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_at: Option<DateTime<Utc>>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

impl SupportTicket {
    /// As it is kept.
    pub fn of(row: &TicketRow) -> Result<Self, Problem> {
        let kind = serde_json::from_value(row.kind.as_str().into()).map_err(Problem::internal)?;
        let state = serde_json::from_value(row.state.as_str().into()).map_err(Problem::internal)?;
        Ok(Self {
            support_ticket_id: SupportTicketId::from_uuid(row.id),
            kind,
            subject: row.subject.clone(),
            text: row.text.clone(),
            service_code: row.service_code.clone(),
            trace_id: row.trace_id.clone(),
            email: row.email.clone(),
            state,
            reference: row.reference.clone(),
            answer: row.answer.clone(),
            raised_at: row.created_at,
            handed_at: row.handed_at,
            ended_at: row.ended_at,
        })
    }
}

/// A ticket that is raised.
#[allow(missing_docs)]
pub struct NewTicket<'a> {
    pub kind: TicketKindInput,
    pub subject: &'a str,
    pub text: &'a str,
    pub service_code: Option<&'a str>,
    pub trace_id: Option<&'a str>,
    pub email: Option<&'a str>,
}

/// Raises a ticket of the caller.
pub fn raise(unit: &mut Unit<'_>, new: &NewTicket<'_>) -> Result<TicketRow, Problem> {
    let id = Uuid::now_v7();
    let row = diesel::insert_into(t::table)
        .values((
            (t::id.eq(id), t::created_at.eq(unit.now), t::updated_at.eq(unit.now)),
            t::account_id.eq(unit.caller.account),
            t::kind.eq(new.kind.code()),
            t::subject.eq(new.subject),
            t::text.eq(new.text),
            t::service_code.eq(new.service_code),
            t::trace_id.eq(new.trace_id),
            t::email.eq(new.email),
            t::state.eq(TicketStateShown::Waiting.code()),
        ))
        .returning(TicketRow::as_returning())
        .get_result(unit.conn)?;
    unit.caller.person.into_iter().for_each(|person| unit.about(person));
    unit.wrote("SupportTicket", SupportTicketId::from_uuid(id));
    unit.send(FOLLOW, format!("{FOLLOW}/{id}"), json!({ "ticket": id }));
    Ok(row)
}

/// The caller's tickets, newest first, after a place.
pub fn mine(
    unit: &mut Unit<'_>,
    state: Option<TicketStateShown>,
    after: Option<Uuid>,
    wanted: i64,
) -> Result<Vec<TicketRow>, Problem> {
    let mut query = t::table.filter(t::account_id.eq(unit.caller.account)).into_boxed::<Pg>();
    if let Some(state) = state {
        query = query.filter(t::state.eq(state.code()));
    }
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    let rows: Vec<TicketRow> = query.order(t::id.desc()).limit(wanted).select(TicketRow::as_select()).load(unit.conn)?;
    for row in &rows {
        unit.read("SupportTicket", SupportTicketId::from_uuid(row.id));
    }
    Ok(rows)
}

/// One of the caller's tickets.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<TicketRow, Problem> {
    let row = t::table.find(id).filter(t::account_id.eq(unit.caller.account)).select(TicketRow::as_select()).first(unit.conn)?;
    unit.read("SupportTicket", SupportTicketId::from_uuid(id));
    Ok(row)
}

/// Hands tickets over and follows them.
pub struct FollowTicket {
    /// The way to the database.
    pub door: Door,
    /// The government's support.
    pub msupport: std::sync::Arc<dyn MSupport>,
}

impl Carrier for FollowTicket {
    fn kind(&self) -> &'static str {
        FOLLOW
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let ticket = message.payload["ticket"].as_str().and_then(|id| id.parse().ok());
            let id: Uuid = ticket.ok_or_else(|| NotDone::Never("no ticket in the message".into()))?;
            let row = self.door.by_system("readSupportTicketToFollow", move |unit| by_id(unit, id)).await?;
            match row.reference.clone() {
                None if row.state == TicketStateShown::Waiting.code() => self.hand_over(row).await,
                Some(reference) if row.ended_at.is_none() => self.ask(row, &reference).await,
                _ => Ok(()),
            }
        })
    }
}

impl FollowTicket {
    /// Under our own reference, so that a lost answer makes no second ticket there.
    async fn hand_over(&self, row: TicketRow) -> Result<(), NotDone> {
        let kind = match row.kind.as_str() {
            "Incident" => TicketKind::Incident,
            "Complaint" => TicketKind::Complaint,
            "Suggestion" => TicketKind::Suggestion,
            _ => TicketKind::Question,
        };
        let ticket = Ticket {
            client_reference: SupportTicketId::from_uuid(row.id).to_string(),
            kind,
            subject: row.subject,
            text: row.text,
            service_code: row.service_code,
            trace_id: row.trace_id,
            email: row.email,
        };
        let id = row.id;
        match self.msupport.hand_over(&ticket).await {
            Ok(taken) => {
                self.door.by_system("recordSupportTicket", move |unit| taken_over(unit, id, &taken.number)).await?;
                Err(NotDone::Wait(PAUSE))
            }
            Err(error) if error.is_worth_another_try() => Err(NotDone::Later(error.to_string())),
            Err(error) => {
                tracing::error!(code = error.code(), "MSupport does not take a ticket");
                self.door.by_system("recordSupportTicket", move |unit| ended(unit, id, TicketStateShown::Refused, None)).await?;
                Ok(())
            }
        }
    }

    /// However long MSupport is silent, the ticket is followed to its longest: a message that died would leave it open for ever.
    async fn ask(&self, row: TicketRow, reference: &str) -> Result<(), NotDone> {
        let now = self.door.clock().now();
        let (age, since_handed) = (now - row.created_at, now - row.handed_at.unwrap_or(row.created_at));
        let id = row.id;
        let (state, answer) = match self.msupport.state(reference).await {
            Ok(Some(TicketState { status: TicketStatus::Answered, answer })) => (TicketStateShown::Answered, answer),
            Ok(Some(TicketState { status: TicketStatus::Closed, answer })) => (TicketStateShown::Closed, answer),
            Ok(Some(_)) if age < LONGEST => return Err(NotDone::Wait(PAUSE)),
            Ok(None) if since_handed < UNFOUND => return Err(NotDone::Wait(PAUSE)),
            // A number that cannot be asked about never can.
            Err(PartnerError::Invalid { .. }) => {
                tracing::error!("MSupport gave a ticket a number that cannot be asked about");
                (TicketStateShown::Closed, None)
            }
            Err(error) if age < LONGEST => {
                tracing::warn!(code = error.code(), "MSupport does not say how a ticket stands");
                return Err(NotDone::Wait(PAUSE));
            }
            Ok(_) | Err(_) => (TicketStateShown::Closed, None),
        };
        self.door.by_system("recordSupportTicket", move |unit| ended(unit, id, state, answer.as_deref())).await?;
        Ok(())
    }
}

fn by_id(unit: &mut Unit<'_>, id: Uuid) -> Result<TicketRow, Problem> {
    Ok(t::table.find(id).select(TicketRow::as_select()).first(unit.conn)?)
}

fn taken_over(unit: &mut Unit<'_>, id: Uuid, number: &str) -> Result<(), Problem> {
    diesel::update(t::table.find(id).filter(t::state.eq(TicketStateShown::Waiting.code())))
        .set((
            t::state.eq(TicketStateShown::Open.code()),
            t::reference.eq(number.chars().take(64).collect::<String>()),
            t::handed_at.eq(unit.now),
        ))
        .execute(unit.conn)?;
    unit.wrote("SupportTicket", SupportTicketId::from_uuid(id));
    Ok(())
}

fn ended(unit: &mut Unit<'_>, id: Uuid, state: TicketStateShown, answer: Option<&str>) -> Result<(), Problem> {
    let answer = answer.map(|answer| answer.chars().take(20_000).collect::<String>());
    let row: Option<TicketRow> = diesel::update(t::table.find(id).filter(t::ended_at.is_null()))
        .set((t::state.eq(state.code()), t::answer.eq(answer), t::ended_at.eq(unit.now)))
        .returning(TicketRow::as_returning())
        .get_result(unit.conn)
        .optional()?;
    let Some(row) = row else { return Ok(()) };
    unit.wrote("SupportTicket", SupportTicketId::from_uuid(id));
    telling::ticket_ended(unit, &row, state)
}
