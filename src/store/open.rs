//! Opening a store, and refusing to, with the reason.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::archive::Archive;

use super::error::StoreError;
use super::folder::{self, Lock};
use super::guard::{self, guarded};
use super::journal::Journal;
use super::rebuild::finish_swap;
use super::stamp::{Found, Stamp};
use super::sync;

/// The version of stores that this program writes, and the newest that it reads.
pub const SCHEMA: u32 = 1;

/// What the database says of itself, so that another program's database is not taken for ours.
pub(super) const MAGIC: &[u8] = b"vigie store";
/// Bytes of pages that sled keeps in memory, as its target.
pub(super) const CACHE: u64 = 32 << 20;

/// The database of this process. Cheap to clone; every clone is the same database.
#[derive(Clone)]
pub(super) struct Disk {
    pub(super) inner: Arc<Inner>,
}

/// Fields are given back in this order: the database before its lock, and that before its directory.
pub(super) struct Inner {
    pub(super) trees: Trees,
    pub(super) database: sled::Db,
    pub(super) data: PathBuf,
    pub(super) damaged: AtomicU64,
    pub(super) missing: AtomicU64,
    /// Used by who holds the right to write.
    pub(super) archive: Mutex<Archive>,
    /// Nothing in a temporary store.
    pub(super) journal: Mutex<Option<Journal>>,
    revision: AtomicU64,
    writing: Mutex<()>,
    pub(super) durable: bool,
    lock: Option<Lock>,
    _temporary: Option<TempDir>,
}

/// The trees of the database, by what they hold.
pub(super) struct Trees {
    /// Key to header.
    pub(super) article: sled::Tree,
    /// Key and part to a piece of the body's record.
    pub(super) body: sled::Tree,
    /// Key to measures; absent when there is none.
    pub(super) measure: sled::Tree,
    /// Article's identifier to key.
    pub(super) id: sled::Tree,
    /// Key, ordinal and part to a piece of an earlier state.
    pub(super) version: sled::Tree,
    /// Key to mark; absent when unread and not starred.
    pub(super) mark: sled::Tree,
    /// Source's identifier to source.
    pub(super) source: sled::Tree,
    /// Source's identifier to how its fetches fare.
    pub(super) fetch: sled::Tree,
    /// What the store says of itself.
    pub(super) meta: sled::Tree,
    /// Article's identifier to nothing: it was taken away for good and stays away.
    pub(super) gone: sled::Tree,
    /// Digest of an archived payload to the record that has it.
    pub(super) seen: sled::Tree,
}

/// Names in the `meta` tree.
pub(super) mod meta {
    pub(in crate::store) const MAGIC: &[u8] = b"magic";
    /// What the names of contacted hosts begin with.
    pub(in crate::store) const HOST: &[u8] = b"host:";
    pub(in crate::store) const SCHEMA: &[u8] = b"schema";
    pub(in crate::store) const GENERATION: &[u8] = b"generation";
    pub(in crate::store) const ARTICLES: &[u8] = b"articles";
    pub(in crate::store) const SEEDED: &[u8] = b"seeded";
    /// The store's name in its journal.
    pub(in crate::store) const JOURNAL: &[u8] = b"journal";
    /// The last line of the journal that the database has heard of.
    pub(in crate::store) const HEARD: &[u8] = b"heard";
}

impl Disk {
    /// Opens the store in a data directory, or makes one there.
    pub(super) fn open(data: &Path) -> Result<Disk, StoreError> {
        let (store, stamp) = Disk::open_files(data)?;
        store.sound(|| store.verify_or_create(stamp))?;
        store.sound(|| store.catch_up())?;
        Ok(store)
    }

    /// Opens what is there, however much may be missing, to save what can be saved, while this process holds the directory
    /// already.
    pub(super) fn open_unverified_unlocked(data: &Path) -> Result<Disk, StoreError> {
        let (store, stamp) = Disk::open_database(data, None)?;
        match store.sound(|| store.verify_or_create(stamp)) {
            Err(error) if !error.is_damage() => Err(error),
            _ => Ok(store),
        }
    }

    /// Opens a store while this process holds the directory already.
    pub(super) fn open_unlocked(data: &Path) -> Result<Disk, StoreError> {
        let (store, stamp) = Disk::open_database(data, None)?;
        store.sound(|| store.verify_or_create(stamp))?;
        store.sound(|| store.catch_up())?;
        Ok(store)
    }

    fn open_files(data: &Path) -> Result<(Disk, Found), StoreError> {
        folder::prepare(data)?;
        let lock = Lock::take(data)?;
        folder::require_room(data)?;
        finish_swap(data)?;
        Disk::open_database(data, Some(lock))
    }

    fn open_database(data: &Path, lock: Option<Lock>) -> Result<(Disk, Found), StoreError> {
        sync::hold();
        let stamp = Stamp::find(data).map_err(|cause| StoreError::of_system(data, cause))?;
        let database = open_database(data, stamp)?;
        let inner = guarded(|| Inner::new(database, data, lock, None))
            .map_err(|panic| StoreError::corrupt(data, panic))??;
        Ok((Disk::of(inner), stamp))
    }

    pub(super) fn of(inner: Inner) -> Disk {
        Disk { inner: Arc::new(inner) }
    }

    /// Closes the database and keeps the lock, so that files can be put in its place. Refuses while others hold the
    /// store.
    pub(super) fn close(self) -> Result<Option<Lock>, StoreError> {
        let folder = self.inner.data.clone();
        self.flush()?;
        let mut inner = Arc::into_inner(self.inner)
            .ok_or(StoreError::Locked { folder, holder: Some(std::process::id()) })?;
        Ok(inner.lock.take())
    }

    /// Makes an empty store that is gone when its last clone is dropped. Nothing in it is synced.
    pub(super) fn temporary() -> Result<Disk, StoreError> {
        Disk::temporary_in(&std::env::temp_dir(), "vigie-")
    }

    /// The same inside a data directory.
    pub(super) fn scratch(data: &Path) -> Result<Disk, StoreError> {
        Disk::temporary_in(data, folder::SCRATCH)
    }

    fn temporary_in(place: &Path, prefix: &str) -> Result<Disk, StoreError> {
        let wrong = |cause| StoreError::of_system(place, cause);
        let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(place).map_err(wrong)?;
        let data = folder.path().to_owned();
        let configuration = sled::Config::new().path(data.join(folder::DATABASE)).cache_capacity(CACHE);
        let database =
            configuration.temporary(true).open().map_err(|error| StoreError::of_database(&data, error))?;
        let inner = Inner::new(database, &data, None, Some(folder))?;
        let store = Disk::of(inner);
        store.verify_or_create(Found::Nothing)?;
        Ok(store)
    }

    /// The data directory.
    pub(super) fn folder(&self) -> &Path {
        &self.inner.data
    }

    /// Ensures that all that was acknowledged is on disk.
    pub(super) fn flush(&self) -> Result<(), StoreError> {
        self.sound(|| self.inner.database.flush().map(drop).map_err(|error| self.wrong(error)))
    }

    /// Refuses when too little room is left: a write that fails half-way would keep the database from being read too.
    pub(super) fn require_room(&self) -> Result<(), StoreError> {
        if self.inner.durable { folder::require_room(&self.inner.data) } else { Ok(()) }
    }

    /// A number that another one follows when anything has changed.
    pub(super) fn revision(&self) -> u64 {
        self.inner.revision.load(Ordering::Relaxed)
    }

    /// Tells that something has changed.
    pub(super) fn touch(&self) {
        self.inner.revision.fetch_add(1, Ordering::Relaxed);
    }

    /// Runs work on the database; a panic of the database becomes the error that it stands for.
    pub(super) fn sound<T>(&self, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        guarded(work).unwrap_or_else(|panic| Err(StoreError::corrupt(&self.inner.data, panic)))
    }

    /// Names a failure of the database.
    pub(super) fn wrong(&self, error: sled::Error) -> StoreError {
        StoreError::of_database(&self.inner.data, error)
    }

    /// Waits for the right to write; writers come one by one.
    pub(super) fn writing(&self) -> MutexGuard<'_, ()> {
        self.inner.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the stamp for so many articles.
    pub(super) fn stamp(&self, articles: u64) -> Result<(), StoreError> {
        if self.inner.durable { self.write_stamp(self.stamp_for(articles)?) } else { Ok(()) }
    }

    /// Writes the stamp before articles go, the newest perhaps among them.
    pub(super) fn stamp_without_highest(&self, articles: u64) -> Result<(), StoreError> {
        if !self.inner.durable {
            return Ok(());
        }
        self.write_stamp(Stamp { generation: self.generation()?, articles, highest: None })
    }

    /// What the stamp says for so many articles.
    pub(super) fn stamp_for(&self, articles: u64) -> Result<Stamp, StoreError> {
        let highest = self.inner.trees.article.last().map_err(|error| self.wrong(error))?;
        let highest = highest.and_then(|(key, _)| key.as_ref().try_into().ok());
        Ok(Stamp { generation: self.generation()?, articles, highest })
    }

    fn write_stamp(&self, stamp: Stamp) -> Result<(), StoreError> {
        stamp.write(&self.inner.data).map_err(|cause| StoreError::of_system(&self.inner.data, cause))
    }

    /// How many articles were acknowledged.
    pub(super) fn acknowledged(&self) -> Result<u64, StoreError> {
        Ok(self.number(meta::ARTICLES)?.unwrap_or(0))
    }

    pub(super) fn generation(&self) -> Result<u64, StoreError> {
        Ok(self.number(meta::GENERATION)?.unwrap_or(0))
    }

    pub(super) fn number(&self, name: &[u8]) -> Result<Option<u64>, StoreError> {
        let stored = self.inner.trees.meta.get(name).map_err(|error| self.wrong(error))?;
        Ok(stored.and_then(|bytes| Some(u64::from_le_bytes(bytes.as_ref().try_into().ok()?))))
    }

    fn verify_or_create(&self, stamp: Found) -> Result<(), StoreError> {
        let magic = self.inner.trees.meta.get(meta::MAGIC).map_err(|error| self.wrong(error))?;
        match (magic, stamp) {
            (Some(magic), _) if magic == MAGIC => self.verify(stamp),
            (Some(_), _) => Err(self.foreign()),
            (None, Found::Stamp(stamp)) => Err(self.shrunk(stamp.articles, 0)),
            (None, Found::Unreadable) => {
                Err(StoreError::corrupt(&self.inner.data, "it says nothing of itself"))
            }
            (None, Found::Nothing) if self.is_empty()? => self.create(),
            (None, Found::Nothing) => Err(self.foreign()),
        }
    }

    fn verify(&self, stamp: Found) -> Result<(), StoreError> {
        let schema = self.number(meta::SCHEMA)?.unwrap_or(0);
        let found = u32::try_from(schema).unwrap_or(u32::MAX);
        if found > SCHEMA {
            return Err(StoreError::Newer { folder: self.inner.data.clone(), found, known: SCHEMA });
        }
        let articles = self.acknowledged()?;
        match stamp {
            Found::Stamp(stamp) => self.compare(stamp, articles),
            Found::Nothing | Found::Unreadable => self.stamp(articles),
        }
    }

    /// Compares what is there with what the stamp says was there.
    fn compare(&self, stamp: Stamp, articles: u64) -> Result<(), StoreError> {
        if stamp.generation != self.generation()? {
            return Err(StoreError::corrupt(
                &self.inner.data,
                "the database is not the one that was stamped",
            ));
        }
        if articles < stamp.articles {
            return Err(self.shrunk(stamp.articles, articles));
        }
        let Some(highest) = stamp.highest else { return Ok(()) };
        match self.inner.trees.article.contains_key(highest) {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::corrupt(&self.inner.data, "its newest article is gone")),
            Err(error) => Err(self.wrong(error)),
        }
    }

    /// Makes the store: first the database says what it is, then the stamp.
    fn create(&self) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        batch.insert(meta::MAGIC, MAGIC);
        batch.insert(meta::SCHEMA, &u64::from(SCHEMA).to_le_bytes());
        batch.insert(meta::GENERATION, &drawn_by_lot().to_le_bytes());
        batch.insert(meta::ARTICLES, &0_u64.to_le_bytes());
        self.inner.trees.meta.apply_batch(batch).map_err(|error| self.wrong(error))?;
        self.flush()?;
        for folder in [self.inner.data.join(folder::DATABASE), self.inner.data.clone()] {
            folder::sync_directory(&folder).map_err(|cause| StoreError::of_system(&folder, cause))?;
        }
        self.stamp(0)
    }

    /// Whether no tree holds anything, not even one that another program named.
    fn is_empty(&self) -> Result<bool, StoreError> {
        for name in self.inner.database.tree_names() {
            let tree = self.inner.database.open_tree(name).map_err(|error| self.wrong(error))?;
            if !tree.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn foreign(&self) -> StoreError {
        StoreError::Foreign { folder: self.inner.data.clone() }
    }

    fn shrunk(&self, expected: u64, found: u64) -> StoreError {
        StoreError::Shrunk { folder: self.inner.data.clone(), expected, found }
    }
}

fn open_database(data: &Path, stamp: Found) -> Result<sled::Db, StoreError> {
    let path = data.join(folder::DATABASE);
    let there = path.join("db").exists();
    if !there && stamp != Found::Nothing {
        return Err(StoreError::corrupt(data, "the database is gone"));
    }
    folder::make_private(&path).map_err(|cause| StoreError::of_system(&path, cause))?;
    let configuration = sled::Config::new().path(&path).cache_capacity(CACHE);
    guarded(|| guard::open_database(&configuration))
        .map_err(|panic| StoreError::corrupt(data, panic))?
        .map_err(|error| StoreError::of_database(data, error))
}

impl Inner {
    pub(super) fn new(
        database: sled::Db,
        data: &Path,
        lock: Option<Lock>,
        temporary: Option<TempDir>,
    ) -> Result<Inner, StoreError> {
        let trees = Trees::open(&database).map_err(|error| StoreError::of_database(data, error))?;
        Ok(Inner {
            trees,
            database,
            data: data.to_owned(),
            damaged: AtomicU64::new(0),
            missing: AtomicU64::new(0),
            journal: Mutex::new(None),
            archive: Mutex::new(Archive::new(&data.join(folder::ARCHIVE))),
            revision: AtomicU64::new(0),
            writing: Mutex::new(()),
            durable: temporary.is_none(),
            lock,
            _temporary: temporary,
        })
    }

    /// Remembers what a scan found wrong.
    pub(super) fn remember(&self, damaged: u64, missing: u64) {
        self.damaged.store(damaged, Ordering::Relaxed);
        self.missing.store(missing, Ordering::Relaxed);
    }
}

impl Drop for Inner {
    /// Marks are flushed by the database in its own time; the last chance is here. There is nobody left to tell.
    fn drop(&mut self) {
        if self.durable {
            drop(guarded(|| self.database.flush()));
        }
    }
}

impl Trees {
    pub(super) fn open(database: &sled::Db) -> Result<Trees, sled::Error> {
        Ok(Trees {
            article: database.open_tree("article")?,
            body: database.open_tree("body")?,
            measure: database.open_tree("measure")?,
            id: database.open_tree("id")?,
            version: database.open_tree("version")?,
            mark: database.open_tree("mark")?,
            source: database.open_tree("source")?,
            fetch: database.open_tree("fetch")?,
            meta: database.open_tree("meta")?,
            gone: database.open_tree("gone")?,
            seen: database.open_tree("seen")?,
        })
    }
}

/// A number that another database hardly has: from the time, the process and the place of a value in memory.
pub(super) fn drawn_by_lot() -> u64 {
    let value = 0_u8;
    let mut hasher = Sha256::new();
    hasher.update(jiff::Timestamp::now().as_nanosecond().to_le_bytes());
    hasher.update(std::process::id().to_le_bytes());
    hasher.update((&raw const value as usize).to_le_bytes());
    let digest = hasher.finalize();
    u64::from_le_bytes(*digest.first_chunk().expect("a digest has thirty-two bytes"))
}
