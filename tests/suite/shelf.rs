//! A store with the demonstration's articles and the real program on it, for the tests of the command line.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::mpsc;
use vigie::app::Library;
use vigie::config::{Config, Layers};
use vigie::domain::{FullText, Language, Source, SourceFormat, SourceId, Trust};

/// The demonstration's feeds, by the names of their sources, with the trust that they have.
const FEEDS: [(&str, &str, Trust); 7] = [
    ("cnil", "cnil.rss.xml", Trust::Authority),
    ("cnil-en", "cnil-en.atom.xml", Trust::Authority),
    ("depeches", "depeches.rss.xml", Trust::Press),
    ("droit-et-donnees", "droit-et-donnees.atom.xml", Trust::LawFirm),
    ("gazette-tech", "gazette-tech.json", Trust::Press),
    ("eu-watch", "eu-watch.json", Trust::Press),
    ("concurrence", "concurrence.rdf.xml", Trust::Press),
];

fn source((name, file, trust): &(&str, &str, Trust)) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo").join(file);
    Source {
        id: SourceId::from_name(name).unwrap(),
        title: (*name).to_owned(),
        address: url::Url::from_file_path(path).unwrap().into(),
        alternates: Vec::new(),
        format: SourceFormat::Feed,
        language: Language::Other,
        country: String::new(),
        trust: *trust,
        tags: Vec::new(),
        full_text: FullText::Never,
    }
}

/// A store that holds the demonstration's articles: identifiers and days are the same on every machine.
pub(super) struct Shelf(pub(super) TempDir);

impl Shelf {
    pub(super) fn new() -> Shelf {
        let home = tempfile::tempdir().unwrap();
        let store = home.path().join("store").to_str().unwrap().to_owned();
        let flags = [("store.directory".to_owned(), store)];
        let library =
            Library::open(Config::load(&Layers { flags: &flags, ..Layers::default() }).unwrap()).unwrap();
        let sources: Vec<Source> = FEEDS.iter().map(source).collect();
        library.follow(&sources).unwrap();
        let names: Vec<SourceId> = sources.into_iter().map(|source| source.id).collect();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let report = runtime.block_on(library.refresh(&names, mpsc::unbounded_channel().0)).unwrap();
        assert_eq!(report.failed, []);
        library.flush().unwrap();
        Shelf(home)
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.args(arguments).arg("--store").arg(self.0.path().join("store"));
        command.env_clear().env("HOME", self.0.path()).env("LC_ALL", "fr_FR.UTF-8").env("TZ", "UTC");
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// Standard output of a command that must succeed.
    pub(super) fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(super) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }
}
