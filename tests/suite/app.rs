//! The use cases over a whole library: the demonstration, sources, refreshing from files and from a server on loopback.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;
use vigie::app::{AppError, Catalogue, Found, Library, Progress, RefreshReport};
use vigie::config::Config;
use vigie::domain::{MarkChange, SourceId};
use vigie::labels::{Labels, Tongue};

fn settings(set: &[(&str, &str)]) -> Config {
    let flags: Vec<(String, String)> =
        set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Config::load(&vigie::config::Layers { flags: &flags, ..Default::default() }).unwrap()
}

fn library() -> Library {
    Library::temporary(settings(&[])).unwrap()
}

fn refresh(library: &Library) -> (RefreshReport, Vec<Progress>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        let report = library.refresh(&[], sender).await.unwrap();
        let mut told = Vec::new();
        while let Some(progress) = receiver.recv().await {
            told.push(progress);
        }
        (report, told)
    })
}

fn feed_of(items: &[(&str, &str)]) -> String {
    let item = |(guid, text): &(&str, &str)| {
        format!(
            "<item><title>Titre {guid}</title><guid isPermaLink=\"false\">{guid}</guid>\
             <pubDate>Mon, 17 Oct 2022 00:00:00 +0200</pubDate>\
             <description>{text}</description></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<rss version=\"2.0\"><channel><title>Le fil</title><link>https://exemple.test/</link>{items}</channel></rss>"
    )
}

fn write_feed(path: &Path, items: &[(&str, &str)]) {
    // A file that is replaced has another time or length, which is what a file's tag is made of.
    fs::write(path, feed_of(items)).unwrap();
}

#[test]
fn the_demonstration_opens_with_its_articles() {
    let library = Library::demo(settings(&[])).unwrap();
    let rows = library.headlines().unwrap();
    assert!(rows.len() >= 30, "{}", rows.len());
    let expected: Vec<&str> = include_str!("../../assets/demo/expected.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .collect();
    for guid in expected {
        assert!(rows.iter().any(|row| row.article.guid == guid), "{guid} is not there");
    }
    let sources = library.sources().unwrap();
    assert!(sources.len() >= 5);
    for status in &sources {
        assert!(status.articles > 0, "{}", status.source.id);
        assert!(!status.source.title.starts_with("demo:"), "{}", status.source.title);
    }
    let (report, _) = refresh(&library);
    assert_eq!((report.succeeded, report.unchanged, report.new.len()), (sources.len(), sources.len(), 0));
}

#[test]
fn the_catalogue_can_be_read_and_is_followed_once() {
    let catalogue = Catalogue::bundled().unwrap();
    assert!(catalogue.first().count() >= 3);
    assert_eq!(library().catalogue().len(), catalogue.sources().count());
    let folder = tempfile::tempdir().unwrap();
    let config = settings(&[("store.directory", &folder.path().display().to_string())]);
    let first = {
        let library = Library::open(config.clone()).unwrap();
        let first = library.sources().unwrap();
        assert_eq!(first.len(), catalogue.first().count());
        library.remove_source(&first[0].source.id).unwrap();
        first[0].source.id.clone()
    };
    let library = Library::open(config).unwrap();
    let again = library.sources().unwrap();
    assert!(!again.iter().any(|status| status.source.id == first), "a source that was removed stays away");
    assert!(matches!(library.remove_source(&first), Err(AppError::UnknownSource(_))));
}

#[test]
fn a_wrong_catalogue_is_told() {
    let wrong = [
        "[[source]]\nid = \"A b\"\ntitle = \"\"\naddress = \"\"\n",
        "[[source]]\nid = \"a\"\ntitle = \"\"\naddress = \"\"\ntrust = \"friend\"\n",
        "[[source]]\nid = \"a\"\ntitle = \"\"\naddress = \"\"\ncolour = \"red\"\n",
        "[[source]]\nid = \"a\"\ntitle = \"\"\naddress = \"\"\n[[source]]\nid = \"a\"\ntitle = \"\"\naddress = \"\"\n",
    ];
    for text in wrong {
        assert!(Catalogue::read(text).is_err(), "{text}");
    }
}

#[test]
fn only_addresses_that_can_be_fetched_are_followed() {
    let library = library();
    for wrong in
        ["", "cnil nowhere", "ftp://example.org/feed", "javascript:alert(1)", "https://", "file:relative"]
    {
        let refused = library.add_source(wrong, None);
        assert!(matches!(refused, Err(AppError::Address(_))), "{wrong:?}: {refused:?}");
    }
    let source = library.add_source(" https://Example.org/feed ", None).unwrap();
    assert_eq!(source.address, "https://example.org/feed");
    assert_eq!(library.add_source("https://example.org/feed", None).unwrap(), source);
    assert_eq!(library.add_source("https://example.org/feed", Some("Exemple")).unwrap().title, "Exemple");
    assert_eq!(library.sources().unwrap().len(), 1);
    let known = library.add_source("https://www.cnil.fr/fr/rss.xml", None).unwrap();
    assert_eq!(known.id.as_str(), "cnil");
}

#[test]
fn a_file_is_followed_and_its_changes_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fil.xml");
    write_feed(&path, &[("un", "La &lt;b&gt;première&lt;/b&gt; mise en demeure."), ("deux", "Rien.")]);
    let library = library();
    let source = library.add_source(&path.display().to_string(), None).unwrap();
    assert!(source.address.starts_with("file:///"));

    let (report, told) = refresh(&library);
    assert_eq!((report.new.len(), report.succeeded, report.failed.len()), (2, 1, 0));
    assert_eq!(told.len(), 2);
    assert_eq!(library.sources().unwrap()[0].source.title, "Le fil");
    library.mark(&report.new, MarkChange::Read(true)).unwrap();

    let (report, _) = refresh(&library);
    assert_eq!((report.new.len(), report.unchanged), (0, 1));

    write_feed(
        &path,
        &[("un", "La mise en demeure est close, a dit la CNIL."), ("deux", "Rien."), ("trois", "Du neuf.")],
    );
    let (report, _) = refresh(&library);
    assert_eq!((report.new.len(), report.changed, report.unchanged), (1, 1, 0));
    let changed = library.headlines().unwrap().into_iter().find(|row| row.article.guid == "un").unwrap();
    assert!(changed.mark.read, "a change keeps the mark");
    let earlier = library.earlier(changed.article.id).unwrap();
    assert_eq!(earlier[0].document.text, "La première mise en demeure.");

    fs::remove_file(&path).unwrap();
    let (report, _) = refresh(&library);
    assert_eq!(report.failed.len(), 1);
    let status = &library.sources().unwrap()[0];
    assert_eq!((status.articles, status.unread), (3, 1));
    let words = Labels::new(Tongue::French).say(status.failure.as_ref().unwrap());
    assert!(words.contains("fil.xml"), "{words}");
}

#[test]
fn texts_are_found_whatever_their_case_and_accents() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fil.xml");
    let many: Vec<(String, String)> =
        (0..700).map(|n| (format!("n{n}"), format!("Article {n}, sans intérêt."))).collect();
    let mut items: Vec<(&str, &str)> =
        many.iter().map(|(guid, text)| (guid.as_str(), text.as_str())).collect();
    items[300].1 = "La SOCIÉTÉ Œuvre &amp; Cie est mise en demeure.";
    items[650].1 = "La société d’à côté.";
    write_feed(&path, &items);
    let library = library();
    library.add_source(&path.display().to_string(), None).unwrap();
    assert_eq!(refresh(&library).0.new.len(), 700);
    let go_on = AtomicBool::new(false);
    let found = |words: &str| {
        let ids = library.find_text(words, &go_on).unwrap();
        let rows = library.headlines_of(&ids).unwrap();
        let mut guids: Vec<String> = rows.into_iter().map(|row| row.article.guid).collect();
        guids.sort();
        guids
    };
    assert_eq!(found("societe"), ["n300", "n650"]);
    assert_eq!(found("oeuvre DEMEURE"), ["n300"]);
    assert_eq!(found("d'à côté"), ["n650"]);
    assert_eq!(
        found("titre N42"),
        ["n42", "n420", "n421", "n422", "n423", "n424", "n425", "n426", "n427", "n428", "n429"]
    );
    assert_eq!(found("  "), [""; 0]);
    let cancelled = AtomicBool::new(true);
    assert!(library.find_text("article", &cancelled).unwrap().len() <= 2, "a cancelled search ends at once");
}

#[test]
fn an_article_is_named_by_its_first_digits() {
    let library = Library::demo(settings(&[])).unwrap();
    let row = &library.headlines().unwrap()[0];
    assert_eq!(library.resolve(&row.article.id.to_string()[..12]).unwrap(), Found::One(row.article.id));
    let opened = library.open_articles(&[row.article.id]).unwrap();
    assert_eq!(opened[0].article, row.article);
    assert!(!opened[0].document.text.is_empty());
    let items = library.items(&[row.article.id]).unwrap();
    assert_eq!(items[0].document, opened[0].document);
    assert!(items[0].source.contains(' ') || items[0].source.len() > 3, "{}", items[0].source);
}

// --- a server on loopback ---

/// What a path answers: status line, headers, body.
type Answers = Arc<Mutex<Vec<(&'static str, String)>>>;

/// Serves answers by path, notes each request's path and whether it was conditional, until the test ends.
struct Server {
    address: String,
    seen: Arc<Mutex<Vec<String>>>,
    answers: Answers,
}

impl Server {
    fn start(answers: Vec<(&'static str, String)>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (seen, answers) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(answers)));
        let (noted, given) = (Arc::clone(&seen), Arc::clone(&answers));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, given) = (Arc::clone(&noted), Arc::clone(&given));
                thread::spawn(move || serve(stream, &noted, &given));
            }
        });
        Server { address, seen, answers }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    fn seen(&self) -> Vec<String> {
        let mut seen = std::mem::take(&mut *self.seen.lock().unwrap());
        seen.sort();
        seen
    }
}

fn serve(stream: TcpStream, noted: &Mutex<Vec<String>>, given: &Answers) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut request = String::new();
    let mut conditional = false;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) <= 2 {
            break;
        }
        conditional |= line.to_ascii_lowercase().starts_with("if-none-match: \"tag\"");
        if request.is_empty() {
            request = line;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let answers = given.lock().unwrap().clone();
    let answer = answers.iter().find(|(known, _)| *known == path).map(|(_, answer)| answer.clone());
    let answer = match answer {
        Some(answer) if conditional && answer.contains("ETag: \"tag\"") => {
            "304 Not Modified\r\n\r\n".to_owned()
        }
        Some(answer) => answer,
        None => "404 Not Found\r\n\r\nnothing".to_owned(),
    };
    noted.lock().unwrap().push(if conditional { format!("{path} if changed") } else { path });
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .ok();
}

fn ok(kind: &str, body: &str) -> String {
    format!("200 OK\r\nContent-Type: {kind}\r\nETag: \"tag\"\r\n\r\n{body}")
}

#[test]
fn one_source_fails_and_the_others_bring_their_articles() {
    let server = Server::start(vec![
        ("/good", ok("application/rss+xml", &feed_of(&[("a", "Texte de a."), ("b", "Texte de b.")]))),
        ("/page", ok("text/html", "<html><body><p>Not a feed.</p></body></html>")),
        ("/empty", ok("application/rss+xml", &feed_of(&[]))),
    ]);
    let library = library();
    for path in ["/missing", "/good", "/page", "/empty"] {
        library.add_source(&server.at(path), Some(path)).unwrap();
    }
    library.add_source("http://127.0.0.1:1/", Some("closed")).unwrap();
    let (report, told) = refresh(&library);
    assert_eq!((report.new.len(), report.succeeded, report.failed.len()), (2, 1, 4), "{report:?}");
    assert!(matches!(told[0], Progress::Started { sources: 5 }));
    assert!(matches!(told[5], Progress::SourceDone { done: 5, total: 5, .. }));
    assert_eq!(library.due_sources().unwrap(), [], "those that were just fetched rest");
    fn in_ten_minutes() -> Timestamp {
        Timestamp::now().checked_add(SignedDuration::from_mins(10)).unwrap()
    }
    let due = library.clone().with_clock(in_ten_minutes).due_sources().unwrap();
    assert_eq!(due, [SourceId::from_address(&server.at("/good"))], "those that failed wait longer");

    server.seen();
    let (report, _) = refresh(&library);
    assert_eq!((report.new.len(), report.unchanged), (0, 1));
    assert!(server.seen().contains(&"/good if changed".to_owned()), "the second request is conditional");
    let labels = Labels::new(Tongue::English);
    for (_, message) in &report.failed {
        let words = labels.say(message);
        assert!(words.contains(' ') && !words.starts_with("error-"), "{words}");
    }
}

#[test]
fn the_page_behind_a_summary_is_fetched_and_tried_again_when_it_failed() {
    let link = |path: &str, address: &str| {
        format!(
            "<item><title>{path}</title><guid>{address}{path}</guid><link>{address}{path}</link>\
             <description>Un résumé.</description></item>"
        )
    };
    let server = Server::start(Vec::new());
    let items = link("/article-1", &server.address) + &link("/article-2", &server.address);
    let feed = format!("<rss version=\"2.0\"><channel><title>Fil</title>{items}</channel></rss>");
    let page = |text: &str| {
        ok("text/html; charset=utf-8", &format!("<html><body><article><p>{text}</p></article></body></html>"))
    };
    let long = "Le texte entier de la décision, bien plus long que son résumé. ".repeat(8);
    *server.answers.lock().unwrap() =
        vec![("/feed", ok("application/rss+xml", &feed)), ("/article-1", page(&long))];

    let library = library();
    library.add_source(&server.at("/feed"), None).unwrap();
    assert_eq!(refresh(&library).0.new.len(), 2);
    let text_of = |title: &str| {
        let row = library.headlines().unwrap().into_iter().find(|row| row.article.title == title).unwrap();
        library.open_article(row.article.id).unwrap().unwrap().document.text
    };
    assert!(text_of("/article-1").contains("Le texte entier"));
    assert_eq!(text_of("/article-2"), "Un résumé.");

    server.answers.lock().unwrap().push(("/article-2", page(&long)));
    server.seen();
    let (report, _) = refresh(&library);
    assert_eq!((report.new.len(), report.changed), (0, 1), "{report:?}");
    assert_eq!(
        server.seen(),
        ["/article-2", "/feed"],
        "neither the page that is there nor robots.txt is fetched again"
    );
    assert!(text_of("/article-2").contains("Le texte entier"));
    refresh(&library);
    assert_eq!(server.seen(), ["/feed if changed"]);
}

#[test]
fn a_dropped_refresh_leaves_a_sound_library() {
    let server = Server::start(vec![("/good", ok("application/rss+xml", &feed_of(&[("a", "Texte.")])))]);
    let library = library();
    library.add_source(&server.at("/good"), None).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let dropped = Arc::new(AtomicBool::new(false));
    runtime.block_on(async {
        let (sender, _) = mpsc::unbounded_channel();
        tokio::select! {
            biased;
            () = std::future::ready(()) => dropped.store(true, Ordering::Relaxed),
            _ = library.refresh(&[], sender) => {}
        }
    });
    assert!(dropped.load(Ordering::Relaxed));
    assert_eq!(refresh(&library).0.new.len(), 1);
}

#[test]
fn offline_says_so_for_each_source() {
    let library = Library::temporary(settings(&[("fetch.offline", "true")])).unwrap();
    library.add_source("https://example.org/feed", None).unwrap();
    let (report, _) = refresh(&library);
    assert_eq!((report.failed.len(), report.left.len()), (0, 1));
}

#[test]
fn every_failure_is_said_in_both_languages() {
    let library = library();
    let refused = library.add_source("gopher://x", None).unwrap_err();
    for tongue in [Tongue::French, Tongue::English] {
        let words = Labels::new(tongue).say(&refused.message());
        assert!(words.contains("gopher://x"), "{words}");
    }
}

#[test]
fn a_library_is_backed_up_harmed_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let config = settings(&[("store.directory", &data.display().to_string())]);
    let path = folder.path().join("fil.xml");
    write_feed(&path, &[("un", "Une mise en demeure."), ("deux", "Rien.")]);
    let library = Library::open(config.clone()).unwrap();
    for status in library.sources().unwrap() {
        library.remove_source(&status.source.id).unwrap();
    }
    library.add_source(&path.display().to_string(), None).unwrap();
    refresh(&library);
    let before = library.headlines().unwrap();
    assert_eq!(before.len(), 2);
    assert_eq!(Library::daily_backups(&config).unwrap().len(), 1, "the day's first refresh makes the backup");
    assert_eq!(library.backup_daily().unwrap(), None);
    assert!(library.examine().unwrap().is_sound());
    assert_eq!(library.statistics().unwrap().articles, 2);
    assert!(library.folder().ends_with("data"));
    drop(library);

    fs::write(data.join("db/db"), "no database").unwrap();
    let refused = Library::open(config.clone()).unwrap_err();
    assert!(matches!(&refused, AppError::Store(error) if error.is_damage()), "{refused:?}");
    let newest = Library::daily_backups(&config).unwrap().remove(0);
    assert_eq!(Library::restore(&config, &newest).unwrap().articles, 2);
    assert_eq!(Library::open(config.clone()).unwrap().headlines().unwrap(), before);
    assert_eq!(Library::compact(&config).unwrap().articles, 2);
    assert_eq!(Library::repair(&config).unwrap().store.lost, 0);
    assert_eq!(Library::open(config).unwrap().headlines().unwrap(), before);
}

#[test]
fn two_libraries_on_one_directory_see_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let config = settings(&[("store.directory", &folder.path().join("data").display().to_string())]);
    let path = folder.path().join("fil.xml");
    write_feed(&path, &[("un", "Une mise en demeure."), ("deux", "Rien.")]);
    let (one, other) = (Library::open(config.clone()).unwrap(), Library::open(config).unwrap());
    for status in one.sources().unwrap() {
        other.remove_source(&status.source.id).unwrap();
    }
    other.add_source(&path.display().to_string(), None).unwrap();
    let before = one.revision().unwrap();
    assert_eq!(refresh(&other).0.new.len(), 2);
    assert_ne!(one.revision().unwrap(), before);
    assert_eq!(one.headlines().unwrap(), other.headlines().unwrap());
    let go_on = AtomicBool::new(false);
    assert_eq!(other.find_text("demeure", &go_on).unwrap(), one.find_text("demeure", &go_on).unwrap());
    assert_eq!(other.find_text("demeure", &go_on).unwrap().len(), 1);
    drop(one);
    assert_eq!(other.headlines().unwrap().len(), 2, "the one that is left takes over");
}
