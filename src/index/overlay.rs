//! What a reader lays on articles (marks, tags, corrections, notes), in memory: it changes with each key and is no part of
//! the index on disk.

use std::collections::HashMap;

use super::bits::Bits;
use crate::domain::{ArticleId, Mark};

/// What a reader laid on one article. Nothing at all is the default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Laid {
    /// Read, starred.
    pub mark: Mark,
    /// Whether a reader corrected what the machine found in it.
    pub corrected: bool,
    /// Whether a note stands on it.
    pub noted: bool,
    /// The reader's tags.
    pub tags: Vec<String>,
}

/// What is laid on every article; articles on which nothing is are absent.
#[derive(Debug, Clone, Default)]
pub(super) struct Overlay {
    laid: HashMap<ArticleId, Laid>,
}

impl Overlay {
    /// Puts what is laid on an article in the place of what was.
    pub(super) fn put(&mut self, id: ArticleId, laid: Laid) {
        if laid == Laid::default() {
            self.laid.remove(&id);
        } else {
            self.laid.insert(id, laid);
        }
    }

    /// What is laid on an article.
    pub(super) fn of(&self, id: ArticleId) -> Option<&Laid> {
        self.laid.get(&id)
    }

    /// Gives back room that is no longer needed.
    pub(super) fn shrink(&mut self) {
        self.laid.shrink_to_fit();
    }
}

/// What is laid on the documents of one segment.
#[derive(Debug)]
pub(super) struct LaidBits {
    pub(super) read: Bits,
    pub(super) starred: Bits,
    pub(super) corrected: Bits,
    pub(super) noted: Bits,
    pub(super) tags: HashMap<u32, Vec<String>>,
}

impl LaidBits {
    /// Nothing on any document below `bound`.
    pub(super) fn none(bound: u32) -> LaidBits {
        let none = Bits::none(bound);
        LaidBits {
            read: none.clone(),
            starred: none.clone(),
            corrected: none.clone(),
            noted: none,
            tags: HashMap::new(),
        }
    }

    /// Puts what is laid on a document in the place of what was.
    pub(super) fn put(&mut self, doc: u32, laid: &Laid) {
        let set = |bits: &mut Bits, is: bool| if is { bits.insert(doc) } else { bits.remove(doc) };
        set(&mut self.read, laid.mark.read);
        set(&mut self.starred, laid.mark.starred);
        set(&mut self.corrected, laid.corrected);
        set(&mut self.noted, laid.noted);
        if laid.tags.is_empty() {
            self.tags.remove(&doc);
        } else {
            self.tags.insert(doc, laid.tags.clone());
        }
    }
}
