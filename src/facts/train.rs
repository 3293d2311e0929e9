//! How weights are found: multinomial logistic regression, by full passes in a fixed order, so that the same corpus gives the same weights.
//!
//! Knows optimisation alone. Leaves to `learn` what the examples are.

use std::collections::BTreeMap;

use super::model::{WrittenModel, softmax};

/// One example: the names of its signs, its class, and how much it counts.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub(super) signs: Vec<String>,
    pub(super) class: usize,
    pub(super) weight: f32,
}

/// How training goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// Full passes over the examples.
    pub(super) passes: usize,
    /// Strength of the pull toward zero.
    pub(super) ridge: f32,
    /// Signs seen in fewer examples are left out.
    pub(super) rarest: usize,
}

/// Finds weights by adaptive gradient steps (Duchi, Hazan and Singer 2011), one example at a time.
pub(super) fn train(classes: &[&str], examples: &[Example], plan: Plan) -> WrittenModel {
    let vocabulary = vocabulary(examples, plan.rarest);
    let encoded: Vec<Vec<usize>> = examples
        .iter()
        .map(|example| {
            example.signs.iter().filter_map(|sign| vocabulary.get(sign.as_str()).copied()).collect()
        })
        .collect();
    let width = classes.len();
    let mut weights = vec![0.0_f32; vocabulary.len() * width];
    let mut squares = vec![1e-3_f32; vocabulary.len() * width];
    for pass in 0..plan.passes {
        for step in 0..examples.len() {
            let index = (step * 7919 + pass * 31) % examples.len();
            descend(&mut weights, &mut squares, &encoded[index], &examples[index], width, plan.ridge);
        }
    }
    written(classes, &vocabulary, &weights)
}

fn vocabulary(examples: &[Example], rarest: usize) -> BTreeMap<&str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for example in examples {
        for sign in &example.signs {
            *counts.entry(sign).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count >= rarest)
        .enumerate()
        .map(|(index, (sign, _))| (sign, index))
        .collect()
}

fn descend(
    weights: &mut [f32],
    squares: &mut [f32],
    signs: &[usize],
    example: &Example,
    width: usize,
    ridge: f32,
) {
    const RATE: f32 = 0.15;
    let mut scores = vec![0.0; width];
    for sign in signs {
        scores.iter_mut().enumerate().for_each(|(class, score)| *score += weights[sign * width + class]);
    }
    let probabilities = softmax(scores);
    for sign in signs {
        for (class, probability) in probabilities.iter().enumerate() {
            let at = sign * width + class;
            let wanted = if class == example.class { 1.0 } else { 0.0 };
            let slope = example.weight * (probability - wanted) + ridge * weights[at];
            squares[at] += slope * slope;
            weights[at] -= RATE * slope / squares[at].sqrt();
        }
    }
}

fn written(classes: &[&str], vocabulary: &BTreeMap<&str, usize>, weights: &[f32]) -> WrittenModel {
    let width = classes.len();
    let rows = vocabulary.iter().map(|(sign, index)| {
        let row: Vec<i32> = weights[index * width..(index + 1) * width]
            .iter()
            .map(|weight| (weight * 1000.0).round() as i32)
            .collect();
        ((*sign).to_owned(), row)
    });
    WrittenModel {
        classes: classes.iter().map(|class| (*class).to_owned()).collect(),
        weights: rows.filter(|(_, row)| row.iter().any(|weight| weight.abs() > 20)).collect(),
    }
}
