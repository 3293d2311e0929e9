//! What a reader says over what the machine found: corrections of measures, joins and splits of decisions.
//!
//! Plain values, kept apart from what they are laid over. Leaves to `ledger` how they are laid.

use jiff::Timestamp;

use super::{ArticleId, Kind, Measure, Money, PartialDate};

/// One change to the measures of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The machine's measure is wrong in some field; `value` is right.
    Correct {
        /// What the machine had said when the reader corrected it.
        machine: Measure,
        /// What the reader says.
        value: Box<Measure>,
    },
    /// The article says no such thing.
    Reject {
        /// What the machine had said.
        machine: Measure,
    },
    /// The machine missed it.
    Add {
        /// What the reader says.
        value: Measure,
    },
    /// The machine is right; the measure is no longer doubtful.
    Confirm {
        /// What the machine had said.
        machine: Measure,
    },
}

/// A change with its time and reason. The last one said of a measure holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The article whose measures it changes.
    pub article: ArticleId,
    /// What it changes.
    pub change: Change,
    /// Why, in the reader's words; may be empty.
    pub reason: String,
    /// When it was said.
    pub at: Timestamp,
}

/// Points at a measure of an article, whatever its place in the list after the text has been read again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pin {
    /// The article that tells it.
    pub article: ArticleId,
    /// Its kind.
    pub kind: Kind,
    /// Its organisation, as the text writes it.
    pub company: Option<String>,
    /// Its sum.
    pub amount: Option<Money>,
    /// Its date.
    pub date: Option<PartialDate>,
    /// Its reference.
    pub reference: Option<String>,
}

impl Pin {
    /// Points at that measure of that article.
    pub fn at(article: ArticleId, measure: &Measure) -> Pin {
        Pin {
            article,
            kind: measure.kind,
            company: measure.company.clone(),
            amount: measure.amount,
            date: measure.date,
            reference: measure.reference.clone(),
        }
    }

    /// How alike the measure is to the one pointed at, in hundredths of what is known of that one: 100 when it is the same in
    /// every field.
    pub fn likeness(&self, measure: &Measure) -> u32 {
        let fields = [
            (4, true, self.kind == measure.kind),
            (5, self.amount.is_some(), self.amount == measure.amount),
            (3, self.company.is_some(), self.company == measure.company),
            (3, self.reference.is_some(), self.reference == measure.reference),
            (2, self.date.is_some(), self.date == measure.date),
        ];
        let known: u32 = fields.iter().filter(|(_, known, _)| *known).map(|(weight, ..)| weight).sum();
        let alike: u32 =
            fields.iter().filter(|(_, known, alike)| *known && *alike).map(|(weight, ..)| weight).sum();
        100 * alike / known
    }

    /// Below this likeness another measure is meant.
    pub const ALIKE: u32 = 60;

    /// The place among `measures` of the one pointed at, or nothing when none is alike enough.
    pub fn find<'a>(&self, measures: impl IntoIterator<Item = &'a Measure>) -> Option<usize> {
        let likeness = measures.into_iter().map(|measure| self.likeness(measure)).enumerate();
        let best = likeness.max_by_key(|(index, likeness)| (*likeness, std::cmp::Reverse(*index)));
        best.filter(|(_, likeness)| *likeness >= Pin::ALIKE).map(|(index, _)| index)
    }
}

/// What a reader says about two measures of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sameness {
    /// Both tell one decision, whatever the ledger thinks, even where their references differ.
    Join,
    /// They tell two decisions, whatever the ledger thinks.
    Split,
}

/// A join or a split by hand. The last one said of two measures holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// One measure.
    pub one: Pin,
    /// The other.
    pub other: Pin,
    /// One decision or two.
    pub sameness: Sameness,
    /// Why, in the reader's words; may be empty.
    pub reason: String,
    /// When it was said.
    pub at: Timestamp,
}

/// All joins and splits by hand, in any order.
pub type Overlays = Vec<Overlay>;
