//! `vigie views`: saved views, which a query names by `@`.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::arguments::Global;
use super::failure::Failure;
use super::{output, selection};
use crate::app::{Library, ViewCount};
use crate::config::{self, StandingEntry, StandingError, StandingKind, View};
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// Arguments of `vigie views`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

/// What is done with views; without one, they are listed.
#[derive(Debug, clap::Subcommand)]
enum Action {
    List(ListArguments),
    Add(AddArguments),
    Remove(RemoveArguments),
    Rename(RenameArguments),
    Move(MoveArguments),
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
}

#[derive(Debug, clap::Args)]
struct RemoveArguments {
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(Debug, clap::Args)]
struct RenameArguments {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(value_name = "NEW")]
    new: String,
}

#[derive(Debug, clap::Args)]
struct MoveArguments {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(value_name = "PLACE")]
    place: usize,
}

/// Lists or changes the views.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let kind = StandingKind::View;
    match &arguments.action {
        None => list(&library, labels, false),
        Some(Action::List(list_arguments)) => list(&library, labels, list_arguments.json),
        Some(Action::Add(add)) => {
            let query = add.query.join(" ");
            selection::read_query(&library, &query, labels)?;
            let view = StandingEntry::View(View { name: add.name.clone(), query });
            change(&library, labels, |text| config::with_entry(text, &view))
        }
        Some(Action::Remove(remove)) => {
            change(&library, labels, |text| config::without_entry(text, kind, &remove.name))
        }
        Some(Action::Rename(rename)) => {
            change(&library, labels, |text| config::with_name(text, kind, &rename.name, &rename.new))
        }
        Some(Action::Move(to)) => {
            let place = to.place.saturating_sub(1);
            change(&library, labels, |text| config::with_place(text, kind, &to.name, place))
        }
    }
}

/// Changes the file of views, rules and watches.
pub(super) fn change(
    library: &Library,
    labels: &Labels,
    change: impl FnOnce(&str) -> Result<String, StandingError>,
) -> Result<ExitCode, Failure> {
    library.change_standing(change).map_err(|error| failure(&error, labels))?;
    Ok(ExitCode::SUCCESS)
}

/// A name that is not there, or no name, is the arguments' fault and not the store's.
fn failure(error: &crate::app::AppError, labels: &Labels) -> Failure {
    let code = match error {
        crate::app::AppError::Standing { error: StandingError::Unknown(_), .. } => Failure::NOT_FOUND,
        crate::app::AppError::Standing { .. } => Failure::USAGE,
        _ => Failure::STORE,
    };
    Failure::new(code, &error.message(), labels)
}

fn list(library: &Library, labels: &Labels, json: bool) -> Result<ExitCode, Failure> {
    library.open_index().map_err(|error| Failure::of_app(&error, labels))?;
    let counts = library.view_counts(library.today()).map_err(|error| failure(&error, labels))?;
    let mut standard = output::standard();
    let written = match json {
        true => output::write_json(&counts.iter().map(ViewRecord::new).collect::<Vec<_>>(), &mut standard),
        false if counts.is_empty() => writeln!(standard, "{}", labels.text("cli-views-none")),
        false => {
            let rows: Vec<_> = counts.iter().map(|count| row(count, labels)).collect();
            output::table(&rows, output::width(), &mut standard)
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn row(count: &ViewCount, labels: &Labels) -> Vec<String> {
    let counted = Message::new("cli-views-count")
        .count("unread", count.unread as u64)
        .count("articles", count.articles as u64);
    vec![format!("@{}", one_line(&count.view.name)), labels.say(&counted), one_line(&count.view.query)]
}

#[derive(Serialize)]
struct ViewRecord<'a> {
    name: &'a str,
    query: &'a str,
    articles: usize,
    unread: usize,
}

impl ViewRecord<'_> {
    fn new(count: &ViewCount) -> ViewRecord<'_> {
        ViewRecord {
            name: &count.view.name,
            query: &count.view.query,
            articles: count.articles,
            unread: count.unread,
        }
    }
}
