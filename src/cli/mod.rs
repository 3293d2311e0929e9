//! The command line: one file a subcommand.
//!
//! Knows arguments, standard streams and exit codes. Leaves the work to `app` and the words to `labels`: even the help
//! is a label, so that it is read in French and in English.

mod arguments;
mod article_pdf;
mod article_versions;
mod decision_row;
mod facets;
mod failure;
mod help;
mod output;
mod selection;
mod settings;

mod brief;
mod care;
mod case;
mod company;
mod completions;
mod config;
mod daemon;
mod decisions;
mod demo;
mod doctor;
mod eval;
mod evidence;
mod export;
mod extract;
mod feed;
mod guide;
mod import;
mod import_table;
mod list;
mod pdf_text;
mod privacy;
mod purge;
mod reader;
mod refresh;
mod reindex;
mod review;
mod rules;
mod schema;
mod show;
mod source_health;
mod sources;
mod tag;
mod views;
mod watch;

use std::process::ExitCode;

use tokio::runtime::Runtime;

use arguments::{Arguments, Command, Global};
use failure::Failure;
use output::Volume;

use crate::labels::{Labels, Message, Tongue};

/// Reads the arguments of the process, does what they ask, and gives the exit code:
/// 0 done, 1 done in part, 2 arguments that make no sense, 3 nothing by that name, 4 the store cannot be used, 5 a watch has
/// something to tell.
pub fn run() -> ExitCode {
    let labels = Labels::new(tongue());
    let arguments = match arguments::read(&labels) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    output::set_volume(volume(&arguments.global));
    let done = settled(labels, &arguments).and_then(|labels| dispatch(arguments, labels));
    done.unwrap_or_else(Failure::report)
}

fn volume(global: &Global) -> Volume {
    match (global.quiet, global.verbose) {
        (true, _) => Volume::Quiet,
        (false, true) => Volume::Verbose,
        (false, false) => Volume::Usual,
    }
}

/// The labels of the language that the settings ask for; without them, those of the locale.
fn settled(labels: Labels, arguments: &Arguments) -> Result<Labels, Failure> {
    match arguments.global.settings(&labels)?.interface.language {
        Some(tongue) if tongue != labels.tongue() => Ok(Labels::new(tongue)),
        _ => Ok(labels),
    }
}

/// What runs tasks: refreshing and the screen.
fn runtime(labels: &Labels) -> Result<Runtime, Failure> {
    Runtime::new().map_err(|error| {
        let message = Message::new("error-runtime").with("reason", error.to_string());
        Failure::new(Failure::PARTIAL, &message, labels)
    })
}

fn dispatch(arguments: Arguments, labels: Labels) -> Result<ExitCode, Failure> {
    let (global, linear) = (arguments.global, arguments.linear);
    match arguments.command {
        None => reader::run(&global, labels, linear),
        Some(Command::Demo) => demo::run(&global, labels, linear),
        Some(Command::Refresh(refresh)) => refresh::run(&global, &labels, &refresh),
        Some(Command::List(list)) => list::run(&global, &labels, &list),
        Some(Command::Decisions(decisions)) => decisions::run(&global, &labels, &decisions),
        Some(Command::Company(company)) => company::run(&global, &labels, &company),
        Some(Command::Case(case)) => case::run(&global, &labels, &case),
        Some(Command::Review(review)) => review::review(&global, &labels, &review),
        Some(Command::Correct(correct)) => review::correct(&global, &labels, &correct),
        Some(Command::Import(import)) => import::run(&global, &labels, &import),
        Some(Command::Show(show)) => show::run(&global, &labels, &show),
        Some(Command::Sources(sources)) => sources::run(&global, &labels, &sources),
        Some(Command::Export(export)) => export::run(&global, &labels, &export),
        Some(Command::Brief(brief)) => brief::run(&global, &labels, &brief),
        Some(Command::Evidence(evidence)) => evidence::run(&global, &labels, &evidence),
        Some(Command::Config(config)) => config::run(&global, &labels, &config),
        Some(Command::Schema(schema)) => schema::run(&labels, &schema),
        Some(Command::Completions(shell)) => completions::completions(&labels, &shell),
        Some(Command::Man(man)) => completions::man(&labels, &man),
        Some(Command::Extract(extract)) => extract::run(&labels, &extract),
        Some(Command::Eval(eval)) => eval::run(&labels, &eval),
        Some(Command::Doctor(doctor)) => doctor::run(&global, &labels, &doctor),
        Some(Command::Backup(backup)) => care::backup(&global, &labels, &backup),
        Some(Command::Restore(restore)) => care::restore(&global, &labels, &restore),
        Some(Command::Purge(purge)) => purge::run(&global, &labels, &purge),
        Some(Command::Privacy) => privacy::run(&global, &labels),
        Some(Command::Daemon) => daemon::run(&global, &labels),
        Some(Command::Rebuild) => care::rebuild(&global, &labels),
        Some(Command::Repair) => care::repair(&global, &labels),
        Some(Command::Compact) => care::compact(&global, &labels),
        Some(Command::Tag(tag)) => tag::run(&global, &labels, &tag),
        Some(Command::Views(views)) => views::run(&global, &labels, &views),
        Some(Command::Rules(rules)) => rules::run(&global, &labels, &rules),
        Some(Command::Watch(watch)) => watch::run(&global, &labels, &watch),
        Some(Command::Reindex) => reindex::run(&global, &labels),
        Some(Command::PdfText) => pdf_text::run(),
        Some(Command::Help(guide)) => guide::run(&labels, &guide),
        Some(Command::Feed(feed)) => feed::run(&labels, &feed),
    }
}

/// The language: `--lang`, else the locale's variables in the order of POSIX, else what the system says.
fn tongue() -> Tongue {
    let asked = arguments::asked_language(std::env::args_os().skip(1));
    if let Some(tongue) = asked.as_deref().and_then(Tongue::from_locale) {
        return tongue;
    }
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).unwrap_or_default());
    let system = if cfg!(unix) { None } else { sys_locale::get_locale() };
    Tongue::from_locales(variables.iter().map(String::as_str).chain(system.as_deref()))
}
