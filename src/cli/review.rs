//! `vigie review` and `vigie correct`: facts that wait for a reader, and what a reader says of them.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::arguments::Global;
use super::failure::Failure;
use super::{output, selection};
use crate::app::{Doubt, Library, set_field};
use crate::domain::{ArticleId, Change, Field, Kind, Measure};
use crate::labels::{Labels, Message};
use crate::ledger::review::{Reviewed, Verdict};
use crate::text::{one_line, printable};

/// Arguments of `vigie review`.
#[derive(Debug, clap::Args)]
pub(super) struct ReviewArguments {
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50)]
    limit: usize,
    #[arg(long, conflicts_with = "json")]
    cases: bool,
    #[arg(long)]
    json: bool,
}

/// Arguments of `vigie correct`.
#[derive(Debug, clap::Args)]
pub(super) struct CorrectArguments {
    #[arg(value_name = "ID")]
    article: String,
    #[arg(value_name = "N", required_unless_present = "add")]
    fact: Option<usize>,
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    #[arg(long, value_name = "TYPE", conflicts_with = "fact")]
    add: Option<String>,
    #[arg(long, conflicts_with_all = ["set", "add"])]
    confirm: bool,
    #[arg(long, conflicts_with_all = ["set", "add", "confirm"])]
    reject: bool,
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

/// Shows the queue, or the corrected articles as cases of the corpus.
pub(super) fn review(
    global: &Global,
    labels: &Labels,
    arguments: &ReviewArguments,
) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let wrong = |error| Failure::of_app(&error, labels);
    let mut standard = output::standard();
    let written = if arguments.cases {
        let lessons = library.lessons().map_err(wrong)?;
        lessons.iter().try_for_each(|lesson| writeln!(standard, "{}", printable(lesson)))
    } else {
        let (doubts, count) = library.doubts(arguments.limit).map_err(wrong)?;
        match arguments.json {
            true => write_json(&doubts, &mut standard),
            false => write_queue(&doubts, count, labels, &mut standard),
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn write_queue(doubts: &[Doubt], count: usize, labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<Vec<String>> = doubts
        .iter()
        .map(|doubt| {
            let measure = &doubt.fact.measure;
            vec![
                doubt.headline.article.id.short().to_string(),
                (doubt.place + 1).to_string(),
                format!("{} %", measure.confidence.hundredths()),
                fact(measure, labels),
                output::cut(&one_line(&doubt.passage), 90),
            ]
        })
        .collect();
    output::table(&rows, output::width(), to)?;
    writeln!(to, "{}", labels.say(&Message::new("cli-review-count").count("count", count as u64)))
}

/// A fact in one line.
fn fact(measure: &Measure, labels: &Labels) -> String {
    let words = [
        measure.authority.clone(),
        measure.company.clone(),
        Some(labels.kind(measure.kind)),
        measure.amount.map(|amount| labels.money(amount)),
        measure.date.map(|date| labels.partial_date(date)),
        measure.reference.clone(),
    ];
    one_line(&words.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// A doubtful fact, as exported.
#[derive(Serialize)]
struct DoubtRecord {
    /// The article's identifier.
    article: String,
    title: String,
    /// Its place among the article's facts, from 1.
    fact: usize,
    kind: &'static str,
    authority: Option<String>,
    company: Option<String>,
    amount: Option<String>,
    date: Option<String>,
    reference: Option<String>,
    /// From 0 to 1.
    confidence: f64,
    passage: String,
}

fn write_json(doubts: &[Doubt], to: &mut dyn Write) -> io::Result<()> {
    let record = |doubt: &Doubt| {
        let measure = &doubt.fact.measure;
        DoubtRecord {
            article: doubt.headline.article.id.to_string(),
            title: doubt.headline.article.title.clone(),
            fact: doubt.place + 1,
            kind: measure.kind.code(),
            authority: measure.authority.clone(),
            company: measure.company.clone(),
            amount: measure.amount.map(|amount| amount.to_string()),
            date: measure.date.map(|date| date.to_string()),
            reference: measure.reference.clone(),
            confidence: f64::from(measure.confidence.hundredths()) / 100.0,
            passage: doubt.passage.clone(),
        }
    };
    let records: Vec<DoubtRecord> = doubts.iter().map(record).collect();
    serde_json::to_writer_pretty(&mut *to, &records)?;
    writeln!(to)
}

/// Says something of a fact.
pub(super) fn correct(
    global: &Global,
    labels: &Labels,
    arguments: &CorrectArguments,
) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let id = selection::article(&library, &arguments.article, labels)?;
    let change = change(&library, id, arguments, labels)?;
    library.correct(id, change, &arguments.reason).map_err(|error| Failure::of_app(&error, labels))?;
    let reviewed = library.reviewed(id).map_err(|error| Failure::of_app(&error, labels))?;
    let mut standard = output::standard();
    write_reviewed(&reviewed.unwrap_or_default(), labels, &mut standard)
        .and_then(|()| standard.flush())
        .map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn change(
    library: &Library,
    id: ArticleId,
    arguments: &CorrectArguments,
    labels: &Labels,
) -> Result<Change, Failure> {
    if let Some(kind) = &arguments.add {
        let mut value = Measure::of_kind(Kind::AdministrativeFine);
        set(&mut value, &format!("kind={kind}"), labels)?;
        arguments.set.iter().try_for_each(|setting| set(&mut value, setting, labels))?;
        return Ok(Change::Add { value });
    }
    let reviewed = library.reviewed(id).map_err(|error| Failure::of_app(&error, labels))?.unwrap_or_default();
    let place = arguments.fact.and_then(|number| number.checked_sub(1));
    let fact = place.and_then(|place| reviewed.get(place)).ok_or_else(|| {
        let message = Message::new("error-no-such-fact").count("count", reviewed.len() as u64);
        Failure::new(Failure::NOT_FOUND, &message, labels)
    })?;
    let machine = fact.machine.clone().unwrap_or_else(|| fact.measure.clone());
    if arguments.reject {
        return Ok(Change::Reject { machine });
    }
    if arguments.confirm {
        return Ok(Change::Confirm { machine: fact.measure.clone() });
    }
    if arguments.set.is_empty() {
        return Err(Failure::new(Failure::USAGE, &Message::new("error-nothing-to-correct"), labels));
    }
    let mut value = fact.measure.clone();
    arguments.set.iter().try_for_each(|setting| set(&mut value, setting, labels))?;
    Ok(Change::Correct { machine, value: Box::new(value) })
}

fn set(measure: &mut Measure, setting: &str, labels: &Labels) -> Result<(), Failure> {
    let unknown = || {
        let message = Message::new("error-edit").with("text", setting).with("field", "FIELD=VALUE");
        Failure::new(Failure::USAGE, &message, labels)
    };
    let (name, value) = setting.split_once('=').ok_or_else(unknown)?;
    let field = Field::ALL.into_iter().find(|field| field.code() == name.trim()).ok_or_else(unknown)?;
    set_field(measure, field, value, labels).map_err(|message| Failure::new(Failure::USAGE, &message, labels))
}

/// The article's facts after review, numbered, each with who says it.
fn write_reviewed(reviewed: &[Reviewed], labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<Vec<String>> = reviewed
        .iter()
        .enumerate()
        .map(|(place, it)| vec![(place + 1).to_string(), verdict(it, labels), fact(&it.measure, labels)])
        .collect();
    output::table(&rows, output::width(), to)
}

fn verdict(reviewed: &Reviewed, labels: &Labels) -> String {
    labels.text(match reviewed.verdict {
        Verdict::Machine => "tui-field-machine",
        Verdict::Confirmed => "tui-verdict-confirmed",
        Verdict::Corrected => "tui-verdict-corrected",
        Verdict::Added => "tui-verdict-added",
        Verdict::Rejected => "tui-verdict-rejected",
    })
}
