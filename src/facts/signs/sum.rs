//! Signs of a sum: what it may be for.

use super::super::cue::Cue;
use super::super::model::Signs;
use super::super::scene::Scene;
use super::{
    count, put_article, put_company, put_cues, put_edges, put_position, put_sentence_cues, sentence_before,
};

/// What a sum is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(usize)]
pub(in super::super) enum SumClass {
    /// Nothing that counts.
    None,
    /// A fine.
    Fine,
    /// The rate of a periodic penalty.
    Rate,
    /// A liquidated penalty.
    Liquidation,
    /// A settlement.
    Settlement,
    /// What a court left of a fine.
    Reduced,
}

impl SumClass {
    /// Every class, in the order of the model.
    pub(in super::super) const ALL: [SumClass; 6] = [
        SumClass::None,
        SumClass::Fine,
        SumClass::Rate,
        SumClass::Liquidation,
        SumClass::Settlement,
        SumClass::Reduced,
    ];

    /// Its name in the model.
    pub(in super::super) const fn name(self) -> &'static str {
        match self {
            SumClass::None => "none",
            SumClass::Fine => "fine",
            SumClass::Rate => "rate",
            SumClass::Liquidation => "liquidation",
            SumClass::Settlement => "settlement",
            SumClass::Reduced => "reduced",
        }
    }
}

/// The signs of a sum, by its number.
pub(in super::super) fn sum_signs(scene: &Scene, number: usize, signs: &mut impl Signs) {
    let sum = &scene.sums[number];
    let sentence_number = scene.sentence_of(sum.tokens.start);
    signs.put(&["bias"]);
    put_cues(scene, &sum.tokens, "s", signs);
    put_edges(scene, &sum.tokens, "s", signs);
    put_company(scene, &sum.tokens, "s", signs);
    put_position(scene, sentence_number, "s", signs);
    put_article(scene, "s", signs);
    put_sentence_cues(scene, sentence_before(scene, sentence_number), "s.prev", signs);
    put_governor(scene, number, signs);
    put_neighbours(scene, number, signs);
    put_size(scene, number, signs);
    put_twins(scene, number, signs);
}

/// The nearest cue on the left with no other sum between, and the nearest on the right: most often the word that governs the sum.
fn put_governor(scene: &Scene, number: usize, signs: &mut impl Signs) {
    let sum = &scene.sums[number];
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start));
    let floor = number.checked_sub(1).map_or(0, |before| scene.sums[before].tokens.end).max(sentence.start);
    let ceiling = scene.sums.get(number + 1).map_or(usize::MAX, |after| after.tokens.start).min(sentence.end);
    let mut nearest = ["-"; 2];
    for mention in scene
        .cues_in(&(floor..sum.tokens.start))
        .iter()
        .rev()
        .filter(|mention| governs(mention.cue))
        .take(2)
        .enumerate()
    {
        nearest[mention.0] = mention.1.cue.key();
    }
    signs.put(&["s.governor", nearest[0]]);
    signs.put(&["s.governors", nearest[0], nearest[1]]);
    let right = scene
        .cues_in(&(sum.tokens.end..ceiling.max(sum.tokens.end)))
        .iter()
        .find(|mention| governs(mention.cue))
        .map_or("-", |mention| mention.cue.key());
    signs.put(&["s.follower", right]);
    signs.put(&["s.between", nearest[0], right]);
}

fn governs(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::FineNoun
            | Cue::BillNoun
            | Cue::AstreinteNoun
            | Cue::PerDay
            | Cue::PerWeek
            | Cue::PerMonth
            | Cue::Liquidation
            | Cue::SettlementNoun
            | Cue::Inflict
            | Cue::Condemn
            | Cue::Undergo
            | Cue::Turnover
            | Cue::Damages
            | Cue::Provision
            | Cue::Conversion
            | Cue::Total
            | Cue::Statistics
            | Cue::Range
            | Cue::Maximum
            | Cue::Risk
            | Cue::Requested
            | Cue::Reduce
            | Cue::Composed
            | Cue::PersonFine
            | Cue::Uphold
            | Cue::Annul
            | Cue::Hypothetical
    )
}

fn put_neighbours(scene: &Scene, number: usize, signs: &mut impl Signs) {
    let sum = &scene.sums[number];
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start));
    let here = scene.sums_in(sentence);
    signs.put(&["s.rank", count(number - here.start), count(here.len())]);
    if sum.range {
        signs.put(&["s.range"]);
    }
    if sum.borrowed {
        signs.put(&["s.borrowed"]);
    }
    let open = (sentence.start..sum.tokens.start).rev().take(8).find_map(|at| match scene.stream.word(at) {
        "(" => Some(true),
        ")" => Some(false),
        _ => None,
    });
    if open == Some(true) {
        signs.put(&["s.bracketed"]);
        if number > here.start && scene.sums[number - 1].money.currency != sum.money.currency {
            signs.put(&["s.converted"]);
        }
    }
    if number > here.start && scene.sums[number - 1].money.currency != sum.money.currency {
        signs.put(&["s.other_currency"]);
    }
    let percent = (sentence.start..sentence.end).take(90).any(|at| scene.stream.word(at) == "%");
    if percent {
        signs.put(&["s.percent"]);
    }
}

fn put_size(scene: &Scene, number: usize, signs: &mut impl Signs) {
    let units = scene.sums[number].money.cents.units().max(1);
    let digits = units.ilog10().min(10);
    signs.put(&["s.digits", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"][digits as usize]]);
}

/// Other mentions of the same sum, and the words that govern them.
fn put_twins(scene: &Scene, number: usize, signs: &mut impl Signs) {
    const MOST: usize = 4;
    let money = scene.sums[number].money;
    let twins = || {
        scene
            .sums
            .iter()
            .enumerate()
            .filter(move |(other, sum)| *other != number && sum.money == money)
            .take(MOST)
    };
    signs.put(&["s.twins", count(twins().count())]);
    for (_, twin) in twins() {
        if scene.in_title(twin.tokens.start) {
            signs.put(&["s.twin.title"]);
        }
        let near = twin.tokens.start.saturating_sub(5)..twin.tokens.end + 4;
        for mention in scene.cues_in(&near) {
            if governs(mention.cue) {
                signs.put(&["s.twin", mention.cue.key()]);
            }
        }
    }
}
