//! The loop: messages in, model changed, one frame drawn; effects carried out on the side. Alone in knowing tokio, the
//! terminal, files and the library.
//!
//! Nothing wakes when nothing happens: the loop waits for a key, an answer or a signal, takes all that waits, then draws
//! once.

mod commands;
mod guard;
mod hands;
mod input;
mod linear;
mod setup;
mod signals;

use std::io::Write;
use std::path::PathBuf;
use std::task::Poll;
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt;
use tokio::sync::mpsc;

use crate::app::Library;
use crate::labels::{self, Labels};

use super::effect::Effect;
use super::message::Message;
use super::model::Model;
use super::update::update;
use super::view::view;

use guard::Guard;
use hands::Hands;
use input::Listener;
use signals::{Signal, Signals};

/// How the screen begins.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A theme's name; nothing for the one that suits the terminal.
    pub theme: Option<String>,
    /// Where the reader's own `keymap.toml` and `themes/` are.
    pub folder: Option<PathBuf>,
    /// Whether the arrangement of the screen is kept there from one day to the next.
    pub remember: bool,
    /// Whether the keys are those of newsboat.
    pub newsboat: bool,
    /// Whether sources are fetched at the beginning.
    pub refresh: bool,
    /// Time between two refreshes while the reader is open; nothing for none.
    pub every: Option<Duration>,
    /// Whether all is said line after line, for screen readers, in place of a screen.
    pub linear: bool,
    /// Whether the mouse is left to the terminal from the beginning.
    pub no_mouse: bool,
}

/// Longest wait for the first rows before an empty screen is drawn.
const FIRST_WAIT: Duration = Duration::from_millis(150);

/// Opens the reader on this terminal and returns when it is left. All that was marked is on disk then.
pub async fn run(library: Library, labels: Labels, options: Options) -> anyhow::Result<()> {
    if options.linear {
        return linear::run(library, labels, &options).await;
    }
    let tongue = labels.tongue();
    let settings = setup::settings(&options);
    let mut guard = Guard::take(!options.no_mouse && !settings.mouse_off)?;
    let model = setup::model(labels, &options, settings, guard.size()?);
    let (sender, receiver) = mpsc::unbounded_channel();
    let hands = Hands::new(library, tongue, sender, setup::settings_file(&options));
    let listener = Listener::default();
    let mut conversation = Conversation { model, hands, listener, redraw: false, over: false };
    let outcome = conversation.go_on(&mut guard, receiver, options.every).await;
    drop(guard);
    conversation.hands.finish().await;
    outcome
}

struct Conversation {
    model: Model,
    hands: Hands,
    listener: Listener,
    /// The whole screen is to be drawn again.
    redraw: bool,
    over: bool,
}

impl Conversation {
    async fn go_on(
        &mut self,
        guard: &mut Guard,
        mut answers: mpsc::UnboundedReceiver<Message>,
        every: Option<Duration>,
    ) -> anyhow::Result<()> {
        let mut events = EventStream::new();
        let mut signals = Signals::listen()?;
        let mut due = setup::timer(every);
        self.take(guard, Message::Started)?;
        if self.model.follows_ground {
            guard.write(input::ASK_GROUND)?;
            self.listener.expect_ground();
        }
        if let Ok(Some(first)) = tokio::time::timeout(FIRST_WAIT, answers.recv()).await {
            self.take(guard, first)?;
        }
        self.take_waiting(guard, &mut events, &mut answers).await?;
        while !self.over {
            if self.draw(guard).is_err() {
                // The terminal is gone; what was marked is still to be kept.
                break;
            }
            tokio::select! {
                event = events.next() => self.take_event(guard, event)?,
                Some(answer) = answers.recv() => self.take(guard, answer)?,
                signal = signals.next() => self.take_signal(guard, signal)?,
                () = setup::tick(&mut due) => self.take(guard, Message::RefreshDue)?,
            }
            self.take_waiting(guard, &mut events, &mut answers).await?;
        }
        Ok(())
    }

    /// Takes all that waits, so that a held key or a burst of answers costs one drawing.
    async fn take_waiting(
        &mut self,
        guard: &mut Guard,
        events: &mut EventStream,
        answers: &mut mpsc::UnboundedReceiver<Message>,
    ) -> anyhow::Result<()> {
        while let Some(event) = waiting(events).await {
            self.take_event(guard, event)?;
            if self.over {
                return Ok(());
            }
        }
        while let Ok(answer) = answers.try_recv() {
            self.take(guard, answer)?;
        }
        Ok(())
    }

    fn draw(&mut self, guard: &mut Guard) -> anyhow::Result<()> {
        if std::mem::take(&mut self.redraw) {
            guard.clear()?;
        }
        let model = &self.model;
        guard.draw(|frame| view(model, frame))
    }

    /// A terminal that is gone ends the conversation.
    fn take_event(&mut self, guard: &mut Guard, event: Option<std::io::Result<Event>>) -> anyhow::Result<()> {
        match event {
            Some(Ok(event)) => match self.listener.hear(event) {
                Some(message) => self.take(guard, message),
                None => Ok(()),
            },
            Some(Err(_)) | None => {
                self.over = true;
                Ok(())
            }
        }
    }

    fn take_signal(&mut self, guard: &mut Guard, signal: Signal) -> anyhow::Result<()> {
        match signal {
            Signal::End => self.over = true,
            Signal::Suspend => self.suspend(guard)?,
            Signal::Resumed => {
                guard.enter()?;
                self.redraw = true;
                self.take(guard, Message::Today(setup::today()))?;
            }
        }
        Ok(())
    }

    fn take(&mut self, guard: &mut Guard, message: Message) -> anyhow::Result<()> {
        for effect in update(&mut self.model, message) {
            self.carry_out(guard, effect)?;
        }
        Ok(())
    }

    /// What concerns the terminal is done here, the rest by other hands.
    fn carry_out(&mut self, guard: &mut Guard, effect: Effect) -> anyhow::Result<()> {
        match effect {
            Effect::Quit => self.over = true,
            Effect::Redraw => self.redraw = true,
            Effect::Suspend => self.suspend(guard)?,
            Effect::CaptureMouse(capture) => guard.capture_mouse(capture)?,
            Effect::Copy { text } => {
                copy(&text)?;
                tokio::task::spawn_blocking(move || commands::copy_to_system(&text));
            }
            other => self.hands.carry_out(other),
        }
        Ok(())
    }

    fn suspend(&mut self, guard: &mut Guard) -> anyhow::Result<()> {
        guard.leave()?;
        signals::stop_self()?;
        guard.enter()?;
        self.redraw = true;
        let today = Message::Today(setup::today());
        self.take(guard, today)
    }
}

/// The event that waits, if one does. The stream remembers whom to wake at its first look, so it is looked at from this
/// very task.
async fn waiting(events: &mut EventStream) -> Option<Option<std::io::Result<Event>>> {
    std::future::poll_fn(|context| match events.poll_next_unpin(context) {
        Poll::Ready(event) => Poll::Ready(Some(event)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// Puts a text on the clipboard of the terminal, wherever that is (OSC 52); longer texts than terminals take are cut.
fn copy(text: &str) -> anyhow::Result<()> {
    const LONGEST: usize = 70_000;
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut out = std::io::stdout();
    write!(out, "\x1b]52;c;{}\x07", base64(&text.as_bytes()[..end]))?;
    out.flush()?;
    Ok(())
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = [0, 1, 2].map(|index| u32::from(chunk.get(index).copied().unwrap_or(0)));
        let value = group[0] << 16 | group[1] << 8 | group[2];
        for place in 0..4 {
            let letter = LETTERS[(value >> (18 - 6 * place)) as usize & 63];
            written.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    written
}

/// What is said of a failure that no room has words for.
fn word(key: &'static str, place: &'static str, text: impl std::fmt::Display) -> labels::Message {
    labels::Message::new(key).with(place, text.to_string())
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (text, written) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), written);
        }
    }
}
