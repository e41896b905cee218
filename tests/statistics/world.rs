//! A small world written straight into the records, with its history, so that figures can be counted by hand.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    RunQueryDsl, sql_query,
    sql_types::{Array, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use migratie::{
    access::door::Unit,
    kernel::{local_time::legal_day, problem::Problem},
};
use serde_json::json;
use uuid::Uuid;

use crate::support::TestApp;

pub const STAY: &str = "provisional-stay-work-grant";
pub const INVITATION: &str = "invitation";

/// Does something to the records as the program does, in a unit of work at the present instant.
pub fn write(app: &TestApp, work: impl Fn(&mut Unit<'_>) -> Result<(), Problem>) {
    app.platform.door.by_system_here("testWorld", work).expect("the world");
}

/// Figures are counted and what is due is released; says how many data sets.
pub async fn release(app: &TestApp) -> usize {
    app.platform.figures.catch_up().await.expect("figures");
    app.platform.figures.release().await.expect("a release")
}

/// Somebody on record.
pub fn person(app: &TestApp, citizenship: &str, sex: &str, born: &str) -> Uuid {
    let id = Uuid::now_v7();
    write(app, |unit| {
        sql_query(
            "insert into persons (id, created_at, updated_at, surname, sex, birth_date, birth_precision, citizenships, details, source)
             values ($1, $2, $2, 'Exemplu', $3, $4, 'Day', $5, '{}', 'Declared')",
        )
        .bind::<SqlUuid, _>(id)
        .bind::<Timestamptz, _>(unit.now)
        .bind::<Text, _>(sex)
        .bind::<Date, _>(born.parse::<chrono::NaiveDate>().expect("a day"))
        .bind::<Array<Text>, _>(vec![citizenship])
        .execute(unit.conn)?;
        Ok(())
    });
    id
}

/// A request submitted and registered now, in an office.
pub fn request(app: &TestApp, service: &str, office: &str, about: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    write(app, |unit| {
        sql_query(
            "insert into requests (id, created_at, updated_at, number, service_code, service_version, state, priority, channel, filed_by,
                                   subdivision_id, applicant_account_id, beneficiary_id, answers, submitted_at, registered_at, term, due_at)
             select $1, $2, $2, 'T-' || $1::text, $3, 1, 'InExamination', 'Normal', 'EFiling', 'Beneficiary', s.id, a.id, $5, '{}',
                    $2, $2, $6, $7
               from subdivisions s, (select id from accounts order by id limit 1) a where s.code = $4",
        )
        .bind::<SqlUuid, _>(id)
        .bind::<Timestamptz, _>(unit.now)
        .bind::<Text, _>(service)
        .bind::<Text, _>(office)
        .bind::<SqlUuid, _>(about)
        .bind::<Jsonb, _>(term(unit.now, None))
        .bind::<Timestamptz, _>(unit.now + Duration::days(30))
        .execute(unit.conn)?;
        Ok(())
    });
    id
}

fn term(started: DateTime<Utc>, finished: Option<DateTime<Utc>>) -> serde_json::Value {
    let mut term =
        json!({ "length": { "count": 30, "unit": "CalendarDays" }, "startedAt": started, "pauses": [], "extensions": [] });
    if let Some(at) = finished {
        term["finishedAt"] = json!(at);
    }
    term
}

/// Somebody of a citizenship, with a request that was registered on 20 November 2026 and entered only now.
pub fn late(app: &TestApp, citizenship: &str) -> Uuid {
    let about = person(app, citizenship, "Male", "1990-05-17");
    let request = request(app, STAY, "CHI", about);
    change(app, request, "registered_at = '2026-11-20T08:00:00Z', submitted_at = '2026-11-20T08:00:00Z'");
    about
}

/// The decision is signed now.
pub fn decide(app: &TestApp, request: Uuid, outcome: &str) {
    write(app, |unit| {
        sql_query(
            "update requests set state = 'Decided', outcome = $2, decision_document_id = $3, due_at = null,
                    term = term || jsonb_build_object('finishedAt', $4::timestamptz), closed_at = null where id = $1",
        )
        .bind::<SqlUuid, _>(request)
        .bind::<Text, _>(outcome)
        .bind::<SqlUuid, _>(Uuid::now_v7())
        .bind::<Timestamptz, _>(unit.now)
        .execute(unit.conn)?;
        Ok(())
    });
}

/// A document is issued now on a request, for somebody, valid for so many days after today.
pub fn issue(app: &TestApp, request: Uuid, kind: &str, about: Uuid, days: Option<i64>) -> Uuid {
    let id = Uuid::now_v7();
    write(app, |unit| {
        sql_query(
            "insert into issued_documents (id, created_at, updated_at, template, document_type, title, series, year, number,
                                           verification_code, status, signing, data, reason, person_id, request_id, subdivision_id,
                                           issued_by_name, issued_at, valid_until, sha256, status_at)
             select $1, $2, $2, 'decision-grant', $3, '{}', 'T', 2026, n.next, '0' || lpad(n.next::text, 25, '0'), 'Issued', 'Plain', '{}',
                    'test', $4, r.id, r.subdivision_id, 'Test', $2, $6, sha256(''), $2
               from requests r, (select coalesce(max(number), 0) + 1 as next from issued_documents where series = 'T') n where r.id = $5",
        )
        .bind::<SqlUuid, _>(id)
        .bind::<Timestamptz, _>(unit.now)
        .bind::<Text, _>(kind)
        .bind::<SqlUuid, _>(about)
        .bind::<SqlUuid, _>(request)
        .bind::<Nullable<Date>, _>(days.map(|days| legal_day(unit.now) + Duration::days(days)))
        .execute(unit.conn)?;
        Ok(())
    });
    id
}

/// A document is annulled now.
pub fn annul(app: &TestApp, document: Uuid) {
    write(app, |unit| {
        sql_query("update issued_documents set status = 'Annulled', status_reason = 'test', status_at = $2 where id = $1")
            .bind::<SqlUuid, _>(document)
            .bind::<Timestamptz, _>(unit.now)
            .execute(unit.conn)?;
        Ok(())
    });
}

/// What was decided is taken back: the head decides again.
pub fn reopen(app: &TestApp, request: Uuid) {
    change(app, request, "state = 'Proposed', outcome = null, term = term - 'finishedAt'");
}

/// Changes a request by what stands in `set`.
pub fn change(app: &TestApp, request: Uuid, set: &str) {
    let text = format!("update requests set {set} where id = $1");
    write(app, |unit| {
        sql_query(&text).bind::<SqlUuid, _>(request).execute(unit.conn)?;
        Ok(())
    });
}

/// Corrects a person's citizenship and sex.
pub fn correct(app: &TestApp, person: Uuid, citizenship: &str, sex: &str) {
    write(app, |unit| {
        sql_query("update persons set citizenships = $2, sex = $3 where id = $1 and status <> 'Merged'")
            .bind::<SqlUuid, _>(person)
            .bind::<Array<Text>, _>(vec![citizenship])
            .bind::<Text, _>(sex)
            .execute(unit.conn)?;
        Ok(())
    });
}

/// Of two records one leads to the other.
pub fn merge(app: &TestApp, from: Uuid, into: Uuid) {
    write(app, |unit| {
        // In one step: what led to the merged record leads to the one that stays.
        sql_query("update persons set status = 'Merged', merged_into = $2 where id = $1 or merged_into = $1")
            .bind::<SqlUuid, _>(from)
            .bind::<SqlUuid, _>(into)
            .execute(unit.conn)?;
        Ok(())
    });
}

/// Strikes a person off.
pub fn strike_off(app: &TestApp, person: Uuid, on: Option<chrono::NaiveDate>) {
    write(app, |unit| {
        sql_query(
            "update persons set status = 'StruckOff', struck_off_reason = 'LegalStayEnded', struck_off_act = 'act', struck_off_on = $2
              where id = $1 and status = 'OnRecord'",
        )
        .bind::<SqlUuid, _>(person)
        .bind::<Nullable<Date>, _>(on)
        .execute(unit.conn)?;
        Ok(())
    });
}

/// Everything that is known of every figure, what changed nothing left out.
pub fn all_figures(app: &TestApp) -> Vec<String> {
    #[derive(diesel::QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }
    app.query::<Line>(
        "select concat_ws(' ', x.code, x.number, x.kind, x.period, x.cut, x.key, x.known_on, x.by_reason) as line from (
           select i.code, i.number, c.kind, c.period, c.cut, c.key, h.known_on, h.by_reason,
                  lag(h.by_reason) over (partition by c.id order by h.known_on) as before
             from statistics.cells c join indicator_versions i using (series) join statistics.cell_history h on h.cell_id = c.id) x
          where x.by_reason is distinct from coalesce(x.before, array[0, 0, 0, 0, 0, 0, 0, 0]::bigint[])
          order by 1",
    )
    .into_iter()
    .map(|row| row.line)
    .collect()
}

/// One figure as it stands.
pub fn figure(app: &TestApp, code: &str, period: &str, cut: i32, key: &str) -> i64 {
    app.number(&format!(
        "coalesce((select c.value from statistics.cells c join indicator_versions i using (series)
           where i.code = '{code}' and i.state = 'Published' and c.kind = 'Month' and c.period = '{period}-01' and c.cut = {cut}
             and c.key = '{key}'), 0)"
    ))
}
