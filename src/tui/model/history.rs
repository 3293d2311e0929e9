//! Changes of marks, corrections and joins, to be undone and redone.

use crate::domain::{ArticleId, Correction, MarkChange, Overlay};

/// Most changes remembered.
const LONGEST: usize = 200;

/// A change of marks: the articles are those that were different before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Marking {
    pub(in crate::tui) ids: Vec<ArticleId>,
    pub(in crate::tui) change: MarkChange,
}

impl Marking {
    /// What takes it back.
    pub(in crate::tui) fn inverse(&self) -> Marking {
        let change = match self.change {
            MarkChange::Read(read) => MarkChange::Read(!read),
            MarkChange::Starred(starred) => MarkChange::Starred(!starred),
        };
        Marking { ids: self.ids.clone(), change }
    }
}

/// Something done that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Deed {
    Marked(Marking),
    Said(Correction),
    Laid(Overlay),
}

/// What was done, and what was undone since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::tui) struct History {
    done: Vec<Deed>,
    undone: Vec<Deed>,
}

impl History {
    pub(in crate::tui) fn remember(&mut self, deed: Deed) {
        self.undone.clear();
        self.done.push(deed);
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
    }

    /// The last thing done, to be taken back.
    pub(in crate::tui) fn undo(&mut self) -> Option<Deed> {
        let deed = self.done.pop()?;
        self.undone.push(deed.clone());
        Some(deed)
    }

    /// What is to be done again.
    pub(in crate::tui) fn redo(&mut self) -> Option<Deed> {
        let deed = self.undone.pop()?;
        self.done.push(deed.clone());
        Some(deed)
    }
}
