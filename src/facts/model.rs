//! Linear models over signs that a person can read.
//!
//! Knows how signs are weighed and how weights are written down. Leaves to `signs` what the signs are, to `train` how weights are found.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};

/// Takes the signs of a candidate as they are noticed; a sign is its parts joined by dots.
pub(super) trait Signs {
    /// Notes a sign.
    fn put(&mut self, parts: &[&str]);
}

/// Signs by name, for training and for explaining.
impl Signs for Vec<String> {
    fn put(&mut self, parts: &[&str]) {
        self.push(parts.join("."));
    }
}

/// A model: for each sign, its weight for each class.
#[derive(Debug, Default, Clone)]
pub(super) struct Model {
    classes: usize,
    weights: HashMap<u64, Box<[f32]>, BuildHasherDefault<Plain>>,
}

/// A model as it is written: class names, and for each sign its weights in their order, in thousandths.
#[derive(Debug, Default, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenModel {
    pub(super) classes: Vec<String>,
    pub(super) weights: BTreeMap<String, Vec<i32>>,
}

impl Model {
    /// Reads a written model.
    pub(super) fn of(written: &WrittenModel) -> Model {
        let classes = written.classes.len();
        let weights = written
            .weights
            .iter()
            .map(|(name, row)| (hashed(&[name]), row.iter().map(|weight| *weight as f32 / 1000.0).collect()))
            .collect();
        Model { classes, weights }
    }

    /// The score of each class for the signs that `note` puts.
    pub(super) fn scores(&self, note: impl FnOnce(&mut Scorer<'_>)) -> Vec<f32> {
        let mut scorer = Scorer { model: self, scores: vec![0.0; self.classes] };
        note(&mut scorer);
        scorer.scores
    }

    /// The probability of the first class of two, or of each class of several.
    pub(super) fn probabilities(&self, note: impl FnOnce(&mut Scorer<'_>)) -> Vec<f32> {
        softmax(self.scores(note))
    }
}

/// Adds up weights as signs are put.
#[derive(Debug)]
pub(super) struct Scorer<'a> {
    model: &'a Model,
    scores: Vec<f32>,
}

impl Signs for Scorer<'_> {
    fn put(&mut self, parts: &[&str]) {
        if let Some(row) = self.model.weights.get(&hashed(parts)) {
            self.scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
        }
    }
}

/// Scores turned into probabilities.
pub(super) fn softmax(scores: Vec<f32>) -> Vec<f32> {
    let largest = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - largest).exp()).collect();
    let total: f32 = powers.iter().sum();
    powers.iter().map(|power| power / total).collect()
}

/// FNV-1a over the parts joined by dots.
fn hashed(parts: &[&str]) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    let mut hash = OFFSET;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            hash = step(hash, b'.');
        }
        hash = part.bytes().fold(hash, step);
    }
    hash
}

fn step(hash: u64, byte: u8) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// A hasher for keys that are hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().copied().fold(self.0, step);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::{Model, Signs, WrittenModel};

    #[test]
    fn weights_add_up_by_name() {
        let weights = [("left.amende.0".to_owned(), vec![0, 2000]), ("bias".to_owned(), vec![500, 0])];
        let written = WrittenModel { classes: vec!["none".into(), "fine".into()], weights: weights.into() };
        let scores = Model::of(&written).scores(|signs| {
            signs.put(&["bias"]);
            signs.put(&["left", "amende", "0"]);
            signs.put(&["unknown"]);
        });
        assert_eq!(scores, [0.5, 2.0]);
    }
}
