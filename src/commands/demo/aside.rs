//! Indexes, keys and triggers are set aside while millions of rows are copied, and brought back after: to build an index once is many
//! times cheaper than to keep it right row by row. What brings them back is written down in the same transaction that sets them aside.

use std::sync::Mutex;

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    sql_query,
    sql_types::{Array, Integer, Text},
};

use super::tables::TABLES;

#[derive(Debug, Clone, QueryableByName)]
struct Aside {
    #[diesel(sql_type = Integer)]
    position: i32,
    #[diesel(sql_type = Text)]
    relation: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    bring_back: String,
}

// Primary keys stay: rows come in their order. A unique key made by a constraint goes and comes with its constraint.
const FIND: &str = "
insert into demo.set_aside (position, relation, kind, bring_back)
select row_number() over (order by found.kind, found.name), found.relation, found.kind, found.bring_back from (
  select c.relname as relation, '1 index' as kind, i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as bring_back
    from pg_index i join pg_class c on c.oid = i.indrelid
   where i.indrelid = any($1::regclass[]) and not i.indisprimary
     and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('u', 'x', 'p'))
  union all
  select c.relname, case k.contype when 'f' then '3 reference' else '2 constraint' end, k.conname,
         format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k join pg_class c on c.oid = k.conrelid
   where k.conrelid = any($1::regclass[]) and k.contype in ('u', 'x', 'f')) found";

const DROP: &str = "
do $$ declare one record; begin
  for one in select k.conrelid::regclass as relation, k.conname from pg_constraint k
              where k.conrelid = any(TABLES) and k.contype in ('u', 'x', 'f') loop
    execute format('alter table %s drop constraint %I', one.relation, one.conname);
  end loop;
  for one in select i.indexrelid::regclass as name from pg_index i where i.indrelid = any(TABLES) and not i.indisprimary loop
    execute format('drop index %s', one.name);
  end loop;
  for one in select unnest(TABLES) as relation loop
    execute format('alter table %s disable trigger user', one.relation);
  end loop;
end $$";

/// Sets them aside, unless they are aside already.
pub fn set_aside(conn: &mut PgConnection) -> anyhow::Result<()> {
    conn.transaction::<_, anyhow::Error, _>(|conn| {
        if !waiting(conn)?.is_empty() {
            return Ok(());
        }
        sql_query(FIND).bind::<Array<Text>, _>(TABLES.to_vec()).execute(conn)?;
        let names = TABLES.iter().map(|table| format!("'{table}'")).collect::<Vec<_>>().join(", ");
        conn.batch_execute(&DROP.replace("TABLES", &format!("array[{names}]::regclass[]")))?;
        Ok(())
    })
}

fn waiting(conn: &mut PgConnection) -> anyhow::Result<Vec<Aside>> {
    Ok(sql_query("select position, relation, kind, bring_back from demo.set_aside order by position").load(conn)?)
}

fn bring(conn: &mut PgConnection, one: &Aside) -> anyhow::Result<()> {
    conn.transaction::<_, anyhow::Error, _>(|conn| {
        conn.batch_execute(&one.bring_back)?;
        sql_query("delete from demo.set_aside where position = $1").bind::<Integer, _>(one.position).execute(conn)?;
        Ok(())
    })
}

/// Brings everything back: tables side by side, references at the end, one after the other, since they lock two tables.
pub fn bring_back(owner_url: &str, workers: usize, told: &(dyn Fn(&str) + Sync)) -> anyhow::Result<()> {
    let conn = &mut connect(owner_url)?;
    let (references, keys): (Vec<Aside>, Vec<Aside>) = waiting(conn)?.into_iter().partition(|one| one.kind.starts_with('3'));
    // What takes longest begins first.
    let order = ["person_name_keys", "addresses", "request_events", "requests"];
    let mut tables: Vec<&str> = TABLES.to_vec();
    tables.sort_by_key(|table| order.iter().position(|first| first == table).unwrap_or(order.len()));
    tables.reverse();
    let left = Mutex::new(tables);
    let next = || left.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
    std::thread::scope(|scope| {
        let builders: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| -> anyhow::Result<()> {
                    let conn = &mut connect(owner_url)?;
                    while let Some(table) = next() {
                        told(&format!("indexes of {table}"));
                        keys.iter().filter(|one| one.relation == table).try_for_each(|one| bring(conn, one))?;
                    }
                    Ok(())
                })
            })
            .collect();
        builders
            .into_iter()
            .try_for_each(|builder| builder.join().map_err(|_| anyhow::anyhow!("a builder of indexes broke off"))?)
    })?;
    told("references");
    references.iter().try_for_each(|one| bring(conn, one))?;
    for table in TABLES {
        conn.batch_execute(&format!("alter table {table} enable trigger user"))?;
    }
    Ok(())
}

/// A connection of the owner, set for much work at once.
pub fn connect(owner_url: &str) -> anyhow::Result<PgConnection> {
    let mut conn = PgConnection::establish(owner_url)?;
    conn.batch_execute(
        "set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '512MB'; set timezone = 'UTC';
         set max_parallel_maintenance_workers = 0",
    )?;
    Ok(conn)
}
