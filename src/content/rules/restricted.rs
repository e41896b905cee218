//! What may not be published (R-9): information of restricted access and advertising, by its classification; and, whatever a text is
//! classified as, the identifiers of persons, which are found by their form. A finding says what and where, never the number itself.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernel::{identifiers::Idnp, text::Text, violation::Violation};

/// What a material is, as its provider declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub enum Classification {
    /// Of public interest.
    #[default]
    Public,
    /// Of restricted access by a normative act: never published.
    Restricted,
    /// Advertising: never published.
    Advertising,
}

impl Classification {
    /// Why a material of this kind is refused publication; none where it is not.
    pub fn refusal(self, pointer: &str) -> Option<Violation> {
        match self {
            Self::Public => None,
            Self::Restricted => Some(Violation::new(
                pointer,
                "restricted-access",
                Text::new(
                    "Informațiile cu acces limitat nu se publică (pct. 9 din Regulament).",
                    "Информация ограниченного доступа не публикуется (п. 9 Регламента).",
                    "Information of restricted access is not published (Regulation, par. 9).",
                ),
            )),
            Self::Advertising => Some(Violation::new(
                pointer,
                "advertising",
                Text::new(
                    "Informațiile cu caracter publicitar nu se publică (pct. 9 din Regulament).",
                    "Рекламная информация не публикуется (п. 9 Регламента).",
                    "Advertising is not published (Regulation, par. 9).",
                ),
            )),
        }
    }
}

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identifier {
    /// A state identification number of a person, by its check digit.
    Idnp,
    /// A bank card's number, by its check digit.
    BankCard,
    /// Letters and digits as in a passport or identity card.
    DocumentNumber,
    /// A mailbox at a provider for private persons.
    PrivateEmail,
    /// A mobile telephone.
    MobilePhone,
}

impl Identifier {
    /// The word that programs branch on.
    pub fn code(self) -> &'static str {
        match self {
            Self::Idnp => "personal-idnp",
            Self::BankCard => "personal-bank-card",
            Self::DocumentNumber => "personal-document-number",
            Self::PrivateEmail => "personal-email",
            Self::MobilePhone => "personal-phone",
        }
    }

    fn named(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Idnp => ("un IDNP", "IDNP", "an IDNP"),
            Self::BankCard => ("numărul unui card bancar", "номер банковской карты", "a bank card's number"),
            Self::DocumentNumber => {
                ("numărul unui act de identitate", "номер документа, удостоверяющего личность", "an identity document's number")
            }
            Self::PrivateEmail => ("o adresă de e-mail privată", "личный адрес электронной почты", "a private e-mail address"),
            Self::MobilePhone => ("un telefon mobil", "мобильный телефон", "a mobile telephone number"),
        }
    }
}

/// An identifier in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub what: Identifier,
    /// The line it stands on, from 1.
    pub line: usize,
}

impl Found {
    /// The violation at a place of the input.
    pub fn at(self, pointer: &str) -> Violation {
        let ((ro, ru, en), line) = (self.what.named(), self.line);
        let message = Text::new(
            format!("Linia {line}: textul conține {ro}; datele cu caracter personal nu se publică."),
            format!("Строка {line}: текст содержит {ru}; персональные данные не публикуются."),
            format!("Line {line}: the text holds {en}; personal data is not published."),
        );
        Violation::new(pointer, self.what.code(), message)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Known {
    private_mailboxes: Vec<String>,
    public_prefixes: Vec<String>,
}

static KNOWN: LazyLock<Result<Known, String>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("restricted.yaml")).map_err(|error| error.to_string()));

/// A form by which an identifier is recognised, and what makes it certain.
struct Form {
    what: Identifier,
    regex: LazyLock<Option<Regex>>,
    certain: fn(&str) -> bool,
}

macro_rules! forms {
    ($($what:ident, $regex:literal, $certain:expr;)*) => {
        [$(Form { what: Identifier::$what, regex: LazyLock::new(|| Regex::new($regex).ok()), certain: $certain }),*]
    };
}

// In this order: what is an IDNP is nothing else besides, first of all where it stands in one piece, whatever number is before it. Digits may
// be separated by single spaces, no-break spaces, dots or hyphens.
static FORMS: [Form; 6] = forms! {
    Idnp, r"[0-9]{13}", is_idnp;
    Idnp, r"[0-9](?:[ \u{a0}.\-]?[0-9]){12}", is_idnp;
    BankCard, r"[2-6](?:[ \u{a0}\-]?[0-9]){14,15}", is_card;
    MobilePhone, r"(?:(?:\+|00)[ ]?373[ \u{a0}()\-]{0,2}|\(?0)[67][0-9](?:[ \u{a0}()\-]{0,2}[0-9]){6}", |_| true;
    DocumentNumber, r"(?:[A-Z]{1,3}|[А-ЯІЇЄҐ]{2})[ \u{a0}№]{0,2}[0-9]{6,9}", is_document;
    PrivateEmail, r"(?i)[a-z0-9._%+\-]+@[a-z0-9.\-]+\.[a-z]{2,}", is_private;
};

/// Every identifier of a person in a text, in the order in which they stand.
pub fn find(text: &str) -> Vec<Found> {
    let mut taken: Vec<(usize, usize, Identifier)> = Vec::new();
    for form in &FORMS {
        let Some(regex) = form.regex.as_ref() else { continue };
        for found in regex.find_iter(text) {
            let (from, to) = (found.start(), found.end());
            // Inside a longer number or word it is something else.
            let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
            let alone = apart(text[..from].chars().next_back()) && apart(text[to..].chars().next());
            let free = taken.iter().all(|(begin, end, _)| to <= *begin || from >= *end);
            if alone && free && (form.certain)(found.as_str()) {
                taken.push((from, to, form.what));
            }
        }
    }
    taken.sort_unstable();
    taken.into_iter().map(|(from, _, what)| Found { what, line: 1 + text[..from].matches('\n').count() }).collect()
}

/// The same as violations at a place of the input.
pub fn violations(text: &str, pointer: &str) -> Vec<Violation> {
    find(text).into_iter().map(|found| found.at(pointer)).collect()
}

/// Whether a page of a file names a person by an IDNP in one piece: rows of a table are full of numbers that stand apart, of which one in ten
/// would pass for one.
pub fn names_person(text: &str) -> bool {
    let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    FORMS[0].regex.as_ref().is_some_and(|regex| {
        regex.find_iter(text).any(|found| {
            let (before, after) = (text[..found.start()].chars().next_back(), text[found.end()..].chars().next());
            apart(before) && apart(after) && is_idnp(found.as_str())
        })
    })
}

/// What is said of a page of a file that names a person, at its place in the item.
pub fn in_file(pointer: &str, page: i32) -> Violation {
    let (ro, ru, en) = Identifier::Idnp.named();
    let message = Text::new(
        format!("Pagina {page}: fișierul conține {ro}; datele cu caracter personal nu se publică."),
        format!("Страница {page}: файл содержит {ru}; персональные данные не публикуются."),
        format!("Page {page}: the file holds {en}; personal data is not published."),
    );
    Violation::new(pointer, Identifier::Idnp.code(), message)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn is_idnp(text: &str) -> bool {
    Idnp::parse(&digits(text)).is_ok()
}

/// Luhn's check digit (ISO/IEC 7812-1), over the lengths that cards have.
fn is_card(text: &str) -> bool {
    let digits = digits(text);
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
        })
        .sum();
    sum.is_multiple_of(10) && digits.bytes().any(|digit| digit != digits.as_bytes()[0])
}

/// Words in front of numbers of acts, sums, accounts and postal codes are public.
fn is_document(text: &str) -> bool {
    let letters: String = text.chars().take_while(|letter| letter.is_alphabetic()).collect();
    KNOWN.as_ref().is_ok_and(|known| !known.public_prefixes.contains(&letters))
}

fn is_private(text: &str) -> bool {
    let domain = text.rsplit('@').next().unwrap_or_default().to_lowercase();
    KNOWN.as_ref().is_ok_and(|known| known.private_mailboxes.contains(&domain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<Identifier> {
        find(text).into_iter().map(|found| found.what).collect()
    }

    #[test]
    fn identifiers_of_persons_are_found_by_their_form() {
        assert!(KNOWN.as_ref().is_ok_and(|known| known.private_mailboxes.len() > 20 && known.public_prefixes.len() > 150));
        for (text, what) in [
            ("IDNP 2004000123455 al solicitantului", Identifier::Idnp),
            ("2004 0001 23455", Identifier::Idnp),
            ("5 2004000123455", Identifier::Idnp),
            ("IDNP:0980501000018.", Identifier::Idnp),
            ("card 4111 1111 1111 1111", Identifier::BankCard),
            ("карта 5555-5555-5555-4444", Identifier::BankCard),
            ("pașaport A12345678", Identifier::DocumentNumber),
            ("паспорт FT 204518", Identifier::DocumentNumber),
            ("ЕК 112233", Identifier::DocumentNumber),
            ("scrieți la ion.popa@gmail.com", Identifier::PrivateEmail),
            ("IVAN@Mail.RU", Identifier::PrivateEmail),
            ("tel. 069 123 456", Identifier::MobilePhone),
            ("+373 (79) 12-34-56", Identifier::MobilePhone),
            ("0037378123456", Identifier::MobilePhone),
        ] {
            assert_eq!(of(text), [what], "{text}");
        }
    }

    #[test]
    fn what_institutions_publish_is_no_finding() {
        for text in [
            "IDNO 1018600000127",
            "2004000123456", // a wrong check digit
            "migratie@mai.gov.md, presa@igm.gov.md",
            "Centrul de apel: 022 820 007, linia verde 0800 01527",
            "+373 22 820 007",
            "HG 331/2011, Legea nr. 200/2010, art. 31 alin. (2)",
            "MD-2012, bd. Ștefan cel Mare și Sfânt 124",
            "Codul serviciului 017000136; taxa 3600 lei; 2026-11-16",
            "În 2024 au fost 87000 de cereri, iar în 2025 — 120000.",
            "Contract nr. 17/2026 din 01.02.2026",
            "IBAN MD24AG000225100013104168",
            "0000000000000000",
            "Valoarea: MDL 150000, EUR 1500000, USD 1200000, RON 987654",
            "CPV 45000000-7, lucrări de construcții",
            "Preț: LEI 250000",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn of_a_file_only_a_number_in_one_piece_is_taken_for_an_idnp() {
        assert!(names_person("Lista:\n17\n2004000123455\nadmis"));
        for text in ["2004 0001 23455", "12004000123455", "2004000123456", "1004600030956", "2 004 000 123 455"] {
            assert!(!names_person(text), "{text}");
        }
    }

    #[test]
    fn a_finding_says_where_and_never_what() {
        let text = "Lista celor admiși:\n1. Popa Ion, 2004000123455\n2. Rusu Ana, 069123456";
        let found = violations(text, "/body/ro");
        assert_eq!(found.iter().map(|violation| violation.code).collect::<Vec<_>>(), ["personal-idnp", "personal-phone"]);
        assert!(found[0].message.en.starts_with("Line 2:") && found[1].message.en.starts_with("Line 3:"));
        assert!(found.iter().all(|violation| !violation.message.ro.contains("2004") && !violation.message.ro.contains("0691")));
    }

    #[test]
    fn only_what_is_public_by_its_class_is_published() {
        assert_eq!(Classification::Public.refusal("/classification"), None);
        assert_eq!(Classification::Restricted.refusal("/classification").map(|found| found.code), Some("restricted-access"));
        assert_eq!(Classification::Advertising.refusal("/classification").map(|found| found.code), Some("advertising"));
    }

    proptest! {
        #[test]
        fn every_idnp_is_found_wherever_it_stands(serial in any::<u64>(), before in "[a-zăș ,.]{0,20} ", after in " [a-zăș ,.]{0,20}") {
            let text = format!("{before}{}{after}", Idnp::synthetic(serial).expose());
            prop_assert_eq!(of(&text), [Identifier::Idnp]);
        }

        #[test]
        fn any_text_is_searched_without_panic(text in "\\PC{0,200}") {
            let _ = find(&text);
        }
    }
}
