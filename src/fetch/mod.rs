//! Bytes from the network and from local files, within bounds; alone in knowing reqwest.
//!
//! Knows connections, redirects, compression, limits of time and size, and how to say what failed. Knows neither feeds nor
//! pages, and keeps nothing between two runs: when a source may be asked again is told by [`manners`] to whoever keeps time.

mod client;
mod decompress;
mod error;
mod local;
pub mod manners;
mod network;
mod redirect;
mod robots;

pub use client::{Answer, Client, Fetched, Limits, NotModified, Options, RetryAfter, Validators, Wire};
pub use error::{FetchError, Phase};
pub use network::is_private;
pub use robots::Robots;
