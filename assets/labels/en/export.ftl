# Words of the exports.

export-title = Regulatory watch
export-generated = Exported on { $day }

export-source = Source
export-author = Author
export-published = Published
export-updated = Changed
export-fetched = Fetched
export-link = Permanent link
export-line = { $name }: { $value }

export-facts = Facts
export-no-facts = No fact found.
export-field = field
export-value = value
export-passage = passage
export-quote = “{ $text }”
export-doubtful = to be checked
export-lead = Extracts
export-act = { $authority }: { $act }
export-told-by = { $act } (read in { $place })

export-deadline = Time limit, { $act }
export-reckoned = { $time }, counted from the date of the act; time usually runs from its notification.

export-measures = measures
export-articles = articles
export-sources = sources
export-article-title = article’s title
export-currency = currency
export-period = period
export-passages = passages
export-language = language
export-identifier = identifier
export-citation = citation
export-stage = stage
export-decision-published = published
export-first-told = first article
export-naming = public naming
export-naming-over = ended on { $day }
export-naming-until = until { $day }
export-naming-end = End of the public naming, { $act }
export-due = { $time }, until { $day } (counted from the date of the act)
export-due-about = { $time }, about { $day } (the date of the act is not known to the day)
export-decided = decided
export-in-force = in force
export-state = state
export-case = case
export-told = Told by
export-decision = decision
export-decisions = decisions
export-until = due
brief-title = Watch from { $from } to { $to }
brief-query = Query
brief-watched = Organisations watched
brief-fresh = New facts
brief-again = Told again
brief-nothing = Nothing new.
brief-figures = Figures
brief-period = period
brief-before = period before
brief-change = change
brief-figure-articles = articles published
brief-figure-decisions = new decisions
brief-figure-notices = formal notices
brief-figure-complaints = complaints and investigations
brief-figure-fines = fines, { $currency }
brief-figure-fined = total of fines, { $currency }
brief-changed = Changed articles
brief-former-title = title before
brief-open = To follow: complaints, investigations, notices
brief-others = others
brief-dates = Dates to watch
brief-sources = Sources
brief-no-article = No article.
brief-no-theme = without a stated breach
evidence-folder = evidence
evidence-title = Folder of evidence
evidence-article = Article: { $value }
evidence-source = Source: { $value }
evidence-link = Link: { $value }
evidence-published = Published, says the source: { $value }
evidence-fetched = First fetched: { $value }
evidence-made = Folder written: { $value }
evidence-identifier = Identifier: { $value }
evidence-files =
    Files
    text.txt        the article’s text as Vigie keeps it, in UTF-8
    title.txt       its title
    article.json    the article and its measures, in the schema that “vigie schema” gives
    facts.csv       a passage a line: its measure, what it proves, its place in bytes, the SHA-256 hash of its bytes
    summary.txt     the summary
    source.json     the source, and what its server said at the last fetch
    versions/       earlier texts, if there are any, named after the moment when another took their place
    received/       what the server sent, as received: WARC records (ISO 28500), if they were kept
    SHA256SUMS      the hash of each of these files
evidence-check =
    To check that nothing has changed
    Linux:    sha256sum -c SHA256SUMS
    macOS:    shasum -a 256 -c SHA256SUMS
    Windows:  Get-FileHash FILE-NAME, to be compared with the line of SHA256SUMS
evidence-passages =
    To check a passage
    The columns “start” and “end” of facts.csv are places in bytes, the first counted from zero and the second not
    included, in text.txt (“text”) or in title.txt (“title”).
evidence-example = For the first passage of the text: { $command }
evidence-limits =
    What this folder does not prove
    It says what Vigie kept, and that nothing of it was changed since SHA256SUMS was written; to date that list, have it
    time-stamped by a third party. It does not say that the source is right.
evidence-received = The folder “received” holds what the server sent, as received, with the note of each answer.
evidence-not-received = The bytes that the server had sent were not kept for this article: text.txt was drawn from them.
brief-colon = { ": " }
