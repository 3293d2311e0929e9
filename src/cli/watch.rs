//! `vigie watch`: queries whose new answers are told, once for a schedule or for as long as it runs.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::mpsc;

use super::arguments::Global;
use super::failure::Failure;
use super::views::change;
use super::{output, selection};
use crate::app::{Alert, Arrival, Library};
use crate::config::{self, StandingEntry, StandingKind, Watch};
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// How long is waited between two looks where the settings name no time.
const USUAL: Duration = Duration::from_secs(30 * 60);

/// Arguments of `vigie watch`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
    #[arg(long)]
    once: bool,
    #[arg(long)]
    json: bool,
    #[arg(long)]
    notify: bool,
}

/// What is done with watches; without one, they watch.
#[derive(Debug, clap::Subcommand)]
enum Action {
    List(ListArguments),
    Add(AddArguments),
    Remove(RemoveArguments),
}

#[derive(Debug, clap::Args)]
struct ListArguments {
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct AddArguments {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    #[arg(long, value_name = "PROGRAM")]
    command: Option<String>,
    #[arg(long = "argument", value_name = "TEXT", requires = "command", allow_hyphen_values = true)]
    arguments: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct RemoveArguments {
    #[arg(value_name = "NAME")]
    name: String,
}

/// Watches, or lists or changes what is watched.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    match &arguments.action {
        None => super::runtime(labels)?.block_on(watch(&library, labels, arguments)),
        Some(Action::List(list_arguments)) => list(&library, labels, list_arguments.json),
        Some(Action::Add(add)) => add_watch(&library, labels, add),
        Some(Action::Remove(remove)) => {
            change(&library, labels, |text| config::without_entry(text, StandingKind::Watch, &remove.name))
        }
    }
}

fn add_watch(library: &Library, labels: &Labels, add: &AddArguments) -> Result<ExitCode, Failure> {
    let query = add.query.join(" ");
    selection::read_query(library, &query, labels)?;
    let command = add.command.iter().chain(&add.arguments).cloned().collect();
    let watch = StandingEntry::Watch(Watch { name: add.name.clone(), query, command });
    change(library, labels, |text| config::with_entry(text, &watch))?;
    // What is there now is known; what comes from now on is told.
    library.check_watches(&[]).map_err(|error| Failure::of_app(&error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn list(library: &Library, labels: &Labels, json: bool) -> Result<ExitCode, Failure> {
    let watches = library.standing().map_err(|error| Failure::of_app(&error, labels))?.watches;
    let mut standard = output::standard();
    let written = match json {
        true => output::write_json(&watches.iter().map(WatchRecord::new).collect::<Vec<_>>(), &mut standard),
        false if watches.is_empty() => writeln!(standard, "{}", labels.text("cli-watch-none")),
        false => {
            let row = |watch: &Watch| {
                let command = one_line(&watch.command.join(" "));
                vec![one_line(&watch.name), one_line(&watch.query), command]
            };
            output::table(&watches.iter().map(row).collect::<Vec<_>>(), output::width(), &mut standard)
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

#[derive(Serialize)]
struct WatchRecord<'a> {
    name: &'a str,
    query: &'a str,
    command: &'a [String],
}

impl WatchRecord<'_> {
    fn new(watch: &Watch) -> WatchRecord<'_> {
        WatchRecord { name: &watch.name, query: &watch.query, command: &watch.command }
    }
}

/// Refreshes what is due and tells what is new: once, or until it is interrupted.
async fn watch(library: &Library, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let told = |error| Failure::of_app(&error, labels);
    if library.standing().map_err(told)?.watches.is_empty() {
        return Err(Failure::new(Failure::NOT_FOUND, &Message::new("cli-watch-none"), labels));
    }
    loop {
        let alerts = look(library, labels).await?;
        let written = tell(library, &alerts, arguments, labels);
        written.map_err(|error| Failure::of_file("-", &error, labels))?;
        if arguments.once {
            let code = if alerts.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(Failure::WATCH) };
            return Ok(code);
        }
        let pause = library.config().refresh.every.unwrap_or(USUAL);
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = tokio::signal::ctrl_c() => return Ok(ExitCode::SUCCESS),
        }
    }
}

/// Fetches the sources whose time has come, unless nothing may be fetched, and asks the watches.
async fn look(library: &Library, labels: &Labels) -> Result<Vec<Alert>, Failure> {
    let told = |error| Failure::of_app(&error, labels);
    let due = library.due_sources().map_err(told)?;
    let mut alerts = Vec::new();
    if !library.config().fetch.offline && !due.is_empty() {
        let (sender, _receiver) = mpsc::unbounded_channel();
        let report = library.refresh(&due, sender).await.map_err(told)?;
        let Arrival { alerts: arrived, failure, .. } = report.arrival;
        if let Some(failure) = failure {
            eprintln!("vigie: {}", one_line(&labels.say(&failure)));
        }
        alerts.extend(arrived);
    }
    alerts.extend(library.check_watches(&[]).map_err(told)?);
    Ok(alerts)
}

fn tell(library: &Library, alerts: &[Alert], arguments: &Arguments, labels: &Labels) -> io::Result<()> {
    let mut standard = output::standard();
    for alert in alerts {
        match arguments.json {
            true => writeln!(standard, "{}", alert.json(labels))?,
            false => {
                let article = &alert.headline.article;
                let link = article.link.as_deref().unwrap_or_default();
                let line = format!("{}: {}", one_line(&alert.watch), alert.line(labels));
                writeln!(standard, "{line}  [{}] {}", article.id.short(), one_line(link))?;
            }
        }
        if arguments.notify && io::stderr().is_terminal() {
            io::stderr().write_all(&output::notification(&alert.watch, &alert.line(labels)))?;
        }
        if let Err(error) = library.run_watch_command(alert, labels) {
            eprintln!("vigie: {}", one_line(&labels.say(&error.message())));
        }
    }
    standard.flush()
}
