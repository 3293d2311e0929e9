//! A folder of evidence: an article with its facts, so laid out that a third party can check it with common tools.
//!
//! Knows which files there are and what each holds. Leaves writing them to others. Every file but the list of hashes is in
//! the list of hashes.

use std::io::Write;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::csv::row;
use super::json::json_text;
use super::{ArticleRecord, ExportOptions, Format, Item, escape, file_name, write};
use crate::domain::{Evidence, Place};
use crate::labels::{Message, Tongue};

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// Its name inside the folder, with `/` between folders.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// All that evidence is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceOf<'a> {
    /// The article as it stands.
    pub item: &'a Item,
    /// Its earlier texts, the oldest first.
    pub earlier: &'a [EarlierText],
    /// Where it came from.
    pub source: &'a EvidenceSource,
    /// What was received and kept as it came, with a note of the answer; may be empty.
    pub received: &'a [EvidenceFile],
}

/// An earlier text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierText {
    /// When another was found in its place.
    pub replaced: Timestamp,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// The source of an article and its last fetch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceSource {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Address of its feed.
    pub address: String,
    /// How far it is believed.
    pub trust: String,
    /// The last successful fetch, RFC 3339 in UTC.
    pub last_success: Option<String>,
    /// The server's mark for what it last gave.
    pub etag: Option<String>,
    /// The server's date for what it last gave, as it wrote it.
    pub last_modified: Option<String>,
}

/// The columns of `facts.csv`.
const COLUMNS: [&str; 8] = ["measure", "kind", "field", "place", "start", "end", "quote", "sha256"];

/// The name of the folder: day, title, identifier.
pub fn evidence_folder(item: &Item, options: &ExportOptions<'_>) -> String {
    let day = options.day(item.article.dates.shown()).to_string();
    let word = options.labels.text("evidence-folder");
    file_name(&[&word, &day, &item.article.title, &item.article.id.short()], "")
}

/// The files of the folder, the one to be read first and the list of hashes last.
pub fn evidence(of: &EvidenceOf<'_>, options: &ExportOptions<'_>) -> Vec<EvidenceFile> {
    let item = of.item;
    let mut files = vec![
        file("text.txt", item.document.text.as_bytes()),
        file("title.txt", item.article.title.as_bytes()),
        file("article.json", json_text(&ArticleRecord::new(item)).as_bytes()),
        file("facts.csv", &facts(item)),
        file("summary.txt", &summary(item, options)),
        file("source.json", json_text(of.source).as_bytes()),
    ];
    for (rank, earlier) in of.earlier.iter().enumerate() {
        files.push(version(rank + 1, earlier));
    }
    files.extend(of.received.iter().cloned());
    files.push(guide(of, options));
    let sums = hashes(&files);
    files.push(sums);
    files
}

fn file(name: &str, bytes: &[u8]) -> EvidenceFile {
    EvidenceFile { name: name.to_owned(), bytes: bytes.to_vec() }
}

/// A row a passage: where it stands, what it says, and the hash of its bytes.
fn facts(item: &Item) -> Vec<u8> {
    let mut table = Vec::new();
    let mut put = |cells: Vec<String>| {
        row(cells.into_iter(), &mut table).expect("a vector takes everything");
    };
    put(COLUMNS.iter().map(|name| (*name).to_owned()).collect());
    for (rank, measure) in item.measures.iter().enumerate() {
        for proof in &measure.evidence {
            put(passage(rank + 1, measure.kind.code(), proof, item));
        }
    }
    table
}

fn passage(measure: usize, kind: &str, proof: &Evidence, item: &Item) -> Vec<String> {
    let place = match proof.place {
        Place::Title => &item.article.title,
        Place::Body => &item.document.text,
    };
    let quote = proof.span.of(place).unwrap_or_default();
    vec![
        measure.to_string(),
        kind.to_owned(),
        proof.field.code().to_owned(),
        proof.place.code().to_owned(),
        proof.span.start.to_string(),
        proof.span.end.to_string(),
        escape::line(quote),
        hash(quote.as_bytes()),
    ]
}

fn summary(item: &Item, options: &ExportOptions<'_>) -> Vec<u8> {
    let mut page = Vec::new();
    write(Format::Text, [item], options, &mut page).expect("a vector takes everything");
    page
}

/// An earlier text with its title above it.
fn version(number: usize, earlier: &EarlierText) -> EvidenceFile {
    let day = earlier.replaced.strftime("%Y%m%dT%H%M%SZ");
    let text = format!("{}\n\n{}", earlier.title, earlier.text);
    EvidenceFile { name: format!("versions/{number:03}-{day}.txt"), bytes: text.into_bytes() }
}

/// What a third party reads first: what the files are, and how they are checked.
fn guide(of: &EvidenceOf<'_>, options: &ExportOptions<'_>) -> EvidenceFile {
    let (item, labels) = (of.item, options.labels);
    let name = match labels.tongue() {
        Tongue::French => "LISEZ-MOI.txt",
        Tongue::English => "READ-ME.txt",
    };
    let mut lines = vec![labels.text("evidence-title"), String::new()];
    let link = escape::link(item.article.link.as_deref()).unwrap_or_else(|| "—".to_owned());
    let told = [
        ("evidence-article", super::summary::shown_title(&item.article.title, labels)),
        (
            "evidence-source",
            format!("{} ({})", escape::line(&of.source.title), escape::line(&of.source.address)),
        ),
        ("evidence-link", link),
        (
            "evidence-published",
            item.article.dates.published.map_or_else(|| "—".to_owned(), |it| it.to_string()),
        ),
        ("evidence-fetched", item.article.dates.fetched.to_string()),
        ("evidence-made", options.now.to_string()),
        ("evidence-identifier", item.article.id.to_string()),
    ];
    for (key, value) in told {
        lines.push(labels.say(&Message::new(key).with("value", value)));
    }
    lines.push(String::new());
    let keys = ["evidence-files", "evidence-check", "evidence-passages", "evidence-limits"];
    lines.extend(keys.into_iter().flat_map(|key| [labels.text(key), String::new()]));
    if let Some(example) = example(item) {
        lines.push(labels.say(&Message::new("evidence-example").with("command", example)));
    }
    let kept = if of.received.is_empty() { "evidence-not-received" } else { "evidence-received" };
    lines.extend([String::new(), labels.text(kept)]);
    EvidenceFile { name: name.to_owned(), bytes: (lines.join("\n") + "\n").into_bytes() }
}

/// The command that cuts the first passage of the text out of it.
fn example(item: &Item) -> Option<String> {
    let proof = item
        .measures
        .iter()
        .flat_map(|measure| &measure.evidence)
        .find(|proof| proof.place == Place::Body)?;
    let (start, end) = (proof.span.start, proof.span.end);
    Some(format!("tail -c +{} text.txt | head -c {} | sha256sum", start + 1, end.saturating_sub(start)))
}

/// The list that `sha256sum -c` reads.
fn hashes(files: &[EvidenceFile]) -> EvidenceFile {
    let mut list = Vec::new();
    for file in files {
        writeln!(list, "{}  {}", hash(&file.bytes), file.name).expect("a vector takes everything");
    }
    EvidenceFile { name: "SHA256SUMS".to_owned(), bytes: list }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
