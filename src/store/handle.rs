//! The store as others see it: the database of this process, or that of the process that holds it.
//!
//! Knows who does the work, and takes the database over when the process that held it has gone. Leaves the work itself
//! to [`Disk`] and, over the local socket, to [`Owner`].

use std::collections::HashMap;
use std::fmt;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::archive::{Received, Size};
use crate::domain::{ArticleId, Headline, MarkChange, Source, SourceId};

use super::backup::BackupSummary;
use super::check::Examination;
use super::client::Owner;
use super::error::StoreError;
use super::open::Disk;
use super::read::{Earlier, Health, Kept, Resolved, Statistics};
use super::serve::Serving;
use super::sources::{Contact, FetchState, KeptSource, SourceCount};
use super::write::{Incoming, Upserted};

/// How long a process that holds the store is waited for: it may be opening it, or ending.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often it is tried.
const PAUSE: Duration = Duration::from_millis(20);

/// A store, open. Cheap to clone; every clone is the same store.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    data: PathBuf,
    backend: RwLock<Arc<Backend>>,
}

enum Backend {
    /// This process holds the database, and serves others. Service ends before the database closes.
    Here { _serving: Option<Serving>, disk: Disk },
    /// Another process holds it.
    There(Owner),
}

impl Store {
    /// Opens the store in a data directory, or makes one there. When another process holds it, that process does the
    /// work.
    pub fn open(data: &Path) -> Result<Store, StoreError> {
        let backend = RwLock::new(Arc::new(Backend::find(data)?));
        Ok(Store { shared: Arc::new(Shared { data: data.to_owned(), backend }) })
    }

    /// Makes an empty store that is gone when its last clone is dropped. Nothing in it is synced, and it is not served.
    pub fn temporary() -> Result<Store, StoreError> {
        Ok(Store::over(Disk::temporary()?))
    }

    /// A store over a database of this process, not served.
    pub(super) fn over(disk: Disk) -> Store {
        let data = disk.folder().to_owned();
        let backend = RwLock::new(Arc::new(Backend::Here { _serving: None, disk }));
        Store { shared: Arc::new(Shared { data, backend }) }
    }

    /// The database, when this process has it.
    pub(super) fn disk(&self) -> Option<Disk> {
        match &*self.backend() {
            Backend::Here { disk, .. } => Some(disk.clone()),
            Backend::There(_) => None,
        }
    }

    /// The data directory.
    pub fn folder(&self) -> &Path {
        &self.shared.data
    }

    /// Whether the database is held by this process.
    pub fn is_owner(&self) -> bool {
        matches!(*self.backend(), Backend::Here { .. })
    }

    /// Every article's row, newest first. Rows that cannot be read are left out and counted in [`Store::health`].
    pub fn headlines(&self) -> Result<Vec<Headline>, StoreError> {
        self.ask(Disk::headlines, Owner::headlines)
    }

    /// Gives every row to `take`, nearly in the order of lists; for those who keep less of it than a row. Gives back how
    /// many could not be read.
    pub fn each_row(&self, take: &mut dyn FnMut(Headline)) -> Result<u64, StoreError> {
        match &*self.backend() {
            Backend::Here { disk, .. } => disk.each_row(take),
            Backend::There(owner) => {
                owner.headlines()?.into_iter().for_each(take);
                Ok(owner.health()?.damaged)
            }
        }
    }

    /// The newest rows, at most `count`: those that a list shows first.
    pub fn newest(&self, count: usize) -> Result<Vec<Headline>, StoreError> {
        self.ask(|disk| disk.newest(count), |owner| owner.newest(count))
    }

    /// The rows of these articles in the same order, those that are gone left out.
    pub fn headlines_of(&self, ids: &[ArticleId]) -> Result<Vec<Headline>, StoreError> {
        self.ask(|disk| disk.headlines_of(ids), |owner| owner.headlines_of(ids))
    }

    /// An article whole, or nothing when there is none.
    pub fn article(&self, id: ArticleId) -> Result<Option<Kept>, StoreError> {
        self.ask(|disk| disk.article(id), |owner| owner.article(id))
    }

    /// The number that was made from what the source gave, or nothing when there is no such article.
    pub fn digest(&self, id: ArticleId) -> Result<Option<u64>, StoreError> {
        self.ask(|disk| disk.digest(id), |owner| owner.digest(id))
    }

    /// Whether an article was taken away for good.
    pub fn is_gone(&self, id: ArticleId) -> Result<bool, StoreError> {
        self.ask(|disk| disk.is_gone(id), |owner| owner.is_gone(id))
    }

    /// Earlier states of an article, the oldest first.
    pub fn earlier(&self, id: ArticleId) -> Result<Vec<Earlier>, StoreError> {
        self.ask(|disk| disk.earlier(id), |owner| owner.earlier(id))
    }

    /// The articles that have an earlier state, in no order.
    pub fn changed(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.ask(Disk::changed, Owner::changed)
    }

    /// What the first digits of an identifier stand for.
    pub fn resolve(&self, digits: &str) -> Result<Resolved, StoreError> {
        self.ask(|disk| disk.resolve(digits), |owner| owner.resolve(digits))
    }

    /// Shows titles and texts, newest first, to `visit` until it breaks off. Of `threads` callers, each with its own
    /// `thread` below that number, every text goes to one; the number beside it is its rank in the whole.
    pub fn texts(
        &self,
        thread: usize,
        threads: usize,
        visit: &mut dyn FnMut(usize, ArticleId, &str, &str) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        match &*self.backend() {
            Backend::Here { disk, .. } => disk.texts(thread, threads, visit),
            Backend::There(owner) => owner.texts(thread, threads, visit),
        }
    }

    /// How many articles each source has, and how many of them are unread.
    pub fn counts(&self) -> Result<HashMap<SourceId, SourceCount>, StoreError> {
        self.ask(Disk::counts, Owner::counts)
    }

    /// What the last reading of all rows found wrong.
    pub fn health(&self) -> Result<Health, StoreError> {
        self.ask(|disk| Ok(disk.health()), Owner::health)
    }

    /// The store in numbers.
    pub fn statistics(&self) -> Result<Statistics, StoreError> {
        self.ask(Disk::statistics, Owner::statistics)
    }

    /// A number that another one follows when anything has changed, whoever changed it.
    pub fn revision(&self) -> Result<u64, StoreError> {
        self.ask(|disk| Ok(disk.revision()), Owner::revision)
    }

    /// Keeps articles: new ones, and changes of those that are there. When it returns, they are on disk. An article that
    /// is there keeps its mark and the time of its first fetch. Of two with the same identifier the first counts. One that
    /// was taken away stays away.
    pub fn upsert(&self, incoming: &[Incoming]) -> Result<Upserted, StoreError> {
        self.ask(|disk| disk.upsert(incoming), |owner| owner.upsert(incoming))
    }

    /// Takes articles away for good, with their bodies, measures, marks and earlier states; they do not come back when a
    /// source gives them again. Gives back how many were there.
    pub fn remove(&self, ids: &[ArticleId]) -> Result<usize, StoreError> {
        self.ask(|disk| disk.remove(ids), |owner| owner.remove(ids))
    }

    /// Changes marks, and gives back those articles whose mark was another before. On disk, in the journal, when it
    /// returns.
    pub fn mark(&self, ids: &[ArticleId], change: MarkChange) -> Result<Vec<ArticleId>, StoreError> {
        self.ask(|disk| disk.mark(ids, change), |owner| owner.mark(ids, change))
    }

    /// Every source in its order, also those that are no longer followed.
    pub fn sources(&self) -> Result<Vec<KeptSource>, StoreError> {
        self.ask(Disk::sources, Owner::sources)
    }

    /// Keeps sources: those that are there are replaced and keep their place, the others come last in the given order.
    pub fn put_sources(&self, sources: &[Source]) -> Result<(), StoreError> {
        self.ask(|disk| disk.put_sources(sources), |owner| owner.put_sources(sources))
    }

    /// Ceases to follow a source; gives back whether it was followed.
    pub fn unfollow(&self, id: &SourceId) -> Result<bool, StoreError> {
        self.ask(|disk| disk.unfollow(id), |owner| owner.unfollow(id))
    }

    /// How a source's fetches fare; a source that was never fetched has an empty state.
    pub fn fetch_state(&self, id: &SourceId) -> Result<FetchState, StoreError> {
        self.ask(|disk| disk.fetch_state(id), |owner| owner.fetch_state(id))
    }

    /// Keeps how a source's fetches fare. On disk half a second later, or at the next flush.
    pub fn put_fetch_state(&self, id: &SourceId, state: &FetchState) -> Result<(), StoreError> {
        self.ask(|disk| disk.put_fetch_state(id, state), |owner| owner.put_fetch_state(id, state))
    }

    /// Every host to which requests were ever sent, by name.
    pub fn contacts(&self) -> Result<Vec<Contact>, StoreError> {
        self.ask(Disk::contacts, Owner::contacts)
    }

    /// Adds requests to the counts of their hosts. On disk half a second later, or at the next flush.
    pub fn add_contacts(&self, requests: &[(String, u64)], now: Timestamp) -> Result<(), StoreError> {
        self.ask(|disk| disk.add_contacts(requests, now), |owner| owner.add_contacts(requests, now))
    }

    /// Whether the first sources were already given; they are given once.
    pub fn is_seeded(&self) -> Result<bool, StoreError> {
        self.ask(Disk::is_seeded, Owner::is_seeded)
    }

    /// Remembers that the first sources were given.
    pub fn set_seeded(&self) -> Result<(), StoreError> {
        self.ask(Disk::set_seeded, Owner::set_seeded)
    }

    /// Archives answers that came together, the feed's first; when it returns, they are on disk. With `most`, the oldest
    /// files go when the archive takes more bytes. A temporary store archives nothing.
    pub fn archive(&self, received: &[Received], most: Option<u64>) -> Result<(), StoreError> {
        self.ask(|disk| disk.archive(received, most), |owner| owner.archive(received, most))
    }

    /// How much the archive takes.
    pub fn archive_size(&self) -> Result<Size, StoreError> {
        self.ask(Disk::archive_size, Owner::archive_size)
    }

    /// Ensures that all that was acknowledged is on disk.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.ask(Disk::flush, Owner::flush)
    }

    /// Writes everything into a file, reads that back, and only then gives it its name. Writers wait; readers do not.
    pub fn backup(&self, to: &Path) -> Result<BackupSummary, StoreError> {
        let to = std::path::absolute(to).map_err(|cause| StoreError::of_system(to, cause))?;
        self.ask(|disk| disk.backup(&to), |owner| owner.backup(&to))
    }

    /// Makes the day's backup in the data directory if there is none yet, and lets the oldest go. Gives back its path
    /// when it made one.
    pub fn backup_daily(&self, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        self.ask(|disk| disk.backup_daily(now), |owner| owner.backup_daily(now))
    }

    /// Reads everything. Writers wait meanwhile.
    pub fn examine(&self) -> Result<Examination, StoreError> {
        self.ask(Disk::examine, Owner::examine)
    }

    /// Has the work done where the database is held; once more when who held it has gone meanwhile. Every request may be
    /// made twice without harm.
    fn ask<T>(
        &self,
        here: impl FnOnce(&Disk) -> Result<T, StoreError>,
        there: impl Fn(&Owner) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let backend = self.backend();
        match &*backend {
            Backend::Here { disk, .. } => return here(disk),
            Backend::There(owner) => match there(owner) {
                Err(StoreError::OwnerGone { .. }) => self.take_over(&backend)?,
                outcome => return outcome,
            },
        }
        match &*self.backend() {
            Backend::Here { disk, .. } => here(disk),
            Backend::There(owner) => there(owner),
        }
    }

    fn backend(&self) -> Arc<Backend> {
        Arc::clone(&self.shared.backend.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Finds anew who holds the database, unless another thread has done so.
    fn take_over(&self, gone: &Arc<Backend>) -> Result<(), StoreError> {
        let mut backend = self.shared.backend.write().unwrap_or_else(PoisonError::into_inner);
        if Arc::ptr_eq(&backend, gone) {
            *backend = Arc::new(Backend::find(&self.shared.data)?);
        }
        Ok(())
    }
}

impl Backend {
    /// Opens the database; when another process holds it, finds that process.
    fn find(data: &Path) -> Result<Backend, StoreError> {
        let start = Instant::now();
        loop {
            let locked = match Disk::open(data) {
                Ok(disk) => return Ok(Backend::Here { _serving: Serving::start(&disk), disk }),
                Err(locked @ StoreError::Locked { .. }) => locked,
                Err(other) => return Err(other),
            };
            match Owner::greet(data) {
                Ok(owner) => return Ok(Backend::There(owner)),
                Err(StoreError::OwnerGone { .. }) if start.elapsed() < PATIENCE => thread::sleep(PAUSE),
                Err(StoreError::OwnerGone { .. }) => return Err(locked),
                Err(other) => return Err(other),
            }
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("folder", &self.shared.data).finish_non_exhaustive()
    }
}
