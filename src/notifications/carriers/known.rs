//! Whether the registers know the recipients of a request, asked before it is answered where they are few: a sender who mistyped a number hears
//! of it at once. No transaction waits for a register; one that is silent or refuses us says nothing of anybody, and it is asked again when the
//! notification is sent ([`super::Dispatch`]).

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use futures_util::future::join_all;
use uuid::Uuid;

use super::resolve::{self, Found, Named, Question};
use crate::{
    access::{caller::Allowed, door::Door, permissions::Permission},
    kernel::problem::Problem,
    notifications::rules::recipient::{self, Direction, RecipientType},
    partners::{PartnerError, Partners, registers::Register},
};

/// So many are asked about while the sender waits; of more, each item says afterwards what became of it.
const FEW: usize = 3;
/// So long the sender waits for the registers.
const PATIENCE: Duration = Duration::from_secs(3);

/// Somebody to be asked about.
pub struct AskedOf {
    /// What they are named by.
    pub kind: RecipientType,
    /// The number, address, plate or cadastral number.
    pub value: String,
    /// Which holder of a thing, or who of an organisation.
    pub direction: Option<Direction>,
}

impl AskedOf {
    /// Whether a register can say anything of them: what is misspelt is refused without one.
    fn is_in_registers(&self) -> bool {
        recipient::is_in_registers(self.kind) && recipient::fault(self.kind, &self.value, self.direction).is_none()
    }
}

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

    /// The places of those whom a register says it does not know. Who asks, and on which ground, stands in the journal before a register
    /// hears of it; for who may not send, none does.
    pub async fn unknown<P: Permission>(
        &self,
        door: &Door,
        allowed: &Allowed<P>,
        recipients: Vec<AskedOf>,
    ) -> Result<BTreeSet<usize>, Problem> {
        if recipients.len() > FEW {
            return Ok(BTreeSet::new());
        }
        let sound: Vec<(usize, AskedOf)> =
            recipients.into_iter().enumerate().filter(|(_, asked)| asked.is_in_registers()).collect();
        if sound.is_empty() {
            return Ok(BTreeSet::new());
        }
        let entity = self.entity.clone();
        let questions = door
            .run(allowed, move |unit| {
                let question = |(place, asked): &(usize, AskedOf)| {
                    let (kind, direction) = (asked.kind.name(), asked.direction.map(Direction::name));
                    let id = Uuid::now_v7().to_string();
                    let named = Named { id, kind: &kind, direction: direction.as_deref(), value: asked.value.clone() };
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
