//! **Provisional.** MPay's two calls as JSON in a sealed envelope, in the place of SOAP 1.1 with WS-Security signatures. The
//! route `POST …/GetOrderDetails` and `POST …/ConfirmOrderPayment` hand the whole body to [`answer`]; a fault is HTTP 500 with
//! `{"Fault": {"faultcode", "faultstring"}}`, as SOAP does it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Fault, FaultCode, MPayProvider, OrderDetails, OrderDetailsQuery, PaymentConfirmation};
use crate::partners::sealed::{PartnerKey, SealingKey};

/// For how long a message counts, as WS-Security's timestamp says it: the longest that is usual.
const LIFETIME: TimeDelta = TimeDelta::minutes(5);

/// The instant of signing, signed with the message.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Timestamp {
    created: DateTime<Utc>,
}

/// What every message carries beside its own member.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stamped {
    timestamp: Timestamp,
}

/// A message as MPay sends it; for its stand-in and tests.
pub fn sealed(key: &SealingKey, message: &impl Serialize, created: DateTime<Utc>) -> String {
    let mut message = serde_json::json!(message);
    message["Timestamp"] = serde_json::json!(Timestamp { created });
    key.seal(message.to_string().as_bytes())
}

/// Which of the two calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// What is to be paid.
    GetOrderDetails,
    /// It was paid.
    ConfirmOrderPayment,
}

impl Operation {
    /// The operation of that name, the last part of the path.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "GetOrderDetails" => Some(Self::GetOrderDetails),
            "ConfirmOrderPayment" => Some(Self::ConfirmOrderPayment),
            _ => None,
        }
    }
}

/// What goes back to MPay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// 200, or 500 for a fault.
    pub status: u16,
    /// JSON.
    pub body: String,
}

/// A query as it travels.
#[derive(Serialize, Deserialize)]
pub struct GetOrderDetails {
    /// The query.
    pub query: OrderDetailsQuery,
}

/// A confirmation as it travels.
#[derive(Serialize, Deserialize)]
pub struct ConfirmOrderPayment {
    /// The confirmation.
    pub confirmation: PaymentConfirmation,
}

/// The answer to a query as it travels.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetOrderDetailsResponse {
    /// The orders.
    pub get_order_details_result: Vec<OrderDetails>,
}

/// A fault as it travels.
#[derive(Debug, Serialize, Deserialize)]
pub struct FaultBody {
    /// The fault.
    #[serde(rename = "Fault")]
    pub fault: FaultParts,
}

/// SOAP's names of a fault's parts.
#[derive(Debug, Serialize, Deserialize)]
pub struct FaultParts {
    /// Code.
    pub faultcode: FaultCode,
    /// Reason.
    pub faultstring: String,
}

/// Our side, and whom it believes.
pub struct Side<'a> {
    /// What answers.
    pub provider: &'a dyn MPayProvider,
    /// MPay's.
    pub key: &'a PartnerKey,
    /// Our service at MPay.
    pub service_id: &'a str,
}

/// Answers one call of MPay's: checks that it is MPay's and that it makes sense, asks the provider, checks what it says.
pub async fn answer(side: &Side<'_>, operation: Operation, body: &str, now: DateTime<Utc>) -> Reply {
    match attend(side, operation, body, now).await {
        Ok(body) => Reply { status: 200, body },
        Err(fault) => Reply {
            status: 500,
            body: written(&FaultBody { fault: FaultParts { faultcode: fault.code, faultstring: fault.reason.to_owned() } })
                .unwrap_or_else(|_| "{}".to_owned()),
        },
    }
}

async fn attend(side: &Side<'_>, operation: Operation, body: &str, now: DateTime<Utc>) -> Result<String, Fault> {
    let Side { provider, key, service_id } = *side;
    let payload = key.open(body).map_err(|_| Fault::new(FaultCode::AuthenticationFailed, "the message is not signed by MPay"))?;
    let stamped: Option<Stamped> = serde_json::from_slice(&payload).ok();
    if stamped.is_none_or(|stamped| (now - stamped.timestamp.created).abs() > LIFETIME) {
        return Err(Fault::new(FaultCode::AuthenticationFailed, "the message was not signed within its lifetime"));
    }
    match operation {
        Operation::GetOrderDetails => {
            let GetOrderDetails { query } = read(&payload)?;
            if query.service_id != service_id {
                return Err(Fault::new(FaultCode::UnknownService, "not a service of ours"));
            }
            let orders = provider.order_details(query).await?;
            orders.iter().try_for_each(OrderDetails::check)?;
            written(&GetOrderDetailsResponse { get_order_details_result: orders })
        }
        Operation::ConfirmOrderPayment => {
            let ConfirmOrderPayment { confirmation } = read(&payload)?;
            confirmation.check(service_id)?;
            provider.confirm_payment(confirmation, body.as_bytes()).await?;
            Ok("{}".to_owned())
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(payload: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(payload).map_err(|_| Fault::new(FaultCode::InvalidParameter, "the message cannot be read"))
}

fn written<T: Serialize>(body: &T) -> Result<String, Fault> {
    serde_json::to_string(body).map_err(|_| Fault::new(FaultCode::InternalError, "the answer cannot be written"))
}
