//! Every record of an archive, in the order in which they were written, and what is damaged between them.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;

use super::folder::files;
use super::record::Record;

/// What a gzip member begins with.
const MEMBER: &[u8] = &[0x1f, 0x8b, 0x08];
/// Most bytes of a record that are read: one that unpacks to more is damage.
const LONGEST: u64 = 512 << 20;
/// Bytes that are searched at once for the next member after a damage.
const BLOCK: usize = 1 << 20;

/// What stands at a place of a file.
#[derive(Debug)]
pub enum Walked {
    /// A record, with its offset and its compressed length in bytes.
    Record {
        /// Where it begins.
        offset: u64,
        /// How long it is there.
        length: u64,
        /// The record.
        record: Record,
    },
    /// Bytes that are no record, followed by one.
    Damaged {
        /// Where they begin.
        offset: u64,
        /// How many.
        length: u64,
    },
    /// Bytes at the end of a file that are no record: torn off by a crash, or damaged.
    Torn {
        /// Where they begin.
        offset: u64,
        /// How many.
        length: u64,
    },
}

/// Shows everything in a directory's files, the oldest first, until `visit` breaks off. A directory that is not there
/// holds nothing.
pub fn walk(
    folder: &Path,
    visit: &mut dyn FnMut(&Path, Walked) -> ControlFlow<()>,
) -> Result<(), (PathBuf, io::Error)> {
    for path in files(folder).map_err(|error| (folder.to_owned(), error))? {
        let mut broken_off = false;
        let walked = walk_file(&path, &mut |walked| {
            let flow = visit(&path, walked);
            broken_off = flow.is_break();
            flow
        });
        walked.map_err(|error| (path.clone(), error))?;
        if broken_off {
            break;
        }
    }
    Ok(())
}

/// The same of one file.
pub fn walk_file(path: &Path, visit: &mut dyn FnMut(Walked) -> ControlFlow<()>) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(64 << 10, File::open(path)?);
    let end = reader.get_ref().metadata()?.len();
    let mut offset = 0;
    let mut bytes = Vec::new();
    while offset < end {
        match read_member(&mut reader, &mut bytes) {
            Ok(record) => {
                let after = reader.stream_position()?;
                if visit(Walked::Record { offset, length: after - offset, record }).is_break() {
                    return Ok(());
                }
                offset = after;
            }
            Err(Unread::System(error)) => return Err(error),
            Err(Unread::Damage) => {
                let next = next_member(&mut reader, offset + 1, end)?;
                let (length, torn) = (next.unwrap_or(end) - offset, next.is_none());
                let walked =
                    if torn { Walked::Torn { offset, length } } else { Walked::Damaged { offset, length } };
                if visit(walked).is_break() {
                    return Ok(());
                }
                offset += length;
                reader.seek(SeekFrom::Start(offset))?;
            }
        }
    }
    Ok(())
}

enum Unread {
    System(io::Error),
    Damage,
}

/// Reads one member and the record in it; the reader then stands behind it.
fn read_member(reader: &mut BufReader<File>, bytes: &mut Vec<u8>) -> Result<Record, Unread> {
    bytes.clear();
    let mut decoder = GzDecoder::new(&mut *reader).take(LONGEST);
    match decoder.read_to_end(bytes) {
        Ok(_) => Record::read(bytes).ok_or(Unread::Damage),
        Err(error) => match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                Err(Unread::Damage)
            }
            _ => Err(Unread::System(error)),
        },
    }
}

/// The offset of the next member that holds a record.
fn next_member(reader: &mut BufReader<File>, from: u64, end: u64) -> io::Result<Option<u64>> {
    let mut start = from;
    let mut block = Vec::new();
    while start < end {
        reader.seek(SeekFrom::Start(start))?;
        block.clear();
        reader.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        let candidates: Vec<usize> = memchr::memmem::find_iter(&block, MEMBER).collect();
        for candidate in candidates {
            let at = start + candidate as u64;
            reader.seek(SeekFrom::Start(at))?;
            if is_record(reader) {
                return Ok(Some(at));
            }
        }
        // A member's opening may lie across two blocks.
        start += (block.len().saturating_sub(MEMBER.len() - 1)).max(1) as u64;
        if block.len() < BLOCK {
            break;
        }
    }
    Ok(None)
}

/// Whether a member begins here whose first bytes are those of a record.
fn is_record(reader: &mut BufReader<File>) -> bool {
    let mut opening = [0; 7];
    GzDecoder::new(&mut *reader).read_exact(&mut opening).is_ok() && opening == *b"WARC/1."
}
