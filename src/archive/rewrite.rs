//! Records taken out of an archive, or replaced: for those who may ask that something be forgotten.
//!
//! A file is never changed in its place. What stays is copied into a new file beside it, with a record that says that,
//! and when, something was taken out (and not what); the new file then takes the old one's name.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::folder::{files, lot, name_of, sync_directory};
use super::received::RECEIVED;
use super::record::{Record, RecordId, RecordKind, labelled_digest};
use super::walk::{Walked, walk_file};

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It stays, byte for byte.
    Stay,
    /// It goes.
    Go,
    /// Its payload, decoded, is replaced; the record becomes a `conversion` of what it was.
    Payload(Vec<u8>),
}

/// What a rewriting did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rewritten {
    /// Files that were rewritten.
    pub files: u64,
    /// Records that are gone.
    pub gone: u64,
    /// Records whose payload was replaced.
    pub replaced: u64,
}

/// Asks `decide` about every record of a directory and rewrites the files in which something changes. With `dry`,
/// nothing is written and the same is told. What is damaged goes with a file that is rewritten, since nobody can tell
/// what it holds.
pub fn rewrite(
    folder: &Path,
    now: Timestamp,
    dry: bool,
    decide: &mut dyn FnMut(&Record) -> Change,
) -> Result<Rewritten, (PathBuf, io::Error)> {
    let mut done = Rewritten::default();
    for path in files(folder).map_err(|error| (folder.to_owned(), error))? {
        rewrite_file(&path, now, dry, decide, &mut done).map_err(|error| (path.clone(), error))?;
    }
    Ok(done)
}

/// Rewrites the files in which something cannot be read, without it; the old ones are moved into the directory `aside`.
/// Gives back how many.
pub fn mend(folder: &Path, aside: &Path, now: Timestamp) -> Result<u64, (PathBuf, io::Error)> {
    let mut mended = 0;
    for path in files(folder).map_err(|error| (folder.to_owned(), error))? {
        let is_mended = mend_file(&path, aside, now).map_err(|error| (path.clone(), error))?;
        mended += u64::from(is_mended);
    }
    Ok(mended)
}

fn mend_file(path: &Path, aside: &Path, now: Timestamp) -> io::Result<bool> {
    let (mut pieces, mut stretches) = (Vec::new(), 0);
    walk_file(path, &mut |walked| {
        match walked {
            Walked::Record { offset, length, .. } => pieces.push(Piece::Copied { offset, length }),
            Walked::Damaged { .. } | Walked::Torn { .. } => stretches += 1,
        }
        ControlFlow::Continue(())
    })?;
    if stretches == 0 {
        return Ok(false);
    }
    let description = format!("copied without what could not be read; stretches left out: {stretches}");
    pieces.push(Piece::Made(note(path, now, &description).member()?));
    fs::create_dir_all(aside)?;
    fs::copy(path, aside.join(name_of(path)))?;
    write_pieces(path, &pieces)?;
    Ok(true)
}

/// A stretch of the new file.
enum Piece {
    Copied { offset: u64, length: u64 },
    Made(Vec<u8>),
}

fn rewrite_file(
    path: &Path,
    now: Timestamp,
    dry: bool,
    decide: &mut dyn FnMut(&Record) -> Change,
    done: &mut Rewritten,
) -> io::Result<()> {
    let (mut pieces, mut changed) = (Vec::new(), Rewritten::default());
    let mut failed = Ok(());
    walk_file(path, &mut |walked| {
        let Walked::Record { offset, length, record } = walked else { return ControlFlow::Continue(()) };
        match decide(&record) {
            Change::Stay => pieces.push(Piece::Copied { offset, length }),
            Change::Go => changed.gone += 1,
            Change::Payload(payload) => match converted(&record, payload, now).member() {
                Ok(member) => {
                    changed.replaced += 1;
                    pieces.push(Piece::Made(member));
                }
                Err(error) => {
                    failed = Err(error);
                    return ControlFlow::Break(());
                }
            },
        }
        ControlFlow::Continue(())
    })?;
    failed?;
    if changed == Rewritten::default() {
        return Ok(());
    }
    if !dry {
        let description = format!(
            "rewritten at the reader's wish; records taken out: {}; records whose payload was replaced: {}",
            changed.gone, changed.replaced
        );
        pieces.push(Piece::Made(note(path, now, &description).member()?));
        write_pieces(path, &pieces)?;
    }
    done.files += 1;
    done.gone += changed.gone;
    done.replaced += changed.replaced;
    Ok(())
}

fn write_pieces(path: &Path, pieces: &[Piece]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut old = fs::File::open(path)?;
    let aside = path.with_extension("rewriting");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut new = options.open(&aside)?;
    for piece in pieces {
        match piece {
            Piece::Copied { offset, length } => {
                old.seek(SeekFrom::Start(*offset))?;
                io::copy(&mut (&old).take(*length), &mut new)?;
            }
            Piece::Made(member) => new.write_all(member)?,
        }
    }
    new.sync_all()?;
    fs::rename(&aside, path)?;
    sync_directory(folder)
}

/// A record with another payload, under a new name: what it was is told by its old name alone.
fn converted(record: &Record, payload: Vec<u8>, now: Timestamp) -> Record {
    let digest = labelled_digest(&payload);
    let old = record.field("WARC-Record-ID").unwrap_or_default();
    let id = RecordId::of(&[old.as_bytes(), digest.as_bytes(), &lot()]);
    let received = record.field(RECEIVED).or_else(|| record.field("WARC-Date")).unwrap_or_default();
    let mut new = Record::new(RecordKind::Conversion, id, now)
        .with("WARC-Refers-To", old)
        .with(RECEIVED, received)
        .with("WARC-Payload-Digest", &digest)
        .with("WARC-Block-Digest", &digest)
        .with("Content-Type", "text/plain; charset=utf-8");
    for name in [
        "WARC-Target-URI",
        "WARC-Concurrent-To",
        "WARC-Truncated",
        "Vigie-Source",
        "Vigie-Part",
        "Vigie-Asked",
    ] {
        if let Some(value) = record.field(name) {
            new = new.with(name, value);
        }
    }
    new.block = payload;
    new
}

/// Says in a file what was done to it.
fn note(path: &Path, now: Timestamp, description: &str) -> Record {
    let id = RecordId::of(&[name_of(path).as_bytes(), now.to_string().as_bytes(), &lot()]);
    let mut record = Record::new(RecordKind::Metadata, id, now);
    record.block = format!("description: {description}\r\n").into_bytes();
    let digest = labelled_digest(&record.block);
    record.with("WARC-Block-Digest", digest).with("Content-Type", "application/warc-fields")
}
