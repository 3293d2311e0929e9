//! What was received goes into the archive before what is drawn from it goes into the database.

use std::path::Path;
use std::sync::PoisonError;

use crate::archive::{Appended, Received, Size, size};

use super::envelope;
use super::error::StoreError;
use super::folder;
use super::open::Disk;
use super::record::{SEEN, SeenV1};

/// Characters of a payload's digest by which it is found again: a hundred bits.
const DIGITS: usize = 20;

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
                archive.bound(most).map_err(wrong)?;
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
        self.inner.trees.seen.apply_batch(batch).map_err(|error| self.wrong(error))
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
