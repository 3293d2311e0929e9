//! A store made of the legs that it stands on: what was drawn anew from the archive, what can still be read of the old
//! database (or of the newest sound backup), and the journal of what the reader did.
//!
//! The old database is never written to: it is kept aside when the new one takes its place.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::backup::{Record, RecordReader, daily_backups, verify_backup};
use super::check::{Finding, Salvage};
use super::error::StoreError;
use super::folder::{self, Lock};
use super::handle::Store;
use super::journal::{self, Act, Journal, ids_in};
use super::open::{Disk, Trees, meta};
use super::rebuild::{Builder, Rebuilt, finish_swap, swap};
use super::record::{HeaderV1, SourceV1};
use super::stamp::{Found, Stamp};

/// Which leg is believed about an article that both have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leg {
    /// What was drawn anew from the archive.
    Archive,
    /// What the database holds.
    Database,
}

/// A store in the making; nobody else can use the data directory meanwhile.
#[derive(Debug)]
pub struct Making {
    data: PathBuf,
    scratch: Store,
    lock: Lock,
}

impl Making {
    /// Begins in a data directory. The scratch store follows what the journal says is followed.
    pub fn start(data: &Path) -> Result<Making, StoreError> {
        folder::prepare(data)?;
        let lock = Lock::take(data)?;
        folder::require_room(data)?;
        finish_swap(data)?;
        let scratch = Disk::scratch(data)?;
        follow_journal(data, &scratch)?;
        Ok(Making { data: data.to_owned(), scratch: Store::over(scratch), lock })
    }

    /// An empty store, to be filled from the archive.
    pub fn scratch(&self) -> &Store {
        &self.scratch
    }

    /// Makes the store and lets it take the old one's place. `first` tells which leg is believed; what it lacks comes
    /// from the others. Every clone of the scratch store must be gone.
    pub fn finish(self, first: Leg) -> Result<Rebuilt, StoreError> {
        let Making { data, scratch, lock } = self;
        let (old, unread) = match Disk::open_unverified_unlocked(&data) {
            Ok(old) => (Some(old), None),
            Err(error) if error.is_damage() => (None, Some(error)),
            Err(error) => return Err(error),
        };
        let salvage = old.as_ref().and_then(|old| old.sound(|| Salvage::of(old)).ok());
        let old_leg = old.as_ref().zip(salvage.as_ref());
        let expected = expected(&data, old.as_ref())?;
        let mut merger =
            Merger { builder: Builder::start(&data)?, ids: HashSet::new(), gone: HashSet::new(), carried: 0 };
        let drawn = scratch.disk().ok_or_else(|| StoreError::corrupt(&data, "the scratch store is gone"))?;
        for known in old.iter().chain([&drawn]) {
            merger.leave_out(known)?;
        }
        match first {
            Leg::Archive => {
                merger.add_scratch(&drawn)?;
                merger.add_old(old_leg)?;
            }
            Leg::Database => {
                merger.add_old(old_leg)?;
                merger.add_scratch(&drawn)?;
            }
        }
        if salvage.is_none() {
            merger.add_backup(&data)?;
        }
        let is_whole = salvage.as_ref().is_some_and(|salvage| salvage.is_sound_in(&TOLD_BY_JOURNAL));
        merger.write_meta(&data, old.as_ref().filter(|_| is_whole && first == Leg::Database))?;
        let carried = merger.carried;
        let articles = merger.builder.finish()?;
        if let Some(error) = unread.filter(|_| articles == 0 && expected > 0) {
            return Err(error);
        }
        drop((drawn, scratch));
        if let Some(old) = old {
            old.close()?;
        }
        let rebuilt = swap(&data, articles, 0, true)?;
        let articles = renew_legs(&data)?;
        drop(lock);
        Ok(Rebuilt { articles, lost: expected.saturating_sub(articles), carried, ..rebuilt })
    }
}

/// What can be wrong in a database that the journal can say once more.
const TOLD_BY_JOURNAL: [Finding; 4] =
    [Finding::Mark, Finding::Source, Finding::StrayIdentifier, Finding::NoIdentifier];

/// Articles that were acknowledged once, as far as anything still tells.
fn expected(data: &Path, old: Option<&Disk>) -> Result<u64, StoreError> {
    match Stamp::find(data).map_err(|cause| StoreError::of_system(data, cause))? {
        Found::Stamp(stamp) => Ok(stamp.articles),
        Found::Nothing | Found::Unreadable => Ok(old.and_then(|old| old.acknowledged().ok()).unwrap_or(0)),
    }
}

/// Gives a scratch store the sources that the journal names, and the articles that are to stay away.
fn follow_journal(data: &Path, scratch: &Disk) -> Result<(), StoreError> {
    let wrong = |cause| StoreError::of_system(&Journal::place(data), cause);
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    journal::read(&Journal::place(data), &mut |line| match line.map(|line| line.act) {
        Some(Act::Follow { sources }) => {
            kept.extend(sources.into_iter().filter_map(|source| SourceV1::kept(source).ok()));
        }
        Some(Act::Remove { articles }) => gone.extend(ids_in(&articles)),
        _ => {}
    })
    .map_err(wrong)?;
    scratch.apply_removal(&gone)?;
    scratch.apply_sources(&kept)
}

/// Opens the new store once, so that it hears of the journal; a journal that is damaged is put aside and begun anew from
/// what is known, and so are files of the archive that are. Gives back how many articles there are.
fn renew_legs(data: &Path) -> Result<u64, StoreError> {
    let store = Disk::open_unlocked(data)?;
    let (damaged, is_short) = store.examine_journal()?;
    if damaged > 0 || is_short {
        journal::move_aside(data, &Journal::place(data)).map_err(|cause| store.journal_wrong(cause))?;
        store.catch_up()?;
    }
    if store.examine_archive()? != (0, 0) {
        store.mend_archive(Timestamp::now())?;
    }
    let articles = store.acknowledged()?;
    store.close()?;
    Ok(articles)
}

/// Puts records of several databases together; the first that has an article gives it.
struct Merger {
    builder: Builder,
    ids: HashSet<[u8; 16]>,
    gone: HashSet<[u8; 16]>,
    carried: u64,
}

impl Merger {
    /// Leaves out the articles that a database says were taken away.
    fn leave_out(&mut self, old: &Disk) -> Result<(), StoreError> {
        for id in old.inner.trees.gone.iter().keys() {
            let id = id.map_err(|error| old.wrong(error))?;
            self.gone.extend(<[u8; 16]>::try_from(&*id).ok());
        }
        Ok(())
    }

    fn add_scratch(&mut self, scratch: &Disk) -> Result<(), StoreError> {
        let mut taker = Taker::new(self, false);
        for (number, tree) in scratch.inner.trees.truth() {
            for entry in tree {
                let (key, value) = entry.map_err(|error| scratch.wrong(error))?;
                taker.take((number, &key, &value))?;
            }
        }
        Ok(())
    }

    fn add_old(&mut self, old: Option<(&Disk, &Salvage)>) -> Result<(), StoreError> {
        let Some((old, salvage)) = old else { return Ok(()) };
        let mut taker = Taker::new(self, true);
        old.sound(|| salvage.copy(old, &mut |record| taker.take(record)))
    }

    /// The newest backup that is sound.
    fn add_backup(&mut self, data: &Path) -> Result<(), StoreError> {
        let Some(backup) = daily_backups(data).into_iter().find(|backup| verify_backup(backup).is_ok())
        else {
            return Ok(());
        };
        let mut reader = RecordReader::open(&backup)?;
        let mut taker = Taker::new(self, true);
        while let Some(record) = reader.next()? {
            taker.take(record)?;
        }
        Ok(())
    }

    /// What the new database says of its journal: that of the file which is there; and that it has heard of all of it
    /// that `old` had heard of, or of nothing.
    fn write_meta(&mut self, data: &Path, old: Option<&Disk>) -> Result<(), StoreError> {
        let wrong = |cause| StoreError::of_system(&Journal::place(data), cause);
        let mut by = None;
        journal::read(&Journal::place(data), &mut |line| {
            if let Some(line) = line {
                by = u64::from_str_radix(&line.by, 16).ok();
            }
        })
        .map_err(wrong)?;
        if let Some(by) = by {
            self.builder.put((Trees::META, meta::JOURNAL, &by.to_le_bytes()))?;
        }
        let heard = old.and_then(|old| old.number(meta::HEARD).ok()?).unwrap_or(0);
        self.builder.put((Trees::META, meta::HEARD, &heard.to_le_bytes()))
    }
}

/// Takes the articles of one database that no earlier one had, and of the other records all that are its own.
struct Taker<'a> {
    merger: &'a mut Merger,
    articles: HashSet<Vec<u8>>,
    /// Whether what it says of sources and of the archive is taken: the scratch store knows nothing of either.
    is_old: bool,
    is_first: bool,
}

impl Taker<'_> {
    fn new(merger: &mut Merger, is_old: bool) -> Taker<'_> {
        let is_first = merger.ids.is_empty();
        Taker { merger, articles: HashSet::new(), is_old, is_first }
    }

    fn take(&mut self, (number, key, value): Record<'_>) -> Result<(), StoreError> {
        let wanted = match number {
            Trees::ARTICLE => self.takes_article(key, value),
            Trees::GONE => true,
            Trees::META => self.is_old && ![meta::JOURNAL, meta::HEARD].contains(&key),
            number if Trees::OF_ARTICLES.contains(&number) => {
                key.get(..16).is_some_and(|key| self.articles.contains(key))
            }
            _ => self.is_old,
        };
        if wanted { self.merger.builder.put((number, key, value)) } else { Ok(()) }
    }

    fn takes_article(&mut self, key: &[u8], value: &[u8]) -> bool {
        let Ok(header) = HeaderV1::read(value) else { return false };
        let id = header.id().0;
        let is_new = !self.merger.gone.contains(&id) && self.merger.ids.insert(id);
        if is_new {
            self.articles.insert(key.to_vec());
            self.merger.carried += u64::from(!self.is_first);
        }
        is_new
    }
}
