//! What a database holds at an instant: of every table how many rows there are, and one digest of them all.

use std::{collections::BTreeMap, time::Duration};

use diesel::{Connection, PgConnection, QueryResult, RunQueryDsl, connection::SimpleConnection, sql_types::Text};

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    text: String,
}

/// Of every table, its rows and their digest.
pub type Tables = BTreeMap<String, String>;

/// An instant at which nobody was writing.
pub struct Moment {
    /// As PostgreSQL writes it, in UTC.
    pub at: String,
    pub tables: Tables,
    /// `NUMBER:ROOT` of the last seal.
    pub sealed: String,
}

fn text(conn: &mut PgConnection, sql: &str) -> QueryResult<Vec<String>> {
    let rows: Vec<Row> = diesel::sql_query(format!("select text::text from ({sql}) as rows (text)")).load(conn)?;
    Ok(rows.into_iter().map(|row| row.text).collect())
}

fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    text(
        conn,
        "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%' order by 1",
    )
}

fn counted(conn: &mut PgConnection) -> QueryResult<Tables> {
    let names = names(conn)?;
    let counted = |name: String| {
        let sql =
            format!("select concat_ws(' ', count(*), md5(string_agg(md5(t::text), '' order by md5(t::text)))) from {name} t");
        Ok((name, text(conn, &sql)?.remove(0)))
    };
    names.into_iter().map(counted).collect()
}

/// All tables as they are now.
pub fn tables(url: &str) -> Tables {
    counted(&mut PgConnection::establish(url).expect("superuser")).expect("every table")
}

/// Waits until nobody writes, keeps everybody from it, and looks: whatever was committed was so before the instant, and whatever comes, after it.
pub fn noted(url: &str) -> Moment {
    let mut conn = PgConnection::establish(url).expect("superuser");
    let begun = std::time::Instant::now();
    loop {
        match conn.transaction(|conn| {
            // Whoever writes has two of the tables in another order now and then; then it is we who begin again.
            conn.batch_execute("set local lock_timeout = '200ms'")?;
            let all = names(conn)?.join(", ");
            conn.batch_execute(&format!("lock table {all} in share mode"))?;
            let tables = counted(conn)?;
            let sealed = "select number || ':' || encode(root, 'hex') from journal.seals order by number desc limit 1";
            let sealed = text(conn, sealed)?.remove(0);
            let at = text(conn, "select clock_timestamp()")?.remove(0);
            Ok::<_, diesel::result::Error>(Moment { at, tables, sealed })
        }) {
            Ok(moment) => return moment,
            Err(error) => assert!(begun.elapsed() < Duration::from_secs(60), "no moment without a writer: {error}"),
        }
    }
}
