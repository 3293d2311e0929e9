//! Identifiers made from content, equal on every machine.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use sha2::{Digest, Sha256};

/// A source's name in the catalogue (`cnil`), or one made from its address. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(Arc<str>);

impl SourceId {
    /// Longest name that is made from an address, in bytes.
    const MADE_LENGTH: usize = 40;

    /// Takes a name as it stands in the catalogue: lower-case ASCII letters, digits, `-`.
    pub fn from_name(name: &str) -> Option<SourceId> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        (!name.is_empty() && name.chars().all(allowed)).then(|| SourceId(name.into()))
    }

    /// Makes a name from an address: its readable part, then eight digits of its hash.
    pub fn from_address(address: &str) -> SourceId {
        // The folders of a local file tell where a machine keeps things, not what the source is.
        let readable = match address.split_once("://") {
            Some(("file", path)) => path.rsplit('/').next().unwrap_or(path),
            Some((_, rest)) => rest,
            None => address,
        };
        let mut name = String::new();
        for c in readable.trim_start_matches("www.").chars() {
            if c.is_ascii_alphanumeric() {
                name.push(c.to_ascii_lowercase());
            } else if !name.ends_with('-') && !name.is_empty() {
                name.push('-');
            }
            if name.len() >= SourceId::MADE_LENGTH {
                break;
            }
        }
        let digest = Sha256::digest(address.as_bytes());
        let hash: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        SourceId(format!("{}-{hash}", name.trim_matches('-')).trim_start_matches('-').into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for SourceId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Sixteen bytes of the SHA-256 of an article's source and of its guid there; printed as hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub [u8; 16]);

impl ArticleId {
    /// The identifier of the entry that `source` calls `guid`.
    pub fn of(source: &SourceId, guid: &str) -> ArticleId {
        let mut hasher = Sha256::new();
        hasher.update(source.as_str().as_bytes());
        hasher.update([0]);
        hasher.update(guid.as_bytes());
        let digest = hasher.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        ArticleId(bytes)
    }

    /// The first eight hexadecimal digits, enough for a reader to name an article by.
    pub fn short(&self) -> String {
        self.to_string()[..8].to_owned()
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// A text that is not thirty-two hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an article's identifier: {0:?}")]
pub struct NotAnArticleId(String);

impl FromStr for ArticleId {
    type Err = NotAnArticleId;

    fn from_str(text: &str) -> Result<ArticleId, NotAnArticleId> {
        let wrong = || NotAnArticleId(text.to_owned());
        if text.len() != 32 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0; 16];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).map_err(|_| wrong())?;
        }
        Ok(ArticleId(bytes))
    }
}
