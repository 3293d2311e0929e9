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
use vigie::app::{AppError, Catalogue, Found, IndexState, Library, Progress, RefreshReport, Wanted};
use vigie::config::{Config, StandingEntry, Watch, with_entry};
use vigie::domain::{ArticleId, MarkChange, SourceId, TagChange};
use vigie::index::IndexError;
use vigie::labels::{Labels, Tongue};
use vigie::query::{Context, Expression, FactTerm, Query, Term};

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
    let found = |line: &str| {
        let rows = library.headlines_of(&searched(&library, line)).unwrap();
        let mut guids: Vec<String> = rows.into_iter().map(|row| row.article.guid).collect();
        guids.sort();
        guids
    };
    let check = || {
        assert_eq!(found("societe"), ["n300", "n650"]);
        assert_eq!(found("oeuvre DEMEURE"), ["n300"]);
        assert_eq!(found("\"d'à côté\""), ["n650"]);
        assert_eq!(
            found("titre N42*"),
            ["n42", "n420", "n421", "n422", "n423", "n424", "n425", "n426", "n427", "n428", "n429"]
        );
    };
    check();
    let query = Query::parse("article", &Context::on(jiff::civil::date(2026, 6, 15)));
    assert!(
        library.find(&query, &AtomicBool::new(true)).unwrap().is_empty(),
        "a cancelled search ends at once"
    );
    library.open_index().unwrap();
    check();
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

fn searched(library: &Library, line: &str) -> Vec<ArticleId> {
    let query = Query::parse(line, &Context::on(jiff::civil::date(2026, 6, 15)));
    let answer = library.search(&query, Wanted::ALL, &AtomicBool::new(false)).unwrap();
    assert_eq!(answer.total, answer.ids.len(), "{line}");
    let mut ids = answer.ids;
    ids.sort_unstable();
    ids
}

#[test]
fn the_index_answers_as_reading_does_and_follows_what_changes() {
    let library = Library::demo(settings(&[])).unwrap();
    let lines =
        ["", "type:fine amount:>1M", "\"mise en demeure\"", "date:2022..", "-theme:cookies", "is:unread"];
    assert_eq!(library.index_state(), IndexState::Absent);
    let read = lines.map(|line| searched(&library, line));
    let (go_on, stop) = (AtomicBool::new(false), AtomicBool::new(true));
    let called_off = library.reindex(&stop, &mut |_, _| {});
    assert!(matches!(called_off, Err(AppError::Index(IndexError::Cancelled))), "{called_off:?}");
    assert_eq!(library.index_state(), IndexState::Absent);
    let mut told = Vec::new();
    let indexed = library.reindex(&go_on, &mut |done, total| told.push((done, total))).unwrap();
    assert_eq!((indexed, told.last()), (read[0].len(), Some(&(indexed, indexed))));
    assert_eq!(library.index_state(), IndexState::Ready);
    assert_eq!(lines.map(|line| searched(&library, line)), read);

    let (marked, removed) = (read[0][0], read[0][1]);
    library.mark(&[marked], MarkChange::Starred(true)).unwrap();
    assert_eq!(searched(&library, "is:starred"), [marked]);
    library.remove_articles(&[removed]).unwrap();
    assert_eq!(searched(&library, "").len(), indexed - 1);
    library.verify_index().unwrap().unwrap();
}

#[test]
fn an_index_that_was_left_behind_catches_up_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let config = settings(&[("store.directory", &data.display().to_string())]);
    let path = folder.path().join("fil.xml");
    write_feed(&path, &[("un", "Une mise en demeure est adressée à la société.")]);
    let library = Library::open(config.clone()).unwrap();
    for status in library.sources().unwrap() {
        library.remove_source(&status.source.id).unwrap();
    }
    library.add_source(&path.display().to_string(), None).unwrap();
    refresh(&library);
    assert_eq!(library.open_index().unwrap(), IndexState::Ready);
    assert_eq!(searched(&library, "demeures").len(), 1, "a word is found by its stem");
    drop(library);

    let library = Library::open(config.clone()).unwrap();
    write_feed(
        &path,
        &[
            ("un", "Une mise en demeure est adressée à la société."),
            ("deux", "Encore une mise en demeure pour la société."),
        ],
    );
    refresh(&library);
    assert_eq!(library.index_state(), IndexState::Absent, "nothing is opened without being asked");
    drop(library);
    let library = Library::open(config.clone()).unwrap();
    assert_eq!(library.open_index().unwrap(), IndexState::Ready);
    assert_eq!(searched(&library, "demeures").len(), 2);
    drop(library);

    fs::write(data.join("index/stamp"), "no stamp").unwrap();
    let library = Library::open(config).unwrap();
    library.keep_index();
    assert_eq!(searched(&library, "demeure").len(), 2, "searches never wait for the index");
}

/// Companies of the first facts, to tell two orders apart.
fn names_at(library: &Library, ids: &[vigie::domain::ArticleId]) -> Vec<Vec<Option<String>>> {
    let rows = library.headlines_of(ids).unwrap();
    let names = |row: &vigie::app::Headline| {
        row.facts.iter().map(|fact| fact.company.as_deref().map(str::to_owned)).collect()
    };
    rows.iter().map(names).collect()
}

#[test]
fn the_order_that_a_query_asks_for_holds_with_and_without_an_index() {
    let library = Library::demo(settings(&[])).unwrap();
    let answered = |line: &str| {
        let query = Query::parse(line, &Context::on(jiff::civil::date(2026, 6, 15)));
        library.search(&query, Wanted::ALL, &AtomicBool::new(false)).unwrap().ids
    };
    let lines =
        ["type:fine sort:amount", "sort:-published", "type:fine sort:-date", "has:company sort:company"];
    let read = lines.map(answered);
    library.reindex(&AtomicBool::new(false), &mut |_, _| {}).unwrap();
    for (line, read) in lines.into_iter().zip(read) {
        let found = answered(line);
        let apart = found.iter().zip(&read).position(|(one, other)| one != other);
        assert_eq!(
            (found.len(), apart),
            (read.len(), None),
            "{line}: {:?}",
            apart.map(|at| names_at(&library, &[found[at], read[at]]))
        );
        assert!(read.len() > 5, "{line}");
    }
}

#[test]
fn tags_are_kept_found_and_go_with_their_article() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| settings(&[("store.directory", &folder.path().join(name).display().to_string())]);
    let library = Library::open(at("data")).unwrap();
    let path = folder.path().join("fil.xml");
    write_feed(&path, &[("un", "Le premier."), ("deux", "Le deuxième.")]);
    library.add_source(&path.display().to_string(), None).unwrap();
    let new = refresh_file(&library);
    let give =
        |tags: &[&str]| TagChange { add: tags.iter().map(|tag| (*tag).to_owned()).collect(), remove: vec![] };
    assert_eq!(library.tag(&new, &give(&["À relire", "client"])).unwrap().len(), 2);
    assert_eq!(
        library.tag(&new, &give(&["CLIENT"])).unwrap().len(),
        0,
        "a tag is borne once, whatever its case"
    );
    let take = TagChange { add: vec![], remove: vec!["à relire".to_owned()] };
    assert_eq!(library.tag(&new[..1], &take).unwrap(), new[..1]);
    let check = |library: &Library| {
        assert_eq!(searched(library, "tag:client").len(), 2);
        assert_eq!(searched(library, "tag:\"a relire\""), new[1..]);
        assert_eq!(searched(library, "has:tag").len(), 2);
    };
    check(&library);
    library.open_index().unwrap();
    check(&library);
    library.tag(&new[1..], &give(&["urgent"])).unwrap();
    assert_eq!(searched(&library, "tag:urgent"), new[1..], "the index follows");
    library.backup(&folder.path().join("vigie.bak")).unwrap();
    drop(library);
    Library::restore(&at("other"), &folder.path().join("vigie.bak")).unwrap();
    let library = Library::open(at("other")).unwrap();
    check(&library);
    assert_eq!(library.tags().unwrap()[0], ("client".to_owned(), 2));
    library.remove_articles(&new[..1]).unwrap();
    assert!(library.tags_of(new[0]).unwrap().is_empty());
    // The archive stays where it was made.
    let findings = format!("{:?}", library.examine().unwrap().findings);
    assert!(matches!(findings.as_str(), "{}" | "{ArchiveShort: 1}"), "{findings}");
}

/// Refreshes the sources that are files; gives back the new articles, in the order of their identifiers.
fn refresh_file(library: &Library) -> Vec<ArticleId> {
    for status in library.sources().unwrap() {
        if !status.source.address.starts_with("file:") {
            library.remove_source(&status.source.id).unwrap();
        }
    }
    let mut new = refresh(library).0.new;
    new.sort_unstable();
    new
}

/// A library with a folder for the reader's own files, which follows a feed in that folder.
fn own_library(folder: &Path, files: &[(&str, &str)]) -> Library {
    files.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
    let config = Config { own_folder: Some(folder.to_owned()), ..settings(&[]) };
    let library = Library::temporary(config).unwrap();
    write_feed(&folder.join("fil.xml"), &[("un", "Une page sur les cookies est publiée par la CNIL.")]);
    library.add_source(&folder.join("fil.xml").display().to_string(), None).unwrap();
    library
}

const FINE: &str =
    "La CNIL a prononcé une amende de 20 millions d’euros à l’encontre de la société CLEARVIEW AI.";

#[test]
fn rules_do_their_work_on_arrival_and_watches_tell_once() {
    let folder = tempfile::tempdir().unwrap();
    let library = own_library(
        folder.path(),
        &[(
            "views.toml",
            "[[view]]\nname = \"grosses\"\nquery = \"montant:>1M\"\n\
         [[rule]]\nname = \"bruit\"\nquery = \"cookies\"\nread = true\n\
         [[rule]]\nname = \"suivi\"\nquery = \"@grosses\"\ntags = [\"client\"]\nstar = true\n\
         [[rule]]\nname = \"de suite\"\nquery = \"tag:client\"\ntags = [\"second\"]\n\
         [[watch]]\nname = \"Clearview\"\nquery = \"société:clearview\"\n",
        )],
    );
    let (report, _) = refresh(&library);
    assert_eq!(report.arrival.failure, None);
    assert_eq!(report.arrival.alerts, [], "what is there when a watch begins is known");
    assert!(library.headlines().unwrap()[0].mark.read);

    let items = [("un", "Une page sur les cookies est publiée par la CNIL."), ("deux", FINE)];
    write_feed(&folder.path().join("fil.xml"), &items);
    let (report, _) = refresh(&library);
    let [alert] = &report.arrival.alerts[..] else { panic!("{:?}", report.arrival) };
    assert_eq!(alert.line(&Labels::new(Tongue::French)), "CNIL : CLEARVIEW AI, amende, 20 M€");
    assert_eq!(
        library.tags_of(report.new[0]).unwrap(),
        ["client", "second"],
        "a rule sees what an earlier one did"
    );
    assert!(library.headlines_of(&report.new).unwrap()[0].mark.starred);
    assert_eq!(library.check_watches(&report.new).unwrap(), [], "each is told once");

    let rules = library.standing().unwrap().rules;
    let effects = library.rule_effects(&rules, &report.new).unwrap();
    assert!(effects.iter().all(|effect| !effect.changes()), "{effects:?}");
    let counts = library.view_counts(jiff::civil::date(2026, 6, 15)).unwrap();
    assert_eq!((counts[0].articles, counts[0].unread), (1, 1));
}

#[cfg(unix)]
#[test]
fn the_command_of_a_watch_gets_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let told = folder.path().join("told.json");
    let library = own_library(folder.path(), &[]);
    let watch = Watch {
        name: "Clearview".to_owned(),
        query: "company:clearview".to_owned(),
        command: ["sh", "-c", "cat > \"$0\"", &told.display().to_string()].map(str::to_owned).into(),
    };
    library.change_standing(|text| with_entry(text, &StandingEntry::Watch(watch.clone()))).unwrap();
    library.check_watches(&[]).unwrap();
    write_feed(&folder.path().join("fil.xml"), &[("deux", FINE)]);
    let (report, _) = refresh(&library);
    let labels = Labels::new(Tongue::English);
    library.run_watch_command(&report.arrival.alerts[0], &labels).unwrap();
    let read: serde_json::Value = serde_json::from_str(&fs::read_to_string(&told).unwrap()).unwrap();
    assert_eq!(read["line"], "CNIL: CLEARVIEW AI, fine, €20M");
    assert_eq!(read["measures"][0]["amount"], 20_000_000);
    let broken = Watch { command: vec!["/no/such/program".to_owned()], ..watch };
    library.change_standing(|text| with_entry(text, &StandingEntry::Watch(broken))).unwrap();
    assert!(library.run_watch_command(&report.arrival.alerts[0], &labels).is_err());
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_article_out() {
    let folder = tempfile::tempdir().unwrap();
    let library = own_library(folder.path(), &[("views.toml", "[[view]]\nname = 5\n")]);
    let (report, _) = refresh(&library);
    assert_eq!(report.new.len(), 1);
    let words = Labels::new(Tongue::French).say(report.arrival.failure.as_ref().unwrap());
    assert!(words.contains("views.toml, ligne 2"), "{words}");
}

#[test]
fn names_of_one_organisation_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let library = own_library(folder.path(), &[("aliases.toml", "\"Ma Banque\" = [\"MB Finance\"]\n")]);
    let names = library.names().unwrap();
    let others = |line: &str| {
        let context = Context { names: &names, ..Context::on(jiff::civil::date(2026, 6, 15)) };
        match Query::parse(line, &context).expression {
            Expression::Term(Term::Fact(FactTerm::Company(name) | FactTerm::Authority(name))) => name.others,
            other => panic!("{other:?}"),
        }
    };
    let has = |line: &str, name: &str| others(line).iter().any(|other| other == name);
    assert!(has("company:meta", "Facebook Ireland") && has("company:meta", "WhatsApp Ireland Limited"));
    assert!(!has("company:whatsapp", "Facebook Ireland"), "a member is not its group");
    assert!(has("company:\"mb finance\"", "Ma Banque") && has("company:\"ma banque\"", "MB Finance"));
    assert!(has("authority:edpb", "CEPD"));
    assert_eq!(others("company:personne"), [""; 0]);
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
    write_feed(&path, &[("un", "Une mise en demeure est adressée à la société."), ("deux", "Rien.")]);
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
    write_feed(&path, &[("un", "Une mise en demeure est adressée à la société."), ("deux", "Rien.")]);
    let (one, other) = (Library::open(config.clone()).unwrap(), Library::open(config).unwrap());
    for status in one.sources().unwrap() {
        other.remove_source(&status.source.id).unwrap();
    }
    other.add_source(&path.display().to_string(), None).unwrap();
    let before = one.revision().unwrap();
    assert_eq!(refresh(&other).0.new.len(), 2);
    assert_ne!(one.revision().unwrap(), before);
    assert_eq!(one.headlines().unwrap(), other.headlines().unwrap());
    assert_eq!(searched(&other, "demeure"), searched(&one, "demeure"));
    assert_eq!(searched(&other, "demeure").len(), 1);
    assert_eq!(one.open_index().unwrap(), IndexState::Ready);
    assert_eq!(
        other.open_index().unwrap(),
        IndexState::Ready,
        "the index of the one that holds the store is read"
    );
    assert_eq!(searched(&other, "demeures").len(), 1);
    let stopped = other.reindex(&AtomicBool::new(false), &mut |_, _| {});
    assert!(matches!(stopped, Err(AppError::Index(IndexError::Busy { .. }))), "{stopped:?}");
    other.mark(&searched(&other, "demeure"), MarkChange::Starred(true)).unwrap();
    assert_eq!(searched(&one, "is:starred").len(), 1, "marks of another process are seen");
    drop(one);
    assert_eq!(other.headlines().unwrap().len(), 2, "the one that is left takes over");
}
