//! Decisions for people: Markdown, one HTML page, plain text.

use std::io::{self, Write};

use super::DecisionItem;
use super::summary::{DecisionSummary, ToldLine};
use crate::export::escape::{markdown, markup};
use crate::export::html::HtmlWriter;
use crate::export::markdown::{MarkdownWriter, strong};
use crate::export::plain::{PlainWriter, wrapped};
use crate::export::summary::{capital, named};
use crate::export::writer::Writer;
use crate::export::{ExportOptions, Item};
use crate::labels::Labels;

impl Writer<DecisionItem> for MarkdownWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::begin(self, options, to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let labels = options.labels;
        let summary = DecisionSummary::new(item, options);
        writeln!(to, "## {}\n", markdown(&summary.title))?;
        for (name, value) in &summary.lines {
            writeln!(to, "- {}", strong(name, &markdown(value), labels))?;
        }
        if !summary.acts.is_empty() {
            writeln!(
                to,
                "\n| {} |\n| --- | --- | --- | --- | --- |",
                DecisionSummary::act_heads(labels).join(" | ")
            )?;
            for act in &summary.acts {
                writeln!(to, "| {} |", act.cells().map(markdown).join(" | "))?;
            }
        }
        for (key, lines) in [("ledger-clash", &summary.clashes), ("export-case", &summary.case)] {
            markdown_list(key, lines, labels, to)?;
        }
        writeln!(to, "\n### {}\n", labels.text("export-told"))?;
        for told in &summary.told {
            write!(to, "{}", markdown_told(told))?;
        }
        writeln!(to)
    }
}

fn markdown_list(key: &str, lines: &[String], labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n### {}\n", capital(&labels.text(key)))?;
    lines.iter().try_for_each(|line| writeln!(to, "- {}", markdown(line)))
}

/// The article in a list, the passages under it.
fn markdown_told(told: &ToldLine) -> String {
    let title = markdown(&told.title);
    let title = match &told.link {
        Some(link) => format!(" · [{title}](<{link}>)"),
        None if title.is_empty() => String::new(),
        None => format!(" · {title}"),
    };
    let passages: String =
        told.passages.iter().map(|passage| format!("  - {}\n", markdown(passage))).collect();
    format!("- {}{title}\n{passages}", markdown(&told.place))
}

impl Writer<DecisionItem> for HtmlWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::begin(self, options, to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let summary = DecisionSummary::new(item, options);
        let id = item.decision.id;
        writeln!(to, "<article id=\"d-{id}\">\n{}</article>", fragment(&summary, options.labels))
    }

    fn end(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::end(self, options, to)
    }
}

/// The summary as a fragment of a page; feeds carry it too.
pub(super) fn fragment(summary: &DecisionSummary, labels: &Labels) -> String {
    let mut page = format!("<h2>{}</h2>\n<dl>\n", markup(&summary.title));
    for (name, value) in &summary.lines {
        page.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", markup(name), markup(value)));
    }
    page.push_str("</dl>\n");
    if !summary.acts.is_empty() {
        page.push_str(&acts(summary, labels));
    }
    for (key, lines) in [("ledger-clash", &summary.clashes), ("export-case", &summary.case)] {
        if !lines.is_empty() {
            let lines: String = lines.iter().map(|line| format!("<li>{}</li>\n", markup(line))).collect();
            page.push_str(&format!("<h3>{}</h3>\n<ul>\n{lines}</ul>\n", markup(&capital(&labels.text(key)))));
        }
    }
    let told: String = summary.told.iter().map(told).collect();
    page.push_str(&format!("<h3>{}</h3>\n<ul>\n{told}</ul>\n", markup(&labels.text("export-told"))));
    page
}

fn acts(summary: &DecisionSummary, labels: &Labels) -> String {
    let heads: String = DecisionSummary::act_heads(labels)
        .iter()
        .map(|head| format!("<th scope=\"col\">{}</th>", markup(head)))
        .collect();
    let cells = |cells: [&str; 5]| cells.map(|cell| format!("<td>{}</td>", markup(cell))).concat();
    let rows: String = summary.acts.iter().map(|act| format!("<tr>{}</tr>\n", cells(act.cells()))).collect();
    format!("<table>\n<tr>{heads}</tr>\n{rows}</table>\n")
}

fn told(told: &ToldLine) -> String {
    let title = markup(&told.title);
    let title = match &told.link {
        Some(link) => format!(" · <a href=\"{}\" rel=\"noopener noreferrer\">{title}</a>", markup(link)),
        None if title.is_empty() => String::new(),
        None => format!(" · {title}"),
    };
    let passages: String =
        told.passages.iter().map(|passage| format!("<br><q>{}</q>", markup(passage))).collect();
    format!("<li>{}{title}{passages}</li>\n", markup(&told.place))
}

impl Writer<DecisionItem> for PlainWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::begin(self, options, to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let labels = options.labels;
        let summary = DecisionSummary::new(item, options);
        writeln!(to, "{}\n{}", summary.title, "-".repeat(summary.title.chars().count().clamp(1, 72)))?;
        for (name, value) in &summary.lines {
            writeln!(to, "{}", named(name, value, labels))?;
        }
        writeln!(to)?;
        for act in &summary.acts {
            let cells = act.cells().into_iter().filter(|cell| !cell.is_empty());
            writeln!(to, "  {}", cells.collect::<Vec<_>>().join(" · "))?;
        }
        for (key, lines) in [("ledger-clash", &summary.clashes), ("export-case", &summary.case)] {
            plain_list(key, lines, labels, to)?;
        }
        writeln!(to, "\n{}", labels.text("export-told"))?;
        for told in &summary.told {
            write!(to, "{}", plain_told(told))?;
        }
        writeln!(to, "\n")
    }
}

fn plain_list(key: &str, lines: &[String], labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n{}", capital(&labels.text(key)))?;
    lines.iter().try_for_each(|line| writeln!(to, "  {line}"))
}

fn plain_told(told: &ToldLine) -> String {
    let head = [told.place.as_str(), told.title.as_str()].into_iter().filter(|part| !part.is_empty());
    let mut text = format!("  {}\n", head.collect::<Vec<_>>().join(" · "));
    if let Some(link) = &told.link {
        text.push_str(&format!("  {link}\n"));
    }
    for passage in &told.passages {
        text.push_str(&wrapped(passage));
        text.push('\n');
    }
    text
}
