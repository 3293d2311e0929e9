//! The pane of sources: moving, choosing what the list shows, refreshing.

use crate::domain::SourceId;
use crate::tui::effect::Effect;
use crate::tui::filter::Facet;
use crate::tui::model::sources::Entry;
use crate::tui::model::{Model, Pane, Refreshing, Tone};
use crate::tui::phrase;

use super::{list, pick};

pub(super) fn step(model: &mut Model, steps: isize) {
    let last = model.entries().len().saturating_sub(1);
    model.sources.cursor = model.sources.cursor.saturating_add_signed(steps).min(last);
    say_how_it_fares(model);
}

/// A source that failed says why while the cursor is on it.
fn say_how_it_fares(model: &mut Model) {
    let Some(Entry::Source(place)) = model.entries().get(model.sources.cursor).copied() else { return };
    if let Some(failure) = model.sources.statuses[place].failure.clone() {
        model.say(Tone::Failure, failure);
    }
}

/// Shows in the list what the entry under the cursor stands for.
pub(super) fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(entry) = model.entries().get(model.sources.cursor).copied() else { return Vec::new() };
    match entry {
        Entry::All => {
            model.focus = Pane::List;
            return list::clear_filters(model);
        }
        Entry::Unread => show(model, true, false),
        Entry::Starred => show(model, false, true),
        Entry::Company => pick::open_facet(model, Facet::Company),
        Entry::Kinds => pick::open_facet(model, Facet::Kinds),
        Entry::Authority => pick::open_facet(model, Facet::Authority),
        Entry::Source(place) => {
            let id = model.sources.statuses[place].source.id.clone();
            show_source(model, id);
        }
    }
    Vec::new()
}

fn show(model: &mut Model, unread: bool, starred: bool) {
    model.filter.source = None;
    model.filter.unread = unread;
    model.filter.starred = starred;
    list::sift_from_top(model);
    model.focus = Pane::List;
}

/// Shows a source's articles alone.
pub(super) fn show_source(model: &mut Model, id: SourceId) {
    model.filter.source = Some(id);
    list::sift_from_top(model);
    model.focus = Pane::List;
}

/// Fetches sources, unless a refresh runs.
pub(super) fn refresh(model: &mut Model, sources: Vec<SourceId>) -> Vec<Effect> {
    if model.refreshing.is_some() {
        model.say(Tone::Plain, phrase::told("tui-said-refresh-runs", &[]));
        return Vec::new();
    }
    let request = model.next_request();
    let total = if sources.is_empty() { model.sources.statuses.len() } else { sources.len() };
    model.refreshing = Some(Refreshing { request, done: 0, total, new: 0, failed: 0 });
    vec![Effect::Refresh { request, sources }]
}

/// Fetches the sources whose time has come; their number is not known yet.
pub(super) fn refresh_due(model: &mut Model) -> Vec<Effect> {
    let request = model.next_request();
    let total = model.sources.statuses.len();
    model.refreshing = Some(Refreshing { request, done: 0, total, new: 0, failed: 0 });
    vec![Effect::RefreshDue { request }]
}

/// Fetches the source under the cursor, or that of the article in hand.
pub(super) fn refresh_one(model: &mut Model) -> Vec<Effect> {
    let source = match (model.focus, model.entries().get(model.sources.cursor)) {
        (Pane::Sources, Some(Entry::Source(place))) => Some(model.sources.statuses[*place].source.id.clone()),
        _ => model.row_in_hand().map(|row| model.shelf.row(row).headline.article.source.clone()),
    };
    match source {
        Some(source) => refresh(model, vec![source]),
        None => Vec::new(),
    }
}

pub(super) fn cancel(model: &mut Model) -> Vec<Effect> {
    match model.refreshing.take() {
        Some(_) => {
            model.say(Tone::Warning, phrase::told("tui-said-refresh-cancelled", &[]));
            vec![Effect::CancelRefresh]
        }
        None => Vec::new(),
    }
}
