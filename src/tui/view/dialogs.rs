//! Dialogs over the panes: lists to choose from, the help, and the keys that may follow.

use ratatui::layout::Rect;

use crate::tui::cells;
use crate::tui::key::Key;
use crate::tui::keymap::{Follow, Resolution};
use crate::tui::layout::Areas;
use crate::tui::model::line::Line;
use crate::tui::model::picker::Picker;
use crate::tui::model::{Help, Mode, Model};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::pen::Pen;

/// Draws the dialog that is open; gives back where the cursor stands in it.
pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, areas: &Areas) -> Option<(u16, u16)> {
    let popup = areas.popup?;
    match &model.mode {
        Mode::Picker(picker) => Some(draw_picker(pen, model, popup, picker)),
        Mode::Help(help) => Some(draw_help(pen, model, popup, help)),
        Mode::Panes | Mode::Prompt(_) => None,
    }
}

/// A cleared ground with a border and a title.
fn draw_frame(pen: &mut Pen<'_>, area: Rect, title: &str) {
    pen.clear(area, Part::Popup);
    let across = pen.glyphs().rule.repeat(usize::from(area.width.saturating_sub(2)));
    let (left, right, bottom) = (area.x, area.right() - 1, area.bottom() - 1);
    for (y, start, end) in [(area.y, "╭", "╮"), (bottom, "╰", "╯")] {
        pen.write(left, y, 1, start, Part::Rule);
        pen.write(left + 1, y, area.width - 2, &across, Part::Rule);
        pen.write(right, y, 1, end, Part::Rule);
    }
    for y in area.y + 1..bottom {
        pen.write(left, y, 1, "│", Part::Rule);
        pen.write(right, y, 1, "│", Part::Rule);
    }
    pen.write_cut(left + 2, area.y, area.width - 4, &format!(" {title} "), Part::Accent);
}

/// Draws the line typed in a dialog; gives back where its cursor stands.
fn draw_line(pen: &mut Pen<'_>, area: Rect, line: &Line, empty: &str) -> (u16, u16) {
    let (x, y) = (area.x + 4, area.y + 1);
    let room = area.width.saturating_sub(12);
    pen.write(area.x + 2, y, 1, "›", Part::Accent);
    if line.text().is_empty() {
        pen.write_cut(x, y, room, empty, Part::Dim);
    } else {
        pen.write_cut(x, y, room, line.text(), Part::Text);
    }
    let before = u16::try_from(cells::width(line.before_cursor())).unwrap_or(u16::MAX);
    (x + before.min(room), y)
}

/// Where a picker's choices stand in its dialog.
pub(in crate::tui) fn picker_rows(popup: Rect) -> Rect {
    Rect { x: popup.x + 1, y: popup.y + 3, width: popup.width - 2, height: popup.height.saturating_sub(4) }
}

/// The first choice shown.
pub(in crate::tui) fn picker_offset(picker: &Picker, height: u16) -> usize {
    (picker.cursor + 1).saturating_sub(usize::from(height))
}

fn draw_picker(pen: &mut Pen<'_>, model: &Model, popup: Rect, picker: &Picker) -> (u16, u16) {
    draw_frame(pen, popup, &model.labels.text(picker.title));
    let count = phrase::number(&model.labels, picker.left.len());
    pen.write_right(popup.right() - 2, popup.y + 1, &count, Part::Dim);
    let cursor = draw_line(pen, popup, &picker.line, &model.labels.text("tui-pick-type"));
    let rows = picker_rows(popup);
    if picker.left.is_empty() {
        pen.write_cut(rows.x + 3, rows.y, rows.width - 4, &model.labels.text("tui-pick-none"), Part::Dim);
    }
    let first = picker_offset(picker, rows.height);
    let shown = picker.left.iter().enumerate().skip(first).take(usize::from(rows.height));
    for (line, (place, number)) in shown.enumerate() {
        let row = Rect { y: rows.y + line as u16, height: 1, ..rows };
        let choice = &picker.choices[*number];
        let beside = cells::cut(&choice.beside, usize::from(row.width / 2));
        let right = pen.write_right(row.right() - 1, row.y, &beside, Part::Dim);
        pen.write_cut(row.x + 3, row.y, right.saturating_sub(row.x + 4), &choice.label, Part::Text);
        if place == picker.cursor {
            pen.write(row.x + 1, row.y, 1, &pen.glyphs().cursor.clone(), Part::Accent);
            pen.fill(Rect { x: row.x + 1, width: row.width - 2, ..row }, Part::Cursor);
        }
    }
    cursor
}

/// A line of the help: keys and what they do, or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct HelpLine {
    pub(in crate::tui) keys: String,
    pub(in crate::tui) words: String,
}

/// The bindings that hold in the help's context and answer what is typed, from the keymap.
pub(in crate::tui) fn help_lines(model: &Model, help: &Help) -> Vec<HelpLine> {
    let wanted = cells::fold(help.line.text());
    model
        .keymap
        .held_in(help.context)
        .into_iter()
        .map(|(action, sequences)| HelpLine {
            keys: sequences.iter().map(|keys| told(model, keys)).collect::<Vec<_>>().join(", "),
            words: model.labels.text(&action.label()),
        })
        .filter(|line| {
            let text = cells::fold(&format!("{} {}", line.keys, line.words));
            wanted.split_whitespace().all(|word| text.contains(word))
        })
        .collect()
}

fn told(model: &Model, keys: &[Key]) -> String {
    keys.iter().map(|key| key.told(&model.labels)).collect::<Vec<_>>().join(" ")
}

fn draw_help(pen: &mut Pen<'_>, model: &Model, popup: Rect, help: &Help) -> (u16, u16) {
    let place = model.labels.text(&format!("tui-place-{}", help.context.name()));
    draw_frame(pen, popup, &format!("{} · {place}", model.labels.text("tui-help-title")));
    let cursor = draw_line(pen, popup, &help.line, &model.labels.text("tui-pick-type"));
    let lines = help_lines(model, help);
    let rows = picker_rows(popup);
    let keys_width = lines.iter().map(|line| cells::width(&line.keys)).max().unwrap_or(0).min(30) as u16;
    for (number, line) in lines.iter().skip(help.offset).take(usize::from(rows.height)).enumerate() {
        let y = rows.y + number as u16;
        let keys = cells::fit_right(&line.keys, usize::from(keys_width));
        let x = pen.write(rows.x + 2, y, keys_width, &keys, Part::Key) + 2;
        pen.write_cut(x, y, rows.right().saturating_sub(x + 1), &line.words, Part::Text);
    }
    cursor
}

/// After the first key of a sequence: the keys that may follow, above the bottom line.
pub(super) fn draw_follows(pen: &mut Pen<'_>, model: &Model, areas: &Areas) {
    if model.pending.is_empty() {
        return;
    }
    let Resolution::Prefix(follows) = model.keymap.resolve(model.context(), &model.pending) else { return };
    let lines: Vec<(String, String)> = follows
        .into_iter()
        .map(|(key, follow)| {
            let words = match follow {
                Follow::Action(action) => model.labels.text(&action.label()),
                Follow::Longer => "…".to_owned(),
            };
            (key.told(&model.labels), words)
        })
        .collect();
    let widest = lines.iter().map(|(_, words)| cells::width(words)).max().unwrap_or(0) + 14;
    let screen = areas.bottom;
    let width = u16::try_from(widest).unwrap_or(u16::MAX).min(screen.width.saturating_sub(2));
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(screen.y.saturating_sub(1));
    let area = Rect { x: screen.right().saturating_sub(width + 1), y: screen.y - height, width, height };
    draw_frame(pen, area, &told(model, &model.pending));
    for (number, (key, words)) in lines.iter().take(usize::from(height.saturating_sub(2))).enumerate() {
        let y = area.y + 1 + number as u16;
        pen.write(area.x + 2, y, 8, &cells::fit_right(key, 8), Part::Key);
        pen.write_cut(area.x + 12, y, width.saturating_sub(14), words, Part::Text);
    }
}
