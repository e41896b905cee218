use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::AccountsReadSelf,
        saml::{Mpass, request_id},
        store::{self, frontends, sign_ins},
    },
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::Problem,
        text::Text,
    },
    partners::mpass::LogoutStart,
};

/// How to sign out.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignOutInput {
    /// Where the browser comes back to: one of the addresses registered for the frontend that signed in.
    #[schema(min_length = 8, max_length = 400, examples("http://localhost:3000/signed-in"))]
    pub return_uri: Option<String>,
}

/// A sign-out: here it is done, at MPass the browser finishes it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignOut {
    /// Send the browser there to sign out at MPass too; absent where the session did not begin there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000, examples("https://mpass.gov.md/logout/saml?SAMLRequest=PHNhbWw"))]
    pub sign_out_url: Option<String>,
}

/// Sign out, at MPass too.
///
/// The session ends with this call. The address leads the browser to MPass, which ends its own session and every other that came of it,
/// and sends the browser back.
#[utoipa::path(post, path = "/api/v1/sessions/current/sign-outs", tag = "Sessions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.2"]))))]
pub async fn sign_out_everywhere(
    allowed: Allowed<AccountsReadSelf>,
    _: Asked<NoQuery>,
    Input(input): Input<SignOutInput>,
    door: Door,
    mpass: web::Data<Mpass>,
) -> Result<Created<SignOut>, Problem> {
    let mpass = mpass.into_inner();
    door.run(&allowed, move |unit| {
        let session = unit.caller.session.ok_or_else(Problem::not_found)?;
        let (name_id, session_index, client) = sign_ins::origin(unit.conn, session)?;
        if let Some(address) = &input.return_uri
            && !frontends::active(unit.conn, &client)?.is_some_and(|frontend| frontend.redirect_uris.contains(address))
        {
            return Err(Problem::violation(
                "/returnUri",
                "not-registered",
                Text::new(
                    "Adresa nu este înregistrată pentru aplicație.",
                    "Адрес не зарегистрирован для приложения.",
                    "The address is not registered for the application.",
                ),
            ));
        }
        store::end_session(unit.conn, unit.now, session)?;
        let sign_out_url = match name_id.zip(session_index) {
            None => None,
            Some((name_id, session_index)) => {
                let request_id = request_id();
                sign_ins::logging_out(unit.conn, session, &request_id, input.return_uri.as_deref())?;
                let relay_state = session.to_string();
                let start = LogoutStart { request_id, relay_state, name_id, session_index, now: unit.now };
                Some(mpass.0.begin_logout(&start).map_err(Problem::internal)?.as_redirect().into())
            }
        };
        Created::plain(&SignOut { sign_out_url })
    })
    .await
}
