//! **Provisional.** MPay's two calls over HTTP: `POST /partners/mpay/GetOrderDetails` and `POST /partners/mpay/ConfirmOrderPayment`. What
//! travels and how it is proved to be MPay's lies in `partners::mpay::provisional`. A foreign contract: it stands outside ours.

use actix_web::{HttpResponse, web};

use super::Provider;
use crate::{
    kernel::problem::ForeignFault,
    partners::mpay::provisional::{Operation, Side, answer},
};

/// Largest message; a confirmation of fifty lines, in its envelope, is far below.
const LARGEST_BODY: usize = 512 * 1024;

/// Mounts the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    let limit = || web::PayloadConfig::new(LARGEST_BODY);
    config
        .service(web::resource("/partners/mpay/GetOrderDetails").app_data(limit()).post(get_order_details))
        .service(web::resource("/partners/mpay/ConfirmOrderPayment").app_data(limit()).post(confirm_order_payment));
}

async fn get_order_details(body: web::Bytes, provider: web::Data<Provider>) -> HttpResponse {
    told(&provider, Operation::GetOrderDetails, &body).await
}

async fn confirm_order_payment(body: web::Bytes, provider: web::Data<Provider>) -> HttpResponse {
    told(&provider, Operation::ConfirmOrderPayment, &body).await
}

async fn told(provider: &Provider, operation: Operation, body: &[u8]) -> HttpResponse {
    let side = Side { provider, key: &provider.agreed.key, service_id: &provider.agreed.service_id };
    // An envelope is ASCII; what is no text is none.
    let reply = answer(&side, operation, std::str::from_utf8(body).unwrap_or_default(), provider.door.clock().now()).await;
    let mut answer = match reply.status {
        200 => HttpResponse::Ok(),
        _ => HttpResponse::InternalServerError(),
    };
    let mut answer = answer.content_type("application/json").body(reply.body);
    if reply.status != 200 {
        tracing::warn!(?operation, "MPay was told of a fault");
        answer.extensions_mut().insert(ForeignFault);
    }
    answer
}
