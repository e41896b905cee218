//! Hand-written SQL as prepared statements that the connection keeps, where the query builder would only be in the way.

use diesel::{
    QueryResult, RunQueryDsl,
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId, SqlQuery},
    sql_types::Untyped,
};

/// A statement whose text is fixed: it is parsed and planned once a connection, not once a call.
pub struct Prepared<Q>(Q);

/// Wraps a bound `sql_query`; its text must not depend on input.
pub fn prepared<Q>(query: Q) -> Prepared<Q> {
    Prepared(query)
}

/// The text alone, to bind values to.
pub fn sql(text: &'static str) -> SqlQuery {
    diesel::sql_query(text)
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

impl<Q> Query for Prepared<Q> {
    type SqlType = Untyped;
}

impl<Q, Conn> RunQueryDsl<Conn> for Prepared<Q> {}
