//! The small page of verification: no scripts, one style sheet inside it, three languages, readable on a telephone.

use std::{fmt::Write, sync::LazyLock};

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::NaiveDate;

use super::{
    Code,
    verification::{Verification, VerificationStatus, issuer},
};
use crate::kernel::text::{Language, Text};

const STYLE: &str = include_str!("page.css");
/// An ornament of ours; the state's arms belong to the state.
const EMBLEM: &str = r##"<svg viewBox="0 0 40 40" aria-hidden="true"><path d="M20 2 35 8v11c0 9-6 15-15 19C11 34 5 28 5 19V8z" fill="none" stroke="#ffd200" stroke-width="2.4"/><path d="m13 20 5 5 9-10" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>"##;

/// The page may show its own style and send its own form; nothing else.
pub static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = BASE64_STANDARD.encode(digest(&SHA256, STYLE.as_bytes()));
    format!(
        "default-src 'none'; object-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// A genuine document.
pub fn genuine(language: Language, code: &Code, found: &Verification) -> String {
    let (class, sign, heading, told) = match found.status {
        VerificationStatus::Valid => (
            "valid",
            "✓",
            words("Document autentic și valabil", "Документ подлинный и действительный", "Genuine and valid document"),
            words(
                "Acest document a fost emis de Inspectorat și este în vigoare.",
                "Этот документ выдан Инспекторатом и действует.",
                "This document was issued by the Inspectorate and is in force.",
            ),
        ),
        VerificationStatus::Expired => (
            "expired",
            "!",
            words(
                "Document autentic, valabilitate expirată",
                "Документ подлинный, срок действия истёк",
                "Genuine document, no longer valid",
            ),
            words(
                "Documentul a fost emis de Inspectorat, dar termenul de valabilitate a expirat.",
                "Документ выдан Инспекторатом, но срок его действия истёк.",
                "The document was issued by the Inspectorate, but its validity is over.",
            ),
        ),
        VerificationStatus::Annulled => (
            "annulled",
            "×",
            words("Document anulat", "Документ аннулирован", "Annulled document"),
            words(
                "Documentul cu acest cod a fost anulat și nu produce efecte.",
                "Документ с этим кодом аннулирован и не имеет силы.",
                "The document with this code was annulled and has no effect.",
            ),
        ),
    };
    let mut facts = String::new();
    let mut fact = |label: Text, value: &str, class: &str| {
        // Writing to a String cannot fail.
        let _ = write!(facts, "<div><dt>{}</dt><dd class=\"{class}\">{}</dd></div>", of(&label, language), escape(value));
    };
    fact(words("Documentul", "Документ", "Document"), found.title.in_language(language), "");
    fact(words("Numărul", "Номер", "Number"), &found.number, "");
    fact(words("Data emiterii", "Дата выдачи", "Date of issue"), &day(found.issued_on, language), "");
    if let Some(until) = found.valid_until {
        fact(words("Valabil până la", "Действителен до", "Valid until"), &day(until, language), "");
    }
    if let Some(annulled) = found.annulled_on {
        fact(words("Data anulării", "Дата аннулирования", "Date of annulment"), &day(annulled, language), "");
    }
    if let Some(initials) = &found.holder_initials {
        fact(words("Titularul (inițiale)", "Владелец (инициалы)", "Holder (initials)"), initials, "");
    }
    fact(words("Emitentul", "Кем выдан", "Issuer"), found.issuer.in_language(language), "");
    fact(words("Codul de verificare", "Код проверки", "Verification code"), &code.grouped(), "code");
    if let Some(sha256) = &found.sha256 {
        fact(
            words("Amprenta fișierului PDF (SHA-256)", "Отпечаток файла PDF (SHA-256)", "Fingerprint of the PDF file (SHA-256)"),
            sha256,
            "sum",
        );
    }
    let note = words(
        "Comparați datele de mai sus cu cele de pe document. Dacă diferă, documentul a fost modificat.",
        "Сравните эти данные с данными в документе. Если они различаются, документ был изменён.",
        "Compare these data with those on the document. If they differ, the document has been altered.",
    );
    let body = format!(
        "{}<dl>{facts}</dl><div class=\"note\"><p>{}</p></div>",
        mark(class, sign, &heading, &told, language),
        of(&note, language)
    );
    whole(language, &heading, &format!("/v/{}", code.plain()), &body)
}

/// Nothing is known under the code.
pub fn unknown(language: Language) -> String {
    let heading = words("Document negăsit", "Документ не найден", "No such document");
    let told = words(
        "Niciun document emis de Inspectorat nu are acest cod. Verificați dacă l-ați introdus corect; dacă da, documentul nu este autentic.",
        "Ни один документ, выданный Инспекторатом, не имеет такого кода. Проверьте, верно ли он введён; если да, документ не подлинный.",
        "No document issued by the Inspectorate has this code. Check that you typed it correctly; if so, the document is not genuine.",
    );
    let body = mark("unknown", "×", &heading, &told, language) + &entry(language);
    whole(language, &heading, "/v", &body)
}

/// Where a code is typed; `wrong` after one that is none.
pub fn form(language: Language, wrong: bool) -> String {
    if wrong {
        return unknown(language);
    }
    let heading = words("Verificarea unui document", "Проверка документа", "Verify a document");
    let told = words(
        "Introduceți codul de verificare tipărit în partea de jos a documentului sau scanați codul QR.",
        "Введите код проверки, напечатанный внизу документа, или отсканируйте QR-код.",
        "Type the verification code printed at the foot of the document, or scan its QR code.",
    );
    let body = mark("plain", "?", &heading, &told, language) + &entry(language);
    whole(language, &heading, "/v", &body)
}

fn entry(language: Language) -> String {
    let label = words("Codul de verificare (26 de caractere)", "Код проверки (26 знаков)", "Verification code (26 characters)");
    let button = words("Verifică", "Проверить", "Verify");
    format!(
        "<form action=\"/v\" method=\"get\"><label for=\"code\">{}</label>\
         <input id=\"code\" name=\"code\" required minlength=\"26\" maxlength=\"40\" autocomplete=\"off\" spellcheck=\"false\">\
         <input type=\"hidden\" name=\"lang\" value=\"{}\"><button>{}</button></form>",
        of(&label, language),
        tag(language),
        of(&button, language)
    )
}

fn mark(class: &str, sign: &str, heading: &Text, told: &Text, language: Language) -> String {
    format!(
        "<div class=\"mark {class}\"><svg viewBox=\"0 0 40 40\" aria-hidden=\"true\"><circle cx=\"20\" cy=\"20\" r=\"20\" fill=\"currentColor\"/>\
         <text x=\"20\" y=\"29\" font-size=\"26\" font-weight=\"700\" text-anchor=\"middle\" fill=\"#fff\" font-family=\"system-ui, sans-serif\">{sign}</text></svg>\
         <div><h1>{}</h1><p>{}</p></div></div>",
        of(heading, language),
        of(told, language)
    )
}

fn whole(language: Language, title: &Text, path: &str, card: &str) -> String {
    let state = words(
        "Republica Moldova · Ministerul Afacerilor Interne",
        "Республика Молдова · Министерство внутренних дел",
        "Republic of Moldova · Ministry of Internal Affairs",
    );
    let name = words(
        "Inspectoratul General pentru Migrație",
        "Генеральный инспекторат по миграции",
        "General Inspectorate for Migration",
    );
    let legend = words("Limba paginii", "Язык страницы", "Language of the page");
    let foot = words(
        "Aceasta este pagina oficială de verificare a documentelor. Asigurați-vă că adresa din browser este cea tipărită pe document.",
        "Это официальная страница проверки документов. Убедитесь, что адрес в браузере совпадает с напечатанным в документе.",
        "This is the official page for verifying documents. Make sure that the address in your browser is the one printed on the document.",
    );
    let languages = [(Language::Ro, "Română"), (Language::Ru, "Русский"), (Language::En, "English")]
        .map(|(each, own)| {
            if each == language {
                format!("<b aria-current=\"true\">{own}</b>")
            } else {
                format!("<a href=\"{path}?lang={0}\" hreflang=\"{0}\" lang=\"{0}\">{own}</a>", tag(each))
            }
        })
        .concat();
    format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light\"><title>{title} · {name}</title><style>{STYLE}</style></head><body><div class=\"band\"></div>\
         <header><div class=\"in\">{EMBLEM}<div><p>{state}</p><strong>{name}</strong></div></div></header>\
         <nav class=\"in\" aria-label=\"{legend}\">{languages}</nav><main class=\"in\"><div class=\"card\">{card}</div></main>\
         <footer class=\"in\"><p>{foot}</p><p>{issuer} · <span>igm.gov.md</span></p></footer></body></html>",
        lang = tag(language),
        title = of(title, language),
        name = of(&name, language),
        state = of(&state, language),
        legend = of(&legend, language),
        foot = of(&foot, language),
        issuer = of(&issuer(), language),
    )
}

fn words(ro: &str, ru: &str, en: &str) -> Text {
    Text::new(ro, ru, en)
}

fn of(text: &Text, language: Language) -> String {
    escape(text.in_language(language))
}

fn tag(language: Language) -> &'static str {
    match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    }
}

/// A day as people write it in the language.
fn day(day: NaiveDate, language: Language) -> String {
    let format = if language == Language::En { "%-d %B %Y" } else { "%d.%m.%Y" };
    day.format(format).to_string()
}

/// Text as HTML shows it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::DocumentType;

    #[test]
    fn nothing_from_a_row_is_markup() {
        let text = Text::new("<b>\"x\"</b>", "x", "x");
        let found = Verification {
            genuine: true,
            document_type: DocumentType::Attestation,
            title: text,
            number: "<script>".into(),
            issued_on: NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day"),
            issuer: issuer(),
            status: VerificationStatus::Valid,
            valid_until: None,
            annulled_on: None,
            holder_initials: Some("<i>".into()),
            sha256: None,
        };
        let page = genuine(Language::Ro, &Code::random().expect("a code"), &found);
        assert!(!page.contains("<script>") && !page.contains("<b>\"") && !page.contains("<i>"));
        assert!(page.contains("&lt;script&gt;"));
    }
}
