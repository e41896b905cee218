//! The rules of this room, pure: templates and their variables, over which ways a notification goes and when, where it stands.

pub mod channel;
pub mod contact;
pub mod layout;
pub mod letter;
pub mod quiet;
pub mod recipient;
pub mod state;
pub mod template;
pub mod variable;
pub mod ways;
