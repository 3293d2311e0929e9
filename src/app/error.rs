//! Why a use case could not be carried out.

use std::io;
use std::path::PathBuf;

use crate::config::StandingError;
use crate::domain::SourceId;
use crate::fetch::FetchError;
use crate::index::IndexError;
use crate::labels::{Message, system_words};
use crate::store::StoreError;

use super::catalogue::CatalogueError;

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store cannot do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index cannot do it; it can always be built anew.
    #[error(transparent)]
    Index(#[from] IndexError),
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
    /// A file that the settings name cannot be read: the own list of sources, certificates.
    #[error("{path}: {reason}")]
    OwnFile {
        /// The file.
        path: String,
        /// The system's words, or what is wrong in it.
        reason: String,
    },
    /// Something that should not happen: a task that ended without a word.
    #[error("a task ended without a word")]
    Internal,
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
    /// A file of the reader's own that cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        cause: io::Error,
    },
    /// The file of views, rules and watches, or a change of it.
    #[error("{}: {error}", path.display())]
    Standing {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: StandingError,
    },
    /// A program that a watch names.
    #[error("{name}: {reason}")]
    Command {
        /// The program.
        name: String,
        /// What went wrong.
        reason: String,
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
            AppError::Index(IndexError::Cancelled) => Message::new("error-index-cancelled"),
            AppError::Index(error) => Message::new("error-index").with("detail", error.to_string()),
            AppError::Fetch(error) => error.message(),
            AppError::Catalogue(error) => error.message(),
            AppError::NoHome => Message::new("error-app-no-home"),
            AppError::Address(address) => Message::new("error-app-address").with("address", address),
            AppError::UserInfo(address) => Message::new("error-app-user-info").with("address", address),
            AppError::OwnFile { path, reason } => {
                Message::new("error-app-own-file").with("path", path).because("reason", system_words(reason))
            }
            AppError::NoFeed { reason, .. } => reason.clone(),
            AppError::Internal => Message::new("error-app-internal"),
            AppError::File { path, cause } => Message::new("error-file")
                .with("name", path.display().to_string())
                .with("reason", cause.to_string()),
            AppError::Command { name, reason } => {
                Message::new("error-file").with("name", name).with("reason", reason)
            }
            AppError::Standing { path, error } => standing_message(error, &path.display().to_string()),
            AppError::Pdf(message) => message.clone(),
            AppError::UnknownSource(id) => Message::new("error-app-unknown-source").with("name", id.as_str()),
        }
    }
}

fn standing_message(error: &StandingError, path: &str) -> Message {
    match error {
        StandingError::Syntax { line, reason } => Message::new("error-standing-syntax")
            .with("path", path)
            .count("line", *line as u64)
            .with("reason", reason),
        StandingError::Name(name) => Message::new("error-standing-name").with("name", name),
        StandingError::Twice(name) => Message::new("error-standing-twice").with("name", name),
        StandingError::Unknown(name) => Message::new("error-standing-unknown").with("name", name),
    }
}
