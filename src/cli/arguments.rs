//! What may stand on the command line. The words of the help are labels: see `help`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::help;
use super::{
    brief, care, case, company, completions, config, decisions, doctor, eval, evidence, export, extract,
    feed, guide, import, list, purge, refresh, review, rules, schema, show, sources, tag, views, watch,
};
use crate::labels::Labels;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "vigie", version, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[arg(long)]
    pub(super) linear: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What every subcommand takes.
#[derive(Debug, Args)]
pub(super) struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) store: Option<PathBuf>,
    #[arg(long, global = true, value_name = "fr|en", value_parser = ["fr", "en"], hide_possible_values = true)]
    pub(super) lang: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(super) offline: bool,
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
}

/// The subcommands; without one, the reader opens.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Demo,
    Refresh(refresh::Arguments),
    List(list::Arguments),
    Decisions(decisions::Arguments),
    Company(company::Arguments),
    Case(case::Arguments),
    Review(review::ReviewArguments),
    Correct(review::CorrectArguments),
    Import(import::Arguments),
    Show(show::Arguments),
    Sources(sources::Arguments),
    Views(views::Arguments),
    Rules(rules::Arguments),
    Watch(watch::Arguments),
    Tag(tag::Arguments),
    Export(export::Arguments),
    Brief(brief::Arguments),
    Evidence(evidence::Arguments),
    Extract(extract::Arguments),
    Eval(eval::Arguments),
    Feed(feed::Arguments),
    Doctor(doctor::Arguments),
    Backup(care::BackupArguments),
    Restore(care::RestoreArguments),
    Repair,
    Rebuild,
    Purge(purge::Arguments),
    Privacy,
    Daemon,
    Compact,
    Reindex,
    Config(config::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(completions::ManArguments),
    /// Run by the program itself, never by its user.
    #[command(hide = true, name = crate::app::PDF_READER)]
    PdfText,
    Help(guide::Arguments),
}

/// Reads the process's arguments; help, version and mistakes come back as clap's error, which prints itself.
pub(super) fn read(labels: &Labels) -> Result<Arguments, clap::Error> {
    let matches = command(labels).try_get_matches()?;
    Arguments::from_arg_matches(&matches)
}

/// The command with its help in the reader's language.
pub(super) fn command(labels: &Labels) -> clap::Command {
    help::in_words(Arguments::command(), labels)
}

/// The value of `--lang`, sought before the arguments are read, since mistakes in them are told in that language.
pub(super) fn asked_language(arguments: impl Iterator<Item = OsString>) -> Option<String> {
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--lang") {
            Some("") => return arguments.next(),
            Some(value) if value.starts_with('=') => return Some(value[1..].to_owned()),
            _ => {}
        }
    }
    None
}
