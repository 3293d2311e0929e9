//! The hidden `vigie pdf-text`: the text of a PDF from standard input to standard output, in a process that may be killed and
//! that can take only so much memory.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use super::failure::Failure;
use crate::text::pdf;

/// Most memory that the process may take, in bytes.
#[cfg(unix)]
const MEMORY: u64 = 2 << 30;
/// Largest PDF, in bytes.
const LARGEST: u64 = 32 << 20;

/// Reads and writes; without a text, the exit code is that of something done in part.
pub(super) fn run() -> Result<ExitCode, Failure> {
    bound_memory();
    // What a panic would say is of no use to whoever reads the text.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LARGEST).read_to_end(&mut bytes);
    let text = read.ok().and_then(|_| pdf::text_of(&bytes));
    let written = text.is_some_and(|text| io::stdout().lock().write_all(text.as_bytes()).is_ok());
    Ok(if written { ExitCode::SUCCESS } else { ExitCode::from(Failure::PARTIAL) })
}

/// A limit that cannot be set leaves the bounds of size and time.
#[cfg(unix)]
fn bound_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) };
    setrlimit(Resource::As, limit).ok();
}

#[cfg(not(unix))]
fn bound_memory() {}
