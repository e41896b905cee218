//! What visitors' programs read in forms of other standards (`openapi/outside.yaml`): Atom feeds, the site map, and a plain page of each
//! publication, which both of them lead to. All of it from memory, with ETag.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderValue},
    web,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    Publications, feed, page, site_map,
    wire::{structure, with_those_below},
};
use crate::kernel::{
    http::{
        kept::{FRESH, Kept},
        language::wished,
        params::Asked,
    },
    problem::Problem,
    text::Language,
};

/// Mounts the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/feed.xml", web::get().to(read_feed))
        .route("/sitemap.xml", web::get().to(read_site_map))
        .route("/robots.txt", web::get().to(read_robots))
        .route("/pages/{code}", web::get().to(read_page));
}

/// Which feed: all of it, or a section with those below it, or a type.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Feed {
    #[param(inline)]
    lang: Option<Language>,
    #[param(max_length = 60)]
    section: Option<String>,
    #[serde(rename = "type")]
    #[param(max_length = 60)]
    kind: Option<String>,
}

async fn read_feed(
    request: HttpRequest,
    Asked(Feed { lang, section, kind }): Asked<Feed>,
    publications: web::Data<Publications>,
) -> Result<HttpResponse, Problem> {
    let language = lang.unwrap_or_default();
    let sections = match &section {
        Some(section) => Some(with_those_below(section)?.ok_or_else(Problem::not_found)?),
        None => None,
    };
    if kind.as_ref().is_some_and(|kind| !structure().is_ok_and(|known| known.types.iter().any(|known| known.code == *kind))) {
        return Err(Problem::not_found());
    }
    publications.up_to_date().await;
    // Sections, types and languages are few, so that every feed may be kept.
    let kept = publications.kept(format!("feed {language:?} {section:?} {kind:?}"), |snapshot, now| {
        let rows = snapshot.live(now).filter(|item| {
            sections.as_ref().is_none_or(|sections| sections.contains(&item.section.as_str()))
                && kind.as_ref().is_none_or(|kind| item.kind == *kind)
        });
        let rows: Vec<_> = rows.take(feed::ENTRIES).cloned().collect();
        let about = feed::About { language, section: section.as_deref(), kind: kind.as_deref(), site: publications.site() };
        Kept::of_bytes(feed::write(&about, &rows)?)
    })?;
    Ok(kept.answer(&request, "application/atom+xml; charset=utf-8", "Accept-Encoding", fresh(&publications)))
}

async fn read_site_map(request: HttpRequest, publications: web::Data<Publications>) -> Result<HttpResponse, Problem> {
    publications.up_to_date().await;
    let kept = publications.kept("site map".into(), |snapshot, now| {
        let rows: Vec<_> = snapshot.live(now).take(site_map::MOST).cloned().collect();
        Kept::of_bytes(site_map::write(publications.site(), &rows)?)
    })?;
    Ok(kept.answer(&request, "application/xml; charset=utf-8", "Accept-Encoding", fresh(&publications)))
}

/// What the site map, the feed and the pages lead to is open to search engines, the files that go with publications too (RFC 9309, 2.2.2).
async fn read_robots(publications: web::Data<Publications>) -> Result<HttpResponse, Problem> {
    let site_map = publications.site().join("/sitemap.xml").map_err(Problem::internal)?;
    let text = format!(
        "User-agent: *\nAllow: /pages/\nAllow: /feed.xml\nAllow: /sitemap.xml\nAllow: /api/v1/publications/*/files/\nDisallow: /\nSitemap: {site_map}\n"
    );
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=3600")).content_type("text/plain").body(text))
}

/// In which language a page is shown.
#[derive(Debug, Deserialize)]
struct Shown {
    lang: Option<String>,
}

/// A page is a publication by its slug; what is not published is a page that says so.
async fn read_page(
    request: HttpRequest,
    slug: web::Path<String>,
    shown: web::Query<Shown>,
    publications: web::Data<Publications>,
) -> Result<HttpResponse, Problem> {
    let language = wished(shown.lang.as_deref(), request.headers())?;
    publications.up_to_date().await;
    let (snapshot, now) = (publications.snapshot(), publications.now());
    let mut answer = match snapshot.by_slug(&slug, now) {
        Some(item) => {
            let kept = publications.page(item, language, || page::whole(item, language, publications.site()))?;
            kept.answer(&request, "text/html; charset=utf-8", "Accept-Encoding, Accept-Language", fresh(&publications))
        }
        // It may be published the next second, which a cache would not hear of (RFC 9111, 4.2.2).
        None => HttpResponse::NotFound()
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .content_type("text/html; charset=utf-8")
            .body(page::missing(language)),
    };
    let policy = HeaderValue::from_str(&page::POLICY).map_err(Problem::internal)?;
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    answer.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    Ok(answer)
}

/// For so many seconds what was read may be kept: never beyond the next change.
pub(super) fn fresh(publications: &Publications) -> u32 {
    publications.seconds_to_change().map_or(FRESH, |seconds| seconds.min(FRESH))
}
