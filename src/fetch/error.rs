//! Why nothing could be fetched, in words for the reader.

use std::time::Duration;

use crate::labels::{Message, system_words};

use super::RetryAfter;

/// The part of a transfer in which time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Until the connection stood.
    Connect,
    /// Until the answer began.
    FirstByte,
    /// Until the answer ended.
    Body,
}

/// Why an address gave nothing; each bears the address that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The text is no address.
    #[error("{address}: not an address")]
    BadAddress {
        /// As given.
        address: String,
    },
    /// Neither http, https nor file.
    #[error("{address}: {scheme} addresses are not fetched")]
    Scheme {
        /// As given.
        address: String,
        /// Its scheme.
        scheme: String,
    },
    /// The network was forbidden.
    #[error("{address}: offline")]
    Offline {
        /// As given.
        address: String,
    },
    /// The name of the host is not known.
    #[error("{address}: host {host} not found")]
    UnknownHost {
        /// As given.
        address: String,
        /// The host that was sought.
        host: String,
    },
    /// No connection could be made.
    #[error("{address}: no connection: {reason}")]
    NoConnection {
        /// As given.
        address: String,
        /// The system's words.
        reason: String,
    },
    /// The host could not prove who it is.
    #[error("{address}: not trusted: {reason}")]
    NotTrusted {
        /// As given.
        address: String,
        /// The library's words.
        reason: String,
    },
    /// Time ran out.
    #[error("{address}: no answer within {} s ({phase:?})", allowed.as_secs())]
    TimedOut {
        /// As given.
        address: String,
        /// In which part.
        phase: Phase,
        /// The time that was allowed for it.
        allowed: Duration,
    },
    /// The answer is a refusal or a failure.
    #[error("{address}: status {status}")]
    Status {
        /// As given.
        address: String,
        /// HTTP status code, 400 and above, or one that was not expected.
        status: u16,
        /// When the server asks to be asked again.
        retry_after: Option<RetryAfter>,
    },
    /// The body is longer than is allowed, once decompressed.
    #[error("{address}: longer than {limit} bytes")]
    TooLarge {
        /// As given.
        address: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// More redirects than are followed.
    #[error("{address}: more than {limit} redirects")]
    TooManyRedirects {
        /// As given.
        address: String,
        /// How many are followed.
        limit: usize,
    },
    /// Redirects that lead back to where they began.
    #[error("{address}: redirects in a circle")]
    RedirectLoop {
        /// As given.
        address: String,
    },
    /// A redirect to nowhere, or to what is not fetched over the network.
    #[error("{address}: redirect to {target}, which cannot be followed")]
    BadRedirect {
        /// As given.
        address: String,
        /// Where it points; empty when it points nowhere.
        target: String,
    },
    /// A redirect from the public network into a private one.
    #[error("{address}: redirect to the private address {target}")]
    PrivateRedirect {
        /// As given.
        address: String,
        /// Where it points.
        target: String,
    },
    /// The site asks robots not to fetch it.
    #[error("{address}: robots.txt forbids it")]
    Forbidden {
        /// As given.
        address: String,
        /// Whether only because the site's robots.txt cannot be had now (RFC 9309, 2.3.1.4): it may allow it later.
        for_now: bool,
    },
    /// The transfer broke off before anything came, or its compression is corrupt.
    #[error("{address}: broken transfer: {reason}")]
    Broken {
        /// As given.
        address: String,
        /// The library's words.
        reason: String,
    },
    /// A local file could not be read.
    #[error("{address}: {reason}")]
    File {
        /// As given.
        address: String,
        /// The system's words.
        reason: String,
    },
}

impl FetchError {
    /// The address that was asked for, as given.
    pub fn address(&self) -> &str {
        match self {
            FetchError::BadAddress { address }
            | FetchError::Scheme { address, .. }
            | FetchError::Offline { address }
            | FetchError::UnknownHost { address, .. }
            | FetchError::NoConnection { address, .. }
            | FetchError::NotTrusted { address, .. }
            | FetchError::TimedOut { address, .. }
            | FetchError::Status { address, .. }
            | FetchError::TooLarge { address, .. }
            | FetchError::TooManyRedirects { address, .. }
            | FetchError::RedirectLoop { address }
            | FetchError::Forbidden { address, .. }
            | FetchError::BadRedirect { address, .. }
            | FetchError::PrivateRedirect { address, .. }
            | FetchError::Broken { address, .. }
            | FetchError::File { address, .. } => address,
        }
    }

    /// What is said to the reader: what failed, why, what to do.
    pub fn message(&self) -> Message {
        let message = Message::new(self.key()).with("address", self.address());
        match self {
            FetchError::Scheme { scheme, .. } => message.with("scheme", scheme),
            FetchError::UnknownHost { host, .. } => message.with("host", host),
            FetchError::NoConnection { reason, .. }
            | FetchError::NotTrusted { reason, .. }
            | FetchError::Broken { reason, .. }
            | FetchError::File { reason, .. } => message.because("reason", system_words(reason)),
            FetchError::TimedOut { allowed, .. } => message.count("seconds", allowed.as_secs().max(1)),
            FetchError::Status { status, .. } => message.with("status", status.to_string()),
            FetchError::TooLarge { limit, .. } => {
                message.count("megabytes", (*limit as u64).div_ceil(1_000_000))
            }
            FetchError::TooManyRedirects { limit, .. } => message.count("redirects", *limit as u64),
            FetchError::BadRedirect { target, .. } | FetchError::PrivateRedirect { target, .. } => {
                message.with("target", target)
            }
            FetchError::BadAddress { .. }
            | FetchError::Offline { .. }
            | FetchError::Forbidden { .. }
            | FetchError::RedirectLoop { .. } => message,
        }
    }

    /// When the server asks to be asked again.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        match self {
            FetchError::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            FetchError::BadAddress { .. } => "error-fetch-bad-address",
            FetchError::Scheme { .. } => "error-fetch-scheme",
            FetchError::Offline { .. } => "error-fetch-offline",
            FetchError::UnknownHost { .. } => "error-fetch-unknown-host",
            FetchError::NoConnection { .. } => "error-fetch-no-connection",
            FetchError::NotTrusted { .. } => "error-fetch-not-trusted",
            FetchError::TimedOut { phase: Phase::Connect, .. } => "error-fetch-timed-out-connect",
            FetchError::TimedOut { phase: Phase::FirstByte, .. } => "error-fetch-timed-out-answer",
            FetchError::TimedOut { phase: Phase::Body, .. } => "error-fetch-timed-out-body",
            FetchError::Status { status, .. } => status_key(*status),
            FetchError::TooLarge { .. } => "error-fetch-too-large",
            FetchError::TooManyRedirects { .. } => "error-fetch-too-many-redirects",
            FetchError::RedirectLoop { .. } => "error-fetch-redirect-loop",
            FetchError::BadRedirect { .. } => "error-fetch-bad-redirect",
            FetchError::PrivateRedirect { .. } => "error-fetch-private-redirect",
            FetchError::Forbidden { .. } => "error-fetch-robots",
            FetchError::Broken { .. } => "error-fetch-broken",
            FetchError::File { .. } => "error-fetch-file",
        }
    }
}

fn status_key(status: u16) -> &'static str {
    match status {
        401 | 402 | 407 => "error-fetch-status-login",
        403 | 451 => "error-fetch-status-forbidden",
        404 => "error-fetch-status-not-found",
        410 => "error-fetch-status-gone",
        429 => "error-fetch-status-too-many",
        500..=599 => "error-fetch-status-server",
        _ => "error-fetch-status-other",
    }
}
