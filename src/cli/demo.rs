//! `vigie demo`: the reader on bundled articles.

use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use super::reader;
use crate::app::Library;
use crate::labels::Labels;

/// Opens it. Nothing is fetched, and nothing is left when it closes.
pub(super) fn run(global: &Global, labels: Labels, linear: bool) -> Result<ExitCode, Failure> {
    let config = global.settings(&labels)?;
    let library = Library::demo(config).map_err(|error| Failure::of_app(&error, &labels))?;
    reader::open(library, labels, false, linear)
}
