//! A store made anew: what archive and journal hold is all there again, whatever became of the database.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use vigie::app::Library;
use vigie::config::{Config, Layers};
use vigie::domain::{ArticleId, MarkChange};
use vigie::store::{Finding, Store};

use crate::archive::{feed_of, gzip, library_in, page_of, refresh};
use crate::server::{Reply, Server};

/// Two feeds that change from turn to turn, and their pages.
pub(crate) struct Web {
    pub(crate) server: Server,
    pub(crate) turn: Arc<AtomicUsize>,
}

pub(crate) fn web() -> Web {
    let turn = Arc::new(AtomicUsize::new(0));
    let turns = turn.clone();
    let server = Server::start(move |request| {
        let turn = turns.load(Ordering::Relaxed);
        let link = |path: &str| format!("http://{}{path}", request.headers["host"]);
        let items: Vec<(String, String, String)> = (0..2 * turn + 3)
            .map(|number| {
                let text =
                    if number == 1 { format!("Résumé, état {turn}.") } else { "Résumé.".to_owned() };
                (format!("article-{number}"), link(&format!("/page-{number}")), text)
            })
            .collect();
        let items: Vec<(&str, &str, &str)> =
            items.iter().map(|(guid, link, text)| (guid.as_str(), link.as_str(), text.as_str())).collect();
        match request.path.as_str() {
            "/pages" => Reply::feed(feed_of(&items)),
            "/plain" => Reply::feed(gzip(feed_of(&items[..2]).as_bytes())).with("Content-Encoding", "gzip"),
            "/page-2" if turn == 0 => Reply::new(500, ""),
            // A page that changes from turn to turn.
            "/page-1" => {
                Reply::new(200, page_of(&format!("SOCIÉTÉ {turn}"))).with("Content-Type", "text/html")
            }
            page => Reply::new(200, page_of(&page[1..])).with("Content-Type", "text/html; charset=utf-8"),
        }
    });
    Web { server, turn }
}

/// A library that has lived: three refreshes, marks, sources that came and went.
pub(crate) fn lived(folder: &Path, web: &Web) {
    let library = library_in(folder, &[]);
    library.add_source(&web.server.address("/pages"), Some("Pages")).unwrap();
    library.add_source(&web.server.address("/plain"), None).unwrap();
    for turn in 0..3 {
        web.turn.store(turn, Ordering::Relaxed);
        assert_eq!(refresh(&library).failed, []);
    }
    let ids = ids(&library);
    library.mark(&ids[..4], MarkChange::Read(true)).unwrap();
    library.mark(&ids[2..6], MarkChange::Starred(true)).unwrap();
    library.mark(&ids[3..4], MarkChange::Read(false)).unwrap();
    let plain =
        library.sources().unwrap().into_iter().find(|status| status.source.address.ends_with("/plain"));
    library.remove_source(&plain.unwrap().source.id).unwrap();
    library.remove_articles(&ids[7..8]).unwrap();
}

fn ids(library: &Library) -> Vec<ArticleId> {
    library.headlines().unwrap().iter().map(|row| row.article.id).collect()
}

/// All that a reader sees, as text.
pub(crate) fn seen(folder: &Path) -> String {
    let store = Store::open(folder).unwrap();
    let mut text = String::new();
    for source in store.sources().unwrap() {
        text.push_str(&format!("{source:?}\n"));
    }
    for row in store.headlines().unwrap() {
        let kept = store.article(row.article.id).unwrap().unwrap();
        let earlier = store.earlier(row.article.id).unwrap();
        text.push_str(&format!("{kept:?} {earlier:?} {:?}\n", store.digest(row.article.id).unwrap()));
    }
    assert!(store.examine().unwrap().is_sound(), "{:?}", store.examine().unwrap());
    text
}

pub(crate) fn config(folder: &Path) -> Config {
    let flags = [("store.directory".to_owned(), folder.display().to_string())];
    Config::load(&Layers { flags: &flags, ..Layers::default() }).unwrap()
}

#[test]
fn archive_and_journal_alone_make_an_equal_store() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    lived(folder.path(), &web);
    let before = seen(folder.path());
    assert!(before.contains("SOCIÉTÉ 2") && before.contains("SOCIÉTÉ 0"), "versions are there: {before}");
    for with_stamp in [true, false] {
        fs::remove_dir_all(folder.path().join("db")).unwrap();
        if !with_stamp {
            fs::remove_file(folder.path().join("stamp")).unwrap();
        }
        let remade = Library::rebuild(&config(folder.path())).unwrap();
        assert_eq!((remade.store.lost, remade.store.carried, remade.unreadable), (0, 0, 0));
        assert_eq!(seen(folder.path()), before);
    }
    // A sound store is made anew as well, and goes on from there.
    Library::rebuild(&config(folder.path())).unwrap();
    assert_eq!(seen(folder.path()), before);
    let library = library_in(folder.path(), &[]);
    web.turn.store(3, Ordering::Relaxed);
    assert_eq!(refresh(&library).new.len(), 2, "only what is new is new");
}

#[test]
fn a_clock_that_was_set_back_loses_nothing_and_changes_no_order() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    let later = || Timestamp::from_millisecond(2_000_000_000_000).unwrap();
    let earlier = || Timestamp::from_millisecond(1_000_000_000_000).unwrap();
    for (turn, clock) in [later as fn() -> Timestamp, earlier, later].into_iter().enumerate() {
        let library = library_in(folder.path(), &[]).with_clock(clock);
        library.add_source(&web.server.address("/pages"), Some("Pages")).unwrap();
        web.turn.store(turn, Ordering::Relaxed);
        assert_eq!(refresh(&library).failed, []);
        library.mark(&ids(&library)[..1], MarkChange::Starred(true)).unwrap();
    }
    let before = seen(folder.path());
    fs::remove_dir_all(folder.path().join("db")).unwrap();
    Library::rebuild(&config(folder.path())).unwrap();
    assert_eq!(seen(folder.path()), before);
}

#[test]
fn what_the_archive_lacks_comes_from_the_old_store() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    lived(folder.path(), &web);
    let before = seen(folder.path());
    fs::remove_dir_all(folder.path().join("archive")).unwrap();
    let examined = Store::open(folder.path()).unwrap().examine().unwrap();
    assert_eq!(examined.findings.keys().collect::<Vec<_>>(), [&Finding::ArchiveShort]);
    for remake in [Library::rebuild, Library::repair] {
        let remade = remake(&config(folder.path())).unwrap();
        assert_eq!((remade.store.lost, remade.feeds), (0, 0));
    }
    assert_eq!(seen(folder.path()), before);
    fs::remove_dir_all(folder.path().join("db")).unwrap();
    fs::remove_dir_all(folder.path().join("backups")).unwrap();
    let refused = Library::repair(&config(folder.path())).unwrap_err();
    assert_eq!(refused.message().key, "error-store-corrupt", "nothing is left to make a store of");
}

#[test]
fn a_store_that_does_not_open_comes_back_from_a_backup_where_there_is_no_archive() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    lived(folder.path(), &web);
    let before = seen(folder.path());
    fs::remove_dir_all(folder.path().join("backups")).unwrap();
    Store::open(folder.path()).unwrap().backup_daily(Timestamp::now()).unwrap();
    fs::remove_dir_all(folder.path().join("archive")).unwrap();
    fs::remove_dir_all(folder.path().join("db")).unwrap();
    let remade = Library::repair(&config(folder.path())).unwrap();
    assert_eq!(remade.store.lost, 0);
    let store = Store::open(folder.path()).unwrap();
    let rows = store.headlines().unwrap();
    assert_eq!(before.matches("Kept {").count(), rows.len());
    assert_eq!(rows.iter().filter(|row| row.mark.starred).count(), 4);
}

/// What a reader did is in the journal before the database: a database that lost its last moments hears of them.
#[test]
fn marks_and_sources_come_back_to_an_older_database() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    let library = library_in(folder.path(), &[]);
    library.add_source(&web.server.address("/pages"), None).unwrap();
    refresh(&library);
    library.flush().unwrap();
    drop(library);
    let older = tempfile::tempdir().unwrap();
    copy(&folder.path().join("db"), older.path());
    lived(folder.path(), &web);
    let marks = |folder: &Path| -> Vec<_> {
        let store = Store::open(folder).unwrap();
        let rows =
            store.headlines().unwrap().into_iter().filter(|row| row.article.guid.as_str() < "article-3");
        let mut marks: Vec<_> = rows.map(|row| (row.article.id, row.mark)).collect();
        marks.sort_by_key(|(id, _)| *id);
        marks
    };
    let sources = |folder: &Path| Store::open(folder).unwrap().sources().unwrap();
    let (expected_marks, expected_sources) = (marks(folder.path()), sources(folder.path()));
    fs::remove_dir_all(folder.path().join("db")).unwrap();
    copy(older.path(), &folder.path().join("db"));
    fs::remove_file(folder.path().join("stamp")).unwrap();
    assert_eq!(sources(folder.path()), expected_sources);
    for (id, mark) in marks(folder.path()) {
        assert!(expected_marks.contains(&(id, mark)), "{id} {mark:?}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// One harm to one file of a data directory, by a number.
fn harm(folder: &Path, turn: usize) -> String {
    let mut files = Vec::new();
    for place in ["db/db", "journal"] {
        files.push(folder.join(place));
    }
    let archive = fs::read_dir(folder.join("archive")).unwrap().map(|entry| entry.unwrap().path());
    files.extend(archive);
    let file = &files[turn % files.len()];
    let mut bytes = fs::read(file).unwrap();
    let lot = turn.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let place = lot % bytes.len();
    let how = match (turn / files.len()) % 4 {
        0 => {
            bytes[place] ^= 1 << (turn % 8);
            "flipped"
        }
        1 => {
            bytes.truncate(place);
            "cut"
        }
        2 => {
            let end = (place + 512).min(bytes.len());
            bytes[place..end].fill(0);
            "zeroed"
        }
        _ => {
            fs::remove_file(file).unwrap();
            return format!("{} removed", file.display());
        }
    };
    fs::write(file, bytes).unwrap();
    format!("{} {how} at {place}", file.display())
}

/// Whether a reader who asks is told that something is wrong.
fn is_told(folder: &Path) -> bool {
    match Store::open(folder) {
        Ok(store) => !store.examine().is_ok_and(|examination| examination.is_sound()),
        Err(_) => true,
    }
}

/// Harms a copy of a store, asks what is told, repairs it, and sees that everything is back.
fn damage(turns: impl Iterator<Item = usize>) {
    let (sound, web) = (tempfile::tempdir().unwrap(), web());
    lived(sound.path(), &web);
    let before = seen(sound.path());
    let (mut told, mut silent) = (0, Vec::new());
    for turn in turns {
        let folder = tempfile::tempdir().unwrap();
        copy(sound.path(), folder.path());
        let how = harm(folder.path(), turn);
        if !is_told(folder.path()) {
            // A byte that means nothing may change: then everything is as it was.
            assert_eq!(seen(folder.path()), before, "{how}: a silent loss");
            silent.push(how);
            continue;
        }
        told += 1;
        let remade = Library::repair(&config(folder.path())).unwrap_or_else(|error| panic!("{how}: {error}"));
        let store = Store::open(folder.path()).unwrap();
        let there = store.examine().unwrap();
        assert!(there.is_sound(), "{how}: {:?}", there.findings);
        drop(store);
        let after = seen(folder.path());
        assert!(after == before, "{how}, {remade:?}:\n{}", difference(&before, &after));
    }
    println!("{told} told and repaired, {} without any effect: {silent:#?}", silent.len());
}

fn difference(before: &str, after: &str) -> String {
    let missing = before.lines().filter(|line| !after.contains(*line)).map(|line| format!("- {line}\n"));
    let added = after.lines().filter(|line| !before.contains(*line)).map(|line| format!("+ {line}\n"));
    missing.chain(added).collect()
}

#[test]
fn damage_to_store_archive_and_journal_is_told_and_repaired() {
    damage(0..24);
}

#[test]
#[ignore = "takes minutes"]
fn three_hundred_damages_are_told_and_repaired() {
    damage(1_000..1_300);
}
