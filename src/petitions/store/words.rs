//! The words by which a petition is found.

use diesel::{
    BoolExpressionMethods, BoxableExpression,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Uuid as SqlUuid},
};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    petitions::{rules::words, schema::petition_words as w},
};

#[derive(Serialize)]
struct Row {
    petition_id: Uuid,
    words: String,
}

/// Keeps the words of a new petition, at the end of the unit.
pub fn add(unit: &mut Unit<'_>, petition: Uuid, name: &str, object: &str) -> Result<(), Problem> {
    unit.later("petition_words", &Row { petition_id: petition, words: words::kept(name, object) })
}

/// Keeps the words anew of one that was corrected.
pub fn change(unit: &mut Unit<'_>, petition: Uuid, name: &str, object: &str) -> Result<(), Problem> {
    let said = words::kept(name, object);
    diesel::insert_into(w::table)
        .values((w::petition_id.eq(petition), w::words.eq(&said)))
        .on_conflict(w::petition_id)
        .do_update()
        .set(w::words.eq(&said))
        .execute(unit.conn)?;
    Ok(())
}

type Condition = Box<dyn BoxableExpression<w::table, Pg, SqlType = Bool>>;

/// Petitions that say every word of a text, in one of its spellings; nothing where there is no word in it.
pub fn saying(text: &str) -> Option<w::BoxedQuery<'static, Pg, SqlUuid>> {
    let spelt = |word: String| -> Condition { Box::new(w::words.like(word)) };
    let either = |one: Condition, other: Condition| -> Condition { Box::new(one.or(other)) };
    let both = |one: Condition, other: Condition| -> Condition { Box::new(one.and(other)) };
    let one_of = |word: Vec<String>| word.into_iter().map(spelt).reduce(either);
    let every = words::wanted(text).into_iter().filter_map(one_of).reduce(both)?;
    Some(w::table.select(w::petition_id).into_boxed().filter(every))
}
