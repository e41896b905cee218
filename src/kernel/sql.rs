//! Statements that the connection keeps prepared: hand-written SQL, where the query builder would only be in the way, and what the library
//! would not keep by itself.

use std::{fmt::Debug, io::Write};

use diesel::{
    Connection, PgConnection, QueryResult, RunQueryDsl,
    connection::{DefaultLoadingMode, LoadConnection},
    deserialize::{self, FromSql, FromSqlRow},
    expression::{AsExpression, QueryMetadata},
    pg::{Pg, PgValue},
    query_builder::{AstPass, Query, QueryFragment, QueryId, SqlQuery},
    serialize::{self, IsNull, Output, ToSql},
    sql_types::Jsonb,
};
use serde::{Serialize, de::DeserializeOwned};

/// A statement of which there are few different texts: each is parsed and planned once a connection, not once a call.
pub struct Prepared<Q>(Q);

/// Wraps a bound `sql_query`, or an update whose columns are set by what is done; its text must not depend on input.
pub fn prepared<Q>(query: Q) -> Prepared<Q> {
    Prepared(query)
}

/// The text alone, to bind values to.
pub fn sql(text: &'static str) -> SqlQuery {
    diesel::sql_query(text)
}

impl<Q: Query + QueryFragment<Pg>> Prepared<Q>
where
    Pg: QueryMetadata<Q::SqlType>,
{
    /// Sends it for what it does. The library's own `execute` asks what is wrapped whether the statement is kept, not the wrapper, and so
    /// has it parsed and planned anew each time.
    pub fn execute(self, conn: &mut PgConnection) -> QueryResult<()> {
        LoadConnection::<DefaultLoadingMode>::load(conn, self)?.try_for_each(|row| row.map(drop))
    }

    /// Sends it and says how many rows it touched; planned anew each time, for what is seldom done.
    pub fn affected(self, conn: &mut PgConnection) -> QueryResult<usize> {
        conn.execute_returning_count(&self)
    }
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Prepared<Q> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(pass)
    }

    fn is_safe_to_cache_prepared(&self, _: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<Q> QueryId for Prepared<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Prepared<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, Conn> RunQueryDsl<Conn> for Prepared<Q> {}

/// A value that is written as `jsonb` straight away, not by way of a tree of values.
#[derive(Debug, AsExpression)]
#[diesel(sql_type = Jsonb)]
pub struct Written<'a, T: Debug + Serialize>(pub &'a T);

impl<T: Debug + Serialize> ToSql<Jsonb, Pg> for Written<'_, T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        // The version of the binary form.
        out.write_all(&[1])?;
        serde_json::to_writer(out, self.0)?;
        Ok(IsNull::No)
    }
}

/// A value that is read from `jsonb` straight away.
#[derive(Debug, FromSqlRow)]
pub struct Of<T>(pub T);

impl<T: DeserializeOwned> FromSql<Jsonb, Pg> for Of<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        match value.as_bytes() {
            [1, json @ ..] => Ok(Self(serde_json::from_slice(json)?)),
            _ => Err("jsonb of an unknown version".into()),
        }
    }
}
