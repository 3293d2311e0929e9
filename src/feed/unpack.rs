//! Compression that no header told of: some servers send a gzip file as it lies on their disk.

use std::borrow::Cow;
use std::io::Read;

/// Longest feed after decompression, in bytes; what goes beyond is cut off.
const LONGEST: u64 = 16 << 20;

/// The bytes inside a gzip or zlib stream, as far as it goes, and whether there was one.
pub(super) fn unpack(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let unpacked = match bytes {
        [0x1f, 0x8b, 8, ..] => read(flate2::read::MultiGzDecoder::new(bytes)),
        // A zlib header's two bytes are a multiple of 31 (RFC 1950); no feed begins with the letter x.
        [0x78, flags, ..] if (0x7800 + u16::from(*flags)).is_multiple_of(31) => {
            read(flate2::read::ZlibDecoder::new(bytes))
        }
        _ => Vec::new(),
    };
    if unpacked.is_empty() { (Cow::Borrowed(bytes), false) } else { (Cow::Owned(unpacked), true) }
}

/// Reads to the end or to the first error.
fn read(decoder: impl Read) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut bounded = decoder.take(LONGEST);
    // What was read before an error is kept.
    let _ = bounded.read_to_end(&mut unpacked);
    unpacked
}
