//! `vigie` alone: the reader.

use std::path::Path;
use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use crate::app::Library;
use crate::config::Config;
use crate::labels::{Labels, Message};
use crate::tui;

/// Opens the reader on the library.
pub(super) fn run(global: &Global, labels: Labels, linear: bool) -> Result<ExitCode, Failure> {
    let library = global.library(&labels)?;
    open(library, labels, true, linear)
}

/// Opens the reader on a library that is open: a screen, or lines if it is to be linear. Whether it fetches is the
/// settings' affair only where `fetches` says so, and only then is anything remembered.
pub(super) fn open(
    library: Library,
    labels: Labels,
    fetches: bool,
    linear: bool,
) -> Result<ExitCode, Failure> {
    let tongue = labels.tongue();
    let runtime = super::runtime(&labels)?;
    let refresh = &library.config().refresh;
    let options = tui::Options {
        folder: Config::default_path().and_then(|file| file.parent().map(Path::to_owned)),
        refresh: fetches && refresh.on_start,
        every: refresh.every.filter(|_| fetches),
        remember: fetches,
        linear,
        newsboat: library.config().interface.newsboat_keys,
        ..tui::Options::default()
    };
    runtime.block_on(tui::run(library, labels, options)).map_err(|error| {
        let message = Message::new("error-screen").with("reason", format!("{error:#}"));
        Failure::new(Failure::PARTIAL, &message, &Labels::new(tongue))
    })?;
    Ok(ExitCode::SUCCESS)
}
