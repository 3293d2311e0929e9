//! Linear models over signs that a person can read.
//!
//! Knows how signs are weighed and how weights are written down. Leaves to `signs` what the signs are, to `train` how weights are found.

use std::collections::BTreeMap;
use std::hash::Hasher;

use rustc_hash::FxHasher;
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
///
/// Most signs that are put have no weight, and a table with room to spare says so at the first look.
#[derive(Debug, Default, Clone)]
pub(super) struct Model {
    classes: usize,
    /// Hashes of signs, each at the first free place from the one that its low bits tell; [`FREE`] where none stands.
    keys: Vec<u64>,
    /// For each place in `keys`, where its weights begin.
    rows: Vec<u32>,
    weights: Vec<f32>,
}

/// The key of a place where no sign stands.
const FREE: u64 = 0;

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
        let places = (written.weights.len() * 2 + 1).next_power_of_two();
        let mut model = Model {
            classes: written.classes.len(),
            keys: vec![FREE; places],
            rows: vec![0; places],
            weights: Vec::with_capacity(written.weights.len() * written.classes.len()),
        };
        for (name, row) in &written.weights {
            model.insert(hashed(&[name]), row);
        }
        model
    }

    fn insert(&mut self, key: u64, row: &[i32]) {
        let place = self.place(key);
        self.keys[place] = key;
        self.rows[place] = self.weights.len() as u32;
        let row = row.iter().map(|weight| *weight as f32 / 1000.0);
        self.weights.extend(row.chain(std::iter::repeat(0.0)).take(self.classes));
    }

    /// The place of a key, or the free one where it would stand; a table is never full.
    fn place(&self, key: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut place = key as usize & mask;
        while self.keys[place] != key && self.keys[place] != FREE {
            place = (place + 1) & mask;
        }
        place
    }

    /// The weights of a sign.
    fn row(&self, key: u64) -> Option<&[f32]> {
        if self.keys.is_empty() {
            return None;
        }
        let place = self.place(key);
        let start = self.rows[place] as usize;
        (self.keys[place] == key).then(|| &self.weights[start..start + self.classes])
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
        if let Some(row) = self.model.row(hashed(parts)) {
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

/// A number for a sign by its parts, cut at full stops as a written name is, and never [`FREE`].
fn hashed(parts: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    for part in parts {
        if part.as_bytes().contains(&b'.') {
            part.split('.').for_each(|piece| hasher.write(piece.as_bytes()));
        } else {
            hasher.write(part.as_bytes());
        }
    }
    hasher.finish().max(FREE + 1)
}

#[cfg(test)]
mod tests {
    use super::{Model, Signs, WrittenModel};

    #[test]
    fn weights_add_up_by_name() {
        let weights = [
            ("left.amende.0".to_owned(), vec![0, 2000]),
            ("after.s.a".to_owned(), vec![0, 1]),
            ("bias".to_owned(), vec![500, 0]),
        ];
        let written = WrittenModel { classes: vec!["none".into(), "fine".into()], weights: weights.into() };
        let scores = Model::of(&written).scores(|signs| {
            signs.put(&["bias"]);
            signs.put(&["left", "amende", "0"]);
            signs.put(&["after", "s.a"]);
            signs.put(&["unknown"]);
        });
        assert_eq!(scores, [0.5, 2.001]);
    }
}
