//! Petitions fetched from ePetitii: looked for every few minutes, each registered once however often it is fetched.

use std::time::Duration;

use super::{
    desk::PetitionsDesk,
    parts::{Channel, PetitionKind, Petitioner, Signature},
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
        let mut fetched = Fetched::default();
        for petition in listed {
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
        Ok(fetched)
    }

    /// Takes one; false where it is here already.
    async fn take(&self, petition: Petition) -> Result<bool, Problem> {
        let number = petition.petition_number.clone();
        if self.door.by_system("lookForPetition", move |unit| store::is_known(unit, &number)).await? {
            return Ok(false);
        }
        let (paper, attached) = self.files_of(&petition).await?;
        failpoint::here("petition-fetched");
        self.door.by_system("registerFetchedPetition", move |unit| register(unit, &petition, &paper, &attached)).await
    }

    async fn files_of(&self, petition: &Petition) -> Result<(Admitted, Vec<Admitted>), Problem> {
        let number = &petition.petition_number;
        let silent = |error: crate::partners::PartnerError| {
            tracing::warn!(code = error.code(), "ePetitii does not give a file");
            Problem::unavailable()
        };
        let pdf = self.desk.epetitii.pdf(number).await.map_err(silent)?;
        let paper = files::admit(&self.desk.files, Purpose::Attachment, "petitie.pdf", pdf.bytes).await?;
        let mut attached = Vec::new();
        for listed in self.desk.epetitii.attachments(number).await.map_err(silent)?.into_iter().take(MOST_FILES) {
            let content = self.desk.epetitii.attachment(number, &listed.id).await.map_err(silent)?;
            let name: String = listed.name.chars().filter(|letter| !letter.is_control()).take(200).collect();
            let name = if name.trim().is_empty() { "anexa".to_owned() } else { name };
            match files::admit(&self.desk.files, Purpose::Attachment, &name, content.bytes).await {
                Ok(file) => attached.push(file),
                // What is no document, or is dangerous, is left there; the petition itself is taken.
                Err(problem) if problem.status() == 400 => tracing::warn!("a file of a petition is not taken"),
                Err(problem) => return Err(problem),
            }
        }
        Ok((paper, attached))
    }
}

fn register(unit: &mut Unit<'_>, petition: &Petition, paper: &Admitted, attached: &[Admitted]) -> Result<bool, Problem> {
    // Another copy of the program may have been quicker: then nothing is kept.
    if store::is_known(unit, &petition.petition_number)? {
        return Ok(false);
    }
    let file = files::keep(unit, paper)?;
    let attachments = attached.iter().map(|one| files::keep(unit, one)).collect::<Result<Vec<_>, _>>()?;
    let idnp = petition.petitioner_idnp.as_deref().and_then(|number| number.parse::<Idnp>().ok());
    let person = match &idnp {
        Some(idnp) => persons::find_by_idnp(unit, idnp)?,
        None => None,
    };
    let said = |text: &Option<String>, most: usize| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(|text| text.chars().take(most).collect::<String>())
    };
    let email = said(&petition.email, 254);
    // The answer goes back through ePetitii; where it gives no address, that is the address.
    let address = said(&petition.address, 400).or_else(|| email.is_none().then(|| "prin ePetiții".to_owned()));
    let new = NewPetition {
        kind: PetitionKind::Application,
        channel: Channel::EPetitii,
        petitioner: Petitioner {
            name: said(&petition.petitioner_name, 200).unwrap_or_else(|| "petiționar ePetiții".to_owned()),
            idnp: idnp.map(|idnp| idnp.expose().to_owned()),
            email,
            address,
            language: Language::Ro,
        },
        account: None,
        person,
        object: said(&petition.subject, 300).unwrap_or_else(|| "Petiție prin ePetiții".to_owned()),
        reasons: said(&petition.text, 10_000).unwrap_or_else(|| "Textul este în fișierul petiției.".to_owned()),
        // ePetitii takes only what is signed, and vouches for it.
        signature: Signature::Valid,
        document: None,
        file: Some(file),
        attachments,
        external_number: Some(petition.petition_number.clone()),
        received_at: petition.submitted_at.filter(|at| *at <= unit.now).unwrap_or(unit.now),
    };
    registering::begin(unit, new, State::Registered)?;
    Ok(true)
}
