//! The rules of this room, pure: templates and their variables, what a notification's state is, when the recipient may be disturbed.

pub mod channel;
pub mod layout;
pub mod state;
pub mod template;
pub mod variable;
