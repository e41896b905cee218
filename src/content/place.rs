//! Where an item belongs: its type, and a section that takes it and that its source may supply.

use uuid::Uuid;

use super::{
    rules::{lifecycle::ADMINISTER, structure::ItemType},
    store::sections::{self, SectionRow},
    wire::section::structure,
};
use crate::{
    access::door::Unit,
    kernel::{problem::Problem, text::Text},
};

/// A type by its code.
pub fn kind(code: &str) -> Result<&'static ItemType, Problem> {
    structure()?.item_type(code).ok_or_else(|| {
        Problem::violation(
            "/type",
            "no-such-thing",
            Text::new("Nu există un astfel de tip.", "Такого типа нет.", "There is no such type."),
        )
    })
}

/// A section that takes the type. A provider supplies the sections that their subdivision owns and those that are open to all; an
/// administrator also those that they administer.
pub fn section(unit: &mut Unit<'_>, kind: &ItemType, code: &str, source: Option<Uuid>) -> Result<SectionRow, Problem> {
    let known = structure()?.section(code).ok_or_else(|| {
        wrong("no-such-thing", "Nu există un astfel de compartiment.", "Такого раздела нет.", "There is no such section.")
    })?;
    if !known.types.contains(&kind.code) {
        return Err(wrong(
            "wrong-type-for-section",
            "Compartimentul nu primește materiale de acest tip.",
            "Раздел не принимает материалы этого типа.",
            "The section takes no items of this type.",
        ));
    }
    let row = sections::find(unit.conn, code)?;
    let administers = unit.reach(ADMINISTER).offices.contains(&row.administrator_id);
    if source.is_some_and(|source| !known.open && row.subdivision_id != source && !administers) {
        return Err(wrong(
            "not-your-section",
            "Subdiviziunea nu furnizează informații pentru acest compartiment.",
            "Подразделение не предоставляет информацию для этого раздела.",
            "The subdivision does not supply this section.",
        ));
    }
    Ok(row)
}

fn wrong(code: &'static str, ro: &str, ru: &str, en: &str) -> Problem {
    Problem::violation("/sectionCode", code, Text::new(ro, ru, en))
}

/// The name in addresses is another item's.
pub fn slug_taken() -> Problem {
    Problem::violation(
        "/slug",
        "taken",
        Text::new("Adresa este folosită de alt material.", "Адрес занят другим материалом.", "Another item has this address."),
    )
}
