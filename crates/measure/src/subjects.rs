//! What is measured: calls of one kind, and the hand-written SQL that does the same.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

use crate::{
    figures::{self, Calendar},
    http::{Call, Connection},
    ids::written,
    server::{Database, Server},
    speed::told,
};

/// Things of each kind that are asked for in turn. The baseline draws from as many.
const THINGS: usize = 1000;
/// Requests that each caller changes, in turn: nobody else does, so that none is told of another's change.
const OWN: usize = 30;

/// Each act has a key of its own.
static KEYS: AtomicU64 = AtomicU64::new(0);

/// One kind of call.
pub struct Subject {
    /// What it is called.
    pub name: &'static str,
    /// The file of its baseline.
    pub baseline: &'static str,
    /// Whether it changes something.
    pub write: bool,
    /// So many times fewer calls than of the cheapest.
    pub dearness: u64,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    ReadPerson,
    ReadRequest,
    SearchDocument,
    ListRequests,
    ReadCell,
    ReadTable,
    Assign,
}

/// All kinds, and what they are about.
pub struct Subjects {
    /// The kinds.
    pub all: Vec<Subject>,
    persons: Vec<String>,
    documents: Vec<String>,
    requests: Vec<String>,
    open: Vec<String>,
    examiners: [String; 2],
    months: Vec<String>,
    examiner: String,
    head: String,
    statistician: String,
}

/// Chooses what is measured, and lays the same things out for pgbench in `bench.targets`.
pub fn subjects(server: &Server, database: &Database) -> anyhow::Result<Subjects> {
    database.psql(&format!(
        "drop schema if exists bench cascade;
         create schema bench;
         create table bench.targets (kind text, n integer, id uuid, text text, primary key (kind, n));
         insert into bench.targets select 'person', row_number() over (), id, null from (
           select id from persons where id > (select id from persons order by id offset (select count(*) / 2 from persons) limit 1) order by id limit {THINGS}) p;
         insert into bench.targets select 'document', row_number() over (), id, number from (
           select id, number from foreign_documents where id > (select id from foreign_documents order by id offset (select count(*) / 2 from foreign_documents) limit 1) order by id limit {THINGS}) d;
         insert into bench.targets select 'request', row_number() over (), id, null from (
           select r.id from requests r join subdivisions s on s.id = r.subdivision_id and s.code = 'CHI'
            where r.state = 'Closed' order by r.id limit {THINGS}) r;
         insert into bench.targets select 'open', row_number() over (), id, null from (
           select r.id from requests r join subdivisions s on s.id = r.subdivision_id and s.code = 'CHI'
            where r.state = 'InExamination' order by r.id limit {THINGS}) r;
         insert into bench.targets select 'session', 1, s.id, null from sessions s join accounts a on a.id = s.account_id
          where a.display_name = 'LUNGU Andrei' order by s.created_at desc limit 1;
         insert into bench.targets select 'head', 1, s.id, null from sessions s join accounts a on a.id = s.account_id
          where a.display_name = 'CIOBANU Victor' order by s.created_at desc limit 1;
         grant usage on schema bench to migratie_program;
         grant select on bench.targets to migratie_program;
         analyze bench.targets"
    ))?;
    let (examiner, head, statistician) =
        (server.token("examiner-chisinau")?, server.token("head")?, server.token("statistician")?);
    // pgbench speaks for the same sessions; they were begun just now.
    database.psql(
        "delete from bench.targets where kind in ('session', 'head');
         insert into bench.targets select 'session', 1, s.id, s.account_id::text from sessions s join accounts a on a.id = s.account_id
          where a.login = '2015000000055' order by s.created_at desc limit 1;
         insert into bench.targets select 'head', 1, s.id, s.account_id::text from sessions s join accounts a on a.id = s.account_id
          where a.login = '2015000000077' order by s.created_at desc limit 1;
         delete from bench.targets where kind in ('statistician', 'series');
         insert into bench.targets select 'statistician', 1, s.id, s.account_id::text from sessions s join accounts a on a.id = s.account_id
          where a.login = '2015000000125' order by s.created_at desc limit 1;
         insert into bench.targets select 'series', series, null, code from indicator_versions
          where code = 'requests-registered' and state = 'Published';
         insert into bench.targets select 'examiner', row_number() over (order by a.login), a.id, null from accounts a
           join account_roles r on r.account_id = a.id and r.role = 'Examiner' and r.valid_to is null
           join subdivisions s on s.id = r.subdivision_id and s.code = 'CHI' order by a.login limit 2;
         analyze bench.targets",
    )?;
    let column = |kind: &str, column: &str| -> anyhow::Result<Vec<String>> {
        let rows = database.rows(&format!("select {column} as value from bench.targets where kind = '{kind}' order by n"))?;
        rows.iter().map(|row| row["value"].as_str().map(str::to_owned).context("a value")).collect()
    };
    let ids = |kind: &str, prefix: &str| -> anyhow::Result<Vec<String>> {
        column(kind, "id")?.iter().map(|id| written(prefix, id)).collect()
    };
    let open = ids("open", "req")?;
    ensure!(open.len() >= 16 * OWN, "the world has {} open requests only", open.len());
    let examiners = ids("examiner", "acc")?.try_into().map_err(|_| anyhow::anyhow!("two examiners are needed"))?;
    let subject = |name, baseline, write, dearness, kind| Subject { name, baseline, write, dearness, kind };
    Ok(Subjects {
        all: vec![
            subject("read a person", "read_person.sql", false, 1, Kind::ReadPerson),
            subject("read a request", "read_request.sql", false, 1, Kind::ReadRequest),
            subject("search a person by document", "search_document.sql", false, 1, Kind::SearchDocument),
            subject("list requests, 25 of them", "list_requests.sql", false, 3, Kind::ListRequests),
            subject("read a cell", "read_cell.sql", false, 1, Kind::ReadCell),
            subject("read a table", "read_table.sql", false, 3, Kind::ReadTable),
            subject("assign a request (a step)", "assign.sql", true, 4, Kind::Assign),
        ],
        persons: ids("person", "per")?,
        documents: column("document", "text")?,
        requests: ids("request", "req")?,
        open,
        examiners,
        months: Calendar::of(database)?.months,
        examiner,
        head,
        statistician,
    })
}

/// Somebody who calls again and again.
pub struct Caller<'a> {
    subjects: &'a Subjects,
    kind: Kind,
    nth: usize,
    /// The first of the requests that this caller changes.
    first: usize,
    etags: Vec<Option<String>>,
}

impl Subject {
    /// The so-manieth caller; each begins elsewhere, and each changes requests of their own.
    pub fn caller<'a>(&self, subjects: &'a Subjects, number: usize) -> Caller<'a> {
        Caller { subjects, kind: self.kind, nth: number * 61, first: number * OWN, etags: vec![None; OWN] }
    }
}

impl Caller<'_> {
    /// One call; its answer must be the expected one.
    pub fn call(&mut self, connection: &mut Connection) -> anyhow::Result<()> {
        let all = self.subjects;
        let one = |of: &[String]| of[self.nth % of.len()].clone();
        let call = match self.kind {
            Kind::ReadPerson => Call::get(format!("/api/v1/persons/{}", one(&all.persons))).examining(&all.examiner),
            Kind::ReadRequest => Call::get(format!("/api/v1/requests/{}", one(&all.requests))).examining(&all.examiner),
            Kind::SearchDocument => {
                Call::post("/api/v1/persons/searches", &json!({ "document": { "number": one(&all.documents) } }))
                    .examining(&all.examiner)
            }
            Kind::ListRequests => Call::get("/api/v1/requests").examining(&all.examiner),
            Kind::ReadCell => figures::cell(&one(&all.months), &all.statistician),
            Kind::ReadTable => figures::table(&one(&all.months), &all.statistician),
            Kind::Assign => return self.assign(connection),
        };
        self.nth += 1;
        let answer = connection.call(&call)?;
        ensure!(answer.status == 200, "{}: {} {}", told(&call), answer.status, String::from_utf8_lossy(&answer.body));
        Ok(())
    }

    /// Gives a request to the other of two examiners, under the version that it has.
    fn assign(&mut self, connection: &mut Connection) -> anyhow::Result<()> {
        let all = self.subjects;
        let place = self.nth % OWN;
        let path = format!("/api/v1/requests/{}", all.open[self.first + place]);
        if self.etags[place].is_none() {
            let read = connection.call(&Call::get(path.clone()).examining(&all.head))?;
            ensure!(read.status == 200, "{path}: {}", read.status);
            self.etags[place] = read.etag;
        }
        let Some(etag) = self.etags[place].clone() else { bail!("a request without a version") };
        let number = KEYS.fetch_add(1, Ordering::Relaxed);
        let examiner: &Value = &json!(all.examiners[(number % 2) as usize]);
        let call = Call::post(format!("{path}/assignments"), &json!({ "examinerId": examiner }))
            .examining(&all.head)
            .with("If-Match", etag)
            .with("Idempotency-Key", format!("measure-{}-{number:012}", std::process::id()));
        let answer = connection.call(&call)?;
        ensure!(answer.status == 200, "{}: {} {}", told(&call), answer.status, String::from_utf8_lossy(&answer.body));
        self.etags[place] = answer.etag;
        self.nth += 1;
        Ok(())
    }
}
