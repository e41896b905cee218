//! `POST /sandbox/sessions`: an access token for a demo persona in one call. The route exists in development mode alone.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::personas;
use crate::{
    access::{door::Door, routes::renew_access_token::AccessToken, store},
    kernel::{problem::Problem, text::Text},
};

/// Which persona.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    persona: String,
}

/// A token, and who it speaks for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Given {
    #[serde(flatten)]
    token: AccessToken,
    persona: String,
    name: String,
}

async fn begin(wanted: web::Bytes, door: Door) -> Result<HttpResponse, Problem> {
    let known = || personas::all().iter().map(|persona| persona.persona.as_str()).collect::<Vec<_>>();
    let unknown = || {
        let names = known().join(", ");
        Problem::violation(
            "/persona",
            "not-a-choice",
            Text::new(
                format!("Se acceptă numai: {names}."),
                format!("Допустимо только: {names}."),
                format!("Only these are accepted: {names}."),
            ),
        )
    };
    let wanted: Wanted = serde_json::from_slice(&wanted).map_err(|_| unknown())?;
    let persona = personas::find(&wanted.persona).ok_or_else(unknown)?;
    let tokens = door.clone();
    let token = door
        .by_system("beginSandboxSession", move |unit| {
            let account = personas::account(unit.conn, unit.now, persona)?;
            let session = store::begin_session(unit.conn, unit.now, account, "sandbox", None, None, None)?;
            tokens.tokens().issue(account, session.id, unit.now)
        })
        .await?;
    let given = Given { token: AccessToken::bearer(token), persona: persona.persona.clone(), name: persona.name.clone() };
    Ok(HttpResponse::Created().json(given))
}

/// Mounts the route.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/sandbox/sessions", web::post().to(begin));
}
