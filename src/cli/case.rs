//! `vigie case`: the life of a case, its decisions and who tells them.

use std::io::{self, Write};
use std::process::ExitCode;

use jiff::ZonedDateTime;

use super::arguments::Global;
use super::failure::Failure;
use super::{company, decision_row, decisions, output};
use crate::app::{Found, Library};
use crate::domain::{Decision, DecisionId, Kind};
use crate::export::{DecisionRecord, clashes};
use crate::labels::{Labels, Message};
use crate::ledger::{Ledger, NamingTerm};
use crate::text::one_line;

/// Arguments of `vigie case`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "ID")]
    decision: String,
    #[arg(long)]
    json: bool,
}

/// Shows.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let ledger = library.ledger().map_err(|error| Failure::of_app(&error, labels))?;
    let asked = find(&library, &ledger, &arguments.decision);
    let ids = asked.ok_or_else(|| {
        let message = Message::new("error-no-such-decision").with("name", &arguments.decision);
        Failure::new(Failure::NOT_FOUND, &message, labels)
    })?;
    let decisions: Vec<&Decision> = ids.iter().filter_map(|id| ledger.decision(*id)).collect();
    let mut standard = output::standard();
    let written = match arguments.json {
        true => write_json(&decisions, &ledger, &mut standard),
        false => {
            let told: Vec<_> = decisions.iter().flat_map(|decision| decision.articles()).collect();
            let articles = company::articles(&library, &told, labels)?;
            write_text(&decisions, &ledger, &articles, labels, &mut standard)
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

/// The decisions of the case that a decision's first digits, its reference, or those of an article that tells it, name.
fn find(library: &Library, ledger: &Ledger, name: &str) -> Option<Vec<DecisionId>> {
    let digits = name.to_ascii_lowercase();
    let decisions = ledger.decisions();
    let by_digits = || {
        let mut alike = decisions.iter().filter(|decision| decision.id.to_string().starts_with(&digits));
        alike.next().filter(|_| alike.next().is_none())
    };
    let is_reference = |reference: &str| reference.eq_ignore_ascii_case(name);
    let by_reference =
        || decisions.iter().find(|decision| decision.reference.as_deref().is_some_and(is_reference));
    let by_article = || match library.resolve(name) {
        Ok(Found::One(article)) => ledger.decisions_of(article).first().map(|decision| decision.id),
        _ => None,
    };
    let id = by_reference().or_else(by_digits).map(|decision| decision.id).or_else(by_article)?;
    Some(ledger.case_of(id).map_or_else(|| vec![id], |case| case.decisions.clone()))
}

fn write_json(decisions: &[&Decision], ledger: &Ledger, to: &mut dyn Write) -> io::Result<()> {
    let records: Vec<DecisionRecord> =
        decisions.iter().map(|decision| decisions::record_of(decision, ledger)).collect();
    output::write_json(&records, to)
}

fn write_text(
    decisions: &[&Decision],
    ledger: &Ledger,
    articles: &[Vec<String>],
    labels: &Labels,
    to: &mut dyn Write,
) -> io::Result<()> {
    let rows = decisions.iter().map(|decision| decision_row::cells(decision, labels));
    let rows: Vec<_> = std::iter::once(decision_row::headings(labels)).chain(rows).collect();
    output::table(&rows, output::width(), to)?;
    for decision in decisions {
        write_decision(decision, ledger, labels, to)?;
    }
    writeln!(to, "\n{}", labels.text("cli-company-articles"))?;
    output::table(articles, output::width(), to)
}

/// What the table has no column for: links, deadline, end of the naming, contradictions.
fn write_decision(
    decision: &Decision,
    ledger: &Ledger,
    labels: &Labels,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut lines = Vec::new();
    for link in &decision.before {
        let Some(other) = ledger.decision(link.decision) else { continue };
        let what = other.reference.clone().unwrap_or_else(|| labels.measures(other));
        let relation = labels.text(&format!("ledger-relation-{}", link.relation.code()));
        lines.push(format!("{relation} {} ({})", one_line(&what), labels.decided(other)));
    }
    if let Some(due) = decision.compliance_due() {
        lines.push(format!("{} : {}", labels.text("ledger-watch-compliance"), labels.day(due.on)));
    }
    let terms = [NamingTerm::cnil()];
    if let Some(end) = decision.naming_ends(&terms) {
        lines.push(format!("{} : {}", labels.text("ledger-watch-naming"), labels.day(end)));
    }
    if decision.is_naming_over(&terms, ZonedDateTime::now().date()) {
        lines.push(labels.text("ledger-naming-over"));
    }
    let in_words =
        |code: &'static str| Kind::from_code(code).map_or(code.to_owned(), |kind| labels.kind(kind));
    for clash in clashes(decision, &|money| labels.money(money), &in_words) {
        let said: Vec<String> = clash.claims.iter().map(|claim| one_line(&claim.value)).collect();
        lines.push(format!("{} : {}", labels.text("ledger-clash"), said.join(" / ")));
    }
    if decision.is_in_table() {
        lines.push(labels.text("ledger-in-table"));
    }
    if !lines.is_empty() {
        writeln!(to, "\n{} {}", &decision.id.to_string()[..8], one_line(&labels.organisations(decision)))?;
    }
    lines.iter().try_for_each(|line| writeln!(to, "  {line}"))
}
