//! `vigie extract`: the facts of articles given as files, or of many as JSON lines.

use std::fs;
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::error::Category;

use super::failure::Failure;
use super::output;
use crate::app;
use crate::domain::{Language, Measure};
use crate::export::{MeasureRecord, facts_table};
use crate::facts::{Engine, Reading};
use crate::labels::{Labels, Message};
use crate::text::Document;

/// Articles worked on at once; bounds what is held in memory.
const BATCH: usize = 512;

/// Arguments of `vigie extract`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl", value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long)]
    jsonl: bool,
    #[arg(long, conflicts_with = "jsonl")]
    json: bool,
    #[arg(long, value_name = "DATE", conflicts_with = "jsonl")]
    published: Option<Date>,
    #[arg(long, value_name = "TITLE", conflicts_with = "jsonl")]
    title: Option<String>,
}

/// Draws the facts.
pub(super) fn run(labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let engine = app::engine();
    match &arguments.file {
        Some(file) => one_article(&engine, labels, arguments, file),
        None => many_lines(&engine, labels),
    }
}

fn one_article(
    engine: &Engine,
    labels: &Labels,
    arguments: &Arguments,
    file: &PathBuf,
) -> Result<ExitCode, Failure> {
    let name = file.to_string_lossy();
    let bytes = read(file).map_err(|error| Failure::of_file(&name, &error, labels))?;
    let article = app::article_of_file(&bytes, &name);
    let title = arguments.title.as_deref().unwrap_or(&article.title);
    let reading = Reading {
        title,
        body: &article.document,
        published: arguments.published.or(article.published),
        language: article.language,
    };
    let measures = engine.extract(&reading);
    let mut standard = output::standard();
    let written = if arguments.json {
        write_json(title, &article.document, &measures, &mut standard)
    } else {
        write_table(title, &article.document, &measures, labels, &mut standard)
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn read(file: &PathBuf) -> io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)?;
    Ok(bytes)
}

#[derive(Serialize)]
struct OneAnswer {
    measures: Vec<MeasureRecord>,
}

fn write_json(title: &str, document: &Document, measures: &[Measure], to: &mut dyn Write) -> io::Result<()> {
    let measures =
        measures.iter().map(|measure| MeasureRecord::new(measure, title, &document.text)).collect();
    serde_json::to_writer_pretty(&mut *to, &OneAnswer { measures })?;
    writeln!(to)
}

fn write_table(
    title: &str,
    document: &Document,
    measures: &[Measure],
    labels: &Labels,
    to: &mut dyn Write,
) -> io::Result<()> {
    if measures.is_empty() {
        return writeln!(to, "{}", labels.text("cli-extract-nothing"));
    }
    write!(to, "{}", facts_table(measures, title, &document.text, labels))
}

/// A line of standard input.
#[derive(Deserialize)]
struct Question {
    id: Value,
    #[serde(default)]
    title: Option<String>,
    text: String,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    lang: Option<String>,
}

/// A line of standard output.
#[derive(Serialize)]
struct Answer {
    id: Value,
    measures: Vec<MeasureRecord>,
}

/// Reads lines, draws on every core, and writes the answers in the order of the questions.
fn many_lines(engine: &Engine, labels: &Labels) -> Result<ExitCode, Failure> {
    let mut standard = output::standard();
    let mut input = io::stdin().lock();
    let mut first_number = 1;
    let mut skipped = false;
    loop {
        let lines = read_batch(&mut input).map_err(|error| Failure::of_file("-", &error, labels))?;
        if lines.is_empty() {
            break;
        }
        for (index, answer) in draw_batch(engine, &lines).into_iter().enumerate() {
            match answer {
                Ok(Some(line)) => standard
                    .write_all(line.as_bytes())
                    .map_err(|error| Failure::of_file("-", &error, labels))?,
                Ok(None) => {}
                Err(reason) => {
                    skipped = true;
                    report_line(first_number + index, reason, labels);
                }
            }
        }
        first_number += lines.len();
        standard.flush().map_err(|error| Failure::of_file("-", &error, labels))?;
    }
    Ok(if skipped { ExitCode::from(Failure::PARTIAL) } else { ExitCode::SUCCESS })
}

fn report_line(number: usize, reason: Message, labels: &Labels) {
    let message = Message::new("error-line").count("number", number as u64).because("reason", reason);
    eprintln!("vigie: {}", labels.say(&message));
}

fn read_batch(input: &mut impl BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    while lines.len() < BATCH {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        lines.push(line);
    }
    Ok(lines)
}

type Drawn = Result<Option<String>, Message>;

fn draw_batch(engine: &Engine, lines: &[Vec<u8>]) -> Vec<Drawn> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = lines.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let running: Vec<_> = lines
            .chunks(share)
            .map(|chunk| {
                scope.spawn(move || chunk.iter().map(|line| draw_line(engine, line)).collect::<Vec<_>>())
            })
            .collect();
        running
            .into_iter()
            .flat_map(|worker| worker.join().expect("a worker catches panics itself"))
            .collect()
    })
}

/// The answer to a line, with its line break; nothing for a blank line. One article cannot take the others down.
fn draw_line(engine: &Engine, line: &[u8]) -> Drawn {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let question: Question = serde_json::from_slice(line).map_err(|error| reason_of(&error))?;
    let answer = catch_unwind(AssertUnwindSafe(|| answer(engine, question)))
        .map_err(|_| Message::new("error-app-internal"))?;
    let mut written = serde_json::to_string(&answer).map_err(|error| reason_of(&error))?;
    written.push('\n');
    Ok(Some(written))
}

/// Why a line is no question, in the reader's words: the parser has only English ones.
fn reason_of(error: &serde_json::Error) -> Message {
    match error.classify() {
        Category::Data => Message::new("error-line-fields"),
        Category::Syntax | Category::Eof | Category::Io => {
            Message::new("error-line-syntax").count("column", error.column() as u64)
        }
    }
}

fn answer(engine: &Engine, question: Question) -> Answer {
    let document = Document::from_plain(&question.text);
    let title = question.title.as_deref().unwrap_or_default();
    let reading = Reading {
        title,
        body: &document,
        published: question.published.as_deref().and_then(day_of),
        language: question.lang.as_deref().map(Language::from_tag),
    };
    let measures = engine
        .extract(&reading)
        .iter()
        .map(|measure| MeasureRecord::new(measure, title, &document.text))
        .collect();
    Answer { id: question.id, measures }
}

/// The day at the head of a date or of a date with a time.
fn day_of(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}
