//! A workbook of decisions: a sheet of decisions, a row a measure; one of the articles that tell them; one of sources.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use super::summary::shown;
use super::words::{cite_decision, force_in_words};
use super::{DecisionItem, Reading};
use crate::domain::{Act, ArticleId};
use crate::export::summary::{deadline, named, shown_title};
use crate::export::workbook::{
    Book, Cell, Column, Sheet, date_cell, failed, list_cell, sum_cell, text_cell, time_cell,
};
use crate::export::writer::Writer;
use crate::export::{ExportOptions, escape};
use crate::labels::Labels;

const DECISIONS: &[Column] = &[
    ("field-date", 12),
    ("field-authority", 18),
    ("field-company", 28),
    ("field-kind", 22),
    ("export-decided", 16),
    ("export-in-force", 16),
    ("export-currency", 8),
    ("export-period", 12),
    ("export-state", 12),
    ("field-reference", 18),
    ("export-stage", 16),
    ("field-breaches", 28),
    ("field-articles", 24),
    ("field-complainant", 20),
    ("field-deadline", 12),
    ("export-until", 12),
    ("export-first-told", 12),
    ("export-citation", 44),
    ("export-articles", 10),
    ("export-link", 40),
    ("export-case", 18),
    ("export-identifier", 18),
];

const ARTICLES: &[Column] = &[
    ("export-published", 17),
    ("export-source", 22),
    ("export-article-title", 60),
    ("export-passages", 70),
    ("export-link", 40),
    ("export-decision", 18),
    ("export-identifier", 34),
];

const SOURCES: &[Column] = &[("export-source", 30), ("export-identifier", 24), ("export-articles", 10)];

/// A workbook in the making.
#[derive(Default)]
pub(super) struct DecisionsWorkbook {
    book: Book,
    sheets: Option<(Sheet, Sheet)>,
    /// Title of each source and its articles, by its name.
    sources: BTreeMap<String, (String, HashSet<ArticleId>)>,
}

impl Writer<DecisionItem> for DecisionsWorkbook {
    fn begin(&mut self, options: &ExportOptions<'_>, _to: &mut dyn Write) -> io::Result<()> {
        self.book.describe(options);
        let decisions = self.book.sheet("export-decisions", DECISIONS, options.labels)?;
        self.sheets = Some((decisions, self.book.sheet("export-articles", ARTICLES, options.labels)?));
        Ok(())
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        _to: &mut dyn Write,
    ) -> io::Result<()> {
        let Some((decisions, articles)) = &mut self.sheets else { return Ok(()) };
        let acts: Vec<Option<&Act>> = match item.decision.acts.as_slice() {
            [] => vec![None],
            acts => acts.iter().map(Some).collect(),
        };
        for act in acts {
            decisions.push(decision_cells(item, act, options), &self.book.formats).map_err(failed)?;
        }
        for reading in &item.readings {
            articles.push(article_cells(item, reading, options), &self.book.formats).map_err(failed)?;
            let (title, known) = self.sources.entry(reading.source.to_string()).or_default();
            *title = escape::line(&reading.source_title);
            known.insert(reading.article);
        }
        Ok(())
    }

    fn end(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let Some((decisions, articles)) = self.sheets.take() else { return Ok(()) };
        let mut sources = self.book.sheet("export-sources", SOURCES, options.labels)?;
        for (name, (title, articles)) in &self.sources {
            let count = Cell::Count(u32::try_from(articles.len()).unwrap_or(u32::MAX));
            let cells = vec![Cell::Text(title.clone()), Cell::Text(name.clone()), count];
            sources.push(cells, &self.book.formats).map_err(failed)?;
        }
        let sheets = vec![(decisions, DECISIONS), (articles, ARTICLES), (sources, SOURCES)];
        self.book.finish(sheets, to)
    }
}

fn decision_cells(item: &DecisionItem, act: Option<&Act>, options: &ExportOptions<'_>) -> Vec<Cell> {
    let (decision, labels) = (&item.decision, options.labels);
    let sum = act.and_then(Act::sum);
    let company = act.and_then(|act| act.organisation.as_deref());
    let day = |day: Option<jiff::civil::Date>| day.map_or(Cell::Nothing, Cell::Day);
    let link = item.readings.iter().find_map(|reading| escape::link(reading.link.as_deref()));
    let count = u32::try_from(decision.articles().count()).unwrap_or(u32::MAX);
    let case = item.case.as_ref().map(|case| case.id.to_string());
    vec![
        decision.decided.as_ref().map_or(Cell::Nothing, |decided| date_cell(*decided.value())),
        text_cell(decision.authority()),
        text_cell(company.or(decision.organisations.first().map(String::as_str))),
        act.map_or(Cell::Nothing, |act| Cell::Text(labels.kind(act.kind()))),
        sum.map_or(Cell::Nothing, sum_cell),
        act.and_then(Act::sum_in_force).map_or(Cell::Nothing, sum_cell),
        sum.map_or(Cell::Nothing, |money| Cell::Text(money.currency.to_string())),
        act.and_then(|act| act.period).map_or(Cell::Nothing, |period| Cell::Text(labels.period(period))),
        act.map_or(Cell::Nothing, |act| text_cell(Some(&force_in_words(act, labels)))),
        text_cell(decision.reference.as_deref()),
        Cell::Text(labels.text(&format!("ledger-stage-{}", decision.stage.code()))),
        list_cell(decision.themes.iter().map(|theme| labels.theme(*theme))),
        list_cell(decision.provisions.iter().map(ToString::to_string)),
        list_cell(decision.complainants.iter().cloned()),
        decision.deadline.as_ref().map_or(Cell::Nothing, |time| Cell::Text(deadline(*time.value(), labels))),
        day(item.due.map(|due| due.on)),
        day(decision.first_told),
        Cell::Text(cite_decision(decision)),
        Cell::Count(count),
        link.map_or(Cell::Nothing, Cell::Link),
        text_cell(case.as_deref()),
        Cell::Text(decision.id.to_string()),
    ]
}

fn article_cells(item: &DecisionItem, reading: &Reading, options: &ExportOptions<'_>) -> Vec<Cell> {
    let labels = options.labels;
    let title = Some(&reading.title).filter(|title| !title.is_empty());
    vec![
        time_cell(Some(shown(reading)), options),
        Cell::Text(escape::line(&reading.source_title)),
        title.map_or(Cell::Nothing, |title| Cell::Text(shown_title(title, labels))),
        list_cell(passages(reading, labels)),
        escape::link(reading.link.as_deref()).map_or(Cell::Nothing, Cell::Link),
        Cell::Text(item.decision.id.to_string()),
        Cell::Text(reading.article.to_string()),
    ]
}

/// Every passage with the name of the field that it proves.
fn passages<'a>(reading: &'a Reading, labels: &'a Labels) -> impl Iterator<Item = String> + 'a {
    let line = |(field, passage): &(crate::domain::Field, String)| {
        named(&labels.text(&format!("field-{}", field.code())), passage, labels)
    };
    reading.passages.iter().map(line)
}
