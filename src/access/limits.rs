//! Rate limits, a caller: reads apart from writes. Counted by this process alone: with several copies behind a balancer each grants its
//! own quota, so that the whole is the quota times the copies. Nothing is shared and nothing has to be invalidated.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    ops::Add,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use actix_web::{
    HttpMessage, ResponseError,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock as Ticking, Reference},
    middleware::StateInformationMiddleware,
    nanos::Nanos,
    state::keyed::DashMapStateStore,
};
use uuid::Uuid;

use super::door::Door;
use crate::kernel::{
    clock::Clock,
    problem::{Kind, Problem},
    telemetry::trace_id,
};

/// The window that a quota is for, in seconds.
const WINDOW: u32 = 60;
/// After so many calls, callers who are back at their full quota are forgotten.
const SWEEP: u64 = 4096;

/// Who is counted: an account, or, without a valid token, an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Client {
    Account(Uuid),
    Address(Option<IpAddr>),
}

/// The platform's clock, as the limiter reads it.
#[derive(Clone)]
struct Ticks(Clock);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tick(u64);

impl Add<Nanos> for Tick {
    type Output = Self;

    fn add(self, other: Nanos) -> Self {
        Self(self.0.saturating_add(other.as_u64()))
    }
}

impl Reference for Tick {
    fn duration_since(&self, earlier: Self) -> Nanos {
        self.0.saturating_sub(earlier.0).into()
    }

    fn saturating_sub(&self, duration: Nanos) -> Self {
        Self(self.0.checked_sub(duration.as_u64()).unwrap_or(self.0))
    }
}

impl Ticking for Ticks {
    type Instant = Tick;

    fn now(&self) -> Tick {
        Tick(u64::try_from(self.0.now().timestamp_micros()).unwrap_or_default().saturating_mul(1000))
    }
}

type Limiter = RateLimiter<Client, DashMapStateStore<Client>, Ticks, StateInformationMiddleware>;

/// One quota.
struct Limit {
    name: &'static str,
    quota: u32,
    limiter: Limiter,
}

/// What is left of a caller's quota.
#[derive(Debug, Clone, Copy)]
struct Left {
    name: &'static str,
    quota: u32,
    rest: u32,
}

impl Limit {
    fn new(name: &'static str, quota: NonZeroU32, clock: &Clock) -> Self {
        let limiter = RateLimiter::dashmap_with_clock(Quota::per_minute(quota), Ticks(clock.clone()));
        Self { name, quota: quota.get(), limiter: limiter.with_middleware() }
    }

    /// Counts a call: what is left, and, when nothing is, in how many seconds the next one is granted.
    fn count(&self, client: &Client) -> (Left, Option<u32>) {
        let (rest, wait) = match self.limiter.check_key(client) {
            Ok(state) => (state.remaining_burst_capacity(), None),
            Err(refused) => (0, Some(whole_seconds(refused.wait_time_from(self.limiter.clock().now())))),
        };
        (Left { name: self.name, quota: self.quota, rest }, wait)
    }
}

fn whole_seconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(WINDOW).max(1)
}

/// The quotas of all callers.
pub struct Limits {
    reads: Limit,
    writes: Limit,
    trusted_proxies: usize,
    calls: AtomicU64,
}

impl Limits {
    /// So many reads and writes a minute. Behind proxies, the address that the outermost trusted one saw counts.
    pub fn new(reads: u32, writes: u32, trusted_proxies: usize, clock: &Clock) -> Self {
        let quota = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self {
            reads: Limit::new("reads", quota(reads), clock),
            writes: Limit::new("writes", quota(writes), clock),
            trusted_proxies,
            calls: AtomicU64::new(0),
        }
    }

    fn client(&self, request: &ServiceRequest) -> Client {
        let token = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let door = request.app_data::<web::Data<Door>>();
        let claims = token.zip(door).and_then(|(token, door)| door.tokens().check(token.trim(), door.clock().now()).ok());
        match claims {
            Some(claims) => Client::Account(claims.sub),
            None => Client::Address(self.address(request).map(network)),
        }
    }

    fn address(&self, request: &ServiceRequest) -> Option<IpAddr> {
        let peer = request.peer_addr().map(|peer| peer.ip());
        if self.trusted_proxies == 0 {
            return peer;
        }
        let told =
            request.headers().get_all("X-Forwarded-For").filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",");
        // Each proxy adds the address that called it at the end; what stands before was written by the caller.
        told.rsplit(',').nth(self.trusted_proxies - 1).and_then(|address| address.trim().parse().ok()).or(peer)
    }

    fn judge(&self, request: &ServiceRequest) -> (Left, Option<u32>) {
        if self.calls.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.reads.limiter.retain_recent();
            self.writes.limiter.retain_recent();
        }
        let reads =
            matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || request.path().ends_with("/searches");
        let limit = if reads { &self.reads } else { &self.writes };
        limit.count(&self.client(request))
    }
}

/// One household or machine has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) & !u128::from(u64::MAX))),
    }
}

/// What is counted: all but what watches over the program, partners, who call from one address for everybody, and signing in to the demo world.
fn counts(path: &str) -> bool {
    path != "/health" && !["/partners/", "/sandbox/"].iter().any(|apart| path.starts_with(apart))
}

/// The middleware that counts; it stands inside the one that writes problems.
pub async fn limit<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let limits = request.app_data::<web::Data<Limits>>().cloned();
    let Some(limits) = limits.filter(|_| counts(request.path())) else {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    };
    let (left, wait) = limits.judge(&request);
    request.extensions_mut().insert(left);
    match wait {
        None => next.call(request).await.map(ServiceResponse::map_into_left_body),
        Some(seconds) => {
            let refusal = Problem::new(Kind::TOO_MANY_CALLS).retry_after(seconds).error_response();
            Ok(request.into_response(refusal).map_into_right_body())
        }
    }
}

/// The middleware that tells every caller what is left, and the trace id to quote; it stands outside the one that writes problems.
pub async fn tell<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let mut answer = next.call(request).await?;
    let left = answer.request().extensions().get::<Left>().copied();
    let trace = trace_id(answer.request());
    let headers = answer.headers_mut();
    let mut put = |name: &'static str, value: String| {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    if let Some(Left { name, quota, rest }) = left {
        // The quota comes back steadily: the whole of it after so many seconds without a call.
        let full_in = (u64::from(quota - rest.min(quota)) * u64::from(WINDOW)).div_ceil(u64::from(quota));
        put("ratelimit-policy", format!("\"{name}\";q={quota};w={WINDOW}"));
        put("ratelimit", format!("\"{name}\";r={rest};t={full_in}"));
    }
    put("trace-id", trace);
    Ok(answer)
}
