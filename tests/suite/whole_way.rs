//! The whole way, once: a server on loopback gives feeds, the real program fetches, keeps, lists, shows and exports them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::server::{Reply, Server};

/// A reader's machine: a data directory, a home, and a server that gives the demonstration's feeds.
struct Machine {
    home: TempDir,
    server: Server,
}

impl Machine {
    fn new() -> Machine {
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo");
        let read = move |name: &str| fs::read(demo.join(name)).expect("a feed of the demonstration");
        let server = Server::with_routes([
            ("/cnil.xml", Reply::feed(read("cnil.rss.xml")).with("ETag", "\"1\"")),
            ("/depeches.xml", Reply::feed(read("depeches.rss.xml"))),
            ("/page", Reply::new(200, "<!doctype html><html><body><p>Bonjour</p></body></html>")),
            ("/empty", Reply::feed("")),
            ("/gone", Reply::new(404, "")),
        ]);
        Machine { home: tempfile::tempdir().expect("a home"), server }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.args(arguments).arg("--store").arg(self.home.path().join("store"));
        command.env_clear().env("HOME", self.home.path()).env("LC_ALL", "fr_FR.UTF-8").env("TZ", "UTC");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().expect("the program runs")
    }

    /// Standard output of a command that must succeed.
    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
        String::from_utf8(output.stdout).expect("output is text")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments)).expect("output is JSON")
    }

    /// Follows a feed of the server; gives back the source's name.
    fn follow(&self, path: &str) -> String {
        let told = self.ok(&["sources", "add", &self.server.address(path), "--untested"]);
        told.trim().rsplit(' ').next().expect("the name ends the line").to_owned()
    }
}

fn titles(list: &Value) -> Vec<&str> {
    let rows = list.as_array().expect("a list");
    rows.iter().map(|row| row["title"].as_str().expect("a title")).collect()
}

#[test]
fn from_a_feed_to_a_fact_in_a_file() {
    let machine = Machine::new();
    let (cnil, depeches) = (machine.follow("/cnil.xml"), machine.follow("/depeches.xml"));
    let report = machine.json(&["refresh", &cnil, &depeches, "--json"]);
    assert_eq!(report["new"].as_array().map(Vec::len), Some(16), "{report}");
    assert_eq!(report["failed"], Value::Array(Vec::new()));
    let again = machine.json(&["refresh", &cnil, &depeches, "--json"]);
    assert_eq!(again["new"].as_array().map(Vec::len), Some(0), "{again}");
    let conditional = |request: &super::server::Request| {
        request.headers.get("if-none-match").is_some_and(|value| value == "\"1\"")
    };
    assert!(machine.server.requests().iter().any(conditional), "the second request bears the validator");

    let found = machine.json(&["list", "--company", "CLEARVIEW AI", "--type", "astreinte", "--json"]);
    assert!(titles(&found).iter().any(|title| title.contains("d’euros d’astreinte")), "{found}");
    let liquidation = machine.json(&["list", "type:liquidation", "company:clearview", "--json"]);
    let row = &liquidation[0];
    let id = row["id"].as_str().expect("an identifier");
    let shown = machine.json(&["show", &id[..8], "--json"]);
    let facts: Vec<(&str, Option<i64>)> = shown["measures"]
        .as_array()
        .expect("measures")
        .iter()
        .map(|fact| (fact["kind"].as_str().expect("a kind"), fact["amount"].as_i64()))
        .collect();
    for expected in [
        ("penalty_liquidation", Some(5_200_000)),
        ("fine", Some(20_000_000)),
        ("injunction", None),
        ("periodic_penalty", Some(100_000)),
    ] {
        assert!(facts.contains(&expected), "{expected:?} is not among {facts:?}");
    }
    let text = shown["text"].as_str().expect("the text");
    for proof in
        shown["measures"].as_array().into_iter().flatten().flat_map(|fact| fact["evidence"].as_array())
    {
        for passage in proof.iter().filter(|passage| passage["place"] == "text") {
            let offset = |name: &str| passage[name].as_u64().expect("an offset") as usize;
            assert_eq!(passage["quote"], text[offset("start")..offset("end")]);
        }
    }

    let table = machine.home.path().join("faits.csv");
    let path = table.to_str().expect("a path in Unicode");
    machine.ok(&["export", "--company", "clearview", "--format", "csv", "--output", path]);
    let written = fs::read_to_string(&table).expect("the table");
    assert!(written.contains("penalty_liquidation") && written.contains("5200000"), "{written}");
    let refused = machine.run(&["export", "--format", "csv", "--output", path]);
    assert_eq!(refused.status.code(), Some(2), "a file that exists is not replaced unasked");
    assert!(machine.ok(&["export", "--type", "plainte"]).contains("Mistral"));
}

#[test]
fn a_source_that_fails_says_why_and_stops_nobody() {
    let machine = Machine::new();
    let good = machine.follow("/cnil.xml");
    let bad = ["/page", "/empty", "/gone"].map(|path| machine.follow(path));
    let names: Vec<&str> = bad.iter().map(String::as_str).chain([good.as_str()]).collect();
    let report = machine.json(&[&["refresh", "--json"], names.as_slice()].concat());
    assert_eq!(report["new"].as_array().map(Vec::len), Some(10), "{report}");
    let reasons: Vec<&str> = report["failed"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|failed| failed["reason"].as_str())
        .collect();
    assert_eq!(reasons.len(), 3, "{report}");
    for words in ["page", "vide", "404"] {
        assert!(reasons.iter().any(|reason| reason.contains(words)), "{words} is in none of {reasons:?}");
    }
    let alone = machine.run(&["refresh", &bad[2]]);
    assert_eq!(alone.status.code(), Some(1), "nothing could be fetched");
    assert!(String::from_utf8_lossy(&alone.stderr).contains("404"));
}

#[test]
fn wrong_names_and_addresses_are_told_apart() {
    let machine = Machine::new();
    let check = |arguments: &[&str], code: i32, words: &str| {
        let output = machine.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
        assert!(error.contains(words), "{arguments:?}: {error}");
    };
    check(&["show", "0123"], 3, "0123");
    check(&["sources", "remove", "personne"], 3, "personne");
    check(&["refresh", "personne"], 3, "personne");
    check(&["sources", "add", "gopher://exemple.test/"], 2, "gopher");
    check(&["export", "--format", "docx"], 2, "markdown");
    check(&["extract", "/nulle/part"], 1, "/nulle/part");
    check(&["--lang", "de"], 2, "de");
}

#[test]
fn lines_that_cannot_be_read_are_skipped_and_told() {
    let machine = Machine::new();
    let file = machine.home.path().join("lignes.jsonl");
    let good = |id: &str| {
        format!(
            r#"{{"id":{id},"title":"","text":"La CNIL a prononcé une amende de 50 000 euros à l’encontre de la société VELTIS.","published":"2025-03-04"}}"#
        )
    };
    fs::write(
        &file,
        format!("{}\nnot json\n\n{}\n{{\"id\":3}}\n{}\n", good("1"), good("\"deux\""), good("null")),
    )
    .expect("a file");
    let input = fs::File::open(&file).expect("the file");
    let output = machine.command(&["extract", "--jsonl"]).stdin(input).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("ligne 2") && error.contains("ligne 5"), "{error}");
    let answers: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    assert_eq!(
        answers.iter().map(|answer| answer["id"].clone()).collect::<Vec<_>>(),
        [1.into(), "deux".into(), Value::Null]
    );
    for answer in &answers {
        assert_eq!(answer["measures"][0]["amount"], 50_000, "{answer}");
        assert_eq!(answer["measures"][0]["company"], "VELTIS", "{answer}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_finds_the_astreinte_of_clearview_on_the_screen() {
    use super::terminal::Session;

    let machine = Machine::new();
    let cnil = machine.follow("/cnil.xml");
    machine.ok(&["refresh", &cnil]);
    let store = machine.home.path().join("store");
    let store = store.to_str().expect("a path in Unicode");
    let mut session = Session::with(40, 120, &["--offline", "--lang", "fr", "--store", store]);
    session.wait_for_text("10 articles");
    session.press("c");
    session.press("clearview");
    session.wait_for_text("CLEARVIEW AI");
    session.press("\r");
    session.wait_for_text("1 article");
    session.press("t");
    session.press("astreinte");
    session.press("\r");
    session.wait_for_text("astreinte liquidée");
    session.press("\r");
    session.wait_for_text("La formation restreinte de la CNIL");
    session.press("q");
    session.end();
}

#[test]
fn a_store_is_backed_up_examined_and_restored() {
    let machine = Machine::new();
    let cnil = machine.follow("/cnil.xml");
    machine.ok(&["refresh", &cnil]);
    let backup = machine.home.path().join("sauvegarde");
    let backup = backup.to_str().expect("a path in Unicode");
    assert!(machine.ok(&["backup", backup]).contains("10 articles"));
    assert!(machine.ok(&["doctor"]).contains("Rien d’anormal"));
    machine.ok(&["compact"]);
    assert!(machine.ok(&["restore", backup]).contains("10 articles restaurés"));
    assert_eq!(titles(&machine.json(&["list", "--json"])).len(), 10);
    fs::write(backup, b"not a backup").expect("a file");
    let refused = machine.run(&["restore", backup]);
    assert_eq!(refused.status.code(), Some(4), "{refused:?}");
    assert_eq!(titles(&machine.json(&["list", "--json"])).len(), 10, "nothing was touched");
}

#[test]
fn a_store_may_have_a_bare_name_and_a_wrong_filter_shows_nothing() {
    let machine = Machine::new();
    let bare = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(["list", "--store", "nouveau"])
        .current_dir(machine.home.path())
        .env("HOME", machine.home.path())
        .output()
        .expect("the program runs");
    assert!(bare.status.success(), "{bare:?}");
    let wrong = machine.run(&["export", "--type", "banane", "--format", "csv"]);
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");
    assert!(wrong.stdout.is_empty());
}

#[test]
fn queries_stand_as_views_rules_and_watches() {
    let machine = Machine::new();
    // A watch fetches whatever is due: only what this machine gives may be.
    for source in machine.json(&["sources", "list", "--json"]).as_array().into_iter().flatten() {
        machine.ok(&["sources", "remove", source["id"].as_str().expect("a name")]);
    }
    let cnil = machine.follow("/cnil.xml");
    machine.ok(&["refresh", &cnil]);
    machine.ok(&["views", "add", "grosses", "montant:>1M€"]);
    machine.ok(&["views", "add", "toutes", "type:amende"]);
    machine.ok(&["views", "move", "toutes", "1"]);
    let views = machine.json(&["views", "list", "--json"]);
    assert_eq!((&views[0]["name"], &views[1]["name"]), (&"toutes".into(), &"grosses".into()));
    let named = machine.json(&["list", "@grosses", "--json"]);
    assert_eq!(views[1]["articles"].as_u64(), Some(titles(&named).len() as u64));
    assert_eq!(machine.run(&["views", "remove", "personne"]).status.code(), Some(3));
    assert_eq!(machine.run(&["list", "@personne"]).status.code(), Some(2));

    assert_eq!(machine.run(&["rules", "add", "rien", "x"]).status.code(), Some(2), "a rule does something");
    machine.ok(&["rules", "add", "clients", "@grosses", "--tag", "client", "--star"]);
    let would = machine.json(&["rules", "test", "--json"]);
    assert_eq!(would.as_array().map(Vec::len), Some(titles(&named).len()));
    assert!(titles(&machine.json(&["list", "tag:client", "--json"])).is_empty(), "a test changes nothing");
    machine.ok(&["rules", "apply"]);
    assert_eq!(titles(&machine.json(&["list", "tag:client", "--json"])).len(), titles(&named).len());
    assert_eq!(machine.run(&["tag", "urgent"]).status.code(), Some(2), "nothing is not everything");
    machine.ok(&["tag", "client", "tag:client", "--remove"]);
    assert_eq!(machine.json(&["tag", "--json"]), serde_json::json!({}));

    assert_eq!(machine.run(&["watch", "--once"]).status.code(), Some(3), "there is no watch yet");
    machine.ok(&["watch", "add", "Orange", "société:orange"]);
    machine.ok(&["watch", "--once", "--offline"]);
    machine.follow("/depeches.xml");
    let told = machine.run(&["watch", "--once", "--json"]);
    assert_eq!(told.status.code(), Some(5), "{}", String::from_utf8_lossy(&told.stderr));
    let first: Value =
        serde_json::from_slice(told.stdout.split(|byte| *byte == b'\n').next().unwrap_or_default())
            .expect("a line of JSON");
    assert_eq!(first["watch"], "Orange");
    assert!(first["line"].as_str().is_some_and(|line| line.contains("Orange")), "{first}");
    machine.ok(&["watch", "--once", "--offline"]);

    let facets = machine.json(&["list", "type:amende", "--facets", "--json"]);
    assert!(
        facets["articles"].as_u64() > Some(3) && facets["sums"][0]["count"].as_u64() > Some(1),
        "{facets}"
    );
    assert!(machine.ok(&["list", "astreinte", "--snippets"]).contains("[astreinte]"));
    assert!(machine.ok(&["reindex"]).contains("articles indexés"));
    assert!(machine.ok(&["doctor"]).contains("Index de recherche : "));
}
