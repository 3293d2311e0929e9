//! What a reader lays on an article.

/// The state of an article for its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Mark {
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
}

/// One change of a mark; each has its inverse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkChange {
    /// Marks as read, or as unread.
    Read(bool),
    /// Sets or takes away the star.
    Starred(bool),
}

impl MarkChange {
    /// The mark after the change.
    pub fn apply(self, mark: Mark) -> Mark {
        match self {
            MarkChange::Read(read) => Mark { read, ..mark },
            MarkChange::Starred(starred) => Mark { starred, ..mark },
        }
    }
}
