//! The facts engine: its corpus and floors, the seeds, the promises of its data files, properties, and time.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use jiff::civil::date;
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use serde::Deserialize;
use vigie::app;
use vigie::domain::{Measure, Place};
use vigie::facts::corpus::{self, Case};
use vigie::facts::score::Score;
use vigie::facts::{Engine, Reading};
use vigie::text::Document;

static ENGINE: LazyLock<Engine> = LazyLock::new(app::engine);

fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn cases(folder: &Path) -> Vec<Case> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder of the corpus")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.retain(|file| {
        file.extension().is_some_and(|extension| extension == "md") && !file.ends_with("README.md")
    });
    files.sort();
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).expect("a readable file");
        corpus::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    files.iter().flat_map(read).collect()
}

fn extract(title: &str, text: &str) -> Vec<Measure> {
    let body = Document::from_plain(text);
    ENGINE.extract(&Reading { title, body: &body, published: Some(date(2025, 9, 18)), language: None })
}

fn scored(folder: &Path) -> Score {
    let mut score = Score::default();
    for case in cases(folder) {
        let body = Document::from_plain(&case.text);
        let reading =
            Reading { title: &case.title, body: &body, published: case.published, language: case.language };
        score.add(&ENGINE.extract(&reading), &case.measures, ENGINE.lexicon());
    }
    score
}

/// Least scores, in thousandths, as `tests/corpus/floors.toml` holds them.
#[derive(Debug, Deserialize)]
struct Floors {
    open: Floor,
    held_out: Floor,
}

#[derive(Debug, Deserialize)]
struct Floor {
    strict: u32,
    money: u32,
    empty: u32,
}

#[track_caller]
fn check_floor(folder: &Path, floor: &Floor) {
    let score = scored(folder);
    let reached = [
        ("strict F1", score.strict.f1(), floor.strict),
        ("money F1", score.money.f1(), floor.money),
        ("left empty", score.empty.precision(), floor.empty),
    ];
    for (name, value, least) in reached {
        assert!((value * 1000.0).round() >= f64::from(least), "{name} fell to {value:.3}, under {least}");
    }
}

fn floors() -> Floors {
    let text = fs::read_to_string(corpus_folder().join("floors.toml")).expect("the floors");
    toml::from_str(&text).expect("floors of the expected shape")
}

#[test]
fn the_open_corpus_stays_above_its_floor() {
    check_floor(&corpus_folder(), &floors().open);
}

#[test]
fn the_held_out_corpus_stays_above_its_floor() {
    check_floor(&corpus_folder().join("held-out"), &floors().held_out);
}

#[test]
fn data_files_keep_their_promises() {
    let broken = ENGINE.broken_promises();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A measure in one line: the fields that a paralegal files.
fn line(measure: &Measure) -> String {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let parts = [
        measure.kind.code().to_owned(),
        or_none(measure.authority.clone()),
        or_none(measure.company.clone()),
        or_none(measure.amount.map(|amount| amount.to_string())),
        or_none(measure.period.map(|period| period.code().to_owned())),
        or_none(measure.date.map(|date| date.to_string())),
        or_none(measure.deadline.map(|deadline| deadline.to_string())),
        or_none(measure.complainant.clone()),
        measure.role.code().to_owned(),
    ];
    parts.join(" | ")
}

/// Draws a seed, when this checkout lies beside the specification's folder.
fn seed(name: &str) -> Option<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |folder: &str| fs::read_to_string(root.join(folder).join(name)).ok();
    let text = read("../shared/seeds").or_else(|| read("../../shared/seeds"))?;
    let body = Document::from_plain(&text);
    let measures = ENGINE.extract(&Reading { title: "", body: &body, published: None, language: None });
    Some(measures.iter().map(line).collect())
}

#[test]
fn the_liquidated_penalty_is_filed_as_a_paralegal_files_it() {
    let Some(mut measures) = seed("003_9ad8235321e7e1b3.txt") else { return };
    measures.sort();
    let expected = [
        "fine | CNIL | CLEARVIEW AI | 20000000 EUR | - | 2022-10-17 | - | - | background",
        "injunction | CNIL | CLEARVIEW AI | - | - | 2022-10-17 | P2M | - | background",
        "penalty_liquidation | CNIL | CLEARVIEW AI | 5200000 EUR | - | - | - | - | main",
        "periodic_penalty | CNIL | CLEARVIEW AI | 100000 EUR | day | 2022-10-17 | - | - | background",
    ];
    assert_eq!(measures, expected);
}

#[test]
fn the_complaint_is_filed_as_a_paralegal_files_it() {
    let Some(measures) = seed("000_b24568c485976d48.txt") else { return };
    assert_eq!(measures, ["complaint | CNIL | Mistral | - | - | - | - | Jérémy Roche | main"]);
}

/// Pieces that articles are made of, and that trip engines.
fn piece() -> impl prop::strategy::Strategy<Value = String> {
    let words = [
        "La CNIL",
        "a infligé",
        "une amende de",
        "5,2 millions d'euros",
        "à la société",
        "ACME SAS",
        "(",
        ")",
        "\n",
        ". ",
        "\u{a0}",
        "« ",
        "SAN-2022-019",
        "article 5-1-e du RGPD",
        "par jour de retard",
        "1.750.000 €",
        "le 17 octobre 2022",
        "The DPA fined",
        "€20m",
        "amendede",
        "uneastreinte–une",
        "œ",
        "é\u{301}",
        "\u{200b}",
        "d'",
        "L'",
        "&nbsp;",
        "<b>",
        "**",
        "](",
        "|",
        "99999999999999999999",
        "1 000 000 000 000 000",
        "ECLI:FR:CECHR:2022:449209.20220128",
    ];
    use proptest::strategy::Strategy;
    prop::sample::select(words.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics_and_every_quote_exists(title in any::<String>(), text in any::<String>()) {
        for measure in extract(&title, &text) {
            for evidence in &measure.evidence {
                let place = if evidence.place == Place::Title { &title } else { &text };
                prop_assert!(evidence.span.of(place).is_some_and(|quote| !quote.is_empty()));
            }
        }
    }

    #[test]
    fn articles_of_pieces_keep_their_quotes_and_their_answer(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.join(" ");
        let measures = extract("", &text);
        prop_assert_eq!(&measures, &extract("", &text));
        for evidence in measures.iter().flat_map(|measure| &measure.evidence) {
            prop_assert!(evidence.span.of(&text).is_some_and(|quote| !quote.is_empty()));
        }
    }

    #[test]
    fn line_ends_of_both_sorts_tell_the_same(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.join(" ");
        let lines = |text: &str| extract("", text).iter().map(line).collect::<Vec<_>>();
        prop_assert_eq!(lines(&text), lines(&text.replace('\n', "\r\n")));
    }
}

/// Reads a text in less than a generous time for its size; a quadratic engine takes minutes.
#[track_caller]
fn check_time(text: &str) {
    let start = Instant::now();
    extract("", text);
    assert!(start.elapsed() < Duration::from_secs(20), "{} bytes took {:?}", text.len(), start.elapsed());
}

#[test]
fn five_megabytes_stay_linear() {
    let sentence =
        "La CNIL a infligé une amende de 50 000 euros à la société Exemple Numérique, qui conteste. ";
    check_time(&sentence.repeat(5_000_000 / sentence.len()));
}

#[test]
fn a_hundred_thousand_sums_stay_linear() {
    check_time(&"une amende de 12 500 euros et ".repeat(100_000));
}

#[test]
fn deep_nesting_stays_linear() {
    let deep = format!("{}amende de 5 000 euros{}", "(« ".repeat(200_000), " »)".repeat(200_000));
    check_time(&deep);
}

#[test]
fn many_names_stay_linear() {
    let names: String =
        (0..20_000).map(|number| format!("La CNIL sanctionne la société Nom{number} SAS. ")).collect();
    check_time(&names);
}
