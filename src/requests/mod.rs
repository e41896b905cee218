//! Service requests from draft to closed file (solicitarea serviciului; C-25.2, C-16.3, C-16.4).

use crate::typed_id;

pub mod rules;
mod schema;
mod step;
mod store;
pub mod wire;

typed_id!(RequestId, "req", "a request");
typed_id!(AttachmentId, "att", "an attached file");
typed_id!(RegisterCheckId, "chk", "a register check");
typed_id!(MessageId, "msg", "a message");
