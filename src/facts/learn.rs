//! From the corpus to weights: what each candidate of each article should have been.
//!
//! Knows how expected measures label candidates. Leaves optimisation to `train`, signs to `signs`.

use std::ops::Range;

use crate::domain::{Kind, Measure, Money};
use crate::text::Document;

use super::Engine;
use super::corpus::Case;
use super::decide::{Event, Models, WrittenModels, events, family_of_kind, family_of_sum, kind_of, targets};
use super::model::Model;
use super::resolve::joined;
use super::scene::Scene;
use super::score::{bare_name, canonical};
use super::signs::{
    Aim, SumClass, Target, act_candidates, act_signs, agent_signs, event_signs, sum_signs, target_signs,
};
use super::train::{Choice, Example, Plan, train, train_choices};

/// How each model is trained; the strengths of the pull toward zero were chosen by folds of the open corpus.
const SUMS: Plan = Plan { passes: 100, ridge: 8.0, rarest: 2 };
const ACTS: Plan = Plan { passes: 100, ridge: 5.0, rarest: 2 };
const TARGETS: Plan = Plan { passes: 100, ridge: 5.0, rarest: 2 };
const AGENTS: Plan = Plan { passes: 100, ridge: 3.0, rarest: 2 };
const EVENTS: Plan = Plan { passes: 100, ridge: 30.0, rarest: 2 };

/// An article with its scene and the class that each of its sums should have.
struct Lesson<'a> {
    case: &'a Case,
    scene: Scene,
    /// Whether the engine looks at it at all.
    may_tell: bool,
    classes: Vec<SumClass>,
}

/// Trains the five models on articles and writes them as `assets/weights.toml` holds them.
pub fn learn(engine: &Engine, cases: &[&Case]) -> String {
    toml::to_string(&learn_models(engine, cases)).expect("plain tables")
}

pub(super) fn learn_models(engine: &Engine, cases: &[&Case]) -> WrittenModels {
    let lessons: Vec<Lesson<'_>> = cases.iter().map(|case| lesson(engine, case)).collect();
    let all: Vec<&Lesson<'_>> = lessons.iter().collect();
    let mut written = learn_parts(engine, &all);
    written.events = train(&["no", "yes"], &event_examples(engine, &lessons), EVENTS);
    written
}

/// The models of parts: sums, acts, targets, agents.
fn learn_parts(engine: &Engine, lessons: &[&Lesson<'_>]) -> WrittenModels {
    WrittenModels {
        sums: train(&["no", "yes"], &sum_examples(lessons), SUMS),
        acts: learn_acts(lessons),
        targets: train_choices(&target_examples(engine, lessons), TARGETS),
        agents: train_choices(&agent_examples(engine, lessons), AGENTS),
        events: super::model::WrittenModel::default(),
    }
}

/// Events as models of parts find them that have not seen the article, each with whether it is right: half so when only its sum is.
fn event_examples(engine: &Engine, lessons: &[Lesson<'_>]) -> Vec<Example> {
    const FOLDS: usize = 4;
    let mut examples = Vec::new();
    for fold in 0..FOLDS {
        let part = |inside: bool| -> Vec<&Lesson<'_>> {
            let numbered = lessons.iter().enumerate().filter(|(index, _)| (index % FOLDS == fold) == inside);
            numbered.map(|(_, lesson)| lesson).collect()
        };
        let models = Models::of(&learn_parts(engine, &part(false)));
        for lesson in part(true).into_iter().filter(|lesson| lesson.may_tell) {
            let events = joined(&lesson.scene, events(&lesson.scene, &models));
            for number in 0..events.len() {
                let signs = signs_of(|signs| event_signs(&lesson.scene, &events, number, signs));
                let (acts, whole) = rightness(engine, lesson, &events[number]);
                for right in [acts, whole] {
                    examples.push(Example { signs: signs.clone(), class: usize::from(right), weight: 0.5 });
                }
            }
        }
    }
    examples
}

/// Whether the case holds an act of the event's kind and sum, and whether it has its target and agent too.
fn rightness(engine: &Engine, lesson: &Lesson<'_>, event: &Event) -> (bool, bool) {
    let name = event.agent.map(|actor| canonical(&lesson.scene.actors.actors[actor].name, engine.lexicon()));
    let mut found = (false, false);
    for measure in &lesson.case.measures {
        let stands = event.kind == Kind::Upheld || measure.amount == event.money;
        if measure.kind != event.kind || !stands {
            continue;
        }
        let aimed = is_target(engine, lesson, event.target, measure);
        let agent = measure.authority.as_deref().map(|name| canonical(name, engine.lexicon())) == name;
        found.0 |= event.money.is_some() || aimed;
        found.1 |= aimed && agent;
    }
    found
}

fn lesson<'a>(engine: &Engine, case: &'a Case) -> Lesson<'a> {
    let body = Document::from_plain(&case.text);
    let reading = super::Reading {
        title: &case.title,
        body: &body,
        published: case.published,
        language: case.language,
    };
    let opening = engine.opening(&reading);
    let may_tell = opening.may_tell_an_act();
    let scene = Scene::of(opening, reading.published, engine.lexicon());
    let classes = scene.sums.iter().map(|sum| class_of(sum.money, &case.measures)).collect();
    Lesson { case, scene, may_tell, classes }
}

/// The class that a sum should have: that of the measure with the same amount, the most telling first.
fn class_of(money: Money, measures: &[Measure]) -> SumClass {
    const ORDER: [SumClass; 5] =
        [SumClass::Liquidation, SumClass::Rate, SumClass::Reduced, SumClass::Settlement, SumClass::Fine];
    let has =
        |kind: Kind| measures.iter().any(|measure| measure.kind == kind && measure.amount == Some(money));
    ORDER.into_iter().find(|class| has(kind_of(*class))).unwrap_or(
        if has(Kind::Upheld) || is_total(money, measures) { SumClass::Fine } else { SumClass::None },
    )
}

/// Whether two to four expected fines add up to the sum; it is a fine too, and gives way to its parts later.
fn is_total(money: Money, measures: &[Measure]) -> bool {
    let parts: Vec<i64> = measures
        .iter()
        .filter(|measure| measure.kind == Kind::AdministrativeFine)
        .filter_map(|measure| measure.amount)
        .filter(|amount| amount.currency == money.currency)
        .map(|amount| amount.cents.0)
        .collect();
    (1..1_u32 << parts.len().min(12)).any(|chosen| {
        let taken = || {
            parts.iter().enumerate().filter(|(index, _)| chosen & (1 << index) != 0).map(|(_, cents)| cents)
        };
        (2..=4).contains(&chosen.count_ones()) && taken().sum::<i64>() == money.cents.0
    })
}

fn sum_examples(lessons: &[&Lesson<'_>]) -> Vec<Example> {
    let mut examples = Vec::new();
    for lesson in lessons.iter().filter(|lesson| lesson.may_tell) {
        for (number, class) in lesson.classes.iter().enumerate() {
            let mut signs = Vec::new();
            sum_signs(&lesson.scene, number, &mut signs);
            examples.push(Example { signs, class: usize::from(*class != SumClass::None), weight: 1.0 });
        }
    }
    examples
}

/// Trains acts twice: of the sentences of an article that tells an act of a kind, the second time only those count that the first model takes for telling, and the best one in any case.
fn learn_acts(lessons: &[&Lesson<'_>]) -> super::model::WrittenModel {
    let grouped = act_examples(lessons);
    let flat: Vec<Example> = grouped.iter().flatten().cloned().collect();
    let first = Model::of(&train(&["no", "yes"], &flat, ACTS));
    let kept: Vec<Example> = grouped.into_iter().flat_map(|group| telling(group, &first)).collect();
    train(&["no", "yes"], &kept, ACTS)
}

/// Examples of one article and kind together.
fn act_examples(lessons: &[&Lesson<'_>]) -> Vec<Vec<Example>> {
    let mut groups = Vec::new();
    for lesson in lessons.iter().filter(|lesson| lesson.may_tell) {
        let candidates = act_candidates(&lesson.scene);
        for kind in Kind::ALL {
            let wanted = lesson.case.measures.iter().any(|measure| {
                measure.kind == kind && (kind != Kind::AdministrativeFine || measure.amount.is_none())
            });
            let group: Vec<Example> = candidates
                .iter()
                .filter(|candidate| candidate.kind == kind)
                .map(|candidate| {
                    let mut signs = Vec::new();
                    act_signs(&lesson.scene, candidate, &lesson.classes, &mut signs);
                    Example { signs, class: usize::from(wanted), weight: 1.0 }
                })
                .collect();
            groups.push(group);
        }
    }
    groups
}

fn telling(group: Vec<Example>, model: &Model) -> Vec<Example> {
    use super::model::Signs;
    let chance = |example: &Example| {
        model.probabilities(|scorer| example.signs.iter().for_each(|sign| scorer.put(&[sign])))[1]
    };
    let best = group.iter().map(&chance).fold(0.0, f32::max);
    group.into_iter().filter(|example| example.class == 0 || chance(example) >= best.min(0.5)).collect()
}

/// What tells an act, its family, the measures that it may be, and the place of its sum among those of the sentence.
type Known<'a> = (Range<usize>, &'static str, Vec<&'a Measure>, Option<(usize, usize)>);

/// Acts of an article whose target and agent are known, with the anchors that tell them.
fn known_acts<'a>(lesson: &'a Lesson<'_>) -> Vec<Known<'a>> {
    let mut acts = Vec::new();
    for (number, class) in lesson.classes.iter().enumerate().filter(|(_, class)| **class != SumClass::None) {
        let sum = &lesson.scene.sums[number];
        let kind = kind_of(*class);
        let measures = lesson.case.measures.iter().filter(|measure| {
            measure.amount == Some(sum.money)
                && (measure.kind == kind
                    || (measure.kind == Kind::Upheld && kind == Kind::AdministrativeFine))
        });
        let here: Vec<usize> = lesson
            .scene
            .sums_in(lesson.scene.sentence(lesson.scene.sentence_of(sum.tokens.start)))
            .filter(|other| lesson.classes[*other] == *class)
            .collect();
        let rank = here.iter().position(|other| *other == number).map(|rank| (rank, here.len()));
        acts.push((
            sum.tokens.clone(),
            family_of_sum(*class),
            measures
                .filter(|measure| {
                    measure.kind == kind
                        || !lesson
                            .case
                            .measures
                            .iter()
                            .any(|other| other.kind == kind && other.amount == measure.amount)
                })
                .collect(),
            rank,
        ));
    }
    for candidate in act_candidates(&lesson.scene) {
        let measures: Vec<&Measure> =
            lesson.case.measures.iter().filter(|measure| measure.kind == candidate.kind).collect();
        if !measures.is_empty() && candidate.kind != Kind::AdministrativeFine {
            acts.push((candidate.anchor, family_of_kind(candidate.kind), measures, None));
        }
    }
    acts
}

fn target_examples(engine: &Engine, lessons: &[&Lesson<'_>]) -> Vec<Choice> {
    let mut choices = Vec::new();
    for lesson in lessons {
        for (anchor, family, measures, rank) in known_acts(lesson) {
            let aim = Aim { anchor: &anchor, family, rank };
            let candidates = targets(&lesson.scene, &[aim]);
            let right: Vec<bool> = candidates
                .iter()
                .map(|target| measures.iter().any(|measure| is_target(engine, lesson, *target, measure)))
                .collect();
            if !right.contains(&true) {
                continue;
            }
            let options = candidates
                .into_iter()
                .map(|target| signs_of(|signs| target_signs(&lesson.scene, &aim, target, signs)))
                .collect();
            choices.push(Choice { options, right });
        }
    }
    choices
}

fn signs_of(note: impl FnOnce(&mut Vec<String>)) -> Vec<String> {
    let mut signs = Vec::new();
    note(&mut signs);
    signs
}

fn is_target(engine: &Engine, lesson: &Lesson<'_>, target: Target, measure: &Measure) -> bool {
    match target {
        Target::Anonymous => measure.company.is_none(),
        Target::Entity(entity) => {
            let expected: Vec<String> = measure
                .company
                .iter()
                .chain(&measure.aliases)
                .map(|name| bare_name(name, engine.lexicon()))
                .collect();
            lesson.scene.names.entities[entity]
                .forms
                .iter()
                .any(|form| expected.contains(&bare_name(form, engine.lexicon())))
        }
    }
}

fn agent_examples(engine: &Engine, lessons: &[&Lesson<'_>]) -> Vec<Choice> {
    let mut choices = Vec::new();
    for lesson in lessons {
        for (anchor, family, measures, rank) in known_acts(lesson) {
            let aim = Aim { anchor: &anchor, family, rank };
            let is_right = |agent: Option<usize>| {
                let name =
                    agent.map(|actor| canonical(&lesson.scene.actors.actors[actor].name, engine.lexicon()));
                measures.iter().any(|measure| {
                    measure.authority.as_deref().map(|name| canonical(name, engine.lexicon())) == name
                })
            };
            let agents: Vec<Option<usize>> =
                (0..lesson.scene.actors.actors.len()).map(Some).chain([None]).collect();
            let right: Vec<bool> = agents.iter().map(|agent| is_right(*agent)).collect();
            if !right.contains(&true) {
                continue;
            }
            let options = agents
                .into_iter()
                .map(|agent| signs_of(|signs| agent_signs(&lesson.scene, &aim, agent, signs)))
                .collect();
            choices.push(Choice { options, right });
        }
    }
    choices
}
