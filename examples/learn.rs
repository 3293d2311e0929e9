//! Trains the weights of the facts engine on the corpus: `cargo run --release --example learn [FOLDS]`.
//!
//! With a number, nothing is written: the corpus is cut into so many folds, each scored by weights that have not seen it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use vigie::app;
use vigie::facts::corpus::{self, Case};
use vigie::facts::score::{Score, Tally};
use vigie::facts::{Engine, Reading, learn};
use vigie::text::Document;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = open_corpus(&root.join("tests/corpus"))?;
    let engine = app::engine();
    match std::env::args().nth(1).and_then(|folds| folds.parse().ok()) {
        Some(folds) => print(&cross_validated(&engine, &cases, folds)),
        None => {
            fs::write(root.join("assets/weights.toml"), learn(&engine, &cases.iter().collect::<Vec<_>>()))?
        }
    }
    Ok(())
}

/// The articles of the folder's files; those of `held-out` are not among them.
fn open_corpus(folder: &Path) -> io::Result<Vec<Case>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| {
        file.extension().is_some_and(|extension| extension == "md") && !file.ends_with("README.md")
    });
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let read = corpus::parse(&fs::read_to_string(&file)?);
        cases.extend(read.map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?);
    }
    Ok(cases)
}

/// Each case is scored by weights learnt from the other folds.
fn cross_validated(engine: &Engine, cases: &[Case], folds: usize) -> Score {
    let mut score = Score::default();
    for fold in 0..folds.max(2) {
        let in_fold = |index: usize| index % folds.max(2) == fold;
        let others: Vec<&Case> =
            cases.iter().enumerate().filter(|(index, _)| !in_fold(*index)).map(|(_, case)| case).collect();
        let engine = engine.with_weights(&learn(engine, &others)).expect("weights just written");
        for (_, case) in cases.iter().enumerate().filter(|(index, _)| in_fold(*index)) {
            let body = Document::from_plain(&case.text);
            let reading = Reading {
                title: &case.title,
                body: &body,
                published: case.published,
                language: case.language,
            };
            score.add(&engine.extract(&reading), &case.measures, engine.lexicon());
        }
    }
    score
}

fn print(score: &Score) {
    let line = |name: &str, tally: Tally| {
        println!("{name:<22} P {:.3}  R {:.3}  F1 {:.3}", tally.precision(), tally.recall(), tally.f1());
    };
    println!("articles {}", score.articles);
    line("strict", score.strict);
    line("money", score.money);
    line("left empty", score.empty);
    score.kinds.iter().for_each(|(kind, tally)| line(kind.code(), *tally));
    score.fields.iter().for_each(|(field, tally)| line(field, *tally));
}
