//! What providers and administrators are told: through the room of notifications, by its templates.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    rules::content::Texts,
    store::{items::ItemRow, sections},
    wire::section::structure,
};
use crate::{
    access::{door::Unit, policy::Role, store::users},
    kernel::problem::Problem,
    notifications::{Addressee, Telling, tell},
};

/// What people wrote stands in a letter as they wrote it.
pub use crate::notifications::paragraphs;

/// The longest line of a notice.
const LONGEST: usize = 900;

/// A text as one line of a notice: no line breaks, no braces that a later hand would fill in.
pub fn line(text: &str) -> String {
    let flat = text.replace("{{", "(").replace("}}", ")");
    let words: Vec<&str> =
        flat.split(|letter: char| letter.is_whitespace() || letter.is_control()).filter(|word| !word.is_empty()).collect();
    let line: String = words.join(" ").chars().take(LONGEST).collect();
    if line.is_empty() { "—".into() } else { line }
}

/// A title in three languages, short enough for the subject of a letter.
pub fn words(texts: &Texts) -> Value {
    use crate::kernel::text::Language::{En, Ro, Ru};
    let short = |language| {
        let whole = line(texts.in_language(language));
        if whole.chars().count() > 80 { format!("{}…", whole.chars().take(79).collect::<String>()) } else { whole }
    };
    json!({ "ro": short(Ro), "ru": short(Ru), "en": short(En) })
}

/// What a section is called.
pub fn section_words(code: &str) -> Result<Value, Problem> {
    let known = structure()?.section(code).ok_or_else(|| Problem::internal("a section without a name"))?;
    serde_json::to_value(&known.name).map_err(Problem::internal)
}

/// Tells an account something about an item; the item's title is `title` of every template. What the program presented itself has nobody
/// to be told.
pub fn about_item(
    unit: &mut Unit<'_>,
    account: Option<Uuid>,
    template: &'static str,
    item: &ItemRow,
    mut variables: Value,
) -> Result<(), Problem> {
    let Some(account) = account else { return Ok(()) };
    variables["title"] = words(&item.content()?.title);
    let about = Some(("ContentItem", item.id));
    tell(unit, &Telling { to: Addressee::Account(account), template, variables, about, language: None })?;
    Ok(())
}

/// Whose hands a thing of content is in: this officer's, as long as they supply content of its subdivision or administer its section;
/// otherwise those who supply it, or, where nobody does, those who administer the section. Who left is told nothing.
pub fn at_hand(unit: &mut Unit<'_>, officer: Option<Uuid>, subdivision: Uuid, section: Uuid) -> Result<Vec<Uuid>, Problem> {
    let administrator = sections::by_id(unit.conn, section)?.administrator_id;
    let providers = users::with_role(unit.conn, unit.now, Role::ContentProvider, subdivision)?;
    let administrators = users::with_role(unit.conn, unit.now, Role::ContentAdministrator, administrator)?;
    match officer.filter(|officer| providers.contains(officer) || administrators.contains(officer)) {
        Some(officer) => Ok(vec![officer]),
        None if providers.is_empty() => Ok(administrators),
        None => Ok(providers),
    }
}

/// The same to whoever holds one of these roles in its subdivision, once each, but to whoever brought it about.
pub fn about_item_to(
    unit: &mut Unit<'_>,
    holders: &[(Role, Uuid)],
    template: &'static str,
    item: &ItemRow,
    variables: &Value,
) -> Result<(), Problem> {
    let mut accounts = BTreeSet::new();
    for (role, office) in holders {
        accounts.extend(users::with_role(unit.conn, unit.now, *role, *office)?);
    }
    accounts.remove(&unit.caller.account);
    for account in accounts {
        about_item(unit, Some(account), template, item, variables.clone())?;
    }
    Ok(())
}
