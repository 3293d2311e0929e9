//! What other readers kept, and what this one exported, taken in: databases written by SQLite itself, as base64.

use std::fs;
use std::path::Path;

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use serde_json::Value;
use vigie::app::Library;
use vigie::config::Config;
use vigie::domain::Mark;
use vigie::export::{ArticleRecord, ExportOptions, Format, write};
use vigie::import::{self, Form, ImportError, Taken};
use vigie::labels::{Labels, Tongue};

use super::shelf::Shelf;

/// The bytes of a database in `tests/imports`.
fn database(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports").join(name);
    let text = fs::read_to_string(path).unwrap();
    let digits = text.bytes().filter_map(|byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    });
    let digits: Vec<u8> = digits.collect();
    let mut bytes = Vec::new();
    for group in digits.chunks(4) {
        let bits =
            group.iter().fold(0_u32, |bits, digit| bits << 6 | u32::from(*digit)) << (6 * (4 - group.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..group.len()]);
    }
    bytes
}

fn library() -> Library {
    Library::temporary(Config::defaults()).unwrap()
}

fn take_in(library: &Library, taken: &Taken) -> vigie::app::ImportReport {
    library.take_in(taken, &mut |_| {}).unwrap()
}

#[test]
fn a_newsboat_cache_comes_with_its_articles_marks_and_facts() {
    let taken = import::read(&database("newsboat-cache.base64"), &[]).unwrap();
    assert_eq!(taken.form, Form::NewsboatCache);
    assert_eq!(taken.subscriptions.len(), 1, "a query is no feed");
    assert_eq!((taken.entries.len(), taken.skipped), (22, 1), "one was deleted, one is of no feed");
    let long = taken.entries.iter().find(|entry| entry.guid == "g2").unwrap();
    assert_eq!(long.html.len(), 3_187, "a record over several pages");
    assert_eq!(long.mark, Mark { read: true, starred: true });
    let library = library();
    let report = take_in(&library, &taken);
    assert_eq!((report.new, report.feeds.added, report.marked), (22, 1, 11));
    let rows = library.headlines().unwrap();
    let fined = rows.iter().find(|row| row.article.guid == "g1").unwrap();
    assert_eq!(fined.article.link.as_deref(), Some("https://exemple.test/1"));
    assert_eq!(fined.facts[0].company.as_deref(), Some("ACME"));
    assert!(!fined.mark.read);
    let again = take_in(&library, &taken);
    assert_eq!((again.new, again.known, again.marked), (0, 22, 0), "a second import changes nothing");
    assert_eq!(library.headlines().unwrap(), rows);
}

#[test]
fn a_list_of_newsboat_comes_with_titles_and_tags() {
    let urls = "# mes flux\nhttps://exemple.test/cnil.xml droit \"~La CNIL\" \"!\"\n\nquery:Tout:unread = \"yes\"\n\
                \"exec:~/bin/flux\"\nhttps://exemple.test/ftc.xml usa droit\n";
    let taken = import::read(urls.as_bytes(), &[]).unwrap();
    assert_eq!((taken.form, taken.subscriptions.len(), taken.skipped), (Form::NewsboatUrls, 2, 2));
    assert_eq!(taken.subscriptions[0].title, "La CNIL");
    assert_eq!(taken.subscriptions[0].tags, ["droit"]);
    assert_eq!(taken.subscriptions[1].tags, ["usa", "droit"]);
    let library = library();
    assert_eq!(take_in(&library, &taken).feeds.added, 2);
    assert_eq!(library.sources().unwrap().len(), 2);
}

#[test]
fn a_newsflash_store_is_read_with_what_its_log_holds() {
    let (bytes, log) = (database("newsflash.base64"), database("newsflash-wal.base64"));
    let closed = import::read(&bytes, &[]).unwrap();
    assert_eq!((closed.form, closed.entries.len()), (Form::NewsFlash, 1));
    assert_eq!(closed.entries[0].published, Some("2024-10-07T08:30:00Z".parse().unwrap()));
    assert_eq!(closed.entries[0].mark, Mark { read: true, starred: true });
    let open = import::read(&bytes, &log).unwrap();
    assert_eq!((open.entries.len(), open.skipped), (2, 1), "what was committed to the log is there too");
    assert_eq!(open.entries[1].html, "Only a summary.");
    let torn = import::read(&bytes, &log[..log.len() - 100]).unwrap();
    assert!(torn.entries.len() < 2, "a page that was not committed is not there");
}

#[test]
fn json_lines_come_back_as_they_were() {
    let demo = Library::demo(Config::defaults()).unwrap();
    let ids: Vec<_> = demo.headlines().unwrap().iter().map(|row| row.article.id).collect();
    demo.mark(&ids[..3], vigie::domain::MarkChange::Starred(true)).unwrap();
    demo.mark(&ids[1..4], vigie::domain::MarkChange::Read(true)).unwrap();
    let lines = |library: &Library| {
        let labels = Labels::new(Tongue::French);
        let options = ExportOptions::new(&labels, "2026-01-01T00:00:00Z".parse().unwrap());
        let mut bytes = Vec::new();
        write(Format::JsonLines, library.items(&ids).unwrap(), &options, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let before = lines(&demo);
    let taken = import::read(before.as_bytes(), &[]).unwrap();
    assert_eq!((taken.form, taken.articles.len(), taken.skipped), (Form::JsonLines, ids.len(), 0));
    let library = library();
    let report = take_in(&library, &taken);
    assert_eq!((report.new, report.marked), (ids.len(), 4));
    let records = |text: &str| -> Vec<ArticleRecord> {
        let record = |line: &str| serde_json::from_str::<ArticleRecord>(line).unwrap();
        // Which lines are headings is not in a plain text, and the first sentences are chosen by that.
        text.lines().map(|line| ArticleRecord { lead: Vec::new(), ..record(line) }).collect()
    };
    assert_eq!(records(&lines(&library)), records(&before));
    assert!(library.sources().unwrap().is_empty(), "an article's source is known without being followed");
    assert!(take_in(&library, &taken).new == 0);
    let ledger = library.ledger().unwrap();
    assert!(ledger.company("Clearview AI").is_some(), "facts come along");
}

#[test]
fn what_is_no_known_form_is_refused() {
    assert_eq!(import::read(b"", &[]), Err(ImportError::Unknown));
    assert_eq!(import::read(b"une lettre\n", &[]), Err(ImportError::Unknown));
    assert!(matches!(import::read(b"SQLite format 3\0", &[]), Err(ImportError::Database(_))));
    let lines = import::read(b"{\"schema\":\"autre/1\"}\n{pas du json}\n", &[]).unwrap();
    assert_eq!((lines.articles.len(), lines.skipped), (0, 2));
}

#[test]
fn the_command_takes_in_and_says_what_it_did() {
    let shelf = Shelf::new();
    let file = shelf.0.path().join("cache.db");
    fs::write(&file, database("newsboat-cache.base64")).unwrap();
    let name = file.to_str().unwrap();
    let output = shelf.run(&["import", name, "--json"]);
    assert_eq!(output.status.code(), Some(1), "a row could not be read");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["new"], &report["form"]), (&22.into(), &"newsboat-cache".into()));
    let told = String::from_utf8(shelf.run(&["import", name]).stderr).unwrap();
    assert!(told.contains("22 déjà là"), "{told}");
    fs::write(&file, "rien").unwrap();
    assert_eq!(shelf.run(&["import", name]).status.code(), Some(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_damage_makes_it_panic_or_loop(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..80), cut in any::<prop::sample::Index>()) {
        for name in ["newsboat-cache.base64", "newsflash.base64"] {
            let mut bytes = database(name);
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            bytes.truncate(100 + cut.index(bytes.len() - 100));
            let _whatever = import::read(&bytes, &bytes);
        }
    }
}
