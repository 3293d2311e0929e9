//! What can go wrong with a store, each thing apart, and what is said to the reader about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::labels::{Message, Value};

use super::envelope::Damage;
use super::guard::is_locked;

/// Why a store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process holds it.
    #[error("the store in {} is held by another process", folder.display())]
    Locked {
        /// The data directory.
        folder: PathBuf,
        /// The process that holds it, when it has told.
        holder: Option<u32>,
    },
    /// The system refuses access.
    #[error("no permission for {}: {cause}", path.display())]
    NoPermission {
        /// The directory or file.
        path: PathBuf,
        /// The system's words.
        cause: io::Error,
    },
    /// It lies where nothing can be written.
    #[error("{} cannot be written: the file system is read-only", path.display())]
    ReadOnly {
        /// The directory or file.
        path: PathBuf,
    },
    /// No room is left.
    #[error("no room left on the disk of {}", folder.display())]
    DiskFull {
        /// The data directory.
        folder: PathBuf,
        /// Bytes that are still free, when they could be counted.
        free: Option<u64>,
    },
    /// The database cannot be read.
    #[error("the store in {} is damaged: {detail}", folder.display())]
    Corrupt {
        /// The data directory.
        folder: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The database opens, but holds less than was acknowledged.
    #[error("the store in {} has lost articles: {found} of {expected} are there", folder.display())]
    Shrunk {
        /// The data directory.
        folder: PathBuf,
        /// Articles that were acknowledged.
        expected: u64,
        /// Articles that are there.
        found: u64,
    },
    /// A newer program made it.
    #[error("the store in {} is of version {found}; this program knows versions up to {known}", folder.display())]
    Newer {
        /// The data directory.
        folder: PathBuf,
        /// Its version.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The directory holds something else.
    #[error("{} holds other things than a store", folder.display())]
    Foreign {
        /// The directory.
        folder: PathBuf,
    },
    /// One record cannot be read.
    #[error("the record of {name} is damaged: {damage}")]
    Record {
        /// The article or source.
        name: String,
        /// In what way.
        damage: Damage,
    },
    /// A file of backup cannot be used.
    #[error("{} is no sound backup: {detail}", path.display())]
    Backup {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The process that held the store has gone, or does not answer.
    #[error("the process that held the store in {} does not answer", folder.display())]
    OwnerGone {
        /// The data directory.
        folder: PathBuf,
    },
    /// The process that holds the store is another version of the program.
    #[error("the store in {} is held by version {program} of the program", folder.display())]
    OtherVersion {
        /// The data directory.
        folder: PathBuf,
        /// Its version, and in brackets that of its language.
        program: String,
        /// The version of the language that this program speaks.
        known: u32,
    },
    /// The process that holds the store could not do what was asked.
    #[error("{words}")]
    Owner {
        /// What it says to the reader.
        message: Message,
        /// What it says to the programmer.
        words: String,
        /// Whether the store itself is at fault.
        damage: bool,
    },
    /// Any other failure of the system.
    #[error("{}: {cause}", path.display())]
    System {
        /// The directory or file.
        path: PathBuf,
        /// The system's words.
        cause: io::Error,
    },
}

impl StoreError {
    /// Names a failure of the system.
    pub fn of_system(path: &Path, cause: io::Error) -> StoreError {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::PermissionDenied => StoreError::NoPermission { path, cause },
            io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                StoreError::DiskFull { free: fs2::available_space(&path).ok(), folder: path }
            }
            _ => StoreError::System { path, cause },
        }
    }

    /// Names a failure of the database.
    pub(super) fn of_database(folder: &Path, error: sled::Error) -> StoreError {
        match error {
            held if is_locked(&held) => StoreError::Locked { folder: folder.to_owned(), holder: None },
            sled::Error::Io(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => {
                StoreError::corrupt(folder, cause)
            }
            sled::Error::Io(cause) => StoreError::of_system(folder, cause),
            other => StoreError::corrupt(folder, other),
        }
    }

    pub(super) fn corrupt(folder: &Path, detail: impl ToString) -> StoreError {
        StoreError::Corrupt { folder: folder.to_owned(), detail: detail.to_string() }
    }

    pub(super) fn record(name: impl ToString, damage: Damage) -> StoreError {
        StoreError::Record { name: name.to_string(), damage }
    }

    /// Whether the store itself is at fault, so that mending or a backup is called for.
    pub fn is_damage(&self) -> bool {
        match self {
            StoreError::Corrupt { .. } | StoreError::Shrunk { .. } | StoreError::Record { .. } => true,
            StoreError::Owner { damage, .. } => *damage,
            _ => false,
        }
    }

    /// What is said to the reader: what failed, why, what to do.
    pub fn message(&self) -> Message {
        let path = |path: &PathBuf| Value::Text(path.display().to_string());
        let (key, arguments) = match self {
            StoreError::Locked { folder, holder: Some(holder) } => (
                "error-store-locked-by",
                vec![("folder", path(folder)), ("process", Value::Text(holder.to_string()))],
            ),
            StoreError::Locked { folder, holder: None } => {
                ("error-store-locked", vec![("folder", path(folder))])
            }
            StoreError::NoPermission { path: at, .. } => {
                ("error-store-no-permission", vec![("path", path(at))])
            }
            StoreError::ReadOnly { path: at } => ("error-store-read-only", vec![("path", path(at))]),
            StoreError::DiskFull { folder, free } => {
                let megabytes = Value::Count(free.unwrap_or(0) >> 20);
                ("error-store-disk-full", vec![("folder", path(folder)), ("megabytes", megabytes)])
            }
            StoreError::Corrupt { folder, detail } => {
                ("error-store-corrupt", vec![("folder", path(folder)), ("detail", plain(detail))])
            }
            StoreError::Shrunk { folder, expected, found } => (
                "error-store-shrunk",
                vec![
                    ("folder", path(folder)),
                    ("expected", Value::Count(*expected)),
                    ("found", Value::Count(*found)),
                ],
            ),
            StoreError::Newer { folder, found, known } => (
                "error-store-newer",
                vec![
                    ("folder", path(folder)),
                    ("found", Value::Text(found.to_string())),
                    ("known", Value::Text(known.to_string())),
                ],
            ),
            StoreError::Foreign { folder } => ("error-store-foreign", vec![("folder", path(folder))]),
            StoreError::Record { name, damage } => (
                "error-store-record",
                vec![("name", Value::Text(name.clone())), ("detail", plain(&damage.to_string()))],
            ),
            StoreError::Backup { path: at, detail } => {
                ("error-store-backup", vec![("path", path(at)), ("detail", plain(detail))])
            }
            StoreError::OwnerGone { folder } => ("error-store-owner-gone", vec![("folder", path(folder))]),
            StoreError::OtherVersion { folder, program, .. } => {
                ("error-store-other-version", vec![("folder", path(folder)), ("program", plain(program))])
            }
            StoreError::Owner { message, .. } => return message.clone(),
            StoreError::System { path: at, cause } => {
                ("error-store-system", vec![("path", path(at)), ("detail", plain(&cause.to_string()))])
            }
        };
        Message { key, arguments }
    }
}

/// The foreign words of an error on one line, without control characters, not too long.
fn plain(detail: &str) -> Value {
    let line = detail.chars().map(|c| if c.is_control() { ' ' } else { c });
    Value::Text(line.take(300).collect())
}
