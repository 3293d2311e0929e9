//! `vigie purge`: forgets an article, a source, a company's name, or the articles of a query.

use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use super::selection;
use crate::app::{Library, Purge, Purged};
use crate::domain::SourceId;
use crate::labels::{Labels, Message};
use crate::text::printable;

/// Arguments of `vigie purge`.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(super) struct Arguments {
    #[arg(long, value_name = "NAME", group = "what")]
    company: Option<String>,
    #[arg(long, value_name = "ID", group = "what")]
    article: Option<String>,
    #[arg(long, value_name = "SOURCE", group = "what")]
    source: Option<String>,
    #[arg(long, value_name = "QUERY", group = "what")]
    query: Option<String>,
    #[arg(long)]
    dry_run: bool,
}

/// Forgets, then gives back the space, so that nothing is left in the database's file.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = global.settings(labels)?;
    let library = global.library(labels)?;
    let told = |error| Failure::of_app(&error, labels);
    let what = what(&library, labels, arguments)?;
    let titles = titles(&library, &library.purge(&what, true).map_err(told)?).map_err(told)?;
    for title in titles {
        println!("{}", printable(&title));
    }
    let purged = library.purge(&what, arguments.dry_run).map_err(told)?;
    drop(library);
    if !arguments.dry_run {
        Library::compact(&config).map_err(told)?;
    }
    let key = if arguments.dry_run { "cli-purge-would" } else { "cli-purge-done" };
    let message = Message::new(key)
        .count("articles", purged.articles.len() as u64)
        .count("records", purged.archive.gone + purged.archive.replaced)
        .count("copies", purged.copies.len() as u64);
    println!("{}", labels.say(&message));
    Ok(ExitCode::SUCCESS)
}

fn titles(library: &Library, purged: &Purged) -> Result<Vec<String>, crate::app::AppError> {
    let rows = library.headlines_of(&purged.articles)?;
    Ok(rows.into_iter().map(|row| format!("{}  {}", row.article.id.short(), row.article.title)).collect())
}

fn what(library: &Library, labels: &Labels, arguments: &Arguments) -> Result<Purge, Failure> {
    if let Some(name) = &arguments.company {
        return Ok(Purge::Company(name.clone()));
    }
    if let Some(name) = &arguments.source {
        let unknown = || {
            let message = Message::new("error-app-unknown-source").with("name", name);
            Failure::new(Failure::NOT_FOUND, &message, labels)
        };
        let known = library.known_sources().map_err(|error| Failure::of_app(&error, labels))?;
        let id = SourceId::from_name(name).filter(|id| known.iter().any(|source| source.id == *id));
        return id.map(Purge::Source).ok_or_else(unknown);
    }
    if let Some(digits) = &arguments.article {
        return Ok(Purge::Articles(vec![selection::article(library, digits, labels)?]));
    }
    let query = arguments.query.as_deref().unwrap_or_default();
    let rows = selection::headlines(library, &selection::Arguments::of_query(query), labels)?;
    Ok(Purge::Articles(rows.into_iter().map(|row| row.article.id).collect()))
}
