//! `vigie reindex`: builds the search index anew.

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::arguments::Global;
use super::failure::Failure;
use crate::labels::{Labels, Message};

/// How often progress is shown.
const PAUSE: Duration = Duration::from_millis(100);

/// Builds the index; on a terminal, a line tells how far it is.
pub(super) fn run(global: &Global, labels: &Labels) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let live = io::stderr().is_terminal();
    let mut shown: Option<Instant> = None;
    let mut tell = |done: usize, total: usize| {
        if live && shown.is_none_or(|shown| shown.elapsed() >= PAUSE) {
            shown = Some(Instant::now());
            let message =
                Message::new("cli-reindex-progress").count("done", done as u64).count("total", total as u64);
            eprint!("\r\x1b[K{}", labels.say(&message));
        }
    };
    let indexed = library.reindex(&AtomicBool::new(false), &mut tell);
    if live {
        eprint!("\r\x1b[K");
    }
    let indexed = indexed.map_err(|error| Failure::of_app(&error, labels))?;
    println!("{}", labels.say(&Message::new("cli-reindex-done").count("articles", indexed as u64)));
    Ok(ExitCode::SUCCESS)
}
