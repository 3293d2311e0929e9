//! Where articles come from.

use super::{Language, SourceId};

/// How far a source is believed when two disagree; the first is believed most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trust {
    /// The authority that acts.
    Authority,
    /// A court.
    Court,
    /// An official journal or public body.
    Official,
    /// A law firm or legal publisher.
    LawFirm,
    /// Press, associations, anyone else.
    Press,
}

impl Trust {
    /// Every degree, the first believed most.
    pub const ALL: [Trust; 5] =
        [Trust::Authority, Trust::Court, Trust::Official, Trust::LawFirm, Trust::Press];

    /// The value in data files.
    pub const fn code(self) -> &'static str {
        match self {
            Trust::Authority => "authority",
            Trust::Court => "court",
            Trust::Official => "official",
            Trust::LawFirm => "law_firm",
            Trust::Press => "press",
        }
    }

    /// Reads the value of a data file.
    pub fn from_code(code: &str) -> Option<Trust> {
        Trust::ALL.into_iter().find(|trust| trust.code() == code)
    }
}

/// When the page behind an entry is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FullText {
    /// When the feed gives a summary only.
    #[default]
    Auto,
    /// For every entry.
    Always,
    /// For none.
    Never,
}

impl FullText {
    /// The value in data files.
    pub const fn code(self) -> &'static str {
        match self {
            FullText::Auto => "auto",
            FullText::Always => "always",
            FullText::Never => "never",
        }
    }

    /// Reads the value of a data file.
    pub fn from_code(code: &str) -> Option<FullText> {
        [FullText::Auto, FullText::Always, FullText::Never]
            .into_iter()
            .find(|full_text| full_text.code() == code)
    }
}

/// What stands at a source's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SourceFormat {
    /// A feed in any format.
    #[default]
    Feed,
    /// A web page that lists entries, read by selectors.
    Page,
    /// A web page with a table of decisions, read by selectors.
    Table,
}

impl SourceFormat {
    /// The value in data files.
    pub const fn code(self) -> &'static str {
        match self {
            SourceFormat::Feed => "feed",
            SourceFormat::Page => "page",
            SourceFormat::Table => "table",
        }
    }

    /// Reads the value of a data file.
    pub fn from_code(code: &str) -> Option<SourceFormat> {
        [SourceFormat::Feed, SourceFormat::Page, SourceFormat::Table]
            .into_iter()
            .find(|format| format.code() == code)
    }
}

/// A feed that the reader follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name in the store and on the command line.
    pub id: SourceId,
    /// Its title, as shown.
    pub title: String,
    /// `http:`, `https:` or `file:` address.
    pub address: String,
    /// Other addresses, tried in order when the first fails.
    pub alternates: Vec<String>,
    /// What stands there.
    pub format: SourceFormat,
    /// Its usual language.
    pub language: Language,
    /// ISO 3166 code of its country, or `EU`; empty when unknown.
    pub country: String,
    /// How far it is believed.
    pub trust: Trust,
    /// Words it is grouped by, such as `privacy`.
    pub tags: Vec<String>,
    /// When the page behind an entry is fetched.
    pub full_text: FullText,
}
