//! The figures of the filled world. COPY goes round the triggers that mark what has changed, so that every figure is made of the records.

use diesel::{PgConnection, QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types::BigInt};

use super::ledger;
use crate::{kernel::problem::Problem, statistics::Figures};

/// The step of the ledger.
const STEP: &str = "figures";
/// The tables that figures are kept in.
const TABLES: [&str; 3] = ["statistics.facts", "statistics.cells", "statistics.cell_history"];

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Everything that is counted.
const SUBJECTS: &str =
    "select (select count(*) from known_persons) + (select count(*) from requests_about where submitted_at is not null)
  + (select count(*) from acts_about) + (select count(*) from registered_petitions) as n";

/// Makes the figures and releases those for everybody, and goes on where it was interrupted: each batch says itself how far it came.
pub fn make(conn: &mut PgConnection, figures: &Figures, told: &dyn Fn(&str)) -> anyhow::Result<()> {
    let system = actix_web::rt::System::new();
    let failed = |problem: Problem| anyhow::anyhow!("the figures were not made ({})", problem.code());
    if ledger::written(conn, STEP)?.is_empty() {
        system.block_on(figures.forget()).map_err(failed)?;
        ledger::write(conn, STEP, 0)?;
    }
    let before: Counted = sql_query("select count(*) as n from statistics.facts").get_result(conn)?;
    let all: Counted = sql_query(SUBJECTS).get_result(conn)?;
    let (mut done, mut next, subjects) = (before.n, 0, all.n);
    told(&format!("figures: {done} of {subjects} persons, requests, documents and petitions"));
    while let Some(counted) = system.block_on(figures.build()).map_err(failed)? {
        done += counted as i64;
        if done >= next {
            told(&format!("figures: {done} of {subjects} persons, requests, documents and petitions"));
            next = done + subjects / 20;
        }
    }
    // What was marked before and meanwhile: nothing moves where nothing was changed.
    system.block_on(figures.catch_up()).map_err(failed)?;
    // Everybody sees what was released, and no worker may be at hand.
    system.block_on(figures.release()).map_err(failed)?;
    TABLES.iter().try_for_each(|table| conn.batch_execute(&format!("vacuum (analyze) {table}")))?;
    Ok(())
}
