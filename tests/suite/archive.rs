//! The archive: what a server sent is in it byte for byte, any tool of web archives reads it, and damage costs no more
//! than what it hit.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use tokio::sync::mpsc;
use vigie::app::{Library, RefreshReport};
use vigie::archive::{
    Archive, Change, Part, Received, Record, RecordKind, Replayed, Walked, rewrite, size, walk,
};
use vigie::config::{Config, Layers};
use vigie::domain::SourceId;

use crate::server::{Reply, Server};

/// A library in a folder that follows nothing yet.
pub(crate) fn library_in(folder: &Path, set: &[(&str, &str)]) -> Library {
    let directory = folder.display().to_string();
    let flags: Vec<(String, String)> = [("store.directory", directory.as_str())]
        .iter()
        .chain(set)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let library =
        Library::open(Config::load(&Layers { flags: &flags, ..Layers::default() }).unwrap()).unwrap();
    for status in library.sources().unwrap() {
        if status.source.address.starts_with("http") && !status.source.address.contains("127.0.0.1") {
            library.remove_source(&status.source.id).unwrap();
        }
    }
    library
}

pub(crate) fn refresh(library: &Library) -> RefreshReport {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let (sender, _receiver) = mpsc::unbounded_channel();
        library.refresh(&[], sender).await.unwrap()
    })
}

/// An RSS feed of items: identifier, link, summary.
pub(crate) fn feed_of(items: &[(&str, &str, &str)]) -> String {
    let item = |(guid, link, text): &(&str, &str, &str)| {
        format!(
            "<item><title>Titre {guid}</title><guid isPermaLink=\"false\">{guid}</guid><link>{link}</link>\
             <pubDate>Mon, 17 Oct 2022 00:00:00 +0200</pubDate><description>{text}</description></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<rss version=\"2.0\"><channel><title>Le fil</title><link>https://exemple.test/</link>{items}</channel></rss>"
    )
}

/// A page whose article tells a fine.
pub(crate) fn page_of(company: &str) -> String {
    let paragraph = format!(
        "<p>Le 17 octobre 2022, la formation restreinte de la CNIL a prononcé une amende de 20 millions d’euros à \
         l’encontre de la société {company}, pour des manquements à la sécurité des données.</p>"
    );
    format!(
        "<html><head><title>Page</title></head><body><article><h1>Sanction</h1>{}</article></body></html>",
        paragraph.repeat(8)
    )
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Every record, and how many stretches are damaged or torn.
fn read_all(folder: &Path) -> (Vec<Record>, usize) {
    let (mut records, mut damaged) = (Vec::new(), 0);
    walk(folder, &mut |_, walked| {
        match walked {
            Walked::Record { record, .. } => records.push(record),
            Walked::Damaged { .. } | Walked::Torn { .. } => damaged += 1,
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    (records, damaged)
}

fn kinds(records: &[Record]) -> Vec<&'static str> {
    records.iter().map(|record| record.kind().map_or("?", RecordKind::code)).collect()
}

/// A refresh of a feed and a page, then one of a feed that changed and of the page as it was.
fn refreshed_twice(folder: &Path, set: &[(&str, &str)]) -> (Vec<u8>, Vec<u8>) {
    let page = gzip(page_of("EXEMPLE").as_bytes());
    let sent = page.clone();
    let turn = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let turns = turn.clone();
    let server = Server::start(move |request| {
        let address = format!("http://{}/page", request.headers["host"]);
        let text = ["Résumé.", "Résumé corrigé."][turns.load(std::sync::atomic::Ordering::Relaxed)];
        match request.path.as_str() {
            "/feed" => Reply::feed(feed_of(&[("un", &address, text)])).with("X-Served-By", "essai"),
            "/page" => Reply::new(200, sent.clone())
                .with("Content-Type", "text/html")
                .with("Content-Encoding", "gzip"),
            _ => Reply::new(404, ""),
        }
    });
    let library = library_in(folder, set);
    library.add_source(&server.address("/feed"), Some("Essai")).unwrap();
    assert_eq!(refresh(&library).new.len(), 1);
    turn.store(1, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(refresh(&library).failed, []);
    assert_eq!(refresh(&library).failed, [], "a feed that says nothing new leaves no record");
    let feed = feed_of(&[("un", &server.address("/page"), "Résumé.")]);
    (feed.into_bytes(), page)
}

#[test]
fn what_was_sent_is_in_the_archive_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (feed, page) = refreshed_twice(folder.path(), &[]);
    let (records, damaged) = read_all(&folder.path().join("archive"));
    assert_eq!(
        (kinds(&records), damaged),
        (vec!["warcinfo", "response", "response", "response", "revisit"], 0)
    );
    let sent = |record: &Record| {
        let end = record.block.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        (String::from_utf8(record.block[..end].to_vec()).unwrap(), record.block[end..].to_vec())
    };
    let (head, body) = sent(&records[1]);
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("x-served-by: essai\r\n"), "{head}");
    assert_eq!(body, feed);
    let (head, body) = sent(&records[2]);
    assert!(head.contains("content-encoding: gzip\r\n"), "{head}");
    assert_eq!(body, page, "compressed as it came");
    assert_eq!(records[2].field("WARC-Concurrent-To"), records[1].field("WARC-Record-ID"));
    assert_eq!(records[4].field("WARC-Refers-To"), records[2].field("WARC-Record-ID"));
    assert_eq!(records[4].field("WARC-Payload-Digest"), records[2].field("WARC-Payload-Digest"));
    assert!(records.iter().all(|record| record.field("WARC-Block-Digest").is_some()));
}

#[test]
fn the_archive_is_as_slim_as_it_is_asked_to_be() {
    for (archive, expected) in [("slim", vec!["warcinfo", "response", "response"]), ("off", vec![])] {
        let folder = tempfile::tempdir().unwrap();
        refreshed_twice(folder.path(), &[("store.archive", archive)]);
        assert_eq!(kinds(&read_all(&folder.path().join("archive")).0), expected, "{archive}");
    }
}

/// Reads an archive with warcio, a reader that others wrote, and checks every digest with it.
#[test]
fn a_reader_that_others_wrote_reads_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (_, page) = refreshed_twice(folder.path(), &[]);
    let python = std::env::var("VIGIE_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let program = "import sys, hashlib\n\
        from warcio.archiveiterator import ArchiveIterator\n\
        for path in sys.argv[1:]:\n\
        \x20   with open(path, 'rb') as stream:\n\
        \x20       for record in ArchiveIterator(stream, check_digests='raise', no_record_parse=False):\n\
        \x20           raw = record.raw_stream.read()\n\
        \x20           status = record.http_headers.get_statuscode() if record.http_headers else '-'\n\
        \x20           print(record.rec_type, status, hashlib.sha256(raw).hexdigest(), record.rec_headers.get_header('WARC-Date'))\n";
    let archive = folder.path().join("archive");
    let files: Vec<PathBuf> = fs::read_dir(archive).unwrap().map(|entry| entry.unwrap().path()).collect();
    let has = Command::new(&python).args(["-c", "import warcio"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        println!("passed over: there is no python3 with warcio");
        return;
    }
    let output = Command::new(&python).args(["-c", program]).args(files).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let words: Vec<Vec<&str>> = said.lines().map(|line| line.split(' ').collect()).collect();
    let of_kind: Vec<(&str, &str)> = words.iter().map(|line| (line[0], line[1])).collect();
    let response = ("response", "200");
    assert_eq!(of_kind, [("warcinfo", "-"), response, response, response, ("revisit", "200")]);
    use sha2::{Digest, Sha256};
    let digest: String = Sha256::digest(&page).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(words[2][2], digest);
}

fn received(number: u32) -> Received {
    Received {
        source: SourceId::from_name("essai").unwrap(),
        part: Part::Feed,
        asked: "https://exemple.test/ancien".to_owned(),
        address: format!("https://exemple.test/{number}"),
        at: Timestamp::from_millisecond(1_700_000_000_123 + i64::from(number)).unwrap(),
        protocol: "h2".to_owned(),
        head: Some(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n".to_vec()),
        body: format!("corps {number} \u{1f600}\r\n\r\n").into_bytes(),
        whole: number.is_multiple_of(2),
    }
}

/// An archive of so many records, each appended by a process of its own.
fn archive_of(folder: &Path, numbers: std::ops::Range<u32>) {
    for number in numbers {
        Archive::new(folder).append(&[received(number)], &|_| None).unwrap();
    }
}

fn replayed(folder: &Path) -> (Vec<Received>, usize) {
    let (records, damaged) = read_all(folder);
    let whole = |record| match Replayed::of(record) {
        Some(Replayed::Whole { received, .. }) => Some(received),
        _ => None,
    };
    (records.into_iter().filter_map(whole).collect(), damaged)
}

fn only_file(folder: &Path) -> PathBuf {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.swap_remove(0)
}

#[test]
fn what_was_received_comes_back_and_files_go_on_after_a_closing() {
    let folder = tempfile::tempdir().unwrap();
    archive_of(folder.path(), 0..5);
    let expected: Vec<Received> = (0..5).map(received).collect();
    assert_eq!(replayed(folder.path()), (expected, 0));
    assert_eq!(size(folder.path()).unwrap().files, 1);
}

#[test]
fn a_torn_tail_is_left_as_it_is_and_a_new_file_begun() {
    let folder = tempfile::tempdir().unwrap();
    archive_of(folder.path(), 0..3);
    let file = only_file(folder.path());
    let whole = fs::read(&file).unwrap();
    for cut in 1..40 {
        fs::write(&file, &whole[..whole.len() - cut]).unwrap();
        assert_eq!(replayed(folder.path()), ((0..2).map(received).collect(), 1), "{cut} bytes short");
    }
    archive_of(folder.path(), 3..4);
    assert_eq!(size(folder.path()).unwrap().files, 2);
    assert_eq!(replayed(folder.path()), ([0, 1, 3].map(received).into(), 1));
}

#[test]
fn a_flipped_bit_costs_one_record() {
    let folder = tempfile::tempdir().unwrap();
    archive_of(folder.path(), 0..4);
    let file = only_file(folder.path());
    let whole = fs::read(&file).unwrap();
    let mut unharmed = 0;
    for place in (0..whole.len()).step_by(3) {
        let mut harmed = whole.clone();
        harmed[place] ^= 1 << (place % 8);
        fs::write(&file, &harmed).unwrap();
        let (there, damaged) = replayed(folder.path());
        // Four bytes of time, flags and system in a member's head are covered by no checksum, and mean nothing here.
        unharmed += usize::from(damaged == 0 && there.len() == 4);
        assert!(there.iter().all(|one| (0..4).any(|number| received(number) == *one)), "byte {place}");
        assert!(there.len() >= 3 && (damaged > 0 || there.len() == 4), "byte {place}: {}", there.len());
    }
    assert!(unharmed < whole.len() / 20, "{unharmed}");
}

#[test]
fn files_that_are_no_archive_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("vigie-000001-x.warc.gz"), vec![0x1f; 3_000_000]).unwrap();
    archive_of(folder.path(), 0..1);
    assert_eq!(replayed(folder.path()), (vec![received(0)], 1));
    assert_eq!(replayed(&folder.path().join("nowhere")), (Vec::new(), 0));
}

#[test]
fn records_are_taken_out_aside_and_the_file_says_so() {
    let folder = tempfile::tempdir().unwrap();
    archive_of(folder.path(), 0..4);
    let file = only_file(folder.path());
    OpenOptions::new().append(true).open(&file).unwrap().write_all(b"torn").unwrap();
    let before = fs::read(&file).unwrap();
    let mut decide = |record: &Record| match record.field("WARC-Target-URI") {
        Some("https://exemple.test/1") => Change::Go,
        Some("https://exemple.test/2") => Change::Payload(b"changed".to_vec()),
        _ => Change::Stay,
    };
    let told = rewrite(folder.path(), Timestamp::UNIX_EPOCH, true, &mut decide).unwrap();
    assert_eq!(fs::read(&file).unwrap(), before, "a dry run writes nothing");
    assert_eq!(rewrite(folder.path(), Timestamp::UNIX_EPOCH, false, &mut decide).unwrap(), told);
    assert_eq!((told.files, told.gone, told.replaced), (1, 1, 1));
    let (records, damaged) = read_all(folder.path());
    assert_eq!(
        (kinds(&records), damaged),
        (vec!["warcinfo", "response", "conversion", "response", "metadata"], 0)
    );
    let (there, _) = replayed(folder.path());
    let changed = Received { head: None, body: b"changed".to_vec(), protocol: String::new(), ..received(2) };
    assert_eq!(there, [received(0), changed, received(3)]);
}

#[test]
fn the_oldest_files_go_when_there_is_a_bound() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::new(folder.path());
    for number in 0..3 {
        archive.append(&[received(number)], &|_| None).unwrap();
        archive.close();
        // What a crash leaves makes the next record begin a file.
        let last = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).max().unwrap();
        OpenOptions::new().append(true).open(last).unwrap().write_all(b"torn").unwrap();
    }
    assert_eq!(archive.bound(1 << 20).unwrap(), 0);
    assert_eq!(archive.bound(1).unwrap(), 2, "the last one stays");
    assert_eq!(replayed(folder.path()).0, [received(2)]);
}
