//! Marks: read, starred, one article or many, with undo. The screen changes at once; the store follows.

use crate::domain::{ArticleId, MarkChange};
use crate::tui::effect::{Effect, RequestId};
use crate::tui::message::Turn;
use crate::tui::model::history::{Deed, Marking};
use crate::tui::model::{Model, Pane, Tone};
use crate::tui::phrase;
use crate::tui::shelf::RowNumber;

use super::review;

/// Which rows of the list a change takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    All,
    /// From the top to the cursor.
    Above,
    /// From the cursor to the end.
    Below,
}

/// The selection when there is one and the list is in focus, else the article in hand.
fn rows_in_hand(model: &Model) -> Vec<RowNumber> {
    if model.focus == Pane::List && !model.list.chosen.is_empty() {
        let mut rows: Vec<_> = model.list.chosen.iter().copied().collect();
        rows.sort_unstable();
        return rows;
    }
    model.row_in_hand().into_iter().collect()
}

/// Marks as read, or as unread when all are read already. The cursor stays, so that the same key takes it back.
pub(super) fn toggle_read(model: &mut Model) -> Vec<Effect> {
    let rows = rows_in_hand(model);
    let all_read = rows.iter().all(|row| model.shelf.row(*row).headline.mark.read);
    change(model, &rows, MarkChange::Read(!all_read))
}

pub(super) fn toggle_star(model: &mut Model) -> Vec<Effect> {
    let rows = rows_in_hand(model);
    let all_starred = rows.iter().all(|row| model.shelf.row(*row).headline.mark.starred);
    change(model, &rows, MarkChange::Starred(!all_starred))
}

pub(super) fn read_range(model: &mut Model, range: Range) -> Vec<Effect> {
    let cursor = model.list.cursor.min(model.list.rows.len());
    let rows = match range {
        Range::All => &model.list.rows[..],
        Range::Above => &model.list.rows[..(cursor + 1).min(model.list.rows.len())],
        Range::Below => &model.list.rows[cursor..],
    };
    let rows = rows.to_vec();
    change(model, &rows, MarkChange::Read(true))
}

/// Changes marks, remembers it and says it.
fn change(model: &mut Model, rows: &[RowNumber], change: MarkChange) -> Vec<Effect> {
    let marking = Marking { ids: apply(model, rows, change), change };
    say_marking(model, &marking);
    if marking.ids.is_empty() {
        return Vec::new();
    }
    model.history.remember(Deed::Marked(marking.clone()));
    vec![keep(model, marking)]
}

/// Changes marks on the shelf; gives back the articles that were different before.
fn apply(model: &mut Model, rows: &[RowNumber], change: MarkChange) -> Vec<ArticleId> {
    let mut changed = Vec::new();
    for row in rows {
        if model.shelf.mark(*row, change) {
            changed.push(model.shelf.row(*row).headline.article.id);
        }
    }
    changed
}

fn keep(model: &mut Model, marking: Marking) -> Effect {
    let request = model.next_request();
    model.markings.push((request, marking.clone()));
    Effect::Mark { request, ids: marking.ids, change: marking.change }
}

fn say_marking(model: &mut Model, marking: &Marking) {
    let key = match marking.change {
        MarkChange::Read(true) => "tui-said-read",
        MarkChange::Read(false) => "tui-said-unread",
        MarkChange::Starred(true) => "tui-said-starred",
        MarkChange::Starred(false) => "tui-said-unstarred",
    };
    model.say(Tone::Good, phrase::counted(key, marking.ids.len()));
}

/// An article that is being read is read; that needs no word and no undo.
pub(super) fn mark_opened(model: &mut Model, row: RowNumber) -> Vec<Effect> {
    let change = MarkChange::Read(true);
    let ids = apply(model, &[row], change);
    if ids.is_empty() { Vec::new() } else { vec![keep(model, Marking { ids, change })] }
}

/// Marks that could not be kept are shown as they are in the store.
pub(super) fn take_back(model: &mut Model, request: RequestId) {
    let Some(at) = model.markings.iter().position(|(waiting, _)| *waiting == request) else { return };
    let (_, marking) = model.markings.remove(at);
    let inverse = marking.inverse();
    let rows: Vec<RowNumber> = inverse.ids.iter().filter_map(|id| model.shelf.number_of(*id)).collect();
    apply(model, &rows, inverse.change);
}

pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    match model.history.undo() {
        Some(Deed::Marked(marking)) => repeat(model, marking.inverse(), "tui-said-undone"),
        Some(Deed::Said(correction)) => review::repeat(model, correction, Turn::Undone),
        Some(Deed::Laid(overlay)) => review::lay(model, overlay, Turn::Undone),
        None => say_nothing(model, "tui-said-nothing-to-undo"),
    }
}

pub(super) fn redo(model: &mut Model) -> Vec<Effect> {
    match model.history.redo() {
        Some(Deed::Marked(marking)) => repeat(model, marking, "tui-said-redone"),
        Some(Deed::Said(correction)) => review::repeat(model, correction, Turn::Again),
        Some(Deed::Laid(overlay)) => review::lay(model, overlay, Turn::Again),
        None => say_nothing(model, "tui-said-nothing-to-redo"),
    }
}

fn say_nothing(model: &mut Model, key: &'static str) -> Vec<Effect> {
    model.say(Tone::Plain, phrase::told(key, &[]));
    Vec::new()
}

fn repeat(model: &mut Model, marking: Marking, done: &'static str) -> Vec<Effect> {
    let rows: Vec<RowNumber> = marking.ids.iter().filter_map(|id| model.shelf.number_of(*id)).collect();
    apply(model, &rows, marking.change);
    model.say(Tone::Good, phrase::counted(done, rows.len()));
    vec![keep(model, marking)]
}
