//! MPower is asked about a power outside any transaction, and again every day while it counts: a power taken back there ends here.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    door::{Door, Unit},
    reactions::{BeneficiaryInput, Reactions},
    rules::representation::{Event, Source, State, next},
    store::powers::{self, Power, PowerChange},
};
use crate::{
    kernel::{
        identifiers::{Idno, Idnp},
        local_time::legal_day,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    partners::mpower::{Authorization, MPower, PartyType},
};

/// The kind of these messages.
pub const KIND: &str = "representations.check";
/// How often a power that counts is asked about again.
const AGAIN: chrono::Duration = chrono::Duration::days(1);

/// Asks MPower about a power, once a day at most: an answer that is written twice, since its carrier ended in between, asks once.
pub fn ask(unit: &mut Unit<'_>, power: Uuid, when: DateTime<Utc>) {
    let key = format!("{KIND}/{power}/{}", legal_day(when));
    unit.send_at(KIND, key, json!({ "representation": power }), when);
}

/// Carries the questions.
pub struct AskMPower {
    /// The way to the database.
    pub door: Door,
    /// Who is asked.
    pub mpower: Arc<dyn MPower>,
    /// Whose services powers are looked at for: the institution.
    pub entity: Idno,
    /// Who knows persons.
    pub above: Reactions,
}

/// What an answer means.
enum Finding {
    /// It holds, for this person, within these days.
    Holds(Box<Authorization>, Idnp),
    /// It holds, for this legal entity, within these days.
    HoldsForEntity(Box<Authorization>, Idno),
    /// It does not; why, for people.
    DoesNot(&'static str),
}

fn judge(answer: Option<Authorization>, claimant: &str, entity: &Idno) -> Finding {
    let Some(power) = answer else { return Finding::DoesNot("MPower nu cunoaște această împuternicire.") };
    if !power.is_valid {
        return Finding::DoesNot("Împuternicirea nu este valabilă în MPower.");
    }
    if power.authorized_idn != claimant {
        return Finding::DoesNot("Împuternicirea este dată altei persoane.");
    }
    // One for the services of another institution says nothing here; one that names none is for all.
    if power.service_provider_idno.as_deref().is_some_and(|provider| provider != entity.expose()) {
        return Finding::DoesNot("Împuternicirea este dată pentru serviciile altei instituții.");
    }
    if !is_type(&power.authorization_type_code) {
        return Finding::DoesNot("MPower nu indică tipul împuternicirii.");
    }
    match power.authorizing_party_type {
        PartyType::Person => match Idnp::parse(&power.authorizing_idn) {
            Ok(idnp) => Finding::Holds(Box::new(power), idnp),
            Err(_) => Finding::DoesNot("MPower nu indică un IDNP al persoanei reprezentate."),
        },
        PartyType::Organization => match Idno::parse(&power.authorizing_idn) {
            Ok(idno) => Finding::HoldsForEntity(Box::new(power), idno),
            Err(_) => Finding::DoesNot("MPower nu indică un IDNO al persoanei juridice reprezentate."),
        },
        PartyType::Unknown => {
            Finding::DoesNot("MPower nu spune dacă împuternicirea este a unei persoane sau a unei unități de drept.")
        }
    }
}

/// `AT-` and seven digits.
fn is_type(code: &str) -> bool {
    let digits = code.strip_prefix("AT-").unwrap_or_default();
    digits.len() == 7 && digits.bytes().all(|digit| digit.is_ascii_digit())
}

impl Carrier for AskMPower {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(self.carry_one(&message.payload))
    }
}

impl AskMPower {
    async fn carry_one(&self, payload: &Value) -> Result<(), NotDone> {
        let id = payload["representation"].as_str().and_then(|id| id.parse::<Uuid>().ok());
        let id = id.ok_or_else(|| NotDone::Never("no representation is named".into()))?;
        let (state, code, claimant) = self.door.open(move |conn, _| powers::claim(conn, id)).await?;
        let Some(code) = code.filter(|_| ["Pending", "Accepted"].contains(&state.as_str())) else { return Ok(()) };
        let answer = tokio::time::timeout(Duration::from_secs(60), self.mpower.details(&code)).await;
        let answer = match answer {
            Err(_) => return Err(NotDone::Later("mpower took too long".into())),
            Ok(Err(crate::partners::PartnerError::Invalid { .. })) => None,
            Ok(answer) => answer.map_err(|error| NotDone::Later(error.to_string()))?,
        };
        let above = self.above;
        let asked = (answer, claimant, self.entity);
        let found = move || judge(asked.0.clone(), &asked.1, &asked.2);
        self.door.by_system("recordMPowerAnswer", move |unit| record(unit, id, found(), &above)).await?;
        Ok(())
    }
}

fn record(unit: &mut Unit<'_>, id: Uuid, finding: Finding, above: &Reactions) -> Result<(), Problem> {
    let row: Power = powers::find_for_change(unit, id)?;
    let event = match finding {
        Finding::Holds(..) | Finding::HoldsForEntity(..) => Event::RegisterConfirms,
        Finding::DoesNot(_) => Event::RegisterDenies,
    };
    let before = row.state()?;
    let Some(after) = next(Source::MPower, before, event) else { return Ok(()) };
    let mut change = PowerChange { state: Some(format!("{after:?}")), ..PowerChange::default() };
    if before == State::Pending {
        change.decided_at = Some(unit.now);
    }
    match finding {
        Finding::DoesNot(why) => {
            change.reason = Some(why.to_owned());
            change.ended_at = (after == State::Ended).then_some(unit.now);
        }
        Finding::Holds(power, idnp) => {
            let person = (above.beneficiary_of)(unit, &BeneficiaryInput::of_idnp(idnp, &power.authorizing_party_name))?;
            unit.about(person);
            change.person_id = Some(person);
            holds_on(unit, id, &power, &mut change);
        }
        Finding::HoldsForEntity(power, idno) => {
            change.legal_entity_idno = Some(idno);
            holds_on(unit, id, &power, &mut change);
        }
    }
    powers::change(unit, id, &change)?;
    unit.wrote("Representation", crate::kernel::id::write("rpr", id));
    Ok(())
}

/// What MPower says of it: its type, its days; and when it is asked again.
fn holds_on(unit: &mut Unit<'_>, id: Uuid, power: &Authorization, change: &mut PowerChange) {
    change.valid_from = power.from_date.map(|from| legal_day(from.and_utc()));
    change.power_type = Some(power.authorization_type_code.clone());
    change.valid_to = Some(power.to_date.map(|to| legal_day(to.and_utc())));
    let again = unit.now + AGAIN;
    ask(unit, id, again);
}
