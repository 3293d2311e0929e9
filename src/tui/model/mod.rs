//! All that the screen shows, as plain values.
//!
//! Changed by `update` alone, read by `layout` and `view`. Knows no library: rows, articles and sources arrive in
//! messages.

pub(super) mod article;
pub(super) mod draft;
pub(super) mod history;
pub(super) mod line;
pub(super) mod list;
pub(super) mod picker;
pub(super) mod room;
pub(super) mod sources;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use ratatui::layout::Size;

use crate::domain::{ArticleId, Field, Source};
use crate::export::Format;
use crate::labels::{Labels, Message};

use article::ArticlePane;
use draft::Draft;
use history::{History, Marking};
use line::Line;
use list::ListPane;
use picker::Picker;
use room::{Room, Rooms, Target};
use sources::SourcesPane;

use super::effect::RequestId;
use super::filter::{Filter, Order};
use super::key::Key;
use super::keymap::{Context, Keymap};
use super::settings::Settings;
use super::shelf::{RowNumber, Shelf};
use super::theme::Theme;

/// A pane of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Pane {
    Sources,
    List,
    Article,
    Facts,
}

/// What takes the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mode {
    /// The pane in focus.
    Panes,
    /// A line at the bottom.
    Prompt(Prompt),
    /// A list to choose from.
    Picker(Picker),
    /// The help.
    Help(Help),
}

/// A line being typed, and what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prompt {
    pub(super) purpose: Purpose,
    pub(super) line: Line,
}

/// What a line is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The words of a search; with those that held before.
    Search(String),
    /// Words to find in the article.
    Find,
    /// Where to write an export.
    ExportPath { ids: Vec<ArticleId>, format: Format },
    /// A feed to follow.
    SourceAddress,
    /// An action by its name.
    Command,
    /// A field of the fact that is edited.
    Field(Field),
    /// Why a fact is corrected.
    Reason,
    /// A command to give an article to.
    Pipe(ArticleId),
}

/// The help of a context, narrowed by what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Help {
    pub(super) context: Context,
    pub(super) line: Line,
    pub(super) offset: usize,
}

/// How a word at the bottom is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Good,
    Warning,
    Failure,
}

/// What the last action did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) message: Message,
    pub(super) tone: Tone,
}

/// A refresh that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refreshing {
    pub(super) request: RequestId,
    pub(super) done: usize,
    pub(super) total: usize,
    pub(super) new: usize,
    pub(super) failed: usize,
}

/// Whether the pane of sources is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sidebar {
    /// Where there is room, or when one is in it.
    WhereRoom,
    Hidden,
    Shown,
}

/// How the screen is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arrangement {
    pub(super) sidebar: Sidebar,
    /// The article alone.
    pub(super) zen: bool,
    /// Columns that the reader added to the list, or took from it.
    pub(super) list_change: i16,
    /// Columns that the reader added to the sources, or took from them.
    pub(super) sources_change: i16,
    pub(super) mouse: bool,
    /// The border being dragged: the one on the right of this pane.
    pub(super) dragging: Option<Pane>,
}

/// What a model begins with.
pub struct Beginning {
    /// The reader's words.
    pub labels: Labels,
    /// Keys.
    pub keymap: Keymap,
    /// Looks.
    pub theme: Theme,
    /// Whether the theme is to follow what the terminal tells of its ground.
    pub follows_ground: bool,
    /// Themes that may be chosen, ready.
    pub themes: Vec<Theme>,
    /// Where the reader is.
    pub zone: TimeZone,
    /// What day it is there.
    pub today: Date,
    /// Columns and rows of the terminal.
    pub size: Size,
    /// Whether sources are fetched at the beginning.
    pub refresh: bool,
    /// Whether the mouse acts on the screen.
    pub mouse: bool,
    /// How the screen was arranged.
    pub settings: Settings,
    /// Something to say first, such as a fault in the reader's keymap.
    pub word: Option<Message>,
}

/// The whole state of the screen.
pub struct Model {
    pub(super) labels: Labels,
    pub(super) keymap: Keymap,
    pub(super) theme: Theme,
    pub(super) themes: Vec<Theme>,
    pub(super) follows_ground: bool,
    pub(super) zone: TimeZone,
    pub(super) today: Date,
    pub(super) size: Size,
    pub(super) shelf: Shelf,
    pub(super) loaded: bool,
    pub(super) refresh_first: bool,
    pub(super) filter: Filter,
    pub(super) order: Order,
    pub(super) list: ListPane,
    pub(super) sources: SourcesPane,
    /// Sources that the program knows by itself, followed or not.
    pub(super) catalogue: Vec<Source>,
    pub(super) article: ArticlePane,
    pub(super) focus: Pane,
    pub(super) mode: Mode,
    /// Keys of a sequence that has begun.
    pub(super) pending: Vec<Key>,
    pub(super) said: Option<Said>,
    pub(super) refreshing: Option<Refreshing>,
    pub(super) finding: Option<RequestId>,
    /// What is to be said of the line of the search: unfinished, or a name that does not exist.
    pub(super) remark: Option<Message>,
    pub(super) history: History,
    /// Changes of marks that the store has not yet acknowledged.
    pub(super) markings: Vec<(RequestId, Marking)>,
    /// Rooms beside the news.
    pub(super) rooms: Rooms,
    /// The fact that is edited.
    pub(super) draft: Option<Draft>,
    pub(super) arrangement: Arrangement,
    pub(super) commands: Vec<String>,
    pub(super) last_request: RequestId,
    /// The theme that the reader has chosen.
    pub(super) chosen_theme: Option<String>,
    /// How the screen was arranged when it was last remembered.
    pub(super) remembered: Settings,
}

impl Model {
    /// An empty screen.
    pub fn new(beginning: Beginning) -> Model {
        let Beginning {
            labels,
            keymap,
            theme,
            follows_ground,
            themes,
            zone,
            today,
            size,
            refresh,
            mouse,
            settings,
            word,
        } = beginning;
        let mut model = Model {
            labels,
            keymap,
            theme,
            themes,
            follows_ground,
            zone,
            today,
            size,
            shelf: Shelf::default(),
            loaded: false,
            refresh_first: refresh,
            filter: Filter::default(),
            order: Order::default(),
            list: ListPane::default(),
            sources: SourcesPane::default(),
            catalogue: Vec::new(),
            article: ArticlePane::default(),
            focus: Pane::List,
            mode: Mode::Panes,
            pending: Vec::new(),
            said: word.map(|message| Said { message, tone: Tone::Warning }),
            refreshing: None,
            finding: None,
            remark: None,
            history: History::default(),
            markings: Vec::new(),
            rooms: Rooms::default(),
            draft: None,
            arrangement: Arrangement {
                sidebar: Sidebar::WhereRoom,
                zen: false,
                list_change: 0,
                sources_change: 0,
                mouse,
                dragging: None,
            },
            commands: Vec::new(),
            last_request: RequestId::default(),
            chosen_theme: None,
            remembered: Settings::default(),
        };
        model.arrange(&settings);
        model
    }

    /// A number for a request, greater than all before.
    pub(super) fn next_request(&mut self) -> RequestId {
        self.last_request = RequestId(self.last_request.0 + 1);
        self.last_request
    }

    /// Where keys are pressed now.
    pub(super) fn context(&self) -> Context {
        if let (Mode::Panes, room) = (&self.mode, self.room())
            && *room != Room::News
        {
            return match room {
                Room::Ledger => Context::Ledger,
                Room::Review => Context::Review,
                _ => Context::Room,
            };
        }
        match (&self.mode, self.focus) {
            (Mode::Prompt(_), _) => Context::Prompt,
            (Mode::Picker(_), _) => Context::Picker,
            (Mode::Help(_), _) => Context::Help,
            (Mode::Panes, Pane::Sources) => Context::Sources,
            (Mode::Panes, Pane::List) => Context::List,
            (Mode::Panes, Pane::Article) => Context::Reader,
            (Mode::Panes, Pane::Facts) => Context::Facts,
        }
    }

    /// The row under the cursor of the list.
    pub(super) fn row_at_cursor(&self) -> Option<RowNumber> {
        self.list.rows.get(self.list.cursor).copied()
    }

    /// The row that actions on an article mean: the one that is read, else the one under the cursor.
    pub(super) fn row_in_hand(&self) -> Option<RowNumber> {
        if *self.room() != Room::News {
            return match self.target_in_hand()? {
                Target::Article(id) => self.shelf.number_of(id),
                Target::Doubt(place) => {
                    self.shelf.number_of(self.rooms.doubts.get(place)?.headline.article.id)
                }
                _ => None,
            };
        }
        match self.focus {
            Pane::Article | Pane::Facts => self.article.row.or_else(|| self.row_at_cursor()),
            Pane::Sources | Pane::List => self.row_at_cursor(),
        }
    }

    /// A title, or the words for one that is missing.
    pub(super) fn title_of(&self, title: &str) -> String {
        if title.trim().is_empty() { self.labels.text("tui-untitled") } else { title.to_owned() }
    }

    pub(super) fn say(&mut self, tone: Tone, message: Message) {
        self.said = Some(Said { message, tone });
    }

    /// A source's title, else its name.
    pub(super) fn source_title<'a>(&'a self, id: &'a crate::domain::SourceId) -> &'a str {
        self.sources
            .statuses
            .iter()
            .find(|status| status.source.id == *id)
            .map(|status| status.source.title.as_str())
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| id.as_str())
    }
}
