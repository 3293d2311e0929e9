//! `vigie import`: what another reader kept, or what this one exported as JSON lines.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::arguments::Global;
use super::failure::Failure;
use super::import_table;
use super::output::{self, Volume};
use crate::app::{AppError, ImportReport};
use crate::import::{self, Taken};
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// Largest file that is read, in bytes.
const LARGEST: u64 = 4 << 30;

/// Arguments of `vigie import`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    #[arg(value_name = "FILE|-", required = true)]
    file: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// What is taken in that no reader of feeds kept.
#[derive(Debug, clap::Subcommand)]
enum What {
    Decisions(import_table::Arguments),
}

/// What became of an import, as exported.
#[derive(Serialize)]
struct ReportRecord {
    form: &'static str,
    feeds_added: usize,
    feeds_known: usize,
    new: usize,
    known: usize,
    marked: usize,
    skipped: usize,
    refused: Vec<String>,
}

/// Imports; done in part when something could not be read or followed.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    if let Some(What::Decisions(arguments)) = &arguments.what {
        return import_table::run(global, labels, arguments);
    }
    let taken = read(arguments.file.as_deref().expect("clap asks for it"), labels)?;
    let library = global.library(labels)?;
    let live = io::stderr().is_terminal() && output::volume() >= Volume::Usual;
    let total = (taken.entries.len() + taken.articles.len()) as u64;
    let mut told = |done: usize| {
        if live {
            let message =
                Message::new("cli-import-progress").count("done", done as u64).count("total", total);
            eprint!("\r\x1b[K{}", labels.say(&message));
        }
    };
    let report = library.take_in(&taken, &mut told);
    if live {
        eprint!("\r\x1b[K");
    }
    let report = report.map_err(|error| Failure::of_app(&error, labels))?;
    tell(&taken, &report, arguments.json, labels)?;
    let whole = report.skipped == 0 && report.feeds.refused.is_empty();
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(Failure::PARTIAL) })
}

/// The values of a file, or of standard input.
fn read(path: &Path, labels: &Labels) -> Result<Taken, Failure> {
    let name = path.to_string_lossy();
    let told = |error: io::Error| Failure::of_file(&name, &error, labels);
    let bytes = bytes_of(path).map_err(told)?;
    // A database that is open elsewhere, or was left so, has its last pages in a file beside it.
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    let log = fs::read(Path::new(&beside)).unwrap_or_default();
    import::read(&bytes, &log).map_err(|error| {
        let message = Message::new("error-import").with("name", &*name).with("reason", error.to_string());
        Failure::new(Failure::USAGE, &message, labels)
    })
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(LARGEST).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    if fs::metadata(path)?.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    fs::read(path)
}

fn tell(taken: &Taken, report: &ImportReport, json: bool, labels: &Labels) -> Result<(), Failure> {
    if json {
        let refused = report.feeds.refused.iter().map(|address| one_line(address)).collect();
        let record = ReportRecord {
            form: taken.form.code(),
            feeds_added: report.feeds.added,
            feeds_known: report.feeds.known,
            new: report.new,
            known: report.known,
            marked: report.marked,
            skipped: report.skipped,
            refused,
        };
        return output::json(&record, labels);
    }
    for address in &report.feeds.refused {
        eprintln!("vigie: {}", labels.say(&AppError::Address(one_line(address)).message()));
    }
    let message = Message::new("cli-import-done")
        .with("form", labels.text(&format!("cli-import-form-{}", taken.form.code())))
        .count("feeds", report.feeds.added as u64)
        .count("new", report.new as u64)
        .count("known", report.known as u64)
        .count("marked", report.marked as u64)
        .count("skipped", report.skipped as u64);
    output::say(&message, labels);
    Ok(())
}
