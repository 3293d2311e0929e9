//! `vigie feed`: what is read from feed files, a line of JSON each.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::failure::Failure;
use super::output;
use crate::feed::{self, FeedError, Hints};
use crate::labels::Labels;

/// Longest file that is read, in bytes.
const LONGEST: u64 = 256 << 20;

/// Arguments of `vigie feed`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required_unless_present = "list", conflicts_with = "list")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "LIST")]
    list: Option<PathBuf>,
    #[arg(long, value_name = "ADDRESS")]
    base: Option<String>,
    #[arg(long)]
    jsonl: bool,
}

/// A file and what is known of it beside itself.
#[derive(Debug)]
struct Task {
    file: PathBuf,
    content_type: Option<String>,
    base: Option<String>,
}

/// Reads the files in order. A file that is no feed is told in its line and is no failure of the command.
pub(super) fn run(labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let told = |error: io::Error| Failure::of_file("-", &error, labels);
    let mut standard = output::standard();
    for task in tasks(arguments, labels)? {
        writeln!(standard, "{}", line_of(&task)).map_err(told)?;
    }
    standard.flush().map_err(told)?;
    Ok(ExitCode::SUCCESS)
}

fn tasks(arguments: &Arguments, labels: &Labels) -> Result<Vec<Task>, Failure> {
    let base = &arguments.base;
    let Some(list) = &arguments.list else {
        let task = |file: &PathBuf| Task { file: file.clone(), content_type: None, base: base.clone() };
        return Ok(arguments.files.iter().map(task).collect());
    };
    let bytes = fs::read(list).map_err(|error| Failure::of_file(&list.to_string_lossy(), &error, labels))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(|line| listed(line, base.as_ref())).collect())
}

/// A line of a list: path, tab, content type or nothing, tab, base address or nothing.
fn listed(line: &str, base: Option<&String>) -> Task {
    let mut columns = line.trim_end_matches('\r').split('\t');
    let file = PathBuf::from(columns.next().unwrap_or_default());
    let mut filled = || columns.next().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let content_type = filled();
    Task { file, content_type, base: filled().or_else(|| base.cloned()) }
}

fn line_of(task: &Task) -> String {
    let hints = Hints { content_type: task.content_type.as_deref(), base: task.base.as_deref() };
    let parsed = read(&task.file).and_then(|bytes| feed::parse(&bytes, &hints));
    feed::json_line(&task.file.to_string_lossy(), &parsed, hints.base)
}

fn read(file: &Path) -> Result<Vec<u8>, FeedError> {
    let unknown = |error: io::Error| FeedError::Unknown(error.to_string());
    if fs::metadata(file).map_err(unknown)?.len() > LONGEST {
        return Err(FeedError::Unknown("too large".to_owned()));
    }
    fs::read(file).map_err(unknown)
}
