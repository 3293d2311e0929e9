# The query language: remarks on a line, and its help.

query-unknown-field = no field is called “{ $name }”; taken for a word
query-unknown-field-near = no field is called “{ $name }”; taken for a word. { $nearest }?
query-unknown-value = “{ $value }” is no value of { $field }; left out
query-nearest-value = “{ $value }” taken for { $taken }
query-bad-amount = “{ $value }” is no sum, such as >1M€ or 100k..5M; left out
query-bad-date = “{ $value }” is no date, such as 2022..2024 or "since 90d"; left out
query-missing-value = { $field } waits for a value
query-unclosed-quote = this quotation mark is not closed
query-unclosed-group = this parenthesis is not closed
query-stray-close = this parenthesis closes nothing
query-missing-operand = nothing to join with “{ $operator }”
query-unknown-view = no view is called “{ $name }”; left out
query-unknown-view-near = no view is called “{ $name }”; left out. { $nearest }?
query-view-loop = the view “{ $name }” names itself; left out
query-too-deep = too many parentheses within each other

query-help-intro = A query is one line of words and fields; each must be met. Case and accents do not count.
query-help-words = word   "exact words"   begin*   "near words"~5   a or b   -without   (a or b) c   @view
query-help-measure = Conditions on facts are about one and the same measure: type:fine amount:>1M company:google is one fine. A group in parentheses beside others is about a measure of its own.
query-help-values = values
query-help-also = also

query-field-company = the organisation aimed at, under any of its names
query-field-authority = who acts
query-field-type = the nature of the act
query-field-amount = the sum: >1M€, 100k..5M, >=50000 GBP
query-field-date = when the act was decided: 2022..2024, 2024-Q2, "since 90d", "this year"
query-field-article = a provision breached or invoked
query-field-theme = what the breach is about
query-field-ref = the reference of the act, or a part of it
query-field-complainant = who complained
query-field-source = where the article came from
query-field-published = when the article was published
query-field-fetched = when the article was first fetched
query-field-title = words of the title
query-field-text = words of the body
query-field-author = who wrote the article
query-field-tag = a tag of the article or of its source
query-field-lang = the language of the article
query-field-trust = how far its source is believed
query-field-is = a state of the article or of the measure
query-field-has = what the article or the measure bears
query-field-id = the article’s identifier, or its beginning
query-field-sort = the order of the answer; - turns it round
