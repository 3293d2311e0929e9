//! `vigie export`: articles or decisions, in a format, to a file, into a folder or on standard output.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::ValueEnum;
use jiff::ZonedDateTime;

use super::arguments::Global;
use super::failure::Failure;
use super::{decisions, output, selection};
use crate::app::{AppError, Expired, Library, write_aside};
use crate::domain::{ArticleId, DecisionId};
use crate::export::{DecisionItem, ExportOptions, Format, Item, file_name, write, write_decisions};
use crate::labels::{Labels, Message};
use crate::ledger::Ledger;

/// Articles or decisions read from the store at a time: memory does not grow with the number exported.
const BATCH: usize = 64;

/// Arguments of `vigie export`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: selection::Arguments,
    #[arg(long = "article", value_name = "ID")]
    articles: Vec<String>,
    #[arg(long = "decision", value_name = "ID", conflicts_with = "articles")]
    decisions: Vec<String>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["articles", "decisions"])]
    case: Option<String>,
    #[arg(long, value_enum, value_name = "articles|decisions", hide_possible_values = true)]
    of: Option<Subject>,
    #[arg(long, value_enum, value_name = "keep|anonymise|omit", hide_possible_values = true)]
    expired: Option<ExpiredArgument>,
    #[arg(long, short, value_name = "FORMAT", default_value = "markdown")]
    format: String,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    folder: Option<PathBuf>,
    #[arg(long)]
    force: bool,
    #[arg(long)]
    json: bool,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Subject {
    Articles,
    Decisions,
}

/// What is done with organisations whose public naming is over, as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExpiredArgument {
    Keep,
    Anonymise,
    Omit,
}

/// What the argument says, else what the settings do.
pub(super) fn expired(argument: Option<ExpiredArgument>, library: &Library) -> Expired {
    match argument {
        Some(ExpiredArgument::Keep) => Expired::Keep,
        Some(ExpiredArgument::Anonymise) => Expired::Anonymise,
        Some(ExpiredArgument::Omit) => Expired::Omit,
        None if library.config().privacy.hide_expired_names => Expired::Anonymise,
        None => Expired::Keep,
    }
}

/// Exports.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let format = format_of(arguments, labels)?;
    let library = global.library(labels)?;
    let chosen = chosen(&library, arguments, labels)?;
    let export = Export { library: &library, labels, format, force: arguments.force, arguments };
    match (&arguments.output, &arguments.folder) {
        (Some(path), _) => export.to_file(&chosen, path)?,
        (None, Some(folder)) => export.to_folder(&chosen, folder)?,
        (None, None) => {
            let written = export.write(&chosen, &mut output::standard());
            written.map_err(|error| Failure::of_file("-", &error, labels))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn format_of(arguments: &Arguments, labels: &Labels) -> Result<Format, Failure> {
    if arguments.json {
        return Ok(Format::Json);
    }
    Format::from_code(&arguments.format).ok_or_else(|| {
        let known: Vec<_> = Format::ALL.iter().map(|format| format.code()).collect();
        let message = Message::new("error-format").with("name", &*arguments.format);
        Failure::new(Failure::USAGE, &message.with("known", known.join(", ")), labels)
    })
}

/// What was chosen, by its identifiers.
enum Chosen {
    Articles(Vec<ArticleId>),
    Decisions(Arc<Ledger>, Vec<DecisionId>),
}

impl Chosen {
    fn len(&self) -> usize {
        match self {
            Chosen::Articles(ids) => ids.len(),
            Chosen::Decisions(_, ids) => ids.len(),
        }
    }
}

/// Decisions named, or those of a case, are exported as decisions unless articles are asked for.
fn chosen(library: &Library, arguments: &Arguments, labels: &Labels) -> Result<Chosen, Failure> {
    let named = !arguments.decisions.is_empty() || arguments.case.is_some();
    let subject = arguments.of.unwrap_or(if named { Subject::Decisions } else { Subject::Articles });
    if subject == Subject::Articles && !named {
        return articles(library, arguments, labels).map(Chosen::Articles);
    }
    let ledger = library.ledger().map_err(|error| Failure::of_app(&error, labels))?;
    let ids = match named {
        true => named_decisions(&ledger, arguments, labels)?,
        false => {
            let articles = articles(library, arguments, labels)?;
            decisions::told_by(&ledger, &articles).into_iter().map(|decision| decision.id).collect()
        }
    };
    match subject {
        Subject::Decisions => Ok(Chosen::Decisions(ledger, ids)),
        Subject::Articles => {
            let mut seen = HashSet::new();
            let told = ids.iter().filter_map(|id| ledger.decision(*id)).flat_map(|it| it.articles());
            Ok(Chosen::Articles(told.filter(|id| seen.insert(*id)).collect()))
        }
    }
}

fn articles(library: &Library, arguments: &Arguments, labels: &Labels) -> Result<Vec<ArticleId>, Failure> {
    let ids = if arguments.articles.is_empty() {
        let headlines = selection::headlines(library, &arguments.selection, labels)?;
        headlines.iter().map(|headline| headline.article.id).collect()
    } else {
        let named = arguments.articles.iter().map(|name| selection::article(library, name, labels));
        named.collect::<Result<Vec<ArticleId>, Failure>>()?
    };
    if expired(arguments.expired, library) == Expired::Keep || arguments.of == Some(Subject::Decisions) {
        return Ok(ids);
    }
    let ledger = library.ledger().map_err(|error| Failure::of_app(&error, labels))?;
    let past = library.articles_past_naming(&ledger, ZonedDateTime::now().date());
    Ok(ids.into_iter().filter(|id| !past.contains(id)).collect())
}

fn named_decisions(
    ledger: &Ledger,
    arguments: &Arguments,
    labels: &Labels,
) -> Result<Vec<DecisionId>, Failure> {
    let Some(case) = &arguments.case else {
        return arguments.decisions.iter().map(|name| selection::decision(ledger, name, labels)).collect();
    };
    let decision = selection::decision(ledger, case, labels)?;
    Ok(ledger.case_of(decision).map_or_else(|| vec![decision], |case| case.decisions.clone()))
}

/// An export in the making.
struct Export<'a> {
    library: &'a Library,
    labels: &'a Labels,
    format: Format,
    force: bool,
    arguments: &'a Arguments,
}

impl Export<'_> {
    fn options(&self) -> ExportOptions<'_> {
        selection::export_options(self.labels)
    }

    fn to_file(&self, chosen: &Chosen, path: &Path) -> Result<(), Failure> {
        let written = write_aside(path, self.force, |to| self.write(chosen, to));
        written.map_err(|error| self.refused(path, &error))?;
        self.tell(chosen, path);
        Ok(())
    }

    /// A file an article or decision, named after its day, its title and its identifier.
    fn to_folder(&self, chosen: &Chosen, folder: &Path) -> Result<(), Failure> {
        fs::create_dir_all(folder).map_err(|error| self.refused(folder, &error))?;
        let options = self.options();
        let fill = |name: String, one: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
            let path = folder.join(name);
            write_aside(&path, self.force, one).map_err(|error| self.refused(&path, &error))
        };
        match chosen {
            Chosen::Articles(ids) => {
                for batch in ids.chunks(BATCH) {
                    for item in self.library.items(batch).map_err(|error| self.failed(&error))? {
                        fill(self.article_name(&item, &options), &|to| {
                            write(self.format, [&item], &options, to)
                        })?;
                    }
                }
            }
            Chosen::Decisions(ledger, ids) => {
                for batch in ids.chunks(BATCH) {
                    for item in self.decisions(ledger, batch).map_err(|error| self.failed(&error))? {
                        fill(self.decision_name(&item), &|to| {
                            write_decisions(self.format, [&item], &options, to)
                        })?;
                    }
                }
            }
        }
        self.tell(chosen, folder);
        Ok(())
    }

    fn article_name(&self, item: &Item, options: &ExportOptions<'_>) -> String {
        let day = options.zone.to_datetime(item.article.dates.shown()).date().to_string();
        file_name(&[&day, &item.article.title, &item.article.id.short()], self.format.extension())
    }

    fn decision_name(&self, item: &DecisionItem) -> String {
        let decision = &item.decision;
        let day = decision.day().map(|day| day.to_string()).unwrap_or_default();
        let organisation = decision.organisations.first().map_or("", String::as_str);
        let id = decision.id.to_string();
        let parts = [&day, decision.authority().unwrap_or_default(), organisation, &id[..8]];
        file_name(&parts, self.format.extension())
    }

    fn decisions(&self, ledger: &Ledger, ids: &[DecisionId]) -> Result<Vec<DecisionItem>, AppError> {
        let expired = expired(self.arguments.expired, self.library);
        self.library.decision_items(ledger, ids, expired, ZonedDateTime::now().date())
    }

    /// Writes what was chosen, read from the store in batches as it is written.
    fn write(&self, chosen: &Chosen, to: &mut dyn Write) -> io::Result<()> {
        let options = self.options();
        match chosen {
            Chosen::Articles(ids) => self.in_batches(
                ids,
                |batch| self.library.items(batch),
                |items| write(self.format, items, &options, to),
            ),
            Chosen::Decisions(ledger, ids) => self.in_batches(
                ids,
                |batch| self.decisions(ledger, batch),
                |items| write_decisions(self.format, items, &options, to),
            ),
        }
    }

    /// Gives the items of all batches to `write`; an error of the store ends it and is told before any other.
    fn in_batches<'b, Id, T>(
        &self,
        ids: &'b [Id],
        read: impl Fn(&'b [Id]) -> Result<Vec<T>, AppError>,
        write: impl FnOnce(&mut dyn Iterator<Item = T>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut failed = None;
        let mut items = ids
            .chunks(BATCH)
            .map_while(|batch| read(batch).map_err(|error| failed = Some(error)).ok())
            .flatten();
        let written = write(&mut items);
        drop(items);
        match failed {
            Some(error) => Err(io::Error::other(self.labels.say(&error.message()))),
            None => written,
        }
    }

    fn failed(&self, error: &AppError) -> Failure {
        Failure::of_app(error, self.labels)
    }

    fn refused(&self, path: &Path, error: &io::Error) -> Failure {
        output::refused(path, error, self.labels)
    }

    fn tell(&self, chosen: &Chosen, path: &Path) {
        let key = match chosen {
            Chosen::Articles(_) => "cli-export-done",
            Chosen::Decisions(..) => "cli-export-done-decisions",
        };
        let message = Message::new(key).count("articles", chosen.len() as u64);
        output::say(&message.with("name", path.to_string_lossy()), self.labels);
    }
}
