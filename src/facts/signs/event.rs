//! Signs of an event as a whole, once its target, its agent and the other events of the article are known.
//!
//! Knows how sure each part is and how the event stands among the others. Leaves to `resolve` what is done with it.

use super::super::decide::Event;
use super::super::lexicon::AuthorityKind;
use super::super::model::Signs;
use super::super::name::Sort;
use super::super::scene::Scene;
use super::{Target, count};

use crate::domain::Language;

/// The signs of an event among those of its article.
pub(in super::super) fn event_signs(scene: &Scene, events: &[Event], number: usize, signs: &mut impl Signs) {
    let event = &events[number];
    let kind = event.kind.code();
    let sums = if event.money.is_some() { "sum" } else { "word" };
    let target = target_sort(scene, event);
    signs.put(&["bias"]);
    for head in [kind, sums] {
        signs.put(&[head, "bias"]);
        signs.put(&[head, "sure", step(event.confidence)]);
        signs.put(&[head, "target", target]);
        signs.put(&[head, "target", target, step(event.target_chance)]);
        signs.put(&[head, "target", target, "here", said(names_target(scene, event))]);
        signs.put(&[head, "agent", agent_sort(scene, event)]);
        signs.put(&[head, "agent", agent_sort(scene, event), step(event.agent_chance)]);
        signs.put(&[head, "agent", agent_sort(scene, event), "here", said(names_agent(scene, event))]);
        signs.put(&[head, "told", count(event.anchors.len())]);
        signs.put(&[head, "title", said(event.anchors.iter().any(|anchor| scene.in_title(anchor.start)))]);
        signs.put(&[head, "place", count(first_sentence(scene, event))]);
        put_rivals(events, number, head, signs);
    }
    signs.put(&["sure", step(event.confidence)]);
    signs.put(&["target", step(event.target_chance)]);
    signs.put(&["agent", step(event.agent_chance)]);
    signs.put(&["sure", step(event.confidence), step(event.target_chance)]);
    signs.put(&["organisations", sums, count(scene.summary.organisations)]);
    signs.put(&["language", sums, if scene.stream.language == Language::French { "fr" } else { "en" }]);
    signs.put(&["law", sums, said(scene.speaks_of_data_law())]);
    signs.put(&["length", sums, count(scene.stream.sentences.len() / 6)]);
}

/// How the event stands among the others of the article.
fn put_rivals(events: &[Event], number: usize, head: &str, signs: &mut impl Signs) {
    let event = &events[number];
    let others = || events.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, other)| other);
    let surer =
        others().filter(|other| other.kind == event.kind && other.confidence > event.confidence).count();
    let same_target = others().filter(|other| other.target == event.target).count();
    let best = others().map(|other| other.confidence).fold(0.0, f32::max);
    signs.put(&[head, "surer", count(surer)]);
    signs.put(&[head, "alike", count(others().filter(|other| other.kind == event.kind).count())]);
    signs.put(&[head, "same_target", count(same_target.min(2)), count(events.len().min(9))]);
    signs.put(&[head, "best", step(best), step(event.confidence)]);
    let twin = others().any(|other| event.money.is_some() && other.money == event.money);
    signs.put(&[head, "twin", said(twin)]);
    let mut kinds: Vec<&str> = others().map(|other| other.kind.code()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.iter().for_each(|other| signs.put(&[head, "beside", other]));
}

fn target_sort(scene: &Scene, event: &Event) -> &'static str {
    match event.target {
        Target::Anonymous => "none",
        Target::Entity(entity) if scene.names.entities[entity].sort == Sort::Place => "place",
        Target::Entity(entity) if scene.names.entities[entity].vouched => "vouched",
        Target::Entity(entity) if scene.names.entities[entity].count > 1 => "often",
        Target::Entity(_) => "once",
    }
}

fn agent_sort(scene: &Scene, event: &Event) -> &'static str {
    match event.agent.map(|actor| scene.actors.actors[actor].kind) {
        None => "none",
        Some(AuthorityKind::Regulator) => "regulator",
        Some(AuthorityKind::Court) => "court",
        Some(AuthorityKind::Prosecutor) => "prosecutor",
        Some(AuthorityKind::Other) => "other",
    }
}

fn names_target(scene: &Scene, event: &Event) -> bool {
    event.anchors.iter().any(|anchor| {
        let sentence = scene.sentence(scene.sentence_of(anchor.start));
        match event.target {
            Target::Entity(entity) => {
                scene.names_in(sentence).any(|mention| scene.names.mentions[mention].entity == entity)
            }
            Target::Anonymous => scene.anaphors_in(sentence).iter().any(|anaphor| anaphor.indefinite),
        }
    })
}

fn names_agent(scene: &Scene, event: &Event) -> bool {
    event.anchors.iter().any(|anchor| {
        let sentence = scene.sentence(scene.sentence_of(anchor.start));
        scene.actors_in(sentence).any(|mention| Some(scene.actors.mentions[mention].actor) == event.agent)
    })
}

fn first_sentence(scene: &Scene, event: &Event) -> usize {
    let first = event.anchors.iter().map(|anchor| scene.sentence_of(anchor.start)).min().unwrap_or(0);
    first.saturating_sub(scene.first_body_sentence())
}

fn said(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// Probabilities in six steps.
fn step(chance: f32) -> &'static str {
    match chance {
        0.0..0.45 => "0",
        0.45..0.6 => "1",
        0.6..0.75 => "2",
        0.75..0.9 => "3",
        0.9..0.97 => "4",
        _ => "5",
    }
}
