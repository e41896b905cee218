//! Petitions fetched from ePetitii: looked for every few minutes, each registered once however often it is fetched.

use std::time::Duration;

use super::{
    desk::PetitionsDesk,
    parts::{Channel, PetitionKind, Petitioner, Signature, THROUGH_EPETITII},
    registering::{self, NewPetition},
    rules::lifecycle::State,
    store,
};
use crate::{
    access::door::{Door, Unit},
    files::{self, Admitted, Purpose},
    kernel::{failpoint, identifiers::Idnp, problem::Problem, text::Language},
    partners::epetitii::Petition,
    persons,
};

/// How often it is looked.
pub const PAUSE: Duration = Duration::from_secs(300);
/// Files of one petition that are taken.
const MOST_FILES: usize = 20;

/// Fetches petitions.
#[derive(Clone)]
pub struct Intake {
    /// The way to the database.
    pub door: Door,
    /// ePetitii and the files.
    pub desk: PetitionsDesk,
}

/// What one look brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fetched {
    /// Registered now.
    pub registered: usize,
    /// Here already.
    pub known: usize,
    /// Could not be taken this time.
    pub failed: usize,
}

impl Intake {
    /// Looks for ever.
    pub async fn run(self) {
        loop {
            if self.once().await.is_err() {
                tracing::warn!("ePetitii could not be looked at");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Looks once. One petition that cannot be taken keeps no other waiting; it is tried again at the next look.
    pub async fn once(&self) -> Result<Fetched, Problem> {
        let listed = self.desk.epetitii.petitions().await.map_err(|error| {
            tracing::warn!(code = error.code(), "ePetitii does not list its petitions");
            Problem::unavailable()
        })?;
        let mut fetched = Fetched { failed: listed.unreadable, ..Fetched::default() };
        if listed.unreadable > 0 {
            tracing::error!(count = listed.unreadable, "entries of ePetitii's list cannot be read");
        }
        for petition in listed.items {
            match self.take(petition).await {
                Ok(true) => fetched.registered += 1,
                Ok(false) => fetched.known += 1,
                Err(problem) => {
                    tracing::warn!(code = problem.code(), "a petition of ePetitii waits for the next look");
                    fetched.failed += 1;
                }
            }
        }
        metrics::counter!("migratie_petitions_fetched_total").increment(fetched.registered as u64);
        // What waits there and could not be taken: above zero for long, somebody's petition is not registered.
        metrics::gauge!("migratie_petitions_not_fetched").set(fetched.failed as f64);
        Ok(fetched)
    }

    /// Takes one; false where it is here already.
    async fn take(&self, petition: Petition) -> Result<bool, Problem> {
        let number = petition.petition_number.clone();
        if self.door.by_system("lookForPetition", move |unit| store::is_known(unit, &number)).await? {
            return Ok(false);
        }
        let brought = self.files_of(&petition).await?;
        failpoint::here("petition-fetched");
        self.door.by_system("registerFetchedPetition", move |unit| register(unit, &petition, &brought)).await
    }

    async fn files_of(&self, petition: &Petition) -> Result<Brought, Problem> {
        let number = &petition.petition_number;
        let silent = |error: crate::partners::PartnerError| {
            tracing::warn!(code = error.code(), "ePetitii does not give a file");
            Problem::unavailable()
        };
        let pdf = self.desk.epetitii.pdf(number).await.map_err(silent)?;
        let mut brought = Brought { paper: self.admit("petitie.pdf", pdf.bytes).await?, ..Brought::default() };
        let listed = self.desk.epetitii.attachments(number).await.map_err(silent)?;
        brought.unreadable = listed.unreadable;
        brought.too_many = listed.items.len().saturating_sub(MOST_FILES);
        for listed in listed.items.into_iter().take(MOST_FILES) {
            let content = self.desk.epetitii.attachment(number, &listed.id).await.map_err(silent)?;
            let name: String = listed.name.chars().filter(|letter| !letter.is_control()).take(200).collect();
            let name = if name.trim().is_empty() { "anexa".to_owned() } else { name };
            match self.admit(&name, content.bytes).await? {
                Some(file) => brought.attached.push(file),
                None => brought.refused += 1,
            }
        }
        Ok(brought)
    }

    /// A file, unless it is no document, too large or dangerous: that is left there, and the petition is taken without it.
    async fn admit(&self, name: &str, bytes: Vec<u8>) -> Result<Option<Admitted>, Problem> {
        match files::admit(&self.desk.files, Purpose::Attachment, name, bytes).await {
            Ok(file) => Ok(Some(file)),
            Err(problem) if problem.status() == 400 => Ok(None),
            Err(problem) => Err(problem),
        }
    }
}

/// What came with a petition, and what did not.
#[derive(Default)]
struct Brought {
    /// The petition itself; absent where its file was refused.
    paper: Option<Admitted>,
    attached: Vec<Admitted>,
    /// Files that are no PDF, JPEG or PNG, too large, or dangerous.
    refused: usize,
    /// Files beyond the most that are taken.
    too_many: usize,
    /// Files whose entry in the list cannot be read.
    unreadable: usize,
}

impl Brought {
    /// What whoever examines the petition must know was left at ePetitii.
    fn left_there(&self) -> Option<String> {
        let left = [
            (usize::from(self.paper.is_none()), "fișierul petiției, refuzat la verificare"),
            (self.refused, "anexe refuzate la verificare (alt format decât PDF, JPEG sau PNG, prea mari ori periculoase)"),
            (self.too_many, "anexe peste numărul care se preia"),
            (self.unreadable, "anexe care nu pot fi citite în lista ePetiții"),
        ];
        let left: Vec<String> =
            left.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what}: {count}")).collect();
        (!left.is_empty()).then(|| format!("Rămase la ePetiții, de văzut acolo: {}.", left.join("; ")))
    }
}

fn register(unit: &mut Unit<'_>, petition: &Petition, brought: &Brought) -> Result<bool, Problem> {
    // Another copy of the program may have been quicker: then nothing is kept.
    if store::is_known(unit, &petition.petition_number)? {
        return Ok(false);
    }
    let file = brought.paper.as_ref().map(|paper| files::keep(unit, paper)).transpose()?;
    let attachments = brought.attached.iter().map(|one| files::keep(unit, one)).collect::<Result<Vec<_>, _>>()?;
    let idnp = petition.petitioner_idnp.as_deref().and_then(|number| number.parse::<Idnp>().ok());
    let person = match &idnp {
        Some(idnp) => persons::find_by_idnp(unit, idnp)?,
        None => None,
    };
    let said = |text: &Option<String>, most: usize| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(|text| text.chars().take(most).collect::<String>())
    };
    // What cannot be written to is no address.
    let email = said(&petition.email, 254).filter(|email| {
        email.split_once('@').is_some_and(|(who, at)| {
            !who.is_empty() && at.contains('.') && !email.contains(char::is_whitespace) && !email.contains(char::is_control)
        })
    });
    let name = said(&petition.petitioner_name, 200);
    // A name alone tells nobody apart, and nobody's petition may be taken for a stranger's.
    let known = idnp.is_some() || (name.is_some() && (email.is_some() || said(&petition.address, 400).is_some()));
    // The answer goes back through ePetitii; where it gives no address, that is the address.
    let address = said(&petition.address, 400).or_else(|| email.is_none().then(|| THROUGH_EPETITII.to_owned()));
    let new = NewPetition {
        kind: PetitionKind::Application,
        channel: Channel::EPetitii,
        petitioner: Petitioner {
            name: name.unwrap_or_else(|| "petiționar ePetiții".to_owned()),
            idnp: idnp.map(|idnp| idnp.expose().to_owned()),
            email,
            address,
            language: Language::Ro,
        },
        account: None,
        person,
        object: said(&petition.subject, 300).unwrap_or_else(|| "Petiție prin ePetiții".to_owned()),
        reasons: said(&petition.text, 10_000).unwrap_or_else(|| "Textul este în fișierul petiției.".to_owned()),
        // ePetitii takes only what is signed, and vouches for it. A petition whose paper could not be taken has a shortcoming to be mended.
        signature: if file.is_some() { Signature::Valid } else { Signature::None },
        document: None,
        file,
        attachments,
        external_number: Some(petition.petition_number.clone()),
        stranger: !known,
        note: brought.left_there(),
        received_at: petition.submitted_at.filter(|at| *at <= unit.now).unwrap_or(unit.now),
    };
    registering::begin(unit, new, State::Registered)?;
    Ok(true)
}
