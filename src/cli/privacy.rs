//! `vigie privacy`: what is stored about persons, where, and since when.

use std::process::ExitCode;

use jiff::tz::TimeZone;

use super::arguments::Global;
use super::failure::Failure;
use crate::labels::{Labels, Message};

/// Says it.
pub(super) fn run(global: &Global, labels: &Labels) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let privacy = library.privacy().map_err(|error| Failure::of_app(&error, labels))?;
    let day = |time| TimeZone::UTC.to_datetime(time).date().to_string();
    let held = Message::new("cli-privacy-held")
        .count("articles", privacy.articles)
        .with("since", privacy.since.map_or_else(|| "–".to_owned(), day));
    let names = Message::new("cli-privacy-names")
        .count("organisations", privacy.organisations)
        .count("complainants", privacy.complainants)
        .count("authors", privacy.authors);
    for message in [held, names, Message::new("cli-privacy-marks").count("marks", privacy.marks)] {
        println!("{}", labels.say(&message));
    }
    println!("\n{}", labels.text("cli-privacy-places"));
    for (path, bytes, made) in &privacy.places {
        let made = made.map(day).unwrap_or_default();
        println!("  {:>10}  {made:10}  {}", kilobytes(*bytes), path.display());
    }
    println!("\n{}", labels.text("cli-privacy-network"));
    for host in &privacy.hosts {
        println!("  {host}");
    }
    println!("\n{}", labels.text("cli-privacy-rights"));
    Ok(ExitCode::SUCCESS)
}

fn kilobytes(bytes: u64) -> String {
    format!("{} kB", bytes.div_ceil(1_000))
}
