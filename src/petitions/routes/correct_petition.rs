use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::{create_petition::AnswerTo, register_petition::IntakeChannel};
use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRegister},
    files::{self, FileId},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        identifiers::Idnp,
        problem::Problem,
        text::Language,
    },
    petitions::{
        correcting::{self, Correction, Petitioning},
        desk::PetitionsDesk,
        files_of::judge_file,
        parts::PetitionKind,
        rules::lifecycle::Action,
        step::{begin, concerns},
        store,
        wire::{Petition, PetitionPath},
    },
};

/// What was registered wrong, as it should be; absent stays.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[validate(schema(function = "one_idnp"))]
#[schema(examples(json!({ "reason": "Solicită informații de interes public, nu depune o petiție.", "kind": "InformationRequest" })))]
pub struct PetitionCorrection {
    /// Why it is corrected, for officers.
    #[schema(
        min_length = 5,
        max_length = 1000,
        pattern = "\\S",
        examples("Solicită informații de interes public, nu depune o petiție.")
    )]
    pub reason: String,
    /// What kind it is. From a petition to a request for information, or back, it goes to the other register.
    #[schema(value_type = PetitionKind, required = false)]
    pub kind: Option<PetitionKind>,
    /// How it came; only of what a clerk registered.
    #[schema(value_type = IntakeChannel, required = false)]
    pub channel: Option<IntakeChannel>,
    /// What it is about.
    #[schema(
        value_type = String,
        required = false,
        min_length = 5,
        max_length = 300,
        pattern = "\\S",
        examples("Programul ghișeului din Bălți")
    )]
    pub object: Option<String>,
    /// Name and surname of who writes; not of who signed in.
    #[schema(
        value_type = String,
        required = false,
        min_length = 3,
        max_length = 200,
        pattern = "\\S",
        examples("CEBAN Mihai")
    )]
    pub petitioner_name: Option<String>,
    /// IDNP of who writes; not of who signed in.
    #[schema(
        value_type = String,
        required = false,
        min_length = 13,
        max_length = 13,
        pattern = "^[0-9]{13}$",
        examples("2015000000022")
    )]
    pub petitioner_idnp: Option<Idnp>,
    /// The IDNP is not theirs, and theirs is not known: it is taken away.
    #[serde(default)]
    #[schema(required = false, examples(false))]
    pub without_idnp: bool,
    /// Where the answer goes: both addresses anew, what is absent is taken away.
    #[schema(value_type = AnswerTo, required = false)]
    pub answer_to: Option<AnswerTo>,
    /// Whether the paper, the minutes or the fax bears a signature by hand.
    #[schema(value_type = bool, required = false, examples(true))]
    pub signed_by_hand: Option<bool>,
    /// The petitioner was told of shortcomings by error: nothing is missing, and the term runs as if nothing had been asked. Only while it
    /// is awaited, and of what is signed.
    #[serde(default)]
    #[schema(required = false, examples(false))]
    pub nothing_is_missing: bool,
    /// Its text, or the minutes; only of what a clerk registered.
    #[schema(
        value_type = String,
        required = false,
        min_length = 10,
        max_length = 10_000,
        pattern = "\\S",
        examples("Ghișeul este închis în zilele anunțate ca lucrătoare.")
    )]
    pub reasons: Option<String>,
    /// When it reached the inspectorate, not after its registration; only of what a clerk registered.
    #[schema(value_type = String, format = DateTime, required = false, examples("2026-11-16T08:00:00Z"))]
    pub received_at: Option<DateTime<Utc>>,
    /// The language in which the petitioner is told things; not of who signed in.
    #[schema(value_type = Language, required = false)]
    pub language: Option<Language>,
}

fn one_idnp(wanted: &PetitionCorrection) -> Result<(), ValidationError> {
    if wanted.petitioner_idnp.is_none() || !wanted.without_idnp {
        return Ok(());
    }
    let mut error = ValidationError::new("given-and-taken-away");
    error.add_param("ro".into(), &"Fie indicați IDNP corect, fie cereți înlăturarea lui.");
    error.add_param("ru".into(), &"Либо укажите верный IDNP, либо попросите убрать его.");
    error.add_param("en".into(), &"Either give the right IDNP or have it taken away.");
    Err(error)
}

impl PetitionCorrection {
    fn idnp(&self) -> Option<Option<Idnp>> {
        if self.without_idnp { Some(None) } else { self.petitioner_idnp.map(Some) }
    }

    fn correction(&self) -> Correction {
        Correction {
            reason: self.reason.clone(),
            kind: self.kind,
            channel: self.channel.map(IntakeChannel::channel),
            object: self.object.clone(),
            petitioner: Petitioning {
                name: self.petitioner_name.clone(),
                idnp: self.idnp(),
                answer_to: self.answer_to.as_ref().map(|to| (to.email.clone(), to.address.clone())),
                language: self.language,
            },
            signed_by_hand: self.signed_by_hand,
            nothing_is_missing: self.nothing_is_missing,
            reasons: self.reasons.clone(),
            received_at: self.received_at,
        }
    }

    /// Whether its file must bear a signature as it is to stand: it may become a petition, or one that must be signed electronically, or
    /// one of somebody else (par. 39).
    fn asks_for_a_signature(&self) -> bool {
        let identity = self.petitioner_name.is_some() || self.idnp().is_some();
        identity || self.kind.is_some_and(PetitionKind::is_petition) || self.channel == Some(IntakeChannel::Email)
    }
}

/// Correct how a petition was registered.
///
/// The clerk's error in the register, with the reason: the kind (and so the register), the channel, the object, the text, who writes and where
/// the answer goes. In the other register it has a number of that register; the first is kept (`formerNumber`), found by, and its own again if
/// it comes back. The term is that of the right register and runs from the same instant; what becomes a petition must be signed as one, and by
/// who writes. Where the number or the address changes the petitioner is told of the receipt anew; at another address also what they are asked
/// for, with as many days as before. Letters that wait for the post are drawn up anew. Not once the answer is approved, or the petition has
/// ended.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/corrections", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-36", "R-40"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 60, 72, 75; Legea nr. 148/2023"))))]
pub async fn correct_petition(
    allowed: Allowed<PetitionsRegister>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionCorrection>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    let mut bears = false;
    if wanted.asks_for_a_signature() {
        let file = door
            .run(&allowed, move |unit| {
                let scope = unit.scope.clone();
                let row = store::find(unit, &scope, at.petition_id.uuid())?.row;
                concerns(unit, &row);
                let by = row.petitioner()?;
                let Some(file) = row.file_id else { return Ok(None) };
                Ok(Some((files::open(unit, FileId::from_uuid(file))?.blob, by.name, by.idnp)))
            })
            .await?;
        if let Some((blob, name, idnp)) = file {
            let name = wanted.petitioner_name.as_deref().map_or(name, |name| name.trim().to_owned());
            let idnp = match wanted.idnp() {
                Some(idnp) => idnp.map(|idnp| idnp.expose().to_owned()),
                None => idnp,
            };
            // One that is not signed is no error here: the petition has a shortcoming that its petitioner mends.
            bears = match judge_file(&desk, &blob, name, idnp, "/kind").await {
                Ok(()) => true,
                Err(problem) if problem.status() == 400 => false,
                Err(problem) => return Err(problem),
            };
        }
    }
    let wanted = wanted.correction();
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::Correct)?;
        let (row, with) = correcting::correct(unit, &desk, step, &wanted, bears)?;
        desk.show(unit, &row, &with)
    })
    .await
}
