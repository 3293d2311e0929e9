//! The ends of the time to comply and of public namings, as a calendar (RFC 5545).

use std::io::{self, Write};

use jiff::civil::Date;

use super::summary::short;
use super::{DecisionItem, cite_decision};
use crate::domain::Field;
use crate::export::calendar::{CalendarWriter, Event, write_event};
use crate::export::summary::{deadline, quoted};
use crate::export::writer::Writer;
use crate::export::{ExportOptions, Item, escape};
use crate::labels::Message;

impl Writer<DecisionItem> for CalendarWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::begin(self, options, to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        if let Some(due) = item.due {
            let act = super::decision_headline(&item.decision, options.labels);
            event(item, "export-deadline", act, due.on, options, to)?;
        }
        if let Some(ends) = item.naming_ends.filter(|_| !item.decision.organisations.is_empty()) {
            event(item, "export-naming-end", short(item, options.labels), ends, options, to)?;
        }
        Ok(())
    }

    fn end(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::end(self, options, to)
    }
}

fn event(
    item: &DecisionItem,
    key: &'static str,
    act: String,
    day: Date,
    options: &ExportOptions<'_>,
    to: &mut dyn Write,
) -> io::Result<()> {
    let event = Event {
        id: format!("{}-{key}", item.decision.id),
        day,
        summary: options.labels.say(&Message::new(key).with("act", act)),
        description: description(item, key, options),
        link: item.readings.iter().find_map(|reading| escape::link(reading.link.as_deref())),
    };
    write_event(&event, options.now, to)
}

/// How the day was found, the passage that gives the time, the decision as it is cited.
fn description(item: &DecisionItem, key: &str, options: &ExportOptions<'_>) -> Vec<String> {
    let labels = options.labels;
    let mut lines = Vec::new();
    if key == "export-deadline" {
        let time = item.decision.deadline.as_ref().map(|time| deadline(*time.value(), labels));
        let counted = item.due.is_some_and(|due| Some(labels.day(due.on)) != time);
        lines.extend(
            time.filter(|_| counted)
                .map(|time| labels.say(&Message::new("export-reckoned").with("time", time))),
        );
        let passages = item.readings.iter().flat_map(|reading| &reading.passages);
        let of_time = passages.filter(|(field, _)| *field == Field::Deadline);
        for line in of_time.map(|(_, passage)| quoted(passage, labels)) {
            lines.extend((!lines.contains(&line)).then_some(line));
        }
    }
    lines.push(cite_decision(&item.decision));
    lines
}
