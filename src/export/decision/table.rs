//! One row a measure of a decision, as RFC 4180 has it, with the columns of the JSON records.

use std::io::{self, Write};

use super::DecisionItem;
use super::words::{cite_decision, force_in_words};
use crate::domain::{Act, Money};
use crate::export::csv::{CsvWriter, number, row};
use crate::export::writer::Writer;
use crate::export::{ExportOptions, escape};

const COLUMNS: [&str; 27] = [
    "decision",
    "case",
    "stage",
    "authority",
    "organisations",
    "names",
    "reference",
    "date",
    "published",
    "first_told",
    "kind",
    "kind_label",
    "company",
    "amount",
    "in_force",
    "currency",
    "period",
    "force",
    "total",
    "breaches",
    "articles",
    "complainants",
    "deadline",
    "compliance_due",
    "citation",
    "told_by",
    "link",
];

impl Writer<DecisionItem> for CsvWriter {
    fn begin(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        row(COLUMNS.iter().map(|name| (*name).to_owned()), to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let acts: Vec<Option<&Act>> = match item.decision.acts.as_slice() {
            [] => vec![None],
            acts => acts.iter().map(Some).collect(),
        };
        for act in acts {
            let cells = [&before(item)[..], &of_act(act, options), &after(item)].concat();
            row(cells.into_iter(), to)?;
        }
        Ok(())
    }
}

fn list<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| escape::line(&value.to_string())).collect();
    values.join("; ")
}

fn before(item: &DecisionItem) -> Vec<String> {
    let decision = &item.decision;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    vec![
        decision.id.to_string(),
        item.case.as_ref().map(|case| case.id.to_string()).unwrap_or_default(),
        decision.stage.code().to_owned(),
        escape::line(decision.authority().unwrap_or_default()),
        list(&decision.organisations),
        list(&decision.names),
        escape::line(decision.reference.as_deref().unwrap_or_default()),
        decision.decided.as_ref().map(|decided| decided.value().to_string()).unwrap_or_default(),
        day(decision.published),
        day(decision.first_told),
    ]
}

fn of_act(act: Option<&Act>, options: &ExportOptions<'_>) -> Vec<String> {
    let Some(act) = act else { return vec![String::new(); 9] };
    let sum = |money: Option<Money>| money.map(number).unwrap_or_default();
    vec![
        act.kind().code().to_owned(),
        options.labels.kind(act.kind()),
        escape::line(act.organisation.as_deref().unwrap_or_default()),
        sum(act.sum()),
        sum(act.sum_in_force()),
        act.sum().map(|money| money.currency.to_string()).unwrap_or_default(),
        act.period.map(|period| period.code().to_owned()).unwrap_or_default(),
        force_in_words(act, options.labels),
        act.total.to_string(),
    ]
}

fn after(item: &DecisionItem) -> Vec<String> {
    let decision = &item.decision;
    vec![
        list(decision.themes.iter().map(|theme| theme.code())),
        list(&decision.provisions),
        list(&decision.complainants),
        decision.deadline.as_ref().map(|time| time.value().to_string()).unwrap_or_default(),
        item.due.map(|due| due.on.to_string()).unwrap_or_default(),
        cite_decision(decision),
        list(item.readings.iter().map(|reading| reading.article)),
        item.readings.iter().find_map(|reading| escape::link(reading.link.as_deref())).unwrap_or_default(),
    ]
}
