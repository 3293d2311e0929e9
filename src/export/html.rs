//! Summaries as one page that needs nothing else: no script, no image, no address fetched; light, dark and on paper.

use std::io::{self, Write};

use super::escape::markup;
use super::summary::{FactRow, FactTable, Summary, quoted, remarked};
use super::writer::Writer;
use super::{ExportOptions, Item};
use crate::domain::Language;
use crate::labels::{Labels, Message};

/// What the page looks like. Text and ground are the browser's own, light or dark as the reader has them.
const STYLE: &str = "\
:root { color-scheme: light dark; --rule: #d0d0d0; --soft: #5a5a5a; }
@media (prefers-color-scheme: dark) { :root { --rule: #505050; --soft: #a8a8a8; } }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin: 0 0 .5rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
article { border-top: 1px solid var(--rule); padding: 1.5rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0 1rem; font-size: .95rem; }
caption { text-align: left; font-weight: 600; padding: .2rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--rule); font-weight: normal; overflow-wrap: anywhere; }
th { color: var(--soft); width: 8rem; }
.background { opacity: .8; }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 3px solid var(--rule); }
q { quotes: none; font-style: italic; }
footer { color: var(--soft); font-size: .85rem; }
@media print { body { max-width: none; margin: 0; font-size: 10.5pt; } article { break-inside: avoid-page; } a { color: inherit; } }
";

pub(super) struct HtmlWriter;

impl Writer for HtmlWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let title = markup(&options.title.clone().unwrap_or_else(|| options.labels.text("export-title")));
        writeln!(to, "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>", options.labels.tongue().tag())?;
        writeln!(to, "<meta charset=\"utf-8\">")?;
        // Even if a passage slipped through as markup, nothing would be run or fetched.
        writeln!(
            to,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        )?;
        writeln!(to, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
        writeln!(to, "<meta name=\"referrer\" content=\"no-referrer\">")?;
        writeln!(to, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>")
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let summary = Summary::new(item, options);
        writeln!(to, "<article id=\"a-{}\">", item.article.id)?;
        write!(to, "{}", article(&summary, options.labels))?;
        writeln!(to, "</article>")
    }

    fn end(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let day = options.labels.day(options.day(options.now));
        let made = options.labels.say(&Message::new("export-generated").with("day", day));
        writeln!(to, "<footer>{}</footer>\n</body>\n</html>", markup(&made))
    }
}

/// The summary as a fragment of a page; feeds carry it too.
pub(super) fn article(summary: &Summary, labels: &Labels) -> String {
    let mut page = format!("<h2{}>{}</h2>\n<dl>\n", foreign(summary.language), markup(&summary.title));
    for (name, value) in &summary.lines {
        page.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", markup(name), markup(value)));
    }
    if let Some(link) = &summary.link {
        let (name, link) = (markup(&labels.text("export-link")), markup(link));
        page.push_str(&format!(
            "<dt>{name}</dt><dd><a href=\"{link}\" rel=\"noopener noreferrer\">{link}</a></dd>\n"
        ));
    }
    page.push_str(&format!("</dl>\n<h3>{}</h3>\n", markup(&labels.text("export-facts"))));
    if summary.facts.is_empty() {
        page.push_str(&format!("<p>{}</p>\n", markup(&labels.text("export-no-facts"))));
    }
    for table in &summary.facts {
        page.push_str(&facts(table, summary.language, labels));
    }
    page.push_str(&lead(summary, labels));
    page
}

fn facts(table: &FactTable, language: Language, labels: &Labels) -> String {
    let mut rows = String::new();
    for FactRow { field, value, passages } in &table.rows {
        let quotes: Vec<String> = passages
            .iter()
            .map(|passage| format!("<q{}>{}</q>", foreign(language), markup(&quoted(passage, labels))))
            .collect();
        rows.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
            markup(field),
            markup(value),
            quotes.join("<br>")
        ));
    }
    let role = table.role.code();
    format!("<table class=\"{role}\">\n<caption>{}</caption>\n{rows}</table>\n", markup(&remarked(table)))
}

fn lead(summary: &Summary, labels: &Labels) -> String {
    if summary.lead.is_empty() {
        return String::new();
    }
    let quote = |sentence: &String| {
        format!("<blockquote{}>{}</blockquote>\n", foreign(summary.language), markup(sentence))
    };
    let quotes: String = summary.lead.iter().map(quote).collect();
    format!("<h3>{}</h3>\n{quotes}", markup(&labels.text("export-lead")))
}

/// The attribute that tells a screen reader in which language the article's own words are.
fn foreign(language: Language) -> String {
    format!(" lang=\"{}\"", language.tag())
}
