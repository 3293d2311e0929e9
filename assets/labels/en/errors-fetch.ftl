# Why nothing could be fetched or read.

error-fetch-bad-address = { $address } is not an address. Write it in full, such as https://example.org/feed.
error-fetch-scheme = { $address }: only http, https and file addresses are fetched, not { $scheme }.
error-fetch-offline = { $address }: not fetched, the reader is offline.
error-fetch-unknown-host = { $address }: the host { $host } is not found. Check the address and the connection.
error-fetch-no-connection = { $address }: no connection ({ $reason }).
error-fetch-not-trusted = { $address }: the secure connection cannot be trusted ({ $reason }).
error-fetch-timed-out-connect = { $address }: no connection within { $seconds } { $seconds ->
    [one] second
   *[other] seconds
}.
error-fetch-timed-out-answer = { $address }: no answer within { $seconds } { $seconds ->
    [one] second
   *[other] seconds
}.
error-fetch-timed-out-body = { $address }: the answer did not end within { $seconds } { $seconds ->
    [one] second
   *[other] seconds
}.
error-fetch-status-login = { $address }: a login is required (status { $status }).
error-fetch-status-forbidden = { $address }: the server refuses (status { $status }).
error-fetch-status-not-found = { $address }: nothing there (status { $status }). The feed may have moved.
error-fetch-status-gone = { $address }: withdrawn for good (status { $status }).
error-fetch-status-too-many = { $address }: too many requests (status { $status }). It will be asked again later.
error-fetch-status-server = { $address }: the server fails (status { $status }). It will be asked again later.
error-fetch-status-other = { $address }: unexpected answer (status { $status }).
error-fetch-too-large = { $address }: longer than the { $megabytes } MB that are allowed.
error-fetch-too-many-redirects = { $address }: more than { $redirects } redirects.
error-fetch-redirect-loop = { $address }: redirects in a circle.
error-fetch-bad-redirect = { $address }: redirects to “{ $target }”, which cannot be followed.
error-fetch-private-redirect = { $address }: redirects to the private address { $target }, which is refused.
error-fetch-robots = { $address }: the site asks not to be fetched by programs (robots.txt).
error-fetch-broken = { $address }: the transfer broke off ({ $reason }).
error-fetch-file = { $address }: the file cannot be read ({ $reason }).
error-feed-empty = The answer is empty.
error-feed-web-page = A web page stands where the feed should be.
error-feed-unknown = This is no feed ({ $reason }).
error-feed-none-announced = A web page stands there, which leads to no feed.
error-feed-no-entries = The feed holds no entry.
