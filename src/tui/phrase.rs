//! Facts, dates and counts put into the reader's words. Knows labels; leaves places and colours to `view`.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::Fact;
use crate::domain::{Deadline, Measure, Money, Period, Role};
use crate::labels::{Labels, Message, Value};

use super::filter::KindFamily;
use super::theme::{Part, part_of_kind};

/// A message whose places are texts.
pub(super) fn told(key: &'static str, texts: &[(&'static str, &str)]) -> Message {
    let arguments = texts.iter().map(|(name, text)| (*name, Value::Text((*text).to_owned()))).collect();
    Message { key, arguments }
}

/// A message with a count, from which the plural is chosen.
pub(super) fn counted(key: &'static str, count: usize) -> Message {
    Message { key, arguments: vec![("count", Value::Count(count as u64))] }
}

/// A count with its thousands set apart.
pub(super) fn number(labels: &Labels, count: usize) -> String {
    labels.number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A sum, with its period where it is due again and again.
pub(super) fn sum(labels: &Labels, amount: Money, period: Option<Period>) -> String {
    match period {
        Some(period) => format!("{} {}", labels.money(amount), labels.period(period)),
        None => labels.money(amount),
    }
}

/// Authority, organisation, measure and sum of a fact, in the order in which they are read, each with its part.
pub(super) fn badge(labels: &Labels, fact: &Fact) -> Vec<(Part, String)> {
    let mut words = Vec::new();
    words.extend(fact.authority.as_ref().map(|name| (Part::Dim, name.to_string())));
    words.extend(fact.company.as_ref().map(|name| (Part::Text, name.to_string())));
    words.push((part_of_kind(fact.kind), labels.kind(fact.kind)));
    words.extend(fact.amount.map(|amount| (part_of_kind(fact.kind), sum(labels, amount, fact.period))));
    words
}

/// The fact that a measure is in brief.
pub(super) fn brief(measure: &Measure) -> Fact {
    Fact {
        kind: measure.kind,
        authority: measure.authority.as_deref().map(Into::into),
        company: measure.company.as_deref().map(Into::into),
        amount: measure.amount,
        period: measure.period,
        role: measure.role,
        doubtful: measure.confidence.is_doubtful(),
    }
}

/// A fact in one line, to be copied.
pub(super) fn line_of(labels: &Labels, measure: &Measure) -> String {
    let mut words: Vec<String> = badge(labels, &brief(measure)).into_iter().map(|(_, words)| words).collect();
    words.extend(measure.date.map(|date| labels.partial_date(date)));
    words.extend(measure.reference.clone());
    words.join(" · ")
}

/// Fields of a measure that are known and not told by the head of its card, by the key of their label, in the order in which they are shown; the kind, the
/// sum and who acts on whom stand above them.
pub(super) fn fields(labels: &Labels, measure: &Measure) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    let mut push = |key, value: Option<String>| {
        fields.extend(value.filter(|value| !value.is_empty()).map(|value| (key, value)));
    };
    let listed = |values: Vec<String>| Some(values.join(", "));
    push("tui-field-authority", measure.authority.clone());
    push("tui-field-company", measure.company.clone());
    push("tui-field-aliases", listed(measure.aliases.clone()));
    push(
        "tui-field-amount",
        measure
            .amount
            .map(|amount| full_sum(labels, amount, measure.period))
            .filter(|full| measure.amount.is_some_and(|amount| *full != sum(labels, amount, measure.period))),
    );
    push("tui-field-date", measure.date.map(|date| labels.partial_date(date)));
    push("tui-field-reference", measure.reference.clone());
    push("tui-field-articles", listed(measure.articles.iter().map(ToString::to_string).collect()));
    push("tui-field-breaches", listed(measure.breaches.iter().map(|theme| labels.theme(*theme)).collect()));
    push("tui-field-deadline", measure.deadline.map(|time| deadline(labels, time)));
    push("tui-field-complainant", measure.complainant.clone());
    push("tui-field-role", (measure.role == Role::Background).then(|| labels.role(Role::Background)));
    push(
        "tui-field-confidence",
        (measure.confidence.hundredths() < 100).then(|| confidence(labels, measure)),
    );
    fields
}

fn full_sum(labels: &Labels, amount: Money, period: Option<Period>) -> String {
    match period {
        Some(period) => format!("{} {}", labels.money_in_full(amount), labels.period(period)),
        None => labels.money_in_full(amount),
    }
}

fn confidence(labels: &Labels, measure: &Measure) -> String {
    let hundredths = measure.confidence.hundredths();
    let key = if measure.confidence.is_doubtful() { "tui-confidence-doubtful" } else { "tui-confidence" };
    labels.say(&counted(key, usize::from(hundredths)))
}

/// Time given to comply.
pub(super) fn deadline(labels: &Labels, deadline: Deadline) -> String {
    let (key, count) = match deadline {
        Deadline::Hours(count) => ("deadline-hours", count),
        Deadline::Days(count) => ("deadline-days", count),
        Deadline::Weeks(count) => ("deadline-weeks", count),
        Deadline::Months(count) => ("deadline-months", count),
        Deadline::Years(count) => ("deadline-years", count),
        Deadline::On(date) => return labels.day(date),
    };
    labels.say(&counted(key, count as usize))
}

/// A day as the heading of a group: today and yesterday by their names.
pub(super) fn day_heading(labels: &Labels, day: Date, today: Date) -> String {
    let named = labels.long_day(day);
    if day == today {
        format!("{} · {named}", labels.text("tui-today"))
    } else if day.tomorrow().is_ok_and(|next| next == today) {
        format!("{} · {named}", labels.text("tui-yesterday"))
    } else {
        named
    }
}

/// A month as the heading of a group.
pub(super) fn month_heading(labels: &Labels, day: Date) -> String {
    format!("{} {}", labels.text(&format!("month-long-{}", day.month())), day.year())
}

/// A day short enough for a column under the heading of its month: at most eight columns.
pub(super) fn day_without_year(labels: &Labels, day: Date) -> String {
    let whole = labels.day(day);
    whole.strip_suffix(&format!(" {}", day.year())).unwrap_or(&whole).to_owned()
}

/// The day of an instant where the reader is.
pub(super) fn day_of(instant: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(instant).date()
}

/// Hour and minute of an instant where the reader is: five columns.
pub(super) fn time_of(instant: Timestamp, zone: &TimeZone) -> String {
    let time = zone.to_datetime(instant).time();
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A family of kinds.
pub(super) fn family(labels: &Labels, family: KindFamily) -> String {
    match family {
        KindFamily::One(kind) => labels.kind(kind),
        KindFamily::PeriodicPenalties => labels.text("tui-family-periodic-penalties"),
        KindFamily::Rulings => labels.text("tui-family-rulings"),
    }
}
