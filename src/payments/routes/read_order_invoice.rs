use actix_web::{HttpResponse, web};

use super::OrderPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::OrdersRead},
    documents::{self, Documents},
    files::answer::{Named, Wanted, answer},
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::{Kind, Problem},
    },
    payments::store,
};

/// Read an order's invoice.
///
/// The invoice (nota de plată) as a PDF/A under the inspectorate's seal: what was asked for when the order was opened, and how to pay it.
/// Right after that it is being made: 409, which says when to ask again.
#[utoipa::path(get, path = "/api/v1/orders/{orderId}/invoice", tag = "Payments",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-23.11", "C-29.6"])),
               ("x-produces" = json!(["application/pdf"])), ("x-statuses" = json!([409]))))]
pub async fn read_order_invoice(
    allowed: Allowed<OrdersRead>,
    At(at): At<OrderPath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    documents: web::Data<Documents>,
) -> Result<HttpResponse, Problem> {
    let content = door
        .run(&allowed, move |unit| {
            let order = store::read(unit, at.order_id.uuid())?;
            order.tell(unit, "Read");
            let being_made = || Problem::new(Kind::NOT_IN_THIS_STATE).retry_after(1);
            documents::open(unit, order.invoice_document_id.ok_or_else(being_made)?)
        })
        .await?;
    let named = Named { content_type: "application/pdf", name: &format!("{}.pdf", content.number) };
    answer(&documents.blobs, &content.blob, &named, &wanted).await
}
