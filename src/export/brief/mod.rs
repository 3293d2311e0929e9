//! The briefing of a period: what is new, how it compares with the period before, what to follow; from values to text
//! through a template, which is the reader's to change. Alone in knowing minijinja.
//!
//! Same values, same bytes: nothing here knows when it is made.

mod context;
mod render;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

pub use render::{TemplateError, render};

use super::{DecisionItem, Format};
use crate::domain::{Cents, Currency, DateToWatch, Theme};

/// The values of a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// First day.
    pub from: Date,
    /// Last day, counted too.
    pub to: Date,
    /// The query that chose the articles, as printed; nothing for all of them.
    pub query: Option<String>,
    /// The organisations watched, by the names that were given; nothing for all of them.
    pub watched: Vec<String>,
    /// Decisions first told as news in the period, in groups.
    pub fresh: Vec<BriefingGroup>,
    /// Decisions known before and told again in the period, the latest first.
    pub again: Vec<DecisionItem>,
    /// The period in figures, and the one before.
    pub figures: (BriefingFigures, BriefingFigures),
    /// Articles whose text was another before and changed in the period.
    pub changed: Vec<ChangedArticle>,
    /// Complaints, investigations and notices on which no decision is known, the latest first.
    pub open: Vec<DecisionItem>,
    /// How many more of them there are.
    pub open_left_out: usize,
    /// Days to come back on after the period, the nearest first.
    pub dates: Vec<(DateToWatch, DecisionItem)>,
    /// Sources of the period's articles by title, with how many each gave.
    pub sources: Vec<(String, usize)>,
}

/// Decisions under one head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingGroup {
    /// What they have in common.
    pub head: BriefingHead,
    /// The decisions, the latest first; empty for a watched organisation of which there is no news.
    pub decisions: Vec<DecisionItem>,
}

/// What decisions of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BriefingHead {
    /// Their first theme, if they have one.
    Theme(Option<Theme>),
    /// An organisation by its usual name; nothing for those that are not named.
    Organisation(Option<String>),
}

/// A period in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BriefingFigures {
    /// Articles published.
    pub articles: usize,
    /// Decisions first told.
    pub decisions: usize,
    /// Complaints and investigations first told.
    pub complaints: usize,
    /// Formal notices first told.
    pub notices: usize,
    /// Fines first told, by currency: how many, and their sum in force.
    pub fines: Vec<(Currency, usize, Cents)>,
}

/// An article whose text changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedArticle {
    /// Its title, as it is now.
    pub title: String,
    /// The title that it had before, where that was another.
    pub former_title: Option<String>,
    /// Its link.
    pub link: Option<String>,
    /// Title of its source.
    pub source: String,
    /// When the other text was found.
    pub replaced: Timestamp,
}

/// The templates of a briefing, by format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingTemplates {
    /// Markdown.
    pub markdown: String,
    /// HTML.
    pub html: String,
    /// Plain text.
    pub text: String,
}

/// A format that a briefing can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum BriefingFormat {
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

impl BriefingFormat {
    /// Every one.
    pub const ALL: [BriefingFormat; 3] =
        [BriefingFormat::Markdown, BriefingFormat::Html, BriefingFormat::Text];

    /// The same among the formats of exports, if it is one of a briefing's.
    pub const fn of(format: Format) -> Option<BriefingFormat> {
        match format {
            Format::Markdown => Some(BriefingFormat::Markdown),
            Format::Html => Some(BriefingFormat::Html),
            Format::Text => Some(BriefingFormat::Text),
            _ => None,
        }
    }

    /// The name of its template's file.
    pub const fn template(self) -> &'static str {
        match self {
            BriefingFormat::Markdown => "brief.md",
            BriefingFormat::Html => "brief.html",
            BriefingFormat::Text => "brief.txt",
        }
    }
}
