//! Last stage: events that tell one act become one measure; totals give way to their parts, or parts to their total.
//!
//! Knows when two events are the same act. Leaves dates, references, provisions and themes to `detail`.

use crate::domain::Kind;

use super::cue::Cue;
use super::decide::{Event, Models};
use super::lexicon::AuthorityKind;
use super::scene::Scene;
use super::signs::{Target, event_signs};

/// Joins events, keeps those that are likely enough, and drops those that another one makes void.
pub(super) fn resolve(scene: &Scene, models: &Models, events: Vec<Event>) -> Vec<Event> {
    let candidates = joined(scene, events);
    let mut kept = accepted(scene, models, candidates);
    drop_anonymous_twins(&mut kept);
    name_the_unnamed(scene, &mut kept);
    settle_sums(scene, &mut kept);
    drop_bare_fines(&mut kept);
    join_rounded(&mut kept);
    drop_totals(scene, &mut kept);
    give_standing_sums(scene, &mut kept);
    kept
}

/// One event for each act, of those that are credible at all.
pub(super) fn joined(scene: &Scene, events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::new();
    for event in events {
        match kept.iter_mut().find(|earlier| is_same_act(earlier, &event)) {
            Some(earlier) => join(earlier, event),
            None => kept.push(event),
        }
    }
    kept.retain(|event| is_credible(scene, event));
    kept
}

/// Least probability for an event to stand, all being known of it and of the others.
const EVENT_THRESHOLD: f32 = 0.34;

/// Least probability of the likeliest event of an article; below it, the article tells nothing.
const ARTICLE_THRESHOLD: f32 = 0.36;

/// The events that are likely enough, in an article that tells anything at all.
fn accepted(scene: &Scene, models: &Models, events: Vec<Event>) -> Vec<Event> {
    let chances: Vec<f32> = (0..events.len())
        .map(|number| {
            let chances = models.events.probabilities(|signs| event_signs(scene, &events, number, signs));
            chances.get(1).copied().unwrap_or(events[number].confidence)
        })
        .collect();
    let tells = chances.iter().any(|chance| *chance >= ARTICLE_THRESHOLD);
    events
        .into_iter()
        .zip(chances)
        .filter(|(_, chance)| tells && *chance >= EVENT_THRESHOLD)
        .map(|(event, chance)| Event { confidence: chance, ..event })
        .collect()
}

/// Whether somebody who may act does so toward somebody who may be aimed at: courts fine people every day, and only organisations that something vouches for are
/// taken from them; without any authority, only data-protection law makes an act credible.
fn is_credible(scene: &Scene, event: &Event) -> bool {
    let has_regulator = scene.actors.actors.iter().any(|actor| actor.kind == AuthorityKind::Regulator);
    let vouched = matches!(event.target, Target::Entity(entity) if scene.names.entities[entity].vouched);
    let named = event.target != Target::Anonymous;
    let small =
        event.kind == Kind::AdministrativeFine && event.money.is_some_and(|money| money.cents.units() < 100);
    let kind = event.agent.map(|actor| scene.actors.actors[actor].kind);
    !small
        && match kind {
            Some(AuthorityKind::Regulator) => {
                event.kind != Kind::Investigation || named || event.confidence > 0.7
            }
            Some(AuthorityKind::Court | AuthorityKind::Prosecutor) => {
                let by_court = event.kind.is_ruling()
                    || matches!(
                        event.kind,
                        Kind::AdministrativeFine | Kind::Settlement | Kind::Injunction | Kind::Investigation
                    );
                by_court && (vouched || (named && has_regulator)) && !tells_of_a_person(scene, event)
            }
            Some(AuthorityKind::Other) => false,
            None => scene.speaks_of_data_law() && (!scene.heads.is_empty() || has_regulator),
        }
}

/// Whether every passage of a fine speaks of a person who is fined: "un retraité a été condamné par le tribunal à une amende de 900 euros", whatever
/// organisations the sentence names behind.
fn tells_of_a_person(scene: &Scene, event: &Event) -> bool {
    event.kind == Kind::AdministrativeFine
        && !event.anchors.is_empty()
        && event.anchors.iter().all(|anchor| has_person_as_subject(scene, scene.sentence_of(anchor.start)))
}

fn has_person_as_subject(scene: &Scene, sentence: usize) -> bool {
    let tokens = scene.sentence(sentence);
    let verb = scene
        .cues_in(tokens)
        .iter()
        .find(|cue| matches!(cue.cue, Cue::Condemn | Cue::Inflict | Cue::Undergo | Cue::FineNoun));
    let Some(verb) = verb else { return false };
    let before = tokens.start..verb.tokens.start;
    let behind = verb.tokens.end..(verb.tokens.end + 4).min(tokens.end);
    let person = |range: &std::ops::Range<usize>| {
        scene.has_cue(range, Cue::PersonFine)
            || scene.names_in(range).any(|number| scene.organisation(number).is_none())
    };
    let organised = scene
        .names_in(&before)
        .any(|number| scene.organisation(number).is_some_and(|entity| scene.names.entities[entity].vouched));
    (person(&before) || person(&behind)) && !organised
}

fn is_same_act(one: &Event, other: &Event) -> bool {
    one.kind == other.kind
        && one.money == other.money
        && one.target == other.target
        && one.agent == other.agent
}

fn join(earlier: &mut Event, later: Event) {
    earlier.anchors.extend(later.anchors);
    earlier.sums.extend(later.sums);
    earlier.confidence = earlier.confidence.max(later.confidence);
}

/// "La société a été sanctionnée" beside "X a été sanctionnée": the one without a name is the other.
fn drop_anonymous_twins(events: &mut Vec<Event>) {
    let named: Vec<Kind> = events
        .iter()
        .filter(|event| event.target != Target::Anonymous && event.money.is_none())
        .map(|event| event.kind)
        .collect();
    events.retain(|event| {
        event.money.is_some() || event.target != Target::Anonymous || !named.contains(&event.kind)
    });
}

/// Where all that is told aims at one organisation, an act without a name and without "une société" in its sentence aims at it too.
fn name_the_unnamed(scene: &Scene, events: &mut [Event]) {
    const MOST: usize = 2;
    let mut named: Vec<Target> =
        events.iter().map(|event| event.target).filter(|target| *target != Target::Anonymous).collect();
    named.dedup();
    let unnamed = events.iter().filter(|event| event.target == Target::Anonymous).count();
    let [only] = named[..] else { return };
    let said = |event: &Event| {
        event.anchors.iter().any(|anchor| {
            let here = scene.sentence_of(anchor.start);
            let beside = scene.sentence(here.saturating_sub(1)).start..scene.sentence(here).end;
            scene.names_in(&beside).any(|number| Target::Entity(scene.names.mentions[number].entity) == only)
        })
    };
    if unnamed > MOST || !events.iter().any(|event| event.target == only && said(event)) {
        return;
    }
    for event in events.iter_mut().filter(|event| event.target == Target::Anonymous) {
        let introduced = event.anchors.iter().any(|anchor| {
            let sentence = scene.sentence(scene.sentence_of(anchor.start));
            scene.anaphors_in(sentence).iter().any(|anaphor| anaphor.indefinite)
                || sentence
                    .clone()
                    .any(|at| matches!(scene.stream.word(at), "anonyme" | "unnamed" | "particulier"))
        });
        if !introduced {
            event.target = only;
        }
    }
}

/// A fine without a sum is the fine with one that the article also tells.
fn drop_bare_fines(events: &mut Vec<Event>) {
    let has_sum = |events: &[Event], event: &Event| {
        events.iter().any(|other| {
            let same_agent = other.agent == event.agent || event.agent.is_none();
            let same_target = other.target == event.target || event.target == Target::Anonymous;
            other.money.is_some() && (same_agent || same_target) && other.kind == event.kind
        })
    };
    let snapshot = events.clone();
    events.retain(|event| {
        let bare = event.money.is_none()
            && matches!(event.kind, Kind::AdministrativeFine | Kind::Settlement | Kind::Reduced);
        !bare || !has_sum(&snapshot, event)
    });
}

/// "€3.2 million" in a title is the "€3,250,000" of the body: of two sums of one act, the one in fewer digits gives way.
fn join_rounded(events: &mut Vec<Event>) {
    let mut at = 0;
    while at < events.len() {
        let coarse = &events[at];
        let finer = events.iter().position(|fine| is_rounding_of(coarse, fine));
        match finer {
            Some(finer) => {
                let coarse = events.remove(at);
                let finer = if finer > at { finer - 1 } else { finer };
                join(&mut events[finer], coarse);
            }
            None => at += 1,
        }
    }
}

fn is_rounding_of(coarse: &Event, fine: &Event) -> bool {
    let same_act = coarse.kind == fine.kind
        && (coarse.target == fine.target || coarse.target == Target::Anonymous)
        && (coarse.agent == fine.agent || coarse.agent.is_none());
    let sums = coarse.money.zip(fine.money).filter(|(one, other)| one.currency == other.currency);
    same_act && sums.is_some_and(|(coarse, fine)| rounds_to(fine.cents.units(), coarse.cents.units()))
}

/// Whether a number, written in two to three significant digits, is the other one rounded or cut.
fn rounds_to(fine: i64, coarse: i64) -> bool {
    const LEAST: i64 = 1_000;
    if coarse < LEAST || fine == coarse {
        return false;
    }
    let mut step = 1;
    while coarse % (step * 10) == 0 {
        step *= 10;
    }
    let digits = coarse / step;
    (10..1_000).contains(&digits) && fine % step != 0 && (fine - coarse).abs() < step
}

/// 325 = 200 + 125: the parts stand when they aim at different targets or the text counts several fines; else the total does.
fn drop_totals(scene: &Scene, events: &mut Vec<Event>) {
    let fines: Vec<Event> = events
        .iter()
        .filter(|event| event.kind == Kind::AdministrativeFine && event.money.is_some())
        .cloned()
        .collect();
    let mut dropped: Vec<crate::domain::Money> = Vec::new();
    for total in &fines {
        let Some(parts) = parts_of(total, &fines) else { continue };
        let one_target = parts.iter().all(|part| part.target == parts[0].target);
        let several = scene.cues.iter().any(|cue| cue.cue == Cue::Several);
        let companies =
            parts.iter().any(|part| part.anchors.iter().any(|anchor| names_several(scene, anchor.start)));
        if one_target && !several && !companies {
            dropped.extend(parts.iter().filter_map(|part| part.money));
        } else {
            dropped.extend(total.money);
        }
    }
    events.retain(|event| {
        event.kind != Kind::AdministrativeFine || event.money.is_none_or(|money| !dropped.contains(&money))
    });
}

/// Whether the sentence at a token names two organisations or more.
fn names_several(scene: &Scene, token: usize) -> bool {
    let sentence = scene.sentence(scene.sentence_of(token));
    let mut entities: Vec<usize> =
        scene.names_in(sentence).filter_map(|number| scene.organisation(number)).collect();
    entities.sort_unstable();
    entities.dedup();
    entities.len() > 1
}

/// A settlement told without its sum takes the only sum paid by the same organisation, if no authority imposed it.
fn settle_sums(scene: &Scene, events: &mut Vec<Event>) {
    let settled: Vec<Event> = events
        .iter()
        .filter(|event| event.kind == Kind::Settlement && event.money.is_none())
        .cloned()
        .collect();
    for settlement in settled {
        let imposed = |event: &Event| {
            event.anchors.iter().any(|anchor| {
                scene.has_cue(&(anchor.start.saturating_sub(10)..anchor.start), Cue::Inflict)
                    || scene.has_cue(&(anchor.start.saturating_sub(10)..anchor.start), Cue::Condemn)
            })
        };
        let paid: Vec<usize> = (0..events.len())
            .filter(|at| {
                events[*at].kind == Kind::AdministrativeFine
                    && events[*at].target == settlement.target
                    && !imposed(&events[*at])
            })
            .collect();
        if let [only] = paid[..] {
            events[only].kind = Kind::Settlement;
            events.retain(|event| event != &settlement);
        }
    }
}

/// Two or three other fines that add up to this one.
fn parts_of<'a>(total: &Event, fines: &'a [Event]) -> Option<Vec<&'a Event>> {
    const MOST: usize = 24;
    let wanted = total.money?;
    let smaller: Vec<&Event> = fines
        .iter()
        .filter(|fine| {
            fine.agent == total.agent
                && fine
                    .money
                    .is_some_and(|money| money.currency == wanted.currency && money.cents < wanted.cents)
        })
        .take(MOST)
        .collect();
    let cents = |event: &Event| event.money.map_or(0, |money| money.cents.0);
    for (index, one) in smaller.iter().enumerate() {
        for (offset, other) in smaller.iter().enumerate().skip(index + 1) {
            let left = wanted.cents.0 - cents(one) - cents(other);
            if left == 0 {
                return Some(vec![one, other]);
            }
            if let Some(third) = smaller.iter().skip(offset + 1).find(|third| cents(third) == left) {
                return Some(vec![one, other, third]);
            }
        }
    }
    None
}

/// What a court leaves standing: the fine told in the same sentence, or else the only one on the same target.
fn give_standing_sums(scene: &Scene, events: &mut [Event]) {
    let fines: Vec<Event> = events
        .iter()
        .filter(|event| event.kind == Kind::AdministrativeFine && event.money.is_some())
        .cloned()
        .collect();
    let sentences = |event: &Event| {
        event.anchors.iter().map(|anchor| scene.sentence_of(anchor.start)).collect::<Vec<_>>()
    };
    for event in events.iter_mut().filter(|event| event.kind == Kind::Upheld && event.money.is_none()) {
        let here = sentences(event);
        let near: Vec<&Event> =
            fines.iter().filter(|fine| sentences(fine).iter().any(|number| here.contains(number))).collect();
        let same: Vec<&Event> = fines.iter().filter(|fine| fine.target == event.target).collect();
        let near_and_same = near.iter().find(|fine| fine.target == event.target);
        let only = |found: &[&Event]| if found.len() == 1 { found[0].money } else { None };
        let first = event.anchors.first().map_or(0, |anchor| anchor.start);
        let told =
            |fine: &Event| fine.anchors.iter().map(|anchor| anchor.start).filter(|at| *at < first).max();
        let last = same.iter().filter(|fine| told(fine).is_some()).max_by_key(|fine| told(fine));
        event.money = near_and_same.map_or_else(
            || only(&near).or_else(|| only(&same)).or_else(|| last.and_then(|fine| fine.money)),
            |fine| fine.money,
        );
    }
}

/// Whether an authority that acts is a court.
pub(super) fn is_court(scene: &Scene, agent: Option<usize>) -> bool {
    agent.is_some_and(|actor| scene.actors.actors[actor].kind == AuthorityKind::Court)
}
