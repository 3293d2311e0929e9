//! The facts engine on articles of the corpus, of the sizes that feeds and pages give.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use vigie::app;
use vigie::facts::corpus::{self, Case};
use vigie::facts::{Engine, Reading};
use vigie::text::Document;

/// Articles of the open corpus, with their bodies ready.
fn articles() -> Vec<(Case, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut articles = Vec::new();
    for entry in fs::read_dir(folder).expect("the corpus") {
        let file = entry.expect("an entry").path();
        let is_corpus =
            file.extension().is_some_and(|extension| extension == "md") && !file.ends_with("README.md");
        let text = if is_corpus { fs::read_to_string(&file).expect("a readable file") } else { continue };
        let cases = corpus::parse(&text).expect("a corpus file");
        articles.extend(
            cases
                .into_iter()
                .map(|case| (Document::from_plain(&case.text), case))
                .map(|(body, case)| (case, body)),
        );
    }
    articles
}

fn read_all(engine: &Engine, articles: &[(Case, Document)]) -> usize {
    let reading = |(case, body): &(Case, Document)| {
        engine
            .extract(&Reading {
                title: &case.title,
                body,
                published: case.published,
                language: case.language,
            })
            .len()
    };
    articles.iter().map(reading).sum()
}

fn bytes(articles: &[(Case, Document)]) -> u64 {
    articles.iter().map(|(case, body)| (case.title.len() + body.text.len()) as u64).sum()
}

fn extraction(criterion: &mut Criterion) {
    let engine = app::engine();
    let (telling, silent): (Vec<_>, Vec<_>) =
        articles().into_iter().partition(|(case, _)| !case.measures.is_empty());
    for (name, articles) in [("articles that tell measures", telling), ("articles that tell none", silent)] {
        let mut group = criterion.benchmark_group("facts");
        group.sample_size(10);
        group.throughput(Throughput::Bytes(bytes(&articles)));
        group.bench_function(name, |bencher| bencher.iter(|| black_box(read_all(&engine, &articles))));
        group.finish();
    }
}

criterion_group!(benches, extraction);
criterion_main!(benches);
