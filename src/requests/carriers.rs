//! What happens to requests by itself, when its time comes.

use uuid::Uuid;

use super::effects;
use crate::{
    access::door::Door,
    kernel::outbox::{Carried, Carrier, Carrying, NotDone},
};

/// Leaves a request unexamined when what was missing did not come in time.
pub struct CompletionDue(pub Door);

impl Carrier for CompletionDue {
    fn kind(&self) -> &'static str {
        "requests.completion-due"
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let request = request_of(message)?;
            self.0.by_system("leaveRequestUnexamined", move |unit| effects::on_completion_due(unit, request)).await?;
            Ok(())
        })
    }
}

/// Which request a message is about.
pub fn request_of(message: &Carried) -> Result<Uuid, NotDone> {
    message.payload["request"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| NotDone::Never("no request in the message".into()))
}
