//! What the model asks of the world: plain data that can be compared. The runtime carries it out and answers with a
//! message that bears the request's number.

use crate::domain::{ArticleId, MarkChange, SourceId};
use crate::export::Format;

use super::settings::Settings;

/// Number of a request; an answer to a request that no longer matters is recognised by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RequestId(pub u64);

/// Something to be done outside the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read every row.
    LoadShelf {
        /// Under this number.
        request: RequestId,
    },
    /// Read the sources.
    LoadSources {
        /// Under this number.
        request: RequestId,
    },
    /// Read the catalogue of sources that the program knows by itself.
    LoadCatalogue {
        /// Under this number.
        request: RequestId,
    },
    /// Open an article.
    OpenArticle {
        /// Under this number.
        request: RequestId,
        /// Which.
        id: ArticleId,
    },
    /// Seek words in titles and bodies. A later search ends an earlier one.
    FindText {
        /// Under this number.
        request: RequestId,
        /// As typed.
        words: String,
    },
    /// End the search that runs.
    StopFinding,
    /// Keep a change of marks.
    Mark {
        /// Under this number.
        request: RequestId,
        /// Which articles.
        ids: Vec<ArticleId>,
        /// What changes.
        change: MarkChange,
    },
    /// Fetch sources, all of them when none is named.
    Refresh {
        /// Under this number.
        request: RequestId,
        /// Which.
        sources: Vec<SourceId>,
    },
    /// Fetch the sources whose time has come.
    RefreshDue {
        /// Under this number.
        request: RequestId,
    },
    /// End the refresh that runs.
    CancelRefresh,
    /// Open an address in the browser.
    Browse {
        /// http or https.
        address: String,
    },
    /// Write articles to a file.
    Export {
        /// Under this number.
        request: RequestId,
        /// Which, in the order in which they are written.
        ids: Vec<ArticleId>,
        /// How.
        format: Format,
        /// Where.
        path: String,
    },
    /// Follow a feed.
    AddSource {
        /// Under this number.
        request: RequestId,
        /// http, https or file.
        address: String,
    },
    /// Cease to follow a source.
    RemoveSource {
        /// Under this number.
        request: RequestId,
        /// Which.
        id: SourceId,
    },
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
    },
    /// Remember how the screen is arranged.
    Remember(Settings),
    /// Take the mouse, or leave it to the terminal.
    CaptureMouse(bool),
    /// Draw the whole screen again.
    Redraw,
    /// Give the terminal back until resumed.
    Suspend,
    /// End.
    Quit,
}
