//! `vigie show --versions`: what an article said at each time, with the words that changed.

use std::io::{self, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use serde::Serialize;

use super::failure::Failure;
use super::output;
use crate::app::{Library, Version};
use crate::domain::ArticleId;
use crate::labels::{Labels, Message};
use crate::text::{Change, Piece, one_line, printable, word_changes};

/// Characters of unchanged text that are shown beside a change.
const AROUND: usize = 120;

/// A version as exported.
#[derive(Serialize)]
struct VersionRecord<'v> {
    since: String,
    title: &'v str,
    text: &'v str,
    /// Against the version before; empty for the first.
    changes: Vec<ChangeRecord<'v>>,
}

#[derive(Serialize)]
struct ChangeRecord<'v> {
    change: &'static str,
    text: &'v str,
}

/// Writes every version of an article.
pub(super) fn show(
    library: &Library,
    id: ArticleId,
    labels: &Labels,
    json: bool,
) -> Result<ExitCode, Failure> {
    let versions = library.versions(id).map_err(|error| Failure::of_app(&error, labels))?;
    let mut standard = output::standard();
    let written = if json {
        write_json(&versions, &mut standard)
    } else {
        write_text(&versions, labels, &mut standard)
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn write_json(versions: &[Version], to: &mut dyn Write) -> io::Result<()> {
    let mut before: Option<&Version> = None;
    let mut records = Vec::new();
    for version in versions {
        let changes = before.map_or_else(Vec::new, |before| changes(before, version));
        records.push(VersionRecord {
            since: version.since.to_string(),
            title: &version.title,
            text: &version.document.text,
            changes: changes.into_iter().map(ChangeRecord::new).collect(),
        });
        before = Some(version);
    }
    serde_json::to_writer_pretty(&mut *to, &records)?;
    writeln!(to)
}

impl ChangeRecord<'_> {
    fn new(piece: Piece<'_>) -> ChangeRecord<'_> {
        let change = match piece.change {
            Change::Same => "same",
            Change::Removed => "removed",
            Change::Added => "added",
        };
        ChangeRecord { change, text: piece.text }
    }
}

fn changes<'v>(before: &'v Version, after: &'v Version) -> Vec<Piece<'v>> {
    word_changes(&before.document.text, &after.document.text)
}

fn write_text(versions: &[Version], labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    if let [only] = versions {
        return writeln!(to, "{}", labels.say(&heading("cli-show-one-version", only, labels)));
    }
    for pair in versions.windows(2) {
        writeln!(to, "{}", labels.say(&heading("cli-show-version", &pair[1], labels)))?;
        if pair[0].title != pair[1].title {
            writeln!(to, "\n[-{}-]{{+{}+}}", one_line(&pair[0].title), one_line(&pair[1].title))?;
        }
        writeln!(to)?;
        for piece in changes(&pair[0], &pair[1]) {
            write_piece(piece, to)?;
        }
        writeln!(to, "\n")?;
    }
    Ok(())
}

fn heading(key: &'static str, version: &Version, labels: &Labels) -> Message {
    let here = TimeZone::system().to_datetime(version.since);
    let time = format!("{:02}:{:02}", here.hour(), here.minute());
    Message::new(key).with("day", labels.day(here.date())).with("time", time)
}

/// What is removed as `[-…-]`, what is added as `{+…+}`, what stays shortened to what stands beside a change.
fn write_piece(piece: Piece<'_>, to: &mut dyn Write) -> io::Result<()> {
    let text = printable(piece.text);
    match piece.change {
        Change::Removed => write!(to, "[-{}-]{}", text.trim_end(), ending(&text)),
        Change::Added => write!(to, "{{+{}+}}{}", text.trim_end(), ending(&text)),
        Change::Same => write!(to, "{}", shortened(&text)),
    }
}

/// The blanks that a text ends with.
fn ending(text: &str) -> &str {
    &text[text.trim_end().len()..]
}

fn shortened(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= 2 * AROUND + 3 {
        return text.to_owned();
    }
    let first: String = characters[..AROUND].iter().collect();
    let last: String = characters[characters.len() - AROUND..].iter().collect();
    format!("{first} […] {last}")
}
