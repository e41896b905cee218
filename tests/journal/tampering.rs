//! Random tamperings with a database by somebody who may do anything in it: change one value, remove a row, add one. Triggers and
//! foreign keys are off. Verification must find each; afterwards the database is as before.

use diesel::{
    Connection, PgConnection, QueryResult, RunQueryDsl,
    connection::SimpleConnection,
    sql_types::{BigInt, Text},
};

use super::{assert_clean, some_sealed_work, superuser, verify_on};
use crate::support::TestApp;

const TAMPERINGS: usize = 200;

/// Marsaglia's xorshift: the same sequence in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

#[derive(Debug, diesel::QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(Debug, diesel::QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Everything that verification answers for: the journal but its queue and exports, history, records.
fn tables(conn: &mut PgConnection) -> Vec<Table> {
    let all: Vec<Table> = diesel::sql_query(
        "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind = 'r' and ((n.nspname = 'journal' and c.relname not in ('unsealed', 'exports', 'redactions')) or n.nspname = 'history'
             or (n.nspname = 'public' and obj_description(c.oid, 'pg_class') = 'record')) order by 1",
    )
    .load(conn)
    .unwrap();
    all.into_iter().filter(|table| count(conn, &table.name) > 0).collect()
}

fn count(conn: &mut PgConnection, table: &str) -> i64 {
    diesel::sql_query(format!("select count(*) as n from {table}")).get_result::<Count>(conn).unwrap().n
}

fn columns(conn: &mut PgConnection, table: &str) -> Vec<Column> {
    diesel::sql_query(
        "select quote_ident(attname) as name, format_type(atttypid, null) as kind from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum",
    )
    .bind::<Text, _>(table)
    .load(conn)
    .unwrap()
}

/// Another value for a column, as close to the old one as its type allows; none for a type that is not known here.
fn other_value(column: &Column, dice: &mut Dice) -> Option<String> {
    let name = &column.name;
    let place = dice.below(1000);
    let text = |text: &str| {
        format!(
            "case when coalesce({text}, '') = '' then 'x' else overlay({text} placing
               case when substr({text}, 1 + {place} % length({text}), 1) = 'x' then 'y' else 'x' end
               from 1 + {place} % length({text}) for 1) end"
        )
    };
    Some(match column.kind.as_str() {
        "text" | "character varying" => text(name),
        "uuid" => {
            let at = 1 + place % 8;
            format!(
                "coalesce(overlay({name}::text placing case when substr({name}::text, {at}, 1) = '0' then '1' else '0' end
                   from {at} for 1)::uuid, gen_random_uuid())"
            )
        }
        "integer" | "bigint" | "smallint" | "numeric" | "double precision" | "date" => match column.kind.as_str() {
            "date" => format!("coalesce({name} + 1, date '2000-01-01')"),
            _ => format!("coalesce({name} + 1, 1)"),
        },
        "boolean" => format!("not coalesce({name}, false)"),
        "timestamp with time zone" => format!("coalesce({name} + interval '1 microsecond', '2000-01-01Z')"),
        "bytea" => format!(
            "set_byte({name}, {place} % length({name}), get_byte({name}, {place} % length({name})) # (1 << {}))",
            place % 8
        ),
        "jsonb" => format!(
            "case jsonb_typeof({name}) when 'array' then {name} || '[1]' when 'object' then {name} || '{{\"x\": 1}}' else '{{\"x\": 2}}' end"
        ),
        "uuid[]" => format!("array_append({name}, gen_random_uuid())"),
        "text[]" => format!("array_append({name}, 'x')"),
        _ => return None,
    })
}

/// One tampering as SQL.
fn tampering(conn: &mut PgConnection, tables: &[Table], dice: &mut Dice) -> Option<String> {
    let table = &dice.of(tables).name;
    let rows = usize::try_from(count(conn, table)).unwrap();
    let row = format!("(select ctid from {table} order by ctid offset {} limit 1)", dice.below(rows));
    let columns = columns(conn, table);
    Some(match dice.below(10) {
        0 => format!("delete from {table} where ctid = {row}"),
        1 => {
            // A row like another, under a key of its own.
            let key = columns.iter().find(|column| column.kind == "uuid" || column.name == "number")?;
            let fresh = if key.kind == "uuid" { "gen_random_uuid()".to_owned() } else { format!("{} + 1000", key.name) };
            let values = columns.iter().map(|column| if column.name == key.name { fresh.clone() } else { column.name.clone() });
            format!("insert into {table} select {} from {table} where ctid = {row}", values.collect::<Vec<_>>().join(", "))
        }
        _ => {
            let column = dice.of(&columns);
            format!("update {table} set {} = {} where ctid = {row}", column.name, other_value(column, dice)?)
        }
    })
}

#[actix_web::test]
async fn two_hundred_random_tamperings_with_a_database_are_all_found() {
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    let mut conn = superuser(&app);
    let conn = &mut conn;
    assert_clean(&verify_on(&app, conn));
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut done, mut missed) = (0, Vec::new());
    let mut touched = std::collections::BTreeSet::new();
    conn.test_transaction::<_, diesel::result::Error, _>(|conn| {
        conn.batch_execute("set local session_replication_role = replica; set local timezone = 'UTC'")?;
        let tables = tables(conn);
        while done < TAMPERINGS {
            let Some(sql) = tampering(conn, &tables, &mut dice) else { continue };
            let mut found = None;
            let _: QueryResult<()> = conn.transaction(|conn| {
                // What a constraint refuses was no tampering.
                if diesel::sql_query(&sql).execute(conn)? > 0 {
                    found = Some(!verify_on(&app, conn).is_clean());
                }
                Err(diesel::result::Error::RollbackTransaction)
            });
            match found {
                Some(true) => {}
                Some(false) => missed.push(sql.clone()),
                None => continue,
            }
            done += 1;
            touched.insert(sql.split_whitespace().find(|word| word.contains('.')).unwrap_or_default().to_owned());
        }
        Ok(())
    });
    assert!(missed.is_empty(), "{} of {done} were not found:\n{}", missed.len(), missed.join("\n"));
    for table in
        ["journal.entries", "journal.writes", "journal.seals", "journal.seal_members", "history.accounts", "public.accounts"]
    {
        assert!(touched.contains(table), "{table} was never touched: {touched:?}");
    }
    assert_clean(&verify_on(&app, conn));
}

/// Every single column of the journal, and of two records and their history, is changed once.
#[actix_web::test]
async fn a_change_in_any_column_is_found() {
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    let mut conn = superuser(&app);
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut done, mut missed) = (0, Vec::new());
    conn.test_transaction::<_, diesel::result::Error, _>(|conn| {
        conn.batch_execute("set local session_replication_role = replica; set local timezone = 'UTC'")?;
        let whole = |name: &str| name.starts_with("journal.") || name.ends_with(".accounts") || name.ends_with(".persons");
        for table in tables(conn).into_iter().filter(|table| whole(&table.name)) {
            let rows = usize::try_from(count(conn, &table.name)).unwrap();
            for column in columns(conn, &table.name) {
                let Some(value) = other_value(&column, &mut dice) else { continue };
                let row = format!("(select ctid from {} order by ctid offset {} limit 1)", table.name, dice.below(rows));
                let sql = format!("update {} set {} = {value} where ctid = {row}", table.name, column.name);
                let _: QueryResult<()> = conn.transaction(|conn| {
                    if diesel::sql_query(&sql).execute(conn)? > 0 {
                        done += 1;
                        if verify_on(&app, conn).is_clean() {
                            missed.push(sql.clone());
                        }
                    }
                    Err(diesel::result::Error::RollbackTransaction)
                });
            }
        }
        Ok(())
    });
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
    assert!(done > 100, "only {done} columns could be changed");
}
