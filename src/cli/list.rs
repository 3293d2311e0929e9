//! `vigie list`: the articles that answer a query, a line each.

use std::collections::HashMap;
use std::io::{self, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Number;

use super::arguments::Global;
use super::failure::Failure;
use super::{facets, output, selection};
use crate::app::{Fact, Headline, Library, Snippet, Wanted};
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
    facets: bool,
    #[arg(long)]
    snippets: bool,
    #[arg(long)]
    json: bool,
}

/// Values of each facet that are shown.
const FACET_VALUES: usize = 10;
/// Characters of a passage.
const SNIPPET: usize = 160;

/// Lists.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let query = selection::query(&library, &arguments.selection, labels)?;
    let wanted = Wanted {
        articles: if arguments.facets { 0 } else { arguments.limit },
        facets: if arguments.facets { FACET_VALUES } else { 0 },
    };
    let answer = selection::answer(&library, &query, wanted, labels)?;
    if arguments.facets {
        return facets::tell(&library, &answer, arguments.json, labels);
    }
    let told = |error| Failure::of_app(&error, labels);
    let headlines = library.headlines_of(&answer.ids).map_err(told)?;
    let mut snippets = Vec::new();
    for headline in headlines.iter().filter(|_| arguments.snippets) {
        snippets.push(library.snippet(&query, headline.article.id, SNIPPET).map_err(told)?);
    }
    let mut standard = output::standard();
    let written = match arguments.json {
        true => write_json(&headlines, &snippets, &mut standard),
        false => write_lines(&headlines, &snippets, &source_titles(&library, labels)?, labels, &mut standard),
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    output::say_limit("cli-list-limited", headlines.len(), answer.total, labels);
    Ok(ExitCode::SUCCESS)
}

/// Passages of the articles in the same order; empty when none are asked for.
type Snippets = [Option<Snippet>];

fn write_json(headlines: &[Headline], snippets: &Snippets, to: &mut dyn Write) -> io::Result<()> {
    let snippet = |rank: usize| snippets.get(rank).and_then(Option::as_ref);
    let record = |(rank, headline): (usize, &Headline)| HeadlineRecord::new(headline, snippet(rank));
    output::write_json(&headlines.iter().enumerate().map(record).collect::<Vec<_>>(), to)
}

/// Titles of the sources by their names, those that are no longer followed included.
type Titles = HashMap<SourceId, String>;

fn source_titles(library: &Library, labels: &Labels) -> Result<Titles, Failure> {
    let sources = library.known_sources().map_err(|error| Failure::of_app(&error, labels))?;
    Ok(sources.into_iter().map(|source| (source.id, one_line(&source.title))).collect())
}

fn write_lines(
    headlines: &[Headline],
    snippets: &Snippets,
    titles: &Titles,
    labels: &Labels,
    to: &mut dyn Write,
) -> io::Result<()> {
    if headlines.is_empty() {
        return writeln!(to, "{}", labels.text("cli-list-nothing"));
    }
    let mut rows = Vec::new();
    for (rank, headline) in headlines.iter().enumerate() {
        rows.extend(lines(headline, titles, labels));
        if let Some(snippet) = snippets.get(rank).and_then(Option::as_ref) {
            let mut cells = vec![String::new(); 4];
            cells.push(format!("  {}", one_line(&marked(snippet))));
            rows.push(cells);
        }
    }
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

/// The passage with the words that were sought between marks, which a pipe keeps as a terminal does.
fn marked(snippet: &Snippet) -> String {
    let mut marked = String::with_capacity(snippet.text.len() + 8);
    let mut at = 0;
    for span in &snippet.highlights {
        let Some(word) = span.of(&snippet.text) else { continue };
        marked.push_str(snippet.text.get(at..span.start).unwrap_or_default());
        marked.push_str(&format!("[{word}]"));
        at = span.end;
    }
    marked.push_str(snippet.text.get(at..).unwrap_or_default());
    marked
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
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<SnippetRecord>,
}

/// A passage, as exported: offsets are bytes into its text, half-open.
#[derive(Serialize)]
struct SnippetRecord {
    text: String,
    highlights: Vec<(usize, usize)>,
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
    fn new(headline: &Headline, snippet: Option<&Snippet>) -> HeadlineRecord {
        let snippet = snippet.map(|snippet| SnippetRecord {
            text: snippet.text.clone(),
            highlights: snippet.highlights.iter().map(|span| (span.start, span.end)).collect(),
        });
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
            snippet,
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
