//! The list: moving, filtering, selecting, opening.

use ratatui::layout::Rect;

use crate::tui::effect::Effect;
use crate::tui::filter::{Order, is_plain};
use crate::tui::layout::layout;
use crate::tui::model::list::ListLine;
use crate::tui::model::{Model, Pane, Tone};
use crate::tui::phrase;
use crate::tui::shelf::RowNumber;

use super::article;

pub(super) fn step(model: &mut Model, steps: isize) {
    let last = model.list.rows.len().saturating_sub(1);
    model.list.cursor = model.list.cursor.saturating_add_signed(steps).min(last);
}

/// How many rows a pane shows, for a page of movement.
pub(super) fn rows_shown(model: &Model, pane: Rect) -> u16 {
    let lines = model.list_lines(pane.width, pane.height);
    let rows = lines.iter().filter(|line| matches!(line, ListLine::First(_))).count();
    u16::try_from(rows.saturating_sub(1)).unwrap_or(u16::MAX)
}

fn find_rows(model: &mut Model) {
    model.list.rows = model.filter.rows(&model.shelf, model.order);
    model.list.by_month = model.is_sparse();
}

/// Finds the rows anew after a change of the filters or of the order. The cursor stays on its row if it is still
/// there, and else goes to the first.
pub(super) fn sift(model: &mut Model) {
    let former = model.row_at_cursor();
    let lead = model.list.cursor.saturating_sub(model.list.offset);
    find_rows(model);
    let place = former.and_then(|row| model.list.rows.iter().position(|other| *other == row));
    model.list.cursor = place.unwrap_or(0);
    model.list.offset = model.list.cursor.saturating_sub(lead);
    // Fewer rows may be left than fill the pane.
    if let Some(pane) = layout(model.size, model).list {
        model.list.offset = model.list.offset.min(model.last_list_offset(pane.width, pane.height));
    }
}

/// Finds the rows anew after the reader has asked for others: the list begins at its top.
pub(super) fn sift_from_top(model: &mut Model) {
    find_rows(model);
    model.list.cursor = 0;
    model.list.offset = 0;
}

/// Rows that came later take their places; cursor and view stay on theirs, and so do rows that were read meanwhile
/// although only unread ones are asked for.
pub(super) fn let_in(model: &mut Model) {
    let cursor = model.row_at_cursor();
    let at_top = model.list.rows.get(model.list.offset).copied();
    let staying = model.list.rows.iter().copied().collect();
    model.list.rows = model.filter.rows_and(&model.shelf, model.order, &staying);
    let place =
        |row: Option<RowNumber>| row.and_then(|row| model.list.rows.iter().position(|other| *other == row));
    let (cursor, offset) = (place(cursor), place(at_top));
    model.list.cursor = cursor.unwrap_or(0);
    model.list.offset = offset.unwrap_or(model.list.cursor);
}

pub(super) fn toggle_unread(model: &mut Model) {
    model.filter.unread = !model.filter.unread;
    sift(model);
}

pub(super) fn toggle_starred(model: &mut Model) {
    model.filter.starred = !model.filter.starred;
    sift(model);
}

pub(super) fn clear_filters(model: &mut Model) -> Vec<Effect> {
    let searched = !model.filter.words.is_empty();
    model.filter = crate::tui::filter::Filter::default();
    model.finding = None;
    sift(model);
    if searched { vec![Effect::StopFinding] } else { Vec::new() }
}

pub(super) fn arrange(model: &mut Model, order: Order) {
    model.order = order;
    sift_from_top(model);
}

/// Changes the words of the search: titles answer at once.
pub(super) fn search(model: &mut Model, words: &str) {
    model.filter.words = words.to_owned();
    // What answered the line before stays until the answer to this one comes: the list does not flicker.
    if is_plain(words) || words.trim().is_empty() {
        model.filter.bodies.clear();
    }
    model.finding = None;
    model.remark = None;
    if words.trim().is_empty() { sift(model) } else { sift_from_top(model) }
}

pub(super) fn select(model: &mut Model) {
    let Some(row) = model.row_at_cursor() else { return };
    if !model.list.chosen.remove(&row) {
        model.list.chosen.insert(row);
    }
    step(model, 1);
}

pub(super) fn select_all(model: &mut Model) {
    model.list.chosen = model.list.rows.iter().copied().collect();
}

/// Opens the article under the cursor, or goes to it when it is open already.
pub(super) fn open_at_cursor(model: &mut Model) -> Vec<Effect> {
    match model.row_at_cursor() {
        Some(row) => article::open(model, row),
        None => Vec::new(),
    }
}

/// Opens the article above or below.
pub(super) fn open_neighbour(model: &mut Model, step_by: isize) -> Vec<Effect> {
    let former = model.list.cursor;
    step(model, step_by);
    let reads = matches!(model.focus, Pane::Article | Pane::Facts);
    if reads && model.list.cursor != former { open_at_cursor(model) } else { Vec::new() }
}

/// Goes to the next article not yet read, below and then from the top; opens it when one is reading.
pub(super) fn go_unread(model: &mut Model, step_by: isize) -> Vec<Effect> {
    let count = model.list.rows.len();
    let is_unread = |place: usize| !model.shelf.row(model.list.rows[place]).headline.mark.read;
    let below = (1..count).map(|step| (model.list.cursor + step) % count);
    let found = match step_by {
        1.. => below.clone().find(|place| is_unread(*place)),
        _ => below.rev().find(|place| is_unread(*place)),
    };
    let Some(place) = found else {
        model.say(Tone::Plain, phrase::told("tui-said-all-read", &[]));
        return Vec::new();
    };
    model.list.cursor = place;
    let reads = matches!(model.focus, Pane::Article | Pane::Facts);
    if reads { open_at_cursor(model) } else { Vec::new() }
}

/// Goes to the newest of the rows that the last refresh brought; filters that hide it are told, not changed.
pub(super) fn go_new(model: &mut Model) {
    let fresh = std::mem::take(&mut model.list.fresh);
    let place = fresh.iter().find_map(|row| model.list.rows.iter().position(|other| other == row));
    match place {
        Some(place) => {
            model.focus = Pane::List;
            model.list.cursor = place;
        }
        None if fresh.is_empty() => model.say(Tone::Plain, phrase::told("tui-said-no-new", &[])),
        None => {
            model.say(Tone::Warning, phrase::counted("tui-said-new-hidden", fresh.len()));
            model.list.fresh = fresh;
        }
    }
}
