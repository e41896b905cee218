//! What accounts and persons are called, for auditors, who cannot go and ask a row at a time.

use std::collections::HashMap;

use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Text, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::kernel::{
    problem::Problem,
    sql::{prepared, sql},
};

/// Names by id, of accounts and persons alike.
#[derive(Debug, Default)]
pub struct Names(HashMap<Uuid, String>);

impl Names {
    /// The name of one, if there is one.
    pub fn get(&self, id: Uuid) -> Option<String> {
        self.0.get(&id).cloned()
    }
}

/// The names of all these, in one statement.
pub fn of(conn: &mut PgConnection, ids: impl IntoIterator<Item = Uuid>) -> Result<Names, Problem> {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
        #[diesel(sql_type = Text)]
        name: String,
    }
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let named: Vec<Named> = prepared(
        sql("select id, display_name as name from accounts where id = any($1)
             union all select id, concat_ws(' ', surname, given_names) from persons where id = any($1)")
        .bind::<Array<SqlUuid>, _>(ids),
    )
    .load(conn)?;
    Ok(Names(named.into_iter().map(|row| (row.id, row.name)).collect()))
}
