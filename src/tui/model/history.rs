//! Changes of marks, to be undone and redone.

use crate::domain::{ArticleId, MarkChange};

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

/// What was done, and what was undone since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::tui) struct History {
    done: Vec<Marking>,
    undone: Vec<Marking>,
}

impl History {
    pub(in crate::tui) fn remember(&mut self, marking: Marking) {
        self.undone.clear();
        self.done.push(marking);
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
    }

    /// What is to be done to take the last change back.
    pub(in crate::tui) fn undo(&mut self) -> Option<Marking> {
        let marking = self.done.pop()?;
        let inverse = marking.inverse();
        self.undone.push(marking);
        Some(inverse)
    }

    /// What is to be done again.
    pub(in crate::tui) fn redo(&mut self) -> Option<Marking> {
        let marking = self.undone.pop()?;
        self.done.push(marking.clone());
        Some(marking)
    }
}
