//! From a scene to events: what each sum is for, which acts are told, whom each aims at and who acts.
//!
//! Knows the five models and their order. Leaves to `resolve` which events are one act.

use std::ops::Range;

use super::{group, rule, share};

use serde::{Deserialize, Serialize};

use crate::domain::{Kind, Money, Period};

use super::cue::Cue;
use super::model::{Model, Scorer, WrittenModel, softmax};
use super::role::{is_before_discount, role_of};
use super::scene::Scene;
use super::signs::{
    ActCandidate, Aim, SumClass, Target, act_candidates, act_signs, agent_signs, sum_signs, target_signs,
};

/// The five models as `assets/weights.toml` holds them.
#[derive(Debug, Default, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenModels {
    #[serde(default)]
    pub(super) sums: WrittenModel,
    #[serde(default)]
    pub(super) events: WrittenModel,
    #[serde(default)]
    pub(super) acts: WrittenModel,
    #[serde(default)]
    pub(super) targets: WrittenModel,
    #[serde(default)]
    pub(super) agents: WrittenModel,
}

/// The five models, ready.
#[derive(Debug, Default, Clone)]
pub(super) struct Models {
    sums: Model,
    pub(super) events: Model,
    acts: Model,
    pub(super) targets: Model,
    pub(super) agents: Model,
}

impl Models {
    pub(super) fn of(written: &WrittenModels) -> Models {
        Models {
            sums: Model::of(&written.sums),
            events: Model::of(&written.events),
            acts: Model::of(&written.acts),
            targets: Model::of(&written.targets),
            agents: Model::of(&written.agents),
        }
    }
}

/// One act as the sentences tell it, before acts told twice are joined.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Event {
    pub(super) kind: Kind,
    /// Words that tell it.
    pub(super) anchors: Vec<Range<usize>>,
    pub(super) money: Option<Money>,
    /// Numbers of the sums that tell its amount.
    pub(super) sums: Vec<usize>,
    pub(super) period: Option<Period>,
    pub(super) target: Target,
    pub(super) agent: Option<usize>,
    /// Probability of the target among all that may be aimed at.
    pub(super) target_chance: f32,
    /// Probability of the agent among all that may act.
    pub(super) agent_chance: f32,
    /// Probability that it is told as a fact.
    pub(super) confidence: f32,
    pub(super) rule: String,
}

/// Least probability for a sum to count.
const SUM_THRESHOLD: f32 = 0.25;

/// Least probability for an act to count.
const ACT_THRESHOLD: f32 = 0.25;

/// Every event of a scene.
pub(super) fn events(scene: &Scene, models: &Models) -> Vec<Event> {
    let judged = judge_sums(scene, models);
    let classes: Vec<SumClass> = judged.iter().map(|(class, _)| *class).collect();
    let mut events = sum_events(scene, models, &judged);
    let mut told: Vec<(ActCandidate, f32)> = Vec::new();
    for candidate in act_candidates(scene) {
        let chances =
            models.acts.probabilities(|signs: &mut Scorer<'_>| act_signs(scene, &candidate, &classes, signs));
        let learnt = chances.get(1).copied().unwrap_or(0.0);
        let confidence = rule::ruled(scene, &candidate, &classes, learnt);
        if confidence >= ACT_THRESHOLD {
            told.push((candidate, confidence));
        }
    }
    events.extend(group::act_events(scene, models, told));
    events
}

/// The class of every sum and its probability: whether it counts is learnt; what it is for is ruled.
fn judge_sums(scene: &Scene, models: &Models) -> Vec<(SumClass, f32)> {
    (0..scene.sums.len())
        .map(|number| {
            let chances = models.sums.probabilities(|signs: &mut Scorer<'_>| sum_signs(scene, number, signs));
            let learnt = chances.get(1).copied().unwrap_or(0.0);
            let counts = rule::ruled_sum(scene, number, learnt);
            if counts >= SUM_THRESHOLD && !is_before_discount(scene, number) {
                (role_of(scene, number), counts)
            } else {
                (SumClass::None, 1.0 - counts)
            }
        })
        .collect()
}

/// One event for each sum of money and role; the legal truth of a liquidation wins over "amende".
fn sum_events(scene: &Scene, models: &Models, judged: &[(SumClass, f32)]) -> Vec<Event> {
    let mut groups: Vec<(SumClass, Money, Vec<usize>)> = Vec::new();
    let owners: Vec<Vec<usize>> = (0..scene.sums.len()).map(|number| share::owners(scene, number)).collect();
    let apart = |numbers: &[usize], number: usize| {
        let known = numbers.iter().find(|other| !owners[**other].is_empty());
        !owners[number].is_empty() && known.is_some_and(|known| owners[*known] != owners[number])
    };
    for (number, sum) in scene.sums.iter().enumerate() {
        let class = judged[number].0;
        if class == SumClass::None {
            continue;
        }
        match groups.iter_mut().find(|group| {
            group.1 == sum.money
                && (group.0 == class || is_same_role(group.0, class))
                && !apart(&group.2, number)
        }) {
            Some(group) => {
                group.0 = stronger(group.0, class);
                group.2.push(number);
            }
            None => groups.push((class, sum.money, vec![number])),
        }
    }
    let mut events: Vec<Event> = groups
        .into_iter()
        .flat_map(|(class, money, numbers)| sum_event(scene, models, judged, class, money, numbers))
        .collect();
    share_out(scene, models, judged, &mut events);
    events
}

/// Several fines in one sentence that names several organisations go to different ones, unless the weights are clear that they do not.
fn share_out(scene: &Scene, models: &Models, judged: &[(SumClass, f32)], events: &mut [Event]) {
    const CLEAR: f32 = 2.5;
    for sentence in sentences_with_several(scene, events) {
        let mut taken: Vec<Target> = Vec::new();
        for event in events.iter_mut().filter(|event| tells_in(scene, event, sentence)) {
            let owned = event.sums.iter().any(|number| !share::owners(scene, *number).is_empty());
            if !owned && taken.contains(&event.target) && event.anchors.len() == 1 {
                let number = event.sums[0];
                let aim =
                    Aim { anchor: &event.anchors[0], family: "fine", rank: rank_of(scene, number, judged) };
                let here: Vec<usize> = scene
                    .names_in(scene.sentence(sentence))
                    .filter_map(|mention| scene.organisation(mention))
                    .collect();
                let score = |target: Target| {
                    margin(models.targets.scores(|signs| target_signs(scene, &aim, target, signs)))
                };
                let others = here.into_iter().map(Target::Entity).filter(|target| !taken.contains(target));
                let next = others
                    .map(|target| (score(target), target))
                    .max_by(|one, other| one.0.total_cmp(&other.0));
                if let Some((_, target)) = next.filter(|(chance, _)| score(event.target) - chance < CLEAR) {
                    event.target = target;
                }
            }
            taken.push(event.target);
        }
    }
}

/// Sentences that tell two fines or more.
fn sentences_with_several(scene: &Scene, events: &[Event]) -> Vec<usize> {
    let mut sentences: Vec<usize> = events
        .iter()
        .filter(|event| event.kind == Kind::AdministrativeFine)
        .flat_map(|event| event.anchors.iter().map(|anchor| scene.sentence_of(anchor.start)))
        .collect();
    sentences.sort_unstable();
    sentences
        .chunk_by(|one, other| one == other)
        .filter(|chunk| chunk.len() > 1)
        .map(|chunk| chunk[0])
        .collect()
}

fn tells_in(scene: &Scene, event: &Event, sentence: usize) -> bool {
    event.kind == Kind::AdministrativeFine
        && event.anchors.iter().any(|anchor| scene.sentence_of(anchor.start) == sentence)
}

/// A liquidated sum that is then called a fine is one sum.
fn is_same_role(one: SumClass, other: SumClass) -> bool {
    use SumClass::{Fine, Liquidation, Reduced, Settlement};
    matches!(
        (one, other),
        (Fine, Liquidation | Settlement | Reduced) | (Liquidation | Settlement | Reduced, Fine)
    )
}

fn stronger(one: SumClass, other: SumClass) -> SumClass {
    if one == SumClass::Fine { other } else { one }
}

fn sum_event(
    scene: &Scene,
    models: &Models,
    judged: &[(SumClass, f32)],
    class: SumClass,
    money: Money,
    numbers: Vec<usize>,
) -> Vec<Event> {
    let confidence = numbers.iter().map(|number| judged[*number].1).fold(0.0, f32::max);
    let family = family_of_sum(class);
    let anchors: Vec<Range<usize>> =
        numbers.iter().map(|number| scene.sums[*number].tokens.clone()).collect();
    let ranks: Vec<Option<(usize, usize)>> =
        numbers.iter().map(|number| rank_of(scene, *number, judged)).collect();
    let aims: Vec<Aim<'_>> =
        anchors.iter().zip(&ranks).map(|(anchor, rank)| Aim { anchor, family, rank: *rank }).collect();
    let (agent, agent_chance) = best_agent(scene, models, &aims);
    let period = (class == SumClass::Rate).then(|| period_of(scene, &anchors));
    let event = |(target, target_chance)| Event {
        kind: kind_of(class),
        anchors: anchors.clone(),
        money: Some(money),
        sums: numbers.clone(),
        period,
        target,
        agent,
        target_chance,
        agent_chance,
        confidence,
        rule: format!("sums.{}", class.name()),
    };
    let owners = numbers.iter().map(|number| share::owners(scene, *number)).find(|owners| !owners.is_empty());
    let unnamed = numbers.iter().all(|number| rule::is_unnamed_item(scene, *number));
    match owners {
        None if unnamed => vec![event((Target::Anonymous, 1.0))],
        Some(owners) => owners.into_iter().map(|owner| event((Target::Entity(owner), 1.0))).collect(),
        None => vec![event(best_target(scene, models, &aims))],
    }
}

/// Families of acts that share how they name their target.
pub(super) const fn family_of_sum(class: SumClass) -> &'static str {
    match class {
        SumClass::Rate | SumClass::Liquidation => "penalty",
        SumClass::Settlement => "settlement",
        SumClass::Reduced => "ruling",
        SumClass::Fine | SumClass::None => "fine",
    }
}

/// The family of an act told by words.
pub(super) const fn family_of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Complaint => "complaint",
        Kind::Investigation => "investigation",
        Kind::Settlement => "settlement",
        Kind::Upheld | Kind::Annulled | Kind::Reduced => "ruling",
        _ => "order",
    }
}

pub(super) const fn kind_of(class: SumClass) -> Kind {
    match class {
        SumClass::Rate => Kind::PeriodicPenalty,
        SumClass::Liquidation => Kind::PenaltyLiquidation,
        SumClass::Settlement => Kind::Settlement,
        SumClass::Reduced => Kind::Reduced,
        SumClass::Fine | SumClass::None => Kind::AdministrativeFine,
    }
}

/// The place of a sum among those of its class in its sentence.
fn rank_of(scene: &Scene, number: usize, judged: &[(SumClass, f32)]) -> Option<(usize, usize)> {
    let here = scene.sums_in(scene.sentence(scene.sentence_of(scene.sums[number].tokens.start)));
    let same: Vec<usize> = here.filter(|other| judged[*other].0 == judged[number].0).collect();
    Some((same.iter().position(|other| *other == number)?, same.len()))
}

fn period_of(scene: &Scene, anchors: &[Range<usize>]) -> Period {
    let near = |cue: Cue| {
        anchors.iter().any(|anchor| scene.has_cue(scene.sentence(scene.sentence_of(anchor.start)), cue))
    };
    match () {
        () if near(Cue::PerDay) => Period::Day,
        () if near(Cue::PerWeek) => Period::Week,
        () if near(Cue::PerMonth) => Period::Month,
        () => Period::Day,
    }
}

/// Entities worth considering: the nearest and the most frequent ones.
pub(super) fn targets(scene: &Scene, aims: &[Aim<'_>]) -> Vec<Target> {
    const MOST: usize = 30;
    let mut entities: Vec<usize> = Vec::new();
    for aim in aims.iter().take(4) {
        let sentence = scene.sentence(scene.sentence_of(aim.anchor.start));
        let from = sentence.start.max(aim.anchor.start.saturating_sub(60));
        let here = scene.names_in(&(from..sentence.end.min(aim.anchor.end + 60)));
        let before = here.start.saturating_sub(12)..here.start;
        entities.extend(here.chain(before).filter_map(|number| scene.organisation(number)));
    }
    let titled =
        scene.names.mentions.iter().take_while(|mention| scene.in_title(mention.tokens.start)).take(6);
    entities.extend(titled.map(|mention| mention.entity));
    entities.extend(scene.frequent.iter().copied());
    let mut seen = Vec::new();
    for entity in entities {
        let is_organisation = scene.names.entities[entity].sort != super::name::Sort::Person
            && scene.names.entities[entity].count > 0
            && !scene.is_source(entity)
            && !rule::is_mere_word(scene, entity);
        if is_organisation && !seen.contains(&entity) && seen.len() < MOST {
            seen.push(entity);
        }
    }
    seen.into_iter().map(Target::Entity).chain([Target::Anonymous]).collect()
}

/// The target that all mentions of an act together point at, and its probability.
fn best_target(scene: &Scene, models: &Models, aims: &[Aim<'_>]) -> (Target, f32) {
    let score = |target: Target, aim: &Aim<'_>| {
        margin(models.targets.scores(|signs| target_signs(scene, aim, target, signs)))
    };
    likeliest(targets(scene, aims), |target| aims.iter().map(|aim| score(target, aim)).sum())
}

fn best_agent(scene: &Scene, models: &Models, aims: &[Aim<'_>]) -> (Option<usize>, f32) {
    let agents = (0..scene.actors.actors.len().min(30)).map(Some).chain([None]).collect();
    let score = |agent: Option<usize>, aim: &Aim<'_>| {
        margin(models.agents.scores(|signs| agent_signs(scene, aim, agent, signs)))
    };
    likeliest(agents, |agent| aims.iter().map(|aim| score(agent, aim)).sum())
}

/// The option of the highest score, the last of equals, and its probability among them all.
fn likeliest<T: Copy>(options: Vec<T>, score: impl Fn(T) -> f32) -> (T, f32) {
    let chances = softmax(options.iter().map(|option| score(*option)).collect());
    let scored = options.into_iter().zip(chances);
    scored.max_by(|one, other| one.1.total_cmp(&other.1)).expect("the unnamed is always an option")
}

/// The one score of a choice model.
pub(super) fn margin(scores: Vec<f32>) -> f32 {
    scores.first().copied().unwrap_or(0.0)
}
