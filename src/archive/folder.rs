//! The directory of an archive: its files, and appending to the last of them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::received::{Earlier, Part, Received};
use super::record::{Record, RecordId, RecordKind, labelled_digest};
use super::walk::{Walked, walk_file};

/// A file that is longer is closed and a new one begun, in bytes.
const LONG: u64 = 64 << 20;
/// How the names of files end.
pub(super) const ENDING: &str = ".warc.gz";
/// Where the form of these files is told.
const STANDARD: &str = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/";

/// The files of a directory, the oldest first; none when there is no such directory.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ENDING)) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// How much an archive takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// How much the archive in a directory takes.
pub fn size(folder: &Path) -> io::Result<Size> {
    let mut size = Size::default();
    for path in files(folder)? {
        size.files += 1;
        size.bytes += fs::metadata(path)?.len();
    }
    Ok(size)
}

/// An archive that can be appended to; nobody else may append meanwhile.
#[derive(Debug)]
pub struct Archive {
    folder: PathBuf,
    current: Option<Current>,
}

#[derive(Debug)]
struct Current {
    file: File,
    name: String,
    length: u64,
    warcinfo: RecordId,
}

/// A record that was appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// Its name.
    pub id: RecordId,
    /// The name of its file.
    pub file: String,
    /// The digest of its payload.
    pub digest: String,
    /// Where it ends in its file, in bytes.
    pub end: u64,
}

impl Archive {
    /// The archive in a directory, which is made when the first record comes. Nothing is read yet.
    pub fn new(folder: &Path) -> Archive {
        Archive { folder: folder.to_owned(), current: None }
    }

    /// Its directory.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Ends the file in hand, so that the next record begins a new one.
    pub fn close(&mut self) {
        self.current = None;
    }

    /// Appends the records of answers that came together, each feed before its pages. When it returns, they are on disk.
    /// `earlier_of` tells the record that has a payload already, by its digest.
    pub fn append(
        &mut self,
        received: &[Received],
        earlier_of: &dyn Fn(&str) -> Option<Earlier>,
    ) -> io::Result<Vec<Appended>> {
        let Some(first) = received.first() else { return Ok(Vec::new()) };
        let mut current = self.current(first.at)?;
        let written = write_all(&mut current, received, earlier_of);
        // After a failure nobody knows what stands at the end of the file: it gets no more records.
        let appended = written?;
        current.file.sync_data()?;
        self.current = Some(current);
        Ok(appended)
    }

    /// The file to append to: the one in hand, the last one when it is whole, or a new one.
    fn current(&mut self, now: Timestamp) -> io::Result<Current> {
        let current = match self.current.take() {
            Some(current) => Some(current),
            None => self.last_file()?,
        };
        match current.filter(|current| current.length < LONG) {
            Some(current) => Ok(current),
            None => self.begin(now),
        }
    }

    /// The last file, if every byte of it belongs to a record.
    fn last_file(&self) -> io::Result<Option<Current>> {
        let Some(path) = files(&self.folder)?.pop() else { return Ok(None) };
        let (mut sound, mut length, mut warcinfo) = (true, 0, None);
        walk_file(&path, &mut |walked| match walked {
            Walked::Record { offset, length: long, record } => {
                length = offset + long;
                if record.kind() == Some(RecordKind::Warcinfo) {
                    warcinfo = record.id();
                }
                ControlFlow::Continue(())
            }
            Walked::Damaged { .. } | Walked::Torn { .. } => {
                sound = false;
                ControlFlow::Break(())
            }
        })?;
        let Some(warcinfo) = warcinfo.filter(|_| sound) else { return Ok(None) };
        let file = OpenOptions::new().append(true).open(&path)?;
        Ok(Some(Current { file, name: name_of(&path), length, warcinfo }))
    }

    /// Begins a file: a name that sorts behind all others, a record that says what the file is.
    fn begin(&self, now: Timestamp) -> io::Result<Current> {
        make_private(&self.folder)?;
        let last = files(&self.folder)?.last().and_then(|path| number_in(&name_of(path)));
        let number = last.map_or(1, |last| last + 1);
        let day = TimeZone::UTC.to_datetime(now).strftime("%Y%m%d%H%M%S").to_string();
        let name = format!("vigie-{number:06}-{day}{ENDING}");
        let path = self.folder.join(&name);
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let warcinfo = RecordId::of(&[name.as_bytes(), now.to_string().as_bytes(), &lot()]);
        let member = description(&name, warcinfo, now).member()?;
        file.write_all(&member)?;
        file.sync_all()?;
        sync_directory(&self.folder)?;
        Ok(Current { file, name, length: member.len() as u64, warcinfo })
    }

    /// Lets the oldest files go until no more than `most` bytes are there, but never the last one. Gives back how many
    /// went.
    pub fn bound(&mut self, most: u64) -> io::Result<u64> {
        let mut paths = files(&self.folder)?;
        paths.pop();
        let mut bytes = size(&self.folder)?.bytes;
        let mut gone = 0;
        for path in paths {
            if bytes <= most {
                break;
            }
            bytes -= fs::metadata(&path)?.len();
            fs::remove_file(&path)?;
            gone += 1;
        }
        Ok(gone)
    }
}

fn write_all(
    current: &mut Current,
    received: &[Received],
    earlier_of: &dyn Fn(&str) -> Option<Earlier>,
) -> io::Result<Vec<Appended>> {
    let mut appended: Vec<Appended> = Vec::new();
    // Feeds of several sources may come together, each before its pages.
    let mut feed = None;
    for one in received {
        let digest = one.payload_digest();
        let place = current.length.to_le_bytes();
        let id = RecordId::of(&[current.name.as_bytes(), &place, digest.as_bytes(), &lot()]);
        let concurrent = feed.filter(|_| one.part == Part::Page);
        let earlier = earlier_of(&digest);
        let member = one.record(id, current.warcinfo, concurrent, earlier.as_ref()).member()?;
        current.file.write_all(&member)?;
        current.length += member.len() as u64;
        if one.part == Part::Feed {
            feed = Some(id);
        }
        appended.push(Appended { id, file: current.name.clone(), digest, end: current.length });
    }
    Ok(appended)
}

/// The record that opens a file.
pub(super) fn description(name: &str, id: RecordId, now: Timestamp) -> Record {
    let mut record = Record::new(RecordKind::Warcinfo, id, now).with("WARC-Filename", name);
    let program = concat!("software: vigie/", env!("CARGO_PKG_VERSION"));
    record.block = format!(
        "{program}\r\nformat: WARC File Format 1.1\r\nconformsTo: {STANDARD}\r\n\
         description: answers of feeds and pages that brought something new; Vigie-Source, Vigie-Part and Vigie-Asked \
         tell what was fetched for whom, and at which address\r\n"
    )
    .into_bytes();
    let digest = labelled_digest(&record.block);
    record.with("WARC-Block-Digest", digest).with("Content-Type", "application/warc-fields")
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The number in a file's name.
fn number_in(name: &str) -> Option<u64> {
    name.strip_prefix("vigie-")?.split('-').next()?.parse().ok()
}

/// Bytes that another call, process or machine hardly draws.
pub(super) fn lot() -> [u8; 8] {
    use std::hash::{BuildHasher, Hasher};
    let mut hasher = std::hash::RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.finish().to_le_bytes()
}

fn make_private(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    folder.parent().map_or(Ok(()), sync_directory)
}

/// Ensures that a directory's entries are on disk, where the platform can.
pub(super) fn sync_directory(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
