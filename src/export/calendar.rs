//! The times given to comply, as a calendar (RFC 5545).
//!
//! An event stands on the last day of each time given. Where the article gives a length of time, it is counted from the
//! date of the act, when that is known to the day; as it legally runs from the act's notification, which articles
//! hardly ever tell, the event says that it is reckoned. Without such a date there is no event.

use std::io::{self, Write};

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::atom::title;
use super::summary::{deadline, passages, quoted};
use super::writer::Writer;
use super::{ExportOptions, Item, cite, escape, headline};
use crate::domain::{Deadline, Field, Measure};
use crate::export::CitationStyle;
use crate::labels::Message;

/// Bytes of a line before it is folded, the line break not counted.
const LINE: usize = 75;

pub(super) struct CalendarWriter;

impl Writer for CalendarWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        line("BEGIN:VCALENDAR", to)?;
        line("VERSION:2.0", to)?;
        line("PRODID:-//Vigie//Vigie//FR", to)?;
        line("CALSCALE:GREGORIAN", to)?;
        line(&format!("NAME:{}", escaped(&title(options))), to)
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        for (rank, measure) in item.measures.iter().enumerate() {
            if let Some((day, reckoned)) = measure.deadline.and_then(|deadline| last_day(deadline, measure)) {
                let told = Told { item, measure, rank, day, reckoned };
                write_event(&event(&told, options), options.now, to)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        line("END:VCALENDAR", to)
    }
}

/// A day of a calendar, in words.
pub(super) struct Event {
    /// The same for the same day of the same act.
    pub(super) id: String,
    pub(super) day: Date,
    pub(super) summary: String,
    /// Its lines.
    pub(super) description: Vec<String>,
    pub(super) link: Option<String>,
}

struct Told<'a> {
    item: &'a Item,
    measure: &'a Measure,
    rank: usize,
    day: Date,
    reckoned: bool,
}

/// The last day of the time given, and whether it was reckoned from the date of the act.
fn last_day(deadline: Deadline, measure: &Measure) -> Option<(Date, bool)> {
    let span: Span = match deadline {
        Deadline::On(day) => return Some((day, false)),
        Deadline::Hours(count) => Span::new().try_days(i64::from(count.div_ceil(24))).ok()?,
        Deadline::Days(count) => Span::new().try_days(i64::from(count)).ok()?,
        Deadline::Weeks(count) => Span::new().try_weeks(i64::from(count)).ok()?,
        Deadline::Months(count) => Span::new().try_months(i64::from(count)).ok()?,
        Deadline::Years(count) => Span::new().try_years(i64::from(count)).ok()?,
    };
    let from = measure.date?.day()?;
    Some((from.checked_add(span).ok()?, true))
}

fn event(told: &Told<'_>, options: &ExportOptions<'_>) -> Event {
    let labels = options.labels;
    Event {
        id: format!("{}-{}", told.item.article.id, told.rank),
        day: told.day,
        summary: labels.say(&Message::new("export-deadline").with("act", headline(told.measure, labels))),
        description: description(told, options),
        link: escape::link(told.item.article.link.as_deref()),
    }
}

pub(super) fn write_event(event: &Event, now: Timestamp, to: &mut dyn Write) -> io::Result<()> {
    line("BEGIN:VEVENT", to)?;
    line(&format!("UID:{}@vigie", event.id), to)?;
    line(&format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")), to)?;
    line(&format!("DTSTART;VALUE=DATE:{}", event.day.strftime("%Y%m%d")), to)?;
    line(&format!("SUMMARY:{}", escaped(&event.summary)), to)?;
    let description: Vec<String> = event.description.iter().map(|text| escaped(text)).collect();
    line(&format!("DESCRIPTION:{}", description.join("\\n")), to)?;
    if let Some(link) = &event.link {
        line(&format!("URL:{link}"), to)?;
    }
    line("TRANSP:TRANSPARENT", to)?;
    line("END:VEVENT", to)
}

/// How the day was found, the passage that gives the time, the decision as it is cited, the article's title.
fn description(event: &Told<'_>, options: &ExportOptions<'_>) -> Vec<String> {
    let labels = options.labels;
    let (measure, article) = (event.measure, &event.item.article);
    let time = measure.deadline.map(|time| deadline(time, labels)).unwrap_or_default();
    let reckoned = labels.say(&Message::new("export-reckoned").with("time", time));
    let mut lines: Vec<String> = event.reckoned.then_some(reckoned).into_iter().collect();
    let passages = passages(measure, Field::Deadline, &article.title, &event.item.document.text);
    lines.extend(passages.iter().map(|passage| quoted(passage, labels)));
    lines.push(cite(measure, event.item, CitationStyle::Legal, labels));
    lines.push(super::summary::shown_title(&article.title, labels));
    lines
}

/// RFC 5545, section 3.3.11.
fn escaped(text: &str) -> String {
    escape::line(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A content line, folded between characters as RFC 5545, section 3.1, has it.
fn line(content: &str, to: &mut dyn Write) -> io::Result<()> {
    let mut used = 0;
    let mut folded = String::with_capacity(content.len() + 8);
    for c in content.chars() {
        if used + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            used = 1;
        }
        folded.push(c);
        used += c.len_utf8();
    }
    write!(to, "{folded}\r\n")
}
