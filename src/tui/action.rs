//! What a reader can ask for, by name: the words of the keymap, of the palette and of the command line.

macro_rules! actions {
    ($($variant:ident = $name:literal;)*) => {
        /// Something a reader asks for. Its words are the label `tui-action-` and its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = concat!("`", $name, "` in the keymap.")] $variant,)*
        }

        impl Action {
            /// Every action, in the order of the help.
            pub const ALL: &'static [Action] = &[$(Action::$variant),*];

            /// Its name in the keymap and on the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Action::$variant => $name),* }
            }
        }
    };
}

actions! {
    Down = "down";
    Up = "up";
    Left = "left";
    Right = "right";
    PageDown = "page-down";
    PageUp = "page-up";
    HalfDown = "half-page-down";
    HalfUp = "half-page-up";
    Top = "top";
    Bottom = "bottom";
    NextPane = "next-pane";
    PreviousPane = "previous-pane";
    GoSources = "go-sources";
    GoList = "go-list";
    GoArticle = "go-article";
    GoFacts = "go-facts";
    Back = "back";
    Open = "open";
    GoNews = "go-news";
    GoLedger = "go-ledger";
    GoFigures = "go-figures";
    GoReview = "go-review";
    GoHealth = "go-health";
    GoCase = "go-case";
    GoCompany = "go-company";
    NextArticle = "next-article";
    PreviousArticle = "previous-article";
    Next = "next";
    Previous = "previous";
    NextFact = "next-fact";
    PreviousFact = "previous-fact";
    GoNew = "go-new";
    Search = "search";
    FindInArticle = "find-in-article";
    FilterCompany = "filter-company";
    FilterKind = "filter-kind";
    FilterAuthority = "filter-authority";
    FilterUnread = "filter-unread";
    FilterStarred = "filter-starred";
    ClearFilters = "clear-filters";
    Order = "order";
    ToggleRead = "toggle-read";
    ToggleStar = "toggle-star";
    Select = "select";
    SelectAll = "select-all";
    SelectNone = "select-none";
    ReadAll = "read-all";
    ReadAbove = "read-above";
    ReadBelow = "read-below";
    Undo = "undo";
    Redo = "redo";
    ConfirmFact = "confirm-fact";
    RejectFact = "reject-fact";
    EditFact = "edit-fact";
    AddFact = "add-fact";
    JoinDecisions = "join-decisions";
    SplitDecision = "split-decision";
    NextSeries = "next-series";
    NextCurrency = "next-currency";
    Refresh = "refresh";
    RefreshSource = "refresh-source";
    Cancel = "cancel-refresh";
    Browse = "open-in-browser";
    Links = "links";
    Pipe = "pipe";
    Export = "export";
    CopyLink = "copy-link";
    CopyTitle = "copy-title";
    CopyFact = "copy-fact";
    CopyCitation = "copy-citation";
    ManageSources = "manage-sources";
    Zen = "zen";
    ToggleSidebar = "toggle-sources";
    Widen = "widen";
    Narrow = "narrow";
    ChooseTheme = "theme";
    ToggleMouse = "toggle-mouse";
    Palette = "palette";
    Command = "command";
    Help = "help";
    Redraw = "redraw";
    Suspend = "suspend";
    Quit = "quit";
    Accept = "accept";
    Complete = "complete";
    Delete = "delete";
    CursorLeft = "cursor-left";
    CursorRight = "cursor-right";
    CursorStart = "cursor-start";
    CursorEnd = "cursor-end";
    EraseBackward = "erase-backward";
    EraseForward = "erase-forward";
    EraseWord = "erase-word";
    EraseLine = "erase-line";
}

impl Action {
    /// Reads a name.
    pub fn from_name(name: &str) -> Option<Action> {
        Action::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// The label that says what it does.
    pub(super) fn label(self) -> String {
        format!("tui-action-{}", self.name())
    }

    /// The label of one or two words that stands beside its key at the bottom.
    pub(super) fn hint(self) -> String {
        format!("tui-hint-{}", self.name())
    }

    /// Whether it means something beyond a line of text or a dialog, so that the palette may offer it.
    pub(super) fn is_command(self) -> bool {
        self < Action::Accept && !matches!(self, Action::Palette | Action::Command)
    }
}
