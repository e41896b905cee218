//! What the hot queries look at in a small world and in a large one: blocks a call, of the statements as the program sends them.

use std::path::Path;

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::{
    explained::{self, Log, Statement},
    figures::{self, Asked, Calendar},
    http::{Call, Connection},
    ids::written,
    server::{self, Database, Server, Start},
    table::{Row, Verdict},
};

/// At most so many times what the small world costs.
const GOAL: f64 = 1.2;
/// Calls before one is measured: after five, PostgreSQL decides whether to keep a plan.
const WARMING: usize = 7;
/// Different things asked for; the figure is their mean.
const SAMPLES: usize = 25;

/// One operation: several calls of the same kind.
struct Operation {
    name: &'static str,
    /// Whether the goal holds for it; otherwise it is shown only.
    held: bool,
    /// Whether its calls leave an entry in the journal.
    journalled: bool,
    /// Made before without being looked at.
    before: Vec<Call>,
    calls: Vec<Call>,
}

impl Operation {
    fn held(name: &'static str, calls: Vec<Call>) -> Self {
        Self { name, held: true, journalled: true, before: calls.clone(), calls }
    }

    fn of_figures(asked: Asked, journalled: bool) -> Self {
        Self { name: asked.name, held: true, journalled, before: asked.before, calls: asked.calls }
    }
}

/// What an operation costs in one world.
#[derive(Debug)]
pub struct Cost {
    name: &'static str,
    held: bool,
    buffers: f64,
    statements: f64,
    dearest: Value,
}

/// Fills a world where it is missing, and measures in it.
pub fn measure(program: &Path, folder: &Path, scale: u64) -> anyhow::Result<Vec<Cost>> {
    prepare(program, folder, scale)?;
    let settings = [("MIGRATIE_POOL_SIZE", "1".to_owned()), ("MIGRATIE_WORKERS", "false".to_owned())];
    let how = Start { program, folder, settings: &settings };
    let first = Server::start(&how)?;
    explained::explain(&first.database()?)?;
    first.stop()?;
    let server = Server::start(&how)?;
    let database = server.database()?;
    let operations = operations(&server, &database)?;
    let costs = operations.iter().map(|operation| cost(&server, &database, operation)).collect();
    explained::be_silent(&database)?;
    server.stop()?;
    costs
}

/// Fills the world unless it is there.
pub fn prepare(program: &Path, folder: &Path, scale: u64) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    if server::run(program, folder, &["demo", "told"])?.starts_with("no ") {
        server::run(program, folder, &["demo", "--scale", &scale.to_string()])?;
    }
    Ok(())
}

fn cost(server: &Server, database: &Database, operation: &Operation) -> anyhow::Result<Cost> {
    let mut connection = Connection::open(&server.address)?;
    for call in operation.before.iter().cycle().take(WARMING.max(operation.before.len())) {
        let answer = connection.call(call)?;
        ensure!(answer.status == 200, "{}: {} {}", operation.name, answer.status, String::from_utf8_lossy(&answer.body));
    }
    // Earlier calls' plans are written by now: the last statement of a call is the journal's.
    std::thread::sleep(std::time::Duration::from_millis(50));
    let mut log = Log::from_here(&database.log)?;
    let mut all: Vec<Statement> = Vec::new();
    for call in &operation.calls {
        ensure!(connection.call(call)?.status == 200, "{}", operation.name);
        all.extend(if operation.journalled { log.statements()? } else { log.so_far()? });
    }
    ensure!(!all.is_empty(), "{}: nothing was explained", operation.name);
    let calls = operation.calls.len() as f64;
    let dearest = all.iter().max_by_key(|statement| statement.buffers).map(|statement| statement.plan.clone());
    Ok(Cost {
        name: operation.name,
        held: operation.held,
        // The journal's entry is written, not looked for; its indexes are as large as the journal, not as this world.
        buffers: all.iter().filter(|one| !one.text.contains("journal.entries (")).map(|one| one.buffers as f64).sum::<f64>()
            / calls,
        statements: all.len() as f64 / calls,
        dearest: dearest.unwrap_or_default(),
    })
}

/// Persons of the middle of the world, each with a document and a number.
fn somebody(database: &Database) -> anyhow::Result<Vec<Value>> {
    let sql = format!(
        "select p.id, p.surname, p.given_names, p.idnp, p.birth_date, d.number
           from (select * from persons where idnp is not null and birth_precision = 'Day' and id > (
                   select id from persons order by id offset (select count(*) / 2 from persons) limit 1) order by id limit 400) p
           join lateral (select number from foreign_documents d where d.person_id = p.id limit 1) d on true
          order by p.id limit {SAMPLES}"
    );
    let found = database.rows(&sql)?;
    ensure!(found.len() == SAMPLES, "the world is too small");
    Ok(found)
}

fn text<'a>(row: &'a Value, member: &str) -> anyhow::Result<&'a str> {
    row[member].as_str().with_context(|| format!("no {member} in {row}"))
}

/// The cursors of the second page and of one further down.
fn cursors(server: &Server, token: &str, path: &str, pages: usize) -> anyhow::Result<Vec<String>> {
    let mut connection = Connection::open(&server.address)?;
    let mut cursors = Vec::new();
    let mut asked = path.to_owned();
    for _ in 0..pages {
        let page = connection.call(&Call::get(asked.clone()).examining(token))?.expect(200)?;
        let Some(cursor) = page["nextCursor"].as_str() else { break };
        let sign = if path.contains('?') { '&' } else { '?' };
        asked = format!("{path}{sign}cursor={cursor}");
        cursors.push(asked.clone());
    }
    Ok(cursors)
}

fn operations(server: &Server, database: &Database) -> anyhow::Result<Vec<Operation>> {
    let (examiner, head, applicant) = (server.token("examiner-chisinau")?, server.token("head")?, server.token("applicant")?);
    let people = somebody(database)?;
    let get = |path: &str, token: &str| Call::get(path).examining(token);
    let search = |wanted: Value| Call::post("/api/v1/persons/searches", &wanted).examining(&examiner);
    let each = |of: &dyn Fn(&Value) -> anyhow::Result<Call>| people.iter().map(of).collect::<anyhow::Result<Vec<_>>>();
    let requests: Vec<String> = database
        .rows(&format!(
            "select r.id from requests r join subdivisions s on s.id = r.subdivision_id and s.code = 'CHI'
              where r.state = 'Closed' and r.id > (select id from requests order by id offset (select count(*) / 2 from requests) limit 1)
              order by r.id limit {SAMPLES}"
        ))?
        .iter()
        .map(|row| written("req", text(row, "id")?))
        .collect::<anyhow::Result<_>>()?;
    let deep = |token: &str, path: &str| -> anyhow::Result<Vec<Call>> {
        let pages = cursors(server, token, path, 12)?;
        // The last page may hold fewer rows; in a small world there may be no other.
        let pages = &pages[..(pages.len().max(2) - 1).min(pages.len())];
        ensure!(!pages.is_empty(), "{path} has one page only");
        Ok(pages.iter().skip(pages.len().saturating_sub(5)).map(|path| get(path, token)).collect())
    };
    let list = "/api/v1/requests";
    let worklist = |name: &str| format!("/api/v1/worklists/{name}/requests");
    let operation = Operation::held;
    let calendar = Calendar::of(database)?;
    let statistician = server.token("statistician")?;
    let mut all = vec![
        operation(
            "read a person",
            each(&|one| Ok(get(&format!("/api/v1/persons/{}", written("per", text(one, "id")?)?), &examiner)))?,
        ),
        operation("read a request", requests.iter().map(|id| get(&format!("{list}/{id}"), &examiner)).collect()),
        operation("read a timeline", requests.iter().map(|id| get(&format!("{list}/{id}/timeline"), &examiner)).collect()),
        operation("search by IDNP", each(&|one| Ok(search(json!({ "idnp": one["idnp"] }))))?),
        operation("search by document", each(&|one| Ok(search(json!({ "document": { "number": one["number"] } }))))?),
        operation(
            "search by name and birth date",
            each(&|one| {
                Ok(search(
                    json!({ "name": format!("{} {}", text(one, "surname")?, text(one, "given_names")?), "birthDate": one["birth_date"] }),
                ))
            })?,
        ),
        operation(
            "search by full name",
            each(&|one| Ok(search(json!({ "name": format!("{} {}", text(one, "surname")?, text(one, "given_names")?) }))))?,
        ),
        operation("search by surname", each(&|one| Ok(search(json!({ "name": one["surname"] }))))?),
        operation("requests, first page", vec![get(list, &examiner)]),
        operation("requests, keyset page", deep(&examiner, list)?),
        operation("requests in a state", vec![get(&format!("{list}?state=InExamination"), &examiner)]),
        operation(
            "requests of a person",
            each(&|one| Ok(get(&format!("{list}?beneficiaryId={}", written("per", text(one, "id")?)?), &examiner)))?,
        ),
        operation("requests of an applicant", vec![Call::get(list).with("Authorization", format!("Bearer {applicant}"))]),
        operation("worklist, to be taken", vec![get(&worklist("Unassigned"), &examiner)]),
        operation("worklist, to be taken, keyset page", deep(&examiner, &worklist("Unassigned"))?),
        operation("worklist, in my hands", vec![get(&format!("{}?limit=10", worklist("Mine")), &examiner)]),
        operation("worklist, overdue", vec![get(&worklist("Overdue"), &head)]),
        operation("worklist, to decide", vec![get(&worklist("ToDecide"), &head)]),
        Operation { held: false, ..operation("worklists counted exactly", vec![get("/api/v1/worklists", &examiner)]) },
    ];
    all.extend(figures::exact(&calendar, &statistician).into_iter().map(|asked| Operation::of_figures(asked, true)));
    all.extend(figures::open(&calendar).into_iter().map(|asked| Operation::of_figures(asked, false)));
    Ok(all)
}

/// The worlds side by side.
pub fn compare(small: &[Cost], large: &[Cost]) -> Vec<Row> {
    small
        .iter()
        .zip(large)
        .map(|(small, large)| {
            let ratio = large.buffers / small.buffers.max(1.0);
            Row {
                what: large.name.to_owned(),
                figures: vec![
                    ("small", format!("{:.0}", small.buffers)),
                    ("large", format!("{:.0}", large.buffers)),
                    ("ratio", format!("{ratio:.2}")),
                    ("statements", format!("{:.0}", large.statements)),
                ],
                goal: if large.held { format!("<= {GOAL}") } else { "shown only".into() },
                verdict: if !large.held { Verdict::Shown } else { Verdict::of(ratio <= GOAL) },
                detail: json!({ "small": small.buffers, "large": large.buffers, "ratio": ratio, "statements": large.statements, "dearest": large.dearest }),
            }
        })
        .collect()
}
