//! `vigie list`: the articles that answer a query, a line each.

use std::collections::HashMap;
use std::io::{self, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Number;

use super::arguments::Global;
use super::failure::Failure;
use super::{output, selection};
use crate::app::{Fact, Headline, Library};
use crate::domain::{Period, Role, SourceId};
use crate::export::number;
use crate::labels::Labels;
use crate::text::one_line;

/// Columns that a source's title may take.
const SOURCE_COLUMNS: usize = 20;

/// Arguments of `vigie list`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: selection::Arguments,
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50)]
    limit: usize,
    #[arg(long)]
    json: bool,
}

/// Lists.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let mut headlines = selection::headlines(&library, &arguments.selection, labels)?;
    headlines.truncate(arguments.limit);
    let mut standard = output::standard();
    let written = match arguments.json {
        true => write_json(&headlines, &mut standard),
        false => write_lines(&headlines, &source_titles(&library, labels)?, labels, &mut standard),
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn write_json(headlines: &[Headline], to: &mut dyn Write) -> io::Result<()> {
    let records: Vec<HeadlineRecord> = headlines.iter().map(HeadlineRecord::new).collect();
    serde_json::to_writer_pretty(&mut *to, &records)?;
    writeln!(to)
}

/// Titles of the sources by their names, those that are no longer followed included.
type Titles = HashMap<SourceId, String>;

fn source_titles(library: &Library, labels: &Labels) -> Result<Titles, Failure> {
    let sources = library.known_sources().map_err(|error| Failure::of_app(&error, labels))?;
    Ok(sources.into_iter().map(|source| (source.id, one_line(&source.title))).collect())
}

fn write_lines(
    headlines: &[Headline],
    titles: &Titles,
    labels: &Labels,
    to: &mut dyn Write,
) -> io::Result<()> {
    if headlines.is_empty() {
        return writeln!(to, "{}", labels.text("cli-list-nothing"));
    }
    let rows: Vec<_> = headlines.iter().flat_map(|headline| lines(headline, titles, labels)).collect();
    output::table(&rows, output::width(), to)
}

/// A line for the article, and one for each of its main facts.
fn lines(headline: &Headline, titles: &Titles, labels: &Labels) -> Vec<Vec<String>> {
    let article = &headline.article;
    let day = TimeZone::system().to_datetime(article.dates.shown()).date();
    let marks = match (headline.mark.read, headline.mark.starred) {
        (false, false) => "•",
        (false, true) => "•★",
        (true, true) => "★",
        (true, false) => "",
    };
    let title = match one_line(&article.title) {
        title if title.is_empty() => labels.text("untitled"),
        title => title,
    };
    let source = titles.get(&article.source).map_or(article.source.as_str(), String::as_str);
    let source = output::cut(source, SOURCE_COLUMNS);
    let first = vec![
        article.id.short(),
        marks.to_owned(),
        labels.article_day(labels.day(day), article.dates.published.is_some()),
        source,
        title,
    ];
    let main_facts = headline.facts.iter().filter(|fact| fact.role == Role::Main);
    let facts = main_facts.map(|fact| {
        let mut cells = vec![String::new(); 4];
        cells.push(format!("  {}", one_line(&brief(fact, labels))));
        cells
    });
    std::iter::once(first).chain(facts).collect()
}

/// "CNIL · CLEARVIEW AI · astreinte liquidée · 5,2 M€".
fn brief(fact: &Fact, labels: &Labels) -> String {
    let sum = fact.amount.map(|amount| match fact.period {
        Some(period) => format!("{} {}", labels.money(amount), labels.period(period)),
        None => labels.money(amount),
    });
    let company = fact.company.as_deref().map_or_else(|| labels.text("anonymous"), str::to_owned);
    let doubt = fact.doubtful.then(|| "?".to_owned());
    [fact.authority.as_deref().map(str::to_owned), Some(company), Some(labels.kind(fact.kind)), sum, doubt]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A row as exported.
#[derive(Serialize)]
struct HeadlineRecord {
    id: String,
    source: String,
    title: String,
    link: Option<String>,
    published: Option<String>,
    fetched: String,
    language: &'static str,
    read: bool,
    starred: bool,
    facts: Vec<FactRecord>,
}

/// A measure in brief, as exported.
#[derive(Serialize)]
struct FactRecord {
    kind: &'static str,
    authority: Option<String>,
    company: Option<String>,
    amount: Option<Number>,
    currency: Option<String>,
    period: Option<&'static str>,
    role: &'static str,
    doubtful: bool,
}

impl HeadlineRecord {
    fn new(headline: &Headline) -> HeadlineRecord {
        let article = &headline.article;
        HeadlineRecord {
            id: article.id.to_string(),
            source: article.source.to_string(),
            title: article.title.clone(),
            link: article.link.clone(),
            published: article.dates.published.map(|time| time.to_string()),
            fetched: article.dates.fetched.to_string(),
            language: article.language.tag(),
            read: headline.mark.read,
            starred: headline.mark.starred,
            facts: headline.facts.iter().map(FactRecord::new).collect(),
        }
    }
}

impl FactRecord {
    fn new(fact: &Fact) -> FactRecord {
        FactRecord {
            kind: fact.kind.code(),
            authority: fact.authority.as_deref().map(str::to_owned),
            company: fact.company.as_deref().map(str::to_owned),
            amount: fact.amount.map(number),
            currency: fact.amount.map(|amount| amount.currency.to_string()),
            period: fact.period.map(Period::code),
            role: fact.role.code(),
            doubtful: fact.doubtful,
        }
    }
}
