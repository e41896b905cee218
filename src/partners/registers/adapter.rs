//! Registers over MConnect's REST-JSON variant: `POST …/<register>/<operation>`, the call context in headers. (Its body is a
//! signed JWS in the real service; that is transport, and comes with the contracts.)

use std::time::Instant;

use async_trait::async_trait;
use chrono::TimeDelta;
use chrono_tz::Europe::Chisinau;
use reqwest::{Method, RequestBuilder};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AnswerStatus, CallContext, Holder, HoldersQuery, IdnpAllocation, Register, RegisterAnswer, RegisterCode, RegisterQuery,
    RegisterSupply, Subject, Verdict, answers,
};
use crate::partners::{HttpPartner, Partner, PartnerError, wire::is_identification_number};

/// The registers behind MConnect.
pub struct RegisterAdapter {
    http: HttpPartner,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    #[serde(rename = "QueryID", default)]
    query_id: Option<String>,
    status: AnswerStatus,
    #[serde(default)]
    data: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Holdings {
    #[serde(default)]
    holders: Vec<Holder>,
}

#[derive(Deserialize)]
struct Allocated {
    #[serde(rename = "IDNP")]
    idnp: String,
}

impl RegisterAdapter {
    /// Over a client.
    pub const fn new(http: HttpPartner) -> Self {
        Self { http }
    }

    fn request(&self, register: RegisterCode, operation: &str, context: &CallContext) -> Result<RequestBuilder, PartnerError> {
        let (path, _) = register.operation();
        let request = self.http.request(Method::POST, &format!("{path}/{operation}"))?;
        Ok(context.headers()?.into_iter().fold(request, |request, (name, value)| request.header(name, value)))
    }
}

#[async_trait]
impl Register for RegisterAdapter {
    async fn query(&self, query: &RegisterQuery) -> Result<RegisterAnswer, PartnerError> {
        check(query)?;
        let (path, operation) = query.register.operation();
        let body = json!({ "QueryID": query.id, "Subject": query.subject, "AsOf": query.as_of });
        let begun = Instant::now();
        let request = self.request(query.register, operation, &query.context)?.json(&body);
        let answer = match self.http.json::<Answer>(path, request).await {
            Err(PartnerError::NotFound { .. }) => Answer { query_id: None, status: AnswerStatus::NotFound, data: Value::Null },
            outcome => outcome?,
        };
        let took = TimeDelta::from_std(begun.elapsed()).unwrap_or_default();
        let day = query.as_of.unwrap_or_else(|| query.issued_at.with_timezone(&Chisinau).date_naive());
        let verdict = match answer.status {
            AnswerStatus::NotFound => Verdict::NotFound,
            AnswerStatus::Found => {
                answers::verdict(query.register, &answer.data, day).map_err(|_| nonsense("not the register's data"))?
            }
        };
        Ok(RegisterAnswer {
            id: answer.query_id.unwrap_or_else(|| query.id.clone()),
            issued_at: query.issued_at,
            received_at: query.issued_at + took,
            status: answer.status,
            data: answer.data,
            verdict,
        })
    }

    async fn holders(&self, query: &HoldersQuery) -> Result<Option<Vec<Holder>>, PartnerError> {
        let (register, operation) = query.held.operation();
        let request = self.http.request(Method::POST, &format!("{register}/{operation}"))?;
        let request = query.context.headers()?.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        let body = json!({ "QueryID": query.id, "Number": query.held.number(), "Role": query.role });
        let answer = match self.http.json::<Answer>(register, request.json(&body)).await {
            Err(PartnerError::NotFound { .. }) => return Ok(None),
            outcome => outcome?,
        };
        if answer.status == AnswerStatus::NotFound {
            return Ok(None);
        }
        let told = Holdings::deserialize(answer.data).map_err(|_| nonsense("not the register's data"))?;
        if told.holders.iter().all(|holder| is_identification_number(&holder.value)) {
            Ok(Some(told.holders))
        } else {
            Err(nonsense("a holder without a number"))
        }
    }

    async fn allocate_idnp(&self, request: &IdnpAllocation) -> Result<String, PartnerError> {
        let context = request.context.as_ref().ok_or(invalid("an allocation needs its ground"))?;
        if request.family_name.is_none() && request.given_name.is_none() {
            return Err(invalid("an allocation needs a name"));
        }
        let call = self.request(RegisterCode::Population, "AllocateIDNP", context)?.json(request);
        let Allocated { idnp } = self.http.json("allocate-idnp", call).await?;
        if is_identification_number(&idnp) { Ok(idnp) } else { Err(nonsense("what was allocated is not an IDNP")) }
    }

    async fn supply(&self, supply: &RegisterSupply) -> Result<(), PartnerError> {
        if !(1..=64).contains(&supply.kind.len()) || !supply.kind.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(invalid("not a kind of data"));
        }
        let body = json!({ "RequestID": supply.key, "Data": supply.data });
        let request = self.request(supply.register, &format!("Register{}", supply.kind), &supply.context)?.json(&body);
        self.http.send("supply", request).await.map(drop)
    }
}

fn check(query: &RegisterQuery) -> Result<(), PartnerError> {
    let entity = query.register == RegisterCode::LegalEntities;
    match &query.subject {
        Subject::Idnp(id) | Subject::Idno(id) if !is_identification_number(id) => Err(invalid("not an IDNP or IDNO")),
        Subject::Idno(_) if !entity && !matches!(query.register, RegisterCode::Fiscal | RegisterCode::CourtCases) => {
            Err(invalid("this register knows persons only"))
        }
        Subject::Idnp(_) | Subject::Document { .. } | Subject::Name { .. } if entity => {
            Err(invalid("this register knows legal entities only"))
        }
        _ => Ok(()),
    }
}

const fn invalid(what: &'static str) -> PartnerError {
    PartnerError::Invalid { partner: Partner::Registers, what }
}

const fn nonsense(what: &'static str) -> PartnerError {
    PartnerError::Nonsense { partner: Partner::Registers, what }
}
