//! The article: opening, scrolling, going from fact to fact, links, copies.

use crate::domain::Place;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::layout::layout;
use crate::tui::model::article::ArticlePane;
use crate::tui::model::{Model, Pane, Tone};
use crate::tui::phrase;
use crate::tui::shelf::RowNumber;

/// Opens a row's article and goes to it.
pub(super) fn open(model: &mut Model, row: RowNumber) -> Vec<Effect> {
    model.focus = Pane::Article;
    let id = model.shelf.row(row).headline.article.id;
    let is_open =
        model.article.row == Some(row) && (model.article.opened.is_some() || model.article.waiting.is_some());
    if is_open {
        return Vec::new();
    }
    let request = model.next_request();
    model.article = ArticlePane { row: Some(row), waiting: Some((request, id)), ..ArticlePane::default() };
    vec![Effect::OpenArticle { request, id }]
}

/// Goes to the article that is open, else opens the one under the cursor.
pub(super) fn go(model: &mut Model) -> Vec<Effect> {
    match model.article.row.or_else(|| model.row_at_cursor()) {
        Some(row) => open(model, row),
        None => Vec::new(),
    }
}

pub(super) fn has_facts(model: &Model) -> bool {
    measures(model) > 0
}

fn measures(model: &Model) -> usize {
    model.article.opened.as_ref().map_or(0, |opened| opened.measures.len())
}

/// Goes to the facts, on the one that is looked at or on the first.
pub(super) fn go_facts(model: &mut Model) {
    if !has_facts(model) {
        if model.article.opened.is_some() {
            model.say(Tone::Plain, phrase::told("tui-said-no-facts", &[]));
        }
        return;
    }
    model.focus = Pane::Facts;
    model.arrangement.zen = false;
    if model.article.fact.is_none() {
        model.article.fact = Some(0);
    }
    show_fact(model);
}

/// Looks at the next fact, round and round, and brings its passage into sight.
pub(super) fn step_fact(model: &mut Model, step: isize) {
    let count = measures(model) as isize;
    if count == 0 {
        if model.article.opened.is_some() {
            model.say(Tone::Plain, phrase::told("tui-said-no-facts", &[]));
        }
        return;
    }
    let next = match model.article.fact {
        Some(fact) => (fact as isize + step).rem_euclid(count),
        None if step > 0 => 0,
        None => count - 1,
    };
    model.article.fact = Some(next as usize);
    show_fact(model);
}

/// Looks at another fact without going round.
pub(super) fn step_fact_within(model: &mut Model, steps: isize) {
    let last = measures(model).saturating_sub(1);
    let fact = model.article.fact.unwrap_or(0);
    model.article.fact = Some(fact.saturating_add_signed(steps).min(last));
    show_fact(model);
}

/// Scrolls the text to the passage of the fact that is looked at, unless it is in sight.
pub(super) fn show_fact(model: &mut Model) {
    let line = model.article.fact.and_then(|fact| model.article.line_of_fact(fact));
    if let Some(line) = line {
        bring_into_sight(model, line);
    }
}

fn bring_into_sight(model: &mut Model, line: usize) {
    let height = usize::from(layout(model.size, model).text.height);
    let shown = model.article.offset..model.article.offset + height.saturating_sub(1);
    if !shown.contains(&line) {
        model.article.offset = line.saturating_sub(height / 3);
    }
}

pub(super) fn scroll(model: &mut Model, lines: isize) {
    let height = layout(model.size, model).text.height;
    let last = model.article.last_offset(height);
    model.article.offset = model.article.offset.saturating_add_signed(lines).min(last);
}

/// Seeks words in the article and goes to the first passage at or below the present line.
pub(super) fn find(model: &mut Model, words: &str) {
    model.article.find(words);
    let Some(found) = &model.article.found else { return };
    if found.passages.is_empty() {
        model.say(Tone::Warning, phrase::told("tui-said-not-found", &[("words", words)]));
        return;
    }
    let lines: Vec<Option<usize>> =
        found.passages.iter().map(|passage| line_of(&model.article, *passage)).collect();
    let from = model.article.offset;
    let at = lines.iter().position(|line| line.is_some_and(|line| line >= from)).unwrap_or(0);
    go_to_found(model, at);
}

fn line_of(article: &ArticlePane, (place, span): (Place, crate::domain::Span)) -> Option<usize> {
    article.page.as_ref()?.line_of(place, span.start)
}

/// Goes to the next passage found, round and round.
pub(super) fn step_found(model: &mut Model, step: isize) {
    let Some(found) = &model.article.found else { return };
    let count = found.passages.len() as isize;
    if count > 0 {
        go_to_found(model, (found.at as isize + step).rem_euclid(count) as usize);
    }
}

fn go_to_found(model: &mut Model, at: usize) {
    let Some(found) = &mut model.article.found else { return };
    found.at = at;
    let (passage, count) = (found.passages[at], found.passages.len());
    if let Some(line) = line_of(&model.article, passage) {
        bring_into_sight(model, line);
    }
    let word = crate::labels::Message {
        key: "tui-said-found",
        arguments: vec![
            ("at", crate::labels::Value::Count(at as u64 + 1)),
            ("count", crate::labels::Value::Count(count as u64)),
        ],
    };
    model.say(Tone::Plain, word);
}

/// Opens the article in hand in the browser.
pub(super) fn browse(model: &mut Model) -> Vec<Effect> {
    let link = model.row_in_hand().and_then(|row| model.shelf.row(row).headline.article.link.clone());
    browse_address(model, link)
}

/// Opens an address in the browser, if it is one that browsers take.
pub(super) fn browse_address(model: &mut Model, address: Option<String>) -> Vec<Effect> {
    let allowed =
        address.filter(|address| ["http://", "https://"].iter().any(|way| has_scheme(address, way)));
    match allowed {
        Some(address) => vec![Effect::Browse { address }],
        None => {
            model.say(Tone::Warning, phrase::told("tui-said-no-link", &[]));
            Vec::new()
        }
    }
}

fn has_scheme(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Copies something of the article in hand.
pub(super) fn copy(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(row) = model.row_in_hand() else { return Vec::new() };
    let article = &model.shelf.row(row).headline.article;
    let text = match action {
        Action::CopyLink => article.link.clone(),
        Action::CopyTitle => Some(article.title.clone()),
        Action::CopyFact => fact_in_words(model),
        _ => Some(citation(model, row)),
    };
    match text.filter(|text| !text.is_empty()) {
        Some(text) => {
            let shown = crate::tui::cells::cut(&text, 60);
            model.say(Tone::Good, phrase::told("tui-said-copied", &[("text", &shown)]));
            vec![Effect::Copy { text }]
        }
        None => {
            model.say(Tone::Warning, phrase::told("tui-said-nothing-to-copy", &[]));
            Vec::new()
        }
    }
}

/// The fact that is looked at, else the first.
fn fact_in_words(model: &Model) -> Option<String> {
    let opened = model.article.opened.as_ref()?;
    let measure = opened.measures.get(model.article.fact.unwrap_or(0))?;
    Some(phrase::line_of(&model.labels, measure))
}

/// Title, source, day and address, as one cites a page.
fn citation(model: &Model, row: RowNumber) -> String {
    let article = &model.shelf.row(row).headline.article;
    let day = model.labels.day(phrase::day_of(article.dates.shown(), &model.zone));
    let day = model.labels.article_day(day, article.dates.published.is_some());
    let title = model.title_of(&article.title);
    let mut words = vec![title, model.source_title(&article.source).to_owned(), day];
    words.extend(article.link.clone());
    words.join(", ")
}
