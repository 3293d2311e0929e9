//! Summaries as Markdown: CommonMark, with the tables of GitHub's dialect.

use std::io::{self, Write};

use super::escape::markdown;
use super::summary::{FactTable, Summary, named, quoted, remarked};
use super::writer::Writer;
use super::{ExportOptions, Item};
use crate::labels::Labels;

pub(super) struct MarkdownWriter;

impl Writer for MarkdownWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        match &options.title {
            Some(title) => writeln!(to, "# {}\n", markdown(title)),
            None => Ok(()),
        }
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let summary = Summary::new(item, options);
        writeln!(to, "## {}\n", markdown(&summary.title))?;
        head(&summary, options.labels, to)?;
        facts(&summary.facts, options.labels, to)?;
        lead(&summary.lead, options.labels, to)
    }
}

fn head(summary: &Summary, labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    for (name, value) in &summary.lines {
        writeln!(to, "- {}", strong(name, &markdown(value), labels))?;
    }
    if let Some(link) = &summary.link {
        writeln!(to, "- {}", strong(&labels.text("export-link"), &format!("<{link}>"), labels))?;
    }
    writeln!(to)
}

pub(super) fn strong(name: &str, value: &str, labels: &Labels) -> String {
    named(&format!("**{}**", markdown(name)), value, labels)
}

fn facts(tables: &[FactTable], labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "### {}\n", labels.text("export-facts"))?;
    if tables.is_empty() {
        return writeln!(to, "{}\n", labels.text("export-no-facts"));
    }
    for table in tables {
        writeln!(to, "**{}**\n", markdown(&remarked(table)))?;
        let heads = ["export-field", "export-value", "export-passage"].map(|key| labels.text(key));
        writeln!(to, "| {} |\n| --- | --- | --- |", heads.join(" | "))?;
        for row in &table.rows {
            let quotes: Vec<String> =
                row.passages.iter().map(|passage| markdown(&quoted(passage, labels))).collect();
            writeln!(
                to,
                "| {} | {} | {} |",
                markdown(&row.field),
                markdown(&row.value),
                quotes.join("<br>")
            )?;
        }
        writeln!(to)?;
    }
    Ok(())
}

fn lead(sentences: &[String], labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    if sentences.is_empty() {
        return Ok(());
    }
    writeln!(to, "### {}\n", labels.text("export-lead"))?;
    let quoted: Vec<String> = sentences.iter().map(|sentence| format!("> {}", markdown(sentence))).collect();
    writeln!(to, "{}\n", quoted.join("\n>\n"))
}
