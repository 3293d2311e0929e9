//! The reader's tags on articles: words that group them as the reader likes.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::{ArticleId, TagChange};

use super::client::Owner;
use super::envelope::{self, Damage};
use super::error::StoreError;
use super::handle::Store;
use super::open::Disk;

/// The version that is written.
const TAGS: u8 = 1;

/// An article's tags as stored, in alphabetical order.
#[derive(Debug, Serialize, Deserialize)]
struct TagsV1(Vec<String>);

impl Store {
    /// Every article that bears tags, with them in alphabetical order. Records that cannot be read are left out.
    pub fn tags(&self) -> Result<HashMap<ArticleId, Vec<String>>, StoreError> {
        self.ask(Disk::tags, Owner::tags)
    }

    /// The tags of an article.
    pub fn tags_of(&self, id: ArticleId) -> Result<Vec<String>, StoreError> {
        self.ask(|disk| disk.tags_of(id), |owner| owner.tags_of(id))
    }

    /// Gives and takes tags; gives back the articles whose tags were others before. On disk half a second later, or at
    /// the next flush.
    pub fn tag(&self, ids: &[ArticleId], change: &TagChange) -> Result<Vec<ArticleId>, StoreError> {
        self.ask(|disk| disk.tag(ids, change), |owner| owner.tag(ids, change))
    }
}

impl Disk {
    pub(super) fn tags(&self) -> Result<HashMap<ArticleId, Vec<String>>, StoreError> {
        self.sound(|| {
            let mut tags = HashMap::new();
            for entry in &self.inner.trees.tag {
                let (id, bytes) = entry.map_err(|error| self.wrong(error))?;
                let id = <[u8; 16]>::try_from(&*id).map(ArticleId);
                if let (Ok(id), Ok(own)) = (id, tags_in(&bytes)) {
                    tags.insert(id, own);
                }
            }
            Ok(tags)
        })
    }

    pub(super) fn tags_of(&self, id: ArticleId) -> Result<Vec<String>, StoreError> {
        self.sound(|| {
            let bytes = self.inner.trees.tag.get(id.0).map_err(|error| self.wrong(error))?;
            Ok(bytes.and_then(|bytes| tags_in(&bytes).ok()).unwrap_or_default())
        })
    }

    pub(super) fn tag(&self, ids: &[ArticleId], change: &TagChange) -> Result<Vec<ArticleId>, StoreError> {
        self.sound(|| {
            let _writing = self.writing();
            let mut changed = Vec::new();
            let mut batch = sled::Batch::default();
            for id in ids {
                if self.key_of(*id)?.is_none() {
                    continue;
                }
                let before = self.tags_of(*id)?;
                let after = change.apply(&before);
                if after == before {
                    continue;
                }
                match after.is_empty() {
                    true => batch.remove(&id.0),
                    false => batch.insert(&id.0, envelope::seal(TAGS, &TagsV1(after))),
                }
                changed.push(*id);
            }
            self.inner.trees.tag.apply_batch(batch).map_err(|error| self.wrong(error))?;
            if !changed.is_empty() {
                self.touch();
            }
            Ok(changed)
        })
    }
}

/// Reads a record of tags.
pub(super) fn tags_in(bytes: &[u8]) -> Result<Vec<String>, Damage> {
    envelope::open::<TagsV1>(bytes).map(|record| record.0)
}
