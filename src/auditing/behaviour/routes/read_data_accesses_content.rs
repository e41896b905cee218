use std::fmt::Write;

use actix_web::{HttpResponse, http::header};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{
        caller::{AccountId, Allowed},
        door::Door,
        permissions::BehaviourRead,
    },
    auditing::behaviour::{
        store::accesses::{self, Accessed},
        wire::days_of_report,
    },
    kernel::{http::params::Asked, id::TypedId, problem::Problem},
};

/// Which accesses.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct DataAccessesContentQuery {
    /// The first legal day; without it, 30 days before the last.
    #[param(format = Date, max_length = 10, example = "2026-11-01")]
    pub from: Option<NaiveDate>,
    /// The last, at most 31 days in all; without it, today.
    #[param(format = Date, max_length = 10, example = "2026-11-22")]
    pub to: Option<NaiveDate>,
    /// Only of this account.
    #[param(inline)]
    pub account_id: Option<AccountId>,
}

/// Accounts, roles and operations of a month: thousands at most. More than this is cut, and the last line says so.
const MOST: usize = 50_000;

/// Download the report of the data accessed.
///
/// One line a row, separated by commas (RFC 4180), UTF-8, with a first line of names.
#[utoipa::path(get, path = "/api/v1/data-accesses/content", tag = "Behaviour", params(DataAccessesContentQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["N-19.2", "C-38"])),
        ("x-produces" = json!(["text/csv"]))))]
pub async fn read_data_accesses_content(
    allowed: Allowed<BehaviourRead>,
    Asked(asked): Asked<DataAccessesContentQuery>,
    door: Door,
) -> Result<HttpResponse, Problem> {
    let (from, to) = days_of_report(asked.from, asked.to, door.clock().now())?;
    let rows = door
        .run(&allowed, move |unit| {
            unit.read("DataAccesses", format!("{from}/{to}"));
            accesses::page(unit.conn, (from, to), asked.account_id.map(TypedId::uuid), None, MOST as i64 + 1)
        })
        .await?;
    let name = format!("attachment; filename=\"data-accesses-{from}-{to}.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(written(&rows)))
}

fn written(rows: &[Accessed]) -> String {
    let mut text = String::from("accountId,accountName,role,operation,accesses,persons,personsWithoutCase,firstDay,lastDay\r\n");
    for row in rows.iter().take(MOST) {
        let account = AccountId::from_uuid(row.account_id);
        // Writing to a String never fails.
        let _ = write!(
            text,
            "{account},{},{},{},{},{},{},{},{}\r\n",
            field(&row.account_name),
            field(&row.role),
            field(&row.operation),
            row.readings,
            row.persons,
            row.without_case,
            row.first_day,
            row.last_day
        );
    }
    if rows.len() > MOST {
        text.push_str("more,,,,,,,,\r\n");
    }
    text
}

/// A field in quotes; what a spreadsheet would take for a formula is not one.
fn field(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_stays_one_field_and_is_no_formula() {
        assert_eq!(field("LUNGU \"Andrei\", jr"), "\"LUNGU \"\"Andrei\"\", jr\"");
        assert_eq!(field("=1+1"), "\"'=1+1\"");
    }
}
