//! **Provisional.** MPay's two calls as JSON over HTTP in the place of SOAP 1.1: `POST /partners/mpay/GetOrderDetails` and
//! `POST /partners/mpay/ConfirmOrderPayment`; a fault is 500 with `{"Fault": {"faultcode", "faultstring"}}`, as SOAP does it. A foreign
//! contract: it stands outside ours.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use super::{Provider, seal};
use crate::{
    kernel::problem::ForeignFault,
    partners::mpay::{Fault, FaultCode, MPayProvider, OrderDetails, OrderDetailsQuery, PaymentConfirmation},
};

/// Largest message; a confirmation of fifty lines is far below.
const LARGEST_BODY: usize = 256 * 1024;

#[derive(Deserialize)]
struct GetOrderDetails {
    query: OrderDetailsQuery,
}

#[derive(Deserialize)]
struct ConfirmOrderPayment {
    confirmation: PaymentConfirmation,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetOrderDetailsResponse {
    get_order_details_result: Vec<OrderDetails>,
}

/// Mounts the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    let limit = || web::PayloadConfig::new(LARGEST_BODY);
    config
        .service(web::resource("/partners/mpay/GetOrderDetails").app_data(limit()).post(get_order_details))
        .service(web::resource("/partners/mpay/ConfirmOrderPayment").app_data(limit()).post(confirm_order_payment));
}

async fn get_order_details(request: HttpRequest, body: web::Bytes, provider: web::Data<Provider>) -> HttpResponse {
    let answered = async {
        let GetOrderDetails { query } = read(&request, &body, &provider)?;
        let orders = provider.order_details(query).await?;
        orders.iter().try_for_each(OrderDetails::check)?;
        Ok(GetOrderDetailsResponse { get_order_details_result: orders })
    };
    answer(answered.await)
}

async fn confirm_order_payment(request: HttpRequest, body: web::Bytes, provider: web::Data<Provider>) -> HttpResponse {
    let answered = async {
        let ConfirmOrderPayment { confirmation } = read(&request, &body, &provider)?;
        provider.confirm_payment(confirmation, &body).await?;
        Ok(json!({}))
    };
    answer(answered.await)
}

/// A message that is MPay's and can be read.
fn read<T: DeserializeOwned>(request: &HttpRequest, body: &[u8], provider: &Provider) -> Result<T, Fault> {
    let now = provider.door.clock().now();
    let message = seal::open(&provider.settings.secret, provider.key.as_ref(), request.headers(), body, now)?;
    serde_json::from_slice(&message).map_err(|_| Fault::new(FaultCode::InvalidParameter, "the message cannot be read"))
}

fn answer<T: Serialize>(answered: Result<T, Fault>) -> HttpResponse {
    match answered {
        Ok(body) => HttpResponse::Ok().json(body),
        Err(fault) => {
            tracing::warn!(code = ?fault.code, reason = fault.reason, "MPay was told of a fault");
            let mut answer = HttpResponse::InternalServerError()
                .json(json!({ "Fault": { "faultcode": fault.code, "faultstring": fault.reason } }));
            answer.extensions_mut().insert(ForeignFault);
            answer
        }
    }
}
