//! The journal: what the reader did, line by line, in a file of its own that only grows.
//!
//! A line is `checksum (crc32, eight digits) space JSON`: a number that goes up, when, which store, what. It is on disk
//! before the database hears of it, so that neither the loss of the database nor a crash in between loses a mark or a
//! subscription; at the next opening the database catches up with what it has not heard of. A line that cannot be read
//! costs itself alone. When most lines only say what later ones undid, the file is folded: marks are said once more, as
//! they are now, and everything else stays as it was.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::{ArticleId, Mark, MarkChange};

use super::folder;
use super::record::SourceV1;

/// Bytes below which a journal is never folded.
const SMALL: u64 = 4 << 20;
/// Bytes at the end of the file in which the last line is sought first.
const TAIL: u64 = 64 << 10;
/// Articles in one line.
pub(super) const ARTICLES: usize = 1_000;

/// What the reader did.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum Act {
    /// The journal begins.
    Begin { format: u32 },
    /// Articles were marked: `read`, `unread`, `starred`, `unstarred`.
    Mark { how: How, articles: Vec<String> },
    /// Tags were given to articles and taken from them.
    Tag { articles: Vec<String>, add: Vec<String>, remove: Vec<String> },
    /// Sources were followed, or changed.
    Follow { sources: Vec<SourceV1> },
    /// A source is no longer followed.
    Unfollow { source: String },
    /// The first sources were given.
    Seeded,
    /// Articles were taken away for good.
    Remove { articles: Vec<String> },
    /// The reader said something over the machine, or took it back: what of (`correction`, `overlay`), the key, the record in
    /// hexadecimal digits; no record when it was taken back.
    Say { of: String, key: String, record: Option<String> },
    /// Something was purged from store, index and archive; of a name, only its fingerprint is told.
    Purge { what: String, fingerprint: Option<String> },
}

/// How articles were marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum How {
    Read,
    Unread,
    Starred,
    Unstarred,
}

/// One line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Line {
    /// Goes up from line to line.
    pub(super) n: u64,
    /// When, by the clock of the machine.
    pub(super) at: String,
    /// Which store.
    pub(super) by: String,
    /// What.
    #[serde(flatten)]
    pub(super) act: Act,
}

/// A journal that can be appended to; nobody else may append meanwhile.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    by: String,
    file: Option<File>,
    last: u64,
    length: u64,
    folded: u64,
    /// Whether the file ends in the middle of a line.
    torn: bool,
}

impl From<MarkChange> for How {
    fn from(change: MarkChange) -> How {
        match change {
            MarkChange::Read(true) => How::Read,
            MarkChange::Read(false) => How::Unread,
            MarkChange::Starred(true) => How::Starred,
            MarkChange::Starred(false) => How::Unstarred,
        }
    }
}

impl From<How> for MarkChange {
    fn from(how: How) -> MarkChange {
        match how {
            How::Read => MarkChange::Read(true),
            How::Unread => MarkChange::Read(false),
            How::Starred => MarkChange::Starred(true),
            How::Unstarred => MarkChange::Starred(false),
        }
    }
}

impl Line {
    fn text(&self) -> String {
        let json = serde_json::to_string(self).expect("a line in memory can always be written to memory");
        format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes()))
    }

    fn read(text: &str) -> Option<Line> {
        let (checksum, json) = text.trim_end_matches(['\n', '\r']).split_once(' ')?;
        // As it is written, in small digits: another writing of the same number is a flipped bit.
        let right = checksum == format!("{:08x}", crc32fast::hash(json.as_bytes()));
        right.then(|| serde_json::from_str(json).ok())?
    }
}

impl Journal {
    /// Where a data directory has its journal.
    pub(super) fn place(data: &Path) -> PathBuf {
        data.join(folder::JOURNAL)
    }

    /// The journal in a data directory, of the store that `by` names; nothing is written yet. Reads the end of the file
    /// alone. A file of another store's is moved aside.
    pub(super) fn open(data: &Path, by: &str) -> io::Result<Journal> {
        let path = Journal::place(data);
        let none = |path| Journal {
            path,
            by: by.to_owned(),
            file: None,
            last: 0,
            length: 0,
            folded: 0,
            torn: false,
        };
        let length = match fs::metadata(&path) {
            Ok(metadata) => metadata.len(),
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(none(path)),
            Err(other) => return Err(other),
        };
        let (last, torn) = last_line(&path, length)?;
        if last.as_ref().is_some_and(|line| line.by != by) {
            move_aside(data, &path)?;
            return Ok(none(path));
        }
        Ok(Journal { last: last.map_or(0, |line| line.n), length, folded: length, torn, ..none(path) })
    }

    /// Whether nothing was ever written.
    pub(super) fn is_new(&self) -> bool {
        self.length == 0
    }

    /// The number of its last line.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// Numbers go on from here at least.
    pub(super) fn go_on_from(&mut self, number: u64) {
        self.last = self.last.max(number);
    }

    /// Appends lines; when it returns, they are on disk. Gives back the number of the last.
    pub(super) fn append(&mut self, acts: impl IntoIterator<Item = Act>, now: Timestamp) -> io::Result<u64> {
        let mut last = self.last;
        let mut text = String::new();
        if self.torn {
            text.push('\n');
        }
        for act in acts {
            last += 1;
            text.push_str(&Line { n: last, at: now.to_string(), by: self.by.clone(), act }.text());
        }
        let written = self.file().and_then(|file| {
            file.write_all(text.as_bytes())?;
            file.sync_data()
        });
        if let Err(error) = written {
            // Part of it may be there.
            self.torn = true;
            return Err(error);
        }
        self.torn = false;
        self.last = last;
        self.length += text.len() as u64;
        Ok(last)
    }

    fn file(&mut self) -> io::Result<&mut File> {
        if self.file.is_none() {
            let is_new = !self.path.exists();
            let mut options = OpenOptions::new();
            options.append(true).create(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let file = options.open(&self.path)?;
            if is_new {
                folder::sync_directory(self.path.parent().unwrap_or(Path::new(".")))?;
            }
            self.file = Some(file);
        }
        Ok(self.file.as_mut().expect("it has just been opened"))
    }

    /// Says marks once more, as they are after every line, when the file has grown to twice its size since it was last
    /// done. To be called only when the database has heard of every line.
    pub(super) fn fold(&mut self, now: Timestamp) -> io::Result<()> {
        if self.length < SMALL.max(2 * self.folded) {
            return Ok(());
        }
        let mut marks: BTreeMap<String, Mark> = BTreeMap::new();
        let mut text = String::new();
        read(&self.path, &mut |line| match line {
            Some(Line { act: Act::Mark { how, articles }, .. }) => {
                for article in articles {
                    let mark = marks.entry(article).or_default();
                    *mark = MarkChange::from(how).apply(*mark);
                }
            }
            Some(other) => text.push_str(&other.text()),
            None => {}
        })?;
        for act in marks_said(&marks) {
            self.last += 1;
            text.push_str(&Line { n: self.last, at: now.to_string(), by: self.by.clone(), act }.text());
        }
        self.file = None;
        folder::replace_file(&self.path, text.as_bytes())?;
        self.length = text.len() as u64;
        self.folded = self.length;
        Ok(())
    }
}

/// The lines that give these marks to articles that have none.
pub(super) fn marks_said(marks: &BTreeMap<String, Mark>) -> Vec<Act> {
    let mut acts = Vec::new();
    for (how, holds) in [(How::Read, is_read as fn(&Mark) -> bool), (How::Starred, is_starred)] {
        let articles: Vec<&String> = marks.iter().filter(|(_, mark)| holds(mark)).map(|(id, _)| id).collect();
        acts.extend(
            articles.chunks(ARTICLES).map(|articles| Act::Mark {
                how,
                articles: articles.iter().map(|id| (*id).clone()).collect(),
            }),
        );
    }
    acts
}

fn is_read(mark: &Mark) -> bool {
    mark.read
}

fn is_starred(mark: &Mark) -> bool {
    mark.starred
}

/// Shows every line of a journal in its order; nothing in the place of one that cannot be read.
pub(super) fn read(path: &Path, take: &mut dyn FnMut(Option<Line>)) -> io::Result<()> {
    let file = match File::open(path) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(()),
        file => file?,
    };
    let mut reader = BufReader::new(file);
    let mut text = Vec::new();
    loop {
        text.clear();
        if reader.read_until(b'\n', &mut text)? == 0 {
            return Ok(());
        }
        let line = std::str::from_utf8(&text).ok().filter(|line| line.ends_with('\n'));
        match line.and_then(Line::read) {
            Some(line) => take(Some(line)),
            // The end of a line that was torn off when it was written was never acknowledged.
            None if text == b"\n" => {}
            None => take(None),
        }
    }
}

/// The last line that can be read, and whether the file ends in the middle of one.
fn last_line(path: &Path, length: u64) -> io::Result<(Option<Line>, bool)> {
    let mut reach = TAIL;
    let mut file = File::open(path)?;
    loop {
        let start = length.saturating_sub(reach);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        Read::by_ref(&mut file).take(length - start).read_to_end(&mut bytes)?;
        let torn = bytes.last().is_some_and(|byte| *byte != b'\n');
        let whole = bytes.split_inclusive(|byte| *byte == b'\n').rev();
        let last = whole.filter_map(|line| Line::read(std::str::from_utf8(line).ok()?)).next();
        if last.is_some() || start == 0 {
            return Ok((last, torn));
        }
        reach *= 16;
    }
}

/// Gives the file a name that nothing bears yet.
pub(super) fn move_aside(data: &Path, path: &Path) -> io::Result<PathBuf> {
    let name = |number: u32| data.join(format!("{}{number}", folder::JOURNAL_ASIDE));
    let aside = (1..).map(name).find(|name| !name.exists()).expect("there are more numbers than files");
    fs::rename(path, &aside)?;
    folder::sync_directory(data)?;
    Ok(aside)
}

/// Identifiers as lines write them.
pub(super) fn names_of(ids: &[ArticleId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// The identifiers that a line names; a name that is none is passed over.
pub(super) fn ids_in(names: &[String]) -> Vec<ArticleId> {
    let id = |name: &String| (name.len() == 32).then(|| u128::from_str_radix(name, 16).ok())?;
    names.iter().filter_map(|name| Some(ArticleId(id(name)?.to_be_bytes()))).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use jiff::Timestamp;

    use super::{Act, How, Journal, read};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn mark(how: How, article: u128) -> Act {
        Act::Mark { how, articles: vec![format!("{article:032x}")] }
    }

    fn numbers(data: &Path) -> Vec<Option<u64>> {
        let mut numbers = Vec::new();
        read(&Journal::place(data), &mut |line| numbers.push(line.map(|line| line.n))).expect("it reads");
        numbers
    }

    #[test]
    fn lines_go_on_after_a_closing_and_after_a_torn_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || Journal::open(folder.path(), "one").expect("it opens");
        assert_eq!(open().append([mark(How::Read, 1), Act::Seeded], NOW).expect("it writes"), 2);
        assert_eq!(open().append([mark(How::Starred, 1)], NOW).expect("it writes"), 3);
        let place = Journal::place(folder.path());
        let whole = fs::read(&place).expect("it is there");
        fs::write(&place, &whole[..whole.len() - 9]).expect("it is cut");
        assert_eq!(
            open().append([Act::Seeded], NOW).expect("it writes"),
            3,
            "the torn line was not acknowledged"
        );
        assert_eq!(numbers(folder.path()), [Some(1), Some(2), None, Some(3)]);
    }

    #[test]
    fn a_flipped_bit_costs_a_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::open(folder.path(), "one").expect("it opens");
        journal.append((1..4).map(|article| mark(How::Read, article)), NOW).expect("it writes");
        let place = Journal::place(folder.path());
        let whole = fs::read(&place).expect("it is there");
        for byte in 0..whole.len() {
            let mut harmed = whole.clone();
            harmed[byte] ^= 1 << (byte % 7);
            fs::write(&place, &harmed).expect("it is written");
            let left = numbers(folder.path());
            assert!(left.contains(&None), "byte {byte}");
            assert!(left.iter().flatten().count() >= 1, "byte {byte}");
        }
    }

    #[test]
    fn another_stores_journal_is_moved_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        Journal::open(folder.path(), "one").expect("it opens").append([Act::Seeded], NOW).expect("it writes");
        let other = Journal::open(folder.path(), "other").expect("it opens");
        assert!(other.is_new());
        assert_eq!(numbers(folder.path()), []);
    }

    #[test]
    fn folding_says_the_same_in_less() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::open(folder.path(), "one").expect("it opens");
        let all: Vec<String> = (0..1_000_u128).map(|article| format!("{article:032x}")).collect();
        for round in 0..140 {
            let how = if round % 2 == 0 { How::Read } else { How::Unread };
            journal.append([Act::Mark { how, articles: all.clone() }], NOW).expect("it writes");
            journal.append([mark(How::Starred, 7)], NOW).expect("it writes");
            journal.fold(NOW).expect("it folds");
        }
        journal.append([mark(How::Read, 3)], NOW).expect("it goes on");
        assert!(journal.length < 4 << 20, "{}", journal.length);
        let (mut read_last, mut starred) = (Vec::new(), Vec::new());
        read(&Journal::place(folder.path()), &mut |line| match line.map(|line| line.act) {
            Some(Act::Mark { how: How::Read, articles }) => read_last = articles,
            Some(Act::Mark { how: How::Starred, articles }) => starred = articles,
            _ => {}
        })
        .expect("it reads");
        assert_eq!(read_last, [format!("{:032x}", 3)]);
        assert_eq!(starred, [format!("{:032x}", 7)]);
    }
}
