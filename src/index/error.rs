//! What can go wrong with an index. It is derived: whatever is wrong, it can be built anew.

use std::io;
use std::path::PathBuf;

/// Why an index could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// None was ever finished there.
    #[error("there is no index in {}", folder.display())]
    Missing {
        /// The index's directory.
        folder: PathBuf,
    },
    /// Another version of this program made it, or it belongs to another store.
    #[error("the index in {} is not of this version or store", folder.display())]
    Outdated {
        /// The index's directory.
        folder: PathBuf,
    },
    /// It cannot be read.
    #[error("the index in {} is damaged: {detail}", folder.display())]
    Damaged {
        /// The index's directory.
        folder: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Another process, or another part of this one, writes to it.
    #[error("the index in {} is being written", folder.display())]
    Busy {
        /// The index's directory.
        folder: PathBuf,
    },
    /// The system refuses.
    #[error("{}: {cause}", path.display())]
    System {
        /// The directory or file.
        path: PathBuf,
        /// The system's words.
        cause: io::Error,
    },
    /// Whoever asked for the work called it off.
    #[error("called off")]
    Cancelled,
}

impl IndexError {
    /// Whether building the index anew is the answer.
    pub fn calls_for_rebuild(&self) -> bool {
        matches!(self, IndexError::Missing { .. } | IndexError::Outdated { .. } | IndexError::Damaged { .. })
    }
}
