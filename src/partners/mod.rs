//! The systems outside: one folder each, with its port (a trait), its adapter and its true wire types.
//!
//! | partner | transport here | state |
//! | --- | --- | --- |
//! | MLog | REST JSON, newline-separated batches, mutual TLS | the real contract |
//! | MPower | REST GET with the envelope `{data, success, messages}` | the real contract |
//! | MNotify | REST JSON | the real contract, only what is needed to send and follow |
//! | CKAN (date.gov.md) | REST JSON, the action API | the real contract |
//! | scanner | clamd's protocol over TCP | the real contract |
//! | mail | SMTP, STARTTLS or TLS | the real contract |
//! | sms, chat, push | REST JSON under a stable reference | **provisional**: no gateway is chosen yet |
//! | ePetitii | REST JSON, token or mutual TLS | documented but for the members of what it lists |
//! | MSupport | REST JSON of our own making | **provisional**: its contract is not public |
//! | MPass, MPay, MSign | JSON with the real field names | **provisional**: SAML and SOAP add transport only |
//! | registers | REST JSON with MConnect's call-context headers | **provisional**: operations are under contract |
//!
//! A room sees the port only (`Arc<dyn MLog>`); which adapter stands behind it is a matter of settings.

pub mod call_context;
pub mod calls;
pub mod ckan;
pub mod courier;
pub mod epetitii;
pub mod error;
pub mod form;
pub mod http;
pub mod mlog;
pub mod mnotify;
pub mod mpass;
pub mod mpay;
pub mod mpower;
pub mod msign;
pub mod msupport;
pub mod registers;
pub mod scanner;
pub mod sealed;
pub mod settings;
pub mod smtp;
mod wire;

pub use call_context::CallContext;
pub use calls::Calls;
pub use error::{Partner, PartnerError};
pub use form::BrowserForm;
pub use http::HttpPartner;
pub use settings::{Partners, PartnersSettings, SettingError};
