//! A reader's corrections laid over what the machine found.
//!
//! The machine's value stays beside the reader's, and a text read again never overwrites a correction: each is laid on the
//! measure that is most alike to the one it was made on, and when there is none any more it still stands.

use super::told::Told;
use crate::domain::{Change, Correction, Measure, Pin};

/// Who says a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The machine alone.
    Machine,
    /// The machine, and the reader agrees.
    Confirmed,
    /// The reader, in the place of the machine's.
    Corrected,
    /// The reader, where the machine found nothing.
    Added,
    /// The machine, but the reader says that the article tells no such thing.
    Rejected,
}

/// A measure after review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// What holds; for a rejected one, what the machine says.
    pub measure: Measure,
    /// What the machine says now; nothing when it says nothing of the kind.
    pub machine: Option<Measure>,
    /// Who says it.
    pub verdict: Verdict,
    /// The place, among the corrections, of the one that holds here.
    pub correction: Option<usize>,
}

impl Reviewed {
    /// Whether it waits for a reader: doubtful, and nobody has said anything yet.
    pub fn is_to_review(&self) -> bool {
        self.verdict == Verdict::Machine && self.measure.confidence.is_doubtful()
    }

    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.verdict != Verdict::Rejected
    }

    /// Whether the reader vouches for it.
    pub fn is_by_reader(&self) -> bool {
        matches!(self.verdict, Verdict::Confirmed | Verdict::Corrected | Verdict::Added)
    }
}

/// Lays corrections of one article over its measures: first the machine's, in their order, then those that the reader added
/// or that the machine no longer finds.
pub fn apply(corrections: &[Correction], measures: &[Measure]) -> Vec<Reviewed> {
    let mut reviewed: Vec<Reviewed> = measures.iter().cloned().map(unreviewed).collect();
    let mut order: Vec<usize> = (0..corrections.len()).collect();
    order.sort_by_key(|index| corrections[*index].at);
    for index in order {
        lay(index, &corrections[index], &mut reviewed);
    }
    reviewed
}

fn unreviewed(machine: Measure) -> Reviewed {
    Reviewed { measure: machine.clone(), machine: Some(machine), verdict: Verdict::Machine, correction: None }
}

fn lay(index: usize, correction: &Correction, reviewed: &mut Vec<Reviewed>) {
    match &correction.change {
        Change::Correct { machine, value } => {
            let verdict = Verdict::Corrected;
            let value = value.as_ref();
            match target(correction, machine, Some(value), reviewed) {
                Some(place) => settle(&mut reviewed[place], value.clone(), verdict, index),
                None => reviewed.push(said_by_reader(value.clone(), verdict, index)),
            }
        }
        Change::Add { value } => match target(correction, value, None, reviewed) {
            Some(place) => settle(&mut reviewed[place], value.clone(), Verdict::Confirmed, index),
            None => reviewed.push(said_by_reader(value.clone(), Verdict::Added, index)),
        },
        Change::Confirm { machine } => match target(correction, machine, None, reviewed) {
            Some(place) => settle(&mut reviewed[place], machine.clone(), Verdict::Confirmed, index),
            None => reviewed.push(said_by_reader(machine.clone(), Verdict::Added, index)),
        },
        Change::Reject { machine } => {
            if let Some(place) = target(correction, machine, None, reviewed) {
                reject(&mut reviewed[place], index);
            }
        }
    }
}

/// The measure that a correction is about: the one whose machine's value, or else whose present value, is most alike to what
/// the machine had said; failing that, one that the machine by now finds as the reader says.
fn target(
    correction: &Correction,
    machine: &Measure,
    value: Option<&Measure>,
    reviewed: &[Reviewed],
) -> Option<usize> {
    let pin = Pin::at(correction.article, machine);
    let likeness = |it: &Reviewed| {
        let of_machine = it.machine.as_ref().map(|measure| pin.likeness(measure)).unwrap_or_default();
        let of_value =
            value.map(|value| Pin::at(correction.article, value).likeness(&it.measure)).unwrap_or_default();
        of_machine.max(pin.likeness(&it.measure)).max(of_value)
    };
    let alike = reviewed.iter().map(likeness).enumerate().filter(|(_, likeness)| *likeness >= Pin::ALIKE);
    alike.max_by_key(|(place, likeness)| (*likeness, std::cmp::Reverse(*place))).map(|(place, _)| place)
}

fn settle(reviewed: &mut Reviewed, value: Measure, verdict: Verdict, index: usize) {
    let agrees = reviewed.machine.as_ref().is_some_and(|machine| same_facts(machine, &value));
    reviewed.verdict = match (verdict, agrees, reviewed.machine.is_some()) {
        (_, true, _) => Verdict::Confirmed,
        (Verdict::Corrected | Verdict::Confirmed, false, true) => Verdict::Corrected,
        (_, false, _) => Verdict::Added,
    };
    reviewed.measure = match (&reviewed.machine, reviewed.verdict) {
        (Some(machine), Verdict::Confirmed) => machine.clone(),
        _ => value,
    };
    reviewed.correction = Some(index);
}

fn reject(reviewed: &mut Reviewed, index: usize) {
    if let Some(machine) = &reviewed.machine {
        reviewed.measure = machine.clone();
    }
    reviewed.verdict = Verdict::Rejected;
    reviewed.correction = Some(index);
}

fn said_by_reader(value: Measure, verdict: Verdict, index: usize) -> Reviewed {
    Reviewed { measure: value, machine: None, verdict, correction: Some(index) }
}

/// Whether two measures say the same, whatever their evidence, rules and confidence.
fn same_facts(one: &Measure, other: &Measure) -> bool {
    let facts = |measure: &Measure| Measure {
        evidence: Vec::new(),
        rules: Vec::new(),
        confidence: other.confidence,
        ..measure.clone()
    };
    facts(one) == facts(other)
}

impl Told {
    /// The same article with its measures as reviewed: those that stand, the reader's marked as such.
    pub fn reviewed(mut self, reviewed: &[Reviewed]) -> Told {
        let standing: Vec<&Reviewed> = reviewed.iter().filter(|it| it.stands()).collect();
        self.by_reader = (0..standing.len()).filter(|place| standing[*place].is_by_reader()).collect();
        self.measures = standing.into_iter().map(|it| it.measure.clone()).collect();
        self
    }
}
