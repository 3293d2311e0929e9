//! 100,000 articles to JSON Lines and to CSV: seconds, bytes, and how far memory grows.
//!
//! Each article has a body of 3 kB of French; one in twenty tells a fine with four passages. They are made while they
//! are written, so that the figures hold the making too; it is measured alone for comparison.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use vigie::domain::{
    Article, ArticleDates, ArticleId, Currency, Evidence, Field, Kind, Language, Measure, Money, Place,
    SourceId, Span,
};
use vigie::export::{ExportOptions, Format, Item, write};
use vigie::labels::{Labels, Tongue};
use vigie::text::Document;

const ARTICLES: usize = 100_000;

const FACT: &str = "La CNIL a prononcé une amende de 250 000 euros à l’encontre de la société ACME. ";

const FILLER: &str = "La société exploite un site de vente en ligne et conserve les données de ses clients. Elle indique \
                      avoir pris des mesures depuis lors. ";

fn item(rank: usize) -> Item {
    let source = SourceId::from_name("cnil").expect("a source's name");
    let tells = rank.is_multiple_of(20);
    let mut text = if tells { FACT.to_owned() } else { String::new() };
    while text.len() < 3_000 {
        text.push_str(FILLER);
        if text.len() % 7 == 0 {
            text.push('\n');
        }
    }
    let guid = format!("https://www.example.fr/article/{rank}");
    let time = jiff::Timestamp::from_second(1_600_000_000 + rank as i64 * 3_600).expect("a time of our days");
    Item {
        article: Article {
            id: ArticleId::of(&source, &guid),
            source,
            link: Some(guid.clone()),
            guid,
            title: format!("Article {rank} sur la protection des données"),
            author: None,
            dates: ArticleDates { published: Some(time), updated: None, fetched: time },
            language: Language::French,
        },
        source: "CNIL".to_owned(),
        document: Document::from_plain(&text),
        measures: tells.then(fine).into_iter().collect(),
        mark: vigie::domain::Mark::default(),
    }
}

fn fine() -> Measure {
    let quotes = [
        (Field::Authority, "CNIL"),
        (Field::Kind, "amende"),
        (Field::Amount, "250 000 euros"),
        (Field::Company, "ACME"),
    ];
    let evidence = quotes.map(|(field, quote)| {
        let start = FACT.find(quote).expect("the quote stands in the text");
        Evidence { field, place: Place::Body, span: Span::new(start, start + quote.len()) }
    });
    Measure {
        authority: Some("CNIL".to_owned()),
        company: Some("ACME".to_owned()),
        amount: Money::from_units(250_000, Currency::EUR),
        evidence: evidence.to_vec(),
        ..Measure::of_kind(Kind::AdministrativeFine)
    }
}

/// Counts what it is given and keeps nothing.
#[derive(Default)]
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The greatest memory that the process has held, in kilobytes; nothing where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    let labels = Labels::new(Tongue::French);
    let options = ExportOptions::new(&labels, "2026-01-01T00:00:00Z".parse().expect("a time"));
    let begun = Instant::now();
    (0..ARTICLES).map(item).for_each(|item| drop(black_box(item)));
    println!("making {ARTICLES} articles: {:.2} s, peak {:?} kB", begun.elapsed().as_secs_f64(), peak());
    for format in [Format::JsonLines, Format::Csv, Format::Json, Format::Markdown, Format::Html] {
        let begun = Instant::now();
        let mut counted = Counted::default();
        write(format, (0..ARTICLES).map(item), &options, &mut counted).expect("counting cannot fail");
        let seconds = begun.elapsed().as_secs_f64();
        println!("{}: {seconds:.2} s, {} bytes, peak {:?} kB", format.code(), counted.0, peak());
    }
}
