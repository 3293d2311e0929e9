//! The data directory: where it lies, what stands in it, who holds it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// Names that may stand in a data directory; any other makes it foreign, unless a store is there already.
const OURS: &[&str] =
    &[DATABASE, STAMP, LOCK, BACKUPS, ARCHIVE, "ballast", "config.toml", "index", JOURNAL, "socket"];
/// The database's directory.
pub(super) const DATABASE: &str = "db";
/// The count that is kept outside the database.
pub(super) const STAMP: &str = "stamp";
/// The file that the holding process locks.
const LOCK: &str = "lock";
/// The socket of the holding process.
pub(super) const SOCKET: &str = "socket";
/// What the reader did, line by line.
pub(super) const JOURNAL: &str = "journal";
/// What the names of journals that were replaced begin with.
pub(super) const JOURNAL_ASIDE: &str = "aside-journal-";
/// What the names of directories of damaged files of the archive begin with.
pub(super) const ARCHIVE_ASIDE: &str = "aside-archive-";
/// What the names of stores in the making begin with.
pub(super) const SCRATCH: &str = "scratch-";
/// Where what was received is kept.
pub(super) const ARCHIVE: &str = "archive";
/// Where automatic backups go.
pub(super) const BACKUPS: &str = "backups";
/// Below this a store is not opened: opening needs room to write.
const LEAST_ROOM: u64 = 16 << 20;

/// Where the platform keeps a program's data; nothing when the reader has no home.
pub fn default_directory() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "vigie").map(|places| places.data_dir().to_owned())
}

/// Makes the directory if need be, and refuses one that holds other things.
pub(super) fn prepare(folder: &Path) -> Result<(), StoreError> {
    let wrong = |cause| StoreError::of_system(folder, cause);
    match fs::read_dir(folder) {
        Ok(entries) => refuse_foreign(folder, entries),
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => {
            make_private(folder).map_err(wrong)?;
            // The parent of a bare name is the empty path: the working directory.
            let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
            sync_directory(parent.unwrap_or(Path::new("."))).map_err(wrong)
        }
        Err(file) if file.kind() == io::ErrorKind::NotADirectory => {
            Err(StoreError::Foreign { folder: folder.to_owned() })
        }
        Err(other) => Err(wrong(other)),
    }
}

fn refuse_foreign(folder: &Path, entries: fs::ReadDir) -> Result<(), StoreError> {
    let names: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let known = |name: &std::ffi::OsString| OURS.iter().any(|ours| name == ours);
    if has(STAMP) || has(DATABASE) || names.iter().all(known) {
        Ok(())
    } else {
        Err(StoreError::Foreign { folder: folder.to_owned() })
    }
}

/// Makes a directory that only its owner may enter.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Ensures that a directory's entries are on disk, where the platform can.
pub(super) fn sync_directory(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Writes a whole file so that after a crash either the old or the new one is there.
pub(super) fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut aside = tempfile::NamedTempFile::new_in(folder)?;
    aside.write_all(bytes)?;
    aside.as_file().sync_all()?;
    aside.persist(path).map_err(|failure| failure.error)?;
    sync_directory(folder)
}

/// Refuses when too little room is left.
pub(super) fn require_room(folder: &Path) -> Result<(), StoreError> {
    match fs2::available_space(folder) {
        Ok(free) if free < LEAST_ROOM => {
            Err(StoreError::DiskFull { folder: folder.to_owned(), free: Some(free) })
        }
        _ => Ok(()),
    }
}

/// The lock of the process that holds a store; given back by the system when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    pub(super) fn take(folder: &Path) -> Result<Lock, StoreError> {
        let path = folder.join(LOCK);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(|cause| StoreError::of_system(&path, cause))?;
        match file.try_lock() {
            Ok(()) => {
                tell_process(&mut file);
                Ok(Lock { _file: file })
            }
            Err(TryLockError::WouldBlock) => {
                Err(StoreError::Locked { folder: folder.to_owned(), holder: process_in(&mut file) })
            }
            Err(TryLockError::Error(cause)) => Err(StoreError::of_system(&path, cause)),
        }
    }
}

/// Leaves the process's number for others to read; the lock holds without it.
fn tell_process(file: &mut File) {
    let told = file.set_len(0).and_then(|()| write!(file, "{}", std::process::id()));
    drop(told);
}

fn process_in(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
