//! The stamp: what the store held when it last acknowledged, kept in a file of its own.
//!
//! A damaged database may open as an empty one without a word. The stamp is what tells: a store that holds less than its
//! stamp says has lost articles.

use std::io;
use std::path::Path;

use super::folder;

/// What the store held. Written after articles come, and before articles go, so that it never says too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stamp {
    /// Drawn by lot when the database was made.
    pub(super) generation: u64,
    /// How many articles.
    pub(super) articles: u64,
    /// The highest key, if there is an article.
    pub(super) highest: Option<[u8; 16]>,
}

/// What stands in the data directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// No stamp: no store was ever finished here.
    Nothing,
    /// A file that is no stamp any more.
    Unreadable,
    /// A stamp.
    Stamp(Stamp),
}

const OPENING: &str = "vigie store 1";

impl Stamp {
    pub(super) fn write(&self, data: &Path) -> io::Result<()> {
        folder::replace_file(&data.join(folder::STAMP), self.text().as_bytes())
    }

    pub(super) fn find(data: &Path) -> io::Result<Found> {
        match std::fs::read(data.join(folder::STAMP)) {
            Ok(bytes) => {
                let stamp = std::str::from_utf8(&bytes).ok().and_then(Stamp::read);
                Ok(stamp.map_or(Found::Unreadable, Found::Stamp))
            }
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
            Err(other) => Err(other),
        }
    }

    pub(super) fn text(&self) -> String {
        let highest = self.highest.map_or("-".to_owned(), |key| format!("{:032x}", u128::from_be_bytes(key)));
        let body = format!(
            "{OPENING}\ngeneration {:016x}\narticles {}\nhighest {highest}\n",
            self.generation, self.articles
        );
        let checksum = crc32fast::hash(body.as_bytes());
        format!("{body}checksum {checksum:08x}\n")
    }

    pub(super) fn read(text: &str) -> Option<Stamp> {
        let (body, checksum) = text.split_at(text.rfind("checksum ")?);
        let checksum = u32::from_str_radix(checksum.strip_prefix("checksum ")?.trim_end(), 16).ok()?;
        if crc32fast::hash(body.as_bytes()) != checksum {
            return None;
        }
        let mut lines = body.strip_prefix(OPENING)?.trim_start().lines();
        let generation = u64::from_str_radix(lines.next()?.strip_prefix("generation ")?, 16).ok()?;
        let articles = lines.next()?.strip_prefix("articles ")?.parse().ok()?;
        let highest = match lines.next()?.strip_prefix("highest ")? {
            "-" => None,
            key => Some(u128::from_str_radix(key, 16).ok()?.to_be_bytes()),
        };
        Some(Stamp { generation, articles, highest })
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn a_stamp_comes_back_and_a_changed_one_does_not() {
        for highest in [None, Some([7; 16])] {
            let stamp = Stamp { generation: 42, articles: 1_000, highest };
            assert_eq!(Stamp::read(&stamp.text()), Some(stamp));
            assert_eq!(Stamp::read(&stamp.text().replace("articles 1", "articles 2")), None);
            assert_eq!(Stamp::read(&stamp.text()[..40]), None);
        }
    }
}
