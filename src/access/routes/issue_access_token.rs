use actix_web::HttpRequest;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::renew_access_token::AccessToken;
use crate::{
    access::{
        assertions::{self, PublicKeys},
        caller::Open,
        door::{Door, Unit},
        store::{self, sign_ins},
    },
    journal::Outcome,
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::{Kind, Problem},
        telemetry::trace_id,
    },
};

/// The credentials of a partner's system.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClientCredentials {
    /// The system's client id.
    #[schema(pattern = "^[a-z][a-z0-9-]{2,59}$", max_length = 60, examples("partner-demo"))]
    pub client_id: String,
    /// A JWT signed with the system's private key: `iss` and `sub` are the client id, `aud` is this address or the platform's, `exp` is
    /// at most five minutes ahead, `jti` is used once.
    #[schema(
        pattern = "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$",
        max_length = 4000,
        examples("eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJwYXJ0bmVyLWRlbW8ifQ.c2ln")
    )]
    pub client_assertion: String,
}

/// Issue an access token to a partner's system.
///
/// Client credentials by `private_key_jwt` (RFC 7523): EdDSA, ES256 or RS256, by a key that the administrator registered. Every failure is
/// the same 401. The token lives five minutes and is renewed at `POST /api/v1/sessions/current/tokens`, or asked for anew.
#[utoipa::path(post, path = "/api/v1/access-tokens", tag = "Sessions",
    extensions(("x-audience" = json!(["partner"])), ("x-requirements" = json!(["C-29.1", "C-35.4"])), ("x-statuses" = json!([401]))))]
pub async fn issue_access_token(
    _: Open,
    _: Asked<NoQuery>,
    Input(input): Input<ClientCredentials>,
    request: HttpRequest,
    door: Door,
) -> Result<Created<AccessToken>, Problem> {
    let (tokens, trace) = (door.clone(), trace_id(&request));
    let base = tokens.tokens().issuer().trim_end_matches('/').to_owned();
    let audiences = [format!("{base}/api/v1/access-tokens"), format!("{base}/"), base];
    let token = door
        .by_system("issueAccessToken", move |unit| {
            unit.entry.trace.clone_from(&trace);
            let Some(account) = judged(unit, &input, &audiences)? else {
                unit.entry.outcome = Outcome::Refused;
                unit.entry.problem = Some(Kind::CREDENTIALS_REFUSED.code);
                return Ok(None);
            };
            let begun = store::begin_session(unit.conn, unit.now, account, &input.client_id, None, None, None)?;
            unit.entry.actor = Some(account);
            unit.entry.session = Some(begun.id);
            tokens.tokens().issue(account, begun.id, unit.now).map(Some)
        })
        .await?;
    let token = token.ok_or_else(|| Problem::new(Kind::CREDENTIALS_REFUSED))?;
    Ok(Created::plain(&AccessToken::bearer(token))?.at("/api/v1/sessions/current"))
}

/// The system's account, if the assertion is good and was not seen before.
fn judged(unit: &mut Unit<'_>, input: &ClientCredentials, audiences: &[String]) -> Result<Option<uuid::Uuid>, Problem> {
    let Some((account, Some(keys))) = sign_ins::system(unit.conn, &input.client_id)? else { return Ok(None) };
    let keys: PublicKeys = serde_json::from_value(keys).map_err(Problem::internal)?;
    match assertions::check(&keys, &input.client_assertion, &input.client_id, audiences, unit.now) {
        Ok(accepted) => {
            let first = sign_ins::remember_assertion(unit.conn, unit.now, account, &accepted.jti, accepted.expires_at)?;
            Ok(first.then_some(account))
        }
        Err(why) => {
            tracing::warn!(why = %why, "a client assertion is refused");
            Ok(None)
        }
    }
}
