//! `vigie brief`: the briefing of a period.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::arguments::Global;
use super::export::{self, ExpiredArgument};
use super::failure::Failure;
use super::{output, selection};
use crate::app::{BriefingRequest, GroupBy, Library, write_aside};
use crate::assets;
use crate::export::{Briefing, BriefingFormat, ExportOptions, Format, render};
use crate::labels::{Labels, Message};
use crate::query::When;

/// Arguments of `vigie brief`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: selection::Arguments,
    #[arg(long, value_name = "DATE", default_value = "monday", hide_default_value = true)]
    since: String,
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    #[arg(long, value_enum, value_name = "theme|company", default_value = "theme")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    by: By,
    #[arg(long, value_name = "NAME")]
    watch: Vec<String>,
    #[arg(long, value_enum, value_name = "keep|anonymise|omit", hide_possible_values = true)]
    expired: Option<ExpiredArgument>,
    #[arg(long, short, value_name = "FORMAT", default_value = "md")]
    format: String,
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
    #[arg(long)]
    json: bool,
}

/// How new decisions are grouped, as an argument.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Theme,
    Company,
}

/// Briefs.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let format = format_of(&arguments.format, labels)?;
    let template = template(global, arguments, format, labels)?;
    let library = global.library(labels)?;
    let request = request(&library, arguments, labels)?;
    let rows = selection::headlines(&library, &arguments.selection, labels)?;
    let briefing = library.briefing(&request, &rows).map_err(|error| Failure::of_app(&error, labels))?;
    let written = written(&briefing, arguments, format, &template, labels)?;
    match &arguments.output {
        Some(path) => to_file(path, &written, arguments.force, labels)?,
        None => {
            let mut standard = output::standard();
            let printed = standard.write_all(written.as_bytes()).and_then(|()| standard.flush());
            printed.map_err(|error| Failure::of_file("-", &error, labels))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn format_of(name: &str, labels: &Labels) -> Result<BriefingFormat, Failure> {
    Format::from_code(name).and_then(BriefingFormat::of).ok_or_else(|| {
        Failure::new(Failure::USAGE, &Message::new("error-brief-format").with("name", name), labels)
    })
}

fn request(library: &Library, arguments: &Arguments, labels: &Labels) -> Result<BriefingRequest, Failure> {
    let today = ZonedDateTime::now().date();
    let from = first_day(&arguments.since, today, labels)?;
    let to = match &arguments.until {
        Some(until) => last_day(until, today, labels)?,
        None => today,
    };
    if to < from {
        let message = Message::new("error-period").with("from", from.to_string()).with("to", to.to_string());
        return Err(Failure::new(Failure::USAGE, &message, labels));
    }
    Ok(BriefingRequest {
        from,
        to,
        query: arguments.selection.shown(),
        watch: arguments.watch.clone(),
        by: match arguments.by {
            By::Theme => GroupBy::Theme,
            By::Company => GroupBy::Company,
        },
        expired: export::expired(arguments.expired, library),
    })
}

/// The first day of what is written: "monday", "7d" and "1 month" count back from today.
fn first_day(text: &str, today: Date, labels: &Labels) -> Result<Date, Failure> {
    let readings = [When::read(&format!("since {text}")), When::read(text)];
    let day = readings.into_iter().flatten().find_map(|when| when.days(today).0);
    day.ok_or_else(|| no_date(text, labels))
}

fn last_day(text: &str, today: Date, labels: &Labels) -> Result<Date, Failure> {
    let (first, last) = When::read(text).ok_or_else(|| no_date(text, labels))?.days(today);
    last.or(first).ok_or_else(|| no_date(text, labels))
}

fn no_date(text: &str, labels: &Labels) -> Failure {
    Failure::new(Failure::USAGE, &Message::new("error-since").with("text", text), labels)
}

/// The template that was named, else the reader's own beside the configuration, else the program's.
fn template(
    global: &Global,
    arguments: &Arguments,
    format: BriefingFormat,
    labels: &Labels,
) -> Result<String, Failure> {
    let read = |path: &Path| fs::read_to_string(path);
    if let Some(path) = &arguments.template {
        return read(path).map_err(|error| Failure::of_file(&path.to_string_lossy(), &error, labels));
    }
    let own = global.config_folder().map(|folder| folder.join("templates").join(format.template()));
    match own.map(|path| (read(&path), path)) {
        Some((Ok(text), _)) => Ok(text),
        Some((Err(error), path)) if error.kind() != io::ErrorKind::NotFound => {
            Err(Failure::of_file(&path.to_string_lossy(), &error, labels))
        }
        _ => Ok(match format {
            BriefingFormat::Markdown => assets::BRIEF_MARKDOWN,
            BriefingFormat::Html => assets::BRIEF_HTML,
            BriefingFormat::Text => assets::BRIEF_TEXT,
        }
        .to_owned()),
    }
}

/// The text; it tells days in UTC and no present moment, so that the same articles make the same bytes.
fn written(
    briefing: &Briefing,
    arguments: &Arguments,
    format: BriefingFormat,
    template: &str,
    labels: &Labels,
) -> Result<String, Failure> {
    let options = ExportOptions::new(labels, ZonedDateTime::now().timestamp());
    if arguments.json {
        return Ok(briefing.to_json(&options));
    }
    render(briefing, format, template, &options)
        .map_err(|error| Failure::new(Failure::USAGE, &error.message(), labels))
}

fn to_file(path: &Path, written: &str, force: bool, labels: &Labels) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    write_aside(path, force, |to| to.write_all(written.as_bytes()))
        .map_err(|error| output::refused(path, &error, labels))?;
    output::say(&Message::new("cli-brief-done").with("name", name), labels);
    Ok(())
}
