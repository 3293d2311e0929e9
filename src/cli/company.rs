//! `vigie company`: all that the articles tell of an organisation, or of a group.

use std::collections::HashSet;
use std::io::{self, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Number;

use super::arguments::Global;
use super::failure::Failure;
use super::{decision_row, decisions, output};
use crate::app::{Headline, Library};
use crate::domain::{ArticleId, Cents, Currency, DecisionId, Money, Theme};
use crate::export::{DecisionRecord, json_text, number};
use crate::labels::{Labels, Message};
use crate::ledger::{Ledger, Record, Sums};
use crate::text::one_line;

/// Arguments of `vigie company`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    #[arg(long)]
    json: bool,
}

/// Shows.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let ledger = library.ledger().map_err(|error| Failure::of_app(&error, labels))?;
    let name = arguments.name.join(" ");
    let record = ledger.company(&name).or_else(|| ledger.group(&name)).ok_or_else(|| {
        let message = Message::new("error-no-such-company").with("name", &name);
        Failure::new(Failure::NOT_FOUND, &message, labels)
    })?;
    let mut standard = output::standard();
    let written = match arguments.json {
        true => write_json(&record, &ledger, &mut standard),
        false => {
            let articles = articles(&library, &record.articles, labels)?;
            write_text(&record, &ledger, &articles, labels, &mut standard)
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn write_json(record: &Record, ledger: &Ledger, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(json_text(&CompanyRecord::new(record, ledger)).as_bytes())
}

fn write_text(
    record: &Record,
    ledger: &Ledger,
    articles: &[Vec<String>],
    labels: &Labels,
    to: &mut dyn Write,
) -> io::Result<()> {
    write_names(record, labels, to)?;
    writeln!(to)?;
    output::table(&sums(record, labels), output::width(), to)?;
    writeln!(to, "\n{}", labels.text("cli-company-timeline"))?;
    write_timeline(record, ledger, labels, to)?;
    for (key, counts) in
        [("cli-company-themes", themes(record, labels)), ("cli-company-provisions", provisions(record))]
    {
        if !counts.is_empty() {
            writeln!(to, "\n{}\n  {}", labels.text(key), counts.join(", "))?;
        }
    }
    writeln!(to, "\n{}", labels.text("cli-company-articles"))?;
    output::table(articles, output::width(), to)
}

fn write_names(record: &Record, labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "{}", one_line(&record.name))?;
    let names = (!record.names.is_empty()).then(|| record.names.join(", "));
    for (key, text) in [("cli-company-names", names), ("cli-company-group", record.group.clone())] {
        if let Some(text) = text {
            writeln!(to, "  {} {}", labels.text(key), one_line(&text))?;
        }
    }
    Ok(())
}

/// A row for each kind of sum in each currency; what is nothing is left out.
fn sums(record: &Record, labels: &Labels) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (currency, sums) in &record.sums {
        let row = |key: &str, cents: Cents| {
            let shown = labels.money(Money { cents, currency: *currency });
            (cents.0 != 0).then(|| vec![format!("  {}", labels.text(key)), shown])
        };
        rows.extend(fines(*currency, *sums, labels));
        rows.extend(row("cli-company-liquidated", sums.liquidated));
        rows.extend(row("cli-company-settled", sums.settled));
    }
    rows.extend(record.periodic_penalties.iter().map(|(rate, period)| {
        let rate = format!("{} {}", labels.money(*rate), labels.period(*period));
        vec![format!("  {}", labels.text("cli-company-penalty")), rate]
    }));
    if rows.is_empty() {
        rows.push(vec![format!("  {}", labels.text("cli-company-no-sum"))]);
    }
    rows
}

/// Fines in force, with those first decided where they differ.
fn fines(currency: Currency, sums: Sums, labels: &Labels) -> Option<Vec<String>> {
    let money = |cents| labels.money(Money { cents, currency });
    let shown = match sums.fined == sums.in_force {
        true => money(sums.in_force),
        false => labels.say(
            &Message::new("ledger-sum-instead")
                .with("now", money(sums.in_force))
                .with("first", money(sums.fined)),
        ),
    };
    (sums.fines > 0).then(|| vec![format!("  {}", labels.text("cli-company-fines")), shown])
}

/// Its decisions, those of one case together, cases and decisions in order of time.
fn write_timeline(record: &Record, ledger: &Ledger, labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    let mut rows = vec![decision_row::headings(labels)];
    for (rank, case) in cases(record, ledger).into_iter().enumerate() {
        rows.extend((rank > 0).then(Vec::new));
        let decisions = case.iter().filter_map(|id| ledger.decision(*id));
        rows.extend(decisions.map(|decision| decision_row::cells(decision, labels)));
    }
    output::table(&rows, output::width(), to)
}

/// The decisions of each of its cases.
fn cases(record: &Record, ledger: &Ledger) -> Vec<Vec<DecisionId>> {
    let mut shown: HashSet<DecisionId> = HashSet::new();
    let mut cases = Vec::new();
    for id in &record.timeline {
        let whole = ledger.case_of(*id).map_or_else(|| vec![*id], |case| case.decisions.clone());
        let new: Vec<DecisionId> = whole.into_iter().filter(|id| shown.insert(*id)).collect();
        cases.extend((!new.is_empty()).then_some(new));
    }
    cases
}

fn themes(record: &Record, labels: &Labels) -> Vec<String> {
    record.themes.iter().map(|(theme, count)| format!("{} ({count})", labels.theme(*theme))).collect()
}

fn provisions(record: &Record) -> Vec<String> {
    record
        .provisions
        .iter()
        .map(|(provision, count)| format!("{} ({count})", one_line(&provision.0)))
        .collect()
}

/// A row an article, newest first: identifier, day, source, title.
pub(super) fn articles(
    library: &Library,
    ids: &[ArticleId],
    labels: &Labels,
) -> Result<Vec<Vec<String>>, Failure> {
    let mut headlines = library.headlines_of(ids).map_err(|error| Failure::of_app(&error, labels))?;
    headlines
        .sort_by_key(|headline| (std::cmp::Reverse(headline.article.dates.shown()), headline.article.id));
    Ok(headlines.iter().map(|headline| article(headline, labels)).collect())
}

fn article(headline: &Headline, labels: &Labels) -> Vec<String> {
    let article = &headline.article;
    let day = TimeZone::system().to_datetime(article.dates.shown()).date();
    let title = match one_line(&article.title) {
        title if title.is_empty() => labels.text("untitled"),
        title => title,
    };
    vec![format!("  {}", article.id.short()), labels.day(day), article.source.to_string(), title]
}

/// A company or a group, as exported.
#[derive(Serialize)]
struct CompanyRecord {
    /// The usual name.
    name: String,
    /// Other names; of a group, its members.
    names: Vec<String>,
    group: Option<String>,
    /// A row a currency.
    sums: Vec<SumsRecord>,
    /// Periodic penalties that were pronounced and not annulled.
    periodic_penalties: Vec<RateRecord>,
    /// The earliest first.
    decisions: Vec<DecisionRecord>,
    breaches: Vec<Count>,
    provisions: Vec<Count>,
    authorities: Vec<Count>,
    /// Identifiers of the articles that tell its decisions.
    articles: Vec<String>,
}

/// Sums in one currency, in units.
#[derive(Serialize)]
struct SumsRecord {
    currency: String,
    /// How many fines have a known sum.
    fines: usize,
    /// Fines as first decided.
    fined: Number,
    /// Fines as they stand today.
    in_force: Number,
    /// Periodic penalties that became due, as they stand today.
    liquidated: Number,
    settled: Number,
}

/// A periodic penalty.
#[derive(Serialize)]
struct RateRecord {
    amount: Number,
    currency: String,
    /// `day`, `week` or `month`.
    period: &'static str,
}

/// Something with the number of decisions that it comes in.
#[derive(Serialize)]
struct Count {
    value: String,
    decisions: usize,
}

impl CompanyRecord {
    fn new(record: &Record, ledger: &Ledger) -> CompanyRecord {
        let decisions = record.timeline.iter().filter_map(|id| ledger.decision(*id));
        CompanyRecord {
            name: record.name.clone(),
            names: record.names.clone(),
            group: record.group.clone(),
            sums: record.sums.iter().map(|(currency, sums)| SumsRecord::new(*currency, *sums)).collect(),
            periodic_penalties: record
                .periodic_penalties
                .iter()
                .map(|it| RateRecord::new(it.0, it.1.code()))
                .collect(),
            decisions: decisions.map(|decision| decisions::record_of(decision, ledger)).collect(),
            breaches: counts(&record.themes, |theme: &Theme| theme.code().to_owned()),
            provisions: counts(&record.provisions, ToString::to_string),
            authorities: counts(&record.authorities, Clone::clone),
            articles: record.articles.iter().map(ToString::to_string).collect(),
        }
    }
}

fn counts<T>(counted: &[(T, usize)], value: impl Fn(&T) -> String) -> Vec<Count> {
    counted.iter().map(|(it, count)| Count { value: value(it), decisions: *count }).collect()
}

impl SumsRecord {
    fn new(currency: Currency, sums: Sums) -> SumsRecord {
        let units = |cents| number(Money { cents, currency });
        SumsRecord {
            currency: currency.to_string(),
            fines: sums.fines,
            fined: units(sums.fined),
            in_force: units(sums.in_force),
            liquidated: units(sums.liquidated),
            settled: units(sums.settled),
        }
    }
}

impl RateRecord {
    fn new(rate: Money, period: &'static str) -> RateRecord {
        RateRecord { amount: number(rate), currency: rate.currency.to_string(), period }
    }
}
