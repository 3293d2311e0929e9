//! Crashes: a program that lives (refresh, mark, compact, open, upgrade) is killed at random, and the disk under it may
//! forget what was never synced. What it had said to be done is there, in every round.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use vigie::app::Library;
use vigie::domain::{ArticleId, MarkChange};
use vigie::store::Store;

use crate::archive::{feed_of, library_in, refresh};
use crate::rebuild::config;
use crate::server::{Reply, Server};

/// Tells the other process where its data lies, and where what is synced is to be mirrored.
const PLACE: &str = "VIGIE_TEST_LIFE";
const SERVER: &str = "VIGIE_TEST_SERVER";

/// A feed that has two entries more at every request.
fn growing() -> Server {
    let count = Arc::new(AtomicUsize::new(0));
    Server::start(move |_| {
        let most = count.fetch_add(2, Ordering::Relaxed) + 2;
        let items: Vec<String> =
            (most.saturating_sub(10)..most).map(|number| format!("article-{number}")).collect();
        let texts: Vec<String> = items.iter().map(|guid| format!("Le texte de {guid}.").repeat(30)).collect();
        let items: Vec<(&str, &str, &str)> =
            items.iter().zip(&texts).map(|(guid, text)| (guid.as_str(), "", text.as_str())).collect();
        Reply::feed(feed_of(&items))
    })
}

fn say(words: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "» {words}").unwrap();
    out.flush().unwrap();
}

#[test]
#[ignore = "the other process of the tests below"]
fn a_life() {
    let Some(place) = std::env::var_os(PLACE).map(PathBuf::from) else { return };
    let server = std::env::var(SERVER).unwrap();
    for turn in 0_u32.. {
        let library = library_in(&place, &[]);
        library.add_source(&format!("{server}/feed"), Some("Fil")).unwrap();
        say("opened");
        for _ in 0..3 {
            let report = refresh(&library);
            assert_eq!(report.failed, []);
            report.new.iter().for_each(|id| say(&format!("kept {id}")));
            let ids: Vec<ArticleId> = report.new.iter().copied().take(1).collect();
            let change = if turn % 2 == 0 { MarkChange::Read(true) } else { MarkChange::Starred(true) };
            library.mark(&ids, change).unwrap();
            ids.iter().for_each(|id| say(&format!("marked {id}")));
        }
        if turn == 1 {
            // One article goes, for good.
            let first = library.headlines().unwrap().pop().unwrap().article.id;
            say(&format!("removing {first}"));
            library.remove_articles(&[first]).unwrap();
            say(&format!("removed {first}"));
        }
        drop(library);
        if turn % 2 == 1 {
            Library::compact(&config(&place)).unwrap();
            say("compacted");
        }
    }
}

fn start(data: &Path, server: &Server, mirror: Option<&Path>) -> (Child, BufReader<ChildStdout>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "crash::a_life", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(PLACE, data).env(SERVER, server.address(""));
    if let Some(mirror) = mirror {
        command.env(synced::MIRROR, mirror).env(synced::MIRRORED, data);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    (child, said)
}

/// What the other processes have said to be done.
#[derive(Default)]
struct Said {
    kept: Vec<ArticleId>,
    marked: Vec<ArticleId>,
    removing: Vec<ArticleId>,
    removed: Vec<ArticleId>,
}

impl Said {
    /// Takes the next line; nothing at the end.
    fn hear(&mut self, said: &mut BufReader<ChildStdout>) -> Option<()> {
        loop {
            let mut line = String::new();
            if said.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let Some((_, words)) = line.trim_end().split_once("» ") else { continue };
            let Some((what, id)) = words.split_once(' ') else { return Some(()) };
            let list = match what {
                "kept" => &mut self.kept,
                "marked" => &mut self.marked,
                "removing" => &mut self.removing,
                "removed" => &mut self.removed,
                other => panic!("{other}"),
            };
            list.push(id.parse().unwrap());
            return Some(());
        }
    }

    fn check(&self, data: &Path, round: u32) {
        let store = Store::open(data).unwrap_or_else(|error| panic!("round {round}: {error}"));
        let examination = store.examine().unwrap();
        assert!(examination.is_sound(), "round {round}: {:?}", examination.findings);
        let rows = store.headlines().unwrap();
        let row = |id: &ArticleId| rows.iter().find(|row| row.article.id == *id);
        for id in self.kept.iter().filter(|id| !self.removing.contains(id)) {
            assert!(row(id).is_some(), "round {round}: {id} is lost");
        }
        for id in self.marked.iter().filter(|id| !self.removing.contains(id)) {
            let mark = row(id).unwrap().mark;
            assert!(mark.read || mark.starred, "round {round}: the mark of {id} is lost");
        }
        assert!(self.removed.iter().all(|id| row(id).is_none()), "round {round}: what was removed is back");
    }
}

/// Kills at a moment that differs from round to round.
fn kill(mut child: Child, mut out: BufReader<ChildStdout>, said: &mut Said, round: u32) {
    let lines = round.wrapping_mul(2_654_435_761) % 29;
    (0..lines).map_while(|_| said.hear(&mut out)).for_each(drop);
    for spin in 0..round.wrapping_mul(40_503) % 3_000_000 {
        std::hint::black_box(spin);
    }
    child.kill().unwrap();
    while said.hear(&mut out).is_some() {}
    child.wait().unwrap();
}

/// Every other store is one of the version before, which the next opening upgrades.
fn age(data: &Path, round: u32) {
    if round.is_multiple_of(3) && data.join("db/db").exists() {
        drop(Store::open(data).unwrap());
        let database = crate::store::raw_database(data);
        database.open_tree("meta").unwrap().insert("schema", &1_u64.to_le_bytes()).unwrap();
    }
}

fn kill_rounds(rounds: std::ops::Range<u32>) {
    let (folder, server) = (tempfile::tempdir().unwrap(), growing());
    let mut said = Said::default();
    for round in rounds {
        age(folder.path(), round);
        let (child, out) = start(folder.path(), &server, None);
        kill(child, out, &mut said, round);
        said.check(folder.path(), round);
    }
    let before = crate::rebuild::seen(folder.path());
    fs::remove_dir_all(folder.path().join("db")).unwrap();
    Library::rebuild(&config(folder.path())).unwrap();
    let after = crate::rebuild::seen(folder.path());
    let (one, other) = (before.matches("Kept {").count(), after.matches("Kept {").count());
    assert!(other >= one, "archive and journal alone give no less: {other} of {one}");
}

#[test]
fn a_life_cut_off_ten_times_loses_nothing() {
    kill_rounds(0..10);
}

#[test]
#[ignore = "takes minutes"]
fn a_life_cut_off_two_hundred_times_loses_nothing() {
    (0..10).for_each(|life| kill_rounds(life * 20..life * 20 + 20));
}

/// Rounds in which the disk forgets everything that was not synced.
fn power_cuts(rounds: std::ops::Range<u32>) {
    for round in rounds {
        let (folder, mirror, server) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), growing());
        let data = folder.path().join("data");
        let mut said = Said::default();
        let (child, out) = start(&data, &server, Some(mirror.path()));
        kill(child, out, &mut said, round + 5);
        let survived = tempfile::tempdir().unwrap();
        synced::restore(mirror.path(), &data, survived.path());
        if said.kept.is_empty() && !survived.path().join("stamp").exists() {
            continue;
        }
        said.check(survived.path(), round);
    }
}

#[test]
fn what_was_said_to_be_done_survives_a_power_cut() {
    power_cuts(0..6);
}

#[test]
#[ignore = "takes minutes"]
fn what_was_said_to_be_done_survives_a_hundred_power_cuts() {
    power_cuts(100..200);
}

/// A disk that keeps what was synced and nothing else: the program's calls of `fsync` and `fdatasync` come here, and what
/// they sync is copied to a mirror. A file is known by its inode; under which names it can be found is known from the
/// last sync of its directory.
mod synced {
    use std::ffi::c_int;
    use std::fs;
    use std::os::unix::fs::MetadataExt;
    use std::path::{Path, PathBuf};
    use std::sync::{LazyLock, Mutex, PoisonError};

    pub(super) const MIRROR: &str = "VIGIE_TEST_MIRROR";
    pub(super) const MIRRORED: &str = "VIGIE_TEST_MIRRORED";

    static PLACES: LazyLock<Option<(PathBuf, PathBuf)>> =
        LazyLock::new(|| Some((std::env::var_os(MIRROR)?.into(), std::env::var_os(MIRRORED)?.into())));
    static ONE_BY_ONE: Mutex<()> = Mutex::new(());

    fn sync(descriptor: c_int, number: libc::c_long) -> c_int {
        let _turn = PLACES.as_ref().map(|_| ONE_BY_ONE.lock().unwrap_or_else(PoisonError::into_inner));
        #[expect(unsafe_code, reason = "the system call that the symbol below stands for")]
        // SAFETY: the call takes any number, and answers EBADF to one that is no open file.
        let outcome = unsafe { libc::syscall(number, descriptor) };
        if outcome == 0
            && let Some((mirror, mirrored)) = PLACES.as_ref()
            && let Ok(path) = fs::read_link(format!("/proc/self/fd/{descriptor}"))
        {
            copy(descriptor, &path, mirror, mirrored);
        }
        c_int::try_from(outcome).unwrap_or(-1)
    }

    #[expect(unsafe_code, reason = "a symbol of the C library is taken over")]
    #[unsafe(no_mangle)]
    extern "C" fn fdatasync(descriptor: c_int) -> c_int {
        sync(descriptor, libc::SYS_fdatasync)
    }

    #[expect(unsafe_code, reason = "a symbol of the C library is taken over")]
    #[unsafe(no_mangle)]
    extern "C" fn fsync(descriptor: c_int) -> c_int {
        sync(descriptor, libc::SYS_fsync)
    }

    /// Mirrors what a descriptor leads to, whole or not at all.
    fn copy(descriptor: c_int, path: &Path, mirror: &Path, mirrored: &Path) {
        let Ok(metadata) = fs::metadata(format!("/proc/self/fd/{descriptor}")) else { return };
        if metadata.is_dir() {
            let inside = match path.strip_prefix(mirrored) {
                Ok(inside) => inside.to_owned(),
                Err(_) => return,
            };
            let mut list = String::new();
            for entry in fs::read_dir(path).into_iter().flatten().flatten() {
                if let Ok(metadata) = entry.metadata() {
                    let kind = if metadata.is_dir() { "dir" } else { "file" };
                    list.push_str(&format!(
                        "{kind} {} {}\n",
                        metadata.ino(),
                        entry.file_name().to_string_lossy()
                    ));
                }
            }
            let name = inside.to_string_lossy().replace('/', "%");
            put(&mirror.join(format!("list {}", metadata.ino())), list.as_bytes());
            put(&mirror.join(format!("known {name}")), metadata.ino().to_string().as_bytes());
        } else if let Ok(bytes) = fs::read(format!("/proc/self/fd/{descriptor}")) {
            put(&mirror.join(format!("file {}", metadata.ino())), &bytes);
        }
    }

    fn put(path: &Path, bytes: &[u8]) {
        let aside = path.with_extension("aside");
        if fs::write(&aside, bytes).is_ok() {
            drop(fs::rename(aside, path));
        }
    }

    /// Makes the directory as a disk would show it after a power cut.
    pub(super) fn restore(mirror: &Path, _data: &Path, to: &Path) {
        let Ok(root) = fs::read_to_string(mirror.join("known ")) else { return };
        restore_directory(mirror, root.trim(), to);
    }

    fn restore_directory(mirror: &Path, inode: &str, to: &Path) {
        fs::create_dir_all(to).unwrap();
        let Ok(list) = fs::read_to_string(mirror.join(format!("list {inode}"))) else { return };
        for line in list.lines() {
            let mut words = line.splitn(3, ' ');
            let (kind, inode, name) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
            if kind == "dir" {
                restore_directory(mirror, inode, &to.join(name));
            } else {
                let bytes = fs::read(mirror.join(format!("file {inode}"))).unwrap_or_default();
                fs::write(to.join(name), bytes).unwrap();
            }
        }
    }
}
