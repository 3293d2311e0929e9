//! Backups: the records of a store in one file that knows nothing of the database.
//!
//! `VIGIEBAK`, version (u8), schema (u32), generation (u64), articles (u64); then one zstd stream of records
//! `[tree u8][key length u32][value length u32][key][value]`, closed by `[255][records u64][crc32 of all before]`, where
//! the checksum covers the head and every record. Numbers are little-endian. What can be made anew is left out.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::NamedTempFile;

use super::error::StoreError;
use super::folder;
use super::open::{Disk, SCHEMA, Trees, meta};

const OPENING: &[u8; 8] = b"VIGIEBAK";
const VERSION: u8 = 1;
/// Bytes of the head.
const HEAD: usize = 8 + 1 + 4 + 8 + 8;
/// In the place of a tree's number: the end.
const END: u8 = u8::MAX;
/// Longest key and value that are read; longer ones are damage.
const LONGEST_KEY: u32 = 64 << 10;
const LONGEST_VALUE: u32 = 64 << 20;
/// Bodies are compressed already; a higher level costs more than it brings.
const LEVEL: i32 = 3;
/// What daily backups are called: `vigie-2026-11-25.backup`.
const NAME: (&str, &str) = ("vigie-", ".backup");
/// How many of the last days' backups are kept, and then how many of the last weeks'.
const DAYS: usize = 3;
const WEEKS: usize = 4;

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupSummary {
    /// The version of the store that it was made of.
    pub schema: u32,
    /// Articles.
    pub articles: u64,
    /// Records of all kinds.
    pub records: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

/// A stored record: number of its tree, key, value.
pub(super) type Record<'a> = (u8, &'a [u8], &'a [u8]);

impl Disk {
    /// Writes everything into a file, reads that back, and only then gives it its name. Writers wait; readers do not.
    pub(super) fn backup(&self, to: &Path) -> Result<BackupSummary, StoreError> {
        let wrong = |cause| StoreError::of_system(to, cause);
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut aside = NamedTempFile::new_in(folder).map_err(wrong)?;
        self.sound(|| {
            let _writing = self.writing();
            self.write_backup(&mut BufWriter::new(aside.as_file_mut()), to)
        })?;
        aside.as_file().sync_all().map_err(wrong)?;
        let summary = verify_backup(aside.path())?;
        aside.persist(to).map_err(|failure| wrong(failure.error))?;
        folder::sync_directory(folder).map_err(wrong)?;
        Ok(summary)
    }

    fn write_backup(&self, to: &mut dyn Write, path: &Path) -> Result<(), StoreError> {
        let wrong = |cause| StoreError::of_system(path, cause);
        let head = Head { schema: SCHEMA, generation: self.generation()?, articles: self.acknowledged()? };
        let mut writer = RecordWriter::start(to, head).map_err(wrong)?;
        for (number, tree) in self.inner.trees.truth() {
            for entry in tree {
                let (key, value) = entry.map_err(|error| self.wrong(error))?;
                writer.put((number, &key, &value)).map_err(wrong)?;
            }
        }
        writer.finish().map_err(wrong)
    }

    /// Makes the day's backup in the data directory if there is none yet, and lets the oldest go. Gives back its path
    /// when it made one.
    pub(super) fn backup_daily(&self, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        let backups = self.inner.data.join(folder::BACKUPS);
        let path = backups.join(format!("{}{}{}", NAME.0, TimeZone::UTC.to_datetime(now).date(), NAME.1));
        if path.exists() || self.acknowledged()? == 0 {
            return Ok(None);
        }
        folder::make_private(&backups).map_err(|cause| StoreError::of_system(&backups, cause))?;
        self.backup(&path)?;
        for old in superfluous(&daily_backups(&self.inner.data)) {
            fs::remove_file(old).map_err(|cause| StoreError::of_system(old, cause))?;
        }
        Ok(Some(path))
    }
}

/// The daily backups in a data directory, the newest first.
pub fn daily_backups(data: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(data.join(folder::BACKUPS)).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| day_of(path).is_some()).collect();
    paths.sort();
    paths.reverse();
    paths
}

/// Of backups, the newest first, those that are neither of the last days nor the newest of one of the last weeks.
fn superfluous(backups: &[PathBuf]) -> Vec<&PathBuf> {
    let mut weeks = Vec::new();
    let mut going = Vec::new();
    for path in backups.iter().skip(DAYS) {
        let week = day_of(path).map(|day| day.iso_week_date()).map(|day| (day.year(), day.week()));
        if weeks.contains(&week) || weeks.len() == WEEKS {
            going.push(path);
        } else {
            weeks.push(week);
        }
    }
    going
}

fn day_of(path: &Path) -> Option<jiff::civil::Date> {
    path.file_name()?.to_str()?.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?.parse().ok()
}

/// Reads a backup to its end without using it.
pub fn verify_backup(path: &Path) -> Result<BackupSummary, StoreError> {
    let mut reader = RecordReader::open(path)?;
    let mut articles = 0;
    while let Some((tree, _, _)) = reader.next()? {
        articles += u64::from(tree == Trees::ARTICLE);
    }
    if articles != reader.head.articles {
        return Err(reader.broken("it holds another number of articles than it says"));
    }
    let bytes = fs::metadata(path).map_err(|cause| StoreError::of_system(path, cause))?.len();
    Ok(BackupSummary { schema: reader.head.schema, articles, records: reader.records, bytes })
}

/// What a backup says of itself.
#[derive(Debug, Clone, Copy)]
struct Head {
    schema: u32,
    generation: u64,
    articles: u64,
}

impl Head {
    fn bytes(self) -> Vec<u8> {
        let mut bytes = OPENING.to_vec();
        bytes.push(VERSION);
        bytes.extend_from_slice(&self.schema.to_le_bytes());
        bytes.extend_from_slice(&self.generation.to_le_bytes());
        bytes.extend_from_slice(&self.articles.to_le_bytes());
        bytes
    }

    fn read(bytes: &[u8; HEAD]) -> Result<Head, &'static str> {
        if !bytes.starts_with(OPENING) {
            return Err("it is none of Vigie's");
        }
        if bytes[8] != VERSION {
            return Err("it is of an unknown version");
        }
        let number = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"));
        let schema = u32::from_le_bytes(bytes[9..13].try_into().expect("four bytes"));
        if schema > SCHEMA {
            return Err("it was made by a newer Vigie");
        }
        Ok(Head { schema, generation: number(13), articles: number(21) })
    }
}

struct RecordWriter<'a> {
    to: zstd::stream::write::Encoder<'static, &'a mut dyn Write>,
    checksum: crc32fast::Hasher,
    records: u64,
}

impl<'a> RecordWriter<'a> {
    fn start(to: &'a mut dyn Write, head: Head) -> io::Result<RecordWriter<'a>> {
        let head = head.bytes();
        to.write_all(&head)?;
        let mut checksum = crc32fast::Hasher::new();
        checksum.update(&head);
        Ok(RecordWriter { to: zstd::stream::write::Encoder::new(to, LEVEL)?, checksum, records: 0 })
    }

    fn put(&mut self, (tree, key, value): Record<'_>) -> io::Result<()> {
        self.records += 1;
        let length = |bytes: &[u8]| {
            u32::try_from(bytes.len()).expect("records are far below four gigabytes").to_le_bytes()
        };
        for bytes in [&[tree], length(key).as_slice(), &length(value), key, value] {
            self.checksum.update(bytes);
            self.to.write_all(bytes)?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.to.write_all(&[END])?;
        self.to.write_all(&self.records.to_le_bytes())?;
        self.to.write_all(&self.checksum.finalize().to_le_bytes())?;
        self.to.finish()?.flush()
    }
}

/// Reads the records of a backup; the last call tells whether all was right.
pub(super) struct RecordReader {
    path: PathBuf,
    head: Head,
    from: zstd::stream::read::Decoder<'static, BufReader<File>>,
    checksum: crc32fast::Hasher,
    records: u64,
    key: Vec<u8>,
    value: Vec<u8>,
}

impl RecordReader {
    pub(super) fn open(path: &Path) -> Result<RecordReader, StoreError> {
        let wrong = |cause| StoreError::of_system(path, cause);
        let mut file = File::open(path).map_err(wrong)?;
        let mut bytes = [0; HEAD];
        file.read_exact(&mut bytes).map_err(|_| broken(path, "it is cut short"))?;
        let head = Head::read(&bytes).map_err(|reason| broken(path, reason))?;
        let mut checksum = crc32fast::Hasher::new();
        checksum.update(&bytes);
        Ok(RecordReader {
            path: path.to_owned(),
            head,
            from: zstd::stream::read::Decoder::new(file).map_err(wrong)?,
            checksum,
            records: 0,
            key: Vec::new(),
            value: Vec::new(),
        })
    }

    /// The next record; nothing after the last one, when the count and the checksum are right.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, StoreError> {
        let [tree] = self.array()?;
        if tree == END {
            return self.end().map(|()| None);
        }
        let (key, value) = (self.array()?, self.array()?);
        for bytes in [&[tree], key.as_slice(), &value] {
            self.checksum.update(bytes);
        }
        let (key, value) = (u32::from_le_bytes(key), u32::from_le_bytes(value));
        if key > LONGEST_KEY || value > LONGEST_VALUE {
            return Err(self.broken("a record is longer than can be"));
        }
        self.key.resize(key as usize, 0);
        self.value.resize(value as usize, 0);
        let read = self.from.read_exact(&mut self.key).and_then(|()| self.from.read_exact(&mut self.value));
        read.map_err(|_| self.broken("it is cut short or damaged"))?;
        self.checksum.update(&self.key);
        self.checksum.update(&self.value);
        self.records += 1;
        Ok(Some((tree, &self.key, &self.value)))
    }

    fn end(&mut self) -> Result<(), StoreError> {
        let records = u64::from_le_bytes(self.array()?);
        let checksum = u32::from_le_bytes(self.array()?);
        if records != self.records || checksum != self.checksum.clone().finalize() {
            return Err(self.broken("its checksum does not match"));
        }
        Ok(())
    }

    fn array<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], StoreError> {
        let mut bytes = [0; LENGTH];
        self.from.read_exact(&mut bytes).map_err(|_| self.broken("it is cut short or damaged"))?;
        Ok(bytes)
    }

    fn broken(&self, detail: &str) -> StoreError {
        broken(&self.path, detail)
    }
}

fn broken(path: &Path, detail: &str) -> StoreError {
    StoreError::Backup { path: path.to_owned(), detail: detail.to_owned() }
}

impl Trees {
    /// The number of the tree of headers in backups.
    pub(super) const ARTICLE: u8 = 1;
    /// The number of the tree of what a store says of itself.
    pub(super) const META: u8 = 9;
    /// The number of the tree of articles that stay away.
    pub(super) const GONE: u8 = 11;
    /// The numbers of the trees whose keys begin with an article's.
    pub(super) const OF_ARTICLES: [u8; 4] = [2, 3, 5, 6];

    /// The trees that hold what is not made anew from others, by their numbers in backups.
    pub(super) fn truth(&self) -> [(u8, &sled::Tree); 10] {
        [
            (Trees::META, &self.meta),
            (Trees::ARTICLE, &self.article),
            (2, &self.body),
            (3, &self.measure),
            (5, &self.version),
            (6, &self.mark),
            (7, &self.source),
            (8, &self.fetch),
            (10, &self.seen),
            (Trees::GONE, &self.gone),
        ]
    }
}

/// Names of `meta` that a copy makes anew.
pub(super) const MADE_ANEW: [&[u8]; 4] = [meta::MAGIC, meta::SCHEMA, meta::GENERATION, meta::ARTICLES];

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::superfluous;

    #[test]
    fn three_days_and_four_weeks_stay() {
        let day = |day: i64| {
            let date = jiff::civil::date(2026, 11, 25).saturating_sub(jiff::Span::new().days(day));
            PathBuf::from(format!("backups/vigie-{date}.backup"))
        };
        let all: Vec<PathBuf> = (0..60).map(day).collect();
        let going = superfluous(&all);
        let staying: Vec<&PathBuf> = all.iter().filter(|path| !going.contains(path)).collect();
        let expected: Vec<PathBuf> = [0, 1, 2, 3, 10, 17, 24].map(day).into();
        assert_eq!(staying, expected.iter().collect::<Vec<_>>());
    }
}
