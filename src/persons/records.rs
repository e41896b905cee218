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

/// SQL for whether a power that an account holds on a day covers a service, for a record of the person: `person`, `service` and `version` are
/// columns or expressions, `account` and `day` places of values. A paper covers all, a power of MPower what its type covers (`power_covers`).
pub fn covered(account: &str, day: &str, person: &str, service: &str, version: &str) -> String {
    format!(
        "exists (select from represented_persons p{LEADING_TO_THEM}
                  where p.account_id = {account} and p.valid_from <= {day} and (p.valid_to is null or p.valid_to >= {day})
                    and k.id = {person} and power_covers(p.power_type, {service}, {version}))"
    )
}

/// Whether a row of a table, which has the columns `person_id` and `request_id`, is about somebody whom this account represents on a day, and
/// came of no request, or of one whose service the power covers.
pub fn of_represented<Table: 'static>(table: &str, account: Uuid, day: NaiveDate) -> OnRecords<Table> {
    let begun = format!(
        "(select {table}.person_id in ({OF}(select p.person_id from represented_persons p
             where p.account_id = me.account and p.valid_from <= me.today and (p.valid_to is null or p.valid_to >= me.today)) p{LEADING_TO_THEM})
           and ({table}.request_id is null or exists (select from request_services s where s.id = {table}.request_id and {}))
           from (values (",
        covered("me.account", "me.today", &format!("{table}.person_id"), "s.service_code", "s.service_version")
    );
    let held = sql::<Bool>(&begun).bind::<SqlUuid, _>(account).sql("::uuid, ").bind::<Date, _>(day);
    Box::new(held.sql("::date)) me (account, today))"))
}
