//! The ledger at the size of a long archive: made from nothing, and one article taken in.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use vigie::domain::{
    ArticleId, Currency, Kind, Measure, Money, Organisation, Organisations, PartialDate, Period, Role,
    SourceId, Trust,
};
use vigie::ledger::{Ledger, Told};

const ARTICLES: usize = 100_000;
const MEASURES: usize = 20_000;
const DECISIONS: usize = 5_000;
const ORGANISATIONS: usize = 2_000;

/// A plain generator of numbers, so that every run has the same archive.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

/// A decision as it was, before articles tell it well or badly.
struct Truth {
    authority: &'static str,
    company: String,
    units: i64,
    day: Date,
    reference: String,
    with_penalty: bool,
}

fn truths(dice: &mut Dice) -> Vec<Truth> {
    let authorities = ["CNIL", "DPC", "AEPD", "Garante", "ICO", "AP", "AMF", "DGCCRF"];
    let sums = [3_000, 5_000, 20_000, 50_000, 100_000, 300_000, 800_000, 1_500_000, 10_000_000, 60_000_000];
    (0..DECISIONS)
        .map(|index| {
            // The first organisations are spoken of far more often than the last, as in the press.
            let most = 1 + dice.below(ORGANISATIONS);
            Truth {
                authority: authorities[dice.below(authorities.len()).min(dice.below(authorities.len()))],
                company: format!("{} {}", word(dice.below(most)), "Europe"),
                units: sums[dice.below(sums.len())] + 100 * i64::try_from(dice.below(50)).unwrap_or_default(),
                day: date(2010, 1, 1) + (i64::try_from(dice.below(5_500)).unwrap_or_default()).days(),
                reference: format!("SAN-{}-{:03}", 2010 + index / 350, index % 350),
                with_penalty: index % 4 == 0,
            }
        })
        .collect()
}

/// A made-up name for a number.
fn word(mut number: usize) -> String {
    let syllables = ["ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "ra", "so", "ti", "ve"];
    let mut name = String::from("Z");
    for _ in 0..4 {
        name.push_str(syllables[number % syllables.len()]);
        number /= syllables.len();
    }
    name
}

fn measure(truth: &Truth, kind: Kind, dice: &mut Dice) -> Measure {
    let told = dice.below(10);
    let units = if kind == Kind::PeriodicPenalty { 1_000 } else { truth.units };
    Measure {
        authority: (told != 0).then(|| truth.authority.to_owned()),
        company: Some(if told.is_multiple_of(3) {
            truth.company.to_uppercase()
        } else {
            truth.company.clone()
        }),
        amount: Money::from_units(units, Currency::EUR),
        period: (kind == Kind::PeriodicPenalty).then_some(Period::Day),
        date: match told {
            0..4 => None,
            4 => Some(PartialDate::Month(truth.day.year(), truth.day.month())),
            _ => Some(PartialDate::Day(truth.day)),
        },
        reference: (told % 4 == 1).then(|| truth.reference.clone()),
        role: if told == 2 { Role::Background } else { Role::Main },
        ..Measure::of_kind(kind)
    }
}

fn article(index: usize, truth: Option<&Truth>, dice: &mut Dice) -> Told {
    let trusts = [Trust::Authority, Trust::Press, Trust::LawFirm, Trust::Press];
    let source = SourceId::from_name(["cnil", "gazette", "avocats", "depeches"][index % 4]).expect("a name");
    let mut measures = Vec::new();
    let mut published = date(2015, 6, 1);
    if let Some(truth) = truth {
        published = truth.day + (i64::try_from(dice.below(30)).unwrap_or_default()).days();
        measures.push(measure(truth, Kind::AdministrativeFine, dice));
        if truth.with_penalty {
            measures.push(measure(truth, Kind::Injunction, dice));
            measures.push(measure(truth, Kind::PeriodicPenalty, dice));
        }
    }
    let id = ArticleId::of(&source, &index.to_string());
    Told::by_article(id, source, trusts[index % 4], Some(published), "Une sanction de plus", measures)
}

fn archive() -> Vec<Told> {
    let mut dice = Dice(7);
    let truths = truths(&mut dice);
    let mut told = Vec::with_capacity(ARTICLES);
    let mut measures = 0;
    for index in 0..ARTICLES {
        let speaks = index % 7 == 0 && measures < MEASURES;
        let truth = speaks.then(|| &truths[dice.below(truths.len())]);
        told.push(article(index, truth, &mut dice));
        measures += told[index].measures.len();
    }
    told
}

fn organisations() -> Organisations {
    let organisation = |number: usize| Organisation {
        name: format!("{} Europe", word(number)),
        aliases: vec![word(number)],
        group: Some(word(number)),
        ..Organisation::default()
    };
    Organisations::new((0..ORGANISATIONS / 3).map(organisation).collect())
}

/// The largest neighbourhood there is room for: one organisation of which a twentieth of all measures speak.
fn giant() -> Vec<Told> {
    let mut dice = Dice(11);
    let mut truths = truths(&mut dice);
    truths.truncate(250);
    for truth in &mut truths {
        truth.company = "Zbabababa Europe".to_owned();
    }
    (0..800).map(|index| article(index, Some(&truths[dice.below(truths.len())]), &mut dice)).collect()
}

fn build(criterion: &mut Criterion) {
    let (told, organisations) = (archive(), organisations());
    let measures: usize = told.iter().map(|it| it.measures.len()).sum();
    let ledger = Ledger::build(told.clone(), &organisations, &Vec::new());
    println!(
        "{} articles, {measures} measures, {} decisions, {} cases",
        told.len(),
        ledger.len(),
        ledger.cases().len()
    );
    let mut group = criterion.benchmark_group("ledger");
    group.sample_size(10);
    group.bench_function("from nothing, 100,000 articles", |bencher| {
        bencher.iter_batched(
            || told.clone(),
            |told| black_box(Ledger::build(told, &organisations, &Vec::new())),
            BatchSize::LargeInput,
        );
    });
    let speaking: Vec<Told> = told.iter().filter(|it| !it.measures.is_empty()).cloned().collect();
    let mut ledger = ledger;
    let mut next = 0;
    group.bench_function("one article more", |bencher| {
        bencher.iter(|| {
            next = (next + 37) % speaking.len();
            ledger.add(speaking[next].clone());
        });
    });
    let giant = giant();
    let mut ledger = Ledger::build(giant.clone(), &organisations, &Vec::new());
    group.bench_function("one article more on an organisation of 1,200 measures", |bencher| {
        bencher.iter(|| {
            next = (next + 1) % giant.len();
            ledger.add(giant[next].clone());
        });
    });
    let decisions = ledger.len();
    println!("the organisation has {decisions} decisions");
    group.finish();
}

criterion_group!(benches, build);
criterion_main!(benches);
