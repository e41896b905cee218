use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::Open,
        door::Door,
        saml::{Mpass, request_id},
        store::{
            frontends,
            sign_ins::{self, NewSignIn, PATIENCE},
        },
    },
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::Problem,
        text::{Language, Text},
    },
    partners::mpass::SignInStart,
};

/// A sign-in about to begin.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInInput {
    /// The frontend's code.
    #[schema(pattern = "^[a-z][a-z0-9-]{1,39}$", max_length = 40, examples("efiling"))]
    pub client_code: String,
    /// Where the browser comes back to: one of the addresses registered for the frontend, letter by letter.
    #[schema(min_length = 8, max_length = 400, examples("http://localhost:3000/signed-in"))]
    pub redirect_uri: String,
    /// The frontend's own, given back with the code.
    #[schema(pattern = "^[A-Za-z0-9._~-]+$", min_length = 8, max_length = 200, examples("af0ifjsldkj-2b7f"))]
    pub state: String,
    /// SHA-256 of the frontend's secret verifier, base64url (RFC 7636, S256).
    #[schema(
        pattern = "^[A-Za-z0-9_-]{43}$",
        min_length = 43,
        max_length = 43,
        examples("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    )]
    pub code_challenge: String,
    /// Language of MPass's pages; Romanian unless said.
    pub language: Option<Language>,
}

/// A sign-in that has begun.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// Send the browser there.
    #[schema(max_length = 4000, examples("https://mpass.gov.md/login/saml?lang=ro&SAMLRequest=PHNhbWw"))]
    pub sign_in_url: String,
    /// It must be done by then.
    pub expires_at: chrono::DateTime<chrono::Utc>,
}

/// Begin a sign-in.
///
/// The browser goes to MPass and comes back to the frontend's registered address with `code` and `state`, or with `error`. The code is
/// exchanged once, within 60 seconds, at `POST /api/v1/sessions`, with the verifier of which `codeChallenge` is the digest.
#[utoipa::path(post, path = "/api/v1/sign-ins", tag = "Sessions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.2"])),
        ("x-links" = json!({"session": {"operationId": "beginSession"}}))))]
pub async fn begin_sign_in(
    _: Open,
    _: Asked<NoQuery>,
    Input(input): Input<SignInInput>,
    door: Door,
    mpass: web::Data<Mpass>,
) -> Result<Created<SignIn>, Problem> {
    let now = door.clock().now();
    let (id, request_id) = (Uuid::new_v4(), request_id());
    let start = SignInStart {
        request_id: request_id.clone(),
        relay_state: id.to_string(),
        language: input.language.unwrap_or_default(),
        force_authn: false,
        now,
    };
    let form = mpass.0.begin_sign_in(&start).map_err(Problem::internal)?;
    let wrong = |pointer: &str, code, ro: &str, ru: &str, en: &str| Problem::violation(pointer, code, Text::new(ro, ru, en));
    door.open(move |conn, now| {
        let Some(frontend) = frontends::active(conn, &input.client_code)? else {
            return Err(wrong(
                "/clientCode",
                "no-such-client",
                "Aplicația nu este înregistrată.",
                "Приложение не зарегистрировано.",
                "The application is not registered.",
            ));
        };
        if !frontend.redirect_uris.contains(&input.redirect_uri) {
            return Err(wrong(
                "/redirectUri",
                "not-registered",
                "Adresa nu este înregistrată pentru aplicație.",
                "Адрес не зарегистрирован для приложения.",
                "The address is not registered for the application.",
            ));
        }
        let new = NewSignIn {
            id,
            client: input.client_code.clone(),
            redirect_uri: input.redirect_uri.clone(),
            state: input.state.clone(),
            code_challenge: input.code_challenge.clone(),
            mpass_request_id: request_id.clone(),
            created_at: now,
        };
        sign_ins::begin(conn, &new)
    })
    .await?;
    Created::plain(&SignIn { sign_in_url: form.as_redirect().into(), expires_at: now + PATIENCE })
}
