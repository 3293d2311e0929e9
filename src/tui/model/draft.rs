//! A fact that the reader edits, until it is kept or given up.

use crate::domain::{ArticleId, Measure};

/// A fact being edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Draft {
    /// The article that tells it.
    pub(in crate::tui) article: ArticleId,
    /// What the machine says; nothing for a fact that it missed.
    pub(in crate::tui) machine: Option<Measure>,
    /// What the reader says so far.
    pub(in crate::tui) value: Measure,
}
