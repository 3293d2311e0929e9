//! Decisions in words: the cells that tables of decisions share.

use super::{Labels, Message};
use crate::domain::{Decision, Force, Kind, Money};

impl Labels {
    /// The date of a decision as far as it is known, else the day of the first article with a mark of doubt.
    pub fn decided(&self, decision: &Decision) -> String {
        match (&decision.decided, decision.day()) {
            (Some(decided), _) => self.partial_date(*decided.value()),
            (None, Some(day)) => format!("~ {}", self.day(day)),
            (None, None) => String::new(),
        }
    }

    /// The organisations that a decision aims at, or the word for those that are not named.
    pub fn organisations(&self, decision: &Decision) -> String {
        match decision.organisations.is_empty() {
            true => self.text("anonymous"),
            false => decision.organisations.join(", "),
        }
    }

    /// The kinds of a decision's measures, each once; of a closure, which has no measure, its stage.
    pub fn measures(&self, decision: &Decision) -> String {
        let mut kinds: Vec<Kind> = Vec::new();
        for act in &decision.acts {
            if !kinds.contains(&act.kind()) {
                kinds.push(act.kind());
            }
        }
        if kinds.is_empty() {
            return self.text(&format!("ledger-stage-{}", decision.stage.code()));
        }
        kinds.into_iter().map(|kind| self.kind(kind)).collect::<Vec<_>>().join(", ")
    }

    /// What stands today in each currency, with what was first decided where a court changed it.
    pub fn standing(&self, decision: &Decision) -> String {
        let (first, standing) = (decision.sums(), decision.sums_in_force());
        let in_words =
            |sums: &[Money]| sums.iter().map(|sum| self.money(*sum)).collect::<Vec<_>>().join(" + ");
        if first == standing {
            return in_words(&first);
        }
        let annulled = decision.summed().all(|act| matches!(act.force, Force::Annulled { .. }));
        let key = match (annulled, standing.is_empty()) {
            (true, _) => "ledger-sum-annulled",
            (false, true) => "ledger-sum-reduced",
            (false, false) => "ledger-sum-instead",
        };
        self.say(&Message::new(key).with("now", in_words(&standing)).with("first", in_words(&first)))
    }
}
