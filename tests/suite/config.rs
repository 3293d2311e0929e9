//! Settings: layers go before one another, and what is wrong is told with its line, the reason and the nearest name.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use vigie::config::{Config, Layers, setting_names};
use vigie::labels::{Labels, Tongue};

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// What a file makes of the settings, in the words of both languages when it is wrong.
fn check(text: &str) -> String {
    match Config::load(&Layers { file: Some((Path::new("vigie.toml"), text)), ..Layers::default() }) {
        Ok(_) => "taken\n".to_owned(),
        Err(error) => [Tongue::French, Tongue::English]
            .map(|tongue| format!("{}\n", Labels::new(tongue).say(&error.message())))
            .concat(),
    }
}

#[test]
fn the_defaults_are_complete() {
    let defaults = Config::defaults();
    assert_eq!(defaults.refresh.every, Some(Duration::from_secs(3_600)));
    assert_eq!(defaults.fetch.page_bytes, 8 << 20);
    let keys = vigie::assets::CONFIG.lines().filter(|line| line.contains(" = ") && !line.starts_with('#'));
    assert_eq!(keys.count(), setting_names().count());
}

#[test]
fn a_later_layer_goes_before() {
    let file = "[refresh]\nparallel = 2\nevery_minutes = 0\n[interface]\nlanguage = \"fr\"\n";
    let config = Config::load(&Layers {
        file: Some((Path::new("vigie.toml"), file)),
        environment: &pairs(&[("VIGIE_REFRESH_PARALLEL", "3"), ("VIGIE_OTHER", "x"), ("PATH", "/bin")]),
        flags: &pairs(&[("store.directory", "/tmp/vigie")]),
    });
    let config = config.expect("right settings");
    assert_eq!(config.refresh.parallel, 3);
    assert_eq!(config.refresh.every, None);
    assert_eq!(config.interface.language, Some(Tongue::French));
    assert_eq!(config.store.directory.as_deref(), Some(Path::new("/tmp/vigie")));
}

#[test]
fn what_is_wrong_is_told() {
    let files = [
        "[refresh]\nparalel = 3\n",
        "[refresh]\n\nparallel = 300\n",
        "[refresh]\nparallel = \"three\"\n",
        "[refresh]\nparallel = -1\n",
        "[refresh]\nparallel = [\n",
        "[refresh]\nparallel = 1\nparallel = 2\n",
        "[interface]\nlanguage = \"klingon\"\n",
        "[refresh]\non_start = 1\n",
        "[fetch]\nuser_agent = true\n",
        "colour = true\n",
        "[weather]\ntomorrow = \"\u{1b}[31m\"\n",
    ];
    let mut told = String::new();
    for file in files {
        writeln!(told, "{}", file.escape_debug()).expect("a text grows");
        told.push_str(&check(file));
        told.push('\n');
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_wrong_variable_and_a_wrong_flag_are_named() {
    let variable = Config::load(&Layers {
        environment: &pairs(&[("VIGIE_REFRESH_PARALLEL", "many")]),
        ..Layers::default()
    });
    assert_eq!(
        variable.expect_err("not a number").to_string(),
        "VIGIE_REFRESH_PARALLEL: refresh.parallel takes Number(1, 64), not \"many\""
    );
    let flag = Config::load(&Layers { flags: &pairs(&[("fetch.redirect", "1")]), ..Layers::default() });
    let words = Labels::new(Tongue::English).say(&flag.expect_err("no such setting").message());
    assert_eq!(
        words,
        "Option fetch.redirect: there is no setting \"fetch.redirect\"; did you mean \"fetch.redirects\"?"
    );
}
