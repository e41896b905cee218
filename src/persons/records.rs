//! The records that stand for a person: the one they have, and those that were given up for it (`mergePersons`). What was filed, drawn up or
//! ordered keeps the record it was made for, so the rooms above, who ask whether somebody may see it, ask for all of these.

use chrono::NaiveDate;
use diesel::{
    BoxableExpression,
    dsl::sql,
    pg::Pg,
    sql_types::{Bool, Date, Uuid as SqlUuid},
};
use uuid::Uuid;

/// A condition on any table that has the column it names.
pub type OnRecords<Table> = Box<dyn BoxableExpression<Table, Pg, SqlType = Bool>>;

const OF: &str = "select k.id from ";
const LEADING_TO_THEM: &str =
    ", lateral (select p.person_id union all select m.id from merged_persons m where m.merged_into = p.person_id) k (id)";

/// SQL for the records of these persons, a relation `... p` with a column `person_id`.
pub fn of(persons: &str) -> String {
    format!("{OF}{persons}{LEADING_TO_THEM}")
}

/// Whether a column holds a record of this person.
pub fn of_person<Table: 'static>(column: &str, person: Uuid) -> OnRecords<Table> {
    let begun = sql::<Bool>(&format!("{column} in ({OF}(values (")).bind::<SqlUuid, _>(person);
    Box::new(begun.sql(&format!("::uuid)) p (person_id){LEADING_TO_THEM})")))
}

/// Whether a row of a table, which has the columns `person_id` and `request_id`, is about somebody whom this account represents on a day, and
/// came of no request, or of one that its power covers.
pub fn of_represented<Table: 'static>(table: &str, account: Uuid, day: NaiveDate) -> OnRecords<Table> {
    let begun = format!("({table}.person_id in ({OF}(select p.person_id from represented_persons p where p.account_id = ");
    let about = sql::<Bool>(&begun)
        .bind::<SqlUuid, _>(account)
        .sql(" and p.valid_from <= ")
        .bind::<Date, _>(day)
        .sql(" and (p.valid_to is null or p.valid_to >= ")
        .bind::<Date, _>(day)
        .sql(&format!(
            ")) p{LEADING_TO_THEM}) and ({table}.request_id is null or {table}.request_id in (select u.request_id
                from requests_under_powers u where u.account_id = "
        ));
    let covered = about
        .bind::<SqlUuid, _>(account)
        .sql(" and u.valid_from <= ")
        .bind::<Date, _>(day)
        .sql(" and (u.valid_to is null or u.valid_to >= ")
        .bind::<Date, _>(day)
        .sql("))))");
    Box::new(covered)
}
