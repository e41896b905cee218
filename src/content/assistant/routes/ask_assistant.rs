use actix_web::web;
use metrics::counter;

use crate::{
    access::{caller::Open, door::Door},
    content::assistant::{
        ServiceTexts, answer,
        wire::{AssistantAnswer, AssistantOutcome, AssistantQuestion},
    },
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    services::Catalogue,
};

/// Ask the assistant.
///
/// Answers in the question's own language from frequent questions, pages and services that are published: every sentence word for word as
/// it is published, with its source. Says when it does not know. Nothing is said about a person: such a question is steered to signing in.
/// What was asked is neither journalled nor logged, and nothing is kept, so no idempotency key is asked for.
#[utoipa::path(post, path = "/api/v1/assistant/questions", tag = "Publications",
    extensions(("x-audience" = json!(["public", "efiling", "intranet"])), ("x-requirements" = json!(["R-7.10", "C-18.1"])),
        ("x-legal-basis" = json!("Regulamentul de publicare pe site-ul web oficial al IGM, pct. 7.10"))))]
pub async fn ask_assistant(
    _: Open,
    _: Asked<NoQuery>,
    Input(asked): Input<AssistantQuestion>,
    services: web::Data<ServiceTexts>,
    catalogue: web::Data<Catalogue>,
    door: Door,
) -> Result<Reply<AssistantAnswer>, Problem> {
    let texts = services.clone();
    let (written, answer) =
        door.open(move |conn, now| Ok((texts.write(conn)?, answer::answer(conn, now, &catalogue, &asked)?))).await?;
    services.have_been_written(written);
    let outcome = match answer.outcome {
        AssistantOutcome::Answered => "answered",
        AssistantOutcome::Unknown => "unknown",
        AssistantOutcome::AboutPerson => "about-person",
    };
    counter!("migratie_assistant_questions_total", "outcome" => outcome).increment(1);
    Reply::plain(&answer)
}
