//! Which language the reader asked for.

use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};

use crate::kernel::{
    problem::Problem,
    text::{Language, Text},
};

/// The language of a page for people: the one that its address names, otherwise by `Accept-Language`. What else stands in the address is passed
/// over, since those who share a link put things of their own into it; a language that there is not is told (400).
pub fn wished(lang: Option<&str>, headers: &HeaderMap) -> Result<Language, Problem> {
    match lang {
        None => Ok(language_of(headers)),
        Some("ro") => Ok(Language::Ro),
        Some("ru") => Ok(Language::Ru),
        Some("en") => Ok(Language::En),
        Some(_) => Err(Problem::violation(
            "lang",
            "not-a-choice",
            Text::new("Se acceptă numai: ro, ru, en.", "Допустимо только: ro, ru, en.", "Only these are accepted: ro, ru, en."),
        )),
    }
}

/// The best of ro, ru, en by `Accept-Language` (RFC 9110, weights); Romanian where nothing fits.
pub fn language_of(headers: &HeaderMap) -> Language {
    let Some(asked) = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()) else {
        return Language::default();
    };
    let mut best = (0.0_f32, Language::default());
    for part in asked.split(',').take(16) {
        let mut pieces = part.trim().split(';');
        let tag = pieces.next().unwrap_or_default().split('-').next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        let language = match tag.as_str() {
            "ro" | "mo" => Language::Ro,
            "ru" => Language::Ru,
            "en" => Language::En,
            _ => continue,
        };
        if weight > best.0 {
            best = (weight, language);
        }
    }
    best.1
}
