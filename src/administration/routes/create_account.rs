use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::{
    access::{
        assertions::PublicKeys,
        caller::{AccountId, Allowed},
        door::Door,
        permissions::{AccountsChange, PermissionCode},
        store::users::{self, AccountChange, NewAccount},
    },
    administration::wire::account::{Account, unknown_scopes},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        identifiers::Idnp,
        problem::{Kind, Problem},
    },
};

/// Whose account is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum MadeAccountKind {
    /// An officer's, who signs in through MPass.
    Officer,
    /// A partner institution's system, which signs its own assertions.
    System,
}

/// An account about to be made. An officer is named by IDNP, a system by client id and public keys.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[validate(schema(function = "named_as_its_kind_asks"))]
#[schema(examples(json!({ "kind": "Officer", "name": "Lungu Andrei", "idnp": "2004000123455" })))]
pub struct AccountInput {
    /// Whose account it is.
    pub kind: MadeAccountKind,
    /// As acts name them.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// An officer's identification number, by which MPass names them.
    pub idnp: Option<Idnp>,
    /// A system's client id.
    #[schema(pattern = "^[a-z][a-z0-9-]{2,59}$", max_length = 60)]
    pub client_id: Option<String>,
    /// A system's public keys.
    pub jwks: Option<PublicKeys>,
    /// The permissions to which a system is kept, of those that its roles give; absent: all of them.
    #[schema(value_type = Option<Vec<PermissionCode>>, min_items = 1, max_items = 200)]
    pub scopes: Option<Vec<String>>,
}

fn named_as_its_kind_asks(input: &AccountInput) -> Result<(), ValidationError> {
    let fits = match input.kind {
        MadeAccountKind::Officer => {
            input.idnp.is_some() && input.client_id.is_none() && input.jwks.is_none() && input.scopes.is_none()
        }
        MadeAccountKind::System => input.idnp.is_none() && input.client_id.is_some() && input.jwks.is_some(),
    };
    if fits {
        return if input.jwks.as_ref().is_none_or(PublicKeys::are_usable) { Ok(()) } else { Err(unusable_keys()) };
    }
    let mut error = ValidationError::new("wrong-for-kind");
    error.add_param("ro".into(), &"Un angajat are idnp; un sistem are clientId, jwks și, după caz, scopes.");
    error.add_param("ru".into(), &"У сотрудника — idnp; у системы — clientId, jwks и, при необходимости, scopes.");
    error.add_param("en".into(), &"An officer has idnp; a system has clientId, jwks and, where it is kept to some, scopes.");
    Err(error)
}

/// Keys that the platform cannot check an assertion with.
pub fn unusable_keys() -> ValidationError {
    let mut error = ValidationError::new("unusable-keys");
    error.add_param("ro".into(), &"Cheile trebuie să fie Ed25519, P-256 sau RSA, fiecare cu kid propriu.");
    error.add_param("ru".into(), &"Ключи — Ed25519, P-256 или RSA, каждый со своим kid.");
    error.add_param("en".into(), &"Keys are Ed25519, P-256 or RSA, each with a kid of its own.");
    error
}

/// Create an account.
///
/// For officers and partner systems; members of the public get theirs when they first sign in. An officer who already signed in as a
/// member of the public keeps that account, which becomes an officer's. Roles are given afterwards.
#[utoipa::path(post, path = "/api/v1/accounts", tag = "Administration",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6", "C-37"]))))]
pub async fn create_account(
    allowed: Allowed<AccountsChange>,
    _: Asked<NoQuery>,
    act: Act<AccountInput>,
    door: Door,
) -> Result<Created<Account>, Problem> {
    let input = act.body;
    let unknown = unknown_scopes(input.scopes.as_deref().unwrap_or_default());
    if !unknown.is_empty() {
        return Err(Problem::bad_input(unknown));
    }
    door.act(&allowed, act.key, move |unit| {
        let login = input.idnp.as_ref().map(Idnp::expose).or(input.client_id.as_deref()).unwrap_or_default();
        let kind = if input.kind == MadeAccountKind::Officer { "Officer" } else { "System" };
        let row = match users::by_login_for_change(unit, login)? {
            None => {
                let jwks = input.jwks.as_ref().map(serde_json::to_value).transpose().map_err(Problem::internal)?;
                users::insert(unit, &NewAccount { kind, login, display_name: &input.name, jwks, scopes: input.scopes.clone() })?
            }
            Some(row) if row.kind == "Person" && kind == "Officer" => {
                let change =
                    AccountChange { kind: Some(kind.into()), display_name: Some(input.name.clone()), ..AccountChange::default() };
                users::change(unit, row.id, &change)?
            }
            Some(row) => {
                let id = AccountId::from_uuid(row.id).to_string();
                return Err(Problem::new(Kind::ALREADY_EXISTS).with("accountId", Value::String(id)));
            }
        };
        let (id, version) = (AccountId::from_uuid(row.id), row.version);
        unit.wrote("Account", id);
        Ok(Reply::record(version, &Account::of(unit, row)?)?.at(format!("/api/v1/accounts/{id}")))
    })
    .await
}
