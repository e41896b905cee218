//! Who is calling: read from the token, confirmed by the session at the first statement of the unit of work.

use std::{marker::PhantomData, sync::Arc};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::future::{Ready, ready};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    door::Door,
    permissions::{AccountsReadSelf, Permission},
    policy::{Grant, Policy, Role, Scope},
    tokens::Claims,
};
use crate::{
    kernel::{
        http::{
            describe::{Describe, Description},
            routes::{OperationInfo, Operations},
        },
        problem::{Kind, Problem},
        telemetry::trace_id,
        text::Text,
    },
    typed_id,
};

typed_id!(AccountId, "acc", "an account");
typed_id!(SessionId, "ses", "a session");
typed_id!(SubdivisionId, "sub", "a subdivision");
typed_id!(PersonId, "per", "a person");

/// What kind of caller an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AccountKind {
    /// A member of the public.
    Person,
    /// An officer (angajat).
    Officer,
    /// Another institution's system.
    System,
}

/// A caller whose session lives.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account.
    pub account: Uuid,
    /// What kind of account.
    pub kind: AccountKind,
    /// The session.
    pub session: Option<Uuid>,
    /// As acts and journals name them.
    pub name: String,
    /// The login MPass gave: an IDNP, or a system's client id. Never logged.
    pub login: String,
    /// The person on record that the caller is.
    pub person: Option<Uuid>,
    /// Their roles today.
    pub grants: Vec<Grant>,
    /// The permissions to which a partner's system is kept, of those that its roles give; none: all of them.
    pub scopes: Option<Vec<String>>,
    /// The records of persons in whom an officer has declared an interest that still stands, those given up for them too.
    pub interests: Vec<Uuid>,
}

impl Caller {
    /// The program itself (workers, partners' call-backs).
    pub fn system(name: &str) -> Self {
        Self {
            account: Uuid::nil(),
            kind: AccountKind::System,
            session: None,
            name: name.to_owned(),
            login: "system".into(),
            person: None,
            grants: Vec::new(),
            scopes: None,
            interests: Vec::new(),
        }
    }

    /// Whether a declared interest excludes them from what concerns this person (settled.md, "Identity").
    pub fn is_interested_in(&self, person: Uuid) -> bool {
        self.interests.contains(&person)
    }

    /// What a permission reaches for them: what their roles give, unless it is outside the scopes of a system. Everyone may read their session.
    pub fn reach(&self, policy: &Policy, permission: &str) -> Scope {
        let within = |scopes: &Vec<String>| permission == AccountsReadSelf::ID || scopes.iter().any(|scope| scope == permission);
        if self.scopes.as_ref().is_none_or(within) { policy.scope(permission, &self.grants) } else { Scope::default() }
    }

    /// Whether the caller has a role anywhere.
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The first subdivision in which the caller holds a role.
    pub fn office(&self) -> Option<Uuid> {
        self.grants.iter().find_map(|grant| grant.subdivision)
    }

    /// Whether the caller reads others' data for an institution, and so must say on which ground.
    pub fn is_institutional(&self) -> bool {
        self.kind != AccountKind::Person
    }
}

/// The legal ground of a reading (C-11.42): a code of the classifier and a reason in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// `Legal-Basis`.
    pub basis: Option<String>,
    /// `Legal-Reason`, percent-decoded.
    pub reason: Option<String>,
}

/// Proof that a token was given for an operation that asks for permission `P`. The role is judged inside the unit of work.
pub struct Allowed<P> {
    pub(super) claims: Claims,
    pub(super) call: Call,
    permission: PhantomData<P>,
}

/// What is known of a call before the database is asked.
#[derive(Clone)]
pub struct Call {
    /// The operation reached.
    pub operation: Arc<OperationInfo>,
    /// Quoted in answers and journal.
    pub trace: String,
    /// The legal ground, where one was given.
    pub ground: Ground,
}

/// Open to all: no token is asked for, and one that is sent is not looked at.
pub struct Open;

impl<P: Permission> FromRequest for Allowed<P> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(admit(request).map(|(claims, call)| Self { claims, call, permission: PhantomData }))
    }
}

impl FromRequest for Open {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}

fn admit(request: &HttpRequest) -> Result<(Claims, Call), Problem> {
    let door = request.app_data::<web::Data<Door>>().ok_or_else(|| Problem::internal("no door"))?;
    let token = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let token = token.ok_or_else(|| Problem::new(Kind::NOT_SIGNED_IN))?;
    let claims = door.tokens().check(token.trim(), door.clock().now())?;
    Ok((claims, call_of(request)?))
}

/// What is known of a call.
pub fn call_of(request: &HttpRequest) -> Result<Call, Problem> {
    let operations = request.app_data::<web::Data<Operations>>().ok_or_else(|| Problem::internal("no operations"))?;
    let pattern = request.match_pattern().unwrap_or_default();
    let operation = operations.of(request.method(), &pattern).ok_or_else(Problem::not_found)?;
    Ok(Call { operation, trace: trace_id(request), ground: ground(request)? })
}

fn ground(request: &HttpRequest) -> Result<Ground, Problem> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let basis = header("Legal-Basis").map(str::to_owned);
    if basis.as_ref().is_some_and(|basis| basis.is_empty() || basis.len() > 64) {
        return Err(Problem::new(Kind::LEGAL_GROUND_UNKNOWN));
    }
    let reason = match header("Legal-Reason") {
        None => None,
        Some(written) => {
            let bytes: Vec<u8> = percent_decode(written);
            let reason = String::from_utf8(bytes).ok().filter(|reason| !reason.contains('\0') && !reason.trim().is_empty());
            Some(reason.filter(|_| written.len() <= 512).ok_or_else(|| {
                Problem::violation(
                    "Legal-Reason",
                    "wrong-format",
                    Text::new(
                        "Text UTF-8 codificat procentual, cel mult 512 de caractere.",
                        "Текст UTF-8 в процентном кодировании, не более 512 символов.",
                        "Percent-encoded UTF-8, at most 512 characters.",
                    ),
                )
            })?)
        }
    };
    Ok(Ground { basis, reason })
}

fn percent_decode(text: &str) -> Vec<u8> {
    // A form decoder would turn "+" into a space; a header keeps it.
    let kept = text.replace('+', "%2B");
    url::form_urlencoded::parse(format!("v={}", kept.replace('&', "%26")).as_bytes())
        .next()
        .map(|(_, value)| value.into_owned().into_bytes())
        .unwrap_or_default()
}

impl<P: Permission> Describe for Allowed<P> {
    fn describe(description: &mut Description) {
        description.guarded = true;
        description.permission = Some(P::ID);
        if super::grounds::asked_for(P::ID) {
            description.header(
                "Legal-Basis",
                false,
                "The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it.",
                json!({ "type": "string", "pattern": "^[A-Z][A-Z0-9-]{1,63}$", "maxLength": 64 }),
                super::grounds::EXAMPLE,
            );
            description.header(
                "Legal-Reason",
                false,
                "The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it.",
                json!({ "type": "string", "pattern": "^[!-~]([ -~]*[!-~])?$", "maxLength": 512 }),
                "verificarea%20dosarului",
            );
            description.statuses.push(400);
        }
    }
}

impl Describe for Open {
    fn describe(_: &mut Description) {}
}
