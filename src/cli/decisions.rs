//! `vigie decisions`: the decisions that the articles of a query tell, a line each.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::arguments::Global;
use super::failure::Failure;
use super::{decision_row, output, selection};
use crate::domain::{ArticleId, Decision, DecisionId, fold_name};
use crate::export::{DecisionRecord, json_text};
use crate::labels::Labels;
use crate::ledger::{Ledger, NamingTerm};

/// Arguments of `vigie decisions`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: selection::Arguments,
    #[arg(long, value_enum, value_name = "date|amount|authority|company", default_value = "date")]
    #[arg(hide_possible_values = true)]
    sort: Order,
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50)]
    limit: usize,
    #[arg(long)]
    json: bool,
}

/// In which order decisions are shown.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    Date,
    Amount,
    Authority,
    Company,
}

/// Lists.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let headlines = selection::headlines(&library, &arguments.selection, labels)?;
    let ledger = library.ledger().map_err(|error| Failure::of_app(&error, labels))?;
    let articles: Vec<ArticleId> = headlines.iter().map(|row| row.article.id).collect();
    let mut decisions = told_by(&ledger, &articles);
    sort(&mut decisions, arguments.sort);
    let found = decisions.len();
    decisions.truncate(arguments.limit);
    let today = ZonedDateTime::now().date();
    let hides = library.config().privacy.hide_expired_names;
    let decisions: Vec<Cow<'_, Decision>> =
        decisions.into_iter().map(|decision| as_may_be_named(decision, hides, today)).collect();
    let mut standard = output::standard();
    let written = match arguments.json {
        true => write_json(&decisions, &ledger, &mut standard),
        false => write_table(&decisions, today, labels, &mut standard),
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    output::say_limit("cli-decisions-limited", decisions.len(), found, labels);
    Ok(ExitCode::SUCCESS)
}

/// The decisions that articles tell, the latest first.
pub(super) fn told_by<'a>(ledger: &'a Ledger, articles: &[ArticleId]) -> Vec<&'a Decision> {
    let asked: HashSet<DecisionId> =
        articles.iter().flat_map(|id| ledger.decisions_of(*id)).map(|it| it.id).collect();
    let mut decisions = ledger.decisions();
    decisions.retain(|decision| asked.contains(&decision.id));
    decisions
}

/// A decision, its names left out where its publication by name has ended and the reader wants none then.
fn as_may_be_named(decision: &Decision, hides: bool, today: Date) -> Cow<'_, Decision> {
    match hides && decision.is_naming_over(&[NamingTerm::cnil()], today) {
        true => Cow::Owned(decision.clone().without_names()),
        false => Cow::Borrowed(decision),
    }
}

/// Decisions come latest first, and equal ones stay so.
fn sort(decisions: &mut [&Decision], order: Order) {
    let by_name = |name: Option<&str>| (name.is_none(), name.map(fold_name));
    match order {
        Order::Date => {}
        Order::Amount => decisions.sort_by_key(|decision| Reverse(decision.largest_in_force())),
        Order::Authority => decisions.sort_by_cached_key(|decision| by_name(decision.authority())),
        Order::Company => decisions
            .sort_by_cached_key(|decision| by_name(decision.organisations.first().map(String::as_str))),
    }
}

fn write_json(decisions: &[Cow<'_, Decision>], ledger: &Ledger, to: &mut dyn Write) -> io::Result<()> {
    let records: Vec<DecisionRecord> = decisions.iter().map(|decision| record_of(decision, ledger)).collect();
    to.write_all(json_text(&records).as_bytes())
}

/// A decision of the ledger as exported.
pub(super) fn record_of(decision: &Decision, ledger: &Ledger) -> DecisionRecord {
    let case = ledger.case_of(decision.id).map(|case| case.id);
    DecisionRecord::new(decision, case, decision.naming_ends(&[NamingTerm::cnil()]))
}

fn write_table(
    decisions: &[Cow<'_, Decision>],
    today: Date,
    labels: &Labels,
    to: &mut dyn Write,
) -> io::Result<()> {
    if decisions.is_empty() {
        return writeln!(to, "{}", labels.text("cli-decisions-nothing"));
    }
    let rows = decisions.iter().map(|decision| decision_row::cells(decision, labels));
    let rows: Vec<_> = std::iter::once(decision_row::headings(labels)).chain(rows).collect();
    output::table(&rows, output::width(), to)?;
    let over = decisions.iter().filter(|decision| decision.is_naming_over(&[NamingTerm::cnil()], today));
    let over: Vec<String> = over.map(|decision| decision_row::short(decision)).collect();
    if over.is_empty() {
        return Ok(());
    }
    writeln!(to, "† {} {}", labels.text("cli-decisions-naming-ended"), over.join(", "))
}
