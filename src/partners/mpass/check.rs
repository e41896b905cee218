//! The checks that SAML and MPass's acceptance tests ask for, pure. A missing value is a failure.

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;

use super::types::{AdministeredEntity, Assertion, Attribute, AuthnResponse, Identity, Status};
use crate::partners::{sealed::SealError, wire::is_identification_number};

/// How far `IssueInstant` may lie from now, both ways (as in the agency's own client).
pub const WINDOW: TimeDelta = TimeDelta::minutes(10);
/// How far another clock may be ahead of ours.
const SKEW: TimeDelta = TimeDelta::minutes(2);

/// What an answer must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// Our outstanding request.
    pub request_id: String,
    /// Where answers are meant to go.
    pub destination: Url,
    /// Our entity id.
    pub audience: String,
    /// MPass's entity id.
    pub issuer: String,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Why a message is refused. For our log and the refusal's journal entry; the person is told only to sign in again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Not a message of MPass's at all.
    #[error("the message cannot be read")]
    Unreadable,
    /// Not signed by MPass.
    #[error("the message is not signed by MPass")]
    Forged,
    /// MPass says that it did not go well.
    #[error("MPass answered {0:?}")]
    NotSuccess(Status),
    /// Meant for another address, or for none.
    #[error("the destination is not ours")]
    WrongDestination,
    /// From another issuer, or from none.
    #[error("the issuer is not MPass")]
    WrongIssuer,
    /// Meant for another system, or for none.
    #[error("the audience is not us")]
    WrongAudience,
    /// Not the answer to our outstanding request.
    #[error("not an answer to the outstanding request")]
    WrongRequest,
    /// Issued too long ago, or in the future.
    #[error("the time of issue is outside the window")]
    OutsideWindow,
    /// No longer valid, or never said until when.
    #[error("the message is no longer valid")]
    Expired,
    /// The subject is not confirmed to be the bearer.
    #[error("the subject is not confirmed")]
    SubjectNotConfirmed,
    /// There is no assertion, or no name, or no session in it.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// Our own message breaks a limit of SAML's.
    #[error("{0}")]
    Invalid(&'static str),
}

impl From<SealError> for Rejection {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Unreadable => Self::Unreadable,
            SealError::Forged => Self::Forged,
        }
    }
}

/// Whether a time of issue is near enough to now.
pub(super) fn within_window(issued: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Rejection> {
    if (now - issued).abs() <= WINDOW { Ok(()) } else { Err(Rejection::OutsideWindow) }
}

fn still_valid(until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), Rejection> {
    until.filter(|until| now < *until).map(drop).ok_or(Rejection::Expired)
}

impl AuthnResponse {
    /// Every check but the signature, which [`super::MPass::read_sign_in`] has done; then who it is.
    pub fn check(&self, expected: &Expectation) -> Result<Identity, Rejection> {
        let ours = |id: Option<&str>| id == Some(expected.request_id.as_str());
        if self.status != Status::Success {
            return Err(Rejection::NotSuccess(self.status));
        }
        if self.destination.as_ref() != Some(&expected.destination) {
            return Err(Rejection::WrongDestination);
        }
        if self.issuer.as_ref() != Some(&expected.issuer) {
            return Err(Rejection::WrongIssuer);
        }
        if !ours(self.in_response_to.as_deref()) {
            return Err(Rejection::WrongRequest);
        }
        within_window(self.issue_instant, expected.now)?;

        let assertion = self.assertion.as_ref().ok_or(Rejection::Missing("the assertion"))?;
        if assertion.conditions.audience.as_ref() != Some(&expected.audience) {
            return Err(Rejection::WrongAudience);
        }
        still_valid(assertion.conditions.not_on_or_after, expected.now)?;
        if assertion.conditions.not_before.is_some_and(|from| from > expected.now + SKEW) {
            return Err(Rejection::OutsideWindow);
        }
        let confirmation = assertion.subject.subject_confirmation.as_ref().ok_or(Rejection::SubjectNotConfirmed)?;
        if confirmation.recipient.as_ref() != Some(&expected.destination) || !ours(confirmation.in_response_to.as_deref()) {
            return Err(Rejection::SubjectNotConfirmed);
        }
        still_valid(confirmation.not_on_or_after, expected.now)?;
        identity(assertion, expected.now)
    }
}

fn identity(assertion: &Assertion, now: DateTime<Utc>) -> Result<Identity, Rejection> {
    let name_id = assertion.subject.name_id.trim();
    if name_id.is_empty() || name_id.len() > 256 {
        return Err(Rejection::Missing("the name"));
    }
    let session_index = assertion.authn_statement.session_index.clone().filter(|index| !index.is_empty());
    let until = assertion.authn_statement.session_not_on_or_after;
    still_valid(until, now)?;
    let of = |name: &'static str| all(&assertion.attributes, name);
    let first = |name: &'static str| of(name).next().map(str::to_owned);
    Ok(Identity {
        name_id: name_id.to_owned(),
        idnp: is_identification_number(name_id).then(|| name_id.to_owned()),
        session_index: session_index.ok_or(Rejection::Missing("the session"))?,
        session_not_on_or_after: until.ok_or(Rejection::Expired)?,
        first_name: first("FirstName"),
        last_name: first("LastName"),
        birth_date: first("BirthDate").and_then(|text| text.parse().ok()),
        is_resident: first("IsResident").and_then(|text| text.to_ascii_lowercase().parse().ok()),
        email: first("EmailAddress"),
        mobile_phone: first("MobilePhone"),
        language: first("Language"),
        administers: of("AdministeredLegalEntity").filter_map(AdministeredEntity::read).collect(),
        roles: of("Role").map(str::to_owned).collect(),
    })
}

fn all<'a>(attributes: &'a [Attribute], name: &'a str) -> impl Iterator<Item = &'a str> {
    attributes
        .iter()
        .filter(move |attribute| attribute.name == name)
        .flat_map(|attribute| &attribute.values)
        .map(|value| value.trim())
        .filter(|value| !value.is_empty())
}
