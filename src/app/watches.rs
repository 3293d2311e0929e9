//! Watches: queries whose new answers are told, each once.
//!
//! What was told is remembered in a small file of the data directory. A watch that is checked for the first time takes
//! what is there as known.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::config::Watch;
use crate::domain::{ArticleId, Headline, Measure, Role};
use crate::export::number;
use crate::labels::{Labels, Message};
use crate::query::{Context, Query};
use crate::text::one_line;

use super::error::AppError;
use super::files::{read_if_there, write_own};
use super::library::Library;
use super::standing::RuleEffect;

/// Where it is remembered how far each watch has looked.
const FILE: &str = "watches.json";
/// Answers that one watch remembers having told, the latest.
const REMEMBERED: usize = 2_000;
/// How long a watch's command may take for one answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is looked whether the command has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// A new answer to a watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The watch's name.
    pub watch: String,
    /// The article's row.
    pub headline: Headline,
    /// Its measures that are as the watch asks, main ones first.
    pub measures: Vec<Measure>,
}

/// What became of articles that arrived.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrival {
    /// What rules did.
    pub done: Vec<RuleEffect>,
    /// What watches tell.
    pub alerts: Vec<Alert>,
    /// Why the rules and watches could not be followed, when they could not.
    pub failure: Option<Message>,
}

impl Alert {
    /// What is told, naming the act: "CNIL : CLEARVIEW AI, astreinte liquidée, 5,2 M€"; the title of an article in which
    /// nothing in particular is asked of a measure.
    pub fn line(&self, labels: &Labels) -> String {
        let Some(measure) = self.measures.first() else { return one_line(&self.headline.article.title) };
        let company = measure.company.clone().unwrap_or_else(|| labels.text("anonymous"));
        let sum = measure.amount.map(|amount| match measure.period {
            Some(period) => format!("{} {}", labels.money(amount), labels.period(period)),
            None => labels.money(amount),
        });
        let act: Vec<String> =
            [Some(company), Some(labels.kind(measure.kind)), sum].into_iter().flatten().collect();
        let further = Message::new("alert-further").count("count", self.measures.len() as u64 - 1);
        let further = if self.measures.len() > 1 { labels.say(&further) } else { String::new() };
        let act = format!("{}{further}", act.join(", "));
        let line = match &measure.authority {
            Some(authority) => {
                labels.say(&Message::new("alert-by").with("authority", authority).with("act", act))
            }
            None => act,
        };
        one_line(&line)
    }

    /// What a watch's command gets.
    fn record(&self, labels: &Labels) -> AlertRecord {
        let article = &self.headline.article;
        AlertRecord {
            watch: self.watch.clone(),
            line: self.line(labels),
            id: article.id.to_string(),
            title: one_line(&article.title),
            link: article.link.clone(),
            source: article.source.to_string(),
            published: article.dates.published.map(|time| time.to_string()),
            measures: self.measures.iter().map(MeasureBrief::of).collect(),
        }
    }

    /// What a watch's command gets on its standard input: one JSON value.
    pub fn json(&self, labels: &Labels) -> String {
        serde_json::to_string(&self.record(labels)).expect("a record in memory can be written to memory")
    }
}

/// An alert as others read it.
#[derive(Debug, Serialize)]
struct AlertRecord {
    watch: String,
    line: String,
    id: String,
    title: String,
    link: Option<String>,
    source: String,
    published: Option<String>,
    measures: Vec<MeasureBrief>,
}

/// A measure as an alert tells it, enumerations by their exported codes.
#[derive(Debug, Serialize)]
struct MeasureBrief {
    kind: &'static str,
    authority: Option<String>,
    company: Option<String>,
    amount: Option<serde_json::Number>,
    currency: Option<String>,
    date: Option<String>,
    reference: Option<String>,
    role: &'static str,
}

impl MeasureBrief {
    fn of(measure: &Measure) -> MeasureBrief {
        MeasureBrief {
            kind: measure.kind.code(),
            authority: measure.authority.clone(),
            company: measure.company.clone(),
            amount: measure.amount.map(number),
            currency: measure.amount.map(|amount| amount.currency.to_string()),
            date: measure.date.map(|date| date.to_string()),
            reference: measure.reference.clone(),
            role: measure.role.code(),
        }
    }
}

/// How far a watch has looked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Seen {
    /// The query that it looked for: another one begins anew.
    query: String,
    /// When it last looked, in milliseconds.
    looked: i64,
    /// Articles that it told, the latest last.
    told: Vec<String>,
}

/// How far each watch has looked, by name.
type Memory = BTreeMap<String, Seen>;

impl Library {
    /// Does with articles that arrived or changed what the reader's rules say, then asks the watches. A failure is told and
    /// undoes nothing: the articles are kept.
    pub fn arrive(&self, ids: &[ArticleId]) -> Arrival {
        let mut arrival = Arrival::default();
        let done = self.apply_rules(ids).and_then(|done| {
            arrival.done = done;
            arrival.alerts = self.check_watches(ids)?;
            Ok(())
        });
        arrival.failure = done.err().map(|error| error.message());
        arrival
    }

    /// New answers to the watches: among these articles, and among those that came since each watch last looked. Each is
    /// given once.
    pub fn check_watches(&self, ids: &[ArticleId]) -> Result<Vec<Alert>, AppError> {
        let watches = self.standing()?.watches;
        if watches.is_empty() {
            return Ok(Vec::new());
        }
        let mut memory = self.watch_memory()?;
        memory.retain(|name, _| watches.iter().any(|watch| watch.name == *name));
        let mut alerts = Vec::new();
        for watch in &watches {
            let seen = memory.entry(watch.name.clone()).or_default();
            alerts.extend(self.check(watch, seen, ids)?);
        }
        self.keep_watch_memory(&memory)?;
        Ok(alerts)
    }

    fn check(&self, watch: &Watch, seen: &mut Seen, ids: &[ArticleId]) -> Result<Vec<Alert>, AppError> {
        let now = self.now();
        if seen.query != watch.query {
            *seen = Seen { query: watch.query.clone(), looked: now.as_millisecond(), told: Vec::new() };
            return Ok(Vec::new());
        }
        let names = self.names()?;
        let query =
            Query::parse(&watch.query, &Context { today: self.today(), names: &names, typing: false });
        let reading = self.reading()?;
        let mut alerts = Vec::new();
        for headline in self.came_since(seen.looked, ids)? {
            let id = headline.article.id.to_string();
            if seen.told.contains(&id) {
                continue;
            }
            if let Some(mut measures) = reading.asked(&headline, &query)? {
                measures.sort_by_key(|measure| measure.role != Role::Main);
                seen.told.push(id);
                alerts.push(Alert { watch: watch.name.clone(), headline, measures });
            }
        }
        seen.looked = now.as_millisecond();
        seen.told.drain(..seen.told.len().saturating_sub(REMEMBERED));
        Ok(alerts)
    }

    /// The rows of these articles, and of those first fetched at a time or later; the newest first.
    fn came_since(&self, looked: i64, ids: &[ArticleId]) -> Result<Vec<Headline>, AppError> {
        let since = Timestamp::from_millisecond(looked).unwrap_or(Timestamp::UNIX_EPOCH);
        let mut rows = Vec::new();
        self.store.each_row(&mut |headline| {
            if headline.article.dates.fetched >= since || ids.contains(&headline.article.id) {
                rows.push(headline);
            }
        })?;
        rows.sort_by_key(|headline| std::cmp::Reverse(headline.article.dates.shown()));
        Ok(rows)
    }

    fn watch_file(&self) -> PathBuf {
        self.store.folder().join(FILE)
    }

    /// A file that cannot be understood is begun anew: at worst something is told again.
    fn watch_memory(&self) -> Result<Memory, AppError> {
        Ok(serde_json::from_str(&read_if_there(&self.watch_file())?).unwrap_or_default())
    }

    fn keep_watch_memory(&self, memory: &Memory) -> Result<(), AppError> {
        let text = serde_json::to_string(memory).expect("a memory can be written to memory");
        write_own(&self.watch_file(), &text)
    }

    /// Gives an alert to the command of its watch, if it has one, and waits for its end, though not for ever.
    pub fn run_watch_command(&self, alert: &Alert, labels: &Labels) -> Result<(), AppError> {
        let standing = self.standing()?;
        let watch = standing.watches.iter().find(|watch| watch.name == alert.watch);
        let Some((program, arguments)) = watch.and_then(|watch| watch.command.split_first()) else {
            return Ok(());
        };
        let failed = |reason: String| AppError::Command { name: program.clone(), reason };
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let input = child.stdin.take();
        let text = alert.json(labels);
        // A program that does not read must not hold us up: what it is given fits into a pipe, or is written aside.
        let writing = std::thread::spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
        let outcome = wait(&mut child);
        drop(writing.join());
        match outcome {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(failed(status.to_string())),
            None => Err(failed(format!("> {} s", PATIENCE.as_secs()))),
        }
    }
}

/// Waits for a program's end; one that takes too long is ended.
fn wait(child: &mut Child) -> Option<std::process::ExitStatus> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if start.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            Ok(None) | Err(_) => break,
        }
    }
    drop(child.kill());
    drop(child.wait());
    None
}
