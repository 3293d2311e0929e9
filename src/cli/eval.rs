//! `vigie eval`: scores the facts engine on a folder of corpus files.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::failure::Failure;
use super::output;
use crate::app;
use crate::domain::Measure;
use crate::facts::corpus::{self, Case};
use crate::facts::score::{Fault, Score, Tally};
use crate::facts::{Engine, Reading};
use crate::labels::{Labels, Message};
use crate::text::{Document, one_line};

/// Arguments of `vigie eval`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "DIR", default_value = "tests/corpus")]
    folder: PathBuf,
    #[arg(long)]
    json: bool,
    #[arg(long)]
    errors: bool,
}

/// Scores.
pub(super) fn run(labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let engine = app::engine();
    let mut score = Score::default();
    let mut errors = Vec::new();
    for file in files(&arguments.folder, labels)? {
        for case in cases(&file, labels)? {
            let faults = score.add(&draw(&engine, &case), &case.measures, engine.lexicon());
            let place = format!("{}:{}", file.display(), case.line);
            errors.extend(faults.into_iter().map(|fault| ErrorRecord::new(&place, &case.title, &fault)));
        }
    }
    let shown = if arguments.errors { errors } else { Vec::new() };
    let mut standard = output::standard();
    let written = match arguments.json {
        true => write_json(&score, shown, &mut standard),
        false => write_table(&score, &shown, &mut standard),
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

/// The Markdown files of a folder, in the order of their names; a folder below it is another fold.
fn files(folder: &Path, labels: &Labels) -> Result<Vec<PathBuf>, Failure> {
    let told = |error: io::Error| Failure::of_file(&folder.to_string_lossy(), &error, labels);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        let is_case = path.extension().is_some_and(|extension| extension == "md");
        if is_case && path.file_name().is_none_or(|name| name != "README.md") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn cases(file: &Path, labels: &Labels) -> Result<Vec<Case>, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::of_file(&file.to_string_lossy(), &error, labels))?;
    corpus::parse(&text).map_err(|error| {
        let place = format!("{}:{}", file.display(), error.line);
        let message = Message::new("error-corpus").with("name", place).with("reason", error.reason);
        Failure::new(Failure::PARTIAL, &message, labels)
    })
}

fn draw(engine: &Engine, case: &Case) -> Vec<Measure> {
    let body = Document::from_plain(&case.text);
    engine.extract(&Reading {
        title: &case.title,
        body: &body,
        published: case.published,
        language: case.language,
    })
}

/// A measure that was drawn and not expected, or expected and not drawn.
#[derive(Debug, Serialize)]
struct ErrorRecord {
    place: String,
    title: String,
    fault: &'static str,
    measure: String,
    rules: Vec<String>,
}

impl ErrorRecord {
    fn new(place: &str, title: &str, fault: &Fault) -> ErrorRecord {
        let (fault, measure) = match fault {
            Fault::Invented(measure) => ("invented", measure),
            Fault::Missed(measure) => ("missed", measure),
        };
        ErrorRecord {
            place: place.to_owned(),
            title: title.to_owned(),
            fault,
            measure: in_brief(measure),
            rules: measure.rules.clone(),
        }
    }
}

/// "fine: CNIL → Google, 60000000 EUR".
fn in_brief(measure: &Measure) -> String {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "?".to_owned());
    let sum = measure.amount.map(|amount| format!(", {amount}")).unwrap_or_default();
    let period = measure.period.map(|period| format!(" a {}", period.code())).unwrap_or_default();
    format!("{}: {} → {}{sum}{period}", measure.kind.code(), name(&measure.authority), name(&measure.company))
}

fn named_tallies(score: &Score) -> Vec<(String, Tally)> {
    let whole = [("strict", score.strict), ("money", score.money)];
    let whole = whole.into_iter().map(|(name, tally)| (name.to_owned(), tally));
    let kinds = score.kinds.iter().map(|(kind, tally)| (format!("kind {}", kind.code()), *tally));
    let fields = score.fields.iter().map(|(field, tally)| (format!("field {field}"), *tally));
    whole.chain(kinds).chain(fields).collect()
}

fn write_table(score: &Score, errors: &[ErrorRecord], to: &mut dyn Write) -> io::Result<()> {
    let heading = ["", "precision", "recall", "F1", "right", "wrong", "missed"].map(str::to_owned).to_vec();
    let rows = named_tallies(score).into_iter().map(|(name, tally)| {
        let shares = [tally.precision(), tally.recall(), tally.f1()].map(|share| format!("{share:.3}"));
        let counts = [tally.right, tally.wrong, tally.missed].map(|count| count.to_string());
        std::iter::once(name).chain(shares).chain(counts).collect()
    });
    let rows: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    output::table(&rows, None, to)?;
    let empty = score.empty;
    writeln!(
        to,
        "empty left empty  {:.3}  {}/{}",
        empty.precision(),
        empty.right,
        empty.right + empty.wrong
    )?;
    for error in errors {
        let rules = error.rules.join(" ");
        writeln!(
            to,
            "{} {}: {} [{}] {rules}",
            error.place,
            error.fault,
            one_line(&error.measure),
            error.title
        )?;
    }
    Ok(())
}

fn write_json(score: &Score, errors: Vec<ErrorRecord>, to: &mut dyn Write) -> io::Result<()> {
    let tallies: Map<String, Value> = named_tallies(score)
        .into_iter()
        .map(|(name, tally)| {
            let value = json!({
                "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(),
                "right": tally.right, "wrong": tally.wrong, "missed": tally.missed,
            });
            (name, value)
        })
        .collect();
    let whole = json!({
        "articles": score.articles,
        "scores": tallies,
        "empty": { "share": score.empty.precision(), "right": score.empty.right, "wrong": score.empty.wrong },
        "errors": serde_json::to_value(errors)?,
    });
    serde_json::to_writer_pretty(&mut *to, &whole)?;
    writeln!(to)
}
