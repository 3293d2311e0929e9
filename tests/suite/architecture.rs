//! The layers, the opening lines of files, the glossary: what the design says, held to the code.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module and the modules that it may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("labels", &["domain"]),
    ("text", &["domain"]),
    ("feed", &["domain", "text"]),
    ("facts", &["domain", "text"]),
    ("ledger", &["domain", "text"]),
    ("query", &["domain", "text"]),
    ("export", &["domain", "text", "labels"]),
    ("import", &["domain", "export", "feed", "text"]),
    ("fetch", &["domain", "labels"]),
    ("archive", &["domain"]),
    ("store", &["archive", "domain", "text", "labels"]),
    ("index", &["domain", "text", "query"]),
    ("config", &["domain", "labels", "assets"]),
    (
        "app",
        &[
            "archive", "assets", "config", "domain", "export", "facts", "feed", "fetch", "import", "index",
            "labels", "ledger", "query", "store", "text",
        ],
    ),
    ("tui", &["app", "assets", "config", "domain", "export", "facts", "labels", "ledger", "query", "text"]),
    (
        "cli",
        &[
            "app", "assets", "config", "domain", "export", "facts", "feed", "import", "labels", "ledger",
            "query", "text", "tui",
        ],
    ),
    ("assets", &[]),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// Each foreign crate that has one room, and that room.
const ALONE: &[(&str, &[&str])] = &[
    ("sled", &["store"]),
    ("postcard", &["store"]),
    ("reqwest", &["fetch"]),
    ("feed_rs", &["feed"]),
    ("similar", &["text"]),
    ("pdf_extract", &["text"]),
    ("tantivy", &["index"]),
    ("fluent_bundle", &["labels"]),
    ("rust_xlsxwriter", &["export"]),
    ("minijinja", &["export"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("tokio", &["app", "cli", "fetch", "main", "tui"]),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The module that a file belongs to: its first folder under `src`, or its own name.
fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix(source_folder()).expect("a file under src");
    let first = inside.components().next().expect("a file has a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Lines of code, without comments; a doc link is not a dependency.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split("//").next().unwrap_or_default())
}

#[test]
fn arrows_point_down_only() {
    let mut wrong = Vec::new();
    for file in rust_files(&source_folder()) {
        let module = module_of(&file);
        let text = fs::read_to_string(&file).expect("a readable file");
        let (_, allowed) = MAY_USE
            .iter()
            .find(|(name, _)| *name == module)
            .unwrap_or_else(|| panic!("{module} is no module of the design"));
        for line in code_lines(&text) {
            for prefix in ["crate::", "vigie::"] {
                for (at, _) in line.match_indices(prefix) {
                    let named: String = line[at + prefix.len()..]
                        .chars()
                        .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                        .collect();
                    let known = MAY_USE.iter().any(|(name, _)| *name == named);
                    if known && named != module && !allowed.contains(&named.as_str()) {
                        wrong.push(format!("{}: {module} → {named}", file.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "new arrows:\n{}", wrong.join("\n"));
}

#[test]
fn a_foreign_crate_stays_in_its_room() {
    let mut wrong = Vec::new();
    for file in rust_files(&source_folder()) {
        let module = module_of(&file);
        let text = fs::read_to_string(&file).expect("a readable file");
        for (foreign, rooms) in ALONE {
            let path = format!("{foreign}::");
            let named = code_lines(&text).any(|line| {
                line.match_indices(&path).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                })
            });
            if named && !rooms.contains(&module.as_str()) {
                wrong.push(format!("{}: {foreign} belongs to {rooms:?}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "foreign crates out of their rooms:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_knows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let silent: Vec<String> = ["src", "tests", "benches"]
        .iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.exists())
        .flat_map(|folder| rust_files(&folder))
        .filter(|file| !fs::read_to_string(file).expect("a readable file").starts_with("//!"))
        .map(|file| file.display().to_string())
        .collect();
    assert!(silent.is_empty(), "files without an opening line:\n{}", silent.join("\n"));
}

#[test]
fn every_file_of_the_suite_is_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let main = fs::read_to_string(folder.join("main.rs")).expect("the suite's main file");
    for entry in fs::read_dir(&folder).expect("the suite's folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".rs") else { continue };
        if name != "main" {
            assert!(main.contains(&format!("mod {name};")), "{name} is not named in main.rs");
        }
    }
}

/// The glossary's code names: what stands between backquotes in the second column of its table.
fn glossary() -> Vec<String> {
    let text = fs::read_to_string(source_folder().join("domain/mod.rs")).expect("the domain's page");
    text.lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .filter_map(|row| row.split(" | ").nth(1))
        .filter_map(|cell| cell.strip_prefix('`')?.strip_suffix('`'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_glossary_names_what_the_code_has() {
    let code: String = rust_files(&source_folder().join("domain"))
        .iter()
        .map(|file| fs::read_to_string(file).expect("a readable file"))
        .flat_map(|text| code_lines(&text).map(|line| format!("{line}\n")).collect::<Vec<_>>())
        .collect();
    let names = glossary();
    assert!(names.len() > 15, "the glossary could not be read: {names:?}");
    for name in &names {
        let found = code.match_indices(name.as_str()).any(|(at, _)| {
            let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            boundary(code[..at].chars().next_back()) && boundary(code[at + name.len()..].chars().next())
        });
        assert!(found, "{name} stands in the glossary and not in the code");
    }
    for kind in vigie::domain::Kind::ALL {
        assert!(names.contains(&format!("{kind:?}")), "{kind:?} is not in the glossary");
    }
}
