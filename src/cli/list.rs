//! `vigie list`: the articles that answer a query, a line each.

use std::io::{self, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;

use super::arguments::Global;
use super::failure::Failure;
use super::{output, selection};
use crate::app::{Fact, Headline};
use crate::export::ArticleRecord;
use crate::labels::Labels;
use crate::text::one_line;

/// Arguments of `vigie list`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: selection::Arguments,
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50)]
    limit: usize,
    #[arg(long)]
    json: bool,
}

/// Lists.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let mut headlines = selection::headlines(&library, &arguments.selection, labels)?;
    headlines.truncate(arguments.limit);
    let mut standard = output::standard();
    let written = match arguments.json {
        true => write_json(&headlines, &mut standard),
        false => write_lines(&headlines, labels, &mut standard),
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}
