//! Which articles a command is about: a query, flags that are short for parts of one, or an identifier.

use std::sync::atomic::AtomicBool;

use jiff::ZonedDateTime;

use super::failure::Failure;
use crate::app::{Answer, AppError, Found, FoundDecision, Headline, Library, Wanted, find_decision};
use crate::domain::{ArticleId, DecisionId};
use crate::export::ExportOptions;
use crate::labels::{Labels, Message, Value};
use crate::ledger::Ledger;
use crate::query::{Context, Order, Query, Remark, RemarkKind, SortKey};

/// Arguments that choose articles.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    #[arg(value_name = "QUERY")]
    words: Vec<String>,
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    #[arg(long)]
    unread: bool,
    #[arg(long)]
    starred: bool,
}

impl Arguments {
    /// The query as it was given, if one was.
    pub(super) fn shown(&self) -> Option<String> {
        Some(self.line()).filter(|line| !line.is_empty())
    }

    /// The choice that a query alone makes.
    pub(super) fn of_query(query: &str) -> Arguments {
        let words = vec![query.to_owned()];
        Arguments {
            words,
            company: None,
            kind: None,
            authority: None,
            source: None,
            unread: false,
            starred: false,
        }
    }

    /// Whether nothing at all is chosen by, which means everything.
    pub(super) fn is_empty(&self) -> bool {
        self.line().trim().is_empty()
    }

    /// The query that the words and flags make together.
    fn line(&self) -> String {
        let named = |field: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!("{field}:\"{}\"", value.replace('"', " ")))
        };
        let flags = [
            named("company", &self.company),
            named("type", &self.kind),
            named("authority", &self.authority),
            named("source", &self.source),
            self.unread.then(|| "is:unread".to_owned()),
            self.starred.then(|| "is:starred".to_owned()),
        ];
        let flags: Vec<String> = flags.into_iter().flatten().collect();
        let words = (!self.words.is_empty()).then(|| self.words.join(" "));
        // A choice among the words is all of it narrowed by the flags, not its last branch alone.
        let words = words.map(|words| match is_choice(&words) && !flags.is_empty() {
            true => format!("({words})"),
            false => words,
        });
        words.into_iter().chain(flags).collect::<Vec<_>>().join(" ")
    }
}

fn is_choice(words: &str) -> bool {
    words.split_whitespace().any(|word| word.eq_ignore_ascii_case("or") || word.eq_ignore_ascii_case("ou"))
}

/// The rows that the arguments ask for, in the query's order, else newest first.
pub(super) fn headlines(
    library: &Library,
    arguments: &Arguments,
    labels: &Labels,
) -> Result<Vec<Headline>, Failure> {
    let mut query = query(library, arguments, labels)?;
    if query.sort.is_empty() {
        query.sort.push(SortKey { order: Order::Published, reversed: false });
    }
    let answer = answer(library, &query, Wanted::ALL, labels)?;
    library.headlines_of(&answer.ids).map_err(|error| Failure::of_app(&error, labels))
}

/// The query that the arguments make. What is odd in it is told on standard error.
pub(super) fn query(library: &Library, arguments: &Arguments, labels: &Labels) -> Result<Query, Failure> {
    read_query(library, &arguments.line(), labels)
}

/// Reads a line with the reader's names and views. What is odd in it is told on standard error.
pub(super) fn read_query(library: &Library, line: &str, labels: &Labels) -> Result<Query, Failure> {
    let names = library.names().map_err(|error| Failure::of_app(&error, labels))?;
    let context = Context { names: &names, ..Context::on(ZonedDateTime::now().date()) };
    let query = Query::parse(line, &context);
    for remark in &query.remarks {
        eprintln!("vigie: {}", labels.say(&message_of(remark)));
    }
    // A condition that was left out would answer with more than was asked for, and an export would carry it away.
    if query.remarks.iter().any(|remark| leaves_out(&remark.kind)) {
        return Err(Failure::new(Failure::USAGE, &Message::new("error-query"), labels));
    }
    Ok(query)
}

/// The answer to a query: from the index when there is one that can be brought up to date at once.
pub(super) fn answer(
    library: &Library,
    query: &Query,
    wanted: Wanted,
    labels: &Labels,
) -> Result<Answer, Failure> {
    let told = |error| Failure::of_app(&error, labels);
    // An index that cannot be used is no reason not to answer: then the articles are read.
    let opened = library.open_index();
    if let Err(error) = &opened
        && !matches!(error, AppError::Index(_))
    {
        opened.map_err(told)?;
    }
    library.search(query, wanted, &AtomicBool::new(false)).map_err(told)
}

/// Whether what the remark is about is missing from the query's meaning.
const fn leaves_out(kind: &RemarkKind) -> bool {
    matches!(
        kind,
        RemarkKind::UnknownValue { .. }
            | RemarkKind::BadAmount { .. }
            | RemarkKind::BadDate { .. }
            | RemarkKind::UnknownView { .. }
            | RemarkKind::ViewLoop { .. }
            | RemarkKind::MissingValue { .. }
    )
}

fn message_of(remark: &Remark) -> Message {
    let arguments = remark.kind.places().into_iter().map(|(name, text)| (name, Value::Text(text))).collect();
    Message { key: remark.kind.key(), arguments }
}

/// The article that the first digits of its identifier stand for.
pub(super) fn article(library: &Library, digits: &str, labels: &Labels) -> Result<ArticleId, Failure> {
    let key = match library.resolve(digits).map_err(|error| Failure::of_app(&error, labels))? {
        Found::One(id) => return Ok(id),
        Found::Nothing => "error-no-such-article",
        Found::Several(_) => "error-several-articles",
    };
    Err(Failure::new(Failure::NOT_FOUND, &Message::new(key).with("name", digits), labels))
}

/// The decision that the first digits of its identifier stand for.
pub(super) fn decision(ledger: &Ledger, digits: &str, labels: &Labels) -> Result<DecisionId, Failure> {
    let key = match find_decision(ledger, digits) {
        FoundDecision::One(id) => return Ok(id),
        FoundDecision::Nothing => "error-no-such-decision",
        FoundDecision::Several => "error-several-decisions",
    };
    Err(Failure::new(Failure::NOT_FOUND, &Message::new(key).with("name", digits), labels))
}

/// Exports tell the present moment and the days of the reader's own zone.
pub(super) fn export_options(labels: &Labels) -> ExportOptions<'_> {
    let now = ZonedDateTime::now();
    ExportOptions { zone: now.time_zone().clone(), ..ExportOptions::new(labels, now.timestamp()) }
}
