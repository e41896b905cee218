//! The journal: every act leaves an entry, entries are sealed, exports and tampering are verified.

mod entries;
mod exports;
mod mirroring;
mod performance;
mod sealing;
mod searches;
mod tampering;
mod verification;

use chrono::Duration;
use diesel::{Connection, PgConnection};
use migratie::journal::{
    finding::Report,
    keys::PublicKeys,
    verify::{DatabaseCheck, verify_database},
};

use crate::support::{TestApp, superuser_url_of};

/// A connection that may do anything: the tamperer's, and here also the verifier's.
pub fn superuser(app: &TestApp) -> PgConnection {
    PgConnection::establish(&superuser_url_of(&app.database)).expect("superuser")
}

/// Verifies the test's database as `migratie journal verify` does.
pub fn verify_on(app: &TestApp, conn: &mut PgConnection) -> Report {
    let keys = PublicKeys::of(app.platform.keys.journal());
    let check = DatabaseCheck { keys: &keys, now: app.clock.now(), blobs: None, mirrored: None };
    verify_database(conn, &check).expect("a report")
}

pub fn verify(app: &TestApp) -> Report {
    verify_on(app, &mut superuser(app))
}

#[track_caller]
pub fn assert_clean(report: &Report) {
    assert!(report.is_clean(), "{:#?}", report.findings);
}

/// Some work by several people, sealed in several seals; then the minute in which entries may be unsealed has passed.
pub async fn some_sealed_work(app: &TestApp) {
    app.seal().await;
    for persona in ["applicant", "examiner-chisinau", "auditor"] {
        let caller = app.persona(persona).await;
        for _ in 0..2 {
            caller.get("/api/v1/sessions/current").await.expect(200);
        }
        app.clock.advance(Duration::seconds(2));
        app.seal().await;
    }
    app.clock.advance(Duration::minutes(2));
}
