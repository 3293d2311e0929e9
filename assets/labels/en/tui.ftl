# The screen.

tui-too-small = Window too small: it takes 40 columns and 10 rows.
tui-untitled = (untitled)
tui-today = today
tui-yesterday = yesterday

tui-room-news = News

tui-key-space = Space
tui-key-enter = Enter
tui-key-esc = Esc
tui-key-tab = Tab
tui-key-backspace = Backspace
tui-key-del = Del
tui-key-insert = Ins
tui-key-up = ↑
tui-key-down = ↓
tui-key-left = ←
tui-key-right = →
tui-key-home = Home
tui-key-end = End
tui-key-pageup = PgUp
tui-key-pagedown = PgDn

tui-heading-views = VIEWS
tui-heading-filters = FILTERS
tui-heading-sources = SOURCES
tui-view-all = All
tui-view-unread = Unread
tui-view-starred = Starred

tui-filter-company = organisation
tui-filter-kind = measure
tui-filter-authority = authority
tui-filter-words = search
tui-filter-only = only
tui-filter-unread = unread
tui-filter-starred = starred
tui-filter-order = order

tui-count-articles = { $count ->
    [0] no article
    [one] { $count } article
   *[other] { $count } articles
}
tui-count-unread = { $count ->
    [0] all read
   *[other] { $count } unread
}
tui-count-chosen = { $count } selected
tui-percent = { $count }%
tui-progress-new = { $count } new
tui-progress-failed = { $count } failed
tui-finding = reading texts…

tui-list-loading = Reading articles…
tui-list-nothing = No article yet. Press r to fetch the sources, S to choose them from a catalogue.
tui-list-filtered = No article answers these filters. Press x to drop them all.

tui-article-loading = Reading…
tui-article-closed = Enter opens the article.
tui-article-links = Links
tui-article-empty = (This article has no text.)

tui-facts-heading = { $count ->
    [one] { $count } fact
   *[other] { $count } facts
}
tui-facts-background = background
tui-party-unnamed = not named
tui-confidence = { $count }%
tui-confidence-doubtful = { $count }%, to be checked

tui-field-authority = authority
tui-field-company = organisation
tui-field-aliases = also named
tui-field-amount = sum
tui-field-date = date
tui-field-reference = reference
tui-field-articles = provisions
tui-field-breaches = breaches
tui-field-deadline = deadline
tui-field-complainant = complainant
tui-field-role = role
tui-field-confidence = confidence

tui-family-periodic-penalties = periodic penalty, imposed or liquidated
tui-family-rulings = ruling on an appeal

tui-pick-all = (all)
tui-pick-none = Nothing matches.
tui-pick-type = type to narrow the list
tui-pick-company = Organisation aimed at
tui-pick-kind = Type of measure
tui-pick-authority = Authority
tui-pick-order = Order of the list
tui-pick-theme = Theme
tui-pick-action = Every action
tui-pick-export = Export
tui-pick-source = Sources
tui-pick-source-action = This source
tui-pick-link = Links of the article

tui-scope-article = this article
tui-scope-selection = { $count ->
    [one] the selection ({ $count } article)
   *[other] the selection ({ $count } articles)
}
tui-scope-list = { $count ->
    [one] the list ({ $count } article)
   *[other] the list ({ $count } articles)
}

tui-source-add = Follow a new source…
tui-source-show = Show its articles
tui-source-refresh = Fetch it now
tui-source-copy = Copy its address
tui-source-remove = Follow it no more (its articles stay)

tui-order-newest = newest first
tui-order-oldest = oldest first
tui-order-unread = unread first
tui-order-source = by source
tui-order-sum = largest sums first
tui-order-company = by organisation
tui-order-title = by title

tui-theme-dark = dark
tui-theme-light = light
tui-theme-high-contrast = high contrast
tui-theme-sixteen = the terminal’s sixteen colours
tui-theme-monochrome = no colour

tui-prompt-search = search
tui-prompt-find = in the article
tui-prompt-export = write to
tui-prompt-source = address of the feed
tui-prompt-command = :
tui-prompt-keys = Enter accepts, Esc gives up

tui-help-title = Help
tui-place-everywhere = everywhere
tui-place-sources = sources
tui-place-list = list
tui-place-article = article
tui-place-facts = facts
tui-place-line = line
tui-place-choice = choice
tui-place-help = help

tui-said-all-read = Everything is read.
tui-said-no-new = Nothing new since the last refresh.
tui-said-new-hidden = { $count ->
    [one] The new article is hidden by the filters.
   *[other] The { $count } new articles are hidden by the filters.
}
tui-said-no-facts = No fact was found in this article.
tui-said-not-found = “{ $words }” is not in this article.
tui-said-found = { $at } of { $count }
tui-said-no-link = This article has no address to open.
tui-said-no-links = This article has no links.
tui-said-browsing = Opened in the browser.
tui-said-browse-failed = The browser could not be started: { $cause }
tui-said-copied = Copied: { $text }
tui-said-nothing-to-copy = Nothing to copy here.
tui-said-read = { $count ->
    [0] Nothing changed.
    [one] Marked as read.
   *[other] { $count } articles marked as read.
}
tui-said-unread = { $count ->
    [0] Nothing changed.
    [one] Marked as unread.
   *[other] { $count } articles marked as unread.
}
tui-said-starred = { $count ->
    [0] Nothing changed.
    [one] Starred.
   *[other] { $count } articles starred.
}
tui-said-unstarred = { $count ->
    [0] Nothing changed.
    [one] Star removed.
   *[other] { $count } stars removed.
}
tui-said-undone = { $count ->
    [one] Undone for one article.
   *[other] Undone for { $count } articles.
}
tui-said-redone = { $count ->
    [one] Redone for one article.
   *[other] Redone for { $count } articles.
}
tui-said-nothing-to-undo = Nothing to undo.
tui-said-nothing-to-redo = Nothing to redo.
tui-said-refreshed = { $count ->
    [0] Nothing new.
    [one] { $count } new article.
   *[other] { $count } new articles.
}
tui-said-refreshed-failed = { $count ->
    [0] Nothing new
    [one] { $count } new article
   *[other] { $count } new articles
}; { $failed ->
    [one] { $failed } source did not answer.
   *[other] { $failed } sources did not answer.
}
tui-said-refresh-runs = A refresh is running already.
tui-said-refresh-cancelled = Refresh stopped; what has arrived is kept.
tui-said-exporting = Writing { $path }…
tui-said-exported = { $count ->
    [one] { $count } article written to { $path }
   *[other] { $count } articles written to { $path }
}
tui-said-export-failed = { $path } could not be written: { $cause }
tui-said-nothing-to-export = Nothing to export.
tui-said-source-added = Source followed: { $source }
tui-said-source-removed = The source is followed no more; its articles stay.
tui-said-article-gone = This article is no longer in the store.
tui-said-mouse-on = The mouse acts on the screen.
tui-said-mouse-off = The mouse is given back to the terminal: text can be selected.
tui-said-no-theme = No theme is named { $name }.
tui-said-unknown-command = Unknown command: { $name }
tui-said-keymap-fault = Keys: { $fault }
tui-said-theme-fault = Theme: { $fault }

tui-hint-open = read
tui-hint-search = search
tui-hint-filter-company = organisation
tui-hint-filter-kind = measure
tui-hint-filter-unread = unread
tui-hint-toggle-read = mark
tui-hint-toggle-star = star
tui-hint-refresh = refresh
tui-hint-export = export
tui-hint-manage-sources = manage
tui-hint-next-pane = pane
tui-hint-next-fact = fact
tui-hint-next = next
tui-hint-back = back
tui-hint-open-in-browser = browser
tui-hint-find-in-article = find
tui-hint-zen = full screen
tui-hint-copy-fact = copy
tui-hint-accept = accept
tui-hint-help = help
tui-hint-quit = quit

tui-action-down = Go down
tui-action-up = Go up
tui-action-left = Go to the pane on the left
tui-action-right = Go to the pane on the right
tui-action-page-down = Go down a page
tui-action-page-up = Go up a page
tui-action-half-page-down = Go down half a page
tui-action-half-page-up = Go up half a page
tui-action-top = Go to the beginning
tui-action-bottom = Go to the end
tui-action-next-pane = Next pane
tui-action-previous-pane = Previous pane
tui-action-go-sources = Go to the sources
tui-action-go-list = Go to the list
tui-action-go-article = Go to the article
tui-action-go-facts = Go to the facts
tui-action-back = One step back
tui-action-open = Open
tui-action-next-article = Next article
tui-action-previous-article = Previous article
tui-action-next = Next unread, or next passage found
tui-action-previous = Previous unread, or previous passage found
tui-action-next-fact = Next fact
tui-action-previous-fact = Previous fact
tui-action-go-new = Go to the new articles
tui-action-search = Search titles and texts
tui-action-find-in-article = Find in the article
tui-action-filter-company = Filter by organisation
tui-action-filter-kind = Filter by type of measure
tui-action-filter-authority = Filter by authority
tui-action-filter-unread = Show unread only, or all
tui-action-filter-starred = Show starred only, or all
tui-action-clear-filters = Drop all filters
tui-action-order = Choose the order of the list
tui-action-toggle-read = Mark as read or unread
tui-action-toggle-star = Add or remove the star
tui-action-select = Select the article, or no more
tui-action-select-all = Select the whole list
tui-action-select-none = Select nothing
tui-action-read-all = Mark the whole list as read
tui-action-read-above = Mark those above as read
tui-action-read-below = Mark those below as read
tui-action-undo = Undo the last mark
tui-action-redo = Redo the mark undone
tui-action-refresh = Fetch all sources
tui-action-refresh-source = Fetch this source
tui-action-cancel-refresh = Stop the refresh
tui-action-open-in-browser = Open in the browser
tui-action-links = Choose a link of the article
tui-action-export = Export as Markdown, CSV or JSON
tui-action-copy-link = Copy the address
tui-action-copy-title = Copy the title
tui-action-copy-fact = Copy the fact
tui-action-copy-citation = Copy a citation
tui-action-manage-sources = Add or remove sources
tui-action-zen = Read in full screen
tui-action-toggle-sources = Show or hide the sources
tui-action-widen = Widen the pane
tui-action-narrow = Make the pane narrower
tui-action-theme = Choose a theme
tui-action-toggle-mouse = Take the mouse, or give it back
tui-action-palette = Every action
tui-action-command = Command line
tui-action-help = Help
tui-action-redraw = Draw the screen again
tui-action-suspend = Suspend the program
tui-action-quit = Quit
tui-action-accept = Accept
tui-action-complete = Complete
tui-action-delete = Remove
tui-action-cursor-left = Cursor to the left
tui-action-cursor-right = Cursor to the right
tui-action-cursor-start = Beginning of the line
tui-action-cursor-end = End of the line
tui-action-erase-backward = Erase the character before
tui-action-erase-forward = Erase the character after
tui-action-erase-word = Erase the word
tui-action-erase-line = Erase the line

tui-linear-unread = unread
tui-linear-starred = starred
tui-linear-list = A number opens the article, an empty line gives what follows, ? tells the keys.
tui-linear-choose = A number chooses, a text narrows the list, an empty line gives up.
tui-linear-help = Keys are written on a line, followed by Enter.
tui-said-alert = { $watch }: { $line }{ $further ->
    [0] {""}
   *[other] {" "}(and { $further } more)
}

# The rooms.

tui-room-ledger = Ledger
tui-room-case = Case
tui-room-record = Record
tui-room-figures = Figures
tui-room-review = To review
tui-room-health = Health of sources
tui-place-ledger = ledger
tui-place-room = room
tui-place-review = to review

tui-count-decisions = { $count ->
    [0] no decision
    [one] { $count } decision
   *[other] { $count } decisions
}
tui-count-doubts = { $count ->
    [0] nothing to review
    [one] { $count } fact to review
   *[other] { $count } facts to review
}
tui-column-date = date
tui-column-authority = authority
tui-column-company = organisation
tui-column-what = measures
tui-column-sum = in force
tui-column-reference = reference
tui-column-articles = art.
tui-ledger-loading = The ledger is being made…
tui-ledger-empty = No decision yet: the ledger fills with the facts that articles tell.
tui-ledger-filtered = No decision answers these filters. The key x removes them all.
tui-ledger-order-date = latest first
tui-ledger-order-sum = largest sums first
tui-ledger-order-authority = by authority
tui-ledger-order-company = by organisation

tui-case-gone = This decision is no longer in the ledger.
tui-case-timeline = TIMELINE
tui-case-measures = MEASURES
tui-case-decision = DECISION
tui-case-clash = otherwise: { $value } according to { $who }
tui-case-registers = registers
tui-case-decided = decided
tui-case-published = published
tui-case-first-told = first article
tui-case-naming = named until
tui-case-sources = { $count ->
    [one] ONE SOURCE
   *[other] { $count } SOURCES, THE MOST TRUSTED FIRST
}
tui-article-away = (article not in the list)

tui-record-gone = The ledger knows nothing of this subject.
tui-record-names = other names
tui-record-group = group
tui-record-sums = SUMS
tui-record-fines = fines
tui-record-liquidated = penalties due
tui-record-settled = settlements
tui-record-penalty = penalty
tui-record-no-sum = No known sum.
tui-record-fine-count = { $count ->
    [0] no fine
    [one] { $count } fine
   *[other] { $count } fines
}
tui-record-timeline = { $count ->
    [one] ONE DECISION
   *[other] { $count } DECISIONS
}
tui-record-authorities = AUTHORITIES
tui-record-organisations = ORGANISATIONS
tui-record-themes = BREACHES
tui-record-provisions = PROVISIONS
tui-record-articles = { $count ->
    [0] NO ARTICLE
    [one] ONE ARTICLE
   *[other] { $count } ARTICLES
}

tui-figures-empty = No fine of a known sum among these decisions.
tui-figures-total = total
tui-figures-in-force = in force
tui-figures-median = median
tui-figures-currencies = currencies ($ goes to the next):
tui-figures-largest = LARGEST FINES
tui-figures-rank = 2/14: the second of fourteen fines of the same authority.

tui-review-empty = No fact to review.
tui-edit-save = Keep…
tui-pick-field = Change this fact
tui-pick-fact-kind = Nature of the measure
tui-prompt-reason = why (may be empty)
tui-field-kind = measure
tui-field-machine = the machine
tui-field-verdict = review
tui-verdict-confirmed = confirmed
tui-verdict-corrected = corrected
tui-verdict-added = added
tui-verdict-rejected = rejected
tui-facts-rejected = rejected
tui-said-confirmed = Fact confirmed.
tui-said-rejected = Fact rejected.
tui-said-corrected = Fact corrected.
tui-said-added = Fact added.
tui-said-correction-undone = Correction taken back.
tui-said-joined = Decisions joined.
tui-said-split = Article set apart from this decision.
tui-said-choose-to-join = Choose two decisions or more with Space, then join them.
tui-said-choose-to-split = Put the cursor on the article to be set apart, in the case.

tui-action-go-news = Go to the news
tui-action-go-ledger = Go to the ledger of decisions
tui-action-go-figures = Go to the figures
tui-action-go-review = Go to facts to review
tui-action-go-health = Go to the health of sources
tui-action-go-case = See the case of this fact
tui-action-go-company = See the organisation’s record
tui-action-confirm-fact = Confirm this fact
tui-action-reject-fact = Reject this fact
tui-action-edit-fact = Correct this fact
tui-action-add-fact = Add a fact to the article
tui-action-join-decisions = Join the chosen decisions
tui-action-split-decision = Set this article apart from the decision
tui-action-next-series = Count otherwise
tui-action-next-currency = Next currency
tui-hint-go-company = record
tui-hint-go-case = case
tui-hint-go-ledger = ledger
tui-hint-go-figures = figures
tui-hint-order = order
tui-hint-join-decisions = join
tui-hint-split-decision = set apart
tui-hint-next-series = count by
tui-hint-next-currency = currency
tui-hint-confirm-fact = confirm
tui-hint-reject-fact = reject
tui-hint-edit-fact = correct
tui-hint-undo = undo
tui-record-law = text
tui-health-loading = Reading how sources fare…
tui-room-output = Output
tui-prompt-pipe = give the article to
tui-action-pipe = Give the article to a command
tui-said-pipe-badly = “{ $command }” failed.
tui-said-pipe-stopped = “{ $command }” was stopped after ten seconds.
tui-said-pipe-failed = The command could not be run: { $cause }
