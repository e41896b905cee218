use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::PetitionsFile,
    },
    documents::{self, Act as NewAct, Signing},
    files::{self, FileFacts, FileId},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::Problem,
        text::{Language, Text},
        violation::Violation,
    },
    petitions::{
        answering::{PetitionPaper, petition_paper},
        desk::PetitionsDesk,
        files_of::{judge_file, own_files},
        parts::{Channel, PetitionKind, Petitioner, Signature},
        registering::{self, NewPetition},
        rules::lifecycle::State,
        step::concerns,
        wire::Petition,
    },
};

/// Where the answer goes: at least one of the two (Administrative Code, art. 75 (1) b).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(min_properties = 1)]
pub struct AnswerTo {
    /// An e-mail address.
    #[serde(default)]
    #[schema(
        min_length = 6,
        max_length = 254,
        pattern = "^[^@\\s\\x00]+@[^@\\s\\x00]+[.][^@\\s\\x00.]{2,}$",
        examples("emre.yilmaz@example.org")
    )]
    pub email: Option<String>,
    /// A postal address.
    #[serde(default)]
    #[schema(min_length = 5, max_length = 400, examples("mun. Chișinău, bd. Dacia, 16, ap. 45"))]
    pub address: Option<String>,
}

/// A petition as it is filed here.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPetitionInput {
    /// What kind.
    pub kind: PetitionKind,
    /// What it is about.
    #[schema(min_length = 5, max_length = 300, pattern = "\\S", examples("Întârzierea permisului de ședere"))]
    pub object: String,
    /// Its text, with the reasons.
    #[schema(
        min_length = 10,
        max_length = 10_000,
        pattern = "\\S",
        examples("Cererea a fost depusă la 1 septembrie și nu a primit răspuns.")
    )]
    pub reasons: String,
    /// Where the answer goes.
    pub answer_to: AnswerTo,
    /// The language in which the petitioner is told things.
    #[serde(default)]
    pub language: Language,
    /// At most two supporting files that the caller has uploaded: PDF, JPEG or PNG, 10 MB each.
    #[serde(default)]
    #[schema(max_items = 2, required = false, examples(json!([])))]
    pub attachment_ids: Vec<FileId>,
    /// The petition as a PDF that the petitioner has signed electronically (PAdES), uploaded. Without it the petition is drawn up here and
    /// signed through MSign. A request for information is kept as it is, signed or not.
    #[serde(default)]
    pub signed_file_id: Option<FileId>,
}

/// What the caller brings, checked.
struct Brought {
    attachments: Vec<FileFacts>,
    signed: Option<FileFacts>,
}

fn brought(unit: &mut Unit<'_>, wanted: &NewPetitionInput) -> Result<Brought, Problem> {
    let mut places: Vec<(String, FileId)> =
        wanted.attachment_ids.iter().enumerate().map(|(index, id)| (format!("/attachmentIds/{index}"), *id)).collect();
    places.extend(wanted.signed_file_id.map(|id| ("/signedFileId".to_owned(), id)));
    let mut found = own_files(unit, &places)?;
    let signed = wanted.signed_file_id.and_then(|_| found.pop());
    Ok(Brought { attachments: found, signed })
}

/// File a petition.
///
/// Object and reasons, an address for the answer, at most two files; the petitioner is the signed-in person, never anonymous. A petition is
/// always signed electronically: either it is drawn up as a PDF which the petitioner signs (`POST /documents/{documentId}/signings`) and is
/// registered once it is signed, or it comes as a signed file, which is checked here (whole, signed, by the petitioner) and by MSign before
/// it is registered. A request for information (Law 148/2023) needs no signature and is registered at once, in a register of its own.
#[utoipa::path(post, path = "/api/v1/petitions", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling"])), ("x-requirements" = json!(["R-34", "R-38", "R-39"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 72, 75; Legea nr. 148/2023")),
        ("x-links" = json!({ "petition": { "operationId": "readPetition", "parameters": { "petitionId": "$response.body#/petitionId" } } }))))]
pub async fn create_petition(
    allowed: Allowed<PetitionsFile>,
    _: Asked<NoQuery>,
    act: Act<NewPetitionInput>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Created<Petition>, Problem> {
    let wanted = std::sync::Arc::new(act.body);
    // A request for information needs no signature: whatever file it is, it is kept as it came.
    if let (true, Some(file)) = (wanted.kind.is_petition(), wanted.signed_file_id) {
        judge_signed(&allowed, &door, &desk, file).await?;
    }
    door.act(&allowed, act.key, move |unit| {
        let Brought { attachments, signed } = brought(unit, &wanted)?;
        let petitioner = Petitioner {
            name: unit.caller.name.clone(),
            idnp: Some(unit.caller.login.clone()),
            email: wanted.answer_to.email.clone(),
            address: wanted.answer_to.address.clone(),
            language: wanted.language,
        };
        let (signature, state) = match (wanted.kind.is_petition(), &signed) {
            (true, Some(_)) => (Signature::Pending, State::CheckingSignature),
            (true, None) => (Signature::Pending, State::AwaitingSignature),
            (false, _) => (Signature::NotNeeded, State::Registered),
        };
        let document = match state {
            State::AwaitingSignature => Some(draw_up(unit, &wanted, &petitioner, &attachments)?),
            _ => None,
        };
        let new = NewPetition {
            kind: wanted.kind,
            channel: Channel::Online,
            petitioner,
            account: Some(unit.caller.account),
            person: unit.caller.person,
            object: wanted.object.clone(),
            reasons: wanted.reasons.clone(),
            signature,
            document,
            file: signed,
            attachments,
            external_number: None,
            stranger: false,
            note: None,
            received_at: unit.now,
        };
        let (row, with) = registering::begin(unit, new, state)?;
        concerns(unit, &row);
        desk.show_created(unit, &row, &with)
    })
    .await
}

/// What the signed file itself says, before anything is written.
async fn judge_signed(allowed: &Allowed<PetitionsFile>, door: &Door, desk: &PetitionsDesk, file: FileId) -> Result<(), Problem> {
    let (blob, name, idnp) = door
        .run(allowed, move |unit| {
            own_files(unit, &[("/signedFileId".to_owned(), file)])?;
            Ok((files::open(unit, file)?.blob, unit.caller.name.clone(), unit.caller.login.clone()))
        })
        .await?;
    judge_file(desk, &blob, name, Some(idnp), "/signedFileId").await
}

/// The petition on paper, for its petitioner to sign.
fn draw_up(
    unit: &mut Unit<'_>,
    wanted: &NewPetitionInput,
    petitioner: &Petitioner,
    attachments: &[FileFacts],
) -> Result<uuid::Uuid, Problem> {
    let mut who: Value = json!({ "name": petitioner.name, "idnp": petitioner.idnp });
    for (name, value) in [("email", &petitioner.email), ("address", &petitioner.address)] {
        if let Some(value) = value {
            who[name] = value.as_str().into();
        }
    }
    let paper = PetitionPaper {
        petitioner: who,
        kind: match wanted.kind {
            PetitionKind::Application => "cerere",
            PetitionKind::Complaint => "sesizare",
            PetitionKind::Proposal => "propunere",
            PetitionKind::InformationRequest => "cerere de informații",
        },
        object: &wanted.object,
        reasons: &wanted.reasons,
        filed_at: unit.now.with_timezone(&chrono_tz::Europe::Chisinau).format("%d.%m.%Y, ora %H:%M").to_string(),
        attachments: attachments.iter().map(|file| file.name.clone()).collect(),
    };
    let data = petition_paper(&paper);
    legible(&data)?;
    let act = NewAct {
        template: "petition".into(),
        request: None,
        person: None,
        applicant: Some(unit.caller.account),
        subdivision: None,
        data,
        reason: "Petiție depusă online".into(),
        valid_until: None,
        signing: Signing::Person { idnp: unit.caller.login.clone(), name: unit.caller.name.clone() },
    };
    Ok(documents::freeze(unit, &act)?.id)
}

/// What cannot be printed is told at its own place; it can be filed as a signed file.
fn legible(data: &Value) -> Result<(), Problem> {
    let printed = documents::legible(data)?;
    let wrong =
        [("object", "/object"), ("paragraphs", "/reasons"), ("petitioner", "/answerTo"), ("attachments", "/attachmentIds")]
            .into_iter()
            .filter(|(name, _)| printed.get(name) != data.get(name))
            .map(|(_, pointer)| {
                let text = Text::new(
                    "Conține caractere care nu pot fi tipărite.",
                    "Содержит символы, которые нельзя напечатать.",
                    "Holds characters that cannot be printed.",
                );
                Violation::new(pointer, "unprintable", text)
            });
    let wrong: Vec<Violation> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(Problem::bad_input(wrong)) }
}
