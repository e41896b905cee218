//! The machine-readable zone of travel documents (ICAO Doc 9303): cards TD1 and TD2, passports TD3, visas MRV-A and MRV-B.
//!
//! The zone is read as it stands; all check digits that fail are named at once. Dates have two-digit years: a birth is in
//! the last hundred years before the legal day of reading, an expiry within fifty years of it.

mod layout;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::layout::{Layout, Zone};
use super::{birth_date::BirthDate, sex::Sex};
use crate::kernel::text::Text;

/// The five forms of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum MrzFormat {
    /// Card, three lines of 30.
    Td1,
    /// Card, two lines of 36.
    Td2,
    /// Passport, two lines of 44.
    Td3,
    /// Visa, two lines of 44.
    MrvA,
    /// Visa, two lines of 36.
    MrvB,
}

/// A field of the zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum MrzField {
    /// The kind of document.
    DocumentCode,
    /// Who issued it.
    IssuingState,
    /// Surname and given names.
    Names,
    /// Its number.
    DocumentNumber,
    /// The holder's nationality.
    Nationality,
    /// The holder's birth date.
    BirthDate,
    /// The holder's sex.
    Sex,
    /// The last day of validity.
    ExpiryDate,
    /// What the issuer puts there; on passports the personal number.
    OptionalData,
    /// The check digit over all others.
    Composite,
}

/// What the zone says.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Mrz {
    /// Its form.
    pub format: MrzFormat,
    /// One or two letters: P passport, V visa, I, A or C card, and the issuer's own second letter.
    pub document_code: String,
    /// Who issued it: ISO 3166 alpha-3 or a code of Doc 9303; Germany's D is given as DEU.
    pub issuing_state: String,
    /// Surname; absent where the holder has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
    /// Given names; absent where the holder has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_names: Option<String>,
    /// The names fill their place to the end, so that they may be cut off.
    pub names_may_be_cut: bool,
    /// The number, without fillers.
    pub document_number: String,
    /// The holder's nationality, as `issuingState`.
    pub nationality: String,
    /// The holder's birth date, as far as it is stated.
    pub birth_date: BirthDate,
    /// The holder's sex.
    pub sex: Sex,
    /// The last day of validity; absent where the document states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<NaiveDate>,
    /// What the issuer put into the optional places, where anything.
    pub optional_data: Vec<String>,
}

/// No personal data in logs.
impl std::fmt::Debug for Mrz {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Mrz({:?}, {})", self.format, self.issuing_state)
    }
}

/// Why a zone cannot be read. Nothing of the zone is repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MrzError {
    /// Not three lines of 30, two of 36 or two of 44 characters.
    #[error("a machine-readable zone has three lines of 30, or two lines of 36 or 44 characters")]
    Size,
    /// A character other than A to Z, 0 to 9 and `<`.
    #[error("line {line}, character {column}: only A to Z, 0 to 9 and < are allowed")]
    Character {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// A field that holds what it cannot hold.
    #[error("the field {0:?} is not readable")]
    Field(MrzField),
    /// Check digits that do not fit; a character was misread, or the document is not genuine.
    #[error("check digits do not fit: {0:?}")]
    CheckDigits(Vec<MrzField>),
}

impl MrzError {
    /// For people.
    pub fn text(&self) -> Text {
        match self {
            Self::Size => Text::new(
                "Zona de citire automată are trei rânduri de 30 sau două rânduri de 36 ori 44 de caractere.",
                "Машиночитаемая зона состоит из трёх строк по 30 или двух строк по 36 или 44 символа.",
                "A machine-readable zone has three lines of 30, or two lines of 36 or 44 characters.",
            ),
            Self::Character { line, column } => Text::new(
                format!("Rândul {line}, caracterul {column}: se admit numai A–Z, 0–9 și <."),
                format!("Строка {line}, символ {column}: допускаются только A–Z, 0–9 и <."),
                format!("Line {line}, character {column}: only A–Z, 0–9 and < are allowed."),
            ),
            Self::Field(field) => Text::new(
                format!("Câmpul {field:?} nu poate fi citit."),
                format!("Поле {field:?} не читается."),
                format!("The field {field:?} is not readable."),
            ),
            Self::CheckDigits(fields) => Text::new(
                format!("Cifrele de control nu corespund: {fields:?}."),
                format!("Контрольные цифры не совпадают: {fields:?}."),
                format!("Check digits do not fit: {fields:?}."),
            ),
        }
    }
}

/// Reads a zone: its lines one under the other, or one after the other without a break. `today` is the legal day by which
/// centuries are told.
pub fn parse(text: &str, today: NaiveDate) -> Result<Mrz, MrzError> {
    let zone = Zone::read(text)?;
    let Layout { format, number, number_check, optional, .. } = *zone.layout();
    let code = zone.get(zone.layout().code).trim_end_matches('<').to_owned();
    let starts = |kinds: &str| code.chars().next().is_some_and(|kind| kinds.contains(kind));
    let kind_fits = match format {
        MrzFormat::Td3 => starts("P"),
        MrzFormat::MrvA | MrzFormat::MrvB => starts("V"),
        MrzFormat::Td1 | MrzFormat::Td2 => starts("ACIP"),
    };
    if !kind_fits || code.contains('<') {
        return Err(MrzError::Field(MrzField::DocumentCode));
    }
    let mut wrong = Vec::new();
    let mut check = |field: MrzField, fits: bool| {
        if !fits {
            wrong.push(field);
        }
    };

    let (mut document_number, mut rest) = (zone.get(number).to_owned(), zone.get(optional[0]));
    if zone.get(number_check) == "<" && matches!(format, MrzFormat::Td1 | MrzFormat::Td2) && rest != "<".repeat(rest.len()) {
        // A number longer than nine goes on in the optional data, where its check digit follows it.
        let (tail, after) = rest.split_once('<').ok_or(MrzError::Field(MrzField::DocumentNumber))?;
        let (tail, digit) = tail.split_at_checked(tail.len().wrapping_sub(1)).ok_or(MrzError::Field(MrzField::DocumentNumber))?;
        document_number.push_str(tail);
        check(MrzField::DocumentNumber, layout::fits(&document_number, digit));
        rest = after;
    } else {
        check(MrzField::DocumentNumber, layout::fits(&document_number, zone.get(number_check)));
    }
    let document_number = document_number.trim_end_matches('<').replace('<', "");
    if document_number.is_empty() {
        return Err(MrzError::Field(MrzField::DocumentNumber));
    }

    let birth = zone.get(zone.layout().birth);
    check(MrzField::BirthDate, layout::fits(birth, zone.get(zone.layout().birth_check)));
    let expiry = zone.get(zone.layout().expiry);
    check(MrzField::ExpiryDate, layout::fits(expiry, zone.get(zone.layout().expiry_check)));
    if let Some(place) = zone.layout().optional_check {
        // Nothing there: the issuer may put a filler for the check digit.
        let empty = rest.bytes().all(|byte| byte == b'<') && zone.get(place) == "<";
        check(MrzField::OptionalData, empty || layout::fits(rest, zone.get(place)));
    }
    if let Some(place) = zone.layout().composite_check {
        check(MrzField::Composite, layout::fits(&zone.composite(), zone.get(place)));
    }
    let (surname, given_names, names_may_be_cut) = names(zone.get(zone.layout().names))?;
    let mrz = Mrz {
        format,
        document_code: code,
        issuing_state: state(zone.get(zone.layout().issuer), MrzField::IssuingState)?,
        surname,
        given_names,
        names_may_be_cut,
        document_number,
        nationality: state(zone.get(zone.layout().nationality), MrzField::Nationality)?,
        birth_date: birth_date(birth, today)?,
        sex: sex(zone.get(zone.layout().sex))?,
        expires_on: expiry_date(expiry, today)?,
        optional_data: [rest, zone.get(optional[1])].into_iter().filter_map(words).collect(),
    };
    if wrong.is_empty() { Ok(mrz) } else { Err(MrzError::CheckDigits(wrong)) }
}

/// A text without its fillers; none if there is nothing else.
fn words(field: &str) -> Option<String> {
    let words: Vec<&str> = field.split('<').filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn names(field: &str) -> Result<(Option<String>, Option<String>, bool), MrzError> {
    if field.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(MrzError::Field(MrzField::Names));
    }
    let (surname, given) = field.split_once("<<").unwrap_or((field, ""));
    let (surname, given) = (words(surname), words(given));
    if surname.is_none() && given.is_none() {
        return Err(MrzError::Field(MrzField::Names));
    }
    Ok((surname, given, !field.ends_with('<')))
}

fn state(field: &str, which: MrzField) -> Result<String, MrzError> {
    match field.trim_end_matches('<') {
        "D" => Ok("DEU".to_owned()),
        code if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => Ok(code.to_owned()),
        _ => Err(MrzError::Field(which)),
    }
}

fn sex(field: &str) -> Result<Sex, MrzError> {
    match field {
        "F" => Ok(Sex::Female),
        "M" => Ok(Sex::Male),
        "<" | "X" => Ok(Sex::Unspecified),
        _ => Err(MrzError::Field(MrzField::Sex)),
    }
}

/// Two digits; none if both are fillers.
fn two(field: &str, at: usize, which: MrzField) -> Result<Option<u32>, MrzError> {
    match field.get(at..at + 2).unwrap_or_default() {
        "<<" => Ok(None),
        digits if digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) => Ok(digits.parse().ok()),
        _ => Err(MrzError::Field(which)),
    }
}

fn birth_date(field: &str, today: NaiveDate) -> Result<BirthDate, MrzError> {
    let wrong = MrzError::Field(MrzField::BirthDate);
    let part = |at| two(field, at, MrzField::BirthDate);
    let (year, month, day) = (part(0)?, part(2)?, part(4)?);
    let Some(year) = year else {
        return if month.is_none() && day.is_none() { Ok(BirthDate::UNKNOWN) } else { Err(wrong) };
    };
    let in_year = |year: i32| match (month, day) {
        (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day).and_then(|day| BirthDate::day(day).ok()),
        (Some(month), None) => BirthDate::month(year, month).ok(),
        (None, None) => BirthDate::year(year).ok(),
        (None, Some(_)) => None,
    };
    let this_century = today.year() / 100 * 100 + year.cast_signed();
    let candidates = [this_century, this_century - 100].into_iter().filter_map(in_year);
    candidates.filter_map(|date| date.not_after(today).ok()).next().ok_or(wrong)
}

fn expiry_date(field: &str, today: NaiveDate) -> Result<Option<NaiveDate>, MrzError> {
    let part = |at| two(field, at, MrzField::ExpiryDate);
    let (Some(year), Some(month), Some(day)) = (part(0)?, part(2)?, part(4)?) else {
        let unlimited = field.bytes().all(|byte| byte == b'<');
        return if unlimited { Ok(None) } else { Err(MrzError::Field(MrzField::ExpiryDate)) };
    };
    let this_century = today.year() / 100 * 100 + year.cast_signed();
    let nearest =
        [this_century - 100, this_century, this_century + 100].into_iter().min_by_key(|year| year.abs_diff(today.year()));
    let date = nearest.and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    date.map(Some).ok_or(MrzError::Field(MrzField::ExpiryDate))
}

#[cfg(test)]
mod tests;
