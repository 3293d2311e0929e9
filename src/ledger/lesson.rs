//! A corrected article as a case of the corpus of facts, so that a rule can learn from it.

use std::fmt::Write as _;

use super::review::Reviewed;
use crate::domain::{Language, Measure, Role};

/// An article as the corpus files it.
#[derive(Debug, Clone, Copy)]
pub struct Lesson<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its language.
    pub language: Language,
    /// Day of publication.
    pub published: Option<jiff::civil::Date>,
    /// Its measures after review.
    pub reviewed: &'a [Reviewed],
}

/// The case, in the corpus's Markdown.
impl std::fmt::Display for Lesson<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(formatter, "# {}\n", one_line(self.title))?;
        write!(formatter, "> genre: press · lang: {}", self.language.tag())?;
        if let Some(published) = self.published {
            write!(formatter, " · published: {published}")?;
        }
        writeln!(formatter, "\n\n{}\n\n```measures", body(self.text))?;
        let standing: Vec<&Reviewed> = self.reviewed.iter().filter(|it| it.stands()).collect();
        if standing.is_empty() {
            writeln!(formatter, "none")?;
        }
        for reviewed in standing {
            formatter.write_str(&entry(&reviewed.measure))?;
        }
        writeln!(formatter, "```")
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without lines that the corpus would take for its own: headings of the first level, fences, data.
fn body(text: &str) -> String {
    let tame = |line: &str| match line {
        line if line.starts_with("# ") => format!("#{line}"),
        line if line.starts_with("```") || line.starts_with("> ") => format!(" {line}"),
        line => line.to_owned(),
    };
    text.trim().lines().map(tame).collect::<Vec<_>>().join("\n")
}

fn entry(measure: &Measure) -> String {
    let known = |name: Option<&String>| name.map_or_else(|| "?".to_owned(), |name| one_line(name));
    let mut entry = String::new();
    let (authority, company) = (known(measure.authority.as_ref()), known(measure.company.as_ref()));
    writeln!(entry, "{}: {authority} → {company}", measure.kind.code()).expect("a text can be written to");
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(entry, "  {name}: {value}").expect("a text can be written to");
        }
    };
    field("amount", measure.amount.map(|amount| amount.to_string()));
    field("period", measure.period.map(|period| period.code().to_owned()));
    field("date", measure.date.map(|date| date.to_string()));
    field("reference", measure.reference.as_deref().map(one_line));
    field("articles", Some(list(measure.articles.iter().map(|article| one_line(&article.0)))));
    field("breaches", Some(list(measure.breaches.iter().map(|theme| theme.code().to_owned()))));
    field("aliases", Some(list(measure.aliases.iter().map(|alias| one_line(alias)))));
    field("complainant", measure.complainant.as_deref().map(one_line));
    field("deadline", measure.deadline.map(|deadline| deadline.to_string()));
    field("role", (measure.role == Role::Background).then(|| "background".to_owned()));
    entry
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}
