//! A store made anew beside the old one, which it then replaces: from a backup, to give space back, to leave out what is
//! damaged.
//!
//! The old one is never written to. The new one is made in `db.new`; when it is whole and on disk, the file `swap` says
//! so, and the directories change places. A process that dies in between leaves either the old store, or a `swap` that
//! the next opening carries out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::backup::{MADE_ANEW, Record, RecordReader, verify_backup};
use super::envelope::Damage;
use super::error::StoreError;
use super::folder::{self, Lock};
use super::guard::{guarded, open_database};
use super::making::{Leg, Making};
use super::open::{CACHE, Disk, Inner, MAGIC, SCHEMA, Trees, drawn_by_lot, meta};
use super::record::HeaderV1;
use super::stamp::Stamp;
use super::write::Key;
use crate::domain::ArticleId;

/// Where the new database is made.
const NEW: &str = "db.new";
/// Says that the new database is whole: the stamp that will be its own, then the name that the old one gets.
const SWAP: &str = "swap";
/// What the names of replaced databases begin with.
const ASIDE: &str = "aside-";
/// Records in one batch.
const BATCH: usize = 200;
/// Batches between two flushes.
const FLUSH: usize = 50;

/// What became of a store that was made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// Articles in the new one.
    pub articles: u64,
    /// Articles that the old one once held and that are not in the new one.
    pub lost: u64,
    /// Articles that came from another leg than the one that was believed first.
    pub carried: u64,
    /// Where the old one lies now; nothing when it was given up.
    pub aside: Option<PathBuf>,
    /// Bytes of the old database and of the new one.
    pub bytes: (u64, u64),
}

/// Replaces the store in a data directory by what a backup holds; the old one, sound or not, is kept aside.
pub fn restore(backup: &Path, data: &Path) -> Result<Rebuilt, StoreError> {
    let summary = verify_backup(backup)?;
    folder::prepare(data)?;
    let _lock = Lock::take(data)?;
    finish_swap(data)?;
    let mut reader = RecordReader::open(backup)?;
    let mut builder = Builder::start(data)?;
    while let Some(record) = reader.next()? {
        builder.put(record)?;
    }
    let articles = builder.finish()?;
    if articles != summary.articles {
        return Err(StoreError::corrupt(
            data,
            "the new store holds another number of articles than the backup",
        ));
    }
    swap(data, articles, 0, true)
}

/// Copies a sound store, without what it no longer needs, and replaces it by the copy.
pub fn compact(data: &Path) -> Result<Rebuilt, StoreError> {
    let store = Disk::open(data)?;
    let articles = {
        let mut builder = Builder::start(data)?;
        store.sound(|| {
            for (number, tree) in store.inner.trees.truth() {
                for entry in tree {
                    let (key, value) = entry.map_err(|error| store.wrong(error))?;
                    builder.put((number, &key, &value))?;
                }
            }
            Ok(())
        })?;
        builder.finish()?
    };
    if articles != store.acknowledged()? {
        return Err(StoreError::corrupt(data, "some articles cannot be read; repair the store first"));
    }
    let lock = store.close()?;
    let rebuilt = swap(data, articles, 0, false);
    drop(lock);
    rebuilt
}

/// Makes a store of what can be read of the old one, with its indexes made anew, and of the newest backup when it cannot
/// be read at all; the old one is kept aside.
pub fn repair(data: &Path) -> Result<Rebuilt, StoreError> {
    Making::start(data)?.finish(Leg::Database)
}

/// Databases that were replaced and kept, by their paths.
pub fn kept_aside(data: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(data).into_iter().flatten().flatten();
    let aside = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(ASIDE);
    let mut paths: Vec<PathBuf> = entries.filter(aside).map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// A database in the making.
pub(super) struct Builder {
    data: PathBuf,
    database: sled::Db,
    trees: Trees,
    batches: Vec<(u8, sled::Batch, usize)>,
    /// Identifiers and keys; written in their order at the end, which costs the database far less room than as they come.
    ids: Vec<(ArticleId, Key)>,
    applied: usize,
}

impl Builder {
    /// Begins in an empty directory; what an earlier attempt left there is given up.
    pub(super) fn start(data: &Path) -> Result<Builder, StoreError> {
        let path = data.join(NEW);
        let wrong = |cause| StoreError::of_system(&path, cause);
        remove_if_there(&path).map_err(wrong)?;
        folder::make_private(&path).map_err(wrong)?;
        let configuration = sled::Config::new().path(&path).cache_capacity(CACHE);
        let of_database = |error| StoreError::of_database(data, error);
        let database = open_database(&configuration).map_err(of_database)?;
        let trees = Trees::open(&database).map_err(of_database)?;
        let batches = trees.truth().map(|(number, _)| (number, sled::Batch::default(), 0)).into();
        Ok(Builder { data: data.to_owned(), database, trees, batches, ids: Vec::new(), applied: 0 })
    }

    pub(super) fn put(&mut self, (number, key, value): Record<'_>) -> Result<(), StoreError> {
        if number == Trees::META && MADE_ANEW.contains(&key) {
            return Ok(());
        }
        if number == Trees::ARTICLE {
            let header = HeaderV1::read(value).map_err(|damage| StoreError::record("?", damage))?;
            let key = Key::try_from(key).map_err(|_| StoreError::record(header.id(), Damage::Content))?;
            self.ids.push((header.id(), key));
        }
        let Some(place) = self.batches.iter().position(|(known, _, _)| *known == number) else {
            return Ok(());
        };
        let (_, batch, size) = &mut self.batches[place];
        batch.insert(key, value);
        *size += 1;
        if *size >= BATCH { self.apply(place) } else { Ok(()) }
    }

    fn apply(&mut self, place: usize) -> Result<(), StoreError> {
        let (number, batch, size) = &mut self.batches[place];
        *size = 0;
        let batch = std::mem::take(batch);
        let tree = self.trees.truth().into_iter().find(|(known, _)| known == number).map(|(_, tree)| tree);
        let applied = tree.map_or(Ok(()), |tree| tree.apply_batch(batch));
        applied.map_err(|error| StoreError::of_database(&self.data, error))?;
        self.applied += 1;
        if self.applied.is_multiple_of(FLUSH) { self.flush() } else { Ok(()) }
    }

    /// Writes what is left, and what the store says of itself; closes the database. Gives back how many articles.
    pub(super) fn finish(mut self) -> Result<u64, StoreError> {
        for place in 0..self.batches.len() {
            self.apply(place)?;
        }
        self.write_identifiers()?;
        let articles = self.ids.len() as u64;
        let mut own = sled::Batch::default();
        own.insert(meta::MAGIC, MAGIC);
        own.insert(meta::SCHEMA, &u64::from(SCHEMA).to_le_bytes());
        own.insert(meta::GENERATION, &drawn_by_lot().to_le_bytes());
        own.insert(meta::ARTICLES, &articles.to_le_bytes());
        self.trees.meta.apply_batch(own).map_err(|error| StoreError::of_database(&self.data, error))?;
        self.flush()?;
        Ok(articles)
    }

    fn write_identifiers(&mut self) -> Result<(), StoreError> {
        self.ids.sort_unstable();
        for group in self.ids.chunks(BATCH) {
            let mut batch = sled::Batch::default();
            group.iter().for_each(|(id, key)| batch.insert(&id.0, key));
            self.trees.id.apply_batch(batch).map_err(|error| StoreError::of_database(&self.data, error))?;
        }
        Ok(())
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.database.flush().map(drop).map_err(|error| StoreError::of_database(&self.data, error))
    }
}

/// Opens the new database once more, counts what is in it, and lets it take the old one's place.
pub(super) fn swap(data: &Path, articles: u64, lost: u64, keep: bool) -> Result<Rebuilt, StoreError> {
    let stamp = stamp_of_new(data, articles)?;
    let bytes = (size_of(&data.join(folder::DATABASE)), size_of(&data.join(NEW)));
    let wrong = |cause| StoreError::of_system(data, cause);
    let aside = aside_name(data);
    let order = format!("{}{aside}\n", stamp.text());
    folder::replace_file(&data.join(SWAP), order.as_bytes()).map_err(wrong)?;
    finish_swap(data)?;
    let aside = data.join(aside);
    if keep {
        return Ok(Rebuilt {
            articles,
            lost,
            carried: 0,
            aside: Some(aside).filter(|aside| aside.exists()),
            bytes,
        });
    }
    remove_if_there(&aside).map_err(wrong)?;
    Ok(Rebuilt { articles, lost, carried: 0, aside: None, bytes })
}

fn stamp_of_new(data: &Path, articles: u64) -> Result<Stamp, StoreError> {
    let configuration = sled::Config::new().path(data.join(NEW)).cache_capacity(CACHE);
    let of_database = |error| StoreError::of_database(data, error);
    let stamped = guarded(|| {
        let database = open_database(&configuration).map_err(of_database)?;
        let inner = Inner::new(database, data, None, None)?;
        let store = Disk::of(inner);
        let found = store.inner.trees.article.len() as u64;
        if found != articles || store.acknowledged()? != articles {
            return Err(StoreError::Shrunk { folder: data.to_owned(), expected: articles, found });
        }
        store.stamp_for(articles)
    });
    stamped.unwrap_or_else(|panic| Err(StoreError::corrupt(data, panic)))
}

/// Carries out a change of places that was decided on. Each step may have been done already.
pub(super) fn finish_swap(data: &Path) -> Result<(), StoreError> {
    let wrong = |cause| StoreError::of_system(data, cause);
    let order = match fs::read_to_string(data.join(SWAP)) {
        Ok(order) => order,
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(other) => return Err(wrong(other)),
    };
    let read = order.trim_end().rsplit_once('\n').and_then(|(stamp, aside)| {
        let sound = aside.starts_with(ASIDE) && !aside.contains(['/', '\\']);
        Some((Stamp::read(&format!("{stamp}\n"))?, aside)).filter(|_| sound)
    });
    let (stamp, aside) = read.ok_or_else(|| StoreError::corrupt(data, "the order to swap cannot be read"))?;
    let (old, new, aside) = (data.join(folder::DATABASE), data.join(NEW), data.join(aside));
    if new.exists() {
        if old.exists() {
            fs::rename(&old, &aside).map_err(wrong)?;
        }
        fs::rename(&new, &old).map_err(wrong)?;
        folder::sync_directory(data).map_err(wrong)?;
    }
    stamp.write(data).map_err(wrong)?;
    fs::remove_file(data.join(SWAP)).map_err(wrong)?;
    folder::sync_directory(data).map_err(wrong)
}

/// A name that nothing bears yet, with the date.
fn aside_name(data: &Path) -> String {
    let now = Timestamp::now();
    let day = jiff::tz::TimeZone::UTC.to_datetime(now).date();
    let name = |number: u32| format!("{ASIDE}{day}-{number}");
    (1..).map(name).find(|name| !data.join(name).exists()).expect("there are more numbers than directories")
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Bytes of all files under a directory.
fn size_of(path: &Path) -> u64 {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}
