//! Forgetting: what is purged is nowhere any more, stays away, and everything else stays.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;

use vigie::app::{Library, Purge, Purged};
use vigie::archive::{Walked, walk};
use vigie::domain::SourceId;
use vigie::store::Store;

use crate::archive::{library_in, refresh};
use crate::rebuild::{config, lived, seen, web};

/// Every place in a data directory where some bytes stand, compressed or not.
fn places_of(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut places = Vec::new();
    let mut folders = vec![folder.to_owned()];
    let has = |text: &[u8]| text.windows(bytes.len()).any(|window| window == bytes);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if fs::read(&path).is_ok_and(|content| has(&content)) {
                places.push(path.display().to_string());
            }
        }
    }
    walk(&folder.join("archive"), &mut |path, walked| {
        if let Walked::Record { offset, record, .. } = walked {
            let mut text = record.bytes();
            let packed = record.block.windows(2).position(|two| two == [0x1f, 0x8b]);
            if let Some(start) = packed {
                // A body that came compressed.
                drop(flate2::read::GzDecoder::new(&record.block[start..]).read_to_end(&mut text));
            }
            if has(&text) {
                places.push(format!("{} at {offset}", path.display()));
            }
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    places
}

fn purge(folder: &Path, what: &Purge) -> Purged {
    let library = library_in(folder, &[]);
    let told = library.purge(what, true).unwrap();
    let done = library.purge(what, false).unwrap();
    assert_eq!((&told.articles, told.archive, &told.copies), (&done.articles, done.archive, &done.copies));
    drop(library);
    Library::compact(&config(folder)).unwrap();
    done
}

#[test]
fn a_name_is_nowhere_any_more_and_stays_away() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    lived(folder.path(), &web);
    let before = seen(folder.path());
    assert!(!places_of(folder.path(), b"page-4").is_empty());
    let purged = purge(folder.path(), &Purge::Company("PAGE 4".to_owned()));
    assert_eq!(purged.articles.len(), 1, "{purged:?}");
    assert!(purged.archive.gone >= 1 && purged.archive.replaced >= 2, "{purged:?}");
    assert_eq!(places_of(folder.path(), b"page-4"), [] as [String; 0]);
    let after = seen(folder.path());
    let gone: Vec<&str> = before.lines().filter(|line| !after.contains(*line)).collect();
    assert_eq!(gone.len(), 1, "nothing else is gone");
    fs::remove_dir_all(folder.path().join("db")).unwrap();
    let remade = Library::rebuild(&config(folder.path())).unwrap();
    assert_eq!((remade.store.lost, remade.unreadable), (0, 0));
    assert_eq!(seen(folder.path()), after, "it survives a rebuild");
    web.turn.store(3, Ordering::Relaxed);
    let library = library_in(folder.path(), &[]);
    assert_eq!(refresh(&library).new.len(), 2);
    drop(library);
    let aside = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    aside
        .filter(|path| path.display().to_string().contains("aside-"))
        .for_each(|path| fs::remove_dir_all(path).unwrap());
    assert_eq!(places_of(folder.path(), b"page-4"), [] as [String; 0], "what comes later has it no more");
    let journal = fs::read_to_string(folder.path().join("journal")).unwrap();
    assert!(journal.contains("\"do\":\"purge\",\"what\":\"name\",\"fingerprint\":\""), "{journal}");
}

#[test]
fn a_source_and_an_article_are_forgotten() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    lived(folder.path(), &web);
    let store = Store::open(folder.path()).unwrap();
    let rows = store.headlines().unwrap();
    let source: SourceId =
        rows.iter().find(|row| row.article.source.as_str().contains("plain")).unwrap().article.source.clone();
    let of_source = rows.iter().filter(|row| row.article.source == source).count();
    let one = rows.iter().find(|row| row.article.source != source).unwrap().article.id;
    drop(store);
    assert_eq!(purge(folder.path(), &Purge::Source(source.clone())).articles.len(), of_source);
    assert_eq!(purge(folder.path(), &Purge::Articles(vec![one])).articles, [one]);
    fs::remove_dir_all(folder.path().join("db")).unwrap();
    Library::rebuild(&config(folder.path())).unwrap();
    let store = Store::open(folder.path()).unwrap();
    let left = store.headlines().unwrap();
    assert_eq!(left.len(), rows.len() - of_source - 1);
    assert!(left.iter().all(|row| row.article.id != one && row.article.source != source));
}

#[test]
fn what_is_stored_about_persons_is_told() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    lived(folder.path(), &web);
    let library = library_in(folder.path(), &[]);
    let privacy = library.privacy().unwrap();
    assert_eq!(privacy.articles, library.headlines().unwrap().len() as u64);
    assert!(privacy.marks >= 5 && privacy.since.is_some(), "{privacy:?}");
    assert!(privacy.hosts.len() == 1 && privacy.hosts[0].starts_with("127.0.0.1"), "{privacy:?}");
    let names: Vec<String> = privacy
        .places
        .iter()
        .map(|(path, ..)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    for name in ["archive", "backups", "db", "journal"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_daemon_refreshes_serves_and_ends_when_it_is_told_to() {
    let (folder, web) = (tempfile::tempdir().unwrap(), web());
    let library = library_in(folder.path(), &[]);
    library.add_source(&web.server.address("/pages"), Some("Pages")).unwrap();
    drop(library);
    let program = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.arg("--store").arg(folder.path()).args(["--lang", "en"]).args(arguments);
        command.env("HOME", folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let mut daemon = program(&["daemon"]).spawn().unwrap();
    let mut said = BufReader::new(daemon.stdout.take().unwrap()).lines();
    assert!(said.next().unwrap().unwrap().contains("is held"));
    assert_eq!(said.next().unwrap().unwrap(), "3 new articles (1 source answered, 0 failed)");
    let listed = program(&["list", "--json"]).output().unwrap();
    assert!(listed.status.success());
    assert_eq!(String::from_utf8_lossy(&listed.stdout).matches("\"guid\"").count().max(3), 3, "it is served");
    let second = program(&["daemon"]).output().unwrap();
    assert_eq!(second.status.code(), Some(4), "one holds the store");
    let purge = program(&["purge", "--company", "page-0"]).output().unwrap();
    assert_eq!(purge.status.code(), Some(4), "what is being served is not purged");
    Command::new("kill").args(["-TERM", &daemon.id().to_string()]).status().unwrap();
    assert_eq!(said.next().unwrap().unwrap(), "Ended; everything is saved.");
    assert_eq!(daemon.wait().unwrap().code(), Some(0));
    assert!(!folder.path().join("socket").exists());
    assert_eq!(Store::open(folder.path()).unwrap().headlines().unwrap().len(), 3);
}
