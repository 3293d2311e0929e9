//! The index at the size to plan for: 100,000 articles of 3 kB and 5,000 measures, generated. Prints the corpus and what
//! was measured. `cargo bench --bench index`; `ARTICLES=10000` makes it smaller, `INDEX=folder` keeps what is built and
//! takes it up the next time.

use std::time::{Duration, Instant};

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use vigie::domain::{
    Article, ArticleDates, ArticleId, Currency, Kind, Language, Mark, Measure, Money, Provision, Role,
    SourceId, Theme,
};
use vigie::index::{Ask, Entry, Index, Laid};
use vigie::query::{Context, Query};

const BODY: usize = 3_000;
const MEASURES: usize = 5_000;
const SOURCES: u64 = 200;
const WORDS: usize = 80_000;
const THREADS: usize = 2;

/// Common words, which a text holds as often as a French one does.
const TOOLS: &[&str] = &[
    "de",
    "la",
    "le",
    "et",
    "les",
    "des",
    "l’",
    "en",
    "un",
    "à",
    "du",
    "une",
    "d’",
    "que",
    "est",
    "pour",
    "qui",
    "dans",
    "par",
    "sur",
    "a",
    "au",
    "plus",
    "ne",
    "pas",
    "ce",
    "se",
    "son",
    "avec",
    "il",
    "sont",
    "aux",
    "cette",
    "été",
    "données",
    "traitement",
    "protection",
    "personnelles",
    "société",
    "CNIL",
    "utilisateurs",
    "formation",
    "restreinte",
    "mise",
    "demeure",
    "sécurité",
    "amende",
    "cookies",
    "consentement",
    "millions",
    "euros",
    "règlement",
    "article",
    "décision",
    "sanction",
    "astreinte",
    "injonction",
    "manquement",
    "autorité",
    "personnes",
    "droit",
    "publication",
    "contrôle",
    "plainte",
];
const SYLLABLES: &[&str] = &[
    "ba", "ce", "dri", "fou", "gé", "lan", "ma", "ni", "por", "qua", "ré", "sen", "ti", "vu", "tion", "ment",
    "lis", "char", "ble", "con", "dé", "pré", "tra", "ver", "mon", "sis", "tar", "eur", "al", "ité",
];
const COMPANIES: &[&str] =
    &["Google", "Meta", "Clearview", "Criteo", "Orange", "Carrefour", "Doctissimo", "Amazon", "TikTok"];

/// Numbers that follow from a seed.
struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn share(&mut self) -> f64 {
        self.below(1 << 52) as f64 / (1_u64 << 52) as f64
    }
}

/// Words by Zipf's law.
struct Vocabulary {
    words: Vec<String>,
    reach: Vec<f64>,
}

impl Vocabulary {
    fn new() -> Vocabulary {
        let mut lot = Lot(42);
        let mut words: Vec<String> = TOOLS.iter().map(|word| (*word).to_owned()).collect();
        while words.len() < WORDS {
            let syllables = 2 + lot.below(3);
            words.push(
                (0..syllables).map(|_| SYLLABLES[lot.below(SYLLABLES.len() as u64) as usize]).collect(),
            );
        }
        let mut sum = 0.0;
        let reach = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7);
                sum
            })
            .collect();
        Vocabulary { words, reach }
    }

    fn word(&self, lot: &mut Lot) -> &str {
        let drawn = lot.share() * self.reach[self.reach.len() - 1];
        &self.words[self.reach.partition_point(|reach| *reach < drawn).min(self.words.len() - 1)]
    }

    fn text(&self, lot: &mut Lot, length: usize) -> String {
        let mut text = String::with_capacity(length + 20);
        while text.len() < length {
            if lot.below(40) == 0 {
                text.push_str(&format!("{} ", lot.below(100_000)));
            }
            if lot.below(400) == 0 {
                text.push_str(COMPANIES[lot.below(COMPANIES.len() as u64) as usize]);
                text.push(' ');
            }
            let word = self.word(lot);
            text.push_str(word);
            if !word.ends_with('’') {
                text.push_str(if lot.below(14) == 0 { ".\n" } else { " " });
            }
        }
        text
    }
}

struct Sample {
    article: Article,
    text: String,
    measures: Vec<Measure>,
}

fn now() -> Timestamp {
    TimeZone::UTC.to_timestamp(date(2026, 6, 15).at(12, 0, 0, 0)).expect("a date of this century")
}

fn sample(number: u64, all: u64, vocabulary: &Vocabulary) -> Sample {
    let mut lot = Lot(number * 7_919 + 17);
    let source =
        SourceId::from_name(&format!("source-{}", lot.below(SOURCES))).expect("a name in small letters");
    let guid = number.to_string();
    let published = now() - SignedDuration::from_mins(lot.below(15 * 365 * 24 * 60) as i64);
    let article = Article {
        id: ArticleId::of(&source, &guid),
        source,
        guid,
        link: Some(format!("https://example.org/{number}")),
        title: vocabulary.text(&mut lot, 70),
        author: None,
        dates: ArticleDates { published: Some(published), updated: None, fetched: published },
        language: if lot.below(4) == 0 { Language::English } else { Language::French },
    };
    let bears = lot.below(all) < (MEASURES as u64 * 4 / 5);
    let count = if bears { 1 + usize::from(lot.below(4) == 0) } else { 0 };
    let measures = (0..count).map(|_| measure(&mut lot, vocabulary)).collect();
    Sample { text: vocabulary.text(&mut lot, BODY), article, measures }
}

fn measure(lot: &mut Lot, vocabulary: &Vocabulary) -> Measure {
    let company = match lot.below(3) {
        0 => COMPANIES[lot.below(COMPANIES.len() as u64) as usize].to_owned(),
        _ => format!("{} {}", vocabulary.words[200 + lot.below(3_000) as usize], "France"),
    };
    let pick = lot.below(Kind::ALL.len() as u64) as usize;
    let year = 2011 + lot.below(15) as i16;
    Measure {
        company: Some(company),
        authority: Some(["CNIL", "AEPD", "Garante", "ICO", "DPC"][lot.below(5) as usize].to_owned()),
        amount: Money::from_units(1_000 * (1 + lot.below(100_000) as i64), Currency::EUR),
        date: format!("{year}-{:02}", 1 + lot.below(12)).parse().ok(),
        reference: Some(format!("SAN-{year}-{:03}", lot.below(400))),
        articles: vec![Provision(format!("RGPD {}", 5 + lot.below(40)))],
        breaches: vec![Theme::ALL[lot.below(Theme::ALL.len() as u64) as usize]],
        role: if lot.below(3) == 0 { Role::Background } else { Role::Main },
        ..Measure::of_kind(Kind::ALL[pick])
    }
}

fn main() {
    let all: u64 = std::env::var("ARTICLES").ok().and_then(|number| number.parse().ok()).unwrap_or(100_000);
    let vocabulary = Vocabulary::new();
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let kept = std::env::var_os("INDEX").map(std::path::PathBuf::from);
    let folder = kept.as_deref().unwrap_or(temporary.path());
    let index = Index::open(folder, 1).unwrap_or_else(|_| {
        let (index, text) = build(folder, all, &vocabulary);
        let share = index.bytes() as f64 / text as f64;
        println!("index: {:.1} MB, {share:.2} of the text", megabytes(index.bytes()));
        index
    });
    lay(&index, all, &vocabulary);
    queries(&index, &vocabulary);
    keystrokes(&index);
    update(&index, all, &vocabulary);
    drop(index);
    reopen(folder);
}

fn build(folder: &std::path::Path, all: u64, vocabulary: &Vocabulary) -> (Index, u64) {
    let (mut text, mut measures, mut spent, mut worked) = (0, 0, Duration::ZERO, Duration::ZERO);
    let building = Index::build(folder, 1, THREADS).expect("an index can be built");
    // Articles are generated outside the time that is measured.
    for first in (0..all).step_by(5_000) {
        let samples: Vec<Sample> =
            (first..all.min(first + 5_000)).map(|number| sample(number, all, vocabulary)).collect();
        let (start, before) = (Instant::now(), processor("/proc/self"));
        for sample in &samples {
            text += (sample.text.len() + sample.article.title.len()) as u64;
            measures += sample.measures.len();
            let entry = Entry {
                article: &sample.article,
                text: &sample.text,
                measures: &sample.measures,
                changed: false,
                print: 0,
            };
            building.add(&entry).expect("an article can be added");
        }
        spent += start.elapsed();
        worked += processor("/proc/self") - before;
    }
    let (start, before) = (Instant::now(), processor("/proc/self"));
    let index = building.finish("all").expect("an index can be finished");
    spent += start.elapsed();
    worked += processor("/proc/self") - before;
    println!(
        "corpus: {all} articles, {:.0} bytes each, {:.0} MB of text, {measures} measures, {WORDS} words, {SOURCES} sources",
        text as f64 / all as f64,
        megabytes(text)
    );
    println!(
        "indexing on {THREADS} threads: {:.1} s, {:.0} articles a second; {:.1} s of processor time, {:.0} a second of it",
        spent.as_secs_f64(),
        all as f64 / spent.as_secs_f64(),
        worked.as_secs_f64(),
        all as f64 / worked.as_secs_f64()
    );
    (index, text)
}

fn lay(index: &Index, all: u64, vocabulary: &Vocabulary) {
    let read = Laid { mark: Mark { read: true, starred: false }, ..Laid::default() };
    let ids: Vec<ArticleId> = (0..all / 2).map(|number| sample_id(number, all, vocabulary)).collect();
    let start = Instant::now();
    index.set_laid(ids.iter().map(|id| (*id, read.clone())));
    println!("marks of {} articles laid: {:.1} ms", ids.len(), milliseconds(start.elapsed()));
}

fn sample_id(number: u64, _all: u64, _vocabulary: &Vocabulary) -> ArticleId {
    let mut lot = Lot(number * 7_919 + 17);
    let source =
        SourceId::from_name(&format!("source-{}", lot.below(SOURCES))).expect("a name in small letters");
    ArticleId::of(&source, &number.to_string())
}

fn queries(index: &Index, vocabulary: &Vocabulary) {
    let mut lot = Lot(99);
    let mut word = |from: u64, to: u64| {
        vocabulary.words[(from + lot.below(to - from)) as usize].trim_end_matches('’').to_owned()
    };
    let mut lines = Vec::new();
    for number in 0..60 {
        let year = 2012 + number % 13;
        lines.push(format!("{} {} published:{year}..", word(30, 200), word(200, 3_000)));
        lines.push(format!("{} amount:>1M date:{year}..", word(30, 200)));
        lines.push(format!("{} or {} is:unread published:{year}", word(64, 1_000), word(64, 1_000)));
        lines.push(format!("company:google type:fine amount:>{}k {}", number * 100, word(30, 64)));
        lines.push(format!("cookies theme:cookies published:{year}.. -company:meta"));
        lines.push(format!("title:{} published:..{year}", word(30, 400)));
    }
    run("text, range and facets", index, &lines, 10);
    let phrases: Vec<String> =
        ["mise en demeure", "formation restreinte", "données personnelles", "de la", "la CNIL"]
            .map(|words| format!("\"{words}\""))
            .into();
    run("phrases of common words", index, &phrases, 10);
    let near = ["\"amende cookies\"~5".to_owned(), "\"sanction google\"~8".to_owned()];
    run("words near each other", index, &near, 10);
    run("everything, sorted by title", index, &["sort:title".to_owned()], 10);
    run("everything, newest first", index, &["".to_owned()], 10);
}

fn run(what: &str, index: &Index, lines: &[String], facets: usize) {
    let mut times = Vec::new();
    let mut found = 0;
    for _ in 0..5 {
        for line in lines {
            let (start, before) = (Instant::now(), processor("/proc/thread-self"));
            let query = Query::parse(line, &Context::on(date(2026, 6, 15)));
            let ask = Ask { query: &query, limit: 100, facets, now: now(), zone: &TimeZone::UTC };
            found += index.answer(&ask).expect("a query is answered").total;
            times.push((start.elapsed(), processor("/proc/thread-self") - before, line.clone()));
        }
    }
    report(what, times, found / 5 / lines.len());
}

fn keystrokes(index: &Index) {
    let lines = [
        "amende cookies google",
        "astreinte clearview",
        "mise en demeure",
        "sanction société:google montant:>1M",
        "l'autorité",
        "conservation données",
        "decontrale",
        "prémonment",
        "publié:2024.. sécurité",
        "type:fine theme:cookies injonction",
    ];
    let mut times = Vec::new();
    let mut found = 0;
    for _ in 0..3 {
        for line in lines {
            for (end, c) in line.char_indices() {
                let typed = &line[..end + c.len_utf8()];
                let (start, before) = (Instant::now(), processor("/proc/thread-self"));
                let context = Context { typing: true, ..Context::on(date(2026, 6, 15)) };
                let query = Query::parse(typed, &context);
                let ask = Ask { query: &query, limit: 100, facets: 0, now: now(), zone: &TimeZone::UTC };
                found += index.answer(&ask).expect("a query is answered").total;
                times.push((start.elapsed(), processor("/proc/thread-self") - before, typed.to_owned()));
            }
        }
    }
    let count = times.len();
    report("keystrokes", times, found / count);
}

/// Nanoseconds that the system gave this process (its first thread and those that ended are left out by some systems) or
/// this thread; on a machine with other work they tell more than the clock does.
fn processor(of: &str) -> Duration {
    if of == "/proc/self" {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let fields: Vec<u64> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .map(|field| field.parse().unwrap_or(0))
            .collect();
        // Fields 14 and 15 of the whole line, in hundredths of a second.
        return Duration::from_millis(10 * fields.get(11..13).map_or(0, |both| both.iter().sum()));
    }
    let told = std::fs::read_to_string(format!("{of}/schedstat")).unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|spent| spent.parse().ok()).unwrap_or(0))
}

/// What was measured: time by the clock, by the processor, and the line.
type Times = Vec<(Duration, Duration, String)>;

fn report(what: &str, mut times: Times, found: usize) {
    let mut worked: Vec<Duration> = times.iter().map(|(_, worked, _)| *worked).collect();
    worked.sort();
    let by_processor = |share: f64| milliseconds(worked[((worked.len() - 1) as f64 * share) as usize]);
    times.sort();
    let at = |share: f64| &times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{what}: {} measured, {found} found on average; processor p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms; clock p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, slowest {:.2} ms ({})",
        times.len(),
        by_processor(0.5),
        by_processor(0.95),
        by_processor(0.99),
        milliseconds(at(0.5).0),
        milliseconds(at(0.95).0),
        milliseconds(at(0.99).0),
        milliseconds(at(1.0).0),
        at(1.0).2
    );
}

fn update(index: &Index, all: u64, vocabulary: &Vocabulary) {
    let samples: Vec<Sample> = (all..all + 100).map(|number| sample(number, all, vocabulary)).collect();
    let start = Instant::now();
    let mut update = index.update().expect("an index can be changed");
    for sample in &samples {
        let entry = Entry {
            article: &sample.article,
            text: &sample.text,
            measures: &sample.measures,
            changed: false,
            print: 0,
        };
        update.add(&entry).expect("an article can be added");
    }
    update.commit("more").expect("a change can be committed");
    println!("100 articles added, on disk and found: {:.1} ms", milliseconds(start.elapsed()));
}

fn reopen(folder: &std::path::Path) {
    let mut times = Times::new();
    for _ in 0..10 {
        let (start, before) = (Instant::now(), processor("/proc/thread-self"));
        let index = Index::open(folder, 1).expect("an index that was finished opens");
        times.push((start.elapsed(), processor("/proc/thread-self") - before, index.count().to_string()));
    }
    report("reopening", times, 0);
    println!("resident: {:.0} MB", resident());
}

/// Resident memory in megabytes, where the system tells it.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1_024.0
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
