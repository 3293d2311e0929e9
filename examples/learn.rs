//! Trains the weights of the facts engine on the corpus: `cargo run --release --example learn [FOLDS] [FOLDER…]`.
//!
//! With a number, nothing is written: the corpus is cut into so many folds, each scored by weights that have not seen it. Articles of other
//! folders, which need not belong to the project, are learnt from too, and scored apart.

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
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let folds: Option<usize> = arguments.first().and_then(|folds| folds.parse().ok());
    arguments.drain(..usize::from(folds.is_some()));
    let folders = [root.join("tests/corpus")].into_iter().chain(arguments.iter().map(PathBuf::from));
    let sets: Vec<Vec<Case>> = folders.map(|folder| open_corpus(&folder)).collect::<io::Result<_>>()?;
    let engine = app::engine();
    match folds {
        Some(folds) => cross_validated(&engine, &sets, folds.max(2)).iter().for_each(print),
        None => {
            let cases: Vec<&Case> = sets.iter().flatten().collect();
            fs::write(root.join("assets/weights.toml"), learn(&engine, &cases))?;
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

/// Each case is scored by weights learnt from the other folds of all sets; one score a set.
fn cross_validated(engine: &Engine, sets: &[Vec<Case>], folds: usize) -> Vec<Score> {
    let mut scores = vec![Score::default(); sets.len()];
    for fold in 0..folds {
        let part = |cases: &'_ [Case], inside: bool| -> Vec<usize> {
            (0..cases.len()).filter(|index| (index % folds == fold) == inside).collect()
        };
        let others: Vec<&Case> =
            sets.iter().flat_map(|cases| part(cases, false).into_iter().map(|index| &cases[index])).collect();
        let engine = engine.with_weights(&learn(engine, &others)).expect("weights just written");
        for (cases, score) in sets.iter().zip(&mut scores) {
            part(cases, true).into_iter().for_each(|index| add(&engine, &cases[index], score));
        }
    }
    scores
}

fn add(engine: &Engine, case: &Case, score: &mut Score) {
    let body = Document::from_plain(&case.text);
    let reading =
        Reading { title: &case.title, body: &body, published: case.published, language: case.language };
    score.add(&engine.extract(&reading), &case.measures, engine.lexicon());
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
