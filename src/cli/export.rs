//! `vigie export`: articles and their facts, in a format, to a file or to standard output.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use super::{output, selection};
use crate::app::{Library, write_aside};
use crate::domain::ArticleId;
use crate::export::{Format, write};
use crate::labels::{Labels, Message};

/// Articles read from the store at a time: memory does not grow with the number exported.
const BATCH: usize = 64;

/// Arguments of `vigie export`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: selection::Arguments,
    #[arg(long = "article", value_name = "ID")]
    articles: Vec<String>,
    #[arg(long, short, value_name = "FORMAT", default_value = "markdown")]
    format: String,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
}

/// Exports.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let format = Format::from_code(&arguments.format).ok_or_else(|| unknown(&arguments.format, labels))?;
    let library = global.library(labels)?;
    let ids = chosen(&library, arguments, labels)?;
    match &arguments.output {
        None => {
            let written = write_all(&library, &ids, format, labels, &mut output::standard());
            written.map_err(|error| Failure::of_file("-", &error, labels))?;
        }
        Some(path) => to_file(&library, &ids, format, labels, path, arguments.force)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn unknown(name: &str, labels: &Labels) -> Failure {
    let known: Vec<_> = Format::ALL.iter().map(|format| format.code()).collect();
    let message = Message::new("error-format").with("name", name).with("known", known.join(", "));
    Failure::new(Failure::USAGE, &message, labels)
}

fn chosen(library: &Library, arguments: &Arguments, labels: &Labels) -> Result<Vec<ArticleId>, Failure> {
    if arguments.articles.is_empty() {
        let headlines = selection::headlines(library, &arguments.selection, labels)?;
        return Ok(headlines.iter().map(|headline| headline.article.id).collect());
    }
    arguments.articles.iter().map(|name| selection::article(library, name, labels)).collect()
}

fn to_file(
    library: &Library,
    ids: &[ArticleId],
    format: Format,
    labels: &Labels,
    path: &Path,
    force: bool,
) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    write_aside(path, force, |to| write_all(library, ids, format, labels, to)).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            let message = Message::new("error-exists").with("name", &*name);
            return Failure::new(Failure::USAGE, &message, labels);
        }
        Failure::of_file(&name, &error, labels)
    })?;
    let message = Message::new("cli-export-done").count("articles", ids.len() as u64).with("name", &*name);
    eprintln!("{}", labels.say(&message));
    Ok(())
}

/// Writes the articles, read from the store in batches as they are written.
fn write_all(
    library: &Library,
    ids: &[ArticleId],
    format: Format,
    labels: &Labels,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut failed = None;
    let items = ids
        .chunks(BATCH)
        .map_while(|batch| library.items(batch).map_err(|error| failed = Some(error)).ok())
        .flatten();
    let written = write(format, items, &selection::export_options(labels), to);
    match failed {
        Some(error) => Err(io::Error::other(labels.say(&error.message()))),
        None => written,
    }
}
