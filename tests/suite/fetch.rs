//! Fetching from servers good and bad: what is answered, in which bounds of time and size, and how failures are said.

use std::io::Write;
use std::time::{Duration, Instant};

use vigie::fetch::{Answer, Client, FetchError, Fetched, Limits, Options, RetryAfter, Validators};
use vigie::labels::{Labels, Tongue};

use crate::server::{Reply, Server};

const FEED: &str =
    "<rss version=\"2.0\"><channel><title>t</title><item><title>a</title></item></channel></rss>";

/// Bounds tight enough for a test.
const TIGHT: Limits = Limits {
    body: 100_000,
    redirects: 4,
    first_byte: Duration::from_millis(300),
    whole: Duration::from_millis(600),
};

fn client() -> Client {
    Client::new(&Options::default()).expect("a client without proxy or certificates of its own")
}

fn block<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(future)
}

fn get(address: &str, limits: &Limits) -> Result<Answer, FetchError> {
    block(async { client().get(address, &Validators::default(), limits).await })
}

fn fetched(answer: Result<Answer, FetchError>) -> Fetched {
    match answer {
        Ok(Answer::Fetched(fetched)) => fetched,
        other => panic!("no body: {other:?}"),
    }
}

/// What the reader is told of a failure, the port left out.
fn said(answer: Result<Answer, FetchError>) -> String {
    let error = answer.expect_err("a failure");
    let labels = Labels::new(Tongue::English);
    let words = labels.say(&error.message());
    let mut told = String::new();
    let mut rest = words.as_str();
    while let Some((before, after)) = rest.split_once("127.0.0.1:") {
        told.push_str(before);
        told.push_str("HOST");
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    told + rest
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

// --- good servers ---

#[test]
fn a_body_comes_with_what_is_needed_to_ask_again() {
    let server = Server::with_routes([(
        "/feed",
        Reply::feed(FEED)
            .with("ETag", "\"one\"")
            .with("Last-Modified", "Wed, 21 Oct 2015 07:28:00 GMT")
            .with("Cache-Control", "max-age=600"),
    )]);
    let answer = fetched(get(&server.address("/feed#top"), &TIGHT));
    assert_eq!(answer.body, FEED.as_bytes());
    assert!(answer.whole);
    assert_eq!(answer.content_type.as_deref(), Some("application/xml"));
    assert_eq!(answer.validators.etag.as_deref(), Some("\"one\""));
    assert_eq!(answer.cache_control.as_deref(), Some("max-age=600"));
    let request = &server.requests()[0];
    assert_eq!(request.path, "/feed");
    assert!(request.headers["user-agent"].starts_with("vigie/"), "{request:?}");
    assert!(request.headers["accept-encoding"].contains("zstd"), "{request:?}");
    assert!(!request.headers.contains_key("cookie") && !request.headers.contains_key("referer"));
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start(|request| match request.headers.get("if-none-match") {
        Some(etag) if etag == "\"one\"" => Reply::new(304, ""),
        _ => Reply::feed(FEED).with("ETag", "\"one\""),
    });
    let address = server.address("/feed");
    block(async {
        let client = client();
        let first = fetched(client.get(&address, &Validators::default(), &TIGHT).await);
        let second = client.get(&address, &first.validators, &TIGHT).await;
        assert!(matches!(second, Ok(Answer::NotModified(_))), "{second:?}");
    });
}

#[test]
fn compressed_bodies_are_opened() {
    let zstd = zstd::encode_all(FEED.as_bytes(), 3).expect("memory takes it");
    let server = Server::with_routes([
        ("/gzip", Reply::feed(gzip(FEED.as_bytes())).with("Content-Encoding", "gzip")),
        ("/zstd", Reply::feed(zstd).with("Content-Encoding", "zstd")),
        ("/said", Reply::feed(FEED).with("Content-Encoding", "gzip")),
    ]);
    for path in ["/gzip", "/zstd", "/said"] {
        assert_eq!(fetched(get(&server.address(path), &TIGHT)).body, FEED.as_bytes(), "{path}");
    }
}

#[test]
fn permanent_redirects_are_told_and_temporary_ones_are_not() {
    let server = Server::with_routes([
        ("/old", Reply::redirect(301, "/older")),
        ("/older", Reply::redirect(308, "/feed")),
        ("/now", Reply::redirect(302, "/feed")),
        ("/feed", Reply::feed(FEED)),
    ]);
    let moved = fetched(get(&server.address("/old"), &TIGHT));
    assert_eq!(moved.moved_to, Some(server.address("/feed")));
    assert_eq!(moved.final_address, server.address("/feed"));
    assert_eq!(fetched(get(&server.address("/now"), &TIGHT)).moved_to, None);
}

#[test]
fn files_are_read_and_recognised_when_they_have_not_changed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("flux é.xml");
    std::fs::write(&path, FEED).expect("a file can be written");
    let address = url::Url::from_file_path(&path).expect("an absolute path").to_string();
    let answer = fetched(get(&address, &TIGHT));
    assert_eq!(answer.body, FEED.as_bytes());
    let again = block(async { client().get(&address, &answer.validators, &TIGHT).await });
    assert!(matches!(again, Ok(Answer::NotModified(_))));
    let folder_address = url::Url::from_directory_path(folder.path()).expect("an absolute path").to_string();
    assert!(matches!(get(&folder_address, &TIGHT), Err(FetchError::File { .. })));
}

#[test]
fn hosts_are_counted_and_nothing_is_sent_offline() {
    let server = Server::with_routes([("/feed", Reply::feed(FEED))]);
    block(async {
        let client = client();
        for _ in 0..3 {
            fetched(client.get(&server.address("/feed"), &Validators::default(), &TIGHT).await);
        }
        assert_eq!(client.contacts().iter().map(|(_, count)| count).sum::<u64>(), 3);
        let offline = Client::new(&Options { offline: true, ..Options::default() }).expect("a client");
        let refused = offline.get(&server.address("/feed"), &Validators::default(), &TIGHT).await;
        assert!(matches!(refused, Err(FetchError::Offline { .. })));
        assert!(offline.contacts().is_empty());
    });
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn at_most_two_requests_at_once_go_to_a_host() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, highest) = (now.clone(), most.clone());
    let server = Server::start(move |_| {
        highest.fetch_max(counted.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(15));
        counted.fetch_sub(1, Ordering::SeqCst);
        Reply::feed(FEED)
    });
    block(async {
        let client = client();
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..12 {
            let (client, address) = (client.clone(), server.address(&format!("/{number}")));
            tasks.spawn(
                async move { client.get(&address, &Validators::default(), &Limits::FEED).await.is_ok() },
            );
        }
        assert!(tasks.join_all().await.into_iter().all(|good| good));
    });
    assert!(most.load(Ordering::SeqCst) <= 2, "{most:?}");
}

#[test]
fn pages_are_fetched_if_their_site_allows_it_and_feeds_always() {
    let server = Server::with_routes([
        ("/robots.txt", Reply::new(200, "User-agent: *\nDisallow: /no")),
        ("/no/page", Reply::new(200, "page")),
        ("/yes", Reply::new(200, "page")),
    ]);
    block(async {
        let client = client();
        let page =
            async |path: &str| client.get_page(&server.address(path), &Validators::default(), &TIGHT).await;
        assert!(matches!(page("/no/page").await, Err(FetchError::Forbidden { for_now: false, .. })));
        assert!(page("/yes").await.is_ok());
        assert!(client.get(&server.address("/no/page"), &Validators::default(), &TIGHT).await.is_ok());
    });
    let asked: Vec<String> = server.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(asked, ["/robots.txt", "/yes", "/no/page"]);
    let failing = Server::with_routes([("/robots.txt", Reply::new(500, "")), ("/a", Reply::new(200, "a"))]);
    let refused =
        block(async { client().get_page(&failing.address("/a"), &Validators::default(), &TIGHT).await });
    assert!(matches!(refused, Err(FetchError::Forbidden { for_now: true, .. })));
}

// --- bad servers ---

/// A server that answers `reply` leads to these words, and within a second and a half.
fn check(reply: Reply, expected: &str) {
    let server = Server::with_routes([("/feed", reply)]);
    let started = Instant::now();
    let words = said(get(&server.address("/feed"), &TIGHT));
    assert_eq!(words.replace("http://HOST/feed", "FEED"), expected);
    assert!(started.elapsed() < Duration::from_millis(1500), "{expected} took {:?}", started.elapsed());
}

#[test]
fn refusals_are_said_in_words() {
    check(Reply::new(404, "no"), "FEED: nothing there (status 404). The feed may have moved.");
    check(Reply::new(410, "no"), "FEED: withdrawn for good (status 410).");
    check(Reply::new(403, "no"), "FEED: the server refuses (status 403).");
    check(Reply::new(401, "no"), "FEED: a login is required (status 401).");
    check(Reply::new(500, "no"), "FEED: the server fails (status 500). It will be asked again later.");
    check(Reply::new(429, "no"), "FEED: too many requests (status 429). It will be asked again later.");
}

#[test]
fn servers_say_when_to_ask_again() {
    let server = Server::with_routes([
        ("/a", Reply::new(429, "").with("Retry-After", "120")),
        ("/b", Reply::new(503, "").with("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")),
        ("/c", Reply::new(503, "").with("Retry-After", "soon")),
    ]);
    let told = |path: &str| get(&server.address(path), &TIGHT).expect_err("a refusal").retry_after();
    assert_eq!(told("/a"), Some(RetryAfter::Delay(Duration::from_secs(120))));
    let moment = "2015-10-21T07:28:00Z".parse().expect("a moment");
    assert_eq!(told("/b"), Some(RetryAfter::At(moment)));
    assert_eq!(told("/c"), None);
}

#[test]
fn slow_and_silent_servers_are_left() {
    check(Reply::silence(), "FEED: no answer within 1 second.");
    let slow = Reply::dripping(FEED.repeat(10), Duration::from_millis(50));
    check(slow, "FEED: the answer did not end within 1 second.");
}

#[test]
fn endless_and_oversized_bodies_end_at_the_limit() {
    check(Reply::endless(FEED), "FEED: longer than the 1 MB that are allowed.");
    check(Reply::cut(FEED, 5_000_000_000), "FEED: longer than the 1 MB that are allowed.");
    check(Reply::new(200, vec![b' '; 200_000]), "FEED: longer than the 1 MB that are allowed.");
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![0; 50_000_000];
    check(
        Reply::new(200, gzip(&zeros)).with("Content-Encoding", "gzip"),
        "FEED: longer than the 1 MB that are allowed.",
    );
    let twice = gzip(&gzip(&zeros));
    check(
        Reply::new(200, twice).with("Content-Encoding", "gzip, gzip"),
        "FEED: longer than the 1 MB that are allowed.",
    );
    let zstd = zstd::encode_all(&zeros[..], 3).expect("memory takes it");
    check(
        Reply::new(200, zstd).with("Content-Encoding", "zstd"),
        "FEED: longer than the 1 MB that are allowed.",
    );
    check(
        Reply::new(200, BROTLI_BOMB).with("Content-Encoding", "br"),
        "FEED: longer than the 1 MB that are allowed.",
    );
}

/// Sixteen million times the letter a in brotli: one literal, then copies of what stands before (RFC 7932).
const BROTLI_BOMB: &[u8] = b"\xcb\xff\xff\x3f\xf8\x25\xc2\xe2\xb1\x40\x20\xf7\xfe\x2f\xff\x47\xe8\xf0\x4b\x00\xc4\x61\x11\x80\xee\x06\x1d";

#[test]
fn broken_transfers_keep_what_came() {
    let server = Server::with_routes([
        ("/cut", Reply::cut(&FEED[..40], FEED.len())),
        ("/gzip", {
            let packed = gzip(FEED.repeat(500).as_bytes());
            Reply::new(200, &packed[..packed.len() - 20]).with("Content-Encoding", "gzip")
        }),
    ]);
    let cut = fetched(get(&server.address("/cut"), &TIGHT));
    assert_eq!((cut.body.as_slice(), cut.whole), (&FEED.as_bytes()[..40], false));
    let gzip = fetched(get(&server.address("/gzip"), &TIGHT));
    assert!(gzip.body.starts_with(FEED.as_bytes()) && !gzip.whole);
}

#[test]
fn what_is_no_answer_is_said_to_be_broken() {
    for reply in [Reply::closed(), Reply::raw("SSH-2.0-OpenSSH\r\n"), Reply::raw("HTTP/1.1 abc\r\n\r\n")] {
        let server = Server::with_routes([("/feed", reply)]);
        let answer = get(&server.address("/feed"), &TIGHT);
        assert!(matches!(answer, Err(FetchError::Broken { .. })), "{answer:?}");
    }
    let garbage = Reply::new(200, vec![0x1f, 0x8b, 8, 0, 9, 9, 9]).with("Content-Encoding", "gzip");
    let server = Server::with_routes([("/feed", garbage)]);
    assert!(matches!(get(&server.address("/feed"), &TIGHT), Err(FetchError::Broken { .. })));
}

#[test]
fn redirects_that_lead_nowhere_are_refused() {
    check(Reply::redirect(302, "/feed"), "FEED: redirects in a circle.");
    check(Reply::redirect(302, ""), "FEED: redirects to “”, which cannot be followed.");
    check(
        Reply::redirect(302, "file:///etc/passwd"),
        "FEED: redirects to “file:///etc/passwd”, which cannot be followed.",
    );
    check(Reply::new(301, ""), "FEED: redirects to “”, which cannot be followed.");
    let server = Server::start(|request| {
        let number: u32 = request.path.trim_start_matches('/').parse().unwrap_or(0);
        Reply::redirect(302, &format!("/{}", number + 1))
    });
    assert_eq!(said(get(&server.address("/0"), &TIGHT)), "http://HOST/0: more than 4 redirects.");
}

#[test]
fn addresses_that_are_none_are_said() {
    assert!(matches!(get("cnil.fr", &TIGHT), Err(FetchError::BadAddress { .. })));
    assert!(matches!(get("ftp://example.org/", &TIGHT), Err(FetchError::Scheme { .. })));
    assert!(matches!(get("http://", &TIGHT), Err(FetchError::BadAddress { .. })));
    assert!(matches!(get("http://127.0.0.1:1/", &TIGHT), Err(FetchError::NoConnection { .. })));
}
