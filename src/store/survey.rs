//! Going through all articles without reading a text: what a derived index compares itself with.

use std::collections::HashMap;

use crate::domain::{ArticleId, Mark};

use super::client::Owner;
use super::error::StoreError;
use super::handle::Store;
use super::open::Disk;
use super::read::mark_in;
use super::record::HeaderV1;

/// An article as a survey sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surveyed {
    /// The article.
    pub id: ArticleId,
    /// A number made from its header, its measures and how many earlier states it has; a changed article has another one.
    pub print: u64,
    /// Whether its source changed it after it was fetched.
    pub changed: bool,
    /// Its mark.
    pub mark: Mark,
}

/// All articles of a store without their texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The number that was drawn by lot when the store was made: a restored or rebuilt one has its own.
    pub lot: u64,
    /// Every article, the newest first; those whose header cannot be read are left out.
    pub articles: Vec<Surveyed>,
}

impl Store {
    /// Goes through all articles.
    pub fn survey(&self) -> Result<Survey, StoreError> {
        self.ask(Disk::survey, Owner::survey)
    }

    /// One article; nothing when there is none, or another process holds the store.
    pub fn surveyed(&self, id: ArticleId) -> Result<Option<Surveyed>, StoreError> {
        Ok(self.here(|disk| disk.surveyed(id))?.flatten())
    }
}

impl Disk {
    pub(super) fn survey(&self) -> Result<Survey, StoreError> {
        Ok(Survey { lot: self.generation()?, articles: self.survey_articles()? })
    }

    fn survey_articles(&self) -> Result<Vec<Surveyed>, StoreError> {
        self.sound(|| {
            let trees = &self.inner.trees;
            let mut versions: HashMap<Vec<u8>, u32> = HashMap::new();
            for key in trees.version.iter().keys() {
                let key = key.map_err(|error| self.wrong(error))?;
                *versions.entry(key.get(..16).unwrap_or_default().to_vec()).or_default() += 1;
            }
            let mut measures: HashMap<Vec<u8>, u32> = HashMap::new();
            for entry in &trees.measure {
                let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
                measures.insert(key.to_vec(), crc32fast::hash(&bytes));
            }
            let mut marks: HashMap<Vec<u8>, Mark> = HashMap::new();
            for entry in &trees.mark {
                let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
                marks.insert(key.to_vec(), mark_in(&bytes).unwrap_or_default());
            }
            let mut surveyed = Vec::new();
            for entry in trees.article.iter().rev() {
                let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
                let Ok(header) = HeaderV1::read(&bytes) else { continue };
                let key: &[u8] = &key;
                let (versions, measures) = (versions.get(key).copied(), measures.get(key).copied());
                surveyed.push(Surveyed {
                    id: header.id(),
                    print: print_of(&bytes, measures, versions.unwrap_or(0)),
                    changed: versions.is_some(),
                    mark: marks.get(key).copied().unwrap_or_default(),
                });
            }
            Ok(surveyed)
        })
    }

    fn surveyed(&self, id: ArticleId) -> Result<Option<Surveyed>, StoreError> {
        self.sound(|| {
            let Some(key) = self.key_of(id)? else { return Ok(None) };
            let trees = &self.inner.trees;
            let Some(header) = self.value(&trees.article, &key)? else { return Ok(None) };
            let measures = self.value(&trees.measure, &key)?.map(|bytes| crc32fast::hash(&bytes));
            let versions = self.keys_under(&trees.version, key)?.len() as u32;
            let print = print_of(&header, measures, versions);
            Ok(Some(Surveyed { id, print, changed: versions > 0, mark: self.mark_at(key)? }))
        })
    }
}

fn print_of(header: &[u8], measures: Option<u32>, versions: u32) -> u64 {
    let rest = measures.unwrap_or(0).wrapping_add(versions.wrapping_mul(0x9e37_79b9));
    u64::from(crc32fast::hash(header)) << 32 | u64::from(rest)
}
