//! The reader's tags on articles: words that group them as the reader likes.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::domain::{ArticleId, TagChange};

use super::client::Owner;
use super::envelope::{self, Damage};
use super::error::StoreError;
use super::handle::Store;
use super::journal::{ARTICLES, Act, names_of};
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

    /// Gives and takes tags; gives back the articles whose tags were others before. On disk, in the journal, when it
    /// returns.
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
            let changed = self.to_be_tagged(ids, change)?;
            if changed.is_empty() {
                return Ok(changed);
            }
            let TagChange { add, remove } = change;
            let act = |ids| Act::Tag { articles: names_of(ids), add: add.clone(), remove: remove.clone() };
            let line = self.write_down(changed.chunks(ARTICLES).map(act).collect())?;
            self.apply_tags(&changed, change)?;
            self.settle(line)?;
            self.touch();
            Ok(changed)
        })
    }

    /// Those articles whose tags are others than they would be.
    fn to_be_tagged(&self, ids: &[ArticleId], change: &TagChange) -> Result<Vec<ArticleId>, StoreError> {
        let mut wanted = Vec::new();
        let mut seen = HashSet::new();
        for id in ids.iter().filter(|id| seen.insert(**id)) {
            let before = self.tags_of(*id)?;
            if self.key_of(*id)?.is_some() && change.apply(&before) != before {
                wanted.push(*id);
            }
        }
        Ok(wanted)
    }

    pub(super) fn apply_tags(&self, ids: &[ArticleId], change: &TagChange) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        for id in ids {
            if self.key_of(*id)?.is_none() {
                continue;
            }
            match change.apply(&self.tags_of(*id)?) {
                after if after.is_empty() => batch.remove(&id.0),
                after => batch.insert(&id.0, envelope::seal(TAGS, &TagsV1(after))),
            }
        }
        self.inner.trees.tag.apply_batch(batch).map_err(|error| self.wrong(error))
    }

    /// The acts that give these tags to articles that have none.
    pub(super) fn tags_said(&self) -> Result<Vec<Act>, StoreError> {
        let mut by_tag: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (id, tags) in self.tags()? {
            tags.into_iter().for_each(|tag| by_tag.entry(tag).or_default().push(id.to_string()));
        }
        let mut acts = Vec::new();
        for (tag, mut articles) in by_tag {
            articles.sort_unstable();
            let act = |articles: &[String]| Act::Tag {
                articles: articles.to_vec(),
                add: vec![tag.clone()],
                remove: Vec::new(),
            };
            acts.extend(articles.chunks(ARTICLES).map(act));
        }
        Ok(acts)
    }
}

/// Reads a record of tags.
pub(super) fn tags_in(bytes: &[u8]) -> Result<Vec<String>, Damage> {
    envelope::open::<TagsV1>(bytes).map(|record| record.0)
}
