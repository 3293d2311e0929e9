//! Sources in the store, and how their fetches fare.

use jiff::Timestamp;

use crate::domain::{Source, SourceId};
use crate::labels::Message;

use super::envelope;
use super::error::StoreError;
use super::journal::Act;
use super::open::{Disk, meta};
use super::record::{CONTACT, ContactV1, FETCH, FetchV2, SOURCE, SourceV1};

/// A source as it stands in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSource {
    /// The source.
    pub source: Source,
    /// Its place in the list.
    pub order: u32,
    /// Whether it is fetched; a source that is no longer followed still names its articles.
    pub followed: bool,
}

/// How a source's fetches fare.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FetchState {
    /// The server's mark for what it last gave.
    pub etag: Option<String>,
    /// The server's date for what it last gave, as it wrote it.
    pub last_modified: Option<String>,
    /// The last success.
    pub last_success: Option<Timestamp>,
    /// The last failure.
    pub last_failure: Option<Timestamp>,
    /// Why the last fetch failed, when it did.
    pub failure: Option<Message>,
    /// Failures since the last success.
    pub streak: u32,
    /// When it may be fetched again on schedule.
    pub next_try: Option<Timestamp>,
    /// Defects that were mended in what it last gave.
    pub mended: Vec<String>,
    /// What else there is to say of what it last gave, in words: pages that its site forbids, entries that were cut off.
    pub remarks: Vec<Message>,
    /// Until when its server has asked to be left alone (`Retry-After`); nothing after a success.
    pub asked_until: Option<Timestamp>,
    /// The newest date of publication that it ever gave.
    pub newest: Option<Timestamp>,
    /// Times in which entries may have been missed, the latest last.
    pub gaps: Vec<Gap>,
}

/// A time in which entries may have been missed: a feed held new entries alone, so that nothing tells what came before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The newest entry that was known.
    pub after: Timestamp,
    /// The oldest entry that the feed still held.
    pub before: Timestamp,
}

/// A host to which requests were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its name or number, and its port when that is not the usual one.
    pub host: String,
    /// How many requests, redirects and robots.txt included.
    pub requests: u64,
    /// The first.
    pub first: Timestamp,
    /// The last.
    pub last: Timestamp,
}

impl FetchState {
    /// The same, so that the next fetch gives everything anew.
    pub fn without_validators(self) -> FetchState {
        FetchState { etag: None, last_modified: None, ..self }
    }
}

/// How many articles a source has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SourceCount {
    /// In all.
    pub articles: usize,
    /// Not yet read.
    pub unread: usize,
}

impl Disk {
    /// Every source in its order, also those that are no longer followed.
    pub(super) fn sources(&self) -> Result<Vec<KeptSource>, StoreError> {
        self.sound(|| {
            let mut sources = Vec::new();
            for entry in &self.inner.trees.source {
                let (id, bytes) = entry.map_err(|error| self.wrong(error))?;
                let kept = envelope::open::<SourceV1>(&bytes).and_then(SourceV1::kept);
                let name = || String::from_utf8_lossy(&id).into_owned();
                sources.push(kept.map_err(|damage| StoreError::record(name(), damage))?);
            }
            sources.sort_by(|one, other| (one.order, &one.source.id).cmp(&(other.order, &other.source.id)));
            Ok(sources)
        })
    }

    /// Keeps sources: those that are there are replaced and keep their place, the others come last in the given order.
    pub(super) fn put_sources(&self, sources: &[Source]) -> Result<(), StoreError> {
        let _writing = self.writing();
        let kept = self.sources()?;
        let mut next = kept.iter().map(|kept| kept.order + 1).max().unwrap_or(0);
        let mut put = Vec::new();
        for source in sources {
            let before = kept.iter().find(|kept| kept.source.id == source.id);
            let order = before.map_or(next, |kept| kept.order);
            next += u32::from(before.is_none());
            put.push(KeptSource { source: source.clone(), order, followed: true });
        }
        let line = self.write_down(vec![Act::Follow { sources: put.iter().map(SourceV1::of).collect() }])?;
        self.apply_sources(&put)?;
        self.settle(line)
    }

    pub(super) fn apply_sources(&self, sources: &[KeptSource]) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        sources.iter().for_each(|kept| put(&mut batch, kept));
        self.apply_to_sources(batch)
    }

    /// Ceases to follow a source; gives back whether it was followed.
    pub(super) fn unfollow(&self, id: &SourceId) -> Result<bool, StoreError> {
        let _writing = self.writing();
        if !self.sources()?.iter().any(|kept| kept.source.id == *id && kept.followed) {
            return Ok(false);
        }
        let line = self.write_down(vec![Act::Unfollow { source: id.as_str().to_owned() }])?;
        self.apply_unfollow(id.as_str())?;
        self.settle(line)?;
        Ok(true)
    }

    pub(super) fn apply_unfollow(&self, id: &str) -> Result<(), StoreError> {
        let kept = self.sources()?.into_iter().find(|kept| kept.source.id.as_str() == id);
        let kept: Vec<KeptSource> =
            kept.map(|kept| KeptSource { followed: false, ..kept }).into_iter().collect();
        self.apply_sources(&kept)
    }

    fn apply_to_sources(&self, batch: sled::Batch) -> Result<(), StoreError> {
        self.sound(|| self.inner.trees.source.apply_batch(batch).map_err(|error| self.wrong(error)))?;
        self.touch();
        self.flush()
    }

    /// How a source's fetches fare; a source that was never fetched has an empty state.
    pub(super) fn fetch_state(&self, id: &SourceId) -> Result<FetchState, StoreError> {
        self.sound(|| match self.value(&self.inner.trees.fetch, id.as_str().as_bytes())? {
            Some(bytes) => FetchV2::read(&bytes).map_err(|damage| StoreError::record(id, damage)),
            None => Ok(FetchState::default()),
        })
    }

    /// Keeps how a source's fetches fare. On disk half a second later, or at the next flush.
    pub(super) fn put_fetch_state(&self, id: &SourceId, state: &FetchState) -> Result<(), StoreError> {
        let bytes = envelope::seal(FETCH, &FetchV2::of(state));
        self.sound(|| {
            let put = self.inner.trees.fetch.insert(id.as_str().as_bytes(), bytes);
            put.map(drop).map_err(|error| self.wrong(error))
        })?;
        self.touch();
        Ok(())
    }

    /// Every host to which requests were ever sent, by name.
    pub(super) fn contacts(&self) -> Result<Vec<Contact>, StoreError> {
        self.sound(|| {
            let mut contacts = Vec::new();
            for entry in self.inner.trees.meta.scan_prefix(meta::HOST) {
                let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
                let host = String::from_utf8_lossy(&key[meta::HOST.len()..]).into_owned();
                let contact = envelope::open::<ContactV1>(&bytes).and_then(|record| record.contact(&host));
                contacts.push(contact.map_err(|damage| StoreError::record(host, damage))?);
            }
            Ok(contacts)
        })
    }

    /// Adds requests to the counts of their hosts. On disk half a second later, or at the next flush.
    pub(super) fn add_contacts(&self, requests: &[(String, u64)], now: Timestamp) -> Result<(), StoreError> {
        let now = now.as_millisecond();
        self.sound(|| {
            let _writing = self.writing();
            let mut batch = sled::Batch::default();
            for (host, more) in requests {
                let key = [meta::HOST, host.as_bytes()].concat();
                let before = self.value(&self.inner.trees.meta, &key)?;
                // A count that cannot be read begins anew rather than keeping a refresh from its end.
                let before = before.and_then(|bytes| envelope::open::<ContactV1>(&bytes).ok());
                let before = before.unwrap_or(ContactV1 { requests: 0, first: now, last: now });
                let requests = before.requests.saturating_add(*more);
                batch.insert(key, envelope::seal(CONTACT, &ContactV1 { requests, last: now, ..before }));
            }
            self.inner.trees.meta.apply_batch(batch).map_err(|error| self.wrong(error))
        })
    }

    /// Whether the first sources were already given; they are given once.
    pub(super) fn is_seeded(&self) -> Result<bool, StoreError> {
        self.sound(|| Ok(self.value(&self.inner.trees.meta, meta::SEEDED)?.is_some()))
    }

    /// Remembers that the first sources were given.
    pub(super) fn set_seeded(&self) -> Result<(), StoreError> {
        let _writing = self.writing();
        let line = self.write_down(vec![Act::Seeded])?;
        self.apply_seeded()?;
        self.settle(line)
    }

    pub(super) fn apply_seeded(&self) -> Result<(), StoreError> {
        self.sound(|| {
            self.inner.trees.meta.insert(meta::SEEDED, &[1]).map(drop).map_err(|error| self.wrong(error))
        })?;
        self.flush()
    }
}

fn put(batch: &mut sled::Batch, kept: &KeptSource) {
    batch.insert(kept.source.id.as_str().as_bytes(), envelope::seal(SOURCE, &SourceV1::of(kept)));
}
