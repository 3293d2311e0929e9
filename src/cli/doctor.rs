//! `vigie doctor`: whether configuration, store, sources and terminal are in order; what is wrong, and what to do.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use jiff::Timestamp;
use serde::Serialize;

use super::arguments::Global;
use super::failure::Failure;
use super::output;
use crate::app::{AppError, IndexReport, Library, SourceStatus};
use crate::labels::{Labels, Message};

/// Bytes in what is shown as a megabyte.
const MEGABYTE: u64 = 1_000_000;

/// Hours after which a source that was not fetched is told.
const HOURS: i64 = 14 * 24;

/// Arguments of `vigie doctor`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long)]
    json: bool,
}

/// How something fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// In order.
    Fine,
    /// To be known; nothing is lost.
    Notice,
    /// To be mended.
    Wrong,
}

/// What was looked at.
#[derive(Debug, Clone, Serialize)]
struct Check {
    /// `configuration`, `store`, `archive`, `index`, `sources`, `terminal`.
    area: &'static str,
    state: State,
    /// What was found.
    told: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
}

impl Check {
    fn new(area: &'static str, state: State, message: &Message, labels: &Labels) -> Check {
        Check { area, state, told: labels.say(message), advice: None }
    }

    fn advised(self, key: &'static str, labels: &Labels) -> Check {
        Check { advice: Some(labels.text(key)), ..self }
    }
}

/// Looks at everything; done in part when something is to be mended.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut checks = vec![configuration(global, labels)?];
    let library = global.library(labels)?;
    let told = |error: AppError| Failure::of_app(&error, labels);
    checks.extend(store(&library, labels).map_err(told)?);
    checks.extend(sources(&library, labels).map_err(told)?);
    checks.extend(terminal(labels));
    if arguments.json {
        output::json(&checks, labels)?;
    } else {
        print(&checks, labels).map_err(|error| Failure::of_file("-", &error, labels))?;
    }
    let wrong = checks.iter().any(|check| check.state == State::Wrong);
    Ok(if wrong { ExitCode::from(Failure::PARTIAL) } else { ExitCode::SUCCESS })
}

fn print(checks: &[Check], labels: &Labels) -> io::Result<()> {
    let mut standard = output::standard();
    for check in checks {
        let sign = match check.state {
            State::Fine => "  ",
            State::Notice => "· ",
            State::Wrong => "! ",
        };
        writeln!(standard, "{sign}{}", check.told)?;
        if let Some(advice) = &check.advice {
            writeln!(standard, "    {advice}")?;
        }
    }
    if checks.iter().all(|check| check.state != State::Wrong) {
        writeln!(standard, "{}", labels.text("cli-doctor-sound"))?;
    }
    standard.flush()
}

/// Settings that cannot be read end every command before this one; here it is told where they come from.
fn configuration(global: &Global, labels: &Labels) -> Result<Check, Failure> {
    let (file, settings) = global.explained(labels)?;
    let changed = settings.iter().filter(|setting| setting.origin.is_some()).count();
    let exists = file.as_ref().is_some_and(|file| file.exists());
    let key = if exists { "cli-doctor-config" } else { "cli-doctor-no-config" };
    let name = file.map(|file| file.display().to_string()).unwrap_or_default();
    let message = Message::new(key).with("name", name).count("changed", changed as u64);
    Ok(Check::new("configuration", State::Fine, &message, labels))
}

fn store(library: &Library, labels: &Labels) -> Result<Vec<Check>, AppError> {
    let statistics = library.statistics()?;
    let examination = library.examine()?;
    let summary = Message::new("cli-doctor-store")
        .with("folder", library.folder().display().to_string())
        .count("articles", examination.sound)
        .count("megabytes", statistics.bytes / MEGABYTE);
    let mut checks = vec![Check::new("store", State::Fine, &summary, labels)];
    let archive = library.archive_size()?;
    let summary = Message::new("cli-doctor-archive")
        .count("files", archive.files)
        .count("megabytes", archive.bytes / MEGABYTE);
    checks.push(Check::new("archive", State::Fine, &summary, labels));
    checks.push(index(&library.examine_index()?, labels));
    for (finding, times) in &examination.findings {
        let check = Check::new("store", State::Wrong, &finding.message(*times), labels);
        checks.push(check.advised("cli-doctor-mend", labels));
    }
    Ok(checks)
}

/// What is said of the index: it is no part of what can be lost.
fn index(report: &IndexReport, labels: &Labels) -> Check {
    let (state, message) = match report {
        IndexReport::Absent => (State::Fine, Message::new("cli-doctor-index-absent")),
        IndexReport::Useless(error) => {
            (State::Notice, Message::new("cli-doctor-index-useless").with("detail", error.to_string()))
        }
        IndexReport::Sound { articles, behind, bytes } => {
            let message = Message::new("cli-doctor-index")
                .count("articles", *articles as u64)
                .count("behind", *behind as u64)
                .count("megabytes", bytes / MEGABYTE);
            (State::Fine, message)
        }
    };
    Check::new("index", state, &message, labels)
}

fn sources(library: &Library, labels: &Labels) -> Result<Vec<Check>, AppError> {
    let statuses = library.sources()?;
    let count = Message::new("cli-doctor-sources").count("sources", statuses.len() as u64);
    let mut checks = vec![match statuses.is_empty() {
        false => Check::new("sources", State::Fine, &count, labels),
        true => Check::new("sources", State::Notice, &count, labels).advised("cli-doctor-no-source", labels),
    }];
    let failing = statuses.iter().filter_map(|status| {
        let failure = status.failure.clone()?;
        let message = Message::new("cli-doctor-source-fails").with("source", status.source.id.as_str());
        let check = Check::new("sources", State::Notice, &message.because("reason", failure), labels);
        Some(check.advised("cli-doctor-source-advice", labels))
    });
    checks.extend(failing);
    let now = Timestamp::now();
    let asleep: Vec<&str> = statuses
        .iter()
        .filter(|status| is_asleep(status, now))
        .map(|status| status.source.id.as_str())
        .collect();
    if !asleep.is_empty() {
        let message = Message::new("cli-doctor-asleep").with("sources", asleep.join(", "));
        checks.push(
            Check::new("sources", State::Notice, &message, labels).advised("cli-doctor-refresh", labels),
        );
    }
    if library.config().fetch.offline {
        checks.push(Check::new("sources", State::Notice, &Message::new("cli-doctor-offline"), labels));
    }
    Ok(checks)
}

/// Whether a source that does not fail was never fetched, or long ago.
fn is_asleep(status: &SourceStatus, now: Timestamp) -> bool {
    let is_old = |last: Timestamp| now.as_second() - last.as_second() > HOURS * 3_600;
    status.failure.is_none() && status.last_success.is_none_or(is_old)
}

/// What the screen would have to do with.
fn terminal(labels: &Labels) -> Vec<Check> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let mut checks = Vec::new();
    let name = set("TERM").unwrap_or_else(|| "—".to_owned());
    if name == "dumb" {
        let message = Message::new("cli-doctor-dumb");
        checks.push(
            Check::new("terminal", State::Notice, &message, labels).advised("cli-doctor-linear", labels),
        );
    } else {
        let key = if io::stdout().is_terminal() { "cli-doctor-terminal" } else { "cli-doctor-no-terminal" };
        let colours = set("COLORTERM").unwrap_or_else(|| "—".to_owned());
        let message = Message::new(key).with("name", name).with("colours", colours);
        checks.push(Check::new("terminal", State::Fine, &message, labels));
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let is_utf8 = |locale: &str| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    };
    if cfg!(unix) && !locale.as_deref().is_some_and(is_utf8) {
        let message =
            Message::new("cli-doctor-locale").with("locale", locale.unwrap_or_else(|| "—".to_owned()));
        checks
            .push(Check::new("terminal", State::Notice, &message, labels).advised("cli-doctor-utf8", labels));
    }
    if set("NO_COLOR").is_some() {
        checks.push(Check::new("terminal", State::Fine, &Message::new("cli-doctor-no-color"), labels));
    }
    checks
}
