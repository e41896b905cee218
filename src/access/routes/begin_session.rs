use actix_web::HttpRequest;
use aws_lc_rs::{
    constant_time::verify_slices_are_equal,
    digest::{SHA256, digest},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::renew_access_token::AccessToken;
use crate::{
    access::{
        caller::{Open, SessionId},
        door::{Door, Unit},
        saml::digest_of,
        store::{
            self,
            sign_ins::{self, CODE_LIFETIME, SignIn},
        },
    },
    journal::Outcome,
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::Created,
        },
        id::TypedId,
        problem::{Kind, Problem},
        telemetry::trace_id,
    },
};

/// A one-time code to be exchanged.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionInput {
    /// The frontend's code.
    #[schema(pattern = "^[a-z][a-z0-9-]{1,39}$", max_length = 40, examples("efiling"))]
    pub client_code: String,
    /// The one-time code that the browser came back with.
    #[schema(
        pattern = "^[A-Za-z0-9_-]{43}$",
        min_length = 43,
        max_length = 43,
        examples("SplxlOBeZQQYbYS6WxSbIASplxlOBeZQQYbYS6WxSb0")
    )]
    pub code: String,
    /// The frontend's secret verifier (RFC 7636).
    #[schema(
        pattern = "^[A-Za-z0-9._~-]+$",
        min_length = 43,
        max_length = 128,
        examples("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    )]
    pub code_verifier: String,
}

/// A session that has begun, with its first access token.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BegunSession {
    /// The session.
    pub session_id: SessionId,
    /// It ends then, whatever happens.
    pub expires_at: chrono::DateTime<chrono::Utc>,
    /// The first access token.
    #[serde(flatten)]
    pub token: AccessToken,
}

/// Begin a session.
///
/// Exchanges the one-time code of a sign-in for a session and its first access token. A code is good once, for 60 seconds, for the
/// frontend that asked and with the verifier it kept; every failure is the same 401.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "Sessions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.2", "N-38"])),
        ("x-statuses" = json!([401])), ("x-links" = json!({"session": {"operationId": "readCurrentSession"}}))))]
pub async fn begin_session(
    _: Open,
    _: Asked<NoQuery>,
    Input(input): Input<SessionInput>,
    request: HttpRequest,
    door: Door,
) -> Result<Created<BegunSession>, Problem> {
    let (tokens, trace) = (door.clone(), trace_id(&request));
    let begun = door
        .by_system("beginSession", move |unit| {
            unit.entry.trace.clone_from(&trace);
            let Some(row) = sign_ins::by_code(unit.conn, &digest_of(&input.code))? else { return Ok(refused(unit)) };
            if row.used_at.is_some() {
                // Somebody else may have it: the session that came of it ends (RFC 9700, 4.5).
                if let Some(name_id) = &row.name_id {
                    sign_ins::end_by_index(unit.conn, unit.now, name_id, row.session_index.as_deref())?;
                }
                return Ok(refused(unit));
            }
            sign_ins::use_up(unit.conn, unit.now, row.id)?;
            let Some(account) = row.account_id.filter(|_| is_good(unit, &row, &input)) else { return Ok(refused(unit)) };
            let begun = store::begin_session(
                unit.conn,
                unit.now,
                account,
                &row.client,
                row.name_id.as_deref(),
                row.session_index.as_deref(),
                row.session_not_on_or_after,
            )?;
            unit.entry.actor = Some(account);
            unit.entry.session = Some(begun.id);
            let token = tokens.tokens().issue(account, begun.id, unit.now)?;
            let session_id = SessionId::from_uuid(begun.id);
            Ok(Some(BegunSession { session_id, expires_at: begun.expires_at, token: AccessToken::bearer(token) }))
        })
        .await?;
    let begun = begun.ok_or_else(|| Problem::new(Kind::CREDENTIALS_REFUSED))?;
    Ok(Created::plain(&begun)?.at("/api/v1/sessions/current"))
}

/// Committed, not rolled back: a code that was tried is used up, and the attempt stands in the journal.
fn refused(unit: &mut Unit<'_>) -> Option<BegunSession> {
    unit.entry.outcome = Outcome::Refused;
    unit.entry.problem = Some(Kind::CREDENTIALS_REFUSED.code);
    None
}

fn is_good(unit: &Unit<'_>, row: &SignIn, input: &SessionInput) -> bool {
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, input.code_verifier.as_bytes()));
    let in_time = row.answered_at.is_some_and(|answered| unit.now < answered + CODE_LIFETIME);
    let same = verify_slices_are_equal(challenge.as_bytes(), row.code_challenge.as_bytes()).is_ok();
    in_time && same && row.client == input.client_code
}
