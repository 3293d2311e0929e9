//! The store at the size of a fifteen-year archive: `cargo bench --bench store [-- ARTICLES]`.
//!
//! Prints one line a figure. Articles are of 3 kB, their words drawn from the French corpus; those that are published
//! in the order of the clock come first (`in order`), then the same in any order (`shuffled`).

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use vigie::app::Library;
use vigie::config::Config;
use vigie::domain::{
    Article, ArticleDates, ArticleId, Currency, Kind, Language, MarkChange, Measure, Money, SourceId,
};
use vigie::query::{Context, Query};
use vigie::store::{Incoming, Store, compact};
use vigie::text::Document;

const CORPUS: &str = include_str!("../tests/corpus/fr-presse.md");
const HOUR: i64 = 3_600_000;

/// A small generator: the same numbers on every machine.
struct Lot(u64);

impl Lot {
    fn draw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

struct Maker {
    words: Vec<&'static str>,
    lot: Lot,
}

impl Maker {
    fn text(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 20);
        while text.len() < bytes {
            text.push_str(self.words[self.lot.draw(self.words.len())]);
            text.push(if self.lot.draw(60) == 0 { '\n' } else { ' ' });
        }
        text
    }

    fn article(&mut self, number: usize) -> Incoming {
        let source = SourceId::from_name(&format!("source-{}", number % 200)).expect("a name");
        let guid = format!("https://www.example.org/actualites/2024/{number}");
        let published =
            Timestamp::from_millisecond(1_000_000_000_000 + number as i64 * HOUR).expect("a time");
        let article = Article {
            id: ArticleId::of(&source, &guid),
            source,
            link: Some(guid.clone()),
            guid,
            title: self.text(80),
            author: Some("Service presse".to_owned()),
            dates: ArticleDates {
                published: Some(published),
                updated: None,
                fetched: published.checked_add(jiff::SignedDuration::from_mins(20)).expect("a time"),
            },
            language: Language::French,
        };
        let document = Document::from_plain(&self.text(3_000));
        let company = format!("Société {}", self.lot.draw(3_000));
        let fine = Measure {
            authority: Some("CNIL".to_owned()),
            company: Some(company),
            amount: Money::from_units(100_000, Currency::EUR),
            ..Measure::of_kind(Kind::AdministrativeFine)
        };
        let measures = if number.is_multiple_of(3) { vec![fine.clone(), fine] } else { Vec::new() };
        Incoming { article, digest: number as u64, document, measures }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = CORPUS.split_whitespace().filter(|word| word.len() < 20).collect();
    let mut maker = Maker { words, lot: Lot(7) };
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["load", folder, count, order] => {
            drop(load(Path::new(folder), number(count), *order == "shuffled", &mut maker));
        }
        ["scan", folder] => scan(Path::new(folder)),
        ["read", folder] => read(Path::new(folder)),
        ["write", folder, count] => write(Path::new(folder), number(count), &mut maker),
        rest => whole(rest.first().map_or(100_000, |count| number(count))),
    }
}

fn number(text: &str) -> usize {
    text.parse().expect("a number of articles")
}

/// Every phase in a process of its own, so that memory is that of the phase.
fn whole(count: usize) {
    for order in ["in order", "shuffled"] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (folder, count) = (folder.path().display().to_string(), count.to_string());
        println!("# {count} articles, {order}");
        for phase in [
            vec!["load", &folder, &count, order],
            vec!["scan", &folder],
            vec!["read", &folder],
            vec!["read", &folder],
            vec!["write", &folder, &count],
        ] {
            println!("## {}", phase[0]);
            let program = std::env::current_exe().expect("this program");
            let status = std::process::Command::new(program).args(phase).status().expect("it runs");
            assert!(status.success());
        }
    }
}

/// Every row shown once, none kept: what a reader holds who keeps less of a row than a row.
fn scan(folder: &Path) {
    let store = Store::open(folder).expect("it opens");
    let mut rows = 0;
    let (_, took) = timed(|| store.each_row(&mut |row| rows += black_box(row).facts.len().min(1)));
    say("all rows shown once", format_args!("{took:.1?}, {rows} with facts"));
    say("resident after that", format_args!("{} MB", memory("VmRSS") >> 10));
}

fn read(folder: &Path) {
    let (store, took) = timed(|| Store::open(folder).expect("it opens"));
    say("open", format_args!("{took:.1?}, {} MB resident", memory("VmRSS") >> 10));
    let (rows, took) = timed(|| store.newest(50).expect("it reads"));
    say("first 50 rows", format_args!("{took:.2?}, {} rows", rows.len()));
    for turn in ["first", "second", "third"] {
        let (rows, took) = timed(|| store.headlines().expect("it reads"));
        say(&format!("all rows, {turn} time"), format_args!("{took:.1?}, {} rows", rows.len()));
        say("resident with all rows", format_args!("{} MB", memory("VmRSS") >> 10));
        black_box(rows);
    }
    let (counts, took) = timed(|| store.counts().expect("it reads"));
    say("counts by source", format_args!("{took:.1?}, {} sources", counts.len()));
    drop(store);
    search(folder);
}

fn write(folder: &Path, count: usize, maker: &mut Maker) {
    let store = Store::open(folder).expect("it opens");
    one_by_one(&store, count, maker);
    let ids: Vec<ArticleId> = store.headlines().expect("it reads").iter().map(|row| row.article.id).collect();
    mark_all(&store, folder, &ids);
    let file = folder.join("all.backup");
    let (summary, took) = timed(|| store.backup(&file).expect("it writes"));
    say("backup", format_args!("{took:.1?}, {} MB", summary.bytes >> 20));
    drop(store);
    let (rebuilt, took) = timed(|| compact(folder).expect("it copies"));
    say("compaction", format_args!("{took:.1?}, {} → {} MB", rebuilt.bytes.0 >> 20, rebuilt.bytes.1 >> 20));
}

fn load(folder: &Path, count: usize, shuffled: bool, maker: &mut Maker) -> Vec<ArticleId> {
    let mut articles: Vec<Incoming> = Vec::new();
    let mut order: Vec<usize> = (0..count).collect();
    if shuffled {
        (1..count).rev().for_each(|place| order.swap(place, maker.lot.draw(place + 1)));
    }
    let store = Store::open(folder).expect("a new store");
    let mut ids = Vec::with_capacity(count);
    let mut spent = Duration::ZERO;
    for numbers in order.chunks(1_000) {
        articles.clear();
        articles.extend(numbers.iter().map(|number| maker.article(*number)));
        ids.extend(articles.iter().map(|incoming| incoming.article.id));
        let (_, took) = timed(|| store.upsert(&articles).expect("it writes"));
        spent += took;
    }
    say("insert", format_args!("{:.0} articles/s", count as f64 / spent.as_secs_f64()));
    drop(store);
    say("disk", format_args!("{} MB", disk(folder) >> 20));
    say("peak memory", format_args!("{} MB", memory("VmHWM") >> 10));
    ids
}

fn one_by_one(store: &Store, count: usize, maker: &mut Maker) {
    let mut times: Vec<Duration> = (0..200)
        .map(|number| {
            let one = [maker.article(count + number)];
            timed(|| store.upsert(&one).expect("it writes")).1
        })
        .collect();
    times.sort();
    say("one article, flushed", format_args!("median {:.2?}, worst {:.2?}", times[100], times[199]));
}

fn mark_all(store: &Store, folder: &Path, ids: &[ArticleId]) {
    let before = disk(folder);
    let (_, took) = timed(|| {
        for _ in 0..10 {
            store.mark(ids, MarkChange::Read(true)).expect("it writes");
            store.mark(ids, MarkChange::Read(false)).expect("it writes");
        }
        store.flush().expect("it writes");
    });
    say(
        "ten rounds of marking all",
        format_args!("{took:.1?}, disk {} → {} MB", before >> 20, disk(folder) >> 20),
    );
}

fn search(folder: &Path) {
    let mut config = Config::defaults();
    config.store.directory = Some(folder.to_owned());
    let library = Library::open(config).expect("it opens");
    let query = Query::parse("société sanction", &Context::on(jiff::civil::date(2026, 6, 15)));
    let (found, took) = timed(|| library.find(&query, &AtomicBool::new(false)).expect("it reads"));
    say("text search over all", format_args!("{took:.1?}, {} found", found.len()));
}

fn say(name: &str, figure: std::fmt::Arguments<'_>) {
    println!("{name:28} {figure}");
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// Bytes of all files under a folder.
fn disk(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => disk(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

/// A line of `/proc/self/status`, in kilobytes; zero where there is no such file.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
