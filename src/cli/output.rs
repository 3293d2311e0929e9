//! Standard output and what is printed there: tables, JSON, text that a terminal can be given.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;
use std::sync::OnceLock;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::failure::Failure;
use crate::export::json_text;
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// Standard output, buffered; whoever writes flushes at the end.
pub(super) fn standard() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Writes a value as indented JSON and ends the line.
pub(super) fn write_json<T: Serialize>(value: &T, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, value)?;
    writeln!(to)
}

/// What asks a terminal to notify its reader, over SSH too: OSC 777 for those of rxvt's family, OSC 9 for the others; a
/// terminal that does not know it shows nothing.
pub(super) fn notification(title: &str, text: &str) -> Vec<u8> {
    let rxvt = std::env::var("TERM").is_ok_and(|term| term.starts_with("rxvt"));
    let plain = |text: &str| one_line(text).replace([';', '\u{1b}', '\u{7}'], ",");
    let (title, text) = (plain(title), plain(text));
    let sequence = match rxvt {
        true => format!("\x1b]777;notify;{title};{text}\x1b\\"),
        false => format!("\x1b]9;{title}: {text}\x1b\\"),
    };
    sequence.into_bytes()
}

/// How much is said beside what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Volume {
    /// Failures alone.
    Quiet,
    /// What was done, in a line.
    Usual,
    /// What is done while it is done, too.
    Verbose,
}

static VOLUME: OnceLock<Volume> = OnceLock::new();

/// Sets the volume of this run, once.
pub(super) fn set_volume(volume: Volume) {
    let _first_holds = VOLUME.set(volume);
}

/// The volume of this run.
pub(super) fn volume() -> Volume {
    VOLUME.get().copied().unwrap_or(Volume::Usual)
}

/// Says on standard error what was done, unless silence is wanted.
pub(super) fn say(message: &Message, labels: &Labels) {
    if volume() >= Volume::Usual {
        eprintln!("{}", labels.say(message));
    }
}

/// Says that a listing stopped before its end, when it did.
pub(super) fn say_limit(key: &'static str, shown: usize, found: usize, labels: &Labels) {
    if shown < found {
        say(&Message::new(key).count("shown", shown as u64).count("found", found as u64), labels);
    }
}

/// Prints a value as JSON.
pub(super) fn json(value: &impl Serialize, labels: &Labels) -> Result<(), Failure> {
    let mut standard = standard();
    let written = standard.write_all(json_text(value).as_bytes()).and_then(|()| standard.flush());
    written.map_err(|error| Failure::of_file("-", &error, labels))
}

/// Why a file could not be written.
pub(super) fn refused(path: &Path, error: &io::Error, labels: &Labels) -> Failure {
    let name = path.to_string_lossy();
    if error.kind() == io::ErrorKind::AlreadyExists {
        return Failure::new(Failure::USAGE, &Message::new("error-exists").with("name", &*name), labels);
    }
    Failure::of_file(&name, error, labels)
}

/// Columns of the terminal on standard output, or none when it is a file or a pipe.
pub(super) fn width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_columns().map(usize::from)
}

/// Columns as `COLUMNS` has them, else a common width: enough for a printed table, without asking the terminal.
fn terminal_columns() -> Option<u16> {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    Some(set.unwrap_or(100))
}

/// Writes rows with their cells aligned, two blanks between columns; the last column is cut at `width`.
pub(super) fn table(rows: &[Vec<String>], width: Option<usize>, to: &mut dyn Write) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or_default()
        })
        .collect();
    for row in rows {
        let mut line = String::new();
        let mut used = 0;
        for (column, cell) in row.iter().enumerate() {
            let last = column + 1 == row.len();
            line.push_str(&match (last, width) {
                (true, Some(width)) => cut(cell, width.saturating_sub(used).max(20)),
                _ => cell.clone(),
            });
            if !last {
                line.extend(std::iter::repeat_n(' ', widths[column] - cell.width() + 2));
                used += widths[column] + 2;
            }
        }
        writeln!(to, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The text, cut to so many columns with an ellipsis where it is longer.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > columns {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::{cut, table};

    #[test]
    fn columns_are_counted_as_the_terminal_shows_them() {
        let rows = [["é", "b"], ["日本", "c"]].map(|row| row.map(str::to_owned).to_vec());
        let mut written = Vec::new();
        table(&rows, None, &mut written).expect("a vector takes everything");
        assert_eq!(String::from_utf8(written).expect("text"), "é     b\n日本  c\n");
        assert_eq!(cut("société", 4), "soc…");
    }
}
