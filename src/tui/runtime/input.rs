//! What the terminal tells, as messages.

use crossterm::event::{
    Event, KeyCode as TerminalKey, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::layout::Size;

use crate::tui::key::{Key, KeyCode};
use crate::tui::message::{Message, Mouse, MouseAct};

use super::setup;

/// The message of an event; nothing when it concerns nobody.
pub(super) fn message_of(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) => key_of(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Pasted(text)),
        Event::Resize(width, height) => Some(Message::Resized(Size { width, height })),
        Event::FocusGained => Some(Message::Today(setup::today())),
        Event::FocusLost => None,
        Event::Mouse(mouse) => mouse_of(mouse).map(Message::Mouse),
    }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = |modifier| event.modifiers.contains(modifier);
    let mut key = Key {
        code: code_of(event.code)?,
        control: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: held(KeyModifiers::SHIFT) || event.code == TerminalKey::BackTab,
    };
    if let KeyCode::Char(c) = key.code {
        // The character tells the shift already, and AltGr is Control and Alt at once on some systems.
        key.shift = false;
        if key.control && key.alt && !c.is_ascii_alphanumeric() {
            (key.control, key.alt) = (false, false);
        }
        if key.control {
            key.code = KeyCode::Char(c.to_ascii_lowercase());
        }
    }
    Some(key)
}

fn code_of(code: TerminalKey) -> Option<KeyCode> {
    Some(match code {
        TerminalKey::Char(c) => KeyCode::Char(c),
        TerminalKey::F(number) => KeyCode::Function(number),
        TerminalKey::Enter => KeyCode::Enter,
        TerminalKey::Esc => KeyCode::Escape,
        TerminalKey::Tab | TerminalKey::BackTab => KeyCode::Tab,
        TerminalKey::Backspace => KeyCode::Backspace,
        TerminalKey::Delete => KeyCode::Delete,
        TerminalKey::Insert => KeyCode::Insert,
        TerminalKey::Up => KeyCode::Up,
        TerminalKey::Down => KeyCode::Down,
        TerminalKey::Left => KeyCode::Left,
        TerminalKey::Right => KeyCode::Right,
        TerminalKey::Home => KeyCode::Home,
        TerminalKey::End => KeyCode::End,
        TerminalKey::PageUp => KeyCode::PageUp,
        TerminalKey::PageDown => KeyCode::PageDown,
        _ => return None,
    })
}

fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let what = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAct::Pressed,
        MouseEventKind::Drag(MouseButton::Left) => MouseAct::Dragged,
        MouseEventKind::Up(MouseButton::Left) => MouseAct::Released,
        MouseEventKind::ScrollUp => MouseAct::WheelUp,
        MouseEventKind::ScrollDown => MouseAct::WheelDown,
        _ => return None,
    };
    Some(Mouse { what, column: event.column, row: event.row })
}
