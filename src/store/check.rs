//! The doctor: reads everything, and holds records, indexes and counts to one another.

use std::collections::{BTreeMap, BTreeSet};

use crate::labels::Message;

use super::backup::Record;
use super::envelope::{self, Unpacker};
use super::error::StoreError;
use super::open::{Disk, Trees};
use super::read::{earlier_in, mark_in, measures_in};
use super::record::{BodyV1, FetchV2, HeaderV1, Names, SourceV1};
use super::write::Key;
use crate::domain::Mark;

/// What an examination found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examination {
    /// Articles that are whole.
    pub sound: u64,
    /// What is wrong, each kind with how often.
    pub findings: BTreeMap<Finding, u64>,
}

/// Something that is wrong with a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The row of an article cannot be read.
    Header,
    /// The text of an article is not there or cannot be read.
    Body,
    /// The measures of an article cannot be read.
    Measures,
    /// An earlier state of an article cannot be read.
    Version,
    /// A mark cannot be read.
    Mark,
    /// A source cannot be read.
    Source,
    /// How a source fares cannot be read.
    Fetch,
    /// An identifier leads to no article, or to another.
    StrayIdentifier,
    /// An article cannot be found by its identifier.
    NoIdentifier,
    /// A text, measures, a mark or an earlier state of no article.
    Orphan,
    /// The count that the store keeps is another.
    Count,
    /// A line of the journal cannot be read.
    Journal,
    /// The journal ends before what the database has heard of.
    JournalShort,
    /// Part of the archive cannot be read.
    Archive,
    /// A file of the archive is gone or shorter than it was.
    ArchiveShort,
}

impl Finding {
    /// Every finding.
    pub const ALL: [Finding; 15] = [
        Finding::Header,
        Finding::Body,
        Finding::Measures,
        Finding::Version,
        Finding::Mark,
        Finding::Source,
        Finding::Fetch,
        Finding::StrayIdentifier,
        Finding::NoIdentifier,
        Finding::Orphan,
        Finding::Count,
        Finding::Journal,
        Finding::JournalShort,
        Finding::Archive,
        Finding::ArchiveShort,
    ];

    /// What is said to the reader about so many of them.
    pub fn message(self, times: u64) -> Message {
        let key = match self {
            Finding::Header => "error-finding-header",
            Finding::Body => "error-finding-body",
            Finding::Measures => "error-finding-measures",
            Finding::Version => "error-finding-version",
            Finding::Mark => "error-finding-mark",
            Finding::Source => "error-finding-source",
            Finding::Fetch => "error-finding-fetch",
            Finding::StrayIdentifier => "error-finding-stray-identifier",
            Finding::NoIdentifier => "error-finding-no-identifier",
            Finding::Orphan => "error-finding-orphan",
            Finding::Count => "error-finding-count",
            Finding::Journal => "error-finding-journal",
            Finding::JournalShort => "error-finding-journal-short",
            Finding::Archive => "error-finding-archive",
            Finding::ArchiveShort => "error-finding-archive-short",
        };
        Message::new(key).count("times", times)
    }
}

impl Examination {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Disk {
    /// Reads everything. Writers wait meanwhile.
    pub(super) fn examine(&self) -> Result<Examination, StoreError> {
        self.sound(|| {
            let _writing = self.writing();
            let mut salvage = Salvage::of(self)?;
            let (lines, is_short) = self.examine_journal()?;
            salvage.note_times(Finding::Journal, lines);
            salvage.note_times(Finding::JournalShort, u64::from(is_short));
            let (stretches, files) = self.examine_archive()?;
            salvage.note_times(Finding::Archive, stretches);
            salvage.note_times(Finding::ArchiveShort, files);
            Ok(salvage.examination)
        })
    }
}

/// What can be kept of a store: the keys of records that can be read, and what is wrong with the others.
pub(super) struct Salvage {
    examination: Examination,
    /// Articles whose header and body can be read.
    articles: BTreeSet<Key>,
    /// Records of those articles, of sources and of what the store says of itself, that are to be left out.
    unusable: BTreeSet<(u8, Vec<u8>)>,
    /// Articles whose header or body cannot be read.
    lost: BTreeSet<Vec<u8>>,
}

/// Numbers of the trees, as in [`Trees::truth`].
const BODY: u8 = 2;
const MEASURE: u8 = 3;
const VERSION: u8 = 5;
const MARK: u8 = 6;
const SOURCE: u8 = 7;
const FETCH: u8 = 8;

impl Salvage {
    /// Examines a store.
    pub(super) fn of(store: &Disk) -> Result<Salvage, StoreError> {
        let mut salvage = Salvage {
            examination: Examination::default(),
            articles: BTreeSet::new(),
            unusable: BTreeSet::new(),
            lost: BTreeSet::new(),
        };
        salvage.examine_articles(store)?;
        salvage.examine_simple(store, MEASURE, Finding::Measures, |bytes| measures_in(bytes).is_ok())?;
        salvage.examine_simple(store, MARK, Finding::Mark, |bytes| mark_in(bytes).is_ok())?;
        salvage.examine_versions(store)?;
        salvage.examine_sources(store)?;
        salvage.examine_identifiers(store)?;
        salvage.examination.sound = salvage.articles.len() as u64;
        let counted = salvage.examination.sound + salvage.lost();
        if store.acknowledged().is_ok_and(|acknowledged| acknowledged != counted) {
            salvage.note(Finding::Count);
        }
        Ok(salvage)
    }

    /// Whether none of these things is wrong.
    pub(super) fn is_sound_in(&self, findings: &[Finding]) -> bool {
        findings.iter().all(|finding| !self.examination.findings.contains_key(finding))
    }

    fn note_times(&mut self, finding: Finding, times: u64) {
        if times > 0 {
            *self.examination.findings.entry(finding).or_default() += times;
        }
    }

    /// How many articles cannot be kept.
    pub(super) fn lost(&self) -> u64 {
        self.lost.len() as u64
    }

    /// Gives every record that can be kept to `put`.
    pub(super) fn copy(
        &self,
        store: &Disk,
        put: &mut dyn FnMut(Record<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        for (number, tree) in store.inner.trees.truth() {
            for entry in tree {
                let (key, value) = entry.map_err(|error| store.wrong(error))?;
                if self.keeps(number, &key) {
                    put((number, &key, &value))?;
                }
            }
        }
        Ok(())
    }

    fn keeps(&self, number: u8, key: &[u8]) -> bool {
        let of_article = matches!(number, Trees::ARTICLE | BODY | MEASURE | VERSION | MARK);
        let stays = !of_article || article_key(key).is_some_and(|key| self.articles.contains(&key));
        stays && !self.unusable.contains(&(number, key.to_vec()))
    }

    fn note(&mut self, finding: Finding) {
        *self.examination.findings.entry(finding).or_default() += 1;
    }

    fn spoil(&mut self, finding: Finding, number: u8, key: &[u8]) {
        self.note(finding);
        self.unusable.insert((number, key.to_vec()));
    }

    fn examine_articles(&mut self, store: &Disk) -> Result<(), StoreError> {
        let mut names = Names::default();
        let mut unpacker = Unpacker::new();
        let mut bodies = Grouped::new(&store.inner.trees.body, 16);
        for entry in &store.inner.trees.article {
            let (key, value) = entry.map_err(|error| store.wrong(error))?;
            let header =
                HeaderV1::read(&value).and_then(|header| header.headline(Mark::default(), &mut names));
            let orphans = bodies.skip_below(&key, store)?;
            (0..orphans).for_each(|_| self.note(Finding::Orphan));
            let body = bodies.take(&key, store)?;
            let mut buffer = Vec::new();
            let body = envelope::check(&body).and_then(|sealed| {
                sealed.unpack(&mut unpacker, &mut buffer)?;
                BodyV1::read(sealed.version, &buffer)?.document()
            });
            match (Key::try_from(&*key), header, body) {
                (Ok(key), Ok(_), Ok(_)) => drop(self.articles.insert(key)),
                (_, Ok(_), _) => self.lose(Finding::Body, &key),
                _ => self.lose(Finding::Header, &key),
            }
        }
        let orphans = bodies.skip_below(&[u8::MAX; 40], store)?;
        (0..orphans).for_each(|_| self.note(Finding::Orphan));
        Ok(())
    }

    fn lose(&mut self, finding: Finding, key: &[u8]) {
        self.note(finding);
        self.lost.insert(key.to_vec());
    }

    /// Whether a record belongs to an article that is there, whole or not.
    fn has_article(&self, key: &[u8]) -> bool {
        article_key(key).is_some_and(|key| self.articles.contains(&key) || self.lost.contains(key.as_slice()))
    }

    fn examine_simple(
        &mut self,
        store: &Disk,
        number: u8,
        finding: Finding,
        is_sound: fn(&[u8]) -> bool,
    ) -> Result<(), StoreError> {
        for entry in store.inner.trees.numbered(number) {
            let (key, value) = entry.map_err(|error| store.wrong(error))?;
            if !is_sound(&value) {
                self.spoil(finding, number, &key);
            } else if !self.has_article(&key) {
                self.note(Finding::Orphan);
            }
        }
        Ok(())
    }

    fn examine_versions(&mut self, store: &Disk) -> Result<(), StoreError> {
        let mut groups = Grouped::new(&store.inner.trees.version, 18);
        while let Some((keys, record)) = groups.next(store)? {
            if earlier_in(&record).is_err() {
                self.note(Finding::Version);
                self.unusable.extend(keys.into_iter().map(|key| (VERSION, key)));
            } else if !keys.iter().all(|key| article_key(key).is_some_and(|key| self.articles.contains(&key)))
            {
                self.note(Finding::Orphan);
            }
        }
        Ok(())
    }

    fn examine_sources(&mut self, store: &Disk) -> Result<(), StoreError> {
        let sound_source = |bytes: &[u8]| envelope::open::<SourceV1>(bytes).and_then(SourceV1::kept).is_ok();
        let sound_fetch = |bytes: &[u8]| FetchV2::read(bytes).is_ok();
        for entry in &store.inner.trees.source {
            let (key, value) = entry.map_err(|error| store.wrong(error))?;
            if !sound_source(&value) {
                self.spoil(Finding::Source, SOURCE, &key);
            }
        }
        for entry in &store.inner.trees.fetch {
            let (key, value) = entry.map_err(|error| store.wrong(error))?;
            if !sound_fetch(&value) {
                self.spoil(Finding::Fetch, FETCH, &key);
            }
        }
        Ok(())
    }

    /// Holds the index of identifiers to the headers, both ways.
    fn examine_identifiers(&mut self, store: &Disk) -> Result<(), StoreError> {
        let mut led_to = BTreeSet::new();
        for entry in &store.inner.trees.id {
            let (id, key) = entry.map_err(|error| store.wrong(error))?;
            let header = store.value(&store.inner.trees.article, &key)?;
            let right = header.is_some_and(|bytes| {
                HeaderV1::read(&bytes).is_ok_and(|header| header.id().0.as_slice() == &*id)
            });
            match article_key(&key) {
                Some(key) if right => drop(led_to.insert(key)),
                Some(key) if self.lost.contains(key.as_slice()) => {}
                _ => self.note(Finding::StrayIdentifier),
            }
        }
        let without = self.articles.difference(&led_to).count();
        (0..without).for_each(|_| self.note(Finding::NoIdentifier));
        Ok(())
    }
}

impl Trees {
    fn numbered(&self, number: u8) -> &sled::Tree {
        let found = self.truth().into_iter().find(|(known, _)| *known == number);
        found.expect("only numbers of trees are asked for").1
    }
}

/// The key of the article that a record belongs to.
fn article_key(key: &[u8]) -> Option<Key> {
    key.first_chunk::<16>().copied()
}

/// The keys of a record's parts, and the record.
type Joined = (Vec<Vec<u8>>, Vec<u8>);

/// Records that were cut into parts, put together: their keys have the first so many bytes in common.
struct Grouped {
    entries: std::iter::Peekable<sled::Iter>,
    common: usize,
}

impl Grouped {
    fn new(tree: &sled::Tree, common: usize) -> Grouped {
        Grouped { entries: tree.iter().peekable(), common }
    }

    /// The next record, with the keys of its parts.
    fn next(&mut self, store: &Disk) -> Result<Option<Joined>, StoreError> {
        let Some(first) = self.entries.next() else { return Ok(None) };
        let (key, value) = first.map_err(|error| store.wrong(error))?;
        let start = key[..key.len().min(self.common)].to_vec();
        let (mut keys, mut record) = (vec![key.to_vec()], value.to_vec());
        while let Some(part) = self.entries.next_if(|part| starts_with(part, &start)) {
            let (key, value) = part.map_err(|error| store.wrong(error))?;
            keys.push(key.to_vec());
            record.extend_from_slice(&value);
        }
        Ok(Some((keys, record)))
    }

    /// The record under a key; empty when there is none.
    fn take(&mut self, key: &[u8], store: &Disk) -> Result<Vec<u8>, StoreError> {
        match self.entries.peek() {
            Some(part) if starts_with(part, key) => {
                Ok(self.next(store)?.map_or(Vec::new(), |(_, record)| record))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Passes over records below a key; gives back how many parts.
    fn skip_below(&mut self, key: &[u8], store: &Disk) -> Result<usize, StoreError> {
        let mut skipped = 0;
        while let Some(part) = self.entries.next_if(|part| match part {
            Ok((other, _)) => **other < *key,
            Err(_) => true,
        }) {
            part.map_err(|error| store.wrong(error))?;
            skipped += 1;
        }
        Ok(skipped)
    }
}

fn starts_with(part: &sled::Result<(sled::IVec, sled::IVec)>, start: &[u8]) -> bool {
    part.as_ref().map_or(true, |(key, _)| key.starts_with(start))
}
