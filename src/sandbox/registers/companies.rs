//! Companies about whom registers answer in a way of their own, as `companies.yaml` has them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::sandbox::Behaviour;

/// A synthetic company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    idno: String,
    pub name: String,
    pub behaviour: Behaviour,
}

static COMPANIES: LazyLock<Vec<Company>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("companies.yaml")).unwrap_or_default());

/// The company with a number, where it is one of these.
pub fn with_idno(idno: &str) -> Option<&'static Company> {
    COMPANIES.iter().find(|company| company.idno == idno)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::identifiers::Idno;

    #[test]
    fn the_companies_are_read_and_have_numbers_that_could_be() {
        assert_eq!(COMPANIES.len(), 4);
        assert!(COMPANIES.iter().all(|company| Idno::parse(&company.idno).is_ok()));
    }
}
