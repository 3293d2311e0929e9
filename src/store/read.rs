//! Reading: rows of lists, articles whole, texts to be searched, and what the store holds in numbers.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;

use jiff::Timestamp;

use crate::domain::{ArticleId, Headline, Mark, Measure, SourceId};
use crate::text::Document;

use super::envelope::{self, Damage, Unpacker};
use super::error::StoreError;
use super::open::Disk;
use super::record::{BodyV1, EarlierV1, HeaderPlace, HeaderV1, MEASURES, MarkV1, MeasureV1, Names};
use super::sources::SourceCount;
use super::write::Key;

/// Articles that one thread takes, or passes on, at a time.
const BLOCK: usize = 256;
/// Blocks that may wait for who reads them.
const WAITING: usize = 8;

/// A stored row and its mark.
pub(super) type Scanned = (sled::IVec, Mark);

/// An article whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its row.
    pub headline: Headline,
    /// Its text.
    pub document: Document,
    /// Its measures, main ones first.
    pub measures: Vec<Measure>,
}

/// An earlier state of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// When another was found in its place.
    pub replaced: Timestamp,
    /// Its title.
    pub title: String,
    /// Its text.
    pub document: Document,
}

/// What the first digits of an identifier stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// No article.
    Nothing,
    /// One article.
    One(ArticleId),
    /// Several; some of them.
    Several(Vec<ArticleId>),
}

/// What the last whole scan found wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Health {
    /// Articles whose record is there and cannot be read.
    pub damaged: u64,
    /// Articles that were acknowledged and are not there.
    pub missing: u64,
}

/// The store in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Articles acknowledged.
    pub articles: u64,
    /// Bytes of the database on disk.
    pub bytes: u64,
}

impl Disk {
    /// Every article's row, newest first. Rows that cannot be read are left out and counted.
    pub(super) fn headlines(&self) -> Result<Vec<Headline>, StoreError> {
        let acknowledged = self.acknowledged()?;
        let mut rows = Vec::with_capacity(usize::try_from(acknowledged).unwrap_or(0).min(1 << 20));
        let damaged = self.each_row(&mut |headline| rows.push(headline))?;
        self.inner.remember(damaged, acknowledged.saturating_sub(rows.len() as u64 + damaged));
        sort_newest_first(&mut rows);
        Ok(rows)
    }

    /// Gives every row to `take`, nearly in the order of lists; for those who keep less of it than a row. Gives back how
    /// many could not be read. One thread reads the database, this one the records.
    pub(super) fn each_row(&self, take: &mut dyn FnMut(Headline)) -> Result<u64, StoreError> {
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(WAITING);
            let scan = scope.spawn(move || {
                self.each_block(&mut |block| match sender.send(block) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                })
            });
            let mut names = Names::default();
            let mut damaged = 0;
            for (bytes, mark) in receiver.into_iter().flatten() {
                match HeaderV1::read(&bytes).and_then(|header| header.headline(mark, &mut names)) {
                    Ok(headline) => take(headline),
                    Err(_) => damaged += 1,
                }
            }
            scan.join().expect("panics of the database are caught")?;
            Ok(damaged)
        })
    }

    /// Shows stored rows in blocks, from the newest key on, each with its mark, until `visit` breaks off.
    pub(super) fn each_block(
        &self,
        visit: &mut dyn FnMut(Vec<Scanned>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.sound(|| {
            let mut block = Vec::with_capacity(BLOCK);
            self.scan_rows(&mut |bytes, mark| {
                block.push((bytes, mark));
                if block.len() < BLOCK {
                    return ControlFlow::Continue(());
                }
                visit(std::mem::replace(&mut block, Vec::with_capacity(BLOCK)))
            })?;
            let _last = visit(block);
            Ok(())
        })
    }

    /// The newest rows, at most `count`: those that a list shows first.
    pub(super) fn newest(&self, count: usize) -> Result<Vec<Headline>, StoreError> {
        let mut rows = Vec::with_capacity(count);
        let mut names = Names::default();
        self.sound(|| {
            self.scan_rows(&mut |bytes, mark| {
                if rows.len() < count {
                    rows.extend(HeaderV1::read(&bytes).and_then(|header| header.headline(mark, &mut names)));
                }
                if rows.len() < count { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        })?;
        sort_newest_first(&mut rows);
        Ok(rows)
    }

    /// Shows stored rows from the newest key on, each with its mark, until `visit` breaks off.
    fn scan_rows(
        &self,
        visit: &mut dyn FnMut(sled::IVec, Mark) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let mut marks = self.inner.trees.mark.iter().rev().peekable();
        for entry in self.inner.trees.article.iter().rev() {
            let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
            while marks.next_if(|mark| mark.as_ref().is_ok_and(|(other, _)| *other > key)).is_some() {}
            let mark = match marks.next_if(|mark| mark.as_ref().map_or(true, |(other, _)| *other == key)) {
                Some(mark) => mark_or_none(&mark.map_err(|error| self.wrong(error))?.1),
                None => Mark::default(),
            };
            if visit(bytes, mark).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The rows of these articles in the same order, those that are gone left out.
    pub(super) fn headlines_of(&self, ids: &[ArticleId]) -> Result<Vec<Headline>, StoreError> {
        self.sound(|| {
            let mut names = Names::default();
            let mut rows = Vec::with_capacity(ids.len());
            for id in ids {
                if let Some(key) = self.key_of(*id)? {
                    rows.push(self.headline_at(key, &mut names)?);
                }
            }
            Ok(rows)
        })
    }

    /// An article whole, or nothing when there is none.
    pub(super) fn article(&self, id: ArticleId) -> Result<Option<Kept>, StoreError> {
        self.sound(|| self.key_of(id)?.map(|key| self.kept_at(key)).transpose())
    }

    /// The number that was made from what the source gave, or nothing when there is no such article.
    pub(super) fn digest(&self, id: ArticleId) -> Result<Option<u64>, StoreError> {
        self.sound(|| {
            let Some(key) = self.key_of(id)? else { return Ok(None) };
            let bytes = self.value(&self.inner.trees.article, &key)?.ok_or_else(|| half_gone(id))?;
            Ok(Some(HeaderPlace::read(&bytes).map_err(|damage| StoreError::record(id, damage))?.digest))
        })
    }

    /// Earlier states of an article, the oldest first.
    pub(super) fn earlier(&self, id: ArticleId) -> Result<Vec<Earlier>, StoreError> {
        self.sound(|| {
            let Some(key) = self.key_of(id)? else { return Ok(Vec::new()) };
            let mut records: Vec<(u16, Vec<u8>)> = Vec::new();
            for entry in self.inner.trees.version.scan_prefix(key) {
                let (key, part) = entry.map_err(|error| self.wrong(error))?;
                let ordinal =
                    key.get(16..18).and_then(|bytes| Some(u16::from_be_bytes(bytes.try_into().ok()?)));
                let ordinal = ordinal.ok_or_else(|| half_gone(id))?;
                match records.last_mut() {
                    Some((last, record)) if *last == ordinal => record.extend_from_slice(&part),
                    _ => records.push((ordinal, part.to_vec())),
                }
            }
            let read = |(_, record): &(u16, Vec<u8>)| earlier_in(record);
            records
                .iter()
                .map(read)
                .collect::<Result<_, _>>()
                .map_err(|damage| StoreError::record(id, damage))
        })
    }

    /// The articles that have an earlier state.
    pub(super) fn changed(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.sound(|| {
            let mut ids = Vec::new();
            let mut last: Option<Key> = None;
            for key in self.inner.trees.version.iter().keys() {
                let key = key.map_err(|error| self.wrong(error))?;
                let Some(of_article) = key.first_chunk::<16>().filter(|key| last.as_ref() != Some(key))
                else {
                    continue;
                };
                last = Some(*of_article);
                // What cannot be read is counted where all rows are read.
                let bytes = self.value(&self.inner.trees.article, of_article)?;
                ids.extend(bytes.and_then(|bytes| Some(HeaderV1::read(&bytes).ok()?.id())));
            }
            Ok(ids)
        })
    }

    /// What the first digits of an identifier stand for.
    pub(super) fn resolve(&self, digits: &str) -> Result<Resolved, StoreError> {
        let digits = digits.to_ascii_lowercase();
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if digits.is_empty() || digits.len() > 32 || !hexadecimal {
            return Ok(Resolved::Nothing);
        }
        self.sound(|| self.resolve_hexadecimal(&digits))
    }

    fn resolve_hexadecimal(&self, digits: &str) -> Result<Resolved, StoreError> {
        let whole: Vec<u8> = (0..digits.len() / 2)
            .map(|index| {
                u8::from_str_radix(&digits[2 * index..2 * index + 2], 16).expect("hexadecimal digits")
            })
            .collect();
        let mut found = Vec::new();
        for key in self.inner.trees.id.scan_prefix(whole).keys() {
            let key = key.map_err(|error| self.wrong(error))?;
            let id = key.as_ref().try_into().map(ArticleId).ok();
            found.extend(id.filter(|id| id.to_string().starts_with(digits)));
            if found.len() > 10 {
                break;
            }
        }
        Ok(match found.as_slice() {
            [] => Resolved::Nothing,
            [one] => Resolved::One(*one),
            _ => Resolved::Several(found),
        })
    }

    /// Shows titles and texts, newest first, to `visit` until it breaks off. Of `threads` callers, each with its own
    /// `thread` below that number, every text goes to one; the number beside it is its rank in the whole.
    pub(super) fn texts(
        &self,
        thread: usize,
        threads: usize,
        visit: &mut dyn FnMut(usize, ArticleId, &str, &str) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.sound(|| {
            let mut reader = BodyReader::new(self);
            for (rank, entry) in self.inner.trees.article.iter().rev().enumerate() {
                let (key, header) = entry.map_err(|error| self.wrong(error))?;
                if (rank / BLOCK) % threads != thread {
                    continue;
                }
                let Ok(header) = HeaderV1::read(&header) else { continue };
                reader.load(&key)?;
                let text = reader.body().map_or("", |body| body.text);
                if visit(rank, header.id(), header.title(), text).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// How many articles each source has, and how many of them are unread.
    pub(super) fn counts(&self) -> Result<HashMap<SourceId, SourceCount>, StoreError> {
        self.sound(|| {
            let mut names = Names::default();
            let mut counts: HashMap<SourceId, SourceCount> = HashMap::new();
            let mut marks = self.inner.trees.mark.iter().peekable();
            for entry in &self.inner.trees.article {
                let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
                while marks.next_if(|mark| mark.as_ref().is_ok_and(|(other, _)| *other < key)).is_some() {}
                let mark = match marks.peek() {
                    Some(Ok((other, mark))) if *other == key => mark_or_none(mark),
                    _ => Mark::default(),
                };
                let Ok(place) = HeaderPlace::read(&bytes) else { continue };
                let Ok(source) = names.source(place.source) else { continue };
                let count = counts.entry(source).or_default();
                count.articles += 1;
                count.unread += usize::from(!mark.read);
            }
            Ok(counts)
        })
    }

    /// What the last whole scan found wrong.
    pub(super) fn health(&self) -> Health {
        Health {
            damaged: self.inner.damaged.load(Ordering::Relaxed),
            missing: self.inner.missing.load(Ordering::Relaxed),
        }
    }

    /// The store in numbers.
    pub(super) fn statistics(&self) -> Result<Statistics, StoreError> {
        let bytes = self.inner.database.size_on_disk().map_err(|error| self.wrong(error))?;
        Ok(Statistics { articles: self.acknowledged()?, bytes })
    }

    pub(super) fn key_of(&self, id: ArticleId) -> Result<Option<Key>, StoreError> {
        let Some(stored) = self.value(&self.inner.trees.id, &id.0)? else { return Ok(None) };
        stored.as_ref().try_into().map(Some).map_err(|_| StoreError::record(id, Damage::Content))
    }

    pub(super) fn kept_at(&self, key: Key) -> Result<Kept, StoreError> {
        let headline = self.headline_at(key, &mut Names::default())?;
        let id = headline.article.id;
        let damaged = |damage| StoreError::record(id, damage);
        let mut reader = BodyReader::new(self);
        reader.load(&key)?;
        let document = reader.body().and_then(|body| body.document()).map_err(damaged)?;
        let measures = match self.value(&self.inner.trees.measure, &key)? {
            Some(bytes) => measures_in(&bytes).map_err(damaged)?,
            None => Vec::new(),
        };
        Ok(Kept { headline, document, measures })
    }

    fn headline_at(&self, key: Key, names: &mut Names) -> Result<Headline, StoreError> {
        let bytes =
            self.value(&self.inner.trees.article, &key)?.ok_or_else(|| half_gone(hexadecimal(key)))?;
        let mark = self.mark_at(key)?;
        HeaderV1::read(&bytes)
            .and_then(|header| header.headline(mark, names))
            .map_err(|damage| StoreError::record(hexadecimal(key), damage))
    }

    pub(super) fn mark_at(&self, key: Key) -> Result<Mark, StoreError> {
        Ok(self.value(&self.inner.trees.mark, &key)?.map_or(Mark::default(), |bytes| mark_or_none(&bytes)))
    }

    pub(super) fn part_count(&self, key: Key) -> Result<usize, StoreError> {
        Ok(self.keys_under(&self.inner.trees.body, key)?.len())
    }

    pub(super) fn keys_under(&self, tree: &sled::Tree, key: Key) -> Result<Vec<sled::IVec>, StoreError> {
        tree.scan_prefix(key).keys().collect::<Result<_, _>>().map_err(|error| self.wrong(error))
    }

    pub(super) fn value(&self, tree: &sled::Tree, key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        tree.get(key).map_err(|error| self.wrong(error))
    }
}

/// Reads bodies one after the other into the same buffers.
struct BodyReader<'a> {
    store: &'a Disk,
    unpacker: Unpacker,
    joined: Vec<u8>,
    unpacked: Vec<u8>,
    version: Result<u8, Damage>,
}

impl<'a> BodyReader<'a> {
    fn new(store: &'a Disk) -> BodyReader<'a> {
        let unpacker = Unpacker::new();
        BodyReader { store, unpacker, joined: Vec::new(), unpacked: Vec::new(), version: Err(Damage::Short) }
    }

    /// Reads the parts of a body and unpacks them.
    fn load(&mut self, key: &[u8]) -> Result<(), StoreError> {
        self.joined.clear();
        for part in self.store.inner.trees.body.scan_prefix(key).values() {
            self.joined.extend_from_slice(&part.map_err(|error| self.store.wrong(error))?);
        }
        self.version = envelope::check(&self.joined).and_then(|sealed| {
            sealed.unpack(&mut self.unpacker, &mut self.unpacked)?;
            Ok(sealed.version)
        });
        Ok(())
    }

    /// The body that was read last.
    fn body(&self) -> Result<BodyV1<'_>, Damage> {
        BodyV1::read(self.version?, &self.unpacked)
    }
}

/// Newest first by the date that is shown; the identifier settles what is equal.
pub(super) fn sort_newest_first(rows: &mut [Headline]) {
    rows.sort_by(|one, other| {
        let shown = other.article.dates.shown().cmp(&one.article.dates.shown());
        shown.then_with(|| one.article.id.cmp(&other.article.id))
    });
}

/// A mark; one that cannot be read must not hide its article.
fn mark_or_none(bytes: &[u8]) -> Mark {
    mark_in(bytes).unwrap_or_default()
}

pub(super) fn mark_in(bytes: &[u8]) -> Result<Mark, Damage> {
    envelope::open::<MarkV1>(bytes).map(|record| record.mark())
}

pub(super) fn measures_in(bytes: &[u8]) -> Result<Vec<Measure>, Damage> {
    let sealed = envelope::check(bytes)?;
    if sealed.version != MEASURES {
        return Err(Damage::Version(sealed.version));
    }
    let records: Vec<MeasureV1<'_>> = postcard::from_bytes(sealed.raw()?).map_err(|_| Damage::Content)?;
    records.iter().map(MeasureV1::measure).collect()
}

pub(super) fn earlier_in(record: &[u8]) -> Result<Earlier, Damage> {
    let sealed = envelope::check(record)?;
    let mut buffer = Vec::new();
    sealed.unpack(&mut Unpacker::new(), &mut buffer)?;
    earlier_of(&EarlierV1::read(sealed.version, &buffer)?)
}

pub(super) fn earlier_of(earlier: &EarlierV1<'_>) -> Result<Earlier, Damage> {
    Ok(Earlier {
        replaced: earlier.replaced()?,
        title: earlier.title.to_owned(),
        document: earlier.body.document()?,
    })
}

/// An identifier leads to a record that is not there.
fn half_gone(name: impl ToString) -> StoreError {
    StoreError::record(name, Damage::Short)
}

fn hexadecimal(key: Key) -> String {
    format!("{:032x}", u128::from_be_bytes(key))
}
