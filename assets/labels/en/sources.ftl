# How sources fare, the hosts that were contacted, and what is said of a fetch beside its outcome.

health-good = good
health-new = never fetched
health-failing = failing
health-silent = silent
health-dead = dead
health-gap = entries may have been missed between { $after } and { $before }
health-mended = mended: { $defects }
health-pages-forbidden = { $pages ->
    [one] { $pages } page is not fetched: its site asks programs not to (robots.txt)
   *[other] { $pages } pages are not fetched: their site asks programs not to (robots.txt)
}
health-pages-missing = { $pages ->
    [one] { $pages } page could not be fetched and will be tried again
   *[other] { $pages } pages could not be fetched and will be tried again
}
health-truncated = the feed breaks off: the entries before the break are kept
health-transfer-cut = the transfer broke off: the entries that came are kept
health-asked-to-wait = asks to be left alone for { $minutes ->
    [one] one more minute
   *[other] { $minutes } more minutes
}
health-streak = { $streak ->
    [one] one failure
   *[other] { $streak } failures in a row
}
health-next = next try { $next }
health-last-success = last success { $when }
health-no-success = no success yet
health-last-item = last item { $when }
health-pace = { $items } a week
health-delay = fetched { $hours ->
    [0] within the hour
    [one] about an hour after publication
   *[other] about { $hours } hours after publication
}
health-delay-days = fetched about { $days } days after publication
health-nothing = No source is followed.

cli-sources-health = Says how each source fares: failures, pace, gaps, what was mended; dead and silent sources first
cli-sources-health--json = Writes it as JSON
cli-sources-hosts = Lists every host that was ever contacted, with the number of requests
cli-sources-hosts--json = Writes the list as JSON
cli-sources-hosts-none = No host was ever contacted.
cli-sources-requests = { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
}

error-app-user-info = { $address }: write no login into the address. Name the user and a command that gives the password under [source.login] in sources.toml.
error-app-own-sources = { $path }: { $reason }
error-app-secret = the command { $command } gives no password ({ $reason })
error-feed-no-items = The page holds no entry where the selectors look for them: it may have changed.
cli-sources-known = already followed: { $id } ({ $title })

system-refused = connection refused
system-reset = the other side broke the connection off
system-closed = the connection was closed too early
system-unreachable = the network or the host cannot be reached
system-timed-out = no answer in time
system-not-found = there is no such file
system-denied = access denied
system-directory = this is a folder
system-no-directory = this is no folder
system-exists = the file exists already
system-full = the disk is full
system-read-only = the disk can only be read
system-too-many-files = too many open files
system-expired = its certificate has expired
system-other-name = its certificate is for another name
system-unknown-issuer = its certificate comes from an unknown authority
system-other = { $words }

cli-show--versions = Shows what the article said at each time: [-removed-] and {"{"}+added+{"}"} words
cli-show--pdf = Fetches a PDF that the article links to, and shows its text and facts: the first, or the one of this number
cli-show-version = Changed on { $day } at { $time }
cli-show-one-version = One version, since { $day } at { $time }
cli-show-no-pdf = { $links ->
    [0] This article links to no PDF.
    [one] This article links to one PDF only.
   *[other] This article links to { $links } PDFs only.
}
cli-pdf-text = Reads a PDF on standard input and writes its text
error-app-pdf = { $address }: no text can be read there: it is no PDF, is damaged or guarded, or holds pictures alone

day-fetched = fetched { $day }
