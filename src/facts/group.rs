//! Sentences that tell one act by words: which of them belong together, whom they aim at and who acts.
//!
//! Knows that a sentence which names its target speaks for itself, and that the others follow the likeliest one. Leaves sums to `decide`.

use std::ops::Range;

use crate::domain::Kind;

use super::decide::{Event, Models, family_of_kind, margin, targets};
use super::model::softmax;
use super::scene::Scene;
use super::share;
use super::signs::{ActCandidate, Aim, Target, agent_signs, target_signs};

/// A sentence with how likely each target and each agent is.
struct Telling {
    candidate: ActCandidate,
    confidence: f32,
    targets: Vec<(Target, f32)>,
    agents: Vec<(Option<usize>, f32)>,
}

/// From this probability on, a target named in the sentence makes an act of its own.
const SURE: f32 = 0.6;

/// One event for each act that the sentences tell together.
pub(super) fn act_events(scene: &Scene, models: &Models, told: Vec<(ActCandidate, f32)>) -> Vec<Event> {
    let tellings: Vec<Telling> = told
        .into_iter()
        .map(|(candidate, confidence)| telling(scene, models, candidate, confidence))
        .collect();
    Kind::ALL
        .into_iter()
        .flat_map(|kind| {
            events_of(scene, kind, tellings.iter().filter(|telling| telling.candidate.kind == kind).collect())
        })
        .collect()
}

fn telling(scene: &Scene, models: &Models, candidate: ActCandidate, confidence: f32) -> Telling {
    let anchor = candidate.anchor.clone();
    let aim = Aim { anchor: &anchor, family: family_of_kind(candidate.kind), rank: None };
    let options = targets(scene, &[aim]);
    let scores = options
        .iter()
        .map(|target| margin(models.targets.scores(|signs| target_signs(scene, &aim, *target, signs))))
        .collect();
    let targets = options.into_iter().zip(softmax(scores)).collect();
    let actors: Vec<Option<usize>> = (0..scene.actors.actors.len().min(30)).map(Some).chain([None]).collect();
    let scores = actors
        .iter()
        .map(|agent| margin(models.agents.scores(|signs| agent_signs(scene, &aim, *agent, signs))))
        .collect();
    let agents = actors.into_iter().zip(softmax(scores)).collect();
    Telling { candidate, confidence, targets, agents }
}

/// A target and an agent, and the sentences that tell of them.
type Group<'a> = (Target, Option<usize>, Vec<&'a Telling>);

/// "Plaintes contre A, B et C": each of a list is aimed at, where an act may aim at several apart.
fn with_companions(scene: &Scene, kind: Kind, telling: &Telling, target: Target) -> Vec<Target> {
    let apart = matches!(kind, Kind::Complaint | Kind::Investigation | Kind::FormalNotice | Kind::Reprimand);
    let Target::Entity(entity) = target else { return vec![target] };
    let sentence = scene.sentence(telling.candidate.sentence);
    let list = share::longest_list(scene, sentence).filter(|list| apart && list.contains(&entity));
    list.map_or(vec![target], |list| list.into_iter().map(Target::Entity).collect())
}

fn events_of(scene: &Scene, kind: Kind, tellings: Vec<&Telling>) -> Vec<Event> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut listed: Vec<Target> = Vec::new();
    let (explicit, implicit): (Vec<&Telling>, Vec<&Telling>) =
        tellings.into_iter().partition(|telling| is_explicit(scene, telling));
    for telling in explicit {
        let agent = best(&telling.agents);
        let targets = with_companions(scene, kind, telling, best(&telling.targets));
        listed.extend(targets.iter().copied().filter(|_| targets.len() > 1));
        for target in targets {
            let same = |group: &&mut Group<'_>| group.0 == target && (group.1 == agent || !kind.is_ruling());
            match groups.iter_mut().find(same) {
                Some(group) => group.2.push(telling),
                None => groups.push((target, agent, vec![telling])),
            }
        }
    }
    if groups.is_empty() && !implicit.is_empty() {
        groups.push((Target::Anonymous, None, Vec::new()));
    }
    for telling in implicit {
        let likely = |target: Target| {
            telling.targets.iter().find(|option| option.0 == target).map_or(0.0, |option| option.1)
        };
        if let Some(group) = groups.iter_mut().max_by(|one, other| likely(one.0).total_cmp(&likely(other.0)))
        {
            group.2.push(telling);
        }
    }
    let fixed = |target: Target| Some(target).filter(|target| listed.contains(target));
    groups.into_iter().map(|(target, _, tellings)| event(kind, fixed(target), &tellings)).collect()
}

/// Whether the sentence itself names its likeliest target.
fn is_explicit(scene: &Scene, telling: &Telling) -> bool {
    let Some(&(Target::Entity(entity), chance)) =
        telling.targets.iter().max_by(|one, other| one.1.total_cmp(&other.1))
    else {
        return false;
    };
    let named = scene
        .names_in(scene.sentence(telling.candidate.sentence))
        .any(|number| scene.names.mentions[number].entity == entity);
    named && chance >= SURE
}

fn best<T: Copy>(options: &[(T, f32)]) -> T {
    options.iter().max_by(|one, other| one.1.total_cmp(&other.1)).expect("the unnamed is always an option").0
}

/// The target, unless a list gives it, and the agent that all sentences of a group together make likeliest.
fn event(kind: Kind, target: Option<Target>, tellings: &[&Telling]) -> Event {
    let anchors: Vec<Range<usize>> =
        tellings.iter().map(|telling| telling.candidate.anchor.clone()).collect();
    let likeliest = || jointly(tellings.iter().map(|telling| telling.targets.as_slice()));
    let (target, target_chance) = target.map_or_else(likeliest, |listed| (listed, 1.0));
    let (agent, agent_chance) = jointly(tellings.iter().map(|telling| telling.agents.as_slice()));
    Event {
        kind,
        anchors,
        money: None,
        sums: Vec::new(),
        period: None,
        target,
        agent,
        target_chance,
        agent_chance,
        confidence: tellings.iter().map(|telling| telling.confidence).fold(0.0, f32::max),
        rule: format!("acts.{}", kind.code()),
    }
}

/// The likeliest option of all sentences together, and its probability in the sentence that is surest of it.
fn jointly<'a, T: Copy + PartialEq + 'a>(sentences: impl Iterator<Item = &'a [(T, f32)]>) -> (T, f32) {
    const LEAST: f32 = 0.01;
    let sentences: Vec<&[(T, f32)]> = sentences.collect();
    let chance = |options: &[(T, f32)], option: T| {
        options.iter().find(|other| other.0 == option).map_or(LEAST, |other| other.1.max(LEAST))
    };
    let score = |option: T| -> f32 { sentences.iter().map(|options| chance(options, option).ln()).sum() };
    let options = sentences.iter().flat_map(|options| options.iter().map(|option| option.0));
    let best = options
        .max_by(|one, other| score(*one).total_cmp(&score(*other)))
        .expect("the unnamed is always an option");
    (best, sentences.iter().map(|options| chance(options, best)).fold(0.0, f32::max))
}
