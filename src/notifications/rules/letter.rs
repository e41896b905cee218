//! A notification as a letter: a plain text, and a page that mail programs show alike (tables, styles in place, no picture, nothing that
//! is fetched).

use url::Url;

use super::{
    layout::{escaped, paragraphs},
    template::Wording,
};
use crate::kernel::text::{Language, Text};

/// The words around every letter, in each language.
struct Around {
    office: Text,
    greeting: Text,
    greeting_nobody: Text,
    cabinet: Text,
    automatic: Text,
}

fn around() -> Around {
    Around {
        office: Text::new(
            "Inspectoratul General pentru Migrație",
            "Генеральный инспекторат по миграции",
            "General Inspectorate for Migration",
        ),
        greeting: Text::new("Bună ziua, {},", "Здравствуйте, {},", "Dear {},"),
        greeting_nobody: Text::new("Bună ziua,", "Здравствуйте,", "Hello,"),
        cabinet: Text::new("Deschideți cabinetul personal", "Открыть личный кабинет", "Open your personal cabinet"),
        automatic: Text::new(
            "Mesaj trimis automat de sistemul informațional „Migrație”. Nu răspundeți la el: răspunsurile nu sunt citite.",
            "Сообщение отправлено автоматически информационной системой «Migrație». Не отвечайте на него: ответы не читаются.",
            "Sent automatically by the information system “Migrație”. Please do not reply: replies are not read.",
        ),
    }
}

fn greeting(language: Language, name: Option<&str>) -> String {
    let around = around();
    match name {
        Some(name) => around.greeting.in_language(language).replace("{}", name),
        None => around.greeting_nobody.in_language(language).to_owned(),
    }
}

/// The letter as plain text; `cabinet` where the recipient has one.
pub fn plain(wording: &Wording, language: Language, name: Option<&str>, cabinet: Option<&Url>) -> String {
    let around = around();
    let said = |text: &Text| text.in_language(language).to_owned();
    format!(
        "{}\n\n{}\n\n{}-- \n{}\n{}\n",
        greeting(language, name),
        said(&wording.body),
        cabinet.map(|site| format!("{}: {site}\n\n", said(&around.cabinet))).unwrap_or_default(),
        said(&around.office),
        said(&around.automatic)
    )
}

/// The letter as a page; `cabinet` where the recipient has one.
pub fn page(wording: &Wording, language: Language, name: Option<&str>, cabinet: Option<&Url>) -> String {
    let around = around();
    let said = |text: &Text| escaped(text.in_language(language));
    let code = match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    };
    let button = cabinet.map(|site| button(site, &said(&around.cabinet))).unwrap_or_default();
    let body = paragraphs(wording.body.in_language(language)).replace("<p>", "<p style=\"margin:0 0 16px\">");
    format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{subject}</title></head>\
         <body style=\"margin:0;padding:0;background:#f2f4f7\">\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f2f4f7\"><tr><td align=\"center\" style=\"padding:24px 12px\">\
         <table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;max-width:600px;background:#ffffff;border-radius:8px;border:1px solid #dde2ea\">\
         <tr><td style=\"padding:20px 32px;border-bottom:3px solid #0b4a8f;font:600 15px/1.4 Arial,Helvetica,sans-serif;color:#0b4a8f\">{office}</td></tr>\
         <tr><td style=\"padding:28px 32px 8px;font:16px/1.55 Arial,Helvetica,sans-serif;color:#1c2430\">\
         <h1 style=\"margin:0 0 20px;font:600 22px/1.3 Arial,Helvetica,sans-serif;color:#1c2430\">{subject}</h1>\
         <p style=\"margin:0 0 16px\">{greeting}</p>{body}</td></tr>{button}\
         <tr><td style=\"padding:16px 32px 22px;border-top:1px solid #dde2ea;font:13px/1.5 Arial,Helvetica,sans-serif;color:#5a6472\">{automatic}</td></tr>\
         </table></td></tr></table></body></html>",
        subject = said(&wording.subject),
        office = said(&around.office),
        greeting = escaped(&greeting(language, name)),
        automatic = said(&around.automatic),
    )
}

fn button(site: &Url, words: &str) -> String {
    format!(
        "<tr><td style=\"padding:8px 32px 32px\"><table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\"><tr>\
         <td style=\"background:#0b4a8f;border-radius:6px\"><a href=\"{}\" style=\"display:inline-block;padding:12px 22px;\
         font:600 15px/1 Arial,Helvetica,sans-serif;color:#ffffff;text-decoration:none\">{words}</a></td></tr></table></td></tr>",
        escaped(site.as_str())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_the_same_in_text_and_page_and_brings_no_tag_of_its_own() {
        let text = |words: &str| Text::new(words, words, words);
        let wording = Wording { subject: text("S <b>"), body: text("A & <script>\n\nB"), short: text("x") };
        let site = Url::parse("https://migratie.gov.md/cabinet").expect("an address");
        let page = page(&wording, Language::En, Some("O'Neil <x>"), Some(&site));
        for part in [
            "S &lt;b&gt;",
            "A &amp; &lt;script&gt;</p>",
            "Dear O&#39;Neil &lt;x&gt;,",
            "href=\"https://migratie.gov.md/cabinet\"",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        let whole = plain(&wording, Language::Ro, None, Some(&site));
        assert!(whole.starts_with("Bună ziua,\n\nA & <script>\n\nB\n\nDeschideți cabinetul personal: https://"), "{whole}");
        // Whoever is an address alone has no cabinet.
        let bare = plain(&wording, Language::Ro, None, None);
        assert!(bare.starts_with("Bună ziua,\n\nA & <script>\n\nB\n\n-- \n"), "{bare}");
    }
}
