# What failed, why, and what to do.

error-file = { $name }: { $reason }
error-line-syntax = this is not JSON (column { $column })
error-line-fields = a text field “text” and an “id” are needed; “title”, “published” and “lang” are texts too
error-line = line { $number } skipped: { $reason }
error-no-such-source = no source is called “{ $name }”; “vigie sources list” shows them all
error-no-such-article = no article bears the identifier “{ $name }”; “vigie list” shows them
error-several-articles = several articles begin with “{ $name }”: give more digits
error-runtime = the program could not start its tasks: { $reason }
error-format = unknown export format: “{ $name }”; known formats: { $known }
error-exists = { $name } exists already; add --force to replace it
error-corpus = { $name }: { $reason }
error-screen = the screen cannot be opened ({ $reason }); Vigie needs a terminal, “vigie list” does not
error-no-such-topic = no command is called “{ $name }”; “vigie help” shows them all
error-no-such-company = no decision aims at “{ $name }”; “vigie decisions” shows them all
error-query = the query was not understood as a whole: nothing is shown
error-standing-syntax = { $path }, line { $line }: { $reason }
error-standing-name = “{ $name }” cannot be a name: one line, no quotation marks, at most 80 bytes.
error-standing-twice = Two entries are called “{ $name }”.
error-standing-unknown = None is called “{ $name }”.
error-tag = “{ $name }” cannot be a tag: one line, no comma or quotation mark, at most 40 characters.
error-tag-nothing = Say which articles: a query, or --article ID.
error-rule-idle = A rule does something: --tag TAG, --star or --read.
error-edit = “{ $text }” does not suit the field { $field }
error-no-such-fact = { $count ->
    [0] this article tells no fact
    [one] this article tells one fact only
   *[other] this article tells { $count } facts: their places go from 1 to { $count }
}
error-nothing-to-correct = nothing to correct: add --set, --confirm or --reject
error-table-name = “{ $name }” cannot name a table; give another with --name
error-no-such-decision = no decision bears the identifier “{ $name }” (at least four digits); “vigie decisions” shows them
error-several-decisions = several decisions begin with “{ $name }”: give more digits
error-template = template { $name }, line { $line }: { $reason }
error-since = “{ $text }” is no date: try monday, 2024-10-07, 7d or 1 month
error-period = the period ends on { $to }, before it begins on { $from }
error-brief-format = a briefing is written as md, html or text, not as “{ $name }”
error-import = { $name }: this file cannot be taken in ({ $reason }). Known are: newsboat’s urls and cache.db, NewsFlash’s database.sqlite, OPML, JSON lines of “vigie export --format jsonl”.
