//! The stamp: which of two folders holds the index, what made it, and for which store. Written last and whole, so that an
//! index that was never finished is none.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// The version of what is indexed and how. Any change of fields, folding or stems is a new one.
const VERSION: u32 = 2;
const NAME: &str = "stamp";
const OPENING: &str = "vigie index";

/// What the stamp says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The number that the store drew when it was made.
    pub(super) store: u64,
    /// The folder that holds the index.
    pub(super) home: Home,
}

/// One of the two folders that take turns: the next index is built in one while the other still answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    A,
    B,
}

impl Home {
    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Home::A => "a",
            Home::B => "b",
        }
    }

    /// The other one.
    pub(super) fn other(self) -> Home {
        match self {
            Home::A => Home::B,
            Home::B => Home::A,
        }
    }
}

impl Stamp {
    /// Reads the stamp in a folder; `None` when there is none of this version.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Stamp>> {
        match fs::read_to_string(folder.join(NAME)) {
            Ok(text) => Ok(Stamp::parse(&text)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether there is a stamp, of whatever version.
    pub(super) fn exists(folder: &Path) -> bool {
        folder.join(NAME).exists()
    }

    /// Writes the stamp, aside and then in its place, both on disk when it returns.
    pub(super) fn write(self, folder: &Path) -> io::Result<()> {
        let mut aside = tempfile::NamedTempFile::new_in(folder)?;
        aside.write_all(self.text().as_bytes())?;
        aside.as_file().sync_all()?;
        aside.persist(folder.join(NAME)).map_err(|error| error.error)?;
        sync_directory(folder)
    }

    fn text(self) -> String {
        let body = format!("{OPENING} {VERSION}\nstore {:016x}\nhome {}\n", self.store, self.home.name());
        format!("{body}checksum {:08x}\n", crc32fast::hash(body.as_bytes()))
    }

    fn parse(text: &str) -> Option<Stamp> {
        let mut lines = text.lines();
        (lines.next()? == format!("{OPENING} {VERSION}")).then_some(())?;
        let store = u64::from_str_radix(lines.next()?.strip_prefix("store ")?, 16).ok()?;
        let home = match lines.next()?.strip_prefix("home ")? {
            "a" => Home::A,
            "b" => Home::B,
            _ => return None,
        };
        let stamp = Stamp { store, home };
        (stamp.text() == text).then_some(stamp)
    }
}

#[cfg(unix)]
fn sync_directory(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_directory(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Home, Stamp};

    #[test]
    fn a_stamp_comes_back_and_a_changed_one_does_not() {
        for home in [Home::A, Home::B] {
            let stamp = Stamp { store: 42, home };
            assert_eq!(Stamp::parse(&stamp.text()), Some(stamp));
            assert_eq!(Stamp::parse(&stamp.text().replace("index 2", "index 0")), None);
            assert_eq!(Stamp::parse(&stamp.text().replace("2a", "2b")), None);
            assert_eq!(Stamp::parse(&stamp.text()[..20]), None);
        }
    }
}
