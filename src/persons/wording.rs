//! Small checks on written text that the shape of a body cannot state.

use crate::kernel::{text::Text, violation::Violation};

/// Collects what is wrong with texts.
#[derive(Default)]
pub struct Findings(pub Vec<Violation>);

impl Findings {
    /// One thing wrong.
    pub fn add(&mut self, pointer: impl Into<String>, code: &'static str, ro: &str, ru: &str, en: &str) {
        self.0.push(Violation::new(pointer, code, Text::new(ro, ru, en)));
    }

    /// A text for people is not blank, has no space around it and no control characters.
    pub fn text(&mut self, pointer: &str, text: Option<&String>) {
        let Some(text) = text else { return };
        if text.trim().is_empty() || text.trim().len() != text.len() {
            self.add(
                pointer,
                "blank-around",
                "Textul este gol sau are spații la margini.",
                "Текст пуст или содержит пробелы по краям.",
                "The text is empty or has spaces around it.",
            );
        } else if text.chars().any(char::is_control) {
            self.add(
                pointer,
                "control-character",
                "Textul conține caractere de control.",
                "Текст содержит управляющие символы.",
                "The text has control characters.",
            );
        }
    }

    /// A name has a letter, and no digit.
    pub fn name(&mut self, pointer: &str, name: Option<&String>) {
        self.text(pointer, name);
        if name.is_some_and(|name| !name.chars().any(char::is_alphabetic) || name.chars().any(|sign| sign.is_ascii_digit())) {
            self.add(
                pointer,
                "not-a-name",
                "Un nume are litere și nu are cifre.",
                "Имя состоит из букв и не содержит цифр.",
                "A name has letters and no digits.",
            );
        }
    }

    /// A day that has come.
    pub fn not_after(&mut self, pointer: &str, day: Option<chrono::NaiveDate>, today: chrono::NaiveDate) {
        if day.is_some_and(|day| day > today) {
            self.add(pointer, "in-the-future", "Data este în viitor.", "Дата в будущем.", "The date is in the future.");
        }
    }

    /// Two days in their order.
    pub fn in_order(&mut self, pointer: &str, from: Option<chrono::NaiveDate>, to: Option<chrono::NaiveDate>) {
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.add(
                pointer,
                "ends-before-it-begins",
                "Sfârșitul este înaintea începutului.",
                "Конец раньше начала.",
                "It ends before it begins.",
            );
        }
    }

    /// Fails if anything is wrong.
    pub fn done(self) -> Result<(), crate::kernel::problem::Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0.into()) }
    }
}
