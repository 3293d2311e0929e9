//! `vigie sources health` and `vigie sources hosts`: how sources fare, and which hosts were contacted.

use std::io::{self, Write};
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::failure::Failure;
use super::output;
use crate::app::{Contact, Gap, Library, SourceHealth, Standing};
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// A source's health as exported.
#[derive(Serialize)]
struct HealthRecord {
    id: String,
    title: String,
    address: String,
    standing: &'static str,
    last_success: Option<String>,
    last_failure: Option<String>,
    failure: Option<String>,
    streak: u32,
    next_try: Option<String>,
    articles: usize,
    last_item: Option<String>,
    items_a_week: f64,
    usual_interval_hours: Option<i64>,
    mean_delay_minutes: Option<i64>,
    mended: Vec<String>,
    remarks: Vec<String>,
    gaps: Vec<GapRecord>,
}

#[derive(Serialize)]
struct GapRecord {
    after: String,
    before: String,
}

/// A contacted host as exported.
#[derive(Serialize)]
struct HostRecord {
    host: String,
    requests: u64,
    first: String,
    last: String,
}

/// Writes how every source fares; the worst first.
pub(super) fn health(library: &Library, labels: &Labels, json: bool) -> Result<ExitCode, Failure> {
    let mut sources = library.source_health().map_err(|error| Failure::of_app(&error, labels))?;
    let mut standard = output::standard();
    let written = if json {
        let records: Vec<_> = sources.iter().map(|source| HealthRecord::new(source, labels)).collect();
        write_json(&records, &mut standard)
    } else {
        sources.sort_by_key(|source| std::cmp::Reverse(source.standing));
        write_lines(&sources, labels, &mut standard)
    };
    finish(written.and_then(|()| standard.flush()), labels)
}

/// Writes every contacted host, those with most requests first.
pub(super) fn hosts(library: &Library, labels: &Labels, json: bool) -> Result<ExitCode, Failure> {
    let mut hosts = library.hosts().map_err(|error| Failure::of_app(&error, labels))?;
    hosts.sort_by(|one, other| (other.requests, &one.host).cmp(&(one.requests, &other.host)));
    let mut standard = output::standard();
    let written = if json {
        let records: Vec<_> = hosts.iter().map(HostRecord::new).collect();
        write_json(&records, &mut standard)
    } else if hosts.is_empty() {
        writeln!(standard, "{}", labels.text("cli-sources-hosts-none"))
    } else {
        let rows: Vec<_> = hosts.iter().map(|host| host_row(host, labels)).collect();
        output::table(&rows, output::width(), &mut standard)
    };
    finish(written.and_then(|()| standard.flush()), labels)
}

/// A line for each source, and below it one for each thing there is to say of it.
fn write_lines(sources: &[SourceHealth], labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    if sources.is_empty() {
        return writeln!(to, "{}", labels.text("health-nothing"));
    }
    let heads: Vec<_> = sources.iter().map(|source| head(source, labels)).collect();
    let mut table = Vec::new();
    output::table(&heads, output::width(), &mut table)?;
    for (line, source) in String::from_utf8_lossy(&table).lines().zip(sources) {
        writeln!(to, "{line}")?;
        for words in words(source, labels) {
            writeln!(to, "     {}", one_line(&words))?;
        }
    }
    Ok(())
}

fn head(health: &SourceHealth, labels: &Labels) -> Vec<String> {
    let mark = if health.standing.is_dead() { "!" } else { "" };
    let standing = labels.text(&format!("health-{}", health.standing.code()));
    let pace = Message::new("health-pace").with("items", decimal(health.items_a_week, labels));
    let id = health.source.id.to_string();
    vec![mark.to_owned(), id, standing, labels.say(&pace), one_line(&health.source.title)]
}

fn words(health: &SourceHealth, labels: &Labels) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(health.failure.as_ref().map(|failure| labels.say(failure)));
    words.push(times(health, labels));
    words.extend(health.remarks.iter().map(|remark| labels.say(remark)));
    if !health.mended.is_empty() {
        let defects: Vec<String> = health.mended.iter().map(|name| labels.defect(name)).collect();
        let mended = Message::new("health-mended").with("defects", defects.join(", "));
        words.push(labels.say(&mended));
    }
    words.extend(health.gaps.iter().map(|gap| gap_words(*gap, labels)));
    words.retain(|words| !words.is_empty());
    words
}

fn times(health: &SourceHealth, labels: &Labels) -> String {
    let said = |key, name, moment| labels.say(&Message::new(key).with(name, when(moment, labels)));
    let streak = Message::new("health-streak").count("streak", health.streak.into());
    let failing = health.failure.is_some();
    let success = health.last_success.map(|success| said("health-last-success", "when", success));
    let success = success.or_else(|| failing.then(|| labels.text("health-no-success")));
    let quiet = health.standing == Standing::Silent;
    let parts = [
        failing.then(|| labels.say(&streak)),
        success,
        health.last_item.filter(|_| quiet).map(|item| said("health-last-item", "when", item)),
        health.next_try.filter(|_| failing).map(|next| said("health-next", "next", next)),
        health.mean_delay.map(|delay| labels.say(&delay_words(delay.as_hours()))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn delay_words(hours: i64) -> Message {
    let hours = u64::try_from(hours).unwrap_or(0);
    if hours < 48 {
        Message::new("health-delay").count("hours", hours)
    } else {
        Message::new("health-delay-days").count("days", hours / 24)
    }
}

fn gap_words(gap: Gap, labels: &Labels) -> String {
    let message = Message::new("health-gap")
        .with("after", when(gap.after, labels))
        .with("before", when(gap.before, labels));
    labels.say(&message)
}

/// Day and time where the reader is.
fn when(moment: Timestamp, labels: &Labels) -> String {
    let here = TimeZone::system().to_datetime(moment);
    format!("{} {:02}:{:02}", labels.day(here.date()), here.hour(), here.minute())
}

/// A number with one digit after the mark.
fn decimal(number: f64, labels: &Labels) -> String {
    let written = format!("{number:.1}");
    match labels.tongue() {
        crate::labels::Tongue::French => written.replace('.', ","),
        crate::labels::Tongue::English => written,
    }
}

fn host_row(contact: &Contact, labels: &Labels) -> Vec<String> {
    let requests = Message::new("cli-sources-requests").count("requests", contact.requests);
    let last = when(contact.last, labels);
    vec![one_line(&contact.host), labels.say(&requests), last]
}

impl HealthRecord {
    fn new(health: &SourceHealth, labels: &Labels) -> HealthRecord {
        let time = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
        let gap = |gap: &Gap| GapRecord { after: gap.after.to_string(), before: gap.before.to_string() };
        HealthRecord {
            id: health.source.id.to_string(),
            title: health.source.title.clone(),
            address: health.source.address.clone(),
            standing: health.standing.code(),
            last_success: time(health.last_success),
            last_failure: time(health.last_failure),
            failure: health.failure.as_ref().map(|failure| labels.say(failure)),
            streak: health.streak,
            next_try: time(health.next_try),
            articles: health.articles,
            last_item: time(health.last_item),
            items_a_week: (health.items_a_week * 10.0).round() / 10.0,
            usual_interval_hours: health.usual_interval.map(|interval| interval.as_hours()),
            mean_delay_minutes: health.mean_delay.map(|delay| delay.as_mins()),
            mended: health.mended.clone(),
            remarks: health.remarks.iter().map(|remark| labels.say(remark)).collect(),
            gaps: health.gaps.iter().map(gap).collect(),
        }
    }
}

impl HostRecord {
    fn new(contact: &Contact) -> HostRecord {
        HostRecord {
            host: contact.host.clone(),
            requests: contact.requests,
            first: contact.first.to_string(),
            last: contact.last.to_string(),
        }
    }
}

fn write_json<R: Serialize>(records: &[R], to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, records)?;
    writeln!(to)
}

fn finish(written: io::Result<()>, labels: &Labels) -> Result<ExitCode, Failure> {
    written.map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}
