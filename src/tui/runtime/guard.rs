//! The terminal, taken and given back by one guard: at the end, on a panic, on a suspension.

use std::io::{self, Stdout, Write};
use std::panic;
use std::sync::Once;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal};

/// The terminal in our hands.
pub(super) struct Guard {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    mouse: bool,
}

/// Clicks, wheel and drags, but no bare movements, which would wake us for nothing.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const LEAVE_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

impl Guard {
    /// Takes the terminal.
    pub(super) fn take(mouse: bool) -> io::Result<Guard> {
        give_back_on_panic();
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        let mut guard = Guard { terminal, mouse };
        guard.enter()?;
        Ok(guard)
    }

    /// Takes the terminal, again or for the first time.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)?;
        self.capture_mouse(self.mouse)
    }

    /// Gives the terminal back for a while.
    pub(super) fn leave(&mut self) -> io::Result<()> {
        give_back()
    }

    pub(super) fn capture_mouse(&mut self, capture: bool) -> io::Result<()> {
        self.mouse = capture;
        set_mouse(capture)
    }

    /// Says something to the terminal itself.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Forgets what is shown, so that the next frame is drawn whole. (To clear in the usual way would ask the terminal
    /// where its cursor is, and wait for the answer among the keys.)
    pub(super) fn clear(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from(size))
    }

    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws a frame; terminals that can show it all at once.
    pub(super) fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> anyhow::Result<()> {
        queue!(io::stdout(), BeginSynchronizedUpdate)?;
        self.terminal.draw(paint)?;
        execute!(io::stdout(), EndSynchronizedUpdate)?;
        Ok(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // There is nobody left to tell.
        _ = give_back();
    }
}

#[cfg(not(windows))]
fn set_mouse(capture: bool) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(if capture { TAKE_MOUSE } else { LEAVE_MOUSE }.as_bytes())?;
    out.flush()
}

#[cfg(windows)]
fn set_mouse(capture: bool) -> io::Result<()> {
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    if capture {
        execute!(io::stdout(), EnableMouseCapture)
    } else {
        execute!(io::stdout(), DisableMouseCapture)
    }
}

fn give_back() -> io::Result<()> {
    set_mouse(false)?;
    execute!(io::stdout(), DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen, Show)?;
    disable_raw_mode()
}

/// The message of a panic is written on the terminal as it was.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let former = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            _ = give_back();
            former(panic);
        }));
    });
}
