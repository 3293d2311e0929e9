//! `vigie schema`: the schemas of the JSON exports.

use std::io::Write;
use std::process::ExitCode;

use clap::ValueEnum;

use super::failure::Failure;
use super::output;
use crate::assets;
use crate::labels::Labels;

/// Arguments of `vigie schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_enum, value_name = "articles|decisions", default_value = "articles")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    of: Subject,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Subject {
    Articles,
    Decisions,
}

/// Prints it.
pub(super) fn run(labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let schema = match arguments.of {
        Subject::Articles => assets::SCHEMA,
        Subject::Decisions => assets::DECISIONS_SCHEMA,
    };
    let mut standard = output::standard();
    let written = standard.write_all(schema.as_bytes()).and_then(|()| standard.flush());
    written.map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}
