//! Signs of an act that a sentence may tell, beside sums.

use std::ops::Range;

use crate::domain::Kind;

use super::super::cue::Cue;
use super::super::model::Signs;
use super::super::scene::Scene;
use super::{
    SumClass, bucket, count, put_article, put_company, put_cues, put_edges, put_position, put_sentence_cues,
    sentence_before, window,
};

/// A sentence that may tell an act of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct ActCandidate {
    pub(in super::super) kind: Kind,
    pub(in super::super) sentence: usize,
    /// The words that make it a candidate.
    pub(in super::super) anchor: Range<usize>,
}

/// Kinds that a word tells without a sum.
const TOLD_BY_WORDS: [(Kind, &[Cue]); 10] = [
    (Kind::AdministrativeFine, &[Cue::FineNoun, Cue::Condemn]),
    (Kind::Injunction, &[Cue::Injunction, Cue::Must]),
    (Kind::FormalNotice, &[Cue::FormalNotice]),
    (Kind::Reprimand, &[Cue::Reprimand]),
    (Kind::ProcessingBan, &[Cue::Ban]),
    (Kind::Settlement, &[Cue::SettlementNoun, Cue::Commitments]),
    (Kind::Complaint, &[Cue::Complaint]),
    (Kind::Investigation, &[Cue::Investigation]),
    (Kind::Upheld, &[Cue::Uphold]),
    (Kind::Annulled, &[Cue::Annul]),
];

/// Candidates beyond this many are not looked at.
const MOST: usize = 600;

/// Every sentence and kind with a word for it; the first such word is the anchor.
pub(in super::super) fn act_candidates(scene: &Scene) -> Vec<ActCandidate> {
    let mut candidates = Vec::new();
    for (number, sentence) in scene.stream.sentences.iter().enumerate() {
        let cues = scene.cues_in(&sentence.tokens);
        if cues.is_empty() {
            continue;
        }
        for (kind, words) in TOLD_BY_WORDS {
            let anchor = words.iter().find_map(|word| cues.iter().find(|cue| cue.cue == *word));
            if let Some(anchor) =
                anchor.filter(|anchor| is_plausible(scene, kind, anchor.cue, &sentence.tokens))
            {
                candidates.push(ActCandidate { kind, sentence: number, anchor: anchor.tokens.clone() });
            }
        }
        if candidates.len() > MOST {
            break;
        }
    }
    candidates
}

/// "Doit" orders something only with a verb of compliance; a fine without a sum is looked for only where no sum stands.
fn is_plausible(scene: &Scene, kind: Kind, cue: Cue, sentence: &Range<usize>) -> bool {
    match (kind, cue) {
        (Kind::Injunction, Cue::Must) => scene.has_cue(sentence, Cue::ComplyVerb),
        (Kind::AdministrativeFine, _) => scene.sums.is_empty() || scene.sums_in(sentence).is_empty(),
        _ => true,
    }
}

/// The signs of an act candidate, given what each sum is for.
pub(in super::super) fn act_signs(
    scene: &Scene,
    candidate: &ActCandidate,
    classes: &[SumClass],
    signs: &mut impl Signs,
) {
    let kind = candidate.kind.code();
    signs.put(&["bias"]);
    signs.put(&[kind, "bias"]);
    for head in [kind, "any"] {
        put_cues(scene, &candidate.anchor, head, signs);
        put_company(scene, &candidate.anchor, head, signs);
        put_position(scene, candidate.sentence, head, signs);
    }
    put_edges(scene, &candidate.anchor, kind, signs);
    signs.put(&[kind, "word", scene.stream.word(candidate.anchor.start)]);
    put_article(scene, kind, signs);
    put_sentence_cues(scene, sentence_before(scene, candidate.sentence), &prev_head(kind), signs);
    put_sums(scene, candidate, classes, kind, signs);
    put_deadline(scene, candidate, kind, signs);
    put_date(scene, candidate, kind, signs);
}

fn prev_head(kind: &str) -> String {
    [kind, ".prev"].concat()
}

fn put_sums(
    scene: &Scene,
    candidate: &ActCandidate,
    classes: &[SumClass],
    kind: &str,
    signs: &mut impl Signs,
) {
    let here = scene.sums_in(scene.sentence(candidate.sentence));
    for class in &classes[here] {
        signs.put(&[kind, "sum", class.name()]);
    }
    for class in SumClass::ALL.into_iter().skip(1) {
        let number = classes.iter().filter(|other| **other == class).count();
        signs.put(&[kind, "article", class.name(), count(number.min(1))]);
    }
}

fn put_deadline(scene: &Scene, candidate: &ActCandidate, kind: &str, signs: &mut impl Signs) {
    let window = window(scene, &candidate.anchor);
    for lapse in scene.lapses_in(&window) {
        signs.put(&[kind, "lapse", if lapse.announced { "announced" } else { "plain" }]);
    }
}

/// How old the date in the sentence is, with regard to publication.
fn put_date(scene: &Scene, candidate: &ActCandidate, kind: &str, signs: &mut impl Signs) {
    let Some(published) = scene.published else { return };
    for mention in scene.dates_in(&window(scene, &candidate.anchor)) {
        let days = mention.date.last_day().until(published).map_or(0, |span| span.get_days());
        let age = match days {
            i32::MIN..=-1 => "future",
            0..=40 => "fresh",
            41..=200 => "months",
            _ => "old",
        };
        signs.put(&[kind, "age", age, bucket(mention.tokens.start.abs_diff(candidate.anchor.start))]);
        signs.put(&["any", "age", age]);
    }
}
