//! Stand-ins of the systems outside, for development and tests: they speak the partners' protocols over real HTTP, keep what
//! happened in memory only, and can be told to fail. Never reachable in production mode.
//!
//! | under `/sandbox/` | speaks | for people | for tests |
//! | --- | --- | --- | --- |
//! | `mlog` | the real protocol | | `GET mlog/events` |
//! | `mpower` | the real protocol | | |
//! | `mnotify` | the real protocol | | `GET mnotify/sent` |
//! | `mail` | SMTP, on a port of its own | `GET mail`: the letters | `GET mail/sent` |
//! | `sms`, `chat`, `push` | **provisional**: our own protocol | | `GET sms/sent` |
//! | `epetitii` | the documented paths and bodies | | `POST`, `GET epetitii/filings` |
//! | `msupport` | **provisional**: its contract is not public | | `POST msupport/answers`, `GET msupport/taken` |
//! | `mpass` | **provisional**: SAML's messages as JSON | sign-in page | `POST mpass/sign-ins`, `POST mpass/logouts` |
//! | `mpay` | **provisional**: SOAP's messages as JSON | payment page | `POST mpay/payments` |
//! | `msign` | **provisional**: SOAP's messages as JSON | signing page | `POST msign/signatures` |
//! | `registers` | **provisional**: operations are under contract | | personas in `people.yaml` |
//! | `ckan` | the real protocol | | `GET ckan/packages` |
//! | `control` | | | `PUT control/{partner}` makes a stand-in misbehave |

mod ckan;
pub mod content;
mod control;
mod couriers;
mod epetitii;
pub mod frontends;
mod mail;
mod mlog;
mod mnotify;
mod mpass;
mod mpay;
mod mpower;
mod msign;
mod msupport;
pub mod notices;
mod page;
pub mod partner;
mod people;
pub mod personas;
pub mod reading;
mod registers;
pub mod sessions;
mod state;
pub mod world;

use actix_web::{middleware::from_fn, web};

pub use control::{Misbehaviour, Mode};
pub use people::{Behaviour, Person};
pub use state::{SandboxError, SandboxSettings, SandboxState, SignPdf, Signer};

/// Largest body that a stand-in takes: a PDF to be signed, in base64, fits.
const LARGEST_BODY: usize = 48 * 1024 * 1024;

/// Mounts every stand-in under `/sandbox`.
pub fn configure(cfg: &mut web::ServiceConfig, state: web::Data<SandboxState>) {
    mail::serve(&state);
    cfg.service(
        web::scope("/sandbox")
            .app_data(state)
            .app_data(web::JsonConfig::default().limit(LARGEST_BODY))
            .app_data(web::PayloadConfig::default().limit(LARGEST_BODY))
            .wrap(from_fn(control::misbehave))
            .service(page::index)
            .configure(ckan::configure)
            .configure(control::configure)
            .configure(couriers::configure)
            .configure(mail::configure)
            .configure(mlog::configure)
            .configure(mnotify::configure)
            .configure(mpass::configure)
            .configure(mpay::configure)
            .configure(mpower::configure)
            .configure(msign::configure)
            .configure(epetitii::configure)
            .configure(msupport::configure)
            .configure(registers::configure),
    );
}

#[cfg(test)]
mod tests;
