//! `vigie` alone: the reader.

use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use crate::app::Library;
use crate::labels::{Labels, Message};
use crate::tui;

/// Opens the reader on the library.
pub(super) fn run(global: &Global, labels: Labels) -> Result<ExitCode, Failure> {
    let library = global.library(&labels)?;
    open(library, labels)
}

/// Opens the reader on a library that is open.
pub(super) fn open(library: Library, labels: Labels) -> Result<ExitCode, Failure> {
    let tongue = labels.tongue();
    tui::run(library, labels).map_err(|error| {
        let message = Message::new("error-screen").with("reason", format!("{error:#}"));
        Failure::new(Failure::PARTIAL, &message, &Labels::new(tongue))
    })?;
    Ok(ExitCode::SUCCESS)
}
