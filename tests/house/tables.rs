use migratie::journal::verify::DIGESTED;

use crate::support::TestApp;

#[derive(diesel::QueryableByName)]
struct Name {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

fn names(app: &TestApp, sql: &str) -> Vec<String> {
    app.query::<Name>(sql).into_iter().map(|row| row.name).collect()
}

#[actix_web::test]
async fn every_table_says_what_it_is() {
    let app = TestApp::start().await;
    let silent = names(
        &app,
        "select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname in ('public', 'journal', 'history', 'statistics')
            and coalesce(obj_description(c.oid, 'pg_class'), '') not in ('record', 'append-only', 'operational', 'history')",
    );
    assert_eq!(silent, Vec::<String>::new());
}

#[actix_web::test]
async fn what_is_written_once_and_for_all_leaves_its_digests() {
    let app = TestApp::start().await;
    let watched =
        names(&app, "select tgrelid::regclass::text as name from pg_trigger where tgname = 'digest_of_insert' order by 1");
    let mut looked_at = DIGESTED.to_vec();
    looked_at.sort_unstable();
    assert_eq!(watched, looked_at);
    let unwatched = names(
        &app,
        "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'public' and obj_description(c.oid, 'pg_class') = 'append-only'
            and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'digest_of_insert') order by 1",
    );
    // Made again from records, or (numbers that petitions had) from their history.
    assert_eq!(unwatched, ["behaviour_days", "dataset_sheets", "petition_numbers", "semantic_asset_versions"]);
}

#[actix_web::test]
async fn every_record_keeps_its_history_by_trigger() {
    let app = TestApp::start().await;
    let without = names(
        &app,
        "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'public' and obj_description(c.oid, 'pg_class') = 'record'
            and (to_regclass('history.' || quote_ident(c.relname)) is null
                 or (select count(*) from pg_trigger t where t.tgrelid = c.oid
                      and t.tgname in ('history_of_insert', 'history_of_update', 'next_version')) <> 3
                 or exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                      and not exists (select from pg_attribute h where h.attrelid = to_regclass('history.' || quote_ident(c.relname))
                                         and h.attname = a.attname and h.atttypid = a.atttypid)))",
    );
    assert_eq!(without, Vec::<String>::new());
}

#[actix_web::test]
async fn the_program_can_delete_nothing_but_work_in_hand() {
    let app = TestApp::start().await;
    let deletable = names(
        &app,
        "select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname in ('public', 'journal', 'history', 'statistics')
            and obj_description(c.oid, 'pg_class') <> 'operational'
            and (has_table_privilege('migratie_app', c.oid, 'DELETE') or has_table_privilege('migratie_app', c.oid, 'TRUNCATE'))",
    );
    assert_eq!(deletable, Vec::<String>::new());
}

#[actix_web::test]
async fn every_foreign_key_has_an_index_to_follow_it_backwards() {
    let app = TestApp::start().await;
    let unindexed = names(
        &app,
        "select k.conrelid::regclass || '.' || a.attname as name
           from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
          where k.contype = 'f' and obj_description(k.conrelid, 'pg_class') = 'record'
            and a.attname in ('request_id', 'person_id', 'order_id', 'account_id', 'document_id')
            and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = a.attnum)",
    );
    assert_eq!(unindexed, Vec::<String>::new());
}

#[actix_web::test]
async fn of_every_table_it_is_said_what_retention_does_with_it() {
    let app = TestApp::start().await;
    let tables = names(
        &app,
        "select case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name
           from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname in ('public', 'journal', 'statistics')
            and c.relname <> '__diesel_schema_migrations' order by 1",
    );
    let list = migratie::commands::retention::tables().expect("the list");
    let mut said: Vec<String> = list.names().map(str::to_owned).collect();
    said.sort();
    let missing: Vec<&String> = tables.iter().filter(|table| !said.contains(table)).collect();
    let gone: Vec<&String> = said.iter().filter(|table| !tables.contains(table)).collect();
    assert_eq!((missing, gone), (Vec::new(), Vec::new()), "a new table has a rule, or a reason why none reaches it");
}
