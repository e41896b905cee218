//! The policy: which role has which permission, over which things. Read once, checked when read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::permissions;

/// What somebody is in the system (C-37).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Role {
    /// Files for themselves (solicitant).
    Applicant,
    /// Acts for others under a power (reprezentant).
    Representative,
    /// Acts for a legal entity (unitate de drept).
    LegalEntity,
    /// Counter operator (registrator).
    Registrar,
    /// Examines requests (examinator).
    Examiner,
    /// Head of directorate (șef de direcție).
    Head,
    /// Deputy; decides under a delegation only.
    DeputyHead,
    /// Officer of the Information and Security Service (SIS).
    SisReviewer,
    /// Border police.
    BorderPolice,
    /// State Fiscal Service.
    FiscalService,
    /// Public Services Agency, which makes the documents.
    Asp,
    /// Publishes content.
    ContentAdministrator,
    /// Provides content.
    ContentProvider,
    /// Handles petitions.
    PetitionClerk,
    /// Sends notifications.
    NotificationSender,
    /// Makes statistics.
    Statistician,
    /// Reads the journal.
    Auditor,
    /// Administers users, settings, services.
    Administrator,
    /// Keeps the system running; sees no personal data.
    TechnicalOperator,
    /// A partner institution's system.
    PartnerSystem,
}

/// How a caller stands to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// About the caller, or made by the caller.
    Own,
    /// About somebody the caller may act for.
    Represented,
    /// In the caller's hands.
    Assigned,
    /// The caller's institution was asked about it.
    Consulted,
    /// Of the caller's subdivision.
    Office,
    /// Wherever it is.
    Any,
}

/// What one role has: the role, and where (a subdivision, or everywhere).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The subdivision it is held in.
    pub subdivision: Option<Uuid>,
}

/// Which things a permission reaches for one caller: what stores turn into a predicate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Own things.
    pub own: bool,
    /// Things of those represented.
    pub represented: bool,
    /// Things in the caller's hands.
    pub assigned: bool,
    /// Things the caller's institution was asked about.
    pub consulted: bool,
    /// Things of these subdivisions.
    pub offices: Vec<Uuid>,
    /// All things.
    pub any: bool,
}

impl Scope {
    /// Whether nothing is reached.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    permissions: BTreeMap<String, Line>,
}

#[derive(Debug, Deserialize)]
struct Line {
    from: String,
    #[serde(default)]
    ground: bool,
    #[serde(default)]
    everyone: Vec<Relation>,
    #[serde(flatten)]
    roles: BTreeMap<Role, Vec<Relation>>,
}

/// The checked policy.
#[derive(Debug)]
pub struct Policy(BTreeMap<String, Line>);

/// What is wrong with a policy.
#[derive(Debug, thiserror::Error)]
pub enum PolicyFault {
    /// Not readable.
    #[error("policy.yaml: {0}")]
    Unreadable(String),
    /// A permission without a line, a line without a permission, or a line without its source.
    #[error("policy.yaml: {0} {1}")]
    Mismatch(String, &'static str),
}

impl Policy {
    /// The policy that the program is built with.
    pub fn built_in() -> Result<Self, PolicyFault> {
        Self::read(include_str!("policy.yaml"))
    }

    fn read(text: &str) -> Result<Self, PolicyFault> {
        let written: Written = serde_saphyr::from_str(text).map_err(|error| PolicyFault::Unreadable(error.to_string()))?;
        for id in permissions::ALL {
            if !written.permissions.contains_key(*id) {
                return Err(PolicyFault::Mismatch((*id).to_owned(), "is asked for by a handler's type but given to nobody"));
            }
        }
        for (id, line) in &written.permissions {
            if !permissions::ALL.contains(&id.as_str()) {
                return Err(PolicyFault::Mismatch(id.clone(), "is no permission"));
            }
            if line.from.trim().is_empty() {
                return Err(PolicyFault::Mismatch(id.clone(), "does not say where it comes from"));
            }
        }
        Ok(Self(written.permissions))
    }

    /// What a permission reaches for somebody with these grants.
    pub fn scope(&self, permission: &str, grants: &[Grant]) -> Scope {
        let mut scope = Scope::default();
        let Some(line) = self.0.get(permission) else { return scope };
        // What everyone may, whoever has no role may too.
        let nobody_yet = [Grant { role: Role::Applicant, subdivision: None }];
        let everyones = grants.is_empty().then_some(nobody_yet.iter()).into_iter().flatten().map(|grant| (grant, &line.everyone));
        let by_role = grants.iter().map(|grant| (grant, line.roles.get(&grant.role).unwrap_or(&line.everyone)));
        for (grant, relations) in by_role.chain(everyones) {
            for relation in relations {
                match relation {
                    Relation::Own => scope.own = true,
                    Relation::Represented => scope.represented = true,
                    Relation::Assigned => scope.assigned = true,
                    Relation::Consulted => scope.consulted = true,
                    Relation::Any => scope.any = true,
                    Relation::Office => scope.offices.extend(grant.subdivision),
                }
            }
        }
        scope.offices.sort_unstable();
        scope.offices.dedup();
        scope
    }

    /// As what somebody with these grants acts under a permission: the first of them that has it, or, where everyone has it, the first.
    pub fn acting<'g>(&self, permission: &str, grants: &'g [Grant]) -> Option<&'g Grant> {
        let line = self.0.get(permission);
        let given = |grant: &&Grant| line.is_some_and(|line| line.roles.contains_key(&grant.role));
        grants.iter().find(given).or_else(|| grants.first())
    }

    /// Whether officers and partner systems must state a legal ground.
    pub fn needs_ground(&self, permission: &str) -> bool {
        self.0.get(permission).is_some_and(|line| line.ground)
    }

    /// Permission, source and roles, for the documentation.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &str, Vec<Role>)> {
        self.0.iter().map(|(id, line)| (id.as_str(), line.from.as_str(), line.roles.keys().copied().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_policy_is_whole() {
        Policy::built_in().expect("policy");
    }

    #[test]
    fn whoever_has_two_roles_acts_as_the_one_that_may() {
        let policy = Policy::built_in().expect("policy");
        let in_office = |role| Grant { role, subdivision: Some(Uuid::now_v7()) };
        let both = [in_office(Role::Examiner), in_office(Role::Head)];
        assert_eq!(policy.acting("requests.claim", &both), Some(&both[0]));
        assert_eq!(policy.acting("requests.decide", &both), Some(&both[1]));
        assert_eq!(policy.acting("accounts.read-self", &both), Some(&both[0]));
        assert_eq!(policy.acting("requests.decide", &[]), None);
    }

    #[test]
    fn an_office_role_reaches_its_own_offices_only() {
        let policy = Policy::built_in().expect("policy");
        let office = Uuid::now_v7();
        let scope = policy.scope("requests.claim", &[Grant { role: Role::Examiner, subdivision: Some(office) }]);
        assert_eq!(scope, Scope { offices: vec![office], ..Scope::default() });
        assert!(policy.scope("requests.claim", &[Grant { role: Role::Auditor, subdivision: None }]).is_empty());
    }

    #[test]
    fn whoever_has_no_role_may_what_everyone_may_and_no_more() {
        let policy = Policy::built_in().expect("policy");
        assert!(policy.scope("accounts.read-self", &[]).own);
        assert!(policy.scope("requests.file", &[]).is_empty());
    }

    #[test]
    fn a_policy_that_forgets_a_permission_is_refused() {
        assert!(Policy::read("permissions: {}").is_err());
        let more = format!("{}\n  made.up: {{ from: x }}\n", include_str!("policy.yaml"));
        assert!(matches!(Policy::read(&more), Err(PolicyFault::Mismatch(..))));
    }
}
