//! `vigie show`: one article, its facts and its text.

use std::io::{self, Write};
use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use super::{article_pdf, article_versions, output, selection};
use crate::export::{ArticleRecord, ExportOptions, Format, Item, json_text, write};
use crate::labels::Labels;
use crate::text::printable;

/// Arguments of `vigie show`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "ID")]
    article: String,
    #[arg(long)]
    json: bool,
    #[arg(long)]
    versions: bool,
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1", conflicts_with = "versions")]
    pdf: Option<usize>,
}

/// Shows.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let id = selection::article(&library, &arguments.article, labels)?;
    if arguments.versions {
        return article_versions::show(&library, id, labels, arguments.json);
    }
    if let Some(number) = arguments.pdf {
        return article_pdf::show(&library, id, number, labels, arguments.json);
    }
    let items = library.items(&[id]).map_err(|error| Failure::of_app(&error, labels))?;
    let mut standard = output::standard();
    for item in &items {
        let written = match arguments.json {
            true => write_json(item, &mut standard),
            false => write_text(item, &selection::export_options(labels), &mut standard),
        };
        written.map_err(|error| Failure::of_file("-", &error, labels))?;
    }
    standard.flush().map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn write_json(item: &Item, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(json_text(&ArticleRecord::new(item)).as_bytes())
}

/// The summary, then the whole text, a blank line between blocks.
fn write_text(item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
    write(Format::Markdown, [item], options, to)?;
    writeln!(to, "\n---\n")?;
    for block in &item.document.blocks {
        let text = block.span.of(&item.document.text).unwrap_or_default();
        writeln!(to, "{}\n", printable(text))?;
    }
    Ok(())
}
