//! Which addresses a published text may point to, and which our link checker may call: those of the public internet, and no other.
//! A link to a machine behind the wall is of no use to a visitor, and calling it would lend our place inside to whoever wrote the text.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Why a link is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotALink {
    /// No address at all, or one without a host.
    #[error("not an address")]
    Malformed,
    /// Neither http, https, mailto nor tel.
    #[error("the scheme is not accepted")]
    Scheme,
    /// A name and password stand in it.
    #[error("credentials stand in it")]
    Credentials,
    /// It leads to a private, loopback or link-local address, or to a name that only an inner network knows.
    #[error("it leads into a private network")]
    Private,
}

/// What a link of a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A page of our own: an absolute path.
    Own(String),
    /// A page elsewhere.
    Web(Url),
    /// A mailbox or a telephone.
    Person,
}

/// Names that only an inner network answers to (RFC 6761, 6762, 8375; and what is customary).
const INNER: [&str; 10] = ["localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "localdomain", "arpa"];

/// Reads a link as it stands in a text.
pub fn read(text: &str) -> Result<Link, NotALink> {
    if text.is_empty() || text.len() > 2000 || text.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
        return Err(NotALink::Malformed);
    }
    // Two slashes, or a backslash that browsers read as one, would leave our site.
    if text.starts_with('/') {
        let own = !text.starts_with("//") && !text.contains('\\');
        return if own { Ok(Link::Own(text.to_owned())) } else { Err(NotALink::Malformed) };
    }
    if text.starts_with('#') {
        return Ok(Link::Own(text.to_owned()));
    }
    let url = Url::parse(text).map_err(|_| NotALink::Malformed)?;
    match url.scheme() {
        "mailto" | "tel" => Ok(Link::Person),
        "http" | "https" => web(&url).map(|()| Link::Web(url)),
        _ => Err(NotALink::Scheme),
    }
}

/// Whether an http address may be linked to, as far as it can be told without asking for the name.
pub fn web(url: &Url) -> Result<(), NotALink> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(NotALink::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(NotALink::Credentials);
    }
    let public = match url.host().ok_or(NotALink::Malformed)? {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            let last = name.rsplit('.').next().unwrap_or_default();
            name.contains('.') && !INNER.contains(&last)
        }
        Host::Ipv4(address) => is_public(address.into()),
        Host::Ipv6(address) => is_public(address.into()),
    };
    if public { Ok(()) } else { Err(NotALink::Private) }
}

/// Whether an address belongs to the public internet: the registries of special-purpose addresses (RFC 6890, IANA) are all left out.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || address.is_broadcast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b)) // carriers' own
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let parts = address.segments();
    // Only 2000::/3 is given out; of it, what carries an IPv4 address inside (6to4, Teredo) and documentation are left out, and so is
    // 64:ff9b::/96, which lies outside of it anyway.
    (parts[0] & 0xe000) == 0x2000
        && parts[0] != 0x2002
        && !(parts[0] == 0x2001 && (parts[1] < 0x0200 || parts[1] == 0x0db8))
        && !(parts[0] == 0x3fff && parts[1] < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_inner_networks_are_known_in_every_spelling() {
        for inner in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://10.1.2.3:8080/x",
            "http://172.16.0.1/",
            "https://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[2002:0a00:0001::]/",
            "http://[64:ff9b::a00:1]/",
            "http://localhost/",
            "http://LOCALHOST:8080/",
            "http://db.internal/",
            "http://printer.local./",
            "http://intranet/",
            "http://wiki.corp/x",
        ] {
            assert_eq!(read(inner), Err(NotALink::Private), "{inner}");
        }
    }

    #[test]
    fn public_addresses_our_own_pages_and_mailboxes_are_links() {
        for public in
            ["https://igm.gov.md/ro", "http://8.8.8.8/", "https://[2a00:1450:4001::1]/", "https://ru.wikipedia.org/wiki/Молдавия"]
        {
            assert!(matches!(read(public), Ok(Link::Web(_))), "{public}");
        }
        assert_eq!(read("/api/v1/services/invitation"), Ok(Link::Own("/api/v1/services/invitation".into())));
        assert_eq!(read("mailto:migratie@mai.gov.md"), Ok(Link::Person));
        assert_eq!(read("tel:+37322820007"), Ok(Link::Person));
    }

    #[test]
    fn what_is_no_link_says_why() {
        for (text, why) in [
            ("javascript:alert(1)", NotALink::Scheme),
            ("JaVaScRiPt:alert(1)", NotALink::Scheme),
            ("data:text/html,x", NotALink::Scheme),
            ("ftp://example.md/", NotALink::Scheme),
            ("//evil.example/", NotALink::Malformed),
            ("/\\evil.example/", NotALink::Malformed),
            ("igm.gov.md", NotALink::Malformed),
            ("java\nscript:alert(1)", NotALink::Malformed),
            ("https://user:pass@igm.gov.md/", NotALink::Credentials),
            ("https://igm.gov.md@10.0.0.1/", NotALink::Credentials),
            ("", NotALink::Malformed),
        ] {
            assert_eq!(read(text), Err(why), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn an_ipv4_address_is_judged_alike_inside_ipv6(bits in any::<u32>()) {
            let address = Ipv4Addr::from(bits);
            prop_assert_eq!(is_public(address.into()), is_public(address.to_ipv6_mapped().into()));
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,80}") {
            let _ = read(&text);
        }
    }
}
