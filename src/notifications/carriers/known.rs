//! Whether the registers know the recipients of a request, asked before it is answered where they are few: a sender who mistyped a number hears
//! of it at once. No transaction waits for a register; one that is silent or refuses us says nothing of anybody, and it is asked again when the
//! notification is sent ([`super::Dispatch`]).

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use futures_util::future::join_all;
use uuid::Uuid;

use super::resolve::{self, Found, Named, Question};
use crate::{
    access::door::Door,
    kernel::problem::Problem,
    notifications::{routes::create_notification_request::NotificationRecipientInput, rules::recipient},
    partners::{PartnerError, Partners, registers::Register},
};

/// So many are asked about while the sender waits; of more, each item says afterwards what became of it.
const FEW: usize = 3;
/// So long the sender waits for the registers.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks the registers before a request is taken.
pub struct KnownRecipients {
    registers: Arc<dyn Register>,
    entity: String,
}

impl KnownRecipients {
    /// Over the registers, for the institution with this IDNO.
    pub fn of(partners: &Partners, entity: &str) -> Self {
        Self { registers: partners.registers.clone(), entity: entity.to_owned() }
    }

    /// The places of those whom a register says it does not know.
    pub async fn unknown(&self, door: &Door, recipients: &[NotificationRecipientInput]) -> Result<BTreeSet<usize>, Problem> {
        let asked_of = |item: &NotificationRecipientInput| recipient::is_in_registers(item.kind);
        if recipients.len() > FEW || !recipients.iter().any(asked_of) {
            return Ok(BTreeSet::new());
        }
        let sound: Vec<(usize, NotificationRecipientInput)> = recipients
            .iter()
            .enumerate()
            .filter(|(_, item)| asked_of(item) && recipient::fault(item.kind, &item.value, item.direction).is_none())
            .map(|(place, item)| (place, item.clone()))
            .collect();
        let entity = self.entity.clone();
        let questions = door
            .by_system("lookForRecipients", move |unit| {
                let question = |(place, item): &(usize, NotificationRecipientInput)| {
                    let (kind, direction) = (item.kind.name(), item.direction.map(|direction| direction.name()));
                    let id = Uuid::now_v7().to_string();
                    let named = Named { id, kind: &kind, direction: direction.as_deref(), value: item.value.clone() };
                    (*place, resolve::about(unit, named, &entity))
                };
                Ok(sound.iter().map(question).collect::<Vec<_>>())
            })
            .await?;
        let answers = join_all(questions.into_iter().map(|(place, question)| self.is_unknown(place, question))).await;
        Ok(answers.into_iter().flatten().collect())
    }

    async fn is_unknown(&self, place: usize, question: Question) -> Option<usize> {
        let answer = tokio::time::timeout(PATIENCE, resolve::ask(self.registers.as_ref(), question)).await.ok()?;
        matches!(answer, Ok(Some(Found::Unknown)) | Err(PartnerError::NotFound { .. })).then_some(place)
    }
}
