//! Asks whether a link leads anywhere, without ever calling a machine of an inner network: every address that a name resolves to is judged,
//! before each connection, after each redirection, and the connection is made to the address that was judged and no other.

use std::{
    error::Error,
    future::Future,
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use reqwest::{
    Client, Method,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{ACCEPT, RANGE},
    redirect::Policy,
};
use url::Url;

use crate::content::rules::address::{self, NotALink};

/// A link is given up after so long, its redirections included.
const PATIENCE: Duration = Duration::from_secs(15);
const CONNECTING: Duration = Duration::from_secs(5);
/// So many redirections are followed.
const REDIRECTIONS: usize = 5;

/// What names stand for.
pub trait Names: Send + Sync {
    /// The addresses of a name.
    fn look_up(&self, name: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;
}

/// As the machine resolves them.
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, name: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.map(|address| address.ip()).collect()) })
    }
}

/// What became of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// It answered with a success.
    Answered(u16),
    /// It answered with something else.
    Status(u16),
    /// There is no such name.
    NoSuchName,
    /// It leads into a private network; nobody was called.
    PrivateAddress,
    /// It took too long.
    Timeout,
    /// Nothing could be reached, or it does not speak as it should.
    NotReached,
    /// It redirects too often, or to what is no link.
    Redirects,
}

impl Finding {
    /// The word that the database and the contract know.
    pub fn code(self) -> &'static str {
        match self {
            Self::Answered(_) => "Answered",
            Self::Status(_) => "Status",
            Self::NoSuchName => "NoSuchName",
            Self::PrivateAddress => "PrivateAddress",
            Self::Timeout => "Timeout",
            Self::NotReached => "NotReached",
            Self::Redirects => "Redirects",
        }
    }

    /// The status of HTTP, where there was one.
    pub fn status(self) -> Option<u16> {
        match self {
            Self::Answered(status) | Self::Status(status) => Some(status),
            _ => None,
        }
    }

    /// Whether trying again can change nothing.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Status(404 | 410 | 451) | Self::PrivateAddress)
    }
}

/// Our part of the conversation.
#[derive(Clone)]
pub struct Asking {
    client: Client,
}

/// One of the addresses of a name is of an inner network.
#[derive(Debug, thiserror::Error)]
#[error("an address of a private network")]
struct PrivateName;

#[derive(Debug, thiserror::Error)]
#[error("the name is not known")]
struct UnknownName;

#[derive(Debug, thiserror::Error)]
#[error("redirected into a private network")]
struct PrivateRedirection;

struct Guarded {
    names: Arc<dyn Names>,
    may: fn(IpAddr) -> bool,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (looked, may) = (self.names.look_up(name.as_str().to_owned()), self.may);
        Box::pin(async move {
            let found = looked.await.map_err(|_| Box::new(UnknownName) as Box<dyn Error + Send + Sync>)?;
            if found.is_empty() {
                return Err(Box::new(UnknownName) as Box<dyn Error + Send + Sync>);
            }
            // One inner address is enough: whoever names it may answer with another next time.
            if !found.iter().all(|address| may(*address)) {
                return Err(Box::new(PrivateName) as Box<dyn Error + Send + Sync>);
            }
            let addresses: Vec<SocketAddr> = found.into_iter().map(|address| SocketAddr::new(address, 0)).collect();
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

impl Asking {
    /// With these names; only addresses of the public internet are called.
    pub fn new(names: Arc<dyn Names>) -> Result<Self, reqwest::Error> {
        Self::reaching(names, address::is_public)
    }

    /// The same with another judgement of addresses; tests stand on an address of their own machine.
    pub fn reaching(names: Arc<dyn Names>, may: fn(IpAddr) -> bool) -> Result<Self, reqwest::Error> {
        let follow = Policy::custom(|attempt| {
            if attempt.previous().len() > REDIRECTIONS {
                return attempt.stop();
            }
            match address::web(attempt.url()) {
                Ok(()) => attempt.follow(),
                Err(NotALink::Private) => attempt.error(PrivateRedirection),
                Err(_) => attempt.stop(),
            }
        });
        let client = Client::builder()
            .dns_resolver(Arc::new(Guarded { names, may }))
            .redirect(follow)
            .no_proxy()
            .timeout(PATIENCE)
            .connect_timeout(CONNECTING)
            .user_agent("Migratie link check (+https://igm.gov.md)")
            .build()?;
        Ok(Self { client })
    }

    /// Whether a link leads anywhere.
    pub async fn ask(&self, link: &Url) -> Finding {
        match address::web(link) {
            Err(NotALink::Private) => return Finding::PrivateAddress,
            Err(_) => return Finding::NotReached,
            Ok(()) => {}
        }
        let head = self.call(Method::HEAD, link).await;
        // Many servers know no HEAD, or answer it otherwise; a GET is believed.
        match head {
            Finding::Status(status) if status != 429 => self.call(Method::GET, link).await,
            other => other,
        }
    }

    async fn call(&self, method: Method, link: &Url) -> Finding {
        let call = self.client.request(method, link.clone()).header(ACCEPT, "*/*").header(RANGE, "bytes=0-0");
        match call.send().await {
            Ok(answer) => {
                let status = answer.status();
                // The content is of no interest; the connection is closed on it.
                if status.is_success() || status.as_u16() == 416 {
                    Finding::Answered(status.as_u16())
                } else if status.is_redirection() {
                    Finding::Redirects
                } else {
                    Finding::Status(status.as_u16())
                }
            }
            Err(error) => of_error(&error),
        }
    }
}

fn of_error(error: &reqwest::Error) -> Finding {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(found) = cause {
        if found.is::<PrivateName>() || found.is::<PrivateRedirection>() {
            return Finding::PrivateAddress;
        }
        if found.is::<UnknownName>() {
            return Finding::NoSuchName;
        }
        cause = found.source();
    }
    match error {
        error if error.is_timeout() => Finding::Timeout,
        error if error.is_redirect() => Finding::Redirects,
        _ => Finding::NotReached,
    }
}
