//! Broken links are told of to those who supply content for the subdivision responsible: one notice for all that were found together.

use serde_json::json;
use uuid::Uuid;

use super::store::{self, Untold};
use crate::{
    access::{door::Unit, policy::Role, store::users},
    content::notices,
    kernel::problem::Problem,
    notifications::{Addressee, Telling, tell},
};

/// So many are named; the list of links names all.
const NAMED: usize = 10;

/// Tells of what is broken and was not told of yet; says how many notices went out.
pub(super) fn tell_of_broken(unit: &mut Unit<'_>) -> Result<usize, Problem> {
    let untold = store::to_tell(unit.conn, unit.now)?;
    let mut told = 0;
    for of_one in untold.chunk_by(|one, other| one.subdivision_id == other.subdivision_id) {
        let Some(subdivision) = of_one.first().map(|link| link.subdivision_id) else { continue };
        let holders = users::with_role(unit.conn, unit.now, Role::ContentProvider, subdivision)?;
        let variables = json!({ "count": of_one.len(), "links": notices::line(&named(of_one)) });
        for account in holders {
            told += 1;
            let telling = Telling {
                to: Addressee::Account(account),
                template: "ContentLinksBroken",
                variables: variables.clone(),
                about: None,
                language: None,
            };
            tell(unit, &telling)?;
        }
    }
    Ok(told)
}

fn named(links: &[Untold]) -> String {
    let mut shown: Vec<String> = Vec::new();
    let mut seen: Option<Uuid> = None;
    for link in links {
        if seen.replace(link.link_id) != Some(link.link_id) && shown.len() < NAMED {
            shown.push(format!("{} ({})", link.address, link.slug));
        }
    }
    shown.join("; ")
}
