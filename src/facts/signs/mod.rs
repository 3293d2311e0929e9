//! What a linear model sees of a candidate: signs with names that a person can read.
//!
//! Knows which neighbours count. Leaves the weighing to `model`.

mod act;
mod agent;
mod bearer;
mod event;
mod sum;
mod target;

pub(super) use act::{ActCandidate, act_candidates, act_signs};
pub(super) use agent::agent_signs;
pub(super) use event::event_signs;
pub(super) use sum::{SumClass, mood_of, noun_of, sum_signs, verb_of};
pub(super) use target::{Aim, Target, target_signs};

use std::ops::Range;

use super::cue::Cue;
use super::model::Signs;
use super::scene::Scene;

/// How far a sign looks on each side, in tokens; it keeps the work on endless sentences in bounds.
const WINDOW: usize = 45;

/// The part of a sentence that a candidate sees around itself.
fn window(scene: &Scene, anchor: &Range<usize>) -> Range<usize> {
    let sentence = scene.sentence(scene.sentence_of(anchor.start));
    sentence.start.max(anchor.start.saturating_sub(WINDOW))
        ..sentence.end.min(anchor.end + WINDOW).max(anchor.end)
}

/// Distances, in four steps.
fn bucket(distance: usize) -> &'static str {
    match distance {
        0..=1 => "0",
        2..=4 => "1",
        5..=10 => "2",
        _ => "3",
    }
}

/// Small counts, the rest as one.
fn count(number: usize) -> &'static str {
    match number {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3",
        5..=9 => "5",
        _ => "many",
    }
}

/// The nearest cue of each sort on both sides of an anchor, by distance.
fn put_cues(scene: &Scene, anchor: &Range<usize>, head: &str, signs: &mut impl Signs) {
    let window = window(scene, anchor);
    let mut left: [Option<usize>; Cue::ALL.len()] = [None; Cue::ALL.len()];
    let mut right = left;
    for mention in scene.cues_in(&window) {
        let at = mention.cue as usize;
        if mention.tokens.end <= anchor.start {
            left[at] = Some(anchor.start - mention.tokens.end);
        } else if mention.tokens.start >= anchor.end {
            right[at].get_or_insert(mention.tokens.start - anchor.end);
        }
    }
    for cue in Cue::ALL {
        if let Some(distance) = left[*cue as usize] {
            signs.put(&[head, "left", cue.key(), bucket(distance)]);
            signs.put(&[head, "left", cue.key()]);
        }
        if let Some(distance) = right[*cue as usize] {
            signs.put(&[head, "right", cue.key(), bucket(distance)]);
            signs.put(&[head, "right", cue.key()]);
        }
    }
}

/// The cues of a neighbouring sentence.
fn put_sentence_cues(scene: &Scene, number: Option<usize>, head: &str, signs: &mut impl Signs) {
    let Some(sentence) = number.and_then(|number| scene.stream.sentences.get(number)) else { return };
    let range = sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + 2 * WINDOW);
    let mut seen = [false; Cue::ALL.len()];
    for mention in scene.cues_in(&range) {
        if !std::mem::replace(&mut seen[mention.cue as usize], true) {
            signs.put(&[head, mention.cue.key()]);
        }
    }
}

/// The sentence before, if it belongs to the same part of the article.
fn sentence_before(scene: &Scene, number: usize) -> Option<usize> {
    let before = number.checked_sub(1)?;
    (scene.stream.sentences[before].title == scene.stream.sentences[number].title).then_some(before)
}

/// Words right before and after, when they are short enough to be tools of grammar or are cues themselves.
fn put_edges(scene: &Scene, anchor: &Range<usize>, head: &str, signs: &mut impl Signs) {
    let sentence = scene.sentence(scene.sentence_of(anchor.start));
    let word = |at: usize| scene.stream.word(at);
    let before =
        |back: usize| anchor.start.checked_sub(back).filter(|at| *at >= sentence.start).map_or("^", word);
    let after = |ahead: usize| Some(anchor.end + ahead).filter(|at| *at < sentence.end).map_or("$", word);
    signs.put(&[head, "before", before(1)]);
    signs.put(&[head, "after", after(0)]);
    signs.put(&[head, "before2", before(2), before(1)]);
    signs.put(&[head, "after2", after(0), after(1)]);
}

/// What the whole article is like.
fn put_article(scene: &Scene, head: &str, signs: &mut impl Signs) {
    let title = |cue: Cue| {
        scene
            .stream
            .sentences
            .iter()
            .take_while(|sentence| sentence.title)
            .any(|sentence| scene.has_cue(&sentence.tokens, cue))
    };
    for cue in [
        Cue::FineNoun,
        Cue::Condemn,
        Cue::FormalNotice,
        Cue::Complaint,
        Cue::Investigation,
        Cue::Uphold,
        Cue::Annul,
        Cue::Reduce,
        Cue::PersonFine,
        Cue::Liquidation,
        Cue::Planned,
        Cue::Statistics,
        Cue::BreachOwn,
    ] {
        if title(cue) {
            signs.put(&[head, "title", cue.key()]);
        }
    }
    for (what, degree) in &scene.manner {
        signs.put(&[head, "manner", what, degree]);
    }
    signs.put(&[head, "actors", count(scene.actors.actors.len())]);
    signs.put(&[head, "sentences", count(scene.stream.sentences.len() / 4)]);
}

/// Where in the article a sentence stands.
fn put_position(scene: &Scene, number: usize, head: &str, signs: &mut impl Signs) {
    let sentence = &scene.stream.sentences[number];
    let from_start = number.saturating_sub(scene.first_body_sentence());
    let place = if sentence.title { "title" } else { count(from_start) };
    signs.put(&[head, "place", place]);
    if sentence.question {
        signs.put(&[head, "question"]);
    }
    let from_end = scene.stream.sentences.len() - 1 - number;
    if from_end < 2 && !sentence.title {
        signs.put(&[head, "end", count(from_end)]);
    }
}

/// Who is named in the sentence, on which side of an anchor.
fn put_company(scene: &Scene, anchor: &Range<usize>, head: &str, signs: &mut impl Signs) {
    use super::lexicon::AuthorityKind;
    let window = window(scene, anchor);
    for number in scene.actors_in(&window) {
        let mention = &scene.actors.mentions[number];
        let kind = match scene.actors.actors[mention.actor].kind {
            AuthorityKind::Regulator => "regulator",
            AuthorityKind::Court => "court",
            AuthorityKind::Prosecutor => "prosecutor",
            AuthorityKind::Other => "other",
        };
        let side = if mention.tokens.start < anchor.start { "left" } else { "right" };
        signs.put(&[head, "actor", kind, side]);
        signs.put(&[head, "actor", kind]);
    }
    for number in scene.names_in(&window) {
        let mention = &scene.names.mentions[number];
        let side = if mention.tokens.start < anchor.start { "left" } else { "right" };
        let sort = match scene.names.entities[mention.entity].sort {
            super::name::Sort::Organisation if scene.names.entities[mention.entity].complainant => {
                "complainant"
            }
            super::name::Sort::Organisation if scene.names.entities[mention.entity].vouched => "vouched",
            super::name::Sort::Organisation => "name",
            super::name::Sort::Person => "person",
            super::name::Sort::Place => "town",
        };
        signs.put(&[head, "who", sort, side]);
    }
    for tokens in scene.heads_in(&window).iter().take(3) {
        signs.put(&[head, "authority", if tokens.start < anchor.start { "left" } else { "right" }]);
    }
    for anaphor in scene.anaphors_in(&window) {
        let side = if anaphor.tokens.start < anchor.start { "left" } else { "right" };
        signs.put(&[head, "noun", if anaphor.indefinite { "new" } else { "known" }, side]);
    }
}
