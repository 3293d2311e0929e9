//! `vigie show --pdf`: the text and the facts of a PDF that an article links to.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::failure::Failure;
use super::output;
use crate::app::{Attached, Library};
use crate::domain::ArticleId;
use crate::export::{MeasureRecord, facts_table};
use crate::labels::{Labels, Message};
use crate::text::printable;

/// A PDF as exported.
#[derive(Serialize)]
struct AttachedRecord<'a> {
    address: &'a str,
    measures: Vec<MeasureRecord>,
    text: &'a str,
}

/// Fetches the PDF of that number, counted from 1, and writes what it says.
pub(super) fn show(
    library: &Library,
    id: ArticleId,
    number: usize,
    labels: &Labels,
    json: bool,
) -> Result<ExitCode, Failure> {
    let links = library.pdf_links(id).map_err(|error| Failure::of_app(&error, labels))?;
    let address = number.checked_sub(1).and_then(|place| links.get(place)).ok_or_else(|| {
        let message = Message::new("cli-show-no-pdf").count("links", links.len() as u64);
        Failure::new(Failure::NOT_FOUND, &message, labels)
    })?;
    let attached = super::runtime(labels)?
        .block_on(library.fetch_pdf(id, address))
        .map_err(|error| Failure::of_app(&error, labels))?;
    let mut standard = output::standard();
    let written = match json {
        true => write_json(&attached, &mut standard),
        false => write_text(&attached, labels, &mut standard),
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn write_json(attached: &Attached, to: &mut dyn Write) -> io::Result<()> {
    let text = attached.document.text.as_str();
    let measures = attached.measures.iter().map(|measure| MeasureRecord::new(measure, "", text)).collect();
    let record = AttachedRecord { address: &attached.address, measures, text };
    serde_json::to_writer_pretty(&mut *to, &record)?;
    writeln!(to)
}

fn write_text(attached: &Attached, labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    let text = attached.document.text.as_str();
    writeln!(to, "{}\n", printable(&attached.address))?;
    if attached.measures.is_empty() {
        writeln!(to, "{}", labels.text("cli-extract-nothing"))?;
    } else {
        write!(to, "{}", facts_table(&attached.measures, "", text, labels))?;
    }
    writeln!(to, "\n---\n")?;
    for line in text.lines() {
        writeln!(to, "{}\n", printable(line))?;
    }
    Ok(())
}
