use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::AccountsReadSelf, tokens},
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::Problem,
    },
};

/// A short-lived access token.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccessToken {
    /// Send it as `Authorization: Bearer ...`.
    #[schema(examples("eyJhbGciOiJFZERTQSJ9.e30.c2ln"), max_length = 2000)]
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(examples("Bearer"), max_length = 10)]
    pub token_type: String,
    /// Seconds until it ends; renew it before.
    #[schema(minimum = 1, maximum = 3600, examples(300))]
    pub expires_in: i64,
}

impl AccessToken {
    /// A token that has just been issued.
    pub fn bearer(access_token: String) -> Self {
        Self { access_token, token_type: "Bearer".into(), expires_in: tokens::LIFETIME }
    }
}

/// Renew the access token.
///
/// Gives a new short-lived token while the session lives. A session that was left alone longer than its inactivity limit is over.
/// It takes no idempotency key: a token is never stored, and asking twice simply gives two.
#[utoipa::path(post, path = "/api/v1/sessions/current/tokens", tag = "Sessions",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-29.2", "N-47"]))))]
pub async fn renew_access_token(
    allowed: Allowed<AccountsReadSelf>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Created<AccessToken>, Problem> {
    let tokens = door.clone();
    door.run(&allowed, move |unit| {
        let session = unit.caller.session.ok_or_else(Problem::not_found)?;
        let token = tokens.tokens().issue(unit.caller.account, session, unit.now)?;
        Ok(Created::plain(&AccessToken::bearer(token))?.at("/api/v1/sessions/current"))
    })
    .await
}
