//! Service requests from draft to closed file (solicitarea serviciului; C-25.2, C-16.3, C-16.4).

use crate::typed_id;

pub use crate::documents::RequestId;

mod acts;
mod automatic;
mod available;
pub mod carriers;
mod described;
pub mod desk;
pub mod effects;
pub mod lapse;
pub mod moved;
pub mod papers;
mod people;
pub mod registers;
pub mod routes;
pub mod rules;
mod schema;
mod shown;
mod step;
mod store;
mod subject;
pub mod waiting;
pub mod wire;
pub mod worklist;

typed_id!(AttachmentId, "att", "an attached file");
typed_id!(RegisterCheckId, "chk", "a register check");
