//! How an article speaks as a whole: it reports, advises, counts, or asks.
//!
//! Knows which words tell a guide or a balance sheet from news. Leaves to `signs` what that makes of a sum or an act.

use super::actor::Actors;
use super::cue::Cue;
use super::money::Sum;
use super::name::{Names, Sort};
use super::scene::CueMention;
use super::stream::Stream;
use crate::text::TokenKind;

/// What is told of the whole article, each with its degree.
pub(super) type Manner = Vec<(&'static str, &'static str)>;

/// What the bricks found, of which the manner is told.
pub(super) struct Found<'a> {
    pub(super) stream: &'a Stream,
    pub(super) cues: &'a [CueMention],
    pub(super) sums: &'a [Sum],
    pub(super) actors: &'a Actors,
    pub(super) names: &'a Names,
}

/// Reads the manner of an article.
pub(super) fn manner(found: &Found<'_>) -> Manner {
    let stream = found.stream;
    let words = stream.tokens.iter().filter(|token| token.kind == TokenKind::Word).count().max(1);
    let said = |is: fn(&str) -> bool| (0..stream.tokens.len()).filter(|at| is(stream.word(*at))).count();
    let cued = |cues: &[Cue]| found.cues.iter().filter(|mention| cues.contains(&mention.cue)).count();
    let first_body =
        stream.sentences.iter().find(|sentence| !sentence.title).map_or(0, |first| first.tokens.start);
    let titled = |at: usize| at < first_body;
    let named = |mention: &super::name::NameMention| {
        titled(mention.tokens.start) && found.names.entities[mention.entity].sort == Sort::Organisation
    };
    vec![
        ("you", share(said(is_address), words)),
        ("may", share(said(is_possibility), words)),
        ("told", share(said(is_report), words)),
        ("risk", degree(cued(&[Cue::Risk, Cue::Maximum, Cue::Hypothetical]))),
        ("figures", degree(cued(&[Cue::Statistics, Cue::Total]))),
        ("sums", degree(found.sums.len())),
        ("imposed", degree(cued(&[Cue::Inflict, Cue::Condemn, Cue::Undergo]))),
        ("asks", yes(stream.sentences.iter().any(|sentence| sentence.title && sentence.question))),
        ("title.sum", yes(found.sums.iter().any(|sum| titled(sum.tokens.start)))),
        ("title.actor", yes(found.actors.mentions.iter().any(|mention| titled(mention.tokens.start)))),
        ("title.name", yes(found.names.mentions.iter().any(named))),
        ("length", degree(words / 60)),
    ]
}

fn is_address(word: &str) -> bool {
    matches!(word, "vous" | "votre" | "vos" | "you" | "your" | "nous" | "our" | "we")
}

fn is_possibility(word: &str) -> bool {
    matches!(
        word,
        "peut"
            | "peuvent"
            | "pourra"
            | "pourrait"
            | "pourront"
            | "faut"
            | "doit"
            | "doivent"
            | "may"
            | "can"
            | "could"
            | "should"
            | "would"
            | "might"
    )
}

fn is_report(word: &str) -> bool {
    matches!(word, "a" | "ont" | "avait" | "est" | "was" | "were" | "had" | "has" | "have")
}

/// How many of a thousand words.
fn share(number: usize, words: usize) -> &'static str {
    match number * 1000 / words {
        0 => "none",
        1..=5 => "few",
        6..=12 => "some",
        13..=25 => "many",
        _ => "most",
    }
}

fn degree(number: usize) -> &'static str {
    match number {
        0 => "none",
        1 => "one",
        2..=3 => "few",
        4..=7 => "some",
        _ => "many",
    }
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}
