//! The store: what goes in comes out, what is acknowledged stays, and what is damaged is told.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use jiff::Timestamp;
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use vigie::domain::{
    Article, ArticleDates, ArticleId, Confidence, Currency, Deadline, Evidence, Field, FullText, Kind,
    Language, Mark, MarkChange, Measure, Money, PartialDate, Period, Place, Provision, Role, Source,
    SourceFormat, SourceId, Span, Theme, Trust,
};
use vigie::labels::{Message, Value};
use vigie::store::{FetchState, Gap, Incoming, Resolved, Store, StoreError, full_syncs};
use vigie::text::{Block, BlockKind, Document, Link, Style, Styled};

/// 2024-01-01, in milliseconds.
const NEW_YEAR: i64 = 1_704_067_200_000;

fn source_id(name: &str) -> SourceId {
    SourceId::from_name(name).unwrap()
}

fn instant(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap()
}

/// The article of that number: published an hour after the one before, fetched long after.
fn incoming(number: u32) -> Incoming {
    let source = source_id(["cnil", "edpb", "noyb"][number as usize % 3]);
    let guid = format!("https://example.org/{number}");
    let text = format!("Le {number} mars, la société Exemple est mise en demeure.");
    let article = Article {
        id: ArticleId::of(&source, &guid),
        source,
        link: Some(guid.clone()),
        guid,
        title: format!("Décision {number}"),
        author: None,
        dates: ArticleDates {
            published: Some(instant(NEW_YEAR + i64::from(number) * 3_600_000)),
            updated: None,
            fetched: instant(NEW_YEAR * 2),
        },
        language: Language::French,
    };
    let notice = Measure { company: Some("Exemple".to_owned()), ..Measure::of_kind(Kind::FormalNotice) };
    Incoming {
        article,
        digest: u64::from(number),
        document: Document::from_plain(&text),
        measures: vec![notice],
    }
}

fn incoming_range(numbers: std::ops::Range<u32>) -> Vec<Incoming> {
    numbers.map(incoming).collect()
}

fn id(number: u32) -> ArticleId {
    incoming(number).article.id
}

/// An article that uses every field there is.
fn rich() -> Incoming {
    let mut rich = incoming(1);
    rich.article.author = Some("Service presse".to_owned());
    rich.article.dates.updated = Some(instant(NEW_YEAR + 5));
    let text = "Titre\nun élément\ncellule | autre\nfn main() {}\nlogo";
    let block = |kind, start, end| Block { kind, span: Span::new(start, end), quoted: 1 };
    rich.document = Document {
        text: text.to_owned(),
        blocks: vec![
            block(BlockKind::Heading(2), 0, 5),
            block(BlockKind::Item { depth: 2, number: Some(3) }, 6, 18),
            block(BlockKind::Row { header: true }, 19, 34),
            block(BlockKind::Code, 35, 47),
            block(BlockKind::Image, 48, 52),
        ],
        links: vec![Link { span: Span::new(0, 5), address: "https://example.org/".to_owned() }],
        styles: [Style::Emphasis, Style::Strong, Style::Code, Style::Struck]
            .map(|style| Styled { span: Span::new(0, 2), style })
            .to_vec(),
    };
    rich.measures = vec![
        Measure {
            authority: Some("CNIL".to_owned()),
            company: Some("CLEARVIEW AI".to_owned()),
            aliases: vec!["Clearview".to_owned()],
            amount: Money::from_units(100_000, Currency::EUR),
            period: Some(Period::Day),
            date: Some(PartialDate::Month(2022, 10)),
            reference: Some("SAN-2022-019".to_owned()),
            articles: vec![Provision("RGPD 6".to_owned())],
            breaches: vec![Theme::Lawfulness, Theme::Biometrics],
            role: Role::Background,
            complainant: Some("noyb".to_owned()),
            deadline: Some(Deadline::Months(2)),
            evidence: vec![
                Evidence { field: Field::Company, place: Place::Title, span: Span::new(0, 8) },
                Evidence { field: Field::Amount, place: Place::Body, span: Span::new(6, 18) },
            ],
            confidence: Confidence::from_hundredths(55),
            rules: vec!["astreinte-par-jour".to_owned()],
            ..Measure::of_kind(Kind::PeriodicPenalty)
        },
        Measure::of_kind(Kind::Complaint),
    ];
    rich
}

fn check_kept(store: &Store, expected: &Incoming, mark: Mark) {
    let kept = store.article(expected.article.id).unwrap().expect("the article is there");
    assert_eq!(kept.headline.article, expected.article);
    assert_eq!(kept.headline.mark, mark);
    assert_eq!(kept.document, expected.document);
    assert_eq!(kept.measures, expected.measures);
    assert_eq!(kept.headline.facts.len(), expected.measures.len());
}

#[test]
fn an_article_comes_out_as_it_went_in() {
    let store = Store::temporary().unwrap();
    let rich = rich();
    assert_eq!(store.upsert(std::slice::from_ref(&rich)).unwrap().new, [rich.article.id]);
    check_kept(&store, &rich, Mark::default());
    let row = &store.headlines().unwrap()[0];
    assert_eq!(row.facts[0].company.as_deref(), Some("CLEARVIEW AI"));
    assert!(row.facts[0].doubtful);
    assert_eq!(store.headlines_of(&[id(9), rich.article.id]).unwrap(), std::slice::from_ref(row));
}

#[test]
fn a_body_longer_than_a_part_comes_out_whole_and_shrinks_again() {
    let store = Store::temporary().unwrap();
    let mut long = incoming(1);
    let words: String = (0..60_000_u32).map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761))).collect();
    long.document = Document::from_plain(&words);
    store.upsert(std::slice::from_ref(&long)).unwrap();
    check_kept(&store, &long, Mark::default());
    let short = incoming(1);
    assert_eq!(store.upsert(std::slice::from_ref(&short)).unwrap().changed, [short.article.id]);
    check_kept(&store, &short, Mark::default());
    assert_eq!(store.earlier(short.article.id).unwrap()[0].document, long.document);
}

#[test]
fn a_changed_text_keeps_the_earlier_one() {
    let store = Store::temporary().unwrap();
    let first = incoming(1);
    let mut second = incoming(1);
    second.document = Document::from_plain("La mise en demeure est close.");
    second.article.dates.fetched = instant(NEW_YEAR * 2 + 1);
    second.measures.clear();
    store.upsert(std::slice::from_ref(&first)).unwrap();
    store.mark(&[id(1)], MarkChange::Starred(true)).unwrap();
    assert_eq!(store.upsert(std::slice::from_ref(&second)).unwrap().changed, [id(1)]);
    assert_eq!(store.upsert(std::slice::from_ref(&second)).unwrap().same, [id(1)]);
    second.article.dates.fetched = first.article.dates.fetched;
    check_kept(&store, &second, Mark { read: false, starred: true });
    let earlier = store.earlier(id(1)).unwrap();
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].document, first.document);
    assert_eq!(earlier[0].replaced, instant(NEW_YEAR * 2 + 1));
}

#[test]
fn lists_are_newest_first_and_the_first_page_is_their_head() {
    let store = Store::temporary().unwrap();
    let mut shuffled = incoming_range(0..200);
    shuffled.sort_by_key(|incoming| incoming.article.id);
    assert_eq!(store.upsert(&shuffled).unwrap().new.len(), 200);
    store.mark(&[id(3), id(150)], MarkChange::Read(true)).unwrap();
    let rows = store.headlines().unwrap();
    let titles: Vec<&str> = rows.iter().map(|row| row.article.title.as_str()).collect();
    assert_eq!(titles[..3], ["Décision 199", "Décision 198", "Décision 197"]);
    assert_eq!(rows.iter().filter(|row| row.mark.read).count(), 2);
    assert!(rows[199 - 150].mark.read);
    assert_eq!(store.newest(50).unwrap(), rows[..50]);
    let counts = store.counts().unwrap();
    assert_eq!(counts.values().map(|count| count.articles).sum::<usize>(), 200);
    assert_eq!(counts.values().map(|count| count.unread).sum::<usize>(), 198);
}

#[test]
fn marks_tell_what_they_changed() {
    let store = Store::temporary().unwrap();
    store.upsert(&incoming_range(0..3)).unwrap();
    let all = [id(0), id(1), id(2), id(77)];
    assert_eq!(store.mark(&all[1..2], MarkChange::Read(true)).unwrap(), all[1..2]);
    assert_eq!(store.mark(&all, MarkChange::Read(true)).unwrap(), [id(0), id(2)]);
    assert_eq!(store.mark(&all[..1], MarkChange::Starred(true)).unwrap(), all[..1]);
    check_kept(&store, &incoming(0), Mark { read: true, starred: true });
}

#[test]
fn the_first_digits_name_an_article() {
    let store = Store::temporary().unwrap();
    store.upsert(&incoming_range(0..40)).unwrap();
    let digits = id(7).to_string();
    assert_eq!(store.resolve(&digits[..7]).unwrap(), Resolved::One(id(7)));
    assert_eq!(store.resolve(&digits.to_uppercase()).unwrap(), Resolved::One(id(7)));
    assert!(matches!(store.resolve(&digits[..1]).unwrap(), Resolved::Several(_) | Resolved::One(_)));
    for nothing in ["", "xyz", "é", &format!("{digits}0")] {
        assert_eq!(store.resolve(nothing).unwrap(), Resolved::Nothing, "{nothing:?}");
    }
}

#[test]
fn removed_articles_are_gone_with_all_that_was_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.upsert(&incoming_range(0..120)).unwrap();
    store.mark(&[id(119)], MarkChange::Read(true)).unwrap();
    assert_eq!(store.remove(&[id(119), id(3), id(119), id(500)]).unwrap(), 2);
    assert_eq!(store.article(id(119)).unwrap(), None);
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.headlines().unwrap().len(), 118);
    assert_eq!(store.statistics().unwrap().articles, 118);
    assert_eq!(store.upsert(&incoming_range(118..121)).unwrap().new, [id(120)]);
    assert!(store.is_gone(id(119)).unwrap(), "what was taken away stays away");
}

fn feed(name: &str) -> Source {
    Source {
        id: source_id(name),
        title: name.to_uppercase(),
        address: format!("https://{name}.example/feed"),
        alternates: vec!["https://example.org/".to_owned()],
        format: SourceFormat::Feed,
        language: Language::English,
        country: "EU".to_owned(),
        trust: Trust::Official,
        tags: vec!["privacy".to_owned()],
        full_text: FullText::Always,
    }
}

#[test]
fn sources_keep_their_order_and_their_state() {
    let folder = tempfile::tempdir().unwrap();
    let state = FetchState {
        etag: Some("\"abc\"".to_owned()),
        last_success: Some(instant(NEW_YEAR)),
        failure: Some(Message {
            key: "error-fetch-status",
            arguments: vec![("status", Value::Count(404)), ("address", Value::Text("x".to_owned()))],
        }),
        streak: 3,
        mended: vec!["entities".to_owned()],
        remarks: vec![Message::new("health-pages-forbidden").count("pages", 2)],
        asked_until: Some(instant(NEW_YEAR + 60_000)),
        newest: Some(instant(NEW_YEAR - 60_000)),
        gaps: vec![Gap { after: instant(NEW_YEAR - 9_000), before: instant(NEW_YEAR - 8_000) }],
        ..FetchState::default()
    };
    {
        let store = Store::open(folder.path()).unwrap();
        store.put_sources(&[feed("zeta"), feed("alpha")]).unwrap();
        store.put_sources(&[feed("mid"), Source { title: "Z".to_owned(), ..feed("zeta") }]).unwrap();
        assert!(store.unfollow(&source_id("alpha")).unwrap());
        assert!(!store.unfollow(&source_id("alpha")).unwrap());
        store.put_fetch_state(&source_id("mid"), &state).unwrap();
        store.set_seeded().unwrap();
    }
    let store = Store::open(folder.path()).unwrap();
    let sources = store.sources().unwrap();
    let told: Vec<(&str, bool)> =
        sources.iter().map(|kept| (kept.source.title.as_str(), kept.followed)).collect();
    assert_eq!(told, [("Z", true), ("ALPHA", false), ("MID", true)]);
    assert_eq!(sources[2].source, feed("mid"));
    assert_eq!(store.fetch_state(&source_id("mid")).unwrap(), state);
    assert_eq!(store.fetch_state(&source_id("none")).unwrap(), FetchState::default());
    assert!(store.is_seeded().unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(title in any::<String>(), body in any::<String>(), guid in any::<String>()) {
        let store = Store::temporary().unwrap();
        let mut any = incoming(1);
        any.article.title = title;
        any.article.guid = guid;
        any.document = Document::from_plain(&body);
        store.upsert(std::slice::from_ref(&any)).unwrap();
        let kept = store.article(any.article.id).unwrap().unwrap();
        prop_assert_eq!(kept.headline.article, any.article);
        prop_assert_eq!(kept.document, any.document);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_flush_syncs_in_full() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let before = full_syncs();
    store.upsert(&incoming_range(0..1)).unwrap();
    assert!(full_syncs() > before, "sync_file_range is not the program's own");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_enter() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("new/data");
    drop(Store::open(&data).unwrap());
    for path in [data.clone(), data.join("db")] {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

/// How opening fails, in a word.
fn refusal(data: &Path) -> &'static str {
    match Store::open(data) {
        Ok(_) => "opens",
        Err(StoreError::Locked { .. }) => "locked",
        Err(StoreError::NoPermission { .. }) => "no permission",
        Err(StoreError::ReadOnly { .. }) => "read-only",
        Err(StoreError::DiskFull { .. }) => "disk full",
        Err(StoreError::Corrupt { .. }) => "corrupt",
        Err(StoreError::Shrunk { .. }) => "shrunk",
        Err(StoreError::Newer { .. }) => "newer",
        Err(StoreError::Foreign { .. }) => "foreign",
        Err(StoreError::OtherVersion { .. }) => "other version",
        Err(_) => "other",
    }
}

#[test]
fn a_foreign_directory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.odt"), "text").unwrap();
    assert_eq!(refusal(folder.path()), "foreign");
    assert_eq!(refusal(&folder.path().join("thesis.odt")), "foreign");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left in it");
}

#[test]
fn another_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let other = sled::open(folder.path().join("db")).unwrap();
    other.open_tree("other").unwrap().insert("key", "value").unwrap();
    drop(other);
    assert_eq!(refusal(folder.path()), "foreign");
}

#[test]
fn a_newer_store_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path()).unwrap());
    let database = raw_database(folder.path());
    database.open_tree("meta").unwrap().insert("schema", &99_u64.to_le_bytes()).unwrap();
    drop(database);
    assert_eq!(refusal(folder.path()), "newer");
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_where_nothing_can_be_made_is_told() {
    assert!(matches!(refusal(Path::new("/sys/kernel/vigie")), "no permission" | "read-only"));
}

// --- other processes ---

/// Tells the other process what to do, and where.
const ORDER: &str = "VIGIE_TEST_ORDER";
const PLACE: &str = "VIGIE_TEST_PLACE";

/// Starts this test program as another process, with an order; what it says comes line by line.
fn start(order: &str, data: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "store::another_process", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(ORDER, order).env(PLACE, data);
    // It waits on its input, which stays open as long as the child is in hand.
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    (child, said)
}

/// The next line that is the other process's own.
fn heard(said: &mut BufReader<ChildStdout>) -> Option<String> {
    loop {
        let mut line = String::new();
        if said.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some((_, words)) = line.split_once("» ") {
            return Some(words.trim_end().to_owned());
        }
    }
}

fn say(words: impl std::fmt::Display) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "» {words}").unwrap();
    out.flush().unwrap();
}

#[test]
#[ignore = "the other process of the tests below"]
fn another_process() {
    let Ok(order) = std::env::var(ORDER) else { return };
    let place = PathBuf::from(std::env::var_os(PLACE).unwrap());
    match order.split_once(' ').map_or((order.as_str(), ""), |(order, rest)| (order, rest)) {
        ("hold", _) => {
            let store = Store::open(&place).unwrap();
            say(if store.is_owner() { "held" } else { "served" });
            std::io::stdin().read_line(&mut String::new()).unwrap();
        }
        ("write", from) => write_for_ever(&place, from.parse().unwrap()),
        ("fill", _) => fill(&place),
        ("visit", _) => say(refusal(&place)),
        (unknown, _) => panic!("{unknown}"),
    }
}

/// Writes articles until that fails, and says how.
fn fill(place: &Path) {
    let store = Store::open(place).unwrap();
    for turn in 0..400 {
        match store.upsert(&incoming_range(turn * 50..turn * 50 + 50)) {
            Ok(_) => say(format_args!("kept {}", turn * 50 + 50)),
            Err(StoreError::DiskFull { .. }) => return say("disk full"),
            Err(other) => return say(other),
        }
    }
}

/// Writes articles from that number on, in groups of one to sixty, marks some, and says what is acknowledged.
fn write_for_ever(place: &Path, mut next: u32) {
    let store = Store::open(place).unwrap();
    for turn in 1_u32.. {
        let count = 1 + turn.wrapping_mul(2_654_435_761) % 60;
        store.upsert(&incoming_range(next..next + count)).unwrap();
        next += count;
        say(format_args!("kept {next}"));
        store.mark(&[id(next - 1)], MarkChange::Read(true)).unwrap();
        store.flush().unwrap();
        say(format_args!("marked {}", next - 1));
    }
}

/// Everything that can be asked of a store, asked of this one.
fn check_every_request(store: &Store) {
    assert_eq!(store.upsert(&incoming_range(0..130)).unwrap().new.len(), 130);
    let rich = Incoming { article: incoming(200).article, ..rich() };
    assert_eq!(store.upsert(std::slice::from_ref(&rich)).unwrap().new, [id(200)]);
    check_kept(store, &rich, Mark::default());
    assert_eq!(store.digest(id(200)).unwrap(), Some(1));
    assert_eq!(store.digest(id(999)).unwrap(), None);
    let before = store.revision().unwrap();
    assert_eq!(store.mark(&[id(3), id(999)], MarkChange::Starred(true)).unwrap(), [id(3)]);
    assert_ne!(store.revision().unwrap(), before);
    let mut changed = incoming(3);
    changed.document = Document::from_plain("Un autre texte.");
    assert_eq!(store.upsert(&[changed]).unwrap().changed, [id(3)]);
    assert_eq!(store.earlier(id(3)).unwrap()[0].document, incoming(3).document);
    assert_eq!(store.changed().unwrap(), [id(3)]);
    assert_eq!(store.remove(&[id(5), id(200)]).unwrap(), 2);
    let rows = store.headlines().unwrap();
    assert_eq!(rows.len(), 129);
    assert_eq!(store.newest(20).unwrap(), rows[..20]);
    assert!(store.headlines_of(&[id(3)]).unwrap()[0].mark.starred);
    assert_eq!(store.resolve(&id(3).to_string()[..12]).unwrap(), Resolved::One(id(3)));
    assert_eq!(store.counts().unwrap().values().map(|count| count.articles).sum::<usize>(), 129);
    assert_eq!(store.statistics().unwrap().articles, 129);
    let mut texts = Vec::new();
    for thread in 0..2 {
        store
            .texts(thread, 2, &mut |rank, id, title, text| {
                texts.push((rank, id, title.to_owned(), text.to_owned()));
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
    }
    texts.sort();
    assert_eq!(
        texts.iter().map(|text| text.1).collect::<Vec<_>>(),
        rows.iter().map(|row| row.article.id).collect::<Vec<_>>()
    );
    check_sources_by(store);
    let file = store.folder().join("backups.tmp");
    assert_eq!(store.backup(&file).unwrap().articles, 129);
    fs::remove_file(file).unwrap();
    assert!(store.backup_daily(instant(NEW_YEAR)).unwrap().is_some());
    assert!(store.examine().unwrap().is_sound());
    assert_eq!(store.health().unwrap(), vigie::store::Health::default());
    store.flush().unwrap();
}

fn check_sources_by(store: &Store) {
    store.put_sources(&[feed("zeta"), feed("alpha")]).unwrap();
    assert!(store.unfollow(&source_id("alpha")).unwrap());
    assert_eq!(store.sources().unwrap()[0].source, feed("zeta"));
    let state = FetchState { streak: 4, ..FetchState::default() };
    store.put_fetch_state(&source_id("zeta"), &state).unwrap();
    assert_eq!(store.fetch_state(&source_id("zeta")).unwrap(), state);
    let requests = |count| vec![("b.org".to_owned(), count), ("a.org:8080".to_owned(), 1)];
    store.add_contacts(&requests(2), instant(NEW_YEAR)).unwrap();
    store.add_contacts(&requests(3)[..1], instant(NEW_YEAR + 5)).unwrap();
    let contacts = store.contacts().unwrap();
    let told: Vec<(&str, u64)> =
        contacts.iter().map(|contact| (contact.host.as_str(), contact.requests)).collect();
    assert_eq!(told, [("a.org:8080", 1), ("b.org", 5)]);
    assert_eq!((contacts[1].first, contacts[1].last), (instant(NEW_YEAR), instant(NEW_YEAR + 5)));
    assert!(!store.is_seeded().unwrap());
    store.set_seeded().unwrap();
    assert!(store.is_seeded().unwrap());
}

#[test]
fn a_store_does_the_same_here_and_in_the_process_that_holds_it() {
    check_every_request(&Store::temporary().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let owner = Store::open(folder.path()).unwrap();
    let client = Store::open(folder.path()).unwrap();
    assert!(owner.is_owner() && !client.is_owner());
    check_every_request(&client);
    assert_eq!(owner.headlines().unwrap(), client.headlines().unwrap());
    assert_eq!(owner.revision().unwrap(), client.revision().unwrap());
}

#[test]
fn a_failure_in_the_process_that_holds_the_store_is_told_as_it_tells_it() {
    let folder = tempfile::tempdir().unwrap();
    let owner = Store::open(folder.path()).unwrap();
    let client = Store::open(folder.path()).unwrap();
    let nowhere = folder.path().join("missing/all.backup");
    let (here, there) = (owner.backup(&nowhere).unwrap_err(), client.backup(&nowhere).unwrap_err());
    assert_eq!(here.message().key, there.message().key);
    assert!(there.to_string().contains("all.backup"), "{there}");
}

#[cfg(unix)]
#[test]
fn the_work_is_taken_over_when_the_process_that_held_the_store_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, mut said) = start("hold", folder.path());
    assert_eq!(heard(&mut said).as_deref(), Some("held"));
    let store = Store::open(folder.path()).unwrap();
    assert!(!store.is_owner());
    store.upsert(&incoming_range(0..60)).unwrap();
    store.mark(&[id(7)], MarkChange::Read(true)).unwrap();
    store.flush().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(store.headlines().unwrap().len(), 60, "the dead process's socket is in the way of nothing");
    assert!(store.is_owner());
    check_all(&store, 0..60);
    let (mut child, mut said) = start("hold", folder.path());
    assert_eq!(heard(&mut said).as_deref(), Some("served"), "and others are served from now on");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn the_socket_is_for_its_owner_alone_and_goes_with_him() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket");
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    drop(store);
    assert!(!socket.exists());
}

/// Holds the lock as an older or a hung program would, and answers the greeting as told.
#[cfg(unix)]
fn held_by_a_stranger(data: &Path, greeting: Option<&'static [u8]>) -> fs::File {
    use std::io::Read;
    drop(Store::open(data).unwrap());
    let mut lock = fs::File::create(data.join("lock")).unwrap();
    lock.lock().unwrap();
    write!(lock, "4242").unwrap();
    if let Some(greeting) = greeting {
        let listener = std::os::unix::net::UnixListener::bind(data.join("socket")).unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut length = [0; 4];
                stream.read_exact(&mut length).unwrap();
                let mut ours = vec![0; u32::from_le_bytes(length) as usize];
                stream.read_exact(&mut ours).unwrap();
                let length = u32::try_from(greeting.len()).unwrap().to_le_bytes();
                stream.write_all(&[&length, greeting].concat()).unwrap();
            }
        });
    }
    lock
}

#[cfg(unix)]
#[test]
fn another_version_that_holds_the_store_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let _lock = held_by_a_stranger(folder.path(), Some(b"\x63\x039.9"));
    let refused = Store::open(folder.path()).unwrap_err();
    assert!(
        matches!(&refused, StoreError::OtherVersion { program, .. } if program == "9.9 (99)"),
        "{refused:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_process_that_holds_the_store_and_does_not_answer_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let _lock = held_by_a_stranger(folder.path(), None);
    let refused = Store::open(folder.path()).unwrap_err();
    assert!(matches!(refused, StoreError::Locked { holder: Some(4242), .. }), "{refused:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let program = std::env::current_exe().unwrap();
    // No file may grow beyond a limit: to the program, that is a disk without room.
    let limited =
        "trap '' XFSZ; ulimit -f 4096; exec \"$0\" --exact store::another_process --ignored --nocapture";
    let mut child = Command::new("sh")
        .args(["-c", limited])
        .arg(program)
        .env(ORDER, "fill")
        .env(PLACE, &data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let lines: Vec<String> = std::iter::from_fn(|| heard(&mut said)).collect();
    child.wait().unwrap();
    assert_eq!(lines.last().map(String::as_str), Some("disk full"), "{lines:?}");
    let kept: u32 = lines.len().checked_sub(2).map_or(0, |last| lines[last][5..].parse().unwrap());
    assert!(kept > 0, "{lines:?}");
    let store = Store::open(&data).unwrap();
    let there = u32::try_from(store.headlines().unwrap().len()).unwrap();
    assert!(there >= kept, "{there} of {kept}");
    check_all(&store, 0..there);
}

/// A directory of somebody else, and one that may not be written, seen by a user without rights.
#[cfg(unix)]
#[test]
fn a_directory_that_may_not_be_written_is_told() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    drop(sound_store_in(&data, 60));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o555)).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "store::another_process", "--ignored", "--nocapture"]);
    command.env(ORDER, "visit").env(PLACE, &data).stdout(Stdio::piped()).stderr(Stdio::null());
    if fs::metadata(folder.path()).unwrap().uid() == 0 {
        // The test runs as root, who may write anywhere.
        command.uid(65_534).gid(65_534);
    }
    // Where the test program itself may not be run by others, nothing can be seen.
    if let Ok(output) = command.output()
        && output.status.success()
    {
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("» no permission"), "{said}");
    }
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
    check_all(&Store::open(&data).unwrap(), 0..60);
}

/// Kills a writer at a moment that differs from round to round, and sees that all it had said is there.
fn kill_rounds(rounds: std::ops::Range<u32>) {
    let folder = tempfile::tempdir().unwrap();
    let (mut kept, mut marked) = (0_u32, Vec::new());
    for round in rounds {
        let (mut child, mut said) = start(&format!("write {kept}"), folder.path());
        let lines = round.wrapping_mul(2_654_435_761) % 37;
        let mut note = |line: String| match line.split_once(' ') {
            Some(("kept", number)) => kept = number.parse().unwrap(),
            Some(("marked", number)) => marked.push(number.parse::<u32>().unwrap()),
            _ => panic!("{line}"),
        };
        (0..lines).map_while(|_| heard(&mut said)).for_each(&mut note);
        for spin in 0..round.wrapping_mul(40_503) % 100_000 {
            std::hint::black_box(spin);
        }
        child.kill().unwrap();
        while let Some(line) = heard(&mut said) {
            note(line);
        }
        child.wait().unwrap();
        check_after_kill(folder.path(), &mut kept, &marked);
    }
}

fn check_after_kill(data: &Path, kept: &mut u32, marked: &[u32]) {
    let store = Store::open(data).unwrap();
    let rows = store.headlines().unwrap();
    assert!(rows.len() >= *kept as usize, "{} of {kept}", rows.len());
    assert_eq!(store.statistics().unwrap().articles, rows.len() as u64);
    for number in 0..u32::try_from(rows.len()).unwrap() {
        let expected = incoming(number);
        let there = store.article(expected.article.id).unwrap().expect("no gap among those that were kept");
        assert_eq!((there.headline.article, there.document), (expected.article, expected.document));
        assert_eq!(there.measures, expected.measures);
    }
    for number in marked {
        assert!(store.headlines_of(&[id(*number)]).unwrap()[0].mark.read, "the mark of {number}");
    }
    *kept = u32::try_from(rows.len()).unwrap();
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    kill_rounds(0..10);
}

#[test]
#[ignore = "takes minutes"]
fn what_was_acknowledged_survives_two_hundred_kills() {
    (0..20).for_each(|store| kill_rounds(store * 10..store * 10 + 10));
}

// --- damage ---

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn sound_store(articles: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    drop(sound_store_in(folder.path(), articles));
    folder
}

fn sound_store_in(data: &Path, articles: u32) -> Store {
    let store = Store::open(data).unwrap();
    store.upsert(&incoming_range(0..articles)).unwrap();
    store
}

/// What a reader learns from a store after its files were changed: every article is right, or it is told that some are
/// not. Anything else is a silent loss.
fn learned(sound: &Path, articles: u32, harm: impl FnOnce(&Path)) -> &'static str {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(sound, folder.path());
    harm(folder.path());
    let store = match Store::open(folder.path()) {
        Ok(store) => store,
        Err(_) => return "refused",
    };
    let Ok(rows) = store.headlines() else { return "refused" };
    let health = store.health().unwrap();
    let mut told = health.damaged + health.missing > 0;
    let mut right = rows.len() == articles as usize;
    for number in 0..articles {
        match store.article(id(number)) {
            Ok(Some(kept)) => right &= kept.document == incoming(number).document,
            Ok(None) => right = false,
            Err(_) => told = true,
        }
    }
    if told {
        "told"
    } else if right {
        "unharmed"
    } else {
        "SILENT"
    }
}

fn database_file(data: &Path) -> PathBuf {
    data.join("db/db")
}

#[test]
fn damage_is_never_silent() {
    let articles = 400;
    let sound = sound_store(articles);
    let length = fs::metadata(database_file(sound.path())).unwrap().len();
    let mut outcomes: Vec<(String, &str)> = Vec::new();
    for turn in 0..12_u64 {
        let at = turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) % length;
        let flip = |data: &Path| {
            let mut bytes = fs::read(database_file(data)).unwrap();
            bytes[at as usize] ^= 0x10;
            fs::write(database_file(data), bytes).unwrap();
        };
        outcomes.push((format!("flip at {at}"), learned(sound.path(), articles, flip)));
    }
    for turn in 0..8_u64 {
        let at = length * turn / 8;
        let cut = |data: &Path| {
            fs::OpenOptions::new().write(true).open(database_file(data)).unwrap().set_len(at).unwrap();
        };
        outcomes.push((format!("cut at {at}"), learned(sound.path(), articles, cut)));
    }
    let gone = |data: &Path| fs::remove_dir_all(data.join("db")).unwrap();
    outcomes.push(("database gone".to_owned(), learned(sound.path(), articles, gone)));
    let emptied = |data: &Path| {
        fs::remove_dir_all(data.join("db")).unwrap();
        fs::create_dir(data.join("db")).unwrap();
    };
    outcomes.push(("database emptied".to_owned(), learned(sound.path(), articles, emptied)));
    let unstamped = |data: &Path| fs::remove_file(data.join("stamp")).unwrap();
    outcomes.push(("stamp gone".to_owned(), learned(sound.path(), articles, unstamped)));
    let silent: Vec<&(String, &str)> = outcomes.iter().filter(|(_, outcome)| *outcome == "SILENT").collect();
    assert!(silent.is_empty(), "{silent:?}\nof {outcomes:#?}");
    assert!(outcomes.iter().filter(|(_, outcome)| *outcome == "refused").count() >= 4, "{outcomes:#?}");
}

#[test]
#[ignore = "takes minutes"]
fn four_hundred_damages_are_never_silent() {
    damage_two_hundred_times(&sound_store(400), 400);
    let reopened = sound_store(400);
    (0..3).for_each(|_| drop(Store::open(reopened.path()).unwrap()));
    damage_two_hundred_times(&reopened, 400);
}

fn damage_two_hundred_times(sound: &tempfile::TempDir, articles: u32) {
    let whole = fs::read(database_file(sound.path())).unwrap();
    let same = |data: &Path| fs::write(database_file(data), &whole).unwrap();
    assert_eq!(learned(sound.path(), articles, same), "unharmed");
    let mut tally: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for turn in 0..200 {
        let (harm, bytes) = harmed(&whole, turn);
        let outcome = learned(sound.path(), articles, |data| fs::write(database_file(data), bytes).unwrap());
        *tally.entry((harm, outcome)).or_default() += 1;
    }
    println!("{tally:?}");
    assert!(tally.keys().all(|(_, outcome)| *outcome != "SILENT"), "{tally:?}");
}

/// A hundred flipped bits, fifty cuts, fifty zeroed blocks, each somewhere else.
fn harmed(whole: &[u8], turn: usize) -> (&'static str, Vec<u8>) {
    let mut bytes = whole.to_vec();
    let place = turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) % whole.len();
    match turn {
        0..100 => {
            bytes[place] ^= 1 << (turn % 8);
            ("flip", bytes)
        }
        100..150 => {
            bytes.truncate(place);
            ("cut", bytes)
        }
        _ => {
            let end = (place + 4_096).min(bytes.len());
            bytes[place..end].fill(0);
            ("zeroed", bytes)
        }
    }
}

#[test]
fn repair_keeps_what_is_left_of_a_store_that_was_cut() {
    let folder = sound_store(400);
    let length = fs::metadata(database_file(folder.path())).unwrap().len();
    fs::OpenOptions::new()
        .write(true)
        .open(database_file(folder.path()))
        .unwrap()
        .set_len(length / 2)
        .unwrap();
    assert_eq!(refusal(folder.path()), "shrunk");
    let rebuilt = vigie::store::repair(folder.path()).unwrap();
    assert_eq!(rebuilt.articles + rebuilt.lost, 400);
    assert!(rebuilt.articles > 0);
    check_all(&Store::open(folder.path()).unwrap(), 0..u32::try_from(rebuilt.articles).unwrap());
}

#[test]
fn an_older_database_in_its_place_is_told() {
    let sound = sound_store(60);
    let other = sound_store(60);
    fs::remove_dir_all(sound.path().join("db")).unwrap();
    copy_folder(&other.path().join("db"), &sound.path().join("db"));
    assert_eq!(refusal(sound.path()), "corrupt");
}

// --- backup, restoring, giving space back, mending ---

fn check_all(store: &Store, numbers: std::ops::Range<u32>) {
    assert_eq!(store.headlines().unwrap().len(), numbers.len());
    for number in numbers {
        let mark = store.headlines_of(&[id(number)]).unwrap()[0].mark;
        check_kept(store, &incoming(number), mark);
        assert_eq!(store.resolve(&id(number).to_string()).unwrap(), Resolved::One(id(number)));
    }
    let examination = store.examine().unwrap();
    assert!(examination.is_sound(), "{examination:?}");
}

/// A store with everything in it: 130 articles, marks, an earlier state, sources, a fetch state.
fn full_store(data: &Path) -> Store {
    let store = Store::open(data).unwrap();
    let mut before = incoming(5);
    before.document = Document::from_plain("Un texte d'avant.");
    store.upsert(&[before]).unwrap();
    store.upsert(&incoming_range(0..130)).unwrap();
    store.mark(&[id(3), id(4)], MarkChange::Starred(true)).unwrap();
    store.put_sources(&[feed("cnil"), feed("edpb")]).unwrap();
    store.put_fetch_state(&source_id("cnil"), &FetchState { streak: 2, ..FetchState::default() }).unwrap();
    store.set_seeded().unwrap();
    store
}

fn check_full(store: &Store) {
    check_all(store, 0..130);
    assert!(store.headlines_of(&[id(3)]).unwrap()[0].mark.starred);
    assert_eq!(store.earlier(id(5)).unwrap().len(), 1);
    assert_eq!(store.sources().unwrap().len(), 2);
    assert_eq!(store.fetch_state(&source_id("cnil")).unwrap().streak, 2);
    assert!(store.is_seeded().unwrap());
}

#[test]
fn a_backup_gives_everything_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("articles.backup");
    let data = folder.path().join("data");
    let store = full_store(&data);
    let summary = store.backup(&file).unwrap();
    assert_eq!(summary.articles, 130);
    assert_eq!(vigie::store::verify_backup(&file).unwrap(), summary);
    assert!(matches!(vigie::store::restore(&file, &data), Err(StoreError::Locked { .. })));
    drop(store);

    let elsewhere = folder.path().join("elsewhere");
    assert_eq!(vigie::store::restore(&file, &elsewhere).unwrap().aside, None);
    check_full(&Store::open(&elsewhere).unwrap());

    fs::OpenOptions::new().write(true).open(database_file(&data)).unwrap().set_len(0).unwrap();
    assert_ne!(refusal(&data), "opens");
    let rebuilt = vigie::store::restore(&file, &data).unwrap();
    assert!(rebuilt.aside.unwrap().exists(), "the old one is kept");
    check_full(&Store::open(&data).unwrap());
    assert_eq!(vigie::store::kept_aside(&data).len(), 1);
}

#[test]
fn a_harmed_backup_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (file, data) = (folder.path().join("articles.backup"), folder.path().join("data"));
    let store = full_store(&data);
    store.backup(&file).unwrap();
    drop(store);
    let bytes = fs::read(&file).unwrap();
    let harmed = folder.path().join("harmed.backup");
    let mut harms: Vec<Vec<u8>> = (0..20).map(|turn| bytes[..bytes.len() * turn / 20].to_vec()).collect();
    harms.extend((0..40).map(|turn| {
        let mut flipped = bytes.clone();
        flipped[(bytes.len() - 1) * turn / 39] ^= 4;
        flipped
    }));
    for harm in harms {
        fs::write(&harmed, &harm).unwrap();
        let refused = vigie::store::restore(&harmed, &data);
        assert!(matches!(refused, Err(StoreError::Backup { .. })), "{refused:?}");
    }
    check_full(&Store::open(&data).unwrap());
    assert!(vigie::store::kept_aside(&data).is_empty());
}

#[test]
fn a_daily_backup_is_made_once_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let store = full_store(folder.path());
    let made = store.backup_daily(instant(NEW_YEAR)).unwrap().unwrap();
    assert!(made.ends_with("backups/vigie-2024-01-01.backup"));
    assert_eq!(store.backup_daily(instant(NEW_YEAR + 3_600_000)).unwrap(), None);
    for day in 1..30 {
        store.backup_daily(instant(NEW_YEAR + day * 86_400_000)).unwrap();
    }
    assert_eq!(vigie::store::daily_backups(folder.path()).len(), 7);
}

#[test]
fn compaction_keeps_everything_in_less_room() {
    let folder = tempfile::tempdir().unwrap();
    let store = full_store(folder.path());
    store.upsert(&incoming_range(130..3_000)).unwrap();
    let going: Vec<ArticleId> = (130..3_000).map(id).collect();
    assert_eq!(store.remove(&going).unwrap(), 2_870);
    assert!(matches!(vigie::store::compact(folder.path()), Err(StoreError::Locked { .. })));
    drop(store);
    let rebuilt = vigie::store::compact(folder.path()).unwrap();
    assert!(rebuilt.bytes.1 < rebuilt.bytes.0, "{rebuilt:?}");
    assert_eq!((rebuilt.articles, rebuilt.aside), (130, None));
    check_full(&Store::open(folder.path()).unwrap());
}

#[test]
fn a_swap_that_was_cut_off_is_carried_out() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    drop(full_store(&data));
    let other = folder.path().join("other");
    drop(full_store(&other));
    // The state just after the old directory was moved away: the new one waits, and the order stands.
    let order = format!("{}aside-2024-01-01-1\n", fs::read_to_string(other.join("stamp")).unwrap());
    fs::rename(data.join("db"), data.join("aside-2024-01-01-1")).unwrap();
    copy_folder(&other.join("db"), &data.join("db.new"));
    fs::write(data.join("swap"), order).unwrap();
    check_full(&Store::open(&data).unwrap());
    assert!(!data.join("swap").exists());
    check_full(&Store::open(&data).unwrap());
}

/// The database of a store that was just closed; its threads may hold it a moment longer.
fn raw_database(data: &Path) -> sled::Db {
    let tries = std::iter::repeat_with(|| sled::open(data.join("db")));
    tries.take(1_000_000).find_map(Result::ok).unwrap()
}

/// Changes records of a closed store by their tree.
fn tamper(data: &Path, tree: &str, change: impl Fn(&sled::Tree)) {
    let database = raw_database(data);
    change(&database.open_tree(tree).unwrap());
    database.flush().unwrap();
}

fn spoil_first(tree: &sled::Tree) {
    let (key, value) = tree.first().unwrap().unwrap();
    let mut value = value.to_vec();
    value[2] ^= 1;
    tree.insert(key, value).unwrap();
}

#[test]
fn repair_keeps_what_can_be_read_and_makes_indexes_anew() {
    let folder = tempfile::tempdir().unwrap();
    drop(full_store(folder.path()));
    tamper(folder.path(), "article", spoil_first);
    tamper(folder.path(), "body", |tree| {
        let (last, _) = tree.last().unwrap().unwrap();
        tree.remove(last).unwrap();
    });
    tamper(folder.path(), "mark", spoil_first);
    tamper(folder.path(), "measure", spoil_first);
    tamper(folder.path(), "id", |tree| {
        tree.remove(id(60).0).unwrap();
        tree.insert(id(999).0, &[7; 16]).unwrap();
    });
    let store = Store::open(folder.path()).unwrap();
    insta::assert_debug_snapshot!(store.examine().unwrap(), @r"
    Examination {
        sound: 128,
        findings: {
            Header: 1,
            Body: 1,
            Measures: 1,
            Mark: 1,
            StrayIdentifier: 1,
            NoIdentifier: 1,
        },
    }
    ");
    assert_eq!(store.headlines().unwrap().len(), 129);
    assert_eq!(store.health().unwrap().damaged, 1);
    drop(store);

    let rebuilt = vigie::store::repair(folder.path()).unwrap();
    assert_eq!((rebuilt.articles, rebuilt.lost), (128, 2));
    assert!(rebuilt.aside.unwrap().exists());
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.examine().unwrap().findings, Default::default());
    assert_eq!(store.headlines().unwrap().len(), 128);
    check_kept(&store, &incoming(60), Mark::default());
}

// --- what earlier versions wrote ---

/// A backup of everything a store can hold, as the first version wrote it. It is never written again: what is in the
/// field must stay readable.
fn first_version() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/store/schema-1.backup")
}

fn article_with_everything() -> Incoming {
    let mut everything = rich();
    everything.article = Article { author: everything.article.author, ..incoming(200).article };
    everything
}

#[test]
#[ignore = "writes the bytes of a new version, once"]
fn write_what_this_version_writes() {
    let folder = tempfile::tempdir().unwrap();
    let store = full_store(folder.path());
    store.upsert(&[article_with_everything()]).unwrap();
    let path = first_version();
    assert!(!path.exists(), "a version's bytes are written once");
    store.backup(&path).unwrap();
}

#[test]
fn a_store_of_the_first_version_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(vigie::store::verify_backup(&first_version()).unwrap().schema, 1);
    vigie::store::restore(&first_version(), folder.path()).unwrap();
    let store = Store::open(folder.path()).unwrap();
    assert!(store.examine().unwrap().is_sound());
    check_kept(&store, &article_with_everything(), Mark::default());
    for number in 0..130 {
        let mark = store.headlines_of(&[id(number)]).unwrap()[0].mark;
        assert_eq!(mark.starred, number == 3 || number == 4);
        check_kept(&store, &incoming(number), mark);
    }
    assert_eq!(store.earlier(id(5)).unwrap()[0].document.text, "Un texte d'avant.");
    assert_eq!(store.sources().unwrap()[0].source, feed("cnil"));
    assert_eq!(store.fetch_state(&source_id("cnil")).unwrap().streak, 2);
}
