//! Answers of the world to what was asked; those that come too late change nothing.

use crate::app::{Headline, Opened, Progress, RefreshReport, SourceStatus, ViewCount};
use crate::domain::{ArticleId, MarkChange, Source};
use crate::labels::{Message, Value};
use crate::tui::effect::{Effect, RequestId};
use crate::tui::model::{Mode, Model, Pane, Purpose, Tone};
use crate::tui::phrase;
use crate::tui::shelf::Shelf;

use super::{list, marks, rooms, sources};

pub(super) fn started(model: &mut Model) -> Vec<Effect> {
    let shelf = model.next_request();
    let statuses = model.next_request();
    let catalogue = model.next_request();
    vec![
        Effect::LoadShelf { request: shelf },
        Effect::LoadSources { request: statuses },
        Effect::LoadCatalogue { request: catalogue },
    ]
}

/// The rows are there; the first refresh may begin.
pub(super) fn shelf_loaded(model: &mut Model, shelf: Shelf) -> Vec<Effect> {
    replace_shelf(model, shelf);
    model.loaded = true;
    if std::mem::take(&mut model.refresh_first) { sources::refresh(model, Vec::new()) } else { Vec::new() }
}

/// The newest rows are there to be looked at while the others are read.
pub(super) fn first_rows(model: &mut Model, shelf: Shelf) -> Vec<Effect> {
    if !model.loaded {
        replace_shelf(model, shelf);
    }
    Vec::new()
}

/// Lays another shelf in place of the present one. What the reader did meanwhile stays: rows are found again by their
/// articles, names by their writing, and marks are those that the reader has seen.
fn replace_shelf(model: &mut Model, shelf: Shelf) {
    let former = std::mem::replace(&mut model.shelf, shelf);
    let cursor = model.row_at_cursor();
    let renumber = |shelf: &Shelf, row: u32| shelf.number_of(former.row(row).headline.article.id);
    for row in former.newest_first() {
        let mark = former.row(*row).headline.mark;
        if let Some(number) = renumber(&model.shelf, *row) {
            model.shelf.mark(number, MarkChange::Read(mark.read));
            model.shelf.mark(number, MarkChange::Starred(mark.starred));
        }
    }
    model.article.row = model.article.row.and_then(|row| renumber(&model.shelf, row));
    let chosen = std::mem::take(&mut model.list.chosen);
    model.list.chosen = chosen.into_iter().filter_map(|row| renumber(&model.shelf, row)).collect();
    let filter = &mut model.filter;
    filter.bodies.clear();
    filter.company =
        filter.company.and_then(|name| model.shelf.companies().find(former.companies().shown(name)));
    filter.authority =
        filter.authority.and_then(|name| model.shelf.authorities().find(former.authorities().shown(name)));
    let lead = model.list.cursor.saturating_sub(model.list.offset);
    list::sift_from_top(model);
    let row = cursor.and_then(|row| renumber(&model.shelf, row));
    let place = row.and_then(|row| model.list.rows.iter().position(|other| *other == row));
    model.list.cursor = place.unwrap_or(0);
    model.list.offset = model.list.cursor.saturating_sub(lead);
}

pub(super) fn sources_loaded(model: &mut Model, statuses: Vec<SourceStatus>) -> Vec<Effect> {
    model.sources.statuses = statuses;
    let last = model.entries().len().saturating_sub(1);
    model.sources.cursor = model.sources.cursor.min(last);
    Vec::new()
}

pub(super) fn article_opened(
    model: &mut Model,
    request: RequestId,
    opened: Option<Box<Opened>>,
) -> Vec<Effect> {
    if model.article.waiting.is_none_or(|(waiting, _)| waiting != request) {
        return Vec::new();
    }
    model.article.waiting = None;
    model.article.page = None;
    model.article.opened = opened;
    match (model.article.opened.is_some(), model.article.row) {
        (true, Some(row)) => marks::mark_opened(model, row),
        _ => {
            model.say(Tone::Failure, phrase::told("tui-said-article-gone", &[]));
            Vec::new()
        }
    }
}

/// What is odd in the line of the search is said beside it.
pub(super) fn line_read(model: &mut Model, request: RequestId, remark: Option<Message>) -> Vec<Effect> {
    if model.finding == Some(request) {
        model.remark = remark;
    }
    Vec::new()
}

/// The cursor stays on its entry: views come between filters and sources.
pub(super) fn views_loaded(model: &mut Model, views: Vec<ViewCount>) -> Vec<Effect> {
    let former = model.entries().get(model.sources.cursor).copied();
    model.sources.views = views;
    let place = former.and_then(|former| model.entries().iter().position(|entry| *entry == former));
    model.sources.cursor = place.unwrap_or(0);
    Vec::new()
}

/// Articles that answer the line join the titles that hold its words.
pub(super) fn text_found(model: &mut Model, request: RequestId, ids: &[ArticleId]) -> Vec<Effect> {
    if model.finding != Some(request) {
        return Vec::new();
    }
    model.finding = None;
    model.filter.bodies = ids.iter().filter_map(|id| model.shelf.number_of(*id)).collect();
    // While words are typed nothing has been looked at yet; afterwards the reader's place is kept.
    let is_typing =
        matches!(&model.mode, Mode::Prompt(prompt) if matches!(prompt.purpose, Purpose::Search(_)));
    if is_typing && model.list.cursor == 0 {
        list::sift_from_top(model)
    } else {
        list::let_in(model)
    }
    Vec::new()
}

pub(super) fn refresh_progressed(model: &mut Model, request: RequestId, progress: &Progress) -> Vec<Effect> {
    let Some(refreshing) = model.refreshing.as_mut().filter(|refreshing| refreshing.request == request)
    else {
        return Vec::new();
    };
    match progress {
        Progress::Started { sources } => refreshing.total = *sources,
        Progress::SourceDone { new, failure, done, total, .. } => {
            refreshing.done = *done;
            refreshing.total = *total;
            refreshing.new += new;
            refreshing.failed += usize::from(failure.is_some());
        }
    }
    Vec::new()
}

/// New rows take their places; neither the cursor nor the text moves.
pub(super) fn refresh_done(
    model: &mut Model,
    request: RequestId,
    report: &RefreshReport,
    rows: Vec<Headline>,
) -> Vec<Effect> {
    if model.refreshing.is_some_and(|refreshing| refreshing.request == request) {
        model.refreshing = None;
    }
    // With nothing stored before, there is no place to keep and the news are the list.
    let was_empty = model.shelf.total().articles == 0;
    let fresh = model.shelf.add(rows);
    if was_empty {
        list::sift_from_top(model);
    } else {
        list::let_in(model);
        let kept = model.list.fresh.iter().filter(|row| !fresh.contains(row)).copied();
        model.list.fresh = fresh.iter().copied().chain(kept).collect();
    }
    say_report(model, report, fresh.len());
    let request = model.next_request();
    let mut effects = rooms::touch(model);
    effects.push(Effect::LoadSources { request });
    effects
}

fn say_report(model: &mut Model, report: &RefreshReport, new: usize) {
    if let Some(failure) = &report.arrival.failure {
        model.say(Tone::Failure, failure.clone());
        return;
    }
    if let Some(first) = report.arrival.alerts.first() {
        let line = first.line(&model.labels);
        let further = report.arrival.alerts.len() as u64 - 1;
        let arguments = vec![
            ("watch", Value::Text(first.watch.clone())),
            ("line", Value::Text(line)),
            ("further", Value::Count(further)),
        ];
        model.say(Tone::Good, Message { key: "tui-said-alert", arguments });
        return;
    }
    let failed = report.failed.len();
    let tone = if failed > 0 { Tone::Warning } else { Tone::Good };
    let key = if failed > 0 { "tui-said-refreshed-failed" } else { "tui-said-refreshed" };
    let arguments = vec![("count", Value::Count(new as u64)), ("failed", Value::Count(failed as u64))];
    model.say(tone, Message { key, arguments });
}

pub(super) fn marks_kept(model: &mut Model, request: RequestId) -> Vec<Effect> {
    model.markings.retain(|(waiting, _)| *waiting != request);
    Vec::new()
}

pub(super) fn exported(model: &mut Model, articles: usize, path: &str) -> Vec<Effect> {
    let arguments = vec![("count", Value::Count(articles as u64)), ("path", Value::Text(path.to_owned()))];
    model.say(Tone::Good, Message { key: "tui-said-exported", arguments });
    Vec::new()
}

/// A source that was just added is fetched at once.
pub(super) fn source_added(model: &mut Model, source: &Source) -> Vec<Effect> {
    model.say(Tone::Good, phrase::told("tui-said-source-added", &[("source", &source.title)]));
    let request = model.next_request();
    let mut effects = vec![Effect::LoadSources { request }];
    if model.refreshing.is_none() {
        effects.extend(sources::refresh(model, vec![source.id.clone()]));
    }
    effects
}

pub(super) fn source_removed(model: &mut Model) -> Vec<Effect> {
    model.say(Tone::Good, phrase::told("tui-said-source-removed", &[]));
    let request = model.next_request();
    vec![Effect::LoadSources { request }]
}

pub(super) fn failed(model: &mut Model, request: RequestId, reason: Message) -> Vec<Effect> {
    if model.refreshing.is_some_and(|refreshing| refreshing.request == request) {
        model.refreshing = None;
    }
    if model.finding == Some(request) {
        model.finding = None;
    }
    if model.article.waiting.is_some_and(|(waiting, _)| waiting == request) {
        model.article = crate::tui::model::article::ArticlePane::default();
        model.focus = Pane::List;
    }
    marks::take_back(model, request);
    rooms::failed(model, request);
    model.loaded = true;
    model.say(Tone::Failure, reason);
    Vec::new()
}
