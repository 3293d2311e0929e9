//! What stands beside the program: evidence folders, completions, manual pages, settings shown, units and packages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::shelf::Shelf;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The identifier of an article of the demonstration that tells facts.
fn article(shelf: &Shelf) -> String {
    let rows = shelf.json(&["list", "--company", "clearview", "--type", "liquidation", "--json"]);
    rows[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn evidence_can_be_checked_without_the_program() {
    let shelf = Shelf::new();
    let id = article(&shelf);
    let folder = shelf.0.path().join("preuve");
    let name = folder.to_str().unwrap();
    let told = shelf.json(&["evidence", &id[..8], "-o", name, "--json"]);
    assert!(told["files"].as_array().unwrap().len() >= 8);
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let listed: BTreeMap<&str, &str> =
        sums.lines().map(|line| line.split_once("  ").unwrap()).map(|(sum, name)| (name, sum)).collect();
    for (name, sum) in &listed {
        assert_eq!(hash(&fs::read(folder.join(name)).unwrap()), *sum, "{name}");
    }
    for name in ["text.txt", "title.txt", "article.json", "facts.csv", "source.json", "LISEZ-MOI.txt"] {
        assert!(listed.contains_key(name), "{name} is not in the list");
    }
    let received =
        listed.keys().find(|name| name.starts_with("received/")).expect("what was received is there");
    assert!(fs::read(folder.join(received)).unwrap().starts_with(b"WARC/1.1\r\n"), "as web archives have it");
    let text = fs::read(folder.join("text.txt")).unwrap();
    let mut rows = csv::Reader::from_path(folder.join("facts.csv")).unwrap();
    let mut checked = 0;
    for row in rows.records().map(Result::unwrap).filter(|row| &row[3] == "text") {
        let (start, end): (usize, usize) = (row[4].parse().unwrap(), row[5].parse().unwrap());
        assert_eq!(hash(&text[start..end]), row[7], "{row:?}");
        checked += 1;
    }
    assert!(checked > 5, "passages were checked");
    let guide = fs::read_to_string(folder.join("LISEZ-MOI.txt")).unwrap();
    assert!(guide.contains("sha256sum -c SHA256SUMS") && guide.contains("tail -c +"), "{guide}");
    assert_eq!(shelf.run(&["evidence", &id, "-o", name]).status.code(), Some(2), "it is not overwritten");
    assert_eq!(shelf.run(&["evidence", "zzzz"]).status.code(), Some(3));
}

#[test]
fn every_shell_gets_its_completions_and_every_command_its_page() {
    let shelf = Shelf::new();
    for (shell, sign) in [
        ("bash", "_vigie"),
        ("zsh", "#compdef vigie"),
        ("fish", "complete -c vigie"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = shelf.ok(&["completions", shell, "--lang", "fr"]);
        assert!(script.contains(sign) && script.contains("brief"), "{shell}");
    }
    let folder = shelf.0.path().join("man");
    shelf.ok(&["man", folder.to_str().unwrap(), "--lang", "fr"]);
    let mut pages: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    assert!(pages.len() > 25, "{pages:?}");
    let page = fs::read_to_string(folder.join("vigie-sources-add.1")).unwrap();
    assert!(
        page.contains(".SH NOM") && page.contains(".SH EXEMPLES") && !page.contains(".SH EXTRA"),
        "{page}"
    );
}

#[test]
fn settings_are_shown_with_where_they_come_from() {
    let shelf = Shelf::new();
    let file = shelf.0.path().join("réglages.toml");
    fs::write(&file, "[refresh]\nparallel = 3\n\n[fetch]\nredirects = 2\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.args(["config", "--json", "--offline", "--config"]).arg(&file);
    command
        .env_clear()
        .env("HOME", shelf.0.path())
        .env("LC_ALL", "fr_FR.UTF-8")
        .env("VIGIE_FETCH_REDIRECTS", "4");
    let output = command.output().unwrap();
    let settings: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |name: &str| {
        let setting = settings.as_array().unwrap().iter().find(|setting| setting["name"] == name).unwrap();
        (setting["value"].clone(), setting["layer"].clone(), setting["origin"].clone())
    };
    let path = format!("{}:2", file.display());
    assert_eq!(of("refresh.parallel"), ("3".into(), "file".into(), path.into()));
    assert_eq!(of("fetch.redirects"), ("4".into(), "environment".into(), "VIGIE_FETCH_REDIRECTS".into()));
    assert_eq!(of("fetch.offline"), ("true".into(), "flag".into(), "fetch.offline".into()));
    assert_eq!(of("refresh.pages"), ("true".into(), "default".into(), Value::Null));
    assert_eq!(settings.as_array().unwrap().len(), vigie::config::setting_names().count());
    assert_eq!(shelf.ok(&["config", "--default"]), vigie::assets::CONFIG);
    assert!(shelf.ok(&["config"]).contains("par défaut"));
}

#[test]
fn schemas_are_printed() {
    let shelf = Shelf::new();
    assert_eq!(shelf.ok(&["schema"]), vigie::assets::SCHEMA);
    assert_eq!(shelf.json(&["schema", "decisions"])["title"], "vigie.decisions/1");
}

#[test]
fn the_doctor_looks_at_everything() {
    let shelf = Shelf::new();
    let checks = shelf.json(&["doctor", "--json"]);
    let areas: Vec<&str> =
        checks.as_array().unwrap().iter().filter_map(|check| check["area"].as_str()).collect();
    for area in ["configuration", "store", "archive", "sources", "terminal"] {
        assert!(areas.contains(&area), "{area}: {checks:#}");
    }
    assert!(checks.as_array().unwrap().iter().all(|check| check["state"] != "wrong"), "{checks:#}");
    assert!(shelf.ok(&["doctor"]).contains("Rien d’anormal"));
}

/// The words of a command line, as a shell cuts simple ones.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(end), letter) if letter == end => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, ' ') => words.push(String::new()),
            (_, letter) => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Every command that the packaging calls is one, with the arguments that it is given.
#[test]
fn units_and_scripts_call_commands_that_exist() {
    let shelf = Shelf::new();
    let service = fs::read_to_string(root().join("packaging/systemd/vigie-refresh.service")).unwrap();
    let call = service.lines().find_map(|line| line.strip_prefix("ExecStart=vigie ")).unwrap();
    let arguments = words(call);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(["--help"]).collect();
    assert!(shelf.ok(&arguments).contains("refresh"));
    let manifest: toml::Value =
        toml::from_str(&fs::read_to_string(root().join("Cargo.toml")).unwrap()).unwrap();
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().unwrap();
    assert!(assets.len() > 8);
    for asset in assets {
        let from = asset[0].as_str().unwrap();
        let made = from.starts_with("target/");
        assert!(made || root().join(from.trim_end_matches("/*")).exists(), "{from} is packed and not there");
    }
    for script in ["packaging/prepare", "packaging/refresh-loop", "packaging/Containerfile"] {
        assert!(fs::read_to_string(root().join(script)).unwrap().contains("vigie"), "{script}");
    }
}

#[test]
fn the_version_is_told() {
    assert_eq!(Shelf::new().ok(&["--version"]), format!("vigie {}\n", env!("CARGO_PKG_VERSION")));
}

/// The questions of the README, each with its command, run on the demonstration's articles.
#[test]
fn every_command_of_the_cookbook_answers() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, cookbook) = readme.split_once("## Twelve questions").expect("the README has a cookbook");
    let cookbook = cookbook.split_once("\n## ").map_or(cookbook, |(section, _)| section);
    let commands: Vec<&str> = cookbook.lines().filter_map(|line| line.strip_prefix("$ vigie ")).collect();
    assert_eq!(commands.len(), 12, "{commands:#?}");
    let shelf = Shelf::new();
    let work = shelf.0.path().join("travail");
    fs::create_dir(&work).unwrap();
    fs::write(
        work.join("communique.txt"),
        "La CNIL a prononcé une amende de 250 000 euros à l’encontre d’ACME.",
    )
    .unwrap();
    for line in commands {
        let line = line.split(" #").next().unwrap().trim_end();
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.args(words(line)).arg("--store").arg(shelf.0.path().join("store")).current_dir(&work);
        command.env_clear().env("HOME", shelf.0.path()).env("LC_ALL", "en_GB.UTF-8").env("TZ", "UTC");
        let before = fs::read_dir(&work).unwrap().count();
        let output = command.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {errors}");
        let files = fs::read_dir(&work).unwrap().count() - before;
        let answer = String::from_utf8_lossy(&output.stdout);
        let said = !answer.trim().is_empty()
            && !answer.starts_with("No article")
            && !answer.contains("tells a decision.");
        assert!(said || files > 0, "{line}: no answer: {answer}{errors}");
    }
}
