//! What was received goes into the archive before what is drawn from it goes into the database.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::PoisonError;

use jiff::Timestamp;

use crate::archive::{Appended, Received, Size, Walked, files, mend, size, walk};

use super::envelope;
use super::error::StoreError;
use super::folder;
use super::open::Disk;
use super::record::{SEEN, SeenV1};

/// Characters of a payload's digest by which it is found again: a hundred bits.
const DIGITS: usize = 20;
/// In the `meta` tree, before the name of a file of the archive: how long it is.
const LENGTH: &[u8] = b"archive/";

impl Disk {
    /// Archives answers that came together, the feed's first; when it returns, they are on disk. With `most`, the oldest
    /// files go when the archive takes more bytes. A temporary store archives nothing.
    pub(super) fn archive(&self, received: &[Received], most: Option<u64>) -> Result<(), StoreError> {
        if !self.inner.durable {
            return Ok(());
        }
        self.require_room()?;
        self.sound(|| {
            let _writing = self.writing();
            let mut archive = self.inner.archive.lock().unwrap_or_else(PoisonError::into_inner);
            let folder = archive.folder().to_owned();
            let wrong = |cause| StoreError::of_system(&folder, cause);
            let earlier =
                |digest: &str| self.seen(digest).filter(|seen| archive_has(&folder, seen))?.earlier().ok();
            let appended = archive.append(received, &earlier).map_err(wrong)?;
            if let Some(most) = most {
                let gone = archive.bound(most).map_err(wrong)?;
                if gone > 0 {
                    self.remember_lengths()?;
                }
            }
            drop(archive);
            self.remember_seen(received, &appended)
        })
    }

    fn seen(&self, digest: &str) -> Option<SeenV1> {
        let stored = self.inner.trees.seen.get(seen_key(digest)).ok()??;
        envelope::open::<SeenV1>(&stored).ok()
    }

    /// What is lost of this costs a payload that is archived twice, and nothing else.
    fn remember_seen(&self, received: &[Received], appended: &[Appended]) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        for (received, appended) in received.iter().zip(appended) {
            let key = seen_key(&appended.digest);
            if self.value(&self.inner.trees.seen, key)?.is_none() {
                batch.insert(key, envelope::seal(SEEN, &SeenV1::of(received, appended)));
            }
        }
        self.inner.trees.seen.apply_batch(batch).map_err(|error| self.wrong(error))?;
        let Some(last) = appended.last() else { return Ok(()) };
        self.remember_length(&last.file, last.end)
    }

    /// Notes how long a file of the archive is, so that its shortening is seen.
    fn remember_length(&self, file: &str, length: u64) -> Result<(), StoreError> {
        let set = self.inner.trees.meta.insert([LENGTH, file.as_bytes()].concat(), &length.to_le_bytes());
        set.map(drop).map_err(|error| self.wrong(error))
    }

    /// Notes anew how long every file of the archive is: after files were rewritten or let go.
    pub(super) fn remember_lengths(&self) -> Result<(), StoreError> {
        for entry in self.inner.trees.meta.scan_prefix(LENGTH).keys() {
            let key = entry.map_err(|error| self.wrong(error))?;
            self.inner.trees.meta.remove(key).map_err(|error| self.wrong(error))?;
        }
        let folder = self.inner.data.join(folder::ARCHIVE);
        let wrong = |cause| StoreError::of_system(&folder, cause);
        for path in files(&folder).map_err(wrong)? {
            let length = std::fs::metadata(&path).map_err(wrong)?.len();
            self.remember_length(&path.file_name().unwrap_or_default().to_string_lossy(), length)?;
        }
        self.flush()
    }

    /// How many stretches of the archive cannot be read though they were acknowledged, and how many files are gone or
    /// shorter than they were.
    pub(super) fn examine_archive(&self) -> Result<(u64, u64), StoreError> {
        let folder = self.inner.data.join(folder::ARCHIVE);
        let (mut stretches, mut shorter) = (0, 0);
        let mut acknowledged: HashMap<String, u64> = HashMap::new();
        for entry in self.inner.trees.meta.scan_prefix(LENGTH) {
            let (key, length) = entry.map_err(|error| self.wrong(error))?;
            let name = String::from_utf8_lossy(&key[LENGTH.len()..]).into_owned();
            let length = length.as_ref().try_into().map_or(0, u64::from_le_bytes);
            let there = std::fs::metadata(folder.join(&name)).map_or(0, |metadata| metadata.len());
            shorter += u64::from(there < length);
            acknowledged.insert(name, length);
        }
        walk(&folder, &mut |path, walked| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // What stands behind the last acknowledged record was torn off by a crash.
            let is_known = |offset| acknowledged.get(&*name).is_some_and(|length| offset < *length);
            stretches += match walked {
                Walked::Damaged { .. } => 1,
                Walked::Torn { offset, .. } => u64::from(is_known(offset)),
                Walked::Record { .. } => 0,
            };
            ControlFlow::Continue(())
        })
        .map_err(|(path, cause)| StoreError::of_system(&path, cause))?;
        Ok((stretches, shorter))
    }

    /// Leaves out of the archive what cannot be read; its damaged files are kept aside.
    pub(super) fn mend_archive(&self, now: Timestamp) -> Result<(), StoreError> {
        let archive = self.inner.data.join(folder::ARCHIVE);
        let name = |number: u32| self.inner.data.join(format!("{}{number}", folder::ARCHIVE_ASIDE));
        let aside =
            (1..).map(name).find(|name| !name.exists()).expect("there are more numbers than directories");
        mend(&archive, &aside, now).map_err(|(path, cause)| StoreError::of_system(&path, cause))?;
        self.remember_lengths()
    }

    /// How much the archive takes.
    pub(super) fn archive_size(&self) -> Result<Size, StoreError> {
        let folder = self.inner.data.join(folder::ARCHIVE);
        size(&folder).map_err(|cause| StoreError::of_system(&folder, cause))
    }
}

fn archive_has(folder: &Path, seen: &SeenV1) -> bool {
    folder.join(&seen.file).exists()
}

fn seen_key(digest: &str) -> &[u8] {
    let digits = digest.split_once(':').map_or(digest, |(_, digits)| digits).as_bytes();
    digits.get(..DIGITS).unwrap_or(digits)
}
