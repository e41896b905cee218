//! Statements put together from parts. The text depends on what is asked for, never on values, so that it is one of a few and is prepared
//! once a connection.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, QueryResult, RunQueryDsl,
    pg::Pg,
    sql_query,
    sql_types::{Array, BigInt, Date, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::kernel::sql::prepared;

/// A value of a statement.
#[derive(Debug, Clone)]
pub enum Value {
    Id(Uuid),
    Text(String),
    Texts(Vec<String>),
    Day(NaiveDate),
    Instant(DateTime<Utc>),
    Number(i64),
}

/// The values of a statement that is being written.
#[derive(Debug, Default)]
pub struct Values(Vec<Value>);

impl Values {
    /// Keeps a value and gives its place in the text.
    pub fn place(&mut self, value: Value) -> String {
        self.0.push(value);
        format!("${}", self.0.len())
    }

    /// Sends the statement.
    pub fn load<T>(self, conn: &mut PgConnection, text: String) -> QueryResult<Vec<T>>
    where
        T: diesel::deserialize::QueryableByName<Pg> + 'static,
    {
        let mut query = sql_query(text).into_boxed::<Pg>();
        for value in self.0 {
            query = match value {
                Value::Id(id) => query.bind::<SqlUuid, _>(id),
                Value::Text(text) => query.bind::<Text, _>(text),
                Value::Texts(texts) => query.bind::<Array<Text>, _>(texts),
                Value::Day(day) => query.bind::<Date, _>(day),
                Value::Instant(instant) => query.bind::<Timestamptz, _>(instant),
                Value::Number(number) => query.bind::<BigInt, _>(number),
            };
        }
        prepared(query).load(conn)
    }
}

/// Values as rows. Of an array PostgreSQL would count the members, and plan the statement anew each time.
pub fn one_by_one(places: impl Iterator<Item = String>) -> String {
    format!("(values ({}))", places.collect::<Vec<_>>().join("), ("))
}
