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
