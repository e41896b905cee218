//! The words by which a petition is found.

use diesel::{
    expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate},
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{Bool, Text},
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

/// Petitions that say a text: as it is written, or every word of it in one of its spellings. One set, so that each half is served by its
/// trigrams; an alternative beside the list would have every petition read.
pub struct Saying {
    written: String,
    every: Vec<Vec<String>>,
}

/// What a petition must say to be found by a text.
pub fn saying(text: &str) -> Saying {
    Saying { written: anywhere(text), every: words::wanted(text) }
}

/// A text as `ilike` takes it: anywhere, nothing in it is a sign of its own.
fn anywhere(text: &str) -> String {
    let plain = text.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{}%", plain.split_whitespace().collect::<Vec<_>>().join("%"))
}

impl QueryFragment<Pg> for Saying {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("petitions.id in (select q.id from petitions q where ((q.petitioner->>'name') || ' ' || q.object) ilike ");
        out.push_bind_param::<Text, _>(&self.written)?;
        if !self.every.is_empty() {
            out.push_sql(" union select w.petition_id from petition_words w where true");
        }
        for word in &self.every {
            out.push_sql(" and (false");
            for spelling in word {
                out.push_sql(" or w.words like ");
                out.push_bind_param::<Text, _>(spelling)?;
            }
            out.push_sql(")");
        }
        out.push_sql(")");
        Ok(())
    }
}

// A text has as many parts as words.
impl QueryId for Saying {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Expression for Saying {
    type SqlType = Bool;
}

impl<T> AppearsOnTable<T> for Saying {}

impl<T> SelectableExpression<T> for Saying {}

impl<T> ValidGrouping<T> for Saying {
    type IsAggregate = is_aggregate::Never;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::petitions::schema::petitions as p;

    #[test]
    fn what_is_looked_for_is_one_set() {
        let query = p::table.filter(saying("Цуркан 50%")).select(p::id);
        let written = diesel::debug_query::<Pg, _>(&query).to_string();
        let (head, set) = written.split_once("petitions.id in (").expect("a set");
        assert!(!head.contains(" or ") && set.contains(" union select"), "{written}");
        // What was written, and a spelling of each word at least.
        assert!(set.contains("%Цуркан%50\\\\%%") && set.matches("w.words like").count() >= 2, "{written}");
    }
}
