//! Why a use case could not be carried out.

use crate::domain::SourceId;
use crate::fetch::FetchError;
use crate::labels::Message;
use crate::store::StoreError;

use super::catalogue::CatalogueError;

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store cannot do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network cannot be used as the settings ask.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The list of sources cannot be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The platform names no place for data.
    #[error("no home directory")]
    NoHome,
    /// An address that cannot be followed: only http, https and file can.
    #[error("not an address that can be followed: {0:?}")]
    Address(String),
    /// An address with a user or a password in it, which is shown here without them.
    #[error("an address with a login in it: {0:?}")]
    UserInfo(String),
    /// The reader's own list of sources cannot be read.
    #[error("{path}: {reason}")]
    OwnSources {
        /// The list.
        path: String,
        /// The system's words, or what is wrong in it.
        reason: String,
    },
    /// A PDF that cannot be read.
    #[error("{0:?}")]
    Pdf(Message),
    /// No feed stands at an address, nor does the page there lead to one.
    #[error("no feed at {address}")]
    NoFeed {
        /// The address.
        address: String,
        /// What stands there instead.
        reason: Message,
    },
    /// No source bears that name.
    #[error("no source is called {0}")]
    UnknownSource(SourceId),
}

impl AppError {
    /// What is said to the reader: what failed, why, what to do.
    pub fn message(&self) -> Message {
        match self {
            AppError::Store(error) => error.message(),
            AppError::Fetch(error) => error.message(),
            AppError::Catalogue(error) => error.message(),
            AppError::NoHome => Message::new("error-app-no-home"),
            AppError::Address(address) => Message::new("error-app-address").with("address", address),
            AppError::UserInfo(address) => Message::new("error-app-user-info").with("address", address),
            AppError::OwnSources { path, reason } => {
                Message::new("error-app-own-sources").with("path", path).with("reason", reason)
            }
            AppError::NoFeed { reason, .. } => reason.clone(),
            AppError::Pdf(message) => message.clone(),
            AppError::UnknownSource(id) => Message::new("error-app-unknown-source").with("name", id.as_str()),
        }
    }
}
