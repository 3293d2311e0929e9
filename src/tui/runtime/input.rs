//! What the terminal tells, as messages.

use crossterm::event::{
    Event, KeyCode as TerminalKey, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::layout::Size;

use crate::tui::key::{Key, KeyCode};
use crate::tui::message::{Message, Mouse, MouseAct};

use super::setup;

/// Asks the terminal for the colour of its ground (OSC 11, as xterm began).
pub(super) const ASK_GROUND: &str = "\x1b]11;?\x07";

/// How the answer begins.
const GROUND_IS: &str = "11;rgb:";

/// Longest answer, in characters.
const LONGEST_ANSWER: usize = 40;

/// Hears events. While the terminal has not answered what was asked of it, its answer, which comes in the guise of
/// keys, is kept apart from what the reader types: the answer may be late, over a slow line.
#[derive(Debug, Default)]
pub(super) struct Listener {
    expects_ground: bool,
    heard: Option<String>,
}

impl Listener {
    /// The answer to [`ASK_GROUND`] is to be expected.
    pub(super) fn expect_ground(&mut self) {
        self.expects_ground = true;
    }

    /// The message of an event; nothing when it concerns nobody.
    pub(super) fn hear(&mut self, event: Event) -> Option<Message> {
        match event {
            Event::Key(key) if self.expects_ground => self.hear_key(key),
            event => message_of(event),
        }
    }

    fn hear_key(&mut self, key: KeyEvent) -> Option<Message> {
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let Some(heard) = &mut self.heard else {
            if alt && key.code == TerminalKey::Char(']') {
                self.heard = Some(String::new());
                return None;
            }
            return message_of(Event::Key(key));
        };
        match key.code {
            TerminalKey::Char('\\') if alt => self.answered(),
            TerminalKey::Char('g') if key.modifiers.contains(KeyModifiers::CONTROL) => self.answered(),
            TerminalKey::Char(c) if heard.len() < LONGEST_ANSWER => {
                heard.push(c);
                // What is no answer was typed: the two keys that look like its beginning are lost, no more.
                let is_answer = GROUND_IS.starts_with(heard.as_str()) || heard.starts_with(GROUND_IS);
                if !is_answer {
                    self.heard = None;
                }
                None
            }
            _ => self.answered(),
        }
    }

    fn answered(&mut self) -> Option<Message> {
        self.expects_ground = false;
        let heard = self.heard.take()?;
        is_light(heard.strip_prefix(GROUND_IS)?).map(|light| Message::GroundTold { light })
    }
}

/// Whether a colour, as `1e1e/1e1e/1e1e` with one to four digits a part, is nearer to white than to black.
fn is_light(colour: &str) -> Option<bool> {
    let parts: Vec<f32> = colour
        .split('/')
        .map(|part| {
            let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1)?;
            let value = u32::from_str_radix(part, 16).ok()?;
            (most > 0).then_some(value as f32 / most as f32)
        })
        .collect::<Option<_>>()?;
    let [red, green, blue] = parts[..] else { return None };
    // Weights of ITU-R BT.709.
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5)
}

fn message_of(event: Event) -> Option<Message> {
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

#[cfg(test)]
mod tests {
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

    use super::Listener;
    use crate::tui::message::Message;

    /// The messages of keys: `]` and `\` after `^` are with Alt, `g` after `^` is with Control.
    fn hear(listener: &mut Listener, keys: &str) -> Vec<Message> {
        let mut messages = Vec::new();
        let mut held = false;
        for c in keys.chars() {
            if c == '^' {
                held = true;
                continue;
            }
            let modifiers = match (held, c) {
                (false, _) => KeyModifiers::NONE,
                (true, 'g') => KeyModifiers::CONTROL,
                (true, _) => KeyModifiers::ALT,
            };
            held = false;
            messages.extend(listener.hear(Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))));
        }
        messages
    }

    fn check(answer: &str, light: bool) {
        let mut listener = Listener::default();
        listener.expect_ground();
        let messages = hear(&mut listener, answer);
        assert!(
            matches!(messages[..], [Message::GroundTold { light: told }] if told == light),
            "{messages:?}"
        );
        assert_eq!(hear(&mut listener, "qr").len(), 2, "keys are keys again");
    }

    #[test]
    fn the_ground_is_heard_among_keys() {
        check("^]11;rgb:1e1e/1e1e/2e2e^g", false);
        check("^]11;rgb:ffff/ffff/ffff^\\", true);
        check("^]11;rgb:f/f/e^g", true);
    }

    #[test]
    fn keys_are_not_lost_when_no_answer_comes() {
        let mut listener = Listener::default();
        listener.expect_ground();
        assert_eq!(hear(&mut listener, "jk").len(), 2);
        assert_eq!(hear(&mut listener, "^]xjk").len(), 2);
        assert_eq!(hear(&mut Listener::default(), "^]11").len(), 3);
    }
}
