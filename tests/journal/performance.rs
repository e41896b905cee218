//! Figures for docs/journal.md; not part of the ordinary run: `cargo test --test api journal::performance -- --ignored --nocapture`.

use std::time::Instant;

use migratie::journal::{
    export::{Bounds, Export},
    verify::verify_file,
};

use super::{assert_clean, superuser, verify};
use crate::support::TestApp;

#[actix_web::test]
#[ignore = "takes minutes; prints figures"]
async fn a_hundred_thousand_entries_with_as_many_rows() {
    let app = TestApp::start().await;
    app.tamper(&format!(
        "begin;
         select set_config('migratie.work', '00000000-0000-0000-0000-000000000001', true), set_config('migratie.now', '{now}', true);
         insert into journal.entries (id, at, actor_kind, operation, outcome)
           values ('00000000-0000-0000-0000-000000000001', '{now}', 'System', 'fill', 'Done');
         insert into accounts (id, created_at, updated_at, kind, login, display_name)
           select gen_random_uuid(), '{now}', '{now}', 'Person', 'filled-' || n, 'Nume Prenume ' || n from generate_series(1, 100000) n;
         insert into journal.entries (id, at, actor_kind, operation, outcome, persons, objects)
           select gen_random_uuid(), '{now}', 'Officer', 'readPerson', 'Done', array[gen_random_uuid()],
                  '[{{\"access\": \"Read\", \"kind\": \"Person\", \"id\": \"per_01ja4ttz8ze3ks9nvd5efz1s8d\"}}]'
             from generate_series(1, 100000);
         commit",
        now = app.clock.now().to_rfc3339()
    ));
    let begun = Instant::now();
    let seals = app.seal().await;
    println!("sealing: {seals} seals in {:?}", begun.elapsed());
    let begun = Instant::now();
    let report = verify(&app);
    println!("verifying the database: {} entries, {} row versions in {:?}", report.entries, report.row_versions, begun.elapsed());
    assert_clean(&report);
    let (mut conn, keys, begun, mut file) = (superuser(&app), &app.platform.keys, Instant::now(), String::new());
    let bounds = Bounds { first_seal: Some(1), last_seal: Some(seals as i64), ..Bounds::default() };
    let mut export = Export::new(None, &bounds, app.clock.now(), keys);
    while let Some((text, next)) = export.piece(&mut conn).expect("a piece") {
        file.push_str(&text);
        export = next;
    }
    println!("exporting: {} MB in {:?}", file.len() / 1_000_000, begun.elapsed());
    let begun = Instant::now();
    assert_clean(&verify_file(file.as_bytes(), None).expect("a report"));
    println!("verifying the export: {:?}", begun.elapsed());
}
