//! What every stored value is wrapped in: `[version u8][codec u8][payload][crc32 of all before, little-endian]`.
//!
//! Knows checksums and compression. Leaves to `record` what a payload means.

use std::sync::LazyLock;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::Decompressor;
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// Payload as it is.
const RAW: u8 = 0;
/// Payload: length of the raw bytes (u32, little-endian), then one zstd frame.
const ZSTD: u8 = 1;
/// The same, with the dictionary of bodies.
const ZSTD_BODIES: u8 = 2;
/// What regulatory news has in common, French and English: 32 kB of it, trained on texts of the corpus. Bodies are read
/// with it for ever: another one gets another number.
const BODIES: &[u8] = include_bytes!("record/bodies-1.zdict");
/// zstd's level: beyond it a body of a few kilobytes gains little and costs much.
const LEVEL: i32 = 3;
/// Largest payload that is unpacked, in bytes: a damaged length must not ask for all memory.
const MAX_UNPACKED: usize = 256 << 20;
/// Bytes around a payload.
const FRAME: usize = 2 + CHECKSUM;
const CHECKSUM: usize = 4;

/// Why a stored value cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Shorter than an envelope, or than it says itself.
    #[error("cut short")]
    Short,
    /// The checksum does not match.
    #[error("its checksum does not match")]
    Checksum,
    /// A record of a version that this program does not know.
    #[error("of an unknown version ({0})")]
    Version(u8),
    /// A compression that this program does not know, or that fails.
    #[error("cannot be unpacked")]
    Packing,
    /// Bytes that are no such record.
    #[error("not a record of that kind")]
    Content,
}

/// Wraps a record as it is.
pub(super) fn seal<R: Serialize>(version: u8, record: &R) -> Vec<u8> {
    let start = vec![version, RAW];
    close(postcard::to_extend(record, start).expect("a record in memory can always be written to memory"))
}

/// Wraps records compressed; holds the compressor, which is dear to make.
pub(super) struct Packer(zstd::bulk::Compressor<'static>);

impl Packer {
    pub(super) fn new() -> Packer {
        static DICTIONARY: LazyLock<EncoderDictionary<'static>> =
            LazyLock::new(|| EncoderDictionary::copy(BODIES, LEVEL));
        let compressor = zstd::bulk::Compressor::with_prepared_dictionary(&DICTIONARY);
        Packer(compressor.expect("the dictionary is part of the program"))
    }

    pub(super) fn seal<R: Serialize>(&mut self, version: u8, record: &R) -> Vec<u8> {
        let raw = postcard::to_stdvec(record).expect("a record in memory can always be written to memory");
        let length = u32::try_from(raw.len()).expect("bodies are bounded far below four gigabytes");
        let packed = self.0.compress(&raw).expect("compression into a growing buffer has no reason to fail");
        let mut sealed = Vec::with_capacity(packed.len() + FRAME + 4);
        sealed.extend_from_slice(&[version, ZSTD_BODIES]);
        sealed.extend_from_slice(&length.to_le_bytes());
        sealed.extend_from_slice(&packed);
        close(sealed)
    }
}

fn close(mut bytes: Vec<u8>) -> Vec<u8> {
    let checksum = crc32fast::hash(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// A payload whose checksum was right, not yet unpacked.
pub(super) struct Sealed<'a> {
    pub(super) version: u8,
    codec: u8,
    payload: &'a [u8],
}

/// Checks the checksum.
pub(super) fn check(bytes: &[u8]) -> Result<Sealed<'_>, Damage> {
    if bytes.len() < FRAME {
        return Err(Damage::Short);
    }
    let (covered, checksum) = bytes.split_at(bytes.len() - CHECKSUM);
    if crc32fast::hash(covered).to_le_bytes() != checksum {
        return Err(Damage::Checksum);
    }
    Ok(Sealed { version: covered[0], codec: covered[1], payload: &covered[2..] })
}

impl<'a> Sealed<'a> {
    /// The payload of a record that is stored as it is.
    pub(super) fn raw(&self) -> Result<&'a [u8], Damage> {
        if self.codec == RAW { Ok(self.payload) } else { Err(Damage::Packing) }
    }

    /// Appends the payload, unpacked, to an emptied buffer.
    pub(super) fn unpack(&self, unpacker: &mut Unpacker, buffer: &mut Vec<u8>) -> Result<(), Damage> {
        buffer.clear();
        match self.codec {
            RAW => buffer.extend_from_slice(self.payload),
            ZSTD => unpacker.unpack(self.payload, buffer)?,
            ZSTD_BODIES => unpacker.unpack_body(self.payload, buffer)?,
            _ => return Err(Damage::Packing),
        }
        Ok(())
    }
}

/// Unpacks records; holds the decompressors, which are dear to make.
pub(super) struct Unpacker {
    /// For records that were packed before there was a dictionary.
    plain: Option<Decompressor<'static>>,
    bodies: Decompressor<'static>,
}

impl Unpacker {
    pub(super) fn new() -> Unpacker {
        static DICTIONARY: LazyLock<DecoderDictionary<'static>> =
            LazyLock::new(|| DecoderDictionary::copy(BODIES));
        let bodies = Decompressor::with_prepared_dictionary(&DICTIONARY);
        Unpacker { plain: None, bodies: bodies.expect("the dictionary is part of the program") }
    }

    fn unpack(&mut self, payload: &[u8], buffer: &mut Vec<u8>) -> Result<(), Damage> {
        let plain = self.plain.take().map_or_else(Decompressor::new, Ok);
        let plain = self.plain.insert(plain.map_err(|_| Damage::Packing)?);
        unpack_with(plain, payload, buffer)
    }

    fn unpack_body(&mut self, payload: &[u8], buffer: &mut Vec<u8>) -> Result<(), Damage> {
        unpack_with(&mut self.bodies, payload, buffer)
    }
}

fn unpack_with(
    decompressor: &mut Decompressor<'static>,
    payload: &[u8],
    buffer: &mut Vec<u8>,
) -> Result<(), Damage> {
    let (length, packed) = payload.split_first_chunk::<4>().ok_or(Damage::Short)?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > MAX_UNPACKED {
        return Err(Damage::Packing);
    }
    buffer.reserve(length);
    let unpacked = decompressor.decompress_to_buffer(packed, buffer).map_err(|_| Damage::Packing)?;
    if unpacked == length { Ok(()) } else { Err(Damage::Packing) }
}

/// Reads a record stored as it is, of a version that must be 1.
pub(super) fn open<R: DeserializeOwned>(bytes: &[u8]) -> Result<R, Damage> {
    let sealed = check(bytes)?;
    if sealed.version != 1 {
        return Err(Damage::Version(sealed.version));
    }
    postcard::from_bytes(sealed.raw()?).map_err(|_| Damage::Content)
}

#[cfg(test)]
mod tests {
    use super::{Damage, Packer, Unpacker, check, open, seal};

    #[test]
    fn a_record_comes_back() {
        assert_eq!(open::<(u32, String)>(&seal(1, &(7_u32, "sept"))), Ok((7, "sept".to_owned())));
    }

    #[test]
    fn any_flipped_bit_is_seen() {
        let sealed = seal(1, &(7_u32, "sept"));
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open::<(u32, String)>(&flipped), Err(Damage::Checksum), "bit {bit}");
        }
    }

    #[test]
    fn any_cut_is_seen() {
        let sealed = seal(1, &(7_u32, "sept"));
        for length in 0..sealed.len() {
            assert!(open::<(u32, String)>(&sealed[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn an_unknown_version_is_told() {
        assert_eq!(open::<u32>(&seal(9, &7_u32)), Err(Damage::Version(9)));
    }

    #[test]
    fn a_packed_record_is_smaller_and_comes_back() {
        let text = "mise en demeure ".repeat(100);
        let sealed = Packer::new().seal(1, &text);
        assert!(sealed.len() < text.len() / 4);
        let mut buffer = Vec::new();
        let unpacked = check(&sealed).and_then(|sealed| sealed.unpack(&mut Unpacker::new(), &mut buffer));
        assert_eq!(unpacked, Ok(()));
        assert_eq!(postcard::from_bytes::<String>(&buffer), Ok(text));
    }
}
