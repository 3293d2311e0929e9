//! One WARC record: named fields and a block, to bytes and back.

use std::fmt;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// What every record begins with.
const VERSION: &str = "WARC/1.1";
/// Most bytes of a record's fields that are read.
const LONGEST_HEAD: usize = 64 << 10;
/// The field that tells a record's kind.
const KIND: &str = "WARC-Type";

/// The name of a record: a URN of a UUID (RFC 9562, version 8), unique in the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub [u8; 16]);

/// What a record is (ISO 28500, 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// What a file says of itself.
    Warcinfo,
    /// An HTTP answer.
    Response,
    /// A file, not by HTTP.
    Resource,
    /// An answer whose payload is that of an earlier one.
    Revisit,
    /// What is said about another record.
    Metadata,
    /// Another record's content in a changed form.
    Conversion,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its fields in their order, `WARC-Type` first; `Content-Length` is not among them.
    pub fields: Vec<(String, String)>,
    /// Its block.
    pub block: Vec<u8>,
}

impl RecordId {
    /// An identifier from what makes it unique.
    pub fn of(parts: &[&[u8]]) -> RecordId {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut bytes: [u8; 16] = *hasher.finalize().first_chunk().expect("a digest has thirty-two bytes");
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        RecordId(bytes)
    }

    /// Reads `<urn:uuid:…>`.
    pub fn read(text: &str) -> Option<RecordId> {
        let digits = text.trim().strip_prefix("<urn:uuid:")?.strip_suffix('>')?.replace('-', "");
        (digits.len() == 32)
            .then(|| u128::from_str_radix(&digits, 16).ok())?
            .map(|id| RecordId(id.to_be_bytes()))
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:032x}", u128::from_be_bytes(self.0));
        let (a, b, c, d, e) = (&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]);
        write!(formatter, "<urn:uuid:{a}-{b}-{c}-{d}-{e}>")
    }
}

impl RecordKind {
    const ALL: [RecordKind; 6] = [
        RecordKind::Warcinfo,
        RecordKind::Response,
        RecordKind::Resource,
        RecordKind::Revisit,
        RecordKind::Metadata,
        RecordKind::Conversion,
    ];

    /// The standard's word.
    pub const fn code(self) -> &'static str {
        match self {
            RecordKind::Warcinfo => "warcinfo",
            RecordKind::Response => "response",
            RecordKind::Resource => "resource",
            RecordKind::Revisit => "revisit",
            RecordKind::Metadata => "metadata",
            RecordKind::Conversion => "conversion",
        }
    }
}

impl Record {
    /// A record of a kind, with its name and date.
    pub fn new(kind: RecordKind, id: RecordId, date: jiff::Timestamp) -> Record {
        let record = Record { fields: vec![(KIND.to_owned(), kind.code().to_owned())], block: Vec::new() };
        record.with("WARC-Record-ID", id.to_string()).with("WARC-Date", date.to_string())
    }

    /// The same with another field. A value is one line: whatever else stands in it becomes a space.
    pub fn with(mut self, name: &str, value: impl AsRef<str>) -> Record {
        let line = value.as_ref().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.fields.push((name.to_owned(), line));
        self
    }

    /// The first field of that name, in any case.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Its kind, when it is one that is written here.
    pub fn kind(&self) -> Option<RecordKind> {
        let code = self.field(KIND)?;
        RecordKind::ALL.into_iter().find(|kind| kind.code().eq_ignore_ascii_case(code))
    }

    /// Its name.
    pub fn id(&self) -> Option<RecordId> {
        RecordId::read(self.field("WARC-Record-ID")?)
    }

    /// When what it holds was received or made.
    pub fn date(&self) -> Option<jiff::Timestamp> {
        self.field("WARC-Date")?.parse().ok()
    }

    /// The bytes of the record, not yet compressed.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{VERSION}\r\n").into_bytes();
        for (name, value) in &self.fields {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", self.block.len()).as_bytes());
        bytes.extend_from_slice(&self.block);
        bytes.extend_from_slice(b"\r\n\r\n");
        bytes
    }

    /// The record as a gzip member of its own.
    pub fn member(&self) -> io::Result<Vec<u8>> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&self.bytes())?;
        encoder.finish()
    }

    /// Reads the bytes of one whole record; nothing when they are none.
    pub fn read(bytes: &[u8]) -> Option<Record> {
        let end = memchr::memmem::find(bytes.get(..bytes.len().min(LONGEST_HEAD))?, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        if !matches!(lines.next(), Some("WARC/1.1" | "WARC/1.0")) {
            return None;
        }
        let mut fields = Vec::new();
        for line in lines {
            let (name, value) = line.split_once(':')?;
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
        let length = fields.iter().position(|(name, _)| name.eq_ignore_ascii_case("Content-Length"))?;
        let length: usize = fields.remove(length).1.parse().ok()?;
        let rest = &bytes[end + 4..];
        let (block, close) = (rest.get(..length)?, rest.get(length..)?);
        (close == b"\r\n\r\n").then(|| Record { fields, block: block.to_vec() })
    }
}

/// The digest of a payload or block as the fields write it: SHA-256 in base 32 (RFC 4648).
pub(super) fn labelled_digest(bytes: &[u8]) -> String {
    format!("sha256:{}", base32(&Sha256::digest(bytes)))
}

fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for group in bytes.chunks(5) {
        let mut number = [0; 8];
        number[3..3 + group.len()].copy_from_slice(group);
        let number = u64::from_be_bytes(number);
        let letters = (group.len() * 8).div_ceil(5);
        for place in 0..8 {
            let letter = LETTERS[(number >> (35 - 5 * place)) as usize & 31];
            text.push(if place < letters { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Record, RecordId, RecordKind, base32};

    #[test]
    fn the_standards_examples_of_base_32() {
        let pairs = [
            ("", ""),
            ("f", "MY======"),
            ("fo", "MZXQ===="),
            ("foo", "MZXW6==="),
            ("foobar", "MZXW6YTBOI======"),
        ];
        for (plain, coded) in pairs {
            assert_eq!(base32(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_record_comes_back_and_a_cut_one_does_not() {
        let id = RecordId::of(&[b"one"]);
        assert_eq!(RecordId::read(&id.to_string()), Some(id));
        let mut record = Record::new(RecordKind::Response, id, jiff::Timestamp::UNIX_EPOCH);
        record = record.with("WARC-Target-URI", "https://example.org/\r\nX: y");
        record.block = b"HTTP/1.1 200 OK\r\n\r\nbody\r\n\r\n".to_vec();
        let bytes = record.bytes();
        assert_eq!(Record::read(&bytes), Some(record.clone()));
        assert_eq!(record.field("warc-target-uri"), Some("https://example.org/  X: y"));
        for length in 0..bytes.len() {
            assert_eq!(Record::read(&bytes[..length]), None, "{length} bytes");
        }
    }
}
