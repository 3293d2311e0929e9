//! Which sums only say another one again in foreign money.
//!
//! Knows how conversions are written and whose money an authority counts in. Leaves to `rule` what becomes of them.

use crate::domain::Currency;

use super::cue::Cue;
use super::money::Sum;
use super::scene::CueMention;
use super::stream::Stream;

/// How many tokens may stand between a sum and its conversion.
const NEAR: usize = 4;

/// For each sum, whether it is a conversion: it stands beside another one in other money, between brackets or after "soit", or its value does so elsewhere.
///
/// The second of the two is the conversion, unless it is in the money of an authority of the article (`home`) and the first is not.
pub(super) fn conversions(
    stream: &Stream,
    sums: &[Sum],
    cues: &[CueMention],
    home: &[Currency],
) -> Vec<bool> {
    let mut converted = vec![false; sums.len()];
    for second in 1..sums.len() {
        let first = second - 1;
        if is_pair(stream, &sums[first], &sums[second], cues) {
            let at_home = |number: usize| home.contains(&sums[number].money.currency);
            converted[if at_home(second) && !at_home(first) { first } else { second }] = true;
        }
    }
    let values: Vec<_> =
        sums.iter().zip(&converted).filter(|(_, converted)| **converted).map(|(sum, _)| sum.money).collect();
    sums.iter().zip(converted).map(|(sum, converted)| converted || values.contains(&sum.money)).collect()
}

fn is_pair(stream: &Stream, first: &Sum, second: &Sum, cues: &[CueMention]) -> bool {
    let gap = first.tokens.end..second.tokens.start.max(first.tokens.end);
    if first.money.currency == second.money.currency
        || gap.len() > NEAR
        || stream.sentence_of(first.tokens.start) != stream.sentence_of(second.tokens.start)
    {
        return false;
    }
    let mut words = gap.clone().map(|at| stream.word(at));
    let alone = gap.len() == 1 && matches!(stream.word(gap.start), "," | "/" | "or" | "ou" | "soit" | "-");
    let said = cues.iter().any(|cue| cue.cue == Cue::Conversion && gap.contains(&cue.tokens.start));
    alone || said || words.any(|word| word == "(")
}
