//! What happened, or what the reader wants: all that can change the screen.

use std::sync::Arc;

use jiff::civil::Date;
use ratatui::layout::Size;

use crate::app::{Doubt, Headline, Opened, Progress, RefreshReport, SourceHealth, SourceStatus, ViewCount};
use crate::domain::{ArticleId, Correction, DecisionId, Overlay, Source};
use crate::labels;
use crate::ledger::Ledger;

use super::action::Action;
use super::effect::RequestId;
use super::key::Key;
use super::shelf::Shelf;

/// A message to the model.
#[derive(Debug)]
pub enum Message {
    /// The program has begun.
    Started,
    /// What day it is for the reader.
    Today(Date),
    /// The terminal has told whether its ground is light.
    GroundTold {
        /// Nearer to white than to black.
        light: bool,
    },
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Pasted(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has this size, in columns and rows.
    Resized(Size),
    /// An action is asked for, by whatever means.
    Asked(Action),
    /// The newest rows are there; others follow.
    FirstRows(Box<Shelf>),
    /// Every row is there.
    ShelfLoaded(Box<Shelf>),
    /// Sources and how they fare.
    SourcesLoaded(Vec<SourceStatus>),
    /// The sources that the program knows by itself.
    CatalogueLoaded(Vec<Source>),
    /// An article was opened; nothing when it is gone.
    ArticleOpened {
        /// Which request this answers.
        request: RequestId,
        /// The article.
        opened: Option<Box<Opened>>,
    },
    /// Articles whose title or body holds the words.
    TextFound {
        /// Which request this answers.
        request: RequestId,
        /// The articles.
        ids: Vec<ArticleId>,
    },
    /// What is to be said of the line of a search; nothing when all of it was understood.
    LineRead {
        /// Which request this answers.
        request: RequestId,
        /// The first remark.
        remark: Option<labels::Message>,
    },
    /// The saved views and what they hold.
    ViewsLoaded(Vec<ViewCount>),
    /// It is time for a refresh.
    RefreshDue,
    /// A refresh goes on.
    RefreshProgressed {
        /// Which request this answers.
        request: RequestId,
        /// How far.
        progress: Progress,
    },
    /// A refresh is over.
    RefreshDone {
        /// Which request this answers.
        request: RequestId,
        /// What it did.
        report: RefreshReport,
        /// Rows that are new or changed.
        rows: Vec<Headline>,
    },
    /// A change of marks is kept.
    MarksKept {
        /// Which request this answers.
        request: RequestId,
    },
    /// Articles were written to a file.
    Exported {
        /// Which request this answers.
        request: RequestId,
        /// How many.
        articles: usize,
        /// The file.
        path: String,
    },
    /// A source is followed.
    SourceAdded {
        /// Which request this answers.
        request: RequestId,
        /// The source.
        source: Source,
    },
    /// A source is followed no more.
    SourceRemoved {
        /// Which request this answers.
        request: RequestId,
    },
    /// The ledger is there.
    LedgerLoaded {
        /// Which request this answers.
        request: RequestId,
        /// The ledger.
        ledger: Arc<Ledger>,
    },
    /// Doubtful facts are there.
    DoubtsLoaded {
        /// The newest of them.
        doubts: Vec<Doubt>,
        /// How many there are.
        count: usize,
    },
    /// A command to which an article was given has ended.
    Piped {
        /// As typed.
        command: String,
        /// What it said.
        lines: Vec<String>,
        /// How it ended, unless well.
        remark: Option<labels::Message>,
    },
    /// How sources fare.
    HealthLoaded(Vec<SourceHealth>),
    /// The passages that tell a decision are there.
    PassagesLoaded {
        /// The decision.
        decision: DecisionId,
        /// A passage an article.
        passages: Vec<(ArticleId, String)>,
    },
    /// A correction is kept, or taken back.
    Corrected {
        /// The correction.
        correction: Correction,
        /// Whether it was said, taken back or said again.
        turn: Turn,
        /// The article's row as it is now.
        rows: Vec<Headline>,
        /// The article as it is now.
        opened: Option<Box<Opened>>,
    },
    /// A join or a split of decisions is kept, or taken back.
    Laid {
        /// The join or split.
        overlay: Overlay,
        /// Whether it was said, taken back or said again.
        turn: Turn,
    },
    /// Something was done that needs only be said.
    Done(labels::Message),
    /// What a request asked for could not be done.
    Failed {
        /// Which request this answers.
        request: RequestId,
        /// What failed, why, what to do.
        reason: labels::Message,
    },
}

/// Whether something is said, taken back, or said again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// For the first time.
    First,
    /// Taken back.
    Undone,
    /// Said again.
    Again,
}

/// What the mouse did, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub what: MouseAct,
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button went down.
    Pressed,
    /// It moved with the left button down.
    Dragged,
    /// The left button went up.
    Released,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}
