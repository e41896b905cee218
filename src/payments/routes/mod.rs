//! The doors of this room.

use serde::Deserialize;
use utoipa::IntoParams;

use super::OrderId;
use crate::{kernel::http::routes::Routes, operations};

pub mod complete_refund;
pub mod list_order_payments;
pub mod list_orders;
pub mod order_refund;
pub mod read_order;
pub mod read_order_invoice;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_orders, read_order, read_order_invoice, list_order_payments, order_refund, complete_refund);
}

/// Which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct OrderPath {
    /// The order.
    #[param(inline)]
    pub order_id: OrderId,
}
