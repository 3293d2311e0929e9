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
    assert_eq!(library.due_sources().unwrap(), std::slice::from_ref(&source));
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

// --- pages without a feed ---

/// A library whose own list of sources is this text.
fn library_with_list(folder: &tempfile::TempDir, list: &str) -> Library {
    let path = folder.path().join("sources.toml");
    std::fs::write(&path, list).unwrap();
    let place = folder.path().join("data").display().to_string();
    let config = settings(&[
        ("store.directory", &place),
        ("sources.file", &path.display().to_string()),
        ("refresh.pages", "false"),
    ]);
    let library = Library::open(config).unwrap();
    for status in library.sources().unwrap() {
        if !status.source.address.starts_with("http://127.0.0.1") {
            library.remove_source(&status.source.id).unwrap();
        }
    }
    library
}

fn html(body: &str) -> Reply {
    Reply::new(200, format!("<!DOCTYPE html><html lang=fr><body>{body}</body></html>"))
        .with("Content-Type", "text/html; charset=utf-8")
}

/// A listing page: numbers as entries, and the page that follows.
fn listing_of(numbers: std::ops::RangeInclusive<u32>, next: &str) -> Reply {
    let item = |number: u32| {
        format!(
            "<li class=n><a href=/a/{number}>Nouvelle {number}</a> <time>{} mars 2024</time></li>",
            number % 28 + 1
        )
    };
    let items: String = numbers.rev().map(item).collect();
    html(&format!("<ul>{items}</ul><a rel=next href={next}>suite</a>"))
}

#[test]
fn a_listing_page_is_a_source_and_its_older_pages_close_the_gap() {
    let (server, answers) = server();
    let folder = tempfile::tempdir().unwrap();
    let list = format!(
        "[[source]]\nid = \"ico\"\ntitle = \"ICO\"\naddress = \"{}\"\nformat = \"page\"\nlanguage = \"fr\"\n\
         [source.listing]\nitem = \"li.n\"\n",
        server.address("/news")
    );
    let library = library_with_list(&folder, &list);
    answer(&answers, "/news", listing_of(1..=3, "/news?page=1"));
    let report = refresh(&library);
    assert_eq!((report.new.len(), report.failed.len()), (3, 0), "{report:?}");
    assert_eq!(asked(&server), ["/robots.txt", "/news"]);
    let row = library.headlines().unwrap().into_iter().find(|row| row.article.title == "Nouvelle 2").unwrap();
    assert_eq!(row.article.link.as_deref(), Some(server.address("/a/2").as_str()));
    assert_eq!(row.article.dates.published.unwrap().to_string(), "2024-03-03T00:00:00Z");

    answer(&answers, "/news", listing_of(10..=12, "/news?page=1"));
    answer(&answers, "/news?page=1", listing_of(6..=9, "/news?page=2"));
    answer(&answers, "/news?page=2", listing_of(2..=5, "/news?page=3"));
    assert_eq!(refresh(&library).new.len(), 9, "{:?}", asked(&server));
    assert!(!asked(&server).contains(&"/news?page=3".to_owned()));
    assert_eq!(health(&library).gaps, []);

    answer(&answers, "/news", listing_of(20..=21, "/none"));
    assert_eq!(refresh(&library).new.len(), 2);
    assert_eq!(health(&library).gaps.len(), 1, "what cannot be filled is said");

    answer(&answers, "/news", html("<p>Refonte</p>"));
    let report = refresh(&library);
    assert_eq!(report.failed[0].1.key, "error-feed-no-items");
}

#[test]
fn rows_of_a_table_become_measures_without_a_company() {
    let (server, answers) = server();
    let folder = tempfile::tempdir().unwrap();
    let list = format!(
        "[[source]]\nid = \"tableau\"\ntitle = \"Tableau\"\naddress = \"{}\"\nformat = \"table\"\nlanguage = \"fr\"\n\
         country = \"FR\"\ntrust = \"authority\"\n[source.table]\nrow = \"table tr\"\ndate = \"td:nth-child(1)\"\n\
         organisation = \"td:nth-child(2)\"\nbreaches = \"td:nth-child(3)\"\nmeasure = \"td:nth-child(4)\"\nauthority = \"CNIL\"\n",
        server.address("/sanctions")
    );
    let library = library_with_list(&folder, &list);
    answer(
        &answers,
        "/sanctions",
        html(
            "<table><tr><th>Date</th><th>Organisme</th><th>Manquements</th><th>Décision</th></tr>\
             <tr><td>05/03/2024</td><td>Société de commerce</td><td>Cookies</td><td><a href=/d>Amende de 100 000 euros</a></td></tr>\
             <tr><td>01/02/2024</td><td>Association</td><td>Sécurité</td><td>Rappel à l'ordre</td></tr>\
             <tr><td>08/01/2024</td><td>Commune</td><td>DPO</td><td>Relaxe</td></tr></table>",
        ),
    );
    assert_eq!(refresh(&library).new.len(), 3);
    let mut told: Vec<String> = library
        .headlines()
        .unwrap()
        .iter()
        .flat_map(|row| {
            let opened = library.open_article(row.article.id).unwrap().unwrap();
            let text = opened.document.text;
            opened.measures.into_iter().map(move |measure| {
                let quotes: Vec<_> =
                    measure.evidence.iter().filter_map(|evidence| evidence.span.of(&text)).collect();
                format!(
                    "{} {} {:?} {:?} {} {quotes:?}",
                    measure.kind.code(),
                    measure.authority.as_deref().unwrap_or("-"),
                    measure.company,
                    measure.amount.map(|money| money.to_string()),
                    measure.date.map(|date| date.to_string()).unwrap_or_default(),
                )
            })
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "fine CNIL None Some(\"100000 EUR\") 2024-03-05 [\"05/03/2024\", \"Amende de 100 000 euros\", \"100 000 euros\"]",
            "reprimand CNIL None None 2024-02-01 [\"01/02/2024\", \"Rappel à l'ordre\"]",
        ]
    );
}

#[test]
fn the_template_of_a_wiki_is_read_as_fields() {
    let (server, answers) = server();
    let template = "{{DPAdecisionBOX&lt;br /&gt;\n|DPA_Abbrevation=CNIL&lt;br /&gt;\n|Date_Decided=17.10.2022&lt;br /&gt;\n\
        |Fine=20,000,000&lt;br /&gt;\n|Currency=EUR&lt;br /&gt;\n|Party_Name_1=Clearview AI&lt;br /&gt;\n}}";
    let feed = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wiki</title><entry><id>1</id><title>CNIL - SAN-2022-019</title>\
         <summary type=\"html\">{template}</summary></entry></feed>"
    );
    answer(&answers, "/feed", Reply::feed(feed));
    let library = library();
    let source = library.add_source(&server.address("/feed"), None).unwrap();
    assert_eq!(source.trust, vigie::domain::Trust::Press);
    let new = refresh(&library).new;
    let opened = library.open_article(new[0]).unwrap().unwrap();
    assert_eq!(opened.measures.len(), 1);
    assert_eq!(opened.measures[0].rules, ["template"]);
    assert_eq!(opened.measures[0].company.as_deref(), Some("Clearview AI"));
}

// --- the reader's own list, logins ---

#[test]
fn what_the_own_list_names_is_followed_until_it_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let list = |title: &str| {
        format!("[[source]]\nid = \"mine\"\ntitle = \"{title}\"\naddress = \"http://127.0.0.1:9/feed\"\n")
    };
    let titles = |library: &Library| -> Vec<String> {
        library.sources().unwrap().into_iter().map(|status| status.source.title).collect()
    };
    assert_eq!(titles(&library_with_list(&folder, &list("Une"))), ["Une"]);
    let library = library_with_list(&folder, &list("Autre"));
    assert_eq!(titles(&library), ["Autre"]);
    assert!(library.catalogue().iter().any(|source| source.id.as_str() == "mine"));
    library.remove_source(&SourceId::from_name("mine").unwrap()).unwrap();
    drop(library);
    let library = library_with_list(&folder, &list("Autre"));
    assert_eq!(titles(&library), [""; 0]);
    library.add_source("mine", None).unwrap();
    assert_eq!(titles(&library), ["Autre"]);
    assert_eq!(library.followed_at("mine").unwrap().map(|source| source.title), Some("Autre".to_owned()));
}

#[test]
fn a_wrong_own_list_is_told_with_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sources.toml");
    let source = "[[source]]\nid = \"a\"\ntitle = \"A\"\naddress = \"https://e.org/\"\n";
    for wrong in
        ["format = \"page\"\n", "format = \"page\"\n[source.listing]\nitem = \"###\"\n", "colour = 1\n"]
    {
        std::fs::write(&path, format!("{source}{wrong}")).unwrap();
        let place = folder.path().join("data").display().to_string();
        let config = settings(&[("store.directory", &place), ("sources.file", &path.display().to_string())]);
        let error = Library::open(config).unwrap_err();
        let words = Labels::new(Tongue::French).say(&error.message());
        assert!(words.contains("sources.toml") && words.len() > 40, "{words}");
    }
}

#[test]
fn a_password_comes_from_a_command_and_stands_nowhere() {
    let (server, answers) = server();
    let folder = tempfile::tempdir().unwrap();
    let list = format!(
        "[[source]]\nid = \"private\"\ntitle = \"Privé\"\naddress = \"{}\"\n\
         [source.login]\nuser = \"marie\"\ncommand = [\"echo\", \"s3cret\"]\n",
        server.address("/old")
    );
    answer(&answers, "/old", Reply::redirect(301, "/feed"));
    answer(&answers, "/feed", Reply::feed(feed_of_days(1..=2)));
    let library = library_with_list(&folder, &list);
    assert_eq!(refresh(&library).new.len(), 2);
    let authorizations: Vec<_> =
        server.requests().into_iter().map(|request| request.headers.get("authorization").cloned()).collect();
    assert_eq!(
        authorizations,
        [Some("Basic bWFyaWU6czNjcmV0".to_owned()), Some("Basic bWFyaWU6czNjcmV0".to_owned())]
    );
    answer(&answers, "/feed", Reply::new(500, ""));
    let report = refresh(&library);
    let words = Labels::new(Tongue::English).say(&report.failed[0].1);
    assert!(words.contains("/feed: the server fails"), "{words}");
    let status = &library.sources().unwrap()[0];
    let everything =
        format!("{words} {status:?} {:?} {:?}", library.hosts().unwrap(), library.headlines().unwrap());
    assert!(!everything.contains("s3cret") && !everything.contains("marie"), "{everything}");
}

#[test]
fn a_login_in_an_address_is_refused_and_not_repeated() {
    let library = library();
    let refused = library.add_source("https://marie:s3cret@e.org/feed", None).unwrap_err();
    for tongue in [Tongue::French, Tongue::English] {
        let words = Labels::new(tongue).say(&refused.message());
        assert!(words.contains("https://e.org/feed") && words.contains("sources.toml"), "{words}");
        assert!(!words.contains("s3cret"), "{words}");
    }
    let client = vigie::fetch::Client::new(&vigie::fetch::Options::default()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for address in ["http://marie:s3cret@127.0.0.1:1/", "ftp://marie:s3cret@e.org/", "http://marie:s3cret@/"]
    {
        let limits = vigie::fetch::Limits::FEED;
        let error = runtime.block_on(client.get(address, &Default::default(), &limits)).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
    }
}

// --- what an article said, and what it links to ---

#[test]
fn every_version_of_an_article_is_kept_and_can_be_asked_for() {
    let (server, answers) = server();
    let feed = |text: &str| {
        Reply::feed(format!(
            "<rss version=\"2.0\"><channel><title>F</title><item><title>T</title><guid>a</guid><description>{text}</description></item>\
             <item><title>U</title><guid>b</guid><description>Stable.</description></item></channel></rss>"
        ))
    };
    let library = library();
    library.add_source(&server.address("/feed"), None).unwrap();
    for text in ["Amende de 50 000 euros.", "Amende de 60 000 euros.", "Amende de 60 000 euros, publique."] {
        answer(&answers, "/feed", feed(text));
        refresh(&library);
    }
    let changed: Vec<_> = library.changed().unwrap().into_iter().collect();
    assert_eq!(changed.len(), 1);
    let versions = library.versions(changed[0]).unwrap();
    let texts: Vec<&str> = versions.iter().map(|version| version.document.text.as_str()).collect();
    assert_eq!(
        texts,
        ["Amende de 50 000 euros.", "Amende de 60 000 euros.", "Amende de 60 000 euros, publique."]
    );
    assert!(versions.windows(2).all(|pair| pair[0].since < pair[1].since));
    let context = vigie::query::Context::on("2026-03-02".parse().unwrap());
    let query = vigie::query::Query::parse("is:changed", &context);
    let found = library.find(&query, &std::sync::atomic::AtomicBool::new(false)).unwrap();
    assert_eq!(found.iter().map(|row| row.article.id).collect::<Vec<_>>(), changed);
}

#[test]
fn a_pdf_that_an_article_links_to_is_read_when_it_is_asked_for() {
    let (server, answers) = server();
    let text = format!(
        "&lt;p&gt;Voir la &lt;a href='{}'&gt;délibération&lt;/a&gt;.&lt;/p&gt;",
        server.address("/d.PDF?x=1")
    );
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>F</title><item><title>T</title><guid>a</guid><description>{text}</description>\
         </item></channel></rss>"
    );
    answer(&answers, "/feed", Reply::feed(feed));
    answer(&answers, "/d.PDF?x=1", Reply::new(200, include_bytes!("decision.pdf").to_vec()));
    let folder = tempfile::tempdir().unwrap();
    let vigie = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.arg("--store").arg(folder.path().join("data")).args(["--lang", "fr", "--config"]);
        let settings = folder.path().join("config.toml");
        std::fs::write(&settings, "").unwrap();
        let output = command.arg(settings).args(arguments).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert_eq!(vigie(&["sources", "add", &server.address("/feed")]).0, Some(0));
    let again = vigie(&["sources", "add", &server.address("/feed")]);
    assert!(again.0 == Some(0) && again.1.starts_with("déjà suivie"), "{again:?}");
    assert_eq!(vigie(&["sources", "add", "ftp://e.org/feed"]).0, Some(2));
    let name = SourceId::from_address(&server.address("/feed"));
    assert_eq!(vigie(&["refresh", name.as_str()]).0, Some(0));
    let listed = vigie(&["list", "--json"]).1;
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let id = listed[0]["id"].as_str().unwrap();
    let (code, shown, said) = vigie(&["show", id, "--pdf", "--json"]);
    assert_eq!(code, Some(0), "{said}");
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert!(shown["text"].as_str().unwrap().contains("à l'encontre de la société NOVALYS SAS"), "{shown}");
    assert_eq!(shown["measures"][0]["company"], "NOVALYS");
    let none = vigie(&["show", id, "--pdf", "2"]);
    assert!(none.0 == Some(3) && none.2.contains("ne mène qu’à un PDF"), "{none:?}");
    answer(&answers, "/d.PDF?x=1", Reply::new(200, "<html>Rien</html>"));
    assert_eq!(vigie(&["show", id, "--pdf"]).0, Some(1));
}

// --- hostile sources ---

/// Bounds short enough for a test.
fn short_bounds() -> Config {
    settings(&[("fetch.answer_seconds", "1"), ("fetch.total_seconds", "1"), ("refresh.parallel", "16")])
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zeros() -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let piece = vec![0; 1 << 20];
    (0..500).for_each(|_| encoder.write_all(&piece).unwrap());
    encoder.finish().unwrap()
}

/// Sixteen million times the letter a.
const BROTLI_BOMB: &[u8] = b"\xcb\xff\xff\x3f\xf8\x25\xc2\xe2\xb1\x40\x20\xf7\xfe\x2f\xff\x47\xe8\xf0\x4b\x00\xc4\x61\x11\x80\xee\x06\x1d";

/// How a source misbehaves, by name: what it answers, and how many entries are kept of it all the same.
fn misbehaviours() -> Vec<(&'static str, Reply, Option<usize>)> {
    let whole = feed_of_days(1..=5);
    let head = "<rss version=\"2.0\"><channel><title>";
    let deep = format!("{}x{}", "<b>".repeat(10_000), "</b>".repeat(10_000));
    let nested = "<x xml:base=\"b/\">".repeat(60_000);
    let mixed =
        [&feed_of_days(1..=2).replace("Texte du 1", "société").into_bytes()[..], b"\xe9\xff"].concat();
    let latin: Vec<u8> =
        feed_of_days(3..=4).replace("Texte", "\u{e9}t\u{e9}").chars().map(|c| c as u8).collect();
    let large = format!(
        "{head}F</title><item><title>t</title><description>{}",
        "Du texte &lt;b&gt;gras&lt;/b&gt;. ".repeat(270_000)
    );
    vec![
        ("silent", Reply::silence(), None),
        ("slow", Reply::dripping(whole.repeat(50), std::time::Duration::from_millis(50)), None),
        ("endless", Reply::endless("<item><title>x</title></item>".repeat(500)), None),
        ("endless title", Reply::endless(format!("{head}{}", "a".repeat(60_000))), None),
        ("gigabyte announced", Reply::cut(head, 1_000_000_000), None),
        ("gzip bomb", Reply::new(200, zeros()).with("Content-Encoding", "gzip"), None),
        ("brotli bomb", Reply::new(200, BROTLI_BOMB).with("Content-Encoding", "br"), None),
        ("gzip twice", Reply::new(200, gzip(&zeros())).with("Content-Encoding", "gzip, gzip"), None),
        (
            "not gzip",
            Reply::new(200, gzip(whole.as_bytes())[..30].to_vec()).with("Content-Encoding", "gzip"),
            None,
        ),
        ("loop", Reply::redirect(302, "/feed"), None),
        ("nowhere", Reply::redirect(301, "ftp://e.org/"), None),
        ("too many requests", Reply::new(429, "").with("Retry-After", "3600"), None),
        ("failing", Reply::new(500, whole.clone()), None),
        ("closed", Reply::closed(), None),
        ("no answer", Reply::raw("SSH-2.0-OpenSSH\r\n"), None),
        ("page", Reply::new(200, "<!DOCTYPE html><html><body>Bonjour</body></html>"), None),
        ("empty", Reply::new(200, ""), None),
        ("cut", Reply::cut(&whole[..whole.len() - 60], whole.len()), Some(5)),
        ("cut in an entry", Reply::cut(&whole[..whole.len() - 250], whole.len()), Some(4)),
        ("mixed encodings", Reply::feed(mixed), Some(2)),
        (
            "another encoding",
            Reply::feed(latin).with("Content-Type", "application/xml; charset=utf-8"),
            Some(2),
        ),
        ("deep", Reply::feed(whole.replace("Texte du 1.", &deep)), Some(5)),
        ("deeper", Reply::feed(format!("{head}F</title><item><title>t</title>{nested}")), Some(1)),
        ("large", Reply::feed(large), Some(1)),
    ]
}

#[test]
fn each_hostile_source_ends_in_bounds_with_a_message_and_harms_no_other() {
    for (name, reply, kept) in misbehaviours() {
        let (good, answers) = server();
        answer(&answers, "/feed", Reply::feed(feed_of_days(1..=3)));
        let bad = Server::start(move |_| reply.clone());
        let library = Library::temporary(short_bounds()).unwrap();
        library.add_source(&bad.address("/feed"), Some("bad")).unwrap();
        library.add_source(&good.address("/feed"), Some("good")).unwrap();
        let started = std::time::Instant::now();
        let report = refresh(&library);
        assert_eq!(report.new.len(), 3 + kept.unwrap_or(0), "{name}: {:?}", report.failed);
        assert_eq!(report.failed.len(), usize::from(kept.is_none()), "{name}: {:?}", report.failed);
        for (_, failure) in &report.failed {
            let words = Labels::new(Tongue::French).say(failure);
            assert!(words.contains(' ') && !words.starts_with("error-"), "{name}: {words}");
        }
        // The largest are ten megabytes of markup, read by an unoptimised program.
        assert!(started.elapsed().as_secs() < 20, "{name} took {:?}", started.elapsed());
    }
}

/// In a process of its own, whose memory is its own too.
#[test]
#[ignore = "the other process of the next test"]
fn a_process_that_reads_misbehaving_sources() {
    let Ok(addresses) = std::env::var("VIGIE_TEST_SOURCES") else { return };
    let library = Library::temporary(short_bounds()).unwrap();
    for address in addresses.split(' ') {
        library.add_source(address, Some(address)).unwrap();
    }
    let report = refresh(&library);
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    println!("\nreport {} {} {}", report.new.len(), report.failed.len(), peak.trim().trim_end_matches(" kB"));
}

#[cfg(target_os = "linux")]
#[test]
fn fifty_misbehaving_sources_at_once_take_little_memory() {
    let misbehaviours = misbehaviours();
    // A port each, as if they were hosts of their own.
    let bad: Vec<Server> = (0..50)
        .map(|number| {
            let reply = misbehaviours[number % misbehaviours.len()].1.clone();
            Server::start(move |_| reply.clone())
        })
        .collect();
    let (good, answers) = server();
    let mut addresses: Vec<String> = bad.iter().map(|server| server.address("/feed")).collect();
    for number in 0..10 {
        let path = format!("/good{number}");
        answer(&answers, &path, Reply::feed(feed_of_days(1..=20)));
        addresses.push(good.address(&path));
    }
    let kept = |number: usize| misbehaviours[number % misbehaviours.len()].2;
    let entries: usize = (0..50).filter_map(kept).sum();
    let failures = (0..50).filter(|number| kept(*number).is_none()).count();
    let started = std::time::Instant::now();
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["refresh::a_process_that_reads_misbehaving_sources", "--exact", "--ignored", "--nocapture"])
        .env("VIGIE_TEST_SOURCES", addresses.join(" "))
        // As the unit and the container do: GNU's C library else keeps a heap for each thread that was.
        .env("MALLOC_ARENA_MAX", "2")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().find_map(|line| line.strip_prefix("report ")).unwrap_or_else(|| panic!("{said}"));
    let numbers: Vec<usize> = line.split(' ').map(|number| number.parse().unwrap()).collect();
    println!("{} new, {} failed, {} kB at most, {:?}", numbers[0], numbers[1], numbers[2], started.elapsed());
    assert_eq!(numbers[..2], [200 + entries, failures]);
    assert!(numbers[2] < 150_000, "{} kB", numbers[2]);
}

/// Names of defects stand in the code where they are met; each has its words.
#[test]
fn every_mended_defect_is_said_in_both_languages() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/feed");
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let noted = text.split("note(\"").skip(1).filter_map(|rest| rest.split('"').next());
        names.extend(noted.map(str::to_owned));
    }
    assert!(names.len() > 15, "{names:?}");
    names.push("references".to_owned());
    for tongue in [Tongue::French, Tongue::English] {
        let labels = Labels::new(tongue);
        for name in &names {
            assert_ne!(labels.defect(name), *name, "{tongue:?}");
        }
    }
}
