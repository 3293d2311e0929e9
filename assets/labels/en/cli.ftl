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
cli-refresh--quiet = Writes nothing unless nothing can be fetched
cli-refresh-progress = { $done }/{ $total } sources
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

cli-list = Lists articles, newest first
cli-list--limit = How many articles at most
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
cli-decisions-instead = { $now } instead of { $first }
cli-decisions-reduced = { $first }, reduced
cli-decisions-annulled = { $first }, annulled
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
