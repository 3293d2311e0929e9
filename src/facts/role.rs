//! What a sum that counts is for: a fine, the rate of a penalty, a liquidated penalty, a settlement, what a court left of a fine.
//!
//! Knows the words that decide; `decide` says before whether the sum counts at all.

use std::ops::Range;

use super::cue::Cue;
use super::lexicon::AuthorityKind;
use super::scene::Scene;
use super::signs::SumClass;

/// The role of a sum that counts, from the words around it; the most telling first.
pub(super) fn role_of(scene: &Scene, number: usize) -> SumClass {
    let near = Near { scene, number };
    match () {
        () if near.is_accrued() => SumClass::Liquidation,
        () if near.is_rate() => SumClass::Rate,
        () if near.is_liquidated() => SumClass::Liquidation,
        () if near.is_what_a_court_left() => SumClass::Reduced,
        () if near.is_settled() => SumClass::Settlement,
        () => SumClass::Fine,
    }
}

/// Whether the sum is only where a reduction starts from, and no court is there: a discount for early payment.
pub(super) fn is_before_discount(scene: &Scene, number: usize) -> bool {
    let has_court = scene.actors.actors.iter().any(|actor| actor.kind == AuthorityKind::Court);
    let sum = &scene.sums[number];
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start)).clone();
    let followed = scene.sums_in(&(sum.tokens.end..sentence.end)).next().is_some_and(|next| {
        let between = sum.tokens.end..scene.sums[next].tokens.start;
        scene.has_cue(&between, Cue::Reduce) && ends_in_to(scene, scene.sums[next].tokens.start)
    });
    !has_court && followed
}

struct Near<'a> {
    scene: &'a Scene,
    number: usize,
}

impl Near<'_> {
    fn tokens(&self) -> &Range<usize> {
        &self.scene.sums[self.number].tokens
    }

    fn sentence(&self) -> &Range<usize> {
        self.scene.sentence(self.scene.sentence_of(self.tokens().start))
    }

    /// From the sum before, or the start of the sentence, up to this one.
    fn left(&self) -> Range<usize> {
        let before = self.number.checked_sub(1).map_or(0, |before| self.scene.sums[before].tokens.end);
        let start = self.tokens().start;
        before.max(self.sentence().start).max(start.saturating_sub(30)).min(start)..start
    }

    /// From this sum to the next one, or the end of the sentence.
    fn right(&self, reach: usize) -> Range<usize> {
        let after = self.scene.sums.get(self.number + 1).map_or(usize::MAX, |after| after.tokens.start);
        let end = self.tokens().end;
        end..after.min(self.sentence().end).min(end + reach).max(end)
    }

    fn has(&self, range: &Range<usize>, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.scene.has_cue(range, *cue))
    }

    /// "500 euros par jour de retard", "chaque jour de retard lui coûtera 1 500 euros".
    fn is_rate(&self) -> bool {
        const PERIODS: [Cue; 3] = [Cue::PerDay, Cue::PerWeek, Cue::PerMonth];
        let left = self.left();
        let close = left.end.saturating_sub(8).max(left.start)..left.end;
        let named = self.has(&close, &[Cue::AstreinteNoun]) && !self.has(&left, &[Cue::Liquidation]);
        self.has(&self.right_over_words(), &PERIODS)
            || self.has(&close, &PERIODS)
            || (named && !self.has(&self.right(6), &[Cue::Liquidation]))
    }

    /// "inflige 5 millions d'euros d'astreinte", "doit régler une astreinte de 5 millions": no rate, and more than any day costs.
    fn is_accrued(&self) -> bool {
        const DEAREST_DAY: i64 = 150_000;
        const PERIODS: [Cue; 3] = [Cue::PerDay, Cue::PerWeek, Cue::PerMonth];
        let told = |number: usize| {
            let near = Near { scene: self.scene, number };
            let (left, right) = (near.left(), near.right(4));
            let close = left.end.saturating_sub(5).max(left.start)..left.end;
            let named = near.has(&close, &[Cue::AstreinteNoun]) || near.has(&right, &[Cue::AstreinteNoun]);
            named && !near.has(&near.right_over_words(), &PERIODS) && !near.has(&close, &PERIODS)
        };
        self.scene.sums[self.number].money.cents.units() > DEAREST_DAY
            && (told(self.number) || self.twins().any(told))
    }

    /// The words behind the sum, the same sum in words between brackets passed over.
    fn right_over_words(&self) -> Range<usize> {
        let right = self.right(5);
        let opens = self.scene.stream.word(right.start) == "(";
        let closes =
            (right.start..right.start + 9).find(|at| self.scene.stream.word(*at) == ")").filter(|_| opens);
        closes.map_or(right, |close| close..close + 6)
    }

    /// "L'astreinte est liquidée à la somme de", "5,2 millions liquidés".
    fn is_liquidated(&self) -> bool {
        let told = |number: usize| {
            let near = Near { scene: self.scene, number };
            let left = near.left();
            let close = left.end.saturating_sub(14).max(left.start)..left.end;
            near.has(&close, &[Cue::Liquidation])
                || near.has(&near.right(6), &[Cue::Liquidation])
                || near.explains_liquidation()
        };
        told(self.number) || self.twins().any(told)
    }

    /// "la société devra payer 5 200 000 euros", right after "a liquidé l'astreinte" with no other word for its nature.
    fn explains_liquidation(&self) -> bool {
        let sentence = self.sentence().start.max(self.tokens().start.saturating_sub(40))..self.tokens().start;
        let before = self.scene.cues_in(&sentence);
        let last = |cue: Cue| before.iter().rposition(|mention| mention.cue == cue);
        let told_here = last(Cue::Liquidation).is_some() && last(Cue::Liquidation) > last(Cue::FineNoun);
        let bare = last(Cue::FineNoun).is_none() && last(Cue::SettlementNoun).is_none();
        (told_here || bare && self.is_liquidation_told_beside()) && self.has(&self.left(), &[Cue::Undergo])
    }

    /// Whether the sentence before or after tells a liquidation without a sum of its own.
    fn is_liquidation_told_beside(&self) -> bool {
        let here = self.scene.sentence_of(self.tokens().start);
        [here.wrapping_sub(1), here + 1].into_iter().any(|number| {
            self.scene.stream.sentences.get(number).is_some_and(|sentence| {
                let cues = self.scene.cues_in(&sentence.tokens);
                cues.iter().any(|mention| {
                    mention.cue == Cue::Liquidation
                        && self.scene.sums_in(&(mention.tokens.end..mention.tokens.end + 5)).is_empty()
                })
            })
        })
    }

    /// Other mentions of the same sum.
    fn twins(&self) -> impl Iterator<Item = usize> {
        const MOST: usize = 6;
        let money = self.scene.sums[self.number].money;
        (0..self.scene.sums.len())
            .filter(move |other| *other != self.number && self.scene.sums[*other].money == money)
            .take(MOST)
    }

    /// "ramène l'amende à 15 millions", where a court speaks.
    fn is_what_a_court_left(&self) -> bool {
        let has_court = self.scene.actors.actors.iter().any(|actor| actor.kind == AuthorityKind::Court);
        let told = |number: usize| {
            let near = Near { scene: self.scene, number };
            near.is_reduced_to()
        };
        has_court && (told(self.number) || self.twins().any(told))
    }

    fn is_reduced_to(&self) -> bool {
        let start = self.tokens().start;
        let sentence = self.sentence().start.max(start.saturating_sub(25))..start;
        let verb = self.scene.cues_in(&sentence).iter().rev().find(|mention| mention.cue == Cue::Reduce);
        let reaches = verb.is_some_and(|mention| self.scene.sums_in(&(mention.tokens.end..start)).len() <= 1);
        reaches && ends_in_to(self.scene, start)
            || (self.has(&self.right(4), &[Cue::Reduce])
                && self.scene.stream.word(self.right(4).start + 1) == "down")
    }

    fn is_settled(&self) -> bool {
        let told = |number: usize| {
            let near = Near { scene: self.scene, number };
            near.has(&near.sentence().clone(), &[Cue::SettlementNoun])
        };
        told(self.number) || self.twins().any(told)
    }
}

/// "à", "to", "at" right before a sum, a word between at most.
fn ends_in_to(scene: &Scene, start: usize) -> bool {
    let word = |back: usize| start.checked_sub(back).map_or("", |at| scene.stream.word(at));
    matches!(word(1), "a" | "to" | "at") || (matches!(word(2), "a" | "to" | "at") && word(1).len() > 3)
}
