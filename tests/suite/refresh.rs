//! Refreshing from servers on loopback: manners, what is asked and what is not, what is remembered and said of each source.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;
use vigie::app::{Library, RefreshReport, SourceHealth, Standing};
use vigie::config::{Config, Layers};
use vigie::domain::SourceId;
use vigie::labels::{Labels, Tongue};

use crate::server::{Reply, Server};

pub(crate) fn settings(set: &[(&str, &str)]) -> Config {
    let flags: Vec<(String, String)> =
        set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Config::load(&Layers { flags: &flags, ..Layers::default() }).unwrap()
}

pub(crate) fn library() -> Library {
    Library::temporary(settings(&[])).unwrap()
}

/// Refreshes the named sources, or all.
pub(crate) fn refresh_these(library: &Library, sources: &[SourceId]) -> RefreshReport {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async { library.refresh(sources, mpsc::unbounded_channel().0).await.unwrap() })
}

pub(crate) fn refresh(library: &Library) -> RefreshReport {
    refresh_these(library, &[])
}

/// A feed whose items are named after their days in March 2024.
fn feed_of_days(days: std::ops::RangeInclusive<u32>) -> String {
    let item = |day: u32| {
        format!(
            "<item><title>Le {day}</title><guid>g{day}</guid><description>Texte du {day}.</description>\
             <pubDate>{day} Mar 2024 08:00:00 GMT</pubDate></item>"
        )
    };
    let items: String = days.rev().map(item).collect();
    format!("<rss version=\"2.0\"><channel><title>Fil</title>{items}</channel></rss>")
}

/// Answers by path that can be changed while the server runs.
type Answers = Arc<Mutex<BTreeMap<String, Reply>>>;

fn server() -> (Server, Answers) {
    let answers = Answers::default();
    let given = answers.clone();
    let server = Server::start(move |request| {
        given.lock().unwrap().get(&request.path).cloned().unwrap_or_else(|| Reply::new(404, "nothing here"))
    });
    (server, answers)
}

fn answer(answers: &Answers, path: &str, reply: Reply) {
    answers.lock().unwrap().insert(path.to_owned(), reply);
}

fn asked(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|request| request.path).collect()
}

fn health(library: &Library) -> SourceHealth {
    library.source_health().unwrap().remove(0)
}

fn remarks(library: &Library) -> Vec<String> {
    let labels = Labels::new(Tongue::English);
    health(library).remarks.iter().map(|remark| labels.say(remark)).collect()
}

#[test]
fn a_page_that_its_site_forbids_is_told_and_not_asked_for_again() {
    let (server, answers) = server();
    let item = |name: &str| {
        let link = server.address(&format!("/{name}"));
        format!("<item><title>{name}</title><link>{link}</link><description>Court.</description></item>")
    };
    let items = item("open/a") + &item("closed/b") + &item("closed/c");
    let feed = format!("<rss version=\"2.0\"><channel><title>Fil</title>{items}</channel></rss>");
    answer(&answers, "/feed", Reply::feed(feed).with("ETag", "\"tag\""));
    answer(&answers, "/robots.txt", Reply::new(200, "User-agent: *\nDisallow: /closed"));
    let text = "Le texte entier de la décision, bien plus long que son résumé. ".repeat(8);
    let page = Reply::new(200, format!("<html><body><article><p>{text}</p></article></body></html>"));
    answer(&answers, "/open/a", page.with("Content-Type", "text/html; charset=utf-8"));
    let library = library();
    library.add_source(&server.address("/feed"), None).unwrap();
    assert_eq!(refresh(&library).new.len(), 3);
    assert_eq!(asked(&server), ["/feed", "/robots.txt", "/open/a"]);
    assert_eq!(remarks(&library), ["2 pages are not fetched: their site asks programs not to (robots.txt)"]);
    let before = server.requests().len();
    refresh(&library);
    let requests = server.requests();
    let again: Vec<_> = requests[before..].iter().map(|request| request.path.as_str()).collect();
    assert_eq!(again, ["/feed"]);
    assert_eq!(requests[before].headers.get("if-none-match").map(String::as_str), Some("\"tag\""));
}

#[test]
fn the_network_forbidden_nothing_is_sent_and_nothing_is_forgotten() {
    let (server, answers) = server();
    answer(&answers, "/feed", Reply::feed(feed_of_days(1..=3)));
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().display().to_string();
    let address = server.address("/feed");
    let before = {
        let library = Library::open(settings(&[("store.directory", &place)])).unwrap();
        for status in library.sources().unwrap() {
            library.remove_source(&status.source.id).unwrap();
        }
        library.add_source(&address, None).unwrap();
        refresh(&library);
        health(&library)
    };
    let requests = server.requests().len();
    let library = Library::open(settings(&[("store.directory", &place), ("fetch.offline", "true")])).unwrap();
    let report = refresh(&library);
    assert_eq!((report.succeeded, report.failed.len(), report.left.len()), (0, 0, 1));
    assert_eq!(report.left[0].1.key, "error-fetch-offline");
    assert_eq!(health(&library), before);
    assert_eq!(server.requests().len(), requests);
    let hosts = library.hosts().unwrap();
    assert_eq!(hosts.len(), 1);
    assert_eq!((format!("http://{}/feed", hosts[0].host), hosts[0].requests), (address, 1));
}

/// Minutes after the start, for a clock that the test moves.
static LATER: AtomicI64 = AtomicI64::new(0);

fn moved_clock() -> Timestamp {
    let start: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
    start.checked_add(SignedDuration::from_mins(LATER.load(Ordering::SeqCst))).unwrap()
}

#[test]
fn a_server_that_asks_to_be_left_alone_is_left_alone_also_by_the_next_run() {
    let (server, answers) = server();
    answer(&answers, "/feed", Reply::new(429, "").with("Retry-After", "7200"));
    let folder = tempfile::tempdir().unwrap();
    let config = settings(&[("store.directory", &folder.path().display().to_string())]);
    let open = || Library::open(config.clone()).unwrap().with_clock(moved_clock);
    let source = {
        let library = open();
        for status in library.sources().unwrap() {
            library.remove_source(&status.source.id).unwrap();
        }
        let source = library.add_source(&server.address("/feed"), None).unwrap();
        assert_eq!(refresh(&library).failed.len(), 1);
        source.id
    };
    answer(&answers, "/feed", Reply::feed(feed_of_days(1..=1)));
    LATER.store(100, Ordering::SeqCst);
    let library = open();
    let report = refresh(&library);
    assert_eq!((report.failed.len(), report.left.len(), server.requests().len()), (0, 1, 1));
    let words = Labels::new(Tongue::French).say(&report.left[0].1);
    assert_eq!(words, "demande à être laissée en paix encore 21 minutes");
    assert_eq!(library.due_sources().unwrap(), []);
    LATER.store(121, Ordering::SeqCst);
    assert_eq!(library.due_sources().unwrap(), [source.clone()]);
    LATER.store(100, Ordering::SeqCst);
    assert_eq!(refresh_these(&library, &[source]).new.len(), 1, "a source that is named is asked");
    assert_eq!(health(&library).standing, Standing::Good);
}

#[test]
fn a_feed_that_holds_nothing_known_leaves_a_gap() {
    let (server, answers) = server();
    let library = library();
    library.add_source(&server.address("/feed"), None).unwrap();
    for days in [1..=5, 3..=7, 8..=12, 20..=24] {
        answer(&answers, "/feed", Reply::feed(feed_of_days(days)));
        assert!(refresh(&library).failed.is_empty());
    }
    let told: Vec<String> =
        health(&library).gaps.iter().map(|gap| format!("{} {}", gap.after, gap.before)).collect();
    assert_eq!(
        told,
        ["2024-03-07T08:00:00Z 2024-03-08T08:00:00Z", "2024-03-12T08:00:00Z 2024-03-20T08:00:00Z"]
    );
}

#[test]
fn a_feed_that_breaks_off_is_said_to() {
    let (server, answers) = server();
    let feed = feed_of_days(1..=4);
    let sent = &feed[..feed.len() - 120];
    answer(&answers, "/feed", Reply::cut(sent, feed.len()).with("ETag", "\"tag\""));
    let library = library();
    library.add_source(&server.address("/feed"), None).unwrap();
    assert!(refresh(&library).new.len() >= 3);
    assert_eq!(remarks(&library), ["the transfer broke off: the entries that came are kept"]);
    answer(&answers, "/feed", Reply::feed(sent));
    refresh(&library);
    assert_eq!(remarks(&library), ["the feed breaks off: the entries before the break are kept"]);
    let conditional = |request: &crate::server::Request| request.headers.contains_key("if-none-match");
    assert!(!server.requests().iter().any(conditional), "what came in part is asked for anew");
    answer(&answers, "/feed", Reply::feed(feed));
    refresh(&library);
    assert_eq!(remarks(&library), [""; 0]);
}
