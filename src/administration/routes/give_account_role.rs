use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::change_account::not_on_oneself;
use crate::{
    access::{
        caller::{AccountKind, Allowed, SubdivisionId},
        door::Door,
        permissions::AccountsChange,
        policy::Role,
        store::{
            offices,
            users::{self, AccountChange, NewRole},
        },
    },
    administration::wire::account::{Account, AccountPath, kind_of},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// A role about to be given.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[validate(schema(function = "ends_after_it_begins"))]
#[schema(examples(json!({ "role": "Auditor" })))]
pub struct AccountRoleInput {
    /// The role.
    pub role: Role,
    /// Where; roles of an office need it. A system is of no office.
    pub subdivision_id: Option<SubdivisionId>,
    /// From when; absent means now.
    pub valid_from: Option<DateTime<Utc>>,
    /// Until when; absent means until it is ended.
    pub valid_to: Option<DateTime<Utc>>,
}

fn ends_after_it_begins(input: &AccountRoleInput) -> Result<(), ValidationError> {
    if input.valid_from.zip(input.valid_to).is_none_or(|(from, to)| from < to) {
        return Ok(());
    }
    let mut error = ValidationError::new("ends-before-it-begins");
    error.add_param("ro".into(), &"Sfârșitul trebuie să fie după început.");
    error.add_param("ru".into(), &"Конец должен быть после начала.");
    error.add_param("en".into(), &"The end must come after the beginning.");
    Err(error)
}

/// Which accounts a role is for, and whether officers hold it in a subdivision.
fn rule_of(role: Role) -> (&'static [AccountKind], bool) {
    use AccountKind::{Officer, Person, System};
    match role {
        // Everyone who signs in has these; they are not given.
        Role::Applicant | Role::Representative => (&[], false),
        Role::LegalEntity => (&[Person], false),
        Role::PartnerSystem => (&[System], false),
        Role::Asp | Role::BorderPolice | Role::FiscalService => (&[Officer, System], false),
        // A partner's system sends for itself (N-11.2), an officer for a subdivision (notifications/space.rs).
        Role::NotificationSender => (&[Officer, System], true),
        // The mail system, which tells what came back (N-26.6), has an account of its own.
        Role::TechnicalOperator => (&[Officer, System], false),
        Role::Registrar | Role::Examiner | Role::Head | Role::DeputyHead | Role::ContentProvider => (&[Officer], true),
        _ => (&[Officer], false),
    }
}

fn wrong(pointer: &str, code: &'static str, ro: &str, ru: &str, en: &str) -> Problem {
    Problem::violation(pointer, code, Text::new(ro, ru, en))
}

/// Give a role.
///
/// For a period, in a subdivision where the role is one of an office. Auditors watch administrators, so nobody is both; nobody gives
/// themselves a role. Answers with the account, whose ETag has changed.
#[utoipa::path(post, path = "/api/v1/accounts/{accountId}/roles", tag = "Administration", params(AccountPath),
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6", "C-37"]))))]
pub async fn give_account_role(
    allowed: Allowed<AccountsChange>,
    At(at): At<AccountPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<AccountRoleInput>,
    door: Door,
) -> Result<Reply<Account>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let id = at.account_id.uuid();
        let row = users::find_for_change(unit, id)?;
        seen.check(row.version)?;
        if id == unit.caller.account {
            return Err(not_on_oneself());
        }
        let (kinds, in_office) = rule_of(input.role);
        let kind = kind_of(&row.kind);
        if !kinds.contains(&kind) {
            return Err(wrong(
                "/role",
                "wrong-for-kind",
                "Rolul nu este pentru acest fel de cont.",
                "Роль не для этого вида учётной записи.",
                "The role is not for this kind of account.",
            ));
        }
        match input.subdivision_id {
            None if in_office && kind == AccountKind::Officer => {
                return Err(wrong(
                    "/subdivisionId",
                    "required",
                    "Rolul se deține într-o subdiviziune.",
                    "Роль даётся в подразделении.",
                    "The role is held in a subdivision.",
                ));
            }
            Some(_) if in_office && kind == AccountKind::System => {
                return Err(wrong(
                    "/subdivisionId",
                    "wrong-for-kind",
                    "Un sistem nu ține de o subdiviziune.",
                    "Система не относится к подразделению.",
                    "A system is of no subdivision.",
                ));
            }
            Some(subdivision) if !offices::find(unit.conn, subdivision.uuid()).is_ok_and(|office| office.active) => {
                return Err(wrong(
                    "/subdivisionId",
                    "no-such-subdivision",
                    "Subdiviziunea nu există.",
                    "Подразделение не существует.",
                    "There is no such subdivision.",
                ));
            }
            _ => {}
        }
        let valid_from = input.valid_from.unwrap_or(unit.now);
        if valid_from < unit.now - chrono::Duration::minutes(5) || input.valid_to.is_some_and(|end| end <= valid_from) {
            return Err(wrong(
                "/validFrom",
                "in-the-past",
                "Un rol nu se acordă pentru trecut.",
                "Роль не даётся задним числом.",
                "A role is not given for the past.",
            ));
        }
        let held = users::roles_of(unit.conn, unit.now, &[id])?;
        let other = match input.role {
            Role::Auditor => Some(Role::Administrator),
            Role::Administrator => Some(Role::Auditor),
            _ => None,
        };
        if other.is_some_and(|other| held.iter().any(|given| given.role == format!("{other:?}"))) {
            return Err(
                Problem::new(Kind::NOT_IN_THIS_STATE).with("incompatibleRole", format!("{:?}", other.unwrap_or(input.role)))
            );
        }
        let new = NewRole {
            role: input.role,
            subdivision: input.subdivision_id.map(TypedId::uuid),
            valid_from,
            valid_to: input.valid_to,
        };
        if users::overlapping_role(unit, id, &new)?.is_some() {
            return Err(Problem::new(Kind::ALREADY_EXISTS));
        }
        users::give(unit, id, &new)?;
        let row = users::change(unit, id, &AccountChange::default())?;
        unit.wrote("Account", at.account_id);
        Reply::record(row.version, &Account::of(unit, row)?)
    })
    .await
}
