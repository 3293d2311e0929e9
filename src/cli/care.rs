//! `vigie backup`, `restore`, `repair`, `compact`: what keeps the store whole.

use std::path::PathBuf;
use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use crate::app::{Library, Rebuilt, Remade};
use crate::labels::{Labels, Message};

/// Bytes in what is shown as a megabyte.
const MEGABYTE: u64 = 1_000_000;

/// Arguments of `vigie backup`.
#[derive(Debug, clap::Args)]
pub(super) struct BackupArguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Arguments of `vigie restore`.
#[derive(Debug, clap::Args)]
pub(super) struct RestoreArguments {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Writes everything into a file, also while a reader is open.
pub(super) fn backup(
    global: &Global,
    labels: &Labels,
    arguments: &BackupArguments,
) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let summary = library.backup(&arguments.file).map_err(|error| Failure::of_app(&error, labels))?;
    let message = Message::new("cli-backup-done")
        .count("articles", summary.articles)
        .with("name", arguments.file.display().to_string());
    println!("{}", labels.say(&message));
    Ok(ExitCode::SUCCESS)
}

/// Replaces the store by a backup; without a file, the daily backups are listed.
pub(super) fn restore(
    global: &Global,
    labels: &Labels,
    arguments: &RestoreArguments,
) -> Result<ExitCode, Failure> {
    let config = global.settings(labels)?;
    let told = |error| Failure::of_app(&error, labels);
    let Some(file) = &arguments.file else {
        for backup in Library::daily_backups(&config).map_err(told)? {
            println!("{}", backup.display());
        }
        return Ok(ExitCode::SUCCESS);
    };
    let rebuilt = Library::restore(&config, file).map_err(told)?;
    tell(&rebuilt, "cli-restore-done", labels);
    Ok(ExitCode::SUCCESS)
}

/// Copies what can still be read of a damaged store.
pub(super) fn repair(global: &Global, labels: &Labels) -> Result<ExitCode, Failure> {
    let config = global.settings(labels)?;
    let remade = Library::repair(&config).map_err(|error| Failure::of_app(&error, labels))?;
    Ok(tell_remade(&remade, "cli-repair-done", labels))
}

/// Makes the store anew from archive and journal.
pub(super) fn rebuild(global: &Global, labels: &Labels) -> Result<ExitCode, Failure> {
    let config = global.settings(labels)?;
    let remade = Library::rebuild(&config).map_err(|error| Failure::of_app(&error, labels))?;
    Ok(tell_remade(&remade, "cli-rebuild-done", labels))
}

fn tell_remade(remade: &Remade, key: &'static str, labels: &Labels) -> ExitCode {
    tell(&remade.store, key, labels);
    let archive = Message::new("cli-remade-archive")
        .count("feeds", remade.feeds)
        .count("carried", remade.store.carried);
    println!("{}", labels.say(&archive));
    if remade.unreadable > 0 {
        println!("{}", labels.say(&Message::new("cli-remade-unreadable").count("times", remade.unreadable)));
    }
    if remade.store.lost == 0 { ExitCode::SUCCESS } else { ExitCode::from(Failure::PARTIAL) }
}

/// Gives back the space that the store no longer needs.
pub(super) fn compact(global: &Global, labels: &Labels) -> Result<ExitCode, Failure> {
    let config = global.settings(labels)?;
    let rebuilt = Library::compact(&config).map_err(|error| Failure::of_app(&error, labels))?;
    tell(&rebuilt, "cli-compact-done", labels);
    Ok(ExitCode::SUCCESS)
}

fn tell(rebuilt: &Rebuilt, key: &'static str, labels: &Labels) {
    let (before, after) = rebuilt.bytes;
    let message = Message::new(key)
        .count("articles", rebuilt.articles)
        .count("lost", rebuilt.lost)
        .count("before", before / MEGABYTE)
        .count("after", after / MEGABYTE);
    println!("{}", labels.say(&message));
    if let Some(aside) = &rebuilt.aside {
        let message = Message::new("cli-rebuilt-aside").with("name", aside.display().to_string());
        println!("{}", labels.say(&message));
    }
}
