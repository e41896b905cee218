//! Petitions and requests for information: filed signed, registered, assigned, examined, answered by the way they came (content
//! regulation, par. 34-45); and tickets to MSupport (G-MSUP).
//!
//! Doors for what stands above: [`routes`], [`carriers`], [`Intake`] (fetches from ePetitii), [`effects::on_issued`] (a document was
//! signed), [`moved::count_again`] (the calendar changed), [`demo`] (records of the demo world).

use crate::typed_id;

pub mod answering;
pub mod authorities;
pub mod carriers;
pub mod correcting;
pub mod demo;
pub mod desk;
pub mod effects;
pub mod ending;
pub mod epetitii;
mod files_of;
pub mod letters;
pub mod moved;
pub mod parts;
mod registering;
pub mod reminders;
pub mod routes;
pub mod rules;
mod schema;
mod step;
mod store;
pub mod support;
mod telling;
pub mod waiting;
pub mod wire;

pub use desk::PetitionsDesk;
pub use epetitii::Intake;

typed_id!(PetitionId, "pet", "a petition");
typed_id!(PetitionAttachmentId, "pta", "a file of a petition");
typed_id!(PetitionNoticeId, "ptn", "a notice to a petitioner");
typed_id!(SupportTicketId, "tkt", "a ticket of support");
