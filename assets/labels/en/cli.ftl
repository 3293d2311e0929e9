# The command line.

cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-command = COMMAND
cli-heading-options = Options
cli-heading-arguments = Arguments
cli-heading-examples = Examples:

cli = Reads regulatory news and draws the facts: who was sanctioned, by whom, for how much, for what. Without a command, the reader opens.
cli--store = Data directory; the platform’s by default
cli--lang = Language of the interface; that of LC_ALL, LC_MESSAGES or LANG by default
cli--config = Configuration file
cli--offline = Sends nothing over the network
cli--quiet = Writes nothing but failures and what is asked for
cli--verbose = Says what is done while it is done, too
cli--linear = Says everything line after line, for screen readers
cli--help = Shows this help
cli--version = Shows the version
cli-examples =
    {"  "}vigie                                  opens the reader
    {"  "}vigie demo                             opens it on demonstration articles
    {"  "}vigie list --company Clearview         the articles that aim at Clearview
    {"  "}vigie extract release.txt              the facts of a text

cli-demo = Opens the reader on demonstration articles, without network, leaving nothing behind

cli-refresh = Fetches the sources and says what is new
cli-refresh--sources = Sources to fetch; all when none is named
cli-refresh--due = Fetches only the sources whose time has come: for schedules
cli-refresh--json = Writes the report as JSON
cli-refresh-progress = { $done }/{ $total } sources
cli-refresh-source = { $source }: { $new ->
    [0] nothing new
    [one] { $new } new article
   *[other] { $new } new articles
}
cli-refresh-done = { $new ->
    [one] { $new } new article
   *[other] { $new } new articles
}{ $changed ->
    [0] {""}
   *[other] , { $changed } changed
}; { $succeeded ->
    [one] { $succeeded } source fetched
   *[other] { $succeeded } sources fetched
}{ $failed ->
    [0] {""}
   *[other] , { $failed } failed
}{ $left ->
    [0] {""}
   *[other] , { $left } not asked
}

cli-list = Lists articles: the newest first, or the best match first when words are sought
cli-list--limit = How many articles at most
cli-list--facets = Counts what answers by organisation, authority, type, theme, source and year, and sums it up
cli-list--snippets = Shows the passage of each article that holds most of the words
cli-facets-no-index = There is no search index yet to count with. “vigie reindex” builds it.
cli-facets-total = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}, { $measures ->
    [one] { $measures } measure
   *[other] { $measures } measures
}
cli-facets-companies = Organisations (articles)
cli-facets-authorities = Authorities (articles)
cli-facets-kinds = Types (articles)
cli-facets-themes = Themes (articles)
cli-facets-sources = Sources (articles)
cli-facets-years = Years of publication (articles)
cli-facets-sums = Sums, as the articles tell them (an act that two articles tell counts twice)
cli-facets-figure = { $count ->
    [one] { $count } sum
   *[other] { $count } sums
}, { $sum } in all, median { $median }, greatest { $greatest }
cli-list--json = Writes the list as JSON
cli-list-nothing = No article answers.
cli-list-examples =
    {"  "}vigie list --company "CLEARVIEW AI" --type astreinte
    {"  "}vigie list --unread cookies

cli-decisions = Lists the decisions that the articles of a query tell; several articles, one decision
cli-decisions--sort = Order: date (latest first), amount (sum in force, largest first, not converted), authority or company
cli-decisions--limit = How many decisions at most
cli-decisions--json = Writes the decisions as JSON
cli-decisions-nothing = No article that answers tells a decision.
cli-decisions-column-id = id
cli-decisions-column-date = date
cli-decisions-column-authority = authority
cli-decisions-column-organisation = organisation
cli-decisions-column-what = measures
cli-decisions-column-sum = in force
cli-decisions-column-reference = reference
cli-decisions-column-articles = articles
cli-decisions-examples =
    {"  "}vigie decisions --authority CNIL --sort amount
    {"  "}vigie decisions 'theme:cookies date:2025..'

cli-company = Says all of an organisation or a group: sums, cases, breaches, articles
cli-company--name = Name of the organisation, under any of its names, or of the group
cli-company--json = Writes all of it as JSON
cli-company-names = other names:
cli-company-group = group:
cli-company-fines = fines in force
cli-company-liquidated = penalties liquidated
cli-company-settled = settlements
cli-company-penalty = periodic penalty
cli-company-no-sum = no known sum
cli-company-timeline = Cases
cli-company-themes = Breaches
cli-company-provisions = Provisions
cli-company-articles = Articles
cli-company-examples =
    {"  "}vigie company Amazon France Logistique

cli-show = Shows an article, its summary and its facts
cli-show--article = The article’s identifier, or its first digits
cli-show--json = Writes the article as JSON

cli-sources = Sources that are followed
cli-sources-list = Lists the sources that are followed and how they fare
cli-sources-list--json = Writes the list as JSON
cli-sources-add = Follows a feed
cli-sources-add--address = Address of a feed or of a page that leads to one (http, https or file), or the name of a source of the catalogue
cli-sources-add--title = Title, if the feed’s own does not suit
cli-sources-add--feed = Which of several feeds to follow, by its number in the list
cli-sources-add--untested = Follows the address as it is, without fetching it first
cli-sources-remove = Ceases to follow a source; its articles stay
cli-sources-remove--source = Name of the source
cli-sources-catalogue = Lists the sources that Vigie knows; a dot marks those that are followed
cli-sources-catalogue--json = Writes the list as JSON
cli-sources-import = Follows the feeds of an OPML list; its folders become tags, and a second import changes nothing
cli-sources-import--file = The list
cli-sources-export = Writes the sources that are followed as an OPML 2.0 list
cli-sources-export--file = File to write; standard output by default
cli-sources-export--force = Replaces the file if it exists
cli-sources-imported = { $added ->
    [one] { $added } source added
   *[other] { $added } sources added
}, { $known } followed already
cli-sources-exported = { $sources ->
    [one] { $sources } source written to { $name }
   *[other] { $sources } sources written to { $name }
}
cli-sources-no-opml = { $name }: this is no OPML list. Give the file that a feed reader exports, usually named .opml.
cli-sources-never = never fetched
cli-sources-added = source followed: { $id }
cli-sources-found = the page leads to this feed: { $address }
cli-sources-entries = { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}
cli-sources-choose = Which one? (number, or Enter for none)
cli-sources-several = The page leads to { $feeds } feeds. Choose one with --feed and its number, or give its address.
cli-sources-no-such-feed = There is no feed number { $number }: { $feeds ->
    [one] only one was found
   *[other] { $feeds } were found
}.
cli-sources-refused = { $reason } Nothing is followed; --untested follows the address all the same.
cli-sources-removed = source no longer followed: { $id }; { $articles ->
    [0] it had no article
    [one] its article stays
   *[other] its { $articles } articles stay
}

cli-export = Exports articles and their facts
cli-export--articles = Identifiers of articles; without them, the selection decides
cli-export--format = Format
cli-export--output = File to write; standard output by default
cli-export--force = Replaces the file if it exists
cli-export-done = { $articles ->
    [one] { $articles } article written
   *[other] { $articles } articles written
} to { $name }

cli-selection--words = What is sought: words, fields, dates, sums (“vigie help query” says it all)
cli-selection--company = Organisation aimed at
cli-selection--kind = Type of measure: code, the law’s word or family (astreinte)
cli-selection--authority = Authority
cli-selection--source = Name of the source
cli-selection--unread = Only articles not yet read
cli-selection--starred = Only starred articles

cli-extract = Draws the facts of an article, or of many
cli-extract--file = Article as text, HTML or Markdown; “-” for standard input
cli-extract--jsonl = Reads JSON lines (id, title, text, published, lang) on standard input and writes one line an article
cli-extract--json = Writes the facts as JSON
cli-extract--published = Day of publication, from which “Thursday” or “last month” is counted
cli-extract--title = Title of the article
cli-extract-nothing = No measure in this text.

cli-eval = Scores the facts engine on a corpus folder
cli-eval--folder = Folder of Markdown files
cli-eval--json = Writes the scores as JSON
cli-eval--errors = Shows each error

cli-feed = Reads feed files and writes one JSON line a file
cli-feed--files = Feed files
cli-feed--jsonl = Writes JSON lines (the only form)
cli-feed--list = File that gives a line a feed: path, content type, base address, separated by tabs
cli-feed--base = Address to which relative links are joined

cli-help = Explains a command, or the query language
cli-help--topic = Name of a command, or “query”

cli-doctor = Reads all that is kept and says what is wrong
cli-doctor-store = { $folder }: { $articles ->
    [one] { $articles } whole article
   *[other] { $articles } whole articles
}, { $megabytes } MB
cli-doctor-index = Search index: { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}, { $megabytes } MB{ $behind ->
    [0] {""}
   *[other] , { $behind } to catch up at the next search
}
cli-doctor-index-absent = Search index: none yet; searches read every article. “vigie reindex” builds it.
cli-doctor-index-useless = Search index: { $detail }. “vigie reindex” builds it anew; nothing is lost.
cli-doctor-archive = Archive: { $files ->
    [0] empty
    [one] { $files } file, { $megabytes } MB
   *[other] { $files } files, { $megabytes } MB
}
cli-doctor-sound = Nothing is wrong.
cli-doctor-mend = “vigie repair” copies what can be read into a new database and keeps the old one aside; “vigie restore FILE” goes back to a backup.
cli-backup = Writes a backup, even while the reader is open
cli-backup--file = File to write
cli-backup-done = { $articles ->
    [one] { $articles } article backed up
   *[other] { $articles } articles backed up
} in { $name }
cli-restore = Puts a backup in the database’s place; the old one is kept aside
cli-restore--file = Backup; without one, the daily backups are shown
cli-restore-done = { $articles ->
    [one] { $articles } article restored
   *[other] { $articles } articles restored
}
cli-repair = Copies what can be read of a damaged database; the old one is kept aside
cli-repair-done = { $articles ->
    [one] { $articles } article saved
   *[other] { $articles } articles saved
}{ $lost ->
    [0] {""}
   *[other] , { $lost } lost
}
cli-decisions-naming-ended = Published by name for two years, and that time is over:
cli-purge = Forgets an article, a source, what names a company, or the articles of a query: store, archive and backups
cli-purge--company = Articles that name this company, under any name that it is known by
cli-purge--article = One article
cli-purge--source = Every article of a source, and its subscription
cli-purge--query = The articles of a query, for a retention: 'date:..2019 -is:starred'
cli-purge--dry-run = Changes nothing and says what would go
cli-purge-would = { $articles ->
    [0] No article
    [one] { $articles } article
   *[other] { $articles } articles
} would go; archive: { $records } records; { $copies } backups and old databases
cli-purge-done = { $articles ->
    [0] No article
    [one] { $articles } article
   *[other] { $articles } articles
} gone; archive: { $records } records; { $copies } backups and old databases deleted
cli-privacy = Says what is stored about persons, where, and since when
cli-privacy-held = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}, the first fetched on { $since }; their texts name persons as their authors chose to
cli-privacy-names = Names drawn from them: { $organisations } of organisations, { $complainants } of complainants, { $authors } of authors
cli-privacy-marks = { $marks ->
    [one] { $marks } article read or starred
   *[other] { $marks } articles read or starred
}: what you were interested in
cli-privacy-places = Where it lies, and since when (nowhere else):
cli-privacy-network = Hosts that were ever asked, and nobody else; nothing is told to them but the request itself:
cli-privacy-rights = “vigie purge” forgets an article, a source or a name; “vigie export” gives what is held.
cli-daemon = Holds the articles without a screen, refreshes on schedule and serves the other commands
cli-daemon-begins = { $folder } is held; SIGTERM or Ctrl-C ends it
cli-daemon-refreshed = { $new ->
    [0] Nothing new
    [one] { $new } new article
   *[other] { $new } new articles
} ({ $sources ->
    [one] { $sources } source answered
   *[other] { $sources } sources answered
}, { $failed } failed)
cli-daemon-ends = Ended; everything is saved.
cli-reindex = Builds the search index anew from the articles
cli-reindex-progress = { $done } of { $total } articles indexed
cli-reindex-done = { $articles ->
    [one] { $articles } article indexed
   *[other] { $articles } articles indexed
}
cli-rebuild = Makes the database anew from the archive and the journal; the old one is kept aside
cli-rebuild-done = { $articles ->
    [one] { $articles } article in the new database
   *[other] { $articles } articles in the new database
}{ $lost ->
    [0] {""}
   *[other] , { $lost } missing
}
cli-remade-archive = { $feeds ->
    [one] { $feeds } feed read again from the archive
   *[other] { $feeds } feeds read again from the archive
}; { $carried ->
    [one] { $carried } article came from elsewhere
   *[other] { $carried } articles came from elsewhere
}
cli-remade-unreadable = { $times ->
    [one] { $times } answer of the archive could not be read
   *[other] { $times } answers of the archive could not be read
}
cli-compact = Gives back the space that the database no longer uses
cli-compact-done = { $before } MB before, { $after } MB after
cli-rebuilt-aside = The old database is kept in { $name }

cli-views = Saved views: queries by name, for “@name” in any other query and among the sources on the screen
cli-views-list = Lists the saved views with how many articles answer and how many of them are unread
cli-views-list--json = Writes the list as JSON
cli-views-add = Saves a query under a name, in the place of the one that has it
cli-views-add--name = Name of the view
cli-views-add--query = The query (“vigie help query” explains it)
cli-views-remove = Removes a saved view; its articles stay
cli-views-remove--name = Name of the view
cli-views-rename = Gives a saved view another name
cli-views-rename--name = Name of the view
cli-views-rename--new = Its new name
cli-views-move = Moves a saved view to another place of the list
cli-views-move--name = Name of the view
cli-views-move--place = Its place, counted from 1
cli-views-none = No view is saved. “vigie views add NAME QUERY” saves one.
cli-views-count = { $unread } unread of { $articles }
cli-views-examples =
    {"  "}vigie views add cookies 'theme:cookies since 1y'
    {"  "}vigie list '@cookies amount:>1M€'

cli-rules = Rules: what is done with articles as they arrive
cli-rules-list = Lists the rules
cli-rules-list--json = Writes the list as JSON
cli-rules-add = Adds a rule, in the place of the one of that name
cli-rules-add--name = Name of the rule
cli-rules-add--query = Which articles it is about
cli-rules-add--tags = Gives this tag; may be repeated
cli-rules-add--star = Gives a star
cli-rules-add--read = Marks as read
cli-rules-remove = Removes a rule; what it did stays
cli-rules-remove--name = Name of the rule
cli-rules-test = Says what the rules would change among the articles that are there, and changes nothing
cli-rules-test--json = Writes what would change as JSON
cli-rules-apply = Lets the rules do their work on articles that are there already
cli-rules-apply--json = Writes what was changed as JSON
cli-rules-none = There is no rule. “vigie rules add NAME QUERY --tag TAG” makes one.
cli-rules-tag = tag “{ $tag }”
cli-rules-star = star
cli-rules-read = read
cli-rules-would = { $articles ->
    [0] Nothing would change.
    [one] { $articles } change would be made.
   *[other] { $articles } changes would be made.
}
cli-rules-did = { $articles ->
    [0] Nothing was changed.
    [one] { $articles } change made.
   *[other] { $articles } changes made.
}
cli-rules-examples =
    {"  "}vigie rules add clients '@clients' --tag client --star
    {"  "}vigie rules add noise 'podcast or webinar' --read
    {"  "}vigie rules test --unread

cli-watch = Watches queries and tells each new answer once; without “--once”, until it is interrupted
cli-watch--once = Looks once and ends: exit code 5 when there was something to tell, 0 when not
cli-watch--json = Tells each answer as a line of JSON
cli-watch--notify = Asks the terminal to notify as well
cli-watch-list = Lists what is watched
cli-watch-list--json = Writes the list as JSON
cli-watch-add = Watches a query; what answers it already is not told
cli-watch-add--name = Name of the watch
cli-watch-add--query = What is watched for
cli-watch-add--command = Program that gets each new answer as JSON on its standard input; run without a shell
cli-watch-add--arguments = An argument of the program; may be repeated
cli-watch-remove = Ceases to watch
cli-watch-remove--name = Name of the watch
cli-watch-none = Nothing is watched. “vigie watch add NAME QUERY” begins.
cli-watch-examples =
    {"  "}vigie watch add Clearview 'company:clearview has:measure'
    {"  "}vigie watch --once || mail -s Vigie me@example.org < /dev/null

cli-tag = Lists the tags, gives one to articles, or takes it away
cli-tag--tag = The tag; without one, the tags are listed
cli-tag--articles = The article of this identifier; may be repeated
cli-tag--remove = Takes the tag away
cli-tag--dry-run = Says how many articles are meant, and changes nothing
cli-tag--json = Writes the list as JSON
cli-tag-done = { $articles ->
    [one] { $articles } article changed
   *[other] { $articles } articles changed
}
cli-tag-would = { $articles ->
    [one] { $articles } article is meant
   *[other] { $articles } articles are meant
}
cli-tag-examples =
    {"  "}vigie tag client company:google
    {"  "}vigie tag client --article 3fa9c1 --remove
    {"  "}vigie list tag:client
cli-case = Tells a case: its decisions, from the formal notice to the closure, and the articles that tell them
cli-case--decision = First digits of a decision (those of vigie decisions), its reference, or an article that tells it
cli-case--json = Writes the decisions as JSON
cli-case-examples =
    {"  "}vigie case SAN-2022-019

cli-review = Lists facts that the machine is not sure of and about which nobody has said anything
cli-review--limit = At most so many facts
cli-review--cases = Writes the corrected articles as cases of the corpus instead, so that rules can learn from them
cli-review--json = Writes the queue as JSON
cli-review-count = { $count ->
    [0] Nothing to review.
    [one] { $count } fact to review: vigie correct, or the reader’s room D.
   *[other] { $count } facts to review: vigie correct, or the reader’s room D.
}

cli-correct = Corrects, confirms, rejects or adds a fact of an article; what the machine says stays beside
cli-correct--article = First digits of the article
cli-correct--fact = Place of the fact in the article, from 1
cli-correct--set = Field and value: kind, authority, company, amount, date, reference, articles, breaches, complainant, deadline
cli-correct--add = Adds a fact of this kind, to be filled by --set
cli-correct--confirm = The fact is right
cli-correct--reject = The article says no such thing
cli-correct--reason = Why
cli-correct-examples =
    {"  "}vigie correct 3f9a 1 --set "amount=€5.2M" --reason "read in the decision"
    {"  "}vigie correct 3f9a 2 --reject

cli-import-decisions = Seeds the ledger with a table of known decisions (CSV or TSV, with a heading row)
cli-import-decisions--file = The table, or - for standard input; columns authority, company, date, kind, amount, currency, reference, themes, source
cli-import-decisions--name = Name of the table; one of the same name takes the place of the former
cli-import-decisions--json = Writes the outcome as JSON
cli-import-decisions-examples =
    {"  "}vigie import decisions decisions.tsv
    {"  "}vigie import decisions fines.csv --name fines
cli-import-decisions-done = { $count ->
    [0] No decision in this table.
    [one] { $count } known decision.
   *[other] { $count } known decisions.
}
cli-list-limited = { $shown } of { $found } articles shown; “--limit { $found }” shows all.
cli-decisions-limited = { $shown } of { $found } decisions shown; “--limit { $found }” shows all.
cli-export-done-decisions = { $articles ->
    [one] { $articles } decision written
   *[other] { $articles } decisions written
} to { $name }
cli-export--decisions = Identifiers of decisions, or their first digits
cli-export--case = A decision of the case: all those of the case are exported
cli-export--of = What is exported: articles, or the decisions that they tell
cli-export--expired = Organisations whose public naming is over: keep names them, anonymise takes their names out of decisions, omit leaves the decisions out; except with keep, articles that name them are left out
cli-export--folder = Folder into which one file an article or decision is written
cli-export--json = Short for “--format json”
cli-export-examples =
    {"  "}vigie export --unread --format csv -o week.csv
    {"  "}vigie export --of decisions --authority CNIL --format xlsx -o cnil.xlsx
    {"  "}vigie export --company Clearview --of decisions --folder file
cli-brief = Writes the briefing of a period: new facts, figures, changed articles, complaints and dates to follow
cli-brief--since = First day: monday, 2024-10-07, 7d, 1 month
cli-brief--until = Last day, counted; today by default
cli-brief--by = Groups: theme, or company
cli-brief--watch = Organisation or group watched; repeat for several. Each has its heading, even without news
cli-brief--expired = Organisations whose public naming is over: keep, anonymise or omit
cli-brief--format = Format: md, html or text
cli-brief--output = File to write; standard output by default
cli-brief--force = Replaces the file if it exists
cli-brief--json = Writes as JSON what a template gets
cli-brief--template = Template to take instead of that of the folder “templates” or of the program
cli-brief-done = briefing written to { $name }
cli-brief-examples =
    {"  "}vigie brief --since monday
    {"  "}vigie brief --since monday --by company --watch Amazon --watch Google --format html -o brief.html
cli-evidence = Writes a folder by which a third party can check what an article says: texts, passages, hashes, and how to go about it
cli-evidence--article = The article’s identifier, or its first digits
cli-evidence--output = Folder to write, which must not exist; by default, a name made from the article
cli-evidence--json = Writes as JSON the names of the folder and of its files
cli-evidence-done = { $files } files written to { $name }
cli-evidence-examples =
    {"  "}vigie evidence 3fa9c1
    {"  "}vigie evidence 3fa9c1 -o clearview-evidence
cli-schema = Writes the JSON schema of the exports
cli-schema--of = articles, or decisions
cli-schema-examples =
    {"  "}vigie schema decisions > decisions.schema.json
cli-completions = Writes the completion script of a shell on standard output
cli-completions--shell = The shell: bash, zsh, fish, powershell or elvish
cli-completions-examples =
    {"  "}vigie completions bash > ~/.local/share/bash-completion/completions/vigie
    {"  "}vigie completions fish > ~/.config/fish/completions/vigie.fish
cli-man = Writes the manual pages, one a command
cli-man--folder = Folder; by default, the program’s own page is written on standard output
cli-man-done = { $pages } pages written to { $name }
cli-man-examples =
    {"  "}vigie man | man -l -
    {"  "}vigie man ~/.local/share/man/man1
cli-man-name = Name
cli-man-synopsis = Synopsis
cli-man-description = Description
cli-man-more = Examples
cli-man-version = Version
cli-refresh-examples =
    {"  "}vigie refresh
    {"  "}vigie refresh cnil --json
cli-demo-examples =
    {"  "}vigie demo
    {"  "}vigie demo --lang fr
cli-show-examples =
    {"  "}vigie show 3fa9c1
    {"  "}vigie show 3fa9c1 --json
cli-sources-examples =
    {"  "}vigie sources
    {"  "}vigie sources add https://example.com/feed.xml
cli-sources-list-examples =
    {"  "}vigie sources list --json
cli-sources-add-examples =
    {"  "}vigie sources add https://example.com/
    {"  "}vigie sources add https://example.com/feed.xml --title "The thread"
cli-sources-remove-examples =
    {"  "}vigie sources remove example-com
cli-sources-catalogue-examples =
    {"  "}vigie sources catalogue
cli-sources-import-examples =
    {"  "}vigie sources import subscriptions.opml
cli-sources-export-examples =
    {"  "}vigie sources export subscriptions.opml
cli-extract-examples =
    {"  "}vigie extract release.txt
    {"  "}vigie extract --jsonl < articles.jsonl > facts.jsonl
cli-eval-examples =
    {"  "}vigie eval tests/corpus --errors
cli-feed-examples =
    {"  "}vigie feed feed.xml --jsonl
cli-help-examples =
    {"  "}vigie help sources add
    {"  "}vigie help query
cli-doctor-examples =
    {"  "}vigie doctor
    {"  "}vigie doctor --json
cli-backup-examples =
    {"  "}vigie backup ~/vigie.bak
cli-restore-examples =
    {"  "}vigie restore
    {"  "}vigie restore ~/vigie.bak
cli-repair-examples =
    {"  "}vigie repair
cli-compact-examples =
    {"  "}vigie compact
cli-import-examples =
    {"  "}vigie import ~/.newsboat/cache.db
    {"  "}vigie import ~/.newsboat/urls
    {"  "}vigie import articles.jsonl
cli-config-examples =
    {"  "}vigie config
    {"  "}vigie config --default > ~/.config/vigie/config.toml
cli-doctor--json = Writes what was seen as JSON
cli-doctor-config = configuration: { $name }, { $changed ->
    [0] all defaults
    [one] { $changed } setting changed
   *[other] { $changed } settings changed
}
cli-doctor-no-config = configuration: no file ({ $name }), { $changed ->
    [0] all defaults
    [one] { $changed } setting changed
   *[other] { $changed } settings changed
}
cli-doctor-sources = { $sources ->
    [0] no source followed
    [one] { $sources } source followed
   *[other] { $sources } sources followed
}
cli-doctor-no-source = “vigie sources catalogue” shows those that Vigie knows, “vigie sources add ADDRESS” follows one.
cli-doctor-source-fails = { $source }: { $reason }
cli-doctor-source-advice = If it lasts, look for its new address with “vigie sources add” and the page of the site.
cli-doctor-asleep = not fetched for two weeks, or never: { $sources }
cli-doctor-refresh = “vigie refresh” fetches them.
cli-doctor-offline = nothing is sent over the network (fetch.offline)
cli-doctor-terminal = terminal: { $name }, colours: { $colours }
cli-doctor-no-terminal = no terminal here: the output is a file or a pipe ({ $name }, colours: { $colours })
cli-doctor-dumb = terminal: dumb, which moves no cursor
cli-doctor-linear = “vigie --linear” says everything line after line.
cli-doctor-locale = the system’s locale is not UTF-8 ({ $locale }): accents may show badly
cli-doctor-utf8 = Set LANG to en_GB.UTF-8, or to C.UTF-8.
cli-doctor-no-color = without colour (NO_COLOR)
cli-import = Takes in what another reader kept: lists and articles of newsboat, NewsFlash or eilmeldung, OPML, JSON lines of Vigie
cli-import--file = The file, whose form is recognised; “-” for standard input. A second import changes nothing
cli-import--json = Writes the report as JSON
cli-import-progress = { $done }/{ $total } articles
cli-import-form-opml = OPML list
cli-import-form-newsboat-urls = newsboat list
cli-import-form-newsboat-cache = newsboat articles
cli-import-form-newsflash = NewsFlash store
cli-import-form-jsonl = JSON lines
cli-import-done = { $form }: { $feeds ->
    [0] no source added
    [one] { $feeds } source added
   *[other] { $feeds } sources added
}, { $new ->
    [one] { $new } article added
   *[other] { $new } articles added
}, { $known } there already, { $marked } marked{ $skipped ->
    [0] {""}
   *[other] , { $skipped } unreadable
}
cli-config = Shows the settings that hold, and where each comes from
cli-config--default = Writes the commented file of the defaults, to start from
cli-config--json = Writes the settings as JSON
cli-config-file = { $name }
cli-config-no-file = { $name } (there is no such file)
cli-config-default = default
cli-rebuild-examples =
    {"  "}vigie rebuild
cli-purge-examples =
    {"  "}vigie purge --query 'date:..2019 -is:starred' --dry-run
cli-privacy-examples =
    {"  "}vigie privacy
cli-daemon-examples =
    {"  "}vigie daemon
cli-review-examples =
    {"  "}vigie review -n 20
cli-reindex-examples =
    {"  "}vigie reindex
