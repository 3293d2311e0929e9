//! The summary of an article: title, dates, source, permanent link, facts with their passages, leading sentences.
//!
//! All of it is text on one line, free of hidden characters; each format then escapes what it takes for markup.

use unicode_width::UnicodeWidthStr;

use super::{ExportOptions, Item, escape, lead};
use crate::domain::{Deadline, Field, Language, Measure, Place, Role};
use crate::labels::{Labels, Message};

/// A summary, put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Title, or the words for having none.
    pub title: String,
    /// Language of title, passages and sentences.
    pub language: Language,
    /// Source, author, dates: names and values in the order in which they are shown.
    pub lines: Vec<(String, String)>,
    /// Permanent link, http or https.
    pub link: Option<String>,
    /// One table a measure, main ones first.
    pub facts: Vec<FactTable>,
    /// Leading sentences, in reading order.
    pub lead: Vec<String>,
}

/// What is known of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactTable {
    /// The measure in one line, as [`headline`] says it.
    pub headline: String,
    /// News or context.
    pub role: Role,
    /// What its reader is to know of it: "rappel", "à vérifier".
    pub remarks: Vec<String>,
    /// Its fields, those that are not known left out.
    pub rows: Vec<FactRow>,
}

/// A field of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// The field's name.
    pub field: String,
    /// Its value, as shown.
    pub value: String,
    /// Passages as written, each once, in reading order.
    pub passages: Vec<String>,
}

impl Summary {
    /// The summary of an article.
    pub fn new(item: &Item, options: &ExportOptions<'_>) -> Summary {
        Summary {
            title: shown_title(&item.article.title, options.labels),
            language: item.article.language,
            lines: lines(item, options),
            link: escape::link(item.article.link.as_deref()),
            facts: fact_tables(&item.measures, &item.article.title, &item.document.text, options.labels),
            lead: lead(&item.document, &item.measures),
        }
    }
}

pub(super) fn shown_title(title: &str, labels: &Labels) -> String {
    match escape::line(title) {
        title if title.is_empty() => labels.text("untitled"),
        title => title,
    }
}

fn lines(item: &Item, options: &ExportOptions<'_>) -> Vec<(String, String)> {
    let labels = options.labels;
    let dates = item.article.dates;
    let day = |timestamp| labels.day(options.day(timestamp));
    let author = item.article.author.as_deref().map(escape::line).filter(|author| !author.is_empty());
    let known = [
        ("export-source", Some(escape::line(&item.source))),
        ("export-author", author),
        ("export-published", dates.published.map(day)),
        ("export-updated", dates.updated.map(day)),
        ("export-fetched", Some(day(dates.fetched))),
    ];
    known.into_iter().filter_map(|(key, value)| Some((labels.text(key), value?))).collect()
}

/// A measure in one line: "CNIL : CLEARVIEW AI, astreinte liquidée, 5,2 M€".
pub fn headline(measure: &Measure, labels: &Labels) -> String {
    let company = measure.company.as_deref().map_or_else(|| labels.text("anonymous"), escape::line);
    let mut parts = vec![company, labels.kind(measure.kind)];
    parts.extend(amount(measure, labels, Labels::money));
    let act = parts.join(", ");
    match &measure.authority {
        None => act,
        Some(authority) => labels
            .say(&Message::new("export-act").with("authority", escape::line(authority)).with("act", act)),
    }
}

fn fact_tables(measures: &[Measure], title: &str, text: &str, labels: &Labels) -> Vec<FactTable> {
    let table = |measure: &Measure| FactTable {
        headline: headline(measure, labels),
        role: measure.role,
        remarks: remarks(measure, labels),
        rows: rows(measure, title, text, labels),
    };
    measures.iter().map(table).collect()
}

fn remarks(measure: &Measure, labels: &Labels) -> Vec<String> {
    let background = (measure.role == Role::Background).then(|| labels.role(Role::Background));
    let doubtful = measure.confidence.is_doubtful().then(|| labels.text("export-doubtful"));
    background.into_iter().chain(doubtful).collect()
}

/// A field of the table, its label's key, and how its value is said.
struct Row {
    field: Option<Field>,
    key: &'static str,
    value: fn(&Measure, &Labels) -> Option<String>,
}

const ROWS: &[Row] = &[
    Row {
        field: Some(Field::Authority),
        key: "field-authority",
        value: |measure, _| line(measure.authority.as_deref()),
    },
    Row {
        field: Some(Field::Company),
        key: "field-company",
        value: |measure, _| line(measure.company.as_deref()),
    },
    Row { field: None, key: "field-aliases", value: |measure, _| list(&measure.aliases) },
    Row {
        field: Some(Field::Kind),
        key: "field-kind",
        value: |measure, labels| Some(labels.kind(measure.kind)),
    },
    Row {
        field: Some(Field::Amount),
        key: "field-amount",
        value: |measure, labels| amount(measure, labels, Labels::money_in_full),
    },
    Row {
        field: Some(Field::Date),
        key: "field-date",
        value: |measure, labels| Some(labels.partial_date(measure.date?)),
    },
    Row {
        field: Some(Field::Reference),
        key: "field-reference",
        value: |measure, _| line(measure.reference.as_deref()),
    },
    Row { field: Some(Field::Articles), key: "field-articles", value: |measure, _| list(&measure.articles) },
    Row { field: Some(Field::Breaches), key: "field-breaches", value: breaches },
    Row {
        field: Some(Field::Complainant),
        key: "field-complainant",
        value: |measure, _| line(measure.complainant.as_deref()),
    },
    Row {
        field: Some(Field::Deadline),
        key: "field-deadline",
        value: |measure, labels| Some(deadline(measure.deadline?, labels)),
    },
];

fn rows(measure: &Measure, title: &str, text: &str, labels: &Labels) -> Vec<FactRow> {
    let row = |row: &Row| {
        let value = (row.value)(measure, labels)?;
        let passages = row.field.map(|field| passages(measure, field, title, text)).unwrap_or_default();
        Some(FactRow { field: labels.text(row.key), value, passages })
    };
    ROWS.iter().filter_map(row).collect()
}

/// The passages that prove a field, each once.
pub(super) fn passages(measure: &Measure, field: Field, title: &str, text: &str) -> Vec<String> {
    let mut passages: Vec<String> = Vec::new();
    for evidence in measure.evidence.iter().filter(|evidence| evidence.field == field) {
        let place = match evidence.place {
            Place::Title => title,
            Place::Body => text,
        };
        if let Some(quote) = evidence.span.of(place).map(escape::line)
            && !quote.is_empty()
            && !passages.contains(&quote)
        {
            passages.push(quote);
        }
    }
    passages
}

fn line(text: Option<&str>) -> Option<String> {
    text.map(escape::line).filter(|text| !text.is_empty())
}

fn list(values: &[impl ToString]) -> Option<String> {
    let values: Vec<String> = values.iter().map(|value| escape::line(&value.to_string())).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn amount(
    measure: &Measure,
    labels: &Labels,
    written: fn(&Labels, crate::domain::Money) -> String,
) -> Option<String> {
    let sum = written(labels, measure.amount?);
    Some(match measure.period {
        Some(period) => format!("{sum} {}", labels.period(period)),
        None => sum,
    })
}

fn breaches(measure: &Measure, labels: &Labels) -> Option<String> {
    let themes: Vec<String> = measure.breaches.iter().map(|theme| labels.theme(*theme)).collect();
    (!themes.is_empty()).then(|| themes.join(", "))
}

pub(super) fn deadline(deadline: Deadline, labels: &Labels) -> String {
    let (key, count) = match deadline {
        Deadline::Hours(count) => ("deadline-hours", count),
        Deadline::Days(count) => ("deadline-days", count),
        Deadline::Weeks(count) => ("deadline-weeks", count),
        Deadline::Months(count) => ("deadline-months", count),
        Deadline::Years(count) => ("deadline-years", count),
        Deadline::On(day) => return labels.day(day),
    };
    labels.counted(key, &[("count", u64::from(count))])
}

/// A name with its first letter capital, as heads of columns and names of sheets have it.
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A name and its value: "Source : CNIL".
pub(super) fn named(name: &str, value: &str, labels: &Labels) -> String {
    labels.say(&Message::new("export-line").with("name", name).with("value", value))
}

/// A passage between quotation marks.
pub(super) fn quoted(passage: &str, labels: &Labels) -> String {
    labels.say(&Message::new("export-quote").with("text", passage))
}

/// A headline with what is to be known of it behind: "… (rappel, à vérifier)".
pub(super) fn remarked(table: &FactTable) -> String {
    match table.remarks.as_slice() {
        [] => table.headline.clone(),
        remarks => format!("{} ({})", table.headline, remarks.join(", ")),
    }
}

/// The measures as plain text for a terminal, a line a field, columns aligned; each line ends with a line break.
/// `title` and `text` are what the evidence points into.
pub fn facts_table(measures: &[Measure], title: &str, text: &str, labels: &Labels) -> String {
    let tables = fact_tables(measures, title, text, labels);
    let widest = |cell: fn(&FactRow) -> &str| {
        tables.iter().flat_map(|table| &table.rows).map(|row| cell(row).width()).max().unwrap_or_default()
    };
    let (fields, values) = (widest(|row| &row.field), widest(|row| &row.value).min(40));
    let mut written = String::new();
    for (rank, table) in tables.iter().enumerate() {
        if rank > 0 {
            written.push('\n');
        }
        written.push_str(&remarked(table));
        written.push('\n');
        for row in &table.rows {
            let quotes: Vec<String> = row.passages.iter().map(|passage| quoted(passage, labels)).collect();
            let line = format!(
                "  {}  {}  {}",
                padded(&row.field, fields),
                padded(&row.value, values),
                quotes.join(" ")
            );
            written.push_str(line.trim_end());
            written.push('\n');
        }
    }
    written
}

fn padded(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}
