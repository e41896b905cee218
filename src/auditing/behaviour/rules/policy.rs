//! The numbers of the rules, as data (`policy.yaml`).

use std::collections::BTreeMap;

use serde::Deserialize;

/// When reading is unusual.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub usual: UsualDays,
    pub bulk: Bulk,
    pub without_case: WithoutCase,
    pub drip: Drip,
    pub hours: Hours,
    pub again: Again,
    pub roles: BTreeMap<String, OfARole>,
    pub others: OfARole,
    /// Operations that are no reading.
    pub not_reading: Vec<String>,
}

/// What makes the usual.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualDays {
    pub days: u32,
    pub own: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    pub deviations: f64,
    pub times: f64,
    pub beyond: f64,
    pub persons: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithoutCase {
    pub times: f64,
    pub persons: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drip {
    pub days: u32,
    pub worked: u32,
    pub deviations: f64,
    pub times: f64,
    pub persons: u32,
    pub steady: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    pub of_role: u32,
    pub of_own: u32,
    pub together: u32,
    pub known: u32,
    pub readings: u32,
    pub night: Night,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Night {
    pub from: u32,
    pub until: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Again {
    pub days: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfARole {
    pub cases: bool,
    pub again: u32,
    pub watched: u32,
}

/// Why a policy is refused.
#[derive(Debug, thiserror::Error)]
pub enum PolicyFault {
    /// It is not what it should look like; the message has line and column.
    #[error("behaviour/policy.yaml: {0}")]
    Shape(String),
    /// A number is out of its bounds.
    #[error("behaviour/policy.yaml: {name} is {value}, which is not {least} to {most}")]
    Bounds { name: &'static str, value: f64, least: f64, most: f64 },
}

impl Policy {
    /// The one that ships.
    pub fn shipped() -> Result<Self, PolicyFault> {
        Self::read(include_str!("../policy.yaml"))
    }

    /// Reads and checks a policy.
    pub fn read(text: &str) -> Result<Self, PolicyFault> {
        let policy: Self = serde_saphyr::from_str(text).map_err(|fault| PolicyFault::Shape(fault.to_string()))?;
        policy.check()?;
        Ok(policy)
    }

    /// Calendar days before a day that its analysis looks back on.
    pub fn looks_back(&self) -> u32 {
        self.usual.days + self.drip.days
    }

    /// What is expected of a role.
    pub fn of(&self, role: &str) -> OfARole {
        self.roles.get(role).copied().unwrap_or(self.others)
    }

    fn check(&self) -> Result<(), PolicyFault> {
        let Self { usual, bulk, without_case, drip, hours, again, .. } = self;
        let bounds = [
            ("usual.days", f64::from(usual.days), 14.0, 120.0),
            ("usual.own", f64::from(usual.own), 3.0, f64::from(usual.days)),
            ("bulk.deviations", bulk.deviations, 1.0, 20.0),
            ("bulk.times", bulk.times, 1.1, 100.0),
            ("bulk.beyond", bulk.beyond, 1.0, 100.0),
            ("bulk.persons", f64::from(bulk.persons), 1.0, 10_000.0),
            ("without_case.times", without_case.times, 1.0, 100.0),
            ("without_case.persons", f64::from(without_case.persons), 1.0, 10_000.0),
            ("drip.days", f64::from(drip.days), 7.0, 60.0),
            ("drip.worked", f64::from(drip.worked), 3.0, f64::from(drip.days)),
            ("drip.deviations", drip.deviations, 1.0, 20.0),
            ("drip.times", drip.times, 1.0, 100.0),
            ("drip.persons", f64::from(drip.persons), 1.0, 10_000.0),
            ("drip.steady", f64::from(drip.steady), 0.0, 100.0),
            ("hours.of_role", f64::from(hours.of_role), 0.0, 1000.0),
            ("hours.of_own", f64::from(hours.of_own), 0.0, 1000.0),
            ("hours.together", f64::from(hours.together), 1.0, 100.0),
            ("hours.known", f64::from(hours.known), 1.0, 100_000.0),
            ("hours.readings", f64::from(hours.readings), 1.0, 1000.0),
            ("hours.night.from", f64::from(hours.night.from), 12.0, 24.0),
            ("hours.night.until", f64::from(hours.night.until), 0.0, 12.0),
            ("again.days", f64::from(again.days), 2.0, 60.0),
        ];
        let of_roles = self
            .roles
            .values()
            .chain([&self.others])
            .flat_map(|role| [("again", f64::from(role.again), 0.0, 60.0), ("watched", f64::from(role.watched), 0.0, 60.0)]);
        let wrong = bounds.into_iter().chain(of_roles).find(|(_, value, least, most)| !(least..=most).contains(&value));
        wrong.map_or(Ok(()), |(name, value, least, most)| Err(PolicyFault::Bounds { name, value, least, most }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_policy_is_sound_and_a_wrong_one_is_refused_with_its_reason() {
        assert!(Policy::shipped().is_ok());
        let text = include_str!("../policy.yaml");
        let refused = |text: String| Policy::read(&text).err().map(|fault| fault.to_string()).unwrap_or_default();
        let bounds = refused(text.replace("days: 60", "days: 600"));
        assert_eq!(bounds, "behaviour/policy.yaml: usual.days is 600, which is not 14 to 120");
        assert!(refused(text.replace("bulk:", "bulks:")).contains("bulks"));
        assert!(refused(text.replace("persons: 25 }", "persons: many }")).contains("line"));
    }
}
