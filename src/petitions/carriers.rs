//! What happens to petitions by itself, when its time comes or a partner answers. All of it can be done again without harm.

use std::sync::Arc;

use serde_json::Value;
use uuid::Uuid;

use super::{
    answering,
    desk::PetitionsDesk,
    effects, letters,
    parts::{EndingReason, PetitionOutcome, THROUGH_EPETITII},
    step::concerns,
    store::{self, PetitionRow},
    support,
};
use crate::{
    access::door::{Door, Unit},
    documents,
    files::{self, FileId},
    kernel::{
        blobs::BlobRef,
        failpoint,
        id::TypedId,
        local_time::legal_day,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
        text::Language,
    },
    partners::{
        PartnerError, Partners,
        epetitii::{Closing, Outcome, Registration},
        msign::{ContentType, VerificationContent, VerificationRequest},
    },
};

/// Looks whether a drawn-up petition was signed.
pub const SIGNING_ENDS: &str = "petitions.signing-ends";
/// Looks whether what was asked for came.
pub const WAITING_ENDS: &str = "petitions.waiting-ends";
/// Asks MSign about a signature.
pub const CHECK_SIGNATURE: &str = "petitions.check-signature";
/// Tells ePetitii of a registration.
pub const TELL_REGISTERED: &str = "petitions.tell-registered";
/// Tells ePetitii of an end.
pub const TELL_CLOSED: &str = "petitions.tell-closed";
/// Everything that carries this room's messages.
pub fn all(door: &Door, desk: &PetitionsDesk, partners: &Partners, public_url: &str) -> Vec<Arc<dyn Carrier>> {
    let responsible = &partners.epetitii_responsible;
    vec![
        Arc::new(SigningEnds(door.clone())),
        Arc::new(WaitingEnds(door.clone())),
        Arc::new(CheckSignature { door: door.clone(), desk: desk.clone() }),
        Arc::new(DrawLetters(door.clone())),
        Arc::new(SendAnswer { door: door.clone(), public_url: public_url.to_owned() }),
        Arc::new(TellRegistered { door: door.clone(), desk: desk.clone(), responsible: responsible.clone() }),
        Arc::new(TellClosed { door: door.clone(), desk: desk.clone(), responsible: responsible.clone() }),
        Arc::new(support::FollowTicket { door: door.clone(), msupport: partners.msupport.clone() }),
    ]
}

fn id_in(payload: &Value, name: &str) -> Result<Uuid, NotDone> {
    payload[name].as_str().and_then(|id| id.parse().ok()).ok_or_else(|| NotDone::Never(format!("no {name} in the message")))
}

fn later(error: &PartnerError) -> NotDone {
    if error.is_worth_another_try() { NotDone::Later(error.to_string()) } else { NotDone::Never(error.to_string()) }
}

/// Carries [`SIGNING_ENDS`].
pub struct SigningEnds(pub Door);

impl Carrier for SigningEnds {
    fn kind(&self) -> &'static str {
        SIGNING_ENDS
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let petition = id_in(&message.payload, "petition")?;
            self.0.by_system("endPetitionSigning", move |unit| effects::on_signing_ended(unit, petition)).await?;
            Ok(())
        })
    }
}

/// Carries [`WAITING_ENDS`].
pub struct WaitingEnds(pub Door);

impl Carrier for WaitingEnds {
    fn kind(&self) -> &'static str {
        WAITING_ENDS
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let (petition, asking) = (id_in(&message.payload, "petition")?, id_in(&message.payload, "asking")?);
            self.0.by_system("endPetitionWaiting", move |unit| effects::on_waiting_ended(unit, petition, asking)).await?;
            Ok(())
        })
    }
}

/// Carries [`letters::DRAW`].
pub struct DrawLetters(pub Door);

impl Carrier for DrawLetters {
    fn kind(&self) -> &'static str {
        letters::DRAW
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let petition = id_in(&message.payload, "petition")?;
            self.0.by_system("drawPetitionLetters", move |unit| letters::draw_waiting(unit, petition)).await?;
            Ok(())
        })
    }
}

/// Carries [`answering::SEND`].
pub struct SendAnswer {
    /// The way to the database.
    pub door: Door,
    /// The public address of the platform.
    pub public_url: String,
}

impl Carrier for SendAnswer {
    fn kind(&self) -> &'static str {
        answering::SEND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let petition = id_in(&message.payload, "petition")?;
            let public_url = self.public_url.clone();
            let how = "prin mijloace electronice";
            self.door.by_system("sendPetitionAnswer", move |unit| answering::send(unit, petition, &public_url, how)).await?;
            Ok(())
        })
    }
}

/// Carries [`CHECK_SIGNATURE`]: the local check said that the file is whole and of the petitioner; MSign knows whom to trust.
pub struct CheckSignature {
    /// The way to the database.
    pub door: Door,
    /// MSign and the files.
    pub desk: PetitionsDesk,
}

impl Carrier for CheckSignature {
    fn kind(&self) -> &'static str {
        CHECK_SIGNATURE
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let petition = id_in(&message.payload, "petition")?;
            let file = self.door.by_system("readPetitionSignature", move |unit| waiting_file(unit, petition)).await?;
            let Some(blob) = file else { return Ok(()) };
            let signed = self.desk.files.blobs.get(&blob).await.map_err(|error| NotDone::Later(error.to_string()))?;
            let request = VerificationRequest {
                contents: vec![VerificationContent {
                    content: None,
                    correlation_id: Some(petition.to_string()),
                    signature: signed.to_vec(),
                }],
                language: Some(Language::Ro),
                signed_content_type: ContentType::Pdf,
            };
            let answer = self.desk.msign.verify_signatures(&request).await.map_err(|error| later(&error))?;
            let result = answer.results.first().ok_or_else(|| NotDone::Later("MSign says nothing of the signature".into()))?;
            let valid = result.signatures_valid;
            self.door.by_system("judgePetitionSignature", move |unit| effects::on_judged(unit, petition, valid)).await?;
            Ok(())
        })
    }
}

/// The signed file of a petition whose signature is not judged yet.
fn waiting_file(unit: &mut Unit<'_>, petition: Uuid) -> Result<Option<BlobRef>, Problem> {
    let row = store::held(unit, petition)?.filter(|row| row.signature == "Pending");
    row.iter().for_each(|row| concerns(unit, row));
    let Some(file) = row.and_then(|row| row.file_id) else { return Ok(None) };
    Ok(Some(files::open(unit, FileId::from_uuid(file))?.blob))
}

/// Carries [`TELL_REGISTERED`].
pub struct TellRegistered {
    /// The way to the database.
    pub door: Door,
    /// ePetitii.
    pub desk: PetitionsDesk,
    /// Who answers for it there.
    pub responsible: String,
}

impl Carrier for TellRegistered {
    fn kind(&self) -> &'static str {
        TELL_REGISTERED
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let petition = id_in(&message.payload, "petition")?;
            let responsible = self.responsible.clone();
            let told = self.door.by_system("readPetitionRegistration", move |unit| registration(unit, petition, &responsible));
            let Some(registration) = told.await? else { return Ok(()) };
            self.desk.epetitii.register(&registration).await.map_err(|error| later(&error))
        })
    }
}

fn registration(unit: &mut Unit<'_>, petition: Uuid, responsible: &str) -> Result<Option<Registration>, Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(None) };
    concerns(unit, &row);
    let (Some(theirs), Some(ours), Some(at)) = (row.external_number, row.number, row.registered_at) else { return Ok(None) };
    Ok(Some(Registration {
        petition_number: theirs,
        registration_number: ours,
        registration_date: legal_day(at),
        responsible_person_idnp: responsible.to_owned(),
        estimated_resolve_date: legal_day(row.due_at.unwrap_or(at)),
    }))
}

/// Carries [`TELL_CLOSED`].
pub struct TellClosed {
    /// The way to the database.
    pub door: Door,
    /// ePetitii and the documents.
    pub desk: PetitionsDesk,
    /// Who answers for it there.
    pub responsible: String,
}

impl Carrier for TellClosed {
    fn kind(&self) -> &'static str {
        TELL_CLOSED
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let petition = id_in(&message.payload, "petition")?;
            let responsible = self.responsible.clone();
            let read = self.door.by_system("readPetitionEnd", move |unit| closing(unit, petition, &responsible));
            let Some((mut closing, pdf)) = read.await? else { return Ok(()) };
            if let Some(blob) = pdf {
                let bytes = self.desk.documents.blobs.get(&blob).await.map_err(|error| NotDone::Later(error.to_string()))?;
                closing.file = Some(bytes.to_vec());
            }
            match self.desk.epetitii.close(&closing).await {
                Ok(()) => {}
                // Its registration is still on its way.
                Err(PartnerError::Refused { status: 409, .. }) if message.attempts < 10 => {
                    return Err(NotDone::Later("not registered there yet".into()));
                }
                Err(error) => return Err(later(&error)),
            }
            failpoint::here("petition-closed");
            let public_url = self.desk.documents.press.public_url().to_string();
            let done = self
                .door
                .by_system("recordPetitionSent", move |unit| answering::send(unit, petition, &public_url, THROUGH_EPETITII));
            done.await?;
            Ok(())
        })
    }
}

/// What ePetitii is told. An answered petition is told as answered whatever became of it since: that an answer was signed decides, not the
/// state, for this message may come again after the petition was closed.
fn closing(unit: &mut Unit<'_>, petition: Uuid, responsible: &str) -> Result<Option<(Closing, Option<BlobRef>)>, Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(None) };
    let Some(theirs) = row.external_number.clone() else { return Ok(None) };
    let (outcome, number, pdf) = match row.answer_document_id.filter(|_| row.answered_at.is_some()) {
        Some(document) => {
            let answer = row.answer()?.ok_or_else(|| Problem::internal("an answered petition without an answer"))?;
            if answer.sent_how.as_deref() == Some(THROUGH_EPETITII) {
                return Ok(None);
            }
            let content = documents::open(unit, document)?;
            (answered(answer.outcome), content.number, Some(content.blob))
        }
        None if row.ended_at.is_some() => (unanswered(&row)?, row.number.clone().unwrap_or_default(), None),
        None => return Ok(None),
    };
    concerns(unit, &row);
    let closing = Closing {
        petition_number: theirs,
        petition_exit_number: number,
        outcome,
        file: None,
        responsible_person_idnp: responsible.to_owned(),
        response_date: legal_day(row.answered_at.or(row.ended_at).unwrap_or(unit.now)),
    };
    Ok(Some((closing, pdf)))
}

const fn answered(outcome: PetitionOutcome) -> Outcome {
    match outcome {
        PetitionOutcome::Satisfied | PetitionOutcome::Explained => Outcome::Satisfaction,
        PetitionOutcome::Rejected => Outcome::Rejection,
    }
}

fn unanswered(row: &PetitionRow) -> Result<Outcome, Problem> {
    Ok(match row.ending()?.map(|ending| ending.reason) {
        Some(EndingReason::OtherCompetence) => Outcome::Redirected,
        Some(EndingReason::Offensive | EndingReason::Threat) => Outcome::Refuse,
        _ => Outcome::Unexamined,
    })
}
