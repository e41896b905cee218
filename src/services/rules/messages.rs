//! What is said of a wrong answer, in three languages. No message carries the answer itself.

use crate::kernel::{money::Money, text::Text, violation::Violation};

/// A wrong answer, before it is known where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    UnknownField,
    Type(&'static str),
    TooShort(u32),
    TooLong(u32),
    Format,
    TooEarly,
    TooLate,
    TooSmall(String),
    TooLarge(String),
    NotACountry,
    NotAnOption,
    CheckDigit,
    TooFew(u32),
    TooMany(u32),
    Twice,
    Required,
    NotAsked,
    NotAccepted,
    DocumentMissing,
    DocumentUnknown,
    PriorityNotOffered,
}

impl Wrong {
    /// An amount under its least.
    pub fn under(least: Money) -> Self {
        Self::TooSmall(format!("{least} MDL"))
    }

    /// An amount over its most.
    pub fn over(most: Money) -> Self {
        Self::TooLarge(format!("{most} MDL"))
    }

    /// The violation at a place.
    pub fn at(&self, pointer: &str) -> Violation {
        Violation::new(pointer, self.code(), self.message())
    }

    /// The word that programs branch on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownField => "unknown-field",
            Self::Type(_) => "wrong-type",
            Self::TooShort(_) => "too-short",
            Self::TooLong(_) => "too-long",
            Self::Format => "wrong-format",
            Self::TooEarly => "too-early",
            Self::TooLate => "too-late",
            Self::TooSmall(_) => "too-small",
            Self::TooLarge(_) => "too-large",
            Self::NotACountry => "not-a-country",
            Self::NotAnOption => "not-an-option",
            Self::CheckDigit => "wrong-check-digit",
            Self::TooFew(_) => "too-few-items",
            Self::TooMany(_) => "too-many-items",
            Self::Twice => "given-twice",
            Self::Required => "required",
            Self::NotAsked => "not-asked",
            Self::NotAccepted => "not-accepted",
            Self::DocumentMissing => "document-missing",
            Self::DocumentUnknown => "document-unknown",
            Self::PriorityNotOffered => "priority-not-offered",
        }
    }

    fn message(&self) -> Text {
        let text = |ro: &str, ru: &str, en: &str| Text::new(ro, ru, en);
        match self {
            Self::UnknownField => {
                text("Formularul nu are un asemenea câmp.", "В форме нет такого поля.", "The form has no such field.")
            }
            Self::Type(kind) => Text::new(
                format!("Răspunsul trebuie să fie de tipul: {kind}."),
                format!("Ответ должен быть типа: {kind}."),
                format!("The answer must be of the type: {kind}."),
            ),
            Self::TooShort(least) => Text::new(
                format!("Cel puțin {least} caractere."),
                format!("Не менее {least} символов."),
                format!("At least {least} characters."),
            ),
            Self::TooLong(most) => Text::new(
                format!("Cel mult {most} caractere."),
                format!("Не более {most} символов."),
                format!("At most {most} characters."),
            ),
            Self::Format => text("Formatul nu este corect.", "Неверный формат.", "The format is not right."),
            Self::TooEarly => text("Data este prea timpurie.", "Дата раньше допустимой.", "The date is earlier than allowed."),
            Self::TooLate => text("Data este prea târzie.", "Дата позже допустимой.", "The date is later than allowed."),
            Self::TooSmall(least) => {
                Text::new(format!("Nu mai puțin de {least}."), format!("Не менее {least}."), format!("Not less than {least}."))
            }
            Self::TooLarge(most) => {
                Text::new(format!("Nu mai mult de {most}."), format!("Не более {most}."), format!("Not more than {most}."))
            }
            Self::NotACountry => text(
                "Nu este un cod de țară admis (ISO 3166-1, trei litere).",
                "Недопустимый код страны (ISO 3166-1, три буквы).",
                "Not a country code that is accepted here (ISO 3166-1, three letters).",
            ),
            Self::NotAnOption => text("Nu este una dintre opțiuni.", "Нет среди вариантов ответа.", "Not one of the options."),
            Self::CheckDigit => text(
                "Numărul de identificare nu este corect (13 cifre, cu cifră de control).",
                "Неверный идентификационный номер (13 цифр, с контрольной цифрой).",
                "Not a right identification number (13 digits, with a check digit).",
            ),
            Self::TooFew(least) => Text::new(
                format!("Cel puțin {least} elemente."),
                format!("Не менее {least} элементов."),
                format!("At least {least} items."),
            ),
            Self::TooMany(most) => Text::new(
                format!("Cel mult {most} elemente."),
                format!("Не более {most} элементов."),
                format!("At most {most} items."),
            ),
            Self::Twice => text("Indicat de două ori.", "Указано дважды.", "Given twice."),
            Self::Required => text("Răspuns obligatoriu.", "Обязательный ответ.", "An answer is required."),
            Self::NotAsked => text(
                "În această situație întrebarea nu se pune; răspunsul se elimină.",
                "В этом случае вопрос не задаётся; уберите ответ.",
                "This is not asked in this case; leave the answer out.",
            ),
            Self::NotAccepted => text(
                "Fără această declarație cererea nu poate fi depusă.",
                "Без этого заявления подать ходатайство нельзя.",
                "Without this declaration the request cannot be filed.",
            ),
            Self::DocumentMissing => text(
                "Documentul obligatoriu nu este atașat.",
                "Обязательный документ не приложен.",
                "A required document is not attached.",
            ),
            Self::DocumentUnknown => text(
                "Serviciul nu cere un asemenea document.",
                "Услуга не требует такого документа.",
                "The service asks for no such document.",
            ),
            Self::PriorityNotOffered => text(
                "Serviciul nu se prestează cu această prioritate în această situație.",
                "В этом случае услуга с такой срочностью не оказывается.",
                "The service is not given with this priority in this case.",
            ),
        }
    }
}
