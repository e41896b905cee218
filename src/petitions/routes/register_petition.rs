use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::create_petition::AnswerTo;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRegister},
    files::{self, FileId},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        identifiers::Idnp,
        problem::Problem,
        text::{Language, Text},
    },
    persons,
    petitions::{
        desk::PetitionsDesk,
        files_of::{judge_file, own_files},
        parts::{Channel, PetitionKind, Petitioner, Signature},
        registering::{self, NewPetition},
        rules::lifecycle::State,
        step::concerns,
        wire::Petition,
    },
};

/// By which way a clerk takes petitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum IntakeChannel {
    /// On paper; the file is its scan.
    Paper,
    /// By e-mail; the file is the signed PDF that came.
    Email,
    /// Spoken; the file is the signed minutes.
    Verbal,
    /// By fax.
    Fax,
}

impl IntakeChannel {
    /// As it is kept.
    pub fn channel(self) -> Channel {
        match self {
            Self::Paper => Channel::Paper,
            Self::Email => Channel::Email,
            Self::Verbal => Channel::Verbal,
            Self::Fax => Channel::Fax,
        }
    }
}

/// A petition that a clerk takes.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[validate(schema(function = "fits"))]
pub struct PetitionIntake {
    /// How it came.
    pub channel: IntakeChannel,
    /// What kind.
    pub kind: PetitionKind,
    /// Name and surname of who writes; nobody is anonymous (Administrative Code, art. 76).
    #[schema(min_length = 3, max_length = 200, pattern = "\\S", examples("CEBAN Mihai"))]
    pub petitioner_name: String,
    /// IDNP, where the petition gives it.
    #[serde(default)]
    #[schema(value_type = Option<String>, min_length = 13, max_length = 13, pattern = "^[0-9]{13}$", examples("2015000000022"))]
    pub petitioner_idnp: Option<Idnp>,
    /// Where the answer goes.
    pub answer_to: AnswerTo,
    /// The language in which the petitioner is told things.
    #[serde(default)]
    pub language: Language,
    /// What it is about.
    #[schema(min_length = 5, max_length = 300, pattern = "\\S", examples("Programul ghișeului din Bălți"))]
    pub object: String,
    /// Its text; for a spoken petition, the minutes.
    #[schema(
        min_length = 10,
        max_length = 10_000,
        pattern = "\\S",
        examples("Ghișeul este închis în zilele anunțate ca lucrătoare.")
    )]
    pub reasons: String,
    /// When it reached the inspectorate; now, if absent.
    #[serde(default)]
    pub received_at: Option<DateTime<Utc>>,
    /// Whether it bears a signature by hand (paper, fax, minutes).
    #[serde(default)]
    #[schema(required = false, examples(true))]
    pub signed_by_hand: bool,
    /// The file of an e-mail bears no signature, or not a good one: it is kept as it came and the petition is registered as unsigned.
    #[serde(default)]
    #[schema(required = false, examples(false))]
    pub unsigned: bool,
    /// The petition itself, uploaded by the clerk.
    #[serde(default)]
    pub file_id: Option<FileId>,
    /// Its supporting files, at most two.
    #[serde(default)]
    #[schema(max_items = 2, required = false, examples(json!([])))]
    pub attachment_ids: Vec<FileId>,
}

fn fits(intake: &PetitionIntake) -> Result<(), ValidationError> {
    let wrong = |code: &'static str, ro: &'static str, ru: &'static str, en: &'static str| {
        let mut error = ValidationError::new(code);
        error.add_param("ro".into(), &ro);
        error.add_param("ru".into(), &ru);
        error.add_param("en".into(), &en);
        Err(error)
    };
    if intake.channel == IntakeChannel::Email && intake.answer_to.email.is_none() {
        return wrong(
            "email-required",
            "Răspunsul la o petiție primită prin e-mail se trimite la adresa electronică: indicați-o.",
            "Ответ на петицию, полученную по e-mail, отправляется на электронный адрес: укажите его.",
            "A petition that came by e-mail is answered by e-mail: give the address.",
        );
    }
    if intake.channel == IntakeChannel::Email && intake.signed_by_hand {
        return wrong(
            "not-by-hand",
            "Petiția electronică se semnează electronic.",
            "Электронная петиция подписывается электронной подписью.",
            "An electronic petition is signed electronically.",
        );
    }
    if intake.unsigned && intake.signed_by_hand {
        return wrong(
            "signed-and-unsigned",
            "Petiția este fie semnată de mână, fie nesemnată.",
            "Петиция либо подписана от руки, либо не подписана.",
            "A petition is either signed by hand or unsigned.",
        );
    }
    Ok(())
}

/// Register a petition that came otherwise.
///
/// For clerks: on paper, by e-mail, spoken (the minutes), by fax. It gets its number and the petitioner's receipt at once. One that came by
/// e-mail with a signed PDF has its signature checked; one without any signature is registered too, with its file where `unsigned` says so,
/// but is not examined before the petitioner has mended it (`POST /petitions/{petitionId}/completion-requests`).
#[utoipa::path(post, path = "/api/v1/petition-intakes", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-35", "R-36", "R-38", "R-39", "R-40", "R-45"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 72, 75, 76")),
        ("x-links" = json!({ "petition": { "operationId": "readPetition", "parameters": { "petitionId": "$response.body#/petitionId" } } }))))]
pub async fn register_petition(
    allowed: Allowed<PetitionsRegister>,
    _: Asked<NoQuery>,
    act: Act<PetitionIntake>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Created<Petition>, Problem> {
    let wanted = std::sync::Arc::new(act.body);
    // A request for information needs no signature, and what the clerk files as unsigned has none to be judged.
    let bears_signature = wanted.channel == IntakeChannel::Email && wanted.kind.is_petition() && !wanted.unsigned;
    if let (true, Some(file)) = (bears_signature, wanted.file_id) {
        let blob = door
            .run(&allowed, move |unit| {
                own_files(unit, &[("/fileId".to_owned(), file)])?;
                Ok(files::open(unit, file)?.blob)
            })
            .await?;
        let idnp = wanted.petitioner_idnp.as_ref().map(|idnp| idnp.expose().to_owned());
        judge_file(&desk, &blob, wanted.petitioner_name.clone(), idnp, "/fileId").await?;
    }
    door.act(&allowed, act.key, move |unit| {
        let received_at = wanted.received_at.unwrap_or(unit.now);
        if received_at > unit.now {
            return Err(Problem::violation(
                "/receivedAt",
                "in-the-future",
                Text::new("Nu poate fi în viitor.", "Не может быть в будущем.", "It cannot be in the future."),
            ));
        }
        let mut places: Vec<(String, FileId)> =
            wanted.attachment_ids.iter().enumerate().map(|(index, id)| (format!("/attachmentIds/{index}"), *id)).collect();
        places.extend(wanted.file_id.map(|id| ("/fileId".to_owned(), id)));
        let mut attachments = own_files(unit, &places)?;
        let file = wanted.file_id.and_then(|_| attachments.pop());
        let signature = match (wanted.channel, &file) {
            _ if !wanted.kind.is_petition() => Signature::NotNeeded,
            (IntakeChannel::Email, Some(_)) if bears_signature => Signature::Pending,
            _ if wanted.signed_by_hand => Signature::Handwritten,
            _ => Signature::None,
        };
        let person = match &wanted.petitioner_idnp {
            Some(idnp) => persons::find_by_idnp(unit, idnp)?,
            None => None,
        };
        let new = NewPetition {
            kind: wanted.kind,
            channel: wanted.channel.channel(),
            petitioner: Petitioner {
                name: wanted.petitioner_name.trim().to_owned(),
                idnp: wanted.petitioner_idnp.as_ref().map(|idnp| idnp.expose().to_owned()),
                email: wanted.answer_to.email.clone(),
                address: wanted.answer_to.address.clone(),
                language: wanted.language,
            },
            account: None,
            person,
            object: wanted.object.clone(),
            reasons: wanted.reasons.clone(),
            signature,
            document: None,
            file,
            attachments,
            external_number: None,
            stranger: false,
            note: None,
            received_at,
        };
        let (row, with) = registering::begin(unit, new, State::Registered)?;
        concerns(unit, &row);
        desk.show_created(unit, &row, &with)
    })
    .await
}
