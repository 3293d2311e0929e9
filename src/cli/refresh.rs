//! `vigie refresh`: fetches the sources and says what that brought.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;
use tokio::sync::mpsc::{self, UnboundedReceiver};

use super::arguments::Global;
use super::failure::Failure;
use super::output::{self, Volume};
use crate::app::{Library, Progress, RefreshReport};
use crate::domain::SourceId;
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// Arguments of `vigie refresh`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    #[arg(long, conflicts_with = "sources")]
    due: bool,
    #[arg(long)]
    json: bool,
}

/// Refreshes. Done in part when sources were asked for and none of them answered.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let sources = known_sources(&library, labels, &arguments.sources)?;
    let report = super::runtime(labels)?.block_on(refresh(&library, &sources, labels, arguments))?;
    let written = match (arguments.json, output::volume() == Volume::Quiet) {
        (true, _) => write_json(&report, labels),
        (false, true) => Ok(()),
        (false, false) => writeln!(io::stdout(), "{}", labels.say(&summary(&report))),
    };
    written.map_err(|error| Failure::of_file("-", &error, labels))?;
    let all_failed = report.succeeded == 0 && !report.failed.is_empty();
    Ok(if all_failed { ExitCode::from(Failure::PARTIAL) } else { ExitCode::SUCCESS })
}

fn known_sources(library: &Library, labels: &Labels, names: &[String]) -> Result<Vec<SourceId>, Failure> {
    let followed = library.sources().map_err(|error| Failure::of_app(&error, labels))?;
    names
        .iter()
        .map(|name| {
            let found = followed.iter().find(|status| status.source.id.as_str() == name);
            found.map(|status| status.source.id.clone()).ok_or_else(|| {
                let message = Message::new("error-no-such-source").with("name", name);
                Failure::new(Failure::NOT_FOUND, &message, labels)
            })
        })
        .collect()
}

async fn refresh(
    library: &Library,
    sources: &[SourceId],
    labels: &Labels,
    arguments: &Arguments,
) -> Result<RefreshReport, Failure> {
    let (sender, receiver) = mpsc::unbounded_channel();
    let telling = tell(receiver, labels);
    let refreshing = async {
        if arguments.due { library.refresh_due(sender).await } else { library.refresh(sources, sender).await }
    };
    let (report, ()) = tokio::join!(refreshing, telling);
    report.map_err(|error| Failure::of_app(&error, labels))
}

/// One line for each source that fails, or for each source where more is wanted; on a terminal, one more that is written
/// over as sources are done.
async fn tell(mut progress: UnboundedReceiver<Progress>, labels: &Labels) {
    let volume = output::volume();
    let live = io::stderr().is_terminal() && volume >= Volume::Usual;
    let clear = if live { "\r\x1b[K" } else { "" };
    while let Some(told) = progress.recv().await {
        let Progress::SourceDone { source, failure, done, total, new } = told else { continue };
        match failure {
            Some(failure) if volume >= Volume::Usual => {
                eprintln!("{clear}{source}: {}", one_line(&labels.say(&failure)));
            }
            None if volume >= Volume::Verbose => {
                let message = Message::new("cli-refresh-source").with("source", source.to_string());
                eprintln!("{clear}{}", labels.say(&message.count("new", new as u64)));
            }
            _ => {}
        }
        if live {
            let message =
                Message::new("cli-refresh-progress").count("done", done as u64).count("total", total as u64);
            eprint!("\r\x1b[K{}", labels.say(&message));
        }
    }
    if live {
        eprint!("\r\x1b[K");
    }
}

fn summary(report: &RefreshReport) -> Message {
    Message::new("cli-refresh-done")
        .count("new", report.new.len() as u64)
        .count("changed", report.changed as u64)
        .count("succeeded", report.succeeded as u64)
        .count("failed", report.failed.len() as u64)
        .count("left", report.left.len() as u64)
}

#[derive(Serialize)]
struct ReportRecord {
    new: Vec<String>,
    changed: usize,
    succeeded: usize,
    unchanged: usize,
    failed: Vec<FailedRecord>,
    left: Vec<FailedRecord>,
}

#[derive(Serialize)]
struct FailedRecord {
    source: String,
    reason: String,
}

fn write_json(report: &RefreshReport, labels: &Labels) -> io::Result<()> {
    let record = |(source, reason): &(SourceId, Message)| FailedRecord {
        source: source.to_string(),
        reason: labels.say(reason),
    };
    let failed = report.failed.iter().map(record).collect();
    let left = report.left.iter().map(record).collect();
    let record = ReportRecord {
        new: report.new.iter().map(ToString::to_string).collect(),
        changed: report.changed,
        succeeded: report.succeeded,
        unchanged: report.unchanged,
        failed,
        left,
    };
    let mut standard = io::stdout().lock();
    serde_json::to_writer_pretty(&mut standard, &record)?;
    writeln!(standard)
}
