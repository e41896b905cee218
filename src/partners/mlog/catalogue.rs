//! Which events there are. The catalogue is data (`events.yaml`); an [`EventType`] exists only if it is in it.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// A type of event that is in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct EventType(&'static str);

impl EventType {
    /// Its name, `System.Object.Action`.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// Whether MLog puts it in its special index of personal data.
    pub fn is_on_personal_data(self) -> bool {
        self.0.contains("PersonalData")
    }
}

impl<'de> Deserialize<'de> for EventType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let catalogue = Catalogue::shipped().map_err(D::Error::custom)?;
        catalogue.event_type(&name).ok_or_else(|| D::Error::custom("not an event of the catalogue"))
    }
}

/// What was done with personal data; the five actions of MLog's guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PersonalDataAction {
    /// Read.
    Access,
    /// Exported or printed.
    Export,
    /// Confirmed or not, without being shown.
    Validate,
    /// Searched inexactly.
    Search,
    /// Passed to another system.
    Transfer,
}

impl PersonalDataAction {
    /// Every action.
    pub const ALL: [Self; 5] = [Self::Access, Self::Export, Self::Validate, Self::Search, Self::Transfer];

    /// Its type of event.
    pub const fn event_type(self) -> EventType {
        EventType(match self {
            Self::Access => "IGM.PersonalData.Access",
            Self::Export => "IGM.PersonalData.Export",
            Self::Validate => "IGM.PersonalData.Validate",
            Self::Search => "IGM.PersonalData.Search",
            Self::Transfer => "IGM.PersonalData.Transfer",
        })
    }
}

/// What the catalogue says of one type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// `System.Object.Action`.
    #[serde(rename = "type")]
    pub name: String,
    /// Relevance.
    pub level: Level,
    /// What it means.
    pub description: Description,
}

/// Relevance of an event, sent as `event_level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Routine.
    Low,
    /// Changes a record.
    Medium,
    /// Touches rights or personal data.
    High,
}

/// In the languages of the onboarding form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// Romanian.
    pub ro: String,
    /// English.
    pub en: String,
}

/// Every type of event.
#[derive(Debug)]
pub struct Catalogue(BTreeMap<&'static str, &'static Entry>);

/// Why the catalogue cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Not the agreed YAML.
    #[error("the event catalogue cannot be read")]
    Unreadable,
    /// A type is not `IGM.PersonalData.Action` or `IGM.Migratie.Object.Action`.
    #[error("{0} does not follow the pattern of event types")]
    BadName(String),
    /// A type is there twice.
    #[error("{0} is in the catalogue twice")]
    Twice(String),
    /// One of the five actions on personal data is absent.
    #[error("{0} is missing")]
    Missing(&'static str),
}

impl Catalogue {
    /// The catalogue shipped with the program; read once. Start-up calls this so that a bad file is found there.
    pub fn shipped() -> Result<&'static Self, CatalogueError> {
        static SHIPPED: OnceLock<Result<Catalogue, CatalogueError>> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::read(include_str!("events.yaml"))).as_ref().map_err(Clone::clone)
    }

    fn read(yaml: &str) -> Result<Self, CatalogueError> {
        let entries: Vec<Entry> = serde_saphyr::from_str(yaml).map_err(|_| CatalogueError::Unreadable)?;
        // Types are compared and stored everywhere: leaking the one small catalogue makes them plain static names.
        let entries: &'static [Entry] = entries.leak();
        let mut catalogue = BTreeMap::new();
        for entry in entries {
            if !follows_the_pattern(&entry.name) {
                return Err(CatalogueError::BadName(entry.name.clone()));
            }
            if catalogue.insert(entry.name.as_str(), entry).is_some() {
                return Err(CatalogueError::Twice(entry.name.clone()));
            }
        }
        for action in PersonalDataAction::ALL {
            if !catalogue.contains_key(action.event_type().0) {
                return Err(CatalogueError::Missing(action.event_type().0));
            }
        }
        Ok(Self(catalogue))
    }

    /// The type of that name, if there is one.
    pub fn event_type(&self, name: &str) -> Option<EventType> {
        self.0.get_key_value(name).map(|(name, _)| EventType(name))
    }

    /// What the catalogue says of a type.
    pub fn entry(&self, event_type: EventType) -> Option<&Entry> {
        self.0.get(event_type.0).copied()
    }

    /// Every entry, by name: the list that the onboarding form asks for.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.values().copied()
    }
}

fn follows_the_pattern(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let words = parts
        .iter()
        .all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let shape = match parts.as_slice() {
        ["IGM", "PersonalData", _] => true,
        ["IGM", "Migratie", object, _] => *object != "PersonalData",
        _ => false,
    };
    words && shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalogue_is_good_and_has_romanian_letters_with_a_comma_below() {
        let catalogue = Catalogue::shipped().unwrap();
        assert!(catalogue.entries().count() > 40);
        assert!(catalogue.entries().all(|entry| !entry.description.ro.contains(['ş', 'ţ']) && !entry.description.en.is_empty()));
        assert!(catalogue.event_type("IGM.Migratie.Request.Registered").is_some());
        assert!(catalogue.event_type("IGM.Migratie.Nothing.Known").is_none());
        assert!(PersonalDataAction::Search.event_type().is_on_personal_data());
    }

    #[test]
    fn a_bad_catalogue_is_refused_with_the_reason() {
        let entry = |name: &str| format!("- type: {name}\n  level: low\n  description: {{ ro: a, en: b }}\n");
        assert_eq!(Catalogue::read(&entry("IGM.lower.Case")).unwrap_err(), CatalogueError::BadName("IGM.lower.Case".into()));
        let twice = entry("IGM.Migratie.A.B").repeat(2);
        assert_eq!(Catalogue::read(&twice).unwrap_err(), CatalogueError::Twice("IGM.Migratie.A.B".into()));
        assert_eq!(Catalogue::read(&entry("IGM.Migratie.A.B")).unwrap_err(), CatalogueError::Missing("IGM.PersonalData.Access"));
        assert_eq!(Catalogue::read("- 1").unwrap_err(), CatalogueError::Unreadable);
    }
}
