//! Articles and the decisions that they tell, for a bibliography: the entries `@online` and `@jurisdiction` of biblatex.
//!
//! A decision is one that the article tells as its news and that bears a reference.

use std::io::{self, Write};

use super::atom::{author, title};
use super::summary::shown_title;
use super::writer::Writer;
use super::{CitationStyle, ExportOptions, Item, cite, escape, file_name, headline};
use crate::domain::{Measure, Role};

pub(super) struct BibtexWriter;

impl Writer for BibtexWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        // Only what follows a sign `@` is an entry; the title holds none.
        writeln!(to, "% {}\n", escape::line(&title(options)).replace('@', " "))
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        entry("online", &article_key(item), &article_fields(item, options), to)?;
        for (rank, measure) in decisions(item) {
            entry("jurisdiction", &decision_key(item, rank), &decision_fields(item, measure, options), to)?;
        }
        Ok(())
    }
}

/// The measures that are decisions of their own in a bibliography, with their ranks.
pub(super) fn decisions(item: &Item) -> impl Iterator<Item = (usize, &Measure)> {
    let is_one = |(_, measure): &(usize, &Measure)| measure.role == Role::Main && measure.reference.is_some();
    item.measures.iter().enumerate().filter(is_one)
}

/// A key that is one word on every system: source, year and identifier.
pub(super) fn article_key(item: &Item) -> String {
    let year = item.article.dates.shown().strftime("%Y").to_string();
    file_name(&[item.article.source.as_str(), &year, &item.article.id.short()], "")
}

pub(super) fn decision_key(item: &Item, rank: usize) -> String {
    format!("{}-{}", article_key(item), rank + 1)
}

/// Names and values; what is not known is left out.
pub(super) type Fields = Vec<(&'static str, Option<String>)>;

fn article_fields(item: &Item, options: &ExportOptions<'_>) -> Fields {
    let dates = item.article.dates;
    let day = |timestamp| options.day(timestamp).to_string();
    vec![
        ("author", Some(braced(&author(item)))),
        ("title", Some(braced(&shown_title(&item.article.title, options.labels)))),
        ("organization", Some(text(&item.source))),
        ("date", dates.published.map(day)),
        ("urldate", Some(day(dates.fetched))),
        ("url", escape::link(item.article.link.as_deref()).map(|link| verbatim(&link))),
        ("langid", language(item)),
    ]
}

fn decision_fields(item: &Item, measure: &Measure, options: &ExportOptions<'_>) -> Fields {
    vec![
        ("title", Some(braced(&headline(measure, options.labels)))),
        ("institution", measure.authority.as_deref().map(text)),
        ("number", measure.reference.as_deref().map(text)),
        ("date", measure.date.map(|date| date.to_string())),
        ("url", escape::link(item.article.link.as_deref()).map(|link| verbatim(&link))),
        ("note", Some(text(&cite(measure, item, CitationStyle::Legal, options.labels)))),
    ]
}

fn language(item: &Item) -> Option<String> {
    match item.article.language.tag() {
        "fr" => Some("french".to_owned()),
        "en" => Some("english".to_owned()),
        _ => None,
    }
}

pub(super) fn entry(kind: &str, key: &str, fields: &Fields, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "@{kind}{{{key},")?;
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(to, "  {name} = {{{value}}},")?;
        }
    }
    writeln!(to, "}}\n")
}

/// A value that is taken as it stands: no list of authors, no change of case.
pub(super) fn braced(value: &str) -> String {
    format!("{{{}}}", text(value))
}

/// Text in which TeX sees no command; braces stay balanced.
pub(super) fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + 8);
    for c in escape::line(value).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '%' | '$' | '&' | '#' | '_' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address, which biblatex reads to the letter.
pub(super) fn verbatim(link: &str) -> String {
    link.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D")
}
