//! Rooms beside the news: which one is shown, the way back, and the lines of the present one.

use std::sync::Arc;

use crate::app::{Doubt, SourceHealth};
use crate::domain::{ArticleId, DecisionId, SourceId, Theme};
use crate::ledger::Ledger;
use crate::ledger::figures::By;
use crate::tui::effect::RequestId;
use crate::tui::filter::Filter;
use crate::tui::theme::Part;

use super::Model;

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Room {
    /// Articles: the panes of sources, list, article and facts.
    News,
    /// The table of decisions.
    Ledger,
    /// The case of a decision.
    Case(DecisionId),
    /// All that is known of a subject.
    Record(Subject),
    /// Counts and sums.
    Figures,
    /// Doubtful facts.
    Review,
    /// How sources fare.
    Health,
    /// What a command said.
    Output(String),
}

impl Room {
    /// Its name in labels.
    pub(in crate::tui) const fn name(&self) -> &'static str {
        match self {
            Room::News => "news",
            Room::Ledger => "ledger",
            Room::Case(_) => "case",
            Room::Record(_) => "record",
            Room::Figures => "figures",
            Room::Review => "review",
            Room::Health => "health",
            Room::Output(_) => "output",
        }
    }

    /// Whether it is made from the ledger.
    pub(in crate::tui) const fn needs_ledger(&self) -> bool {
        matches!(self, Room::Ledger | Room::Case(_) | Room::Record(_) | Room::Figures)
    }

    /// Whether the filters of the news choose what it shows.
    pub(in crate::tui) const fn is_filtered(&self) -> bool {
        matches!(self, Room::News | Room::Ledger | Room::Figures)
    }
}

/// What a record is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Subject {
    Company(String),
    Authority(String),
    Provision(String),
    Theme(Theme),
}

/// In what order decisions stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::tui) enum LedgerOrder {
    /// Latest first.
    #[default]
    Date,
    /// Largest sum in force first.
    Sum,
    Authority,
    Company,
}

impl LedgerOrder {
    pub(in crate::tui) const ALL: [LedgerOrder; 4] =
        [LedgerOrder::Date, LedgerOrder::Sum, LedgerOrder::Authority, LedgerOrder::Company];

    /// Its label is `tui-ledger-order-` and this.
    pub(in crate::tui) const fn name(self) -> &'static str {
        match self {
            LedgerOrder::Date => "date",
            LedgerOrder::Sum => "sum",
            LedgerOrder::Authority => "authority",
            LedgerOrder::Company => "company",
        }
    }
}

/// A room on the way, and where one stood in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Visit {
    pub(in crate::tui) room: Room,
    /// Place of the cursor among the lines.
    pub(in crate::tui) cursor: usize,
    /// First line shown.
    pub(in crate::tui) offset: usize,
}

/// What a line leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Target {
    Case(DecisionId),
    Subject(Subject),
    Article(ArticleId),
    /// A doubtful fact, by its place in the queue.
    Doubt(usize),
    Source(SourceId),
    /// How figures are counted.
    By(By),
    /// An address to be opened in the browser.
    Address(String),
}

/// Words in a look.
pub(in crate::tui) type Words = Vec<(Part, String)>;

/// A line of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum SheetLine {
    Blank,
    Heading(String),
    /// The headings of the table of decisions.
    Columns,
    /// A row of that table.
    Decision(DecisionId),
    /// Words from the left, words against the right edge.
    Words {
        indent: u16,
        left: Words,
        right: Words,
        target: Option<Target>,
    },
}

impl SheetLine {
    /// What it leads to.
    pub(in crate::tui) fn target(&self) -> Option<Target> {
        match self {
            SheetLine::Decision(id) => Some(Target::Case(*id)),
            SheetLine::Words { target, .. } => target.clone(),
            SheetLine::Blank | SheetLine::Heading(_) | SheetLine::Columns => None,
        }
    }

    fn is_choice(&self) -> bool {
        matches!(self, SheetLine::Decision(_) | SheetLine::Words { target: Some(_), .. })
    }
}

/// The lines of the present room, and what they were made from: made anew when that is another.
#[derive(Debug, Default)]
pub(in crate::tui) struct Sheet {
    pub(in crate::tui) lines: Vec<SheetLine>,
    pub(in crate::tui) made_from: Option<MadeFrom>,
}

/// All on which the lines of a room depend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct MadeFrom {
    pub(in crate::tui) room: Room,
    pub(in crate::tui) width: u16,
    pub(in crate::tui) filter: Filter,
    pub(in crate::tui) rows: usize,
    pub(in crate::tui) unread: usize,
    pub(in crate::tui) turn: u64,
}

/// The rooms and what they show.
#[derive(Debug, Default)]
pub(in crate::tui) struct Rooms {
    /// The way taken; empty at the news.
    pub(in crate::tui) way: Vec<Visit>,
    pub(in crate::tui) sheet: Sheet,
    pub(in crate::tui) ledger: Option<Arc<Ledger>>,
    /// The ledger that is awaited.
    pub(in crate::tui) awaited: Option<RequestId>,
    /// Where to go once the ledger is there.
    pub(in crate::tui) wanted: Option<Wanted>,
    pub(in crate::tui) order: LedgerOrder,
    /// Decisions chosen to be joined.
    pub(in crate::tui) chosen: Vec<DecisionId>,
    pub(in crate::tui) by: Option<By>,
    /// Which of the currencies figures are in, the commonest first.
    pub(in crate::tui) currency: usize,
    /// How sources fare, once it was asked.
    pub(in crate::tui) health: Option<Vec<SourceHealth>>,
    pub(in crate::tui) doubts: Vec<Doubt>,
    pub(in crate::tui) doubt_count: usize,
    /// What the last command said, line by line.
    pub(in crate::tui) output: Vec<String>,
    /// Passages that tell the decision in hand, by article.
    pub(in crate::tui) passages: Vec<(ArticleId, String)>,
    /// Grows when anything that rooms show has changed.
    pub(in crate::tui) turn: u64,
}

/// A place in the ledger that an article's fact leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Wanted {
    /// The case of a fact, by its place among the article's measures.
    CaseOf(ArticleId, usize),
    Record(Subject),
}

impl Model {
    /// The room that is shown.
    pub(in crate::tui) fn room(&self) -> &Room {
        self.rooms.way.last().map_or(&Room::News, |visit| &visit.room)
    }

    /// Where one stands in the present room; the news have their own cursors.
    pub(in crate::tui) fn visit(&self) -> Option<&Visit> {
        self.rooms.way.last().filter(|visit| visit.room != Room::News)
    }

    /// What the line under the cursor leads to.
    pub(in crate::tui) fn target_in_hand(&self) -> Option<Target> {
        self.rooms.sheet.lines.get(self.visit()?.cursor)?.target()
    }
}

impl Sheet {
    /// The line to stand on, at or after a place, else before it; the place itself when no line leads anywhere.
    pub(in crate::tui) fn choice_near(&self, place: usize) -> usize {
        let after = (place..self.lines.len()).find(|at| self.lines[*at].is_choice());
        let before = || (0..place.min(self.lines.len())).rev().find(|at| self.lines[*at].is_choice());
        after.or_else(before).unwrap_or_else(|| place.min(self.lines.len().saturating_sub(1)))
    }

    /// The line so many choices further; the last or first when there are fewer.
    pub(in crate::tui) fn step(&self, from: usize, steps: isize) -> usize {
        let choices: Vec<usize> = (0..self.lines.len()).filter(|at| self.lines[*at].is_choice()).collect();
        if choices.is_empty() {
            return from.saturating_add_signed(steps).min(self.lines.len().saturating_sub(1));
        }
        let at = choices.partition_point(|place| *place < from);
        choices[at.saturating_add_signed(steps).min(choices.len() - 1)]
    }

    /// The offset nearest to `offset` at which a line is in sight; what stands above the first choice and under the last
    /// is shown with it.
    pub(in crate::tui) fn offset_for(&self, cursor: usize, offset: usize, height: u16) -> usize {
        let height = usize::from(height.max(1));
        let last = self.lines.len().saturating_sub(height);
        if self.step(cursor, -1) == cursor && cursor < height {
            return if self.lines.iter().any(SheetLine::is_choice) {
                0
            } else {
                offset.min(cursor).min(last)
            };
        }
        if self.step(cursor, 1) == cursor && cursor + height >= self.lines.len() {
            return last;
        }
        offset.clamp((cursor + 1).saturating_sub(height), cursor).min(last)
    }
}
