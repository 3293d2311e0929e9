//! What a reader says over the machine, kept apart from what it is laid over: a text read again, or an article taken away
//! and fetched anew, finds its corrections where they were.
//!
//! Knows keys and records. Leaves how they are laid over measures to `ledger`.

use std::hash::{DefaultHasher, Hasher};

use crate::domain::{ArticleId, Correction, Overlay};

use super::error::StoreError;
use super::open::Disk;
use super::record::{CorrectionV1, HeaderV1, OverlayV1};

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
        self.put_said(&self.inner.trees.correction, &key, CorrectionV1::of(correction).seal())
    }

    /// Takes a correction back; gives back whether it was there.
    pub(super) fn withdraw(&self, article: ArticleId, at: i64) -> Result<bool, StoreError> {
        self.remove_said(&self.inner.trees.correction, &correction_key(article, at))
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
        self.put_said(&self.inner.trees.overlay, &key, OverlayV1::of(overlay).seal())
    }

    /// Takes a join or a split back; gives back whether it was there.
    pub(super) fn unlay(&self, at: i64) -> Result<bool, StoreError> {
        self.remove_said(&self.inner.trees.overlay, &instant_key(at))
    }

    fn put_said(&self, tree: &sled::Tree, key: &[u8], bytes: Vec<u8>) -> Result<(), StoreError> {
        let _writing = self.writing();
        self.sound(|| tree.insert(key, bytes).map(drop).map_err(|error| self.wrong(error)))?;
        self.touch();
        self.flush()
    }

    fn remove_said(&self, tree: &sled::Tree, key: &[u8]) -> Result<bool, StoreError> {
        let _writing = self.writing();
        let removed = self.sound(|| tree.remove(key).map_err(|error| self.wrong(error)))?;
        self.touch();
        self.flush()?;
        Ok(removed.is_some())
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

fn hexadecimal(key: &[u8]) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}
