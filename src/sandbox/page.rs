//! The few pages of the stand-ins, in Romanian and English.

use actix_web::{HttpResponse, get, web};

use super::SandboxState;
use crate::partners::{BrowserForm, form::escape};

/// A page. `body` is HTML made with [`escape`].
pub(super) fn page(title: &str, provisional: bool, body: &str) -> HttpResponse {
    let notice = if provisional {
        "<p class=\"notice\">Sistem de probă, protocol provizoriu. / A stand-in; its protocol is provisional.</p>"
    } else {
        "<p class=\"notice\">Sistem de probă. / A stand-in.</p>"
    };
    HttpResponse::Ok().content_type("text/html; charset=utf-8").insert_header(("Cache-Control", "no-store")).body(format!(
        "<!doctype html><html lang=\"ro\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>body{{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}\
         .notice{{background:#fff3cd;padding:.5rem 1rem;border-radius:.4rem}}table{{border-collapse:collapse;width:100%}}\
         td,th{{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #ddd}}form{{display:inline}}\
         button{{font:inherit;padding:.4rem 1rem;border-radius:.4rem;border:1px solid #456;background:#eef;cursor:pointer}}</style>\
         </head><body><h1>{title}</h1>{notice}{body}</body></html>",
        title = escape(title)
    ))
}

/// A page that says no.
pub(super) fn refusal(title: &str, reason: &str) -> HttpResponse {
    let mut response = page(title, true, &format!("<p>{}</p>", escape(reason)));
    *response.status_mut() = actix_web::http::StatusCode::BAD_REQUEST;
    response
}

/// A page that posts a form by itself.
pub(super) fn posting(form: &BrowserForm) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").insert_header(("Cache-Control", "no-store")).body(form.as_page())
}

/// A button that posts hidden fields.
pub(super) fn button(action: &str, fields: &[(&str, &str)], label: &str) -> String {
    let inputs: String = fields
        .iter()
        .map(|(name, value)| format!(r#"<input type="hidden" name="{}" value="{}">"#, escape(name), escape(value)))
        .collect();
    format!("<form method=\"post\" action=\"{}\">{inputs}<button>{}</button></form> ", escape(action), escape(label))
}

#[get("")]
pub(super) async fn index(state: web::Data<SandboxState>) -> HttpResponse {
    let rows: String = state
        .people
        .iter()
        .map(|person| {
            format!(
                "<tr><td>{}</td><td>{}</td><td>{:?}</td><td>{}</td></tr>",
                escape(&person.idnp),
                escape(&person.full_name()),
                person.registers.behaviour,
                escape(&person.about)
            )
        })
        .collect();
    let body = format!(
        "<p>MLog, MPower, MNotify, <a href=\"/sandbox/mail\">e-mail</a>, SMS, chat, push, MPass, MPay, MSign, registre / registers. \
         <code>PUT /sandbox/control/{{partner}}</code></p>\
         <table><tr><th>IDNP</th><th>Persoană / person</th><th>Registre / registers</th><th></th></tr>{rows}</table>"
    );
    page("Sisteme de probă / Stand-ins", true, &body)
}
