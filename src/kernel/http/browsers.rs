//! What browsers are told with every answer that does not say it itself (OWASP ASVS 3.4): nothing in it is loaded, run or framed, no address
//! of ours is told to others, and the public address is asked through TLS alone.

use actix_web::{
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderName, HeaderValue},
    middleware::{DefaultHeaders, Next},
};

/// Answers for programs, and files.
const NOTHING: &str = "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Swagger UI sets styles by attribute and draws its signs from data; everything else is inside the program.
const DOCUMENTATION: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; \
                             base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// A year, for the address and those below it.
const ONLY_TLS: &str = "max-age=31536000; includeSubDomains";

/// The headers of every answer; `by_tls` where the public address is asked through TLS.
pub fn headers(by_tls: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::CONTENT_SECURITY_POLICY, NOTHING))
        .add((header::REFERRER_POLICY, "no-referrer"))
        .add((HeaderName::from_static("cross-origin-opener-policy"), "same-origin"));
    if by_tls { headers.add((header::STRICT_TRANSPORT_SECURITY, ONLY_TLS)) } else { headers }
}

/// The middleware that lets the documentation page show itself, and says of every text how it is written.
pub async fn describe<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let mut answer = next.call(request).await?;
    if answer.request().path().starts_with("/docs/") {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOCUMENTATION));
    }
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if let Some(kind) = kind.filter(|kind| kind.starts_with("text/") && !kind.contains("charset="))
        && let Ok(whole) = HeaderValue::try_from(format!("{kind}; charset=utf-8"))
    {
        answer.headers_mut().insert(header::CONTENT_TYPE, whole);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use actix_web::{App, HttpResponse, test, web};

    use super::*;

    #[actix_web::test]
    async fn browsers_come_back_through_tls_where_the_public_address_has_it() {
        for by_tls in [true, false] {
            let app = test::init_service(App::new().wrap(headers(by_tls)).route("/", web::get().to(HttpResponse::Ok))).await;
            let answer = test::call_service(&app, test::TestRequest::get().to_request()).await;
            let told = answer.headers().get(header::STRICT_TRANSPORT_SECURITY).map(HeaderValue::as_bytes);
            assert_eq!(told, by_tls.then_some(ONLY_TLS.as_bytes()));
        }
    }
}
