//! Records found again by their places.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::bufread::GzDecoder;

use super::record::Record;

/// The record that stands at a place of a file; nothing when none can be read there.
pub fn read_at(path: &Path, offset: u64, most: u64) -> Option<Record> {
    let mut reader = BufReader::new(File::open(path).ok()?);
    reader.seek(SeekFrom::Start(offset)).ok()?;
    let mut bytes = Vec::new();
    GzDecoder::new(reader).take(most).read_to_end(&mut bytes).ok()?;
    Record::read(&bytes)
}
