//! MPay's stand-in. **Provisional**: SOAP's messages as JSON (see `partners::mpay`). It asks us what is due, takes the "money"
//! and confirms every payment twice, as MPay may. Tests pay by `POST /sandbox/mpay/payments`.

use actix_web::{HttpResponse, Responder, get, http::header::LOCATION, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use super::{SandboxState, page, state::remember};
use crate::{
    kernel::money::Money,
    partners::{
        form::escape,
        mpay::{
            ConfirmationLine, FaultCode, OrderDetails, OrderDetailsQuery, PaymentConfirmation,
            provisional::{self, ConfirmOrderPayment, FaultBody, GetOrderDetails, GetOrderDetailsResponse},
        },
    },
};

const TITLE: &str = "MPay";

/// A payment that was made here.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Payment {
    payment_id: String,
    order_key: String,
    invoice_id: String,
    amount: String,
    attempts: Vec<Attempt>,
    #[serde(skip)]
    confirmation: PaymentConfirmation,
}

/// One delivery of a confirmation and what we answered.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Attempt {
    /// HTTP status; 0 when there was no answer.
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<FaultCode>,
}

/// A call to us that gave no order.
enum Failure {
    Fault(FaultCode),
    NoAnswer,
}

impl Failure {
    fn attempt(&self) -> Attempt {
        match self {
            Self::Fault(code) => Attempt { status: 500, fault: Some(*code) },
            Self::NoAnswer => Attempt { status: 0, fault: None },
        }
    }
}

/// Calls us, as MPay does.
async fn call<T: DeserializeOwned>(state: &SandboxState, operation: &str, message: &impl Serialize) -> Result<T, Failure> {
    let base = state.settings.provider_url.as_str().trim_end_matches('/');
    let body = provisional::sealed(&state.mpay_key, message, state.now());
    let answer = state
        .client
        .post(format!("{base}/{operation}"))
        .header("content-type", "text/plain")
        .body(body)
        .send()
        .await
        .map_err(|_| Failure::NoAnswer)?;
    let status = answer.status();
    let body = answer.bytes().await.map_err(|_| Failure::NoAnswer)?;
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(|_| Failure::NoAnswer);
    }
    match serde_json::from_slice::<FaultBody>(&body) {
        Ok(body) => Err(Failure::Fault(body.fault.faultcode)),
        Err(_) => Err(Failure::NoAnswer),
    }
}

async fn order(state: &SandboxState, service_id: &str, order_key: &str) -> Result<OrderDetails, Failure> {
    let query =
        OrderDetailsQuery { language: Some("ro".into()), order_key: order_key.to_owned(), service_id: service_id.to_owned() };
    let answer: GetOrderDetailsResponse = call(state, "GetOrderDetails", &GetOrderDetails { query }).await?;
    answer.get_order_details_result.into_iter().next().ok_or(Failure::Fault(FaultCode::UnknownOrder))
}

/// Divides an amount over the lines in their order; what is over goes to the last.
fn divided(order: &OrderDetails, amount: Money) -> Vec<ConfirmationLine> {
    let mut left = amount;
    let mut lines: Vec<ConfirmationLine> = Vec::new();
    for line in &order.lines {
        let share = line.amount_due.unwrap_or(left).min(left);
        left = left - share;
        if share > Money::ZERO {
            lines.push(ConfirmationLine {
                amount: share,
                destination_account: line.destination_account.clone(),
                line_id: line.line_id.clone(),
                properties: vec![],
            });
        }
    }
    if left > Money::ZERO
        && let Some(last) = lines.last_mut()
    {
        last.amount = last.amount + left;
    }
    lines
}

fn due(order: &OrderDetails) -> Money {
    order.total_amount_due.unwrap_or_else(|| order.lines.iter().filter_map(|line| line.amount_due).sum())
}

/// Takes the money, then confirms it as many times as told.
async fn pay(state: &SandboxState, order: &OrderDetails, amount: Money, paid_at: DateTime<Utc>, repeat: u8) -> Payment {
    let confirmation = PaymentConfirmation {
        currency: order.currency.clone(),
        invoice_id: format!("INV-{}", Uuid::new_v4().simple()),
        lines: divided(order, amount),
        order_key: order.order_key.clone(),
        paid_at,
        payment_id: Uuid::new_v4().to_string(),
        properties: vec![],
        service_id: order.service_id.clone(),
        total_amount: amount,
    };
    let mut payment = Payment {
        payment_id: confirmation.payment_id.clone(),
        order_key: confirmation.order_key.clone(),
        invoice_id: confirmation.invoice_id.clone(),
        amount: amount.to_string(),
        attempts: Vec::new(),
        confirmation,
    };
    for _ in 0..repeat {
        payment.attempts.push(confirm(state, &payment.confirmation).await);
    }
    remember(&mut state.memory().payments, payment.clone());
    payment
}

async fn confirm(state: &SandboxState, confirmation: &PaymentConfirmation) -> Attempt {
    let message = ConfirmOrderPayment { confirmation: confirmation.clone() };
    match call::<Value>(state, "ConfirmOrderPayment", &message).await {
        Ok(_) => Attempt { status: 200, fault: None },
        Err(failure) => failure.attempt(),
    }
}

/// What a payer's browser brings.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Brought {
    #[serde(rename = "ServiceID")]
    service_id: String,
    order_key: String,
    return_url: Option<Url>,
}

async fn pay_page(state: &SandboxState, brought: &Brought) -> HttpResponse {
    let order = match order(state, &brought.service_id, &brought.order_key).await {
        Ok(order) => order,
        Err(Failure::Fault(code)) => {
            return page::refusal(TITLE, &format!("Nota nu poate fi plătită / cannot be paid: {code:?}"));
        }
        Err(Failure::NoAnswer) => return page::refusal(TITLE, "Prestatorul nu răspunde / the provider does not answer"),
    };
    let rows: String = order
        .lines
        .iter()
        .map(|line| {
            let amount = line.amount_due.map(|amount| amount.to_string()).unwrap_or_default();
            format!("<tr><td>{}</td><td>{} MDL</td></tr>", escape(&line.reason), escape(&amount))
        })
        .collect();
    let return_url = brought.return_url.as_ref().map(Url::as_str).unwrap_or_default();
    let fields = [("ServiceID", brought.service_id.as_str()), ("OrderKey", &order.order_key), ("ReturnUrl", return_url)];
    let action = if order.status.is_payable() && due(&order) > Money::ZERO {
        page::button(state.at("mpay/service/pay/done").as_str(), &fields, "Plătește / Pay")
    } else {
        format!("<p>Nu se plătește / not payable: {:?}</p>", order.status)
    };
    let back = brought.return_url.as_ref().filter(|url| matches!(url.scheme(), "http" | "https"));
    let back = back.map(|url| format!("<a href=\"{}\">Înapoi fără plată / Back without paying</a>", escape(url.as_str())));
    let body = format!(
        "<p><b>{}</b> ({})</p><table>{rows}<tr><th>Total</th><th>{} MDL</th></tr></table><p>{action}{}</p>",
        escape(&order.reason),
        escape(&order.order_key),
        due(&order),
        back.unwrap_or_default()
    );
    page::page(TITLE, true, &body)
}

#[get("/service/pay")]
async fn pay_by_link(brought: web::Query<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    pay_page(&state, &brought).await
}

#[post("/service/pay")]
async fn pay_by_form(brought: web::Form<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    pay_page(&state, &brought).await
}

#[post("/service/pay/done")]
async fn paid(brought: web::Form<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    let Ok(order) = order(&state, &brought.service_id, &brought.order_key).await else {
        return page::refusal(TITLE, "Prestatorul nu răspunde / the provider does not answer");
    };
    if !order.status.is_payable() || due(&order) == Money::ZERO {
        return page::refusal(TITLE, "Nu se plătește / not payable");
    }
    let payment = pay(&state, &order, due(&order), state.now(), 2).await;
    match brought.return_url.as_ref().filter(|url| matches!(url.scheme(), "http" | "https")) {
        Some(url) => HttpResponse::SeeOther().insert_header((LOCATION, url.as_str())).finish(),
        None => page::page(TITLE, true, &format!("<p>Plătit / paid: {}</p>", escape(&payment.payment_id))),
    }
}

/// A payment by a test.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Order {
    service_id: String,
    order_key: String,
    #[serde(default)]
    kind: Kind,
    /// How much, for `Partial`; `450.00`.
    amount: Option<String>,
    /// How often each confirmation is delivered.
    #[serde(default = "twice")]
    repeat: u8,
}

const fn twice() -> u8 {
    2
}

/// How a test pays.
#[derive(Clone, Copy, PartialEq, Eq, Default, Deserialize)]
enum Kind {
    /// All that is due.
    #[default]
    Full,
    /// Part of it.
    Partial,
    /// All that is due, in two payments of their own: the payer pays twice.
    Double,
    /// All that is due, though the order may be expired or paid by now: the money was on its way.
    Late,
}

#[post("/payments")]
async fn pay_by_test(asked: web::Json<Order>, state: web::Data<SandboxState>) -> HttpResponse {
    let refusal = |reason: &str| HttpResponse::Conflict().json(json!({ "reason": reason }));
    let order = match order(&state, &asked.service_id, &asked.order_key).await {
        Ok(order) => order,
        Err(failure) => return HttpResponse::BadGateway().json(json!({ "attempt": failure.attempt() })),
    };
    if asked.kind != Kind::Late && !order.status.is_payable() {
        return refusal("not payable");
    }
    let amount = match (asked.kind, asked.amount.as_deref().map(Money::parse)) {
        (Kind::Partial, Some(Ok(amount))) if !order.allow_partial_payments && amount < due(&order) => {
            return refusal("partial payments are not allowed");
        }
        (Kind::Partial | Kind::Late, Some(Ok(amount))) => amount,
        (Kind::Partial, _) => return refusal("a partial payment needs an amount"),
        _ => due(&order),
    };
    if amount == Money::ZERO {
        return refusal("nothing is due");
    }
    let mut payments = Vec::new();
    for _ in 0..if asked.kind == Kind::Double { 2 } else { 1 } {
        payments.push(pay(&state, &order, amount, state.now(), asked.repeat).await);
    }
    HttpResponse::Ok().json(json!({ "payments": payments }))
}

#[get("/payments")]
async fn all_payments(state: web::Data<SandboxState>) -> impl Responder {
    web::Json(json!({ "payments": state.memory().payments }))
}

/// Delivers a confirmation once more, as MPay does until it succeeds.
#[post("/payments/{payment_id}/confirmations")]
async fn confirm_again(payment_id: web::Path<String>, state: web::Data<SandboxState>) -> HttpResponse {
    let found = state.memory().payments.iter().find(|payment| payment.payment_id == *payment_id).cloned();
    let Some(payment) = found else {
        return HttpResponse::NotFound().finish();
    };
    let attempt = confirm(&state, &payment.confirmation).await;
    if let Some(payment) = state.memory().payments.iter_mut().find(|payment| payment.payment_id == *payment_id) {
        payment.attempts.push(attempt.clone());
    }
    HttpResponse::Ok().json(attempt)
}

#[derive(Deserialize)]
struct InvoicesOf {
    #[serde(rename = "serviceID")]
    service_id: String,
    #[serde(rename = "orderKey")]
    order_key: String,
}

#[get("/api/invoices")]
async fn invoices(asked: web::Query<InvoicesOf>, state: web::Data<SandboxState>) -> HttpResponse {
    if asked.service_id != state.settings.service_id {
        return HttpResponse::NotFound().finish();
    }
    let memory = state.memory();
    let of_order = memory.payments.iter().filter(|payment| payment.order_key == asked.order_key);
    let invoices: Vec<&str> = of_order.map(|payment| payment.invoice_id.as_str()).collect();
    HttpResponse::Ok().json(invoices)
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/mpay")
            .service(pay_by_link)
            .service(pay_by_form)
            .service(paid)
            .service(pay_by_test)
            .service(all_payments)
            .service(confirm_again)
            .service(invoices),
    );
}
