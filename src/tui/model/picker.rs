//! A list to choose from, narrowed as one types: companies, kinds, exports, themes, every action.

use crate::domain::{Field, Kind, SourceId};
use crate::export::Format;
use crate::tui::action::Action;
use crate::tui::cells::fold;
use crate::tui::filter::{KindFamily, Order};
use crate::tui::shelf::NameNumber;

use super::line::Line;
use super::room::LedgerOrder;

/// What a choice stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Pick {
    Company(Option<NameNumber>),
    Authority(Option<NameNumber>),
    Kinds(Option<KindFamily>),
    Export(Scope, Format),
    Action(Action),
    Theme(String),
    Order(Order),
    AddSource,
    /// A source of the catalogue that is not followed, by its address.
    Follow(String),
    Source(SourceId),
    RefreshSource(SourceId),
    ShowSource(SourceId),
    RemoveSource(SourceId),
    CopyAddress(String),
    Link(String),
    LedgerOrder(LedgerOrder),
    /// Keep the fact that is edited.
    SaveFact,
    Field(Field),
    FactKind(Kind),
}

/// Which articles an export takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::tui) enum Scope {
    Article,
    Selection,
    List,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Choice {
    pub(in crate::tui) label: String,
    /// What stands at its right: a count, a key, an address.
    pub(in crate::tui) beside: String,
    pub(in crate::tui) pick: Pick,
}

/// The choices, the line typed, and those that are left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Picker {
    /// Key of the label above it.
    pub(in crate::tui) title: &'static str,
    pub(in crate::tui) choices: Vec<Choice>,
    pub(in crate::tui) line: Line,
    /// Numbers of the choices left, best first.
    pub(in crate::tui) left: Vec<usize>,
    /// Place among those left.
    pub(in crate::tui) cursor: usize,
}

impl Picker {
    pub(in crate::tui) fn new(title: &'static str, choices: Vec<Choice>) -> Picker {
        let left = (0..choices.len()).collect();
        Picker { title, choices, line: Line::default(), left, cursor: 0 }
    }

    /// The choice under the cursor.
    pub(in crate::tui) fn chosen(&self) -> Option<&Choice> {
        self.left.get(self.cursor).map(|number| &self.choices[*number])
    }

    /// Puts the cursor on a choice.
    pub(in crate::tui) fn point_at(&mut self, pick: &Pick) {
        self.cursor =
            self.left.iter().position(|number| self.choices[*number].pick == *pick).unwrap_or(self.cursor);
    }

    pub(in crate::tui) fn step(&mut self, steps: isize) {
        let last = self.left.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(steps).min(last);
    }

    /// Keeps the choices that hold what is typed, best first.
    pub(in crate::tui) fn narrow(&mut self) {
        let typed = fold(self.line.text());
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut scored: Vec<(u32, usize)> = self
            .choices
            .iter()
            .enumerate()
            .filter_map(|(number, choice)| Some((score(&fold(&choice.label), &words)?, number)))
            .collect();
        scored.sort_by_key(|(score, number)| (std::cmp::Reverse(*score), *number));
        self.left = scored.into_iter().map(|(_, number)| number).collect();
        self.cursor = 0;
    }
}

/// How well a folded label answers every word: whole beginnings first, then beginnings of words, then anywhere, then
/// letters in order. Nothing when a word is not answered.
fn score(label: &str, words: &[&str]) -> Option<u32> {
    words.iter().map(|word| score_of_word(label, word)).sum()
}

fn score_of_word(label: &str, word: &str) -> Option<u32> {
    match label.find(word) {
        Some(0) => Some(40),
        Some(at) if !label[..at].ends_with(char::is_alphanumeric) => Some(30),
        Some(_) => Some(20),
        None if word.chars().count() > 1 => letters_in_order(label, word).then_some(5),
        None => None,
    }
}

fn letters_in_order(label: &str, word: &str) -> bool {
    let mut letters = label.chars();
    word.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::{Choice, Pick, Picker};
    use crate::tui::action::Action;

    fn check(labels: &[&str], typed: &str, left: &[&str]) {
        let choice = |label: &&str| Choice {
            label: (*label).to_owned(),
            beside: String::new(),
            pick: Pick::Action(Action::Quit),
        };
        let mut picker = Picker::new("", labels.iter().map(choice).collect());
        picker.line.write(typed);
        picker.narrow();
        let shown: Vec<&str> =
            picker.left.iter().map(|number| picker.choices[*number].label.as_str()).collect();
        assert_eq!(shown, left);
    }

    #[test]
    fn beginnings_come_first_and_accents_do_not_count() {
        let labels = ["Société générale", "Criteo", "La Société", "Discord", "Microsociété"];
        check(&labels, "societe", &["Société générale", "La Société", "Microsociété"]);
        check(&labels, "SOC gén", &["Société générale"]);
        check(&labels, "dsc", &["Discord"]);
        check(&labels, "", &labels);
        check(&labels, "xyz", &[]);
    }
}
