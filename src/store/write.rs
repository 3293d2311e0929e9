//! Writing: articles in groups, each group whole or not at all; marks.

use std::collections::HashSet;

use sled::Transactional;
use sled::transaction::{ConflictableTransactionError, TransactionError, TransactionalTree};

use crate::domain::{Article, ArticleId, Fact, Mark, MarkChange, Measure};
use crate::text::Document;

use super::envelope::{self, Packer};
use super::error::StoreError;
use super::journal::{ARTICLES, Act, names_of};
use super::open::{Disk, meta};
use super::record::{BodyV1, EarlierV1, HeaderV1, MARK, MEASURES, MarkV1, MeasureV1};

/// Articles in one transaction: more would cost memory, fewer would cost syncs.
const GROUP: usize = 50;
/// Marks in one batch.
const MARKS: usize = 1_000;
/// Largest value given to the database, in bytes; a longer record is cut into parts. Far larger values become files of
/// their own there.
const PART: usize = 48 << 10;
/// Measures of an article that its header tells; the others are read with the article.
const FACTS: usize = 40;

/// A key: eight bytes of time, eight of the article's identifier.
pub(super) type Key = [u8; 16];

/// An article to be kept, with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The article.
    pub article: Article,
    /// A number made from what the source gave; when it is the same at the next fetch, nothing has changed.
    pub digest: u64,
    /// Its text.
    pub document: Document,
    /// Its measures, main ones first.
    pub measures: Vec<Measure>,
}

/// What became of articles that were to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Upserted {
    /// Those that were not there before.
    pub new: Vec<ArticleId>,
    /// Those whose title or text was another; the earlier state is kept.
    pub changed: Vec<ArticleId>,
    /// Those whose title and text were the same.
    pub same: Vec<ArticleId>,
}

/// An article made ready: nothing is left to do but to write.
struct Prepared {
    id: ArticleId,
    key: Key,
    fate: Fate,
    header: Vec<u8>,
    body: Vec<u8>,
    parts_before: usize,
    measures: Option<Vec<u8>>,
    earlier: Option<(u16, Vec<u8>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    Changed,
    Same,
}

impl Disk {
    /// Keeps articles: new ones, and changes of those that are there. When it returns, they are on disk. An article that
    /// is there keeps its mark and the time of its first fetch. Of two with the same identifier the first counts. One that
    /// was taken away stays away.
    pub(super) fn upsert(&self, incoming: &[Incoming]) -> Result<Upserted, StoreError> {
        self.require_room()?;
        self.sound(|| {
            let _writing = self.writing();
            let mut packer = Packer::new();
            let mut seen = HashSet::new();
            let mut distinct = Vec::new();
            for incoming in incoming.iter().filter(|incoming| seen.insert(incoming.article.id)) {
                if !self.is_gone(incoming.article.id)? {
                    distinct.push(incoming);
                }
            }
            let mut upserted = Upserted::default();
            for group in distinct.chunks(GROUP) {
                self.upsert_group(group, &mut packer, &mut upserted)?;
            }
            if !upserted.new.is_empty() {
                self.stamp(self.acknowledged()?)?;
            }
            Ok(upserted)
        })
    }

    fn upsert_group(
        &self,
        group: &[&Incoming],
        packer: &mut Packer,
        upserted: &mut Upserted,
    ) -> Result<(), StoreError> {
        let prepared = group
            .iter()
            .map(|incoming| self.prepare(incoming, packer))
            .collect::<Result<Vec<Prepared>, StoreError>>()?;
        self.write_group(&prepared)?;
        self.flush()?;
        self.touch();
        for prepared in prepared {
            let fate = match prepared.fate {
                Fate::New => &mut upserted.new,
                Fate::Changed => &mut upserted.changed,
                Fate::Same => &mut upserted.same,
            };
            fate.push(prepared.id);
        }
        Ok(())
    }

    fn prepare(&self, incoming: &Incoming, packer: &mut Packer) -> Result<Prepared, StoreError> {
        let id = incoming.article.id;
        let Some(key) = self.key_of(id)? else {
            return Ok(prepare(incoming, &incoming.article, key_for(&incoming.article), packer));
        };
        let before = self.kept_at(key)?;
        let same = before.headline.article.title == incoming.article.title
            && before.document.text == incoming.document.text;
        let mut article = incoming.article.clone();
        article.dates.fetched = before.headline.article.dates.fetched;
        let mut prepared = prepare(incoming, &article, key, packer);
        prepared.parts_before = self.part_count(key)?;
        prepared.fate = if same { Fate::Same } else { Fate::Changed };
        if !same {
            let record = EarlierV1 {
                replaced: incoming.article.dates.fetched.as_millisecond(),
                title: &before.headline.article.title,
                body: BodyV1::of(&before.document),
            };
            prepared.earlier = Some((self.next_ordinal(key)?, record.seal(packer)));
        }
        Ok(prepared)
    }

    /// One transaction over all trees: after a crash the whole group is there, or nothing of it.
    fn write_group(&self, group: &[Prepared]) -> Result<(), StoreError> {
        let trees = &self.inner.trees;
        let new = group.iter().filter(|prepared| prepared.fate == Fate::New).count() as u64;
        (&trees.article, &trees.body, &trees.measure, &trees.id, &trees.version, &trees.meta)
            .transaction(|(article, body, measure, id, version, meta)| {
                for prepared in group {
                    let key = &prepared.key;
                    article.insert(key, prepared.header.as_slice())?;
                    id.insert(&prepared.id.0, key.as_slice())?;
                    prepared.write_body(body)?;
                    prepared.write_measures(measure)?;
                    prepared.write_earlier(version)?;
                }
                add_articles(meta, i64::try_from(new).expect("a group is small"))
            })
            .map_err(|error| self.refused(error))
    }

    /// Takes articles away for good, with their bodies, measures, marks and earlier states; they do not come back when a
    /// source gives them again. Gives back how many were there.
    pub(super) fn remove(&self, ids: &[ArticleId]) -> Result<usize, StoreError> {
        self.sound(|| {
            let _writing = self.writing();
            let articles = ids.chunks(ARTICLES).map(|ids| Act::Remove { articles: names_of(ids) });
            let line = self.write_down(articles.collect())?;
            let removed = self.apply_removal(ids)?;
            self.settle(line)?;
            Ok(removed)
        })
    }

    pub(super) fn apply_removal(&self, ids: &[ArticleId]) -> Result<usize, StoreError> {
        let mut batch = sled::Batch::default();
        ids.iter().for_each(|id| batch.insert(&id.0, &[]));
        self.inner.trees.gone.apply_batch(batch).map_err(|error| self.wrong(error))?;
        ids.chunks(GROUP).map(|group| self.remove_group(group)).sum()
    }

    /// Whether an article was taken away for good.
    pub(super) fn is_gone(&self, id: ArticleId) -> Result<bool, StoreError> {
        self.inner.trees.gone.contains_key(id.0).map_err(|error| self.wrong(error))
    }

    fn remove_group(&self, ids: &[ArticleId]) -> Result<usize, StoreError> {
        let trees = &self.inner.trees;
        let mut going = Vec::new();
        for id in ids {
            if let Some(key) = self.key_of(*id)? {
                going.push((
                    *id,
                    key,
                    self.keys_under(&trees.body, key)?,
                    self.keys_under(&trees.version, key)?,
                ));
            }
        }
        going.sort_unstable();
        going.dedup();
        let count = i64::try_from(going.len()).expect("a group is small");
        self.stamp_without_highest(self.acknowledged()?.saturating_sub(going.len() as u64))?;
        (&trees.article, &trees.body, &trees.measure, &trees.id, &trees.version, &trees.mark, &trees.meta)
            .transaction(|(article, body, measure, id, version, mark, meta)| {
                for (identifier, key, parts, versions) in &going {
                    article.remove(key)?;
                    measure.remove(key)?;
                    mark.remove(key)?;
                    id.remove(&identifier.0)?;
                    parts.iter().try_for_each(|part| body.remove(part.clone()).map(drop))?;
                    versions.iter().try_for_each(|part| version.remove(part.clone()).map(drop))?;
                }
                add_articles(meta, -count)
            })
            .map_err(|error| self.refused(error))?;
        self.flush()?;
        self.touch();
        self.stamp(self.acknowledged()?)?;
        Ok(going.len())
    }

    /// Changes marks, and gives back those articles whose mark was another before. On disk, in the journal, when it
    /// returns.
    pub(super) fn mark(&self, ids: &[ArticleId], change: MarkChange) -> Result<Vec<ArticleId>, StoreError> {
        self.sound(|| {
            let _writing = self.writing();
            let changed = self.to_be_marked(ids, change)?;
            if changed.is_empty() {
                return Ok(changed);
            }
            let act = |ids| Act::Mark { how: change.into(), articles: names_of(ids) };
            let line = self.write_down(changed.chunks(ARTICLES).map(act).collect())?;
            self.apply_marks(&changed, change)?;
            self.settle(line)?;
            self.touch();
            Ok(changed)
        })
    }

    /// Those articles whose mark is another than it would be.
    fn to_be_marked(&self, ids: &[ArticleId], change: MarkChange) -> Result<Vec<ArticleId>, StoreError> {
        let mut wanted = Vec::new();
        let mut seen = HashSet::new();
        for id in ids.iter().filter(|id| seen.insert(**id)) {
            let Some(key) = self.key_of(*id)? else { continue };
            let before = self.mark_at(key)?;
            if change.apply(before) != before {
                wanted.push(*id);
            }
        }
        Ok(wanted)
    }

    pub(super) fn apply_marks(&self, ids: &[ArticleId], change: MarkChange) -> Result<(), StoreError> {
        for group in ids.chunks(MARKS) {
            let mut batch = sled::Batch::default();
            for id in group {
                self.mark_in(&mut batch, *id, change)?;
            }
            self.inner.trees.mark.apply_batch(batch).map_err(|error| self.wrong(error))?;
        }
        Ok(())
    }

    fn mark_in(&self, batch: &mut sled::Batch, id: ArticleId, change: MarkChange) -> Result<(), StoreError> {
        let Some(key) = self.key_of(id)? else { return Ok(()) };
        let after = change.apply(self.mark_at(key)?);
        if after == Mark::default() {
            batch.remove(&key);
        } else {
            batch.insert(&key, envelope::seal(MARK, &MarkV1::of(after)));
        }
        Ok(())
    }

    /// Names the reason why a transaction did not come about.
    pub(super) fn refused(&self, error: TransactionError<()>) -> StoreError {
        match error {
            TransactionError::Storage(error) => self.wrong(error),
            TransactionError::Abort(()) => StoreError::corrupt(&self.inner.data, "its count cannot be read"),
        }
    }

    fn next_ordinal(&self, key: Key) -> Result<u16, StoreError> {
        let last = self.inner.trees.version.scan_prefix(key).keys().next_back();
        let last = last.transpose().map_err(|error| self.wrong(error))?;
        let ordinal = last.and_then(|key| Some(u16::from_be_bytes(key.get(16..18)?.try_into().ok()?)));
        Ok(ordinal.map_or(0, |ordinal| ordinal.saturating_add(1)))
    }
}

fn prepare(incoming: &Incoming, article: &Article, key: Key, packer: &mut Packer) -> Prepared {
    let facts: Vec<Fact> = incoming.measures.iter().take(FACTS).map(Fact::from).collect();
    let measures: Vec<MeasureV1<'_>> = incoming.measures.iter().map(MeasureV1::of).collect();
    Prepared {
        id: article.id,
        key,
        fate: Fate::New,
        header: HeaderV1::of(article, incoming.digest, &facts).seal(),
        body: BodyV1::of(&incoming.document).seal(packer),
        parts_before: 0,
        measures: (!measures.is_empty()).then(|| envelope::seal(MEASURES, &measures)),
        earlier: None,
    }
}

/// The key of a new article: when it was published (when it was fetched, if that is not told or lies after), so that the
/// order of keys is that of lists; then half of its identifier.
fn key_for(article: &Article) -> Key {
    let fetched = article.dates.fetched;
    let time = article.dates.shown().min(fetched).as_millisecond().max(0);
    let mut key = [0; 16];
    key[..8].copy_from_slice(&time.to_be_bytes());
    key[8..].copy_from_slice(&article.id.0[..8]);
    key
}

type Written = Result<(), ConflictableTransactionError<()>>;

impl Prepared {
    fn write_body(&self, tree: &TransactionalTree) -> Written {
        let count = self.body.len().div_ceil(PART);
        for (number, part) in self.body.chunks(PART).enumerate() {
            tree.insert(part_key(&self.key, number), part)?;
        }
        for number in count..self.parts_before {
            tree.remove(part_key(&self.key, number))?;
        }
        Ok(())
    }

    fn write_measures(&self, tree: &TransactionalTree) -> Written {
        match &self.measures {
            Some(measures) => drop(tree.insert(&self.key, measures.as_slice())?),
            None if self.fate == Fate::New => {}
            None => drop(tree.remove(&self.key)?),
        }
        Ok(())
    }

    fn write_earlier(&self, tree: &TransactionalTree) -> Written {
        let Some((ordinal, record)) = &self.earlier else { return Ok(()) };
        for (number, part) in record.chunks(PART).enumerate() {
            let mut key = self.key.to_vec();
            key.extend_from_slice(&ordinal.to_be_bytes());
            tree.insert(part_key(&key, number), part)?;
        }
        Ok(())
    }
}

fn part_key(key: &[u8], number: usize) -> Vec<u8> {
    let number = u16::try_from(number).expect("a body is bounded far below three gigabytes");
    [key, &number.to_be_bytes()].concat()
}

/// Adds to the count of articles that the database keeps of itself.
fn add_articles(tree: &TransactionalTree, more: i64) -> Written {
    let stored = tree.get(meta::ARTICLES)?;
    let count = stored.and_then(|bytes| Some(u64::from_le_bytes(bytes.as_ref().try_into().ok()?)));
    let count = count.and_then(|count| count.checked_add_signed(more));
    let count = count.ok_or(ConflictableTransactionError::Abort(()))?;
    tree.insert(meta::ARTICLES, &count.to_le_bytes())?;
    Ok(())
}
