//! A hundred sources of a hundred entries, from a server on loopback: the first refresh with facts drawn and stored, and the
//! next one, when nothing is new. Prints wall times; `cargo bench --bench refresh`, or with `--profile quick`.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use tokio::sync::mpsc;
use vigie::app::Library;
use vigie::config::{Config, Layers};

const SOURCES: usize = 100;
const ENTRIES: usize = 100;
/// Refreshes of a fresh store, the median of which counts.
const ROUNDS: usize = 5;

fn main() {
    let unchanged = Arc::new(AtomicUsize::new(0));
    let port = serve(unchanged.clone());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut first = Vec::new();
    let mut second = Vec::new();
    for _ in 0..ROUNDS {
        let folder = tempfile::tempdir().expect("a folder");
        let library = library(folder.path(), port);
        let refresh = || {
            let started = Instant::now();
            let report =
                runtime.block_on(library.refresh(&[], mpsc::unbounded_channel().0)).expect("a refresh");
            assert!(report.failed.is_empty(), "{:?}", report.failed.first());
            (started.elapsed(), report.new.len())
        };
        let (time, new) = refresh();
        assert_eq!(new, SOURCES * ENTRIES);
        first.push(time);
        unchanged.store(0, Ordering::SeqCst);
        let (time, new) = refresh();
        assert_eq!((new, unchanged.load(Ordering::SeqCst)), (0, SOURCES), "all answers are 304");
        second.push(time);
    }
    for (name, times) in [("first refresh", &mut first), ("nothing new", &mut second)] {
        times.sort();
        println!("{name}: median {:?} of {times:?}", times[times.len() / 2]);
    }
}

fn library(folder: &std::path::Path, port: u16) -> Library {
    let flags = [("store.directory".to_owned(), folder.join("data").display().to_string())];
    let config = Config::load(&Layers { flags: &flags, ..Layers::default() }).expect("settings");
    let library = Library::open(config).expect("a library");
    for status in library.sources().expect("sources") {
        library.remove_source(&status.source.id).expect("a source that is there");
    }
    // Each source stands on a host of its own, as sources do: 127.0.0.1 to 127.0.0.100.
    for number in 1..=SOURCES {
        library.add_source(&format!("http://127.0.0.{number}:{port}/{number}"), None).expect("an address");
    }
    library
}

/// Answers on every address of loopback.
fn serve(unchanged: Arc<AtomicUsize>) -> u16 {
    let listener = TcpListener::bind("0.0.0.0:0").expect("a free port");
    let port = listener.local_addr().expect("a bound listener has an address").port();
    let feeds: Arc<Vec<String>> = Arc::new((1..=SOURCES).map(feed).collect());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (feeds, unchanged) = (feeds.clone(), unchanged.clone());
            thread::spawn(move || answer(stream, &feeds, &unchanged));
        }
    });
    port
}

fn answer(stream: TcpStream, feeds: &[String], unchanged: &AtomicUsize) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut stream = stream;
    loop {
        let (mut line, mut request, mut conditional) = (String::new(), String::new(), false);
        while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
            conditional |= line.to_ascii_lowercase().starts_with("if-none-match");
            if request.is_empty() {
                request.clone_from(&line);
            }
            line.clear();
        }
        let path = request.split(' ').nth(1).unwrap_or_default();
        let number = path.trim_start_matches('/').parse::<usize>().ok();
        let Some(feed) = number.and_then(|number| feeds.get(number - 1)) else { return };
        let sent = if conditional {
            unchanged.fetch_add(1, Ordering::SeqCst);
            stream.write_all(b"HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n")
        } else {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"1\"\r\nContent-Length: {}\r\n\r\n",
                feed.len()
            );
            stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(feed.as_bytes()))
        };
        if sent.is_err() {
            return;
        }
    }
}

/// A feed with full texts: one entry in five tells an act, the others are ordinary news.
fn feed(source: usize) -> String {
    let item = |entry: usize| {
        let act = entry.is_multiple_of(5).then(|| {
            format!(
                "<p>Par une délibération du 17 octobre 2022, la formation restreinte de la CNIL a prononcé une amende de {} 000 euros \
                 à l’encontre de la société SOCIETE{source} SAS, pour des manquements aux articles 5 et 32 du RGPD.</p>",
                entry + source
            )
        });
        let text = format!(
            "{}<p>Article {entry} de la source {source}. Les responsables de traitement doivent informer les personnes de l’usage qui est fait \
             de leurs données, de la durée pour laquelle elles sont conservées et des droits dont elles disposent.</p><p>Un colloque réunira \
             des juristes, des ingénieurs et des chercheurs ; les inscriptions sont ouvertes jusqu’à la fin du mois.</p>",
            act.unwrap_or_default()
        );
        format!(
            "<item><title>Actualité {entry} de la source {source}</title><link>https://exemple.test/{source}/{entry}</link>\
             <guid>https://exemple.test/{source}/{entry}</guid><pubDate>Mon, {} Oct 2022 08:00:00 +0200</pubDate>\
             <content:encoded><![CDATA[{text}]]></content:encoded></item>",
            entry % 28 + 1
        )
    };
    let items: String = (1..=ENTRIES).map(item).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel><title>Source {source}</title><link>https://exemple.test/</link><language>fr</language>{items}</channel></rss>"
    )
}
