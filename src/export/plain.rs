//! Summaries as plain text, for a mail or a terminal.

use std::io::{self, Write};

use super::summary::{Summary, facts_table, named};
use super::writer::Writer;
use super::{ExportOptions, Item, escape};

/// Columns of a line, as mail has them.
const COLUMNS: usize = 72;

pub(super) struct PlainWriter;

impl Writer for PlainWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        match &options.title {
            Some(title) => {
                let title = escape::line(title);
                writeln!(to, "{title}\n{}\n", "=".repeat(title.chars().count().min(COLUMNS)))
            }
            None => Ok(()),
        }
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let summary = Summary::new(item, options);
        let labels = options.labels;
        writeln!(to, "{}\n{}", summary.title, "-".repeat(summary.title.chars().count().clamp(1, COLUMNS)))?;
        for (name, value) in &summary.lines {
            writeln!(to, "{}", named(name, value, labels))?;
        }
        if let Some(link) = &summary.link {
            writeln!(to, "{}", named(&labels.text("export-link"), link, labels))?;
        }
        writeln!(to)?;
        match item.measures.as_slice() {
            [] => writeln!(to, "{}", labels.text("export-no-facts"))?,
            measures => {
                write!(to, "{}", facts_table(measures, &item.article.title, &item.document.text, labels))?;
            }
        }
        for sentence in &summary.lead {
            writeln!(to, "\n{}", wrapped(sentence))?;
        }
        writeln!(to, "\n")
    }
}

/// A sentence behind a bar, broken between words.
pub(super) fn wrapped(sentence: &str) -> String {
    let mut lines = vec![String::from("|")];
    for word in sentence.split(' ') {
        let full = lines.last().is_some_and(|line| line.chars().count() + 1 + word.chars().count() > COLUMNS);
        if full {
            lines.push(String::from("|"));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n")
}
