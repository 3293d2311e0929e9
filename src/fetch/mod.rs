//! Bytes from the network and from local files, within bounds; alone in knowing reqwest.
//!
//! Knows connections, redirects, compression, limits of time and size, and how to say what failed. Knows neither feeds nor
//! pages, and keeps nothing between two runs.

mod client;
mod decompress;
mod error;
mod local;
mod network;
mod redirect;

pub use client::{Answer, Client, Fetched, Limits, NotModified, Options, RetryAfter, Validators};
pub use error::{FetchError, Phase};
pub use network::is_private;
