//! Undoes gzip, deflate, brotli and zstd, stopping at a limit: a small body may hold gigabytes of zeros.

use std::io::{self, Read};

/// What came out of a compressed body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decompressed {
    /// All of it.
    Whole(Vec<u8>),
    /// What stood before the place where it breaks off; never empty.
    Cut(Vec<u8>),
    /// More than the limit.
    TooLarge,
    /// Nothing that can be read.
    Corrupt(String),
}

/// Undoes the `Content-Encoding` header's codings, last first; a coding that is not known is left as it is.
pub(super) fn decompress(body: Vec<u8>, codings: &str, limit: usize) -> Decompressed {
    let mut whole = true;
    let mut body = body;
    let codings: Vec<String> = codings.split(',').map(|coding| coding.trim().to_ascii_lowercase()).collect();
    // Nobody compresses more than twice in good faith.
    for coding in codings.iter().rev().take(2) {
        match undo(&body, coding, limit) {
            None => {}
            Some(Decompressed::Whole(inner)) => body = inner,
            Some(Decompressed::Cut(inner)) => {
                body = inner;
                whole = false;
            }
            Some(other) => return other,
        }
    }
    if whole { Decompressed::Whole(body) } else { Decompressed::Cut(body) }
}

fn undo(body: &[u8], coding: &str, limit: usize) -> Option<Decompressed> {
    // Some servers announce a coding that they did not apply.
    let gzip = body.starts_with(&[0x1f, 0x8b]);
    let zstd = body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    match coding {
        _ if body.is_empty() => None,
        "gzip" | "x-gzip" if gzip => Some(read(flate2::read::MultiGzDecoder::new(body), limit)),
        "deflate" if body[0] & 0x0f == 8 => Some(read(flate2::read::ZlibDecoder::new(body), limit)),
        "deflate" => Some(read(flate2::read::DeflateDecoder::new(body), limit)),
        "br" => Some(read(brotli_decompressor::Decompressor::new(body, 16 << 10), limit)),
        "zstd" if zstd => Some(read_zstd(body, limit)),
        _ => None,
    }
}

fn read_zstd(body: &[u8], limit: usize) -> Decompressed {
    match zstd::stream::read::Decoder::new(body) {
        Ok(mut decoder) => {
            // RFC 9659: a window of 8 MB is the most that the web may use.
            let bounded = decoder.window_log_max(23);
            bounded.map_or_else(|error| Decompressed::Corrupt(error.to_string()), |()| read(decoder, limit))
        }
        Err(error) => Decompressed::Corrupt(error.to_string()),
    }
}

fn read(mut decoder: impl Read, limit: usize) -> Decompressed {
    let mut body = Vec::new();
    let mut chunk = vec![0; 32 << 10];
    loop {
        match decoder.read(&mut chunk) {
            Ok(0) => return Decompressed::Whole(body),
            Ok(length) if body.len() + length > limit => return Decompressed::TooLarge,
            Ok(length) => body.extend_from_slice(&chunk[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if body.is_empty() => return Decompressed::Corrupt(error.to_string()),
            Err(_) => return Decompressed::Cut(body),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Decompressed, decompress};

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(body).expect("memory takes it");
        encoder.finish().expect("memory takes it")
    }

    #[test]
    fn codings() {
        let body = b"<rss/>".repeat(100);
        let whole = Decompressed::Whole(body.clone());
        assert_eq!(decompress(gzip(&body), "gzip", 1000), whole);
        assert_eq!(decompress(gzip(&gzip(&body)), "gzip, GZIP", 1000), whole);
        assert_eq!(decompress(body.clone(), "gzip", 1000), whole, "announced and not applied");
        assert_eq!(decompress(body.clone(), "identity", 1000), whole);
        let zstd = zstd::encode_all(&body[..], 1).expect("memory takes it");
        assert_eq!(decompress(zstd, "zstd", 1000), whole);
    }

    #[test]
    fn bombs_and_cuts() {
        let bomb = gzip(&vec![b' '; 5_000_000]);
        assert_eq!(decompress(bomb.clone(), "gzip", 1_000_000), Decompressed::TooLarge);
        let text: Vec<u8> = (0..100_000_u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let cut = gzip(&text);
        match decompress(cut[..cut.len() / 2].to_vec(), "gzip", 10_000_000) {
            Decompressed::Cut(part) => assert!(text.starts_with(&part)),
            other => panic!("{other:?}"),
        }
        assert!(matches!(decompress(vec![0x1f, 0x8b, 9, 9], "gzip", 10), Decompressed::Corrupt(_)));
        assert!(matches!(decompress(vec![0xff; 40], "br", 10), Decompressed::Corrupt(_)));
    }
}
