//! The loop of the linear reader: lines in, lines out.

use std::io::{BufRead, Write};

use ratatui::layout::Size;
use tokio::sync::mpsc;

use crate::app::Library;
use crate::labels::Labels;
use crate::tui::effect::Effect;
use crate::tui::linear::{Heard, announce, is_at_rest, obey};
use crate::tui::message::Message;
use crate::tui::model::Model;
use crate::tui::update::update;

use super::hands::Hands;
use super::{Options, setup};

/// The size for which articles are set.
const SIZE: Size = Size { width: 80, height: 24 };

/// Reads lines and says what changes, until asked to end or until no line can come.
pub(super) async fn run(library: Library, labels: Labels, options: &Options) -> anyhow::Result<()> {
    let tongue = labels.tongue();
    let mut model = setup::model(labels, options, setup::settings(options), SIZE);
    let (sender, mut answers) = mpsc::unbounded_channel();
    let mut hands = Hands::new(library, tongue, sender, setup::settings_file(options));
    let mut lines = Some(lines_of_input());
    let mut heard = Heard::default();
    let mut over = carry_out(&mut hands, update(&mut model, Message::Started))?;
    while !over {
        say(&model, &mut heard)?;
        if lines.is_none() && is_at_rest(&model) {
            break;
        }
        // A line is taken when what was asked before is there: what is said then follows what was asked.
        let ready = is_at_rest(&model) || model.refreshing.is_some();
        let effects = tokio::select! {
            Some(answer) = answers.recv() => update(&mut model, answer),
            line = next_line(&mut lines), if ready && lines.is_some() => match line {
                Some(line) => obey(&mut model, &line),
                None => {
                    lines = None;
                    Vec::new()
                }
            },
        };
        over = carry_out(&mut hands, effects)?;
    }
    hands.finish().await;
    Ok(())
}

fn say(model: &Model, heard: &mut Heard) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in announce(model, heard) {
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// Whether the reader is to end.
fn carry_out(hands: &mut Hands, effects: Vec<Effect>) -> std::io::Result<bool> {
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(true),
            Effect::Copy { text } => writeln!(std::io::stdout(), "{}", crate::tui::cells::clean(&text))?,
            other => hands.carry_out(other),
        }
    }
    Ok(false)
}

/// Lines are read on a thread of their own, since reading them cannot be interrupted.
fn lines_of_input() -> mpsc::UnboundedReceiver<String> {
    let (sender, lines) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

async fn next_line(lines: &mut Option<mpsc::UnboundedReceiver<String>>) -> Option<String> {
    match lines {
        Some(lines) => lines.recv().await,
        None => None,
    }
}
