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

/// Finds weights by adaptive gradient steps over all examples at once (Duchi, Hazan and Singer 2011).
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
    let mut squares = vec![1e-6_f32; vocabulary.len() * width];
    for _ in 0..plan.passes {
        let slopes = slopes(&weights, &encoded, examples, width, plan.ridge);
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(slopes) {
            *square += slope * slope;
            *weight -= RATE * slope / square.sqrt();
        }
    }
    written(classes, &vocabulary, &weights)
}

/// One choice: the signs of each option, and which options are right.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) options: Vec<Vec<String>>,
    pub(super) right: Vec<bool>,
}

/// Finds weights by which the right option of each choice scores highest (conditional logit).
pub(super) fn train_choices(choices: &[Choice], plan: Plan) -> WrittenModel {
    let counted: Vec<Example> = choices
        .iter()
        .flat_map(|choice| &choice.options)
        .map(|signs| Example { signs: signs.clone(), class: 0, weight: 1.0 })
        .collect();
    let vocabulary = vocabulary(&counted, plan.rarest);
    let encode = |signs: &Vec<String>| -> Vec<usize> {
        signs.iter().filter_map(|sign| vocabulary.get(sign.as_str()).copied()).collect()
    };
    let encoded: Vec<Vec<Vec<usize>>> =
        choices.iter().map(|choice| choice.options.iter().map(encode).collect()).collect();
    let mut weights = vec![0.0_f32; vocabulary.len()];
    let mut squares = vec![1e-6_f32; vocabulary.len()];
    for _ in 0..plan.passes {
        let mut slopes: Vec<f32> = weights.iter().map(|weight| plan.ridge * weight).collect();
        for (options, choice) in encoded.iter().zip(choices) {
            add_choice_slopes(&mut slopes, &weights, options, &choice.right);
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(slopes) {
            *square += slope * slope;
            *weight -= RATE * slope / square.sqrt();
        }
    }
    written(&["score"], &vocabulary, &weights)
}

fn add_choice_slopes(slopes: &mut [f32], weights: &[f32], options: &[Vec<usize>], right: &[bool]) {
    let scores: Vec<f32> =
        options.iter().map(|signs| signs.iter().map(|sign| weights[*sign]).sum()).collect();
    let all = softmax(scores);
    let of_right: f32 =
        all.iter().zip(right).filter(|(_, right)| **right).map(|(share, _)| share).sum::<f32>().max(1e-6);
    for ((signs, share), right) in options.iter().zip(&all).zip(right) {
        let wanted = if *right { share / of_right } else { 0.0 };
        signs.iter().for_each(|sign| slopes[*sign] += share - wanted);
    }
}

/// Length of the first step of each weight.
const RATE: f32 = 0.25;

/// The gradient of the loss of all examples, with the pull toward zero.
fn slopes(
    weights: &[f32],
    encoded: &[Vec<usize>],
    examples: &[Example],
    width: usize,
    ridge: f32,
) -> Vec<f32> {
    let mut slopes: Vec<f32> = weights.iter().map(|weight| ridge * weight).collect();
    for (signs, example) in encoded.iter().zip(examples) {
        let mut scores = vec![0.0; width];
        for sign in signs {
            scores.iter_mut().enumerate().for_each(|(class, score)| *score += weights[sign * width + class]);
        }
        for (class, probability) in softmax(scores).into_iter().enumerate() {
            let wanted = if class == example.class { 1.0 } else { 0.0 };
            let slope = example.weight * (probability - wanted);
            signs.iter().for_each(|sign| slopes[sign * width + class] += slope);
        }
    }
    slopes
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
