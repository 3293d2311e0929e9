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
    put_rule(scene, number, signs);
    put_governor(scene, number, signs);
    put_neighbours(scene, number, signs);
    put_size(scene, number, signs);
    put_twins(scene, number, signs);
}

/// The noun and the verb that govern the sum, and the mood in which they are said; most of what a reader goes by.
fn put_rule(scene: &Scene, number: usize, signs: &mut impl Signs) {
    let (noun, verb, mood) = (noun_of(scene, number), verb_of(scene, number), mood_of(scene, number));
    signs.put(&["s.rule.noun", noun]);
    signs.put(&["s.rule.verb", noun, verb]);
    signs.put(&["s.rule.mood", noun, mood]);
    signs.put(&["s.rule.mood", mood]);
    signs.put(&["s.rule", noun, verb, mood]);
}

/// Where the words that may govern a sum begin: after the sum before it, or the last semicolon.
fn segment_start(scene: &Scene, number: usize) -> usize {
    let sum = &scene.sums[number];
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start));
    let before = number.checked_sub(1).map_or(0, |before| scene.sums[before].tokens.end);
    let floor = before.max(sentence.start).max(sum.tokens.start.saturating_sub(super::WINDOW));
    (floor..sum.tokens.start).rev().find(|at| scene.stream.word(*at) == ";").map_or(floor, |at| at + 1)
}

pub(in super::super) fn noun_of(scene: &Scene, number: usize) -> &'static str {
    let sum = &scene.sums[number];
    let is_noun = |cue: Cue| {
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
                | Cue::Turnover
                | Cue::Damages
                | Cue::Provision
        )
    };
    let right =
        scene.cues_in(&(sum.tokens.end..sum.tokens.end + 4)).iter().find(|mention| is_noun(mention.cue));
    if let Some(mention) = right {
        return mention.cue.key();
    }
    let floor = segment_start(scene, number);
    let left = scene.cues_in(&(floor..sum.tokens.start)).iter().rev().find(|mention| is_noun(mention.cue));
    if let Some(mention) = left {
        return mention.cue.key();
    }
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start));
    let start = sentence.start.max(sum.tokens.start.saturating_sub(super::WINDOW));
    match scene
        .cues_in(&(start..sum.tokens.start))
        .iter()
        .rev()
        .find(|mention| is_noun(mention.cue))
        .map(|mention| mention.cue)
    {
        Some(Cue::FineNoun | Cue::BillNoun) => "fine_before",
        Some(_) => "other_before",
        None => "-",
    }
}

pub(in super::super) fn verb_of(scene: &Scene, number: usize) -> &'static str {
    let sum = &scene.sums[number];
    let is_verb = |cue: Cue| {
        matches!(
            cue,
            Cue::Inflict
                | Cue::Condemn
                | Cue::Undergo
                | Cue::Reduce
                | Cue::Requested
                | Cue::Uphold
                | Cue::Annul
                | Cue::Liquidation
                | Cue::SettlementNoun
        )
    };
    let floor = segment_start(scene, number);
    let left = scene.cues_in(&(floor..sum.tokens.start)).iter().rev().find(|mention| is_verb(mention.cue));
    if let Some(mention) = left {
        return mention.cue.key();
    }
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start));
    let right = scene
        .cues_in(&(sum.tokens.end..sentence.end.min(sum.tokens.end + 14)))
        .iter()
        .find(|mention| is_verb(mention.cue));
    match right.map(|mention| mention.cue) {
        Some(Cue::Inflict | Cue::Condemn) => "condemned_after",
        Some(Cue::Requested) => "requested_after",
        Some(Cue::Reduce) => "reduced_after",
        _ => "-",
    }
}

pub(in super::super) fn mood_of(scene: &Scene, number: usize) -> &'static str {
    let sum = &scene.sums[number];
    let floor = segment_start(scene, number);
    let near = |cue: Cue, reach: usize| {
        scene.has_cue(&(floor.max(sum.tokens.start.saturating_sub(reach))..sum.tokens.start), cue)
    };
    let behind = |cue: Cue, reach: usize| scene.has_cue(&(sum.tokens.end..sum.tokens.end + reach), cue);
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start));
    let wide = sentence.start.max(sum.tokens.start.saturating_sub(super::WINDOW))
        ..sentence.end.min(sum.tokens.end + super::WINDOW);
    match () {
        () if near(Cue::Maximum, 7) || behind(Cue::Maximum, 4) => "maximum",
        () if near(Cue::Requested, 9) => "requested",
        () if near(Cue::Risk, 14) => "risk",
        () if scene.has_cue(&wide, Cue::Hypothetical) => "hypothetical",
        () if near(Cue::Negation, 7) => "negated",
        () if near(Cue::Total, 9) || behind(Cue::Total, 3) => "total",
        () if scene.has_cue(&wide, Cue::Statistics) => "statistics",
        () if scene.has_cue(&wide, Cue::PersonFine) => "person",
        () if scene.has_cue(&wide, Cue::Planned) => "planned",
        () => "plain",
    }
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
    }
    if scene.converted[number] {
        signs.put(&["s.converted"]);
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
