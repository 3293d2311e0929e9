//! Where a redirect leads, and whether it may be followed.

use std::net::IpAddr;

use url::{Host, Url};

use super::client::shown;
use super::network::is_private;
use super::{FetchError, Limits};

/// The redirects followed so far for one address.
#[derive(Debug)]
pub(super) struct Chain {
    address: String,
    visited: Vec<Url>,
    /// Where permanent redirects alone have led, as long as there was no other.
    permanent: Option<Url>,
    all_permanent: bool,
}

impl Chain {
    pub(super) fn new(address: &str, first: Url) -> Chain {
        Chain { address: address.to_owned(), visited: vec![first], permanent: None, all_permanent: true }
    }

    /// Where to ask now.
    pub(super) fn current(&self) -> &Url {
        self.visited.last().expect("a chain begins with its first address")
    }

    /// Whether nothing was followed yet.
    pub(super) fn is_first(&self) -> bool {
        self.visited.len() == 1
    }

    /// The address that should be asked from now on, when permanent redirects led there.
    pub(super) fn moved_to(&self) -> Option<String> {
        self.permanent.as_ref().map(|moved| shown(moved.as_str()))
    }

    /// Follows one more redirect, or says why not.
    pub(super) fn follow(
        &mut self,
        status: u16,
        location: Option<&str>,
        source_is_private: bool,
        limits: &Limits,
    ) -> Result<(), FetchError> {
        let address = || self.address.clone();
        let location = location.unwrap_or_default().trim();
        let bad = || FetchError::BadRedirect { address: self.address.clone(), target: shown(location) };
        let mut target = self.current().join(location).map_err(|_| bad())?;
        if location.is_empty() || !matches!(target.scheme(), "http" | "https") {
            return Err(bad());
        }
        target.set_fragment(None);
        if !source_is_private && literal_private(&target) {
            return Err(FetchError::PrivateRedirect { address: address(), target: shown(target.as_str()) });
        }
        if self.visited.contains(&target) {
            return Err(FetchError::RedirectLoop { address: address() });
        }
        if self.visited.len() > limits.redirects {
            return Err(FetchError::TooManyRedirects { address: address(), limit: limits.redirects });
        }
        self.all_permanent &= matches!(status, 301 | 308);
        if self.all_permanent {
            self.permanent = Some(target.clone());
        }
        self.visited.push(target);
        Ok(())
    }
}

/// Whether the host is written as a private address, or is this machine by name.
pub(super) fn literal_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => is_private(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => is_private(IpAddr::V6(address)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost")
        }
        None => true,
    }
}

/// Whether a status is a redirect to follow.
pub(super) fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::Chain;
    use crate::fetch::{FetchError, Limits};

    fn follow(source_is_private: bool, location: &str) -> Result<(), FetchError> {
        let address = "https://example.org/feed";
        let mut chain = Chain::new(address, Url::parse(address).expect("an address"));
        chain.follow(302, Some(location), source_is_private, &Limits::FEED)
    }

    #[test]
    fn the_public_network_does_not_lead_into_private_ones() {
        for target in [
            "http://127.0.0.1/",
            "http://localhost:8080/x",
            "http://a.localhost./",
            "http://[::1]/",
            "http://10.0.0.1/",
            "http://169.254.169.254/latest",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://[::ffff:192.168.0.1]/",
        ] {
            assert!(matches!(follow(false, target), Err(FetchError::PrivateRedirect { .. })), "{target}");
            assert_eq!(follow(true, target), Ok(()), "{target}: a private source may");
        }
        assert_eq!(follow(false, "https://www.example.org/feed"), Ok(()));
        assert_eq!(follow(false, "//example.net/feed"), Ok(()));
    }

    #[test]
    fn fragments_make_no_new_place() {
        assert!(matches!(follow(false, "#a"), Err(FetchError::RedirectLoop { .. })));
    }
}
