//! Which addresses are private, and name look-ups that leave those out.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Whether an address belongs to this machine or to a private network rather than to the public one.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast()
        || first == 0
        // RFC 6598 (shared), RFC 6890 (protocol assignments), RFC 2544 (benchmarks), RFC 1112 (reserved).
        || (first == 100 && (64..128).contains(&second))
        || (first == 192 && second == 0 && third == 0)
        || (first == 198 && (18..20).contains(&second))
        || first >= 240
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = embedded_v4(address) {
        return is_private_v4(inner);
    }
    let first = address.segments()[0];
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        // RFC 4193 (unique local), RFC 4291 (link-local), RFC 3879 (site-local).
        || first & 0xfe00 == 0xfc00
        || first & 0xffc0 == 0xfe80
        || first & 0xffc0 == 0xfec0
}

/// The IPv4 address inside a mapped (RFC 4291), translated (RFC 6052) or 6to4 (RFC 3056) address.
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let of = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match segments {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(of(high, low)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

/// A name turned out to lead to private addresses alone.
#[derive(Debug, thiserror::Error)]
#[error("leads to a private address")]
pub(super) struct LeadsToPrivate;

/// Looks names up and leaves private addresses out, at the very look-up that the connection uses.
#[derive(Debug, Clone, Default)]
pub(super) struct PublicResolver;

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let public: Vec<SocketAddr> =
                found.iter().copied().filter(|address| !is_private(address.ip())).collect();
            if public.is_empty() && !found.is_empty() {
                return Err(LeadsToPrivate.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

impl PublicResolver {
    pub(super) fn shared() -> Arc<PublicResolver> {
        Arc::new(PublicResolver)
    }
}

#[cfg(test)]
mod tests {
    use reqwest::dns::Resolve;

    use super::{LeadsToPrivate, PublicResolver, is_private};

    #[test]
    fn names_of_private_addresses_are_not_resolved() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let name = "localhost".parse().expect("a name");
        let Err(error) = runtime.block_on(PublicResolver.resolve(name)) else {
            panic!("localhost is private")
        };
        assert!(error.is::<LeadsToPrivate>(), "{error}");
    }

    #[test]
    fn private_addresses_in_all_their_disguises() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "224.0.0.1",
            "255.255.255.255",
        ] {
            assert!(is_private(private.parse().expect("an address")), "{private}");
        }
        for public in ["8.8.8.8", "2001:4860:4860::8888", "172.32.0.1", "::ffff:8.8.8.8", "100.128.0.1"] {
            assert!(!is_private(public.parse().expect("an address")), "{public}");
        }
    }
}
