//! What a reader says over the machine, kept apart from what it is laid over: a text read again, or an article taken away
//! and fetched anew, finds its corrections where they were.
//!
//! Knows keys and records. Leaves how they are laid over measures to `ledger`.

use std::hash::{DefaultHasher, Hasher};

use crate::domain::{ArticleId, Correction, Overlay};

use super::error::StoreError;
use super::journal::Act;
use super::open::Disk;
use super::record::{CorrectionV1, HeaderV1, OverlayV1};

/// What may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Correction,
    Overlay,
}

impl Said {
    const ALL: [Said; 2] = [Said::Correction, Said::Overlay];

    /// Its name in the journal.
    const fn code(self) -> &'static str {
        match self {
            Said::Correction => "correction",
            Said::Overlay => "overlay",
        }
    }
}

impl Disk {
    /// Corrections of one article, or all, those of one article together and the earliest first.
    pub(super) fn corrections(&self, of: Option<ArticleId>) -> Result<Vec<Correction>, StoreError> {
        self.sound(|| {
            let tree = &self.inner.trees.correction;
            let entries = match of {
                Some(id) => tree.scan_prefix(id.0),
                None => tree.iter(),
            };
            let mut corrections = Vec::new();
            for entry in entries {
                let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
                let read = CorrectionV1::read(&bytes);
                corrections.push(read.map_err(|damage| StoreError::record(hexadecimal(&key), damage))?);
            }
            Ok(corrections)
        })
    }

    /// Keeps a correction, in the place of one of the same article and instant.
    pub(super) fn correct(&self, correction: &Correction) -> Result<(), StoreError> {
        self.require_room()?;
        let key = correction_key(correction.article, correction.at.as_millisecond());
        self.put_said(Said::Correction, &key, &CorrectionV1::of(correction).seal())
    }

    /// Takes a correction back; gives back whether it was there.
    pub(super) fn withdraw(&self, article: ArticleId, at: i64) -> Result<bool, StoreError> {
        self.remove_said(Said::Correction, &correction_key(article, at))
    }

    /// Joins and splits by hand, the earliest first.
    pub(super) fn overlays(&self) -> Result<Vec<Overlay>, StoreError> {
        self.sound(|| {
            let mut overlays = Vec::new();
            for entry in &self.inner.trees.overlay {
                let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
                let read = OverlayV1::read(&bytes);
                overlays.push(read.map_err(|damage| StoreError::record(hexadecimal(&key), damage))?);
            }
            Ok(overlays)
        })
    }

    /// Keeps a join or a split, in the place of one of the same instant.
    pub(super) fn lay(&self, overlay: &Overlay) -> Result<(), StoreError> {
        self.require_room()?;
        let key = instant_key(overlay.at.as_millisecond());
        self.put_said(Said::Overlay, &key, &OverlayV1::of(overlay).seal())
    }

    /// Takes a join or a split back; gives back whether it was there.
    pub(super) fn unlay(&self, at: i64) -> Result<bool, StoreError> {
        self.remove_said(Said::Overlay, &instant_key(at))
    }

    fn put_said(&self, of: Said, key: &[u8], bytes: &[u8]) -> Result<(), StoreError> {
        let _writing = self.writing();
        let line = self.write_down(vec![act(of, key, Some(bytes))])?;
        self.sound(|| self.tree_of(of).insert(key, bytes).map(drop).map_err(|error| self.wrong(error)))?;
        self.settle(line)?;
        self.touch();
        self.flush()
    }

    fn remove_said(&self, of: Said, key: &[u8]) -> Result<bool, StoreError> {
        let _writing = self.writing();
        let there = self.sound(|| self.tree_of(of).contains_key(key).map_err(|error| self.wrong(error)))?;
        if !there {
            return Ok(false);
        }
        let line = self.write_down(vec![act(of, key, None)])?;
        self.sound(|| self.tree_of(of).remove(key).map(drop).map_err(|error| self.wrong(error)))?;
        self.settle(line)?;
        self.touch();
        self.flush()?;
        Ok(true)
    }

    fn tree_of(&self, of: Said) -> &sled::Tree {
        match of {
            Said::Correction => &self.inner.trees.correction,
            Said::Overlay => &self.inner.trees.overlay,
        }
    }

    /// Does what a line of the journal says; what a later version wrote and this one does not know is left.
    pub(super) fn hear_said(&self, of: &str, key: &str, record: Option<&str>) -> Result<(), StoreError> {
        let of = Said::ALL.into_iter().find(|known| known.code() == of);
        let (Some(of), Some(key)) = (of, bytes_in(key)) else { return Ok(()) };
        let tree = self.tree_of(of);
        self.sound(|| {
            let done = match record.map(bytes_in) {
                Some(Some(bytes)) => tree.insert(key, bytes),
                Some(None) => return Ok(()),
                None => tree.remove(key),
            };
            done.map(drop).map_err(|error| self.wrong(error))
        })
    }

    /// All that was said and stands, as the journal says it.
    pub(super) fn said_in_trees(&self) -> Result<Vec<Act>, StoreError> {
        let mut acts = Vec::new();
        for of in Said::ALL {
            for entry in self.tree_of(of) {
                let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
                acts.push(act(of, &key, Some(&bytes)));
            }
        }
        Ok(acts)
    }

    /// Every article that tells a measure or bears a correction, with a number that is another as soon as its row, its
    /// measures or its corrections are. Reads no body.
    pub(super) fn prints(&self) -> Result<Vec<(ArticleId, u64)>, StoreError> {
        self.sound(|| {
            let trees = &self.inner.trees;
            let mut prints = Vec::new();
            for entry in &trees.measure {
                let (key, measures) = entry.map_err(|error| self.wrong(error))?;
                let Some(header) = self.value(&trees.article, &key)? else { continue };
                let Ok(id) = HeaderV1::read(&header).map(|header| header.id()) else { continue };
                prints.push((id, print(&[&header, &measures])));
            }
            for entry in &trees.correction {
                let (key, correction) = entry.map_err(|error| self.wrong(error))?;
                if let Some(id) = key.first_chunk().copied() {
                    prints.push((ArticleId(id), print(&[&correction])));
                }
            }
            Ok(merged(prints))
        })
    }
}

/// One number an article; which came first does not matter.
fn merged(mut prints: Vec<(ArticleId, u64)>) -> Vec<(ArticleId, u64)> {
    prints.sort_unstable();
    prints.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = kept.1.rotate_left(7) ^ next.1;
        }
        same
    });
    prints
}

fn print(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.iter().for_each(|part| hasher.write(part));
    hasher.finish()
}

fn correction_key(article: ArticleId, at: i64) -> Vec<u8> {
    [article.0.as_slice(), &instant_key(at)].concat()
}

/// Instants in order, those before 1970 first.
fn instant_key(at: i64) -> [u8; 8] {
    (at ^ i64::MIN).to_be_bytes()
}

fn act(of: Said, key: &[u8], bytes: Option<&[u8]>) -> Act {
    Act::Say { of: of.code().to_owned(), key: hexadecimal(key), record: bytes.map(hexadecimal) }
}

/// The bytes that hexadecimal digits stand for.
fn bytes_in(digits: &str) -> Option<Vec<u8>> {
    let pair = |place: usize| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok();
    (digits.len().is_multiple_of(2)).then(|| (0..digits.len()).step_by(2).map(pair).collect())?
}

fn hexadecimal(key: &[u8]) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}
