# The ledger: decisions, cases, figures.

ledger-stage-complaint = complaint
ledger-stage-investigation = investigation
ledger-stage-notice = formal notice
ledger-stage-sanction = sanction
ledger-stage-settlement = settlement
ledger-stage-ruling = ruling on appeal
ledger-stage-liquidation = penalty liquidation
ledger-stage-closure = closure

ledger-reason-first = the one that others are held against
ledger-reason-same-reference = same reference
ledger-reason-same-authority = same authority
ledger-reason-same-organisation = same organisation
ledger-reason-same-group = organisation of the same group
ledger-reason-same-sum = same sum
ledger-reason-rounded-sum = same sum, rounded
ledger-reason-other-sum = another sum, to be checked
ledger-reason-sum-of-parts = total and parts
ledger-reason-other-kind = another kind, to be checked
ledger-reason-same-day = same day
ledger-reason-dates-agree = dates agree
ledger-reason-dates-near = dates near by
ledger-reason-told-near = published soon after
ledger-reason-earlier-act = recalls an earlier decision
ledger-reason-by-hand = joined by the reader

ledger-relation-on-complaint = on the complaint
ledger-relation-after-investigation = ends the investigation
ledger-relation-after-notice = follows the formal notice
ledger-relation-appeal = ruling on
ledger-relation-liquidation = liquidates the penalty of
ledger-relation-closure = closes
ledger-relation-follows = follows

ledger-link-cites-reference = cites its reference
ledger-link-told-together = told together
ledger-link-same-sum = same sum
ledger-link-larger-sum = a sum reduced
ledger-link-same-complainant = same complainant
ledger-link-shared-themes = same breaches
ledger-link-latest-before = latest earlier decision that fits

ledger-watch-compliance = time to comply ends
ledger-watch-naming = public naming ends

ledger-by-month = by month
ledger-by-year = by year
ledger-by-authority = by authority
ledger-by-theme = by breach
ledger-by-provision = by provision

ledger-force-upheld = upheld
ledger-force-reduced = reduced
ledger-force-annulled = annulled

ledger-total = total
ledger-clash = sources contradict one another
ledger-in-table = known from a table
ledger-naming-over = name published more than two years ago
ledger-case-open = open case
ledger-case-closed = closed case

ledger-table-column-missing = no column “{ $column }”: nothing was read
ledger-table-unreadable = unreadable row
ledger-table-no-measure = “{ $kind }” is no measure: row left out
ledger-table-not-a-date = “{ $text }” is not a date
ledger-table-not-a-sum = “{ $text }” is not a sum

ledger-sum-instead = { $now } instead of { $first }
ledger-sum-reduced = { $first }, reduced
ledger-sum-annulled = { $first }, annulled
