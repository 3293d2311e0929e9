//! Signs of an authority as the one that acts.

use std::ops::Range;

use super::super::cue::Cue;
use super::super::lexicon::AuthorityKind;
use super::super::model::Signs;
use super::super::scene::Scene;
use super::target::Aim;
use super::{bucket, count, window};

/// The signs of an authority for an act; `None` is that the text does not say who acts.
pub(in super::super) fn agent_signs(
    scene: &Scene,
    aim: &Aim<'_>,
    agent: Option<usize>,
    signs: &mut impl Signs,
) {
    match agent {
        Some(actor) => actor_signs(scene, aim, actor, signs),
        None => {
            signs.put(&["a.none"]);
            signs.put(&["a.none", aim.family]);
            signs.put(&["a.none", "actors", count(scene.actors.actors.len())]);
            let here = scene.actors_in(&window(scene, aim.anchor)).len();
            signs.put(&["a.none", "here", count(here)]);
        }
    }
}

fn both(signs: &mut impl Signs, aim: &Aim<'_>, parts: &[&str]) {
    const MOST: usize = 8;
    let mut all = [""; MOST];
    let length = (parts.len() + 1).min(MOST);
    all[1..length].copy_from_slice(&parts[..length - 1]);
    for head in ["a", aim.family] {
        all[0] = head;
        signs.put(&all[..length]);
    }
}

fn actor_signs(scene: &Scene, aim: &Aim<'_>, actor: usize, signs: &mut impl Signs) {
    let kind = match scene.actors.actors[actor].kind {
        AuthorityKind::Regulator => "regulator",
        AuthorityKind::Court => "court",
        AuthorityKind::Prosecutor => "prosecutor",
        AuthorityKind::Other => "other",
    };
    both(signs, aim, &["kind", kind]);
    let sentence = window(scene, aim.anchor);
    let ruled = [Cue::Uphold, Cue::Annul, Cue::Reduce, Cue::AppealNoun]
        .iter()
        .any(|cue| scene.has_cue(&sentence, *cue));
    both(signs, aim, &["kind", kind, if ruled { "ruled" } else { "plain" }]);
    let has_court = scene.actors.actors.iter().any(|other| other.kind == AuthorityKind::Court);
    let has_regulator = scene.actors.actors.iter().any(|other| other.kind == AuthorityKind::Regulator);
    both(
        signs,
        aim,
        &["kind", kind, if has_court { "court" } else { "" }, if has_regulator { "regulator" } else { "" }],
    );
    let mine = scene.actors.counts[actor];
    both(signs, aim, &["count", count(mine)]);
    let above = scene.actors.counts.iter().filter(|other| **other > mine).take(4).count();
    both(signs, aim, &["standing", count(above)]);
    both(signs, aim, &["first", count(actor)]);
    both(signs, aim, &["title", if scene.actors.titled[actor] { "yes" } else { "no" }]);
    put_here(scene, aim, actor, signs);
    put_before(scene, aim, actor, signs);
}

fn put_here(scene: &Scene, aim: &Aim<'_>, actor: usize, signs: &mut impl Signs) {
    let window = window(scene, aim.anchor);
    let here = scene.actors_in(&window);
    let others = here.clone().filter(|number| scene.actors.mentions[*number].actor != actor).count();
    let mine = here
        .filter(|number| scene.actors.mentions[*number].actor == actor)
        .min_by_key(|number| distance(&scene.actors.mentions[*number].tokens, aim.anchor));
    let Some(number) = mine else {
        both(signs, aim, &["absent", count(others)]);
        return;
    };
    let tokens = &scene.actors.mentions[number].tokens;
    let side = if tokens.start < aim.anchor.start { "left" } else { "right" };
    both(signs, aim, &["here", side, bucket(distance(tokens, aim.anchor))]);
    both(signs, aim, &["here", side, "others", count(others)]);
    both(signs, aim, &["preposition", side, word_before(scene, tokens.start)]);
    both(signs, aim, &["follower", side, scene.stream.word(tokens.end)]);
    let nearest = scene
        .actors_in(&window)
        .min_by_key(|other| distance(&scene.actors.mentions[*other].tokens, aim.anchor));
    if nearest == Some(number) {
        both(signs, aim, &["nearest", side]);
    }
}

fn word_before(scene: &Scene, start: usize) -> &str {
    let sentence = scene.sentence(scene.sentence_of(start));
    let mut at = start;
    while at > sentence.start {
        at -= 1;
        let word = scene.stream.word(at);
        if !matches!(word, "la" | "le" | "l" | "les" | "'" | "the" | "\"") {
            return word;
        }
    }
    "^"
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    if one.end <= other.start { other.start - one.end } else { one.start.saturating_sub(other.end) }
}

fn put_before(scene: &Scene, aim: &Aim<'_>, actor: usize, signs: &mut impl Signs) {
    let sentence = scene.sentence(scene.sentence_of(aim.anchor.start));
    let before = scene.actors.mentions.partition_point(|mention| mention.tokens.start < sentence.start);
    let mut others: Vec<usize> = Vec::new();
    for mention in scene.actors.mentions[..before].iter().rev().take(20) {
        if mention.actor == actor {
            both(signs, aim, &["recent", count(others.len())]);
            return;
        }
        if !others.contains(&mention.actor) {
            others.push(mention.actor);
        }
    }
    both(signs, aim, &["recent", "never"]);
}
