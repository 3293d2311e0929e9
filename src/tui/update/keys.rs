//! A key pressed: text for a line, part of a sequence, or an action.

use crate::tui::effect::Effect;
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::{Context, Resolution};
use crate::tui::model::{Mode, Model};

use super::{act, prompt};

pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let context = model.context();
    if context.takes_text() {
        return press_in_text(model, context, key);
    }
    if !model.pending.is_empty() && key == Key::plain(KeyCode::Escape) {
        model.pending.clear();
        return Vec::new();
    }
    model.pending.push(key);
    match model.keymap.resolve(context, &model.pending) {
        Resolution::Action(action) => {
            model.pending.clear();
            model.said = None;
            act::perform(model, action)
        }
        Resolution::Prefix(_) => Vec::new(),
        Resolution::Nothing => {
            model.pending.clear();
            Vec::new()
        }
    }
}

/// Characters are text, unless a binding of this very place takes them.
fn press_in_text(model: &mut Model, context: Context, key: Key) -> Vec<Effect> {
    if let Resolution::Action(action) = model.keymap.resolve(context, &[key]) {
        return act::perform(model, action);
    }
    match key.character() {
        Some(c) => prompt::write(model, c.encode_utf8(&mut [0; 4])),
        None => leave_help(model, key),
    }
}

/// F1 closes the help as it opened it.
fn leave_help(model: &mut Model, key: Key) -> Vec<Effect> {
    if matches!(model.mode, Mode::Help(_)) && key == Key::plain(KeyCode::Function(1)) {
        model.mode = Mode::Panes;
    }
    Vec::new()
}
