//! A briefing put into words, as templates and `--json` get it. Every text is one line without hidden characters; what a
//! format takes for markup is escaped when it is printed.

use serde::Serialize;

use super::{Briefing, BriefingFigures, BriefingHead};
use crate::domain::{Cents, Currency, DateToWatch, Money, Watch};
use crate::export::decision::{DecisionSummary, cite_decision};
use crate::export::summary::{capital, shown_title};
use crate::export::{DecisionItem, ExportOptions, escape};
use crate::labels::{Labels, Message};

/// All that a template can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Context {
    title: String,
    /// `fr` or `en`.
    language: &'static str,
    from: String,
    to: String,
    query: Option<String>,
    watched: Vec<String>,
    fresh: Vec<GroupContext>,
    again: Vec<DecisionContext>,
    figures: Vec<FigureContext>,
    changed: Vec<ChangedContext>,
    open: Vec<DecisionContext>,
    open_left_out: usize,
    dates: Vec<DateContext>,
    sources: Vec<SourceContext>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct GroupContext {
    title: String,
    decisions: Vec<DecisionContext>,
}

/// A decision in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct DecisionContext {
    id: String,
    title: String,
    citation: String,
    date: Option<String>,
    stage: String,
    themes: Vec<String>,
    provisions: Vec<String>,
    complainants: Vec<String>,
    /// What its sources contradict one another on.
    clashes: Vec<String>,
    /// Lines on the case that it belongs to.
    case: Vec<String>,
    told: Vec<ToldContext>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ToldContext {
    place: String,
    title: String,
    link: Option<String>,
    quotes: Vec<String>,
}

/// A figure, that of the period before, and by how much it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct FigureContext {
    name: String,
    now: String,
    before: String,
    change: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ChangedContext {
    title: String,
    former_title: Option<String>,
    link: Option<String>,
    source: String,
    day: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct DateContext {
    day: String,
    what: String,
    approximate: bool,
    decision: DecisionContext,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct SourceContext {
    title: String,
    articles: usize,
}

impl Context {
    pub(super) fn new(briefing: &Briefing, options: &ExportOptions<'_>) -> Context {
        let labels = options.labels;
        let decisions =
            |items: &[DecisionItem]| items.iter().map(|item| DecisionContext::new(item, options)).collect();
        let title = Message::new("brief-title")
            .with("from", labels.long_day(briefing.from))
            .with("to", labels.long_day(briefing.to));
        Context {
            title: labels.say(&title),
            language: labels.tongue().tag(),
            from: briefing.from.to_string(),
            to: briefing.to.to_string(),
            query: briefing.query.as_deref().map(escape::line),
            watched: briefing.watched.iter().map(|name| escape::line(name)).collect(),
            fresh: briefing
                .fresh
                .iter()
                .map(|group| GroupContext {
                    title: head(&group.head, labels),
                    decisions: decisions(&group.decisions),
                })
                .collect(),
            again: decisions(&briefing.again),
            figures: figures(&briefing.figures.0, &briefing.figures.1, labels),
            changed: briefing.changed.iter().map(|article| changed(article, options)).collect(),
            open: decisions(&briefing.open),
            open_left_out: briefing.open_left_out,
            dates: briefing.dates.iter().map(|(date, item)| DateContext::new(*date, item, options)).collect(),
            sources: briefing
                .sources
                .iter()
                .map(|(title, articles)| SourceContext { title: escape::line(title), articles: *articles })
                .collect(),
        }
    }
}

fn head(head: &BriefingHead, labels: &Labels) -> String {
    let words = match head {
        BriefingHead::Theme(Some(theme)) => labels.theme(*theme),
        BriefingHead::Theme(None) => labels.text("brief-no-theme"),
        BriefingHead::Organisation(Some(name)) => escape::line(name),
        BriefingHead::Organisation(None) => labels.text("anonymous"),
    };
    capital(&words)
}

impl DecisionContext {
    fn new(item: &DecisionItem, options: &ExportOptions<'_>) -> DecisionContext {
        let (decision, labels) = (&item.decision, options.labels);
        let summary = DecisionSummary::new(item, options);
        DecisionContext {
            id: decision.id.to_string(),
            title: summary.title,
            citation: cite_decision(decision),
            date: decision.decided.as_ref().map(|decided| labels.partial_date(*decided.value())),
            stage: labels.text(&format!("ledger-stage-{}", decision.stage.code())),
            themes: decision.themes.iter().map(|theme| labels.theme(*theme)).collect(),
            provisions: decision.provisions.iter().map(|it| escape::line(&it.0)).collect(),
            complainants: decision.complainants.iter().map(|name| escape::line(name)).collect(),
            clashes: summary.clashes,
            case: summary.case,
            told: summary
                .told
                .into_iter()
                .map(|told| ToldContext {
                    place: told.place,
                    title: told.title,
                    link: told.link,
                    quotes: told.passages,
                })
                .collect(),
        }
    }
}

impl DateContext {
    fn new(date: DateToWatch, item: &DecisionItem, options: &ExportOptions<'_>) -> DateContext {
        let key = match date.watch {
            Watch::Compliance => "ledger-watch-compliance",
            Watch::Naming => "ledger-watch-naming",
        };
        DateContext {
            day: options.labels.day(date.on),
            what: options.labels.text(key),
            approximate: date.approximate,
            decision: DecisionContext::new(item, options),
        }
    }
}

fn changed(article: &super::ChangedArticle, options: &ExportOptions<'_>) -> ChangedContext {
    ChangedContext {
        title: shown_title(&article.title, options.labels),
        former_title: article.former_title.as_deref().map(escape::line).filter(|title| !title.is_empty()),
        link: escape::link(article.link.as_deref()),
        source: escape::line(&article.source),
        day: options.labels.day(options.day(article.replaced)),
    }
}

fn figures(now: &BriefingFigures, before: &BriefingFigures, labels: &Labels) -> Vec<FigureContext> {
    let counted = [
        ("brief-figure-articles", now.articles, before.articles),
        ("brief-figure-decisions", now.decisions, before.decisions),
        ("brief-figure-notices", now.notices, before.notices),
        ("brief-figure-complaints", now.complaints, before.complaints),
    ];
    let mut figures: Vec<FigureContext> =
        counted.into_iter().map(|(key, now, before)| count(labels.text(key), now, before, labels)).collect();
    for currency in currencies(now, before) {
        let (fines, sum) = fined(now, currency);
        let (fines_before, sum_before) = fined(before, currency);
        let name = |key| labels.say(&Message::new(key).with("currency", currency.to_string()));
        figures.push(count(name("brief-figure-fines"), fines, fines_before, labels));
        figures.push(FigureContext {
            name: name("brief-figure-fined"),
            now: labels.money(Money { cents: sum, currency }),
            before: labels.money(Money { cents: sum_before, currency }),
            change: change(sum.0, sum_before.0, &|by| labels.money(Money { cents: Cents(by), currency })),
        });
    }
    figures
}

fn count(name: String, now: usize, before: usize, labels: &Labels) -> FigureContext {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    FigureContext {
        name,
        now: labels.number(number(now)),
        before: labels.number(number(before)),
        change: change(number(now), number(before), &|by| labels.number(by)),
    }
}

/// "+ 3", "− 2", "=".
fn change(now: i64, before: i64, words: &dyn Fn(i64) -> String) -> String {
    match now.saturating_sub(before) {
        0 => "=".to_owned(),
        more if more > 0 => format!("+\u{a0}{}", words(more)),
        less => format!("−\u{a0}{}", words(less.saturating_abs())),
    }
}

/// Currencies of either period, in the order of their codes.
fn currencies(now: &BriefingFigures, before: &BriefingFigures) -> Vec<Currency> {
    let mut currencies: Vec<Currency> =
        now.fines.iter().chain(&before.fines).map(|(currency, ..)| *currency).collect();
    currencies.sort();
    currencies.dedup();
    currencies
}

fn fined(figures: &BriefingFigures, currency: Currency) -> (usize, Cents) {
    let found = figures.fines.iter().find(|(of, ..)| *of == currency);
    found.map_or((0, Cents(0)), |(_, count, sum)| (*count, *sum))
}
