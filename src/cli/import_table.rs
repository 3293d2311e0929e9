//! `vigie import decisions`: a table of known decisions seeds the ledger.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::arguments::Global;
use super::failure::Failure;
use super::output;
use crate::domain::SourceId;
use crate::labels::{Labels, Message};
use crate::ledger::table::{Table, TableDefect, TableDiagnostic};

/// Arguments of `vigie import decisions`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long)]
    json: bool,
}

/// What became of a table, as exported.
#[derive(Serialize)]
struct TableRecord {
    decisions: usize,
    remarks: Vec<RemarkRecord>,
}

/// A row that was read in part or not at all, as exported.
#[derive(Serialize)]
struct RemarkRecord {
    line: u64,
    told: String,
}

/// Remarks told; a table of another kind would bring one a row.
const MOST_REMARKS: usize = 20;

/// Takes in.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let text = read(&arguments.file, labels)?;
    let stem = arguments.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let asked = arguments.name.clone().or(stem).unwrap_or_default();
    let name = SourceId::from_name(&slug(&asked)).ok_or_else(|| {
        Failure::new(Failure::USAGE, &Message::new("error-table-name").with("name", &asked), labels)
    })?;
    let library = global.library(labels)?;
    let table = library.import_decisions(&text, &name).map_err(|error| Failure::of_app(&error, labels))?;
    if arguments.json {
        let remark =
            |it: &TableDiagnostic| RemarkRecord { line: it.line, told: labels.say(&in_words(&it.defect)) };
        let remarks = table.diagnostics.iter().map(remark).collect();
        output::json(&TableRecord { decisions: table.told.len(), remarks }, labels)?;
        return Ok(outcome(&table));
    }
    tell(&table, labels);
    let taken = Message::new("cli-import-decisions-done").count("count", table.told.len() as u64);
    println!("{}", labels.say(&taken));
    Ok(outcome(&table))
}

fn outcome(table: &Table) -> ExitCode {
    if table.diagnostics.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(Failure::PARTIAL) }
}

fn read(file: &Path, labels: &Labels) -> Result<String, Failure> {
    let shown = file.display().to_string();
    let wrong = |error| Failure::of_file(&shown, &error, labels);
    if file == Path::new("-") {
        let mut text = String::new();
        return std::io::stdin().read_to_string(&mut text).map(|_| text).map_err(wrong);
    }
    std::fs::read_to_string(file).map_err(wrong)
}

/// The name of a file as a source may be called.
fn slug(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    name.chars().map(kept).collect::<String>().trim_matches('-').to_owned()
}

fn tell(table: &Table, labels: &Labels) {
    for diagnostic in table.diagnostics.iter().take(MOST_REMARKS) {
        eprintln!("vigie: {}: {}", diagnostic.line, labels.say(&in_words(&diagnostic.defect)));
    }
    if table.diagnostics.len() > MOST_REMARKS {
        eprintln!("vigie: + {}", table.diagnostics.len() - MOST_REMARKS);
    }
}

fn in_words(defect: &TableDefect) -> Message {
    match defect {
        TableDefect::ColumnMissing(column) => {
            Message::new("ledger-table-column-missing").with("column", *column)
        }
        TableDefect::Unreadable(_) => Message::new("ledger-table-unreadable"),
        TableDefect::NoMeasure(kind) => Message::new("ledger-table-no-measure").with("kind", kind),
        TableDefect::NotADate(text) => Message::new("ledger-table-not-a-date").with("text", text),
        TableDefect::NotASum(text) => Message::new("ledger-table-not-a-sum").with("text", text),
    }
}
