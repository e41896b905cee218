//! The rules applied to the shipped services.

mod answers;
mod conditions;
mod decisions;
mod fees_and_terms;
mod forms;
