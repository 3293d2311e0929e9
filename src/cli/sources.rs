//! `vigie sources`: what is followed, added, removed, and the catalogue.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::arguments::Global;
use super::failure::Failure;
use super::{output, source_health};
use crate::app::{AppError, FoundFeed, Library, SourceStatus, write_aside};
use crate::domain::{Source, SourceId};
use crate::export::json_text;
use crate::feed::opml;
use crate::labels::{Labels, Message};
use crate::text::{encoding, one_line};

/// Arguments of `vigie sources`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

/// What is done with sources; without one, they are listed.
#[derive(Debug, clap::Subcommand)]
enum Action {
    List(ListArguments),
    Add(AddArguments),
    Remove(RemoveArguments),
    Health(ListArguments),
    Hosts(ListArguments),
    Catalogue(ListArguments),
    Import(ImportArguments),
    Export(ExportArguments),
}

#[derive(Debug, clap::Args)]
struct ListArguments {
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct AddArguments {
    #[arg(value_name = "ADDRESS")]
    address: String,
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    #[arg(long, value_name = "N", conflicts_with = "untested")]
    feed: Option<usize>,
    #[arg(long)]
    untested: bool,
}

#[derive(Debug, clap::Args)]
struct RemoveArguments {
    #[arg(value_name = "SOURCE")]
    source: String,
}

#[derive(Debug, clap::Args)]
struct ImportArguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
struct ExportArguments {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

/// Does it.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let list = ListArguments { json: false };
    match &arguments.action {
        None => show_followed(&library, labels, &list),
        Some(Action::List(arguments)) => show_followed(&library, labels, arguments),
        Some(Action::Add(arguments)) => add(&library, labels, arguments),
        Some(Action::Remove(arguments)) => remove(&library, labels, arguments),
        Some(Action::Health(arguments)) => source_health::health(&library, labels, arguments.json),
        Some(Action::Hosts(arguments)) => source_health::hosts(&library, labels, arguments.json),
        Some(Action::Catalogue(arguments)) => show_catalogue(&library, labels, arguments),
        Some(Action::Import(arguments)) => import(&library, labels, arguments),
        Some(Action::Export(arguments)) => export(&library, labels, arguments),
    }
}

/// A source as exported.
#[derive(Serialize)]
struct SourceRecord {
    id: String,
    title: String,
    address: String,
    language: &'static str,
    country: String,
    trust: &'static str,
    tags: Vec<String>,
    followed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    articles: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_success: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mended: Vec<String>,
}

impl SourceRecord {
    fn of_catalogue(source: &Source, followed: bool) -> SourceRecord {
        SourceRecord {
            id: source.id.to_string(),
            title: source.title.clone(),
            address: source.address.clone(),
            language: source.language.tag(),
            country: source.country.clone(),
            trust: source.trust.code(),
            tags: source.tags.clone(),
            followed,
            articles: None,
            unread: None,
            last_success: None,
            failure: None,
            mended: Vec::new(),
        }
    }

    fn of_followed(status: &SourceStatus, labels: &Labels) -> SourceRecord {
        SourceRecord {
            articles: Some(status.articles),
            unread: Some(status.unread),
            last_success: status.last_success.map(|time| time.to_string()),
            failure: status.failure.as_ref().map(|failure| labels.say(failure)),
            mended: status.mended.clone(),
            ..SourceRecord::of_catalogue(&status.source, true)
        }
    }
}

fn show_followed(library: &Library, labels: &Labels, arguments: &ListArguments) -> Result<ExitCode, Failure> {
    let statuses = library.sources().map_err(|error| Failure::of_app(&error, labels))?;
    let mut standard = output::standard();
    let written = if arguments.json {
        let records = statuses.iter().map(|status| SourceRecord::of_followed(status, labels)).collect();
        write_json(records, &mut standard)
    } else {
        let rows: Vec<_> = statuses.iter().map(|status| followed_row(status, labels)).collect();
        output::table(&rows, output::width(), &mut standard)
    };
    finish(written.and_then(|()| standard.flush()), labels)
}

fn followed_row(status: &SourceStatus, labels: &Labels) -> Vec<String> {
    let state = match (&status.failure, status.last_success) {
        (Some(failure), _) => labels.say(failure),
        (None, None) => labels.text("cli-sources-never"),
        (None, Some(_)) => status.source.address.clone(),
    };
    vec![
        status.source.id.to_string(),
        format!("{}/{}", status.unread, status.articles),
        one_line(&status.source.title),
        one_line(&state),
    ]
}

fn show_catalogue(
    library: &Library,
    labels: &Labels,
    arguments: &ListArguments,
) -> Result<ExitCode, Failure> {
    let statuses = library.sources().map_err(|error| Failure::of_app(&error, labels))?;
    let is_followed = |source: &Source| statuses.iter().any(|status| status.source.id == source.id);
    let catalogue = library.catalogue();
    let mut standard = output::standard();
    let written = if arguments.json {
        let records =
            catalogue.iter().map(|source| SourceRecord::of_catalogue(source, is_followed(source))).collect();
        write_json(records, &mut standard)
    } else {
        let rows: Vec<_> =
            catalogue.iter().map(|source| catalogue_row(source, is_followed(source), labels)).collect();
        output::table(&rows, output::width(), &mut standard)
    };
    finish(written.and_then(|()| standard.flush()), labels)
}

fn catalogue_row(source: &Source, followed: bool, labels: &Labels) -> Vec<String> {
    vec![
        if followed { "•" } else { "" }.to_owned(),
        source.id.to_string(),
        source.country.clone(),
        source.language.tag().to_owned(),
        labels.trust(source.trust),
        source.title.clone(),
        source.address.clone(),
    ]
}

fn write_json(records: Vec<SourceRecord>, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(json_text(&records).as_bytes())
}

fn add(library: &Library, labels: &Labels, arguments: &AddArguments) -> Result<ExitCode, Failure> {
    if let Some(code) = followed_already(library, labels, &arguments.address, arguments)? {
        return Ok(code);
    }
    let address = if arguments.untested || !library.can_try(&arguments.address) {
        arguments.address.clone()
    } else {
        tested(library, labels, arguments)?
    };
    if let Some(code) = followed_already(library, labels, &address, arguments)? {
        return Ok(code);
    }
    let source = library
        .add_source(&address, arguments.title.as_deref())
        .map_err(|error| Failure::of_app(&error, labels))?;
    let message = Message::new("cli-sources-added").with("id", source.id.as_str());
    println!("{}", labels.say(&message));
    Ok(ExitCode::SUCCESS)
}

/// Says so when what is to be added is followed already, unless it gets another title.
fn followed_already(
    library: &Library,
    labels: &Labels,
    address: &str,
    arguments: &AddArguments,
) -> Result<Option<ExitCode>, Failure> {
    let followed = library.followed_at(address).map_err(|error| Failure::of_app(&error, labels))?;
    let Some(source) = followed.filter(|_| arguments.title.is_none()) else { return Ok(None) };
    let message =
        Message::new("cli-sources-known").with("id", source.id.as_str()).with("title", source.title);
    println!("{}", labels.say(&message));
    Ok(Some(ExitCode::SUCCESS))
}

/// The address of the feed that is followed in the end, after a look at what stands at the one that was given.
fn tested(library: &Library, labels: &Labels, arguments: &AddArguments) -> Result<String, Failure> {
    let found = super::runtime(labels)?.block_on(library.find_feeds(&arguments.address));
    let feeds = found.map_err(|error| refused(&error, labels))?;
    let number = match (arguments.feed, feeds.len()) {
        (Some(number), _) => number,
        (None, 1) => 1,
        (None, _) => choose(&feeds, labels)?,
    };
    let feed = number.checked_sub(1).and_then(|place| feeds.get(place)).ok_or_else(|| {
        let message = Message::new("cli-sources-no-such-feed").with("number", number.to_string());
        Failure::new(Failure::USAGE, &message.count("feeds", feeds.len() as u64), labels)
    })?;
    if feed.address.trim_end_matches('/') != arguments.address.trim().trim_end_matches('/') {
        let message = Message::new("cli-sources-found").with("address", &*feed.address);
        eprintln!("{}", labels.say(&message));
    }
    Ok(feed.address.clone())
}

/// An address at which nothing that can be followed was found; other errors are told as they are.
fn refused(error: &AppError, labels: &Labels) -> Failure {
    match error {
        AppError::NoFeed { .. } | AppError::Fetch(_) => {
            let reason = labels.say(&error.message());
            Failure::new(
                Failure::PARTIAL,
                &Message::new("cli-sources-refused").with("reason", reason),
                labels,
            )
        }
        _ => Failure::of_app(error, labels),
    }
}

/// Lists feeds, and asks which one is meant where somebody can answer.
fn choose(feeds: &[FoundFeed], labels: &Labels) -> Result<usize, Failure> {
    let rows: Vec<_> = feeds.iter().enumerate().map(|(place, feed)| feed_row(place, feed, labels)).collect();
    let mut standard = output::standard();
    let written = output::table(&rows, output::width(), &mut standard).and_then(|()| standard.flush());
    written.map_err(|error| Failure::of_file("-", &error, labels))?;
    let undecided = || {
        let message = Message::new("cli-sources-several").count("feeds", feeds.len() as u64);
        Failure::new(Failure::USAGE, &message, labels)
    };
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(undecided());
    }
    eprint!("{} ", labels.text("cli-sources-choose"));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(|error| Failure::of_file("-", &error, labels))?;
    answer.trim().parse().map_err(|_| undecided())
}

fn feed_row(place: usize, feed: &FoundFeed, labels: &Labels) -> Vec<String> {
    let entries = Message::new("cli-sources-entries").count("entries", feed.entries as u64);
    vec![(place + 1).to_string(), one_line(&feed.title), labels.say(&entries), one_line(&feed.address)]
}

fn remove(library: &Library, labels: &Labels, arguments: &RemoveArguments) -> Result<ExitCode, Failure> {
    let unknown = || {
        let message = Message::new("error-no-such-source").with("name", &*arguments.source);
        Failure::new(Failure::NOT_FOUND, &message, labels)
    };
    let id = SourceId::from_name(&arguments.source).ok_or_else(unknown)?;
    let statuses = library.sources().map_err(|error| Failure::of_app(&error, labels))?;
    let status = statuses.iter().find(|status| status.source.id == id).ok_or_else(unknown)?;
    library.remove_source(&id).map_err(|error| Failure::of_app(&error, labels))?;
    let message =
        Message::new("cli-sources-removed").with("id", id.as_str()).count("articles", status.articles as u64);
    println!("{}", labels.say(&message));
    Ok(ExitCode::SUCCESS)
}

/// Follows the feeds of a list; done in part when some of its addresses cannot be followed.
fn import(library: &Library, labels: &Labels, arguments: &ImportArguments) -> Result<ExitCode, Failure> {
    let name = arguments.file.display().to_string();
    let bytes = fs::read(&arguments.file).map_err(|error| Failure::of_file(&name, &error, labels))?;
    let text = encoding::decode(&bytes, None).text;
    let subscriptions = opml::read(&text).map_err(|_| {
        Failure::new(Failure::USAGE, &Message::new("cli-sources-no-opml").with("name", &*name), labels)
    })?;
    let imported = library.import(&subscriptions).map_err(|error| Failure::of_app(&error, labels))?;
    for address in &imported.refused {
        let refused = AppError::Address(one_line(address)).message();
        eprintln!("vigie: {}", labels.say(&refused));
    }
    let message = Message::new("cli-sources-imported")
        .count("added", imported.added as u64)
        .count("known", imported.known as u64);
    println!("{}", labels.say(&message));
    Ok(if imported.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(Failure::PARTIAL) })
}

/// Writes what is followed as a list, into a file or on standard output.
fn export(library: &Library, labels: &Labels, arguments: &ExportArguments) -> Result<ExitCode, Failure> {
    let subscriptions = library.subscriptions().map_err(|error| Failure::of_app(&error, labels))?;
    let written = opml::write(&labels.text("cli-sources"), &subscriptions);
    let Some(path) = &arguments.file else {
        let mut standard = output::standard();
        return finish(standard.write_all(written.as_bytes()).and_then(|()| standard.flush()), labels);
    };
    let name = path.display().to_string();
    write_aside(path, arguments.force, |to| to.write_all(written.as_bytes())).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Failure::new(Failure::USAGE, &Message::new("error-exists").with("name", &*name), labels);
        }
        Failure::of_file(&name, &error, labels)
    })?;
    let message =
        Message::new("cli-sources-exported").count("sources", subscriptions.len() as u64).with("name", name);
    eprintln!("{}", labels.say(&message));
    Ok(ExitCode::SUCCESS)
}

fn finish(written: io::Result<()>, labels: &Labels) -> Result<ExitCode, Failure> {
    written.map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}
