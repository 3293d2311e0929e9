//! Development only: k-fold scores and errors.
use std::{env, fs, path::Path};
use vigie::facts::{
    corpus::{self, Case},
    score::{Fault, Score},
    *,
};
use vigie::text::Document;
fn lexicon() -> Lexicon {
    let f = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let r = |x: &str| fs::read_to_string(f.join(x)).unwrap();
    Lexicon::read(&LexiconTexts {
        authorities: &r("authorities.toml"),
        organisations: &r("organisations.toml"),
        cues: &r("rules/cues.toml"),
        nations: &r("rules/nations.toml"),
        names: &r("rules/names.toml"),
        themes: &r("rules/themes.toml"),
        provisions: &r("rules/provisions.toml"),
        references: &r("rules/references.toml"),
        weights: &r("weights.toml"),
    })
    .unwrap()
}
fn load(dir: &str) -> Vec<(String, Case)> {
    let mut files: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "md") && p.file_name().unwrap() != "README.md")
        .collect();
    files.sort();
    let mut v = vec![];
    for p in files {
        match corpus::parse(&fs::read_to_string(&p).unwrap()) {
            Ok(c) => {
                v.extend(c.into_iter().map(|c| (p.file_name().unwrap().to_string_lossy().into_owned(), c)))
            }
            Err(e) => eprintln!("{}: {e}", p.display()),
        }
    }
    v
}
fn run(engine: &Engine, cases: &[&(String, Case)], score: &mut Score, show: bool) {
    for (file, case) in cases {
        let body = Document::from_plain(&case.text);
        let m = engine.extract(&Reading {
            title: &case.title,
            body: &body,
            published: case.published,
            language: case.language,
        });
        let faults = score.add(&m, &case.measures, engine.lexicon());
        let d = if show { debug_case(engine, case) } else { String::new() };
        if show && !(faults.is_empty() && d.is_empty()) {
            println!("== {file}:{} {}", case.line, case.title);
            print!("{d}");
            for f in faults {
                let (s, m) = match &f {
                    Fault::Invented(m) => ("  + ", m),
                    Fault::Missed(m) => ("  - ", m),
                };
                println!(
                    "{s}{} {} -> {} {} {} [{}] {} {:?}",
                    m.kind.code(),
                    m.authority.as_deref().unwrap_or("?"),
                    m.company.as_deref().unwrap_or("?"),
                    m.amount.map(|a| a.to_string()).unwrap_or_default(),
                    m.period.map(|p| p.code()).unwrap_or(""),
                    m.aliases.join("; "),
                    m.confidence.hundredths(),
                    m.rules
                );
            }
        }
    }
}
fn print(score: &Score) {
    let p = |n: &str, t: &vigie::facts::score::Tally| {
        println!(
            "{n:22} P {:.3} R {:.3} F {:.3}  ({}/{}/{})",
            t.precision(),
            t.recall(),
            t.f1(),
            t.right,
            t.wrong,
            t.missed
        )
    };
    println!("articles {}", score.articles);
    p("strict", &score.strict);
    p("money", &score.money);
    p("empty", &score.empty);
    for (k, t) in &score.kinds {
        p(&format!("  {}", k.code()), t);
    }
    for (k, t) in &score.fields {
        p(&format!("    .{k}"), t);
    }
}
fn main() {
    let args: Vec<String> = env::args().collect();
    let engine = Engine::new(lexicon()).unwrap();
    let all = load("tests/corpus");
    match args.get(1).map(String::as_str) {
        Some("cv") => {
            let k: usize = 3;
            let show = args.get(2).is_some_and(|a| a == "-v");
            let mut score = Score::default();
            for fold in 0..k {
                let train: Vec<&Case> =
                    all.iter().enumerate().filter(|(i, _)| i % k != fold).map(|(_, c)| &c.1).collect();
                let test: Vec<&(String, Case)> =
                    all.iter().enumerate().filter(|(i, _)| i % k == fold).map(|(_, c)| c).collect();
                let e = engine.with_weights(&learn(&engine, &train)).unwrap();
                run(&e, &test, &mut score, show);
            }
            print(&score);
        }
        Some("train") => {
            let c: Vec<&Case> = all.iter().map(|c| &c.1).collect();
            fs::write("assets/weights.toml", learn(&engine, &c)).unwrap();
        }
        Some("eval") => {
            let dir = args.get(2).map_or("tests/corpus", |x| x);
            let c = load(dir);
            let mut s = Score::default();
            run(&engine, &c.iter().collect::<Vec<_>>(), &mut s, args.get(3).is_some_and(|a| a == "-v"));
            print(&s);
        }
        Some(file) => {
            let t = fs::read_to_string(file).unwrap();
            let b = Document::from_plain(&t);
            for m in engine.extract(&Reading {
                title: args.get(2).map_or("", |x| x),
                body: &b,
                published: None,
                language: None,
            }) {
                println!("{m:?}");
            }
        }
        None => {}
    }
}
